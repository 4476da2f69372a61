/* Search: gives the form of every page its search. Without this script the form leads to the register page.

   What answers is loaded when the reader first comes to the box. On the register page the form filters the list that
   the page shows. */

/** Begin to load what answers a search; whoever needs what comes of it asks again, and is told what went wrong. */
function prepare() {
  import("./search-index.js").then((index) => index.prepare()).catch(() => {});
}

/* This script does not wait for the page, which may still be on its way. */
function parsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => {
    document.addEventListener("DOMContentLoaded", done, { once: true });
  });
}

/**
 * The button, as soon as the page has it; null when the page is there without it.
 * @param {string} selector
 * @returns {Promise<HTMLButtonElement | null>}
 */
function appearing(selector) {
  return new Promise((done) => {
    /** @type {() => HTMLButtonElement | null} */
    const find = () => document.querySelector(selector);
    const look = () => {
      const found = find();
      if (!found) return;
      observer.disconnect();
      done(found);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
    void parsed().then(() => {
      observer.disconnect();
      done(find());
    });
  });
}

/**
 * Open the search box; when it cannot be had, the next focus tries again.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
async function open(form, input) {
  try {
    prepare(); // the index comes beside the box
    const { SearchBox } = await import("./search-box.js");
    new SearchBox(form, input);
  } catch {
    openOnFocus(form, input);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
function openOnFocus(form, input) {
  input.addEventListener("focus", () => void open(form, input), { once: true });
}

/**
 * Let the form filter the list of the register page.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
async function enhance(form, input) {
  if (new URLSearchParams(location.search).get("q")) prepare(); // a shared search: no need to wait
  await parsed();
  /** @type {HTMLElement | null} */
  const host = document.querySelector("cb-register");
  if (!host) return;
  if ("elsewhere" in host.dataset) (await import("./far-register.js")).begin(host, form, input);
  else new (await import("./register.js")).RegisterList(host, form, input);
}

/** Let the list of documents, on the page that has it, be filtered. */
async function filterDocuments() {
  await parsed();
  /** @type {HTMLElement | null} */
  const host = document.querySelector("cb-documents");
  if (!host) return;
  const { begin: beginDocuments } = await import("./document-list.js");
  await beginDocuments(host);
}

async function begin() {
  void filterDocuments();
  // The button stands last in the form: with it, the form is whole.
  const form = (await appearing("form.cb-search button"))?.form;
  const input = form?.elements.namedItem("q");
  if (!form || !(input instanceof HTMLInputElement)) return;
  if ("register" in form.dataset) await enhance(form, input);
  else if (document.activeElement === input) await open(form, input);
  else openOnFocus(form, input);
}

void begin();
