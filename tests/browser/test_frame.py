"""The frame of a page in Chromium: colours, the way to the top, the contents, the drawer, closed details."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from chromium import launched, listening, opened, served, wait_until
from playwright.sync_api import Browser, Page, Route, WebError, expect

pytestmark = pytest.mark.browser

REPORT = "bao-cao/2024-tu-kiem-tra/"
DARK, LIGHT = "Chuyển sang nền tối", "Chuyển sang nền sáng"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built, "/kon-tum/") as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    errors: list[str] = []

    def failed(error: WebError) -> None:
        errors.append(str(error.error))

    with (
        opened(browser, base_url=address, reduced_motion="reduce") as page,
        listening(page.context, weberror=failed),
    ):
        yield page
    assert errors == []


def test_the_colours_are_the_device_s_until_the_reader_chooses(page: Page) -> None:
    body = page.locator("body")
    page.emulate_media(color_scheme="dark")
    page.goto("")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name=DARK).focus()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name=LIGHT)).to_be_focused()
    expect(page.get_by_role("button", name=DARK)).to_be_hidden()
    page.goto("thu-tuc/1.012353/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name=LIGHT).click()
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_colours_stand_before_anything_is_seen(page: Page) -> None:
    page.add_init_script(
        """new MutationObserver((_, observer) => {
          if (document.body?.dataset.mdColorScheme !== "slate") return;
          globalThis.dark = performance.now();
          observer.disconnect();
        }).observe(document, { attributes: true, childList: true, subtree: true });"""
    )

    def late(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/colours.js", late)
    page.emulate_media(color_scheme="dark")
    page.goto("")
    seen = "performance.getEntriesByName('first-paint')[0]?.startTime"
    wait_until(page, seen)
    assert 400 < page.evaluate("dark") <= page.evaluate(seen)


def test_the_colours_do_not_wait_for_the_other_scripts(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.route(
        "**/*.js", lambda route: route.continue_() if "colours" in route.request.url else route.abort()
    )
    page.goto("")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name=LIGHT)).to_be_visible()


def test_on_the_way_up_a_button_leads_to_the_top(page: Page) -> None:
    page.goto(REPORT)
    button = page.get_by_role("button", name="Lên đầu trang")
    expect(button).to_be_hidden()
    page.mouse.wheel(0, 3000)
    wait_until(page, "scrollY > 2000")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")
    page.mouse.wheel(0, -500)
    expect(button).to_be_visible()
    button.click()
    wait_until(page, "scrollY === 0")
    expect(page.locator(".md-top")).to_have_attribute("hidden", "")


def test_the_contents_mark_the_heading_that_is_read(page: Page) -> None:
    page.goto(REPORT)
    active = page.locator(".md-nav--secondary .md-nav__link--active")
    expect(active).to_have_count(0)
    links = page.locator(".md-nav--secondary .md-nav__link[href*='#']")
    last = links.last
    last.click()
    expect(active).to_have_count(1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(active).to_have_text(last.inner_text())
    box, window = active.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert 0 < box["y"] < window["height"]


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_drawer_leads_to_every_section(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 740}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("")
    drawer = page.locator(".md-nav--primary")
    link = drawer.get_by_role("link", name="Văn bản", exact=True)
    expect(link).not_to_be_in_viewport()
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url("**/van-ban/")
    context.close()


def test_what_is_closed_on_the_screen_is_open_on_paper(page: Page) -> None:
    page.goto(f"{REPORT}can-cu/")
    closed = page.locator("main details:not([open])")
    shown = page.locator("main details[open]")
    before = closed.count(), shown.count()
    assert min(before) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (closed.count(), shown.count()) == before


UNMARKED = """() => [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => {
    e.focus({ focusVisible: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    return document.activeElement === e && (outlineStyle === "none" || parseFloat(outlineWidth) < 2);
  })
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("at", [f"{REPORT}can-cu/", REPORT, "thu-tuc/"])
def test_it_is_seen_where_the_keyboard_is(page: Page, at: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(at)
    assert page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_of_a_fold_stands_out_from_the_page(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{REPORT}can-cu/")
    fold = page.locator("main summary").first
    fold.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(fold).to_be_focused()
    mark, ground = fold.evaluate(
        "e => [getComputedStyle(e).outlineColor, getComputedStyle(e.closest('.cb-evidence')).backgroundColor]"
    )
    lighter, darker = sorted((luminance(mark), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3  # WCAG 1.4.11


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as a browser computes it, `rgb(124, 29, 36)`."""
    channels = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
