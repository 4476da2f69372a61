/* Frame of a page: the button back to the top, where the reader is in the contents, details open on paper.

   The frame works without this script; it stands for the theme's own, which does much that no page here has. */

const FAR = 400; // pixels from the top from which on the way back is offered

/** @param {HTMLElement} button */
function backToTop(button) {
  let last = scrollY;
  const look = () => {
    button.hidden = scrollY < FAR || scrollY > last;
    last = scrollY;
  };
  addEventListener("scroll", look, { passive: true });
  button.addEventListener("click", () => {
    scrollTo({ top: 0 });
    /** @type {HTMLElement | null} */ (document.querySelector(".md-skip, .md-logo"))?.focus({ preventScroll: true });
    button.hidden = true;
  });
}

/**
 * Mark the last heading that the reader has passed, at the end of the page the last of all; keep its link in sight.
 * @param {HTMLAnchorElement[]} links
 */
function followContents(links) {
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  /** @type {HTMLElement | undefined} */
  let active;
  const look = () => {
    const now = links[passed(targets) - 1];
    if (now === active) return;
    active?.classList.remove("md-nav__link--active");
    active = now;
    if (!now) return;
    now.classList.add("md-nav__link--active");
    const box = now.closest(".md-sidebar__scrollwrap");
    if (box) box.scrollTop = now.offsetTop - box.clientHeight / 2;
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
const top = document.querySelector(".md-top");
if (top) backToTop(top);
/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".md-nav--secondary .md-nav__link[href*='#']");
if (links.length) followContents([...links]);
/** @type {NodeListOf<HTMLDetailsElement>} */
const closed = document.querySelectorAll("main details:not([open])");
/** @param {boolean} open */
const unfold = (open) => {
  for (const details of closed) details.open = open;
};
addEventListener("beforeprint", () => unfold(true));
addEventListener("afterprint", () => unfold(false));
