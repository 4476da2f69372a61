/* Search box: answers while the reader types. Without this script the form leads to the register page.

   The box is a labelled search field with a live status and a list of plain links: arrows walk through the list,
   Enter opens, Escape closes, Tab goes on as everywhere. The index and what reads it are loaded on first focus; a
   page where most readers come to search has them sent for in its head, and reads them on first focus. */

const ROOT = new URL("../../", import.meta.url);
const SHOWN = 8;
const SLOW = 40; // milliseconds: from here on an answer waits for a pause in typing

let loading = null;
const listeners = new Set();

/**
 * Load the index once: {core, finder}. A large register comes in several files; the promise is kept as soon as
 * the first is read, and `onMore` calls back when further ones are.
 */
export function load() {
  if (!loading) {
    loading = start().catch((error) => {
      loading = null; // the next focus tries again
      throw error;
    });
  }
  return loading;
}

/** Call back each time that more of the index has been read. */
export function onMore(listener) {
  listeners.add(listener);
}

/** The address of a page of the site. */
export function address(path) {
  return new URL(path, ROOT).href;
}

async function start() {
  // MiniSearch is named here too, so that it comes beside search-core.js and not after it.
  const [core, text] = await Promise.all([
    import("./search-core.js"),
    firstFile(),
    import("./minisearch.min.js"),
  ]);
  const finder = new core.Finder();
  const head = JSON.parse(text);
  finder.add(head);
  finder.total = head.total;
  rest(finder, head.more);
  return { core, finder };
}

let first = null;

function firstFile() {
  first ??= read("tim-kiem.json").catch((error) => {
    first = null;
    throw error;
  });
  return first;
}

async function read(name) {
  const answer = await fetch(new URL(`du-lieu/${name}`, ROOT));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.text();
}

async function rest(finder, names) {
  for (const name of names) {
    const part = JSON.parse(await read(name));
    for (const _ of finder.adding(part)) await new Promise((done) => setTimeout(done));
    for (const listener of listeners) listener();
  }
}

/** Make an element; children that are texts become text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** The name of a procedure with the words that were found marked. */
export function markedName(core, name, matches) {
  return core.marked(name, matches).map(([piece, found]) => (found ? element("mark", {}, piece) : piece));
}

/** A count as Vietnamese prints it: `1 247`, with a narrow space. */
export function counted(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** What to say above the results, in one sentence; `left` is how many remain after other filters. */
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

/** What to offer when nothing is found: the nearest spelling, and the fields. */
export function offers(finder, query, onNearest) {
  const parts = [];
  const near = finder.nearest(query);
  if (near) {
    const link = element("a", { href: address(`thu-tuc/?q=${encodeURIComponent(near)}`) }, near);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onNearest(near);
    });
    parts.push(element("p", {}, "Có phải bạn tìm: ", link, "?"));
  }
  const fields = finder.tables.fields.map(([id, name]) =>
    element("li", {}, element("a", { href: address(`linh-vuc/${id}/`) }, name)),
  );
  parts.push(
    element("p", {}, "Thử từ khác, ngắn hơn; hoặc xem theo lĩnh vực:"),
    element("ul", { className: "cb-search__fields" }, ...fields),
  );
  return parts;
}

class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.status = element("p", { className: "cb-search__status", role: "status" });
    this.note = element("p", { className: "cb-search__note", "aria-hidden": "true" }); // the status, to be seen
    this.list = element("ul", { className: "cb-search__results" });
    this.more = element("div", { className: "cb-search__more" });
    this.panel = element("div", { className: "cb-search__panel", hidden: true }, this.note, this.list, this.more);
    form.append(this.status, this.panel);
    this.wait = 0;
    this.took = 0;
    this.input.addEventListener("focus", () => this.ready());
    this.input.addEventListener("input", () => this.soon());
    this.input.addEventListener("click", () => this.panel.hidden && this.input.value && this.answer());
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!form.contains(event.target)) this.close();
    });
    // Pressing on the panel must not take the focus away before the click arrives.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    onMore(() => {
      if (!this.panel.hidden && document.activeElement === this.input) this.answer();
    });
    if (document.activeElement === this.input) this.ready();
  }

  async ready() {
    try {
      return await load();
    } catch {
      this.say("Chưa tải được danh mục để tìm. Bấm “Tìm” để mở danh sách đầy đủ.");
      this.note.textContent = this.status.textContent;
      this.note.hidden = false;
      this.list.replaceChildren();
      this.more.replaceChildren();
      this.panel.hidden = !this.input.value;
      return null;
    }
  }

  soon() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.answer(), this.took > SLOW ? 160 : 0);
  }

  async answer() {
    const query = this.input.value;
    if (query.trim().length < 2) return this.close();
    const waiting = setTimeout(() => this.say("Đang tải danh mục…"), 300);
    const loaded = await this.ready();
    clearTimeout(waiting);
    if (!loaded || this.input.value !== query) return undefined;
    const { core, finder } = loaded;
    const begun = performance.now();
    const found = finder.find(query, { typing: true });
    this.show(core, finder, query, found);
    this.took = performance.now() - begun;
    return undefined;
  }

  show(core, finder, query, found) {
    const hits = found.hits.slice(0, SHOWN);
    const at = this.stops().indexOf(document.activeElement); // an arrow may be quicker than the last letter's answer
    this.list.replaceChildren(...hits.map((hit) => this.result(core, hit, found)));
    this.list.hidden = !hits.length;
    if (found.kind === "none") {
      this.more.replaceChildren(
        ...offers(finder, query, (near) => {
          this.input.value = near;
          this.input.focus();
          this.answer();
        }),
      );
    } else {
      const all = element("a", { href: address(`thu-tuc/?q=${encodeURIComponent(query.trim())}`) });
      all.append(found.hits.length > SHOWN ? `Xem cả ${counted(found.hits.length)} thủ tục` : "Xem trong danh mục, lọc và xếp");
      this.more.replaceChildren(all);
    }
    const reading = finder.rows.length < finder.total ? " Đang đọc tiếp danh mục." : "";
    this.say(summary(found, query) + reading);
    this.note.textContent = this.status.textContent;
    this.note.hidden = found.kind !== "none" && found.kind !== "some" && !found.corrected;
    this.panel.hidden = false;
    if (at > 0) (this.stops()[at] ?? this.input).focus();
    this.form.classList.add("cb-search--open");
  }

  result(core, { row, why }, found) {
    const name = element("span", { className: "cb-search__name" }, ...markedName(core, row.name, found.matches));
    if (row.ended) name.append(" ", element("strong", { className: "cb-badge cb-badge--ended" }, "Đã hết hiệu lực"));
    const facts = [
      row.field[1],
      row.level ? `Trực tuyến: ${row.level.toLowerCase()}` : "Mức độ trực tuyến: chưa rõ",
      `Thời hạn: ${row.time || "chưa rõ"}`,
      `Phí: ${row.fee ? row.fee[0].toLowerCase() + row.fee.slice(1) : "chưa rõ"}`,
    ];
    if (found.kind === "code") facts.unshift(`Mã ${row.code}`);
    if (why) facts.unshift(`Theo ${why}`);
    const about = element("span", { className: "cb-search__facts" });
    for (const fact of facts) about.append(element("span", {}, fact), " ");
    return element("li", {}, element("a", { href: address(`thu-tuc/${row.id}/`) }, name, about));
  }

  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  close() {
    clearTimeout(this.wait);
    this.panel.hidden = true;
    this.form.classList.remove("cb-search--open");
    this.say("");
  }

  /** What the arrows walk through. */
  stops() {
    return [this.input, ...this.panel.querySelectorAll("a")];
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      this.input.focus();
      this.close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (this.panel.hidden) {
      if (event.target === this.input && event.key === "ArrowDown") this.answer();
      return;
    }
    const stops = this.stops();
    const at = stops.indexOf(event.target);
    if (at < 0) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(at + step + stops.length) % stops.length].focus();
  }
}

/* The script does not wait for the theme's, so the page may still be on its way. */
function parsed() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

/** The element, as soon as the page has it; null when the page is there without it. */
function appearing(selector) {
  return new Promise((done) => {
    const look = () => {
      const element = document.querySelector(selector);
      if (element) observer.disconnect();
      if (element) done(element);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
    parsed().then(() => {
      observer.disconnect();
      done(document.querySelector(selector));
    });
  });
}

async function begin() {
  if (document.querySelector("link[rel=preload][as=fetch]")) firstFile().catch(() => {});
  // The button stands last in the form: with it, the form is whole.
  const button = await appearing("form.cb-search button");
  if (!button) return;
  const { form } = button;
  if (!("register" in form.dataset)) {
    new SearchBox(form);
    return;
  }
  if (new URLSearchParams(location.search).get("q")) load().catch(() => {}); // a shared search: no need to wait
  const [list] = await Promise.all([import("./register.js"), parsed()]);
  list.enhance(document.querySelector("cb-register"), form);
}

begin();
