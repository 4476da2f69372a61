/* Questions: what the words of a question are worth, and in which parts it falls. */

import { Wanted } from "./closeness.js";
import { Phrases, asWords } from "./phrases.js";
import { isSyllable, typedWords } from "./words.js";

/** @typedef {import("./phrases.js").Phrase} Phrase */
/** @typedef {import("./phrases.js").Word} Word */
/** @typedef {import("./procedures.js").Forms} Forms */

/**
 * What a word does in a question: it is what is asked for; it is said of many procedures and never decides alone; it
 * stands around what is asked for.
 * @typedef {"telling" | "common" | "filler"} Role
 */

/**
 * A word of a question as it is looked for. `weight` is by its rarity; 0 where no procedure has it.
 * @typedef {object} Term
 * @property {Forms} forms
 * @property {string} accent  with its marks; empty where none were typed
 * @property {boolean} believed  whether other marks than those make another word
 * @property {Role} role
 * @property {number} weight
 * @property {number} unknown  the weight of a word that no procedure has, where proof is asked for
 */

/**
 * A part of a question in one of its readings. `meant` is what it was taken for, null for the words themselves;
 * `worth` is what it is worth beside those.
 * @typedef {object} Reading
 * @property {Term[]} terms
 * @property {Wanted} wanted  the same, as they are looked for
 * @property {number} worth
 * @property {Phrase | null} meant
 */

/** @typedef {{ said: string, readings: Reading[] }} Part */

/* What people say around the thing they need. */
const FILLERS = `
cho tôi hỏi; cho em hỏi; cho mình hỏi; xin hỏi; cho hỏi; xin cho hỏi; muốn hỏi; xin chào; chào; hỏi; ad; ad ơi; ạ; dạ; vậy; vậy ạ;
với; nhé; nha; à; ơi; admin; anh chị; anh; chị; em; mình; tôi; tui; e; mk; chúng tôi; bọn em; bên em; bên tôi; nhà tôi; của tôi;
của em; của mình; bạn; ai; muốn; cần; phải; cần phải; có cần; có phải; có cần phải; định; đang; đã; sẽ; vừa; mới vừa; bị; được;
được không; có được không; không; có; thì; là; mà; để; thì phải; xin; làm; làm sao; thì làm sao; phải làm sao; làm gì; phải làm gì;
cần làm gì; làm thế nào; như thế nào; thế nào; ra sao; làm cách nào; cách; cách làm; hướng dẫn; quy trình; trình tự; các bước; ở đâu;
chỗ nào; nơi nào; đi đâu; nộp ở đâu; nộp đâu; đến đâu; tới đâu; liên hệ ai; hỏi ai; khi nào; bao giờ; bao lâu; mất bao lâu; hết bao lâu; mấy ngày; mất mấy ngày;
bao nhiêu ngày; bao nhiêu; bao nhiêu tiền; hết bao nhiêu; hết bao nhiêu tiền; mất bao nhiêu tiền; mất phí không; có mất phí không; tốn bao nhiêu;
mất tiền không; giấy gì; giấy tờ gì; giấy tờ; những giấy tờ gì; những gì; cái gì; gì; cần gì; gồm gì; gồm những gì; bao gồm; gồm; cần giấy gì; cần giấy tờ gì;
chuẩn bị; chuẩn bị gì; cần chuẩn bị; nộp gì; nộp; nộp hồ sơ; nộp đơn; nộp online; nộp trực tuyến; qua mạng; online; mẫu đơn; mẫu; tờ khai; tải; tải mẫu;
tải ở đâu; đơn; thủ tục; thủ tục hành chính; tthc; hồ sơ; giải quyết; thời hạn; thời gian; thời hạn giải quyết; có kết quả; bao lâu có; lệ phí; phí; chi phí; điều kiện;
yêu cầu; quy định; mới nhất; năm nay; hiện nay; bây giờ; giờ; và; của; các; những; cho; về; tại; ở; trong; từ; theo; với; do; bởi; này; đó; kia; một; cái; chiếc;
việc; vụ; nào; đâu; sao; nếu; khi; lúc; xong; rồi; thêm nữa; nữa; cũng; hay; hoặc; trước; trước khi; sau; sau khi; ra; vào; lên; hết; đi; lại phải; liên hệ; gặp; đến; tới; qua;
how to; how; to; the; a; of; for; in; where; what; is; do; i; need; my; apply`;

/* What is said of so many procedures that it never decides which is meant. */
const COMMON = `
cấp; cấp lại; cấp mới; cấp đổi; cấp phép; giấy; giấy phép; phép; giấy chứng nhận; giấy xác nhận; chứng nhận; chứng chỉ; xác nhận; công nhận; bằng; thẻ; đăng ký;
thay đổi; đổi; bổ sung; thêm; sửa; sửa đổi; điều chỉnh; gia hạn; hết hạn; sắp hết hạn; mất; bị mất; hỏng; rách; lại; lần đầu; sử dụng; dùng; hoạt động; thực hiện; hỗ trợ; tiền; kinh phí; tổ chức; cá nhân;
cơ quan; đơn vị; cơ sở; công ty; doanh nghiệp; nhà nước; tỉnh; cấp tỉnh; thành phố; huyện; xã; phường; việt nam; kinh doanh; sản xuất; dự án; kết quả; nội dung; mở; lập; thành lập; xin phép; mua; bán; nhập;
làm giấy; nước ngoài; trong nước; số; mới; cũ; chuyển; địa chỉ; tên; đổi tên; đổi địa chỉ; quyết định; phê duyệt; thẩm định; kiểm tra; quản lý; lĩnh vực; sản phẩm; hàng; hàng hoá; đánh giá; hợp đồng;
license; licence; permit; certificate; registration; register`;

/** @type {Phrases<Role>} */
const ROLES = new Phrases({ strict: true });
for (const said of FILLERS.split(";")) ROLES.add(said, "filler");
for (const said of COMMON.split(";")) ROLES.add(said, "common");

/**
 * What each word of a question does in it. One that has fillers only is asked for as it stands.
 * @param {Word[]} words
 * @returns {Role[]}
 */
export function roles(words) {
  /** @type {Role[]} */
  const found = words.map(() => "telling");
  for (const { at, end, found: phrases } of ROLES.within(words)) {
    const role = phrases.some(({ meaning }) => meaning === "common") ? "common" : "filler";
    found.fill(role, at, end);
  }
  return found.every((role) => role === "filler") ? found.map(() => "telling") : found;
}

/* What a word weighs that does not tell what is asked for. */
const WEIGHT = { telling: 1, common: 0.6, filler: 0.1 };
const UNKNOWN = 0.35; // of the weight of the rarest word
const MEANT = 0.93; // what a meaning is worth beside the words themselves
const MOST_WORDS = 60; // of a question; nobody asks for more

export class Question {
  /**
   * @param {Word[]} typed
   * @param {number} unfinished  the place of the word that may still be on its way, or -1
   * @param {import("./vocabulary.js").Vocabulary} vocabulary
   * @param {import("./lexicon.js").Lexicon} lexicon
   * @param {import("./procedures.js").Row[]} rows
   */
  constructor(typed, unfinished, vocabulary, lexicon, rows) {
    this.words = typed.slice(0, MOST_WORDS);
    this.unfinished = unfinished;
    this.vocabulary = vocabulary;
    this.total = rows.length;
    this.roles = roles(this.words);
    /** The words as they stand, with those around them. */
    this.all = this.termsOf(this.words);
    this.literal = new Wanted(this.all);
    /** @type {Part[]} */
    this.parts = [...this.divided(lexicon, rows)];
    /** Whether any known word tells what is asked for, so that others need not be looked for. */
    this.tells = this.parts.some(({ readings }) =>
      readings.some(({ terms }) => terms.some(({ role, forms }) => role === "telling" && forms.size > 0)),
    );
  }

  /**
   * The parts of the question: each word that is no filler, or more of them that mean something together.
   * @param {import("./lexicon.js").Lexicon} lexicon
   * @param {import("./procedures.js").Row[]} rows
   * @returns {Generator<Part>}
   */
  *divided(lexicon, rows) {
    /** @type {number[]} */
    let run = [];
    for (let at = 0; at < this.words.length; at += 1) {
      const filler = this.roles[at] === "filler";
      const { length, found } = lexicon.groups.longestAt(this.words, at);
      if (filler && length < 2) continue;
      const means = length ? found.flatMap(({ meaning }) => meaning) : this.initials(at, lexicon, rows);
      if (!means.length) {
        run.push(at);
        continue;
      }
      if (run.length) yield this.part(run, []);
      run = [];
      yield this.part(Array.from({ length: length || 1 }, (_, i) => at + i), means);
      at += (length || 1) - 1;
    }
    if (run.length) yield this.part(run, []);
  }

  /**
   * What a word without a vowel, or one that is not known, abbreviates.
   * @param {number} at
   * @param {import("./lexicon.js").Lexicon} lexicon
   * @param {import("./procedures.js").Row[]} rows
   * @returns {Phrase[]}
   */
  initials(at, lexicon, rows) {
    const word = this.words[at];
    if (!word || word.marked || at === this.unfinished) return [];
    if (/[aeiouy]/.test(word.key) && (this.vocabulary.has(word.key) || isSyllable(word.key))) return [];
    return lexicon.spelledOut(word.key, textsOf(rows));
  }

  /**
   * @param {number[]} places
   * @param {Phrase[]} means
   * @returns {Part}
   */
  part(places, means) {
    const said = places.map((at) => this.words[at]?.typed ?? "").join(" ");
    const own = places.flatMap((at) => this.all[at] ?? []);
    const meant = means.map((phrase) => reading(this.meantBy(phrase), MEANT, phrase));
    return { said, readings: [reading(own, 1, null), ...meant] };
  }

  /**
   * @param {Phrase} phrase
   * @returns {Term[]}
   */
  meantBy({ keys, accents, said }) {
    const found = roles(asWords(typedWords(said)));
    return keys.map((word, i) => {
      const role = found[i] === "telling" ? "telling" : "common"; // nothing that is meant is a filler
      const forms = new Map([[word, 1]]);
      return { forms, accent: accents[i] ?? "", believed: true, role, ...this.weigh(forms, role) };
    });
  }

  /**
   * @param {Word[]} own
   * @returns {Term[]}
   */
  termsOf(own) {
    const asked = own.map((word) => word.key);
    const sure = own.map(({ typed, marked }) => marked && isSyllable(typed));
    const forms = own.map((_, i) => this.vocabulary.forms(asked, i, i === this.unfinished, sure[i] ?? false));
    const near = this.vocabulary.corrections(asked, forms, this.unfinished, sure) ?? forms;
    return own.map(({ accent }, i) => {
      const role = this.roles[i] ?? "telling";
      const own = near[i] ?? new Map();
      return { forms: own, accent, believed: sure[i] ?? false, role, ...this.weigh(own, role) };
    });
  }

  /**
   * @param {Forms} forms
   * @param {Role} role
   */
  weigh(forms, role) {
    let count = 0;
    for (const form of forms.keys()) count += this.vocabulary.frequency(form);
    const most = Math.log(1 + this.total);
    return { weight: count ? WEIGHT[role] * Math.log(1 + this.total / count) : 0, unknown: UNKNOWN * most };
  }

  /**
   * The situations and the topic of another office that the question names; `beside` is how many words tell of more.
   * @param {import("./lexicon.js").Lexicon} lexicon
   */
  known(lexicon) {
    const telling = this.words.filter((_, i) => this.roles[i] !== "filler");
    /** @type {Set<import("./lexicon.js").Situation>} */
    const situations = new Set();
    /** @type {import("./lexicon.js").Topic | null} */
    let topic = null;
    let beside = 0;
    for (const own of [this.words, telling]) {
      for (const { found } of lexicon.situations.within(own)) for (const { meaning } of found) situations.add(meaning);
      for (const { at, end, found } of lexicon.elsewhere.within(own)) {
        if (topic) break;
        topic = found[0]?.meaning ?? null;
        const others = this.words.filter((word) => !own.slice(at, end).includes(word));
        beside = others.filter((word) => this.roles[this.words.indexOf(word)] === "telling").length;
      }
    }
    return { situations: [...situations], topic, beside };
  }
}

/**
 * @param {Term[]} terms
 * @param {number} worth
 * @param {Phrase | null} meant
 * @returns {Reading}
 */
function reading(terms, worth, meant) {
  return { terms, wanted: new Wanted(terms), worth, meant };
}

/** @param {import("./procedures.js").Row[]} rows */
function* textsOf(rows) {
  for (const row of rows) yield* row.texts;
}
