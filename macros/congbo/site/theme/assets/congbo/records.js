/* Records: what a seal holds of records, as published data have them. */

import { Fraction } from "./exact.js";
import { columnsOf } from "./forms.js";
import { SHORT_FORM, must, on } from "./published.js";
import { printed, typed } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./published.js").Published} Published */

/**
 * What a seal holds of a record, as it is called on a day: its names, its number, its cells.
 * @param {Data} record
 * @param {string} target
 * @param {string} day
 * @param {Published} data
 */
export function heldOf(record, target, day, data) {
  const known = { ...record };
  for (const key of Object.keys(record.versions ?? {})) known[key] = on(record, key, day);
  const { name: full, short_name: short, long_name: long } = known;
  /** @type {Data} */
  const found = { full, short: short || full, long: long || full, name: data.label(target, record, day) };
  const more = Object.hasOwn(MORE, target) ? MORE[target] : undefined;
  return { ...found, ...more?.(record, data) };
}

/**
 * What a seal holds of a record of a kind beside its names.
 * @type {Record<string, (record: Data, data: Published) => Data>}
 */
const MORE = {
  statistic: (record) => {
    const parts = [record.qualifier, printed(must(record, "value")), must(record, "unit")];
    return { value: parts.filter(Boolean).join(" ") };
  },
  dossiers: (record, data) => ({ cells: cellsOf(record, SHORT_FORM, data), explained: explained(record) }),
  observation: (record, data) => {
    const line = (/** @type {Data} */ row) => `${must(row, "label")}: ${cellsOf(row, must(record, "form"), data)}`;
    const stated = data.documentOf(record.stated_in?.document ?? "");
    return { cells: must(record, "rows").map(line).join("; "), stated, explained: explained(record) };
  },
  form: (record) => {
    const heads = [...columnsOf(record).values()].map(
      ({ number, group = [], label }) => `(${number}) ${[...group, label].join(" › ")}`,
    );
    return { cells: `${must(record, "unit")}; ${heads.join("; ")}` };
  },
};

/** @param {Data} record */
function explained(record) {
  const notes = record.explained ?? [];
  return spoken(notes.map((/** @type {Data} */ one) => [must(one, "column"), one.row ?? "", must(one, "note")]));
}

/**
 * The cells of a row, column by column: `(3) 16, (4) 2*, (5) ?`.
 * @param {Data} row
 * @param {string} form
 * @param {Published} data
 */
function cellsOf(row, form, data) {
  const known = data.record("form", form);
  const columns = known ? columnsOf(known) : new Map();
  const counts = must(row, "counts");
  /** @type {string[]} */
  const keys = row.columns ?? Object.keys(counts);
  const cells = keys.map((key) => {
    const star = (row.inferred ?? []).includes(key) ? "*" : "";
    return `(${columns.get(key)?.number ?? key}) ${counts[key] ? `${typed(counts[key])}${star}` : "?"}`;
  });
  return cells.join(", ");
}

/**
 * Cells with no zeros at the end of decimals, which data files do not keep: `(3) 87.5`.
 * @param {string} text
 */
export function withoutZeros(text) {
  return text.replace(/(\) \d+\.\d*?[1-9])0+(?=\*?(?:[,;]|$))/g, "$1");
}

/**
 * A text, or a list or a group of texts, as one: `2024-01-01 2024-06-30`.
 * @param {any} value
 * @returns {string}
 */
export function spoken(value) {
  if (!value || typeof value !== "object") return value || "";
  if (value instanceof Fraction) return value.toString();
  if (Array.isArray(value)) {
    return value.map((one) => (Array.isArray(one) ? one.filter(Boolean).join(" ") : one)).join("; ");
  }
  return Object.keys(value)
    .sort()
    .map((key) => value[key])
    .join(" ");
}
