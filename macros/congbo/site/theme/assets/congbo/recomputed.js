/* Recomputed: figures of a report computed again from published data, as `verify.py` does, and how, in words. */

import { Fraction } from "./exact.js";
import { byDay, inForce, label, levelOn, must, on, short } from "./published.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./published.js").Published} Published */

/**
 * @typedef {object} Counted  a record that counts, with the document or the event through which it does
 * @property {string} key
 * @property {Data} record
 * @property {Data | undefined} [document]
 * @property {Data} [event]
 */

/**
 * @typedef {object} Quantity  a number taken from the data, null where there is none for the time asked
 * @property {Fraction | null} value
 * @property {string} words  how it is taken
 * @property {Counted[]} counted
 */

/**
 * @typedef {object} Figure  as the data have it now
 * @property {string[]} values  exact: its own, above and below the line
 * @property {Map<string, string>} shown  what counts, and what stands beside its name
 * @property {Record<string, string>} said
 */

/** What a report stands for in time, by days as YEAR-MONTH-DAY, and what its seal calls renamed records. */
export class Frame {
  /**
   * @param {Data} report
   * @param {Map<string, string>} former
   * @param {Data} [before]  the period that it is compared with
   */
  constructor(report, former, before) {
    const period = before ?? must(report, "period");
    this.start = must(period, "start");
    this.end = must(period, "end");
    this.asOf = must(before ?? report, "as_of");
    this.day = before ? this.end : must(report, "day");
    this.organisation = must(report, "organisation");
    this.former = former;
  }

  /**
   * The time words that a day answers.
   * @param {string | null | undefined} day
   */
  moments(day) {
    const spans = [
      ["trong kỳ", this.start, this.end],
      ["đến cuối kỳ", "", this.end],
      ["từ đầu kỳ đến ngày báo cáo", this.start, this.day],
      ["ngày số liệu", "", this.asOf],
    ];
    return day ? spans.filter(([, start, end]) => start <= day && day <= end).map(([word]) => word) : [];
  }

  /** @param {Data | undefined} period */
  isPeriod(period) {
    if (!period) return false;
    return period.start === this.start && period.end === this.end && Object.keys(period).length === 2;
  }

  /**
   * The id by which the seal knows a record.
   * @param {string} key
   */
  called(key) {
    const was = this.former.get(key) ?? key;
    return was.slice(was.indexOf("/") + 1);
  }
}

/** @typedef {(one: Counted, frame: Frame) => any[]} Held  the words that hold of a candidate */

const paper = (/** @type {Counted} */ one) => one.document ?? one.record;
const yesNo = (/** @type {unknown} */ value) => [value ? "có" : "không"];

/**
 * Of each condition: what it is called, what its words are ids of, and the words that hold of a candidate.
 * @type {Record<string, [string, string, Held]>}
 */
const CONDITIONS = {
  kind: ["loại văn bản", "", (one) => [paper(one).kind]],
  issuer: ["cơ quan ban hành", "organisation", (one) => [paper(one).issuer]],
  advised_by: ["cơ quan tham mưu", "organisation", (one) => [paper(one).advised_by]],
  topics: ["chủ đề", "field", ({ record }) => record.topics ?? []],
  applies_to: ["năm áp dụng", "", ({ record }, frame) => years(record, frame)],
  issued: ["ngày ban hành", "", (one, frame) => frame.moments(paper(one).issued)],
  normative: ["quy phạm pháp luật", "", ({ record }) => yesNo(record.normative)],
  unlawful: ["trái pháp luật", "", ({ record }) => yesNo(record.unlawful)],
  in_force: ["hiệu lực", "", ({ record }, { asOf }) => (inForce(record, asOf) ? ["ngày số liệu"] : [])],
  field: ["lĩnh vực", "field", ({ record }, { asOf }) => [on(record, "field", asOf)]],
  online_level: ["mức độ trực tuyến", "", ({ record }, { asOf }) => levelOn(record, asOf)],
  receiving: ["nơi tiếp nhận", "organisation", ({ record }, { asOf }) => [on(record, "receiving", asOf)]],
  disclosed: ["nơi công khai", "", ({ record }) => places(record)],
  action: ["sự kiện", "", ({ event }) => [event?.action]],
  effective: ["ngày có hiệu lực", "", ({ event }, frame) => frame.moments(event?.effective)],
};
/** @type {Record<string, string>} */
const OF_WORKFLOWS = { issued: "ngày phê duyệt", issuer: "cơ quan phê duyệt" }; // are called otherwise

/** The columns of Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP), which counts from (3). */
const COLUMNS = new Map([
  ["received_total", "Số hồ sơ nhận giải quyết: tổng số"],
  ["received_online", "Tiếp nhận trực tuyến"],
  ["received_direct", "Tiếp nhận trực tiếp, qua dịch vụ bưu chính"],
  ["carried_over", "Từ kỳ trước chuyển qua"],
  ["resolved_total", "Số hồ sơ đã giải quyết: tổng số"],
  ["resolved_early", "Giải quyết trước hạn"],
  ["resolved_on_time", "Giải quyết đúng hạn"],
  ["resolved_overdue", "Giải quyết quá hạn"],
  ["pending_total", "Số hồ sơ đang giải quyết: tổng số"],
  ["pending_in_time", "Đang giải quyết trong hạn"],
  ["pending_overdue", "Đang giải quyết quá hạn"],
]);
export const PLACE = new Map([...COLUMNS.keys()].map((column, index) => [column, index + 3]));

/**
 * The years that a document is for, and the word for that of the period.
 * @param {Data} document
 * @param {Frame} frame
 */
function years(document, frame) {
  const found = (document.applies_to ?? []).map(String);
  return found.includes(frame.end.slice(0, 4)) ? [...found, "năm của kỳ"] : found;
}

/** @param {Data} procedure */
function places(procedure) {
  return (procedure.disclosed ?? []).map((/** @type {Data} */ one) => must(one, "place"));
}

/**
 * A condition; one that is not known here is called by its key, and nothing meets it.
 * @param {string} key
 * @returns {[string, string, Held]}
 */
function condition(key) {
  return (Object.hasOwn(CONDITIONS, key) && CONDITIONS[key]) || [key, "", () => []];
}

/**
 * Everything that could count.
 * @type {Record<string, (data: Published) => Counted[]>}
 */
const CANDIDATES = {
  "văn bản": (data) => data.all("document").map(([id, record]) => ({ key: `document/${id}`, record })),
  "thủ tục": (data) => data.all("procedure").map(([id, record]) => ({ key: `procedure/${id}`, record })),
  "sự kiện": (data) =>
    data.all("procedure").flatMap(([id, record]) =>
      (record.events ?? []).map((/** @type {Data} */ event) => {
        const document = data.record("document", must(event, "decision"));
        return { key: `procedure/${id}`, record, document, event };
      }),
    ),
  "quy trình nội bộ": (data) =>
    data.all("document").flatMap(([, document]) =>
      (document.workflows ?? []).flatMap((/** @type {string} */ id) => {
        const record = data.record("procedure", id);
        return record ? [{ key: `procedure/${id}`, record, document }] : [];
      }),
    ),
};

/**
 * Whether a candidate meets a condition: one of the words, and every one of the places.
 * @param {Counted} one
 * @param {string} key
 * @param {string[]} words
 * @param {Frame} frame
 */
function meets(one, key, words, frame) {
  const held = condition(key)[2](one, frame);
  const holds = (/** @type {string} */ word) => held.includes(word);
  return key === "disclosed" ? words.every(holds) : words.some(holds);
}

/** @typedef {(definition: Data, frame: Frame, data: Published) => Quantity} Operand */

/** @type {Operand} */
function count(definition, frame, data) {
  const what = definition.count;
  /** @type {[string, string[]][]} */
  const where = Object.entries(definition.where ?? {});
  const asked = where.map(([key, words]) => {
    const [usual, kind] = condition(key);
    const named = (what === "quy trình nội bộ" && OF_WORKFLOWS[key]) || usual;
    return `${named} là ${words.map((word) => frame.called(`${kind}/${word}`)).join(" hoặc ")}`;
  });
  /** @type {Map<string, Counted>} */
  const found = new Map();
  for (const one of CANDIDATES[what]?.(data) ?? []) {
    if (!found.has(one.key) && where.every(([key, words]) => meets(one, key, words, frame))) found.set(one.key, one);
  }
  const words = `đếm ${what}${asked.length ? `: ${asked.join(", ")}` : ""}`;
  return { value: new Fraction(BigInt(found.size)), words, counted: [...found.values()] };
}

/** @type {Operand} */
function dossiers(definition, frame, data) {
  const column = definition.dossiers;
  const own = data.rows.filter(
    (/** @type {Data} */ row) =>
      frame.isPeriod(must(row, "period")) &&
      (!frame.organisation || must(row, "organisation") === frame.organisation),
  );
  const whole = own.filter((/** @type {Data} */ row) => !row.unit && !row.field);
  const rows = whole.length ? whole : own;
  const counted = rows.map((/** @type {Data} */ record) => ({ key: `dossiers/${record.id}`, record }));
  const cells = rows.map((/** @type {Data} */ row) => must(row, "counts")[column] ?? new Fraction(0n));
  const words = `Biểu II.06a/VPCP/KSTT, cột (${PLACE.get(column) ?? "?"}): ${COLUMNS.get(column) ?? column}`;
  return { value: rows.length ? sum(cells) : null, words, counted };
}

/** @type {Operand} */
function statistic(definition, frame, data) {
  const measure = definition.statistic;
  const ofMeasure = data.ofMeasure(measure);
  const ofPeriod = ofMeasure.filter(({ period }) => frame.isPeriod(period));
  const ofDay = ofMeasure.filter(({ day = "~" }) => day <= frame.asOf).sort((a, b) => byDay(a.day, b.day));
  const record = (ofPeriod.length ? ofPeriod : ofDay).at(-1);
  const words = `số liệu tự khai “${ofMeasure[0] ? must(ofMeasure[0], "title") : measure}”`;
  if (!record) return { value: null, words, counted: [] };
  return { value: must(record, "value"), words, counted: [{ key: `statistic/${record.id}`, record }] };
}

/** @type {Operand} */
function total(definition, frame, data) {
  /** @type {Quantity[]} */
  const parts = definition.sum.map((/** @type {Data} */ part) => quantity(part, frame, data));
  const values = parts.flatMap(({ value }) => value ?? []);
  const counted = new Map(parts.flatMap((part) => part.counted.map((one) => [one.key, one])));
  return {
    value: values.length === parts.length ? sum(values) : null,
    words: `tổng của (${parts.map(({ words }) => words).join(" + ")})`,
    counted: [...counted.values()],
  };
}

/** @param {Fraction[]} values */
function sum(values) {
  return values.reduce((one, other) => one.plus(other), new Fraction(0n));
}

/** @type {Record<string, Operand>} */
const OPERANDS = { count, dossiers, statistic, sum: total };

/**
 * The number that a definition, or a part of one, takes from the data.
 * @type {Operand}
 */
function quantity(definition, frame, data) {
  for (const [key, take] of Object.entries(OPERANDS)) {
    const given = definition[key];
    if (given && given.length !== 0) return take(definition, frame, data);
  }
  return { value: null, words: `cách tính chưa biết (${Object.keys(definition).join(", ")})`, counted: [] };
}

/**
 * A figure as the data have it now.
 * @param {string} id
 * @param {Frame} frame
 * @param {Published} data
 * @returns {Figure}
 */
export function figure(id, frame, data) {
  const indicator = data.record("indicator", id);
  const definition = indicator ? must(indicator, "definition") : { statistic: id };
  const { values, words, counted } = computed(definition, frame, data);
  const shown = new Map(counted.map((one) => [one.key, beside(one)]));
  const record = indicator ?? counted.at(-1)?.record ?? data.ofMeasure(id).at(-1) ?? {};
  const said = { title: record.title ?? "", unit: record.unit ?? "" };
  if (indicator) Object.assign(said, { definition: words, target: target(indicator, frame, data) });
  else Object.assign(said, { stated: stated(record, data) });
  return { values: values.map((value) => (value ? value.toString() : "")), shown, said };
}

/**
 * @param {Data} definition
 * @param {Frame} frame
 * @param {Published} data
 */
function computed(definition, frame, data) {
  const { ratio } = definition;
  if (!ratio) {
    const { value, words, counted } = quantity(definition, frame, data);
    return { values: [value, null, null], words, counted };
  }
  const above = quantity(must(ratio, "numerator"), frame, data);
  const below = quantity(must(ratio, "denominator"), frame, data);
  const value = above.value && below.value?.above ? above.value.percentOf(below.value) : null;
  const words = `tử số ${above.words}; mẫu số ${below.words}`;
  return { values: [value, above.value, below.value], words, counted: [...below.counted, ...above.counted] };
}

/**
 * What the evidence of a figure says beside a record's name.
 * @param {Counted} one
 */
function beside({ key, record, document, event }) {
  if (event && document) {
    return `${event.action}, ${must(document, "number")}, hiệu lực ${short(must(event, "effective"))}`;
  }
  if (document) return label(document);
  return key.startsWith("document/") && record.issued ? `ngày ${short(record.issued)}` : "";
}

/**
 * What is to be reached in the year of the report.
 * @param {Data} indicator
 * @param {Frame} frame
 * @param {Published} data
 */
function target(indicator, frame, data) {
  const steps = indicator.target ? must(indicator.target, "steps") : [];
  const step = steps.find((/** @type {Data} */ one) => String(must(one, "year")) === frame.end.slice(0, 4));
  if (!step) return "";
  const source = data.record("document", must(step, "source"));
  const words = `${must(indicator.target, "direction")} ${printed(must(step, "value"))}, năm ${step.year}`;
  return `${words}, ${source ? label(source) : step.source}`;
}

/**
 * Where a declared number is stated.
 * @param {Data} declared
 * @param {Published} data
 */
function stated(declared, data) {
  const place = declared.stated_in ?? {};
  const document = data.record("document", place.document ?? "");
  return [document ? label(document) : "", place.place, declared.note].filter(Boolean).join("; ");
}

/**
 * A number as it is printed, with one decimal at most, rounded half up: `1 247`, `87,5`.
 * @param {Fraction} value
 */
export function printed({ above, below }) {
  const tenths = ((above < 0n ? -above : above) * 20n + below) / (2n * below);
  const [whole, part] = [tenths / 10n, tenths % 10n];
  const sign = above < 0n && tenths ? "-" : "";
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${sign}${grouped}${part ? `,${part}` : ""}`;
}
