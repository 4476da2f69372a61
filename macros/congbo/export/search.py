"""Search: what the search box knows of each procedure, as small as it can be said; read by search-core.js.

Columns instead of rows, and each repeated text once in a table, because that is what compresses best. A
register of more than `SHARD` procedures is cut into files that are read one after the other, those in force
first, so that the first answer needs the first file only.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.figures.states import ProcedureOn
from congbo.pages.pages import Pages

FOLDER = "du-lieu/"
SHARD = 1000
"""How many procedures a file holds; one such file is about 60 KB compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A procedure as it is found and shown in a list of results; an empty text says that it is not known.

    `state` is 0 of one that is in force, 1 of one that is coming, 2 of one that has ended; `badge` says it.
    """

    id: str
    name: str
    code: str
    other_codes: tuple[str, ...] = ()
    field: str
    keywords: tuple[str, ...] = ()
    summary: str = ""
    decisions: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    level: str = ""
    time: str = ""
    fee: str = ""
    applicants: tuple[str, ...] = ()
    state: int = 0
    badge: str = ""


class _Table:
    """Texts numbered in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        return [self.number(text) for text in dict.fromkeys(texts)]

    def texts(self) -> list[str]:
        return list(self._numbers)


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/tim-kiem.json and, for a large register, the shards that it lists."""
    made = cache(partial(_made, pages))
    for name in names(len(pages.register.procedures)):
        address = f"{FOLDER}{name}"
        yield DataFile(address, partial(_shard, made, address))


EXPORT = Export("search", files)


def names(entries: int) -> list[str]:
    """Return the names of the files of so many entries; the first is there though there are none."""
    shards = max(ceil(entries / SHARD), 1)
    return ["tim-kiem.json", *(f"tim-kiem-{n}.json" for n in range(2, shards + 1))]


def _made(pages: Pages) -> dict[str, bytes]:
    register = pages.register
    entries = [entry(row, pages) for row in pages.rows(register.procedures.values())]
    return dict(index(entries, {field.id: field.name for field in register.fields.values()}))


def _shard(made: Callable[[], dict[str, bytes]], address: str) -> bytes:
    return made()[address]


def entry(row: ProcedureOn, pages: Pages) -> Entry:
    """Return a procedure as the search knows it, with what holds on the site's day."""
    procedure, documents = row.procedure, pages.register.documents
    caused = [documents.get(event.decision) for event in procedure.events]
    return Entry(
        id=procedure.id,
        name=procedure.name,
        code=procedure.code,
        other_codes=(procedure.later_code,) if procedure.later_code not in ("", procedure.code) else (),
        field=procedure.field,
        keywords=(*procedure.keywords, *procedure.other_names, *(case.name for case in procedure.cases)),
        summary=procedure.summary,
        decisions=tuple(document.number for document in caused if document),
        basis=tuple(basis.number for basis in procedure.legal_basis),
        level=row.level_in_words,
        time=row.time_in_words,
        fee=row.fees_in_words,
        applicants=procedure.applicants,
        state=row.state.rank,
        badge=row.state.badge,
    )


def index(entries: Sequence[Entry], fields: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index of these entries, in their order; `fields` gives each field's name."""
    used = list(dict.fromkeys(entry.field for entry in entries))
    levels = _Table()
    shards = names(len(entries))
    parts = [part(entries[n * SHARD : (n + 1) * SHARD], used, levels) for n in range(len(shards))]
    head = {
        "more": shards[1:],
        "total": len(entries),
        "fields": [[id_, fields[id_]] for id_ in used],
        "levels": levels.texts(),
    }
    for name, data in zip(shards, [head | parts[0], *parts[1:]], strict=True):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        yield f"{FOLDER}{name}", f"{text}\n".encode()


def part(entries: Sequence[Entry], fields: Sequence[str], levels: _Table) -> dict[str, Any]:
    """Return entries as columns; `basis` and the like are numbers into the tables of the same file."""
    times, fees, applicants, numbers, badges = _Table(), _Table(), _Table(), _Table(), _Table()
    columns: dict[str, Any] = {
        "id": [entry.id for entry in entries],
        "code": [0 if entry.code == entry.id else entry.code for entry in entries],
        "other_codes": [list(entry.other_codes) or 0 for entry in entries],
        "name": [entry.name for entry in entries],
        "keywords": [list(entry.keywords) or 0 for entry in entries],
        "summary": [entry.summary or 0 for entry in entries],
        "field": [fields.index(entry.field) for entry in entries],
        "level": [levels.number(entry.level) for entry in entries],
        "time": [times.number(entry.time) for entry in entries],
        "fee": [fees.number(entry.fee) for entry in entries],
        "applicant": [applicants.numbers(entry.applicants) for entry in entries],
        "decision": [numbers.numbers(entry.decisions) for entry in entries],
        "basis": [numbers.numbers(entry.basis) for entry in entries],
        "state": [entry.state for entry in entries],
        "badge": [badges.number(entry.badge) for entry in entries],
    }
    tables = {"times": times, "fees": fees, "applicants": applicants, "numbers": numbers, "badges": badges}
    return {**{name: table.texts() for name, table in tables.items()}, **columns}
