"""Views: what the page of each type of record is given, ready to be put in place.

A template decides nothing: what is chosen, compared, counted, grouped or put into words stands here or in the
rooms below. Whoever adds a type of record may give it a view; without one its page shows every key.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from congbo.figures.changes import became_of
from congbo.figures.definitions import explained, in_words
from congbo.figures.form_table import table_of
from congbo.figures.indicators import Figure
from congbo.figures.observations import rows_in
from congbo.figures.sentences import sentence_of
from congbo.figures.states import tally
from congbo.law.service_index import SERVICE_POINTS
from congbo.pages.calendar_days import shown
from congbo.pages.corrections import correction
from congbo.pages.due_dates import counted, moments
from congbo.pages.figure_pages import MOST_ON_PAGE
from congbo.pages.limit_example import limit_example
from congbo.pages.parts import procedures_naming
from congbo.pages.record_view import facts
from congbo.pages.state_view import state_view
from congbo.pages.trend_view import trends_of
from congbo.pages.word_pages import of_office, of_words, situations_with, steps_of
from congbo.records.calendars import WorkCalendar
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form, FormColumn
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import kind_for
from congbo.records.observations import Cell, Observation
from congbo.records.operands import SHORT_FORM
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime
from congbo.records.register import Register
from congbo.records.situations import Situation
from congbo.records.statistics import StatedIn, Statistic
from congbo.reports import figure_view
from congbo.reports.report import Report
from congbo.reports.typed_numbers import TypedNumbers
from congbo.words.units import PERCENT
from congbo.words.vocabulary import LinkKind, Provenance
from congbo.words.wording import sentence

if TYPE_CHECKING:
    from congbo.pages.pages import Pages


@dataclass(frozen=True, slots=True)
class View:
    """What a record's page is called, what it says of itself to others, and what its template is given."""

    title: str
    description: str
    context: Mapping[str, Any] = field(default_factory=dict)


def illustrative(records: Iterable[Record]) -> bool:
    """Tell whether a page that shows the records shows anything reconstructed, so that it must say so."""
    return any(isinstance(record, Procedure) and record.illustrative for record in records)


def generic(pages: "Pages", record: Record) -> View:
    """Return what the page of a record shows whose type has no view of its own: every key."""
    kind = kind_for(type(record))
    context = {"kind": sentence(kind.label), "facts": facts(record, pages.register)}
    return View(record.label, f"{sentence(kind.label)}: {record.label}", context)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A line of a procedure's history; without a day it holds from before the register begins."""

    day: date | None
    words: str
    successors: tuple[str, ...] = ()
    document: str = ""
    source: Provenance | None = None
    basis: str = ""


def history(procedure: Procedure) -> Iterator[HistoryEntry]:
    """Yield what a record tells of a procedure's past: its events by day, then its online levels."""
    for event in sorted(procedure.events, key=lambda event: event.effective):
        words = sentence(event.action)
        yield HistoryEntry(event.effective, words, event.successor, event.decision, event.source, event.basis)
    for level in procedure.online_level:
        words = f"Mức độ trực tuyến: {level.value}"
        yield HistoryEntry(level.since, words, document=level.by, source=level.source)


def _procedure(pages: "Pages", procedure: Procedure) -> View:
    places = pages.register.referring_to("procedure", procedure.id)
    on = pages.procedures_on_day[procedure.id]
    context = {
        "shown": (shown := pages.sheet(on)),
        "limit_example": limit_example(on, pages.register.calendar) if shown.one_limit else "",
        "wrong": correction(procedure, pages.day, pages.hearing_complaints),
        "counted": counted(shown.dues),
        "moments": moments(shown.dues),
        "places": [pages.register.organisations[id_] for id_ in procedure.receiving],
        "originals": [link for link in procedure.links if link.kind is LinkKind.ORIGINAL],
        "now": state_view(pages, procedure),
        "history": [entry for entry in history(procedure) if entry.day is None or entry.day <= pages.day],
        "workflows": [place.record for place in places if place.path[0] == "workflows"],
        "notes": pages.noted.get(procedure.id, []),
        "counted_in": pages.counted_in.get(procedure.path, []),
        "related": pages.related.get(procedure.id),
        "versions": pages.versions_of(procedure)[::-1],
        "situations": situations_with(procedure, pages),
        "contradictions": pages.quality.contradictions.get(procedure.id, []),
    }
    return View(procedure.name, procedure.summary or procedure.name, context)


@dataclass(frozen=True, slots=True)
class BodyThen:
    """A body that a document names, as it was on the document's day; `now` is its record today, if any."""

    name: str
    now: Organisation | None

    @property
    def renamed(self) -> str:
        """The name that it has today, where that is another."""
        return self.now.name if self.now and self.now.name != self.name else ""


def _bodies(pages: "Pages", document: Document, *ids: str) -> list[BodyThen]:
    register = pages.register
    return list(map(BodyThen, register.names_then(document, ids), map(register.organisations.get, ids)))


def _document(pages: "Pages", document: Document) -> View:
    caused = pages.register.caused_by(document.id)
    context = {
        "on": pages.documents_on_day[document.id],
        "issuers": _bodies(pages, document, *document.issuers),
        "advised_by": _bodies(pages, document, *filter(None, [document.advised_by])),
        "related": [
            (title, ids)
            for title, ids in (
                ("Thay thế", document.replaces),
                ("Bãi bỏ", document.abolishes),
                ("Sửa đổi, bổ sung", document.amends),
                ("Căn cứ", document.based_on),
            )
            if ids
        ],
        "caused_reconstructed": any(event.source for _, event in caused),
        "cited": bool(pages.citing.get(document.id) or pages.register.resting_on.get(document.id)),
        "counted_in": pages.counted_in.get(document.path, []),
    }
    return View(document.label, document.subject or document.description, context)


def _indicator(pages: "Pages", indicator: Indicator) -> View:
    reports = [report for report in pages.reports if indicator.id in report.figures]
    figures = [report.figures[indicator.id] for report in reports]
    context = {
        "values": list(zip(reports, figures, strict=True)),
        "trends": trends_of(reports, indicator.id),
        "illustrative": illustrative(_counted(figures)),
        "definition": (definition := explained(indicator.definition, pages.register)),
        "sentence": sentence_of(indicator, definition),
        "steps": list(_steps(indicator)),
    }
    return View(indicator.title, indicator.title, context)


def _counted(figures: Iterable[Figure]) -> Iterator[Record]:
    return (candidate.record for figure in figures for candidate in figure.chosen)


def _steps(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield each value that a target sets, in words, and the document that sets it."""
    space = "" if indicator.unit == PERCENT else " "
    for step in indicator.target.steps if indicator.target else ():
        yield f"{step.when}: {step.text}{space}{indicator.unit}", step.source


def _statistic(pages: "Pages", statistic: Statistic) -> View:
    context = {
        "stated": _stated(pages, statistic.stated_in),
        "counted_in": pages.counted_in.get(statistic.path, []),
    }
    return View(statistic.title, statistic.title, context)


def _stated(pages: "Pages", place: StatedIn) -> Report | None:
    return pages.report(place.report)


def _dossiers(pages: "Pages", row: DossierCount) -> View:
    title = f"Tình hình giải quyết hồ sơ: {row.title}"
    form = pages.register.forms[SHORT_FORM]
    context = {
        "cells": [
            (form.numbers[key], column.full_name, row.counts[key], _origin(row.cells[key]))
            for key, column in form.by_key.items()
            if key in row.counts
        ],
        "stated": _stated(pages, row.stated_in),
        "findings": pages.findings.get(row.id, []),
        "counted_in": pages.counted_in.get(row.path, []),
    }
    return View(title, title, context)


def _origin(cell: Cell) -> str:
    return "suy ra" if cell.inferred else "báo cáo in"


def _observation(pages: "Pages", record: Observation) -> View:
    register = pages.register
    form = register.forms[record.form]
    context = {
        "table": table_of(form, list(rows_in(record)), register),
        "stated": _stated(pages, record.stated_in),
        "counted_in": pages.counted_in.get(record.path, []),
    }
    return View(record.title, record.title, context)


def _counting(column: FormColumn, register: Register) -> str:
    """Return how a column is counted, in the form's words or in those of its definition."""
    if column.definition or column.counts is None:
        return column.definition
    return f"{in_words(explained(column.counts, register), lambda term: term.text)} (đếm từ sổ)"


def _form(pages: "Pages", form: Form) -> View:
    register = pages.register
    context = {
        "form": form,
        "columns": [
            (form.numbers[key], column.full_name, form.unit_of(key), _counting(column, register))
            for key, column in form.by_key.items()
        ],
        "identities": [(form.in_numbers(one), one.sure) for one in form.identities],
        "carry_over": [
            (form.column_in_words(one.column), form.column_in_words(one.earlier)) for one in form.carry_over
        ],
        "replaced_by": [one for one in register.forms.values() if form.id in one.replaces],
    }
    return View(form.label, f"{form.label}: {form.title}", context)


def _field(pages: "Pages", field_of_work: FieldOfWork) -> View:
    rows = pages.procedures_of.get(field_of_work.id, [])
    context = {
        "caption": tally(rows).in_words,
        "illustrative": illustrative(row.procedure for row in rows),
    }
    return View(field_of_work.name, f"Thủ tục hành chính và văn bản: {field_of_work.name}", context)


def _organisation(pages: "Pages", organisation: Organisation) -> View:
    received = procedures_naming(pages, organisation)
    context = {
        "versions": list(became_of(organisation, pages.register)),
        "caption": tally(received).in_words,
        "illustrative": illustrative(row.procedure for row in received),
    }
    return View(organisation.name, organisation.name, context)


def _calendar(pages: "Pages", record: WorkCalendar) -> View:
    return View(record.title, record.title, {"days": [shown(one) for one in record.days]})


def _regime(pages: "Pages", record: PeriodRegime) -> View:
    return View(record.title, record.title, {})


def _document_kind(pages: "Pages", record: DocumentKind) -> View:
    return View(sentence(record.name), f"Loại văn bản: {record.name}", {})


def _situation(pages: "Pages", record: Situation) -> View:
    steps = steps_of(record, pages)
    context = {"steps": steps, "illustrative": illustrative(step.on.procedure for step in steps)}
    return View(record.name, f"{record.name}: các thủ tục cần làm, theo thứ tự", context)


def _words(pages: "Pages", record: EverydayWords) -> View:
    return View(record.title, f"Từ ngữ thường dùng: {record.title}", of_words(record, pages))


def _elsewhere(pages: "Pages", record: Elsewhere) -> View:
    return View(record.office, f"Việc do nơi khác giải quyết: {record.office}", of_office(record, pages))


VIEWS: dict[type[Record], Callable[["Pages", Any], View]] = {
    Procedure: _procedure,
    Document: _document,
    DocumentKind: _document_kind,
    Indicator: _indicator,
    Statistic: _statistic,
    DossierCount: _dossiers,
    Observation: _observation,
    Form: _form,
    FieldOfWork: _field,
    Organisation: _organisation,
    WorkCalendar: _calendar,
    PeriodRegime: _regime,
    Situation: _situation,
    EverydayWords: _words,
    Elsewhere: _elsewhere,
}
"""What the page of each type of record is given, in the order of the site's pages; others get `generic`."""


def evidence(pages: "Pages", report: Report) -> dict[str, Any]:
    """Return what the page with the evidence of a report's figures is given."""
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for indicator in pages.register.indicators.values():
        if indicator.group and indicator.id in report.figures:
            grouped[indicator.group].append(report.figures[indicator.id])
    return {
        "report": report,
        "register": report.register,
        "most": MOST_ON_PAGE,
        "brief": False,
        "illustrative": illustrative(pages.register.procedures.values()),
        "computed": figure_view.computed(report),
        "typed": None if report.reconcilable else TypedNumbers(report),
        "declared": figure_view.declared(report),
        "groups": [(group, points, grouped[group]) for group, points in SERVICE_POINTS.items() if grouped],
    }
