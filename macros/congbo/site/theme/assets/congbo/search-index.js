/* Search index: what answers a search is loaded once, when the reader first needs it. */

/** @typedef {import("./search-core.js").Finder} Finder */
/** @typedef {import("./lexicon.js").WordsFile} WordsFile */
/** @typedef {import("./procedures.js").Head} Head */
/** @typedef {import("./procedures.js").Part} Part */
/** @typedef {{ finder: Finder, total: number }} Loaded  `total` is how many procedures all files hold */
/**
 * @typedef {object} FoundDocument
 * @property {string} id
 * @property {string} label
 * @property {string} day
 * @property {string} subject
 * @property {string} status
 * @property {string} kind
 * @property {boolean} over
 * @property {import("./documents.js").Sought} sought
 */
/** @typedef {{ address: string, title: string, line: string, sought: import("./documents.js").Sought }} FoundPage */
/** @typedef {{ documents: FoundDocument[], pages: FoundPage[] }} Beside  what is found beside procedures */
/**
 * @typedef {object} DocumentColumns
 * @property {string[]} [more]  the further files; stands in the first
 * @property {[address: string, title: string, line: string][]} [pages]  those of the site; stands in the first
 * @property {string[]} statuses
 * @property {string[]} kinds
 * @property {string[]} id
 * @property {string[]} label
 * @property {string[]} day
 * @property {string[]} subject
 * @property {number[]} status
 * @property {number[]} kind
 * @property {number[]} over
 */

const ROOT = new URL("../../", import.meta.url);
const FIRST = "tim-kiem.json";
const DOCUMENTS = "tim-van-ban.json";
const WORDS = "tim-tu.json";

/** @type {Promise<Loaded> | null} */
let loading = null;
/** @type {Promise<Beside> | null} */
let beside = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * The address of a page of the site.
 * @param {string} path
 */
export function address(path) {
  return new URL(path, ROOT).href;
}

/**
 * Load the index once. A large register comes in several files; the promise is kept as soon as the first is read,
 * and `onMore` calls back when further ones are.
 */
export function load() {
  loading ??= start().catch((error) => {
    loading = null; // the next focus tries again
    throw error;
  });
  return loading;
}

/** Begin to load; whoever needs what comes of it asks again, and is told what went wrong. */
export function prepare() {
  load().catch(() => {});
}

/**
 * Call back each time that more of the index has been read.
 * @param {() => void} listener
 */
export function onMore(listener) {
  listeners.add(listener);
}

/**
 * The documents, newest first, and the pages: none where they cannot be had, for the procedures are what most come for.
 * @returns {Promise<Beside>}
 */
export function loadBeside() {
  beside ??= documentsOf(DOCUMENTS).catch(() => {
    beside = null;
    return { documents: [], pages: [] };
  });
  return beside;
}

/**
 * Every document, newest first, those too that the search box does not look for.
 * @returns {Promise<FoundDocument[]>}
 */
export async function loadEveryDocument() {
  const newest = await documentsOf(DOCUMENTS);
  const further = await Promise.all((newest.more ?? []).map(documentsOf));
  return [newest, ...further].flatMap(({ documents }) => documents);
}

/** @param {string} name */
async function documentsOf(name) {
  const [{ sought }, text] = await Promise.all([import("./documents.js"), read(name)]);
  const part = /** @type {DocumentColumns} */ (JSON.parse(text));
  const documents = part.id.map((id, i) => {
    const [label, day, subject] = [part.label[i] ?? "", part.day[i] ?? "", part.subject[i] ?? ""];
    const status = part.statuses[part.status[i] ?? -1] ?? "";
    const kind = part.kinds[part.kind[i] ?? -1] ?? "";
    const over = part.over[i] === 1;
    return { id, label, day, subject, status, kind, over, sought: sought(label, `${day} ${subject}`) };
  });
  const pages = (part.pages ?? []).map(([path, title, line]) => {
    return { address: path, title, line, sought: sought("", `${title} ${line}`) };
  });
  return { documents, pages, more: part.more };
}

async function start() {
  const everyday = read(WORDS).catch(() => ""); // a site may have none
  // What the core asks for is named here too, so that it comes beside the core and not after it.
  const [core, text] = await Promise.all([
    import("./search-core.js"),
    read(FIRST),
    import("./closeness.js"),
    import("./judging.js"),
    import("./lexicon.js"),
    import("./lookup.js"),
    import("./minisearch.min.js"),
    import("./numbers.js"),
    import("./phrases.js"),
    import("./procedures.js"),
    import("./questions.js"),
    import("./roles.js"),
    import("./vocabulary.js"),
    import("./words.js"),
  ]);
  const head = /** @type {Head} */ (JSON.parse(text));
  const finder = new core.Finder();
  finder.add(head);
  void learn(finder, everyday);
  void rest(finder, head.more);
  return { finder, total: head.total };
}

/** @param {string} name */
async function read(name) {
  const answer = await fetch(new URL(`du-lieu/${name}`, ROOT));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.text();
}

/**
 * Take in the everyday words, situations and topics of other offices as soon as they are there.
 * @param {Finder} finder
 * @param {Promise<string>} everyday
 */
async function learn(finder, everyday) {
  const text = await everyday;
  if (!text) return;
  finder.learn(/** @type {WordsFile} */ (JSON.parse(text)));
  for (const listener of listeners) listener();
}

/**
 * @param {Finder} finder
 * @param {string[]} names
 */
async function rest(finder, names) {
  for (const name of names) {
    const part = /** @type {Part} */ (JSON.parse(await read(name)));
    const pauses = finder.adding(part);
    while (!pauses.next().done) await new Promise((done) => setTimeout(done));
    for (const listener of listeners) listener();
  }
}
