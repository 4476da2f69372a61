/* Answers citizens' questions with the search of a built site, in Node.

     node citizen_search.mjs SITE < queries.json      (citizen_search.py calls this)

   Reads a list of texts; prints for each {kind, ids, situations, office, ms}: at most ten ids, those of the
   situations that are shown above them, and how long the fastest of three answers took. */

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const site = resolve(process.argv[2]);
const data = (name) => JSON.parse(readFileSync(join(site, "du-lieu", name), "utf8"));
const { Finder } = await import(pathToFileURL(join(site, "assets/congbo/search-core.js")));

const head = data("tim-kiem.json");
const finder = new Finder();
for (const part of [head, ...head.more.map(data)]) finder.add(part);
if (existsSync(join(site, "du-lieu/tim-tu.json"))) finder.learn?.(data("tim-tu.json"));

const queries = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(queries.map(answered)));

function answered(query) {
  let ms = Infinity;
  let answer;
  for (let run = 0; run < 3; run += 1) {
    const begun = performance.now();
    answer = finder.find(query);
    ms = Math.min(ms, performance.now() - begun);
  }
  return {
    kind: answer.kind,
    ids: answer.hits.slice(0, 10).map(({ row }) => row.id),
    situations: (answer.situations ?? []).flatMap(({ procedures }) => procedures),
    office: answer.elsewhere?.office ?? "",
    ms,
  };
}
