"""Outcome: what becomes of one entry of a source, as a value, and when it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from congbo.imports.incoming import Incoming, Note
from congbo.imports.merging import Change
from congbo.records.problems import Problem, Severity
from congbo.records.reader import read_record


class Action(StrEnum):
    """What happens to a record, in the words of reports."""

    CREATED = "tạo mới"
    CHANGED = "sửa"
    UNCHANGED = "không đổi"
    REFUSED = "không nhập"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one entry; `text` are the bytes of its record, None where nothing is written."""

    action: Action
    identity: str
    name: str
    path: str = ""
    place: str = ""
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    conflicts: tuple[Note, ...] = ()
    mends: Mapping[str, int] = field(default_factory=dict)
    text: bytes | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """From where entries come: the name that records keep of it, and the day of the file.

    `told` says that the day was given, so that a list which says the same again says it of a later day.
    """

    name: str
    day: date
    told: bool = False
    field: str = ""


def placed(entry: Incoming) -> tuple[Note, ...]:
    """Return what is told of an entry, each with its place in the file."""
    return tuple(Note(note.what, note.said, note.place or entry.place) for note in entry.notes)


def refused(entry: Incoming, why: str) -> Outcome:
    """Return the outcome of an entry of which no record is made, with the reason."""
    name = str(entry.values.get("name", "") or entry.values.get("subject", ""))
    return Outcome(
        Action.REFUSED,
        entry.identity,
        name,
        place=entry.place,
        notes=placed(entry),
        conflicts=(Note("", why, entry.place),),
    )


def checked(outcome: Outcome) -> Outcome:
    """Return an outcome whose record can be read; one that cannot is refused with what is wrong with it."""
    assert outcome.text is not None
    problems = [one for one in read_record(outcome.text, outcome.path)[1] if one.severity is Severity.ERROR]
    if not problems:
        return outcome
    said = "; ".join(map(_said, problems[:3]))
    found = Note("bản ghi", f"ghi ra thì không đọc được: {said}", outcome.place)
    return replace(outcome, action=Action.REFUSED, text=None, conflicts=(*outcome.conflicts, found))


def _said(problem: Problem) -> str:
    return f"{problem.message} [{problem.rule}]"
