/* Lexicon: what a way of saying means in the words of procedures: everyday words, abbreviations, initialisms. */

import { Phrases, phrase } from "./phrases.js";

/** @typedef {import("./phrases.js").Phrase} Phrase */
/** @typedef {import("./phrases.js").Word} Word */

/**
 * @typedef {object} Situation
 * @property {string} name
 * @property {string} address
 * @property {string[]} said
 * @property {string[]} procedures
 */

/**
 * What another office answers.
 * @typedef {object} Topic
 * @property {string} topic
 * @property {string[]} said
 * @property {string} office
 * @property {string} address
 */

/**
 * @typedef {object} WordsFile  du-lieu/tim-tu.json
 * @property {[said: string[], means: string[]][]} words
 * @property {Situation[]} situations
 * @property {Topic[]} elsewhere
 */

const SHORTEST = 2; // letters of an initialism
const LONGEST = 6;
const MOST_MEANINGS = 3;
/* Words that an initialism leaves out: `khoa học và công nghệ`. */
const LEFT_OUT = new Set(["va", "cua", "ve", "cho"]);

export class Lexicon {
  constructor() {
    /** @type {Phrases<Phrase[]>} */
    this.groups = new Phrases();
    /** @type {Phrases<Situation>} */
    this.situations = new Phrases();
    /** @type {Phrases<Topic>} */
    this.elsewhere = new Phrases();
    /** @type {Map<string, Phrase[]>} */
    this.initialisms = new Map();
  }

  /** @param {WordsFile} file */
  add({ words, situations, elsewhere }) {
    for (const [said, means] of words) {
      const meanings = means.map(phrase);
      for (const one of said) this.groups.add(one, meanings);
    }
    for (const one of situations) for (const said of [one.name, ...one.said]) this.situations.add(said, one);
    for (const one of elsewhere) for (const said of one.said) this.elsewhere.add(said, one);
  }

  /**
   * The phrases whose first letters a word is: `gcn`, `shtt`; those that most texts have first.
   * @param {string} word
   * @param {Iterable<{ keys: string[], accents: string[], printed: string[] }>} texts
   * @returns {Phrase[]}
   */
  spelledOut(word, texts) {
    if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return [];
    let found = this.initialisms.get(word);
    if (!found) {
      found = mostFrequent(word, texts);
      this.initialisms.set(word, found);
    }
    return found;
  }

  /** Forget the initialisms, as there are more texts to learn them from. */
  forget() {
    this.initialisms.clear();
  }
}

/** What means nothing but itself: for whoever wants the words that were typed. */
export const LITERAL = new (class extends Lexicon {
  /**
   * @override
   * @returns {Phrase[]}
   */
  spelledOut() {
    return [];
  }
})();

/**
 * @param {string} word
 * @param {Iterable<{ keys: string[], accents: string[], printed: string[] }>} texts
 */
function mostFrequent(word, texts) {
  /** @type {Map<string, [count: number, phrase: Phrase]>} */
  const counted = new Map();
  for (const text of texts) {
    for (let start = 0; start < text.keys.length; start += 1) {
      const end = endOf(word, text.keys, start);
      if (!end) continue;
      const keys = text.keys.slice(start, end);
      const before = counted.get(keys.join(" "));
      if (before) before[0] += 1;
      else {
        const said = text.printed.slice(start, end).join(" ").toLowerCase();
        counted.set(keys.join(" "), [1, { said, keys, accents: text.accents.slice(start, end) }]);
      }
    }
  }
  const best = [...counted.values()].sort((a, b) => b[0] - a[0]).slice(0, MOST_MEANINGS);
  // What is far rarer than the first meaning is nobody's abbreviation.
  return best.filter(([count]) => 4 * count >= (best[0]?.[0] ?? 0)).map(([, one]) => one);
}

/**
 * Where the words end whose first letters a word is, from a place on; 0 where they are others.
 * @param {string} word
 * @param {string[]} keys
 * @param {number} start
 */
function endOf(word, keys, start) {
  let at = start;
  for (const letter of word) {
    if (at > start && LEFT_OUT.has(keys[at] ?? "") && keys[at]?.[0] !== letter) at += 1;
    if (keys[at]?.[0] !== letter) return 0;
    at += 1;
  }
  return at;
}
