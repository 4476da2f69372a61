"""By keyboard alone, in Chromium: every kind of page, its menu and its folds, from a desk to 400 per cent.

Each kind is walked through once at 400 per cent with everything unfolded, and once at one of the widths;
benchmarks/keyboard.py walks through every page at every width.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import launched, opened, served
from playwright.sync_api import Browser, Page, expect
from walk import UNFOLD, WIDTHS, ZOOMED, Walker

from kinds import GENERATED, REPORT

pytestmark = pytest.mark.browser

EVIDENCE = GENERATED["evidence.html"]
WALKED = (
    "",
    "thu-tuc/",
    GENERATED["procedure.html"],
    REPORT,
    EVIDENCE,  # which also checks itself
    GENERATED["figure.html"],
    GENERATED["reconciliation.html"],
    "van-ban/",
    GENERATED["document.html"],
    GENERATED["field.html"],
    GENERATED["booklet.html"],
    GENERATED["organisation.html"],
    "chat-luong/",
    "huong-dan/bat-dau/",
    GENERATED["rule.html"],
    "404.html",
)
NARROW = [width for width in WIDTHS if width < 720]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(sample_built: Path) -> Iterator[str]:
    with served(sample_built, "/") as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, base_url=address, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def walker(page: Page) -> Walker:
    return Walker(page)


def sized(page: Page, width: int, height: int = 800) -> None:
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize(("number", "at"), list(enumerate(WALKED)))
def test_every_control_is_reached_seen_and_left(page: Page, walker: Walker, number: int, at: str) -> None:
    page.goto(at)
    width = WIDTHS[number % len(WIDTHS)]
    sized(page, width)
    assert walker.faults() == [], width
    sized(page, *ZOOMED)
    page.evaluate(UNFOLD)
    assert walker.faults() == [], ZOOMED


def test_the_walk_sees_what_is_wrong(page: Page, walker: Walker) -> None:
    page.goto("404.html")
    page.evaluate("""() => {
      const style = new CSSStyleSheet();
      style.replaceSync(`.unmarked { outline: none !important; } .covered { position: relative; }
        .lid { position: absolute; inset: 0 0 0 0; width: 100px; background: red; z-index: 1; }
        .tiny { font-size: 6px; } .away { position: absolute; left: -999px; }
        .faint { outline-color: #eee !important; }`);
      document.adoptedStyleSheets = [style];
      const links = [...document.querySelectorAll("article a")];
      for (const name of ["unmarked", "covered", "tiny", "away"]) links.shift().className = name;
      const lid = document.createElement("div");
      lid.className = "lid";
      const covered = document.querySelector(".covered");
      covered.replaceWith(document.createElement("p"));
      const box = document.querySelector("article p:empty");
      box.className = "covered-box";
      box.append(covered, lid);
      box.style.position = "relative";
      document.querySelector(".cb-name").classList.add("faint");
      document.querySelector(".cb-name").parentElement.style.background = "#fff";
      const jealous = document.querySelector("footer a");
      jealous.addEventListener("keydown", (event) => event.preventDefault());
    }""")
    faults = walker.faults()
    for said in ("no mark", "covered", "too small", "not in the window", "too faint", "not left"):
        assert any(said in fault for fault in faults), (said, faults)


@pytest.mark.parametrize("width", NARROW)
def test_the_menu_is_opened_walked_and_closed(page: Page, walker: Walker, width: int) -> None:
    page.goto("thu-tuc/")
    sized(page, *(ZOOMED if width == ZOOMED[0] else (width, 740)))
    button, menu = page.get_by_role("button", name="Menu"), page.locator(".cb-menu")
    expect(button).to_have_attribute("aria-controls", menu.get_attribute("id") or "")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#cb-q")).to_be_focused()
    button.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(button).to_be_focused()
        page.keyboard.press("Tab")
        expect(menu.get_by_role("link").first).to_be_focused()
        assert walker.faults(".cb-menu") == []
        menu.get_by_role("link").last.focus()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_hidden()
    assert {entry.get_attribute("href") for entry in menu.locator("a").all()} >= {
        "../thay-doi/",
        "../van-ban/",
    }


def test_where_there_is_room_the_menu_is_there_without_a_button(page: Page) -> None:
    page.goto("thu-tuc/")
    for width in (width for width in WIDTHS if width not in NARROW):
        sized(page, width)
        expect(page.locator(".cb-menu-way")).to_be_hidden()
        expect(page.locator(".cb-menu").get_by_role("link", name="Văn bản")).to_be_visible()
        page.locator(".cb-menu a").first.focus()
        page.keyboard.press("Escape")
        expect(page.locator(".cb-menu a").first).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_a_link_leads_to_the_menu(browser: Browser, address: str, width: int) -> None:
    with opened(browser, base_url=address, java_script_enabled=False) as page:
        sized(page, width, 740)
        page.goto(f"{EVIDENCE}")
        way, menu = page.get_by_role("link", name="Menu"), page.locator(".cb-menu")
        expect(page.get_by_role("button", name="Menu")).to_be_hidden()
        if width < 720:
            expect(menu).to_be_hidden()
            way.focus()
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            expect(menu.get_by_role("link").first).to_be_focused()
        menu.get_by_role("link", name="Văn bản").click()
        page.wait_for_url("**/van-ban/")


@pytest.mark.parametrize(("at", "width"), [(EVIDENCE, 360), (REPORT, 360), ("thu-tuc/", 1280)])
def test_folds_are_opened_and_closed(page: Page, walker: Walker, at: str, width: int) -> None:
    page.goto(at)
    sized(page, width)
    folds = page.locator("details > summary:visible").all()
    assert folds
    for fold in folds[:4]:
        around = fold.locator("..")
        was = around.get_attribute("open")
        fold.focus()
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            expect(around).to_have_js_property("open", (was is None) is (key == "Enter"))
        expect(fold).to_be_focused()


def test_what_the_search_finds_is_walked_through(page: Page, walker: Walker) -> None:
    page.goto("")
    sized(page, *ZOOMED)
    page.locator("#cb-q").fill("khai sinh")
    expect(page.locator(".cb-search__results a").first).to_be_visible()
    page.locator(".cb-search__results a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#cb-q")).to_be_focused()
    expect(page.locator(".cb-search__panel")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cb-search__panel")).to_be_visible()
    page.locator("#cb-q").focus()
    assert walker.faults(".cb-search") == []


@pytest.mark.parametrize("width", [1280, 320])
def test_a_figure_is_opened_walked_and_closed(page: Page, walker: Walker, width: int) -> None:
    page.goto(REPORT)
    sized(page, width)
    figure = page.locator("a.cb-figure").first
    figure.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading").first).to_be_visible()
    dialog.locator("a, button").first.focus()
    assert walker.faults("dialog[open]") == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(figure).to_be_focused()


EDGES = """() => [".cb-name", ".cb-menu li", ".cb-search__line > :first-child", "article h1"]
  .map((one) => document.querySelector(one)).filter((one) => one?.checkVisibility())
  .map((one) => Math.round(one.getBoundingClientRect().left))"""

SPACED = """() => {
  const spaced = new CSSStyleSheet();
  spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [spaced];
}"""
LOST = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page is too wide"] : [];
  const cut = [...document.querySelectorAll("body *")].filter((e) => {
    const { overflowX, overflowY, clipPath } = getComputedStyle(e);
    if (clipPath !== "none" || !e.checkVisibility()) return false;
    if (!e.textContent.trim() || e.closest("svg")) return false;
    return (overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1) ||
      (overflowY === "hidden" && e.scrollHeight > e.clientHeight + 1);
  }).map((e) => `${e.localName}.${e.className} is cut off`);
  return [...wide, ...cut];
}"""
"""What a reader loses who spaces the text out (WCAG 1.4.12)."""


@pytest.mark.parametrize("at", ["", "thu-tuc/", GENERATED["procedure.html"], REPORT, "huong-dan/bat-dau/"])
def test_header_menu_search_and_text_begin_at_one_edge_and_text_may_be_spaced(page: Page, at: str) -> None:
    page.goto(at)
    for width in (1920, *WIDTHS):
        sized(page, width)
        edges = page.evaluate(EDGES)
        assert len(edges) >= 3
        assert len(set(edges)) == 1, (width, edges)
    page.evaluate(SPACED)
    for width in (1280, 768, 320):
        sized(page, width)
        assert page.evaluate(LOST) == [], width


def test_in_forced_colours_what_can_be_pressed_has_an_edge(browser: Browser, address: str) -> None:
    options: dict[str, Any] = {"base_url": address, "forced_colors": "active", "reduced_motion": "reduce"}
    with opened(browser, **options) as page:
        page.goto(REPORT)
        sized(page, 360)
        for one in page.locator("button:visible, summary:visible").all():
            edge = one.evaluate(
                "e => [e, e.parentElement].some((at) => parseFloat(getComputedStyle(at).borderTopWidth) > 0)"
                " || e.querySelector('svg') !== null"
            )
            assert edge, one.evaluate("e => e.outerHTML")
        page.locator(".cb-name").focus()
        assert Walker(page).faults(".cb-header") == []
        moving = "e => getComputedStyle(e).transitionDuration !== '0s'"
        assert not any(link.evaluate(moving) for link in page.locator("article a").all()[:9])
