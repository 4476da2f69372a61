/* Lookup: a question as MiniSearch is asked it. */

/** @typedef {import("minisearch").Query} Query */
/** @typedef {import("minisearch").QueryCombination} Combination */
/** @typedef {import("./closeness.js").Term} Term */
/** @typedef {import("./questions.js").Question} Question */

/**
 * What holds every one of some words; null where one is not known.
 * @param {Term[]} terms
 * @returns {Combination | null}
 */
export function everyOne(terms) {
  if (!terms.length || terms.some(({ forms }) => !forms.size)) return null;
  return { combineWith: "AND", queries: terms.map(either) };
}

/**
 * What holds every part of a question, in one of its readings; null where one is not known.
 * @param {Question} question
 * @returns {Combination | null}
 */
export function everyPart({ parts }) {
  const queries = parts.map(({ readings }) => known(readings.map(({ terms }) => everyOne(terms))));
  if (!queries.length || queries.some((readings) => !readings.length)) return null;
  return { combineWith: "AND", queries: queries.map(anyOf) };
}

/**
 * What holds any word that tells what is asked for, in any reading; where none does, any word.
 * @param {Question} question
 * @returns {Combination | null}
 */
export function anyWord({ parts, tells }) {
  const terms = parts.flatMap(({ readings }) => readings.flatMap((reading) => reading.terms));
  const used = terms.filter(({ forms, role }) => forms.size && (!tells || role === "telling"));
  return used.length ? anyOf(used.map(either)) : null;
}

/**
 * @param {(Combination | null)[]} queries
 */
function known(queries) {
  return queries.filter((query) => query !== null);
}

/**
 * @param {Query[]} queries
 * @returns {Combination}
 */
function anyOf(queries) {
  return { combineWith: "OR", queries };
}

/**
 * Any of the forms of a word, each with what it is worth.
 * @param {Term} term
 * @returns {Combination}
 */
function either({ forms }) {
  const queries = [[...forms.keys()].join(" ")];
  return { combineWith: "OR", queries, boostTerm: (term) => forms.get(term) ?? 1 };
}
