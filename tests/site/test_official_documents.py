"""The Word and the PDF file of a report: text, notes, layout under Nghị định 30/2020/NĐ-CP, standards."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from page import validate_pdf
from papers import MM, NAMESPACE, Paper, Word, is_form, of_page, squeezed, value

from congbo.law import official_text
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.paper import pdf
from congbo.paper import reports as documents
from congbo.paper.document import Content, Mark, OfficialDocument, Paragraph, Run
from congbo.rules import check as checks

ADDRESS = "bao-cao/2024-tu-kiem-tra/"
SUBJECT = "Kết quả tự kiểm tra công tác cải cách hành chính; kiểm soát thủ tục hành chính năm 2024"
ATTACHED = "(Kèm theo Báo cáo số /BC-SKHCN ngày tháng năm 2024 của Sở Khoa học và Công nghệ)"
REPORTS = {"2024-tu-kiem-tra": 6, "2024-06-cchc-6-thang": 4}
"""The reports, and how many notes each has."""
DAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def folder(built: Path) -> Path:
    return built / ADDRESS


@pytest.fixture(scope="module")
def word(folder: Path) -> Word:
    return Word(folder / "2024-tu-kiem-tra.docx")


@pytest.fixture(scope="module")
def paper(folder: Path) -> Paper:
    return Paper(folder / "2024-tu-kiem-tra.pdf")


@pytest.fixture(scope="module")
def pages(sources: Path) -> Pages:
    return Pages(checks.read(sources, DAY), DAY, "https://congbo.example/")


@pytest.fixture(scope="module")
def document(pages: Pages) -> OfficialDocument:
    report = next(report for report in pages.site.reports if report.id == "2024-tu-kiem-tra")
    return documents.official_document(report, Renderer(pages), pages.site_url)


def test_the_page_links_both(folder: Path) -> None:
    page = (folder / "index.html").read_text("utf-8")
    for suffix in ("docx", "pdf"):
        assert f'href="../../{ADDRESS}2024-tu-kiem-tra.{suffix}"' in page


def test_every_report_has_both(built: Path, pages: Pages) -> None:
    for report in pages.site.reports:
        for suffix in ("docx", "pdf"):
            assert (built / f"bao-cao/{report.id}/{report.id}.{suffix}").stat().st_size > 10_000


@pytest.mark.parametrize(("report", "notes"), REPORTS.items())
def test_page_word_and_pdf_have_the_same_text_and_notes(
    built: Path, pages: Pages, report: str, notes: int
) -> None:
    page = of_page(built, f"bao-cao/{report}/")
    assert len(page.notes) == notes
    assert len(page.body) > 3_000
    assert Word(built / f"bao-cao/{report}/{report}.docx").text() == page
    head = documents.head(next(one for one in pages.site.reports if one.id == report))
    paper = Paper(built / f"bao-cao/{report}/{report}.pdf")
    assert paper.text(" ".join(head.subject), head.attached_to) == page
    assert [texts == {mark} for mark, texts in paper.notes] == [True] * notes, paper.notes


def test_every_note_of_the_word_file_is_a_footnote(word: Word) -> None:
    marks = [one.get(f"{NAMESPACE}id") for one in word.body.iter(f"{NAMESPACE}footnoteReference")]
    notes = [
        note.get(f"{NAMESPACE}id")
        for note in word.part("word/footnotes.xml")
        if note.get(f"{NAMESPACE}type") is None
    ]
    assert marks == notes == ["1", "2", "3", "4", "5", "6"]


# Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. Of each part: style of the Word file, text in the PDF, sizes,
# bold, italic, alignment.
LAYOUT = {
    "quốc hiệu": ("VB Quốc hiệu", official_text.NATION, (12, 13), True, False, "center"),
    "tiêu ngữ": ("VB Tiêu ngữ", official_text.MOTTO, (13, 14), True, False, "center"),
    "cơ quan chủ quản": (
        "VB Cơ quan chủ quản", "ỦY BAN NHÂN DÂN TỈNH KON TUM", (12, 13), False, False, "center",
    ),
    "cơ quan ban hành": ("VB Cơ quan ban hành", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", (12, 13), True, False, "center"),
    "số, ký hiệu": ("VB Số, ký hiệu", "Số: /BC-SKHCN", (13, 13), False, False, "center"),
    "địa danh, thời gian": (
        "VB Địa danh, thời gian", "ngày tháng năm 2024", (13, 14), False, True, "center",
    ),
    "tên loại": ("Title", "BÁO CÁO", (13, 14), True, False, "center"),
    "trích yếu": ("VB Trích yếu", SUBJECT, (13, 14), True, False, "center"),
    "nội dung": ("Body Text", "Thực hiện Kế hoạch số 1871", (13, 14), False, False, "both"),
    "gạch đầu dòng": (
        "VB Gạch đầu dòng", "Từ đầu năm đến nay, Sở Khoa học", (13, 14), False, False, "both",
    ),
    "mục": ("Heading 1", "I. KẾT QUẢ ĐẠT ĐƯỢC", (13, 14), True, False, "both"),
    "khoản": ("Heading 2", "1. Công tác chỉ đạo, điều hành", (13, 14), True, False, "both"),
    "điểm": ("Heading 3", "2.1. Cải cách thể chế", (13, 14), True, False, "both"),
    "chức vụ": ("VB Chức vụ", "GIÁM ĐỐC", (13, 14), True, False, "center"),
    "họ tên": ("VB Họ tên", "Bùi Thanh Bình", (13, 14), True, False, "center"),
    "nơi nhận": ("VB Nơi nhận", "Nơi nhận:", (12, 12), True, True, "left"),
    "danh sách nơi nhận": (
        "VB Danh sách nơi nhận", "Văn phòng UBND tỉnh (b/c);", (11, 11), False, False, "left",
    ),
    "phụ lục": ("VB Phụ lục", "Phụ lục I", (13, 14), True, False, "center"),
    "kèm theo": ("VB Kèm theo", ATTACHED, (13, 14), False, True, "center"),
}  # fmt: skip


@pytest.mark.parametrize("part", LAYOUT)
def test_the_word_file_sets_each_part_as_the_decree_asks(word: Word, part: str) -> None:
    style, text, (least, most), bold, italic, alignment = LAYOUT[part]
    shown = squeezed(
        " ".join(words for name, words, _ in word.lines() if name.casefold() == style.casefold())
    )
    assert squeezed(text) in shown
    assert least <= int(word.of_style(style, "rPr", "sz", "val")) / 2 <= most
    assert word.of_style(style, "rPr", "rFonts", "ascii") == "Times New Roman"
    assert word.of_style(style, "rPr", "color", "val") == "000000"
    assert (word.of_style(style, "rPr", "b", "val") not in ("", "0")) == bold
    assert (word.of_style(style, "rPr", "i", "val") not in ("", "0")) == italic
    assert word.of_style(style, "pPr", "jc", "val") == alignment


@pytest.mark.parametrize("part", LAYOUT)
def test_the_pdf_sets_each_part_as_the_decree_asks(paper: Paper, part: str) -> None:
    _, text, (least, most), bold, italic, alignment = LAYOUT[part]
    page, found = paper.find(text)
    for one in found:
        assert least - 0.01 <= one["size"] <= most + 0.01, one
        assert is_form(one["fontname"]) == (bold, italic)
        assert one["non_stroking_color"] in ((0,), (0.0,), 0, (0, 0, 0)), one
    if part in ("tên loại", "trích yếu", "phụ lục", "kèm theo"):
        width = paper.pages[page - 1][0]
        last = [one for one in found if one["top"] == found[-1]["top"]]
        middle = (last[0]["x0"] + last[-1]["x1"]) / 2
        assert middle == pytest.approx((30 * MM + width - 20 * MM) / 2, abs=1)
    assert alignment in ("center", "both", "left")


@pytest.mark.parametrize("style", ["Body Text", "VB Gạch đầu dòng", "Heading 1", "Heading 2", "Heading 3"])
def test_paragraphs_of_the_word_file_are_indented_and_apart(word: Word, style: str) -> None:
    assert word.of_style(style, "pPr", "ind", "firstLine") in ("567", "720")  # 1 or 1.27 cm
    assert int(word.of_style(style, "pPr", "spacing", "after")) >= 120  # twentieths of a point
    assert word.of_style(style, "pPr", "spacing", "line") in ("240", "360")
    assert word.of_style(style, "pPr", "spacing", "lineRule") == "auto"


def test_no_paragraph_of_the_word_file_is_set_by_hand(word: Word) -> None:
    """Rules and cells aside, a paragraph looks as its style says, which the office can change at once."""
    for name, text, line in word.lines():
        by_hand = {one.tag.removeprefix(NAMESPACE) for one in line.findall(f"{NAMESPACE}pPr/*")}
        allowed = {"pStyle", "keepNext", "sectPr"}
        allowed |= {"jc"} if name.startswith("VB Ô") else set()
        allowed |= {"pBdr", "ind", "spacing"} if name == "VB Kẻ ngang" else set()
        assert by_hand <= allowed, (name, text)


def test_pages_are_a4_with_the_margins_of_the_decree(word: Word, paper: Paper) -> None:
    sections = list(word.body.iter(f"{NAMESPACE}sectPr"))
    assert len(sections) >= 2
    for section in sections:
        size, margins = section.find(f"{NAMESPACE}pgSz"), section.find(f"{NAMESPACE}pgMar")
        assert size is not None
        assert margins is not None
        sides = sorted(round(int(size.get(f"{NAMESPACE}{side}", 0)) / 1440 * 25.4) for side in "wh")
        assert sides == [210, 297]
        for side, least, most in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
            assert least - 0.1 <= int(margins.get(f"{NAMESPACE}{side}", 0)) / 1440 * 25.4 <= most + 0.1
        assert section.find(f"{NAMESPACE}titlePg") is not None  # the first page has no number
    for width, height, characters, _ in paper.pages:
        assert sorted((round(width / MM), round(height / MM))) == [210, 297]
        text = [one for one in characters if one["tag"] != "Artifact" and one["text"].strip()]
        assert min(one["x0"] for one in text) >= 30 * MM - 0.5
        assert max(one["x1"] for one in text) <= width - 20 * MM + 0.5
        assert min(one["top"] for one in text) >= 20 * MM - 0.5
        assert max(one["bottom"] for one in text) <= height - 20 * MM + 0.5


def test_pages_are_numbered_in_the_middle_of_the_top_margin_but_for_the_first(
    word: Word, paper: Paper
) -> None:
    numbered = 0
    for (width, _, characters, _), expected in zip(paper.pages, _numbers(paper), strict=True):
        above = [one for one in characters if one["bottom"] < 20 * MM and one["text"].strip()]
        assert "".join(one["text"] for one in above) == expected
        if above:
            numbered += 1
            assert {round(one["size"], 1) for one in above} <= {13.0, 14.0}
            assert {is_form(one["fontname"]) for one in above} == {(False, False)}
            middle = (above[0]["x0"] + above[-1]["x1"]) / 2
            assert middle == pytest.approx((30 * MM + width - 20 * MM) / 2, abs=1)
    assert numbered >= 7
    heads = [name for name in word.parts if name.startswith("word/header")]
    fields = [
        one.get(f"{NAMESPACE}instr")
        for name in heads
        for one in word.part(name).iter(f"{NAMESPACE}fldSimple")
    ]
    assert fields == [" PAGE "]
    assert word.of_style("header", "pPr", "jc", "val") == "center"
    assert word.of_style("header", "rPr", "sz", "val") in ("26", "28")
    starts = [one.get(f"{NAMESPACE}start") for one in word.body.iter(f"{NAMESPACE}pgNumType")]
    assert set(starts) == {"1"}  # every annex counts its own pages


def _numbers(paper: Paper) -> Iterator[str]:
    """Yield the number of each page: the text's from 1, each annex's from 1 again; the first is not shown."""
    number = 0
    for _, _, characters, _ in paper.pages:
        text = squeezed("".join(one["text"] for one in characters))
        number = 1 if "(kèmtheobáocáo" in text else number + 1
        yield "" if number == 1 else str(number)


def test_rules_stand_under_the_head_and_the_title(paper: Paper, word: Word) -> None:
    rules = sorted((one for one in paper.pages[0][3] if one["top"] < 100 * MM), key=lambda one: one["top"])
    lengths = {
        name: _length(paper.find(text)[1])
        for name, text in (("motto", official_text.MOTTO), ("body", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"))
    }
    title = paper.find(SUBJECT)[1]
    lengths["subject"] = _length([one for one in title if one["top"] == title[-1]["top"]])
    drawn = [one["x1"] - one["x0"] for one in rules]
    assert len(drawn) == 3
    assert max(drawn[:2]) == pytest.approx(lengths["motto"], abs=1)  # of equal length
    assert lengths["body"] / 3 <= min(drawn[:2]) <= lengths["body"] / 2
    assert lengths["subject"] / 3 <= drawn[2] <= lengths["subject"] / 2
    borders = [
        line for _, _, line in word.lines() if line.find(f"{NAMESPACE}pPr/{NAMESPACE}pBdr") is not None
    ]
    assert len(borders) == 3


def _length(characters: list[dict[str, float]]) -> float:
    return characters[-1]["x1"] - characters[0]["x0"]


def test_text_of_the_pdf_is_justified(paper: Paper) -> None:
    _, _, characters, _ = paper.pages[1]
    ends: dict[float, float] = {}
    for one in characters:
        if one["tag"] != "Artifact" and one["size"] > 13 and one["text"].strip():
            ends[round(one["bottom"])] = max(ends.get(round(one["bottom"]), 0), one["x1"])
    full = [end for end in ends.values() if end > 150 * MM]
    assert len(full) > 20
    assert sum(abs(end - 190 * MM) < 1 for end in full) >= 0.85 * len(full)


def test_the_text_ends_as_the_decree_asks(word: Word) -> None:
    body = [text for name, text, _ in word.lines() if name in ("Body Text", "VB Gạch đầu dòng")]
    assert any(text.endswith("tổng hợp./.") for text in body)
    recipients = [text for name, text, _ in word.lines() if name == "VB Danh sách nơi nhận"]
    assert [text[-1] for text in recipients] == [";"] * (len(recipients) - 1) + ["."]


def test_the_head_is_two_columns_and_tables_repeat_their_heads(word: Word) -> None:
    first, *rest = word.body.iter(f"{NAMESPACE}tbl")
    assert len(list(first.iter(f"{NAMESPACE}gridCol"))) == 2
    annexes = [one for one in rest if one.find(f".//{NAMESPACE}tblBorders") is not None or len(one) > 4]
    assert len(annexes) >= 3
    for table in annexes:
        assert table.find(f".//{NAMESPACE}tblHeader") is not None


# Standards


@pytest.mark.parametrize("report", REPORTS)
def test_the_word_file_follows_the_schema(built: Path, report: str) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    found = validator.validate(str(built / f"bao-cao/{report}/{report}.docx"))
    assert found.is_valid, found.errors


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_follows_the_standards(built: Path, report: str, profile: str) -> None:
    found = validate_pdf(str(built / f"bao-cao/{report}/{report}.pdf"), profile=profile)
    assert found.is_compliant, [failure.rule_id for failure in found.failures]


def test_the_pdf_names_its_language_title_outline_and_embedded_fonts(folder: Path) -> None:
    with pikepdf.open(folder / "2024-tu-kiem-tra.pdf") as read:
        assert str(read.Root.Lang) == "vi-VN"
        assert SUBJECT in str(read.docinfo["/Title"])
        assert bool(read.Root.ViewerPreferences.DisplayDocTitle)
        with read.open_outline() as outline:
            assert len(outline.root) >= 1
        names = set()
        for page in read.pages:
            for font in page.Resources.Font.values():
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                names.add(str(font.BaseFont))
                assert any(f"/FontFile{n}" in inner.FontDescriptor for n in ("", "2", "3")), font.BaseFont
        assert names
        assert all("Tinos" in name for name in names)


def test_the_word_file_names_its_language_title_and_author(word: Word) -> None:
    defaults = word.part("word/styles.xml").find(f".//{NAMESPACE}rPrDefault/{NAMESPACE}rPr")
    assert defaults is not None
    assert value(defaults, "lang") == "vi-VN"
    core = word.parts["docProps/core.xml"].decode()
    assert SUBJECT in core
    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in core


def test_the_same_report_gives_the_same_bytes(document: OfficialDocument) -> None:
    for write in documents.FORMATS.values():
        assert write(document, DAY, None) == write(document, DAY, None)


def test_libreoffice_gives_the_word_file_as_many_pages_as_the_pdf(folder: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "no LibreOffice"
        pytest.skip("no LibreOffice")
    fonts = Path(pdf.__file__).parent / "fonts"
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}</cachedir>"
        "<alias><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>"
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(folder / "2024-tu-kiem-tra.docx")],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        check=True,
        capture_output=True,
        timeout=180,
    )
    with pdfplumber.open(tmp_path / "2024-tu-kiem-tra.pdf") as converted:
        made = len(converted.pages)
    with pdfplumber.open(folder / "2024-tu-kiem-tra.pdf") as own:
        assert made == len(own.pages)


# Stress


def test_notes_stay_with_their_marks_wherever_pages_end(document: OfficialDocument) -> None:
    """Shift the text line by line through more than a page, so that each mark crosses a page's end."""
    pushed = 0
    for lines in range(44):
        filler = tuple(Paragraph((Run("Dòng đệm."),)) for _ in range(lines))
        content = document.content
        shifted = OfficialDocument(
            document.head, Content((*filler, *content.blocks), content.closing, (), content.notes)
        )
        made = pypdfium2.PdfDocument(pdf.write(shifted, DAY))
        texts = [squeezed(page.get_textpage().get_text_range()) for page in made]
        found = list(_marks_and_notes(shifted, texts))
        assert len(found) == 6
        assert all(mark == note for mark, note in found), (lines, found)
        pushed += len({mark for mark, _ in found})
    assert pushed > 44  # the marks really were on more than one page


def _marks_and_notes(document: OfficialDocument, pages: list[str]) -> Iterator[tuple[int, int]]:
    """Yield for every note the page of its mark, and that of its own first words."""
    for block in document.content.blocks:
        before = ""
        for inline in getattr(block, "inlines", ()):
            if isinstance(inline, Run):
                before += inline.text
            elif isinstance(inline, Mark):
                note = squeezed(
                    "".join(one.text for one in document.content.notes[inline.note] if isinstance(one, Run))
                )
                yield _page(pages, squeezed(before)[-8:] + inline.number), _page(pages, note[:40])


def _page(pages: list[str], text: str) -> int:
    (number,) = (number for number, page in enumerate(pages) if text in page)
    return number


# Wrong input


def test_a_letter_that_the_font_lacks_is_told_to_the_editor(
    copy_site: Callable[..., Path], build: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    project = copy_site()
    page = project / "docs/bao-cao/2024-tu-kiem-tra.md"
    page.write_text(page.read_text("utf-8").replace("báo cáo như sau:", "báo cáo như sau 😀:"), "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert "2024-tu-kiem-tra.md:" in done.stderr
    assert "phông chữ không có chữ “😀”" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
