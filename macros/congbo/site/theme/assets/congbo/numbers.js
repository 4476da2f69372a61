/* Numbers: codes of procedures and numbers of documents, in whatever form they are typed. */

import { fold, isNumber, words } from "./words.js";

/* A code as people type it, wherever it stands: with a comma, and with what a province adds to it. */
const CODE_IN_TEXT = /(?<![\d.,/])\d[.,]\d{6}(?![\d/])(?:[.\-\s]?(?:\d{3}\.\d{2}\.\d{2})?(?:[.\-\s]?h\d{2})?(?:\.\d{2})?)?/g;
const NAMED_CODE = /\b(?:ma|ma so|thu tuc|tthc|so)\s*:?\s*(\d{6,7})(?!\d)/;
const DATE = /(?:\bngày\s*)?(?<![\d/.-])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)|\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/giu;

/**
 * The codes of procedures that a query holds among other words, each without what a province adds.
 * @param {string} query
 */
export function codesIn(query) {
  const plain = fold(query);
  const found = plain.match(CODE_IN_TEXT) ?? [];
  const named = plain.match(NAMED_CODE)?.[1];
  return [...found.map((code) => nationalCode(code.slice(0, 8).replace(",", "."))), ...(named ? [named] : [])];
}

/**
 * A query without the days in it: a document is told by its number.
 * @param {string} query
 */
export function undated(query) {
  const without = query.normalize("NFC").replace(DATE, " ");
  return /\d/.test(without) ? without : query;
}

const CODE = /^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.h\d{2})?(?:\.\d{2})?$/;
const CODE_OR_PART = /^(\d\.\d{1,6}|\d{5,7})$/;
const SHORT = /^\d{1,4}$/; // a document's number or year
const YEAR = /^\d{4}$/;
const WITH_YEAR = /\d\/\d{4}(?!\d)/;
const WITH_SYMBOL = /\d\/[\p{L}\d]/u;
const PRINTED = /\d+\/(?:\d{4}\/)?\p{L}[\p{L}\d]*(?:\s*[-–]\s*[\p{L}\d]+)*/u; // `348/QĐ-UBND`
/* Words around a document's number: `quyết định số 348/QĐ-UBND ngày …`. */
const FILLERS = new Set("so quyet dinh nghi thong tu luat van ban cong ke hoach ngay nam".split(" "));

const WITHOUT_YEAR = 2; // how much later a number comes that lacks the year which was typed
const NOT_THIS_CODE = 9;

/**
 * The national part of a procedure's code, without the province's or service's suffix.
 * @param {string} code
 */
export function nationalCode(code) {
  const plain = fold(code).replace(/\s/g, "");
  return plain.match(CODE)?.[1] ?? plain;
}

/**
 * Whether a query is a whole code; such a one is never guessed.
 * @param {string} plain
 */
export function isCode(plain) {
  return CODE.test(plain);
}

/**
 * @param {string} plain
 */
export function mayBeCode(plain) {
  return CODE_OR_PART.test(plain);
}

/**
 * How well codes fit the one that is typed, the lower the better; null where none does.
 * @param {string[]} codes  the procedure's own, then its others
 * @param {string} plain
 */
export function rankOfCodes(codes, plain) {
  const best = Math.min(...codes.map((code, i) => rankOfCode(code, plain) + (i && 0.5)));
  return best < NOT_THIS_CODE ? best : null;
}

/**
 * @param {string} code
 * @param {string} plain
 */
function rankOfCode(code, plain) {
  const forms = [code, code.slice(2), code.replace(".", "")];
  if (code === plain) return 0;
  if (forms.includes(plain)) return 1;
  return forms.some((form) => form.startsWith(plain)) ? 2 : NOT_THIS_CODE;
}

/**
 * @template Row
 * @typedef {object} Numbered  a document that procedures name
 * @property {string[]} parts  its number as folded words
 * @property {string} shown  its number as printed
 * @property {Map<Row, 0 | 1>} rows  the procedures: 0 those that it decided on, 1 those that rest on it
 */

/**
 * @typedef {object} Named  a document's number in a query
 * @property {string} first
 * @property {string[]} parts  what stands after it: year, symbols
 * @property {string[]} rest  the words around it
 * @property {boolean} last  whether nothing stands behind it
 */

/**
 * The numbers of documents, and the procedures that name them.
 * @template Row
 */
export class DocumentNumbers {
  constructor() {
    /** @type {Map<string, Numbered<Row>>} */
    this.documents = new Map();
    /** @type {Set<string>} the words of numbers: qd, ubnd, cp … */
    this.symbols = new Set();
  }

  /**
   * The document of this number, new if need be.
   * @param {string} shown
   */
  document(shown) {
    const parts = words(shown);
    const key = parts.join(" ");
    let document = this.documents.get(key);
    if (!document) {
      document = { parts, shown, rows: new Map() };
      this.documents.set(key, document);
      for (const part of parts) if (!isNumber(part)) this.symbols.add(part);
    }
    return document;
  }

  /**
   * The document's number that a query holds, or null.
   * @param {string} query
   * @param {string[]} asked  its words
   * @param {boolean} typing  whether the last may be unfinished
   * @returns {Named | null}
   */
  named(query, asked, typing) {
    const start = asked.findIndex((word) => SHORT.test(word));
    const [first, ...after] = start < 0 ? [] : asked.slice(start);
    if (first === undefined) return null;
    const other = after.findIndex((word, i) => !this.continues(word, typing && i === after.length - 1));
    const parts = other < 0 ? after : after.slice(0, other);
    const printed = asked.length === 1 || WITH_YEAR.test(query) || parts.some((part) => !isNumber(part));
    if (!printed) return null;
    const around = [...asked.slice(0, start), ...after.slice(parts.length)];
    const rest = around.filter((word) => !FILLERS.has(word));
    return { first, parts, rest, last: other < 0 };
  }

  /**
   * Whether a word belongs to the number before it.
   * @param {string} word
   * @param {boolean} unfinished
   */
  continues(word, unfinished) {
    if (SHORT.test(word) || this.symbols.has(word)) return true;
    return unfinished && [...this.symbols].some((symbol) => symbol.startsWith(word));
  }

  /**
   * The procedures that name such a document, each with its rank and the number by which it was found.
   * @param {Named} named
   * @param {boolean} typing
   */
  naming(named, typing) {
    /** @type {Map<Row, [rank: number, shown: string]>} */
    const found = new Map();
    for (const document of this.documents.values()) {
      if (!fits(document.parts, named, typing)) continue;
      const whole = named.parts.every((part) => !isNumber(part) || document.parts.includes(part));
      for (const [row, role] of document.rows) {
        const rank = role + (whole ? 0 : WITHOUT_YEAR);
        const before = found.get(row);
        if (!before || before[0] > rank) found.set(row, [rank, document.shown]);
      }
    }
    return found;
  }
}

/**
 * Whether a query that names no known document can only have meant one.
 * @param {string} query
 * @param {Named} named
 */
export function meansDocument(query, named) {
  return !named.rest.length && WITH_SYMBOL.test(query);
}

/**
 * Whether a query holds the whole number of a document as it is printed, whatever stands around it.
 * @param {string} query
 * @param {Named} named
 */
export function isPrinted(query, { first, parts }) {
  const own = words(query.match(PRINTED)?.[0] ?? "");
  return own.length > 1 && own.every((word) => word === first || parts.includes(word));
}

/**
 * Whether a document's number may be the one that is named; a year that it lacks is no obstacle.
 * @param {string[]} own
 * @param {Named} named
 * @param {boolean} typing
 */
function fits(own, named, typing) {
  if (Number(own[0]) !== Number(named.first)) return false;
  const dated = YEAR.test(own[1] ?? "");
  return named.parts.every((part, i) => {
    if (own.includes(part)) return true;
    if (isNumber(part)) return !dated;
    return typing && i === named.parts.length - 1 && own.some((word) => word.startsWith(part));
  });
}
