/* Self-check: the button that computes a sealed report again on the reader's device, from the site's own data. */

import { element, say, the } from "./elements.js";
import { Fraction } from "./exact.js";
import { Unreadable, published, reportOf } from "./published.js";
import { Held, UNKNOWN, called, carriedBy, chainProblems } from "./sealed.js";
import { printed } from "./wording.js";

/** @typedef {ReturnType<Held["figureResults"]>[number]} FigureResult */

/**
 * @typedef {object} Check  what was found
 * @property {string} head
 * @property {number} links  of the chain
 * @property {FigureResult[]} figures
 * @property {import("./sealed.js").Result[]} records
 * @property {string[]} wrong  with the seal and its mark
 * @property {string[]} atHead  of the report
 * @property {number} since  the mark on paper was made, how many rectifications there are
 * @property {boolean} digested  whether this browser could compute digests here
 */

const FILES = 11; // those that a check reads
const BY_PROGRAM = "Hãy kiểm tra bằng verify.py như nói ở dưới.";

/** A file could not be fetched; its message says which and why. */
class Unfetched extends Error {}

/**
 * Give a reader of files below an address, which tells of each that it has read.
 * @param {string} address
 * @param {() => void} onRead
 * @returns {import("./published.js").Read}
 */
function readerOf(address, onRead) {
  return async (name) => {
    const answer = await fetch(new URL(name, address), { cache: "no-cache" }).catch(() => null);
    if (!answer) {
      const why = "máy đang không có mạng hoặc trang không trả lời. Hãy thử lại sau";
      throw new Unfetched(`không tải được tệp ${name}: ${why}`);
    }
    if (!answer.ok) throw new Unfetched(`trang không đưa ra tệp ${name} (mã trả lời ${answer.status})`);
    const bytes = await answer.arrayBuffer().catch(() => null);
    if (!bytes) throw new Unfetched(`tệp ${name} tải về bị đứt giữa chừng. Hãy thử lại`);
    onRead();
    return new Uint8Array(bytes);
  };
}

/** @param {string} text */
function marked(text) {
  return text.replace(/[\s-]/g, "").toLowerCase();
}

/**
 * Hold a report against its seal.
 * @param {import("./published.js").Read} read
 * @param {string} id
 * @param {{ shown: string, typed: string }} marks  on the page, and on paper where somebody typed it
 * @returns {Promise<Check>}
 */
async function checked(read, id, marks) {
  const [data, of] = await Promise.all([published(read), reportOf(read, id)]);
  const held = new Held(of, data);
  const digested = "subtle" in crypto;
  const wrong = digested ? await chainProblems(of.chain) : [];
  const links = carriedBy(of.chain).reverse();
  const [head = ""] = links;
  const is = (/** @type {string} */ mark) => (/** @type {string} */ one) => mark === one || mark === one.slice(0, 32);
  const since = links.findIndex(is(marks.typed));
  if (!is(marks.shown)(head)) wrong.push("mã trên trang này không phải là mã của dấu niêm phong này");
  if (marks.typed && since < 0) wrong.push("mã trên giấy không phải là mã của dấu niêm phong này");
  const [figures, records, atHead] = [held.figureResults(), held.recordResults(), held.keyProblems()];
  return { head, links: links.length, figures, records, wrong, atHead, since, digested };
}

/**
 * The mark of a seal as it is printed.
 * @param {string} head
 */
function printedMark(head) {
  return (head.slice(0, 32).match(/.{1,4}/g) ?? []).join(" ");
}

/**
 * Whether a figure is one that these scripts do not know how to compute.
 * @param {FigureResult} figure
 */
function isUnknown({ problem }) {
  return problem.startsWith(UNKNOWN);
}

/**
 * What was found, in a sentence or two.
 * @param {Check} check
 * @param {number} count  of what differs, without what could not be computed
 */
function verdict({ figures, records, digested }, count) {
  const unknown = figures.filter(isUnknown).length;
  const andMark = digested ? ", tính lại mã của dấu niêm phong" : "";
  const done = `Đã tính lại ${figures.length - unknown} số liệu, so ${records.length} bản ghi và tên${andMark}`;
  const lacking = digested
    ? ""
    : ` Chưa tính được mã của dấu niêm phong: trình duyệt chỉ cho tính trên trang mở bằng https. ${BY_PROGRAM}`;
  if (count) return `Không khớp: có ${count} chỗ khác lúc niêm phong, kể ngay dưới đây. ${done}.${lacking}`;
  if (unknown) return `Khớp, trừ ${unknown} số liệu không tính lại được, kể ngay dưới đây. ${done}.${lacking}`;
  const all = digested ? "Khớp. " : "Khớp, trừ phần chưa kiểm tra được. ";
  return `${all}${done}: đều đúng như đã niêm phong.${lacking}`;
}

/**
 * The name of a figure, which leads to its evidence where the page has it.
 * @param {FigureResult} figure
 */
function named({ now, title }) {
  return document.getElementById(now) ? element("a", { href: `#${now}` }, title) : title;
}

/**
 * A line for each thing that differs.
 * @param {Check} check
 */
function differing({ figures, records, wrong, atHead }) {
  const line = (/** @type {Node | string} */ what, /** @type {string} */ said) =>
    element("li", {}, element("strong", {}, what), said);
  return [
    ...wrong.map((problem) => line("Dấu niêm phong", `: ${problem}`)),
    ...atHead.map((problem) => line("Đầu báo cáo", `: ${problem}`)),
    ...figures.filter(({ problem }) => problem).map((one) => line(named(one), `: ${one.problem}`)),
    ...records
      .filter(({ problem }) => problem)
      .map(({ title, id, problem }) => line(title, ` (${called(id)}): ${problem}`)),
  ];
}

/**
 * Exact values as a report prints them: `87,5% (14 trên 16)`.
 * @param {string[]} values
 * @param {string} unit
 */
function readable([value = "", above = "", below = ""], unit) {
  const [own, ...parts] = [value, above, below].map((text) => {
    const number = Fraction.read(text);
    return number ? printed(number) : text;
  });
  const whole = own ? `${own}${unit === "%" ? "%" : ""}` : "không có";
  return parts.some(Boolean) ? `${whole} (${parts.map((part) => part || "?").join(" trên ")})` : whole;
}

/** @param {FigureResult} figure */
function row(figure) {
  const { values, sealed, unit, problem } = figure;
  const told = isUnknown(figure) ? "Không tính lại được, kể ở trên" : "Khác, kể ở trên";
  const result = problem ? element("strong", {}, told) : "Khớp";
  return element(
    "tr",
    problem ? { className: "cb-differs" } : {},
    element("th", { scope: "row" }, named(figure)),
    element("td", { "data-label": "Tính lại" }, readable(values, unit)),
    element("td", { "data-label": "Niêm phong" }, readable(sealed, unit)),
    element("td", { "data-label": "Kết quả" }, result),
  );
}

/** @param {Check} check */
function table({ figures }) {
  const heads = ["Số liệu", "Tính lại", "Niêm phong", "Kết quả"].map((text) => element("th", { scope: "col" }, text));
  const body = element("tbody", {}, ...figures.map(row));
  const caption = element("caption", {}, "Từng số liệu, tính lại trên máy này từ dữ liệu công khai");
  const whole = element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)), body);
  const summary = element("summary", {}, `Xem từng số liệu (${figures.length})`);
  return element("details", { open: true }, summary, element("div", { className: "cb-table" }, whole));
}

/** @param {Check} check */
function seal({ head, links, digested, wrong, since }) {
  const later = links > 1 ? ` và ${links - 1} đính chính` : "";
  const state = digested && !wrong.length ? "tính lại đúng" : "ghi trong dấu là";
  const paper = since > 0 ? ` Mã trên giấy có từ trước ${since} đính chính gần nhất.` : "";
  const mark = element("strong", {}, printedMark(head));
  return element("p", {}, `Mã của dấu niêm phong${later}, ${state}: `, mark, `.${paper}`);
}

/** The button and what it finds, in the place that the page has for them. */
class SelfCheck {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.address = new URL(place.dataset["data"] ?? "", document.baseURI).href;
    this.form = the(place, "form", HTMLFormElement);
    this.button = the(place, "button", HTMLButtonElement);
    this.mark = the(place, "input", HTMLInputElement);
    this.progress = the(place, "progress", HTMLProgressElement);
    this.status = the(place, "[role=status]", HTMLElement);
    this.result = the(place, "[data-result]", HTMLElement);
    this.running = false;
    this.progress.max = FILES + 1;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.run();
    });
    place.hidden = false;
  }

  async run() {
    if (this.running) return;
    this.wait(true);
    say(this.status, "Đang tải dữ liệu công khai và tính lại…");
    this.result.replaceChildren();
    try {
      const { report = "", mark = "" } = this.place.dataset;
      const marks = { shown: marked(mark), typed: marked(this.mark.value) };
      const read = readerOf(this.address, () => (this.progress.value += 1));
      this.show(await checked(read, report, marks));
    } catch (error) {
      this.fail(error);
    }
    this.wait(false);
  }

  /** @param {boolean} running */
  wait(running) {
    this.running = running;
    this.progress.value = 0;
    this.progress.hidden = !running;
    this.button.setAttribute("aria-disabled", String(running)); // and keeps the focus
    if (!running) this.button.textContent = "Kiểm tra lại";
  }

  /** @param {Check} check */
  show(check) {
    const lines = differing(check);
    this.status.className = lines.length ? "cb-notice cb-notice--ended" : "cb-notice";
    say(this.status, verdict(check, lines.length - check.figures.filter(isUnknown).length));
    const list = lines.length ? [element("ul", {}, ...lines)] : [];
    this.result.replaceChildren(...list, seal(check), table(check));
  }

  /** @param {unknown} error */
  fail(error) {
    this.status.className = "cb-notice cb-notice--ended";
    const why = error instanceof Unfetched ? error.message : `dữ liệu không đúng dạng${reason(error)}`;
    say(this.status, `Chưa kiểm tra được: ${why}. ${BY_PROGRAM}`);
  }
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Unreadable ? ` (${error.message})` : "";
}

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-self-check]"))) {
  new SelfCheck(place);
}
