/* Exact: JSON whose numbers lose nothing, and fractions. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Fraction, canonical, parsed } from "../../macros/congbo/site/theme/assets/congbo/exact.js";
import { printed } from "../../macros/congbo/site/theme/assets/congbo/wording.js";

const read = (/** @type {string} */ text) => String(parsed(text));

test("numbers are read to the last digit", () => {
  assert.equal(read("87.50"), "175/2");
  assert.equal(read("-0.1"), "-1/10");
  assert.equal(read("1.5e3"), "1500");
  assert.equal(read("25e-3"), "1/40");
  assert.equal(read("90071992547409931"), "90071992547409931");
  assert.equal(read("0.1000000000000000000000001"), "1000000000000000000000001/10000000000000000000000000");
});

test("canonical JSON writes numbers as they are written and orders keys by code point", () => {
  assert.equal(canonical(parsed(' { "b" : [ 2 , 2.0 ] , "a" : null } ')), '{"a":null,"b":[2,2.0]}');
  const keys = '{"\u{1F600}":1,"\uFF01":2,"":3,"10":4,"9":5}';
  assert.equal(canonical(parsed(keys)), '{"":3,"10":4,"9":5,"\uFF01":2,"\u{1F600}":1}');
  assert.equal(canonical(parsed('{"__proto__":1}')), '{"__proto__":1}');
  assert.equal(canonical("\u2028\u007f\u001f\n\"\\/"), '"\u2028\u007f\\u001f\\n\\"\\\\/"');
});

test("what is no JSON is refused", () => {
  const wrong = ["", "{", "[1,]", '{"a":1,}', "[1 2]", '{"a" 1}', "01", "1.", "+1", "1/2", "NaN", "tru", "'a'", "[1]]"];
  for (const text of wrong) {
    assert.throws(() => parsed(text), SyntaxError, text);
  }
  assert.throws(() => parsed('"\u0001"'), SyntaxError);
  assert.deepEqual(parsed(" [ ] "), []);
  assert.deepEqual(Object.keys(parsed("{ }")), []);
});

test("numbers are printed as reports do", () => {
  const shown = (/** @type {string} */ text) => printed(Fraction.read(text) ?? new Fraction(0n));
  assert.deepEqual(["0", "1247", "175/2", "1749/20", "-12/10", "-1/100", "1000000"].map(shown), [
    "0", "1\u202f247", "87,5", "87,5", "-1,2", "0", "1\u202f000\u202f000",
  ]);
});

test("a value is read in decimals where they end soon", () => {
  const shown = (/** @type {string} */ text) => Fraction.read(text)?.plain;
  const values = ["7", "175/2", "325/4", "100/3", "0", "1/10000"];
  assert.deepEqual(values.map(shown), ["7", "87,5", "81,25", "100/3", "0", "0,0001"]);
});
