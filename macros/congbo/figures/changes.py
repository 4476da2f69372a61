"""Changes: what happened to procedures, day by day, each with the document that caused it.

A change is an event of a procedure (published, amended, replaced, abolished, proposed to be abolished:
Nghị định 63/2010/NĐ-CP, Điều 14) or a dated value of it that begins on a known day.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from congbo.records.dated import Dated, OnlineService
from congbo.records.filing import Fees
from congbo.records.procedures import Event, Procedure
from congbo.records.register import Register
from congbo.records.time_limits import TimeLimit
from congbo.words.spelling import slug
from congbo.words.vocabulary import EventAction, Provenance
from congbo.words.wording import sentence


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a procedure on a day.

    `what` is the event's action or the name of the part; of a part, `value` and `before` say what it became
    and what it was, where that is known. `decision` and `successor` are ids, or empty.
    """

    day: date
    procedure: Procedure
    what: str
    value: str = ""
    before: str = ""
    decision: str = ""
    successor: str = ""
    source: Provenance | None = None
    basis: str = ""

    @property
    def anchor(self) -> str:
        """The place of the change on the page of changes: stable, ASCII, unique in the site."""
        parts = (self.procedure.id, self.day.isoformat(), slug(self.what), self.decision, self.successor)
        return "-".join(filter(None, parts))

    @property
    def headline(self) -> str:
        """What changed, without the procedure's name: `Thời hạn: 05 ngày (trước đó: 10 ngày)`."""
        value = f": {self.value}" if self.value else ""
        before = f" (trước đó: {self.before})" if self.before else ""
        what = "bị thay thế" if self.what == EventAction.REPLACED else self.what
        return f"{sentence(what)}{value}{before}"

    @property
    def reconstructed(self) -> bool:
        """Whether the change itself is not read in a document."""
        return self.source is Provenance.RECONSTRUCTED


@dataclass(frozen=True, slots=True)
class Together:
    """Changes of one day that a reader takes in as one: the same to several procedures, by one document."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The change that says for all what, when and by which document."""
        return self.changes[0]

    @property
    def several(self) -> bool:
        """Whether it happened to more procedures than one."""
        return len(self.changes) > 1


@dataclass(frozen=True, slots=True)
class Month:
    """The changes of a month, newest first; `day` is the month's first."""

    day: date
    groups: tuple[Together, ...]

    @property
    def id(self) -> str:
        """The month as an anchor has it: `2024-07`."""
        return f"{self.day:%Y-%m}"

    @property
    def short_name(self) -> str:
        """What the month is called in a list of months: `7/2024`."""
        return f"{self.day.month}/{self.day.year}"

    @property
    def name(self) -> str:
        """What the month is called: `tháng 7 năm 2024`."""
        return f"tháng {self.day.month} năm {self.day.year}"

    @property
    def size(self) -> int:
        """How many changes there are."""
        return sum(len(group.changes) for group in self.groups)


def changes(register: Register) -> list[Change]:
    """Return every change of every procedure, newest first; of one day in the order of the register."""
    order = {id_: place for place, id_ in enumerate(register.fields)}
    procedures = sorted(
        register.procedures.values(),
        key=lambda p: (order.get(p.field, len(order)), p.number or 10**6, p.id),
    )
    found = [change for procedure in procedures for change in changes_of(procedure)]
    return sorted(found, key=lambda change: change.day, reverse=True)


def past(found: Iterable[Change], day: date) -> list[Change]:
    """Return what has taken effect by the day, the newest first."""
    return [change for change in found if change.day <= day]


def coming(found: Iterable[Change], day: date) -> list[Change]:
    """Return what takes effect after the day, the nearest first."""
    return sorted((change for change in found if change.day > day), key=lambda change: change.day)


def changes_of(procedure: Procedure) -> Iterator[Change]:
    """Yield the changes of a procedure, each once: its events, then what its dated values became."""
    found = [_of_event(procedure, event) for event in procedure.events]
    for what, values, described in _parts(procedure):
        found += _of_values(procedure, what, values, described)
    yield from {change.anchor: change for change in found}.values()


def by_month(found: Iterable[Change]) -> Iterator[Month]:
    """Yield the changes month by month, in the order given."""
    for first, of_month in groupby(found, key=lambda change: change.day.replace(day=1)):
        same: dict[tuple[Any, ...], list[Change]] = {}
        for change in of_month:
            key = (change.day, change.headline, change.decision, change.successor, change.source)
            same.setdefault(key, []).append(change)
        yield Month(first, tuple(Together(tuple(group)) for group in same.values()))


def _parts(procedure: Procedure) -> Iterator[tuple[str, tuple[Dated, ...], Callable[[Any], str]]]:
    """Yield the parts that change in time: what each is called, its values, and how a value reads."""
    yield "mức độ trực tuyến", procedure.online_level, _level_in_words
    yield "thời hạn giải quyết", procedure.processing_time, _in_words
    yield "phí, lệ phí", procedure.fees, _in_words


def _in_words(value: TimeLimit | Fees) -> str:
    return value.in_words


def _level_in_words(service: OnlineService) -> str:
    return str(service.value)


def _of_event(procedure: Procedure, event: Event) -> Change:
    return Change(
        event.effective,
        procedure,
        str(event.action),
        decision=event.decision,
        successor=event.successor,
        source=event.source,
        basis=event.basis,
    )


def _of_values(
    procedure: Procedure, what: str, values: tuple[Dated, ...], described: Callable[[Any], str]
) -> Iterator[Change]:
    """Yield the dated values that changed something.

    A first value that begins when the procedure is published is part of the publication; a value that
    reads like the one before it changes nothing for a citizen.
    """
    published = {event.effective for event in procedure.events if event.action is EventAction.PUBLISHED}
    before = ""
    for value in values:
        words = described(value)
        initial = not before and value.since in published
        if value.since and words != before and not initial:
            yield Change(value.since, procedure, what, words, before, value.by, source=value.source)
        before = words
