"""A procedure of eight cases and ninety papers: on a phone, without script, on paper."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import launched, reading, served
from playwright.sync_api import Browser, Page, expect

from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.fields import FieldOfWork
from congbo.records.organisations import Organisation
from congbo.records.register import Register
from congbo.reports.site import Site
from many_cases import CHOSEN, ID, SITUATIONS, many_cases

pytestmark = pytest.mark.browser

BODY = re.compile(r'(<article class="md-content__inner md-typeset">).*(</article>\s*</main>)', re.DOTALL)
CASE = ".cb-case"
OTHER = "truong-hop-don-vi-dong-quan"
EVERY = len(SITUATIONS)


def whole(site: Path) -> str:
    """The procedure's page in the shell of a page of the sample's site."""
    bodies = [
        Organisation.model_validate(
            {"id": id_, "path": f"records/organisations/{id_}.md", "body": "", "name": name}
        )
        for id_, name in (("XA", "Ủy ban nhân dân xã Mẫu"), ("MOT-CUA", "Bộ phận một cửa"))
    ]
    field = {"id": "ho-tich", "path": "records/fields/ho-tich.md", "body": "", "name": "Hộ tịch"}
    register = Register([many_cases(), *bodies, FieldOfWork.model_validate(field)])
    pages = Pages(Site(Path(), register, (), (), ()), date(2026, 6, 1))
    content = Renderer(pages).page(pages.of(register.procedures[ID]))
    shell = (site / "thu-tuc/khai-sinh/index.html").read_text("utf-8")
    return BODY.sub(lambda found: f"{found[1]}{content}{found[2]}", shell)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(sample_built: Path) -> Iterator[str]:
    with served(sample_built, "/xa-mau/") as address:
        yield address


@contextmanager
def shown(browser: Browser, address: str, site: Path, at: str = "", **options: Any) -> Iterator[Page]:
    """Give the procedure's page; whatever it complains of, or asks of another host, fails the test."""
    with reading(browser, address, "", **options) as page:
        page.route(
            f"**/thu-tuc/{ID}/", lambda route: route.fulfill(body=whole(site), content_type="text/html")
        )
        page.goto(f"thu-tuc/{ID}/{at}")
        yield page


def cases(page: Page) -> list[str]:
    """The cases that are seen."""
    return [one.get_attribute("id") or "" for one in page.locator(f"{CASE}:visible").all()]


def printed(page: Page) -> str:
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        return " ".join(" ".join(sheet.extract_text().split()) for sheet in pdf.pages)


def test_on_a_phone_one_chooses_a_case_and_the_address_keeps_it(
    browser: Browser, address: str, sample_built: Path
) -> None:
    with shown(browser, address, sample_built, viewport={"width": 360, "height": 740}) as page:
        for label in ("Bao lâu", "Bao nhiêu tiền", "Mang theo gì", "Nộp ở đâu, cách nào"):
            value = page.locator(".cb-facts--first").first.locator("div", has_text=label).locator("dd")
            expect(value).to_be_in_viewport(ratio=1)
        assert cases(page) == []
        every = printed(page)
        assert all(name in every for name in SITUATIONS.values())

        choice = page.locator(".cb-choice a")
        choice.get_by_text(SITUATIONS[CHOSEN.removeprefix("truong-hop-")]).click()
        assert (cases(page), page.url.partition("#")[2]) == ([CHOSEN], CHOSEN)
        expect(page.locator(f"#{CHOSEN}")).to_be_focused()
        expect(page.locator(f"#ten-{CHOSEN}")).to_be_in_viewport()
        expect(page.locator(".cb-choice [aria-current]")).to_have_count(1)
        one = printed(page)
        assert one.count("Giấy tờ của trường hợp này") == 1

        page.locator(f'#phi ~ p a[href="#{OTHER}"]').click()
        assert cases(page) == [OTHER]
        page.locator(f"#{OTHER}").get_by_text("chung của mọi trường hợp").click()
        assert cases(page) == [OTHER], "an address within the page keeps the choice"
        page.go_back()
        page.go_back()
        expect(page.locator(f"#{CHOSEN}")).to_be_visible()
        assert cases(page) == [CHOSEN]
        page.go_back()
        expect(page.locator("[data-unchosen]")).to_be_visible()
        assert cases(page) == []
        choice.last.click()
        assert len(cases(page)) == EVERY
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_javascript_every_case_stands_on_the_page(
    browser: Browser, address: str, sample_built: Path
) -> None:
    narrow: Any = {"width": 320, "height": 740}
    with shown(browser, address, sample_built, viewport=narrow, java_script_enabled=False) as page:
        assert len(cases(page)) == EVERY
        expect(page.locator("[data-unchosen]")).to_be_hidden()
        page.locator(".cb-choice a").nth(1).click()
        expect(page.locator(f"#ten-{CHOSEN}")).to_be_in_viewport()
        assert len(cases(page)) == EVERY
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_an_address_that_was_shared_opens_its_case_and_has_no_violation(
    browser: Browser, address: str, sample_built: Path
) -> None:
    wide: Any = {"width": 1280, "height": 900}
    with shown(browser, address, sample_built, f"#{CHOSEN}", viewport=wide, reduced_motion="reduce") as page:
        assert cases(page) == [CHOSEN]
        expect(page.locator(f"#ten-{CHOSEN}")).to_be_in_viewport()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []
        page.locator(f"#{CHOSEN} input").nth(3).check()
        page.reload()
        ticked = [box.is_checked() for box in page.locator(".cb-papers input").all()]
        assert (sum(ticked), page.locator(f"#{CHOSEN} input").nth(3).is_checked()) == (1, True)
