"""A walk through a page by keyboard: real key presses, and what is wrong with what each of them reaches.

The page itself looks at what has the focus when the next Tab is pressed, when it has been scrolled into view:
one message to the browser for each stop, not four.
"""

from typing import Any

from playwright.sync_api import CDPSession, Page

WIDTHS = (1280, 1000, 768, 360, 320)
ZOOMED = (320, 256)
"""What a window of 1280 by 1024 pixels shows at 400 per cent."""

WATCH = """async ([least, within]) => {
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  await frame();
  await frame(); // a new size has come about
  const TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const shown = (e) => !e.closest("[inert]") && e.checkVisibility({ visibilityProperty: true });
  const canBeReached = (e) => e.tabIndex >= 0 && !e.disabled && shown(e);
  const named = (e) =>
    `${e.localName}${e.id ? `#${e.id}` : ""}${e.classList[0] ? `.${e.classList[0]}` : ""} ${(
      e.textContent || e.getAttribute("aria-label") || "").trim().slice(0, 30)}`;
  const rgb = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (rgb(backgroundColor)[3] === 1) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const cut = (e, box, out) => {
    for (let at = e.parentElement; at && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX === "visible") continue;
      const around = at.getBoundingClientRect();
      const beside = [box.left - around.left, around.right - box.right];
      const sides = [...beside, box.top - around.top, around.bottom - box.bottom];
      if (sides.filter((room) => room < out - 1).length > 1) return true;
    }
    return false;
  };
  const fault = (e) => {
    const style = getComputedStyle(e);
    const width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || width < 2) return "has no mark of the focus";
    // drawn outside it lies on what is around, drawn inside on the element itself
    const on = parseFloat(style.outlineOffset) < 0 ? ground(e) : ground(e.parentElement ?? e);
    if (contrast(style.outlineColor, on) < 3) return `has a mark too faint: ${style.outlineColor} on ${on}`;
    const boxes = [...e.getClientRects()];
    const inside = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const seen = boxes.find(inside);
    if (!seen) return "is not in the window";
    if (seen.left < 0 || seen.right > innerWidth + 1) return "stands out of the window";
    const top = Math.max(seen.top, 0);
    const at = document.elementFromPoint(
      (seen.left + seen.right) / 2, (top + Math.min(seen.bottom, innerHeight)) / 2);
    const owner = at?.closest("label")?.control ?? at;
    if (!e.contains(owner)) return `is covered by ${at ? named(at) : "nothing"}`;
    if (cut(e, seen, width + parseFloat(style.outlineOffset))) return "has a mark that is cut off";
    const big = (how) => Math.max(...boxes.map((box) => box[how]),
      ...[...(e.labels ?? [])].map((label) => label.getBoundingClientRect()[how]));
    if (Math.round(big("width")) < least || Math.round(big("height")) < least)
      return `is too small: ${Math.round(big("width"))} by ${Math.round(big("height"))}`;
    return "";
  };
  const walk = { stops: [], faults: [] };
  globalThis.congboWalk?.stop();
  const look = (event) => {
    if (event.key !== "Tab") return;
    const e = document.activeElement;
    const before = walk.stops.at(-1);
    walk.stops.push(e);
    if (e === document.body) return; // between the last control and the first
    const wrong = e === before ? "is not left" : fault(e);
    if (wrong) walk.faults.push(`${named(e)} ${wrong}`);
  };
  addEventListener("keydown", look, true);
  const place = within ? document.querySelector(within) : document;
  const all = [...place.querySelectorAll(TABBABLE)].filter(canBeReached);
  // of radio buttons with one name only one is a stop; what scrolls is a stop of its own
  const groups = new Set();
  const expected = all.filter((e) => {
    if (e.type !== "radio") return true;
    const fresh = !groups.has(e.name);
    groups.add(e.name);
    return fresh;
  });
  globalThis.congboWalk = {
    stop: () => removeEventListener("keydown", look, true),
    result: () => {
      const reached = new Set(walk.stops);
      for (const e of expected) if (!reached.has(e)) walk.faults.push(`${named(e)} is not reached`);
      return walk.faults;
    },
  };
  if (!within) {
    expected[0].focus();
    scrollTo(0, 0);
  }
  return expected.length;
}"""
"""Watches the page, or a part of it; gives the number of stops.

The walk begins at the first control of the page, or where the focus is in the part.
"""

UNFOLD = "() => { for (const details of document.querySelectorAll('details')) details.open = true; }"


class Walker:
    """Walks through what a page shows, with one connection to the browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._keys: CDPSession = page.context.new_cdp_session(page)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key as a hand does."""
        sent: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self._keys.send(
            "Input.dispatchKeyEvent", {"type": "keyDown" if text else "rawKeyDown", **sent, "text": text}
        )
        self._keys.send("Input.dispatchKeyEvent", {"type": "keyUp", **sent})

    def faults(self, within: str = "", least: int = 24) -> list[str]:
        """Walk by Tab through everything; what is wrong with what is reached, or is not.

        The walk begins at the first control, and goes on from the last to see that it is left: also the way
        to the top, which comes when a page is scrolled, is a stop. Within a part of the page it begins where
        the focus is, on the first control of the part.
        """
        stops = self.page.evaluate(WATCH, [least, within])
        for _ in range(stops if within else stops + 3):
            self.press("Tab", 9)
        found: list[str] = self.page.evaluate("congboWalk.result()")
        return found
