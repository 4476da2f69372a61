/* Verdicts: what the page's button finds in sites, given as folders, one JSON text a line: for comparing. */

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const ASSETS = new URL("../../macros/congbo/site/theme/assets/congbo/", import.meta.url);
const { published, reportOf } = await import(new URL("published.js", ASSETS).href);
const { Held, chainProblems } = await import(new URL("sealed.js", ASSETS).href);

/** @param {string} folder */
async function verdicts(folder) {
  const read = (/** @type {string} */ name) => readFile(`${folder}/du-lieu/${name}`);
  const data = await published(read);
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const { id } of data.reports) {
    const of = await reportOf(read, id);
    const held = new Held(of, data);
    const pairs = (/** @type {{ id: string, problem: string }[]} */ results) =>
      results.map((one) => [one.id, one.problem]);
    found[id] = {
      chain: await chainProblems(of.chain),
      keys: held.keyProblems(),
      figures: Object.fromEntries(pairs(held.figureResults())),
      records: pairs(held.recordResults()),
    };
  }
  return found;
}

for await (const folder of createInterface({ input: process.stdin })) {
  try {
    process.stdout.write(`${JSON.stringify(await verdicts(folder))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ unreadable: String(error) })}\n`);
  }
}
