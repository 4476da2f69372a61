/* Frame of a page: the button back to the top, where the reader is in the contents, details open on paper.

   The frame works without this script; it stands for the theme's own, which does much that no page here has. */

const FAR = 400; // pixels from the top from which on the way back is offered

function backToTop(button) {
  let last = scrollY;
  addEventListener("scroll", () => {
    button.hidden = scrollY < FAR || scrollY > last;
    last = scrollY;
  }, { passive: true });
  button.addEventListener("click", () => {
    scrollTo({ top: 0 });
    document.querySelector(".md-skip, .md-logo")?.focus({ preventScroll: true });
    button.hidden = true;
  });
}

/** Mark the last heading that the reader has passed, at the end of the page the last of all; keep its link in sight. */
function followContents(links) {
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let active = null;
  const look = () => {
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const line = atEnd ? innerHeight : innerHeight / 4;
    const passed = targets.filter((target) => target && target.getBoundingClientRect().top < line).length;
    const now = links[passed - 1] ?? null;
    if (now === active) return;
    active?.classList.remove("md-nav__link--active");
    now?.classList.add("md-nav__link--active");
    active = now;
    const box = now?.closest(".md-sidebar__scrollwrap");
    if (box) box.scrollTop = now.offsetTop - box.clientHeight / 2;
  };
  addEventListener("scroll", look, { passive: true });
  look();
}

const top = document.querySelector(".md-top");
if (top) backToTop(top);
const links = [...document.querySelectorAll(".md-nav--secondary .md-nav__link[href*='#']")];
if (links.length) followContents(links);
const closed = [...document.querySelectorAll("main details:not([open])")];
for (const [event, open] of [["beforeprint", true], ["afterprint", false]]) {
  addEventListener(event, () => closed.forEach((details) => (details.open = open)));
}
