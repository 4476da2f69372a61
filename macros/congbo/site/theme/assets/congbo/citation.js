/* Citation: gives a figure's citation to the clipboard; without this script its text stands on the page. */

import { say } from "./elements.js";

const DONE = "Đã sao chép trích dẫn";
const FAILED = "Không sao chép được; hãy chọn và chép lời trích dẫn trên trang.";

/**
 * Copy the citation that stands in a place, and say what came of it.
 * @param {ParentNode} place
 * @param {HTMLElement} status
 */
export async function copyCitation(place, status) {
  const text = place.querySelector("[data-citation]")?.textContent.trim() ?? "";
  status.textContent = ""; // so that a second copy is said again
  try {
    await navigator.clipboard.writeText(text); // is not there where the page came over a plain connection
    say(status, DONE);
  } catch {
    say(status, selected(place) && document.execCommand("copy") ? DONE : FAILED);
  }
}

/**
 * Select the citation, so that the browser's own way of copying takes it.
 * @param {ParentNode} place
 */
function selected(place) {
  const text = place.querySelector("[data-citation]");
  if (!text) return false;
  getSelection()?.selectAllChildren(text);
  return true;
}

/** @type {NodeListOf<HTMLElement>} */
const offers = document.querySelectorAll("article [data-copy]");
for (const offer of offers) {
  const status = offer.querySelector("[role=status]");
  offer.hidden = false;
  offer.querySelector("button")?.addEventListener("click", () => {
    if (status instanceof HTMLElement) void copyCitation(document, status);
  });
}
