/* Judging: how well a procedure that holds words of a question answers it, and how the question was understood. */

import { printedWords } from "./words.js";

/** @typedef {import("minisearch").SearchResult} SearchResult */
/** @typedef {import("./procedures.js").Forms} Forms */
/** @typedef {import("./procedures.js").Row} Row */
/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./questions.js").Reading} Reading */

/**
 * A procedure as an answer. `proof` is what part of the telling words it holds for sure; `named` says that every part
 * of the question stands in its names, `literal` the same without other words for any, `whole` that it holds all.
 * @typedef {object} Judged
 * @property {Row} row
 * @property {number} score
 * @property {number} proof
 * @property {boolean} literal
 * @property {boolean} named
 * @property {boolean} whole
 * @property {Reading[]} readings  how each part was taken
 */

const BODY = new Set(["body", "more"]);

/**
 * How well a procedure answers a question: as it stands, or part by part, each in the reading that suits it best.
 * @param {Row} row
 * @param {SearchResult} result
 * @param {Question} question
 * @returns {Judged}
 */
export function judge(row, result, question) {
  const elsewhere = (/** @type {string} */ form) => {
    const places = result.match[form];
    if (!places) return "";
    return places.some((place) => BODY.has(place)) ? "body" : "beside";
  };
  const texts = row.texts;
  const literal = question.literal.in(texts, elsewhere);
  const found = new Set(result.terms);
  const sum = { score: 0, weight: 0, telling: 0, proved: 0, named: true, whole: true };
  const readings = question.parts.map(({ readings: ways }) => {
    const judged = ways.map((way) => {
      // MiniSearch was not always asked for what does not tell.
      const any = way.terms.some(({ role, forms }) => role !== "telling" || holdsAny(forms, found));
      const how = any ? way.wanted.in(texts, elsewhere) : way.wanted.nothing;
      return { way, how, value: valueOf(how) * way.worth };
    });
    const best = judged.reduce((one, other) => (other.value > one.value ? other : one));
    const weight = Math.max(...judged.map(({ how }) => how.weight));
    sum.score += weight * best.value;
    sum.weight += weight;
    sum.telling += best.how.telling;
    sum.proved += best.how.proved;
    sum.named &&= best.how.named;
    sum.whole &&= best.how.whole;
    return best.way;
  });
  const apart = sum.weight ? sum.score / sum.weight : 0;
  const asItStands = valueOf(literal);
  const { named, whole } = sum;
  const proof = sum.telling ? sum.proved / sum.telling : Number(whole);
  // A phrase that holds the words around it too was meant as it stands.
  const score = Math.max(apart, asItStands) + (literal.phrase && 3 + 2 * literal.phrase) + literal.adjacent;
  const meant = readings.some((one) => one.meant);
  return { row, score, proof, literal: named && !meant, named, whole, readings };
}

/**
 * @param {Forms} forms
 * @param {Set<string>} found
 */
function holdsAny(forms, found) {
  for (const form of forms.keys()) if (found.has(form)) return true;
  return false;
}

/**
 * @param {import("./closeness.js").Closeness} how
 */
function valueOf({ share, adjacent, phrase, first, agreed }) {
  return 12 * share + 2 * adjacent + 3 * phrase + 0.3 * first + 2 * agreed;
}

/**
 * What comes so late that its words are not looked at: it holds what MiniSearch says.
 * @param {Row} row
 * @returns {Judged}
 */
export function unjudged(row) {
  return { row, score: 0, proof: 0, literal: false, named: false, whole: true, readings: [] };
}

/**
 * @param {Judged} a
 * @param {Judged} b
 */
export function byScore(a, b) {
  return b.score - a.score || a.row.at - b.row.at;
}

/**
 * How a question was understood: what was taken for something else, or else what was corrected.
 * @param {Question} question
 * @param {Judged | undefined} best
 */
export function understanding(question, best) {
  const understood = (best?.readings ?? []).flatMap(({ meant }, i) => {
    const said = question.parts[i]?.said ?? "";
    return meant ? [{ said, means: meant.said }] : [];
  });
  return { understood, corrected: best && !understood.length ? corrected(question, best.row) : "" };
}

/**
 * The query as it was understood, in the spelling of the best procedure; empty when nothing was corrected.
 * @param {Question} question
 * @param {Row} row
 */
function corrected({ words: asked, all }, row) {
  const names = printedWords(row.name);
  const shown = asked.map((word, i) => {
    const at = row.title.findIndex(
      (own) => all[i]?.forms.has(own) && (own === word.key || !row.title.includes(word.key)),
    );
    const own = row.title[at];
    return own === undefined || own.startsWith(word.key) ? null : (names[at] ?? own).toLowerCase();
  });
  return shown.some((word) => word !== null) ? shown.map((word, i) => word ?? asked[i]?.typed).join(" ") : "";
}
