/* Answers the queries of search_quality.py with congbo's search and with MiniSearch alone, in Node.

     node search_quality.mjs FOLDER      (search_quality.py makes the folder and calls this)

   FOLDER holds search-core.js and what it imports, index/*.json and queries.json, a list of texts. Prints
   {engine: [[id, ...ten at most], ...]}, the lists in the order of the queries. */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";

const folder = resolve(process.argv[2]);
const load = (name) => import(pathToFileURL(join(folder, name)));
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const { Finder, fold } = await load("search-core.js");
const { default: MiniSearch } = await load("minisearch.min.js");

const queries = read("queries.json");
const head = read("index/tim-kiem.json");
const parts = [head, ...head.more.map((name) => read(`index/${name}`))];

const finder = new Finder();
for (const part of parts) finder.add(part);

const mini = new MiniSearch({
  fields: ["code", "name", "keywords", "body"],
  processTerm: (term) => fold(term),
  searchOptions: { boost: { name: 3, keywords: 2 } },
});
for (const part of parts) {
  part.id.forEach((id, i) => {
    const numbers = [...part.decision[i], ...part.basis[i]].map((n) => part.numbers[n]);
    const applicants = part.applicant[i].map((n) => part.applicants[n]);
    const body = [part.summary[i] || "", head.fields[part.field[i]][1], ...applicants, ...numbers].join(" ");
    mini.add({ id, code: part.code[i] || id, name: part.name[i], keywords: (part.keywords[i] || []).join(" "), body });
  });
}

const ten = (results) => results.slice(0, 10).map(({ id }) => id);
process.stdout.write(
  JSON.stringify({
    congbo: queries.map((query) => finder.find(query).hits.slice(0, 10).map(({ row }) => row.id)),
    "MiniSearch, all words": queries.map((query) => ten(mini.search(query, { combineWith: "AND", prefix: true }))),
    "MiniSearch, fuzzy": queries.map((query) => ten(mini.search(query, { fuzzy: 0.2, prefix: true }))),
  }),
);
