/* Keeps the ticks of a dossier's checklist on this device. Without it the boxes still tick. */
(() => {
  const key = (list) => `congbo:ho-so:${list.dataset.checklist}`;
  for (const list of document.querySelectorAll("[data-checklist]")) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const names = boxes.map((box) => box.closest("label").textContent.trim());
    let ticked = [];
    try {
      ticked = JSON.parse(localStorage.getItem(key(list)) || "[]");
    } catch {
      continue; // storage is closed or holds something else: the boxes work for this visit
    }
    boxes.forEach((box, index) => {
      box.checked = ticked.includes(names[index]);
      box.addEventListener("change", () => {
        const now = names.filter((_, other) => boxes[other].checked);
        try {
          if (now.length) localStorage.setItem(key(list), JSON.stringify(now));
          else localStorage.removeItem(key(list));
        } catch {
          /* storage is full or closed */
        }
      });
    });
  }
})();
