"""Figure pages: the evidence of one figure at an address that lasts, small however many records it counts.

The records and what they are about come first; how the figure is computed stands below, for who asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from congbo.figures.conditions import Candidate
from congbo.figures.indicators import operands
from congbo.figures.sentences import sentence_of
from congbo.pages.page import figure_address
from congbo.pages.paging import BUDGET, Item, Paged, Paging, Part, size
from congbo.pages.parts import link_size
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
from congbo.words.wording import number, short_date

_T = TypeVar("_T")
MOST_ON_PAGE = 100
"""Records in a list of the page of all figures; what is more stands on the figure's own pages."""
FEWER_ON_PAGE = (50, 20, 10, 5, 0)
"""Records in each list of the page of all figures, where it would be too large with more."""
LIGHT = 60_000
"""Bytes that the lists of a figure's page may take: a report shows the page in place, so it comes quickly."""
_LINE = 150
"""Bytes around the texts of a record behind a figure: its event, its day, the marks of the list."""
SORTS = (
    ("counted", "Bản ghi được tính"),
    ("below", "Bản ghi của mẫu số"),
    ("missed", "Bản ghi gần đúng nhưng không tính"),
)
"""The lists of a figure's page: the name of each and its heading; the last explains, and is folded."""


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
    """A page of a figure; the first tells how it is computed."""

    view: FigureView
    paging: Paging
    totals: Mapping[str, int] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The address of the page."""
        return self.paging.address

    @property
    def title(self) -> str:
        """What the page is called."""
        return f"{self.view.figure.title}{self.paging.suffix}"

    @property
    def sentence(self) -> str:
        """How the figure is computed, in one sentence; empty of a declared one."""
        view = self.view
        return "" if view.figure.declared else sentence_of(view.report.indicator(view.id), view.definition)

    @property
    def lists(self) -> list[Lines]:
        """The records that the figure counts, as far as this page shows them."""
        return [found for name, caption in SORTS[:-1] if (found := self._lines(name, caption)).lines]

    @property
    def missed(self) -> Lines | None:
        """The records that it nearly counts, as far as this page shows them."""
        found = self._lines(*SORTS[-1])
        return found if found.lines else None

    @property
    def empty(self) -> bool:
        """Whether it counts nothing, on whatever page."""
        return not any(self.totals[name] for name, _ in SORTS[:-1])

    def _lines(self, name: str, caption: str) -> Lines:
        first, lines = self.paging.lists[name]
        return Lines(caption, first, self.totals[name], lines)


def paged_figure(report: Report, id_: str, budget: int | None = BUDGET) -> Paged:
    """Return the records behind a figure of a report as its pages have them."""
    view = FigureView(report, report.figures[id_])
    columns = _columns(view)
    counted = [Line(item, _about(item.record, view, columns)) for item in view.figure.chosen]
    below = [Line(item, _about(item.record, view, columns)) for item in view.only_below]
    missed = [
        Line(miss.candidate, _about(miss.candidate.record, view, columns), miss.reason)
        for miss in view.figure.excluded
    ]
    parts = [
        Part(name, [_item(nth, line) for nth, line in enumerate(lines, 1)], _numbered)
        for (name, _), lines in zip(SORTS, (counted, below, missed), strict=True)
    ]
    return Paged(figure_address(report, id_), parts, None if budget is None else min(budget, LIGHT))


def figure_addresses(report: Report, id_: str, budget: int | None = BUDGET) -> tuple[str, ...]:
    """Return the addresses of the pages of a figure of a report; one where nothing is cut."""
    return (figure_address(report, id_),) if budget is None else paged_figure(report, id_, budget).addresses


def figure_pages(report: Report, id_: str, budget: int | None = BUDGET) -> Iterator[FigurePage]:
    """Yield the pages of a figure of a report."""
    view = FigureView(report, report.figures[id_])
    paged = paged_figure(report, id_, budget)
    totals = {part.name: len(part.items) for part in paged.parts}
    yield from (FigurePage(view, paging, totals) for paging in paged)


def _item(nth: int, line: Line) -> Item[tuple[int, Line]]:
    item = line.item
    named = link_size(item.document) if item.document else 0
    told = size(line.subject, line.reason, item.event.action if item.event else "")
    key = f"{item.record.path} {item.document.id if item.document else ''}"
    return Item((nth, line), key, _LINE + link_size(item.record) + named + told)


def _numbered(found: Sequence[tuple[int, Line]]) -> tuple[int, tuple[Line, ...]]:
    """Return the number of the first of the lines, and the lines."""
    return (found[0][0] if found else 1), tuple(line for _, line in found)


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


def _columns(view: FigureView) -> frozenset[str]:
    """Return the columns of the form of dossiers that a figure is computed from."""
    if view.figure.declared:
        return frozenset()
    found = (operand.cell for operand in operands(view.report.indicator(view.id).definition))
    return frozenset(cell[1] for cell in found if cell and cell[0] == SHORT_FORM)


def _about(record: Record, view: FigureView, columns: frozenset[str]) -> str:
    """Return what stands beside a record's name: what it is about, or what it says that the figure takes."""
    match record:
        case Document():
            return record.subject or record.description
        case Procedure():
            return f"mã {record.code}" if record.code else ""
        case Statistic():
            return f"{_stated(record)}, {_where(record, view)}"
        case DossierCount():
            form = shipped()[SHORT_FORM]
            taken = [key for key in record.counts if key in columns] or list(record.counts)
            return "; ".join(f"{form.by_key[key].full_name} {record.counts[key]}" for key in taken)
        case _:
            return ""


def _stated(record: Statistic) -> str:
    unit = record.unit if record.unit == PERCENT else f" {record.unit}"
    value = number(record.value, len(f"{record.value:f}".partition(".")[2]))
    return f"{record.qualifier} {value}{unit}".strip()


def _where(record: Statistic, view: FigureView) -> str:
    """Return where a number is stated: in a document, in the report itself, in another."""
    stated = record.stated_in
    document = view.report.register.documents.get(stated.document)
    if document:
        where = f"{document.label} {document.subject or document.description}".strip()
    else:
        where = "chính báo cáo này" if stated.report == view.report.id else "một báo cáo khác"
    place = f", mục {stated.place}" if stated.place else ""
    return f"tự khai trong {where}{place}"


def citation_of(view: FigureView, address: str) -> str:
    """Return a figure as others cite it: its value, time and report, the seal with its mark, the address.

    `address` is that of its page for the public, empty where the site has none.
    """
    report, figure = view.report, view.figure
    unit = f" {view.unit}" if view.unit else ""
    fraction = f" ({figure.fraction})" if view.fraction_if_known else ""
    kind = ", số tự khai" if figure.declared else ""
    body = report.register.organisations.get(report.frame.organisation)
    whose = f", {body.name}" if body else ""
    where = f", {view.sections[0]}" if view.sections else ""
    said = [f"{figure.title}: {figure.text}{unit}{fraction}, {figure.time}{kind}."]
    said.append(f"Nguồn: {report.meta.title}{whose}{where}.")
    if report.chain:
        sealed = f"Niêm phong số liệu ngày {short_date(report.chain.seal.date)}, mã {report.chain.mark}"
        changed = [short_date(one.date) for one in report.chain.rectifications]
        said.append(f"{sealed}{f', đính chính ngày {changed[-1]}' if changed else ''}.")
    else:
        said.append("Số liệu chưa niêm phong, còn có thể thay đổi.")
    if report.meta.illustrative:
        said.append("Trang minh hoạ, cơ quan không ban hành.")
    return " ".join([*said, *filter(None, [address])])
