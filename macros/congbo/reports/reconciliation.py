"""Reconciliation: what the signed original printed against what the records give, and what is doubtful."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from congbo.figures.indicators import Figure
from congbo.records.documents import Document
from congbo.records.problems import Problem, Severity
from congbo.records.record import Record
from congbo.reports.projection import used
from congbo.reports.report import Report, same_value
from congbo.reports.report_meta import PrintedFigure
from congbo.reports.typed_numbers import TypedNumbers
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

    @property
    def fraction_besides(self) -> str:
        """The two counts of a ratio where they are not what is computed."""
        return "" if self.computed == self.figure.fraction else self.figure.fraction

    @property
    def agrees(self) -> bool:
        """Whether the original printed what the records give."""
        return self.agreement is Agreement.SAME

    @property
    def differs(self) -> bool:
        """Whether the original printed another value than the records give."""
        return self.agreement is Agreement.DIFFERENT


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
    typed: TypedNumbers
    """The numbers that stand in the report as names, and the words that its calls bring."""

    @property
    def different(self) -> int:
        """In how many places the original printed another value than the records give."""
        return sum(value.differs for value in self.values)

    @property
    def differing(self) -> list[PrintedValue]:
        """What the original printed that is not what the records give: what a reader looks for."""
        return [value for value in self.values if not value.agrees]

    @property
    def agreeing(self) -> list[PrintedValue]:
        """What the original printed just as the records give it."""
        return [value for value in self.values if value.agrees]

    @property
    def computed(self) -> list[PrintedValue]:
        """The places of figures that are computed from records; the others are declared."""
        return [value for value in self.values if not value.figure.declared]

    @property
    def declared(self) -> int:
        """In how many places a declared figure is printed."""
        return len(self.values) - len(self.computed)

    @property
    def agreements(self) -> list[tuple[Agreement, int]]:
        """In how many places of computed figures each agreement is found."""
        found = [value.agreement for value in self.computed]
        return [(agreement, found.count(agreement)) for agreement in Agreement]


def reconcile(report: Report, problems: Iterable[Problem]) -> Reconciliation:
    """Return the reconciliation of a report; of the problems, the warnings that touch it are taken."""
    known = [printed for printed in report.original if printed.figure in report.figures]
    values = [_held_against(printed, report.figures[printed.figure], report) for printed in known]
    slips = [CorrectedSlip(c.place, c.printed, c.corrected, c.reason) for c in report.meta.corrections]
    for id_ in dict.fromkeys(citation.document for citation in report.citations):
        document = report.register.documents[id_]
        forms = [form for form in document.printed if form.report == report.id]
        slips += [CorrectedSlip(f.place, f.form, f.corrected, f.reason, document) for f in forms]
    records = {record.path: record for record in _shown(report)}
    warnings = [
        ReportWarning(problem, records.get(problem.path))
        for problem in problems
        if problem.severity is Severity.WARNING and problem.path in {report.source.path, *records}
    ]
    return Reconciliation(tuple(values), tuple(slips), tuple(warnings), TypedNumbers(report))


def _shown(report: Report) -> Iterator[Record]:
    """Yield the records that a report shows, with the definitions of its figures and its own bodies."""
    register = report.register
    yield from used(report)
    yield from (register.indicators[id_] for id_ in report.figures if id_ in register.indicators)
    own = register.organisations.get(report.frame.organisation)
    yield from filter(None, (own, register.organisations.get(own.parent)) if own else ())


def _held_against(printed: PrintedFigure, figure: Figure, report: Report) -> PrintedValue:
    """Return the comparison; a difference is explained by the page, or by a rectification of the figure."""
    found = agreement(printed, figure)
    reason = printed.explanation
    if found is Agreement.DIFFERENT and not reason:
        since = [one.rectification for one in report.rectified if one.change.id == figure.id]
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
