"""No generated page has a hole: an empty heading, cell, list or link, a value that no one put into words."""

import re
from pathlib import Path

import pytest

import holes
from output import having, pages, text_of, tree


def test_no_page_has_a_hole(sample_built: Path) -> None:
    wrong, checked = holes.of_site(sample_built)
    assert wrong == {}
    assert checked > 30


@pytest.mark.parametrize(
    ("html", "hole"),
    [
        ("<h2> </h2>", "empty h2"),
        ("<p>Phí: None</p>", "raw: None"),
        ("<ul></ul>", "empty ul"),
        ("<table><tbody></tbody></table>", "empty tbody"),
        ("<section><h2>Lịch sử</h2></section>", "only a heading: Lịch sử"),
        ("<p>Nơi tiếp nhận ()</p>", "raw: ()"),
        ("<p>&amp;amp; {{ x }}</p>", "raw: {{"),
    ],
)
def test_a_hole_is_found(html: str, hole: str) -> None:
    assert hole in holes.holes(tree(f"<html><body><article>{html}</article></body></html>"))


def test_a_procedure_s_page_has_no_code_where_a_citizen_reads_words(sample_built: Path) -> None:
    for address, page in pages(sample_built).items():
        if not address.startswith("thu-tuc/") or not having(page, "cb-sheet"):
            continue
        text = text_of(holes.content(page)).replace(f"https://congbo.example/{address}", "")
        text = re.sub(r"“Báo sai trang thủ tục [^”]*”", "", text)  # what one copies, with the page's name
        assert re.findall(r"\bxm-\d+\b|\b\d{4}-\d\d-\d\d\b|\b[a-z]+_[a-z]+\b", text) == [], address
