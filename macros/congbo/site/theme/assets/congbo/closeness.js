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

/** @typedef {{ worth: number, paired: number, agreed: number, proved: boolean }} Held  what a procedure has of a term */

/** @typedef {{ k: number, form: number, worth: number, agrees: boolean, run: number, least: number }} Met  a term that stands at a place; `form` is what its form is worth, whatever its marks */

/** @typedef {(form: string) => "body" | "beside" | ""} Elsewhere  where else than in its names a procedure holds a word */

/** Some words that are looked for together. */
export class Wanted {
  /** @param {Term[]} terms */
  constructor(terms) {
    this.terms = terms;
    this.places = placesOf(terms);
    /** What is to be said of a procedure that has none of them. */
    this.nothing = this.summed(terms.map(none), 0, 0, () => "");
  }

  /**
   * @param {Text[]} texts  the procedure's name, then its keywords
   * @param {Elsewhere} elsewhere
   * @returns {Closeness}
   */
  in(texts, elsewhere) {
    const held = this.terms.map(none);
    let phrase = 0;
    let first = 0;
    texts.forEach((text, nth) => {
      const run = this.compare(text, nth ? IN_KEYWORD : IN_NAME, held);
      if (run.phrase <= phrase) return;
      phrase = run.phrase;
      first = nth ? 0 : run.first;
    });
    return this.summed(held, phrase, first, elsewhere);
  }

  /**
   * @param {Held[]} held
   * @param {number} phrase
   * @param {number} first
   * @param {Elsewhere} elsewhere
   * @returns {Closeness}
   */
  summed(held, phrase, first, elsewhere) {
    const sum = { all: 0, got: 0, telling: 0, proved: 0, agreed: 0, paired: 0 };
    let named = true;
    let whole = true;
    this.terms.forEach((term, k) => {
      const own = held[k] ?? none();
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
    const n = this.terms.length;
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
   * Note in `held` what a text holds of the terms; return what it is worth where it holds all in order.
   * @param {Text} text
   * @param {number} where  what a word is worth in this text
   * @param {Held[]} held
   */
  compare(text, where, held) {
    let phrase = 0;
    let first = 0;
    /** @type {Met[]} */
    let before = NOBODY;
    for (let p = 0; p < text.keys.length; p += 1) {
      const places = this.places.get(text.keys[p] ?? "");
      if (!places) {
        before = NOBODY;
        continue;
      }
      /** @type {Met[]} */
      const here = [];
      for (const [k, worth] of places) {
        const met = this.meet(k, worth, text.accents[p] ?? "", before, where, held);
        here.push(met);
        if (met.run !== this.terms.length || met.least * where <= phrase) continue;
        phrase = met.least * where;
        first = p === this.terms.length - 1 ? 1 : 0;
      }
      before = here;
    }
    return { phrase, first };
  }

  /**
   * @param {number} k
   * @param {number} worth
   * @param {string} accent  of the word that stands there
   * @param {Met[]} before  what stands just before
   * @param {number} where
   * @param {Held[]} held
   * @returns {Met}
   */
  meet(k, worth, accent, before, where, held) {
    const term = this.terms[k];
    const own = held[k] ?? none();
    const believed = term?.believed ?? false;
    const agrees = !term?.accent || term.accent === accent;
    const previous = before.find((one) => one.k === k - 1);
    const beside = previous && (agrees || previous.agrees || !believed) ? previous : null;
    const value = worth * (agrees ? 1 : beside || !believed ? MISTYPED : OTHER);
    own.worth = Math.max(own.worth, value * where);
    if (agrees && term?.accent) own.agreed = Math.max(own.agreed, where);
    if (beside) prove(own, held[k - 1] ?? none(), beside, value * where, agrees ? where : 0);
    const run = (previous?.run ?? (k === 0 ? 0 : NO_RUN)) + 1;
    return { k, form: worth, worth: value, agrees, run, least: Math.min(value, previous?.least ?? 1) };
  }
}

const NO_RUN = -1000;
/** @type {Met[]} */
const NOBODY = [];

/** @returns {Held} */
function none() {
  return { worth: 0, paired: 0, agreed: 0, proved: false };
}

/**
 * Two neighbours of the question stand side by side: each proves the other, and excuses its marks.
 * @param {Held} own
 * @param {Held} neighbour
 * @param {Met} before
 * @param {number} value
 * @param {number} excused  what the neighbour is worth at least, by marks that are right beside it
 */
function prove(own, neighbour, before, value, excused) {
  own.paired = Math.max(own.paired, value * before.worth);
  own.proved = true;
  neighbour.proved = true;
  neighbour.worth = Math.max(neighbour.worth, MISTYPED * excused * before.form);
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
