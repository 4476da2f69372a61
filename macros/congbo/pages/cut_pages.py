"""Cut pages: what is one thing to a reader and stands on as many pages as it takes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from congbo.figures.announcements import announced
from congbo.pages.figure_pages import FigurePage, citation_of
from congbo.pages.page import Page
from congbo.pages.trend_view import trends_of
from congbo.pages.views import illustrative
from congbo.records.fields import FieldOfWork
from congbo.records.kinds import kind_for
from congbo.records.sections import REPORTS
from congbo.reports.report import Report

if TYPE_CHECKING:
    from congbo.pages.pages import Pages


def booklet(pages: "Pages", field_of_work: FieldOfWork) -> Iterator[Page]:
    """Yield the booklet of a field: the posting sheet of each procedure in force, to print at once."""
    section = kind_for(FieldOfWork).section
    paged = pages.sheets(field_of_work)
    title = f"Sổ tay thủ tục: {field_of_work.name}"
    about = f"Mọi thủ tục đang có hiệu lực của lĩnh vực {field_of_work.name}, để in một lần."
    for paging in paged:
        rows = paging.lists["sheets"]
        yield Page(
            paging.address,
            f"{title}{paging.suffix}",
            "booklet.html",
            section,
            f"{about[:-1]}{paging.suffix}." if paging.further else about,
            {
                "field": field_of_work,
                "paging": paging,
                "total": len(paged.parts[0].items),
                "sheets": [
                    pages.sheet(row, prefix=f"{row.procedure.id}-", level=3, alone=False) for row in rows
                ],
                "announced": {row.procedure.id: announced(row.procedure, pages.day) for row in rows},
                "contradictions": pages.quality.contradictions,
                "illustrative": illustrative(row.procedure for row in rows),
            },
            day=pages.day_of(section),
            above=paging.above(title),
        )


def reconciliation_pages(pages: "Pages", report: Report) -> Iterator[Page]:
    """Yield the page that holds what a report's original printed against what the records give."""
    title = f"Đối chiếu với bản gốc: {report.meta.title}"
    about = f"Từng số bản gốc đã in so với số tính từ bản ghi, và lỗi đánh máy đã sửa. {report.meta.title}"
    context = {
        "report": report,
        "register": report.register,
        "reconciliation": pages.reconciliations[report.id],
        "illustrative": illustrative(pages.register.procedures.values()),
    }
    for paging in pages.reconciled(report):
        yield Page(
            paging.address,
            f"{title}{paging.suffix}",
            "reconciliation.html",
            REPORTS,
            f"{about}{paging.suffix}",
            {**context, **paging.lists, "paging": paging},
            above=paging.above("Đối chiếu với bản gốc"),
        )


def figure_page(pages: "Pages", shown: FigurePage) -> Page:
    """Return a page with the evidence of one figure."""
    view = shown.view
    lists = (*shown.lists, *filter(None, [shown.missed]))
    counted = (line.item.record for part in lists for line in part.lines)
    public = f"{pages.site_url}{shown.paging.first}" if pages.site_url else ""
    return Page(
        shown.address,
        f"{shown.title}: {view.report.meta.title}",
        "figure.html",
        REPORTS,
        f"{view.figure.title}: {view.figure.text}. Căn cứ của số liệu trong {view.report.meta.title}",
        {
            "shown": shown,
            "view": view,
            "citation": citation_of(view, public),
            "paging": shown.paging,
            "trends": trends_of(pages.reports, view.id, view.report.frame.organisation),
            "register": view.report.register,
            "illustrative": illustrative(counted),
        },
    )
