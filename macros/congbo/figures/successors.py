"""Successors: which procedures a reader uses in place of one that is not in force."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from congbo.figures.states import ProcedureOn
from congbo.records.procedures import Procedure


def in_place_of(
    procedure: Procedure, day: date, procedures: Mapping[str, Procedure]
) -> tuple[ProcedureOn, ...]:
    """Return what is used in place of a procedure that has ended by the day, in force before coming.

    Each successor that has itself ended leads on to its own, so that the last ones are found; none is found
    twice, and none where no successor is recorded or all have ended. While the procedure is in force,
    nothing takes its place.
    """
    seen, waiting = {procedure.id}, list(ProcedureOn(procedure, day).state.successors)
    found = []
    while waiting:
        id_ = waiting.pop(0)
        successor = procedures.get(id_)
        if successor is None or id_ in seen:
            continue
        seen.add(id_)
        on = ProcedureOn(successor, day)
        if not on.state.ended:
            found.append(on)
        waiting += on.state.successors
    return tuple(sorted(found, key=lambda on: on.state.rank))


def until_then(procedure: Procedure, day: date, others: Iterable[Procedure]) -> Iterator[ProcedureOn]:
    """Yield the procedures in force among others whose place one that is coming will take."""
    for other in others:
        on = ProcedureOn(other, day)
        named = {id_ for event in on.state.spell.ends for id_ in event.successor}
        if on.in_force and procedure.id in named:
            yield on
