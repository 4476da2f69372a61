"""Reconciliation: what the signed original printed against what the records give, and what is doubtful."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from congbo.figures.indicators import Figure
from congbo.records.documents import Document
from congbo.records.problems import Problem, Severity
from congbo.records.record import Record
from congbo.reports.report import PrintedFigure, Report, same_value
from congbo.reports.sealing import named, used
from congbo.words.wording import short_date


class Agreement(StrEnum):
    """What comparing a printed value with the computed one says."""

    SAME = "khớp"
    DIFFERENT = "khác"
    INCOMPARABLE = "không so được"


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A value that the original printed at a place, the computed figure, and why they differ."""

    printed: PrintedFigure
    figure: Figure
    agreement: Agreement
    reason: str

    @property
    def computed(self) -> str:
        """The figure as the report prints it, or as the two counts where the original printed those."""
        return self.figure.fraction if "/" in self.printed.text and self.figure.fraction else self.figure.text


@dataclass(frozen=True, slots=True)
class CorrectedSlip:
    """A typing slip of the original, and the form in which the site prints it; `record` is its document."""

    place: str
    printed: str
    corrected: str
    reason: str
    record: Document | None = None


@dataclass(frozen=True, slots=True)
class ReportWarning:
    """A warning of the checks about the report's page or a record that it uses."""

    problem: Problem
    record: Record | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Everything in which a report's page and its signed original may differ."""

    values: tuple[PrintedValue, ...]
    slips: tuple[CorrectedSlip, ...]
    warnings: tuple[ReportWarning, ...]

    def counted(self, agreement: str, *, declared: bool) -> int:
        """Return how many places agree so, of the computed figures or of the declared ones."""
        of_kind = [v for v in self.values if (v.figure.declared is not None) == declared]
        return sum(value.agreement == agreement for value in of_kind)


def reconcile(report: Report, problems: Iterable[Problem]) -> Reconciliation:
    """Return the reconciliation of a report; of the problems, the warnings that touch it are taken."""
    known = [printed for printed in report.meta.printed if printed.figure in report.figures]
    values = [_held_against(printed, report.figures[printed.figure], report) for printed in known]
    slips = [CorrectedSlip(c.place, c.printed, c.corrected, c.reason) for c in report.meta.corrections]
    for id_ in dict.fromkeys(citation.document for citation in report.citations):
        document = report.register.documents[id_]
        forms = [form for form in document.printed if form.report == report.id]
        slips += [CorrectedSlip(f.place, f.form, f.corrected, f.reason, document) for f in forms]
    records = {record.path: record for record in [*named(report).values(), *used(report).values()]}
    warnings = [
        ReportWarning(problem, records.get(problem.path))
        for problem in problems
        if problem.severity is Severity.WARNING and problem.path in {report.source.path, *records}
    ]
    return Reconciliation(tuple(values), tuple(slips), tuple(warnings))


def _held_against(printed: PrintedFigure, figure: Figure, report: Report) -> PrintedValue:
    """Return the comparison; a difference is explained by the page, or by a rectification of the figure."""
    found = agreement(printed, figure)
    reason = printed.explanation
    if found is Agreement.DIFFERENT and not reason:
        since = [change.rectification for change in report.rectified if change.id == figure.id]
        told = (f"đính chính ngày {short_date(one.date)}: {one.reason}" for one in reversed(since))
        reason = next(told, "chưa rõ vì sao")
    return PrintedValue(printed, figure, found, reason)


def agreement(printed: PrintedFigure, figure: Figure) -> Agreement:
    """Return whether a printed value is the figure; words without a number agree only with themselves."""
    if printed.text == figure.text:
        return Agreement.SAME
    if not any(letter.isdigit() for letter in printed.text):
        return Agreement.INCOMPARABLE
    return Agreement.SAME if same_value(printed.text, figure) else Agreement.DIFFERENT
