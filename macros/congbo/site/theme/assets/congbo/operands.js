/* Operands: numbers that a definition takes straight from published data, each with how it is said. */

import { countInWords, countedOf, timeOfCount } from "./conditions.js";
import { Fraction } from "./exact.js";
import * as forms from "./forms.js";
import { SHORT_FORM, must, sameSpan, spanOf } from "./published.js";
import { AMBIGUOUS, quantity, total } from "./quantities.js";
import { unitOf } from "./units.js";
import { printed } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Row} Row */
/** @typedef {import("./published.js").Span} Span */
/** @typedef {import("./quantities.js").Quantity} Quantity */

/**
 * @typedef {object} Scope  for what a number is taken
 * @property {Frame} frame
 * @property {string[]} rows  the unit, the field and the level of the rows of a form
 * @property {string} source  what states them
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
  return { frame, rows: ["", "", ""], source: "", cumulated: false };
}

/**
 * The scope of a definition with what it asks for itself.
 * @param {Scope} around
 * @param {Data} definition
 * @returns {Scope}
 */
export function narrowed({ frame, rows, source, cumulated }, definition) {
  const { organisation, from_start_of_year: since } = definition;
  return {
    frame: organisation ? frame.ofBody(organisation) : frame,
    rows: ["unit", "field", "level"].map((key, place) => definition[key] || rows[place] || ""),
    source: definition.from_source || source,
    cumulated: Boolean(cumulated || since),
  };
}

/**
 * The days that a scope stands for.
 * @param {Scope} scope
 * @returns {Span}
 */
export function spanFor({ frame: { period }, cumulated }) {
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

/**
 * The form and the column that a number is read in; of other numbers two empty texts.
 * @param {Data} definition
 * @returns {[form: string, column: string]}
 */
export function cellOf({ dossiers, form = "", column = "" }) {
  return dossiers === undefined ? [form, column] : [SHORT_FORM, dossiers];
}

/** @type {Say} */
function sayCell(definition, frame, data) {
  const [id, column] = cellOf(definition);
  const form = data.record("form", id);
  if (!form || !forms.columnsOf(form).has(column)) return `biểu “${id}”, cột “${column}”`;
  const named = data.label("form", form, frame.lastDay);
  return `${form.symbol ? named : `biểu “${named}”`}, ${forms.columnInWords(form, column)}`;
}

/**
 * A column of a form: of the frame's period, or of the periods that fill the year until then.
 * @type {Take}
 */
function inCell(definition, scope, data) {
  const [id, column] = cellOf(definition);
  const { frame, source } = scope;
  const form = forms.formFor(id, frame, data);
  if (!form || (scope.cumulated && !forms.columnsOf(form).has(column))) return quantity(null, spanFor(scope));
  const rowsIn = (/** @type {Span} */ period) =>
    forms.rowsThatCount(forms.rowsStated(form.id, frame, { period, source, data }), scope.rows);
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
  const measure = definition.statistic;
  const [first] = data.ofMeasure(measure);
  return `số liệu tự khai “${first ? must(first, "title") : (data.titles.get(measure) ?? measure)}”`;
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
 * Each way to a number that is made of no other: what takes it, and what says it.
 * @type {Record<string, [Take, Say]>}
 */
export const LEAVES = {
  count: [count, (definition, frame) => countInWords(definition.count, definition.where ?? {}, frame)],
  dossiers: [inCell, sayCell],
  form: [inCell, sayCell],
  statistic: [statistic, sayStatistic],
  constant: [constant, sayConstant],
};
