"""Figure table: every figure of a report in one table, in the order in which the report shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from congbo.pages.page import Page, figures_address
from congbo.pages.paging import Item, Paged, Part, size
from congbo.records.sections import REPORTS
from congbo.reports.figure_view import FigureView
from congbo.reports.report import Report

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

COMPUTED, DECLARED, DIFFERS = "computed", "declared", "differs"
"""What the filter of the table can ask for."""
_ROW, _PLACE = 420, 130
"""Bytes around the texts of a row, and of a way to a place in the report."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in the table of all."""

    view: FigureView

    @property
    def kinds(self) -> list[str]:
        """What the filter finds it by."""
        kind = DECLARED if self.view.figure.declared else COMPUTED
        return [kind, DIFFERS] if self.differing else [kind]

    @property
    def kind(self) -> str:
        """Whether it is computed, in words."""
        return "Tự khai" if self.view.figure.declared else "Tính từ bản ghi"

    @property
    def differing(self) -> list[str]:
        """In what it is not the same everywhere: in the original, beside a declared number, before."""
        view, beside = self.view, self.view.figure.beside
        said = [f"bản gốc in {view.misprint.text} (mục {view.misprint.place})"] if view.misprint else []
        if beside and view.figure.differs:
            said.append(f"số tự khai là {beside.text}")
        return [*said, *(f"trước đính chính là {one.text}" for one in view.earlier)]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows a choice of the filter leaves."""

    kind: str
    label: str
    count: int


def rows(report: Report) -> list[FigureRow]:
    """Return the figures of a report by their first places in it; those of the annex alone come last."""
    found = [FigureRow(FigureView(report, figure)) for figure in report.figures.values()]

    def place(row: FigureRow) -> tuple[int, int]:
        first = next(iter(report.places_of(row.view.id)), None)
        return (first.line, first.column) if first else (10**9, 0)

    return sorted(found, key=place)


def choices(found: list[FigureRow]) -> list[Counted]:
    """Return what the filter offers: what there is none of is not offered."""
    offered = ((COMPUTED, "Tính từ bản ghi"), (DECLARED, "Tự khai"), (DIFFERS, "Có chỗ khác"))
    counts = [(kind, label, sum(kind in row.kinds for row in found)) for kind, label in offered]
    return [Counted(*one) for one in counts if one[2]]


def figure_table(pages: "Pages", report: Report) -> Paged:
    """Return the table of a report's figures as its pages have it."""
    part = Part("rows", [_item(row) for row in rows(report)])
    return Paged(figures_address(report), [part], pages.budget)


def _item(row: FigureRow) -> Item[FigureRow]:
    view = row.view
    places = sum(_PLACE + size(view.id, section) for section in view.sections)
    texts = (view.figure.title, view.id, view.id, view.figure.text, view.figure.fraction, *row.differing)
    return Item(row, view.id, _ROW + size(*texts) + places)


def figure_table_pages(pages: "Pages", report: Report) -> Iterator[Page]:
    """Yield the pages with the table of a report's figures."""
    title = f"Bảng số liệu: {report.meta.title}"
    found = rows(report)
    for paging in figure_table(pages, report):
        yield Page(
            paging.address,
            f"{title}{paging.suffix}",
            "figure_table.html",
            REPORTS,
            f"Mọi số liệu của báo cáo trong một bảng{paging.suffix}. {report.meta.title}",
            {
                "report": report,
                "total": len(found),
                "choices": choices(found),
                "paging": paging,
                **paging.lists,
            },
            above=paging.above("Bảng số liệu"),
        )
