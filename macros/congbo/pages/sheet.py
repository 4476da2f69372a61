"""Sheet: what the posting sheet of a procedure says, ready to be put in place, case by case.

The sheet holds what the law asks to be posted (Nghị định 63/2010/NĐ-CP, Điều 17) in the order in which a
citizen asks for it: how long, how much, what to bring, where to file, and which case is mine.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from congbo.figures.cases import CaseView
from congbo.figures.ranges import limits_of, varies
from congbo.figures.states import ProcedureOn, value_on
from congbo.pages.case_sheet import CaseSheet, agreed, methods, moments, sets
from congbo.pages.due_dates import Due, dues_of
from congbo.pages.sheet_actions import Actions, actions_of
from congbo.pages.sheet_parts import (
    FOLDED,
    FindForm,
    Part,
    Who,
    papers_in_words,
    papers_of,
    ways_of,
    who_of,
)
from congbo.records.dated import OnlineService
from congbo.records.filing import Channel
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import Aspect, ChannelMethod, OnlineLevel
from congbo.words.wording import at_most, count, first_of, listing, sentence

MOST_TOLD = 3
"""Applicants and results that are told where a reader looks first; the others stand further down."""

MOST_READ = 220
"""Letters of what changes a limit that stand beside it."""

MOST_HANDLING = 80
"""Letters of who handles it that stand where a reader looks first."""

MOST_NAMED = 60
"""Letters of the names of cases that stand where a reader looks first."""

PARTS = ("channels", "fees", "conditions", "steps")
"""The keys of a procedure that its cases may say in another way, each with a section of the sheet."""


@dataclass(frozen=True)
class Sheet:
    """The posting sheet of a procedure on a day.

    `bodies` gives the body of an id, `find` where a form is. `prefix` keeps ids apart where many sheets
    share one page, `level` is that of its headings; it stands `alone` where it has a page of its own.
    Papers of another day are not `ticked`. Of what is `doubted` two places of the record disagree: it is
    not told as if it were sure.
    """

    on: ProcedureOn
    bodies: Callable[[str], Organisation | None]
    find: FindForm
    doubted: frozenset[Aspect] = frozenset()
    prefix: str = ""
    level: int = 2
    ticked: bool = True
    alone: bool = True

    @property
    def procedure(self) -> Procedure:
        """The procedure as on the day."""
        return self.on.procedure

    @property
    def long_name(self) -> bool:
        """Whether its name is so long that it would push everything else off the first screen of a phone."""
        return len(self.procedure.listed_name if self.alone and self.ticked else self.procedure.name) > FOLDED

    @property
    def legal_name(self) -> str:
        """The full name, where the page is headed by the plain one; else empty."""
        headed = self.alone and self.ticked and self.procedure.listed_name != self.procedure.name
        return self.procedure.name if headed else ""

    @property
    def several(self) -> bool:
        """Whether it has cases to choose from."""
        return len(self.cases) > 1

    @property
    def chooses(self) -> bool:
        """Whether its page may show one case alone."""
        return self.alone and self.several

    @property
    def below(self) -> int:
        """The level of the heading of a case."""
        return self.level + 1

    @property
    def deepest(self) -> int:
        """The level of the headings within a case."""
        return self.level + 2

    @property
    def _views(self) -> tuple[CaseView, ...]:
        return self.on.cases

    @cached_property
    def cases(self) -> tuple[CaseSheet, ...]:
        """Its cases; none where it is one case."""
        names = Counter(view.name for view in self._views)
        return tuple(
            CaseSheet(view, f"{self.prefix}{view.anchor}", self._own(view), names[view.name] > 1)
            for view in self._views
            if view.case
        )

    @cached_property
    def part(self) -> Part:
        """What is said for all cases."""
        procedure, limit, fees = self.procedure, self.on.processing_time, self.on.fees
        return Part(
            ticks=procedure.id if self.ticked else "",
            papers=papers_of(procedure.dossier, self.find),
            sets=procedure.dossier_sets,
            ways=ways_of(_open(procedure.channels, self.on), limit, fees),
            fees=fees.items if fees else (),
            free=fees is not None and not fees.items,
            limit_note=limit.note if limit else "",
            conditions=procedure.conditions,
            steps=procedure.steps,
            results=procedure.results,
        )

    def _own(self, view: CaseView) -> Part:
        case = view.case
        assert case
        return Part(
            ticks=f"{self.procedure.id}/{case.id}" if self.ticked else "",
            papers=papers_of(case.dossier, self.find),
            sets=case.dossier_sets,
            ways=ways_of(_open(case.channels, self.on), view.limit, view.fees),
            fees=view.fees.items if case.fees and view.fees else (),
            free=case.fees == (),
            limit_note=case.processing_time.note if case.processing_time else "",
            conditions=case.conditions,
            steps=case.steps,
            results=case.results,
        )

    @property
    def limit(self) -> str:
        """How long it takes over all cases and ways to file; empty where that is not known."""
        return self.on.time_in_words

    @property
    def counted_from(self) -> str:
        """From when its time is counted, where one moment is told of all its limits."""
        return agreed(moments(self._views))

    @property
    def one_limit(self) -> bool:
        """Whether one limit holds whatever the case and the way to file, so that an example of it helps."""
        return len({one and one.in_words for view in self._views for one in limits_of(view)}) == 1

    @property
    def fees(self) -> str:
        """What is charged over all cases and ways to file; empty where that is not known."""
        return self.on.fees_in_words

    @property
    def by_way(self) -> bool:
        """Whether fees are told only where the ways to file are."""
        return any(way.fees for way in self.part.ways)

    @property
    def papers(self) -> str:
        """How much is brought: `03 đến 12 loại giấy tờ, tuỳ trường hợp`; empty where that is not known."""
        sizes = [len(view.dossier) for view in self._views]
        known = [size for size in sizes if size]
        if not known:
            return ""
        least, most = min(known), max(known)
        text = papers_in_words(most) if least == most else f"{count(least)} đến {papers_in_words(most)}"
        missing = ", có trường hợp chưa rõ" if len(known) < len(sizes) else ""
        return f"{text}{varies([size] for size in known)}{missing}"

    @property
    def papers_anchor(self) -> str:
        """Where the papers stand: those of the cases first."""
        return f"{self.prefix}{'truong-hop' if self.cases else 'ho-so'}"

    @property
    def tells_papers(self) -> bool:
        """Whether the papers of every case have a section: not where each case has only its own."""
        return bool(self.procedure.dossier) or not any(case.part.papers for case in self.cases)

    @property
    def sets(self) -> str:
        """How many sets, where all cases agree: `01 bộ`; else empty."""
        return sets(self._views)

    @property
    def methods(self) -> str:
        """How it is filed: `trực tiếp và trực tuyến, tuỳ trường hợp`; empty where that is not known."""
        return methods(self._views)

    @property
    def how(self) -> str:
        """How it is filed, with the level of the online service: `trực tiếp và trực tuyến (toàn trình)`.

        Of a level that the ways to file deny neither is told as sure.
        """
        level = self.on.online_level
        if self.online_in_doubt:
            sure = [one for one in self._methods if one is not ChannelMethod.ONLINE]
            return "; ".join(filter(None, (listing(sure), "chưa rõ có nộp trực tuyến được không")))
        if level is OnlineLevel.NOT_APPLICABLE or not level:
            return self.methods
        if level is OnlineLevel.NONE:
            return "; ".join(filter(None, (self.methods, "chưa nộp trực tuyến được")))
        reason = f", {self.partial.reason}" if self.partial and self.partial.reason else ""
        online = f"{ChannelMethod.ONLINE} ({level}{reason})"
        if varies([frozenset(one.method for one in view.channels)] for view in self._views):
            return f"{self.methods}; {online}"
        others = [str(one) for one in self._methods if one is not ChannelMethod.ONLINE]
        return listing([*others, online])

    @property
    def _methods(self) -> list[ChannelMethod]:
        return list(dict.fromkeys(one.method for view in self._views for one in view.channels))

    @property
    def limit_note(self) -> str:
        """What changes the limit, as far as it is short enough to be read first."""
        return at_most(self.part.limit_note, MOST_READ, " …")

    @property
    def sums(self) -> str:
        """How the sum is made up, where several are charged: `02 mức thu`; else empty."""
        known = [item for item in self.part.fees if not item.free]
        return f"{count(len(known))} khoản hoặc mức thu" if len(known) > 1 else ""

    @property
    def few_cases(self) -> bool:
        """Whether its cases are so few that their names stand where a reader looks first."""
        return sum(len(case.view.name) for case in self.cases) <= MOST_NAMED

    @property
    def summarized(self) -> bool:
        """Whether a summary above the sheet says for whom it is and what one gets."""
        return self.alone and self.ticked and bool(self.procedure.summary)

    @property
    def online_in_doubt(self) -> bool:
        """Whether two places of the record disagree on whether it can be filed online."""
        return Aspect.ONLINE in self.doubted

    @property
    def limit_in_doubt(self) -> bool:
        """Whether two places of the record disagree on how long it takes."""
        return Aspect.LIMIT in self.doubted

    @property
    def fees_in_doubt(self) -> bool:
        """Whether two places of the record disagree on what it costs."""
        return Aspect.FEES in self.doubted

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """The limits by which the day of the answer can be counted, each with its case."""
        return dues_of(self._views) if self.alone and self.ticked and self.on.in_force else ()

    @property
    def dues_as_data(self) -> str:
        """The same as the page's script reads it."""
        return json.dumps([due.plain for due in self.dues], ensure_ascii=False, separators=(",", ":"))

    @property
    def applicants(self) -> str:
        """For whom it is, of many only the first: `Cá nhân và 5 đối tượng khác`; empty: not known."""
        found = self.procedure.applicants
        return sentence(first_of(found, MOST_TOLD, "đối tượng") if self.many_applicants else listing(found))

    @property
    def many_applicants(self) -> bool:
        """Whether it is for so many that the rest stands further down."""
        return len(self.procedure.applicants) > MOST_TOLD + 1

    @property
    def results(self) -> str:
        """What is received, of much only the first: `Giấy phép, tuỳ trường hợp`; empty: not known."""
        each = [[frozenset(one.name for one in view.results)] for view in self._views]
        names = list(dict.fromkeys(one.name for view in self._views for one in view.results))
        more = f" và {len(names) - MOST_TOLD} kết quả khác" if len(names) > MOST_TOLD + 1 else ""
        told = names[:MOST_TOLD] if more else names
        return f"{'; '.join(told)}{more}{varies(each)}" if names else ""

    @property
    def tells_results(self) -> bool:
        """Whether what all cases give has a section: more than its name is told of it, or there is much."""
        found = self.procedure.results
        return len(found) > MOST_TOLD + 1 or any(one.code or one.form or one.note for one in found)

    @cached_property
    def own_of(self) -> dict[str, tuple[CaseSheet, ...]]:
        """The cases that say of a part what the sheet does not say for all, by the key of the part."""
        return {key: tuple(case for case in self.cases if _tells(case, key)) for key in PARTS}

    @property
    def partial(self) -> OnlineService | None:
        """Its online service where that is one in part only, so that a reason is asked for."""
        service = value_on(self.procedure.online_level, self.on.told_for)
        return service if service and service.value is OnlineLevel.PARTIAL else None

    @cached_property
    def actions(self) -> Actions:
        """Where the reader goes on."""
        parts = (self.part, *(case.part for case in self.cases))
        return actions_of(
            self.procedure.links,
            (form for part in parts for paper in part.papers for form in paper.forms),
            self._bodies((*self.procedure.receiving, *self.procedure.helping)),
            papers=self.papers_anchor,
            online=any(one.method is ChannelMethod.ONLINE for view in self._views for one in view.channels)
            or self.on.online_level in (OnlineLevel.FULL, OnlineLevel.PARTIAL),
        )

    @property
    def where(self) -> str:
        """The address of the one body that receives it, where that is recorded; else empty."""
        found = self._bodies(self.procedure.receiving)
        return found[0].address if len(found) == 1 else ""

    @property
    def handling(self) -> str:
        """Who handles it, as far as a line holds, where nobody is recorded who receives it; else empty."""
        who = next((one for one in self.authority if one.known), None)
        if self.procedure.receiving or not who:
            return ""
        words = who.words or listing([self.name_of(id_) for id_ in who.ids])
        return f"{who.title}: {at_most(words, MOST_HANDLING, ' …')}"

    def _bodies(self, ids: Iterable[str]) -> list[Organisation]:
        return [body for id_ in ids if (body := self.bodies(id_))]

    @property
    def authority(self) -> tuple[Who, ...]:
        """Who decides and who handles."""
        return tuple(who_of(self.procedure.authority, self.name_of))

    def name_of(self, id_: str) -> str:
        """What a body is called in running text; one without a record by its id."""
        body = self.bodies(id_)
        return body.label if body else id_


def _open(channels: Iterable[Channel], on: ProcedureOn) -> Iterator[Channel]:
    """Yield the ways to file that are open on the day."""
    yield from filter(None, (channel.on(on.told_for) for channel in channels))


def _tells(case: CaseSheet, key: str) -> bool:
    own = getattr(case.view.case, key)
    return own is not None if key == "fees" else bool(own)
