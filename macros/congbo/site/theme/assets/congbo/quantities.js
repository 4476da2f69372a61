/* Quantities: a number with its unit and what stands behind it, and how numbers make numbers. */

import { HUNDRED, ONE, ZERO, Fraction, sum } from "./exact.js";
import { PER_CENT, PURE, isPure, nameOf, per, unitOf } from "./units.js";

/** @typedef {import("./conditions.js").Counted} Counted */
/** @typedef {import("./published.js").Span} Span */
/** @typedef {import("./units.js").Unit} Unit */

/**
 * @typedef {object} Quantity  a number taken from the data, null where its state says that there is none
 * @property {Fraction | null} value
 * @property {Span} time
 * @property {Counted[]} counted
 * @property {Unit} unit
 * @property {string} state
 * @property {boolean} constant  whether it is written in the definition, so that it is of every time
 * @property {[Quantity, Quantity] | null} sides  of a quotient
 */

export const KNOWN = "có số liệu";
export const NOT_ARISEN = "không phát sinh";
export const NO_DATA = "chưa có số liệu cùng kỳ";
export const AMBIGUOUS = "chưa rõ là số của cơ quan nào";
export const UNLIKE = "không tính được vì khác đơn vị";
const WORST = [UNLIKE, AMBIGUOUS, NO_DATA, NOT_ARISEN, KNOWN];
const UNITLESS = [NO_DATA, AMBIGUOUS]; // not even the unit of a number need be known

/**
 * @param {Fraction | null} value
 * @param {Span} time
 * @param {Partial<Quantity>} [rest]
 * @returns {Quantity}
 */
export function quantity(value, time, rest = {}) {
  const state = value ? KNOWN : NO_DATA;
  return { value, time, counted: [], unit: PURE, state, constant: false, sides: null, ...rest };
}

/**
 * What stands behind several numbers together, without a value: the worst state of any.
 * @param {Quantity[]} parts
 */
export function gathered(parts) {
  const timed = parts.find(({ constant }) => !constant) ?? parts[0];
  const worst = Math.min(...parts.map(({ state }) => WORST.indexOf(state)));
  const state = WORST[worst] ?? UNLIKE;
  const counted = new Map(parts.flatMap((part) => part.counted.map((one) => [one.key, one])));
  return quantity(null, timed?.time ?? ["", ""], {
    counted: [...counted.values()],
    state: state === KNOWN ? UNLIKE : state,
    constant: parts.every(({ constant }) => constant),
  });
}

/**
 * Whether numbers can be added, as far as the unit of each is known.
 * @param {Quantity[]} parts
 */
function alike(parts) {
  const known = parts.filter(({ state }) => !UNITLESS.includes(state));
  return new Set(known.map(({ unit }) => nameOf(unit))).size <= 1;
}

/** @param {Quantity[]} parts */
function unitOfFirst([first]) {
  return first?.unit ?? PURE;
}

/**
 * The sum of numbers of one unit, or the first less the others.
 * @param {Quantity[]} parts
 * @param {{ less?: boolean }} [how]
 * @returns {Quantity}
 */
export function total(parts, { less = false } = {}) {
  const together = gathered(parts);
  const unit = unitOfFirst(parts);
  const values = parts.flatMap(({ value }) => value ?? []);
  if (!alike(parts)) return { ...together, state: UNLIKE };
  if (values.length < parts.length) return { ...together, unit };
  const [first = ZERO, ...others] = values;
  const value = less ? first.minus(sum(others)) : first.plus(sum(others));
  return { ...together, value, unit, state: KNOWN };
}

/**
 * The quotient of two numbers, in the quotient of their units or in per cent.
 * @param {Quantity} above
 * @param {Quantity} below
 * @param {{ perCent: boolean }} how
 * @returns {Quantity}
 */
export function quotient(above, below, { perCent }) {
  const together = gathered([above, below]);
  const unit = perCent ? PER_CENT : per(above.unit, below.unit);
  const time = below.constant ? together.time : below.time;
  /** @type {Quantity} */
  const found = { ...together, unit, time, sides: [above, below] };
  if (!above.value || !below.value) return found;
  if (!below.value.above) return { ...found, state: NOT_ARISEN };
  const divided = above.value.over(below.value.times(below.unit.scale));
  const value = isPure(unit) ? divided.times(above.unit.scale) : divided;
  const named = isPure(unit) && !perCent ? { ...unit, scale: ONE } : unit;
  return { ...found, value: perCent ? value.times(HUNDRED) : value, unit: named, state: KNOWN };
}

/**
 * The mean of numbers of one unit, each as often as its weight says; plain without weights.
 * @param {Quantity[]} parts
 * @param {Quantity[]} weights
 * @returns {Quantity}
 */
export function mean(parts, weights) {
  if (!weights.length) {
    const found = total(parts);
    return found.value ? { ...found, value: found.value.over(new Fraction(BigInt(parts.length))) } : found;
  }
  const together = { ...gathered([...parts, ...weights]), unit: unitOfFirst(parts) };
  if (!alike(parts) || !alike(weights)) return { ...together, unit: PURE, state: UNLIKE };
  const pairs = parts
    .map((part, place) => ({ part, weight: weights[place]?.value ?? null }))
    .filter(({ part, weight }) => !(part.state === NOT_ARISEN && weight && !weight.above)); // it weighs nothing
  const known = pairs.flatMap(({ part: { value }, weight }) => (value && weight ? [{ value, weight }] : []));
  if (known.length < pairs.length) return together;
  const heavy = sum(known.map(({ weight }) => weight));
  if (!heavy.above) return { ...together, state: NOT_ARISEN };
  const weighed = sum(known.map(({ value, weight }) => value.times(weight)));
  return { ...together, value: weighed.over(heavy), state: KNOWN };
}

/**
 * A number in another unit, as a definition asks for it by name.
 * @param {Quantity} found
 * @param {string} text
 * @returns {Quantity}
 */
export function converted(found, text) {
  const unit = unitOf(text);
  const { value, state } = found;
  if (UNITLESS.includes(state)) return { ...found, unit };
  if (isPure(found.unit) !== isPure(unit)) return { ...found, value: null, unit, state: UNLIKE };
  return { ...found, value: value?.times(found.unit.scale).over(unit.scale) ?? null, unit };
}
