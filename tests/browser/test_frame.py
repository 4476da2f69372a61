"""The frame of a page in Chromium: colours, the way to the top, the contents, closed details."""

from collections.abc import Iterator
from pathlib import Path

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
    expect(page.locator(".cb-top")).to_have_attribute("hidden", "")
    page.mouse.wheel(0, -500)
    expect(button).to_be_visible()
    button.click()
    wait_until(page, "scrollY === 0")
    expect(page.locator(".cb-top")).to_have_attribute("hidden", "")


def test_the_contents_stand_open_beside_the_text_and_mark_what_is_read(page: Page) -> None:
    page.goto(REPORT)
    active = page.locator(".cb-contents a[aria-current]")
    expect(active).to_have_count(0)
    last = page.locator(".cb-contents a").last
    last.click()
    expect(active).to_have_count(1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(active).to_have_text(last.inner_text())
    box, window = active.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert 0 < box["y"] < window["height"]


def test_on_a_phone_the_contents_are_a_fold_above_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(REPORT)
    link = page.locator(".cb-contents a").last
    expect(link).to_be_hidden()
    fold = page.locator(".cb-contents summary")
    box, title = fold.bounding_box(), page.locator("h1").bounding_box()
    assert box is not None
    assert title is not None
    assert box["y"] + box["height"] <= title["y"]
    fold.click()
    link.click()
    expect(page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")).to_be_in_viewport()


def test_what_is_closed_on_the_screen_is_open_on_paper(page: Page) -> None:
    page.goto(f"{REPORT}can-cu/")
    closed = page.locator("article details:not([open])")
    shown = page.locator("article details[open]")
    before = closed.count(), shown.count()
    assert min(before) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (closed.count(), shown.count()) == before
