"""The button “Tự kiểm tra” in Chromium, under the site's policy: every figure, and whatever was changed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import launched, served
from playwright.sync_api import Browser, Page, expect

from congbo.site.security import HEADERS

pytestmark = pytest.mark.browser

REPORT = "2024-tu-kiem-tra"
AT = f"bao-cao/{REPORT}/can-cu/"
PATH = "/mot/trang/"
"""The site lies below other paths of its host."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built, PATH, HEADERS) as address:
        yield address


@contextmanager
def reading(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Give the evidence page; whatever it complains of, or asks of another host, fails the test."""
    with chromium.reading(browser, address, AT, **options) as page:
        yield page


@contextmanager
def changed(
    built: Path, address: str, browser: Browser, name: str, change: Callable[[Any], None], **options: Any
) -> Iterator[Page]:
    """Give the evidence page of a site that answers with one data file changed."""
    found = json.loads((built / "du-lieu" / name).read_bytes())
    change(found)
    answer = json.dumps(found, ensure_ascii=False)
    with reading(browser, address, **options) as page:
        page.route(
            f"**/du-lieu/{name}", lambda route: route.fulfill(body=answer, content_type="application/json")
        )
        yield page


def check(page: Page) -> None:
    """Press the button and wait until it is done."""
    page.get_by_role("button", name="Tự kiểm tra").click()
    expect(page.get_by_role("button", name="Kiểm tra lại")).to_be_visible()


def said(page: Page) -> str:
    return page.locator("[data-self-check] [role=status]").inner_text()


def found(page: Page) -> str:
    return page.locator("[data-result]").inner_text()


def one(of: list[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(item for item in of if item["id"] == id_)


def test_the_button_computes_all_figures_again_and_finds_them_as_sealed(
    browser: Browser, address: str, built: Path
) -> None:
    with reading(browser, address) as page:
        check(page)
        assert said(page).startswith("Khớp. Đã tính lại 49 số liệu, so 136 bản ghi và tên")
        rows = page.locator("[data-result] tbody tr")
        expect(rows).to_have_count(49)
        assert [row.locator("td").nth(2).inner_text() for row in rows.all()] == ["Khớp"] * 49
        values = [[cell.inner_text() for cell in row.locator("td").all()[:2]] for row in rows.all()]
        assert all(now == then for now, then in values)
        assert ["87,5% (14 trên 16)"] * 2 in values
        chain = json.loads((built / f"du-lieu/bao-cao/{REPORT}.seal.json").read_bytes())
        assert chain["head"][:32] in found(page).replace(" ", "")
        expect(page.get_by_role("button", name="Kiểm tra lại")).to_be_focused()


def test_it_is_done_by_keyboard_and_as_often_as_one_likes(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        page.get_by_label("Mã in trên bản giấy").fill("A178-894D 7fdb 083e a4de 8813 7a96 9751")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Kiểm tra lại")).to_be_visible()
        assert said(page).startswith("Khớp.")
        page.get_by_label("Mã in trên bản giấy").fill("a178")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("[data-self-check] [role=status]")).to_contain_text("Không khớp: có 1 chỗ khác")
        assert "mã trên giấy không phải là mã của dấu niêm phong này" in found(page)


PLANTS: dict[str, tuple[str, Callable[[Any], None], str, str]] = {
    "a declared value": (
        "so-lieu.json",
        lambda found: one(found, "tai-khoan-cong-vu-2024-07-20").update(value=54.5),
        "Số tài khoản điện tử công vụ",
        "tính lại 54,5, niêm phong 54",
    ),
    "a cell of the form": (
        "so-lieu.json",
        lambda found: next(row for row in found if "counts" in row)["counts"].update(received_online=13),
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "tính lại 81,25 (13 trên 16), niêm phong 87,5 (14 trên 16)",
    ),
    "a condition": (
        "chi-so.json",
        lambda found: one(found, "tthc-moi-ban-hanh")["definition"]["where"].pop("issuer"),
        "Số thủ tục hành chính mới ban hành được công bố",
        "cách tính nay là",
    ),
    "a name": (
        "thu-tuc.json",
        lambda found: one(found, "kt-skhcn-05").update(name="<b>Thủ tục khác</b>", short_name=""),
        "thủ tục kt-skhcn-05",
        "tên nay là “<b>Thủ tục khác</b>”",
    ),
    "the seal": (
        f"bao-cao/{REPORT}.seal.json",
        lambda found: found["seal"]["shown"]["notes"].popitem(),
        "Dấu niêm phong",
        "phần niêm phong không còn như lúc ghi",
    ),
}


@pytest.mark.parametrize(("name", "change", "named", "what"), PLANTS.values(), ids=PLANTS)
def test_a_planted_change_is_named(
    built: Path,
    address: str,
    browser: Browser,
    name: str,
    change: Callable[[Any], None],
    named: str,
    what: str,
) -> None:
    with changed(built, address, browser, name, change) as page:
        check(page)
        assert said(page).startswith("Không khớp: có ")
        line = page.locator("[data-result] li").filter(has_text=named)
        expect(line.first).to_contain_text(what)


def test_what_no_seal_rests_on_changes_nothing(built: Path, address: str, browser: Browser) -> None:
    def summary(found: Any) -> None:
        one(found, "1.012353").update(summary="Khác.")

    with changed(built, address, browser, "thu-tuc.json", summary) as page:
        check(page)
        assert said(page).startswith("Khớp.")


def test_a_broken_file_is_said(built: Path, address: str, browser: Browser) -> None:
    with changed(built, address, browser, "so-lieu.json", lambda found: found.append("x")) as page:
        check(page)
        assert said(page).startswith("Chưa kiểm tra được: dữ liệu không đúng dạng")
        assert "verify.py" in said(page)


def test_without_a_network_or_a_file_it_says_so_and_can_be_tried_again(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto(AT)
    context.set_offline(True)
    check(page)
    assert "máy đang không có mạng" in said(page)
    context.set_offline(False)
    page.route("**/du-lieu/chi-so.json", lambda route: route.fulfill(status=404))
    page.get_by_role("button", name="Kiểm tra lại").click()
    status = page.locator("[data-self-check] [role=status]")
    expect(status).to_contain_text("trang không đưa ra tệp chi-so.json (mã trả lời 404)")
    page.unroute("**/du-lieu/chi-so.json")
    page.get_by_role("button", name="Kiểm tra lại").click()
    expect(status).to_contain_text("Khớp.")
    context.close()


def test_where_the_browser_computes_no_digest_it_says_so_and_checks_the_rest(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address)
    context.add_init_script("delete Crypto.prototype.subtle")
    page = context.new_page()
    page.goto(AT)
    check(page)
    assert said(page).startswith("Khớp, trừ phần chưa kiểm tra được. Đã tính lại 49 số liệu")
    assert "trang mở bằng https" in said(page)
    assert "verify.py" in said(page)
    context.close()


def test_without_script_there_is_no_button_but_the_command(browser: Browser, address: str) -> None:
    with reading(browser, address, java_script_enabled=False) as page:
        section = page.locator("section").filter(has=page.locator("#tu-kiem-tra"))
        expect(section.get_by_role("button")).to_have_count(0)
        expect(section.locator("pre")).to_be_hidden()
        section.locator("summary").click()
        expect(section.locator("pre")).to_be_visible()
        expect(section.locator("pre")).to_contain_text(
            f"python3 verify.py https://congbo.example/ --report {REPORT}"
        )
        expect(section).to_contain_text(f"congbo verify {REPORT}")
        expect(section.get_by_role("link", name="verify.py")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_result_is_for_everybody(
    built: Path, address: str, browser: Browser, width: int, scheme: Any
) -> None:
    with changed(
        built,
        address,
        browser,
        "chi-so.json",
        lambda found: one(found, "ke-hoach-cchc")["definition"]["where"].update(issued=["trong kỳ"]),
    ) as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).response["violations"] == []


def test_paper_shows_neither_button_nor_result(browser: Browser, address: str) -> None:
    with reading(browser, address) as page:
        check(page)
        page.emulate_media(media="print")
        expect(page.locator("[data-self-check]")).to_be_hidden()
        expect(page.locator("[data-result] table")).to_be_hidden()
        expect(page.locator("#tu-kiem-tra")).to_be_visible()
