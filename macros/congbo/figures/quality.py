"""Quality: every flaw of the procedures of a register on a day, found in one pass.

A procedure that has ended has none: nobody reads it to use it. What a record explains is still told, with
its explanation.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from congbo.figures import completeness, contradictions, outdated
from congbo.figures.flaws import Flaw, Group, Looked, Sort, typed_path
from congbo.figures.former_names import FormerNames
from congbo.figures.states import ProcedureOn
from congbo.records.register import Register
from congbo.words.vocabulary import Aspect

NEEDLESS = Sort(
    "giai-thich-thua",
    Group.OUTDATED,
    None,
    "có lời giải thích không còn cần",
    "Lời giải thích nói về một chỗ đã được bổ sung hay sửa xong.",
    "Xoá mục ấy ở “explained”.",
    lambda looked: iter(()),
)
"""An explanation of what is no flaw: that is only known when all others have been found."""

SORTS: tuple[Sort, ...] = (*contradictions.SORTS, *completeness.SORTS, *outdated.SORTS, NEEDLESS)
"""Every sort of flaw, the worst first."""


def flaws(register: Register, day: date, sorts: Sequence[Sort] = SORTS) -> Iterator[Flaw]:
    """Yield the flaws of some sorts of the procedures in force or coming, in the order of the register."""
    former = FormerNames(register, day)
    for procedure in register.procedures.values():
        on = ProcedureOn(procedure, day)
        if not on.state.ended:
            record = procedure.on(on.told_for)
            yield from _of(Looked(ProcedureOn(record, on.told_for), register, former), sorts)


def _of(looked: Looked, sorts: Sequence[Sort]) -> Iterator[Flaw]:
    """Yield the flaws of a procedure, in the order of their sorts."""
    record = looked.procedure
    notes: dict[Aspect | None, list[str]] = {}
    for one in record.explained:
        notes.setdefault(one.about, []).append(one.note)
    needed = set()
    for sort in sorts:
        note = " ".join(notes.get(sort.about, ()))
        for path, said in sort.find(looked):
            needed.add(sort.about)
            yield Flaw(sort, record, typed_path(record, path), said, note)
    for number, one in enumerate(record.explained if NEEDLESS in sorts else ()):
        if one.about not in needed:
            said = f"có lời giải thích về “{one.about}” mà phần ấy không thiếu, không trái"
            yield Flaw(NEEDLESS, record, ("explained", number, "about"), said)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many procedures have flaws of a sort; how many of them explain it."""

    sort: Sort
    flaws: tuple[Flaw, ...]

    @property
    def procedures(self) -> int:
        """How many procedures have one."""
        return len({flaw.procedure.id for flaw in self.flaws})

    @property
    def explained(self) -> int:
        """How many of the procedures explain it."""
        return len({flaw.procedure.id for flaw in self.flaws if flaw.note})

    @property
    def in_words(self) -> str:
        """The tally in words: `451 thủ tục chưa có thời hạn giải quyết (12 đã giải thích)`."""
        explained = f" ({self.explained} đã giải thích)" if self.explained else ""
        return f"{self.procedures} thủ tục {self.sort.title}{explained}"


def tallies(found: Iterable[Flaw]) -> list[Tally]:
    """Return how many procedures have flaws of each sort that there is any of, the worst sort first."""
    by_sort: dict[str, list[Flaw]] = {}
    for flaw in found:
        by_sort.setdefault(flaw.sort.id, []).append(flaw)
    return [Tally(sort, tuple(by_sort[sort.id])) for sort in SORTS if sort.id in by_sort]


class Quality:
    """The quality of a register on a day; what is asked of it is found once."""

    def __init__(self, register: Register, day: date) -> None:
        self._register = register
        self.day = day

    @cached_property
    def flaws(self) -> list[Flaw]:
        """Every flaw, in the order of the register."""
        return list(flaws(self._register, self.day))

    @cached_property
    def tallies(self) -> list[Tally]:
        """The flaws by sort, the worst sort first."""
        return tallies(self.flaws)

    @cached_property
    def looked_at(self) -> int:
        """How many procedures are looked at: those in force or coming."""
        procedures = self._register.procedures.values()
        return sum(not ProcedureOn(one, self.day).state.ended for one in procedures)

    @cached_property
    def flawed(self) -> int:
        """How many of them have a flaw."""
        return len({flaw.procedure.id for flaw in self.flaws})

    def contradictions_in(self, on: ProcedureOn) -> list[Flaw]:
        """What contradicts itself in a procedure as it holds on any day, such as in an older version."""
        looked = Looked(on, self._register, FormerNames(self._register, on.day))
        return list(_of(looked, contradictions.SORTS))

    @cached_property
    def contradictions(self) -> dict[str, list[Flaw]]:
        """What contradicts itself in each procedure that has such, by the procedure's id."""
        found: dict[str, list[Flaw]] = {}
        for flaw in self.flaws:
            if flaw.sort.group is Group.CONTRADICTION:
                found.setdefault(flaw.procedure.id, []).append(flaw)
        return found
