"""The package knows no agency: its examples are of one that does not exist, everywhere the same."""

import re
from pathlib import Path

import pytest

import congbo
from congbo.words.example import EXAMPLE

PACKAGE = Path(congbo.__file__).parent
FIRST_AGENCY = re.compile(r"kon[\s_-]*tum|skhh?cn|h34", re.IGNORECASE)
BINARY = {".ttf", ".woff2", ".png", ".ico", ".pyc"}
FILES = [file for file in sorted(PACKAGE.rglob("*")) if file.is_file() and file.suffix not in BINARY]


def test_no_file_of_the_package_names_the_first_agency() -> None:
    assert len(FILES) > 400
    named = [file for file in FILES if FIRST_AGENCY.search(file.read_text("utf-8"))]
    assert named == []
    assert not [file.name for file in PACKAGE.rglob("*") if FIRST_AGENCY.search(file.name)]


@pytest.mark.parametrize("text", ["tỉnh Kon Tum", "46/KH-SKHCN", "34/TTr-SKHHCN", "1.012353.H34", "kon_tum"])
def test_that_search_finds_what_it_is_for(text: str) -> None:
    assert FIRST_AGENCY.search(text)


def test_the_example_has_numbers_and_files_as_documents_have() -> None:
    assert EXAMPLE.number(46, "KH") == f"46/KH-{EXAMPLE.symbol}"
    assert EXAMPLE.file(46, "KH", 2024) == f"2024/46-KH-{EXAMPLE.symbol}-2024"
