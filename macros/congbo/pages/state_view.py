"""State view: what the page of a procedure says first where it is not in force, or will not stay as it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from congbo.figures.announcements import Announcement, announced
from congbo.figures.states import ProcedureOn, State
from congbo.figures.successors import in_place_of, until_then
from congbo.records.procedures import Event, Procedure
from congbo.words.vocabulary import EventAction
from congbo.words.wording import sentence

if TYPE_CHECKING:
    from congbo.pages.pages import Pages


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a procedure what it is: what happened, by which event.

    `through` are the ids of those that took its place and whose place others have taken since.
    """

    words: str
    event: Event
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateView:
    """What a procedure is on the day, and what a reader does about it.

    `use` are the procedures to use in its place, now or until it is in force; `began` and `ended` say what
    caused it, `changes` what is known to change later.
    """

    state: State
    use: tuple[ProcedureOn, ...]
    began: Cause | None
    ended: Cause | None
    changes: tuple[Announcement, ...]


def state_view(pages: "Pages", procedure: Procedure) -> StateView:
    """Return what the procedure's page says first, on the site's day."""
    state = pages.procedures_on_day[procedure.id].state
    places = pages.register.referring_to("procedure", procedure.id)
    naming = {place.record.id: place.record for place in places if isinstance(place.record, Procedure)}
    before = tuple(until_then(procedure, pages.day, naming.values())) if state.coming else ()
    use = before or in_place_of(procedure, pages.day, pages.register.procedures)
    return StateView(
        state,
        use,
        Cause(sentence(state.cause.action), state.cause) if state.coming and state.cause else None,
        _ended(state.ending, use) if state.ending else None,
        tuple(announced(procedure, pages.day)),
    )


def _ended(event: Event, use: tuple[ProcedureOn, ...]) -> Cause:
    named = {row.procedure.id for row in use}
    through = tuple(id_ for id_ in event.successor if id_ not in named)
    if event.action is EventAction.REPLACED and not through:
        return Cause("Được thay thế", event)
    return Cause(sentence(event.action), event, through)
