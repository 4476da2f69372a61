"""Selection: which records meet an indicator's conditions at a time, and why a near one does not.

A record that fails exactly one condition is a near-miss.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from congbo.figures.conditions import CONDITIONS, NOT_KNOWN, Candidate
from congbo.figures.frame import Frame
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.words.vocabulary import Moment, Subject


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A record that was left out for one reason only."""

    candidate: Candidate
    reason: str

    @property
    def unknown(self) -> bool:
        """Whether it was left out because something of it is not known, so that it may count after all."""
        return NOT_KNOWN in self.reason


@dataclass(frozen=True, slots=True)
class Selection:
    """What meets all conditions, each record once, and what nearly does."""

    chosen: tuple[Candidate, ...]
    excluded: tuple[NearMiss, ...]


def candidates(subject: Subject, register: Register) -> Iterator[Candidate]:
    """Yield everything that could count, in record order."""
    match subject:
        case Subject.DOCUMENTS:
            yield from (Candidate(document) for document in register.documents.values())
        case Subject.PROCEDURES:
            yield from (Candidate(procedure) for procedure in register.procedures.values())
        case Subject.EVENTS:
            for procedure, event in register.events():
                yield Candidate(procedure, register.documents.get(event.decision), event)
        case Subject.WORKFLOWS:
            for document in register.documents.values():
                for id_ in document.workflows:
                    if approved := register.procedures.get(id_):
                        yield Candidate(approved, document)


def select(
    subject: Subject, where: Mapping[str, tuple[str, ...]], frame: Frame, register: Register
) -> Selection:
    """Return what meets every condition in the frame, and the near-misses with their reasons."""
    conditions = CONDITIONS[subject]
    tests = [(conditions[key].test, values) for key, values in where.items() if key in conditions]
    chosen: dict[str, Candidate] = {}
    near: dict[str, NearMiss] = {}
    for candidate in candidates(subject, register):
        reasons = [r for test, values in tests if (r := test(candidate, values, frame, register))]
        if not reasons:
            chosen.setdefault(candidate.record.id, candidate)
        elif len(reasons) == 1:
            near.setdefault(candidate.record.id, NearMiss(candidate, reasons[0]))
    excluded = tuple(miss for id_, miss in near.items() if id_ not in chosen)
    return Selection(tuple(chosen.values()), excluded)


def basis(subject: Subject, where: Mapping[str, tuple[str, ...]], frame: Frame) -> Period | date:
    """Return the time a count stands for: a day for a stock, the period for a flow."""
    words = {word for words in where.values() for word in words}
    if subject is Subject.PROCEDURES or Moment.AS_OF in words:
        return frame.as_of
    if Moment.BY_PERIOD_END in words:
        return frame.period.end  # whatever there is by then, from before the period too: a stock
    if Moment.IN_PERIOD_OR_LATER in words and frame.day > frame.period.end:
        return frame.period.model_copy(update={"end": frame.day})
    return frame.period
