"""Writer: the one hand that puts a generated file into the site, at an address that the table has or is ours.

MkDocs itself writes the written pages and their assets, whose addresses the table has, too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.structure.toc import AnchorLink, TableOfContents

from congbo.pages.addresses import AddressTable, contained
from congbo.reports.macros import MACROS
from congbo.rules.addresses import OURS

_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


class Writer:
    """Writes below one folder."""

    def __init__(self, folder: Path, table: AddressTable) -> None:
        self._folder = folder
        self._table = table
        self._known: set[Path] = {folder}

    def write(self, address: str, data: bytes) -> None:
        """Write a file; an address outside, or one that nobody has told of, is a fault of ours."""
        ours = any(address == one or address.startswith(f"{one}/") for one in OURS)
        assert not contained(address), address
        assert ours or address in self._table, address
        file = self._folder / address
        if file.parent not in self._known:  # asking the system for each of 20,000 pages costs more than them
            file.parent.mkdir(parents=True, exist_ok=True)
            self._known.add(file.parent)
        file.write_bytes(data)


def calls_left(html: str) -> str:
    """Return the first call of a macro that a page shows as text outside of code, or nothing."""
    if "{{" not in html:
        return ""
    names = "|".join(map(re.escape, MACROS))
    left = re.search(rf"\{{\{{[-+]?\s*(?:{names})\s*\([^\n]*?\}}\}}", _CODE.sub("", html))
    return left.group() if left else ""


def entries(contents: TableOfContents) -> Iterator[AnchorLink]:
    """Yield every entry of a page's table of contents, those within others too."""
    waiting = list(contents)
    while waiting:
        entry = waiting.pop(0)
        yield entry
        waiting += entry.children
