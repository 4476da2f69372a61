"""What comes out of the printer: A4 pages of Chromium's own PDF, looked at as a reader of the paper would."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pytest
import segno
from chromium import launched, served
from pdfplumber.page import Page as Sheet
from pdfplumber.pdf import PDF
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SITE = "https://congbo.example/"
A4 = (595, 842)  # points
FRAME = (
    "Đến nội dung chính",
    "Tìm thủ tục",
    "Trang chủ",
    "Hướng dẫn",
    "Lên đầu trang",
    "Phản ánh, kiến nghị",
)
"""What the site's frame and the parts for the screen say, and paper must not."""

Print = Callable[[str], PDF]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def printed(browser: Browser, built: Path) -> Iterator[Print]:
    """Print a page of the site as its stylesheet wants it."""
    page = browser.new_page()
    opened: list[PDF] = []
    with served(built, "/kon-tum/") as address:

        def pdf(place: str) -> PDF:
            page.goto(f"{address}{place}", wait_until="networkidle")
            opened.append(pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))))
            return opened[-1]

        yield pdf
    page.close()
    for one in opened:
        one.close()


def text_of(sheet: Sheet) -> str:
    """The text of a sheet on one line, for a name that runs over several."""
    return " ".join(sheet.extract_text().split())


def assert_numbered_a4_without_frame(pdf: PDF) -> None:
    for number, sheet in enumerate(pdf.pages, start=1):
        assert (round(sheet.width), round(sheet.height)) == A4
        text = text_of(sheet)
        assert text.endswith(f"Trang {number} / {len(pdf.pages)}")
        assert [words for words in FRAME if words in text] == []
        edge = max(char["x1"] for char in sheet.chars)
        assert edge <= A4[0] - 38  # the right margin is 14 mm; an accent leans over by a little


def modules(sheet: Sheet, size: int) -> list[list[bool]]:
    """The dark and light squares of the QR code on a sheet, as its picture shows them; `size` is a side."""
    scale = 300 / 72
    picture = sheet.to_image(resolution=300).original.convert("L")
    left, right = min(one["x0"] for one in sheet.lines), max(one["x1"] for one in sheet.lines)
    step = (right - left) / size
    first = min(one["top"] for one in sheet.lines)  # the lines run through the middle of their squares

    def dark(row: int, column: int) -> bool:
        point = (round((left + (column + 0.5) * step) * scale), round((first + row * step) * scale))
        return picture.crop((*point, point[0] + 1, point[1] + 1)).tobytes() < b"\x80"

    return [[dark(row, column) for column in range(size)] for row in range(size)]


def test_a_procedure_prints_as_a_posting_sheet(printed: Print) -> None:
    pdf = printed("thu-tuc/1.012353/")
    assert len(pdf.pages) <= 2
    assert_numbered_a4_without_frame(pdf)
    text = " ".join(text_of(sheet) for sheet in pdf.pages)
    for part in ("Bao lâu", "giấy tờ cần chuẩn bị", "Trình tự thực hiện", "Phí, lệ phí", "Căn cứ pháp lý"):
        assert part in text
    assert text.startswith("Tính đến ngày 01/06/2026 Dữ liệu minh hoạ")  # what is posted must say both


def test_the_sheet_bears_the_qr_code_of_its_address(printed: Print) -> None:
    pdf = printed("thu-tuc/1.012353/")
    address = f"{SITE}thu-tuc/1.012353/"
    (sheet,) = (sheet for sheet in pdf.pages if address in text_of(sheet))
    code = segno.make(address, error="m", micro=False, mask=3)
    assert modules(sheet, len(code.matrix)) == [[bool(one) for one in row] for row in code.matrix]


def test_an_ended_procedure_says_so_on_paper(printed: Print) -> None:
    assert "không còn hiệu lực" in text_of(printed("thu-tuc/kt-skhcn-57/").pages[0])


def test_a_field_prints_as_a_booklet_with_each_procedure_on_a_new_page(printed: Print) -> None:
    pdf = printed("linh-vuc/so-huu-tri-tue/so-tay/")
    assert_numbered_a4_without_frame(pdf)
    texts = [text_of(sheet) for sheet in pdf.pages]
    assert "6 thủ tục đang có hiệu lực" in texts[0]
    begun = [
        text for text in texts[1:] if text.startswith("Dữ liệu minh hoạ, không dùng để nộp hồ sơ Thủ tục")
    ]
    assert len(begun) == 6
    assert sum(SITE in text for text in texts) == 6


def test_the_dossier_form_fits_the_paper(printed: Print) -> None:
    pdf = printed("bao-cao/2024-tu-kiem-tra/")
    assert_numbered_a4_without_frame(pdf)
    (sheet,) = (sheet for sheet in pdf.pages if "(12) (13)" in text_of(sheet))
    assert "(1) (2) (3)" in text_of(sheet)
