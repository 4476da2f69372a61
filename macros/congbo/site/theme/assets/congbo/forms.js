/* Forms: the rows of filled forms, the number that a column gives, and a year's numbers from its parts. */

import { sum } from "./exact.js";
import { byDay, must, sameSpan } from "./published.js";
import { moved } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./exact.js").Fraction} Fraction */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Row} Row */
/** @typedef {import("./published.js").Span} Span */

/**
 * The columns of a form by key, each with its number as the form prints it.
 * @param {Data} form
 * @returns {Map<string, Data>}
 */
export function columnsOf(form) {
  /** @type {Data[]} */
  const columns = must(form, "columns");
  return new Map(columns.map((one, nth) => [must(one, "key"), { number: String(nth + 3), ...one }]));
}

/**
 * What a column counts: `hồ sơ`, `%`.
 * @param {Data} form
 * @param {string} column
 * @returns {string}
 */
export function unitOfColumn(form, column) {
  return columnsOf(form).get(column)?.unit || must(form, "counted");
}

/**
 * A column as sentences name it: `cột (4): Tiếp nhận trực tuyến`.
 * @param {Data} form
 * @param {string} column
 */
export function columnInWords(form, column) {
  const one = columnsOf(form).get(column);
  if (!one) return `cột “${column}” mà biểu không có`;
  const named = one.name || [(one.group ?? []).join(" › "), must(one, "label")].filter(Boolean).join(": ");
  return `cột (${one.number}): ${named}`;
}

/**
 * The rows of exactly a period and the frame's body, of the source named, or of one a body.
 * @param {string} form
 * @param {Frame} frame
 * @param {{ period: Span, source?: string, data: Published }} of
 */
export function rowsStated(form, { organisation }, { period, source, data }) {
  const rows = data
    .rowsOf(form)
    .filter((row) => sameSpan(row.period, period) && (!organisation || row.organisation === organisation));
  if (source) return rows.filter((row) => row.states(source));
  return byBody(rows).flatMap((own) => {
    const used = usedSource(own);
    return own.filter((row) => row.source === used);
  });
}

/**
 * Rows, those of each body together.
 * @param {Row[]} rows
 */
function byBody(rows) {
  const bodies = new Set(rows.map(({ organisation }) => organisation));
  return [...bodies].map((body) => rows.filter(({ organisation }) => organisation === body));
}

/**
 * The source that is used: the preferred one, what the body states itself, the first.
 * @param {Row[]} rows
 */
function usedSource(rows) {
  const preferred = rows.find(({ record }) => record.preferred) ?? rows.find(({ source }) => !source);
  return (preferred ?? rows[0])?.source;
}

/**
 * The form that the period is told in where one is named: itself, what replaced it.
 * @param {string} id
 * @param {Frame} frame
 * @param {Published} data
 */
export function formFor(id, frame, data) {
  const end = frame.period[1];
  const filled = (/** @type {string} */ form) => rowsStated(form, frame, { period: frame.period, data }).length > 0;
  const seen = new Set();
  let now = id;
  while (!seen.has(now)) {
    seen.add(now);
    const later = data
      .all("form")
      .filter(([, form]) => (form.replaces ?? []).includes(now) && (form.since ?? "~") <= end)
      .map(([, form]) => form)
      .sort((one, other) => byDay(one.since, other.since) || byDay(one.id, other.id));
    now = later.at(-1)?.id ?? now;
  }
  if (now !== id && !filled(now) && filled(id)) now = id;
  return data.record("form", now);
}

/**
 * The rows that give a number once: of the whole, or of what is asked for; else of the parts.
 * @param {Row[]} rows
 * @param {string[]} of
 */
export function rowsThatCount(rows, of) {
  const asked = of.some(Boolean);
  return byBody(rows).flatMap((every) => {
    const own = every.filter((row) => of.every((part, place) => !part || part === row.of[place]));
    const alone = own.filter((row) => (asked ? of.every((part, place) => part === row.of[place]) : row.whole));
    return alone.length ? alone : own;
  });
}

/**
 * Whether numbers of a column in several rows may be added.
 * @param {Data} form
 * @param {string} column
 */
export function adds(form, column) {
  return (form.roll_up ?? "cộng") === "cộng" && unitOfColumn(form, column) !== "%";
}

/**
 * The sum of a column; null where a cell is not known.
 * @param {Row[]} rows
 * @param {string} column
 */
export function added(rows, column) {
  return wholeSum(rows.map((row) => row.value(column)));
}

/** @param {(Fraction | null)[]} values */
function wholeSum(values) {
  const known = values.flatMap((value) => value ?? []);
  return known.length === values.length ? sum(known) : null;
}

/**
 * The first day of the reporting year of a period; that of one from a 15th begins on 15/12.
 * @param {Span} period
 */
export function startOfYear([start, end]) {
  const year = Number(end.slice(0, 4));
  const named = (/** @type {number} */ one) => String(one).padStart(4, "0");
  if (start.slice(8) === "15") return `${named(end.slice(5) < "12-15" ? year - 1 : year)}-12-15`;
  const first = `${named(year)}-01-01`;
  return start < first ? start : first;
}

/**
 * The fewest periods that fill a time without gap or overlap, in order; none where none do.
 * @param {Span[]} periods
 * @param {Span} within
 */
export function tiles(periods, [first, last]) {
  /** @type {Map<string, Span[]>} */
  const ways = new Map([[first, []]]);
  const sorted = [...periods].sort((one, other) => byDay(one[1], other[1]) || byDay(one[0], other[0]));
  for (const period of sorted) {
    const [start, end] = period;
    const before = ways.get(start);
    if (!before || !(first <= start && start <= end && end <= last)) continue;
    const known = ways.get(moved(end, 1));
    if (!known || before.length + 1 < known.length) ways.set(moved(end, 1), [...before, period]);
  }
  return ways.get(moved(last, 1)) ?? [];
}

/**
 * What the columns of a form are over parts of a year: those carried over, those carried on, and the sums.
 * @param {Data} form
 */
function rolesIn(form) {
  /** @type {{ carry_over?: Data[], identities?: Data[] }} */
  const { carry_over: carried = [], identities = [] } = form;
  const opening = new Set(carried.map(({ column }) => column));
  const earlier = new Set(carried.map((one) => one["earlier"]));
  const parts = identities.flatMap(({ column, equals = [] }) => (earlier.has(column) ? equals : []));
  return { opening, closing: new Set([...earlier, ...parts]), identities };
}

/**
 * A column over parts of a year in order, each with its rows; null where unknown.
 *
 * What is carried over is that of the first part, what is carried on that of the last; of a sum with what is
 * carried over in it, only the other columns are added from the second part on.
 * @param {Data} form
 * @param {string} column
 * @param {Row[][]} parts
 */
export function ofYear(form, column, parts) {
  const [first = [], ...rest] = parts;
  if (!adds(form, column)) return null;
  const { opening, closing, identities } = rolesIn(form);
  if (opening.has(column)) return added(first, column);
  if (closing.has(column)) return added(parts.at(-1) ?? [], column);
  const made = identities.find(({ column: of, equals = [] }) => {
    return of === column && equals.some((/** @type {string} */ part) => opening.has(part));
  });
  /** @type {string[]} */
  const later = made ? must(made, "equals").filter((/** @type {string} */ part) => !opening.has(part)) : [column];
  const sums = later.flatMap((part) => rest.map((rows) => added(rows, part)));
  return wholeSum([added(first, column), ...sums]);
}
