/* Published data: what a site publishes of its records and reports, read whole, and what they say on a day. */

import { parsed } from "./exact.js";

/** @typedef {import("./exact.js").Data} Data */

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

/** The lists of a site, by what a seal calls their kinds and by id. */
export class Published {
  /** @param {Record<string, Data[]>} files  the lists by what is in them */
  constructor(files) {
    const stated = must(files, "stated");
    this.statistics = stated.filter((/** @type {Data} */ one) => "measure" in one);
    this.rows = stated.filter((/** @type {Data} */ one) => "counts" in one);
    this.reports = must(files, "reports").filter((/** @type {Data} */ one) => one.seal);
    /** @type {[string, Data[]][]} */
    const kinds = Object.entries({ ...files, statistic: this.statistics, dossiers: this.rows });
    /** @type {Map<string, Map<string, Data>>} */
    this.lists = new Map(kinds.map(([target, of]) => [target, new Map(of.map((one) => [must(one, "id"), one]))]));
    const renamed = kinds.flatMap(([target, of]) =>
      of.flatMap(({ id, former_ids: former = [] }) =>
        former.map((/** @type {string} */ was) => /** @type {const} */ ([`${target}/${was}`, `${target}/${id}`])),
      ),
    );
    this.nowCalled = new Map(renamed);
  }

  /**
   * What a record is called now that a seal knows by this name.
   * @param {string} key
   */
  current(key) {
    return this.nowCalled.get(key) ?? key;
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
}

const FILES = {
  procedure: "thu-tuc.json",
  document: "van-ban.json",
  indicator: "chi-so.json",
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
  return key === "name" || key === "field" ? versions[0]?.value : undefined;
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

/**
 * A day as it is printed: `28/03/2024`.
 * @param {string} day
 */
export function short(day) {
  return day.split("-").reverse().join("/");
}

/**
 * What a record is called in lists.
 * @param {Data} record
 * @returns {string}
 */
export function label(record) {
  if ("number" in record && "kind" in record) {
    const { kind, number } = record;
    return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} số ${number}`;
  }
  return String(record.short_name || record.name || record.title);
}
