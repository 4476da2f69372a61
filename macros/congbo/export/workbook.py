"""XLSX: Biểu II.06a/VPCP/KSTT of each report as a workbook to print."""

from collections.abc import Iterator
from functools import partial

from congbo.export.export import DataFile, Export
from congbo.figures.dossiers import DossierForm
from congbo.pages.page import form_address
from congbo.pages.pages import Pages
from congbo.reports.report import Report


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/bao-cao/<report>-II06a.xlsx for each report whose period has rows of the form."""
    for report in pages.site.reports:
        if report.dossier_form:
            yield DataFile(form_address(report), partial(_workbook, report, report.dossier_form))


def _workbook(report: Report, form: DossierForm) -> bytes:
    from congbo.paper.workbook import workbook  # openpyxl is loaded only where a workbook is made

    return workbook(report, form)


EXPORT = Export("xlsx", files)
