/* Published data: what a site publishes of its records and reports, read whole, and what they say on a day. */

import { parsed } from "./exact.js";
import { capital } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./exact.js").Fraction} Fraction */

/** @typedef {(name: string) => Promise<Uint8Array>} Read  gives a file below du-lieu/ */

/**
 * @typedef {object} Report
 * @property {Data} report
 * @property {Data} chain  its seal and rectifications
 */

/** What is wrong with a data file that is not as such files are. */
export class Unreadable extends Error {}

/**
 * What a group holds under a key that it must have.
 * @param {Data | undefined} group
 * @param {string} key
 */
export function must(group, key) {
  if (!group || typeof group !== "object" || !(key in group)) throw new Unreadable(`thiếu khoá “${key}”`);
  return group[key];
}

/** Something that these scripts do not know how to compute; its message says what. */
export class Unknown extends Error {}

/** @typedef {import("./wording.js").Span} Span */

/**
 * The first and the last day of a period.
 * @param {Data} period
 * @returns {Span}
 */
export function spanOf(period) {
  return [must(period, "start"), must(period, "end")];
}

/**
 * @param {Span} one
 * @param {Span} other
 */
export function sameSpan(one, other) {
  return one[0] === other[0] && one[1] === other[1];
}

/** A row of a filled form: what a seal calls its record, the record, and the row in it. */
export class Row {
  /**
   * @param {string} key
   * @param {Data} record
   * @param {Data} cells
   * @param {{ whole: boolean, source: string }} is
   */
  constructor(key, record, cells, { whole, source }) {
    this.key = key;
    this.record = record;
    this.cells = cells;
    this.whole = whole;
    this.source = source;
    this.organisation = must(record, "organisation");
    this.period = spanOf(must(record, "period"));
    this.of = ["unit", "field", "level"].map((part) => cells[part] ?? "");
  }

  /**
   * Whether a source is the one that states it: the id of a document, a report, the record.
   * @param {string} source
   */
  states(source) {
    const { document, report } = this.record.stated_in ?? {};
    return [document, report, this.record.id].includes(source);
  }

  /**
   * The number in a column, or null where it is not known.
   * @param {string} column
   * @returns {Fraction | null}
   */
  value(column) {
    return must(this.cells, "counts")[column] ?? null;
  }
}

/**
 * The row that a record with counts is: a row of the one source that a body itself is.
 * @param {Data} one
 */
function ownRow(one) {
  return new Row(`dossiers/${one.id}`, one, one, { whole: !one.unit && !one.field, source: "" });
}

/**
 * A row of a filled form.
 * @param {Data} one
 * @param {Data} row
 */
function filledRow(one, row) {
  const { document, report } = one.stated_in ?? {};
  return new Row(`observation/${one.id}`, one, row, { whole: must(row, "whole"), source: document || report || "" });
}

/** The form of which a record with counts is one row. */
export const SHORT_FORM = "ii06a-vpcp";

/** The lists of a site, by what a seal calls their kinds and by id. */
export class Published {
  /** @param {Record<string, Data[]>} files  the lists by what is in them */
  constructor(files) {
    const stated = must(files, "stated");
    const having = (/** @type {string} */ key) => stated.filter((/** @type {Data} */ one) => key in one);
    this.statistics = having("measure");
    const [own, filled] = [having("counts"), having("rows")];
    /** @type {Map<string, Row[]>} */
    this.rows = new Map([[SHORT_FORM, own.map(ownRow)]]);
    for (const one of filled) {
      const rows = one.rows.map((/** @type {Data} */ row) => filledRow(one, row));
      this.rows.set(must(one, "form"), [...(this.rows.get(one.form) ?? []), ...rows]);
    }
    this.reports = must(files, "reports").filter((/** @type {Data} */ one) => one.seal);
    /** @type {Map<string, Data>} */
    this.kinds = new Map(must(files, "kinds").map((/** @type {Data} */ one) => [must(one, "name"), one]));
    const more = { kinds: [], statistic: this.statistics, dossiers: own, observation: filled };
    /** @type {[string, Data[]][]} */
    const kinds = Object.entries({ ...files, ...more });
    /** @type {Map<string, Map<string, Data>>} */
    this.lists = new Map(kinds.map(([target, of]) => [target, new Map(of.map((one) => [must(one, "id"), one]))]));
    const renamed = kinds.flatMap(([target, of]) =>
      of.flatMap(({ id, former_ids: former = [] }) =>
        former.map((/** @type {string} */ was) => /** @type {const} */ ([`${target}/${was}`, `${target}/${id}`])),
      ),
    );
    this.nowCalled = new Map(renamed);
    /** @type {Map<string, string>} */
    this.titles = new Map(must(files, "indicator").flatMap(({ measures = {} }) => Object.entries(measures)));
  }

  /**
   * What a record is called now that a seal knows by this name.
   * @param {string} key
   */
  current(key) {
    const [target = "", ...rest] = key.split("/");
    return this.record(target, rest.join("/")) ? key : (this.nowCalled.get(key) ?? key);
  }

  /**
   * @param {string} target
   * @param {string} id
   */
  record(target, id) {
    return this.lists.get(target)?.get(id);
  }

  /**
   * The records of a kind, each with its id.
   * @param {string} target
   */
  all(target) {
    return [...(this.lists.get(target) ?? [])];
  }

  /**
   * What is declared of a measure.
   * @param {string} measure
   * @returns {Data[]}
   */
  ofMeasure(measure) {
    return this.statistics.filter((/** @type {Data} */ one) => one.measure === measure);
  }

  /**
   * The rows of a form, of all bodies, periods and sources.
   * @param {string} form
   */
  rowsOf(form) {
    return this.rows.get(form) ?? [];
  }

  /**
   * What a record is called in lists on a day.
   * @param {string} target
   * @param {Data} record
   * @param {string} day
   */
  label(target, record, day) {
    if (target === "document") return this.document(record);
    if (target === "form" && record.symbol) return `Biểu ${record.symbol}`;
    const shortName = target === "procedure" ? on(record, "short_name", day) : "";
    return String(shortName || on(record, "name", day) || on(record, "title", day) || "");
  }

  /**
   * What a document is called: a law by its name, what has no number by what it is about.
   * @param {Data} record
   */
  document(record) {
    const { subject = "", number } = record;
    const kind = must(record, "kind");
    let name = `${kind.charAt(0).toUpperCase()}${kind.slice(1).toLowerCase()}`;
    if (!number) return `${name} ${subject || record.description || record.id}`;
    if (subject && this.kinds.get(kind)?.by_name) {
      const named = subject.startsWith("về ") ? subject.slice(3) : subject;
      name = named.toLowerCase().startsWith(`${kind} `) ? capital(named) : `${name} ${named}`;
    }
    return `${name} số ${number}`;
  }

  /**
   * What the document of an id is called; empty where there is none.
   * @param {string} id
   */
  documentOf(id) {
    const found = this.record("document", id);
    return found ? this.document(found) : "";
  }
}

const FILES = {
  procedure: "thu-tuc.json",
  document: "van-ban.json",
  indicator: "chi-so.json",
  form: "bieu.json",
  kinds: "loai-van-ban.json",
  organisation: "co-quan.json",
  field: "linh-vuc.json",
  stated: "so-lieu.json",
  reports: "bao-cao.json",
};

/**
 * @param {Read} read
 * @param {string} name
 */
async function fileOf(read, name) {
  const bytes = await read(name);
  try {
    return parsed(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Unreadable(`tệp ${name} không phải là JSON`);
  }
}

/**
 * Read the lists of a site.
 * @param {Read} read
 */
export async function published(read) {
  const found = await Promise.all(
    Object.entries(FILES).map(async ([target, name]) => {
      const list = await fileOf(read, name);
      if (!Array.isArray(list)) throw new Unreadable(`tệp ${name} không phải là danh sách`);
      return /** @type {const} */ ([target, list]);
    }),
  );
  return new Published(Object.fromEntries(found));
}

/**
 * Read a report and its chain.
 * @param {Read} read
 * @param {string} id
 * @returns {Promise<Report>}
 */
export async function reportOf(read, id) {
  const [report, chain] = await Promise.all([
    fileOf(read, `bao-cao/${id}.json`),
    fileOf(read, `bao-cao/${id}.seal.json`),
  ]);
  return { report, chain };
}

/** The keys of which the first version holds for the time before it too. */
const REQUIRED = ["name", "field", "definition", "title"];

/**
 * What a key of a record held on a day: the last of its versions that had begun.
 * @param {Data} record
 * @param {string} key
 * @param {string} day
 */
export function on(record, key, day) {
  /** @type {Data[]} */
  const versions = record.versions?.[key] ?? [];
  if (!versions.length) return record[key];
  const begun = versions.filter(({ since = "" }) => since <= day).at(-1);
  if (begun) return begun.value;
  return REQUIRED.includes(key) ? versions[0]?.value : undefined;
}

/**
 * Whether a procedure is in force: published by the day, and not ended since.
 * @param {Data} procedure
 * @param {string} day
 */
export function inForce(procedure, day) {
  const turns = ["mới ban hành", "thay thế bởi", "bãi bỏ"];
  /** @type {Data[]} */
  const status = (procedure.events ?? []).filter((/** @type {Data} */ one) => turns.includes(must(one, "action")));
  status.sort((one, other) => byDay(must(one, "effective"), must(other, "effective")));
  const past = status.filter(({ effective }) => effective <= day).at(-1);
  return past ? past.action === turns[0] : status[0]?.action !== turns[0];
}

/**
 * The online level of a procedure on a day, where it is known.
 * @param {Data} procedure
 * @param {string} day
 */
export function levelOn(procedure, day) {
  /** @type {Data[]} */
  const levels = procedure.online_level ?? [];
  return levels
    .filter(({ since = "" }) => since <= day)
    .map((one) => must(one, "value"))
    .slice(-1);
}

/**
 * @param {string} one
 * @param {string} other
 */
export function byDay(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
