/* Sealed: a report's seal held against published data, as `verify.py` does and in the same words. */

import { digest, Fraction } from "./exact.js";
import { Frame } from "./frames.js";
import { Unknown, must } from "./published.js";
import { figure } from "./recomputed.js";
import { heldOf, spoken, withoutZeros } from "./records.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Report} Report */

/** @typedef {{ id: string, title: string, problem: string }} Result  the problem is empty where all holds */

/** What the problem of a figure begins with that these scripts do not know how to compute. */
export const UNKNOWN = "không tính lại được";

/**
 * @typedef {object} FigureValues  a figure as it is computed again, and as it was sealed
 * @property {string} now  its present id
 * @property {string} unit
 * @property {string[]} values
 * @property {string[]} sealed
 */

/** @typedef {[part: string, id: string, sealed: any]} State */

const PARTS = { figures: "số liệu", records: "bản ghi", names: "tên", keys: "lời báo cáo" };

/**
 * The digest of each link, as the chain says it.
 * @param {Data} chain
 * @returns {string[]}
 */
export function carriedBy(chain) {
  const before = must(chain, "rectifications").map((/** @type {Data} */ one) => must(one, "previous"));
  return [...before, must(chain, "head")];
}

/**
 * Where the links of a seal do not hold together.
 * @param {Data} chain
 */
export async function chainProblems(chain) {
  const { format, report, seal, rectifications } = chain;
  const links = await Promise.all([{ format, report, seal }, ...rectifications].map(digest));
  const carried = carriedBy(chain);
  const problems = [];
  for (const [place, is] of links.entries()) {
    const link = place ? `đính chính thứ ${place}` : "phần niêm phong";
    if (is !== carried[place]) problems.push(`${link} không còn như lúc ghi`);
  }
  const days = [seal, ...rectifications].map((one) => must(one, "date"));
  if (days.some((day, index) => index && day < days[index - 1])) {
    problems.push("ngày của các đính chính không theo thứ tự");
  }
  return problems;
}

/**
 * What must hold: what was sealed, and over it what each rectification says in turn.
 * @param {Data} chain
 * @returns {State[]}
 */
function expected(chain) {
  const shown = must(must(chain, "seal"), "shown");
  /** @type {Map<string, State>} */
  const states = new Map();
  for (const [key, part] of Object.entries(PARTS)) {
    for (const [id, sealed] of Object.entries(must(shown, key))) states.set(`${part}:${id}`, [part, id, sealed]);
  }
  for (const one of must(chain, "rectifications")) {
    for (const change of must(one, "changes")) {
      const { part, id, value } = change;
      states.delete(`${part}:${id}`);
      if (must(change, "value") !== null) states.set(`${part}:${id}`, [part, id, value]);
    }
  }
  return [...states.values()];
}

const SAID = {
  title: "tên",
  unit: "đơn vị",
  definition: "cách tính",
  stated: "nơi khai",
  target: "chỉ tiêu",
  time: "thời gian",
};
/** What follows from a value, told where that is as it was sealed. */
const SAID_OF_VALUE = {
  text: "chữ in tính lại",
  state: "tình trạng tính lại",
  verdict: "đánh giá tính lại",
  score: "điểm",
  beside: "số tự khai bên cạnh",
};
const IN_FILE = {
  title: "tên trong tệp của báo cáo",
  unit: "đơn vị trong tệp của báo cáo",
  text: "chữ in",
  state: "tình trạng",
  verdict: "đánh giá",
};
const RECORD = {
  name: "tên",
  value: "giá trị",
  cells: "các ô",
  stated: "nơi khai",
  explained: "giải thích chỗ lệch",
};
const NAME = { full: "tên đầy đủ", short: "tên ngắn", long: "tên khi dẫn" };
const KEYS = {
  title: "tên báo cáo",
  organisation: "cơ quan báo cáo",
  period: "kỳ báo cáo",
  previous: "kỳ so sánh",
  as_of: "ngày số liệu",
  day: "ngày báo cáo",
};

/**
 * Where words are not those that were sealed; what is not there is as good as empty.
 * @param {Data} now
 * @param {Data} sealed
 * @param {Record<string, string>} names
 */
function differences(now, sealed, names) {
  return Object.entries(names).flatMap(([key, name]) => {
    const [is, was] = [now[key] || "", sealed[key] ?? ""];
    return is === was ? [] : [`${name} nay là “${is}”, niêm phong “${was}”`];
  });
}

/** A report with its seal, held against the data of its site. */
export class Held {
  /**
   * @param {Report} of
   * @param {Published} data
   */
  constructor({ report, chain }, data) {
    this.report = report;
    this.chain = chain;
    this.data = data;
    this.states = expected(chain);
    this.figures = this.part("số liệu");
    const former = new Map(this.part("tên").map(([, key]) => [data.current(key), key]));
    this.former = former;
    this.frame = Frame.of(report, former);
  }

  /** @param {string} name */
  part(name) {
    return this.states.filter(([part]) => part === name);
  }

  /**
   * Each sealed figure, in the order of the report.
   * @returns {(Result & FigureValues)[]}
   */
  figureResults() {
    return [...this.computedResults(), ...this.countedForms()];
  }

  /**
   * The forms in the text whose cells were counted from the register, which is not done again here.
   * @returns {(Result & FigureValues)[]}
   */
  countedForms() {
    const sealed = this.part("lời báo cáo").find(([, id]) => id === "body")?.[2];
    /** @type {(string | [string, string, ...string[]])[][]} */
    const text = sealed ?? must(must(must(this.chain, "seal"), "shown"), "body");
    return text
      .flat()
      .filter((token) => typeof token !== "string" && token[0] === "form" && token.length > 2)
      .map(([, form = ""]) => {
        const title = `ô đếm của biểu ${form}`;
        const problem = `${UNKNOWN}: các ô này được đếm từ sổ thủ tục`;
        return { id: form, now: form, title, unit: "", sealed: [], values: [], problem };
      });
  }

  /** @returns {(Result & FigureValues)[]} */
  computedResults() {
    return this.figures.map(([, id, sealed]) => {
      const now = this.data.current(`indicator/${id}`).slice("indicator/".length);
      const { title, unit = "", values } = sealed;
      const of = { id, now, title, unit, sealed: values };
      try {
        const found = figure(now, this.frame, this.data);
        return { ...of, values: found.values, problem: this.problemsOf(now, found, sealed).join("; ") };
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
        return { ...of, values: [], problem: `${UNKNOWN}: ${error.message}` };
      }
    });
  }

  /**
   * What of a figure is not as it was sealed.
   * @param {string} id
   * @param {import("./recomputed.js").Figure} found
   * @param {Data} sealed
   */
  problemsOf(id, found, sealed) {
    const before = this.previousProblems(id, sealed["previous_value"]);
    const values = valueProblems(found.values, must(sealed, "values"), this.inFile(id));
    const same = String(found.values) === String(sealed["values"]);
    return [
      ...values,
      ...(same ? differences(found.said, sealed, SAID_OF_VALUE) : []),
      ...this.countedProblems(found.shown, sealed["records"] ?? {}),
      ...before,
      ...differences(found.said, sealed, SAID),
      ...differences(this.inFile(id), sealed, IN_FILE),
    ];
  }

  /**
   * @param {Map<string, string>} now
   * @param {Data} sealed
   */
  countedProblems(now, sealed) {
    const then = new Map(Object.entries(sealed).map(([key, beside]) => [this.data.current(key), beside]));
    const said = (/** @type {string | undefined} */ text) => (text === undefined ? "không tính" : `“${text}”`);
    return [...new Set([...then.keys(), ...now.keys()])]
      .filter((key) => now.get(key) !== then.get(key))
      .map((key) => `${called(key)}: nay ${said(now.get(key))}, niêm phong ${said(then.get(key))}`);
  }

  /**
   * @param {string} id
   * @param {string | undefined} sealed
   */
  previousProblems(id, sealed) {
    if (!this.report.previous) return [];
    const before = Frame.of(this.report, this.former, this.report.previous);
    const [value] = figure(id, before, this.data).values;
    if (sealed === undefined || value === sealed) return [];
    return [`kỳ trước tính lại ${plain(value)}, niêm phong ${plain(sealed)}`];
  }

  /**
   * A figure as the file of the report has it.
   * @param {string} id
   */
  inFile(id) {
    /** @type {Data[]} */
    const figures = must(this.report, "figures");
    return figures.filter((one) => must(one, "id") === id).at(-1) ?? {};
  }

  /**
   * Each sealed record and name.
   * @returns {Result[]}
   */
  recordResults() {
    const days = [must(this.report.period, "end"), this.report.as_of, this.report.day].sort();
    const last = days[days.length - 1];
    return [...this.part("bản ghi"), ...this.part("tên")].flatMap(([part, key, sealed]) => {
      const [target = "", ...rest] = this.data.current(key).split("/");
      if (!this.data.lists.has(target)) return [];
      const record = this.data.record(target, rest.join("/"));
      const title = sealed.name ?? sealed.full ?? key;
      if (!record) return [{ id: key, title, problem: "không còn trong dữ liệu" }];
      const forms = Object.entries(NAME).filter(([form]) => form in sealed);
      const names = part === "tên" ? Object.fromEntries(forms) : RECORD;
      const then = Object.fromEntries(Object.entries(sealed).map(([form, value]) => [form, spoken(value)]));
      if (then["cells"]) then["cells"] = withoutZeros(then["cells"]);
      const problems = differences(heldOf(record, target, last, this.data), then, names);
      return [{ id: key, title, problem: problems.join("; ") }];
    });
  }

  /** Where the head of the report is not what was sealed. */
  keyProblems() {
    /** @type {Data} */
    const sealed = Object.fromEntries(this.part("lời báo cáo").map(([, key, value]) => [key, value]));
    const organisation = this.data.current(`organisation/${must(sealed, "organisation")}`);
    sealed.organisation = organisation.slice("organisation/".length);
    const [now, then] = [this.report, sealed].map((of) =>
      Object.fromEntries(Object.keys(KEYS).map((key) => [key, spoken(of[key])])),
    );
    return differences(now ?? {}, then ?? {}, KEYS);
  }
}

/**
 * @param {string[]} now
 * @param {string[]} then
 * @param {Data} file  the figure as the file of the report has it
 */
function valueProblems(now, then, file) {
  const same = now.length === then.length && now.every((value, index) => value === then[index]);
  if (!same) return [`tính lại ${exactly(now)}, niêm phong ${exactly(then)}`];
  const numbers = [file.value, file.numerator, file.denominator].map((one) => (one ? one.nearest() : null));
  const published = now.every((text, index) => (Fraction.read(text)?.nearest() ?? null) === numbers[index]);
  return published ? [] : [`tệp của báo cáo không ghi ${exactly(now)}`];
}

/**
 * Exact values as they are read: `87,5 (14 trên 16)`.
 * @param {string[]} values
 */
export function exactly([value = "", above = "", below = ""]) {
  const parts = [above, below].map((part) => (part ? plain(part) : "?"));
  return plain(value) + (above || below ? ` (${parts.join(" trên ")})` : "");
}

/** @param {string | undefined} value */
function plain(value = "") {
  const exact = /^-?\d+(\/0*[1-9]\d*)?$/.test(value) ? Fraction.read(value) : null;
  return exact?.plain ?? (value || "không có");
}

/** @type {Record<string, string>} */
const KINDS = {
  procedure: "thủ tục",
  document: "văn bản",
  statistic: "số liệu tự khai",
  dossiers: "dòng Biểu II.06a",
  observation: "biểu đã điền",
  form: "biểu",
  organisation: "cơ quan",
  field: "lĩnh vực",
};

/**
 * What a seal calls a record, as it is read: `văn bản 17-KH-SOMAU-2024`.
 * @param {string} key
 */
export function called(key) {
  const [target = "", ...rest] = key.split("/");
  return `${KINDS[target] ?? target} ${rest.join("/")}`;
}
