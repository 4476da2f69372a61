"""Prose: a report's text with its macros answered in plain words, for data files and documents."""

from typing import Any

from jinja2 import Environment

from congbo.records.record import Document
from congbo.reports.report import Report, cited_documents
from congbo.reports.written_page import citation
from congbo.words import wording

_ENVIRONMENT = Environment(autoescape=False)  # the answers are plain text, not HTML


def plain(report: Report, text: str) -> str:
    """Return a piece of a report's source with every macro of running text answered in words."""
    return _ENVIRONMENT.from_string(text).render(_answers(report))


def note_text(report: Report, note: str) -> str:
    """Return a note's text in plain words, on one line."""
    return " ".join(plain(report, report.source.note_text(note)).split())


def figure_text(report: Report, id_: str, zero: str = "", nonzero: str = "{}") -> str:
    """Return a figure as running text has it; `zero` replaces 0, `nonzero` frames any other value."""
    figure = report.figures[id_]
    return zero if zero and figure.value == 0 else nonzero.replace("{}", figure.text)


def date_text(report: Report, what: str, form: str = "short") -> str:
    """Return a day of the report, or what its period is called, as running text has it."""
    period = report.frame.period
    if what == "period":
        return wording.period_name(period.start, period.end)
    day = report.frame.named(what)
    return wording.day(day, form)


def citations_text(report: Report, documents: list[Document], **style: Any) -> str:
    """Return the documents cited one after the other."""
    organisations = report.register.organisations
    return "; ".join(
        citation(document, organisations.get(document.issuer), **style) for document in documents
    )


def _answers(report: Report) -> dict[str, Any]:
    documents = report.register.documents

    def cite(id: str, **style: Any) -> str:
        return citations_text(report, [documents[id]], **style)

    def cite_all(id: str, order: str = "issued,number", **style: Any) -> str:
        return citations_text(report, cited_documents(report.figures[id], order), **style)

    def issued(id: str, form: str = "long") -> str:
        day = documents[id].issued
        return "" if day is None else wording.day(day, form)

    return {
        "figure": lambda id, **options: figure_text(report, id, **options),
        "fraction": lambda id: report.figures[id].fraction,
        "cite": cite,
        "cite_all": cite_all,
        "issued": issued,
        "procedure_names": lambda id: "; ".join(c.record.label for c in report.figures[id].chosen),
        "date_of": lambda what, **options: date_text(report, what, **options),
        "editor_note": lambda text: text,
    }
