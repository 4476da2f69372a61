"""Prose: a report's text with its macros answered in plain words, for data files and documents."""

from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.report import Report


def note_text(report: Report, note: str) -> str:
    """Return a note's text in plain words, on one line."""
    text = report.source.note_markdown(
        note, lambda call: MACROS[call.name].text(Asked(call, report.register, report))
    )
    return " ".join(text.split())
