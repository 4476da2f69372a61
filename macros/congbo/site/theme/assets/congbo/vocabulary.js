/* Vocabulary: the words that procedures use, which of them stand side by side, and which a typed word may mean. */

import { fold, isNumber, key, oneTypo, sameLetters, untyped } from "./words.js";

/** @typedef {import("./procedures.js").Forms} Forms */

/* What a form of a word is worth beside the word itself. */
const PREFIX = 0.8;
const UNTYPED = 0.9; // Telex and VNI keys taken out
const TYPO = 0.5;

const MOST_CANDIDATES = 12; // corrections of one word
const LONGEST_PART = 7; // letters of a word that was run together with the next
const LONGEST_RUN = 40; // letters of words that were run together

/**
 * Two neighbours as one small number; beyond 32,768 words some share a number, which costs a needless look.
 * @param {number} before
 * @param {number} after
 */
function pair(before, after) {
  return ((before & 0x7fff) << 15) | (after & 0x7fff);
}

export class Vocabulary {
  constructor() {
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {number[]} */
    this.frequencies = [];
    /** @type {Set<number>} neighbours in a title or keyword */
    this.pairs = new Set();
  }

  /** @param {string} word */
  has(word) {
    return this.numbers.has(word);
  }

  /** @param {string} word */
  frequency(word) {
    return this.frequencies[this.numbers.get(word) ?? -1] ?? 0;
  }

  /**
   * @param {Iterable<string>} text
   * @param {boolean} neighbours  whether it matters which words stand side by side
   */
  learn(text, neighbours) {
    let before = -1;
    for (const word of text) {
      let number = this.numbers.get(word);
      if (number === undefined) {
        number = this.numbers.size;
        this.numbers.set(word, number);
        this.frequencies.push(0);
      }
      this.frequencies[number] = (this.frequencies[number] ?? 0) + 1;
      if (neighbours && before >= 0) this.pairs.add(pair(before, number));
      before = number;
    }
  }

  /**
   * The words of which an unknown one was made by leaving out spaces: `giayphep`.
   * @param {string} word
   */
  parted(word) {
    const whole = fold(word);
    if (whole.length < 4 || whole.length > LONGEST_RUN || this.has(key(word))) return [word];
    /** @type {Set<string>} what was looked at, so that no end is looked for twice */
    const tried = new Set();
    /** @type {(start: number, before: number) => string[] | null} */
    const cuts = (start, before) => {
      if (start === whole.length) return [];
      if (tried.has(`${start} ${before}`)) return null;
      tried.add(`${start} ${before}`);
      for (let end = Math.min(start + LONGEST_PART, whole.length); end > start; end -= 1) {
        const number = this.numbers.get(key(whole.slice(start, end)));
        if (number === undefined || (start && !this.pairs.has(pair(before, number)))) continue;
        const rest = cuts(end, number);
        if (rest) return [word.slice(start, end), ...rest];
      }
      return null;
    };
    return cuts(0, -1) ?? [word];
  }

  /**
   * The forms in which a word of the query may stand in a procedure, with what each is worth.
   * @param {string[]} asked
   * @param {number} i
   * @param {boolean} unfinished  whether the word may still be on its way
   * @param {number} least  how many neighbours a correction must suit; more than none of a word that can be
   * @returns {Forms}
   */
  forms(asked, i, unfinished, least = 0) {
    const word = asked[i] ?? "";
    const known = this.has(word);
    const begun = unfinished || (!known && i === asked.length - 1) ? this.begunBy(asked, i) : [];
    /** @type {Forms} */
    const forms = new Map(begun.map((own) => [own, PREFIX]));
    if (known) return new Map([[word, 1], ...forms]);
    if (unfinished && forms.size) return forms;
    const plain = untyped(word);
    if (!this.has(plain)) return new Map([...this.near(asked, i, plain, least), ...forms]);
    return new Map([...this.near(asked, i, word, 1), ...forms, [plain, UNTYPED]]);
  }

  /**
   * The words that begin so: those that suit the word before, then the most frequent.
   * @param {string[]} asked
   * @param {number} i
   */
  begunBy(asked, i) {
    const word = asked[i] ?? "";
    /** @type {[support: number, frequency: number, word: string][]} */
    const found = [];
    for (const own of this.numbers.keys()) {
      if (!own.startsWith(word) || own === word) continue;
      found.push([this.support(asked, i, own), this.frequency(own), own]);
    }
    found.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    return found.slice(0, MOST_CANDIDATES).map(([, , own]) => own);
  }

  /**
   * The terms with a typing error allowed in known words that stand beside none of their neighbours, or null.
   * @param {string[]} asked
   * @param {Forms[]} terms
   * @param {number} unfinished  the place of the word that may still be on its way
   * @param {boolean[]} sure  which words were typed as words that can be: only both their neighbours can correct them
   */
  corrections(asked, terms, unfinished, sure) {
    if (asked.length < 3) return null;
    const near = terms.map((forms, i) => {
      const word = asked[i] ?? "";
      if (i === unfinished || !this.has(word) || this.support(asked, i, word)) return forms;
      const least = sure[i] && i > 0 && i < asked.length - 1 ? 2 : 1;
      const others = this.near(asked, i, word, least);
      return others.size ? new Map([...others, ...forms]) : forms;
    });
    return near.some((forms, i) => forms !== terms[i]) ? near : null;
  }

  /**
   * With how many of its neighbours in the query, 0 to 2, a word stands together in some title or keyword.
   * @param {string[]} asked
   * @param {number} i
   * @param {string} word  what stands at that place instead
   */
  support(asked, i, word) {
    return Number(this.together(asked[i - 1], word)) + Number(this.together(word, asked[i + 1]));
  }

  /**
   * @param {string | undefined} before
   * @param {string | undefined} after
   */
  together(before, after) {
    const [one, other] = [this.numbers.get(before ?? ""), this.numbers.get(after ?? "")];
    return one !== undefined && other !== undefined && this.pairs.has(pair(one, other));
  }

  /**
   * The words one typing error away; those that suit their neighbours, if any do. A number is never guessed.
   * @param {string[]} asked
   * @param {number} i
   * @param {string} plain  the word without leftovers of an input method
   * @param {number} least  how many neighbours they must suit
   * @returns {Forms}
   */
  near(asked, i, plain, least) {
    const word = asked[i] ?? "";
    if (isNumber(word)) return new Map();
    // A short word has a neighbour one letter away by chance: only the words beside it can speak for that.
    const long = word.length >= (asked.length > 1 ? 5 : 4);
    /** @type {[support: number, likeness: number, word: string][]} */
    const found = [];
    for (const own of this.oneTypoFrom(word, plain)) {
      const support = this.support(asked, i, own);
      const swapped = sameLetters(own, word);
      if (support < least || !(support || swapped || long)) continue;
      found.push([support, 0.4 * Number(swapped) + 0.05 * Math.log(this.frequency(own) + 1), own]);
    }
    const supported = found.filter(([support]) => support);
    const best = supported.length ? supported : found;
    best.sort((a, b) => b[0] + b[1] - a[0] - a[1] || (a[2] < b[2] ? -1 : 1));
    return new Map(best.slice(0, MOST_CANDIDATES).map(([, , own]) => [own, TYPO]));
  }

  /**
   * @param {string} word
   * @param {string} plain  the same without leftovers of an input method
   */
  *oneTypoFrom(word, plain) {
    for (const own of this.numbers.keys()) {
      if (oneTypo(word, own) || (plain !== word && oneTypo(plain, own))) yield own;
    }
  }
}
