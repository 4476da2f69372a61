/* Numbers: codes of procedures and numbers of documents, in the forms in which people type them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  DocumentNumbers,
  isCode,
  mayBeCode,
  meansDocument,
  nationalCode,
  rankOfCodes,
} from "../../macros/congbo/site/theme/assets/congbo/numbers.js";
import { words } from "../../macros/congbo/site/theme/assets/congbo/words.js";

test("the national part of a code is what stands before the province's suffix", () => {
  for (const code of ["1.012353", "1.012353.000.00.00.H34", "1.012353.H34", " 1.012353 . h34", "1.012353.01"]) {
    assert.equal(nationalCode(code), "1.012353");
  }
  assert.equal(nationalCode("KT-SKHCN-28"), "kt-skhcn-28");
});

test("what may be a code, and what is a whole one", () => {
  for (const plain of ["1.0", "1.012353", "012353", "1012353"]) assert.ok(mayBeCode(plain), plain);
  for (const plain of ["2024", "1.", "giay", "12345678"]) assert.ok(!mayBeCode(plain), plain);
  assert.ok(isCode("1.012353"));
  assert.ok(!isCode("1.0123"));
});

test("a whole code comes before one without its first part, and that before a beginning; own before others", () => {
  assert.equal(rankOfCodes(["1.012353"], "1.012353"), 0);
  assert.equal(rankOfCodes(["1.012353"], "012353"), 1);
  assert.equal(rankOfCodes(["1.012353"], "1012353"), 1);
  assert.equal(rankOfCodes(["1.012353"], "1.0123"), 2);
  assert.equal(rankOfCodes(["2.000001", "1.012353"], "1.012353"), 0.5);
  assert.equal(rankOfCodes(["1.012353"], "1.012354"), null);
});

/** Two procedures by name: one that the decision made, one that rests on it. */
function register() {
  /** @type {DocumentNumbers<string>} */
  const numbers = new DocumentNumbers();
  const decision = numbers.document("348/QĐ-UBND");
  decision.rows.set("made", 0);
  decision.rows.set("based", 1);
  numbers.document("22/2024/NĐ-CP").rows.set("decree", 1);
  numbers.document("22/QĐ-UBND").rows.set("undated", 0);
  return numbers;
}

/**
 * The procedures that a query finds by a document's number, with rank and number; null where it names none.
 * @param {string} query
 */
function found(query, typing = false) {
  const numbers = register();
  const named = numbers.named(query, words(query), typing);
  return named && [...numbers.naming(named, typing)].map(([row, [rank]]) => `${row} ${rank}`);
}

test("the same number is one document, however it is spelt", () => {
  const numbers = register();
  assert.equal(numbers.document("348/qđ-ubnd"), numbers.document("348/QĐ-UBND"));
});

test("a number is found with words around it, without signs, and while it is typed", () => {
  for (const query of ["348/QĐ-UBND", "348 qd ubnd", "quyết định số 348/QĐ-UBND", "0348/QĐ-UBND"]) {
    assert.deepEqual(found(query), ["made 0", "based 1"], query);
  }
  assert.deepEqual(found("348/QĐ-UB", true), ["made 0", "based 1"]);
  assert.deepEqual(found("22/2024/NĐ-CP"), ["decree 1"]);
});

test("a number without the year that was typed comes after", () => {
  assert.deepEqual(found("22/2024"), ["decree 1", "undated 2"]);
});

test("a number among other words is none, unless it looks like a document's", () => {
  assert.equal(found("may x quang 22 kv"), null);
  assert.equal(found("giay phep"), null);
  assert.deepEqual(found("99/QĐ-UBND"), []);
});

test("who names a document that is not there means no other", () => {
  const numbers = register();
  const named = numbers.named("99/QĐ-UBND", words("99/QĐ-UBND"), false);
  assert.ok(named && meansDocument("99/QĐ-UBND", named));
  const more = numbers.named("99/QĐ-UBND về đất", words("99/QĐ-UBND về đất"), false);
  assert.ok(more && !meansDocument("99/QĐ-UBND về đất", more));
});
