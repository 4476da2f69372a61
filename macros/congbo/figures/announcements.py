"""Announcements: what is known on a day to change on a procedure later, as its own page tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from congbo.figures.changes import Change, coming_of
from congbo.figures.states import ProcedureOn, state_on
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import EventAction
from congbo.words.wording import sentence

_ENDS = {EventAction.REPLACED, EventAction.ABOLISHED}
_AGAIN = "sẽ có hiệu lực trở lại"
_WILL = {
    EventAction.PUBLISHED: "sẽ được công bố lại",
    EventAction.AMENDED: "sẽ được sửa đổi, bổ sung",
    EventAction.REPLACED: "sẽ được thay thế",
    EventAction.ABOLISHED: "sẽ bãi bỏ",
    EventAction.ABOLITION_PROPOSED: "sẽ được đề nghị bãi bỏ",
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """A change to come.

    `event` says what a document will do to the procedure, `by` which procedures then take its place where
    it is replaced, `instead` where it is abolished. Of a value that will be another, `value` says which.
    """

    change: Change
    event: str = ""
    by: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    value: str = ""


def announced(procedure: Procedure, day: date) -> list[Announcement]:
    """Return what will change after the day, the nearest first.

    The page of a procedure that is coming tells what will hold on its first day, so that only what changes
    later is a change. What would happen while it is not in force changes nothing for a citizen.
    """
    told_for = ProcedureOn(procedure, day).told_for
    return list(_told(procedure, coming_of(procedure, told_for)))


def _told(procedure: Procedure, changes: list[Change]) -> Iterator[Announcement]:
    for change in changes:
        then = state_on(procedure, change.day)
        if then.in_force == (change.what in _ENDS):
            continue
        if change.what in _WILL:
            again = change.what == EventAction.PUBLISHED and then.since == change.day
            replaced = change.what == EventAction.REPLACED
            yield Announcement(
                change,
                event=sentence(_AGAIN if again else _WILL[EventAction(change.what)]),
                by=change.successors if replaced else (),
                instead=() if replaced else change.successors,
            )
        else:
            becomes = f"sẽ là {change.value}" if change.value else "sẽ thay đổi"
            yield Announcement(change, value=f"{change.what} {becomes}")
