/* Search core: finds procedures in du-lieu/tim-kiem.json. No page, no network: runs in a browser and in Node.

   MiniSearch finds the procedures that hold the words, and weighs rare words (BM25). What it lacks stands here and
   in the modules below: Vietnamese folding, codes and document numbers in any form, one typing error a word with
   transpositions, Telex and VNI leftovers, what people say around the thing they need, everyday words and
   abbreviations, and an order that puts phrases, exact accents and procedures in force first. */

import { byScore, judge, understanding, unjudged } from "./judging.js";
import { LITERAL, Lexicon } from "./lexicon.js";
import { anyWord, everyOne, everyPart } from "./lookup.js";
import Library from "./minisearch.min.js";
import {
  DocumentNumbers,
  codesIn,
  isCode,
  isPrinted,
  mayBeCode,
  meansDocument,
  nationalCode,
  rankOfCodes,
  undated,
} from "./numbers.js";
import { asWords } from "./phrases.js";
import { Row } from "./procedures.js";
import { Question } from "./questions.js";
import { Vocabulary } from "./vocabulary.js";
import { fold, key, typedWords, untyped, words } from "./words.js";

export { fold };

/** @typedef {import("minisearch").SearchResult} SearchResult */
/** @typedef {import("./judging.js").Judged} Judged */
/** @typedef {import("./lexicon.js").Situation} Situation */
/** @typedef {import("./lexicon.js").Topic} Topic */
/** @typedef {import("./lexicon.js").WordsFile} WordsFile */
/** @typedef {import("./procedures.js").Part} Part */
/** @typedef {import("./procedures.js").Tables} Tables */
/** @typedef {import("./words.js").Matches} Matches */

/**
 * How a query was understood: a code, a document's number, every word is in a name (perhaps corrected or as another
 * word), the nearest, what another office answers, nothing found, nothing asked.
 * @typedef {"code" | "number" | "all" | "some" | "elsewhere" | "none" | "empty"} Kind
 */

/** @typedef {{ row: Row, why: string }} Hit  `why` is the number of the document that it was found by */

/** @typedef {{ said: string, means: string }} Understood  what was said, and what it was taken for */

/**
 * @typedef {object} Answer
 * @property {Kind} kind
 * @property {Hit[]} hits
 * @property {Matches} matches  tells whether a word of a name is to be marked
 * @property {string} corrected  the query as it was understood; empty when nothing was changed
 * @property {Understood[]} understood
 * @property {Situation[]} situations
 * @property {Topic | null} elsewhere
 */


/* The library is one file without types; they are those of its package. */
const MiniSearch = /** @type {typeof import("minisearch").default} */ (/** @type {unknown} */ (Library));

const MOST_COMPARED = 150; // results whose words are looked at one by one
const MOST_NEAR = 80; // of them, where not every word is held
const MOST_PARTLY = 20; // results that hold only some of the words
const LEAST_PROOF = 0.3; // of the weight of the words that tell; below, what is found is no answer
const NEAR_BEST = 0.6; // of the best score, that what is near must have
const AS_IT_STANDS = 2; // how much those come first that hold the words around the question too
const TELLING_MORE = 2; // words beside those of another office's topic that ask for something else too
const PROOF_OF_MORE = 0.5;
/* How much a procedure is set back that is coming, or has ended. */
const SETBACK = /** @type {const} */ ([0, 2, 3]);
const QUOTED = /^["“”].*["“”]$/u; // who puts all in quotation marks wants the words themselves

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
    this.lexicon = new Lexicon();
    /** @type {import("minisearch").default<Indexed>} */
    this.index = new MiniSearch({
      fields: ["title", "keywords", "body", "more", "beside"],
      stringifyField: (terms) => terms, // already words
      tokenize: (terms) => (Array.isArray(terms) ? terms : terms.split(" ")),
      processTerm: (term) => term,
      searchOptions: { boost: { title: 3, keywords: 2, more: 0.5, beside: 0.2 }, combineWith: "AND" },
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
    this.lexicon.forget();
    if (part.fields && part.levels) this.tables = { fields: part.fields, levels: part.levels };
    const documents = part.numbers.map((number) => this.documents.document(number));
    const applicants = part.applicants.map(words);
    const fields = new Map(this.tables.fields.map(([id, name]) => [id, words(name)]));
    for (const i of part.id.keys()) {
      const row = new Row(this.rows.length, part, this.tables, i);
      this.rows.push(row);
      for (const document of picked(documents, part.basis[i])) document.rows.set(row, 1);
      for (const document of picked(documents, part.decision[i])) document.rows.set(row, 0);
      const beside = [fields.get(row.field[0]) ?? [], ...picked(applicants, part.applicant[i])].flat();
      this.read(row, wordsIn(part.summary, i), wordsIn(part.further, i), beside);
      if (i % step === step - 1) yield;
    }
  }

  /**
   * @param {Row} row
   * @param {string[]} about  what is said of the procedure beside its name
   * @param {string[]} more  of its papers, results and conditions
   * @param {string[]} beside  of its applicants and its field
   */
  read(row, about, more, beside) {
    const keywords = row.others.map(words);
    for (const text of [row.title, ...keywords]) this.vocabulary.learn(text, true);
    const seen = new Set([...row.title, ...keywords.flat()]);
    const fresh = (/** @type {string[]} */ own) => {
      const left = [...new Set(own)].filter((word) => !seen.has(word));
      for (const word of left) seen.add(word);
      return left;
    };
    const indexed = { body: fresh(about), more: fresh(more), beside: fresh(beside) };
    for (const own of Object.values(indexed)) this.vocabulary.learn(own, false);
    this.index.add({ id: row.at, title: [...new Set(row.title)], keywords: keywords.flat(), ...indexed });
  }

  /**
   * Take in the everyday words, situations and topics of other offices.
   * @param {WordsFile} file
   */
  learn(file) {
    this.lexicon.add(file);
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
    return this.byCode(query) ?? this.byNumber(undated(query), typing) ?? this.byWords(query, typing);
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
    if (this.vocabulary.has(key(typed))) return typed;
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
    const codes = codesIn(query);
    const [plain] = codes.length ? codes : [nationalCode(query)];
    if (plain === undefined || !mayBeCode(plain)) return null;
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
   * @param {boolean} typing
   * @returns {Answer | null}
   */
  byNumber(query, typing) {
    const asked = words(query);
    const named = this.documents.named(query, asked, typing);
    if (!named) return null;
    const found = this.documents.naming(named, typing);
    if (!found.size) return meansDocument(query, named) ? answer("none") : null;
    const rank = (/** @type {Row} */ row) => found.get(row)?.[0] ?? 0;
    const why = (/** @type {Row} */ row) => found.get(row)?.[1] ?? "";
    if (named.rest.length) {
      const among = this.byWords(named.rest.join(" "), typing && !named.last);
      const rows = among.hits.map(({ row }) => row).filter((row) => found.has(row));
      if (among.kind === "all" && rows.length) return answer("number", rows, { why, matches: among.matches });
      if (!isPrinted(query, named)) return null;
    }
    // What is said around a whole number narrows nothing down.
    const rows = [...found.keys()].sort((a, b) => rank(a) - rank(b) || inForceFirst(a, b));
    return answer("number", rows, { why });
  }

  /**
   * @param {string} query
   * @param {boolean} typing
   * @returns {Answer}
   */
  byWords(query, typing) {
    const question = this.question(query, typing);
    const found = this.judged(question);
    const { situations, topic, beside } = question.known();
    const elsewhere = found[0]?.literal ? null : topic;
    // Where more is told than what another office does, both are answered.
    const only = elsewhere && !(beside >= TELLING_MORE && (found[0]?.proof ?? 0) >= PROOF_OF_MORE);
    const own = only ? answer("elsewhere") : this.found(found, question, elsewhere === null);
    return { ...own, elsewhere, situations };
  }

  /**
   * @param {Judged[]} found
   * @param {Question} question
   * @param {boolean} alone  whether nobody else answers it
   */
  found(found, question, alone) {
    if (!found.length) return answer("none");
    const whole = found.filter((one) => one.whole);
    if (alone && whole[0]?.named) return this.answer("all", whole, question);
    return this.answer("some", found.slice(0, MOST_PARTLY), question);
  }

  /**
   * The words of a query, in their parts; the last may still be on its way.
   * @param {string} query
   * @param {boolean} typing
   */
  question(query, typing) {
    let typed = typedWords(query).flatMap((word) => this.vocabulary.parted(word));
    let unfinished = typing && /[\p{L}\p{N}]$/u.test(query.normalize("NFC")) ? typed.length - 1 : -1;
    if (unfinished > 0 && typed[unfinished]?.length === 1) {
      typed = typed.slice(0, -1); // one letter says too little yet
      unfinished = -1;
    }
    const lexicon = QUOTED.test(query) ? LITERAL : this.lexicon;
    return new Question(asWords(typed), unfinished, { vocabulary: this.vocabulary, lexicon, rows: this.rows });
  }

  /**
   * The procedures that answer a question, best first; those that hold all of it, or else what is near.
   * @param {Question} question
   * @returns {Judged[]}
   */
  judged(question) {
    const literal = this.searched(everyOne(question.all));
    const seen = new Set(literal.map(({ id }) => id));
    const others = this.searched(everyPart(question)).filter(({ id }) => !seen.has(id));
    const whole = [...this.ordered(literal, question, AS_IT_STANDS), ...this.ordered(others, question)]
      .filter((one) => one.whole)
      .sort(byScore);
    if (whole.some(({ row }) => !row.ended) && whole.some(({ named }) => named)) return whole;
    const near = this.ordered(this.searched(anyWord(question)).slice(0, MOST_NEAR), question);
    const sure = near.filter((one) => one.whole || one.proof >= LEAST_PROOF);
    const least = NEAR_BEST * (sure[0]?.score ?? 0);
    const shown = sure.filter(({ score }) => score >= least);
    return [...shown.filter(({ row }) => !row.ended), ...shown.filter(({ row }) => row.ended)];
  }

  /** @param {import("minisearch").QueryCombination | null} query */
  searched(query) {
    return query ? this.index.search(query) : [];
  }

  /**
   * The procedures of MiniSearch's results, best first; those that it puts last of many keep its order.
   * @param {SearchResult[]} results
   * @param {Question} question
   * @param {number} more  how much they are put before others
   */
  ordered(results, question, more = 0) {
    const most = results[0]?.score ?? 1;
    /** @type {Judged[]} */
    const found = [];
    for (const [i, result] of results.entries()) {
      const row = this.rows[result.id];
      if (!row) continue;
      const judged = i < MOST_COMPARED ? judge(row, result, question) : unjudged(row);
      judged.score += more + (0.5 * result.score) / most - SETBACK[row.state];
      found.push(judged);
    }
    return found.sort(byScore);
  }

  /**
   * @param {Kind} kind
   * @param {Judged[]} found
   * @param {Question} question
   * @returns {Answer}
   */
  answer(kind, found, question) {
    const rows = found.map(({ row }) => row);
    const matches = (/** @type {string} */ word) => question.forms.has(key(word));
    return answer(kind, rows, { matches, ...understanding(question, found[0]) });
  }
}

/**
 * @typedef {object} Indexed
 * @property {number} id
 * @property {string[]} title
 * @property {string[]} keywords
 * @property {string[]} body
 * @property {string[]} more
 * @property {string[]} beside
 */

/**
 * @param {(0 | string)[] | undefined} column
 * @param {number} i
 */
function wordsIn(column, i) {
  return words(column?.[i] || "");
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
 * @param {Kind} kind
 * @param {Row[]} rows
 * @param {Partial<Answer> & { why?: (row: Row) => string }} more
 * @returns {Answer}
 */
function answer(kind, rows = [], { why, ...more } = {}) {
  const hits = rows.map((row) => ({ row, why: why?.(row) ?? "" }));
  const nothing = { matches: () => false, corrected: "", understood: [], situations: [], elsewhere: null };
  return { kind, hits, ...nothing, ...more };
}

/**
 * @param {Row} a
 * @param {Row} b
 */
function inForceFirst(a, b) {
  return a.state - b.state || a.at - b.at;
}
