"""The evidence of a figure, opened in place on a report in Chromium: what its page says, and a way back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import launched, served, wait_until
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from congbo.site.security import HEADERS
from output import article, having

pytestmark = pytest.mark.browser

REPORT = "bao-cao/2024-sau-thang/"
LIST = f"{REPORT}can-cu/"
FIGURE = "ke-hoach-cchc"
PAGE = f"{LIST}{FIGURE}/"
PHONE: Any = {"width": 360, "height": 640}
PATH = "/mot/trang/"
"""The site lies below other paths of its host."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(sample_built: Path) -> Iterator[str]:
    with served(sample_built, PATH, HEADERS) as address:
        yield address


@contextmanager
def reading(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Give the report; whatever it complains of, or asks of another host, fails the test."""
    with chromium.reading(
        browser, address, REPORT, expected=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "404"), **options
    ) as page:
        yield page


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Căn cứ của một số liệu", exact=True)


def shown(page: Page) -> Locator:
    """What the dialog shows, when it has come."""
    expect(dialog(page).locator("h1")).to_have_count(1)
    return dialog(page).locator(".cb-in-place__body")


def link(page: Page, figure: str = FIGURE) -> Locator:
    return page.locator(f"article a[data-figure={figure}]").first


SEEN = """() => {
  const body = document.querySelector("dialog .cb-in-place__body");
  const first = body.querySelector(".cb-records li, .cb-nothing").getBoundingClientRect();
  return body.scrollTop === 0 && first.top > 0 && first.bottom <= innerHeight;
}"""
"""Whether the first record, with what it is about, is seen without scrolling."""


def test_every_figure_shows_its_records_on_a_phone_at_once_as_its_page_has_them(
    sample_built: Path, browser: Browser, address: str
) -> None:
    with reading(browser, address, viewport=PHONE) as page:
        links = page.locator("article a[data-figure]")
        figures = set(links.evaluate_all("all => all.map((link) => link.dataset.figure)"))
        assert len(figures) > 8
        assert set(links.evaluate_all("all => all.map((link) => link.ariaHasPopup)")) == {"dialog"}
        for figure in sorted(figures):
            link(page, figure).click()
            words = "".join(shown(page).all_text_contents())
            assert page.evaluate(SEEN), figure
            expect(dialog(page).locator("[id]")).to_have_count(0)  # the report may have the same
            page.keyboard.press("Escape")
            expect(link(page, figure)).to_be_focused()
            own = article(sample_built, f"{LIST}{figure}/")
            for name in ("cb-trail", "cb-kind", "cb-screen"):
                for part in having(own, name):
                    own.remove(part) if part in list(own) else having(own, "cb-citation")[0].remove(part)
            assert words.split() == "".join(own.itertext()).split()
        expect(dialog(page)).to_have_count(0)
        assert page.url == f"{address}{REPORT}"


def test_a_citation_is_copied_with_the_seal_and_its_day(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        link(page).click()
        expect(shown(page)).to_contain_text("kế hoạch")
        dialog(page).get_by_role("button", name="Sao chép trích dẫn").click()
        expect(dialog(page).get_by_role("status")).to_have_text("Đã sao chép trích dẫn")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.evaluate("document.querySelector('dialog [data-citation]').textContent.trim()")
        assert re.search(r"Niêm phong số liệu ngày \d\d/\d\d/\d{4}, mã (?:[0-9a-f]{4} ?){8}\.", copied)
        page.context.clear_permissions()


def test_the_table_of_all_figures_is_filtered_by_what_they_are(browser: Browser, address: str) -> None:
    with chromium.reading(browser, address, f"{REPORT}so-lieu/", viewport=PHONE) as page:
        rows = page.locator("tr[data-kinds]")
        every = rows.count()
        counts = [page.get_by_role("radio").nth(0)]
        for kind in ("computed", "declared", "differs"):
            page.locator(f"input[value={kind}]").check()
            left = page.locator("tr[data-kinds]:visible")
            assert 0 < left.count() < every
            assert all(kind in row for row in left.evaluate_all("all => all.map((r) => r.dataset.kinds)"))
            expect(page.locator("[data-filter] [role=status]")).to_have_text(f"{left.count()} số liệu")
        counts[0].check()
        assert page.locator("tr[data-kinds]:visible").count() == every
        page.locator("tr[data-kinds] a[data-figure]").first.click()
        expect(shown(page).locator("h1")).to_be_focused()
        assert page.evaluate(SEEN)
        assert Axe().run(page).response["violations"] == []


def test_it_is_opened_read_and_closed_by_keyboard_where_the_host_sends_no_headers(
    sample_built: Path, browser: Browser
) -> None:
    size = {"width": 1280, "height": 700}
    with served(sample_built, PATH) as address, reading(browser, address, viewport=size) as page:
        link(page).focus()
        page.keyboard.press("Enter")
        heading = shown(page).locator("h1")
        expect(heading).to_be_focused()
        bottom, top = link(page).bounding_box(), dialog(page).bounding_box()
        assert bottom is not None
        assert top is not None
        assert bottom["y"] + bottom["height"] <= top["y"]  # the sentence is still read
        page.keyboard.press("PageDown")
        wait_until(page, "document.querySelector('.cb-in-place__body').scrollTop > 0")
        page.keyboard.press("Shift+Tab")
        expect(dialog(page).get_by_role("button", name="Đóng")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(dialog(page).get_by_role("button", name="Sao chép trích dẫn")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        own = dialog(page).get_by_role("link", name="Trang riêng")
        expect(own).to_be_focused()
        assert own.evaluate("link => link.href") == f"{address}{PAGE}"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(dialog(page)).to_have_count(0)
        expect(link(page)).to_be_focused()


def test_a_click_with_a_key_or_the_other_button_opens_a_tab(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        ways: list[dict[str, Any]] = [{"modifiers": ["Control"]}, {"button": "middle"}]
        for way in ways:
            with page.context.expect_page() as opened:
                link(page).click(**way)
            opened.value.wait_for_url(f"**/{PAGE}#{FIGURE}")
            expect(page.locator("dialog")).to_have_count(0)


def test_without_script_a_figure_is_a_link(browser: Browser, address: str) -> None:
    with reading(browser, address, java_script_enabled=False, viewport=PHONE) as page:
        expect(page.locator("[aria-haspopup]")).to_have_count(0)
        link(page).click()
        assert page.url == f"{address}{PAGE}#{FIGURE}"
        expect(page.locator("h1")).to_be_in_viewport(ratio=1)
        expect(page.locator(".cb-records li").first).to_be_in_viewport(ratio=1)
        page.goto(f"{REPORT}so-lieu/")
        expect(page.locator("[data-filter]")).to_be_hidden()
        expect(page.locator("tr[data-kinds]").last).to_be_visible()


def cut(route: Route) -> None:
    route.abort("internetdisconnected")


def missing(route: Route) -> None:
    route.fulfill(status=404, path=None, body="<article><h1>Không có trang này</h1></article>")


def other(route: Route) -> None:
    route.fulfill(body="<article>Đăng nhập mạng</article>", content_type="text/html")


def test_what_cannot_be_fetched_is_left_to_the_link(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        for failing in (cut, missing, other):
            page.route(f"**/{PAGE}", failing, times=1)
            link(page).click()
            page.wait_for_url(f"**/{PAGE}#{FIGURE}")
            page.go_back()
            expect(dialog(page)).to_have_count(0)
            assert page.url == f"{address}{REPORT}"


def test_one_that_is_closed_before_it_comes_leads_nowhere(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        held: list[Route] = []
        page.route(f"**/{PAGE}", lambda route: held.append(route))
        link(page).evaluate("link => link.click()")  # which gives it no focus, as in some browsers
        expect(dialog(page)).to_contain_text("Đang tải căn cứ")
        page.keyboard.press("Escape")
        expect(link(page)).to_be_focused()
        with suppress(Error):  # the browser has given it up
            held[0].abort()
        page.wait_for_timeout(200)
        assert page.url == f"{address}{REPORT}"
        link(page, "ty-le-truc-tuyen").click()
        expect(shown(page)).to_contain_text("trực tuyến")
        assert page.url == f"{address}{REPORT}"


def test_one_that_is_opened_as_soon_as_another_is_closed_comes(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        link(page).click()
        shown(page)
        page.evaluate("""() => {
          document.querySelector("dialog").close(); // its event comes later
          document.querySelector("article a[data-figure=ty-le-truc-tuyen]").click();
        }""")
        expect(shown(page).locator("h1")).to_contain_text("trực tuyến")


def test_links_inside_lead_on(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:

        def longer(route: Route) -> None:
            text = route.fetch().text()
            further = '<nav><a href="../ty-le-truc-tuyen/">Trang 2</a></nav></article>'
            route.fulfill(body=text.replace("</article>", further), content_type="text/html")

        page.route(f"**/{PAGE}", longer)
        link(page).click()
        shown(page).get_by_role("link", name="Trang 2").click()
        expect(shown(page).locator("h1")).to_contain_text("trực tuyến")
        expect(shown(page).locator("h1")).to_be_focused()
        own = dialog(page).get_by_role("link", name="Trang riêng")
        assert own.evaluate("link => link.href") == f"{address}{LIST}ty-le-truc-tuyen/"
        shown(page).locator("a[href*='#so-ty-le-truc-tuyen']").first.click()
        expect(dialog(page)).to_have_count(0)
        assert page.url == f"{address}{REPORT}#so-ty-le-truc-tuyen-1"
        expect(page.locator("#so-ty-le-truc-tuyen-1")).to_be_in_viewport()
        page.go_back()
        assert page.url == f"{address}{REPORT}"
        link(page).click()
        shown(page).locator(".cb-records a").first.click()
        page.wait_for_url("**/van-ban/*/")
        page.go_back()
        assert page.url == f"{address}{REPORT}"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (320, "light")])
def test_the_open_dialog_is_for_everybody(browser: Browser, address: str, width: int, scheme: Any) -> None:
    size = {"width": width, "height": 800 if width > 320 else 256}  # 1280 × 1024 at 400 %
    with reading(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce") as page:
        link(page, "ty-le-truc-tuyen").click()
        body = shown(page)
        for of in (page.locator("html"), dialog(page), body):
            assert of.evaluate("e => e.scrollWidth <= e.clientWidth")
        if width == 320:
            box = dialog(page).bounding_box()
            assert box == {"x": 0, "y": 0, "width": 320, "height": 256}
            body.locator("summary").focus()
            expect(body.locator("summary")).to_be_in_viewport()
            before = page.evaluate("scrollY")
            page.keyboard.press("Escape")
            expect(link(page, "ty-le-truc-tuyen")).to_be_in_viewport()
            assert page.evaluate("scrollY") == before
            link(page, "ty-le-truc-tuyen").click()
            shown(page)
        assert Axe().run(page).response["violations"] == []
        page.emulate_media(media="print")
        expect(page.locator("dialog")).to_be_hidden()
        expect(page.locator("article h1").first).to_be_visible()


def test_only_reports_ask_for_the_script(sample_built: Path) -> None:
    asking = {
        file.relative_to(sample_built).parent.as_posix()
        for file in sample_built.rglob("*.html")
        if "in-place.js" in file.read_text("utf-8")
    }
    reports = {file.parent.as_posix() for file in sample_built.rglob("can-cu/index.html")}
    pages = {Path(one).relative_to(sample_built).parent for one in reports}
    assert asking == {found.as_posix() for one in pages for found in (one, one / "so-lieu")}
