/* Documents: finds documents by number and subject in what the search box or the list of documents has of them. */

import { fold, words } from "./words.js";

const COUNT = /^0*(\d+)([a-z]?)$/;
/** Words around a number that say nothing of their own. */
const AROUND = new Set(["so", "ngay", "cua", "ve", "thang", "nam"]);

/**
 * A document as it is looked for.
 * @typedef {object} Sought
 * @property {string} number  what its number has, without signs: `348qdubnd`
 * @property {string[]} of  its words, the number's first
 */

/**
 * @param {string} label  kind and number, a law also its name
 * @param {string} more  its day and subject
 * @returns {Sought}
 */
export function sought(label, more) {
  const own = words(label.slice(label.lastIndexOf(" số ") + 1)).map(plain);
  const number = own.filter((word) => word !== "so").join("");
  return { number, of: [...own, ...words(`${label} ${more}`).map(plain)] };
}

/**
 * How well a document answers, or 0: every word that was typed is one of its own; the last may be unfinished.
 * @param {Sought} one
 * @param {string} query
 */
export function fit(one, query) {
  const asked = words(query).map(plain);
  const telling = asked.filter((word) => !AROUND.has(word));
  if (!telling.length) return 0;
  const glued = fold(query).replace(/[^a-z0-9]/g, "");
  if (/^\d+[a-z]/.test(glued) && one.number.startsWith(glued)) return 3;
  const last = telling.length - 1;
  const holds = (/** @type {string} */ word, /** @type {number} */ i) =>
    one.of.includes(word) || (i === last && !/^\d/.test(word) && one.of.some((own) => own.startsWith(word)));
  if (!telling.every(holds)) return 0;
  return telling.some((word) => /^\d/.test(word) && one.number.startsWith(word)) ? 2 : 1;
}

/** @param {string} word */
function plain(word) {
  return word.replace(COUNT, "$1$2");
}
