"""Record view: any record as titles and values, made from its type alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from congbo.records.filing import Result
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import references
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.words.typed_days import EARLIEST_YEAR, LATEST_YEAR
from congbo.words.wording import number, sentence, short_date, span

SAID_OTHERWISE = frozenset({"id", "former_ids", "publication", "reconstructed", "sources", "doubts"})
"""Keys of every record that its page shows in another place, or not at all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it: words, the record that it names, or a group of keys."""

    words: str = ""
    record: Record | None = None
    group: tuple["Fact", ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A key of a record by its title, with its values; none where it is not known."""

    title: str
    values: tuple[Shown, ...]


def facts(record: Record, register: Register) -> tuple[Fact, ...]:
    """Return every key of a record that people fill in, in the order of its type."""
    named = {path: register.get(target, id_) for path, target, id_ in references(record)}
    return tuple(_facts(record, (), named))


def _facts(group: BaseModel, around: KeyPath, named: Mapping[KeyPath, Record | None]) -> Iterator[Fact]:
    for key, info in type(group).model_fields.items():
        if info.exclude or (not around and key in SAID_OTHERWISE):
            continue
        values = _values(getattr(group, key), (*around, key), named)
        given = tuple(values)
        told = info.is_required() or (getattr(group, key) == () and info.default is None)
        none = (Shown("không"),) if told else ()  # an empty list that says that there is nothing
        yield Fact(sentence(info.title or key), given or none)


def _values(value: Any, path: KeyPath, named: Mapping[KeyPath, Record | None]) -> Iterator[Shown]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        for index, one in enumerate(value):
            yield from _values(one, (*path, index), named)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from (Shown(f"{key}: {shown.words}") for shown in _values(one, (*path, key), named))
    elif isinstance(value, Result) and value.is_text:
        yield Shown(value.name)
    elif isinstance(value, BaseModel) and not isinstance(value, Period):
        yield Shown(group=tuple(_facts(value, path, named)))
    elif words := _words(value):
        yield Shown(words, named.get(path))


def _words(value: Any) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case date():
            return short_date(value)
        case Period():
            return span(value.start, value.end)
        case int() if EARLIEST_YEAR <= value <= LATEST_YEAR:
            return str(value)  # probably a year, which is never grouped
        case int() | Decimal():
            return number(value)
        case None:
            return ""
        case _:
            return str(value)
