/* Modules: what the scripts of the site import points down, as the package's rooms do. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const ASSETS = new URL("../../macros/congbo/site/theme/assets/congbo/", import.meta.url);

const LAYERS = [
  ["search", "verify", "in-place", "offline", "figure-table", "due"],
  ["far-register"],
  ["search-box", "register", "document-list", "sealed", "citation"],
  ["results", "filters", "recomputed", "records", "due-form"],
  ["search-index", "elements", "definitions", "targets"],
  ["search-core", "operands"],
  ["judging", "lookup", "quantities", "forms"],
  ["questions", "conditions"],
  ["closeness", "vocabulary", "lexicon", "units"],
  ["procedures", "roles"],
  ["phrases"],
  ["frames"],
  ["numbers", "published"],
  ["documents", "wording"],
  ["exact"],
  ["words", "minisearch.min", "figure-pages", "icalendar", "limits"],
];
const ALONE = ["cases", "checklist", "colours", "frame", "offline-worker"];

/**
 * The modules of the site that one names, in its code and in its types.
 * @param {string} name
 */
function imported(name) {
  const text = readFileSync(new URL(`${name}.js`, ASSETS), "utf8");
  return [...text.matchAll(/(?:\bfrom |\bimport[ (])"\.\/([\w.-]+)\.js"/g)].map(([, found]) => found);
}

test("every script has its place", () => {
  const names = readdirSync(ASSETS).filter((file) => file.endsWith(".js"));
  assert.deepEqual(names.map((file) => file.slice(0, -3)).sort(), [...LAYERS.flat(), ...ALONE].sort());
});

test("modules name only those below them", () => {
  for (const [depth, layer] of LAYERS.entries()) {
    const below = LAYERS.slice(depth + 1).flat();
    for (const name of layer) {
      assert.deepEqual(imported(name).filter((other) => !other || !below.includes(other)), [], name);
    }
  }
  assert.ok(imported("search").includes("register"));
  assert.ok(imported("search-index").includes("minisearch.min"));
});

test("what stands alone names no other", () => {
  assert.deepEqual(ALONE.flatMap(imported), []);
});
