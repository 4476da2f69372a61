"""Holes: an empty heading, cell, list or link of a page, a value that no one put into words."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

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


def of_site(site: Path) -> tuple[dict[str, list[str]], int]:
    """Return the holes of a site's pages by address, and how many pages were looked at."""
    wrong: dict[str, list[str]] = {}
    checked = 0
    for address, page in pages(site).items():
        if not having(page, "md-content__inner") or address.startswith(WRITTEN_IN_CODE):
            continue
        checked += 1
        if found := holes(content(page)):
            wrong[address] = found
    return wrong, checked
