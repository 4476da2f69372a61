/* Figure pages: where a figure's evidence stands, and which clicks ask to see it in place. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isPage, isPlain, pageOf, samePage } from "../../macros/congbo/site/theme/assets/congbo/figure-pages.js";

const REPORT = "https://a.example/mot/bao-cao/nam/";
const LIST = `${REPORT}can-cu/`;

test("the page of a figure is that of its link, whatever place on it the link leads to", () => {
  for (const place of ["", "#ke-hoach", "#ke-hoach-chi-tieu", "#a#b"]) {
    assert.equal(pageOf(`${LIST}ke-hoach/${place}`), `${LIST}ke-hoach/`);
  }
});

/** @type {[link: string, found: boolean][]} */
const LINKS = [
  [`${LIST}ke-hoach/`, true],
  [`${LIST}ke-hoach/trang-2/`, true],
  [pageOf(`${LIST}ty-le-truc-tuyen/#x`), true],
  [LIST, false],
  [`${LIST}#ke-hoach`, false],
  [`${LIST}ke-hoach/#x`, false],
  [`${LIST}ke-hoach/?x`, false],
  [`${LIST}ke-hoach/tep.csv`, false],
  [`${REPORT}#so-ke-hoach-1`, false],
  ["https://a.example/mot/chi-so/ke-hoach/", false],
  ["https://b.example/mot/bao-cao/nam/can-cu/ke-hoach/", false],
  ["http://a.example/mot/bao-cao/nam/can-cu/ke-hoach/", false],
  ["mailto:a@a.example", false],
];

test("a link leads to the page of a figure, or elsewhere", () => {
  for (const [link, found] of LINKS) assert.equal(isPage(link, REPORT), found, link);
});

test("a place on a page is on that page", () => {
  assert.ok(samePage(`${REPORT}#so-ke-hoach-1`, REPORT));
  assert.ok(samePage(`${REPORT}#a`, `${REPORT}#b`));
  assert.ok(!samePage(LIST, REPORT));
  assert.ok(!samePage(`${REPORT}?a#b`, `${REPORT}#b`));
});

test("only a click without a key and with the first button is followed where the reader is", () => {
  const plain = { button: 0, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  assert.ok(isPlain(plain));
  assert.ok(!isPlain({ ...plain, button: 1 }));
  for (const key of ["altKey", "ctrlKey", "metaKey", "shiftKey"]) assert.ok(!isPlain({ ...plain, [key]: true }), key);
});
