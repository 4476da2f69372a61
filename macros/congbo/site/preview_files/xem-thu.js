// Loads the page anew when the preview has something new to show. It asks only while it is seen: a browser
// opens few connections to one host, and each tab that waits holds one.

const PAUSE = 1000; // milliseconds before a server that does not answer is asked again
const here = new URL(import.meta.url);
const version = here.searchParams.get("v") ?? "0";
let waiting = new AbortController();

async function wait() {
  const { signal } = waiting;
  while (!signal.aborted) {
    try {
      const answer = await fetch(new URL(`phien-ban?sau=${version}`, here), { cache: "no-store", signal });
      if (answer.ok && (await answer.text()) !== version) {
        location.reload();
        return;
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

function seen() {
  waiting.abort();
  waiting = new AbortController();
  if (document.visibilityState === "visible") void wait();
}

document.addEventListener("visibilitychange", seen);
addEventListener("pageshow", seen);
addEventListener("pagehide", () => waiting.abort());
seen();
