"""Search: what the search box knows of each procedure, as small as it can be said; read by search-core.js.

Columns instead of rows, and each repeated text once in a table, because that is what compresses best. A
register of more than `SHARD` procedures is cut into files that are read one after the other, those in force
first, so that the first answer needs the first file only.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from math import ceil
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.figures.states import ProcedureOn
from congbo.pages.pages import Pages
from congbo.records.cases import Case
from congbo.records.procedures import Procedure
from congbo.words.spelling import fold

FOLDER = "du-lieu/"
SHARD = 1000
"""How many procedures a file holds; one such file is about 75 KB compressed."""
LONGEST_FURTHER = 1_200
"""How many characters of what a procedure's results, papers and conditions say are looked through."""
MOST_FURTHER = 40
"""How many further words of a procedure are searched, the rarest: more would weigh more than they tell."""
COMMON = 0.1
"""The share of the procedures from which on a word tells none of them from the others."""
FEW = 6
"""How many procedures may share a word however few there are."""

_WORD = re.compile(r"\b[^\W\d_][^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A procedure as it is found, filtered and shown in a list; an empty text says that it is not known.

    `plain` is the short plain name by which lists call it, where it has one.
    `further` is what its results, papers and conditions say: few of its words are searched.
    `state` is 0 of one that is in force, 1 of one that is coming, 2 of one that has ended; `badge` says it.
    """

    id: str
    name: str
    plain: str = ""
    code: str
    other_codes: tuple[str, ...] = ()
    field: str
    keywords: tuple[str, ...] = ()
    summary: str = ""
    further: str = ""
    decisions: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    level: str = ""
    time: str = ""
    fee: str = ""
    days: int | float | None = None
    charge: str = ""
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
        plain=procedure.plain_name,
        code=procedure.code,
        other_codes=(procedure.later_code,) if procedure.later_code not in ("", procedure.code) else (),
        field=procedure.field,
        keywords=(*procedure.keywords, *procedure.other_names, *(case.name for case in procedure.cases)),
        summary=procedure.summary,
        further=" ".join(_further(procedure)),
        decisions=tuple(document.number for document in caused if document),
        basis=tuple(basis.number for basis in procedure.legal_basis),
        level=row.level_in_words,
        time=row.time_in_words,
        fee=row.fees_in_words,
        days=row.days,
        charge=row.fee_class,
        applicants=procedure.applicants,
        state=row.state.rank,
        badge=row.state.badge,
    )


def _further(procedure: Procedure) -> Iterator[str]:
    """Yield the texts of a procedure's results, papers and conditions, in all its cases."""
    parts: tuple[Procedure | Case, ...] = (procedure, *procedure.cases)
    for of in parts:
        yield from (result.name for result in of.results)
        yield from (paper.name for paper in of.dossier)
        yield of.conditions
    yield from (case.when for case in procedure.cases)


def further_words(entries: Sequence[Entry]) -> list[str]:
    """Return of each entry the folded words that its further texts add and few others have, in ABC order.

    A word of the name, of a keyword or of the summary is found there already; one that many procedures have
    tells none from the others, and would only make the index larger.
    """
    own = [_words(" ".join((entry.name, entry.plain, *entry.keywords, entry.summary))) for entry in entries]
    every = [_words(entry.further[:LONGEST_FURTHER]) for entry in entries]
    shared = Counter(word for one, more in zip(own, every, strict=True) for word in one | more)
    most = max(FEW, int(COMMON * len(entries)))
    found = []
    for one, more in zip(own, every, strict=True):
        rare = sorted((shared[word], word) for word in more - one if shared[word] <= most)
        found.append(" ".join(sorted(word for _, word in rare[:MOST_FURTHER])))
    return found


def _words(text: str) -> set[str]:
    return {_folded(word) for word in set(_WORD.findall(text))}


_folded = lru_cache(maxsize=32_768)(fold)
"""Each of the few thousand syllables of a register is folded once: folding whole texts took much longer."""


def index(entries: Sequence[Entry], fields: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index of these entries, in their order; `fields` gives each field's name."""
    used = list(dict.fromkeys(entry.field for entry in entries))
    levels = _Table()
    shards = names(len(entries))
    words = further_words(entries)
    cuts = [slice(n * SHARD, (n + 1) * SHARD) for n in range(len(shards))]
    parts = [part(entries[cut], words[cut], used, levels) for cut in cuts]
    head = {
        "more": shards[1:],
        "total": len(entries),
        "fields": [[id_, fields[id_]] for id_ in used],
        "levels": levels.texts(),
    }
    for name, data in zip(shards, [head | parts[0], *parts[1:]], strict=True):
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        yield f"{FOLDER}{name}", f"{text}\n".encode()


def part(
    entries: Sequence[Entry], further: Sequence[str], fields: Sequence[str], levels: _Table
) -> dict[str, Any]:
    """Return entries as columns; `basis` and the like are numbers into the tables of the same file.

    `further` has the further words of each.
    """
    times, fees, applicants, numbers, badges = _Table(), _Table(), _Table(), _Table(), _Table()
    columns: dict[str, Any] = {
        "id": [entry.id for entry in entries],
        "code": [0 if entry.code == entry.id else entry.code for entry in entries],
        "other_codes": [list(entry.other_codes) or 0 for entry in entries],
        "name": [entry.name for entry in entries],
        "plain": [entry.plain or 0 for entry in entries],
        "keywords": [list(entry.keywords) or 0 for entry in entries],
        "summary": [entry.summary or 0 for entry in entries],
        "further": [words or 0 for words in further],
        "field": [fields.index(entry.field) for entry in entries],
        "level": [levels.number(entry.level) for entry in entries],
        "time": [times.number(entry.time) for entry in entries],
        "fee": [fees.number(entry.fee) for entry in entries],
        "days": [entry.days for entry in entries],
        "charge": [entry.charge or 0 for entry in entries],
        "applicant": [applicants.numbers(entry.applicants) for entry in entries],
        "decision": [numbers.numbers(entry.decisions) for entry in entries],
        "basis": [numbers.numbers(entry.basis) for entry in entries],
        "state": [entry.state for entry in entries],
        "badge": [badges.number(entry.badge) for entry in entries],
    }
    tables = {"times": times, "fees": fees, "applicants": applicants, "numbers": numbers, "badges": badges}
    return {**{name: table.texts() for name, table in tables.items()}, **columns}
