/* Filters of the register: what they ask of a row, and how many rows each of their choices would show. */

import { counted, element, the } from "./elements.js";

/** @typedef {"linh-vuc" | "doi-tuong" | "truc-tuyen" | "thoi-han" | "phi" | "tinh-trang"} Key  stands in the address */

/**
 * @typedef {object} Kind  a kind of filter
 * @property {Key} key
 * @property {string} title
 * @property {string[]} [order]  of its values; else the most frequent come first
 * @property {Record<string, string>} [labels]
 */

/**
 * @typedef {object} Choice  a value that can be filtered by
 * @property {string} value
 * @property {string} label
 * @property {HTMLInputElement} box
 * @property {HTMLElement} count
 * @property {HTMLElement} line
 */

/** @typedef {{ key: Key, title: string, choices: Choice[] }} Facet */

const UNKNOWN = "chua-ro";
const IN_FORCE = "con"; // a row that says nothing else
const STATES = [IN_FORCE, "sap", "het"]; // in force, coming, ended: so they stand in lists

/** @type {Kind[]} */
const KINDS = [
  { key: "linh-vuc", title: "Lĩnh vực" },
  { key: "doi-tuong", title: "Đối tượng" },
  { key: "truc-tuyen", title: "Nộp trực tuyến" },
  {
    key: "thoi-han",
    title: "Thời hạn",
    order: ["5", "15", "tren-15"],
    labels: { 5: "Trong 5 ngày", 15: "Trong 15 ngày", "tren-15": "Trên 15 ngày" },
  },
  { key: "phi", title: "Phí, lệ phí", order: ["khong", "co"], labels: { khong: "Không thu", co: "Có thu" } },
  {
    key: "tinh-trang",
    title: "Tình trạng",
    order: STATES,
    labels: { con: "Đang có hiệu lực", sap: "Sắp có hiệu lực", het: "Đã hết hiệu lực" },
  },
];

/**
 * @typedef {object} Filtered  what the filters ask of a row, wherever it comes from
 * @property {Record<Key, string[]>} values
 */

/** A row of the page: what the filters ask of it, and where it belongs. */
export class Row {
  /** @param {HTMLTableRowElement} tr */
  constructor(tr) {
    const { id = "", state = IN_FORCE, days } = tr.dataset;
    this.tr = tr;
    this.id = id;
    this.home = tr.parentElement;
    this.link = the(tr, "th a", HTMLAnchorElement);
    this.name = this.link.textContent;
    this.rank = STATES.indexOf(state);
    this.field = tr.dataset["field"] ?? "";
    this.days = days ? Number(days) : null;
    this.marked = false;
    this.values = valuesOf(tr.dataset, this.days);
  }
}

/**
 * A row that the page does not hold: made of what the index knows of a procedure, when it is to be seen.
 */
export class FarRow {
  /**
   * @param {import("./procedures.js").Row} row
   * @param {(row: import("./procedures.js").Row) => HTMLTableRowElement} make
   */
  constructor(row, make) {
    this.row = row;
    this.make = make;
    this.id = row.id;
    /** @type {HTMLElement | null} */
    this.home = null;
    this.name = row.name;
    this.rank = row.state;
    this.days = row.days;
    this.field = row.field[0];
    this.marked = false;
    const { charge: fee, level, applicants } = row;
    const data = { field: this.field, state: STATES[row.state] ?? IN_FORCE, level: level.toLowerCase(), fee };
    this.values = valuesOf({ ...data, applicants: applicants.join("|") }, row.days);
    /** @type {HTMLTableRowElement | null} */
    this.made = null;
  }

  get tr() {
    this.made ??= this.make(this.row);
    return this.made;
  }

  get link() {
    return the(this.tr, "th a", HTMLAnchorElement);
  }
}

/**
 * @param {DOMStringMap} data
 * @param {number | null} days
 * @returns {Record<Key, string[]>}
 */
function valuesOf({ field = "", state = IN_FORCE, level, fee, applicants }, days) {
  return {
    "linh-vuc": [field],
    "doi-tuong": applicants ? applicants.split("|").map(withoutNote) : [UNKNOWN],
    "truc-tuyen": [level || UNKNOWN],
    "tinh-trang": [state],
    "thoi-han": within(days),
    phi: [fee || UNKNOWN],
  };
}

/** @param {string} text */
function withoutNote(text) {
  return text.replace(/\s*\(.*/, "").trim();
}

/** @param {number | null} days */
function within(days) {
  if (days === null) return [UNKNOWN];
  return [...(days <= 5 ? ["5"] : []), ...(days <= 15 ? ["15"] : ["tren-15"])];
}

/**
 * Put the longer names of a group under the shortest that begins them: `doanh nghiệp nhập khẩu`.
 * @param {Filtered[]} rows
 */
export function gatherApplicants(rows) {
  const all = [...new Set(rows.flatMap((row) => row.values["doi-tuong"]))].sort((a, b) => a.length - b.length);
  const short = (/** @type {string} */ text) =>
    all.find((other) => text === other || text.startsWith(`${other} `) || text.startsWith(`${other},`)) ?? text;
  for (const row of rows) row.values["doi-tuong"] = [...new Set(row.values["doi-tuong"].map(short))];
}

/** The filters that tell some rows from others. */
export class Filters {
  /**
   * @param {Filtered[]} rows
   * @param {Map<string, string>} fields  the name of each field, in the page's order
   * @param {() => void} onChange
   */
  constructor(rows, fields, onChange) {
    /** @type {Facet[]} */
    this.facets = [];
    this.grid = element("div", { className: "cb-filters__grid" });
    for (const kind of KINDS) {
      const choices = valuesIn(rows, kind, fields).map((value) => choice(kind, value, fields, onChange));
      if (choices.length < 2) continue;
      this.facets.push({ key: kind.key, title: kind.title, choices });
      const lines = choices.map(({ line }) => line);
      this.grid.append(element("fieldset", {}, element("legend", {}, kind.title), ...lines));
    }
  }

  /** What is chosen, with the filter that each belongs to. */
  get chosen() {
    return this.facets.flatMap((facet) => chosenOf(facet).map((one) => ({ facet, choice: one })));
  }

  /**
   * Choose what an address asks for, and nothing else.
   * @param {URLSearchParams} asked
   */
  choose(asked) {
    for (const { key, choices } of this.facets) {
      const wanted = asked.getAll(key);
      for (const { box, value } of choices) box.checked = wanted.includes(value);
    }
  }

  /**
   * @param {Filtered} row
   * @param {Facet} [without]  a filter that is not asked
   */
  pass(row, without) {
    return this.facets.every((facet) => facet === without || passes(row, facet));
  }

  /**
   * Say at each choice how many of the rows it would show, the other filters kept.
   * @param {Filtered[]} rows
   */
  count(rows) {
    for (const facet of this.facets) {
      const values = rows.filter((row) => this.pass(row, facet)).flatMap((row) => row.values[facet.key]);
      const counts = tally(values);
      for (const { value, count, line } of facet.choices) {
        count.textContent = counted(counts.get(value) ?? 0);
        line.classList.toggle("cb-filters__none", !counts.has(value));
      }
    }
  }
}

/** @param {Facet} facet */
function chosenOf(facet) {
  return facet.choices.filter(({ box }) => box.checked);
}

/**
 * @param {Filtered} row
 * @param {Facet} facet
 */
function passes(row, facet) {
  const chosen = chosenOf(facet);
  return !chosen.length || chosen.some(({ value }) => row.values[facet.key].includes(value));
}

/** @param {string[]} values */
function tally(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * The values that rows have, in the order in which they are offered; what is not known comes last.
 * @param {Filtered[]} rows
 * @param {Kind} kind
 * @param {Map<string, string>} fields
 */
function valuesIn(rows, { key, order }, fields) {
  const often = tally(rows.flatMap((row) => [...new Set(row.values[key])]));
  const frequent = [...often].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  const ordered = order ?? (key === "linh-vuc" ? [...fields.keys()] : frequent);
  const known = ordered.filter((value) => often.has(value) && value !== UNKNOWN);
  return often.has(UNKNOWN) ? [...known, UNKNOWN] : known;
}

/**
 * @param {Kind} kind
 * @param {string} value
 * @param {Map<string, string>} fields
 * @param {() => void} onChange
 * @returns {Choice}
 */
function choice(kind, value, fields, onChange) {
  const label = labelOf(kind, value, fields);
  const box = element("input", { type: "checkbox", name: kind.key, value });
  box.addEventListener("change", onChange);
  const count = element("span", { className: "cb-filters__count" });
  const line = element("label", {}, box, element("span", {}, label), count);
  return { value, label, box, count, line };
}

/**
 * @param {Kind} kind
 * @param {string} value
 * @param {Map<string, string>} fields
 */
function labelOf({ labels = {} }, value, fields) {
  if (value === UNKNOWN) return "Chưa rõ";
  return labels[value] ?? fields.get(value) ?? value.charAt(0).toUpperCase() + value.slice(1);
}
