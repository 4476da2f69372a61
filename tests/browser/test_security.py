"""Every kind of page in Chromium under the headers that a host should send: nothing of it is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from chromium import WATCH, launched, listening, opened, served
from playwright.sync_api import Browser, ConsoleMessage, Page, WebError, expect

from congbo.site.security import HEADERS, PAGE_POLICY
from kinds import GENERATED, KINDS

pytestmark = pytest.mark.browser

PATH = "/"  # where 404.html finds what it asks for
FORMER = GENERATED["redirect.html"]
BOTH = ("as a header", "as a page states it")


@dataclass
class Reader:
    """A reader with a browser of their own; what it complains of is kept."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    def says(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def fails(self, error: WebError) -> None:
        self.wrong.append(str(error.error))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module", params=BOTH)
def address(built: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site at a host that sends the headers, and at one that sends none."""
    with served(built, PATH, HEADERS if request.param == BOTH[0] else None) as address:
        yield address


@pytest.fixture(scope="module", params=BOTH)
def sample_address(sample_built: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the sample agency's site, which has a page of every kind, at both hosts."""
    with served(sample_built, PATH, HEADERS if request.param == BOTH[0] else None) as address:
        yield address


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Reader]:
    with watching(browser, address) as reader:
        yield reader


@pytest.fixture
def sample_reader(browser: Browser, sample_address: str) -> Iterator[Reader]:
    with watching(browser, sample_address) as reader:
        yield reader
        assert reader.wrong == []


@contextmanager
def watching(browser: Browser, address: str) -> Iterator[Reader]:
    """Give a reader of a site who notes everything that the browser refuses."""
    with opened(browser, WATCH, base_url=address, viewport={"width": 1280, "height": 900}) as page:
        reader = Reader(page)
        with listening(page.context, console=reader.says, weberror=reader.fails):
            yield reader


@pytest.fixture
def reader(watched: Reader) -> Iterator[Reader]:
    yield watched
    assert watched.wrong == []


def test_nothing_of_a_page_of_any_kind_is_refused(sample_reader: Reader) -> None:
    page = sample_reader.page
    for kind in (kind for kind in KINDS if kind != FORMER):
        page.goto(kind)
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Vietnam Pro"')
        assert sample_reader.wrong == [], kind


def test_the_search_answers(reader: Reader) -> None:
    page = reader.page
    page.goto("van-ban/")
    page.locator("#cb-q").press_sequentially("giay phep")
    expect(page.locator(".cb-search__results mark").first).to_be_visible()
    page.locator("#cb-q").press_sequentially(" zzzqqq")
    expect(page.locator(".cb-search__fields a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/?q=*")


def test_the_register_is_filtered_and_sorted(reader: Reader) -> None:
    page = reader.page
    page.goto("thu-tuc/?q=giay+phep")
    expect(page.locator(".cb-register__status")).not_to_be_empty()
    page.locator(".cb-filters > summary").click()
    page.get_by_role("group", name="Phí, lệ phí").get_by_label("Có thu").check()
    page.get_by_label("Xếp theo").select_option("Tên, A đến Z")
    page.get_by_role("button", name="Xoá tìm kiếm và mục lọc").click()
    expect(page.locator("tr[data-id]:visible")).to_have_count(57)


def test_the_colours_change_and_ticks_are_kept(reader: Reader) -> None:
    page = reader.page
    page.goto("thu-tuc/1.012353/")
    page.get_by_role("button", name="Chuyển sang nền tối").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".cb-checklist input").first.check()
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator(".cb-checklist input").first).to_be_checked()


def test_a_former_address_still_leads_on(sample_reader: Reader) -> None:
    sample_reader.page.goto(FORMER)
    sample_reader.page.wait_for_url("**/thu-tuc/khai-sinh/")


def test_a_page_without_javascript_leads_from_the_box_to_the_register(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("van-ban/")
    page.get_by_role("searchbox", name="Tìm thủ tục").fill("giấy phép")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**/thu-tuc/?q=*")
    context.close()


PLANTED = {
    "script-src-attr inline": "document.body.setAttribute('onclick', 'planted = 1')",
    "style-src-attr inline": "document.body.setAttribute('style', 'color: red')",
    "style-src-elem inline": "add('style', { textContent: 'p {}' })",
    "script-src-elem inline": "add('script', { text: '1' })",
    "img-src http://127.0.0.1:9": "add('img', { src: 'http://127.0.0.1:9/a.png' })",
    "frame-src http://127.0.0.1": "add('iframe', { src: '..' })",
    "base-uri": "add('base', { href: '/' })",
    "connect-src http://127.0.0.1:9": "fetch('http://127.0.0.1:9/').catch(() => {})",
}
ADD = "const add = (name, keys) => document.body.append(Object.assign(document.createElement(name), keys));"


@pytest.mark.parametrize("refused", PLANTED)
def test_what_is_planted_is_refused_and_seen(watched: Reader, refused: str) -> None:
    page = watched.page
    page.goto("van-ban/")
    with page.expect_console_message(lambda said: said.text.startswith(f"refused: {refused}")):
        page.evaluate(f"() => {{ {ADD} {PLANTED[refused]} }}")
    assert watched.wrong != []


def test_a_host_s_headers_keep_the_page_out_of_frames_and_the_address_to_itself(
    browser: Browser, built: Path
) -> None:
    with served(built, PATH, HEADERS) as address:
        page = browser.new_page(base_url=address)
        page.goto("thu-tuc/?q=giay+phep")
        with page.expect_request("**/thu-tuc/*/") as asked:
            page.locator("tr[data-id]:visible th a").first.click()
        assert "referer" not in asked.value.all_headers()
        page.close()


def test_a_page_states_the_policy_before_it_asks_for_anything(sample_built: Path) -> None:
    for kind in KINDS:
        file = sample_built / kind / "index.html" if not kind.endswith(".html") else sample_built / kind
        head, _, _ = file.read_text("utf-8").partition("<link")
        assert f'http-equiv="Content-Security-Policy" content="{PAGE_POLICY}"' in head, kind
        assert "<script" not in head
