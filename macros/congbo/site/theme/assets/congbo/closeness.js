/* Closeness: how well a procedure answers a part of a question. */

/** @typedef {import("./procedures.js").Text} Text */
/** @typedef {import("./questions.js").Term} Term */

/* What a word is worth where it stands. */
const IN_NAME = 1;
const IN_KEYWORD = 0.95;
const IN_BODY = 0.4;
const BESIDE = 0.12; // among applicants and the field
/* What a word is worth whose marks are not those that were typed: beside a neighbour that is right, and alone. */
const MISTYPED = 0.85;
const OTHER = 0.3;
/* What a word proves alone; beside its neighbour in the question it proves all. */
const ALONE = 0.5;

/**
 * How well a procedure answers, each 0 to 1. `share` is what part of the words, by weight, it holds; `adjacent` how many stand side by side; `phrase` whether all do, in order, `first` at the start;
 * `named` whether every word stands in its names, `whole` somewhere in it; `agreed` how many marks are as typed.
 * @typedef {object} Closeness
 * @property {number} weight  of the words
 * @property {number} telling  the weight of those that tell what is asked for
 * @property {number} proved  how much of that it holds for sure
 * @property {number} share
 * @property {number} adjacent
 * @property {number} phrase
 * @property {number} first
 * @property {boolean} named
 * @property {boolean} whole
 * @property {number} agreed
 */

/**
 * @param {Text[]} texts  the procedure's name, then its keywords
 * @param {Term[]} terms
 * @param {(form: string) => "body" | "beside" | ""} elsewhere  where else it holds a word
 * @returns {Closeness}
 */
export function closeness(texts, terms, elsewhere) {
  const places = placesOf(terms);
  const held = terms.map(() => ({ worth: 0, paired: 0, agreed: 0, proved: false }));
  let phrase = 0;
  let first = 0;
  texts.forEach((text, nth) => {
    const run = compare(text, terms, places, nth ? IN_KEYWORD : IN_NAME, held);
    if (run.phrase <= phrase) return;
    phrase = run.phrase;
    first = nth ? 0 : run.first;
  });
  const sum = { all: 0, got: 0, telling: 0, proved: 0, agreed: 0, paired: 0 };
  let named = true;
  let whole = true;
  terms.forEach((term, k) => {
    const own = held[k] ?? { worth: 0, paired: 0, agreed: 0, proved: false };
    const other = own.worth ? 0 : otherWorth(term, elsewhere);
    if (term.role !== "filler") {
      named &&= own.worth > OTHER;
      whole &&= own.worth > OTHER || other > 0;
    }
    sum.all += term.weight;
    sum.got += term.weight * Math.max(own.worth, other);
    sum.agreed += term.weight * own.agreed;
    sum.paired += own.paired;
    if (term.role !== "telling") return;
    sum.telling += term.weight || term.unknown;
    sum.proved += term.weight * (own.proved ? own.worth : Math.max(ALONE * own.worth, other > BESIDE ? other : 0));
  });
  const n = terms.length;
  return {
    weight: sum.all,
    telling: sum.telling,
    proved: sum.proved,
    share: sum.all ? sum.got / sum.all : 0,
    adjacent: n > 1 ? sum.paired / (n - 1) : sum.all ? sum.got / sum.all : 0,
    phrase,
    first,
    named,
    whole,
    agreed: sum.all ? sum.agreed / sum.all : 0,
  };
}

/**
 * The terms that each form stands for, with what it is worth.
 * @param {Term[]} terms
 */
function placesOf(terms) {
  /** @type {Map<string, [k: number, worth: number][]>} */
  const places = new Map();
  terms.forEach((term, k) => {
    for (const [form, worth] of term.forms) {
      const same = places.get(form);
      if (same) same.push([k, worth]);
      else places.set(form, [[k, worth]]);
    }
  });
  return places;
}

/**
 * Note in `held` what a text holds of the terms; return what it is worth where it holds all in order.
 * @param {Text} text
 * @param {Term[]} terms
 * @param {Map<string, [k: number, worth: number][]>} places
 * @param {number} where  what a word is worth in this text
 * @param {{ worth: number, paired: number, agreed: number, proved: boolean }[]} held
 */
function compare(text, terms, places, where, held) {
  let phrase = 0;
  let first = 0;
  /** @type {Map<number, { worth: number, agrees: boolean, run: number, least: number }>} what stood just before */
  let before = new Map();
  text.keys.forEach((word, p) => {
    /** @type {typeof before} */
    const here = new Map();
    for (const [k, worth] of places.get(word) ?? []) {
      const term = terms[k];
      const own = held[k];
      if (!term || !own) continue;
      const agrees = !term.accent || term.accent === text.accents[p];
      const previous = before.get(k - 1);
      const beside = previous && (agrees || previous.agrees || !term.believed);
      const marks = agrees ? 1 : beside ? MISTYPED : term.believed ? OTHER : MISTYPED;
      const value = worth * marks;
      const run = (previous?.run ?? (k === 0 ? 0 : -99)) + 1;
      const least = Math.min(value, previous?.least ?? 1);
      here.set(k, { worth: value, agrees, run, least });
      own.worth = Math.max(own.worth, value * where);
      if (agrees && term.accent) own.agreed = Math.max(own.agreed, where);
      if (beside) {
        own.paired = Math.max(own.paired, where * value * previous.worth);
        const neighbour = held[k - 1];
        own.proved = true;
        if (neighbour) {
          neighbour.proved = true;
          if (agrees) neighbour.worth = Math.max(neighbour.worth, MISTYPED * where * (previous.worth > OTHER ? previous.worth : worth));
        }
      }
      if (run === terms.length && least * where > phrase) {
        phrase = least * where;
        first = p === terms.length - 1 ? 1 : 0;
      }
    }
    before = here;
  });
  return { phrase, first };
}

/**
 * @param {Term} term
 * @param {(form: string) => "body" | "beside" | ""} elsewhere
 */
function otherWorth(term, elsewhere) {
  let best = 0;
  for (const [form, worth] of term.forms) {
    const where = elsewhere(form);
    if (where) best = Math.max(best, worth * (where === "body" ? IN_BODY : BESIDE));
  }
  return best;
}
