/* Register page: search, filters, counts and sorting over the lists that the page holds, or over the index.

   The rows stay the page's own; they are hidden, marked or moved into one list, and put back. What is chosen
   stands in the address, so that it can be shared and the back button undoes it. */

import { counted, element, say, the } from "./elements.js";
import { Filters, Row, gatherApplicants } from "./filters.js";
import { markedName, offers, situationFound, summary, toOffice, toPortal } from "./results.js";
import { load, onMore, prepare } from "./search-index.js";

/** @typedef {import("./search-core.js").Answer} Answer */
/** @typedef {import("./search-core.js").Finder} Finder */

/** @typedef {import("./filters.js").FarRow} FarRow */
/** @typedef {(Row | FarRow)[]} Rows */

/** @typedef {{ answer: Answer, finder: Finder } | null} Found  null where nothing was asked */

/**
 * @typedef {object} Source  where the rows come from, and how those that are left are shown
 * @property {Rows} rows
 * @property {Map<string, string>} fields  the name of each field, in the page's order
 * @property {boolean} whole  whether all rows are there
 * @property {() => Node} head
 * @property {(list: RegisterList, shown: Rows, found: Found) => void} arrange
 * @property {(listener: () => void) => void} onMore
 */

const COMPARE = new Intl.Collator("vi", { numeric: true }).compare;
const PATIENCE = 300; // milliseconds after which a reader is told that something is on its way
const WIDE = 960; // pixels from which on filters in use stand open
const LONGEST = 1e6; // days: where the time is not known

const NOTE_ON_TIMES =
  "Thời hạn tính theo số ngày ghi trong thủ tục, ngày làm việc hay ngày thường như nhau; một tháng tính 30 ngày.";

const BY_FIELD = "";
const BY_RELEVANCE = "lien-quan";
/** @type {[value: string, label: string][]} */
const SORTS = [
  [BY_FIELD, "Theo lĩnh vực"],
  [BY_RELEVANCE, "Liên quan nhất"],
  ["ten", "Tên, A đến Z"],
  ["thoi-han", "Thời hạn, ngắn trước"],
];

/** @type {Record<string, (a: Row | FarRow, b: Row | FarRow) => number>} */
const ORDERS = {
  ten: (a, b) => COMPARE(a.name, b.name),
  "thoi-han": (a, b) =>
    a.rank - b.rank || (a.days ?? LONGEST) - (b.days ?? LONGEST) || COMPARE(a.name, b.name),
};

/** The rows that the page holds: they are hidden, marked or moved into one list, and put back. */
class PageRows {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    this.whole = true;
    /** @type {NodeListOf<HTMLTableRowElement>} */
    const trs = host.querySelectorAll("tr[data-id]");
    this.rows = [...trs].map((tr) => new Row(tr));
    /** @type {Map<Element | null, Row[]>} the rows of each list, in the page's order */
    this.lists = new Map();
    for (const row of this.rows) this.lists.set(row.home, [...(this.lists.get(row.home) ?? []), row]);
    /** @type {HTMLElement[]} */
    this.sections = [...host.querySelectorAll(/** @type {"section"} */ ("section[id]"))];
    this.fields = new Map(this.sections.map((one) => [one.id, the(one, "h2", HTMLElement).textContent.trim()]));
    for (const row of this.rows) row.link.parentElement?.append(nameOf(row.field, this.fields));
  }

  head() {
    return the(this.host, "table thead", HTMLElement).cloneNode(true);
  }

  onMore() {
    // all rows are there
  }

  /**
   * Put the rows where they are to be seen: in one list, or in their fields.
   * @param {RegisterList} list
   * @param {Rows} shown
   * @param {Found} found
   */
  arrange(list, shown, found) {
    const flat = list.sort.value !== BY_FIELD;
    for (const [home, rows] of this.lists) home?.append(...rows.map((row) => row.tr));
    const visible = new Set(shown);
    for (const row of this.rows) {
      row.tr.hidden = !visible.has(row);
      mark(row, visible.has(row) ? found : null);
    }
    if (flat) list.body.replaceChildren(...list.sorted(shown).map((row) => row.tr));
    list.flat.hidden = !flat || !shown.length;
    for (const section of this.sections) this.arrangeSection(section, visible, flat);
    /** @type {HTMLElement | null} */
    const jump = this.host.querySelector(".cb-jump");
    if (jump) jump.hidden = flat || shown.length < this.rows.length;
  }

  /**
   * @param {HTMLElement} section
   * @param {Set<Row | FarRow>} visible
   * @param {boolean} flat
   */
  arrangeSection(section, visible, flat) {
    section.hidden = flat || !section.querySelector("tr[data-id]:not([hidden])");
    const all = this.lists.get(section.querySelector("tbody")) ?? [];
    const left = all.filter((row) => visible.has(row)).length;
    const caption = the(section, "caption", HTMLElement);
    const whole = (caption.dataset["all"] ??= caption.textContent);
    caption.textContent = left < all.length ? `${left} trong ${whole}` : whole;
  }
}

/** The register page with its search and filters. */
export class RegisterList {
  /**
   * @param {HTMLElement} host
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {Source} source
   */
  constructor(host, form, input, source = new PageRows(host)) {
    this.host = host;
    this.input = input;
    this.source = source;
    this.byId = new Map(source.rows.map((row) => [row.id, row]));
    gatherApplicants(source.rows);
    this.filters = this.newFilters();
    this.fresh = true; // whether typing begins a new step of the history

    const ofHeading = { id: "cb-danh-sach", className: "cb-register__heading", tabIndex: -1 };
    this.heading = element("h2", ofHeading, "Danh sách thủ tục");
    this.status = element("p", { className: "cb-register__status", role: "status" });
    this.sort = element("select", { id: "cb-sort" });
    this.details = element("details", { className: "cb-filters" }, element("summary", {}, "Lọc danh sách"));
    this.chips = element("ul", { className: "cb-chips", "aria-label": "Đang lọc theo" });
    this.offers = element("div", { className: "cb-offers" });
    this.further = element("div", { className: "cb-offers" });
    this.body = element("tbody");
    this.flat = element("div", { className: "cb-table cb-flat", hidden: true });
    // On a phone the list is below what can be seen while typing: say there what was found.
    this.jump = element("a", { className: "cb-search__jump", href: "#cb-danh-sach", hidden: true });
    this.tools = this.build();
    /** @type {HTMLElement | null} */
    this.counted = host.querySelector(".cb-register__count");
    this.counted?.after(this.tools, this.offers, this.flat, this.further);
    form.append(this.jump);
    this.details.hidden = !this.source.whole;
    this.listen(form);
    this.restore();
  }

  /** Show the filters to who asked for them. */
  openFilters() {
    this.details.open = true;
    this.heading.focus();
  }

  newFilters() {
    return new Filters(this.source.rows, this.source.fields, () => this.commit(true));
  }

  /** Take in rows that came since; when all are there, filters can say what they would show. */
  grown() {
    this.byId = new Map(this.source.rows.map((row) => [row.id, row]));
    if (!this.source.whole) return;
    gatherApplicants(this.source.rows);
    const { grid } = this.filters;
    this.filters = this.newFilters();
    grid.replaceWith(this.filters.grid);
    this.details.hidden = false;
    this.restore();
  }

  build() {
    const label = element("label", { htmlFor: "cb-sort" }, "Xếp theo");
    const sorting = element("p", { className: "cb-sort" }, label, this.sort);
    this.details.append(this.filters.grid, element("p", { className: "cb-soft" }, NOTE_ON_TIMES));
    const head = this.source.head();
    const caption = element("caption", {}, "Thủ tục tìm được");
    this.flat.append(element("table", { className: "cb-register" }, caption, head, this.body));
    return element("div", { className: "cb-tools" }, this.heading, this.status, sorting, this.details, this.chips);
  }

  /** @param {HTMLFormElement} form */
  listen(form) {
    this.sort.addEventListener("change", () => this.commit(true));
    this.jump.addEventListener("click", (event) => {
      event.preventDefault();
      this.toList();
    });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("focus", prepare, { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.commit(true);
      this.toList();
    });
    addEventListener("popstate", () => this.restore());
    this.source.onMore(() => this.grown());
    onMore(() => {
      if (this.query) void this.apply();
    });
  }

  toList() {
    this.heading.focus({ preventScroll: true });
    this.tools.scrollIntoView({ block: "start" });
  }

  get query() {
    return this.input.value.trim();
  }

  typed() {
    this.commit(this.fresh);
    this.fresh = false;
  }

  /**
   * Write what is chosen into the address, as a new step of the history or in place of the last.
   * @param {boolean} step
   */
  commit(step) {
    this.offerSorts(this.sort.value);
    const asked = this.asked().toString();
    const url = location.pathname + (asked && `?${asked}`);
    if (url !== location.pathname + location.search) history[step ? "pushState" : "replaceState"](null, "", url);
    if (step) this.fresh = true;
    void this.apply();
  }

  /** What is chosen, as it stands in the address. */
  asked() {
    const asked = new URLSearchParams();
    if (this.query) asked.set("q", this.query);
    for (const { facet, choice } of this.filters.chosen) asked.append(facet.key, choice.value);
    const sort = this.sort.value;
    if (sort && sort !== this.usualSort) asked.set("xep", sort);
    return asked;
  }

  /** Take what is chosen from the address. */
  restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    this.filters.choose(asked);
    this.offerSorts(asked.get("xep") ?? this.sort.value);
    if (this.filters.chosen.length) this.details.open = innerWidth >= WIDE;
    this.fresh = true;
    void this.apply();
  }

  get usualSort() {
    return this.query ? BY_RELEVANCE : BY_FIELD;
  }

  /** @param {string} wanted */
  offerSorts(wanted) {
    const offered = SORTS.filter(([value]) => value !== (this.query ? BY_FIELD : BY_RELEVANCE));
    this.sort.replaceChildren(...offered.map(([value, label]) => element("option", { value }, label)));
    this.sort.value = offered.some(([value]) => value === wanted) ? wanted : this.usualSort;
  }

  async apply() {
    const query = this.query;
    this.offerSorts(this.sort.value);
    const loaded = query ? await this.loaded() : null;
    if (query && (!loaded || this.query !== query)) return;
    const typing = document.activeElement === this.input;
    const found = loaded && { finder: loaded.finder, answer: loaded.finder.find(query, { typing }) };
    const hits = found?.answer.hits.map(({ row }) => this.byId.get(row.id)) ?? this.source.rows;
    const matched = hits.filter((row) => row !== undefined);
    const shown = matched.filter((row) => this.filters.pass(row));
    this.filters.count(matched);
    this.source.arrange(this, shown, found);
    this.report(shown, matched, found);
    this.offer(shown, found);
  }

  /** What answers a search, or null where it cannot be had, which is said. */
  async loaded() {
    const waiting = setTimeout(() => say(this.status, "Đang tải danh mục…"), PATIENCE);
    try {
      return await load();
    } catch {
      say(this.status, "Chưa tải được danh mục để tìm. Danh sách dưới đây có đủ mọi thủ tục.");
      return null;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** @param {Rows} rows  as the search ordered them, or the page */
  sorted(rows) {
    const order = ORDERS[this.sort.value];
    return order ? [...rows].sort(order) : rows;
  }

  /**
   * Say how many there are, and which filters are on.
   * @param {Rows} shown
   * @param {Rows} matched
   * @param {Found} found
   */
  report(shown, matched, found) {
    const on = this.filters.chosen;
    const [left, all] = [counted(shown.length), counted(matched.length)];
    const rest = on.length ? `${left} trong ${all} thủ tục qua được các mục lọc.` : "";
    say(this.status, found ? summary(found.answer, this.query, shown.length) : rest);
    if (this.counted) this.counted.hidden = Boolean(found || on.length);
    this.jump.hidden = !found;
    const none = found?.answer.elsewhere ? "Nơi khác giải quyết: xem nơi nào" : "Không tìm thấy: xem gợi ý";
    this.jump.textContent = shown.length ? `Xem ${left} thủ tục tìm được` : none;
    const chips = on.map(({ facet, choice }) =>
      this.chip({ "aria-label": `Bỏ lọc ${facet.title}: ${choice.label}` }, [choice.label, " ×"], () => {
        choice.box.checked = false;
        this.changed();
      }),
    );
    const clear = this.chip({ className: "cb-chips__all" }, ["Xoá tìm kiếm và mục lọc"], () => this.clear());
    this.chips.replaceChildren(...chips, ...(on.length || found ? [clear] : []));
    this.chips.hidden = !this.chips.children.length;
  }

  /**
   * @param {Record<string, string>} properties
   * @param {string[]} texts
   * @param {() => void} onClick
   */
  chip(properties, texts, onClick) {
    const chip = element("button", { type: "button", ...properties }, ...texts);
    chip.addEventListener("click", onClick);
    return element("li", {}, chip);
  }

  /**
   * Offer what is found beside procedures, and say what to do when there are none.
   * @param {Rows} shown
   * @param {Found} found
   */
  offer(shown, found) {
    this.offers.replaceChildren(...(found ? this.offered(found) : []));
    this.further.replaceChildren(...(found ? toPortal(found.answer, this.query) : []));
    if (shown.length || (found && !found.answer.hits.length)) return;
    const text = "Không có thủ tục nào qua được các mục lọc. Bỏ bớt một mục để thấy thêm.";
    this.offers.append(element("p", {}, text));
  }

  /** @param {NonNullable<Found>} found */
  offered({ answer, finder }) {
    const ask = (/** @type {string} */ other) => {
      this.input.value = other;
      this.changed();
    };
    const situations = answer.situations.map(situationFound);
    const ways = { className: "cb-search__situations", "aria-label": "Tình huống" };
    return [
      ...toOffice(answer),
      ...(situations.length ? [element("ul", ways, ...situations)] : []),
      ...offers(answer, finder, this.query, ask),
    ];
  }

  clear() {
    this.input.value = "";
    this.filters.choose(new URLSearchParams());
    this.changed();
  }

  /** Show what was changed by a button that is gone by then. */
  changed() {
    this.commit(true);
    this.heading.focus();
  }
}

/**
 * @param {string} field
 * @param {Map<string, string>} fields
 */
export function nameOf(field, fields) {
  return element("span", { className: "cb-row-field" }, fields.get(field) ?? "");
}

/**
 * Mark in a row's name the words that were found, or none.
 * @param {Row | FarRow} row
 * @param {Found} found
 */
export function mark(row, found) {
  if (found) row.link.replaceChildren(...markedName(row.name, found.answer.matches));
  else if (row.marked) row.link.replaceChildren(row.name);
  row.marked = Boolean(found);
}
