"""Figure pages: the evidence of one figure at an address that lasts, small however many records it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from congbo.figures.conditions import Candidate
from congbo.figures.selection import NearMiss
from congbo.figures.sentences import sentence_of
from congbo.pages.page import figure_address
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import shipped
from congbo.records.operands import SHORT_FORM
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.statistics import Statistic
from congbo.reports.figure_view import FigureView
from congbo.reports.report import Report
from congbo.words.units import PERCENT
from congbo.words.wording import number

_T = TypeVar("_T")
MOST_ON_PAGE = 100
"""Records in a list of a page; what is more stands on further pages."""
FEWER_ON_PAGE = (50, 20, 10, 5, 0)
"""Records in each list of the page of all figures, where it would be too large with more."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record behind a figure: what it is about, or what it says, and why it was left out where it was."""

    item: Candidate
    subject: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The records of one sort that a page of a figure shows, numbered from `first`; `total` are all."""

    caption: str
    first: int
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A page of a figure, by its number from 1; the first tells how it is computed."""

    view: FigureView
    number: int
    pages: int
    lists: tuple[Lines, ...]

    @property
    def address(self) -> str:
        """The address of the page."""
        return figure_address(self.view.report, self.view.id, self.number)

    @property
    def others(self) -> list[tuple[int, str]]:
        """The numbers and addresses of the figure's pages; none where there is one alone."""
        numbers = range(1, self.pages + 1) if self.pages > 1 else ()
        return [(nth, figure_address(self.view.report, self.view.id, nth)) for nth in numbers]

    @property
    def title(self) -> str:
        """What the page is called."""
        part = f", trang {self.number}" if self.number > 1 else ""
        return f"{self.view.figure.title}{part}"

    @property
    def sentence(self) -> str:
        """How the figure is computed, in one sentence; empty of a declared one."""
        view = self.view
        return "" if view.figure.declared else sentence_of(view.report.indicator(view.id), view.definition)


def figure_pages(report: Report, id_: str) -> Iterator[FigurePage]:
    """Yield the pages of a figure of a report."""
    view = FigureView(report, report.figures[id_])
    figure = view.figure
    lists = [
        ("Bản ghi được tính", [Line(item, subject(item.record)) for item in figure.chosen]),
        ("Bản ghi của mẫu số", [Line(item, subject(item.record)) for item in view.only_below]),
        ("Bản ghi gần đúng nhưng không tính", [_missed(miss) for miss in figure.excluded]),
    ]
    pages = max(1, *(-(-len(lines) // MOST_ON_PAGE) for _, lines in lists))
    for nth in range(pages):
        shown = (_part(caption, lines, nth) for caption, lines in lists)
        yield FigurePage(view, nth + 1, pages, tuple(one for one in shown if one.lines))


def of_many_pages(view: FigureView, most: int = MOST_ON_PAGE) -> bool:
    """Tell whether a figure has records that do not stand on a page that shows so many of a list."""
    return any(len(one) > most for one in (view.figure.chosen, view.only_below, view.figure.excluded))


def first_lines(items: Sequence[_T], most: int = MOST_ON_PAGE) -> Sequence[_T]:
    """Return as many of a list as a page shows; the others stand on the figure's own pages."""
    return items[:most]


def figure_redirects(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the address that a figure had under each former id of its indicator, and the one that it has."""
    for id_, figure in report.figures.items():
        former = () if figure.declared else report.register.indicators[id_].former_ids
        for old in former:
            if old not in report.figures:
                yield figure_address(report, old), figure_address(report, id_)


def _part(caption: str, lines: Sequence[Line], nth: int) -> Lines:
    first = nth * MOST_ON_PAGE
    return Lines(caption, first + 1, len(lines), tuple(lines[first : first + MOST_ON_PAGE]))


def _missed(miss: NearMiss) -> Line:
    return Line(miss.candidate, subject(miss.candidate.record), miss.reason)


def subject(record: Record) -> str:
    """Return what stands beside a record's name: a document's subject, a procedure's code, stated numbers."""
    match record:
        case Document():
            return record.subject
        case Procedure():
            return record.code
        case Statistic():
            unit = record.unit if record.unit == PERCENT else f" {record.unit}"
            value = number(record.value, len(f"{record.value:f}".partition(".")[2]))
            return f"{record.qualifier} {value}{unit}".strip()
        case DossierCount():
            numbers = shipped()[SHORT_FORM].numbers
            return ", ".join(f"({numbers[column]}) {count}" for column, count in record.counts.items())
        case _:
            return ""
