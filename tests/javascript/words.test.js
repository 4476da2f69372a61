/* Words: folding, typing errors, leftovers of input methods, and what is marked. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  accented,
  fold,
  isSyllable,
  key,
  marked,
  oneTypo,
  printedWords,
  sameLetters,
  typedWords,
  untyped,
  words,
} from "../../macros/congbo/site/theme/assets/congbo/words.js";

/** @type {[text: string, folded: string][]} */
const FOLDING = JSON.parse(readFileSync(new URL("../folding.json", import.meta.url), "utf8"));

test("folding is that of the package", () => {
  assert.ok(FOLDING.length > 10);
  for (const [text, folded] of FOLDING) assert.equal(fold(text), folded);
});

test("a text is the same words composed and decomposed", () => {
  const text = "Cấp Giấy phép, máy X-quang (số 12)";
  assert.deepEqual(words(text), ["cap", "giay", "phep", "may", "x", "quang", "so", "12"]);
  assert.deepEqual(words(text.normalize("NFD")), words(text));
  assert.deepEqual(typedWords("giấy".normalize("NFD")), ["giấy"]);
});

test("each folded word has its printed one", () => {
  for (const name of ["Đăng ký kết hôn", "Đăng ký kết hôn".normalize("NFD"), "Máy X-quang, 2 đầu"]) {
    assert.deepEqual(printedWords(name).map(key), words(name));
  }
});

test("spellings that only differ in i and y are looked up as one, and none that make other words", () => {
  const pairs = ["quản lí quản lý", "đăng kí đăng ký", "kĩ thuật kỹ thuật", "hợp qui hợp quy", "xử lí xử lý"];
  for (const pair of pairs) {
    const [one, two, three, four] = words(pair);
    assert.deepEqual([one, two], [three, four], pair);
    assert.equal(accented(typedWords(pair)[1] ?? ""), accented(typedWords(pair)[3] ?? ""), pair);
  }
  for (const pair of ["tai tay", "thui thuy", "mai may"]) assert.notEqual(words(pair)[0], words(pair)[1], pair);
});

test("what can be a Vietnamese word is told from what cannot", () => {
  for (const word of ["nghiêng", "cà", "phê", "quyết", "giấy", "oan", "xoèn"]) assert.ok(isSyllable(word), word);
  for (const word of ["hno", "gcn", "giaays", "x3", "school", "keets"]) assert.ok(!isSyllable(word), word);
});

test("the place of a tone does not matter, the tone does", () => {
  assert.equal(accented("hoà"), accented("Hòa"));
  assert.notEqual(accented("hoà"), accented("hoá"));
  assert.notEqual(accented("ban"), accented("bản"));
});

/** @type {[one: string, other: string, near: boolean][]} */
const TYPOS = [
  ["hon", "hno", true], // swapped
  ["ket", "kt", true], // left out
  ["ky", "kyy", true], // put in
  ["ket", "kat", true], // replaced
  ["ket", "ket", false],
  ["ket", "kte", true],
  ["abcd", "badc", false], // two swaps
  ["abcd", "acbd", true],
  ["ket", "k", false],
  ["", "a", true],
  ["", "", false],
  ["abc", "cba", false], // not side by side
];

test("one typing error is a letter more, less or other, or two swapped, either way round", () => {
  for (const [one, other, near] of TYPOS) {
    assert.equal(oneTypo(one, other), near, `${one} ${other}`);
    assert.equal(oneTypo(other, one), near, `${other} ${one}`);
  }
});

test("a word without one of its letters, with one more, or with two swapped is one typing error away", () => {
  for (const word of FOLDING.flatMap(([text]) => words(text))) {
    for (let i = 0; i < word.length; i += 1) {
      assert.ok(oneTypo(word, word.slice(0, i) + word.slice(i + 1)));
      assert.ok(oneTypo(word, `${word.slice(0, i)}q${word.slice(i)}`));
      const swapped = word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2);
      if (i + 1 < word.length && swapped !== word) {
        assert.ok(oneTypo(word, swapped));
        assert.ok(sameLetters(word, swapped));
      }
    }
  }
});

/** @type {[typed: string, meant: string][]} */
const UNTYPED = [
  ["giaays", "giay"],
  ["gia6y1", "giay"],
  ["ddawng", "dang"],
  ["d9a8ng", "dang"],
  ["keets", "ket"],
  ["hoon", "hon"],
  ["xaay", "xay"],
  ["ww", "u"],
  ["bcd", "bcd"], // no vowel
  ["12", "12"],
];

test("the keys of Telex and VNI are taken out", () => {
  for (const [typed, meant] of UNTYPED) assert.equal(untyped(typed), meant);
});

test("the words that were found are marked, and the pieces are the text", () => {
  const text = "Cấp giấy phép, lần đầu";
  const pieces = marked(text, (word) => ["giay", "dau"].includes(fold(word)));
  assert.deepEqual(pieces, [
    ["Cấp ", false],
    ["giấy", true],
    [" phép, lần ", false],
    ["đầu", true],
  ]);
  assert.deepEqual(
    marked(text, () => false),
    [[text, false]],
  );
  assert.deepEqual(
    marked("", () => true),
    [],
  );
});
