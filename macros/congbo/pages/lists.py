"""Lists: what the list of each section of the site is given, ready to be put in place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from congbo.figures.changes import Change, Month, by_month, coming, past
from congbo.figures.states import ProcedureOn, Tally, tally
from congbo.law.document_kinds import DOCUMENT_FOLDERS
from congbo.pages.agency import offices
from congbo.pages.calendar_days import years_of
from congbo.pages.quality_pages import quality
from congbo.pages.views import illustrative
from congbo.pages.word_pages import at_home, offices_list, situations_list, words_list
from congbo.records.calendars import WorkCalendar
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import KINDS, Kind, sections
from congbo.records.library import is_shipped, library, needs, offered
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime, in_effect
from congbo.records.register import Register
from congbo.records.sections import (
    CHANGES,
    DATA,
    ENGLISH,
    HELP,
    HOME,
    KEYS,
    LIBRARY,
    LIST_OF_RECORDS,
    QUALITY,
    RULES,
    Section,
)
from congbo.records.versions import Version
from congbo.reports.site import written_address
from congbo.words.spelling import fold
from congbo.words.wording import sentence, short_date

if TYPE_CHECKING:
    from congbo.pages.pages import Pages

Context = dict[str, Any]


def section_called(name: str) -> Section:
    """Return the section of a name, the home page's being empty."""
    return next(section for section in (HOME, *sections()) if section.name == name)


def context_of(section: Section, pages: "Pages") -> Context:
    """Return what the template of a section's list is given."""
    if section.list == LIST_OF_RECORDS:
        return _records(section, pages)
    view = LISTS.get(section.list)
    return view(pages) if view else {}


@dataclass(frozen=True, slots=True)
class RecordsOfKind:
    """The records of a type in a section; `title` is empty where the section has no other.

    `name` is the one by which its page has them.
    """

    name: str
    title: str
    records: tuple[Record, ...]


def _records(section: Section, pages: "Pages") -> Context:
    kinds = {kind.model: kind for kind in reversed(KINDS) if kind.section == section}
    found = [
        RecordsOfKind(
            kind.target,
            sentence(kind.name) if len(kinds) > 1 else "",
            tuple(pages.register.of(model).values()),
        )
        for model, kind in reversed(kinds.items())
    ]
    return {"groups": found}


@dataclass(frozen=True, slots=True)
class ProceduresOfField:
    """The procedures of a field as rows, with the caption of their table."""

    field: FieldOfWork
    rows: tuple[ProcedureOn, ...]

    @property
    def caption(self) -> str:
        """What the table is called."""
        return f"{self.tally.in_words}, lĩnh vực {self.field.name}"

    @property
    def tally(self) -> Tally:
        """How many there are of each state."""
        return tally(self.rows)


def _procedures(pages: "Pages") -> Context:
    sizes = tally(pages.procedures)
    return {
        "illustrative": illustrative(pages.register.procedures.values()),
        "in_force": sizes.in_force,
        "coming": sizes.coming,
        "ended": sizes.ended,
        "groups": [
            ProceduresOfField(field, tuple(pages.procedures_of[field.id]))
            for field in pages.fields_with_procedures
        ],
    }


@dataclass(frozen=True, slots=True)
class DocumentsOfYear:
    """The documents of a kind and a year; `year` is None where it is not known."""

    year: int | None
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class DocumentsOfKind:
    """The documents of a kind, newest year first."""

    kind: str
    size: int
    years: tuple[DocumentsOfYear, ...]


def _documents(pages: "Pages") -> Context:
    return {"size": len(pages.register.documents)}


def documents_by_kind(documents: Iterable[Document]) -> list[DocumentsOfKind]:
    """Return documents as their list has them: by kind, the newest year first."""
    by_kind: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_kind[document.kind].append(document)
    return [
        DocumentsOfKind(kind, len(by_kind[kind]), tuple(_by_year(by_kind[kind])))
        for kind in sorted(by_kind, key=lambda kind: (fold(kind), kind))
    ]


@dataclass(frozen=True, slots=True)
class KindsOfGroup:
    """The kinds of documents of a group, each with the folder that tells it, if there is one."""

    title: str
    kinds: tuple[tuple[DocumentKind, str], ...]


def _document_kinds(pages: "Pages") -> Context:
    folders = {kind: folder for folder, kind in DOCUMENT_FOLDERS.items()}
    groups = groupby(pages.register.document_kinds.values(), key=lambda kind: kind.group)
    return {
        "groups": [
            KindsOfGroup(sentence(group), tuple((kind, folders.get(kind.name, "")) for kind in kinds))
            for group, kinds in groups
        ]
    }


def _by_year(documents: list[Document]) -> Iterator[DocumentsOfYear]:
    ordered = sorted(documents, key=lambda one: (one.symbol.order, one.issuer, one.id.lower()))
    ordered.sort(key=_year, reverse=True)
    for year, found in groupby(ordered, key=_year):
        yield DocumentsOfYear(year or None, tuple(found))


def _year(document: Document) -> int:
    return document.year or 0


def _organisations(pages: "Pages") -> Context:
    found = sorted(pages.register.organisations.values(), key=lambda one: one.name.lower())
    return {"organisations": found}


def _calendar(pages: "Pages") -> Context:
    return {"years": years_of(pages.register.of(WorkCalendar), pages.day)}


@dataclass(frozen=True, slots=True)
class RegimeOfPeriods:
    """A regime of reporting periods; `own` is the site's record of it, which another page shows."""

    shown: PeriodRegime
    own: PeriodRegime | None


def _regimes(pages: "Pages") -> Context:
    own = pages.register.of(PeriodRegime)
    return {"rows": [RegimeOfPeriods(one, own.get(one.id)) for one in in_effect(own.values())]}


def _fields(pages: "Pages") -> Context:
    return {
        "illustrative": illustrative(pages.register.procedures.values()),
        "fields": [(field, _size_of(field, pages)) for field in pages.register.fields.values()],
    }


def _size_of(field: FieldOfWork, pages: "Pages") -> str:
    """Return how much there is of a field: `12 thủ tục, 3 văn bản`."""
    procedures = pages.procedures_of.get(field.id, [])
    places = pages.register.referring_to("field", field.id)
    documents = sum(isinstance(place.record, Document) for place in places)
    sizes = (tally(procedures).in_words if procedures else "", f"{documents} văn bản" if documents else "")
    return ", ".join(filter(None, sizes))


@dataclass(frozen=True, slots=True)
class MonthList:
    """The changes of a month; `anchor` and `title` tell months to come from those past."""

    anchor: str
    title: str
    month: Month


def _changes(pages: "Pages") -> Context:
    found = [*pages.changes_ahead, *pages.changes_past]
    lists = changes_by_month(found, pages.day)
    months = [listed.month for listed in lists["past"]]
    return {
        "illustrative": illustrative(change.record for change in found),
        "fields": pages.fields_with_procedures,
        **lists,
        "jump": months if len(months) > 1 else [],
        "unchanged": not found,
    }


def changes_by_month(found: Sequence[Change], day: date) -> dict[str, list[MonthList]]:
    """Return changes as their list has them, those to come before those past."""
    return {
        "coming": [
            MonthList(f"sap-toi-{month.id}", f"Sau ngày {short_date(day)}: {month.name}", month)
            for month in by_month(coming(found, day))
        ],
        "past": [MonthList(month.id, sentence(month.name), month) for month in by_month(past(found, day))],
    }


def _home(pages: "Pages") -> Context:
    in_force = {id_: [row for row in rows if row.in_force] for id_, rows in pages.procedures_of.items()}
    return {
        "illustrative": illustrative(pages.register.procedures.values()),
        "fields": [
            (field, len(in_force[field.id])) for field in pages.fields_with_procedures if in_force[field.id]
        ],
        "in_force": sum(map(len, in_force.values())),
        "coming": tally(pages.procedures).coming,
        **at_home(pages),
    }


@dataclass(frozen=True, slots=True)
class GuideToKind:
    """What editors are told of a type of record: its folders, and what is told apart by the folder."""

    target: str
    title: str
    model: type[BaseModel]
    folders: tuple[tuple[str, str], ...]


def _keys(pages: "Pages") -> Context:
    by_model: dict[type[Record], list[Kind]] = defaultdict(list)
    for kind in KINDS:
        by_model[kind.model].append(kind)
    guides = [
        GuideToKind(
            kinds[0].target,
            sentence(kinds[0].name),
            model,
            tuple((kind.folder, kind.label if kind.given else "") for kind in kinds),
        )
        for model, kinds in by_model.items()
    ]
    return {"guides": guides, "version": Version}


def _rules(pages: "Pages") -> Context:
    return {"rules": list(pages.rules())}


def _indicators(pages: "Pages") -> Context:
    used = Counter(id_ for report in pages.reports for id_ in {*report.figures_in_text, *report.annex})
    return {"rows": [(one, _said(one, used[one.id])) for one in pages.register.indicators.values()]}


def _said(indicator: Indicator, reports: int) -> str:
    shipped = "có sẵn" if is_shipped(indicator) else ""
    shown = f"dùng ở {reports} báo cáo" if reports else ""
    return " · ".join(filter(None, (indicator.unit, shipped, shown)))


def _data(pages: "Pages") -> Context:
    """Say how much of the register is illustrative, or nothing."""
    procedures = pages.register.procedures.values()
    count = sum(procedure.illustrative for procedure in procedures)
    every = "Danh mục thủ tục và mức độ trực tuyến của từng thủ tục là phần tái dựng, không phải danh mục"
    some = f"{count} trong {len(procedures)} thủ tục có phần tái dựng, không phải thông tin"
    return {"illustrative": f"{every if count == len(procedures) else some} chính thức." if count else ""}


@dataclass(frozen=True, slots=True)
class IndicatorOfLibrary:
    """An indicator that the package ships: whether the site has its page, and how it stands there."""

    indicator: Indicator
    used: bool
    state: str


def _library(pages: "Pages") -> Context:
    register = pages.register
    able = offered(register.records)
    return {"rows": [_of_library(one, register, able) for one in sorted(library().values(), key=_by_order)]}


def _by_order(indicator: Indicator) -> tuple[int, str]:
    """Return the place of an indicator in the library's table."""
    return indicator.order, indicator.id


def _of_library(one: Indicator, register: Register, able: Container[str]) -> IndicatorOfLibrary:
    held = register.indicators.get(one.id)
    if held is not None:
        return IndicatorOfLibrary(one, True, "đang dùng" if is_shipped(held) else "có bản ghi riêng thay")
    if one.id in register.measures:
        return IndicatorOfLibrary(one, False, "tự khai")
    if one.id in able:
        return IndicatorOfLibrary(one, False, "chưa dùng")
    return IndicatorOfLibrary(one, False, f"cần {needs(one)}")


def _help(pages: "Pages") -> Context:
    written = (written_address(source.path) for source in pages.site.sources)
    return {"offices": offices(pages), "english": [one for one in written if one == ENGLISH.address]}


def _english(pages: "Pages") -> Context:
    return {**_home(pages), "offices": offices(pages), "day": pages.day}


LISTS: dict[str, Callable[["Pages"], Context]] = {
    HOME.list: _home,
    "lists/thu-tuc.html": _procedures,
    "lists/van-ban.html": _documents,
    "lists/loai-van-ban.html": _document_kinds,
    "lists/co-quan.html": _organisations,
    "lists/linh-vuc.html": _fields,
    "lists/ngay-nghi.html": _calendar,
    "lists/ky-bao-cao.html": _regimes,
    CHANGES.list: _changes,
    KEYS.list: _keys,
    RULES.list: _rules,
    "lists/chi-so.html": _indicators,
    DATA.list: _data,
    LIBRARY.list: _library,
    QUALITY.list: quality,
    "lists/tinh-huong.html": situations_list,
    "lists/tu-ngu.html": words_list,
    "lists/noi-khac.html": offices_list,
    HELP.list: _help,
    ENGLISH.list: _english,
}
"""What the templates of lists are given; those that are not here put in place what the register has."""
