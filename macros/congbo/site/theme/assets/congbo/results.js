/* Results: what is said of an answer, and what is offered when there is none. */

import { counted, element } from "./elements.js";
import { address } from "./search-index.js";
import { marked } from "./words.js";

/** @typedef {import("./search-core.js").Answer} Answer */
/** @typedef {import("./search-core.js").Finder} Finder */
/** @typedef {import("./words.js").Matches} Matches */

/**
 * The name of a procedure with the words that were found marked.
 * @param {string} name
 * @param {Matches} matches
 */
export function markedName(name, matches) {
  return marked(name, matches).map(([piece, found]) => (found ? element("mark", {}, piece) : piece));
}

/**
 * What to say above the results, in one sentence.
 * @param {Answer} found
 * @param {string} query
 * @param {number} left  how many remain after other filters
 */
export function summary(found, query, left = found.hits.length) {
  const text = `“${query.trim()}”`;
  const count = found.hits.length;
  const after = left < count ? `, còn ${counted(left)} sau khi lọc` : "";
  switch (found.kind) {
    case "empty":
      return "";
    case "none":
      return `Không tìm thấy thủ tục nào cho ${text}.`;
    case "some":
      return `Không có thủ tục nào đủ các từ ${text}; ${counted(count)} thủ tục gần nhất${after}.`;
    default:
      return `${counted(count)} thủ tục cho ${text}${found.corrected ? `, hiểu là “${found.corrected}”` : ""}${after}.`;
  }
}

/**
 * What to offer when nothing is found: the nearest spelling, and the fields.
 * @param {Finder} finder
 * @param {string} query
 * @param {(near: string) => void} onNearest
 */
export function offers(finder, query, onNearest) {
  const near = finder.nearest(query);
  const fields = finder.tables.fields.map(([id, name]) =>
    element("li", {}, element("a", { href: address(`linh-vuc/${id}/`) }, name)),
  );
  return [
    ...(near ? [element("p", {}, "Có phải bạn tìm: ", nearestLink(near, onNearest), "?")] : []),
    element("p", {}, "Thử từ khác, ngắn hơn; hoặc xem theo lĩnh vực:"),
    element("ul", { className: "cb-search__fields" }, ...fields),
  ];
}

/**
 * The address of the register with a query.
 * @param {string} query
 */
export function registerAddress(query) {
  return address(`thu-tuc/?q=${encodeURIComponent(query)}`);
}

/**
 * @param {string} near
 * @param {(near: string) => void} onNearest
 */
function nearestLink(near, onNearest) {
  const link = element("a", { href: registerAddress(near) }, near);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onNearest(near);
  });
  return link;
}
