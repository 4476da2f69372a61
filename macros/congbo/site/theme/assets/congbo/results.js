/* Results: what is said of an answer, and what is offered beside the procedures that were found. */

import { counted, element } from "./elements.js";
import { address } from "./search-index.js";
import { marked, words } from "./words.js";

/** @typedef {import("./search-core.js").Answer} Answer */
/** @typedef {import("./search-core.js").Finder} Finder */
/** @typedef {import("./lexicon.js").Situation} Situation */
/** @typedef {import("./lexicon.js").Topic} Topic */
/** @typedef {import("./words.js").Matches} Matches */
/** @typedef {(query: string) => void} Ask  searches for something else */

/* The portal tells no address of its own search, so that the words are carried over by hand. */
const PORTAL = "https://dichvucong.gov.vn";
const PORTAL_NAME = "Cổng Dịch vụ công quốc gia";

/**
 * The name of a procedure with the words that were found marked.
 * @param {string} name
 * @param {Matches} matches
 */
export function markedName(name, matches) {
  return marked(name, matches).map(([piece, found]) => (found ? element("mark", {}, piece) : piece));
}

/**
 * A query as it is spoken of: without the quotation marks that it was given to be taken literally.
 * @param {string} query
 */
export function plain(query) {
  return query.trim().replace(/^["“”]+|["“”]+$/gu, "");
}

/**
 * What to say above the results.
 * @param {Answer} found
 * @param {string} query
 * @param {number} left  how many remain after other filters
 */
export function summary(found, query, left = found.hits.length) {
  const { situations, elsewhere } = found;
  return [
    elsewhere ? `${notHere(elsewhere)} ${office(elsewhere)}` : "",
    situations.length ? `${counted(situations.length)} tình huống.` : "",
    ofProcedures(found, plain(query), left),
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * @param {Answer} found
 * @param {string} query
 * @param {number} left
 */
function ofProcedures(found, query, left) {
  const count = found.hits.length;
  const rest = `${understood(found)}${left < count ? `, còn ${counted(left)} sau khi lọc` : ""}.`;
  switch (found.kind) {
    case "empty":
      return "";
    case "none":
      return found.situations.length ? "" : `Không tìm thấy thủ tục nào cho “${query}”.`;
    case "elsewhere":
      return count ? `${counted(count)} thủ tục gần nhất ở đây${rest}` : "";
    case "some":
      return `Không có thủ tục nào khớp hẳn với “${query}”; ${counted(count)} thủ tục gần nhất${rest}`;
    default:
      return `${counted(count)} thủ tục cho “${query}”${rest}`;
  }
}

/**
 * What was taken for something else, not only for itself with its marks.
 * @param {Answer} found
 */
export function otherwise({ understood: meant }) {
  return meant.filter(({ said, means }) => words(said).join() !== words(means).join());
}

/**
 * How the words were taken, where otherwise than as they were typed.
 * @param {Answer} found
 */
function understood(found) {
  const { corrected } = found;
  const said = new Set(otherwise(found).map((one) => `“${one.said}” là “${one.means}”`));
  if (said.size) return `, hiểu ${[...said].join(", ")}`;
  return corrected ? `, hiểu là “${corrected}”` : "";
}

/** @param {Topic} topic */
function notHere({ topic }) {
  return `Cơ quan này không giải quyết việc “${topic}”.`;
}

/** @param {Topic} topic */
function office(topic) {
  return `Nơi giải quyết: ${topic.office}.`;
}

/**
 * What another office answers: which one, to be seen.
 * @param {Answer} found
 */
export function officeFound({ elsewhere }) {
  if (!elsewhere) return [];
  return [element("p", {}, notHere(elsewhere), " ", element("strong", {}, office(elsewhere)))];
}

/**
 * The way to the other office that answers.
 * @param {Answer} found
 */
export function toOffice({ elsewhere }) {
  const href = elsewhere?.address ?? "";
  if (!href.startsWith("https:")) return [];
  return [element("p", {}, element("a", { href, rel: "external" }, "Mở trang của nơi giải quyết"))];
}

/**
 * A way through several procedures, as a link.
 * @param {Situation} one
 */
export function situationFound(one) {
  const name = element("span", { className: "cb-search__name" }, one.name);
  const steps = `Các thủ tục cần làm, theo thứ tự: ${counted(one.procedures.length)}`;
  const facts = element("span", { className: "cb-search__facts" }, element("span", {}, steps));
  return element("li", {}, element("a", { href: address(one.address) }, name, facts));
}

/**
 * What to offer beside what was found: the words as they were typed, the nearest spelling, the fields.
 * @param {Answer} found
 * @param {Finder} finder
 * @param {string} query
 * @param {Ask} ask
 * @returns {HTMLElement[]}
 */
export function offers(found, finder, query, ask) {
  const said = plain(query);
  const offered = [];
  if (otherwise(found).length) {
    offered.push(element("p", {}, link(`Chỉ tìm đúng các chữ “${said}”`, `"${said}"`, ask)));
  }
  if (found.kind === "none") {
    const near = finder.nearest(said);
    if (near) offered.push(element("p", {}, "Có phải bạn tìm: ", link(near, near, ask), "?"));
    const fields = finder.tables.fields.map(([id, name]) =>
      element("li", {}, element("a", { href: address(`linh-vuc/${id}/`) }, name)),
    );
    offered.push(element("p", {}, "Thử từ khác, ngắn hơn; hoặc xem theo lĩnh vực:"));
    offered.push(element("ul", { className: "cb-search__fields" }, ...fields));
  }
  return offered;
}

/* Why to look further, where there is reason to. */
/** @type {Partial<Record<Answer["kind"], string>>} */
const FURTHER = {
  none: "Cơ quan này không có thủ tục nào như vậy; việc bạn cần có thể do nơi khác giải quyết.",
  some: "Không phải việc bạn cần? Có thể do nơi khác giải quyết.",
  elsewhere: "Thủ tục của mọi nơi có ở một chỗ.",
};

/**
 * The way to all that other offices do, with the words that were typed; none where what was asked for is here.
 * @param {Answer} found
 * @param {string} query
 */
export function toPortal(found, query) {
  const why = FURTHER[found.kind];
  if (!why) return [];
  const said = plain(query);
  const way = element("a", { href: PORTAL, rel: "external" }, PORTAL_NAME);
  const text = element("p", { className: "cb-search__portal" }, why, " Mở ", way, " rồi tìm “", said, "”.");
  const clipboard = /** @type {Clipboard | undefined} */ (navigator.clipboard); // none on an address without https
  if (!clipboard) return [text];
  const copy = element("button", { type: "button", className: "cb-search__copy" }, "Sao chép các chữ này");
  const told = element("span", { className: "cb-search__copied", role: "status" });
  copy.addEventListener("click", () => {
    const tell = (/** @type {string} */ done) => () => {
      told.textContent = done;
    };
    clipboard.writeText(said).then(tell("Đã sao chép."), tell("Chưa sao chép được: hãy gõ lại."));
  });
  text.append(" ", copy, " ", told);
  return [text];
}

/**
 * The address of the register with a query.
 * @param {string} query
 */
export function registerAddress(query) {
  return address(`thu-tuc/?q=${encodeURIComponent(query)}`);
}

/**
 * A link that searches for something else.
 * @param {string} text
 * @param {string} query
 * @param {Ask} ask
 */
function link(text, query, ask) {
  const made = element("a", { href: registerAddress(query) }, text);
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(query);
  });
  return made;
}
