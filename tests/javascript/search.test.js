/* Search: what a few procedures answer, and in which order. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { closeness, held } from "../../macros/congbo/site/theme/assets/congbo/procedures.js";
import { Finder } from "../../macros/congbo/site/theme/assets/congbo/search-core.js";
import { Vocabulary } from "../../macros/congbo/site/theme/assets/congbo/vocabulary.js";
import { accented, printedWords, words } from "../../macros/congbo/site/theme/assets/congbo/words.js";

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
  for (const query of ["9.999999", "99/QĐ-BTP", "xyzqwk"]) assert.equal(finder.find(query).kind, "none", query);
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

test("a file that is read with pauses is read whole", () => {
  const other = new Finder();
  assert.equal([...other.adding(index(NAMES), 3)].length, 2);
  assert.deepEqual(other.rows.map(({ name }) => name), NAMES);
});

/** @param {string} text */
const asked = (text) => words(text).map((word) => new Map([[word, 1]]));

test("a text holds a query whole, in part, side by side, or in order", () => {
  const text = words("Cấp giấy phép xây dựng");
  assert.deepEqual(held(text, asked("cap giay")), { share: 1, adjacent: 1, phrase: 1, first: 1 });
  assert.deepEqual(held(text, asked("giay phep")), { share: 1, adjacent: 1, phrase: 1, first: 0 });
  assert.deepEqual(held(text, asked("phep giay")), { share: 1, adjacent: 0, phrase: 0, first: 0 });
  assert.deepEqual(held(text, asked("giay khac")), { share: 0.5, adjacent: 0, phrase: 0, first: 0 });
  assert.deepEqual(held(text, [new Map([["giay", 0.5]])]), { share: 0.5, adjacent: 0.5, phrase: 0.5, first: 0 });
});

test("accents as typed, a phrase, and the name before a keyword bring a procedure closer", () => {
  const row = (/** @type {string} */ name, /** @type {string[]} */ ...keywords) => ({
    title: words(name),
    keywords: keywords.map(words),
    accents: printedWords(name).map(accented),
  });
  const typed = typedAs("bán hàng");
  const close = (/** @type {ReturnType<typeof row>} */ one) => closeness(one, asked("bán hàng"), typed);
  assert.ok(close(row("Bán hàng")) > close(row("Bản hang")));
  assert.ok(close(row("Bán hàng")) > close(row("Hàng bán")));
  assert.ok(close(row("Bán hàng")) > close(row("Khác", "bán hàng")));
  assert.ok(close(row("Khác", "bán hàng")) > close(row("Khác")));
});

/** @param {string} text */
function typedAs(text) {
  return printedWords(text).map(accented);
}

test("a word that is not known means its neighbours in spelling that suit the words beside it", () => {
  const vocabulary = new Vocabulary();
  for (const name of NAMES) vocabulary.learn(words(name), true);
  assert.deepEqual([...vocabulary.forms(["ket", "hno"], 1, false).keys()], ["hon"]);
  assert.deepEqual([...vocabulary.forms(["12"], 0, false)], []);
  assert.deepEqual(vocabulary.parted("ketHon"), ["ket", "Hon"]);
  assert.equal(vocabulary.support(["dang", "ky", "ket"], 1, "ky"), 2);
  assert.deepEqual(vocabulary.begunBy(["nu"], 0), ["nuoc"]);
});
