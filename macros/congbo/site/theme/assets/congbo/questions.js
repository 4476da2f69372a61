/* Questions: what the words of a question are worth, and in which parts it falls. */

import { Wanted } from "./closeness.js";
import { asWords } from "./phrases.js";
import { roles } from "./roles.js";
import { isSyllable, typedWords } from "./words.js";

/** @typedef {import("./phrases.js").Phrase} Phrase */
/** @typedef {import("./phrases.js").Word} Word */
/** @typedef {import("./closeness.js").Term} Term */
/** @typedef {import("./lexicon.js").Lexicon} Lexicon */
/** @typedef {import("./lexicon.js").Situation} Situation */
/** @typedef {import("./lexicon.js").Topic} Topic */
/** @typedef {import("./procedures.js").Forms} Forms */
/** @typedef {import("./procedures.js").Row} Row */
/** @typedef {import("./roles.js").Role} Role */

/**
 * A part of a question in one of its readings. `meant` is what it was taken for, null for the words themselves;
 * `worth` is what it is worth beside those.
 * @typedef {object} Reading
 * @property {Term[]} terms
 * @property {Wanted} wanted  the same, as they are looked for
 * @property {number} worth
 * @property {Phrase | null} meant
 */

/** @typedef {{ said: string, readings: Reading[] }} Part */

/** @typedef {{ vocabulary: import("./vocabulary.js").Vocabulary, lexicon: Lexicon, rows: Row[] }} Known */

/* What a word weighs that does not tell what is asked for. */
const WEIGHT = { telling: 1, common: 0.6, filler: 0.1 };
const UNKNOWN = 0.35; // of the weight of the rarest word
const MEANT = 0.93; // what a meaning is worth beside the words themselves
const MOST_WORDS = 40; // of a question; nobody asks for more

export class Question {
  /**
   * @param {Word[]} typed
   * @param {number} unfinished  the place of the word that may still be on its way, or -1
   * @param {Known} known
   */
  constructor(typed, unfinished, known) {
    this.words = typed.slice(0, MOST_WORDS);
    this.unfinished = unfinished;
    this.vocabulary = known.vocabulary;
    this.lexicon = known.lexicon;
    this.rows = known.rows;
    this.roles = roles(this.words);
    /** The words as they stand, with those around them. */
    this.all = this.termsOf(this.words);
    this.literal = new Wanted(this.all);
    /** @type {Part[]} */
    this.parts = [...this.divided()];
    /** The forms of every word, in every reading. */
    this.forms = new Set(this.parts.flatMap(({ readings }) => readings.flatMap(formsOf)));
    /** Whether any known word tells what is asked for, so that others need not be looked for. */
    this.tells = this.parts.some(({ readings }) =>
      readings.some(({ terms }) => terms.some(({ role, forms }) => role === "telling" && forms.size > 0)),
    );
  }

  /**
   * The parts of the question: each word that is no filler, or more of them that mean something together.
   * @returns {Generator<Part>}
   */
  *divided() {
    /** @type {number[]} */
    let run = [];
    for (let at = 0; at < this.words.length; at += 1) {
      const filler = this.roles[at] === "filler";
      const { length, found } = this.lexicon.groups.longestAt(this.words, at);
      if (filler && length < 2) continue;
      const means = length ? found.flatMap(({ meaning }) => meaning) : this.initials(at);
      if (!means.length) {
        run.push(at);
        continue;
      }
      if (run.length) yield this.part(run, []);
      run = [];
      yield this.part(Array.from({ length: length || 1 }, (_, i) => at + i), means);
      at += (length || 1) - 1;
    }
    if (run.length) yield this.part(run, []);
  }

  /**
   * What a word without a vowel, or one that is not known, abbreviates.
   * @param {number} at
   * @returns {Phrase[]}
   */
  initials(at) {
    const word = this.words[at];
    if (!word || word.marked || at === this.unfinished) return [];
    if (/[aeiouy]/.test(word.key) && (this.vocabulary.has(word.key) || isSyllable(word.key))) return [];
    return this.lexicon.spelledOut(word.key, textsOf(this.rows));
  }

  /**
   * @param {number[]} places
   * @param {Phrase[]} means
   * @returns {Part}
   */
  part(places, means) {
    const said = places.map((at) => this.words[at]?.typed ?? "").join(" ");
    const own = places.flatMap((at) => this.all[at] ?? []);
    const meant = means.map((phrase) => reading(this.meantBy(phrase), MEANT, phrase));
    return { said, readings: [reading(own, 1, null), ...meant] };
  }

  /**
   * @param {Phrase} phrase
   * @returns {Term[]}
   */
  meantBy({ keys, accents, said }) {
    const found = roles(asWords(typedWords(said)));
    const marked = this.words.some(({ accent }) => accent); // where none are typed they speak for no meaning
    return keys.map((word, i) => {
      const role = found[i] === "telling" ? "telling" : "common"; // nothing that is meant is a filler
      const forms = new Map([[word, 1]]);
      const accent = (marked && accents[i]) || "";
      return { forms, accent, believed: true, role, ...this.weigh(forms, role) };
    });
  }

  /**
   * @param {Word[]} own
   * @returns {Term[]}
   */
  termsOf(own) {
    const asked = own.map((word) => word.key);
    const sure = own.map(({ typed, marked }) => marked && isSyllable(typed));
    const forms = own.map((_, i) => this.vocabulary.forms(asked, i, i === this.unfinished, sure[i] ? 1 : 0));
    const near = this.vocabulary.corrections(asked, forms, this.unfinished, sure) ?? forms;
    return own.map(({ accent }, i) => {
      const role = this.roles[i] ?? "telling";
      const meant = near[i] ?? new Map();
      return { forms: meant, accent, believed: sure[i] ?? false, role, ...this.weigh(meant, role) };
    });
  }

  /**
   * @param {Forms} forms
   * @param {Role} role
   */
  weigh(forms, role) {
    let count = 0;
    for (const form of forms.keys()) count += this.vocabulary.frequency(form);
    const most = Math.log(1 + this.rows.length);
    return { weight: count ? WEIGHT[role] * Math.log(1 + this.rows.length / count) : 0, unknown: UNKNOWN * most };
  }

  /**
   * The situations and the topic of another office that a question names; `beside` is how many words tell more.
   */
  known() {
    const telling = this.words.filter((_, i) => this.roles[i] !== "filler");
    /** @type {Set<Situation>} */
    const situations = new Set(this.lexicon.situations.scattered(this.words));
    /** @type {Topic | null} */
    let topic = null;
    let beside = 0;
    for (const own of [this.words, telling]) {
      for (const { found } of this.lexicon.situations.within(own)) {
        for (const { meaning } of found) situations.add(meaning);
      }
      for (const { at, end, found } of this.lexicon.elsewhere.within(own)) {
        if (topic) break;
        topic = found[0]?.meaning ?? null;
        const others = this.words.filter((word) => !own.slice(at, end).includes(word));
        beside = others.filter((word) => this.roles[this.words.indexOf(word)] === "telling").length;
      }
    }
    return { situations: [...situations], topic, beside };
  }
}

/**
 * @param {Term[]} terms
 * @param {number} worth
 * @param {Phrase | null} meant
 * @returns {Reading}
 */
function reading(terms, worth, meant) {
  return { terms, wanted: new Wanted(terms), worth, meant };
}

/** @param {Reading} reading */
function formsOf({ terms }) {
  return terms.flatMap(({ forms }) => [...forms.keys()]);
}

/** @param {Row[]} rows */
function* textsOf(rows) {
  for (const row of rows) yield* row.texts;
}
