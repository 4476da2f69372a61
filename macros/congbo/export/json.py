"""JSON: types of record as lists, and a file a report; every number is a number."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from congbo.export.export import DataFile, Export
from congbo.figures.comparisons import Comparison
from congbo.figures.indicators import Figure
from congbo.figures.observations import FormRow, rows_in
from congbo.figures.states import ProcedureOn
from congbo.figures.successors import in_place_of
from congbo.figures.validity import DocumentOn
from congbo.law.calendar import DayKind, MarkedDay
from congbo.pages.page import address_of, report_address
from congbo.pages.pages import Pages
from congbo.records.calendars import CalendarDay, WorkCalendar, days_in_effect
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.forms import Form
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import kind_for, models
from congbo.records.observations import Observation
from congbo.records.procedures import Procedure
from congbo.records.record import Period, Record
from congbo.records.regimes import PeriodRegime, in_effect
from congbo.records.versions import Version
from congbo.reports import seals
from congbo.reports.prose import note_text
from congbo.reports.report import PrintedFigure, Report


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/thu-tuc.json and the like, bao-cao/<report>.json and .seal.json.

    A type of record that is added from outside has its list too, named after its section.
    """
    by_section: dict[str, list[type[Record]]] = {}
    for model in (*LISTS, *(model for model in models() if model not in LISTS)):
        by_section.setdefault(FILES.get(model) or kind_for(model).section.name, []).append(model)
    for name, of in by_section.items():
        yield DataFile(f"du-lieu/{name}.json", partial(_lists, pages, of))
    yield DataFile("du-lieu/bao-cao.json", partial(_reports, pages))
    for report in pages.site.reports:
        yield DataFile(f"du-lieu/bao-cao/{report.id}.json", partial(_report, report))
        if report.chain:
            address = f"du-lieu/bao-cao/{report.id}{seals.SUFFIX}"
            yield DataFile(address, partial(seals.encoded, report.chain))


EXPORT = Export("json", files)


def procedures(pages: Pages) -> list[dict[str, Any]]:
    """Return the procedures in the order of the register, with what holds on the site's day."""
    return [
        {
            **record(row.procedure),
            "day": row.day.isoformat(),
            "in_force": row.in_force,
            "state": state_data(row, pages),
            "level_online": row.online_level,
        }
        for row in pages.rows(pages.register.procedures.values())
    ]


def state_data(row: ProcedureOn, pages: Pages) -> dict[str, Any]:
    """Return what a procedure is on the site's day, with the days and the cause; what is unknown is left out.

    `effective` and `ended` are the first day in force and the first no longer so, of the present time of
    being in force, the next or the last; `use_instead` are ids, followed to the last ones.
    """
    state = row.state
    instead = in_place_of(row.procedure, pages.day, pages.register.procedures)
    data = {
        "name": state.name,
        "effective": state.spell.start,
        "ended": state.spell.end,
        "decision": state.cause.decision if state.cause else "",
        "successors": state.successors,
        "use_instead": [other.procedure.id for other in instead],
    }
    plain: dict[str, Any] = _plain({key: value for key, value in data.items() if value})
    return plain


def documents(pages: Pages) -> list[dict[str, Any]]:
    """Return the documents by id, with what holds on the site's day and what others do to them."""
    return [
        {
            **record(document),
            "kind": str(document.kind),
            "year": document.year,
            "validity": validity(pages.documents_on_day[document.id]),
            **_affected(pages, document),
        }
        for document in sorted(pages.register.documents.values(), key=lambda document: document.id)
    ]


INVERSE = {
    "replaces": "replaced_by",
    "abolishes": "abolished_by",
    "amends": "amended_by",
    "changes": "changed_by",
    "based_on": "basis_of",
}
"""What a document's key is called, seen from the document that it names."""


def validity(on: DocumentOn) -> dict[str, Any]:
    """Return what holds for a document on a day: `since` and `until` are days, `by` ids; the known alone."""
    found = {"day": on.day, "state": str(on.state), "since": on.since, "until": on.until}
    parts = tuple(
        {
            "clauses": part.change.clauses,
            "action": part.change.action,
            "since": part.since,
            "by": part.by.id,
        }
        for part in on.parts
    )
    return _plain({**found, "by": tuple(document.id for document in on.by), "parts": parts})  # type: ignore[no-any-return]


def _affected(pages: Pages, document: Document) -> dict[str, Any]:
    """Return the ids of the documents that name this one, by what they do to it, and of what rests on it."""
    places = pages.register.referring_to("document", document.id)
    found = {
        inverse: sorted({place.record.id for place in places if place.path[0] == key})
        for key, inverse in INVERSE.items()
    }
    resting = [procedure.id for procedure, _ in pages.resting_on.get(document.id, [])]
    found["legal_basis_of"] = list(dict.fromkeys(resting))
    return {key: ids for key, ids in found.items() if ids}


def calendar(pages: Pages) -> list[dict[str, Any]]:
    """Return the days off and made-up days by day: those of the package with the site's own."""
    marked = pages.register.calendar.days
    found = days_in_effect(pages.register.of(WorkCalendar).values())
    return [_day(day, marked[day], record, one) for day, (record, one) in found.items()]


def observation(record_: Observation, pages: Pages) -> dict[str, Any]:
    """Return a filled form with its rows; each has `counts`, from which what is not known is left out."""
    data = {
        **record(record_),
        "rows": [_row(row) for row in rows_in(record_)],
        "findings": [
            {"row": one.row.title, "column": one.column, "message": one.message, "note": one.explained}
            for one in pages.findings.get(record_.id, ())
        ],
    }
    plain: dict[str, Any] = _plain(data)
    return plain


def _row(row: FormRow) -> dict[str, Any]:
    known = {key: cell for key, cell in row.cells.items() if cell.value is not None}
    return {
        "label": row.title,
        "unit": row.unit,
        "field": row.field,
        "level": row.level,
        "whole": row.whole,
        "counts": {key: cell.value for key, cell in known.items()},
        "inferred": [key for key, cell in known.items() if cell.inferred],
        "unknown": [key for key, cell in row.cells.items() if cell.value is None],
        "extra": dict(row.extra),
    }


def _day(day: date, marked: MarkedDay, record: WorkCalendar, one: CalendarDay) -> dict[str, Any]:
    decided = one.kind is not DayKind.UNDECIDED
    said = {
        "kind": str(one.kind),
        "name": one.name,
        "basis": one.basis,
        "confidence": str(one.confidence or record.confidence or ""),
    }
    return {
        "day": day.isoformat(),
        "working": marked.worked if decided else None,
        "sure": marked.sure and decided,
        **{key: value for key, value in said.items() if value},
    }


def regimes(pages: Pages) -> list[dict[str, Any]]:
    """Return the regimes of reporting periods: those of the package with the site's own."""
    own = pages.register.of(PeriodRegime)
    return [
        record(one) if one.id in own else {**_plain(one.model_dump(exclude_defaults=True)), "id": one.id}
        for one in in_effect(own.values())
    ]


def document_kinds(pages: Pages) -> list[dict[str, Any]]:
    """Return the kinds of documents: those of the package with the site's own; no page tells each of them."""
    shown = {"name", "group", "symbols", "forms", "examples", "informs", "by_name", "basis"}
    kinds = pages.register.document_kinds.values()
    return [_plain(kind.model_dump(include=shown, exclude_defaults=True)) for kind in kinds]


LISTS: dict[type[Record], Callable[[Pages], list[dict[str, Any]]]] = {
    Procedure: procedures,
    Document: documents,
    Observation: lambda pages: [observation(one, pages) for one in pages.register.observations.values()],
    Indicator: lambda pages: records(pages, Indicator),
    WorkCalendar: calendar,
    PeriodRegime: regimes,
    DocumentKind: document_kinds,
}
"""How the lists are made that say more of a record, or in another order, than the register does."""


FILES: dict[type[Record], str] = {Form: "bieu"}
"""The types of record that have a file of their own and not that of their section."""


def records(pages: Pages, model: type[Record]) -> list[dict[str, Any]]:
    """Return the records of a type in the order of the register."""
    return [record(one) for one in pages.register.of(model).values()]


def _lists(pages: Pages, of: Sequence[type[Record]]) -> bytes:
    found = (LISTS[model](pages) if model in LISTS else records(pages, model) for model in of)
    return encoded(list(chain.from_iterable(found)))


def _reports(pages: Pages) -> bytes:
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


def _report(report: Report) -> bytes:
    return encoded(report_data(report))


def record(item: Record) -> dict[str, Any]:
    """Return a record as plain data, with the address of its page; what is unknown is left out.

    A key that changed holds what holds on the register's day; all its versions stand in `versions`.
    """
    data = item.model_dump(exclude_defaults=True)
    if item.history:
        data["versions"] = {key: [_version(one) for one in found] for key, found in item.history.items()}
    plain = {key: _plain(value) for key, value in data.items()}
    return {"id": item.id, "url": address_of(item), **{k: v for k, v in plain.items() if k != "id"}}


def _version(version: Version) -> dict[str, Any]:
    value = version.value
    items = value if isinstance(value, tuple) else (value,)
    plain = [one.model_dump(exclude_defaults=True) if isinstance(one, BaseModel) else one for one in items]
    head = version.model_dump(exclude_defaults=True, exclude={"value"})
    return {**head, "value": plain if isinstance(value, tuple) else plain[0]}


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as data: its frame, figures, notes and citations."""
    meta = report.meta
    figures = [figure_data(figure, report) for figure in report.figures.values()]
    return {
        "id": report.id,
        "title": meta.title,
        "organisation": meta.organisation,
        "illustrative": meta.illustrative,
        "period": _plain(meta.period.model_dump()),
        "previous": _plain(meta.previous.model_dump()) if meta.previous else None,
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
        "value": _number(figure.value),
        "text": figure.text,
        "unit": figure.unit,
        "state": str(figure.state),
        "declared": figure.declared is not None,
        "numerator": _number(numerator.value) if numerator else None,
        "denominator": _number(denominator.value) if denominator else None,
        **_time(figure),
        "records": [candidate.record.id for candidate in figure.chosen],
        "excluded": [{"record": miss.candidate.record.id, "reason": miss.reason} for miss in figure.excluded],
        "target": _target(figure),
        "verdict": str(figure.verdict),
        **({} if figure.score is None else {"score": _number(figure.score), "most": _number(figure.most)}),
        "declared_verdict": report.declared_verdict(figure.id) or None,
        "previous": _previous(report.comparisons[figure.id]),
        "printed": misprint.text if misprint else None,
        "printed_places": [{"text": p.text, "place": p.place, "verdict": p.verdict or None} for p in printed],
    }


def _target(figure: Figure) -> dict[str, Any] | None:
    if figure.target is None:
        return None
    return {"direction": str(figure.direction), **_plain(figure.target.model_dump(exclude_defaults=True))}


def _previous(comparison: Comparison) -> dict[str, Any]:
    before = comparison.before
    return {
        "value": _number(before.value) if before else None,
        "text": comparison.text,
        **(_time(before) if before else {}),
        "difference": _number(comparison.difference),
        "reason": comparison.reason or None,
    }


def _time(figure: Figure) -> dict[str, Any]:
    time = figure.basis
    return {"period": _plain(time)} if isinstance(time, Period) else {"as_of": time.isoformat()}


def encoded(data: Any) -> bytes:
    """Return the data as UTF-8 JSON that a person can read, the same bytes each time."""
    return to_json(data, indent=1, inf_nan_mode="null") + b"\n"  # json.dumps with indent: 5 times slower


def _citations(report: Report) -> list[dict[str, Any]]:
    places: dict[str, list[dict[str, str]]] = {}
    for citation in report.citations:
        place = {"section": citation.section, "anchor": citation.anchor}
        if citation.note:
            place["note"] = citation.note
        places.setdefault(citation.document, []).append(place)
    return [{"document": document, "places": found} for document, found in places.items()]


def _number(value: Fraction | Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _plain(value: Any) -> Any:
    match value:
        case Period():
            return {"start": value.start.isoformat(), "end": value.end.isoformat()}
        case dict():
            return {str(key): _plain(part) for key, part in value.items() if part not in (None, "", (), {})}
        case tuple() | list():
            return [_plain(part) for part in value]
        case Decimal():
            return _number(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case _:
            return value
