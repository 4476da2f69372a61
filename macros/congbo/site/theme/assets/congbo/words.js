/* Words: how Vietnamese is folded, cut into words and mistyped. */

const MARKS = /[\u0300-\u036f]/g;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const WORD = /[\p{L}\p{N}]+/gu;
const WORD_WITH_MARKS = /[\p{L}\p{N}][\p{L}\p{N}\u0300-\u036f]*/gu;
const DIGITS = /^\d+$/;
const JOINED = /(\p{L})&(?=\p{L})/gu;
const SPELT_WITH_Y = /^((?:[bcdghklmnpqrstvx]|ch|gh|kh|nh|ph|th|tr|qu)?)y$/;
/* What can be a Vietnamese syllable, without its marks. */
const SYLLABLE =
  /^(?:ngh?|[cgkpt]h|nh|gi|qu|tr|[bcdghklmnprstvx])?(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|ieu|o[aeio]|oa[iouy]|oeo|u[aeiouy]|ua[yi]|u[oy][iua]|uye|ye|yeu)(?:ch|n[gh]?|[cmpt])?$/;

/** @typedef {(word: string) => boolean} Matches  whether a word of a name is one that was asked for */

/**
 * The text as typed without diacritics, in lower case; the same as `congbo.words.spelling.fold`.
 * @param {string} text
 */
export function fold(text) {
  return text.replace(/đ/g, "d").replace(/Đ/g, "D").normalize("NFD").replace(MARKS, "").toLowerCase();
}

/**
 * A word as it is looked up: folded, and in one of the spellings that only differ in i and y (`quản lí`, `hợp qui`).
 * @param {string} word
 */
export function key(word) {
  return fold(word).replace(SPELT_WITH_Y, "$1i");
}

/**
 * The words of a text as they are looked up; `KH&CN` is one.
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return (fold(text).replace(JOINED, "$1").match(WORD) ?? []).map(key);
}

/**
 * The words of a query as they were typed.
 * @param {string} text
 * @returns {string[]}
 */
export function typedWords(text) {
  return text.normalize("NFC").replace(JOINED, "$1").match(WORD) ?? [];
}

/**
 * The words of a name as they are printed, one for each of its folded words.
 * @param {string} text
 * @returns {string[]}
 */
export function printedWords(text) {
  return text.replace(JOINED, "$1").match(WORD_WITH_MARKS) ?? [];
}

/**
 * A word in lower case with its tone at the end, so that `hoà` and `hòa` are one.
 * @param {string} word
 */
export function accented(word) {
  const letters = word.toLowerCase().normalize("NFD");
  const tone = letters.match(TONE)?.[0] ?? "";
  return letters.replace(TONE, "").replace(SPELT_WITH_Y, "$1i") + tone;
}

/**
 * Whether a word was typed with a mark of its own.
 * @param {string} word
 */
export function isMarked(word) {
  return fold(word) !== word.toLowerCase();
}

/**
 * Whether a word can be Vietnamese, so that it is believed.
 * @param {string} word
 */
export function isSyllable(word) {
  return SYLLABLE.test(fold(word));
}

/** @param {string} word */
export function isNumber(word) {
  return DIGITS.test(word);
}

/**
 * Whether one typing error (a letter more, less, other, or two letters swapped) makes one word the other.
 * @param {string} a
 * @param {string} b
 */
export function oneTypo(a, b) {
  return a.length > b.length ? slipped(b, a) : slipped(a, b);
}

/**
 * @param {string} a  not the longer one
 * @param {string} b
 */
function slipped(a, b) {
  const more = b.length - a.length;
  if (more > 1 || a === b) return false;
  const start = sameStart(a, b);
  let left = a.length - start;
  while (left > 0 && a[start + left - 1] === b[start + left - 1 + more]) left -= 1;
  if (more) return left === 0;
  return left === 1 || (left === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]);
}

/**
 * How many letters two words begin with alike.
 * @param {string} a
 * @param {string} b
 */
function sameStart(a, b) {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  return start;
}

/**
 * Whether two words have the same letters.
 * @param {string} a
 * @param {string} b
 */
export function sameLetters(a, b) {
  return a.length === b.length && [...a].sort().join() === [...b].sort().join();
}

/**
 * The word without the keys that Telex or VNI should have turned into marks: `giaays`, `gia6y1` give `giay`.
 * @param {string} word
 */
export function untyped(word) {
  return key(withoutKeys(word));
}

/** @param {string} word */
function withoutKeys(word) {
  if (/^[a-z]+\d/.test(word)) return word.replace(/\d/g, "");
  const start = word.search(/[aeiouyw]/);
  if (start < 0) return word;
  const head = word.slice(0, start).replace("dd", "d");
  const vowel = word[start] === "w" ? "u" : word.charAt(start);
  const rest = word
    .slice(start + 1)
    .replace(/[sfrxjzwd]/g, "")
    .replace(/([aeo])\1/g, "$1");
  const tail = rest[0] === vowel && "aeo".includes(vowel) ? rest.slice(1) : rest;
  return head + vowel + tail;
}

/**
 * The text cut into [piece, matched] for marking the words that were found.
 * @param {string} text
 * @param {Matches} matches
 */
export function marked(text, matches) {
  /** @type {[piece: string, matched: boolean][]} */
  const pieces = [];
  let end = 0;
  for (const found of text.matchAll(WORD_WITH_MARKS)) {
    if (!matches(found[0])) continue;
    if (found.index > end) pieces.push([text.slice(end, found.index), false]);
    pieces.push([found[0], true]);
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}
