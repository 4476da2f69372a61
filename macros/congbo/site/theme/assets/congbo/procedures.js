/* Procedures: one of the index, with the words that it is found by, and how closely it answers a query. */

import { nationalCode } from "./numbers.js";
import { accented, printedWords, words } from "./words.js";

/** @typedef {Map<string, number>} Forms  the forms in which a word of the query may stand, and what each is worth */

/**
 * A name or keyword as it is compared. `printed` and `accents` have one for each of its keys.
 * @typedef {object} Text
 * @property {string[]} keys
 * @property {string[]} accents
 * @property {string[]} printed
 */

/** @typedef {0 | string} Maybe  0 where there is none */

/**
 * @typedef {object} Columns  procedures as columns; `basis` and the like are numbers into the tables of the file
 * @property {string[]} id
 * @property {string[]} name
 * @property {Maybe[]} [plain]  a short plain name
 * @property {Maybe[]} code  0 where it is the id
 * @property {(0 | string[])[]} other_codes
 * @property {(0 | string[])[]} keywords
 * @property {Maybe[]} summary
 * @property {number[]} field
 * @property {number[]} level
 * @property {number[]} time
 * @property {number[]} fee
 * @property {(number | null)[]} days  null where the time is not known
 * @property {Maybe[]} charge
 * @property {number[][]} applicant
 * @property {number[][]} decision  numbers of the documents that decided on it
 * @property {number[][]} basis  numbers of the documents that it rests on
 * @property {(0 | 1 | 2)[]} state  in force, coming, ended
 * @property {Maybe[]} [further]  folded words of its papers, results and conditions
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
    this.plain = given(part.plain?.[i]);
    this.keywords = part.keywords[i] || [];
    /** @type {Text[] | null} */
    this.read = null;
  }

  /**
   * A word of the title, as it is looked up, as it is printed.
   * @param {string} word
   */
  printed(word) {
    return printedWords(this.name)[this.title.indexOf(word)];
  }

  /** What a list calls it: its plain name, else the full one. */
  get shown() {
    return this.plain || this.name;
  }

  /** By what else than its name it is called: its plain name, where it has one, and its keywords. */
  get others() {
    return this.plain ? [this.plain, ...this.keywords] : this.keywords;
  }

  /** What the procedure is called: its name first, then what else. */
  get texts() {
    this.read ??= [this.name, ...this.others].map(textOf);
    return this.read;
  }
}

/**
 * @param {string} text
 * @returns {Text}
 */
export function textOf(text) {
  const printed = printedWords(text);
  return { keys: words(text), accents: printed.map(accented), printed };
}

/**
 * The text at a place of a table.
 * @param {string[]} table
 * @param {number | undefined} place
 */
function textAt(table, place = -1) {
  return given(table[place]);
}

/** @param {Maybe | undefined} value */
function given(value) {
  return value || "";
}
