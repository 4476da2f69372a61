"""Review: two states of a site held against each other, in what a reviewer must know before one is public.

Both states are read, computed and addressed by what builds the site; nothing is known here of how a figure is
counted or a page is made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from congbo.export.review_records import RecordChange, record_changes
from congbo.figures.indicators import Figure
from congbo.pages.addresses import INDEX, Taken, claims
from congbo.pages.pages import Pages
from congbo.pages.plain_sheet import plain_sheet
from congbo.records.kinds import kind_for
from congbo.records.problems import Problem, Severity
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.reports.causes import causes
from congbo.reports.report import Report
from congbo.reports.site import Site
from congbo.words.vocabulary import Verdict

STALE = frozenset({"cited-not-in-force", "cited-status"})
"""The rules of a citation that no longer says what holds."""


_MARKS = re.compile(r"^[#>\s-]+|\*\*|\\(?=[^\w\s])")
"""What makes a line of Markdown more than its words."""


_WHERE = "Trang đầy đủ:"
"""What a sheet says of where the page is, which nobody reads there."""


@dataclass(frozen=True)
class Side:
    """A state of the site: what was read, its pages on the day of the comparison, and its records' files."""

    site: Site
    pages: Pages
    files: Mapping[str, bytes]

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {report.id: report for report in self.site.reports}

    @property
    def errors(self) -> list[Problem]:
        """What stands in the way of publishing it, as far as reading it shows."""
        return [problem for problem in self.site.problems if problem.severity is Severity.ERROR]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The address of every page."""
        every = (claim.address for claim in claims(self.pages) if claim.taken is not Taken.ASSET)
        return frozenset(address.removesuffix(INDEX) for address in every)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a report that moves, as printed before and after (None where it is not there), and why."""

    report: str
    id: str
    title: str
    before: str | None
    after: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note of a report with its numbers, None where it is not there."""

    report: str
    id: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CitationChange:
    """A document that a report comes to cite, or cites no more."""

    report: str
    id: str
    label: str
    cited: bool


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What the page of a procedure says in one place, before and after; one of them may be empty."""

    procedure: str
    name: str
    section: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that a change does, in the order in which it is told."""

    records: tuple[RecordChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    reports: tuple[tuple[str, bool], ...] = ()
    notes: tuple[NoteChange, ...] = ()
    citations: tuple[CitationChange, ...] = ()
    stale: tuple[Problem, ...] = ()
    seals: tuple[tuple[str, str], ...] = ()
    sheets: tuple[SheetChange, ...] = ()
    pages: tuple[tuple[str, bool], ...] = ()
    errors_before: int = 0
    errors_after: tuple[Problem, ...] = ()
    untold: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing changes for anybody."""
        parts = (self.records, self.figures, self.reports, self.notes, self.citations, self.stale, self.seals)
        return not any((*parts, self.sheets, self.pages, self.errors_after))


def review(before: Side, after: Side) -> Review:
    """Return what is different in the state that comes after."""
    records = tuple(record_changes(before.files, after.files))
    changed = frozenset(id_ for one in records for id_ in one.ids)
    untold: list[str] = []
    figures: list[FigureChange] = []
    notes: list[NoteChange] = []
    citations: list[CitationChange] = []
    seals: list[tuple[str, str]] = []
    for id_ in (*before.reports, *(new for new in after.reports if new not in before.reports)):
        old, new = before.reports.get(id_), after.reports.get(id_)
        try:
            figures += _figures(id_, old, new, changed)
            notes += _notes(id_, old, new)
            citations += _citations(id_, old, new)
            seals += _seals(id_, old, new)
        except (LookupError, TypeError, ValueError, AttributeError):  # a state with errors may hold anything
            untold.append(id_)
    known = {str(problem) for problem in before.site.problems}
    return Review(
        records=records,
        figures=tuple(figures),
        reports=tuple((id_, id_ in after.reports) for id_ in sorted({*before.reports} ^ {*after.reports})),
        notes=tuple(notes),
        citations=tuple(citations),
        stale=tuple(p for p in after.site.problems if p.rule in STALE and str(p) not in known),
        seals=tuple(seals),
        sheets=tuple(_sheets(before, after, changed)),
        pages=tuple((page, page in after.addresses) for page in sorted(before.addresses ^ after.addresses)),
        errors_before=len(before.errors),
        errors_after=tuple(after.errors),
        untold=tuple(untold),
    )


def _figures(
    report: str, old: Report | None, new: Report | None, changed: frozenset[str]
) -> Iterator[FigureChange]:
    if old is None or new is None:
        return  # a report that comes or goes is told as one
    for id_ in (*old.figures, *(one for one in new.figures if one not in old.figures)):
        before, after = old.figures.get(id_), new.figures.get(id_)
        was, now = _printed(before), _printed(after)
        if was != now:
            title = (after or before).title  # type: ignore[union-attr]
            yield FigureChange(report, id_, title, was, now, _because(before, after, changed))


def _printed(figure: Figure | None) -> str | None:
    """Return what readers see of a figure, None where there is none."""
    if figure is None:
        return None
    value = f"{figure.text} ({figure.fraction})" if figure.fraction else figure.text
    told = (value, figure.score_text, figure.target_in_words, _verdict(figure), figure.title)
    return "; ".join(filter(None, told))


def _verdict(figure: Figure) -> str:
    return "" if figure.verdict is Verdict.NO_TARGET else str(figure.verdict)


def _because(before: Figure | None, after: Figure | None, changed: frozenset[str]) -> tuple[str, ...]:
    """Return the records by which a figure moves: those that it counts newly, no more, or otherwise."""
    was, now = _counted(before), _counted(after)
    moved = {
        id_: record for id_, record in (was | now).items() if (id_ in was) != (id_ in now) or id_ in changed
    }
    named = [f"{kind_for(type(record)).label} {_name(record)}" for record in moved.values()]
    if after and after.id in changed:
        named.insert(0, "cách tính của chỉ số")
    return tuple(dict.fromkeys(named))


def _counted(figure: Figure | None) -> dict[str, Record]:
    if figure is None:
        return {}
    parts = [part.chosen for part in (figure, figure.numerator, figure.denominator) if part]
    found = {candidate.record.id: candidate.record for candidate in chain(*parts)}
    return {**found, **({figure.declared.id: figure.declared} if figure.declared else {})}


def _name(record: Record) -> str:
    name = getattr(record, "label", "") or getattr(record, "name", "") or getattr(record, "title", "")
    return str(name) or record.id


def _notes(report: str, old: Report | None, new: Report | None) -> Iterator[NoteChange]:
    if old is None or new is None:
        return
    was, now = ({note.id: note.number for note in one.notes} for one in (old, new))
    for id_ in (*was, *(one for one in now if one not in was)):
        if was.get(id_) != now.get(id_):
            yield NoteChange(report, id_, was.get(id_), now.get(id_))


def _citations(report: str, old: Report | None, new: Report | None) -> Iterator[CitationChange]:
    if old is None or new is None:
        return
    was, now = ({one.document for one in report.citations} for report in (old, new))
    for id_ in sorted(was ^ now):
        register = (new if id_ in now else old).register
        yield CitationChange(report, id_, register.documents[id_].label, id_ in now)


def _seals(report: str, old: Report | None, new: Report | None) -> Iterator[tuple[str, str]]:
    """Yield (report, message) of each part of a signed report that is no longer as it was signed."""
    if new is None or new.chain is None:
        return
    before = {cause.message for cause in causes(old)} if old and old.chain else set()
    yield from ((report, cause.message) for cause in causes(new) if cause.message not in before)


def _sheets(before: Side, after: Side, changed: frozenset[str]) -> Iterator[SheetChange]:
    """Yield what citizens read otherwise on the pages of procedures that are there in both states."""
    was, now = before.pages.register.procedures, after.pages.register.procedures
    for id_ in (id_ for id_ in now if id_ in was):
        if _touched(was[id_], before, changed) or _touched(now[id_], after, changed):
            old, new = (_said(one[id_], side) for one, side in ((was, before), (now, after)))
            for section, said, says in _differing(old, new):
                yield SheetChange(id_, now[id_].name, section, said, says)


def _touched(procedure: Procedure, side: Side, changed: frozenset[str]) -> bool:
    """Tell whether a procedure is one that changed, or names a record that did."""
    if procedure.id in changed:
        return True
    raw = side.files.get(procedure.path, b"")
    return any(id_.encode() in raw for id_ in changed)


def _said(procedure: Procedure, side: Side) -> list[tuple[str, str]]:
    """Return the lines of a procedure's sheet, each with the heading above it."""
    section, found = "", []
    for line in plain_sheet(procedure, side.pages).splitlines():
        if line.startswith("##"):
            section = line.lstrip("# ")
        told = _MARKS.sub("", line).strip()
        if told and not told.startswith(_WHERE):
            found.append((section, told))
    return found


def _differing(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how != "equal":
            section = (new[c:d] or old[a:b])[0][0]
            was, now = old[a:b], new[c:d]
            if len(was) != len(now):
                was, now = [(section, _joined(was))], [(section, _joined(now))]
            for (_, said), (_, says) in zip(was, now, strict=True):
                yield section, said, says


def _joined(lines: Iterable[tuple[str, str]]) -> str:
    return " / ".join(line for _, line in lines)
