/* Units: what a number counts or measures, so that unlike numbers are never added. */

import { Fraction, ONE } from "./exact.js";

/**
 * @typedef {object} Unit
 * @property {string[]} over  the things above the stroke, in order
 * @property {string[]} under  those below it
 * @property {Fraction} scale  what one of it is worth
 */

const whole = (/** @type {number} */ value) => new Fraction(BigInt(value));
const SCALES = new Map([
  ["nghìn", whole(1e3)],
  ["ngàn", whole(1e3)],
  ["triệu", whole(1e6)],
  ["tỷ", whole(1e9)],
  ["tỉ", whole(1e9)],
]);
const [HUNDREDTH, THOUSANDTH] = [new Fraction(1n, 100n), new Fraction(1n, 1000n)];
/** What may stand behind a pure number, and its scale. */
const PURE_WORDS = new Map([
  ["", ONE],
  ["lần", ONE],
  ["điểm", ONE],
  ["hệ số", ONE],
  ["%", HUNDREDTH],
  ["điểm %", HUNDREDTH],
  ["‰", THOUSANDTH],
]);
const SIGNS = ["%", "điểm %", "‰", ""];
/** What records are counted as; an indicator may call them by a narrower name. */
const COUNTED = ["văn bản", "thủ tục", "quy trình nội bộ"];

/** @type {Unit} */
export const PURE = { over: [], under: [], scale: ONE };
/** @type {Unit} */
export const PER_CENT = { ...PURE, scale: HUNDREDTH };

/** @param {Unit} unit */
export function isPure({ over, under }) {
  return !over.length && !under.length;
}

/** @param {Unit} unit */
function thingsOf({ over, under }) {
  return JSON.stringify([over, under]);
}

/**
 * A unit as a text that no other has.
 * @param {Unit} unit
 */
export function nameOf(unit) {
  return `${thingsOf(unit)} ${unit.scale}`;
}

/** @param {string} text */
function folded(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

/**
 * The unit that a text names: `nghìn hồ sơ`, `hồ sơ/công chức`, `%`.
 * @param {string} text
 * @returns {Unit}
 */
export function unitOf(text) {
  const plain = folded(text);
  if (SIGNS.includes(plain)) return { ...PURE, scale: PURE_WORDS.get(plain) ?? ONE };
  const parts = plain.split("/").map((part) => scaled(part.trim()));
  const [first = ONE, ...others] = parts.map(({ scale }) => scale);
  const [above = "", ...below] = parts.map(({ name }) => name);
  return reduced(
    [above],
    below,
    others.reduce((scale, other) => scale.over(other), first),
  );
}

/**
 * The scale in words that a unit begins with, and the rest: `nghìn tỷ đồng`.
 * @param {string} text
 * @returns {{ scale: Fraction, name: string }}
 */
function scaled(text) {
  const space = text.indexOf(" ");
  const scale = SCALES.get(text.slice(0, space));
  if (space < 0 || !scale) return { scale: ONE, name: text };
  const rest = scaled(text.slice(space + 1));
  return { scale: scale.times(rest.scale), name: rest.name };
}

/**
 * The unit with what stands above and below the stroke struck out.
 * @param {string[]} over
 * @param {string[]} under
 * @param {Fraction} scale
 * @returns {Unit}
 */
function reduced(over, under, scale) {
  const above = [...over];
  const below = under.filter((name) => {
    const place = above.indexOf(name);
    if (place >= 0) above.splice(place, 1);
    return place < 0;
  });
  return { over: above.sort(), under: below.sort(), scale };
}

/**
 * The unit of a quotient; the scale of what is below the stroke goes into the number.
 * @param {Unit} one
 * @param {Unit} other
 */
export function per(one, other) {
  return reduced([...one.over, ...other.under], [...one.under, ...other.over], one.scale);
}

/**
 * What a number is multiplied by to be printed in another unit, or null where it cannot be.
 * @param {Unit} unit
 * @param {string} text
 */
export function factorInto(unit, text) {
  if (isPure(unit)) {
    const scale = PURE_WORDS.get(folded(text));
    return scale ? unit.scale.over(scale) : null;
  }
  const wanted = unitOf(text);
  if (thingsOf(unit) === thingsOf(wanted)) return unit.scale.over(wanted.scale);
  const counts = unit.over.length === wanted.over.length && unit.under.length === wanted.under.length;
  if (!counts || unit.scale.than(wanted.scale)) return null;
  const [own, others] = [unit, wanted].map(({ over, under }) => [...over, ...under]);
  return own?.every((name, place) => name === others?.[place] || COUNTED.includes(name)) ? ONE : null;
}
