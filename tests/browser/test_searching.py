"""Search as a reader uses it, in Chromium: type, walk with the keys, filter, share, go back, no script."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chromium import launched, listening, opened, served
from playwright.sync_api import Browser, Page, Request, Route, WebError, expect

from congbo.export.search import Entry, index
from congbo.words.spelling import fold

pytestmark = pytest.mark.browser

FOLDING = Path(__file__).parents[1] / "folding.json"
STATUS = ".cb-search__status"
RESULTS = ".cb-search__results a"
FOUND = re.compile(r"^\d+ thủ tục cho")

FIELDS = {"ho-tich": "Hộ tịch", "dat-dai": "Đất đai"}


def entry(id_: str, name: str, field: str = "ho-tich", **keys: Any) -> Entry:
    return Entry(id=id_, code=id_ if id_[1] == "." else "", name=name, field=field, **keys)


ENTRIES = [
    entry("1.000894", "Thủ tục đăng ký kết hôn", decisions=("348/QĐ-UBND",)),
    entry("2.000806", "Thủ tục đăng ký kết hôn có yếu tố nước ngoài", basis=("22/2024/NĐ-CP",)),
    entry("1.001193", "Thủ tục đăng ký khai sinh", keywords=("làm giấy khai sinh cho con",)),
    entry("1.004884", "Thủ tục đăng ký lại khai sinh", state=2, badge="Đã hết hiệu lực từ 28/03/2024"),
    entry("1.004885", "Thủ tục đăng ký lại khai sinh", basis=("348/QĐ-UBND",)),
    entry("1.012353", "Thủ tục cấp giấy phép xây dựng nhà ở", "dat-dai", decisions=("22/QĐ-UBND",)),
    entry("1.012354", "Thủ tục gia hạn giấy phép môi trường", "dat-dai", other_codes=("1.014674",)),
    entry("1.009998", "Thủ tục thẩm định nhu cầu sử dụng đất để giao đất", "dat-dai"),
    entry("3.000001", "Đăng ký bán hàng lưu động", "dat-dai"),
    entry("3.000002", "Cấp bản sao trích lục", summary="Dành cho người cần giấy khai sinh bản sao."),
    entry("kt-01", "Hoà giải tranh chấp đất đai tại xã", "dat-dai"),
    entry("kt-02", "Giải quyết việc phép nghỉ; giấy tờ kèm theo", "dat-dai"),
]


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built, "/kon-tum/") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of a reader who asks no other host and meets no error of a script."""
    errors: list[str] = []
    asked: list[str] = []
    with opened(browser, base_url=address, viewport={"width": 1280, "height": 900}) as page:

        def ask(request: Request) -> None:
            asked.append(request.url)

        def fail(error: WebError) -> None:
            errors.append(str(error.error))

        with listening(page.context, request=ask, weberror=fail):
            yield page
    assert errors == []
    assert [url for url in asked if not url.startswith(address)] == []


NO_WORDS: dict[str, list[Any]] = {"words": [], "situations": [], "elsewhere": []}


def learn(page: Page, words: dict[str, list[Any]]) -> None:
    """Let the page read these words instead of the site's own."""
    body = json.dumps(words)
    page.route(
        "**/du-lieu/tim-tu.json", lambda route: route.fulfill(body=body, content_type="application/json")
    )


def read_from(page: Page, entries: list[Entry]) -> None:
    """Let the page read the index of these entries instead of the site's own, and no words but those."""
    learn(page, NO_WORDS)
    files = dict(index(entries, FIELDS))

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        route.fulfill(body=files[f"du-lieu/{name}"], content_type="application/json")

    page.route("**/du-lieu/tim-kiem*.json", answer)


def typed(page: Page, text: str) -> None:
    page.locator("#cb-q").fill("")
    page.locator("#cb-q").press_sequentially(text)


def names(page: Page) -> list[str]:
    return page.locator(".cb-search__name").all_inner_texts()


class Finder:
    """`ENTRIES` searched with search-core.js alone: how it was found, the ids, what was corrected, why."""

    def __init__(self, page: Page) -> None:
        self.page = page
        data = json.loads(dict(index(ENTRIES, FIELDS))["du-lieu/tim-kiem.json"])
        page.evaluate(
            """async (data) => {
              globalThis.core = await import(new URL("../assets/congbo/search-core.js", location));
              globalThis.finder = new core.Finder();
              finder.add(data);
            }""",
            data,
        )

    def __call__(self, query: str, typing: bool = False) -> Any:
        return self.page.evaluate(
            """([query, typing]) => {
              const { kind, hits, corrected } = finder.find(query, { typing });
              return [kind, hits.map(({ row }) => row.id), corrected, hits.map(({ why }) => why)];
            }""",
            [query, typing],
        )


@pytest.fixture(scope="module")
def finder(browser: Browser, address: str) -> Iterator[Finder]:
    page = browser.new_page(base_url=address)
    page.goto("van-ban/")
    yield Finder(page)
    page.close()


def test_folding_is_that_of_the_package(finder: Finder) -> None:
    cases = json.loads(FOLDING.read_text(encoding="utf-8"))
    folded = finder.page.evaluate("texts => texts.map(core.fold)", [text for text, _ in cases])
    assert folded == [expected for _, expected in cases]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("đăng ký kết hôn", "1.000894"),
        ("dang ky ket hon", "1.000894"),
        ("ĐĂNG KÝ KẾT HÔN", "1.000894"),
        (unicodedata.normalize("NFD", "đăng ký kết hôn"), "1.000894"),
        ("dang ky ket hno", "1.000894"),  # two letters swapped
        ("dang ky kt hon", "1.000894"),  # a letter left out
        ("dang kyy ket hon", "1.000894"),  # a letter too many
        ("dang ky kat hon", "1.000894"),  # another letter
        ("khai sinh nuoc ngoai ket hon", "2.000806"),  # not every word is there
        ("ddawng kys keets hoon", "1.000894"),  # Telex keys
        ("d9a8ng ky1 ke61t ho6n", "1.000894"),  # VNI keys
        ("giaays pheps xaay", "1.012353"),
        ("dangkykethon", "1.000894"),  # spaces left out
        ("lam giay khai sinh", "1.001193"),  # a keyword
        ("hòa giải", "kt-01"),  # the other place of the tone
        ("nha o", "1.012353"),
        ("tôi muốn đăng ký khai sinh cho con thì làm thế nào", "1.001193"),
        ("1.012353", "1.012353"),
        ("1.012353.000.00.00.H34", "1.012353"),
        ("1.012353.H34", "1.012353"),
        ("1012353", "1.012353"),
        ("012353", "1.012353"),
        ("1.014674", "1.012354"),  # its later code
        ("348/QĐ-UBND", "1.000894"),
        ("348 qd ubnd", "1.000894"),
        ("quyết định số 348/QĐ-UBND", "1.000894"),
        ("22/2024/NĐ-CP", "2.000806"),
        ("nghi dinh 22/2024", "2.000806"),
    ],
)
def test_what_people_type_finds_what_they_mean(finder: Finder, query: str, first: str) -> None:
    assert finder(query)[1][:1] == [first]


def test_accents_as_typed_come_first(finder: Finder) -> None:
    assert finder("bán hàng")[1][0] == "3.000001"
    assert finder("cấp bản")[1][0] == "3.000002"
    assert finder("ban")[1][0] in ("3.000001", "3.000002")


def test_a_phrase_comes_before_scattered_words(finder: Finder) -> None:
    assert finder("giay phep")[1] == ["1.012354", "1.012353", "kt-02"]


def test_title_comes_before_keyword_and_keyword_before_body(finder: Finder) -> None:
    found = finder("giay khai sinh")[1]
    assert found.index("1.001193") < found.index("3.000002")
    assert finder("khai sinh")[1][:2] == ["1.001193", "1.004885"]


def test_in_force_comes_before_ended(finder: Finder) -> None:
    found = finder("đăng ký lại khai sinh")[1]
    assert found.index("1.004885") < found.index("1.004884")


def test_a_document_s_own_procedures_come_before_those_that_rest_on_it(finder: Finder) -> None:
    assert finder("348/QĐ-UBND") == ["number", ["1.000894", "1.004885"], "", ["348/QĐ-UBND", "348/QĐ-UBND"]]


@pytest.mark.parametrize("query", ["348/QĐ-BTP", "9.999999", "xyzqwk", "mã vạch", "1.012399.000.00.00.H34"])
def test_a_code_or_number_is_never_guessed_and_nonsense_finds_nothing(finder: Finder, query: str) -> None:
    assert finder(query)[:2] == ["none", []]


def test_what_was_corrected_is_said_in_the_accents_of_the_name(finder: Finder) -> None:
    assert finder("dang ky ket hno")[2] == "dang ky ket hôn"
    assert finder("dang ky ket hon")[2] == ""


def test_an_unfinished_word_finds_what_begins_so(finder: Finder) -> None:
    assert finder("dang ky kh", True)[1][0] == "1.001193"
    assert finder("1.0123", True)[1] == ["1.012353", "1.012354"]
    assert finder("d", True)[0] == "empty"


@pytest.mark.parametrize("query", ["", "   ", "?!", "/", "\u0301", "..", "%", "<b>", "a" * 200, "0", "1/"])
def test_odd_queries_do_no_harm(finder: Finder, query: str) -> None:
    for typing in (False, True):
        assert finder(query, typing)[0] in ("empty", "none", "all", "some")


def test_nothing_of_the_index_is_loaded_before_the_box_is_used(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("van-ban/", wait_until="networkidle")
    lazy = {"search-core.js", "minisearch.min.js", "tim-kiem.json"}
    assert lazy & set(asked) == set()
    page.locator("#cb-q").focus()
    typed(page, "giay phep")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert lazy <= set(asked)


@pytest.mark.parametrize("place", ["", "thu-tuc/"])
def test_what_answers_a_search_is_loaded_only_once(page: Page, place: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(place, wait_until="networkidle")
    typed(page, "giay phep")
    expect(page.locator("[role=status]", has_text=FOUND).first).to_be_attached()
    core = ["minisearch.min.js", "search-core.js"]
    needed = [*core, "search-index.js", "search.js", "tim-kiem.json", "words.js"]
    assert sorted(name for name in asked if name in needed) == needed


def test_typing_shows_results_with_marked_words_and_what_matters(page: Page) -> None:
    page.goto("")
    typed(page, "may x quang khai bao")
    expect(page.locator(STATUS)).to_have_text(FOUND)
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Khai báo máy X-quang y tế")  # what earlier letters found may still stand
    marks = first.locator("mark").all_inner_texts()
    assert [mark.lower() for mark in marks] == ["khai", "báo", "máy", "x", "quang"]
    facts = first.locator(".cb-search__facts span").all_inner_texts()
    assert facts == [
        "An toàn bức xạ và hạt nhân",
        "Trực tuyến: toàn trình",
        "Thời hạn: 05 ngày làm việc",
        "Phí: không thu",
    ]


def test_an_ended_procedure_is_marked_as_such(page: Page) -> None:
    page.goto("van-ban/")
    read_from(page, ENTRIES)
    typed(page, "dang ky lai khai sinh")
    badges = page.locator(".cb-search__results li", has=page.locator(".cb-badge--ended"))
    expect(badges).to_have_count(1)
    assert "Đã hết hiệu lực" in badges.inner_text()


def test_arrows_walk_enter_opens_and_back_returns(page: Page) -> None:
    page.goto("")
    typed(page, "khai bao thiet bi")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#cb-q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    name = page.locator(".cb-search__name").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/2.002131/")
    assert page.locator("h1").inner_text() == name
    page.go_back()
    page.wait_for_url(re.compile(r"/$"))


def test_escape_closes_and_tab_goes_on(page: Page) -> None:
    page.goto("")
    typed(page, "cap giay")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#cb-q")).to_be_focused()
    expect(page.locator(".cb-search__panel")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_visible()
    stops = 0
    while page.evaluate("document.activeElement.closest('form.cb-search') !== null"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 15
    expect(page.locator(".cb-search__panel")).to_be_hidden()


def test_an_answer_that_comes_late_leaves_the_reader_where_they_are(page: Page) -> None:
    page.goto("van-ban/")
    read_from(page, ENTRIES)
    typed(page, "dang ky")
    expect(page.locator(RESULTS)).to_have_count(6)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).nth(1)).to_be_focused()
    page.locator("#cb-q").evaluate(
        "(box) => { box.value = 'ket hon'; box.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(page.locator(RESULTS)).to_have_count(2)
    expect(page.locator(RESULTS).nth(1)).to_be_focused()


def test_enter_in_the_box_leads_to_the_register_with_the_question(page: Page) -> None:
    page.goto("bao-cao/")
    typed(page, "giay phep buc xa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/?q=giay+phep+buc+xa")
    expect(page.locator(".cb-register__status")).to_have_text(FOUND)


def test_a_miss_offers_the_nearest_spelling_and_the_fields(page: Page) -> None:
    page.goto("van-ban/")
    read_from(page, ENTRIES)
    typed(page, "xyduwngj")
    expect(page.locator(STATUS)).to_have_text("Không tìm thấy thủ tục nào cho “xyduwngj”.")
    more = page.locator(".cb-search__more")
    assert more.locator("li a").all_inner_texts() == ["Hộ tịch", "Đất đai"]
    typed(page, "truongwf moix")
    expect(page.locator(RESULTS)).to_have_count(1)
    typed(page, "trrruong")
    expect(more.get_by_text("Có phải bạn tìm")).to_be_visible()
    more.get_by_role("link", name="trường", exact=True).click()
    expect(page.locator("#cb-q")).to_have_value("trường")
    expect(page.locator(RESULTS)).to_have_count(1)


WORDS: dict[str, list[Any]] = {
    "words": [[["cưới", "cưới hỏi"], ["kết hôn"]]],
    "situations": [
        {
            "name": "Sinh con",
            "address": "tinh-huong/sinh-con/",
            "said": ["sinh con"],
            "procedures": ["1.001193"],
        }
    ],
    "elsewhere": [
        {
            "topic": "Hộ chiếu",
            "said": ["hộ chiếu"],
            "office": "Công an tỉnh",
            "address": "https://a.example/b",
        }
    ],
}


def test_what_is_found_beside_procedures_is_said_shown_and_walked_through(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto("van-ban/")
    read_from(page, ENTRIES)
    learn(page, WORDS)
    panel = page.locator(".cb-search__panel")
    typed(page, "sinh con")
    ways = page.locator(".cb-search__situations a")
    expect(ways).to_have_text(re.compile("^Sinh con"))
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^1 tình huống\. "))
    page.locator("#cb-q").press("ArrowDown")
    expect(ways).to_be_focused()
    assert str(ways.get_attribute("href")).endswith("/kon-tum/tinh-huong/sinh-con/")

    typed(page, "lam ho chieu")
    expect(panel.locator(".cb-search__office")).to_contain_text("Nơi giải quyết: Công an tỉnh.")
    expect(panel.locator(".cb-search__office a")).to_have_attribute("href", "https://a.example/b")
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(page.locator(".cb-search__note")).to_be_hidden()

    typed(page, "cưới hỏi")
    expect(page.locator(RESULTS).first).to_contain_text("kết hôn")
    expect(page.locator(STATUS)).to_contain_text("hiểu “cưới hỏi” là “kết hôn”")
    panel.get_by_role("link", name="Chỉ tìm đúng các chữ “cưới hỏi”").click()
    expect(page.locator("#cb-q")).to_have_value('"cưới hỏi"')
    expect(page.locator(RESULTS)).to_have_count(0)

    typed(page, "báo cáo tự kiểm tra")
    expect(page.locator(".cb-search__pages a").first).to_have_attribute(
        "href", re.compile("/bao-cao/2024-tu-kiem-tra/$")
    )
    expect(page.locator(".cb-search__also")).to_have_text(re.compile(r"^Có \d+ trang\.$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_where_nothing_fits_the_portal_is_named_and_the_words_are_carried_over(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("van-ban/")
    read_from(page, ENTRIES)
    learn(page, WORDS)
    typed(page, "xyzqwk")
    portal = page.locator(".cb-search__portal")
    expect(portal.locator("a")).to_have_attribute("href", "https://dichvucong.gov.vn")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.className") == "cb-search__copy":
            break
    page.keyboard.press("Enter")
    expect(portal.locator("[role=status]")).to_have_text("Đã sao chép.")
    assert page.evaluate("navigator.clipboard.readText()") == "xyzqwk"
    assert page.url.endswith("/van-ban/")


def test_the_register_page_says_what_the_box_says(page: Page) -> None:
    learn(page, WORDS)
    page.goto("thu-tuc/?q=h%E1%BB%99+chi%E1%BA%BFu")
    expect(page.locator(".cb-register__status")).to_contain_text("Nơi giải quyết: Công an tỉnh.")
    expect(page.locator(".cb-offers a[rel=external]").first).to_have_attribute("href", "https://a.example/b")
    expect(page.locator("tr[data-id]:visible")).to_have_count(0)
    expect(page.get_by_text("Bỏ bớt một mục")).to_have_count(0)
    page.locator("#cb-q").fill("sinh con")
    expect(page.locator(".cb-offers .cb-search__situations a")).to_be_visible()


def test_a_large_register_answers_from_its_first_file_and_goes_on_reading(page: Page) -> None:
    many = [replace(ENTRIES[0], id=f"p{n}", code="") for n in range(1000)]
    page.goto("van-ban/")
    files = dict(index([*many, *ENTRIES], FIELDS))
    held: list[Route] = []

    def answer(route: Route) -> None:
        if route.request.url.endswith("tim-kiem-2.json"):
            held.append(route)
        else:
            route.fulfill(body=files["du-lieu/tim-kiem.json"], content_type="application/json")

    page.route("**/du-lieu/tim-kiem*.json", answer)
    typed(page, "dang ky ket hon")
    expect(page.locator(STATUS)).to_have_text(
        "1\u202f000 thủ tục cho “dang ky ket hon”. Đang đọc tiếp danh mục."
    )
    held[0].fulfill(body=files["du-lieu/tim-kiem-2.json"], content_type="application/json")
    expect(page.locator(STATUS)).to_have_text("1\u202f002 thủ tục cho “dang ky ket hon”.")


def test_when_the_index_cannot_be_had_the_box_says_so_and_tries_again(page: Page) -> None:
    page.goto("van-ban/")
    page.route("**/du-lieu/tim-kiem.json", lambda route: route.abort())
    page.locator("#cb-q").fill("giay phep")
    expect(page.locator(".cb-search__note")).to_contain_text("Chưa tải được danh mục")
    page.unroute("**/du-lieu/tim-kiem.json")
    page.keyboard.press("Space")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_the_register_page_filters_while_typing_and_back_undoes_it(page: Page) -> None:
    page.goto("thu-tuc/")
    rows = page.locator("tr[data-id]:visible")
    expect(rows).to_have_count(57)
    typed(page, "giay phep buc xa")
    expect(page.locator(".cb-register__status")).to_have_text("6 thủ tục cho “giay phep buc xa”.")
    expect(rows).to_have_count(6)
    assert page.url.endswith("/thu-tuc/?q=giay+phep+buc+xa")
    assert "giấy phép" in rows.first.locator("th").inner_text().lower()
    assert [mark.lower() for mark in rows.first.locator("mark").all_inner_texts()][:2] == ["giấy", "phép"]
    page.go_back()
    expect(rows).to_have_count(57)
    assert page.locator("#cb-q").input_value() == ""
    assert page.locator("cb-register mark").count() == 0


def test_filters_count_combine_and_stand_in_the_address(page: Page) -> None:
    page.goto("thu-tuc/")
    rows = page.locator("tr[data-id]:visible")
    page.locator(".cb-filters > summary").click()
    fee = page.get_by_role("group", name="Phí, lệ phí")
    free = fee.get_by_label("Không thu")
    count = int(fee.locator("label", has_text="Không thu").locator(".cb-filters__count").inner_text())
    free.check()
    expect(rows).to_have_count(count)
    time = page.get_by_role("group", name="Thời hạn")
    five = time.get_by_label("Trong 5 ngày")
    both = int(time.locator("label", has_text="Trong 5 ngày").locator(".cb-filters__count").inner_text())
    five.check()
    expect(rows).to_have_count(both)
    assert 0 < both < count < 57
    assert page.url.endswith("/thu-tuc/?thoi-han=5&phi=khong")
    expect(page.locator(".cb-register__status")).to_have_text(
        f"{both} trong 57 thủ tục qua được các mục lọc."
    )
    page.get_by_role("button", name="Bỏ lọc Thời hạn: Trong 5 ngày").click()
    expect(rows).to_have_count(count)
    page.go_back()
    expect(rows).to_have_count(both)
    page.go_back()
    expect(rows).to_have_count(count)
    page.go_back()
    expect(rows).to_have_count(57)


def test_a_shared_address_shows_the_same_list_and_returns_from_a_procedure(
    page: Page, browser: Browser, address: str
) -> None:
    page.goto("thu-tuc/?q=cap+giay+phep&truc-tuyen=to%C3%A0n+tr%C3%ACnh&xep=ten")
    status = page.locator(".cb-register__status")
    expect(status).to_have_text(FOUND)
    shown = page.locator("tr[data-id]:visible th a").all_inner_texts()
    assert len(shown) > 1
    other = browser.new_context(base_url=address)
    again = other.new_page()
    again.goto(page.url)
    expect(again.locator(".cb-register__status")).to_have_text(status.inner_text())
    assert again.locator("tr[data-id]:visible th a").all_inner_texts() == shown
    again.locator("tr[data-id]:visible th a").first.click()
    again.wait_for_url(re.compile(r"/thu-tuc/[^/?]+/"))
    again.go_back()
    expect(again.locator("tr[data-id]:visible")).to_have_count(len(shown))
    other.close()


def test_sorting_by_time_puts_the_shortest_first_and_keeps_every_row(page: Page) -> None:
    page.goto("thu-tuc/")
    page.get_by_label("Xếp theo").select_option("Thời hạn, ngắn trước")
    days = page.locator("tr[data-id]:visible:not(.cb-ended)").evaluate_all(
        "rows => rows.map((row) => row.dataset.days ? Number(row.dataset.days) : Infinity)"
    )
    assert days == sorted(days, key=lambda day: day if isinstance(day, int) else 10**9)
    expect(page.locator("tr[data-id]:visible")).to_have_count(57)
    page.get_by_label("Xếp theo").select_option("Tên, A đến Z")
    shown = page.locator("tr[data-id]:visible th a").all_inner_texts()
    assert shown == page.evaluate("names => [...names].sort(new Intl.Collator('vi').compare)", shown)
    page.get_by_label("Xếp theo").select_option("Theo lĩnh vực")
    expect(page.locator("cb-register section h2").first).to_be_visible()


def test_a_miss_on_the_register_page_offers_a_way_on(page: Page) -> None:
    page.goto("thu-tuc/?q=zzzqqq")
    expect(page.locator(".cb-register__status")).to_have_text("Không tìm thấy thủ tục nào cho “zzzqqq”.")
    fields, portal = page.locator(".cb-offers ul a"), page.locator(".cb-offers .cb-search__portal")
    assert fields.count() == 4
    expect(portal).to_contain_text("Cổng Dịch vụ công quốc gia rồi tìm “zzzqqq”")
    page.get_by_role("button", name="Xoá tìm kiếm và mục lọc").click()
    expect(page.locator("tr[data-id]:visible")).to_have_count(57)
    assert page.url.endswith("/kon-tum/thu-tuc/")


def test_without_javascript_the_box_leads_to_the_whole_register(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("linh-vuc/so-huu-tri-tue/")
    page.get_by_role("searchbox", name="Tìm thủ tục").fill("giấy phép")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url("**/thu-tuc/?q=*")
    assert page.locator("tr:has(th[scope=row] a)").count() == 57
    expect(page.locator("cb-register section h2")).to_have_count(4)
    context.close()


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("place", ["", "thu-tuc/?q=giay+phep&phi=co"])
def test_nothing_is_wider_than_the_screen_and_controls_are_large_enough(
    page: Page, width: int, place: str
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(place)
    if place:
        expect(page.locator(".cb-register__status")).to_have_text(FOUND)
        page.locator(".cb-filters").evaluate("details => details.open = true")
        shown = page.locator("tr[data-id]:visible").count()
        assert 0 < shown < 57
    else:
        typed(page, "giay phep")
        expect(page.locator(RESULTS).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    controls = [".cb-search :is(input, button)", ".cb-search__panel a", ".cb-filters label"]
    controls += [".cb-filters summary", ".cb-sort select", ".cb-chips button"]
    sizes = page.locator(", ".join(controls)).evaluate_all(
        """found => found.filter((one) => one.checkVisibility()).map((one) => {
          const { width, height } = one.getBoundingClientRect();
          return { text: one.textContent, width, height };
        })"""
    )
    assert len(sizes) > 3
    assert [size for size in sizes if size["width"] < 24 or size["height"] < 24] == []


def test_print_leaves_the_search_out(page: Page) -> None:
    page.goto("thu-tuc/")
    page.emulate_media(media="print")
    expect(page.locator(".cb-search-bar")).to_be_hidden()
    expect(page.locator(".cb-tools")).to_be_hidden()
    expect(page.locator("tr[data-id]").first).to_be_visible()


def test_the_search_works_under_a_strict_content_security_policy(browser: Browser, address: str) -> None:
    """The theme's own scripts do not, which is why this page's errors are not looked at."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        policy = "default-src 'self'"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page = browser.new_page(base_url=address)
    page.route("**/thu-tuc/?q=*", strict)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto("thu-tuc/?q=giay+phep+buc+xa")
    expect(page.locator(".cb-register__status")).to_have_text(FOUND)
    page.locator(".cb-filters > summary").click()
    page.get_by_role("group", name="Phí, lệ phí").get_by_label("Có thu").check()
    expect(page.locator("tr[data-id]:visible")).to_have_count(3)
    assert [text for text in refused if "assets/congbo" in text] == []
    page.close()


@pytest.mark.parametrize(
    "query", ["348/QĐ-UBND ngày 21/6/2024", "348 qd ubnd", "quyết định 348", "348/qđ-ubnd"]
)
def test_the_box_finds_a_document_by_its_number_in_any_typing_with_what_it_is(page: Page, query: str) -> None:
    page.goto("")
    typed(page, query)
    found = page.locator(".cb-search__documents a")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Quyết định số 348/QĐ-UBND")
    expect(found).to_contain_text("còn hiệu lực")
    expect(found).to_have_attribute("href", re.compile("/van-ban/348-QD-UBND-2024/$"))


DOCUMENTS: dict[str, list[Any]] = {
    "statuses": ["còn hiệu lực", "được thay thế"],
    "id": ["348-QD-UBND-2024", "01-2020-TT-VPCP", "63-2010-ND-CP", "766-QD-TTg-2022"],
    "label": [
        "Quyết định số 348/QĐ-UBND",
        "Thông tư số 01/2020/TT-VPCP",
        "Nghị định số 63/2010/NĐ-CP",
        "Quyết định số 766/QĐ-TTg",
    ],
    "day": ["21/06/2024", "21/10/2020", "08/06/2010", "23/06/2022"],
    "subject": ["về danh mục", "quy định chế độ báo cáo", "về kiểm soát thủ tục hành chính", "về bộ chỉ số"],
    "kinds": ["quyết định", "thông tư", "nghị định"],
    "status": [0, 1, 0, 1],
    "kind": [0, 1, 2, 0],
    "over": [0, 1, 0, 1],
}


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("348/QĐ-UBND ngày 21/6/2024", "348-QD-UBND-2024"),
        ("348 qđ ubnd", "348-QD-UBND-2024"),
        ("thông tư 01/2020", "01-2020-TT-VPCP"),
        ("01/2020/tt-vpcp", "01-2020-TT-VPCP"),
        ("nghị định kiểm soát thủ tục", "63-2010-ND-CP"),
        ("quyết định 766", "766-QD-TTg-2022"),
    ],
)
def test_a_document_is_offered_with_its_status_below_the_procedures(page: Page, query: str, id_: str) -> None:
    extra = entry("9.999999", "Thủ tục thử nghị định kiểm soát thủ tục", decisions=("348/QĐ-UBND",))
    read_from(page, [*ENTRIES, extra])
    data = json.dumps(DOCUMENTS)
    page.route(
        "**/du-lieu/tim-van-ban.json",
        lambda route: route.fulfill(body=data, content_type="application/json"),
    )
    page.goto("")
    typed(page, query)
    found = page.locator(".cb-search__documents a")
    expect(found).to_have_count(1)
    expect(found).to_have_attribute("href", re.compile(f"/van-ban/{id_}/$"))
    at = DOCUMENTS["id"].index(id_)
    expect(found).to_contain_text(DOCUMENTS["statuses"][DOCUMENTS["status"][at]])
    order = page.locator(".cb-search__panel a").evaluate_all(
        "links => links.map((link) => link.closest('.cb-search__documents') ? 'document' : 'procedure')"
    )
    documents = order.index("document")
    if page.locator(RESULTS).count():
        assert set(order[: page.locator(RESULTS).count()]) == {"procedure"}
        assert documents >= page.locator(RESULTS).count()


def test_the_list_of_documents_is_filtered_by_words_kind_and_status_and_the_address_keeps_it(
    page: Page,
) -> None:
    page.goto("van-ban/")
    items = page.locator("li[data-status]:visible")
    expect(items).to_have_count(45)
    page.locator("#cb-van-ban-loai").select_option("công văn")
    left = items.count()
    assert 0 < left < 45
    expect(page.locator("cb-documents h2:visible")).to_have_text(["Công văn"])
    expect(page.locator("cb-documents .cb-jump a:visible")).to_have_text(["Công văn"])
    page.locator("#cb-van-ban-q").fill("599")
    expect(items).to_have_count(1)
    page.reload()
    expect(items).to_have_count(1)
    expect(page.locator("cb-documents [role=status]")).to_have_text("Còn 1 trong 45 văn bản.")


@pytest.mark.parametrize(("width", "jumps"), [(1280, True), (360, False)])
def test_the_list_of_documents_can_be_gone_through_with_the_keyboard_alone(
    page: Page, width: int, jumps: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("van-ban/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#cb-van-ban-q").focus()
    page.keyboard.type("công bố")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    links = page.locator("cb-documents li[data-status]:visible a").first
    if jumps:
        for _ in range(page.locator("cb-documents .cb-jump a:visible").count()):
            page.keyboard.press("Tab")
    expect(links).to_be_focused()
    kinds = page.locator("#cb-van-ban-loai option").all_inner_texts()[1:]
    assert kinds == sorted(kinds, key=fold)


def test_the_list_of_documents_is_whole_without_script(browser: Browser, address: str) -> None:
    page = browser.new_page(
        base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 900}
    )
    page.goto("van-ban/")
    jumps = page.locator("cb-documents .cb-jump a")
    titles = page.locator("cb-documents h2").all_inner_texts()
    expect(jumps).to_have_text(titles)
    assert titles == sorted(titles, key=fold)
    jumps.last.click()
    expect(page.locator("cb-documents h2").last).to_be_in_viewport()
    page.close()
