/* Colours: before anything is seen, those that the reader chose, else those of the device.

   Stands in the head and is waited for, so that the page is never seen in other colours; the page's body and its
   buttons come later, and each is met as it comes. */
(() => {
  const KEY = "congbo:nen";
  /** @type {[scheme: string, media: string][]} */
  const schemes = JSON.parse(document.currentScript?.dataset["schemes"] ?? "[]");
  /** @type {string | null} */
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    /* storage is closed: the device decides */
  }
  const now = () =>
    (schemes.find(([scheme]) => scheme === chosen) ?? schemes.find(([, media]) => matchMedia(media).matches))?.[0];
  const buttons = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cb-scheme]"));

  function show() {
    const scheme = now();
    const body = document.querySelector("body");
    if (!scheme || !body) return;
    body.dataset["mdColorScheme"] = scheme;
    for (const button of buttons()) button.hidden = button.dataset["cbScheme"] !== scheme;
  }

  function choose() {
    const next = schemes.findIndex(([scheme]) => scheme === now()) + 1;
    chosen = schemes[next % schemes.length]?.[0] ?? null;
    try {
      localStorage.setItem(KEY, chosen ?? "");
    } catch {
      /* for this page only */
    }
    show();
    for (const button of buttons()) if (!button.hidden) button.focus();
  }

  const observer = new MutationObserver(show);
  observer.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => {
    observer.disconnect();
    show();
    for (const button of buttons()) button.addEventListener("click", choose);
  });
  for (const [, media] of schemes) matchMedia(media).addEventListener("change", show);
})();
