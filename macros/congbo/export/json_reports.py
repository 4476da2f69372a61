"""JSON of reports: each with its frame, figures, notes, citations and seal; and the list of them."""

from typing import Any

from congbo.export.plain import encoded, number_of, plain
from congbo.figures.comparisons import Comparison
from congbo.figures.indicators import Figure
from congbo.pages.page import report_address
from congbo.pages.pages import Pages
from congbo.records.record import Period
from congbo.reports import seals
from congbo.reports.prose import note_text
from congbo.reports.report import Report
from congbo.reports.report_meta import PrintedFigure


def reports(pages: Pages) -> bytes:
    """Return the reports with their seals: from here a reader finds the files of each."""
    return encoded(
        [
            {
                "id": report.id,
                "url": report_address(report),
                "title": report.meta.title,
                "seal": _head(report.chain) if report.chain else None,
            }
            for report in pages.reports
        ]
    )


def report_file(report: Report) -> bytes:
    """Return the file of a report."""
    return encoded(report_data(report))


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as data: its frame, figures, notes and citations."""
    meta = report.meta
    figures = [figure_data(figure, report) for figure in report.figures.values()]
    return {
        "id": report.id,
        "title": meta.title,
        "organisation": meta.organisation,
        "illustrative": meta.illustrative,
        "period": plain(meta.period.model_dump()),
        "previous": plain(meta.previous.model_dump()) if meta.previous else None,
        "as_of": meta.as_of.isoformat(),
        "day": meta.day.isoformat(),
        "figures": figures,
        "notes": [
            {
                "number": note.number,
                "id": note.id,
                "records": list(note.records),
                "text": note_text(report, note.id),
                "editorial": note.editorial,
            }
            for note in report.notes
        ],
        "citations": _citations(report),
        "corrections": [correction.model_dump() for correction in meta.corrections],
        "seal": _seal(report.chain) if report.chain else None,
    }


def _seal(chain: seals.Chain) -> dict[str, Any]:
    """Return a seal and what was corrected since, in words; what exactly was sealed is in its own file."""
    return {
        **_head(chain),
        "rectifications": [
            {
                "date": one.date.isoformat(),
                "reason": one.reason,
                "changes": [{"title": c.title, "old": c.old, "new": c.new} for c in one.changes],
            }
            for one in chain.rectifications
        ],
    }


def _head(chain: seals.Chain) -> dict[str, str]:
    """Return what tells a seal from any other: its day and the digest of its last link."""
    return {"date": chain.seal.date.isoformat(), "head": chain.head}


def figure_data(figure: Figure, report: Report) -> dict[str, Any]:
    """Return a figure with what stands behind it; `value` is not rounded, `text` is as printed."""
    numerator, denominator = figure.numerator, figure.denominator
    misprint = report.misprinted(figure.id)
    printed: list[PrintedFigure] = report.printed.get(figure.id, [])
    return {
        "id": figure.id,
        "title": figure.title,
        "value": number_of(figure.value),
        "text": figure.text,
        "unit": figure.unit,
        "state": str(figure.state),
        "declared": figure.declared is not None,
        "numerator": number_of(numerator.value) if numerator else None,
        "denominator": number_of(denominator.value) if denominator else None,
        **_time(figure),
        "records": [candidate.record.id for candidate in figure.chosen],
        "excluded": [{"record": miss.candidate.record.id, "reason": miss.reason} for miss in figure.excluded],
        "target": _target(figure),
        "verdict": str(figure.verdict),
        **_points(figure),
        "declared_verdict": report.declared_verdict(figure.id) or None,
        "previous": _previous(report.comparisons[figure.id]),
        "printed": misprint.text if misprint else None,
        "printed_places": [{"text": p.text, "place": p.place, "verdict": p.verdict or None} for p in printed],
    }


def _points(figure: Figure) -> dict[str, Any]:
    return {} if figure.score is None else {"score": number_of(figure.score), "most": number_of(figure.most)}


def _target(figure: Figure) -> dict[str, Any] | None:
    if figure.target is None:
        return None
    return {"direction": str(figure.direction), **plain(figure.target.model_dump(exclude_defaults=True))}


def _previous(comparison: Comparison) -> dict[str, Any]:
    before = comparison.before
    return {
        "value": number_of(before.value) if before else None,
        "text": comparison.text,
        **(_time(before) if before else {}),
        "difference": number_of(comparison.difference),
        "reason": comparison.reason or None,
    }


def _time(figure: Figure) -> dict[str, Any]:
    time = figure.basis
    return {"period": plain(time)} if isinstance(time, Period) else {"as_of": time.isoformat()}


def _citations(report: Report) -> list[dict[str, Any]]:
    places: dict[str, list[dict[str, str]]] = {}
    for citation in report.citations:
        place = {"section": citation.section, "anchor": citation.anchor}
        if citation.note:
            place["note"] = citation.note
        places.setdefault(citation.document, []).append(place)
    return [{"document": document, "places": found} for document, found in places.items()]
