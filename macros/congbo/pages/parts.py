"""Parts: the lists on the pages of records, and at most how many bytes each of their rows takes.

How many pages a record has must be known before any is made, for each has an address; so a row's size is told
by its texts and a measure of what its template puts around them, never by making it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from congbo.figures.form_table import FormLine, table_of
from congbo.figures.observations import rows_in
from congbo.figures.states import ProcedureOn
from congbo.pages.page import address_of
from congbo.pages.paging import Item, Part, size
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form
from congbo.records.observations import Observation
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import ReferringPlace
from congbo.records.statistics import Statistic
from congbo.reports.reconciliation import PrintedValue, Reconciliation, ReportWarning

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

ROW, DOCUMENT, LINK = 475, 175, 110
"""Bytes around the texts of a procedure's row, of a document with its status, of a link in a list."""
PRINTED = 700
"""Bytes around the texts of a value that a report's original printed."""
CELL = 95
"""Bytes around the number of a form's cell, with the mark of an inferred one."""
SHEET, IN_HTML = 3_400, 1.35
"""Bytes of a posting sheet around what its record says, and how much longer that is in HTML than in JSON."""

Parts = tuple[Part[Any], ...]


def procedure_rows(name: str, rows: Iterable[ProcedureOn], pages: "Pages") -> Part[ProcedureOn]:
    """Return procedures as a table has them."""
    return Part(name, [pages.procedure_row(row) for row in rows])


def procedure_row(row: ProcedureOn) -> Item[ProcedureOn]:
    """Return a procedure as a table has it."""
    one = row.procedure
    told = (row.level_in_words, row.time_in_words, row.fees_in_words, row.state.badge)
    texts = (one.code, one.name, one.id, one.id, one.field, row.online_level or "", *one.applicants, *told)
    return Item(row, one.id, ROW + size(*texts), one.code or one.id)


def document_rows(name: str, documents: Iterable[Document], pages: "Pages") -> Part[Document]:
    """Return documents as a list with their status has them."""
    return Part(name, [pages.document_row(document) for document in documents])


def document_row(document: Document, pages: "Pages") -> Item[Document]:
    """Return a document as a list with its status has it."""
    on = pages.documents_on_day[document.id]
    line = on.lines[0]
    named = sum(link_size(other) for other in line.documents)
    texts = (document.label, document.id, document.kind, on.status, line.before, line.after)
    told = size(*texts, document.subject or document.description)
    return Item(document, document.id, DOCUMENT + told + named, document.number)


def links(name: str, records: Iterable[Record], more: int = 0) -> Part[Record]:
    """Return records as a list of links has them, with so many bytes `more` beside each."""
    return Part(name, [Item(one, one.path, link_size(one) + more) for one in records])


def link_size(record: Record) -> int:
    """Return how many bytes a link to a record in a list takes."""
    return LINK + size(record.label, address_of(record))


def _named(id_: str, record: Record | None) -> Item[str]:
    return Item(id_, id_, link_size(record) if record else size(id_) + LINK)


def sheets(name: str, rows: Iterable[ProcedureOn]) -> Part[ProcedureOn]:
    """Return procedures as a booklet has them: each as its posting sheet, and a line in the contents."""
    return Part(name, [_sheet(row) for row in rows])


def _sheet(row: ProcedureOn) -> Item[ProcedureOn]:
    one = row.procedure
    told = one.model_dump_json(exclude=NOT_ON_SHEET, exclude_defaults=True, fallback=str)
    return Item(row, one.id, SHEET + int(IN_HTML * len(told.encode())), one.code or one.id)


NOT_ON_SHEET = {
    *("path", "body", "events", "history", "disclosed", "former_ids", "keywords", "other_names"),
    *("sources", "sourced_facts", "confidence", "doubts", "missing", "reconstructed"),
}
"""The keys of a procedure that its sheet says nothing of."""


def _field(pages: "Pages", field: FieldOfWork) -> Iterator[Part[Any]]:
    yield procedure_rows("procedures", pages.procedures_of.get(field.id, []), pages)
    places = pages.register.referring_to("field", field.id)
    yield document_rows("documents", _of_type(Document, places), pages)


def _organisation(pages: "Pages", organisation: Organisation) -> Iterator[Part[Any]]:
    places = pages.register.referring_to("organisation", organisation.id)

    def naming(*keys: str) -> list[ReferringPlace]:
        return [place for key in keys for place in places if place.path[0] == key]

    yield links("children", _of_type(Organisation, naming("parent")))
    yield document_rows("issued", _of_type(Document, naming("issuer", "joint_issuers")), pages)
    yield procedure_rows("received", procedures_naming(pages, organisation), pages)


def procedures_naming(pages: "Pages", organisation: Organisation) -> list[ProcedureOn]:
    """Return the procedures that name a body, as lists have them."""
    places = pages.register.referring_to("organisation", organisation.id)
    found: dict[str, Procedure] = {one.id: one for one in _of_type(Procedure, places)}
    return pages.rows(found.values())


AFFECTED_BY = (
    ("Được thay thế bởi", "replaces"),
    ("Bị bãi bỏ bởi", "abolishes"),
    ("Được sửa đổi, bổ sung bởi", "amends"),
    ("Được sửa đổi, bãi bỏ một phần hoặc ngưng hiệu lực bởi", "changes"),
    ("Là căn cứ của", "based_on"),
)
"""What other documents do to a document, with the key in which they name it."""


def _document(pages: "Pages", document: Document) -> Iterator[Part[Any]]:
    register = pages.register
    places = register.referring_to("document", document.id)
    affected = [(title, other) for title, key in AFFECTED_BY for other in _naming(places, key)]
    yield Part(
        "affected_by",
        [
            Item((title, other), f"{title} {other.id}", link_size(other) + size(title))
            for title, other in affected
        ],
        _by_title,
    )
    yield Part(
        "caused",
        [
            Item(
                (one, event),
                f"{one.id} {event.effective}",
                link_size(one) + 60 + size(event.action, event.source or ""),
            )
            for one, event in register.caused_by(document.id)
        ],
    )
    yield Part("workflows", [_named(id_, register.procedures.get(id_)) for id_ in document.workflows])
    yield Part(
        "citing",
        [
            Item(
                place, place.citation.anchor, 2 * LINK + size(place.report.meta.title, place.citation.section)
            )
            for place in pages.citing.get(document.id, [])
        ],
    )
    yield Part(
        "resting",
        [
            Item((one, basis), one.id, link_size(one) + 60 + size(basis.articles))
            for one, basis in register.resting_on.get(document.id, [])
        ],
    )
    yield links("statistics", _of_type(Statistic, places))


def _naming(places: Iterable[ReferringPlace], key: str) -> list[Record]:
    return list({place.record.path: place.record for place in places if place.path[0] == key}.values())


def _by_title(pairs: Iterable[tuple[str, Record]]) -> list[tuple[str, list[Record]]]:
    return [(title, [one for _, one in found]) for title, found in groupby(pairs, key=lambda pair: pair[0])]


def _of_type(model: type[Any], places: Iterable[ReferringPlace]) -> list[Any]:
    return [place.record for place in places if isinstance(place.record, model)]


def _observation(pages: "Pages", record: Observation) -> Iterator[Part[Any]]:
    rows = list(rows_in(record))
    table = table_of(pages.register.forms[record.form], rows, pages.register)
    yield Part("lines", [_line(nth, line) for nth, line in table.numbered])
    yield Part(
        "findings",
        [
            Item(one, f"{nth} {one.row.title}", LINK + size(one.row.title, one.message, one.explained or ""))
            for nth, one in enumerate(pages.findings.get(record.id, []))
        ],
    )
    yield Part(
        "extra",
        [
            Item((row.title, name, value), f"{row.number} {name}", 2 * LINK + size(row.title, name, value))
            for row in rows
            for name, value in row.extra.items()
        ],
    )


def _line(nth: int, line: FormLine) -> Item[tuple[int, FormLine]]:
    record = link_size(line.record) if line.record else 0
    cells = sum(CELL + size(cell.text) for cell in line.cells)
    return Item((nth, line), f"{nth} {line.title}", LINK + size(line.title) + record + cells, line.title)


def _form(pages: "Pages", form: Form) -> Iterator[Part[Any]]:
    filled = [one for one in pages.register.observations.values() if one.form == form.id]
    yield links("filled", filled)


PARTS: dict[type[Record], Callable[["Pages", Any], Iterator[Part[Any]]]] = {
    FieldOfWork: _field,
    Organisation: _organisation,
    Document: _document,
    Observation: _observation,
    Form: _form,
}
"""The lists on the page of each type of record that may be long; other pages hold what their record says."""


def parts_of(pages: "Pages", record: Record) -> Parts:
    """Return the lists on the pages of a record, by the names that their templates have for them."""
    found = PARTS.get(type(record))
    return tuple(found(pages, record)) if found else ()


def reconciliation_parts(found: Reconciliation) -> Iterator[Part[Any]]:
    """Yield the lists of the page that holds a report against its signed original."""
    yield Part("differing", _values(found.differing))
    yield Part("agreeing", _values(found.agreeing))
    yield Part(
        "slips",
        [
            Item(
                one,
                f"{one.place} {one.printed}",
                ROW + size(one.place, one.printed, one.corrected, one.reason),
            )
            for one in found.slips
        ],
    )
    yield Part("warnings", [_warning(one) for one in found.warnings])
    typed = (*found.typed.names, *found.typed.options)
    yield Part("typed", [Item(found.typed, "typed", len(typed) * ROW)])


def _values(values: Iterable[PrintedValue]) -> list[Item[PrintedValue]]:
    return [
        Item(value, f"{place} {value.figure.id}", PRINTED + _printed(value), value.printed.place)
        for place, value in enumerate(values)
    ]


def _printed(value: PrintedValue) -> int:
    printed, figure = value.printed, value.figure
    told = (value.computed, value.fraction_besides, value.reason, value.agreement, figure.title, figure.id)
    return size(printed.place, printed.text, printed.verdict, figure.verdict, *told)


def _warning(warning: ReportWarning) -> Item[ReportWarning]:
    one = warning.problem
    record = link_size(warning.record) if warning.record else 0
    told = size(one.path, one.rule, one.rule, one.message)
    return Item(warning, f"{one.path}:{one.line}:{one.rule}", 2 * LINK + record + told)
