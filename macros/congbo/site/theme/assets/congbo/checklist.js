/* Keeps the ticks of a dossier's checklists on this device, those of a case apart from those of another, and
   gives an address with the case and the ticks to send to somebody. Without it the boxes still tick. */
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

  const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-checklist]")]);
  /** @param {ParentNode} place */
  const boxesOf = (place) => /** @type {HTMLInputElement[]} */ ([...place.querySelectorAll("input[type=checkbox]")]);
  const all = lists.flatMap(boxesOf);
  const sent = new RegExp(`&co=([0-9.]*)/${all.length}$`).exec(location.hash)?.[1]?.split(".").map(Number);

  /** What was sent counts until the reader ticks something: from then on the device keeps what is ticked. */
  function own() {
    const hash = location.hash.split("&co=")[0] ?? "";
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  for (const list of lists) {
    const boxes = boxesOf(list);
    const texts = boxes.map((box) => box.closest("label")?.textContent.trim() ?? "");
    const names = texts.map((text, index) => told(text, texts.slice(0, index)));
    const ticked = kept(list);
    for (const [index, box] of boxes.entries()) {
      box.checked = sent ? sent.includes(all.indexOf(box) + 1) : (ticked?.includes(names[index]) ?? box.checked);
      box.addEventListener("change", () => {
        if (ticked) keep(list, names.filter((_, other) => boxes[other]?.checked));
        own();
      });
    }
  }

  /** The address of this page with the case that is chosen and what is ticked in it. */
  function address() {
    const chosen = document.querySelector("[data-cases]")?.getAttribute("data-cases") ?? "";
    const numbers = all.flatMap((box, index) => (box.checked && !box.closest("[hidden]") ? [index + 1] : []));
    return `${location.href.split("#")[0]}#${chosen}&co=${numbers.join(".")}/${all.length}`;
  }

  /**
   * Give the address away: by the device's own way to share, else copied, else shown to be copied.
   * @param {HTMLElement} status
   */
  async function share(status) {
    const url = address();
    try {
      if ("share" in navigator) await navigator.share({ title: document.title, url });
      else {
        await /** @type {Navigator} */ (navigator).clipboard.writeText(url);
        status.textContent = "Đã chép liên kết.";
      }
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) status.textContent = url;
    }
  }

  const place = [...document.querySelectorAll(".cb-checklist")].at(-1);
  if (!place || !all.length) return;
  const button = document.createElement("button");
  const status = document.createElement("p");
  button.type = "button";
  button.className = "cb-button cb-share cb-screen";
  button.textContent = "Gửi danh sách này cho người khác";
  status.className = "cb-lines cb-screen";
  status.setAttribute("role", "status");
  button.addEventListener("click", () => void share(status));
  place.append(button, status);
})();
