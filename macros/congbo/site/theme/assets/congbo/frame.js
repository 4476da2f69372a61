/* Frame of a page: the menu's button, the contents beside the text, the way back to the top, details open on paper.

   The frame works without this script: a link leads to the menu, the contents are a fold. */

const FAR = 400; // pixels from the top from which on the way back is offered

/**
 * Put a button in the place of the link that leads to the menu: what it closes cannot be reached.
 * @param {HTMLElement} menu
 * @param {HTMLButtonElement} button
 */
function openByButton(menu, button) {
  /** @param {boolean} open */
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    menu.dataset["open"] = String(open);
  };
  const link = button.previousElementSibling;
  const here = document.activeElement === link;
  show(location.hash === `#${menu.id}`); // who followed the link before the button was there
  button.hidden = false;
  link?.remove();
  if (here) button.focus();
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  for (const place of [button, menu]) {
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      if (!button.checkVisibility()) return; // where there is room, the menu is always there
      show(false);
      button.focus();
    });
  }
}

/** @param {HTMLElement} button */
function backToTop(button) {
  let last = scrollY;
  const look = () => {
    if (document.activeElement !== button) button.hidden = scrollY < FAR || scrollY > last;
    last = scrollY;
  };
  addEventListener("scroll", look, { passive: true });
  button.addEventListener("click", () => {
    scrollTo({ top: 0 });
    /** @type {HTMLElement | null} */ (document.querySelector(".cb-name"))?.focus({ preventScroll: true });
    button.hidden = true;
  });
}

/**
 * Open the contents where they stand beside the text, and close them where they would push it down.
 * @param {HTMLDetailsElement} contents
 */
function openBeside(contents) {
  const beside = matchMedia("screen and (min-width: 60em)");
  const fit = () => {
    contents.open = beside.matches;
  };
  beside.addEventListener("change", fit);
  fit();
}

/**
 * Mark the last heading that the reader has passed, at the end of the page the last of all; keep its link in sight.
 * @param {HTMLAnchorElement[]} links
 * @param {HTMLElement} box
 */
function followContents(links, box) {
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  /** @type {HTMLElement | undefined} */
  let active;
  const look = () => {
    const now = links[passed(targets) - 1];
    if (now === active) return;
    active?.removeAttribute("aria-current");
    active = now;
    if (!now) return;
    now.setAttribute("aria-current", "true");
    box.scrollTop = now.offsetTop - box.clientHeight / 2;
  };
  addEventListener("scroll", look, { passive: true });
  look();
}

/**
 * How many of the headings the reader has passed.
 * @param {(HTMLElement | null)[]} headings
 */
function passed(headings) {
  const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  const line = atEnd ? innerHeight : innerHeight / 4;
  return headings.filter((heading) => heading && heading.getBoundingClientRect().top < line).length;
}

/** @type {HTMLElement | null} */
const menu = document.querySelector(".cb-menu");
/** @type {HTMLButtonElement | null} */
const way = document.querySelector("button.cb-menu-way");
if (menu && way) openByButton(menu, way);
/** @type {HTMLElement | null} */
const top = document.querySelector(".cb-top");
if (top) backToTop(top);
/** @type {HTMLDetailsElement | null} */
const contents = document.querySelector(".cb-contents > details");
if (contents) {
  openBeside(contents);
  followContents([...contents.querySelectorAll("a")], contents);
}
/** @type {NodeListOf<HTMLDetailsElement>} */
const closed = document.querySelectorAll("article details:not([open])");
/** @param {boolean} open */
const unfold = (open) => {
  for (const details of closed) details.open = open;
};
addEventListener("beforeprint", () => unfold(true));
addEventListener("afterprint", () => unfold(false));
