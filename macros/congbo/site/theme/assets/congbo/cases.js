/* Shows of a procedure the one case that a reader chose, and keeps the choice in the page's address.

   Without this script every case stands on the page, and the list above them leads to each. */
(() => {
  const EVERY = "moi-truong-hop";
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-cases]");
  if (!place) return;
  const cases = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".cb-case")]);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".cb-choice a");
  /** @type {HTMLElement | null} */
  const unchosen = document.querySelector("[data-unchosen]");

  /**
   * What an address leads to. Ids have small letters without marks, so that nothing in them is encoded; behind
   * one may stand which papers are ticked.
   * @param {string} hash
   */
  const targetOf = (hash) => document.getElementById(hash.slice(1).split("&")[0] ?? "");

  /**
   * The case that an address asks for, every case, or nothing where it asks for something else.
   * @param {string} hash
   */
  function asked(hash) {
    const target = targetOf(hash);
    if (target?.id === EVERY) return EVERY;
    return cases.find((one) => one === target || one.contains(target))?.id;
  }

  /** @param {string} id a case's, EVERY, or empty where none is chosen yet */
  function show(id) {
    place?.setAttribute("data-cases", id);
    for (const one of cases) one.hidden = id !== EVERY && one.id !== id;
    for (const link of links) {
      if (id && link.hash === `#${id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (unchosen) unchosen.hidden = id !== "";
  }

  /** The choice that this entry of the history was left with: an address within the page keeps it. */
  function left() {
    const state = /** @type {unknown} */ (history.state);
    const kept = state && typeof state === "object" && "chosen" in state ? state.chosen : undefined;
    return typeof kept === "string" && (kept === EVERY || cases.some((one) => one.id === kept)) ? kept : undefined;
  }

  /** @param {string} before what was chosen before the address became what it is */
  function follow(before) {
    const now = asked(location.hash);
    const chosen = now ?? left() ?? (location.hash ? before : "");
    show(chosen);
    history.replaceState({ chosen }, "");
    if (now) targetOf(location.hash)?.scrollIntoView();
    return chosen;
  }

  let chosen = follow("");
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const id = link?.pathname === location.pathname ? asked(link.hash) : undefined;
    if (id) show((chosen = id)); // before the browser goes there, so that there is somewhere to go
  });
  addEventListener("popstate", () => (chosen = follow(chosen)));
})();
