"""States: what holds for a procedure on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from congbo.records.dated import Dated, OnlineService, ProcessingTime
from congbo.records.filing import Fees
from congbo.records.procedures import Event, Procedure
from congbo.words.vocabulary import EventAction, OnlineLevel
from congbo.words.wording import sentence

_D = TypeVar("_D", bound=Dated)

STATUS_ACTIONS = frozenset({EventAction.PUBLISHED, EventAction.REPLACED, EventAction.ABOLISHED})
"""Events that begin or end a procedure's being in force."""

CHARGED, FREE_OF_CHARGE = "co", "khong"
"""What the register's filter of fees calls a procedure that costs something and one that does not."""


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


@dataclass(frozen=True)
class ProcedureOn:
    """A procedure with what holds on a day, ready to be put in place; each answer is found once."""

    procedure: Procedure
    day: date

    @cached_property
    def in_force(self) -> bool:
        """Whether it is in force."""
        return in_force(self.procedure, self.day)

    @cached_property
    def ending(self) -> Event | None:
        """What ended it, or None while it is in force or where that is not known."""
        return None if self.in_force else ended(self.procedure, self.day)

    @cached_property
    def online_level(self) -> OnlineLevel | None:
        """The level of its online service, or None where it is not known."""
        return online_level(self.procedure, self.day)

    @cached_property
    def processing_time(self) -> ProcessingTime | None:
        """Its time limit, or None where it is not known."""
        return value_on(self.procedure.processing_time, self.day)

    @cached_property
    def fees(self) -> Fees | None:
        """What is charged, or None where it is not known; an empty list of items says that nothing is."""
        return value_on(self.procedure.fees, self.day)

    @property
    def level_in_words(self) -> str:
        """The level of its online service as lists have it; empty where it is not known."""
        return sentence(self.online_level or "")

    @property
    def time_in_words(self) -> str:
        """Its time limit as lists have it: `05 ngày làm việc`; empty where it is not known."""
        return sentence(self.processing_time.in_words) if self.processing_time else ""

    @property
    def fees_in_words(self) -> str:
        """What is charged as lists have it: `Không thu`, `350.000 đồng`; empty where it is not known."""
        return self.fees.summary if self.fees else ""

    @property
    def days(self) -> int | float | None:
        """Its time limit in days, for comparing only; None where it is not known."""
        return self.processing_time.comparable_days if self.processing_time else None

    @property
    def fee_class(self) -> str:
        """What the filter of fees takes it for; empty where it is not known."""
        if self.fees is None:
            return ""
        return CHARGED if self.fees.charged else FREE_OF_CHARGE
