"""Case sheet: a case of a procedure as its part of the sheet has it, and what cases agree on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from congbo.figures.cases import CaseView
from congbo.figures.ranges import fee_range, limit_range, limits_of, varies
from congbo.pages.sheet_parts import Part, papers_in_words
from congbo.words.wording import count, listing

HINT = 60
"""Letters of a paper by which cases of one name are told apart."""


@dataclass(frozen=True)
class CaseSheet:
    """A case as its part of the sheet has it: its facts over everything, and what is its own."""

    view: CaseView
    anchor: str
    part: Part
    namesakes: bool = False

    @property
    def hint(self) -> str:
        """What tells it from others of its name: `giấy tờ: Hợp đồng thuê`; empty: no other is called so."""
        if not self.namesakes or not self.part.papers:
            return ""
        return f"giấy tờ: {shorten(self.part.papers[0].name, HINT, placeholder='…')}"

    @property
    def limit(self) -> str:
        """How long it takes, whatever the way to file; empty where that is not known."""
        return limit_range([self.view])

    @property
    def counted_from(self) -> str:
        """From when its time is counted, where one moment is told of all its limits."""
        return agreed(moments([self.view]))

    @property
    def fees(self) -> str:
        """What is charged, whatever the way to file; empty where that is not known."""
        return fee_range([self.view])

    @property
    def methods(self) -> str:
        """How it is filed: `trực tiếp và trực tuyến`; empty where that is not known."""
        return methods([self.view])

    @property
    def papers(self) -> str:
        """How much is brought, the papers of every case and its own: `03 loại giấy tờ`; empty: not known."""
        return papers_in_words(len(self.view.dossier))

    @property
    def sets(self) -> str:
        """How many sets: `01 bộ`; empty where that is not known."""
        return sets([self.view])

    @property
    def with_common(self) -> str:
        """How many of the papers every case asks for: `02 loại giấy tờ`; empty: none."""
        return papers_in_words(len(self.view.common_dossier))


def methods(views: Iterable[CaseView]) -> str:
    """Return the ways to file of cases: `trực tiếp và trực tuyến, tuỳ trường hợp`; empty: not known."""
    each = [dict.fromkeys(one.method for one in view.channels) for view in views]
    found = dict.fromkeys(method for one in each for method in one)
    return f"{listing(list(found))}{varies([frozenset(one)] for one in each)}" if found else ""


def sets(views: Iterable[CaseView]) -> str:
    """Return how many sets cases ask for: `01 bộ`; empty where that is not known or they differ."""
    found = {view.dossier_sets for view in views}
    only = found.pop() if len(found) == 1 else None
    return "" if only is None else f"{count(only)} bộ"


def moments(views: Iterable[CaseView]) -> Iterator[str]:
    """Yield from when each limit of cases is counted."""
    return (one.counted_from for view in views for one in limits_of(view) if one)


def agreed(told: Iterable[str]) -> str:
    """Return what all tell; empty where they differ or none does."""
    found = set(told)
    return found.pop() if len(found) == 1 else ""
