/* Offline: lets a reader keep the register and the sheets on this device, bring the copy up to date, remove it. */

import { element } from "./elements.js";

/** @typedef {{ version: string, day: string, bytes: number, files: string[] }} List */

const HOME = new URL("../../", import.meta.url);
const LIST = new URL("du-lieu/ngoai-tuyen.json", HOME);
const NAME = `congbo ${HOME.href} `; // what the names of this site's copies begin with
const AT_ONCE = 12;

/** @param {string} day */
const inWords = (day) => day.split("-").reverse().join("/");

/** @returns {Promise<List>} */
async function published() {
  const answer = await fetch(LIST, { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  return /** @type {Promise<List>} */ (answer.json());
}

/** The names of the copies on this device. */
async function copies() {
  return (await caches.keys()).filter((name) => name.startsWith(NAME));
}

/** @returns {Promise<List | undefined>} the list of the copy that was kept to its end */
async function keptList() {
  for (const name of await copies()) {
    const list = await (await caches.open(name)).match(LIST);
    if (list) return /** @type {Promise<List>} */ (list.json());
  }
  return undefined;
}

/**
 * Keep every file, and the list last of all; then remove older copies. What was published anew meanwhile is none.
 * @param {List} list
 * @param {(done: number) => void} tell
 */
async function keep(list, tell) {
  const name = NAME + list.version;
  const copy = await caches.open(name);
  try {
    for (let at = 0; at < list.files.length; at += AT_ONCE) {
      const files = list.files.slice(at, at + AT_ONCE);
      await copy.addAll(files.map((file) => new Request(new URL(file, HOME), { cache: "reload" })));
      tell(at + files.length);
    }
    if ((await published()).version !== list.version) throw new Error("published anew");
    await copy.put(LIST, new Response(JSON.stringify(list)));
    await navigator.serviceWorker.register(new URL("ngoai-tuyen.js", HOME), { scope: HOME.href });
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  for (const other of await copies()) if (other !== name) await caches.delete(other);
}

async function remove() {
  for (const name of await copies()) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(HOME.href))?.unregister();
}

/** @param {HTMLElement} place */
async function offer(place) {
  const said = element("p", { role: "status" });
  const save = element("button", { type: "button", className: "cb-button" });
  const away = element("button", { type: "button", className: "cb-button" }, "Xoá bản lưu");
  place.append(said, save, " ", away);
  const show = async () => {
    const [now, mine] = await Promise.all([published().catch(() => undefined), keptList()]);
    const size = now ? `${now.files.length} tệp, ${Math.max(1, Math.round(now.bytes / 1e6))} MB` : "";
    const have = mine ? `Máy này đang giữ bản dữ liệu ngày ${inWords(mine.day)}.` : "Máy này chưa giữ bản nào.";
    const fresh = mine?.version === now?.version;
    const next = fresh ? "Đó là bản mới nhất." : now && `Bản mới nhất: dữ liệu ngày ${inWords(now.day)}, ${size}.`;
    said.textContent = [have, next ?? "Không có mạng nên chưa biết bản mới nhất."].join(" ");
    save.textContent = mine ? "Cập nhật bản lưu" : `Lưu vào máy này (${size})`;
    save.hidden = !now || fresh;
    away.hidden = !mine;
  };
  const run = async (/** @type {() => Promise<void>} */ act) => {
    save.disabled = away.disabled = true;
    const failed = await act().then(() => false, () => true);
    save.disabled = away.disabled = false;
    await show();
    if (failed) said.textContent = `Không lưu được: mất mạng, hết chỗ, hoặc trang vừa đổi. ${said.textContent}`;
  };
  save.addEventListener("click", () => {
    void run(async () => {
      const list = await published();
      await keep(list, (done) => (said.textContent = `Đang lưu ${done}/${list.files.length} tệp…`));
    });
  });
  away.addEventListener("click", () => void run(remove));
  await show();
}

const place = document.querySelector("[data-offline]");
if (place instanceof HTMLElement) {
  if (isSecureContext && "serviceWorker" in navigator) void offer(place);
  else place.append(element("p", {}, "Trình duyệt này không lưu được: cần một trang mở bằng https."));
}
