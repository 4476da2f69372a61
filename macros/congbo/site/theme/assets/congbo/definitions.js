/* Definitions: the number that a definition takes from published data, and how it does, in words. */

import { CONDITIONS, countInWords, countedOf, timeOfCount } from "./conditions.js";
import { Fraction } from "./exact.js";
import * as forms from "./forms.js";
import { SHORT_FORM, Unknown, must, sameSpan, spanOf } from "./published.js";
import * as quantities from "./quantities.js";
import { unitOf } from "./units.js";
import { printed } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Row} Row */
/** @typedef {import("./published.js").Span} Span */
/** @typedef {import("./quantities.js").Quantity} Quantity */

const { NO_DATA, NOT_ARISEN, AMBIGUOUS, quantity, total } = quantities;

/**
 * @typedef {object} Scope  for what a number is taken
 * @property {Frame} frame
 * @property {string[]} rows  the unit, the field and the level of the rows of a form
 * @property {boolean} cumulated  whether from the year's first day
 */

/** @typedef {(definition: Data, scope: Scope, data: Published) => Quantity} Take */
/** @typedef {(definition: Data, frame: Frame, data: Published) => string} Say */

/**
 * The scope of a whole figure.
 * @param {Frame} frame
 * @returns {Scope}
 */
export function scopeOf(frame) {
  return { frame, rows: ["", "", ""], cumulated: false };
}

/**
 * The scope of a definition with what it asks for itself.
 * @param {Scope} around
 * @param {Data} definition
 * @returns {Scope}
 */
function narrowed({ frame, rows, cumulated }, definition) {
  const { organisation, from_start_of_year: since } = definition;
  return {
    frame: organisation ? frame.ofBody(organisation) : frame,
    rows: ["unit", "field", "level"].map((key, place) => definition[key] || rows[place] || ""),
    cumulated: Boolean(cumulated || since),
  };
}

/**
 * The days that a scope stands for.
 * @param {Scope} scope
 * @returns {Span}
 */
function spanFor({ frame: { period }, cumulated }) {
  return cumulated ? [forms.startOfYear(period), period[1]] : period;
}

/** @type {Take} */
function count(definition, scope, data) {
  const { count: what, where = {} } = definition;
  const frame = scope.frame.since(spanFor(scope)[0]);
  const counted = countedOf(what, where, frame, data);
  const unit = unitOf(what === "sự kiện" ? "thủ tục" : what);
  return quantity(new Fraction(BigInt(counted.length)), timeOfCount(what, where, frame), { counted, unit });
}

/** @type {Take} */
function dossiers(definition, scope, data) {
  return ofForm(SHORT_FORM, definition.dossiers, scope, data);
}

/** @type {Say} */
function sayDossiers(definition, frame, data) {
  const form = data.record("form", SHORT_FORM) ?? {};
  return `${data.label("form", form, frame.lastDay)}, ${forms.columnInWords(form, definition.dossiers)}`;
}

/**
 * A column of a form: of the frame's period, or of the periods that fill the year until then.
 * @param {string} id
 * @param {string} column
 * @param {Scope} scope
 * @param {Published} data
 */
function ofForm(id, column, scope, data) {
  const { frame } = scope;
  const form = forms.formFor(id, frame, data);
  const rowsIn = (/** @type {Span} */ period) =>
    forms.rowsThatCount(forms.rowsStated(form.id, frame, period, data), scope.rows);
  const [value, rows] = scope.cumulated
    ? overYear(form, column, { rowsIn, scope, data })
    : /** @type {const} */ ([inPeriod(form, column, rowsIn(frame.period)), rowsIn(frame.period)]);
  const behind = new Map(rows.map(({ key, record }) => [record.id, { key, record }]));
  const unit = unitOf(forms.unitOfColumn(form, column));
  return quantity(value, spanFor(scope), { counted: [...behind.values()], unit });
}

/**
 * @param {Data} form
 * @param {string} column
 * @param {Row[]} rows
 */
function inPeriod(form, column, rows) {
  const one = rows.length === 1 || !forms.columnsOf(form).has(column) || forms.adds(form, column);
  return rows.length && one ? forms.added(rows, column) : null;
}

/**
 * @param {Data} form
 * @param {string} column
 * @param {{ rowsIn: (period: Span) => Row[], scope: Scope, data: Published }} of
 * @returns {[Fraction | null, Row[]]}
 */
function overYear(form, column, { rowsIn, scope, data }) {
  const { organisation } = scope.frame;
  const own = data.rowsOf(form.id).filter((row) => !organisation || row.organisation === organisation);
  const periods = [...new Map(own.map(({ period }) => [period.join(), period])).values()];
  const filled = periods.filter((period) => rowsIn(period).length);
  const parts = forms.tiles(filled, spanFor(scope)).map(rowsIn);
  const value = parts.length ? forms.ofYear(form, column, parts) : null;
  return [value, value ? parts.flat() : []];
}

/** @type {Take} */
export function statistic(definition, scope, data) {
  const { frame } = scope;
  const time = spanFor(scope);
  const own = ofBody(data.ofMeasure(definition.statistic), frame.organisation, data);
  /** @type {Map<string, Data>} */
  const timed = new Map(own.flatMap((one) => (one.period ? [[spanOf(one.period).join(), one]] : [])));
  const spans = [...timed.values()].map(({ period }) => spanOf(period));
  let found = scope.cumulated ? forms.tiles(spans, time).map((span) => timed.get(span.join()) ?? {}) : [];
  if (!found.length) {
    const latest = forTime(own, frame);
    if (new Set(latest.map(({ organisation = "" }) => organisation)).size > 1) {
      return quantity(null, time, { state: AMBIGUOUS });
    }
    found = latest.slice(-1).filter((one) => !scope.cumulated || "day" in one);
  }
  const parts = found.map((record) =>
    quantity(must(record, "value"), record.period ? spanOf(record.period) : ["", must(record, "day")], {
      counted: [{ key: `statistic/${record.id}`, record }],
      unit: unitOf(must(record, "unit")),
    }),
  );
  const [first] = parts;
  if (!first) return quantity(null, time);
  return parts.length === 1 ? first : { ...total(parts), time };
}

/**
 * The numbers that a body states, else those of no body; without one those of all.
 * @param {Data[]} every
 * @param {string} organisation
 * @param {Published} data
 */
export function ofBody(every, organisation, data) {
  if (!organisation) return every;
  const wanted = `organisation/${organisation}`;
  const named = every.filter((one) => data.current(`organisation/${one.organisation ?? ""}`) === wanted);
  return named.length ? named : every.filter((one) => !one.organisation);
}

/**
 * The numbers of exactly the period, else the latest of a day not after that of the figures.
 * @param {Data[]} every
 * @param {Frame} frame
 */
function forTime(every, { period, asOf }) {
  const ofPeriod = every.filter((one) => one.period && sameSpan(spanOf(one.period), period));
  if (ofPeriod.length) return ofPeriod;
  const ofDay = every.filter(({ day = "~" }) => day <= asOf);
  const last = ofDay.map(({ day }) => day).sort().at(-1);
  return ofDay.filter(({ day }) => day === last);
}

/** @type {Say} */
function sayStatistic(definition, _, data) {
  const [first] = data.ofMeasure(definition.statistic);
  return `số liệu tự khai “${first ? must(first, "title") : definition.statistic}”`;
}

/** @type {Take} */
function constant(definition, scope) {
  const unit = unitOf(definition.in_unit ?? "");
  return quantity(definition.constant, spanFor(scope), { unit, constant: true });
}

/** @type {Say} */
function sayConstant(definition) {
  const { in_unit: unit = "" } = definition;
  return `${printed(definition.constant, 15)}${unit === "" || unit === "%" ? "" : " "}${unit}`;
}

/**
 * What adds the numbers below a key, or takes the later ones from the first.
 * @param {string} key
 * @param {boolean} less
 * @returns {Take}
 */
function sumOf(key, less) {
  return (definition, scope, data) => {
    const parts = definition[key].map((/** @type {Data} */ part) => measured(part, scope, data));
    return total(parts, { less });
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
  const lines = linesOf(each, scope, data);
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
 * The scope of each unit or field that the form has rows of, in its period or since the year's first day.
 * @param {string} each
 * @param {Scope} scope
 * @param {Published} data
 * @returns {Scope[]}
 */
function linesOf(each, scope, data) {
  const place = each === "đơn vị" ? 0 : 1;
  const [first, last] = spanFor(scope);
  const body = scope.frame.organisation;
  const rows = data.rowsOf(SHORT_FORM).filter(({ organisation, period: [start, end] }) => {
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
  count: [count, (definition, frame) => countInWords(definition.count, definition.where ?? {}, frame)],
  dossiers: [dossiers, sayDossiers],
  statistic: [statistic, sayStatistic],
  constant: [constant, sayConstant],
  sum: [sumOf("sum", false), made("tổng của", "+")],
  difference: [sumOf("difference", true), made("hiệu của", "−")],
  product: [product, made("tích của", "×")],
  quotient: [quotient, made("thương của", "/")],
  mean: [mean, sayMean],
  ratio: [quotient, made("tỷ lệ % của", "/")],
};
const LIMITS = ["where", "unit", "field", "organisation", "from_start_of_year", "in_unit"];

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
  const since = definition.from_start_of_year ? ["lũy kế từ đầu năm"] : [];
  const unit = definition.in_unit && !("constant" in definition) ? [`tính bằng ${definition.in_unit}`] : [];
  return [...named, ...since, ...unit];
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
