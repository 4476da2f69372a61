/* Search core: finds procedures in du-lieu/tim-kiem.json. No page, no network: runs in a browser and in Node.

   MiniSearch finds the procedures that hold the words, and weighs rare words (BM25). What it lacks stands here and
   in the modules below: Vietnamese folding, codes and document numbers in any form, one typing error a word with
   transpositions, Telex and VNI leftovers, and an order that puts phrases, exact accents and procedures in force
   first. */

import Library from "./minisearch.min.js";
import { DocumentNumbers, isCode, mayBeCode, meansDocument, nationalCode, rankOfCodes } from "./numbers.js";
import { Row, closeness, held } from "./procedures.js";
import { Vocabulary } from "./vocabulary.js";
import { accented, fold, printedWords, typedWords, untyped, words } from "./words.js";

export { fold };

/** @typedef {import("minisearch").SearchResult} SearchResult */
/** @typedef {import("./procedures.js").Forms} Forms */
/** @typedef {import("./procedures.js").Part} Part */
/** @typedef {import("./procedures.js").Tables} Tables */
/** @typedef {import("./words.js").Matches} Matches */

/**
 * How a query was understood: a code, a document's number, every word is there (perhaps corrected), the nearest
 * (not every word), nothing found, nothing asked.
 * @typedef {"code" | "number" | "all" | "some" | "none" | "empty"} Kind
 */

/** @typedef {{ row: Row, why: string }} Hit  `why` is the number of the document that it was found by */

/**
 * @typedef {object} Answer
 * @property {Kind} kind
 * @property {Hit[]} hits
 * @property {Matches} matches  tells whether a word of a name is to be marked
 * @property {string} corrected  the query as it was understood; empty when nothing was changed
 */

/* The library is one file without types; they are those of its package. */
const MiniSearch = /** @type {typeof import("minisearch").default} */ (/** @type {unknown} */ (Library));

/* What people say around the thing they need; left out only when the whole question finds nothing. */
const FILLERS =
  /\b(?:(?:cho )?(?:toi|em|minh) (?:hoi|muon|can|phai|bi)|xin hoi|xin|cho hoi|muon|can|toi|phai lam gi|(?:thi )?(?:lam|nhu) the nao|(?:thi )?lam sao|o dau|khi nao|bao lau|(?:het )?bao nhieu(?: tien)?|(?:can|gom) (?:nhung )?gi|giay to gi|la gi|duoc khong|thu tuc|ho so|lam|thi|bi)\b/g;

const MOST_COMPARED = 150; // results whose words are looked at one by one
const MOST_PARTLY = 20; // results that hold only some of the words
const LEAST_SHARE = 0.5; // of the weight of a query's words
const FAR = -9; // closeness of those that are not compared
/* How much a procedure is set back that is coming, or has ended. */
const SETBACK = /** @type {const} */ ([0, 2, 3]);

/** The procedures read so far, and how to find them. */
export class Finder {
  constructor() {
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Tables} */
    this.tables = { fields: [], levels: [] };
    /** @type {DocumentNumbers<Row>} */
    this.documents = new DocumentNumbers();
    this.vocabulary = new Vocabulary();
    /** @type {import("minisearch").default<{ id: number, title: string[], keywords: string[], body: string[] }>} */
    this.index = new MiniSearch({
      fields: ["title", "keywords", "body"],
      stringifyField: (terms) => terms, // already words
      tokenize: (terms) => (Array.isArray(terms) ? terms : terms.split(" ")),
      processTerm: (term) => term,
      searchOptions: { boost: { title: 3, keywords: 2 }, combineWith: "AND" },
    });
  }

  /**
   * Take in one file of the index.
   * @param {Part} part
   */
  add(part) {
    Array.from(this.adding(part));
  }

  /**
   * Take in one file of the index, pausing after every `step` procedures so that a page can breathe.
   * @param {Part} part
   */
  *adding(part, step = 100) {
    if (part.fields && part.levels) this.tables = { fields: part.fields, levels: part.levels };
    const documents = part.numbers.map((number) => this.documents.document(number));
    const applicants = part.applicants.map(words);
    const fields = new Map(this.tables.fields.map(([id, name]) => [id, words(name)]));
    for (const i of part.id.keys()) {
      const row = new Row(this.rows.length, part, this.tables, i);
      this.rows.push(row);
      for (const document of picked(documents, part.basis[i])) document.rows.set(row, 1);
      for (const document of picked(documents, part.decision[i])) document.rows.set(row, 0);
      const about = [words(part.summary[i] || ""), fields.get(row.field[0]) ?? []];
      this.read(row, [...about, ...picked(applicants, part.applicant[i])].flat());
      if (i % step === step - 1) yield;
    }
  }

  /**
   * @param {Row} row
   * @param {string[]} about  what is said of the procedure beside its name
   */
  read(row, about) {
    for (const text of [row.title, ...row.keywords]) this.vocabulary.learn(text, true);
    const title = new Set(row.title);
    const body = new Set(about);
    for (const word of title) body.delete(word);
    this.vocabulary.learn(body, false);
    this.index.add({ id: row.at, title: [...title], keywords: row.keywords.flat(), body: [...body] });
  }

  /**
   * Find procedures. `typing` says that the last word may be unfinished.
   * @param {string} text
   * @returns {Answer}
   */
  find(text, { typing = false } = {}) {
    const query = text.trim();
    const asked = words(query);
    if (!asked.length || (typing && query.length < 2)) return answer("empty");
    return this.byCode(query) ?? this.byNumber(query, asked, typing) ?? this.byWords(query, typing);
  }

  /**
   * The query with each unknown word as the nearest known one, two letters off at most; empty if one has none.
   * @param {string} text
   */
  nearest(text) {
    const typed = typedWords(text);
    const shown = typed.map((word) => this.nearestWord(word));
    const changed = shown.some((word, i) => word !== typed[i]);
    return changed && shown.every(Boolean) ? shown.join(" ") : "";
  }

  /** @param {string} typed */
  nearestWord(typed) {
    if (this.vocabulary.has(fold(typed))) return typed;
    const word = untyped(fold(typed));
    const far = word.length > 5 ? 2 : 1;
    const [best] = word.length < 5 || /\d/.test(word) ? [] : this.index.search(word, { fuzzy: far });
    const row = this.rows[best?.id];
    const own = best?.terms[0];
    return row && own ? (row.printed(own) ?? own).toLowerCase() : "";
  }

  /**
   * @param {string} query
   * @returns {Answer | null}
   */
  byCode(query) {
    const plain = nationalCode(query);
    if (!mayBeCode(plain)) return null;
    /** @type {[rank: number, row: Row][]} */
    const found = [];
    for (const row of this.rows) {
      const rank = rankOfCodes(row.codes, plain);
      if (rank !== null) found.push([rank, row]);
    }
    found.sort((a, b) => a[0] - b[0] || inForceFirst(a[1], b[1]));
    if (found.length) return answer("code", found.map(([, row]) => row));
    return isCode(plain) ? answer("none") : null; // a code is never guessed
  }

  /**
   * @param {string} query
   * @param {string[]} asked
   * @param {boolean} typing
   * @returns {Answer | null}
   */
  byNumber(query, asked, typing) {
    const named = this.documents.named(query, asked, typing);
    if (!named) return null;
    const found = this.documents.naming(named, typing);
    if (!found.size) return meansDocument(query, named) ? answer("none") : null;
    const rank = (/** @type {Row} */ row) => found.get(row)?.[0] ?? 0;
    const why = (/** @type {Row} */ row) => found.get(row)?.[1] ?? "";
    if (!named.rest.length) {
      const rows = [...found.keys()].sort((a, b) => rank(a) - rank(b) || inForceFirst(a, b));
      return answer("number", rows, { why });
    }
    const among = this.byWords(named.rest.join(" "), typing && !named.last);
    const rows = among.hits.map(({ row }) => row).filter((row) => found.has(row));
    if (among.kind !== "all" || !rows.length) return null;
    return answer("number", rows, { why, matches: among.matches });
  }

  /**
   * @param {string} query
   * @param {boolean} typing
   * @returns {Answer}
   */
  byWords(query, typing) {
    const { typed, asked, accents, unfinished } = this.understood(query, typing);
    const terms = asked.map((_, i) => this.vocabulary.forms(asked, i, i === unfinished));
    const near = this.vocabulary.corrections(asked, terms, unfinished);
    const rows = this.allOf(terms, accents);
    if (rows.length) {
      const phrases = near ? this.allOf(near, accents).filter((row) => held(row.title, near).phrase) : [];
      // Every word is known, but not side by side: a phrase that one typing error hides comes first.
      if (near && phrases.length) return this.answer("all", [...new Set([...phrases, ...rows])], typed, near);
      return this.answer("all", rows, typed, terms);
    }
    return this.withoutFillers(asked, typing) ?? this.nearestTo(typed, near ?? terms, accents);
  }

  /**
   * The words of a query, as they were typed, folded, and with their accents if it has any; and the place of the one
   * that may still be on its way, or -1.
   * @param {string} query
   * @param {boolean} typing
   */
  understood(query, typing) {
    let typed = typedWords(query).flatMap((word) => this.vocabulary.parted(word));
    let unfinished = typing && /[\p{L}\p{N}]$/u.test(query.normalize("NFC")) ? typed.length - 1 : -1;
    if (unfinished > 0 && typed[unfinished]?.length === 1) {
      typed = typed.slice(0, -1); // one letter says too little yet
      unfinished = -1;
    }
    const asked = typed.map(fold);
    const accents = typed.some((word, i) => word.toLowerCase() !== asked[i]) ? typed.map(accented) : null;
    return { typed, asked, accents, unfinished };
  }

  /**
   * @param {string[]} asked
   * @param {boolean} typing
   */
  withoutFillers(asked, typing) {
    const whole = asked.join(" ");
    const bare = whole.replace(FILLERS, " ").trim();
    if (!bare || bare.length >= whole.length) return null;
    const found = this.byWords(bare, typing);
    return found.kind === "all" ? found : null;
  }

  /**
   * @param {string[]} typed
   * @param {Forms[]} terms
   * @param {string[] | null} accents
   */
  nearestTo(typed, terms, accents) {
    const all = this.allOf(terms, accents);
    if (all.length) return this.answer("all", all, typed, terms);
    const some = this.someOf(terms, accents);
    return some.length ? this.answer("some", some, typed, terms) : answer("none");
  }

  /**
   * The rows that hold every word in one of its forms, best first.
   * @param {Forms[]} terms
   * @param {string[] | null} accents
   */
  allOf(terms, accents) {
    if (terms.some((forms) => !forms.size)) return [];
    const results = this.index.search({ combineWith: "AND", queries: terms.map(either) });
    return this.ordered(results, () => 1, terms, accents);
  }

  /**
   * The rows that hold the weightier half of the words, best first; an unknown word weighs most.
   * @param {Forms[]} terms
   * @param {string[] | null} accents
   */
  someOf(terms, accents) {
    const used = terms.filter((forms) => forms.size);
    const rarity = used.map((forms) => this.rarity(forms));
    const unknown = (terms.length - used.length) * Math.log(1 + this.rows.length);
    const whole = rarity.reduce((sum, part) => sum + part, unknown);
    /** @type {Map<SearchResult, number>} */
    const shares = new Map();
    for (const result of this.index.search({ combineWith: "OR", queries: used.map(either) })) {
      const found = rarity.filter((_, i) => result.terms.some((term) => used[i]?.has(term)));
      const share = found.reduce((sum, part) => sum + part, 0) / whole;
      if (share >= LEAST_SHARE) shares.set(result, share);
    }
    const shareOf = (/** @type {SearchResult} */ result) => shares.get(result) ?? 0;
    return this.ordered([...shares.keys()], shareOf, used, accents).slice(0, MOST_PARTLY);
  }

  /** @param {Forms} forms */
  rarity(forms) {
    let count = 0;
    for (const form of forms.keys()) count += this.vocabulary.frequency(form);
    return Math.log(1 + this.rows.length / count);
  }

  /**
   * The rows of MiniSearch's results; those that it puts last of many keep its order.
   * @param {SearchResult[]} results
   * @param {(result: SearchResult) => number} share  what part of the query a result holds
   * @param {Forms[]} terms
   * @param {string[] | null} accents
   */
  ordered(results, share, terms, accents) {
    const most = results[0]?.score ?? 1;
    /** @type {[score: number, row: Row][]} */
    const scored = [];
    for (const [i, result] of results.entries()) {
      const row = this.rows[result.id];
      if (!row) continue;
      const close = i < MOST_COMPARED ? closeness(row, terms, accents) : FAR;
      scored.push([10 * share(result) + close + (0.5 * result.score) / most - SETBACK[row.state], row]);
    }
    return scored.sort((a, b) => b[0] - a[0] || a[1].at - b[1].at).map(([, row]) => row);
  }

  /**
   * @param {Kind} kind
   * @param {Row[]} rows
   * @param {string[]} typed
   * @param {Forms[]} terms
   */
  answer(kind, rows, typed, terms) {
    const matches = (/** @type {string} */ word) => terms.some((forms) => forms.has(fold(word)));
    return answer(kind, rows, { matches, corrected: rows[0] ? corrected(typed, terms, rows[0]) : "" });
  }
}

/**
 * What stands at some places of a table.
 * @template Kind
 * @param {Kind[]} table
 * @param {number[] | undefined} places
 */
function picked(table, places = []) {
  return places.map((place) => table[place]).filter((found) => found !== undefined);
}

/**
 * The query as it was understood, in the spelling of the best procedure; empty when nothing was corrected.
 * @param {string[]} typed
 * @param {Forms[]} terms
 * @param {Row} row
 */
function corrected(typed, terms, row) {
  const names = printedWords(row.name);
  const shown = typed.map((printed, i) => {
    const word = fold(printed);
    const at = row.title.findIndex((own) => terms[i]?.has(own) && (own === word || !row.title.includes(word)));
    const own = row.title[at];
    return own === undefined || own.startsWith(word) ? null : (names[at] ?? own).toLowerCase();
  });
  return shown.some((word) => word !== null) ? shown.map((word, i) => word ?? typed[i]).join(" ") : "";
}

/**
 * @param {Kind} kind
 * @param {Row[]} rows
 * @param {Partial<Answer> & { why?: (row: Row) => string }} more
 * @returns {Answer}
 */
function answer(kind, rows = [], { why, ...more } = {}) {
  const hits = rows.map((row) => ({ row, why: why?.(row) ?? "" }));
  return { kind, hits, matches: () => false, corrected: "", ...more };
}

/**
 * @param {Row} a
 * @param {Row} b
 */
function inForceFirst(a, b) {
  return a.state - b.state || a.at - b.at;
}

/**
 * A part of a MiniSearch query: any of the forms, each with what it is worth.
 * @param {Forms} forms
 * @returns {import("minisearch").Query}
 */
function either(forms) {
  const queries = [[...forms.keys()].join(" ")];
  return { combineWith: "OR", queries, boostTerm: (term) => forms.get(term) ?? 1 };
}
