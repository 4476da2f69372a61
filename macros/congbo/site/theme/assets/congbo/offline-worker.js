/* Offline worker: answers from the copy on this device where there is no network, and says so on the page.

   With a network it does nothing: what is published always comes first. A copy bears its day itself (offline.js).
   Once the site offers no copies any more, it removes them and itself. */

const HOME = new URL("./", location.href);
const LIST = new URL("du-lieu/ngoai-tuyen.json", HOME);
const NAME = `congbo ${HOME.href} `;

/**
 * @typedef {{ request: Request, respondWith: (answer: Promise<Response>) => void,
 *   waitUntil: (work: Promise<void>) => void }} Asked
 */

addEventListener("fetch", (event) => {
  const asked = /** @type {Asked & Event} */ (/** @type {unknown} */ (event));
  const address = new URL(asked.request.url);
  if (asked.request.method !== "GET" || !address.href.startsWith(HOME.href)) return;
  const page = asked.request.mode === "navigate";
  asked.respondWith(fetch(asked.request).catch(() => kept(address, page)));
  if (page) asked.waitUntil(leaveWhereNotOffered());
});

async function leaveWhereNotOffered() {
  const answer = await fetch(LIST, { method: "HEAD", cache: "no-cache" }).catch(() => undefined);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
  const own = /** @type {{ registration: ServiceWorkerRegistration }} */ (/** @type {unknown} */ (globalThis));
  await own.registration.unregister();
}

/**
 * @param {URL} address
 * @param {boolean} page  whether a reader will see it
 */
async function kept(address, page) {
  const copy = await finished();
  const found = await copy?.match(address, { ignoreSearch: true });
  if (!copy || !page) return found ?? Response.error();
  const list = await (await copy.match(LIST))?.json();
  return found ? withNotice(found, String(list.day)) : notKept();
}

/** Return the copy that was kept to its end: its list is put in last. */
async function finished() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(NAME)) continue;
    const copy = await caches.open(name);
    if (await copy.match(LIST)) return copy;
  }
  return undefined;
}

/**
 * @param {Response} answer
 * @param {string} day  2026-11-30
 */
async function withNotice(answer, day) {
  const said = `Không có mạng. Đây là bản lưu trên máy này, dữ liệu ngày ${day.split("-").reverse().join("/")}.`;
  const text = (await answer.text()).replace(
    /<article[^>]*>/,
    (start) => `${start}<p class="cb-notice" role="note">${said}</p>`,
  );
  return new Response(text, { headers: answer.headers });
}

function notKept() {
  const text = `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Không có mạng</title>
<h1>Không có mạng</h1><p>Trang này không nằm trong bản lưu trên máy. <a href="${HOME.href}thu-tuc/">Sổ thủ tục</a></p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
