"""Changes: what happened to procedures, their bases and bodies, day by day, each with what caused it.

A change is an event of a procedure (published, amended, replaced, abolished, proposed to be abolished:
Nghị định 63/2010/NĐ-CP, Điều 14) or a dated value or version of a key that begins on a known day.
"""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

from pydantic.fields import FieldInfo

from congbo.figures.basis_changes import basis_changes
from congbo.figures.differences import became
from congbo.records.dated import Dated, OnlineService
from congbo.records.documents import Document
from congbo.records.fees import Fees
from congbo.records.kinds import kind_for, target_of
from congbo.records.organisations import Organisation
from congbo.records.procedures import Event, Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.time_limits import TimeLimit
from congbo.records.versions import Version, Versions, as_written
from congbo.words.spelling import slug
from congbo.words.vocabulary import EventAction, Provenance
from congbo.words.wording import count, sentence

_OF: dict[type[Record], str] = {Organisation: "co-quan", Document: "van-ban"}
"""What the anchors of changes of other records than procedures begin with."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a procedure, a body or a document on a day.

    `what` is the event's action or the name of the part; of a part, `value` and `before` say what it became
    and what it was, where that is known. `decision` is an id, or empty; `successors` are ids. `resting` are
    the procedures in force then that rest on a document.
    """

    day: date
    record: Procedure | Organisation | Document
    what: str
    value: str = ""
    before: str = ""
    decision: str = ""
    successors: tuple[str, ...] = ()
    source: Provenance | None = None
    basis: str = ""
    resting: tuple[Procedure, ...] = ()

    @property
    def name(self) -> str:
        """What the record is called."""
        return self.record.label if isinstance(self.record, Document) else self.record.name

    @property
    def resting_in_words(self) -> str:
        """What rests on the document: `căn cứ của 02 thủ tục`; empty where nothing does."""
        return f"căn cứ của {count(len(self.resting))} thủ tục" if self.resting else ""

    @property
    def anchor(self) -> str:
        """The place of the change on the page of changes: stable, ASCII, unique in the site."""
        parts = (
            _OF.get(type(self.record), ""),
            self.record.id,
            self.day.isoformat(),
            slug(self.what),
            self.decision,
            *self.successors,
        )
        return "-".join(filter(None, parts))

    @property
    def headline(self) -> str:
        """What changed, without the name of the record: `Thời hạn: 05 ngày (trước đó: 10 ngày)`."""
        return headline(
            "bị thay thế" if self.what == EventAction.REPLACED else self.what, self.value, self.before
        )

    @property
    def reconstructed(self) -> bool:
        """Whether the change itself is not read in a document."""
        return self.source is Provenance.RECONSTRUCTED


@dataclass(frozen=True, slots=True)
class Together:
    """Changes of one day that a reader takes in as one: the same to several records, by one document."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The change that says for all what, when and by which document."""
        return self.changes[0]

    @property
    def several(self) -> bool:
        """Whether it happened to more records than one."""
        return len(self.changes) > 1

    @property
    def size_in_words(self) -> str:
        """To how many it happened: `02 thủ tục`."""
        return f"{count(len(self.changes))} {kind_for(type(self.first.record)).name}"


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


def headline(what: str, value: str, before: str) -> str:
    """Return what changed, what it became and what it was, as far as that is known."""
    value = f": {value}" if value else ""
    return f"{sentence(what)}{value}{f' (trước đó: {before})' if before else ''}"


def changes(register: Register) -> list[Change]:
    """Return every change, the newest first; of one day procedures in the register's order, bodies, bases."""
    order = {id_: place for place, id_ in enumerate(register.fields)}
    procedures = sorted(
        register.procedures.values(),
        key=lambda p: (order.get(p.field, len(order)), p.number or 10**6, p.id),
    )
    found = [change for procedure in procedures for change in changes_of(procedure, register)]
    found += [
        change for body in register.organisations.values() for change in changes_of_body(body, register)
    ]
    found += [
        Change(day, document, f"căn cứ pháp lý {what}", decision=by, resting=resting)
        for day, document, what, by, resting in basis_changes(register)
    ]
    return sorted(found, key=lambda change: change.day, reverse=True)


def past(found: Iterable[Change], day: date) -> list[Change]:
    """Return what has taken effect by the day, the newest first."""
    return [change for change in found if change.day <= day]


def coming(found: Iterable[Change], day: date) -> list[Change]:
    """Return what takes effect after the day, the nearest first."""
    return sorted((change for change in found if change.day > day), key=lambda change: change.day)


def changes_of(procedure: Procedure, register: Register | None = None) -> Iterator[Change]:
    """Yield the changes of a procedure, each once: its events, then what its dated values became.

    Records that a value names are called by their ids where no register knows them.
    """
    found = [_of_event(procedure, event) for event in procedure.events]
    published = {event.effective for event in procedure.events if event.action is EventAction.PUBLISHED}
    for what, values, told in _parts(procedure, register):
        found += _of_values(procedure, what, values, told, published)
    yield from {change.anchor: change for change in found}.values()


def coming_of(procedure: Procedure, day: date) -> list[Change]:
    """Return the changes of a procedure after a day, the nearest first; most have none."""
    dated = chain(*(values for _, values, _ in _parts(procedure, None)))
    days = chain((event.effective for event in procedure.events), (value.since for value in dated))
    return coming(changes_of(procedure), day) if any(one and one > day for one in days) else []


def changes_of_body(body: Organisation, register: Register) -> Iterator[Change]:
    """Yield the changes of a body: what its name, its parent or what took its place became, and when."""
    for what, values, told in _versions(body, register):
        yield from _of_values(body, what, values, told, frozenset())


def by_month(found: Iterable[Change]) -> Iterator[Month]:
    """Yield the changes month by month, in the order given."""
    for first, of_month in groupby(found, key=lambda change: change.day.replace(day=1)):
        same: dict[tuple[Any, ...], list[Change]] = {}
        for change in of_month:
            caused = (change.decision, change.successors, change.source)
            same.setdefault((change.day, type(change.record), change.headline, *caused), []).append(change)
        yield Month(first, tuple(Together(tuple(group)) for group in same.values()))


Told = Callable[[Any, Any], tuple[str, str]]
"""Says what a value became and what it was before, given the value before, if any, and the value."""


def _parts(procedure: Procedure, register: Register | None) -> Iterator[tuple[str, tuple[Dated, ...], Told]]:
    """Yield the parts that change in time: what each is called, its values, and how a change of one reads."""
    yield "mức độ trực tuyến", procedure.online_level, _described(_level_in_words)
    yield "thời hạn giải quyết", procedure.processing_time, _described(_in_words)
    yield "phí, lệ phí", procedure.fees, _described(_in_words)
    yield from _versions(procedure, register)


def _versions(record: Record, register: Register | None) -> Iterator[tuple[str, Versions, Told]]:
    for key, versions in record.history.items():
        info = type(record).model_fields[key]
        title, label = info.title or key, _label_of(key, record, register)
        yield title[:1].lower() + title[1:], versions, _version_told(label, info)


def became_of(record: Record, register: Register | None = None) -> Iterator[tuple[Version, str]]:
    """Yield what a record's keys became by their versions, oldest first, each in words."""
    found = [
        (version, headline(what, *told(before, version)))
        for what, versions, told in _versions(record, register)
        for before, version in pairwise((None, *versions))
        if version
    ]
    yield from sorted(found, key=lambda pair: pair[0].since or date.min)


def _label_of(key: str, record: Record, register: Register | None) -> Callable[[str], str]:
    """Return what the values of a key are called: the record that one names, any other text itself."""
    target = target_of(type(record), key)

    def label(text: str) -> str:
        named = register.get(target, text) if register and target else None
        return named.label if named else text

    return label


def _described(described: Callable[[Any], str]) -> Told:
    def told(before: Any, value: Any) -> tuple[str, str]:
        now, then = described(value), described(before) if before else ""
        return (now, then) if now != then else ("", "")

    return told


def _version_told(label: Callable[[str], str], key: FieldInfo) -> Told:
    def told(before: Any, version: Any) -> tuple[str, str]:
        then = as_written(before.value, key) if before else None
        return became(then, as_written(version.value, key), label)

    return told


def _in_words(value: TimeLimit | Fees) -> str:
    return value.in_words


def _level_in_words(service: OnlineService) -> str:
    return f"{service.value} ({service.reason})" if service.reason else str(service.value)


def _of_event(procedure: Procedure, event: Event) -> Change:
    return Change(
        event.effective,
        procedure,
        str(event.action),
        decision=event.decision,
        successors=event.successor,
        source=event.source,
        basis=event.basis,
    )


def _of_values(
    record: Procedure | Organisation, what: str, values: tuple[Dated, ...], told: Told, published: Set[date]
) -> Iterator[Change]:
    """Yield the dated values that changed something.

    A first value that begins when the procedure is published is part of the publication; a value that
    reads like the one before it changes nothing for a citizen.
    """
    before: Dated | None = None
    for value in values:
        now, then = told(before, value)
        initial = before is None and value.since in published
        if value.since and now and not initial:
            yield Change(value.since, record, what, now, then, value.by, source=value.source)
        before = value
