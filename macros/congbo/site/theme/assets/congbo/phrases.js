/* Phrases: which of the known ones stand where in a question. */

import { accented, isMarked, key, typedWords } from "./words.js";

/**
 * A word of a question.
 * @typedef {object} Word
 * @property {string} typed
 * @property {string} key  as it is looked up
 * @property {string} accent  with its marks; empty where the question has none
 * @property {boolean} marked  whether it has marks of its own
 */

/**
 * @typedef {object} Phrase
 * @property {string} said  as it is written
 * @property {string[]} keys
 * @property {string[]} accents
 */

/**
 * The words of a text, each as it is looked up.
 * @param {string[]} typed
 * @returns {Word[]}
 */
export function asWords(typed) {
  const any = typed.some(isMarked);
  return typed.map((word) => ({
    typed: word,
    key: key(word),
    accent: any ? accented(word) : "",
    marked: isMarked(word),
  }));
}

/**
 * @param {string} said
 * @returns {Phrase}
 */
export function phrase(said) {
  const typed = typedWords(said);
  return { said, keys: typed.map(key), accents: typed.map(accented) };
}

const LONG = 4; // words of a phrase that is known though others stand between them

/**
 * Known phrases, each with what it stands for.
 * @template Meaning
 */
export class Phrases {
  /** @param {{ strict?: boolean }} options  whether a word without marks, among others that have some, has none */
  constructor({ strict = false } = {}) {
    this.strict = strict;
    /** @type {Map<string, { phrase: Phrase, meaning: Meaning }[]>} by their first word */
    this.byFirst = new Map();
  }

  /**
   * @param {string} said
   * @param {Meaning} meaning
   */
  add(said, meaning) {
    const known = phrase(said);
    const [first] = known.keys;
    if (first === undefined) return;
    const same = this.byFirst.get(first);
    if (same) same.push({ phrase: known, meaning });
    else this.byFirst.set(first, [{ phrase: known, meaning }]);
  }

  /**
   * The longest phrases that stand at a place of a question: those of one length. Marks that were typed are believed.
   * @param {Word[]} words
   * @param {number} at
   */
  longestAt(words, at) {
    let length = 0;
    /** @type {{ phrase: Phrase, meaning: Meaning }[]} */
    let found = [];
    for (const one of this.byFirst.get(words[at]?.key ?? "") ?? []) {
      if (one.phrase.keys.length < length || !this.stands(one.phrase, words, at)) continue;
      if (one.phrase.keys.length > length) found = [];
      length = one.phrase.keys.length;
      found.push(one);
    }
    return { length, found };
  }

  /**
   * Every longest phrase of a question, from left to right, none within another.
   * @param {Word[]} words
   */
  *within(words) {
    for (let at = 0; at < words.length; at += 1) {
      const { length, found } = this.longestAt(words, at);
      if (!length) continue;
      yield { at, end: at + length, found };
      at += length - 1;
    }
  }

  /**
   * Whether a phrase stands there. Of more words, one may lack the marks that others have.
   * @param {Phrase} known
   * @param {Word[]} words
   * @param {number} at
   */
  stands(known, words, at) {
    return known.keys.every((_, i) => this.is(words[at + i], known, i));
  }

  /**
   * What the longer phrases mean whose words all stand in a question in their order, with others between them.
   * @param {Word[]} words
   */
  *scattered(words) {
    for (const { phrase: known, meaning } of [...this.byFirst.values()].flat()) {
      if (known.keys.length < LONG) continue;
      let next = 0;
      for (const word of words) if (this.is(word, known, next)) next += 1;
      if (next === known.keys.length) yield meaning;
    }
  }

  /**
   * Whether a word is one of a phrase.
   * @param {Word | undefined} word
   * @param {Phrase} known
   * @param {number} i
   */
  is(word, known, i) {
    if (!word || word.key !== known.keys[i]) return false;
    const strict = this.strict || known.keys.length === 1;
    return !word.accent || word.accent === known.accents[i] || !(word.marked || strict);
  }
}
