/* Closeness: how well a procedure answers some words that are asked for together. */

/** @typedef {import("./procedures.js").Forms} Forms */
/** @typedef {import("./procedures.js").Text} Text */
/** @typedef {import("./roles.js").Role} Role */

/**
 * A word of a question as it is looked for. `weight` is by its rarity; 0 where no procedure has it.
 * @typedef {object} Term
 * @property {Forms} forms
 * @property {string} accent  with its marks; empty where none were typed
 * @property {boolean} believed  whether other marks than those make another word
 * @property {Role} role
 * @property {number} weight
 * @property {number} unknown  the weight of a word that no procedure has, where proof is asked for
 */

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
const NO_RUN = -1000;

/**
 * How well a procedure answers, each 0 to 1 but for the weights.
 * @typedef {object} Closeness
 * @property {number} weight  of the words
 * @property {number} telling  the weight of those that tell what is asked for
 * @property {number} proved  how much of that it holds for sure
 * @property {number} share  what part of the words, by weight, it holds
 * @property {number} adjacent  how many stand side by side
 * @property {number} phrase  whether all do, in order
 * @property {number} first  and at the start of its name
 * @property {boolean} named  whether every word stands in its names
 * @property {boolean} whole  whether every word stands somewhere in it
 * @property {number} agreed  how many marks are as typed
 */

/** @typedef {{ worth: number, paired: number, agreed: number, proved: boolean }} Held  what it has of a term */

/**
 * A term that stands at a place of a text. `form` is what its form is worth, `worth` the same with its marks.
 * @typedef {{ k: number, form: number, worth: number, agrees: boolean, run: number, least: number }} Met
 */

/** @typedef {{ accent: string, before: Met[], where: number, held: Held[] }} Spot  a place and what is before it */

/** @typedef {(form: string) => "body" | "beside" | ""} Elsewhere  where else than in its names it holds a word */

/** Some words that are looked for together. */
export class Wanted {
  /** @param {Term[]} terms */
  constructor(terms) {
    this.terms = terms;
    this.places = placesOf(terms);
    /** What is to be said of a procedure that has none of them. */
    this.nothing = this.summed(terms.map(none), { phrase: 0, first: 0 }, () => "");
  }

  /**
   * @param {Text[]} texts  the procedure's name, then its keywords
   * @param {Elsewhere} elsewhere
   * @returns {Closeness}
   */
  in(texts, elsewhere) {
    const held = this.terms.map(none);
    let run = { phrase: 0, first: 0 };
    texts.forEach((text, nth) => {
      const own = this.compare(text, nth ? IN_KEYWORD : IN_NAME, held);
      if (own.phrase > run.phrase) run = { phrase: own.phrase, first: nth ? 0 : own.first };
    });
    return this.summed(held, run, elsewhere);
  }

  /**
   * @param {Held[]} held
   * @param {{ phrase: number, first: number }} run
   * @param {Elsewhere} elsewhere
   * @returns {Closeness}
   */
  summed(held, run, elsewhere) {
    const sum = { all: 0, got: 0, telling: 0, proved: 0, agreed: 0, paired: 0 };
    const others = this.terms.map((term, k) => (held[k]?.worth ? 0 : otherWorth(term, elsewhere)));
    let named = true;
    let whole = true;
    held.forEach((own, k) => {
      const term = /** @type {Term} */ (this.terms[k]);
      const other = others[k] ?? 0;
      sum.all += term.weight;
      sum.got += term.weight * Math.max(own.worth, other);
      sum.agreed += term.weight * own.agreed;
      sum.paired += own.paired;
      if (term.role === "filler") return;
      named &&= own.worth > OTHER;
      whole &&= Math.max(own.worth, other && 1) > OTHER;
      if (term.role === "common") return;
      sum.telling += term.weight || term.unknown;
      sum.proved += term.weight * provedBy(own, other);
    });
    const part = (/** @type {number} */ got) => (sum.all ? got / sum.all : 0);
    const pairs = held.length - 1;
    const adjacent = pairs > 0 ? sum.paired / pairs : part(sum.got);
    const { telling, proved } = sum;
    const shares = { share: part(sum.got), agreed: part(sum.agreed), adjacent };
    return { weight: sum.all, telling, proved, ...shares, ...run, named, whole };
  }

  /**
   * Note in `held` what a text holds of the terms; return what it is worth where it holds all in order.
   * @param {Text} text
   * @param {number} where  what a word is worth in this text
   * @param {Held[]} held
   */
  compare(text, where, held) {
    const run = { phrase: 0, first: 0 };
    /** @type {Met[]} */
    let before = [];
    text.keys.forEach((word, p) => {
      const places = this.places.get(word);
      const spot = { accent: text.accents[p] ?? "", before, where, held };
      before = places ? places.map(([k, worth]) => this.meet(k, worth, spot)) : [];
      for (const met of before) {
        if (met.run !== this.terms.length || met.least * where <= run.phrase) continue;
        run.phrase = met.least * where;
        run.first = p === this.terms.length - 1 ? 1 : 0;
      }
    });
    return run;
  }

  /**
   * A term stands at a place: note what that is worth, and what it proves beside the term before.
   * @param {number} k
   * @param {number} form
   * @param {Spot} spot
   * @returns {Met}
   */
  meet(k, form, { accent, before, where, held }) {
    const term = /** @type {Term} */ (this.terms[k]);
    const own = /** @type {Held} */ (held[k]);
    const agrees = !term.accent || term.accent === accent;
    const previous = before.find((one) => one.k === k - 1);
    const beside = previous && excuses(previous, agrees, term) ? previous : null;
    const worth = form * marksOf(term, agrees, beside !== null);
    own.worth = Math.max(own.worth, worth * where);
    if (agrees && term.accent) own.agreed = Math.max(own.agreed, where);
    if (beside) {
      const neighbour = /** @type {Held} */ (held[k - 1]);
      own.paired = Math.max(own.paired, worth * where * beside.worth);
      own.proved = neighbour.proved = true;
      if (agrees) neighbour.worth = Math.max(neighbour.worth, MISTYPED * where * beside.form);
    }
    if (!previous) return { k, form, worth, agrees, run: k ? NO_RUN : 1, least: worth };
    return { k, form, worth, agrees, run: previous.run + 1, least: Math.min(worth, previous.least) };
  }
}

/**
 * What a word is worth by its marks.
 * @param {Term} term
 * @param {boolean} agrees
 * @param {boolean} beside
 */
function marksOf(term, agrees, beside) {
  if (agrees) return 1;
  return beside || !term.believed ? MISTYPED : OTHER;
}

/**
 * Whether a term and the one before it, side by side as in the question, are what was meant.
 * @param {Met} previous
 * @param {boolean} agrees
 * @param {Term} term
 */
function excuses(previous, agrees, term) {
  return agrees || previous.agrees || !term.believed;
}

/**
 * What part of a term is proved.
 * @param {Held} own
 * @param {number} other
 */
function provedBy(own, other) {
  if (own.proved) return own.worth;
  return Math.max(ALONE * own.worth, other > BESIDE ? other : 0);
}

/** @returns {Held} */
function none() {
  return { worth: 0, paired: 0, agreed: 0, proved: false };
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
 * @param {Term} term
 * @param {Elsewhere} elsewhere
 */
function otherWorth(term, elsewhere) {
  let best = 0;
  for (const [form, worth] of term.forms) {
    const where = elsewhere(form);
    if (where) best = Math.max(best, worth * (where === "body" ? IN_BODY : BESIDE));
  }
  return best;
}
