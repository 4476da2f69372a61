"""Reports as an unfriendly office would type them: three texts that agree, or the fault with its place."""

import subprocess
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from page import validate_pdf
from papers import MM, Paper, Text, Word, of_page, squeezed

from congbo.paper import pdf
from congbo.paper.document import (
    Block,
    Cell,
    Content,
    Head,
    Inline,
    Item,
    Mark,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
)

FRONT = """---
title: {title}
render_macros: true
organisation: SKHCN
period:
  start: 2024-01-01
  end: 2024-07-20
as_of: 2024-07-20
day: 2024-07-24
signer:
  position: GIÁM ĐỐC
  name: Bùi Thanh Bình
recipients:
{recipients}---

{{{{ report_head() }}}}

{text}

{{{{ signature() }}}}

{after}
"""
LINE = "Sở đã thực hiện đầy đủ các nhiệm vụ được giao trong kỳ báo cáo theo kế hoạch đề ra. "
NAMES = [f"{a}-{b}" for a, b in product(("mot", "hai", "ba", "bon", "nam", "sau"), ("a", "b", "c", "d", "e"))]
NOTES = "\n\n".join(f"[^{name}]: Lời của chú thích {name}. {LINE}" for name in NAMES)

REPORTS = {
    "lists": "- a\n    - b\n        - c\n            - d\n\n    đoạn của a\n\n"
    "    - e\n\n        đoạn của e\n\n    - f\n\n- g\n\n"
    "Lời.\n\n1. một\n2. hai\n    1. ba\n        1. bốn\n    2. năm\n\nLời.\n\n"
    "1. lại\n\n<!-- ẩn -->\n\n- gạch\n",
    "notes": "## I. MỤC[^b]\n\nMột[^a][^b] hai[^a].\n\n| Cột[^c] | Cột |\n|---|---|\n| ô[^d] | ô[^a] |\n\n"
    "[^a]: Lời **đậm**, [liên kết](https://x.vn/?b=c&d=e) và:\n\n    - mục\n\n    đoạn hai.\n"
    "[^b]: Lời\n[^c]: Lời c.\n\n[^d]:\n    | A | B |\n    |---|---|\n    | c | d |\n",
    "signs": r"A & B < C > D {e} #f $g$ @h \i ~j l `m` // n /* o */ = p [q] < r > #pagebreak() #{panic()} ]]>"
    "\n\n= Tiêu\n\n/ Thuật: ngữ\n\n\\#include\n\n| \\# | \\$ |\n|---|---|\n| @a | \\<b> |\n\n"
    "## \\#heading $x$ @y\n\nx[^a] một\u00a0hai – ba “bốn” \u2011 &xB; &#xB;\n\n[^a]: \\#panic(\"x\") $y$ @z",
    "blocks": "> Trích\n>\n> - a\n\n!!! note \"Lưu ý\"\n    Nội dung\n\n```\nnếu  a:\n    b\n```\n\n"
    "Một<br>hai m<sup>ba</sup> *o<sub>x</sub>*, <del>bỏ</del>\n\n"
    "<center><p>giữa</p></center> đuôi\n\n---\n\n[TOC]\n\n"
    "<table><tr><td><p>a</p><ul><li>b</li></ul><table><tr><td>c</td></tr></table></td></tr></table>",
    "headings": "#### Bốn\n\nx\n\n## Hai\n\n###### Sáu\n\ny",
    "words": f"{'dài' * 80} và https://x.vn/{'rat-dai-' * 30}\n\n"
    f"| A | B |\n|---|---|\n| {'dài' * 80} | ngắn |\n\n"
    f"|{' nghiêng |' * 12}\n|{'---|' * 12}\n|{' nghiêngngả |' * 12}\n\n"
    f"| A | B |\n|---|---|\n| {LINE * 60} | x |\n",
    "annexed": "Lời.\n\n[^a]: Lời a.\n\n[^b]: Lời b.",
    "table-head-note": "| Đầu[^a] | Bảng |\n|---|---|\n"
    + f"| x | {LINE * 2} |\n" * 40
    + "\n[^a]: Lời a.",
    "many-notes": "\n\n".join(f"{LINE * 2}[^{name}] {LINE}" for name in NAMES) + f"\n\n{NOTES}",
    "received": "Lời.",
    "empty": "",
}  # fmt: skip
AFTER = {
    "annexed": "Sau chữ ký.\n\n## Phụ lục I. Tên[^a] **đậm**\n\n##### Sâu\n\nx[^b]\n\n## Phụ lục II\n\n"
    "{{ dossier_form() }}\n\n## Bảng kèm theo"
}
TITLES = {
    "empty": f"Báo cáo {'dài' * 70} 46/KH-SKHCN-{'ABC-' * 20}",
    "received": f"Báo cáo {'kết quả công tác cải cách hành chính ' * 12}",
}
RECIPIENTS = {"received": "".join(f"  - Cơ quan {name} {LINE}\n" for name in NAMES * 2)}


@pytest.fixture(scope="module")
def site(sources: Path, tmp_path_factory: pytest.TempPathFactory, build: Callable[..., "Done"]) -> Path:
    """The site of a copy that has all these reports."""
    from conftest import copied

    project = copied(sources, tmp_path_factory.mktemp("unfriendly") / "project")
    for name, text in REPORTS.items():
        _write(project, name, text)
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


Done = subprocess.CompletedProcess[str]


def _write(project: Path, name: str, text: str) -> Path:
    page = project / f"docs/bao-cao/{name}.md"
    written = FRONT.format(
        title=TITLES.get(name, f"Báo cáo {name}"),
        recipients=RECIPIENTS.get(name, "  - 'Lưu: VT'\n"),
        text=text,
        after=AFTER.get(name, ""),
    )
    page.write_text(written, "utf-8")
    return page


@pytest.mark.parametrize("name", REPORTS)
def test_page_word_and_pdf_say_the_same(site: Path, name: str) -> None:
    page = of_page(site, f"bao-cao/{name}/")
    assert Word(_file(site, name, "docx")).text() == page
    assert _text(site, name) == page


@pytest.mark.parametrize("name", REPORTS)
def test_every_note_is_on_the_page_of_its_mark_and_nothing_leaves_the_margins(site: Path, name: str) -> None:
    paper = Paper(_file(site, name, "pdf"))
    assert all(texts == {mark} for mark, texts in paper.notes), paper.notes
    for width, height, characters, _ in paper.pages:
        seen = [one for one in characters if one["text"].strip()]
        assert min(one["x0"] for one in seen) >= 30 * MM - 1
        assert max(one["x1"] for one in seen) <= width - 20 * MM + 1
        assert max(one["bottom"] for one in seen) <= height - 20 * MM + 1


@pytest.mark.parametrize("name", REPORTS)
def test_the_files_follow_the_standards(site: Path, name: str) -> None:
    word = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(_file(site, name, "docx")))
    assert word.is_valid, word.errors
    for profile in ("ua1", "2a"):
        paper = validate_pdf(str(_file(site, name, "pdf")), profile=profile)
        # the validator takes a stream's own last byte 0D for a part of the line end that follows it
        failures = {one.rule_id for one in paper.failures} - {"PDFA2A-STREAM-LENGTH-001"}
        assert not failures


def test_items_of_the_word_file_count_by_themselves_and_anew_in_each_list(site: Path) -> None:
    word = Word(_file(site, "lists", "docx"))
    counted = [
        (text, line.find(".//{*}numPr/{*}numId").get(f"{{{W}}}val"))  # type: ignore[union-attr]
        for _, text, line in word.lines()
        if line.find(".//{*}numPr") is not None
    ]
    lists = dict(counted)
    assert list(lists) == ["một", "hai", "ba", "bốn", "năm", "lại"]
    assert lists["một"] == lists["hai"]
    assert lists["ba"] == lists["năm"]
    assert len({lists[text] for text in ("một", "ba", "bốn", "lại")}) == 4


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_items_of_the_pdf_have_the_sign_of_their_depth_or_their_number(site: Path) -> None:
    labels = [piece.text for piece in Paper(_file(site, "lists", "pdf")).pieces if "Lbl" in piece.roles]
    assert " ".join(labels[:13]) == "- + · · + + - 1. 2. 1. 1. 2. 1."


def test_raised_lowered_struck_and_slanted_words_are_so_in_both_files(site: Path) -> None:
    word, paper = Word(_file(site, "blocks", "docx")), Paper(_file(site, "blocks", "pdf"))
    forms = {
        "".join(text.text or "" for text in run.iter(f"{{{W}}}t")): {
            one.tag.partition("}")[2] for one in form
        }
        | {one.get(f"{{{W}}}val", "") for one in form}
        for run in word.body.iter(f"{{{W}}}r")
        for form in run.findall(f"{{{W}}}rPr")
    }
    assert "superscript" in forms["ba"]
    assert "i" in forms["o"]
    assert {"subscript", "i"} <= forms["x"]
    assert "strike" in forms["bỏ"]
    page, found = paper.find("mbaox,bỏ")
    sizes = [round(one["size"], 1) for one in found]
    assert max(sizes[1:3]) < 11 < 13 < sizes[0] == sizes[3]
    assert sizes[4] < 11
    assert [one["fontname"].endswith("Italic") for one in found] == [False] * 3 + [True] * 2 + [False] * 3
    struck = [one for one in paper.pages[page - 1][3] if found[-1]["top"] < one["top"] < found[-1]["bottom"]]
    assert struck


def test_the_title_of_the_files_is_not_divided_as_its_lines_are(site: Path) -> None:
    assert (
        f"D{'dài' * 70}"[1:].capitalize()
        in Word(_file(site, "empty", "docx")).parts["docProps/core.xml"].decode()
    )


def test_a_second_mark_repeats_the_number_of_the_note(site: Path) -> None:
    word = Word(_file(site, "notes", "docx"))
    fields = [one.get(f"{{{W}}}instr", "").split() for one in word.body.iter(f"{{{W}}}fldSimple")]
    places = [one.get(f"{{{W}}}name") for one in word.body.iter(f"{{{W}}}bookmarkStart")]
    assert places == ["_Note1", "_Note2", "_Note3", "_Note4"]
    assert fields == [["NOTEREF", f"_Note{n}", "\\h"] for n in (1, 2, 2)]


def test_only_a_signature_with_many_recipients_may_be_divided(site: Path) -> None:
    for name, divided in (("received", True), ("lists", False)):
        word = Word(_file(site, name, "docx"))
        (row,) = (
            one
            for one in word.body.iter(f"{{{W}}}tr")
            if any(style == "VB Họ tên" for style, _, _ in word.lines(one))
        )
        assert (row.find(f".//{{{W}}}cantSplit") is None) == divided


def test_a_line_that_ends_by_hand_is_not_justified(site: Path) -> None:
    settings = Word(_file(site, "blocks", "docx")).part("word/settings.xml")
    assert settings.find(f"{{{W}}}compat/{{{W}}}doNotExpandShiftReturn") is not None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Cười 😀.", "19:6", "phông chữ không có chữ “😀”"),
        (
            f"{LINE * 12}\n\n{LINE}[^a] {LINE}\n\n[^a]: {LINE * 150}",
            "23:1",
            "chú thích “a” không đặt được cùng trang",
        ),
        ("Có `[^a]` trong mã.\n\n[^a]: Lời.", "19:5", "chú thích “a” không có dấu"),
        ("![Sơ đồ](a.png)", "19:1", "không dùng hình ảnh"),
        ("Xem {{ dossier_form() }} đây.", "19:8", "phải đứng riêng một dòng"),
    ],
)
def test_what_no_paper_can_carry_is_told_with_its_place(
    copy_site: Callable[..., Path], build: Callable[..., Done], text: str, place: str, message: str
) -> None:
    project = copy_site()
    _write(project, "la", text)
    done = build(project)
    assert done.returncode != 0
    assert f"docs/bao-cao/la.md:{place}: " in done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


HEAD = Head((), ("SỞ",), "1/BC", "ngày", "BÁO CÁO", ("Thử",), "", "", (), "")


def _row(*inlines: Run | Mark, rows: int = 1) -> tuple[Cell, ...]:
    return Cell((Run("x"),), False, False), Cell(inlines, False, False, rows=rows)


def _shapes(name: str, mark: Mark) -> list[Block]:
    match name:
        case "nested items":
            return [Item(2, None, (Run(LINE), mark))]
        case "numbered items":
            return [Item(1, int(mark.number), (Run(LINE), mark))]
        case _:
            return [Paragraph((Run(LINE * 3), mark, Run(LINE)))]


@pytest.mark.parametrize(
    "name", ["nested items", "numbered items", "paragraphs", "rows", "rows with all notes"]
)
def test_notes_stay_with_their_marks_in_lists_and_tables_wherever_pages_end(name: str) -> None:
    marks = [Mark(f"n{number}", str(number), again=False) for number in range(1, 37)]
    notes: dict[str, tuple[Inline, ...]] = {mark.note: (Run(f"Chú thích {LINE}"),) for mark in marks}
    blocks = [block for mark in marks for block in _shapes(name, mark)]
    if name.startswith("rows"):
        every = 1 if "all" in name else 3
        body = [_row(Run(LINE), *(marks[n : n + 1] if n % every == 0 else [])) for n in range(36)]
        blocks = [Table((), (_row(Run("Đầu")),), tuple(body), (0.2, 0.8))]
    for lines in range(0, 44, 6):
        filler = tuple(Paragraph((Run("Dòng đệm."),)) for _ in range(lines))
        document = OfficialDocument(HEAD, Content((*filler, *blocks), (), (), notes))
        pdf.write(document, date(2026, 6, 1))  # which raises LayoutError where a note is on another page


def test_a_cell_over_several_rows_keeps_them_on_one_page() -> None:
    mark = Mark("a", "1", again=False)
    table = Table((), (), (_row(Run("a")), _row(Run("b"), rows=2), _row(mark)), (0.5, 0.5))
    content = Content((table,), (), (), {"a": (Run("Lời"),)})
    assert pdf.places_of_marks(OfficialDocument(HEAD, content)) == {"a": (0, 1)}


def _file(site: Path, name: str, suffix: str) -> Path:
    return site / f"bao-cao/{name}/{name}.{suffix}"


def _text(site: Path, name: str) -> Text:
    """Return the text of a PDF, from the end of its title on."""
    title = TITLES.get(name, name).removeprefix("Báo cáo ")
    attached = Word(_file(site, name, "docx"))
    frames = {text for style, text, _ in attached.lines() if style == "VB Kèm theo"}
    return Paper(_file(site, name, "pdf")).text(title, *map(squeezed, frames))
