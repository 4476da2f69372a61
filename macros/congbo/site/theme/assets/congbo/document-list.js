/* Document list: filters over the list of documents that the page already holds. */

import { sought, fit } from "./documents.js";
import { counted, element, say } from "./elements.js";

/** The filters of the list, above it; what is chosen stands in the address. */
export class DocumentList {
  /** @param {HTMLElement} host */
  constructor(host) {
    /** @type {NodeListOf<HTMLLIElement>} */
    const found = host.querySelectorAll("li[data-status]");
    this.items = [...found].map((item) => {
      const label = item.querySelector("a")?.textContent ?? "";
      return { item, sought: sought(label, item.textContent) };
    });
    /** @type {HTMLElement[]} */
    this.sections = [...host.querySelectorAll(/** @type {"section"} */ ("section"))];
    /** @type {NodeListOf<HTMLAnchorElement>} */
    this.jumps = host.querySelectorAll(".cb-jump a");
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
    const found = new Set(this.items.map(({ item }) => item.dataset[key] ?? ""));
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
    let left = 0;
    for (const one of this.items) {
      one.item.hidden = !this.passes(one);
      if (!one.item.hidden) left += 1;
    }
    for (const section of this.sections) section.hidden = !section.querySelector("li[data-status]:not([hidden])");
    for (const jump of this.jumps) {
      const item = jump.closest("li");
      if (item) item.hidden = Boolean(document.getElementById(jump.hash.slice(1))?.hidden);
    }
    const text = `Còn ${counted(left)} trong ${counted(this.items.length)} văn bản.`;
    say(this.said, left < this.items.length ? text : "");
  }

  /** @param {{ item: HTMLLIElement, sought: import("./documents.js").Sought }} one */
  passes(one) {
    const { dataset } = one.item;
    const chosen = [this.kind, this.status].every(
      (field, i) => !field.value || field.value === dataset[i ? "status" : "kind"],
    );
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
