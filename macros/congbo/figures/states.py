"""States: what holds for a procedure on a day."""

from datetime import date
from typing import TypeVar

from congbo.records.dated import Dated, OnlineService
from congbo.records.procedures import Event, Procedure
from congbo.words.vocabulary import EventAction, OnlineLevel

_D = TypeVar("_D", bound=Dated)


STATUS_ACTIONS = frozenset({EventAction.PUBLISHED, EventAction.REPLACED, EventAction.ABOLISHED})
"""Events that begin or end a procedure's being in force."""


def in_force(procedure: Procedure, day: date) -> bool:
    """Tell whether the procedure is in force: published on or before the day and not abolished by then.

    A procedure without a dated publication was published before the register begins.
    """
    status = [event for event in procedure.events if event.action in STATUS_ACTIONS]
    past = [event for event in status if event.effective <= day]
    if past:
        latest = sorted(past, key=lambda event: event.effective)[-1]  # of one day, the last in the record
        return latest.action is EventAction.PUBLISHED
    return not any(event.action is EventAction.PUBLISHED for event in status)


def ended(procedure: Procedure, day: date) -> Event | None:
    """Return the event that ended the procedure by the day, or None while it is in force.

    Where one day has both, being replaced says more than being abolished.
    """
    ends = STATUS_ACTIONS - {EventAction.PUBLISHED}
    past = [event for event in procedure.events if event.action in ends and event.effective <= day]
    if in_force(procedure, day) or not past:
        return None
    return max(past, key=lambda event: (event.effective, bool(event.successor)))


def value_on(values: tuple[_D, ...], day: date) -> _D | None:
    """Return the dated value that holds on the day, or None before the first."""
    held = [value for value in values if value.since is None or value.since <= day]
    return held[-1] if held else None


def online_level(procedure: Procedure, day: date) -> OnlineLevel | None:
    """Return the level of the online service on the day, or None where it is not known."""
    service: OnlineService | None = value_on(procedure.online_level, day)
    return service.value if service else None
