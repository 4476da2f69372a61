"""Book: what a workbook holds: which kind, its tables, and each record as it was when it was written.

The records stand packed on a sheet that nobody sees: what was changed since, here or there, is told by them.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from congbo.imports.excel.tables import Table
from congbo.records.kinds import Kind

HIDDEN_SHEET = "_congbo"
MARK, VERSION = "congbo-excel", "1"
APART = " – "
"""What stands between an id and the name of what it is of."""
_LONGEST = 80
FIRST_ROW = 3
"""The row below the headings and the keys."""
MOST_ROWS = 200_000
"""Rows of a sheet that are written and read."""
_CHUNK = 30_000
_LARGEST = 4_000_000


class TooManyRowsError(ValueError):
    """A workbook that would be larger than what is read back, said in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record as it was typed: its id, its file, its keys."""

    id: str
    path: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook of a kind, or of the filled forms of one form.

    `names` are those of the ids that columns name, by target; `labels` those of its own records.
    """

    kind: Kind
    tables: tuple[Table, ...]
    records: tuple[Held, ...]
    form: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def named(self, id_: str) -> str:
        """Return a record's id with its name, as the sheets of its items have it: never a number."""
        return with_name(id_, self.labels.get(id_, ""))


def with_name(id_: str, name: str) -> str:
    """Return an id with the name behind it, short enough to be read in a list."""
    plain = " ".join(name.split())
    return f"{id_}{APART}{plain if len(plain) <= _LONGEST else f'{plain[: _LONGEST - 1]}…'}" if plain else id_


def packed(held: Held) -> list[str]:
    """Return a record's keys as texts that every program keeps as they are."""
    text = json.dumps(held.data, ensure_ascii=False, separators=(",", ":"))
    whole = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    return [whole[at : at + _CHUNK] for at in range(0, len(whole), _CHUNK)]


def unpacked(chunks: Sequence[str]) -> dict[str, Any] | None:
    """Return the keys that texts hold; None where they are no longer as they were written."""
    try:
        machine = zlib.decompressobj()
        raw = machine.decompress(base64.b64decode("".join(chunks), validate=True), _LARGEST)
        found = json.loads(raw) if machine.eof else None
    except (ValueError, zlib.error, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """Return what the sheet of each table is called: its title as far as a sheet's name may go."""
    found: dict[str, str] = {}
    for table in tables:
        plain = "".join(sign for sign in table.title if sign not in "[]:*?/\\'").strip()
        name, number = plain[:31].strip(), 1
        while name.casefold() in {one.casefold() for one in found.values()}:
            number += 1
            name = f"{plain[: 28 - len(str(number))].strip()} ({number})"
        found[table.name] = name
    return found


def letters(column: int) -> str:
    """Return what spreadsheets call a column, from 1: `AB`."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def every_target(tables: Sequence[Table]) -> Iterator[str]:
    """Yield each kind of record that a column names, once."""
    yield from dict.fromkeys(column.target for table in tables for column in table.columns if column.target)
