"""XLSX: each official form of each report as a workbook to print."""

from collections.abc import Iterator
from functools import partial

from congbo.export.export import DataFile, Export
from congbo.figures.form_table import FormTable
from congbo.pages.page import form_address
from congbo.pages.pages import Pages
from congbo.reports.report import Report


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/bao-cao/<report>-II06a.xlsx and the like for each form that has rows of the period."""
    for report in pages.site.reports:
        for table in report.shown_forms:
            yield DataFile(form_address(table, report), partial(_workbook, report, table))


def _workbook(report: Report, form: FormTable) -> bytes:
    from congbo.paper.workbook import workbook  # openpyxl is loaded only where a workbook is made

    return workbook(report, form)


EXPORT = Export("xlsx", files)
