"""WCAG as far as axe-core can tell, on every kind of page: wide in light, narrow in dark."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import launched, served
from playwright.sync_api import Browser, Page, expect

from kinds import GENERATED, KINDS

pytestmark = pytest.mark.browser

SCHEMES: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def page(sample_built: Path) -> Iterator[Page]:
    with launched() as browser, served(sample_built, "/") as address:
        yield reader(browser, address)


def reader(browser: Browser, address: str) -> Page:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    return context.new_page()


def violations(page: Page) -> list[tuple[str, Any]]:
    """What axe-core finds, as (rule, where)."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


def everywhere(page: Page) -> Iterator[tuple[str, int]]:
    """Show the page wide in light and narrow in dark: what a width shows has the colours of both schemes."""
    for width, (scheme, name) in zip(WIDTHS, SCHEMES.items(), strict=True):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        yield scheme, width


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != GENERATED["redirect.html"]])
def test_a_page_has_no_violation(page: Page, kind: str) -> None:
    page.goto(kind)
    for scheme, width in everywhere(page):
        assert violations(page) == [], (scheme, width)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("khai sinh", ".cb-search__situations a"),
        ("hộ chiếu", ".cb-search__office a"),
        ("zzzqqq", ".cb-search__portal"),
    ],
)
def test_results_under_the_box_have_no_violation(page: Page, query: str, shown: str) -> None:
    place = {"address": "https://a.example"}
    topic = {"topic": "Hộ chiếu", "said": ["hộ chiếu"], "office": "Công an", **place}
    situation = {"name": "Sinh con", "said": ["khai sinh"], "procedures": [], **place}
    words = {"words": [], "situations": [situation], "elsewhere": [topic]}
    page.route("**/du-lieu/tim-tu.json", lambda route: route.fulfill(json=words))
    page.goto("")
    page.locator("#cb-q").fill(query)
    expect(page.locator(shown).first).to_be_visible()
    for scheme, width in everywhere(page):
        assert violations(page) == [], (scheme, width)


@pytest.mark.parametrize("query", ["q=khai+sinh&phi=khong", "q=zzzqqq"])
def test_the_filtered_register_has_no_violation(page: Page, query: str) -> None:
    page.goto(f"thu-tuc/?{query}")
    expect(page.locator(".cb-register__status")).not_to_be_empty()
    page.locator(".cb-filters").evaluate("details => details.open = true")
    for scheme, width in everywhere(page):
        assert violations(page) == [], (scheme, width)


def test_the_open_menu_has_no_violation(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".cb-menu")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("")
    page.evaluate("document.querySelector('label[for=cb-q]').remove()")
    page.evaluate("document.querySelector('#cb-q').removeAttribute('placeholder')")
    assert "label" in dict(violations(page))
