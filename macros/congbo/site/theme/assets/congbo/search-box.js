/* Search box: answers while the reader types.

   The box is a labelled search field with a live status and a list of plain links: arrows walk through the list,
   Enter opens, Escape closes, Tab goes on as everywhere. */

import { fit } from "./documents.js";
import { counted, element, say } from "./elements.js";
import {
  markedName,
  offers,
  officeFound,
  otherwise,
  registerAddress,
  situationFound,
  summary,
  toOffice,
  toPortal,
} from "./results.js";
import { address, load, loadBeside, onMore } from "./search-index.js";

/** @typedef {import("./search-core.js").Answer} Answer */
/** @typedef {import("./search-core.js").Hit} Hit */
/** @typedef {import("./search-index.js").FoundDocument} FoundDocument */
/** @typedef {import("./search-index.js").FoundPage} FoundPage */
/** @typedef {import("./search-index.js").Loaded} Loaded */

const SHOWN = 8;
const SITUATIONS_SHOWN = 3;
const DOCUMENTS_SHOWN = 4;
const PAGES_SHOWN = 3;
const LEAST_TYPED = 2; // letters
const SLOW = 40; // milliseconds: from here on an answer waits for a pause in typing
const PAUSE = 160;
const PATIENCE = 300; // milliseconds after which a reader is told that something is on its way

export class SearchBox {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.status = element("p", { className: "cb-search__status", role: "status" });
    this.note = element("p", { className: "cb-search__note", "aria-hidden": "true" }); // the status, to be seen
    this.office = element("div", { className: "cb-search__office", hidden: true });
    this.situations = new Group("cb-search__situations", "Tình huống");
    this.list = element("ul", { className: "cb-search__results", "aria-label": "Thủ tục" });
    this.documents = new Group("cb-search__documents", "Văn bản");
    this.pages = new Group("cb-search__pages", "Trang và báo cáo");
    this.also = element("p", { className: "cb-search__also", "aria-live": "polite" });
    this.more = element("div", { className: "cb-search__more" });
    this.panel = element("div", { className: "cb-search__panel", hidden: true });
    const groups = [this.situations.box, this.list, this.documents.box, this.pages.box];
    this.panel.append(this.office, this.note, ...groups, this.more);
    form.append(this.status, this.also, this.panel);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.wait = undefined;
    this.took = 0;
    this.listen();
    if (document.activeElement !== input) return;
    void (input.value ? this.answer() : this.ready()); // what was typed before this script was there
  }

  listen() {
    this.input.addEventListener("focus", () => void this.ready());
    this.input.addEventListener("input", () => this.soon());
    this.input.addEventListener("click", () => {
      if (this.panel.hidden && this.input.value) void this.answer();
    });
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("focusout", (event) => this.leave(event.relatedTarget));
    document.addEventListener("pointerdown", (event) => this.leave(event.target));
    // Pressing on the panel must not take the focus away before the click arrives.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    onMore(() => {
      if (!this.panel.hidden && document.activeElement === this.input) void this.answer();
    });
  }

  async ready() {
    try {
      return await load();
    } catch {
      say(this.status, "Chưa tải được danh mục để tìm. Bấm “Tìm” để mở danh sách đầy đủ.");
      this.note.textContent = this.status.textContent;
      this.note.hidden = false;
      for (const part of [this.office, this.list, this.more]) part.replaceChildren();
      for (const group of [this.situations, this.documents, this.pages]) group.show([]);
      this.panel.hidden = !this.input.value;
      return null;
    }
  }

  soon() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => void this.answer(), this.took > SLOW ? PAUSE : 0);
  }

  async answer() {
    const query = this.input.value;
    if (query.trim().length < LEAST_TYPED) {
      this.close();
      return;
    }
    const waiting = setTimeout(() => say(this.status, "Đang tải danh mục…"), PATIENCE);
    const loaded = await this.ready();
    clearTimeout(waiting);
    if (!loaded || this.input.value !== query) return;
    const begun = performance.now();
    this.show(loaded, query, loaded.finder.find(query, { typing: true }));
    this.took = performance.now() - begun;
    await this.showBeside(query);
  }

  /**
   * Show the documents and pages that answer, below the procedures, as soon as they are there.
   * @param {string} query
   */
  async showBeside(query) {
    const beside = await loadBeside();
    if (this.input.value !== query || this.panel.hidden) return;
    const documents = fitting(beside.documents, query);
    const pages = fitting(beside.pages, query);
    const shown = documents.slice(0, DOCUMENTS_SHOWN).map(documentFound);
    if (documents.length > DOCUMENTS_SHOWN) {
      const href = address(`van-ban/?q=${encodeURIComponent(query.trim())}`);
      shown.push(element("li", {}, element("a", { href }, `Xem cả ${counted(documents.length)} văn bản`)));
    }
    this.documents.show(shown);
    this.pages.show(pages.slice(0, PAGES_SHOWN).map(pageFound));
    const counts = /** @type {const} */ ([[documents.length, "văn bản"], [pages.length, "trang"]]);
    const said = counts.flatMap(([count, what]) => (count ? [`${counted(count)} ${what}`] : [])).join(", ");
    say(this.also, said && `Có ${said}.`);
  }

  /**
   * @param {Loaded} loaded
   * @param {string} query
   * @param {Answer} found
   */
  show({ finder, total }, query, found) {
    // An arrow may be quicker than the last letter's answer.
    const at = this.stops().findIndex((stop) => stop === document.activeElement);
    const hits = found.hits.slice(0, SHOWN);
    this.list.replaceChildren(...hits.map((hit) => result(hit, found)));
    this.list.hidden = !hits.length;
    this.office.replaceChildren(...officeFound(found), ...toOffice(found));
    this.office.hidden = !found.elsewhere;
    this.situations.show(found.situations.slice(0, SITUATIONS_SHOWN).map(situationFound));
    for (const group of [this.documents, this.pages]) group.show([]);
    const others = offers(found, finder, query, (other) => this.ask(other));
    this.more.replaceChildren(...(hits.length ? [toAll(query, found)] : []), ...others, ...toPortal(found, query));
    this.more.hidden = !this.more.children.length;
    const reading = finder.rows.length < total ? " Đang đọc tiếp danh mục." : "";
    say(this.status, summary(found, query) + reading);
    this.note.textContent = this.status.textContent;
    const plainly = !["none", "some"].includes(found.kind) && !found.corrected && !otherwise(found).length;
    this.note.hidden = plainly || Boolean(found.elsewhere && !hits.length);
    this.panel.hidden = false;
    if (at > 0) (this.stops()[at] ?? this.input).focus();
    this.form.classList.add("cb-search--open");
  }

  /** @param {string} query */
  ask(query) {
    this.input.value = query;
    this.input.focus();
    void this.answer();
  }

  /**
   * Close when the reader goes elsewhere.
   * @param {EventTarget | null} target
   */
  leave(target) {
    if (!(target instanceof Node && this.form.contains(target))) this.close();
  }

  close() {
    clearTimeout(this.wait);
    this.panel.hidden = true;
    this.form.classList.remove("cb-search--open");
    say(this.status, "");
    say(this.also, "");
  }

  /**
   * What the arrows walk through.
   * @returns {HTMLElement[]}
   */
  stops() {
    return [this.input, .../** @type {NodeListOf<HTMLElement>} */ (this.panel.querySelectorAll("a, button"))];
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      this.input.focus();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.walk(event, event.key === "ArrowDown" ? 1 : -1);
    }
  }

  /**
   * @param {KeyboardEvent} event
   * @param {1 | -1} step
   */
  walk(event, step) {
    if (this.panel.hidden) {
      if (event.target === this.input && step === 1) void this.answer();
      return;
    }
    const stops = this.stops();
    const at = stops.findIndex((stop) => stop === event.target);
    if (at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length]?.focus();
  }
}

/** Results of one sort, with what they are above them; not to be seen while there are none. */
class Group {
  /**
   * @param {string} className
   * @param {string} title
   */
  constructor(className, title) {
    this.list = element("ul", { className, "aria-label": title });
    const head = element("p", { className: "cb-search__head", "aria-hidden": "true" }, title);
    this.box = element("div", { hidden: true }, head, this.list);
  }

  /** @param {HTMLElement[]} items */
  show(items) {
    this.list.replaceChildren(...items);
    this.box.hidden = !items.length;
  }
}

/**
 * Those that answer, best first.
 * @template {FoundDocument | FoundPage} Kind
 * @param {Kind[]} all
 * @param {string} query
 * @returns {Kind[]}
 */
function fitting(all, query) {
  const scored = all.map((one) => /** @type {const} */ ([fit(one.sought, query), one]));
  return scored
    .filter(([how]) => how)
    .sort((a, b) => b[0] - a[0])
    .map(([, one]) => one);
}

/**
 * @param {Hit} hit
 * @param {Answer} found
 */
function result({ row, why }, found) {
  const name = element("span", { className: "cb-search__name" }, ...markedName(row.shown, found.matches));
  if (row.badge) {
    const className = `cb-badge cb-badge--${row.ended ? "ended" : "coming"}`;
    name.append(" ", element("strong", { className }, row.badge));
  }
  const facts = [
    ...(why ? [`Theo ${why}`] : []),
    ...(found.kind === "code" ? [`Mã ${row.code}`] : []),
    row.field[1],
    row.level ? `Trực tuyến: ${row.level.toLowerCase()}` : "Mức độ trực tuyến: chưa rõ",
    `Thời hạn: ${row.time || "chưa rõ"}`,
    `Phí: ${row.fee ? row.fee.charAt(0).toLowerCase() + row.fee.slice(1) : "chưa rõ"}`,
  ];
  const about = element("span", { className: "cb-search__facts" });
  for (const fact of facts) about.append(element("span", {}, fact), " ");
  return element("li", {}, element("a", { href: address(`thu-tuc/${row.id}/`) }, name, about));
}

/** @param {FoundDocument} one */
function documentFound(one) {
  const name = element("span", { className: "cb-search__name" }, one.label);
  if (one.over) name.append(" ", element("strong", { className: "cb-badge cb-badge--ended" }, one.status));
  const about = element("span", { className: "cb-search__facts" });
  const facts = [one.day && `Ngày ${one.day}`, one.subject, one.over ? "" : one.status].filter(Boolean);
  for (const fact of facts) about.append(element("span", {}, fact), " ");
  return element("li", {}, element("a", { href: address(`van-ban/${one.id}/`) }, name, about));
}

/** @param {FoundPage} one */
function pageFound(one) {
  const name = element("span", { className: "cb-search__name" }, one.title);
  const about = element("span", { className: "cb-search__facts" }, element("span", {}, one.line));
  return element("li", {}, element("a", { href: address(one.address) }, name, about));
}

/**
 * The way to the register with the same query.
 * @param {string} query
 * @param {Answer} found
 */
function toAll(query, found) {
  const count = found.hits.length;
  const text = count > SHOWN ? `Xem cả ${counted(count)} thủ tục` : "Xem trong danh mục, lọc và xếp";
  return element("a", { href: registerAddress(query.trim()) }, text);
}
