"""States: what holds for a procedure on a day.

A procedure is coming, in force or ended, on any day one of the three. What is said of it everywhere (pages,
lists, counts, filters, search, feeds, data) comes from `ProcedureOn.state`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from congbo.figures.cases import CaseView, cases_of
from congbo.figures.ranges import charged, fee_range, limit_range, longest
from congbo.records.dated import Dated, OnlineService, ProcessingTime
from congbo.records.fees import Fees
from congbo.records.procedures import Event, Procedure
from congbo.words.vocabulary import EventAction, OnlineLevel, ProcedureState
from congbo.words.wording import sentence, short_date

_D = TypeVar("_D", bound=Dated)

STATUS_ACTIONS = frozenset({EventAction.PUBLISHED, EventAction.REPLACED, EventAction.ABOLISHED})
"""Events that begin or end a procedure's being in force."""

CHARGED, FREE_OF_CHARGE = "co", "khong"
"""What the register's filter of fees calls a procedure that costs something and one that does not."""

STATE_KEYS = {ProcedureState.IN_FORCE: "con", ProcedureState.COMING: "sap", ProcedureState.ENDED: "het"}
"""What the register's filter calls each state, in the order in which lists have them."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a procedure is in force.

    It begins with a publication, or before the register begins where `began` is None. `ends` are the events
    that ended it, and those that came after without its being in force again; empty while none is known.
    """

    began: Event | None = None
    ends: tuple[Event, ...] = ()

    @property
    def start(self) -> date | None:
        """The first day, or None where it is before the register begins."""
        return self.began.effective if self.began else None

    @property
    def end(self) -> date | None:
        """The first day on which it is no longer in force, or None while that is not known."""
        return self.ends[0].effective if self.ends else None

    @property
    def ending(self) -> Event | None:
        """The event that ended it; where one day has several, one that names a successor says more."""
        first = [event for event in self.ends if event.effective == self.end]
        return max(first, key=lambda event: bool(event.successor), default=None)

    def successors(self, day: date) -> tuple[str, ...]:
        """Return the ids of the procedures that took its place by the day, each once."""
        past = (event for event in self.ends if event.effective <= day)
        return tuple(dict.fromkeys(id_ for event in past for id_ in event.successor))

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


def spells(procedure: Procedure) -> list[Spell]:
    """Return the times in which the procedure is in force, in order; there is at least one.

    Events of one day happen in the order of the record, and a procedure that is published anew on the day
    on which it ends stays in force. One that nothing dated published was published before the register
    begins, and so was one that ends before it is first published. A time that ends on the day on which it
    begins has no day in it, and counts only where the procedure has no other.
    """
    status = sorted(
        (event for event in procedure.events if event.action in STATUS_ACTIONS),
        key=lambda event: event.effective,
    )
    found = [] if status and status[0].action is EventAction.PUBLISHED else [Spell()]
    for event in status:
        if event.action is not EventAction.PUBLISHED:
            found[-1] = replace(found[-1], ends=(*found[-1].ends, event))
        elif not found or found[-1].end not in (None, event.effective):
            found.append(Spell(event))
        else:
            found[-1] = Spell(found[-1].began)
    return [spell for spell in found if spell.end is None or spell.start != spell.end] or found


@dataclass(frozen=True, slots=True)
class State:
    """What a procedure is on a day.

    `spell` is the time of being in force that is meant: the present one, the next, or the last. `over` is
    the one that ended last by the day; a procedure that is coming has one where it comes again.
    """

    name: ProcedureState
    day: date
    spell: Spell
    over: Spell | None = None

    @property
    def in_force(self) -> bool:
        """Whether it is in force."""
        return self.name is ProcedureState.IN_FORCE

    @property
    def coming(self) -> bool:
        """Whether it is published and effective later."""
        return self.name is ProcedureState.COMING

    @property
    def ended(self) -> bool:
        """Whether it is abolished or replaced, and not published again."""
        return self.name is ProcedureState.ENDED

    @property
    def since(self) -> date | None:
        """The day that the state speaks of: from which it is, was or will be so; None where not known."""
        return self.spell.end if self.ended else self.spell.start

    @property
    def cause(self) -> Event | None:
        """The event that makes it so, or None where it was in force before the register begins."""
        return self.spell.ending if self.ended else self.spell.began

    @property
    def ending(self) -> Event | None:
        """The event that ended it, or None while it is in force or never was."""
        return self.over.ending if self.over else None

    @property
    def successors(self) -> tuple[str, ...]:
        """The ids of the procedures that took its place; none while it is in force."""
        return self.over.successors(self.day) if self.over else ()

    @property
    def in_words(self) -> str:
        """The state as it is told: `có hiệu lực từ 01/07/2026`, `đã hết hiệu lực từ 28/03/2024`."""
        if self.in_force or self.since is None:
            return str(self.name)
        return f"{'có hiệu lực' if self.coming else self.name} từ {short_date(self.since)}"

    @property
    def badge(self) -> str:
        """What lists say beside the name; nothing of what is in force."""
        return "" if self.in_force else sentence(self.in_words)

    @property
    def key(self) -> str:
        """What the register's filter calls it."""
        return STATE_KEYS[self.name]

    @property
    def rank(self) -> int:
        """Its place in lists: in force, then coming, then ended."""
        return list(STATE_KEYS).index(self.name)


def state_on(procedure: Procedure, day: date) -> State:
    """Return what the procedure is on the day: one of three, whatever its events."""
    found = spells(procedure)
    over = next((spell for spell in reversed(found) if spell.end and spell.end <= day), None)
    for spell in found:
        if day in spell:
            return State(ProcedureState.IN_FORCE, day, spell)
        if spell.start and spell.start > day:
            return State(ProcedureState.COMING, day, spell, over)
    return State(ProcedureState.ENDED, day, found[-1], over)


def in_force(procedure: Procedure, day: date) -> bool:
    """Tell whether the procedure is in force on the day."""
    return state_on(procedure, day).in_force


def ended(procedure: Procedure, day: date) -> Event | None:
    """Return the event that ended the procedure by the day, or None while it is in force or never was."""
    return state_on(procedure, day).ending


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
    def state(self) -> State:
        """What it is on the day: coming, in force or ended."""
        return state_on(self.procedure, self.day)

    @property
    def in_force(self) -> bool:
        """Whether it is in force."""
        return self.state.in_force

    @property
    def ending(self) -> Event | None:
        """What ended it, or None while it is in force or never was."""
        return self.state.ending

    @property
    def told_for(self) -> date:
        """The day whose values are told: of a procedure that is coming, the first on which it is in force."""
        return (self.state.since or self.day) if self.state.coming else self.day

    @cached_property
    def online_level(self) -> OnlineLevel | None:
        """The level of its online service, or None where it is not known."""
        return self.online_service.value if self.online_service else None

    @cached_property
    def online_service(self) -> OnlineService | None:
        """Its online service, with why it is online in part only; None where it is not known."""
        return value_on(self.procedure.online_level, self.told_for)

    @cached_property
    def processing_time(self) -> ProcessingTime | None:
        """Its time limit, or None where it is not known."""
        return value_on(self.procedure.processing_time, self.told_for)

    @cached_property
    def fees(self) -> Fees | None:
        """What is charged, or None where it is not known; an empty list of items says that nothing is."""
        found = value_on(self.procedure.fees, self.told_for)
        return found.on(self.told_for) if found else None

    @cached_property
    def cases(self) -> tuple[CaseView, ...]:
        """Its cases, at least one: what is brought, waited and paid in each."""
        return cases_of(self)

    @property
    def level_in_words(self) -> str:
        """The level of its online service as lists have it; empty where it is not known."""
        return sentence(self.online_level or "")

    @cached_property
    def time_in_words(self) -> str:
        """Its time limits as lists have them: `05 đến 15 ngày làm việc`; empty where none is known."""
        return limit_range(self.cases)

    @cached_property
    def fees_in_words(self) -> str:
        """What is charged as lists have it: `Không thu`, `350.000 đồng`; empty where it is not known."""
        return fee_range(self.cases)

    @cached_property
    def days(self) -> int | float | None:
        """Its longest time limit in days, for comparing only; None where one is not known."""
        return longest(self.cases)

    @cached_property
    def fee_class(self) -> str:
        """What the filter of fees takes it for; empty where it is not known."""
        costs = charged(self.cases)
        return "" if costs is None else CHARGED if costs else FREE_OF_CHARGE


@dataclass(frozen=True, slots=True)
class Tally:
    """How many procedures there are of each state; none is counted twice, none left out."""

    in_force: int
    coming: int
    ended: int

    @property
    def in_words(self) -> str:
        """How many there are, told apart: `58 thủ tục (56 đang có hiệu lực, 2 đã hết hiệu lực)`."""
        parts = zip(STATE_KEYS, (self.in_force, self.coming, self.ended), strict=True)
        apart = ", ".join(f"{size} {name}" for name, size in parts if size)
        total = f"{self.in_force + self.coming + self.ended} thủ tục"
        return f"{total} ({apart})" if self.coming or self.ended else total


def tally(rows: Iterable[ProcedureOn]) -> Tally:
    """Return how many of the procedures are of each state."""
    sizes = Counter(row.state.name for row in rows)
    return Tally(*(sizes[name] for name in STATE_KEYS))
