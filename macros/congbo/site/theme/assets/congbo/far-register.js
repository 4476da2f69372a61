/* Far register: search and filters on the register page of a site whose procedures stand on the pages of fields.

   The page lists the fields; the rows are made of the index, as many as are to be seen. The index is read when the
   reader first asks for something, and the answer grows as more of it comes. */

import { element, say } from "./elements.js";
import { FarRow } from "./filters.js";
import { RegisterList, mark, nameOf } from "./register.js";
import { address, load, onMore } from "./search-index.js";

/** @typedef {import("./procedures.js").Row} Indexed */
/** @typedef {import("./register.js").Found} Found */
/** @typedef {import("./register.js").Rows} Rows */
/** @typedef {import("./search-index.js").Loaded} Loaded */

const STEP = 50; // rows that are shown at once, and added when more are asked for
const COLUMNS = ["Mã", "Tên thủ tục", "Mức độ trực tuyến", "Thời hạn", "Phí, lệ phí"];
const STATES = ["", "coming", "ended"];

/** The rows of the index. */
class IndexRows {
  /**
   * @param {HTMLElement} host
   * @param {Loaded} loaded
   */
  constructor(host, loaded) {
    this.loaded = loaded;
    this.cards = host.querySelector("nav");
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const ways = host.querySelectorAll("nav a[data-field]");
    this.fields = new Map(
      [...ways].map((way) => [way.dataset["field"] ?? "", way.querySelector("strong")?.textContent ?? ""]),
    );
    /** @type {FarRow[]} */
    this.rows = [];
    this.most = STEP;
    this.more = element("button", { type: "button", className: "cb-button" });
    this.below = element("p", { hidden: true }, this.more);
    /** @type {() => void} */
    this.again = () => {};
    this.more.addEventListener("click", () => this.showMore());
    this.take();
  }

  get whole() {
    return this.rows.length >= this.loaded.total;
  }

  take() {
    const read = this.loaded.finder.rows.slice(this.rows.length);
    this.rows.push(...read.map((row) => new FarRow(row, (one) => this.made(one))));
  }

  /** @param {() => void} listener */
  onMore(listener) {
    onMore(() => {
      this.take();
      listener();
    });
  }

  head() {
    const cells = COLUMNS.map((name) => element("th", { scope: "col" }, name));
    return element("thead", {}, element("tr", {}, ...cells));
  }

  /**
   * Show the first rows of those that are left, or the fields where nothing was asked.
   * @param {RegisterList} list
   * @param {Rows} shown
   * @param {Found} found
   */
  arrange(list, shown, found) {
    const asked = Boolean(found) || list.filters.chosen.length > 0 || list.sort.value !== "";
    const rows = asked ? list.sorted(shown) : [];
    this.most = STEP;
    this.again = () => {
      const placed = rows.slice(0, this.most);
      for (const row of placed) mark(row, found);
      list.body.replaceChildren(...placed.map((row) => row.tr));
      const left = rows.length - placed.length;
      this.below.hidden = !left;
      this.more.textContent = `Xem thêm ${Math.min(left, STEP)} trong ${left} thủ tục còn lại`;
    };
    this.again();
    this.body = list.body;
    list.flat.append(this.below);
    list.flat.hidden = !rows.length;
    if (this.cards) this.cards.hidden = asked;
  }

  showMore() {
    const before = this.most;
    this.most += STEP;
    this.again();
    this.body?.querySelectorAll("a")[before]?.focus();
  }

  /**
   * A procedure as the lists of the site's pages have it.
   * @param {Indexed} row
   */
  made(row) {
    const state = STATES[row.state] ?? "";
    const name = element("a", { href: address(`thu-tuc/${encodeURIComponent(row.id)}/`) }, row.shown);
    const badge = element("strong", { className: `cb-badge cb-badge--${state}` }, row.badge);
    const head = element("th", { scope: "row" }, name, ...(state ? [" ", badge] : []));
    head.append(nameOf(row.field[0], this.fields));
    return element(
      "tr",
      { className: state && `cb-${state}` },
      cell("Mã", element("span", { className: "cb-code" }, row.code)),
      head,
      cell("Mức độ trực tuyến", row.level),
      cell("Thời hạn", row.time),
      cell("Phí, lệ phí", row.fee),
    );
  }
}

/**
 * @param {string} label
 * @param {string | HTMLElement} content
 */
function cell(label, content) {
  return element("td", { "data-label": label }, content || element("span", { className: "cb-unknown" }, "Chưa rõ"));
}

/**
 * Let the form and filters of the page search the index, which is read at the first question.
 * @param {HTMLElement} host
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function begin(host, form, input) {
  const status = element("p", { className: "cb-register__status", role: "status" });
  const button = element("button", { type: "button", className: "cb-button" }, "Lọc danh sách thủ tục");
  const waiting = element("div", { className: "cb-tools" }, button, status);
  host.querySelector(".cb-register__count")?.after(waiting);
  let begun = false;
  const start = async () => {
    if (begun) return null;
    begun = true;
    say(status, "Đang tải danh mục…");
    try {
      const loaded = await load();
      waiting.remove();
      return new RegisterList(host, form, input, new IndexRows(host, loaded));
    } catch {
      begun = false;
      say(status, "Chưa tải được danh mục. Hãy thử lại, hoặc chọn một lĩnh vực dưới đây.");
      return null;
    }
  };
  button.addEventListener("click", () => void start().then((list) => list?.openFilters()));
  input.addEventListener("input", () => void start(), { once: true });
  form.addEventListener("submit", (event) => {
    if (begun) return;
    event.preventDefault();
    void start();
  });
  if (location.search) void start();
}
