"""JSON: types of record as lists, and a file a report; every number is a number."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from congbo.export.export import DataFile, Export
from congbo.export.json_reports import report_file, reports
from congbo.export.plain import encoded, plain
from congbo.figures.observations import FormRow, rows_in
from congbo.figures.states import ProcedureOn
from congbo.figures.successors import in_place_of
from congbo.figures.validity import DocumentOn
from congbo.law.calendar import DayKind, MarkedDay
from congbo.pages.form_links import published
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records import elsewhere, everyday
from congbo.records.calendars import CalendarDay, WorkCalendar, days_in_effect
from congbo.records.document_kinds import DocumentKind, shipped_kinds
from congbo.records.documents import Document
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.forms import Form
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import kind_for, models
from congbo.records.library import library
from congbo.records.observations import Observation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime, in_effect
from congbo.records.register import Register
from congbo.records.versions import Version, as_written
from congbo.reports import seals


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/thu-tuc.json and the like, bao-cao/<report>.json and .seal.json.

    A type of record that is added from outside has its list too, named after its section.
    """
    by_section: dict[str, list[type[Record]]] = {}
    for model in (*LISTS, *(model for model in models() if model not in LISTS)):
        by_section.setdefault(FILES.get(model) or kind_for(model).section.name, []).append(model)
    for name, of in by_section.items():
        yield DataFile(f"du-lieu/{name}.json", partial(_lists, pages, of))
    yield DataFile("du-lieu/bao-cao.json", partial(reports, pages))
    for report in pages.site.reports:
        yield DataFile(f"du-lieu/bao-cao/{report.id}.json", partial(report_file, report))
        if report.chain:
            address = f"du-lieu/bao-cao/{report.id}{seals.SUFFIX}"
            yield DataFile(address, partial(seals.encoded, report.chain))


EXPORT = Export("json", files)


def procedures(pages: Pages) -> list[dict[str, Any]]:
    """Return the procedures in the order of the register, with what holds on the site's day."""
    return [
        {
            **record(row.procedure),
            **_form_files(row.procedure, pages),
            **({"edited": list(row.procedure.edited)} if row.procedure.edited else {}),
            "day": row.day.isoformat(),
            "in_force": row.in_force,
            "state": state_data(row, pages),
            "level_online": row.online_level,
        }
        for row in pages.rows(pages.register.procedures.values())
    ]


def _form_files(procedure: Procedure, pages: Pages) -> dict[str, Any]:
    """Return the form files of a procedure that are published, with what tells whether they are whole."""
    found = [
        {"file": link.form.file, "url": link.href, "size": link.file.size, "sha256": link.file.sha256}
        for link in published(pages.site.root, procedure)
        if link.file
    ]
    return {"form_files": found} if found else {}


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
    found: dict[str, Any] = plain({key: value for key, value in data.items() if value})
    return found


def documents(pages: Pages) -> list[dict[str, Any]]:
    """Return the documents by id, with what holds on the site's day and what others do to them."""
    return [
        {
            **record(document),
            "kind": str(document.kind),
            "year": document.year,
            "issued_by": pages.register.names_then(document, document.issuers),
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
            "until": part.change.until,
            "by": part.by.id,
        }
        for part in on.parts
    )
    return plain({**found, "by": tuple(document.id for document in on.by), "parts": parts})  # type: ignore[no-any-return]


def _affected(pages: Pages, document: Document) -> dict[str, Any]:
    """Return the ids of the documents that name this one, by what they do to it, and of what rests on it."""
    places = pages.register.referring_to("document", document.id)
    found = {
        inverse: sorted({place.record.id for place in places if place.path[0] == key})
        for key, inverse in INVERSE.items()
    }
    resting = [procedure.id for procedure, _ in pages.register.resting_on.get(document.id, [])]
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
    found: dict[str, Any] = plain(data)
    return found


def _row(row: FormRow) -> dict[str, Any]:
    known = {key: cell for key, cell in row.cells.items() if cell.value is not None}
    return {
        "label": row.title,
        "unit": row.unit,
        "field": row.field,
        "level": row.level,
        "whole": row.whole,
        "columns": list(row.cells),
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
    return _with_shipped(in_effect(own.values()), own)


def _with_shipped(found: Iterable[Record], own: Container[str]) -> list[dict[str, Any]]:
    """Return records of the site and of the package; what the package brings has no page of its own."""
    return [
        record(one) if one.id in own else {**plain(one.model_dump(exclude_defaults=True)), "id": one.id}
        for one in found
    ]


def words(pages: Pages) -> list[dict[str, Any]]:
    """Return the everyday words: those of the package with the site's own."""
    own = pages.register.of(EverydayWords)
    return _with_shipped(everyday.in_effect(own.values()), own)


def offices(pages: Pages) -> list[dict[str, Any]]:
    """Return the other offices and their topics: those of the package with the site's own."""
    own = pages.register.of(Elsewhere)
    return _with_shipped(elsewhere.in_effect(own.values()), own)


def indicators(register: Register) -> list[dict[str, Any]]:
    """Return the indicators; `measures` tells what the library calls those that nobody has stated yet."""
    found = []
    for one in register.indicators.values():
        named = {part.statistic for whole in one.ever("definition") for _, part in whole.walk()}
        lacking = sorted(named & library().keys() - register.measures.keys())
        titles = {id_: library()[id_].title for id_ in lacking}
        found.append({**record(one), **({"measures": titles} if titles else {})})
    return found


def document_kinds(pages: Pages) -> list[dict[str, Any]]:
    """Return the kinds of documents: those of the package with the site's own; no page tells each of them."""
    shown = {"name", "group", "symbols", "forms", "examples", "informs", "by_name", "basis"}
    ours = shipped_kinds()
    named = {name for name, kind in ours.items() if kind.by_name}  # only these give their documents a name
    return [
        plain(
            kind.model_dump(
                include=shown if kind.name in named else shown - {"by_name"}, exclude_defaults=True
            )
        )
        for kind in pages.register.document_kinds.values()
    ]


LISTS: dict[type[Record], Callable[[Pages], list[dict[str, Any]]]] = {
    Procedure: procedures,
    Document: documents,
    Observation: lambda pages: [observation(one, pages) for one in pages.register.observations.values()],
    Indicator: lambda pages: indicators(pages.register),
    WorkCalendar: calendar,
    PeriodRegime: regimes,
    DocumentKind: document_kinds,
    EverydayWords: words,
    Elsewhere: offices,
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


def record(item: Record) -> dict[str, Any]:
    """Return a record as plain data, with the address of its page; what is unknown is left out.

    A key that changed holds what holds on the register's day; all its versions stand in `versions`.
    """
    data = item.model_dump(exclude_defaults=True)
    if item.history:
        data["versions"] = {
            key: [_version(one, type(item).model_fields[key]) for one in found]
            for key, found in item.history.items()
        }
    found = {key: plain(value) for key, value in data.items()}
    return {"id": item.id, "url": address_of(item), **{k: v for k, v in found.items() if k != "id"}}


def _version(version: Version, key: FieldInfo) -> dict[str, Any]:
    value = as_written(version.value, key)
    items = value if isinstance(value, tuple) else (value,)
    found = [one.model_dump(exclude_defaults=True) if isinstance(one, BaseModel) else one for one in items]
    head = version.model_dump(exclude_defaults=True, exclude={"value"})
    return {**head, "value": found if isinstance(value, tuple) else found[0]}
