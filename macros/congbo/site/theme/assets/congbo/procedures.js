/* Procedures: one of the index, with the words that it is found by, and how closely it answers a query. */

import { nationalCode } from "./numbers.js";
import { accented, printedWords, words } from "./words.js";

/** @typedef {Map<string, number>} Forms  the forms in which a word of the query may stand, and what each is worth */

/** @typedef {0 | string} Text  0 where there is none */

/**
 * @typedef {object} Columns  procedures as columns; `basis` and the like are numbers into the tables of the file
 * @property {string[]} id
 * @property {string[]} name
 * @property {Text[]} code  0 where it is the id
 * @property {(0 | string[])[]} other_codes
 * @property {(0 | string[])[]} keywords
 * @property {Text[]} summary
 * @property {number[]} field
 * @property {number[]} level
 * @property {number[]} time
 * @property {number[]} fee
 * @property {(number | null)[]} days  null where the time is not known
 * @property {Text[]} charge
 * @property {number[][]} applicant
 * @property {number[][]} decision  numbers of the documents that decided on it
 * @property {number[][]} basis  numbers of the documents that it rests on
 * @property {(0 | 1 | 2)[]} state  in force, coming, ended
 * @property {number[]} badge  what is said of it in lists; an empty text of what is in force
 * @property {string[]} times
 * @property {string[]} fees
 * @property {string[]} applicants
 * @property {string[]} numbers
 * @property {string[]} badges
 */

/**
 * @typedef {object} Tables  what all files of the index share; stands in the first
 * @property {[id: string, name: string][]} fields
 * @property {string[]} levels
 */

/** @typedef {Columns & Partial<Tables>} Part  a file of the index */

/** @typedef {Columns & Tables & { total: number, more: string[] }} Head  the first file of the index */

const ENDED = 2; // of the states: 0 in force, 1 coming

export class Row {
  /**
   * @param {number} at  its place among all rows
   * @param {Columns} part
   * @param {Tables} tables
   * @param {number} i  its place in the part
   */
  constructor(at, part, tables, i) {
    this.at = at;
    this.id = given(part.id[i]);
    this.name = given(part.name[i]);
    this.code = given(part.code[i]) || this.id;
    this.codes = [this.code, ...(part.other_codes[i] || [])].map(nationalCode);
    this.field = tables.fields[part.field[i] ?? -1] ?? ["", ""];
    this.level = textAt(tables.levels, part.level[i]);
    this.time = textAt(part.times, part.time[i]);
    this.fee = textAt(part.fees, part.fee[i]);
    this.days = part.days[i] ?? null;
    this.charge = given(part.charge[i]);
    this.applicants = (part.applicant[i] ?? []).map((place) => given(part.applicants[place]));
    this.state = part.state[i] ?? 0;
    this.ended = this.state === ENDED;
    this.badge = textAt(part.badges, part.badge[i]);
    this.title = words(this.name);
    this.keywords = (part.keywords[i] || []).map(words);
    /** @type {string[] | null} */
    this.spelt = null;
  }

  /**
   * A folded word of the title as it is printed.
   * @param {string} word
   */
  printed(word) {
    return printedWords(this.name)[this.title.indexOf(word)];
  }

  /** The words of the title with their accents. */
  get accents() {
    this.spelt ??= printedWords(this.name).map(accented);
    return this.spelt;
  }
}

/**
 * The text at a place of a table.
 * @param {string[]} table
 * @param {number | undefined} place
 */
function textAt(table, place = -1) {
  return given(table[place]);
}

/** @param {Text | undefined} value */
function given(value) {
  return value || "";
}

/**
 * How closely a procedure answers: phrase over scattered words, title over keywords, accents as typed.
 * @param {Pick<Row, "title" | "keywords" | "accents">} row
 * @param {Forms[]} terms
 * @param {string[] | null} accents  the query's words with their accents, if it has any
 */
export function closeness(row, terms, accents) {
  const title = held(row.title, terms);
  const named = 2 * title.share + 2 * title.adjacent + 3 * title.phrase + 0.3 * title.first;
  let best = 0;
  for (const keyword of row.keywords) {
    const own = held(keyword, terms);
    best = Math.max(best, own.share + own.adjacent + 2 * own.phrase);
  }
  const score = Math.max(named, 0.9 * best) + 0.1 * Math.min(named, best);
  return accents ? score + (3 * common(accents, row.accents)) / accents.length : score;
}

/**
 * How many of the words asked for are among the text's own.
 * @param {string[]} asked
 * @param {string[]} own
 */
function common(asked, own) {
  let same = 0;
  for (const word of asked) if (own.includes(word)) same += 1;
  return same;
}

/**
 * What part of the query's words a text holds, how many stand side by side, and whether all do, in order.
 * @param {string[]} text
 * @param {Forms[]} terms
 */
export function held(text, terms) {
  const n = terms.length;
  let share = 0;
  let pairs = 0;
  for (let k = 0; k < n; k += 1) {
    let best = 0;
    let beside = 0;
    for (let p = 0; p < text.length; p += 1) {
      const worth = worthOf(terms, k, text, p);
      if (!worth) continue;
      best = Math.max(best, worth);
      if (k && p) beside = Math.max(beside, worth * worthOf(terms, k - 1, text, p - 1));
    }
    share += best;
    pairs += beside;
  }
  return { share: share / n, adjacent: n > 1 ? pairs / (n - 1) : share / n, ...phraseIn(text, terms) };
}

/**
 * What the text is worth where it holds every word in order, and whether it begins so.
 * @param {string[]} text
 * @param {Forms[]} terms
 */
function phraseIn(text, terms) {
  let phrase = 0;
  let first = 0;
  for (let p = 0; p < text.length; p += 1) {
    let run = 1;
    for (let k = 0; run && k < terms.length; k += 1) run *= worthOf(terms, k, text, p + k);
    if (run <= phrase) continue;
    phrase = run;
    first = p === 0 ? 1 : 0;
  }
  return { phrase, first };
}

/**
 * What the word at a place of a text is worth as an answer to a word of the query; 0 outside of either.
 * @param {Forms[]} terms
 * @param {number} k
 * @param {string[]} text
 * @param {number} p
 */
function worthOf(terms, k, text, p) {
  const word = text[p];
  return word === undefined ? 0 : (terms[k]?.get(word) ?? 0);
}
