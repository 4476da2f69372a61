"""Sealing: a report as a seal, what its seal covers, and what has changed since it was sealed."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from congbo.figures.comparisons import Comparison
from congbo.figures.indicators import Figure, Quantity
from congbo.records.fields import FieldOfWork
from congbo.records.kinds import references
from congbo.records.organisations import Organisation
from congbo.records.record import Record
from congbo.reports.macros import MACROS
from congbo.reports.prose import note_text
from congbo.reports.report import Report
from congbo.reports.seals import (
    Seal,
    SealedFigure,
    SealedNote,
    State,
    content_hash,
    digest,
    expected,
)
from congbo.words.vocabulary import SealedPart

RECTIFICATIONS = "rectifications"
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Drift:
    """A part of a report that is not as it was sealed or last corrected; None where it is not there.

    `moved_by` are the records behind a figure that have changed, appeared or vanished.
    """

    part: SealedPart
    id: str
    old: State | None
    new: State | None
    moved_by: tuple[str, ...] = ()


def counted(figure: Figure) -> list[Record]:
    """Return the records that a figure counts, those of its denominator included, each once, by id."""
    found = {record.id: record for record, _ in _counted(figure)}
    return [found[id_] for id_ in sorted(found)]


def _counted(figure: Figure) -> Iterator[tuple[Record, Record | None]]:
    quantities: list[Figure | Quantity] = [figure, *filter(None, (figure.numerator, figure.denominator))]
    for quantity in quantities:
        yield from ((candidate.record, candidate.document) for candidate in quantity.chosen)


def behind(figure: Figure, report: Report) -> list[Record]:
    """Return all that a figure rests on: what it counts, now and in the period before, and its definition."""
    before = report.comparisons[figure.id].before
    shown = [figure, *([before] if before else [])]
    found = [record for one in shown for pair in _counted(one) for record in pair if record]
    definition = report.register.indicators.get(figure.id)
    return list({record.id: record for record in [*found, *([definition] if definition else [])]}.values())


def used(report: Report) -> dict[str, Record]:
    """Return the records that a report uses, by id: behind its figures, in its dossier form, cited.

    What a figure nearly counted is not among them: it is shown as evidence only, every plan of a later year
    nearly counts, and a record that comes to count changes the figure.
    """
    found = [record for figure in report.figures.values() for record in behind(figure, report)]
    form = report.dossier_form
    found += [line.record for line in (*form.lines, form.total) if line.record] if form else []
    found += [report.register.documents[citation.document] for citation in report.citations]
    return {record.id: record for record in sorted(found, key=lambda record: record.id)}


def named(report: Report) -> dict[str, Organisation | FieldOfWork]:
    """Return the organisations and fields whose names a report shows: its own body, and those of its records.

    Only their names are sealed: an office that moves or a body that is merged later changes no report.
    """
    register = report.register
    own = register.organisations.get(report.meta.organisation)
    ids = {("organisation", own.id), ("organisation", own.parent)} if own else set()
    ids |= {(target, id_) for record in used(report).values() for _, target, id_ in references(record)}
    found = (register.get(target, id_) for target, id_ in sorted(ids))
    return {record.id: record for record in found if isinstance(record, Organisation | FieldOfWork)}


def seal_of(report: Report, day: date) -> Seal:
    """Return the seal of a report as it is now, dated the day."""
    citations: dict[str, list[str]] = {}
    for citation in report.citations:
        citations.setdefault(citation.document, []).append(citation.section)
    keys = {key: value for key, value in report.source.data.items() if key != RECTIFICATIONS}
    return Seal(
        report=report.id,
        date=day,
        figures={
            id_: _figure(report.figures[id_], report.comparisons[id_]) for id_ in sorted(report.figures)
        },
        notes={
            note.id: SealedNote(number=note.number, text=_note_text(report, note.id), records=note.records)
            for note in report.notes
        },
        citations={id_: tuple(citations[id_]) for id_ in sorted(citations)},
        names={record.id: _names(record) for record in named(report).values()},
        records={id_: content_hash(record, report.frame.last_day) for id_, record in used(report).items()},
        keys={key: digest(keys[key]) for key in sorted(keys)},
        paragraphs=tuple(digest(text) for text in paragraphs(report)),
    )


def paragraphs(report: Report) -> list[str]:
    """Return the source of a report's prose, paragraph by paragraph."""
    return _PARAGRAPH_END.split(report.source.body.strip())


def drift(report: Report) -> list[Drift]:
    """Return every part of a sealed report that is not as sealed or as corrected last."""
    if report.seal is None:
        return []
    then, now = expected(report.seal, report.meta.rectifications), seal_of(report, report.seal.date).states
    changed = [key for key in dict.fromkeys((*then, *now)) if _mark(then.get(key)) != _mark(now.get(key))]
    moved = [id_ for part, id_ in changed if part is SealedPart.RECORD]
    return [
        Drift(part, id_, then.get((part, id_)), now.get((part, id_)), _movers(report, part, id_, moved))
        for part, id_ in changed
    ]


def shown(figure: Figure, report: Report) -> str:
    """Return a figure as messages and rectifications say it: as printed, with the two counts of a ratio."""
    return _figure(figure, report.comparisons[figure.id]).shown


def title_of(report: Report, part: SealedPart, id_: str) -> str:
    """Return what readers call a part of a report; by its id where it is no longer there."""
    match part:
        case SealedPart.FIGURE:
            return f"số liệu “{report.figures[id_].title if id_ in report.figures else id_}”"
        case SealedPart.NOTE:
            numbers = (note.number for note in report.notes if note.id == id_)
            return f"chú thích {next(numbers, id_)}"
        case SealedPart.TEXT:
            key = type(report.meta).model_fields.get(id_)
            return f"“{key.title}” ở đầu trang" if key else "lời văn của báo cáo"
        case _:
            record = next((record for record in report.register.records if record.id == id_), None)
            return f"{part} “{record.label if record else id_}”"


def rectification(report: Report, day: date, reason: str) -> dict[str, Any]:
    """Return the rectification that covers exactly what has changed since the report was sealed or corrected.

    It is given as an editor would type it, an item of `rectifications`.
    """
    changes: list[dict[str, str]] = []
    for found in drift(report):
        new = {"value": found.new.shown, "mark": found.new.mark} if found.new else {}
        changes.append({"part": str(found.part), "id": found.id, **{k: v for k, v in new.items() if v}})
    return {"date": day, "reason": reason, "changes": changes}


def _mark(state: State | None) -> str | None:
    return state.mark if state else None


def _movers(report: Report, part: SealedPart, id_: str, moved: list[str]) -> tuple[str, ...]:
    """Return which of the changed records stand or stood behind a figure; all of them where none is known."""
    if part is not SealedPart.FIGURE or report.seal is None:
        return ()
    sealed, figure = report.seal.figures.get(id_), report.figures.get(id_)
    stood = {id_, *(sealed.records if sealed else ())}
    stood |= {record.id for record in behind(figure, report)} if figure else set()
    return tuple(other for other in moved if other in stood) or tuple(moved)


def _figure(figure: Figure, comparison: Comparison) -> SealedFigure:
    parts = [part.value if part else None for part in (figure.numerator, figure.denominator)]
    return SealedFigure(
        text=figure.text,
        value=_exact(figure.value),
        unit=figure.unit,
        state=str(figure.state),
        time=figure.time,
        numerator=_exact(parts[0]),
        denominator=_exact(parts[1]),
        verdict=str(figure.verdict),
        previous=comparison.before.text if comparison.before else None,
        difference=_exact(comparison.difference),
        records=tuple(record.id for record in counted(figure)),
    )


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _names(record: Organisation | FieldOfWork) -> tuple[str, ...]:
    if isinstance(record, Organisation):
        return (record.name, record.short_name, record.long_name)
    return (record.name,)


def _note_text(report: Report, id_: str) -> str:
    """Return a note's words, or its source where it calls what is not there, which is told by itself."""
    known: dict[str, Container[str]] = {
        "document": report.register.documents,
        "indicator": report.figures,
        "figure": report.figures,
    }
    calls = [call for call in report.source.calls if call.note == id_]
    answerable = all(not (target := MACROS[c.name].target) or c.id in known.get(target, ()) for c in calls)
    return note_text(report, id_) if answerable else report.source.note_text(id_)
