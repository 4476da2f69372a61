"""The site as people see it: narrow and wide, light and dark, on paper, by keyboard and without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from chromium import launched, listening, opened, served
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebError

pytestmark = pytest.mark.browser

PATH = "/"  # where 404.html finds what it asks for
REPORT = "bao-cao/2024-tu-kiem-tra/"
PAGES = {
    "home": "",
    "report": REPORT,
    "evidence": f"{REPORT}can-cu/",
    "illustration": "bao-cao/2024-06-cchc-6-thang/",
    "reconciliation": f"{REPORT}doi-chieu/",
    "register": "thu-tuc/",
    "procedure": "thu-tuc/1.012353/",
    "abolished procedure": "thu-tuc/kt-skhcn-57/",
    "documents": "van-ban/",
    "document": "van-ban/46-KH-SKHCN-2024/",
    "indicator": "chi-so/ty-le-dvc-truc-tuyen/",
    "field": "linh-vuc/so-huu-tri-tue/",
    "booklet": "linh-vuc/so-huu-tri-tue/so-tay/",
    "organisation": "co-quan/SKHCN/",
    "guide": "huong-dan/bao-cao/",
    "rule": "quy-tac/date-impossible/",
}
WIDTHS = {1280: True, 360: True, 320: False}
"""Widths of the window, and whether the page is loaded anew or only made narrower."""
PAPER = 672
"""A4 without the margins that the stylesheet leaves, 18 and 14 mm, in CSS pixels."""
Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility())
  .map((e) => `${e.tagName.toLowerCase()}.${e.className}`).slice(0, 5)"""

FAINT = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => c * a + under[i] * (1 - a));
  const grounds = new Map([[null, [255, 255, 255]]]);
  const ground = (element) => {
    if (!grounds.has(element)) {
      const own = channels(getComputedStyle(element).backgroundColor);
      grounds.set(element, over(own, ground(element.parentElement)));
    }
    return grounds.get(element);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const opacity = (e) => (e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1);
  const measured = [...document.querySelectorAll("body *")].filter((e) =>
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) &&
    !e.matches(".headerlink, script, style, noscript, option") &&
    e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().height > 1
  ).map((e) => {
    const style = getComputedStyle(e);
    const [r, g, b, a] = channels(style.color);
    const under = ground(e);
    const found = ratio(over([r, g, b, a * opacity(e)], under), under);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return { name: `${e.tagName.toLowerCase()}.${e.className}`, found, large };
  });
  return {
    measured: measured.length,
    faint: [...new Set(measured.filter(({ found, large }) => found < (large ? 3 : 4.5))
      .map(({ name, found }) => `${name} ${found.toFixed(2)}`))],
  };
}"""


@pytest.fixture(scope="module")
def address(unchanged: Path) -> Iterator[str]:
    """The address of the site, whose report has no seal; test_searching has one below a path."""
    with served(unchanged, PATH) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as found:
        yield found


class Reader:
    """A reader with a page of their own; what goes wrong on the way is kept."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []

    def says(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def fails(self, error: WebError) -> None:
        self.wrong.append(str(error.error))

    def asks(self, request: Request) -> None:
        if not request.url.startswith(self.address):
            self.wrong.append(request.url)

    def asks_in_vain(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a redirect aborts
            self.wrong.append(f"{request.url} {request.failure}")

    def is_answered(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.url} {response.status}")

    def goes_to(self, address: str) -> Page:
        self.page.goto(f"{self.address}{address}", wait_until="load")
        return self.page


@contextmanager
def reading(browser: Browser, address: str, **options: object) -> Iterator[Reader]:
    with opened(browser, **options) as page:
        reader = Reader(page, address)
        with listening(
            page.context,
            console=reader.says,
            weberror=reader.fails,
            request=reader.asks,
            requestfailed=reader.asks_in_vain,
            response=reader.is_answered,
        ):
            yield reader


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address) as found:
        yield found
    assert found.wrong == []


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Reader]:
    with reading(browser, address, java_script_enabled=False) as found:
        yield found
    refused = [wrong for wrong in found.wrong if wrong.endswith(".js csp")]  # scripts sent for in the head
    assert [wrong for wrong in found.wrong if wrong not in refused] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_without_trouble_at_every_width(reader: Reader, name: str, scheme: Scheme) -> None:
    page = reader.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for width, loaded in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 800})
        if loaded:
            reader.goes_to(PAGES[name])
        assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (width, page.evaluate(TOO_WIDE))
        heading = page.locator("main h1")
        assert heading.count() == 1
        assert heading.is_visible()
        box = heading.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        if width != 360:
            assert_contrast(page)


def assert_contrast(page: Page) -> None:
    """See that every text of the page, in closed details too, stands out from its ground (WCAG 1.4.3)."""
    page.evaluate("() => document.querySelectorAll('main details').forEach((e) => { e.open = true; })")
    found = page.evaluate(FAINT)
    assert found["measured"] > 20
    assert found["faint"] == []


def test_the_measure_of_contrast_finds_faint_text(reader: Reader) -> None:
    page = reader.goes_to("")
    page.evaluate("""() => {
      const add = (place, name, className, text, style) => {
        const made = Object.assign(document.createElement(name), { className, textContent: text });
        Object.assign(made.style, style);  // the page's policy lets in no style as text
        place.append(made);
        return made;
      };
      const main = document.querySelector("main");
      add(main, "p", "faint-a", "a", { color: "#777", background: "#fff" });
      add(add(main, "p", "faint-b", "", { color: "rgb(0 0 0 / 50%)" }), "span", "c", "b", { opacity: 0.9 });
      add(main, "p", "clear", "c", { color: "#767676", background: "#fff" });
    }""")
    faint = page.evaluate(FAINT)["faint"]
    assert [one.split()[0] for one in faint] == ["p.faint-a", "span.c"]


@pytest.mark.parametrize("name", PAGES)
def test_the_first_tab_reaches_the_skip_link_which_leads_to_the_text(reader: Reader, name: str) -> None:
    page = reader.goes_to(PAGES[name])
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert "cb-skip" in (focused.get_attribute("class") or "")
    assert focused.is_visible()
    target = (focused.get_attribute("href") or "").removeprefix("#")
    assert page.locator(f"main[id='{target}']").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{target}"


@pytest.mark.parametrize("name", PAGES)
def test_paper_shows_the_text_and_not_the_frame(reader: Reader, name: str) -> None:
    page = reader.goes_to(PAGES[name])
    assert page.locator(".cb-header").is_visible()
    page.emulate_media(media="print")
    for frame in (
        ".cb-header",
        ".cb-menu",
        ".cb-search",
        ".cb-footer",
        ".cb-contents",
        ".cb-top",
        ".cb-jump",
    ):
        for part in page.locator(frame).all():
            assert not part.is_visible(), frame
    assert page.locator("main h1").is_visible()
    page.set_viewport_size({"width": PAPER, "height": 1000})
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_a_chart_without_scripts_has_text_of_reading_size_and_bars_inside_it(
    without_scripts: Reader, width: int
) -> None:
    page = without_scripts.goes_to(REPORT)
    page.set_viewport_size({"width": width, "height": 800})
    charts = page.locator(".cb-chart svg")
    assert charts.count() == 4
    for chart in charts.all():
        around = chart.bounding_box()
        assert around is not None
        parts = chart.locator("text, rect").all()
        assert len(parts) >= 6
        for part in parts:
            box = part.bounding_box()
            assert box is not None
            assert box["x"] >= around["x"] - 1
            assert box["x"] + box["width"] <= around["x"] + around["width"] + 1
            assert box["y"] + box["height"] <= around["y"] + around["height"] + 1
        size = chart.locator("text").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 12


def test_without_scripts_a_figure_leads_to_its_evidence_and_back(without_scripts: Reader) -> None:
    page = without_scripts.goes_to(REPORT)
    page.locator("#so-ke-hoach-cchc-1").click()
    assert page.url == f"{without_scripts.address}{REPORT}can-cu/ke-hoach-cchc/#ke-hoach-cchc"
    assert page.locator(".cb-value").inner_text().startswith("06")
    assert in_view(page, "#ke-hoach-cchc")
    page.get_by_role("link", name="mục I.1", exact=True).click()
    assert page.url == f"{without_scripts.address}{REPORT}#so-ke-hoach-cchc-1"
    assert in_view(page, "#so-ke-hoach-cchc-1")


def test_without_scripts_a_mark_leads_to_its_note_and_the_note_back(without_scripts: Reader) -> None:
    page = without_scripts.goes_to(REPORT)
    for number in range(1, 7):
        mark = page.locator(".footnote-ref").nth(number - 1)
        assert mark.inner_text() == str(number)
        mark.click()
        id_ = page.url.partition("#")[2]
        assert id_.startswith("fn:")
        note = page.locator(f"[id='{id_}']")
        assert in_view(page, f"[id='{id_}']")
        note.locator(".footnote-backref").click()
        assert page.url.endswith(f"#{id_.replace('fn:', 'fnref:')}")
        assert in_view(page, f"[id='{id_.replace('fn:', 'fnref:')}']")


def test_without_scripts_every_procedure_can_be_reached(without_scripts: Reader) -> None:
    page = without_scripts.goes_to("")
    page.locator("main a.cb-button").click()
    assert page.url == f"{without_scripts.address}thu-tuc/"
    rows = page.locator(".cb-register tbody th a")
    assert rows.count() == 57
    assert all(row.is_visible() for row in rows.all())
    rows.first.click()
    assert page.locator("main h1").is_visible()


def test_a_page_that_is_not_there_leads_home(browser: Browser, address: str) -> None:
    with reading(browser, address) as reader:
        leads_home(reader)


def leads_home(reader: Reader) -> None:
    page = reader.goes_to("khong/co/trang/nay/")
    assert reader.wrong.pop(0) == f"{reader.address}khong/co/trang/nay/ 404"
    assert page.locator("h1").inner_text() == "Không có trang này"
    assert page.get_by_role("link", name="Thủ tục hành chính").get_attribute("href")
    page.locator("a.cb-name").click()
    assert page.url.removesuffix(".") == reader.address
    assert [wrong for wrong in reader.wrong if "404 (Not Found)" not in wrong] == []


def test_a_former_address_leads_to_the_procedure(without_scripts: Reader) -> None:
    page = without_scripts.goes_to("thu-tuc/kt-skhcn-28/")
    page.wait_for_url("**/thu-tuc/2.002131/")
    assert "X-quang" in page.locator("main h1").inner_text()


def in_view(page: Page, selector: str) -> bool:
    """Tell whether an element begins in the window."""
    box, window = page.locator(selector).bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    return 0 <= box["y"] < window["height"]
