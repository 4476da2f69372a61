/* Search: what a few procedures answer, and in which order. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { summary } from "../../macros/congbo/site/theme/assets/congbo/results.js";
import { Finder } from "../../macros/congbo/site/theme/assets/congbo/search-core.js";
import { Vocabulary } from "../../macros/congbo/site/theme/assets/congbo/vocabulary.js";
import { words } from "../../macros/congbo/site/theme/assets/congbo/words.js";

/** @typedef {import("../../macros/congbo/site/theme/assets/congbo/procedures.js").Head} Head */

const NAMES = [
  "Đăng ký kết hôn",
  "Đăng ký kết hôn có yếu tố nước ngoài",
  "Đăng ký khai sinh",
  "Đăng ký lại khai sinh", // ended
  "Cấp giấy phép xây dựng nhà ở",
  "Giải quyết việc phép nghỉ; giấy tờ kèm theo",
  "Đăng ký bán hàng lưu động",
  "Cấp bản sao trích lục",
];
const ENDED = 3;

/**
 * An index as `congbo.export.search` writes it; each procedure's id is its place.
 * @param {string[]} names
 * @returns {Head}
 */
function index(names) {
  const zeros = names.map(() => /** @type {const} */ (0));
  const empty = names.map(() => []);
  return {
    more: [],
    total: names.length,
    fields: [["ho-tich", "Hộ tịch"]],
    levels: ["Toàn trình"],
    times: ["05 ngày"],
    fees: ["Không thu"],
    applicants: ["cá nhân"],
    numbers: ["348/QĐ-UBND"],
    id: names.map((_, i) => String(i)),
    name: names,
    code: names.map((_, i) => `1.00000${i}`),
    other_codes: zeros,
    keywords: names.map((_, i) => (i === 2 ? ["làm giấy khai sinh cho con"] : 0)),
    summary: zeros,
    field: zeros,
    level: zeros,
    time: zeros,
    fee: zeros,
    days: names.map(() => 5),
    charge: names.map(() => "khong"),
    applicant: names.map(() => [0]),
    decision: names.map((_, i) => (i === 1 ? [0] : [])),
    basis: empty,
    state: names.map((_, i) => (i === ENDED ? 2 : 0)),
    badge: names.map((_, i) => (i === ENDED ? 2 : 0)),
    badges: ["", "Có hiệu lực từ 01/07/2026", "Đã hết hiệu lực từ 28/03/2024"],
  };
}

const finder = new Finder();
finder.add(index(NAMES));

/** @param {string} query */
function ids(query, typing = false) {
  return finder.find(query, { typing }).hits.map(({ row }) => Number(row.id));
}

test("a row says what the index says", () => {
  const { row } = finder.find("1.000004").hits[0] ?? assert.fail();
  assert.deepEqual([row.name, row.level, row.time, row.fee], [NAMES[4], "Toàn trình", "05 ngày", "Không thu"]);
  assert.deepEqual([row.field, row.state, row.badge], [["ho-tich", "Hộ tịch"], 0, ""]);
  const ended = finder.find("1.000003").hits[0]?.row ?? assert.fail();
  assert.deepEqual([ended.state, ended.ended, ended.badge], [2, true, "Đã hết hiệu lực từ 28/03/2024"]);
});

/** @type {[query: string, first: number, kind: string][]} */
const FIRST = [
  ["dang ky ket hon", 0, "all"],
  ["dang ky ket hno", 0, "all"],
  ["ddawng kys keets hoon", 0, "all"],
  ["d9a8ng ky1 ke61t ho6n", 0, "all"],
  ["dangkykethon", 0, "all"],
  ["lam giay khai sinh", 2, "all"],
  ["tôi muốn đăng ký khai sinh thì làm thế nào", 2, "all"],
  ["khai sinh nuoc ngoai ket hon", 1, "some"],
  ["1.000006", 6, "code"],
  ["348/QĐ-UBND", 1, "number"],
  ["đăng kí kết hôn", 0, "all"],
  ["đăng kí bán hàng", 6, "all"],
  ["mã 1.000006", 6, "code"],
  ["thủ tục 1,000006 là gì", 6, "code"],
  ["1.000006-H34", 6, "code"],
  ["1.000006 H34", 6, "code"],
  ["348/QĐ-UBND ngày 21/6/2024", 1, "number"],
  ["theo quyết định số 348/qđ-ubnd", 1, "number"],
  ["bán hàng", 6, "all"],
  ["giay phep", 4, "all"], // a phrase before scattered words
];

test("what people type finds what they mean", () => {
  for (const [query, first, kind] of FIRST) {
    assert.equal(ids(query)[0], first, query);
    assert.equal(finder.find(query).kind, kind, query);
  }
});

test("what is in force comes before what has ended, though the name fits less", () => {
  assert.deepEqual(ids("khai sinh"), [2, ENDED]);
});

test("what is coming is found, after what is in force and before what has ended", () => {
  const states = new Finder();
  states.add({ ...index(["Cấp phép", "Cấp phép", "Cấp phép"]), state: [2, 1, 0], badge: [2, 1, 0] });
  for (const query of ["cap phep", "1.00000"]) {
    const { hits } = states.find(query, { typing: true });
    assert.deepEqual(
      hits.map(({ row }) => [row.id, row.badge, row.ended]),
      [
        ["2", "", false],
        ["1", "Có hiệu lực từ 01/07/2026", false],
        ["0", "Đã hết hiệu lực từ 28/03/2024", true],
      ],
      query,
    );
  }
});

test("what is typed while it is typed", () => {
  assert.equal(finder.find("d", { typing: true }).kind, "empty");
  assert.deepEqual(ids("dang ky kh", true), [2, ENDED]);
});

test("a code or number is never guessed, nonsense finds nothing", () => {
  const unknown = ["9.999999", "99/QĐ-BTP", "348/QĐ-BTP", "theo 348/QĐ - BTP", "xyzqwk"];
  for (const query of unknown) assert.equal(finder.find(query).kind, "none", query);
  for (const query of ["", "  ", "?!", "\u0301"]) assert.equal(finder.find(query).kind, "empty", query);
});

test("what was corrected is said in the accents of the name", () => {
  assert.equal(finder.find("dang ky ket hno").corrected, "dang ky ket hôn");
  assert.equal(finder.find("dang ky ket hon").corrected, "");
  assert.equal(finder.nearest("truongggg"), "");
  assert.equal(finder.nearest("nuocc ngoaii"), "nước ngoài");
});

test("the words that were found are told from others", () => {
  const { matches } = finder.find("ket hno");
  assert.deepEqual(["kết", "hôn", "đăng"].map(matches), [true, true, false]);
});

test("a word of its papers finds a procedure, said to be near; the names of further files are none", () => {
  const other = new Finder();
  const further = NAMES.map((_, i) => (i === 4 ? "so do thua dat" : 0));
  /** @type {Head} */
  const head = { ...index(NAMES), more: ["tim-kiem-2.json"], further };
  other.add(head);
  const { kind, hits } = other.find("thửa đất");
  assert.deepEqual([kind, hits.map(({ row }) => row.id)], ["some", ["4"]]);
  assert.equal(other.find("tim-kiem-2.json").kind, "none");
});

const WORDS = {
  words: /** @type {[string[], string[]][]} */ ([[["cưới", "ket hon"], ["kết hôn"]]]),
  situations: [{ name: "Sinh con", address: "tinh-huong/sinh-con/", said: ["mới đẻ em bé"], procedures: ["2"] }],
  elsewhere: [{ topic: "Hộ chiếu", said: ["hộ chiếu"], office: "Công an tỉnh", address: "https://example.vn" }],
};

function learnt() {
  const other = new Finder();
  other.add(index(NAMES));
  other.learn(WORDS);
  return other;
}

test("an everyday word finds what it means and is told; in quotation marks it means itself", () => {
  const answer = learnt().find("làm thủ tục cưới");
  assert.equal(answer.hits[0]?.row.id, "0");
  assert.deepEqual(answer.understood, [{ said: "cưới", means: "kết hôn" }]);
  assert.match(summary(answer, "làm thủ tục cưới"), /hiểu “cưới” là “kết hôn”/);
  assert.match(summary(learnt().find("ket hon"), "ket hon"), /^2 thủ tục cho “ket hon”\.$/); // only its marks were missing
  for (const quoted of ['"cưới"', "“cưới”"]) {
    const literal = learnt().find(quoted);
    assert.deepEqual([literal.understood, literal.hits], [[], []]);
    assert.match(summary(literal, quoted), / “cưới”/);
  }
});

test("initials are learnt from the names themselves and told; in quotation marks they are not", () => {
  const answer = finder.find("gpxd");
  assert.equal(answer.hits[0]?.row.id, "4");
  assert.deepEqual(answer.understood, [{ said: "gpxd", means: "giấy phép xây dựng" }]);
  assert.deepEqual(finder.find('"gpxd"').hits, []);
});

test("a situation and another office's topic are found by what is said of them", () => {
  const one = learnt().find("mới đẻ em bé cần làm gì");
  assert.deepEqual(one.situations.map(({ name }) => name), ["Sinh con"]);
  assert.match(summary(one, "mới đẻ em bé"), /^1 tình huống\./);
  const apart = learnt().find("vợ em mới sáng nay đẻ một em gái, bé 3 ký");
  assert.deepEqual(apart.situations.map(({ name }) => name), ["Sinh con"]);
  for (const query of ["bé em đẻ mới", "mới đẻ em", "mới đê em bé"]) {
    assert.deepEqual(learnt().find(query).situations, [], query);
  }
  const other = learnt().find("đổi hộ chiếu ở đâu");
  assert.deepEqual([other.kind, other.elsewhere?.office], ["elsewhere", "Công an tỉnh"]);
  assert.match(summary(other, "hộ chiếu"), /không giải quyết việc “Hộ chiếu”. Nơi giải quyết: Công an tỉnh\.$/);
  assert.equal(learnt().find("kết hôn").elsewhere, null);
});

test("what is typed without marks is itself before it is what it may mean, and hidden by no other office", () => {
  const other = new Finder();
  other.add(index(NAMES));
  const [topic] = WORDS.elsewhere;
  const elsewhere = topic ? [{ ...topic, said: ["khai sinh"] }] : [];
  other.learn({ ...WORDS, words: [[["khai"], ["đăng ký"]]], elsewhere });
  for (const query of ["đăng ký khai sinh", "dang ky khai sinh"]) {
    const { kind, hits, understood } = other.find(query);
    assert.deepEqual([kind, hits[0]?.row.id, understood], ["all", "2", []], query);
  }
});

test("what is only near is said to be, with its count and how it was understood", () => {
  const near = finder.find("khai sinh nuoc ngoai ket hon");
  assert.match(summary(near, " khai sinh nuoc ngoai ket hon "), /khớp hẳn với “khai sinh nuoc ngoai ket hon”; \d+ thủ tục gần nhất/);
  assert.match(summary(near, "x", 0), /còn 0 sau khi lọc\.$/);
  assert.equal(summary(finder.find("xyzqwk"), "xyzqwk"), "Không tìm thấy thủ tục nào cho “xyzqwk”.");
  assert.match(summary(finder.find("dang ky ket hno"), "dang ky ket hno"), /hiểu là “dang ky ket hôn”\.$/);
});

test("a file that is read with pauses is read whole", () => {
  const other = new Finder();
  assert.equal([...other.adding(index(NAMES), 3)].length, 2);
  assert.deepEqual(other.rows.map(({ name }) => name), NAMES);
});

/**
 * The places of the names that a question finds, best first, among nothing else.
 * @param {string} query
 * @param {[name: string, ...keywords: string[]][]} named
 */
function ranked(query, ...named) {
  const other = new Finder();
  const keywords = named.map(([, ...own]) => (own.length ? own : /** @type {const} */ (0)));
  other.add({ ...index(named.map(([name]) => name)), keywords, state: named.map(() => 0), badge: named.map(() => 0) });
  return other.find(query).hits.map(({ row }) => Number(row.id));
}

test("accents as typed, a phrase, and the name before a keyword bring a procedure closer", () => {
  assert.equal(ranked("bán hàng", ["Bản hang"], ["Bán hàng"])[0], 1);
  assert.equal(ranked("bán hàng", ["Hàng bán"], ["Bán hàng"])[0], 1);
  assert.equal(ranked("bán hàng", ["Khác", "bán hàng"], ["Bán hàng"])[0], 1);
  assert.deepEqual(ranked("bán hàng", ["Khác"], ["Khác", "bán hàng"]), [1]);
});

test("a word that no procedure has does not hide those that are known, and fillers cost nothing", () => {
  const three = /** @type {[string][]} */ ([["Cấp phép bức xạ"], ["Công nhận sáng kiến"], ["Thẩm định dự án"]]);
  assert.equal(ranked("công nhận sáng kiến zumba", ...three)[0], 1);
  for (const query of ["sáng kiến", "xin công nhận sáng kiến cần giấy tờ gì, nộp ở đâu, bao nhiêu tiền vậy ạ"]) {
    assert.deepEqual(ranked(query, ...three), [1], query);
  }
});

test("a sound word that was typed with its marks is not corrected into a rarer one", () => {
  for (const query of ["mở quán cà phê", "đóng quán", "phê"]) {
    assert.deepEqual(ranked(query, ["Quản lý cơ quan và phép"], ["Đổi tên cơ quán"]).includes(0), false, query);
    assert.equal(finder.find(query).corrected, "", query);
  }
});

test("a word that is not known means its neighbours in spelling that suit the words beside it", () => {
  const vocabulary = new Vocabulary();
  for (const name of NAMES) vocabulary.learn(words(name), true);
  assert.deepEqual([...vocabulary.forms(["ket", "hno"], 1, false).keys()], ["hon"]);
  assert.deepEqual([...vocabulary.forms(["12"], 0, false)], []);
  assert.deepEqual(vocabulary.parted("ketHon"), ["ket", "Hon"]);
  assert.equal(vocabulary.support(["dang", "ki", "ket"], 1, "ki"), 2);
  assert.deepEqual(vocabulary.begunBy(["nu"], 0), ["nuoc"]);
});
