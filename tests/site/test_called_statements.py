"""What a report says of its figures is the same on the page and on paper, and leads to its evidence."""

from pathlib import Path

import pytest
from papers import Paper, Word, of_page

from commands import congbo
from conftest import SAMPLE, built_by_mkdocs, copied
from output import article, by_id, text_of

REPORT = """---
title: Báo cáo thử về Đề án 06
render_macros: true
organisation: XA
period:
  start: 2024-01-01
  end: 2024-06-30
as_of: 2024-06-30
day: 2024-07-05
signer:
  position: CHỦ TỊCH
  name: Nguyễn Văn Mẫu
---

{{ report_head() }}

## I. KẾT QUẢ

Theo Điều 14, tỷ lệ đạt {{ figure("ty-le-truc-tuyen") }}
({{ part("ty-le-truc-tuyen", of="numerator") }} trong {{ part("ty-le-truc-tuyen", of="denominator") }} hồ sơ),
{{ verdict("ty-le-truc-tuyen") }}; chỉ tiêu là {{ target("ty-le-truc-tuyen") }},
{{ difference("ty-le-truc-tuyen", otherwise="chưa có số để so") }}, kỳ trước
{{ previous_value("ty-le-truc-tuyen", otherwise="chưa có số liệu") }}; mô hình {{ name("Gói 3 trong 1") }}.

{{ breakdown("tthc-dang-hieu-luc", by="field") }}

{{ signature() }}
"""
TARGET = """target:
  direction: không thấp hơn
  holds: suốt kỳ giao
  steps:
    - year: 2024
      value: 30
      source: {source}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample agency with this report and a target, built."""
    project = copied(SAMPLE, tmp_path_factory.mktemp("statements") / "project")
    source = next((project / "records/plans/2024").glob("*.md")).stem
    item = project / "records/indicators/ty-le-truc-tuyen.md"
    item.write_text(
        item.read_text("utf-8").replace("definition:", TARGET.format(source=source) + "definition:"), "utf-8"
    )
    (project / "docs/bao-cao/thu.md").write_text(REPORT, "utf-8")
    done = built_by_mkdocs(project)
    assert done.returncode == 0, done.stderr
    return project


def test_the_page_says_what_is_computed(project: Path) -> None:
    said = text_of(article(project / "site", "bao-cao/thu/"))
    assert "vượt chỉ tiêu; chỉ tiêu là không thấp hơn 30%, chưa có số để so, kỳ trước chưa có số liệu" in said
    assert "mô hình Gói 3 trong 1." in said
    assert "chia theo lĩnh vực" in said
    assert "Tổng cộng" in said


def test_word_and_pdf_say_the_same(project: Path) -> None:
    page = of_page(project / "site", "bao-cao/thu/")
    (word,) = (project / "site").rglob("thu.docx")
    assert Word(word).text() == page
    assert Paper(word.with_suffix(".pdf")).text("thử về Đề án 06") == page


def test_every_statement_leads_to_a_place_of_the_evidence_and_back(project: Path) -> None:
    page = article(project / "site", "bao-cao/thu/")
    evidence = article(project / "site", "bao-cao/thu/can-cu/")
    links = {link.get("href", "") for link in page.iter("a") if "cb-figure" in link.get("class", "")}
    places = {link.partition("#")[2] for link in links}
    assert {"ty-le-truc-tuyen", "ty-le-truc-tuyen-chi-tieu", "ty-le-truc-tuyen-ky-truoc"} <= places
    for place in places:
        assert by_id(evidence, place) is not None
    for nth in range(1, 8):
        assert by_id(page, f"so-ty-le-truc-tuyen-{nth}") is not None
    assert by_id(page, "so-tthc-dang-hieu-luc-1") is not None


def test_the_reviewer_sees_names_and_words_of_options(project: Path) -> None:
    said = text_of(article(project / "site", "bao-cao/thu/can-cu/"))
    for words in (
        "Tên có số trong bài",
        "Điều 14",
        "Gói 3 trong 1",
        "Tên được đánh dấu",
        "Đề án 06",
        "chưa có số để so",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/bao-cao/thu.md", "Gói 3 trong 1", "Gói 4 trong 1"),
        ("docs/bao-cao/thu.md", "chưa có số để so", "chưa so được"),
        ("docs/bao-cao/thu.md", 'of="numerator"', 'of="denominator"'),
        ("records/indicators/ty-le-truc-tuyen.md", "value: 30", "value: 99"),
    ],
)
def test_a_seal_holds_what_is_stated(project: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    sealed = copied(project, tmp_path / "sealed")
    congbo(sealed, "seal", "thu")
    assert congbo(sealed, "verify", "thu").returncode == 0
    text = (sealed / file).read_text("utf-8")
    assert old in text
    (sealed / file).write_text(text.replace(old, new, 1), "utf-8")
    assert congbo(sealed, "verify", "thu").returncode != 0
