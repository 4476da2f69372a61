/* Document list: filters over the list of documents, which the page holds or, where it is long, the index. */

import { sought, fit } from "./documents.js";
import { counted, element, say } from "./elements.js";
import { address, loadEveryDocument } from "./search-index.js";

/** @typedef {import("./search-index.js").FoundDocument} FoundDocument */

/**
 * @typedef {object} Listed  a document as the filters see it
 * @property {string} kind
 * @property {string} status
 * @property {import("./documents.js").Sought} sought
 */

/**
 * @typedef {object} Source  where the documents come from, and how those that are left are shown
 * @property {Listed[]} items
 * @property {(left: Listed[], asked: boolean) => void} show
 */

const STEP = 50; // documents of the index that are shown at once, and added when more are asked for

/** The documents that the page holds: those that are not left are hidden. */
class PageDocuments {
  /** @param {HTMLElement} host */
  constructor(host) {
    /** @type {NodeListOf<HTMLLIElement>} */
    const found = host.querySelectorAll("li[data-status]");
    this.items = [...found].map((item) => {
      const label = item.querySelector("a")?.textContent ?? "";
      const { kind = "", status = "" } = item.dataset;
      return { item, kind, status, sought: sought(label, item.textContent) };
    });
    /** @type {HTMLElement[]} */
    this.sections = [...host.querySelectorAll(/** @type {"section"} */ ("section"))];
    /** @type {NodeListOf<HTMLAnchorElement>} */
    this.jumps = host.querySelectorAll(".cb-jump a");
  }

  /** @param {Listed[]} left */
  show(left) {
    const shown = new Set(left);
    for (const one of this.items) one.item.hidden = !shown.has(one);
    for (const section of this.sections) section.hidden = !section.querySelector("li[data-status]:not([hidden])");
    for (const jump of this.jumps) {
      const item = jump.closest("li");
      if (item) item.hidden = Boolean(document.getElementById(jump.hash.slice(1))?.hidden);
    }
  }
}

/** The documents of the index: as many as are to be seen are made, in the place of the page's kinds. */
class IndexDocuments {
  /**
   * @param {HTMLElement} host
   * @param {FoundDocument[]} items
   */
  constructor(host, items) {
    this.items = items;
    this.kinds = host.querySelector("nav");
    this.list = element("ul", { className: "cb-documents", hidden: true });
    this.more = element("button", { type: "button", className: "cb-button" });
    this.below = element("p", { hidden: true }, this.more);
    /** @type {FoundDocument[]} */
    this.left = [];
    this.more.addEventListener("click", () => this.showMore());
    host.append(this.list, this.below);
  }

  /**
   * @param {Listed[]} left
   * @param {boolean} asked
   */
  show(left, asked) {
    const shown = new Set(left);
    this.left = asked ? this.items.filter((one) => shown.has(one)) : [];
    this.list.replaceChildren();
    this.list.hidden = !this.left.length;
    if (this.kinds) this.kinds.hidden = asked;
    this.add();
  }

  add() {
    const begun = this.list.children.length;
    this.list.append(...this.left.slice(begun, begun + STEP).map(line));
    const rest = this.left.length - this.list.children.length;
    this.below.hidden = !rest;
    this.more.textContent = `Xem thêm ${Math.min(rest, STEP)} trong ${counted(rest)} văn bản còn lại`;
  }

  showMore() {
    const next = this.list.children.length;
    this.add();
    this.list.children[next]?.querySelector("a")?.focus();
  }
}

/** @param {FoundDocument} one */
function line({ id, label, day, subject, status }) {
  const link = element("a", { href: address(`van-ban/${encodeURIComponent(id)}/`) }, label);
  const when = element("span", { className: "cb-soft" }, day && `ngày ${day}`);
  const state = element("span", { className: "cb-soft" }, status.charAt(0).toUpperCase() + status.slice(1));
  return element("li", {}, link, " ", when, ` ${subject}`, element("br"), state);
}

/**
 * Give the list of documents its filters.
 * @param {HTMLElement} host
 */
export async function begin(host) {
  if (!("elsewhere" in host.dataset)) {
    new DocumentList(host, new PageDocuments(host));
    return;
  }
  const status = element("p", { className: "cb-soft", role: "status" });
  const button = element("button", { type: "button", className: "cb-button" }, "Lọc văn bản");
  const waiting = element("div", {}, button, status);
  host.prepend(waiting);
  const start = async () => {
    say(status, "Đang tải danh mục văn bản…");
    try {
      const list = new DocumentList(host, new IndexDocuments(host, await loadEveryDocument()));
      waiting.remove();
      list.words.focus();
    } catch {
      say(status, "Chưa tải được danh mục văn bản. Hãy thử lại, hoặc chọn một loại dưới đây.");
    }
  };
  button.addEventListener("click", () => void start());
  if (location.search) await start();
}

/** The filters of the list, above it; what is chosen stands in the address. */
export class DocumentList {
  /**
   * @param {HTMLElement} host
   * @param {Source} source
   */
  constructor(host, source) {
    this.source = source;
    this.words = element("input", { type: "search", id: "cb-van-ban-q", name: "q", autocomplete: "off" });
    this.kind = this.choices("cb-van-ban-loai", "Mọi loại", "kind");
    this.status = this.choices("cb-van-ban-tinh-trang", "Mọi tình trạng", "status");
    this.said = element("p", { className: "cb-soft", role: "status" });
    const form = element(
      "form",
      { className: "cb-document-filter", role: "search", "aria-label": "Lọc văn bản" },
      labelled("Số, ký hiệu hoặc trích yếu", this.words),
      labelled("Loại", this.kind),
      labelled("Tình trạng", this.status),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.commit());
    host.prepend(form, this.said);
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  /**
   * @param {string} id
   * @param {string} all
   * @param {"kind" | "status"} key
   */
  choices(id, all, key) {
    const found = new Set(this.source.items.map((item) => item[key]));
    const values = [...found].sort((a, b) => a.localeCompare(b, "vi"));
    const options = values.map((value) => element("option", { value }, value));
    return element("select", { id }, element("option", { value: "" }, all), ...options);
  }

  restore() {
    const asked = new URLSearchParams(location.search);
    this.words.value = asked.get("q") ?? "";
    this.kind.value = asked.get("loai") ?? "";
    this.status.value = asked.get("tinh-trang") ?? "";
    this.apply();
  }

  commit() {
    const asked = new URLSearchParams();
    for (const [key, field] of /** @type {const} */ ([
      ["q", this.words],
      ["loai", this.kind],
      ["tinh-trang", this.status],
    ])) {
      if (field.value.trim()) asked.set(key, field.value.trim());
    }
    const text = asked.toString();
    history.replaceState(null, "", location.pathname + (text && `?${text}`));
    this.apply();
  }

  apply() {
    const { items } = this.source;
    const left = items.filter((one) => this.passes(one));
    this.source.show(left, left.length < items.length);
    const text = `Còn ${counted(left.length)} trong ${counted(items.length)} văn bản.`;
    say(this.said, left.length < items.length ? text : "");
  }

  /** @param {Listed} one */
  passes(one) {
    const chosen = [
      [this.kind.value, one.kind],
      [this.status.value, one.status],
    ].every(([wanted, own]) => !wanted || wanted === own);
    const query = this.words.value.trim();
    return chosen && (!query || fit(one.sought, query) > 0);
  }
}

/**
 * @param {string} text
 * @param {HTMLInputElement | HTMLSelectElement} field
 */
function labelled(text, field) {
  return element("p", {}, element("label", { htmlFor: field.id }, text), field);
}
