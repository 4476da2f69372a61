"""The QR code of a report's seal: it says the same on the page, in Word and in the PDF, and can be read."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pdfplumber
import pikepdf
import pytest
import segno
from PIL import Image

from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.paper import reports as documents
from congbo.paper.document import OfficialDocument
from congbo.rules import check as checks
from output import article, by_id, having, text_of

REPORT = "2024-tu-kiem-tra"
ADDRESS = f"bao-cao/{REPORT}/"
CAPTION = "Quét mã để so mã niêm phong với bản trên mạng."
DAY = date(2026, 11, 25)
SITE = "https://congbo.example/"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

Squares = list[list[bool]]


@pytest.fixture(scope="module")
def digits(root: Path) -> str:
    """The head of the seal, 128 bits of it."""
    head: str = json.loads((root / f"docs/bao-cao/{REPORT}.seal.json").read_bytes())["head"]
    return head[:32]


@pytest.fixture(scope="module")
def content(digits: str) -> str:
    return f"{SITE}{ADDRESS}can-cu/#ma-{digits}"


@pytest.fixture(scope="module")
def spoken(digits: str) -> str:
    return "Mã QR của mã niêm phong " + "\u00a0".join(re.findall("....", digits))


def squares(content: str) -> Squares:
    code = segno.make(content, error="m", micro=False, mask=3)
    return [[bool(one) for one in row] for row in code.matrix]


def drawn(svg: Element) -> Squares:
    """The squares of an SVG whose one path runs through the middle of the dark ones."""
    size = int(svg.get("viewbox", svg.get("viewBox", "")).split()[2]) - 4
    (path,) = svg.iter("path")
    found = [[False] * size for _ in range(size)]
    x = y = 0.0
    for step, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path.get("d", "")):
        if step == "h":
            for column in range(int(x), int(x + float(across))):
                found[int(y) - 2][column - 2] = True
        else:
            y = float(down) if step == "M" else y + float(down)
        x = float(across) if step == "M" else x + float(across)
    return found


def sampled(picture: Image.Image, left: float, top: float, step: float, size: int) -> Squares:
    """The squares of a picture, each by its middle; all lengths in pixels."""
    grey = picture.convert("L")

    def dark(row: int, column: int) -> bool:
        x, y = round(left + (column + 0.5) * step), round(top + (row + 0.5) * step)
        return grey.crop((x, y, x + 1, y + 1)).tobytes() < b"\x80"

    return [[dark(row, column) for column in range(size)] for row in range(size)]


def pictures_of(docx: bytes) -> tuple[list[bytes], list[Element]]:
    """The pictures of a Word file, and what it says of each."""
    with zipfile.ZipFile(io.BytesIO(docx)) as packed:
        media = [packed.read(name) for name in packed.namelist() if name.startswith("word/media/")]
        return media, list(fromstring(packed.read("word/document.xml")).iter(f"{DRAWING}inline"))


def spoken_in(pdf: bytes) -> list[str]:
    """The texts that stand for the pictures of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [str(one.Alt) for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


def document_of(sources: Path, report: str, site: str) -> OfficialDocument:
    pages = Pages(checks.read(sources, DAY), DAY, site)
    found = next(one for one in pages.site.reports if one.id == report)
    return documents.official_document(found, Renderer(pages), site)


@pytest.fixture(scope="module")
def document(root: Path) -> OfficialDocument:
    return document_of(root, REPORT, SITE)


def test_the_code_on_the_page_leads_to_the_mark_on_the_page_of_evidence(
    built: Path, content: str, spoken: str, digits: str
) -> None:
    (figure,) = having(article(built, ADDRESS), "cb-seal-code")
    (svg,) = figure.iter("svg")
    assert drawn(svg) == squares(content)
    assert [one.get("aria-label") for one in figure.iter() if one.get("role") == "img"] == [spoken]
    assert text_of(figure).strip() == CAPTION
    assert [one.get("style") for one in figure.iter()] == [None] * len(list(figure.iter()))
    address, _, anchor = content.removeprefix(SITE).partition("#")
    shown = text_of(by_id(article(built, address), anchor))
    assert f"mã{digits}." in "".join(shown.replace("\u00a0", "").split())


def test_the_word_file_has_the_code_as_a_picture_with_a_text_in_its_place(
    built: Path, content: str, spoken: str
) -> None:
    (picture,), (inline,) = pictures_of((built / ADDRESS / f"{REPORT}.docx").read_bytes())
    expected = squares(content)
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == image.height == 8 * (len(expected) + 4)
        assert sampled(image, 16, 16, 8, len(expected)) == expected
    (said,) = inline.iter(f"{DRAWING}docPr")
    assert said.get("descr") == spoken
    (extent,) = inline.iter(f"{DRAWING}extent")
    assert {extent.get("cx"), extent.get("cy")} == {"900000"}  # 25 mm, of which each has 36 000


def test_the_pdf_has_the_code_as_a_picture_with_a_text_in_its_place(
    built: Path, content: str, spoken: str
) -> None:
    file = built / ADDRESS / f"{REPORT}.pdf"
    assert spoken_in(file.read_bytes()) == [spoken]
    expected = squares(content)
    size, scale, millimetre = len(expected), 600 / 72, 72 / 25.4
    step = 25 * millimetre / (size + 4)
    with pdfplumber.open(file) as read:
        (sheet,) = (sheet for sheet in read.pages if CAPTION in " ".join(sheet.extract_text().split()))
        lines = [one for one in sheet.lines if one["x1"] - one["x0"] < 25 * millimetre]
        left, right = min(one["x0"] for one in lines), max(one["x1"] for one in lines)
        top = min(one["top"] for one in lines) - step / 2  # the lines run through the middle
        assert right - left == pytest.approx(size * step, abs=0.1)
        image = sheet.to_image(resolution=600).original
        assert sampled(image, left * scale, top * scale, step * scale, size) == expected


def test_a_site_without_an_address_has_the_digits_alone(root: Path, digits: str) -> None:
    (code,) = document_of(root, REPORT, "").content.codes
    assert code.content == digits


def test_the_same_code_gives_the_same_bytes(document: OfficialDocument) -> None:
    assert len(document.content.codes) == 1
    for write in documents.FORMATS.values():
        assert write(document, DAY, None) == write(document, DAY, None)


def test_a_report_without_a_seal_has_no_code(unchanged: Path) -> None:
    for page in (ADDRESS, f"{ADDRESS}can-cu/"):
        assert having(article(unchanged, page), "cb-seal") == []
        assert having(article(unchanged, page), "cb-seal-code") == []
    assert pictures_of((unchanged / ADDRESS / f"{REPORT}.docx").read_bytes()) == ([], [])
    assert spoken_in((unchanged / ADDRESS / f"{REPORT}.pdf").read_bytes()) == []
