"""Macros: what a written page may call from the records; each macro is one object in one list.

A macro says what its argument names, what it cites and counts, how it reads in plain words, and which
template shows it. The check, the page, the Word and the PDF file, the seal and the data files ask it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from congbo.figures.indicators import subjects
from congbo.figures.validity import Validity
from congbo.records.documents import Document
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import listed
from congbo.records.operands import SHORT_FORM, Operand
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.scalars import parse_date
from congbo.records.sections import HOME
from congbo.reports.citations import around_link, citation, in_order
from congbo.reports.figure_view import drawn, tables
from congbo.reports.macro import Asked, Macro, words_as_typed
from congbo.reports.statements import STATEMENTS, framed, in_place
from congbo.words import wording
from congbo.words.spelling import nearest
from congbo.words.vocabulary import Subject

if TYPE_CHECKING:
    from congbo.reports.calls import Call

_DATES = ("long", "short", "none")
_ISSUERS = ("", "short", "long", "full")
_FORMS = ("long", "short")
_YES_NO = (True, False)
_ORDER = "issued,number"
_STATUSES = ("thay thế", "bãi bỏ", "hết hiệu lực", str(Validity.SUSPENDED), str(Validity.COMING))
_NOT_STYLE = ("order", "as", "as_of")
"""The options of a citation that change no word of it."""


def _past_day(value: object) -> tuple[str, str] | None:
    """Return what is wrong with a day that a sentence is said to speak of, and what to write."""
    try:
        parse_date(value)
    except PydanticCustomError as wrong:
        return wrong.message(), str((wrong.context or {}).get("hint", ""))
    return None


def _figure(asked: Asked) -> str:
    return framed(asked, asked.figure.text, asked.figure.value)


def _fraction(asked: Asked) -> str:
    return asked.figure.fraction


def _shown(text: Callable[[Asked], str], *, misprints: bool) -> Callable[[Asked], Mapping[str, Any]]:
    """Return the context of a figure in prose: its words, which showing it is, what the original printed."""

    def context(asked: Asked) -> Mapping[str, Any]:
        misprint = asked.of.misprinted(asked.figure.id) if misprints else None
        return {**in_place(asked), "text": text(asked), "misprint": misprint}

    return context


def _cited(asked: Asked) -> Sequence[Document]:
    return [asked.document] if asked.call.id in asked.register.documents else []


def _all_cited(asked: Asked) -> Sequence[Document]:
    if asked.report is None or asked.call.id not in asked.report.figures:
        return []
    documents = [c.record for c in asked.figure.chosen if isinstance(c.record, Document)]
    return in_order(documents, asked.option("order", _ORDER))


def _citations(cites: Callable[[Asked], Sequence[Document]]) -> Callable[[Asked], list[tuple[Document, str]]]:
    def worded(asked: Asked) -> list[tuple[Document, str]]:
        organisations = asked.register.organisations
        style = {key: value for key, value in asked.call.options.items() if key not in _NOT_STYLE}
        return [(one, citation(one, *map(organisations.get, one.issuers), **style)) for one in cites(asked)]

    return worded


def _citing(cites: Callable[[Asked], Sequence[Document]]) -> Callable[[Asked], Mapping[str, Any]]:
    def context(asked: Asked) -> Mapping[str, Any]:
        here = (asked.call.line, asked.call.column)
        places = asked.report.citations if asked.report else []
        anchors = {place.document: place.anchor for place in places if (place.line, place.column) == here}
        cited = _citations(cites)(asked)
        return {"items": [(one, around_link(one, words), anchors.get(one.id, "")) for one, words in cited]}

    return context


def _words_of(cites: Callable[[Asked], Sequence[Document]]) -> Callable[[Asked], str]:
    return lambda asked: "; ".join(words for _, words in _citations(cites)(asked))


def _issued(asked: Asked) -> str:
    day = asked.document.issued
    return "" if day is None else wording.day(day, asked.option("form", "long"))


def _undated(call: "Call", register: Register) -> str:
    document = register.documents.get(call.id)
    if document is None or document.issued:
        return ""
    return f"{document.label} chưa rõ ngày ban hành nên không in ngày được"


def _date_of(asked: Asked) -> str:
    frame, what = asked.of.frame, asked.call.id
    if what == "period":
        return frame.period_name
    return wording.day(frame.named(what), asked.option("form", "short"))


def _counted_records(asked: Asked) -> Sequence[Record]:
    known = asked.report is not None and asked.call.id in asked.report.figures
    return [candidate.record for candidate in asked.figure.chosen] if known else []


def _in_words(text: Callable[[Asked], str]) -> Callable[[Asked], Mapping[str, Any]]:
    return lambda asked: {"text": text(asked)}


def _of_report(asked: Asked) -> Mapping[str, Any]:
    return {"report": asked.of}


def _form_shown(asked: Asked) -> Mapping[str, Any]:
    table = asked.of.form_tables.get(asked.call.id or SHORT_FORM)
    documents = asked.of.register.documents
    ids = [one.stated_in.document for one in table.stated] if table else []
    sources = list(dict.fromkeys(documents[id_].label for id_ in ids if id_ in documents))
    return {"report": asked.of, "table": table, "sources": sources}


def _counts(label: str, *accepted: Subject) -> Callable[["Call", Register], tuple[str, str] | None]:
    """Return the test that what an indicator counts is what the macro lists."""

    def misfit(call: "Call", register: Register) -> tuple[str, str] | None:
        indicator = register.indicators.get(call.id)
        if indicator is None or subjects(_above_the_line(indicator)) <= {*accepted}:
            return None
        return _not_such(call, f"chỉ số đếm {label}"), ""

    return misfit


def _above_the_line(indicator: Indicator) -> Operand:
    """Return the part of a definition whose records a figure shows: of a ratio, its numerator."""
    parts = indicator.definition.quotient_parts
    return parts.numerator if parts else indicator.definition


def _has_two_counts(call: "Call", register: Register) -> tuple[str, str] | None:
    indicator = register.indicators.get(call.id)
    known = indicator is not None or call.id in register.measures
    if not known or (indicator and indicator.definition.quotient_parts):
        return None
    return _not_such(call, "một tỷ lệ có tử số và mẫu số"), ""


def _not_such(call: "Call", wanted: str) -> str:
    return f"lệnh “{call.name}” chỉ dùng với {wanted}; “{call.id}” không phải là chỉ số như vậy"


def _computed_in(call: "Call", register: Register) -> tuple[str, str] | None:
    units = list(dict.fromkeys(indicator.unit for indicator in register.indicators.values()))
    if call.id in units:
        return None
    message = f"không có chỉ số nào tính bằng đơn vị “{call.id}” để vẽ biểu đồ"
    return message, nearest(call.id, units)


_ALL = (
    Macro(
        name="figure",
        target="figure",
        options={"zero": words_as_typed, "nonzero": words_as_typed},
        text=_figure,
        template="report/figure.html",
        context=_shown(_figure, misprints=True),
    ),
    Macro(
        name="fraction",
        target="figure",
        text=_fraction,
        template="report/figure.html",
        context=_shown(_fraction, misprints=False),
        misfit=_has_two_counts,
    ),
    *STATEMENTS,
    Macro(
        name="cite",
        target="document",
        options={
            "date": _DATES,
            "of": _ISSUERS,
            "subject": _YES_NO,
            "article": words_as_typed,
            "kind": _YES_NO,
            "as": _STATUSES,
            "as_of": _past_day,
        },
        anywhere=True,
        cites=_cited,
        worded=_citations(_cited),
        text=_words_of(_cited),
        template="report/citations.html",
        context=_citing(_cited),
    ),
    Macro(
        name="issued",
        target="document",
        options={"form": _FORMS},
        anywhere=True,
        text=_issued,
        template="report/text.html",
        context=_in_words(_issued),
        unanswerable=_undated,
    ),
    Macro(
        name="cite_all",
        target="indicator",
        options={"order": None, "date": _DATES, "of": _ISSUERS, "subject": _YES_NO},
        lists=True,
        cites=_all_cited,
        worded=_citations(_all_cited),
        text=_words_of(_all_cited),
        template="report/citations.html",
        context=_citing(_all_cited),
        misfit=_counts("văn bản", Subject.DOCUMENTS),
    ),
    Macro(
        name="procedure_names",
        target="indicator",
        lists=True,
        names=_counted_records,
        text=lambda asked: "; ".join(record.label for record in _counted_records(asked)),
        template="report/procedure_names.html",
        context=lambda asked: {"procedures": _counted_records(asked)},
        misfit=_counts("thủ tục", Subject.PROCEDURES, Subject.EVENTS, Subject.WORKFLOWS),
    ),
    Macro(
        name="date_of",
        words=("start", "end", "as_of", "day", "period"),
        options={"form": _FORMS},
        text=_date_of,
        template="report/text.html",
        context=_in_words(_date_of),
    ),
    Macro(
        name="name",
        words=(),
        anywhere=True,
        marks=True,
        text=lambda asked: asked.call.id,
        template="report/text.html",
        context=lambda asked: {"text": asked.call.id},
    ),
    Macro(
        name="editor_note",
        words=(),
        anywhere=True,
        editorial=True,
        text=lambda asked: asked.call.id,
        template="report/editor_note.html",
        context=lambda asked: {"text": asked.call.id},
    ),
    Macro(
        name="indicator_table",
        block=True,
        template="report/indicator_table.html",
        context=lambda asked: {"report": asked.of, "tables": tables(asked.of)},
    ),
    Macro(
        name="dossier_form",
        block=True,
        shows_form=True,
        template="report/form.html",
        context=_form_shown,
    ),
    Macro(
        name="form",
        target="form",
        block=True,
        shows_form=True,
        template="report/form.html",
        context=_form_shown,
    ),
    Macro(
        name="chart",
        words=(),
        block=True,
        template="report/chart.html",
        context=lambda asked: {"report": asked.of, "charts": drawn(asked.of, asked.call.id)},
        misfit=_computed_in,
    ),
    Macro(
        name="signature",
        block=True,
        once=True,
        signs=True,
        template="report/signature.html",
        context=_of_report,
    ),
    Macro(
        name="report_head",
        block=True,
        once=True,
        template="report/head.html",
        context=_of_report,
    ),
    Macro(
        name="listing",
        words=listed,
        block=True,
        anywhere=True,
        template="report/listing.html",
        context=lambda asked: {"section": asked.call.id},
    ),
    Macro(
        name="summary",
        block=True,
        anywhere=True,
        template="report/listing.html",
        context=lambda asked: {"section": HOME.name},
    ),
)

MACROS: dict[str, Macro] = {macro.name: macro for macro in _ALL}
"""The macros that a page may call, by name; what is added here is checked, answered and documented."""
