"""No generated page has a hole: an empty heading, cell, list or link, a value that no one put into words."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from output import having, pages, text_of

HOLDS_TEXT = {"h1", "h2", "h3", "h4", "th", "td", "dt", "dd", "li", "p", "caption", "summary", "strong", "a"}
HOLDS_PARTS = {"ul", "ol", "dl", "tbody", "section", "table"}
RAW = re.compile(
    r"\b(?:None|True|False|NaN|undefined|null|Undefined)\b"  # a value of the program's
    r"|\{\{|\}\}|\{%|%\}"  # a template
    r"|<[a-z/]|&(?:amp|lt|gt|quot|#\d+);"  # markup that was escaped twice
    r"|[\ue000-\ue0ff\ufffd]"  # a token, or a letter that was lost
    r"|\(\s*\)|“\s*”|,\s*,|;\s*;|:\s*[.;]"  # words around nothing
)
WRITTEN_IN_CODE = ("huong-dan/", "quy-tac/", "du-lieu/")
"""Pages that show code, keys and error messages."""


def content(page: Element) -> Element:
    (article,) = having(page, "md-content__inner")
    return article


def holes(article: Element) -> list[str]:
    found = []
    for element in article.iter():
        if element.tag in HOLDS_TEXT and not text_of(element):
            found.append(f"empty {element.tag}")
        if element.tag in HOLDS_PARTS and not text_of(element):
            found.append(f"empty {element.tag}")
        if element.tag == "section" and [one.tag for one in element] in ([], ["h2"], ["h3"], ["h4"]):
            found.append(f"only a heading: {text_of(element)}")
    return found + [f"raw: {one}" for one in RAW.findall(text_of(article))]


def test_no_page_has_a_hole(sample_built: Path) -> None:
    wrong: dict[str, list[str]] = {}
    checked = 0
    for address, page in pages(sample_built).items():
        if not having(page, "md-content__inner") or address.startswith(WRITTEN_IN_CODE):
            continue
        checked += 1
        if found := holes(content(page)):
            wrong[address] = found
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
    from output import tree

    assert hole in holes(tree(f"<html><body><article>{html}</article></body></html>"))


def test_a_procedure_s_page_has_no_code_where_a_citizen_reads_words(sample_built: Path) -> None:
    for address, page in pages(sample_built).items():
        if not address.startswith("thu-tuc/") or not having(page, "cb-sheet"):
            continue
        text = text_of(content(page)).replace(f"https://congbo.example/{address}", "")
        assert re.findall(r"\bxm-\d+\b|\b\d{4}-\d\d-\d\d\b|\b[a-z]+_[a-z]+\b", text) == [], address
