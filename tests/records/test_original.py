"""The built page of 2024 says what the signed original says, where the original is at hand."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.reports.report import Report, read_report
from congbo.reports.written_page import read_page
from original import SEED, must_say, sections, seed_sections
from output import article, by_id, having, lines, text_of

PAGE = "docs/bao-cao/2024-tu-kiem-tra.md"
ADDRESS = "bao-cao/2024-tu-kiem-tra/"
ANNEX = "## Phụ lục I. "
OWN = ("cb-report-head", "footnote", "footnote-ref", "headerlink", "cb-printed", "cb-provenance", "cb-seal")
"""What the page adds to the original's text; notes are compared by themselves."""


@pytest.mark.skipif(not SEED.exists(), reason="the original is not here")
def test_the_built_page_says_word_for_word_what_the_original_says(built: Path, root: Path) -> None:
    source = read_page((root / PAGE).read_bytes(), PAGE)
    meta, _ = read_report(source)
    assert meta is not None
    report = Report(source, meta, Register.public(read_site(root).records))
    page = article(built, ADDRESS)
    editorial = [note.number for note in report.notes if note.editorial]
    assert said(page) | notes(page, editorial) == must_say(seed_sections(SEED.read_text("utf-8")), report)


def said(page: Element) -> dict[str, str]:
    """Return the text of the built report by place, without its head, its notes and its annex."""
    before, annex, _ = "\n".join(lines(page, *OWN)).partition(ANNEX)
    assert annex
    marked = re.sub(r"^Nơi nhận:$", "### Nơi nhận:", before, flags=re.MULTILINE)
    return sections(marked)


def notes(page: Element, editorial: list[int]) -> dict[str, str]:
    """Return the text of the built notes by place, without those of the editor."""
    (listed,) = having(page, "footnote")
    texts = [text_of(by_id(page, item.get("id", "")), "footnote-backref") for item in listed.iter("li")]
    return {f"chú thích {n}": text for n, text in enumerate(texts, start=1) if n not in editorial}
