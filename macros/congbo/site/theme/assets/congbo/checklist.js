/* Keeps the ticks of a dossier's checklist on this device. Without it the boxes still tick. */
(() => {
  /** @param {HTMLElement} list */
  const key = (list) => `congbo:ho-so:${list.dataset["checklist"]}`;

  /**
   * The names that were ticked on an earlier visit, or null: storage is closed or holds something else.
   * @param {HTMLElement} list
   */
  function kept(list) {
    try {
      const names = /** @type {unknown} */ (JSON.parse(localStorage.getItem(key(list)) || "[]"));
      return Array.isArray(names) ? names : null;
    } catch {
      return null;
    }
  }

  /**
   * @param {HTMLElement} list
   * @param {string[]} names
   */
  function keep(list, names) {
    try {
      if (names.length) localStorage.setItem(key(list), JSON.stringify(names));
      else localStorage.removeItem(key(list));
    } catch {
      /* storage is full or closed */
    }
  }

  /**
   * What a paper is kept by: its name, with its number where others of that name stand above it.
   * @param {string} name
   * @param {string[]} above
   */
  function told(name, above) {
    const same = above.filter((other) => other === name).length;
    return same ? `${name} (${same + 1})` : name;
  }

  for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-checklist]"))) {
    const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (list.querySelectorAll("input[type=checkbox]"))];
    const texts = boxes.map((box) => box.closest("label")?.textContent.trim() ?? "");
    const names = texts.map((text, index) => told(text, texts.slice(0, index)));
    const ticked = kept(list);
    if (!ticked) continue; // the boxes work for this visit
    for (const [index, box] of boxes.entries()) {
      box.checked = ticked.includes(names[index]);
      box.addEventListener("change", () => keep(list, names.filter((_, other) => boxes[other]?.checked)));
    }
  }
})();
