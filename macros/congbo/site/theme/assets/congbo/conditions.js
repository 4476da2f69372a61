/* Conditions: what a definition may ask of the records that it counts, and what could count. */

import { Fraction } from "./exact.js";
import { Unknown, inForce, levelOn, must, on } from "./published.js";
import { short } from "./wording.js";

/** @typedef {import("./exact.js").Data} Data */
/** @typedef {import("./frames.js").Frame} Frame */
/** @typedef {import("./published.js").Published} Published */
/** @typedef {import("./published.js").Span} Span */

/**
 * @typedef {object} Counted  a record that counts, with the document or the event through which it does
 * @property {string} key
 * @property {Data} record
 * @property {Data | undefined} [document]
 * @property {Data} [event]
 */

/**
 * @typedef {object} Condition  of the words that it asks for one must hold, or `every` one
 * @property {string} label
 * @property {(one: Counted, frame: Frame, data: Published) => any[]} held  the words that hold of a candidate
 * @property {string} [names]  what its words are ids of
 * @property {boolean} [undated]  where records do not say since when it is so
 * @property {boolean} [every]
 */

/**
 * The document through which a candidate counts, or which it is; nothing of an event without one.
 * @param {Counted} one
 * @returns {Data}
 */
const paper = (one) => one.document ?? (one.event ? {} : one.record);
const yesNo = (/** @type {unknown} */ value) => [value ? "có" : "không"];

/** @type {Record<string, Condition>} */
export const CONDITIONS = {
  kind: { label: "loại văn bản", held: (one) => [paper(one).kind] },
  issuer: { label: "cơ quan ban hành", names: "organisation", held: issuers },
  advised_by: { label: "cơ quan tham mưu", names: "organisation", held: (one) => [paper(one).advised_by] },
  topics: { label: "chủ đề", names: "field", held: ({ record }) => record.topics ?? [] },
  applies_to: { label: "năm áp dụng", held: ({ record }, frame) => years(record, frame) },
  issued: { label: "ngày ban hành", held: (one, frame) => frame.moments(paper(one).issued) },
  normative: { label: "quy phạm pháp luật", held: ({ record }) => yesNo(record.normative) },
  unlawful: { label: "trái pháp luật", undated: true, held: ({ record }) => yesNo(record.unlawful) },
  in_force: {
    label: "hiệu lực",
    held: ({ record }, { asOf }) => (inForce(record, asOf) ? ["ngày số liệu"] : []),
  },
  field: { label: "lĩnh vực", names: "field", held: ({ record }, { asOf }) => [on(record, "field", asOf)] },
  online_level: { label: "mức độ trực tuyến", held: ({ record }, { asOf }) => levelOn(record, asOf) },
  receiving: {
    label: "nơi tiếp nhận",
    names: "organisation",
    undated: true,
    held: ({ record }, { asOf }) => [on(record, "receiving", asOf)].flat(),
  },
  disclosed: {
    label: "nơi công khai",
    undated: true,
    every: true,
    held: ({ record }) => places(record),
  },
  announces: { label: "công bố thủ tục hành chính", held: ({ record }, _, data) => yesNo(announces(record, data)) },
  level: { label: "cấp thực hiện", held: ({ record }, { asOf }) => levels(record, asOf) },
  content: {
    label: "nội dung",
    held: ({ record }, { asOf }) => (wholeContent(record, asOf) ? ["đủ bảy bộ phận"] : []),
  },
  action: { label: "sự kiện", held: ({ event }) => [event?.action] },
  effective: {
    label: "ngày có hiệu lực",
    held: ({ event }, frame) => frame.moments(event?.effective),
  },
};
/**
 * What is called otherwise of a subject.
 * @type {Record<string, Record<string, string>>}
 */
const OTHERWISE = {
  "quy trình nội bộ": { issued: "ngày phê duyệt", issuer: "cơ quan phê duyệt" },
  "sự kiện": { issued: "ngày quyết định" },
};
const OWN_BODY = "cơ quan báo cáo"; // how a condition names the body whose report it is
const ANYWHERE = "một nơi bất kỳ"; // how one asks that a procedure is open to the public, wherever that is
const LEVELS = new Map([
  ["cấp bộ", ["bo", "trung uong"]],
  ["cấp tỉnh", ["tinh", "thanh pho truc thuoc"]],
  ["cấp huyện", ["huyen"]],
  ["cấp xã", ["xa", "phuong", "dac khu"]],
]); // with the words that name each, without marks

/**
 * The levels of government that a procedure is handled at: of “Cấp tỉnh, Cấp xã” both.
 * @param {Data} procedure
 * @param {string} day
 */
function levels(procedure, day) {
  const marked = (on(procedure, "level", day) ?? "").toLowerCase().replaceAll("đ", "d").normalize("NFD");
  const words = marked.replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}]+/u);
  const text = ` ${words.filter(Boolean).join(" ")} `;
  return [...LEVELS].flatMap(([level, names]) => (names.some((name) => text.includes(` ${name} `)) ? [level] : []));
}

/**
 * Where a procedure is open to the public.
 * @param {Data} procedure
 */
function places(procedure) {
  const found = (procedure.disclosed ?? []).map((/** @type {Data} */ one) => must(one, "place"));
  return found.length ? [...found, ANYWHERE] : [];
}

/**
 * Whether a document did anything to a procedure but propose to abolish it.
 * @param {Data} document
 * @param {Published} data
 */
function announces(document, data) {
  return data.all("procedure").some(([, { events = [] }]) =>
    events.some((/** @type {Data} */ event) => {
      return must(event, "decision") === document.id && must(event, "action") !== "đề nghị bãi bỏ";
    }),
  );
}

/**
 * Whether a value says something: no empty text, list or nothing.
 * @param {any} value
 */
function isSaid(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value instanceof Fraction ? value.above !== 0n : Boolean(value);
}

/**
 * Whether a procedure says on a day all that khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP asks for.
 * @param {Data} procedure
 * @param {string} day
 */
function wholeContent(procedure, day) {
  const { processing_time: timed = [] } = procedure;
  const cases = on(procedure, "cases", day) ?? [];
  const authority = on(procedure, "authority", day) ?? {};
  const byCase = ["steps", "channels", "dossier", "dossier_sets"];
  const known = timed.some((/** @type {Data} */ { since = "" }) => since <= day);
  const limits = (cases.length ? cases : [{}]).every((/** @type {Data} */ one) => limited(one, procedure, day));
  const decided = ["decides", "handles", "decided_by", "handled_by"].some((key) => isSaid(authority[key]));
  const inEvery = (/** @type {string} */ part) =>
    cases.length > 0 && cases.every((/** @type {Data} */ one) => isSaid(one[part]));
  return (
    decided &&
    (known || limits) &&
    ["name", "applicants"].every((part) => isSaid(on(procedure, part, day))) &&
    byCase.every((part) => isSaid(on(procedure, part, day)) || inEvery(part))
  );
}

/**
 * Whether a case has a time limit of its own, or each of its ways to file has one.
 * @param {Data} one
 * @param {Data} procedure
 * @param {string} day
 */
function limited(one, procedure, day) {
  const ways = one.channels ?? on(procedure, "channels", day) ?? [];
  return (
    Boolean(one.processing_time) ||
    (ways.length > 0 && ways.every((/** @type {Data} */ way) => Boolean(way.processing_time)))
  );
}

/**
 * The bodies that issued a document, all of those that did so together.
 * @param {Counted} one
 */
function issuers(one) {
  const { issuer, joint_issuers: joint = [] } = paper(one);
  return [issuer, ...joint];
}

/**
 * The years that a document is for, and the word for that of the period.
 * @param {Data} document
 * @param {Frame} frame
 */
function years(document, { period }) {
  const found = (document.applies_to ?? []).map(String);
  return found.includes(period[1].slice(0, 4)) ? [...found, "năm của kỳ"] : found;
}

/**
 * @param {string} key
 * @returns {Condition}
 */
function condition(key) {
  const found = Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key] : undefined;
  if (!found) throw new Unknown(`điều kiện chưa biết (${key})`);
  return found;
}

/**
 * Whether a candidate meets a condition; without a body, one that names the report's is met by all.
 * @param {[Condition, string[]]} asked
 * @param {Counted} one
 * @param {Frame} frame
 * @param {Published} data
 */
function meets([{ held, names, every }, words], one, frame, data) {
  const found = held(one, frame, data);
  const own = names && words.includes(OWN_BODY);
  const holds = (/** @type {string} */ word) => found.includes(own && word === OWN_BODY ? frame.organisation : word);
  if (own && !frame.organisation) return true;
  if (words.includes(ANYWHERE)) return holds(ANYWHERE);
  if (every) return words.every(holds);
  return words.some(holds);
}

/**
 * What may be counted: everything of it.
 * @type {Record<string, (data: Published) => Counted[]>}
 */
const SUBJECTS = {
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
 * What meets every condition, each record once.
 * @param {string} what
 * @param {Data} where
 * @param {Frame} frame
 * @param {Published} data
 */
export function countedOf(what, where, frame, data) {
  const candidates = Object.hasOwn(SUBJECTS, what) ? SUBJECTS[what] : undefined;
  if (!candidates) throw new Unknown(`chưa biết cách đếm (${what})`);
  /** @type {[Condition, string[]][]} */
  const asked = Object.entries(where).map(([key, words]) => [condition(key), words]);
  /** @type {Map<string, Counted>} */
  const found = new Map();
  for (const one of candidates(data)) {
    if (!found.has(one.key) && asked.every((of) => meets(of, one, frame, data))) found.set(one.key, one);
  }
  return [...found.values()];
}

/**
 * The time that a count stands for: a day for a stock, the period for a flow.
 * @param {string} what
 * @param {Data} where
 * @param {Frame} frame
 * @returns {Span}
 */
export function timeOfCount(what, where, { period, asOf, day }) {
  const words = Object.values(where).flat();
  const [start, end] = period;
  if (what === "thủ tục" || words.includes("ngày số liệu")) return ["", asOf];
  if (words.includes("đến cuối kỳ")) return ["", end];
  return [start, words.includes("từ đầu kỳ đến ngày báo cáo") && day > end ? day : end];
}

/**
 * What is counted, by its conditions: `đếm văn bản: loại văn bản là kế hoạch hoặc báo cáo`.
 * @param {string} what
 * @param {Data} where
 * @param {Frame} frame
 */
export function countInWords(what, where, frame) {
  const asked = Object.entries(where).map(([key, words]) => {
    const { label, names = "" } = condition(key);
    const named = OTHERWISE[what]?.[key] ?? label;
    const said = words.map((/** @type {string} */ word) => frame.called(`${names}/${word}`));
    return `${named} là ${said.join(" hoặc ")}`;
  });
  return `đếm ${what}${asked.length ? `: ${asked.join(", ")}` : ""}`;
}

/**
 * What the evidence of a figure says beside a record's name.
 * @param {Counted} one
 * @param {Published} data
 */
export function beside({ key, record, document, event }, data) {
  if (event && document) {
    return `${event.action}, ${document.number ?? ""}, hiệu lực ${short(must(event, "effective"))}`;
  }
  if (document) return data.document(document);
  return key.startsWith("document/") && record.issued ? `ngày ${short(record.issued)}` : "";
}
