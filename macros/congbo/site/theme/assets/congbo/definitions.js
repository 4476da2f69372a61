/* Definitions: the number that a definition takes from published data, and how it does, in words. */

import { CONDITIONS } from "./conditions.js";
import { formFor } from "./forms.js";
import { LEAVES, cellOf, narrowed, spanFor } from "./operands.js";
import { Unknown, must } from "./published.js";
import * as quantities from "./quantities.js";
import { printed } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./operands.js").Say} Say */
/** @typedef {import("./operands.js").Scope} Scope */
/** @typedef {import("./operands.js").Take} Take */
/** @typedef {import("./published.js").Published} Published */

const { NO_DATA, NOT_ARISEN } = quantities;

/**
 * What adds the numbers below a key, or takes the later ones from the first.
 * @param {string} key
 * @param {boolean} less
 * @returns {Take}
 */
function sumOf(key, less) {
  return (definition, scope, data) => {
    const parts = definition[key].map((/** @type {Data} */ part) => measured(part, scope, data));
    return quantities.total(parts, { less });
  };
}

/** @type {Take} */
function product(definition, scope, data) {
  const part = measured(must(definition.product, "of"), scope, data);
  return { ...part, value: part.value?.times(must(definition.product, "by")) ?? null, sides: null };
}

/** @type {Take} */
function quotient(definition, scope, data) {
  const parts = definition.ratio ?? definition.quotient;
  const above = measured(must(parts, "numerator"), scope, data);
  const below = measured(must(parts, "denominator"), scope, data);
  return quantities.quotient(above, below, { perCent: "ratio" in definition });
}

/** @type {Take} */
function mean(definition, scope, data) {
  const { of, weights = [], each } = definition.mean;
  const all = (/** @type {Data[]} */ parts) => parts.map((part) => measured(part, scope, data));
  if (!each) return quantities.mean(all(of), all(weights));
  const read = new Set([...of, ...weights].flatMap(walked).map((part) => cellOf(part)[0]));
  const lines = linesOf(each, [...read].filter(Boolean), scope, data);
  const numbers = lines.map((line) => measured(of[0], line, data));
  if (!numbers.length) return { ...quantities.gathered([measured(of[0], scope, data)]), state: NO_DATA };
  const arisen = numbers.filter(({ state }) => state !== NOT_ARISEN);
  if (!arisen.length) return quantities.gathered(numbers);
  const heavy = lines.filter((_, nth) => weights.length && numbers[nth]?.state !== NOT_ARISEN);
  return quantities.mean(
    arisen,
    heavy.map((line) => measured(weights[0], line, data)),
  );
}

/**
 * The scope of each unit or field that forms have rows of, in its period or since the year's first day.
 * @param {string} each
 * @param {string[]} forms
 * @param {Scope} scope
 * @param {Published} data
 * @returns {Scope[]}
 */
function linesOf(each, forms, scope, data) {
  const place = each === "đơn vị" ? 0 : 1;
  const [first, last] = spanFor(scope);
  const body = scope.frame.organisation;
  const read = forms.flatMap((id) => formFor(id, scope.frame, data) ?? []);
  const every = read.flatMap((form) => data.rowsOf(form.id));
  const rows = every.filter(({ organisation, period: [start, end] }) => {
    return (!body || organisation === body) && first <= start && end <= last;
  });
  const values = new Set(rows.map(({ of }) => of[place] ?? "").filter(Boolean));
  return [...values].map((value) => ({ ...scope, rows: scope.rows.map((row, nth) => (nth === place ? value : row)) }));
}

/**
 * The numbers that a definition is made of, in reading order.
 * @param {Data} definition
 * @returns {Data[]}
 */
function partsOf(definition) {
  const { sum = [], difference = [], product: times, mean: of } = definition;
  const divided = [definition.ratio, definition.quotient].filter(Boolean);
  return [
    ...sum,
    ...difference,
    ...divided.flatMap((one) => [must(one, "numerator"), must(one, "denominator")]),
    ...(times ? [must(times, "of")] : []),
    ...(of ? [...must(of, "of"), ...(of.weights ?? [])] : []),
  ];
}

/**
 * A number and every number in it.
 * @param {Data} definition
 * @returns {Data[]}
 */
function walked(definition) {
  return [definition, ...partsOf(definition).flatMap(walked)];
}

/**
 * What says how a number is made of others: `tổng của (… + …)`.
 * @param {string} label
 * @param {string} sign
 * @returns {Say}
 */
function made(label, sign) {
  return (definition, frame, data) => {
    const parts = partsOf(definition).map((part) => said(part, frame, data));
    if (definition.product) parts.push(printed(must(definition.product, "by"), 15));
    return `${label} (${parts.join(` ${sign} `)})`;
  };
}

/** @type {Say} */
function sayMean(definition, frame, data) {
  const { each, weights = [] } = definition.mean;
  const label = `trung bình${each ? ` theo từng ${each}` : ""}${weights.length ? " có trọng số" : ""} của`;
  return made(label, ";")(definition, frame, data);
}

/**
 * Each way to a number: what takes it, and what says it.
 * @type {Record<string, [Take, Say]>}
 */
const OPERANDS = {
  ...LEAVES,
  sum: [sumOf("sum", false), made("tổng của", "+")],
  difference: [sumOf("difference", true), made("hiệu của", "−")],
  product: [product, made("tích của", "×")],
  quotient: [quotient, made("thương của", "/")],
  mean: [mean, sayMean],
  ratio: [quotient, made("tỷ lệ % của", "/")],
};
const LIMITS = [
  "where",
  "column",
  "unit",
  "field",
  "level",
  "from_source",
  "organisation",
  "from_start_of_year",
  "in_unit",
];

/**
 * The key that says how a number is come by; anything that is not known here is told.
 * @param {Data} definition
 * @returns {[Take, Say, string]}
 */
function way(definition) {
  const found = Object.keys(definition).filter((key) => !LIMITS.includes(key));
  const [key = ""] = found;
  const operand = found.length === 1 && Object.hasOwn(OPERANDS, key) ? OPERANDS[key] : undefined;
  if (!operand) throw new Unknown(`cách tính chưa biết (${Object.keys(definition).join(", ")})`);
  return [...operand, key];
}

/**
 * The number that a definition, or a part of one, takes from the data.
 * @type {Take}
 */
export function measured(definition, around, data) {
  const [take] = way(definition);
  const found = take(definition, narrowed(around, definition), data);
  const unit = definition.in_unit;
  return unit && !("constant" in definition) ? quantities.converted(found, unit) : found;
}

/**
 * How a number is come by, with the limits that it is taken in.
 * @type {Say}
 */
function said(definition, frame, data) {
  const [, say] = way(definition);
  return [say(definition, frame, data), ...limits(definition, frame, data)].join("; ");
}

/**
 * How a figure is computed, on one line; of a ratio what is above and below the line.
 * @type {Say}
 */
export function saidWhole(definition, frame, data) {
  if (way(definition)[2] !== "ratio") return said(definition, frame, data);
  const [above, below] = partsOf(definition).map((part) => said(part, frame, data));
  return [`tử số ${above}`, `mẫu số ${below}`, ...limits(definition, frame, data)].join("; ");
}

/**
 * The limits that a definition sets to what is inside it, each in words.
 * @param {Data} definition
 * @param {Frame} frame
 * @param {Published} data
 */
function limits(definition, frame, data) {
  const named = [
    ["của", "organisation", definition.organisation],
    ["dòng của đơn vị", "organisation", definition.unit],
    ["dòng của lĩnh vực", "field", definition.field],
  ].flatMap(([words, target, id]) => {
    const record = data.record(target, id);
    return id ? [`${words} ${record ? data.label(target, record, frame.lastDay) : id}`] : [];
  });
  const level = definition.level ? [`dòng của ${definition.level}`] : [];
  const since = definition.from_start_of_year ? ["lũy kế từ đầu năm"] : [];
  const unit = definition.in_unit && !("constant" in definition) ? [`tính bằng ${definition.in_unit}`] : [];
  return [...named, ...level, ...sourceOf(definition, frame, data), ...since, ...unit];
}

/**
 * @param {Data} definition
 * @param {Frame} frame
 * @param {Published} data
 */
function sourceOf({ from_source: source }, frame, data) {
  if (!source) return [];
  const called = ["document", "observation"].flatMap((target) => {
    const record = data.record(target, source);
    return record ? [data.label(target, record, frame.lastDay)] : [];
  });
  return [`nguồn ${called[0] ?? source}`];
}

/**
 * What is counted by though the records do not say from which day on it is so.
 * @param {Data} definition
 * @returns {string[]}
 */
export function undated(definition) {
  const { where = {} } = definition;
  const own = Object.entries(CONDITIONS).flatMap(([key, of]) => (key in where && of.undated ? [of.label] : []));
  return [...new Set([...own, ...partsOf(definition).flatMap(undated)])];
}
