"""A procedure's page as a citizen uses it: find it, tick off the papers, leave, and come back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import launched, reading, served
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

PROCEDURE, OTHER = "thu-tuc/1.012353/", "thu-tuc/2.002131/"
BOXES = ".cb-checklist input"
FIRST_SCREEN = ("Bao lâu", "Bao nhiêu tiền", "Mang theo gì", "Nộp ở đâu, cách nào")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built, "/kon-tum/") as address:
        yield address


@pytest.fixture(params=[1280, 360, 320])
def context(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, viewport={"width": request.param, "height": 740})
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


def ticked(page: Page) -> list[bool]:
    return [box.is_checked() for box in page.locator(BOXES).all()]


def test_ticks_survive_a_reload_and_another_visit(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(PROCEDURE)
    assert ticked(page) == [False, False, False]
    page.locator(BOXES).nth(1).check()
    page.get_by_label("Văn bản đề nghị xác định công nghệ").check()
    page.reload()
    assert ticked(page) == [True, True, False]
    page.locator(BOXES).first.uncheck()
    page.close()
    again = context.new_page()
    again.goto(PROCEDURE)
    assert ticked(again) == [False, True, False]


def test_each_procedure_keeps_its_own_ticks(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(PROCEDURE)
    page.locator(BOXES).first.check()
    page.goto(OTHER)
    assert len(ticked(page)) > 0
    assert not any(ticked(page))


def test_where_storage_is_closed_the_boxes_still_tick(context: BrowserContext) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page = context.new_page()
    page.goto(PROCEDURE)
    page.locator(BOXES).first.check()
    assert ticked(page) == [True, False, False]


def test_type_filter_open_return_and_share(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("")
    page.locator("#cb-q").press_sequentially("giay phep buc xa")
    expect(page.locator(".cb-search__results a").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thu-tuc/?q=giay+phep+buc+xa")
    rows = page.locator("tr[data-id]:visible")
    expect(rows).to_have_count(6)
    page.locator(".cb-filters > summary").click()
    page.get_by_role("group", name="Phí, lệ phí").get_by_label("Có thu").check()
    expect(rows).to_have_count(3)
    shared = page.url
    rows.first.locator("th a").click()
    page.wait_for_url(re.compile(r"/thu-tuc/[^/?]+/$"))
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(rows).to_have_count(3)
    other = context.new_page()
    other.goto(shared)
    expect(other.locator("tr[data-id]:visible")).to_have_count(3)
    assert other.locator("#cb-q").input_value() == "giay phep buc xa"


def test_without_javascript_the_page_answers_and_the_boxes_tick(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto(PROCEDURE)
    for label in FIRST_SCREEN:
        term = page.locator(".cb-facts--first dt", has_text=label)
        expect(term).to_be_in_viewport()
    page.locator(BOXES).first.check()
    assert ticked(page) == [True, False, False]
    for section in ("ho-so", "trinh-tu", "cach-nop", "phi", "dieu-kien", "can-cu", "hen-tra", "gop-y"):
        expect(page.locator(f"#{section}")).to_be_visible()
    context.close()


def test_the_day_of_the_answer_is_counted_kept_for_a_calendar_and_the_list_sent(
    browser: Browser, address: str
) -> None:
    phone: Any = {"width": 360, "height": 740}
    with reading(browser, address, PROCEDURE, viewport=phone) as page:
        expect(page.locator(".cb-next")).to_contain_text("Chưa có")
        page.get_by_role("button", name="Chọn ngày nộp").click()
        day, answer = page.get_by_label("Ngày nộp"), page.locator(".cb-due__answer")
        expect(day).to_be_focused()
        for filed, told in (
            ("2026-02-13", "hết thứ sáu, 13/03/2026"),  # through Tết
            ("2026-08-03", "hết thứ bảy, 22/08/2026"),  # the Saturday that is made up
            ("2026-08-14", "hết thứ ba, 08/09/2026"),
            ("2031-01-06", "chưa có lịch nghỉ của năm 2031"),
        ):
            day.fill(filed)
            expect(answer).to_contain_text(told)
        expect(page.locator(".cb-due a[download]")).to_be_hidden()
        day.fill("2026-02-13")
        expect(page.locator(".cb-due li").first).to_contain_text("Tết Nguyên đán")
        with page.expect_download() as saved:
            page.locator(".cb-due a[download]").click()
        event = Path(saved.value.path()).read_text("utf-8")
        assert "DTSTART;VALUE=DATE:20260313" in event
        assert page.evaluate("document.documentElement.scrollWidth") == 360

        page.locator(BOXES).nth(1).check()
        page.evaluate(
            "navigator.share = undefined; navigator.clipboard.writeText = (text) => { window.sent = text }"
        )
        page.evaluate("delete Navigator.prototype.share; delete navigator.share")
        page.get_by_role("button", name="Gửi danh sách").click()
        expect(page.get_by_text("Đã chép liên kết.")).to_be_visible()
        sent = page.evaluate("window.sent")
        assert sent.endswith("#&co=2/3")
        page.evaluate("localStorage.clear()")
        page.goto(sent)
        page.reload()
        assert ticked(page) == [False, True, False]
        assert page.evaluate("localStorage.length") == 0
        page.locator(BOXES).first.check()
        assert "co=" not in page.url
        page.reload()
        assert ticked(page) == [True, True, False]
