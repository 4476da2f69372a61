/* Register page: search, filters, counts and sorting over the lists that the page already holds.

   The rows stay the page's own; they are hidden, marked or moved into one list, and put back. What is chosen
   stands in the address, so that it can be shared and the back button undoes it. */

import { counted, element, load, markedName, offers, onMore, summary } from "./search.js";

const UNKNOWN = "chua-ro";
const COMPARE = new Intl.Collator("vi", { numeric: true }).compare;

/** A row of the page: what the filters ask of it, and where it belongs. */
class Row {
  constructor(tr) {
    const { id, field, level, days, fee, applicants } = tr.dataset;
    this.tr = tr;
    this.id = id;
    this.home = tr.parentElement;
    this.link = tr.querySelector("th a");
    this.name = this.link.textContent;
    this.ended = tr.classList.contains("cb-ended");
    this.days = days ? Number(days) : null;
    this.values = {
      "linh-vuc": [field],
      "doi-tuong": applicants ? applicants.split("|").map((text) => text.replace(/\s*\(.*/, "").trim()) : [UNKNOWN],
      "truc-tuyen": [level || UNKNOWN],
      "tinh-trang": [this.ended ? "het" : "con"],
      "thoi-han": within(this.days),
      phi: [fee || UNKNOWN],
    };
  }
}

function within(days) {
  if (days === null) return [UNKNOWN];
  return [...(days <= 5 ? ["5"] : []), ...(days <= 15 ? ["15"] : ["tren-15"])];
}

const FACETS = [
  { key: "linh-vuc", title: "Lĩnh vực" },
  { key: "doi-tuong", title: "Đối tượng" },
  { key: "truc-tuyen", title: "Nộp trực tuyến" },
  { key: "thoi-han", title: "Thời hạn", order: ["5", "15", "tren-15"], labels: { 5: "Trong 5 ngày", 15: "Trong 15 ngày", "tren-15": "Trên 15 ngày" } },
  { key: "phi", title: "Phí, lệ phí", order: ["khong", "co"], labels: { khong: "Không thu", co: "Có thu" } },
  { key: "tinh-trang", title: "Tình trạng", order: ["con", "het"], labels: { con: "Đang có hiệu lực", het: "Đã hết hiệu lực" } },
];

const SORTS = [
  ["", "Theo lĩnh vực"],
  ["lien-quan", "Liên quan nhất"],
  ["ten", "Tên, A đến Z"],
  ["thoi-han", "Thời hạn, ngắn trước"],
];

/** Give the register page its search and filters. */
export function enhance(host, form) {
  return host && new RegisterList(host, form);
}

class RegisterList {
  constructor(host, form) {
    this.host = host;
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.rows = [...host.querySelectorAll("tr[data-id]")].map((tr) => new Row(tr));
    this.byId = new Map(this.rows.map((row) => [row.id, row]));
    this.order = new Map();
    for (const row of this.rows) {
      if (!this.order.has(row.home)) this.order.set(row.home, []);
      this.order.get(row.home).push(row);
    }
    this.names = new Map([...host.querySelectorAll("section[id]")].map((s) => [s.id, s.querySelector("h2").textContent.trim()]));
    for (const row of this.rows) {
      const field = element("span", { className: "cb-row-field" }, this.names.get(row.values["linh-vuc"][0]) ?? "");
      row.link.parentElement.append(field);
    }
    this.gatherApplicants();
    this.build();
    this.fresh = true; // whether typing begins a new step of the history
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("focus", () => load().catch(() => {}), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.commit(true);
      this.toList();
    });
    addEventListener("popstate", () => this.restore());
    onMore(() => this.query && this.apply());
    this.restore();
  }

  /** Put the longer names of a group under the shortest that begins them: `doanh nghiệp nhập khẩu`. */
  gatherApplicants() {
    const all = [...new Set(this.rows.flatMap((row) => row.values["doi-tuong"]))].sort((a, b) => a.length - b.length);
    const short = (text) => all.find((other) => text === other || text.startsWith(`${other} `) || text.startsWith(`${other},`));
    for (const row of this.rows) row.values["doi-tuong"] = [...new Set(row.values["doi-tuong"].map(short))];
  }

  build() {
    this.status = element("p", { className: "cb-register__status", role: "status" });
    this.heading = element("h2", { id: "cb-danh-sach", className: "cb-register__heading", tabIndex: -1 }, "Danh sách thủ tục");
    this.sort = element("select", { id: "cb-sort" });
    this.sort.addEventListener("change", () => this.commit(true));
    this.facets = FACETS.map((facet) => this.buildFacet(facet)).filter(Boolean);
    this.chips = element("ul", { className: "cb-chips", "aria-label": "Đang lọc theo" });
    const grid = element("div", { className: "cb-filters__grid" }, ...this.facets.map((facet) => facet.set));
    this.filters = element("details", { className: "cb-filters" }, element("summary", {}, "Lọc danh sách"), grid);
    this.filters.append(element("p", { className: "cb-soft" }, "Thời hạn tính theo số ngày ghi trong thủ tục, ngày làm việc hay ngày thường như nhau; một tháng tính 30 ngày."));
    const sorting = element("p", { className: "cb-sort" }, element("label", { htmlFor: "cb-sort" }, "Xếp theo"), this.sort);
    this.tools = element("div", { className: "cb-tools" }, this.heading, this.status, sorting, this.filters, this.chips);
    this.offers = element("div", { className: "cb-offers" });
    const head = this.host.querySelector("table thead").cloneNode(true);
    this.body = element("tbody");
    const table = element("table", { className: "cb-register" }, element("caption", {}, "Thủ tục tìm được"), head, this.body);
    this.flat = element("div", { className: "cb-table cb-flat", hidden: true }, table);
    this.counted = this.host.querySelector(".cb-register__count");
    this.counted?.after(this.tools, this.offers, this.flat);
    // On a phone the list is below what can be seen while typing: say there what was found.
    this.jump = element("a", { className: "cb-search__jump", href: "#cb-danh-sach", hidden: true });
    this.jump.addEventListener("click", (event) => {
      event.preventDefault();
      this.toList();
    });
    this.form.append(this.jump);
  }

  buildFacet({ key, title, order, labels = {} }) {
    const values = new Set(this.rows.flatMap((row) => row.values[key]));
    const often = (value) => this.rows.filter((row) => row.values[key].includes(value)).length;
    const ordered = order ?? (key === "linh-vuc" ? [...this.names.keys()] : [...values].sort((a, b) => often(b) - often(a)));
    const choices = ordered.filter((value) => values.has(value) && value !== UNKNOWN);
    if (values.has(UNKNOWN)) choices.push(UNKNOWN);
    if (choices.length < 2) return null;
    const facet = { key, title, choices: new Map() };
    facet.set = element("fieldset", {}, element("legend", {}, title));
    for (const value of choices) {
      const label = value === UNKNOWN ? "Chưa rõ" : (labels[value] ?? this.names.get(value) ?? value[0].toUpperCase() + value.slice(1));
      const box = element("input", { type: "checkbox", name: key, value });
      box.addEventListener("change", () => this.commit(true));
      const count = element("span", { className: "cb-filters__count" });
      const choice = element("label", {}, box, element("span", {}, label), count);
      facet.choices.set(value, { box, count, choice, label });
      facet.set.append(choice);
    }
    return facet;
  }

  toList() {
    this.heading.focus({ preventScroll: true });
    this.tools.scrollIntoView({ block: "start" });
  }

  get query() {
    return this.input.value.trim();
  }

  chosen(facet) {
    return [...facet.choices].filter(([, { box }]) => box.checked).map(([value]) => value);
  }

  typed() {
    this.commit(this.fresh);
    this.fresh = false;
  }

  /** Write what is chosen into the address, as a new step of the history or in place of the last. */
  commit(step) {
    this.offerSorts();
    const found = new URLSearchParams();
    if (this.query) found.set("q", this.query);
    for (const facet of this.facets) for (const value of this.chosen(facet)) found.append(facet.key, value);
    const sort = this.sort.value;
    if (sort && sort !== this.usualSort) found.set("xep", sort);
    const asked = found.toString();
    const url = location.pathname + (asked && `?${asked}`);
    if (url !== location.pathname + location.search) history[step ? "pushState" : "replaceState"](null, "", url);
    if (step) this.fresh = true;
    this.apply();
  }

  /** Take what is chosen from the address. */
  restore() {
    const asked = new URLSearchParams(location.search);
    this.input.value = asked.get("q") ?? "";
    for (const facet of this.facets) {
      const wanted = asked.getAll(facet.key);
      for (const [value, { box }] of facet.choices) box.checked = wanted.includes(value);
    }
    this.offerSorts(asked.get("xep"));
    if (this.facets.some((facet) => this.chosen(facet).length)) this.filters.open = innerWidth >= 960;
    this.fresh = true;
    this.apply();
  }

  get usualSort() {
    return this.query ? "lien-quan" : "";
  }

  offerSorts(wanted = this.sort.value) {
    const offered = SORTS.filter(([value]) => (this.query ? value !== "" : value !== "lien-quan"));
    this.sort.replaceChildren(...offered.map(([value, label]) => element("option", { value }, label)));
    this.sort.value = offered.some(([value]) => value === wanted) ? wanted : this.usualSort;
  }

  async apply() {
    const query = this.query;
    this.offerSorts();
    let found = null;
    let loaded = null;
    if (query) {
      const waiting = setTimeout(() => this.say("Đang tải danh mục…"), 300);
      try {
        loaded = await load();
      } catch {
        this.say("Chưa tải được danh mục để tìm. Danh sách dưới đây có đủ mọi thủ tục.");
        return;
      } finally {
        clearTimeout(waiting);
      }
      if (this.query !== query) return;
      found = loaded.finder.find(query, { typing: document.activeElement === this.input });
    }
    const matched = found ? found.hits.map((hit) => this.byId.get(hit.row.id)).filter(Boolean) : this.rows;
    const shown = matched.filter((row) => this.facets.every((facet) => this.passes(row, facet)));
    this.count(matched);
    this.arrange(shown, found, loaded);
    this.report(shown, matched, found, query, loaded);
  }

  passes(row, facet) {
    const chosen = this.chosen(facet);
    return !chosen.length || row.values[facet.key].some((value) => chosen.includes(value));
  }

  /** Say at each choice how many of the rows it would show, the other filters kept. */
  count(rows) {
    for (const facet of this.facets) {
      const others = this.facets.filter((other) => other !== facet);
      const counts = new Map();
      for (const row of rows) {
        if (!others.every((other) => this.passes(row, other))) continue;
        for (const value of row.values[facet.key]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      for (const [value, { count, choice }] of facet.choices) {
        count.textContent = counted(counts.get(value) ?? 0);
        choice.classList.toggle("cb-filters__none", !counts.get(value));
      }
    }
  }

  /** Put the rows where they are to be seen: in one list, or in their fields. */
  arrange(shown, found, loaded) {
    const sort = this.sort.value;
    const flat = sort !== "";
    for (const [home, rows] of this.order) home.append(...rows.map((row) => row.tr));
    const visible = new Set(shown);
    for (const row of this.rows) {
      row.tr.hidden = !visible.has(row);
      const marked = found && visible.has(row);
      if (marked || row.marked) row.link.replaceChildren(...(marked ? markedName(loaded.core, row.name, found.matches) : [row.name]));
      row.marked = marked;
    }
    if (flat) {
      const sorted = [...shown];
      if (sort === "ten") sorted.sort((a, b) => COMPARE(a.name, b.name));
      if (sort === "thoi-han") sorted.sort((a, b) => a.ended - b.ended || (a.days ?? 1e6) - (b.days ?? 1e6) || COMPARE(a.name, b.name));
      this.body.replaceChildren(...sorted.map((row) => row.tr));
    }
    this.flat.hidden = !flat || !shown.length;
    for (const section of this.host.querySelectorAll("section[id]")) {
      section.hidden = flat || !section.querySelector("tr[data-id]:not([hidden])");
      const all = this.order.get(section.querySelector("tbody")) ?? [];
      const left = all.filter((row) => visible.has(row)).length;
      const caption = section.querySelector("caption");
      caption.dataset.all = caption.dataset.all ?? caption.textContent;
      caption.textContent = left < all.length ? `${left} trong ${caption.dataset.all}` : caption.dataset.all;
    }
    const jump = this.host.querySelector(".cb-jump");
    if (jump) jump.hidden = flat || shown.length < this.rows.length;
  }

  /** Say how many there are, which filters are on, and what to do when there are none. */
  report(shown, matched, found, query, loaded) {
    const on = this.facets.flatMap((facet) => this.chosen(facet).map((value) => [facet, value]));
    const rest = `${counted(shown.length)} trong ${counted(matched.length)} thủ tục qua được các mục lọc.`;
    this.say(found ? summary(found, query, shown.length) : on.length ? rest : "");
    if (this.counted) this.counted.hidden = Boolean(found || on.length);
    this.jump.hidden = !found;
    this.jump.textContent = shown.length ? `Xem ${counted(shown.length)} thủ tục tìm được` : "Không tìm thấy: xem gợi ý";
    const chips = on.map(([facet, value]) => {
      const { box, label } = facet.choices.get(value);
      const chip = element("button", { type: "button", "aria-label": `Bỏ lọc ${facet.title}: ${label}` }, label, " ×");
      chip.addEventListener("click", () => {
        box.checked = false;
        this.commit(true);
        this.heading.focus();
      });
      return element("li", {}, chip);
    });
    if (on.length || query) {
      const all = element("button", { type: "button", className: "cb-chips__all" }, "Xoá tìm kiếm và mục lọc");
      all.addEventListener("click", () => this.clear());
      chips.push(element("li", {}, all));
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
    this.offers.replaceChildren();
    if (found?.kind === "none") {
      this.offers.append(
        ...offers(loaded.finder, query, (near) => {
          this.input.value = near;
          this.commit(true);
          this.heading.focus();
        }),
      );
    } else if (!shown.length) {
      this.offers.append(element("p", {}, "Không có thủ tục nào qua được các mục lọc. Bỏ bớt một mục để thấy thêm."));
    }
  }

  clear() {
    this.input.value = "";
    for (const facet of this.facets) for (const { box } of facet.choices.values()) box.checked = false;
    this.commit(true);
    this.heading.focus();
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
