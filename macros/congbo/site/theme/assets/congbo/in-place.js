/* In place: a figure of a report shows its evidence below the text; without this script its link leads there.

   What is shown is the article of the figure's own page. It takes no part in the history: the address stays that of
   the report, and the way back leads where it led before. What cannot be fetched is left to the link. */

import { copyCitation } from "./citation.js";
import { element } from "./elements.js";
import { isPage, isPlain, pageOf, samePage } from "./figure-pages.js";

const FIGURES = "a[data-figure]";
const NAME = "Căn cứ của một số liệu";
const ROOM = 8; // pixels between a figure and the dialog below it
const LEFT_OUT = ".cb-trail, .cb-kind, [data-copy], script"; // what the dialog or the report has itself

/**
 * The article of a page of the site, as nodes of this page; null where there is none.
 * @param {string} address
 * @param {AbortSignal} signal
 */
async function articleAt(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const article = page.querySelector("article");
  if (!article?.querySelector("h1")) return null;
  for (const part of article.querySelectorAll(LEFT_OUT)) part.remove();
  for (const part of article.querySelectorAll("[id]")) part.removeAttribute("id"); // this page has its own
  for (const link of article.querySelectorAll("a[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", answer.url).href);
  }
  const found = document.createDocumentFragment();
  found.append(...document.adoptNode(article).childNodes);
  return found;
}

/**
 * The link of a click that asks to be followed here.
 * @param {MouseEvent} click
 * @param {string} which
 * @returns {HTMLAnchorElement | null}
 */
function followed(click, which) {
  if (click.defaultPrevented || !isPlain(click) || !(click.target instanceof Element)) return null;
  return click.target.closest(which);
}

/** The one dialog of a report, and what it shows. */
class Evidence {
  constructor() {
    this.asked = new AbortController();
    this.own = element("a", {}, "Trang riêng");
    const close = element("button", { type: "button", className: "cb-button" }, "Đóng");
    const copy = element("button", { type: "button", className: "cb-button" }, "Sao chép trích dẫn");
    this.status = element("p", { role: "status", className: "cb-in-place__status" });
    this.body = element("div", { className: "cb-in-place__body", tabIndex: -1 });
    const head = element("div", { className: "cb-in-place__head" }, this.own, copy, close, this.status);
    const properties = { className: "cb-in-place md-typeset", "aria-label": NAME, closedby: "any" };
    this.dialog = element("dialog", properties, head, this.body);
    close.addEventListener("click", () => this.dialog.close());
    copy.addEventListener("click", () => void copyCitation(this.body, this.status));
    this.dialog.addEventListener("close", () => {
      if (!this.dialog.open) this.asked.abort(); // is told late: another figure may have been opened since
    });
    this.body.addEventListener("click", (click) => this.follow(click));
    document.body.append(this.dialog);
  }

  /** @param {HTMLAnchorElement} link  of a figure in the report */
  open(link) {
    link.focus({ preventScroll: true }); // comes back here, also where a click gives a link no focus
    this.dialog.showModal();
    const { top } = this.dialog.getBoundingClientRect(); // 0 where it covers the whole window
    const hidden = link.getBoundingClientRect().bottom + ROOM - top;
    if (top && hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
    void this.show(pageOf(link.href), link.href);
  }

  /**
   * @param {string} address
   * @param {string} otherwise  where to go if it cannot be shown
   */
  async show(address, otherwise) {
    this.asked.abort();
    const asked = (this.asked = new AbortController());
    this.own.href = address;
    this.status.textContent = "";
    this.body.focus({ preventScroll: true }); // what has it now may go
    this.body.replaceChildren(element("p", { className: "cb-soft" }, "Đang tải căn cứ…"));
    const article = await articleAt(address, asked.signal).catch(() => null);
    if (asked.signal.aborted) return;
    if (!article) {
      this.dialog.close();
      location.assign(otherwise);
      return;
    }
    this.body.replaceChildren(article);
    if (document.activeElement === this.body) this.begin();
  }

  /** Let the reader begin at the heading. */
  begin() {
    const heading = this.body.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }

  /**
   * Let further pages of the evidence take the place of what is shown, and give way to a place in the report.
   * @param {MouseEvent} click
   */
  follow(click) {
    const link = followed(click, "a[href]");
    if (!link) return;
    if (isPage(link.href, location.href)) {
      click.preventDefault();
      void this.show(link.href, link.href);
    } else if (samePage(link.href, location.href)) {
      this.dialog.close();
    }
  }
}

/** @type {Evidence | undefined} */
let evidence;
if (typeof HTMLDialogElement === "function") {
  for (const link of document.querySelectorAll(FIGURES)) link.setAttribute("aria-haspopup", "dialog");
  document.addEventListener("click", (click) => {
    const link = followed(click, FIGURES);
    if (!link || !isPage(pageOf(link.href), location.href)) return;
    click.preventDefault();
    evidence ??= new Evidence();
    evidence.open(link);
  });
}
