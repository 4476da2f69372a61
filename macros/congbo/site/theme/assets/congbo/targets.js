/* Targets: what a figure should reach in a period, and what its value says of that, in words. */

import { Unknown, must, spanOf } from "./published.js";
import { NOT_ARISEN } from "./quantities.js";
import { ALL_PLACES, days, moved, periodInWords, printed } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./exact.js").Fraction} Fraction */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Span} Span */

export const NO_TARGET = "chưa giao chỉ tiêu";
/**
 * By the direction of a target, what is said of a value that is better, equal and worse.
 * @type {Record<string, [string, string, string]>}
 */
const WORDS_OF = {
  "không thấp hơn": ["vượt chỉ tiêu", "đạt chỉ tiêu", "chưa đạt chỉ tiêu"],
  "không cao hơn": [
    "đạt chỉ tiêu, trong mức cho phép",
    "đạt chỉ tiêu, trong mức cho phép",
    "chưa đạt chỉ tiêu, cao hơn mức cho phép",
  ],
};
/** @type {Record<string, Record<string, [string, string]>>} */
const PARTS_OF_YEAR = {
  half: { 1: ["01-01", "06-30"], 2: ["07-01", "12-31"] },
  quarter: {
    1: ["01-01", "03-31"],
    2: ["04-01", "06-30"],
    3: ["07-01", "09-30"],
    4: ["10-01", "12-31"],
  },
};

/**
 * What is to be reached in the period, and what is said of it: words that a seal has too.
 * @param {{ value: Fraction | null, state: string, time: Span }} found
 * @param {Data | undefined} target
 * @param {Frame} frame
 * @param {Published} data
 */
export function judged(found, target, { period }, data) {
  const step = target && stepOf(target, period);
  const verdict = verdictOn(found, step, target);
  if (!target || !step) return { verdict };
  const source = data.documentOf(must(step, "source")) || step.source;
  const when = wholeYear(step) ? `năm ${step.year}` : periodInWords(spanOfStep(step));
  const wanted = `${must(target, "direction")} ${printed(must(step, "value"), ALL_PLACES)}`;
  return { verdict, target: `${wanted}, ${when}, ${source}` };
}

/**
 * @param {{ value: Fraction | null, state: string, time: Span }} found
 * @param {Data | undefined} step
 * @param {Data | undefined} target
 */
function verdictOn({ value, state, time }, step, target) {
  if (state === NOT_ARISEN) return NOT_ARISEN;
  if (!target || !step) return NO_TARGET;
  if (!value) return "chưa đủ số liệu để đánh giá";
  if (!due(time, step, target)) return "chưa đến kỳ đánh giá";
  const direction = must(target, "direction");
  const words = Object.hasOwn(WORDS_OF, direction) ? WORDS_OF[direction] : undefined;
  if (!words) throw new Unknown(`chiều của chỉ tiêu chưa biết (${direction})`);
  const [better, equal, worse] = words;
  const order = value.than(must(step, "value"));
  if (!order) return equal;
  return order > 0 === (direction === "không thấp hơn") ? better : worse;
}

/**
 * Whether a step is of a year and no part of it.
 * @param {Data} step
 */
function wholeYear(step) {
  const given = (/** @type {Fraction | undefined} */ part) => part && part.above !== 0n;
  return "year" in step && !given(step.half) && !given(step.quarter);
}

/**
 * The days of a step.
 * @param {Data} step
 * @returns {Span}
 */
function spanOfStep(step) {
  if (!("year" in step)) return spanOf(step);
  const { year } = step;
  const unknown = (/** @type {string} */ key) => new Unknown(`kỳ của chỉ tiêu chưa biết (${key})`);
  if (!year.whole || year.above <= 1n || year.above >= 9999n) throw unknown("year");
  let [first, last] = ["01-01", "12-31"];
  for (const [key, parts] of Object.entries(PARTS_OF_YEAR)) {
    const part = step[key];
    if (!part?.above) continue;
    const within = parts[part.toString()];
    if (!within) throw unknown(key);
    [first, last] = within;
  }
  const named = String(year).padStart(4, "0");
  return [`${named}-${first}`, `${named}-${last}`];
}

/**
 * The step of a period: its own, else the narrowest around it, else that of its year.
 * @param {Data} target
 * @param {Span} period
 * @returns {Data | undefined}
 */
function stepOf(target, [start, end]) {
  /** @type {Data[]} */
  const steps = must(target, "steps");
  const timed = steps.map((step) => ({ step, span: spanOfStep(step) }));
  const around = timed.filter(({ span: [first, last] }) => first <= start && end <= last);
  const widths = around.map(({ span }) => days(span));
  const narrowest = around[widths.indexOf(Math.min(...widths))];
  return narrowest?.step ?? steps.find((step) => wholeYear(step) && String(step.year) === end.slice(0, 4));
}

/**
 * Whether a target's time has come: for the figure's own time, not for that of the report.
 * @param {Span} time
 * @param {Data} step
 * @param {Data} target
 */
function due([start, end], step, target) {
  const [first, last] = spanOfStep(step);
  if (target.holds === "suốt kỳ giao") return true;
  if (!start) return end >= last;
  const after = moved(end, 1);
  const year = `${String(Number(after.slice(0, 4)) - 1).padStart(4, "0")}${after.slice(4)}` === start;
  const covered = start <= first && end >= last;
  return covered || (wholeYear(step) && year && end.slice(0, 4) === String(step.year));
}
