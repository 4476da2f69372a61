"""Ahead: the days to come on which the register says something else than before, as far as it knows them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pydantic import BaseModel

from congbo.records.documents import Document
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import kind_for
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.wording import count, short_date

TURNING = frozenset({"since", "effective", "expired"})
"""The keys of a record, or of a part of one, whose day changes what holds of it."""
LAPSING = "until"
"""The key of a part of a record whose day is the last on which the part holds."""

_DOCUMENT = "văn bản"


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which something changes, with the first key of each record that says so."""

    day: date
    places: tuple[tuple[Record, KeyPath], ...]

    @property
    def in_words(self) -> str:
        """What changes, by kind, documents last: `02 thủ tục, 01 văn bản`."""
        labels = sorted((_kind_of(record) for record, _ in self.places), key=_DOCUMENT.__eq__)
        return ", ".join(f"{count(labels.count(label))} {label}" for label in dict.fromkeys(labels))


def turns_after(register: Register, day: date) -> list[Turn]:
    """Return the days after a day on which something changes, the nearest first; records by their files."""
    found: dict[date, dict[str, tuple[Record, KeyPath]]] = defaultdict(dict)
    for record in sorted(register.records, key=lambda record: record.path):
        for when, path in turning_days(record):
            if when > day:
                found[when].setdefault(record.path, (record, path))
    return [Turn(when, tuple(found[when].values())) for when in sorted(found)]


def turn_after(register: Register, day: date) -> Turn | None:
    """Return the next day on which something changes, or None where none is known."""
    return next(iter(turns_after(register, day)), None)


def in_words(turn: Turn | None, day: date) -> str:
    """Return what whoever builds the site is told of the next day on which it must be built again."""
    if turn is None:
        return f"Các bản ghi chưa ghi thay đổi nào sau ngày {short_date(day)}."
    return f"Ngày tới có thay đổi: {short_date(turn.day)} ({turn.in_words}); hãy dựng lại trang vào ngày đó."


def turning_days(record: Record) -> Iterator[tuple[date, KeyPath]]:
    """Yield each day on which what holds of a record changes, with the key that says so."""
    yield from _days(record, ())
    for key, versions in record.history.items():
        yield from _of_value(tuple(versions), key, (key,))
    if isinstance(record, Document) and record.issued and not record.effective:
        yield record.issued, ("issued",)
    if isinstance(record, Document) and record.planned_end and not record.expired:
        yield record.planned_end, ("valid_until",)


def _days(part: BaseModel, path: KeyPath) -> Iterator[tuple[date, KeyPath]]:
    held = part.__dict__
    for name in _keys(type(part)):
        value = held[name]
        if value and not isinstance(value, str):
            yield from _of_value(value, name, (*path, name))


@cache
def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _of_value(value: object, name: str, path: KeyPath) -> Iterator[tuple[date, KeyPath]]:
    if isinstance(value, date):
        if name in TURNING:
            yield value, path
        elif name == LAPSING and len(path) > 1:
            yield value + timedelta(1), path
    elif isinstance(value, BaseModel):
        yield from _days(value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _of_value(item, name, (*path, index))


def _kind_of(record: Record) -> str:
    return _DOCUMENT if isinstance(record, Document) else kind_for(type(record)).label
