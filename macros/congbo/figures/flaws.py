"""Flaws: what a flaw of a procedure is: a part that is missing, contradicts another, or is out of date.

A flaw is of one sort. What a sort looks at and how it finds stands in `completeness`, `contradictions` and
`outdated`; `quality` has them all. A flaw is no problem of a record's form: sources have them, and often
nobody but their author can mend them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from congbo.figures.cases import CaseView, cases_of
from congbo.figures.former_names import FormerNames
from congbo.figures.states import ProcedureOn
from congbo.records.frontmatter import KeyPath
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.vocabulary import Aspect


class Group(StrEnum):
    """What kind of flaw it is, the worst first."""

    CONTRADICTION = "hai chỗ không khớp"
    MISSING = "còn thiếu"
    OUTDATED = "cần rà lại"


@dataclass(frozen=True)
class Looked:
    """A procedure as it is looked at: with what holds on a day, its register and former names of bodies.

    Of one that is coming it is the first day on which it is in force.
    """

    on: ProcedureOn
    register: Register
    former: FormerNames

    @property
    def procedure(self) -> Procedure:
        """The procedure, as of the day."""
        return self.on.procedure

    @cached_property
    def cases(self) -> tuple[CaseView, ...]:
        """Its cases with what holds for each; one that has none is one."""
        return cases_of(self.on)


Found = tuple[KeyPath, str]
"""Where something is found, as a key path of the procedure on the day; and what, where the sort's title does
not say all."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of flaw.

    `title` says it of procedures that are counted: `chưa có thời hạn giải quyết`. `about` is what an editor
    calls it who explains one, None of what nobody explains. `why` and `mend` are for the page: why it
    matters, by which article; how to mend it. `find` yields each place of a procedure.
    """

    id: str
    group: Group
    about: Aspect | None
    title: str
    why: str
    mend: str
    find: Callable[[Looked], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A flaw of a procedure: at which key, as it is typed; `note` is how the record explains it."""

    sort: Sort
    procedure: Procedure
    path: KeyPath
    said: str = ""
    note: str = ""

    @property
    def in_words(self) -> str:
        """What is wrong, as a line of a list: `Chưa có thời hạn giải quyết`."""
        return self.said or self.sort.title


def typed_path(record: Record, path: KeyPath) -> KeyPath:
    """Return where a key of a record on a day is typed: one that is written as versions, in a version."""
    key = str(path[0])
    versions = record.history.get(key)
    if not versions:
        return path
    held = getattr(record, key)
    number = next((n for n, version in enumerate(versions) if version.value is held), len(versions) - 1)
    return (key, number, "value", *path[1:])
