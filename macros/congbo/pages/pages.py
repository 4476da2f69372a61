"""Pages: the site's pages as data: address, title, template, what it shows. No engine in it.

Pages are made one at a time and in linear time; a page's shell depends on its section only.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from congbo.figures.indicators import Figure
from congbo.figures.states import ended, in_force, online_level, value_on
from congbo.pages.markdown import Dialect
from congbo.pages.related import Neighbours, neighbours
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.indicator_definitions import Indicator
from congbo.records.organisations import Organisation
from congbo.records.procedures import LegalBasis, Procedure
from congbo.records.record import Record
from congbo.records.statistics import Statistic
from congbo.reports.reconciliation import reconcile
from congbo.reports.report import Citation, Note, Report
from congbo.reports.site import Site

SECTIONS = {
    Procedure: "thu-tuc",
    Document: "van-ban",
    Indicator: "chi-so",
    Statistic: "so-lieu",
    DossierCount: "so-lieu",
    FieldOfWork: "linh-vuc",
    Organisation: "co-quan",
}
"""The folder of the site that holds the pages of each kind of record."""

SECTION_TITLES = {
    "thu-tuc": "Thủ tục hành chính",
    "van-ban": "Văn bản",
    "chi-so": "Chỉ số",
    "so-lieu": "Số liệu",
    "linh-vuc": "Lĩnh vực",
    "co-quan": "Cơ quan",
    "bao-cao": "Báo cáo",
    "quy-tac": "Quy tắc kiểm tra",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where it stands, what it is called, and what its template is given.

    `address` is relative to the site's root and ends in a slash; `trail` leads from the home page to it.
    """

    address: str
    title: str
    template: str
    section: str
    description: str = ""
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """How many folders below the site's root the page stands."""
        return self.address.count("/")

    @property
    def root(self) -> str:
        """The relative way from the page to the site's root."""
        return "../" * self.depth

    @property
    def trail(self) -> list[tuple[str, str]]:
        """The pages above it as (title, address)."""
        return [("Trang chủ", ""), (SECTION_TITLES[self.section], f"{self.section}/")]


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """A place of a report where a document is cited."""

    report: Report
    citation: Citation


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a report that a record counts in."""

    report: Report
    figure: Figure


def address_of(record: Record) -> str:
    """Return the address of a record's page."""
    return f"{SECTIONS[type(record)]}/{record.id}/"


def report_address(report: Report) -> str:
    """Return the address of a report's page."""
    return report.source.path.removeprefix("docs/").removesuffix(".md") + "/"


def evidence_address(report: Report) -> str:
    """Return the address of the page with the evidence of a report's figures."""
    return f"{report_address(report)}can-cu/"


def reconciliation_address(report: Report) -> str:
    """Return the address of the page that holds a report against its signed original."""
    return f"{report_address(report)}doi-chieu/"


def document_address(report: Report, suffix: str) -> str:
    """Return the address of a report as a file: `docx` or `pdf`."""
    return f"{report_address(report)}{report.id}.{suffix}"


def form_address(report: Report) -> str:
    """Return the address of a report's Biểu II.06a as a workbook."""
    return f"du-lieu/bao-cao/{report.id}-II06a.xlsx"


class Pages:
    """All generated pages of a site, as of a day; look-ups across reports are made once.

    `site_url` is the site's public address, `fonts` a folder with the agency's own font for its papers.
    """

    def __init__(
        self,
        site: Site,
        day: date,
        site_url: str = "",
        fonts: Path | None = None,
        dialect: Dialect | None = None,
    ) -> None:
        self.site = site
        self.dialect = dialect or Dialect()
        self.articles: dict[str, str] = {}
        self.register = site.register
        self.day = day
        self.site_url = site_url
        self.fonts = fonts

    @cached_property
    def neighbours(self) -> dict[str, Neighbours]:
        """The procedures in force next to each procedure."""
        listed = (row.record for row in self.rows(self.register.procedures.values()) if row.in_force)
        return neighbours(listed)

    @cached_property
    def reports(self) -> list[Report]:
        """The reports as readers meet them: signed ones before illustrations, the newest figures first."""
        newest = sorted(self.site.reports, key=lambda report: report.meta.as_of, reverse=True)
        return sorted(newest, key=lambda report: report.meta.illustrative)

    @cached_property
    def citing(self) -> dict[str, list[CitingPlace]]:
        """The places of reports that cite each document, in reading order."""
        found: dict[str, list[CitingPlace]] = defaultdict(list)
        for report in self.reports:
            for citation in report.citations:
                found[citation.document].append(CitingPlace(report, citation))
        return dict(found)

    @cached_property
    def counted(self) -> dict[str, list[Counted]]:
        """The figures of reports that each record counts in."""
        found: dict[str, list[Counted]] = defaultdict(list)
        for report in self.reports:
            for figure in report.figures.values():
                for candidate in figure.chosen:
                    found[candidate.record.id].append(Counted(report, figure))
        return dict(found)

    @cached_property
    def noted(self) -> dict[str, list[tuple[Report, Note]]]:
        """The notes of reports that name each record."""
        found: dict[str, list[tuple[Report, Note]]] = defaultdict(list)
        for report in self.reports:
            for note in report.notes:
                for id_ in note.records:
                    found[id_].append((report, note))
        return dict(found)

    @cached_property
    def hearing_complaints(self) -> list[Organisation]:
        """The organisations whose records say where to complain or suggest."""
        return [agency for agency in self.register.organisations.values() if agency.complaints]

    @cached_property
    def resting_on(self) -> dict[str, list[tuple[Procedure, LegalBasis]]]:
        """The procedures that rest on each document, by the document's id."""
        found: dict[str, list[tuple[Procedure, LegalBasis]]] = defaultdict(list)
        for procedure in self.register.procedures.values():
            for basis in procedure.legal_basis:
                if document := self.register.numbered(basis.number):
                    found[document.id].append((procedure, basis))
        return dict(found)

    def __iter__(self) -> Iterator[Page]:
        for procedure in self.register.procedures.values():
            yield self.procedure(procedure)
            yield from self.redirects(procedure)
        yield from map(self.document, self.register.documents.values())
        yield from map(self.indicator, self.register.indicators.values())
        yield from map(self.statistic, self.register.statistics.values())
        yield from map(self.dossiers, self.register.dossier_counts.values())
        yield from map(self.field, self.register.fields.values())
        yield from map(self.booklet, self._fields_with_procedures())
        yield from map(self.organisation, self.register.organisations.values())
        yield from map(self.evidence, self.reports)
        yield from (self.reconciliation(report) for report in self.reports if report.reconcilable)
        yield from self.rules()

    def procedure(self, procedure: Procedure) -> Page:
        """Return the page of a procedure, with all its content, its history and where it is cited."""
        events = sorted(procedure.events, key=lambda event: event.effective)
        return self._page(
            procedure,
            procedure.name,
            "procedure.html",
            procedure.summary or procedure.name,
            events=events,
            in_force=in_force(procedure, self.day),
            ending=ended(procedure, self.day),
            online_level=online_level(procedure, self.day),
            processing_time=value_on(procedure.processing_time, self.day),
            fees=value_on(procedure.fees, self.day),
            workflows=self.register.referring_to("procedure", procedure.id),
            notes=self.noted.get(procedure.id, []),
            counted=self.counted.get(procedure.id, []),
            neighbours=self.neighbours.get(procedure.id),
            permalink=f"{self.site_url}{address_of(procedure)}" if self.site_url else "",
        )

    def redirects(self, procedure: Procedure) -> Iterator[Page]:
        """Yield a page at each former address of a procedure, and at its code, leading to its page."""
        codes = [procedure.national_code, procedure.code] if procedure.code else []
        for id_ in dict.fromkeys((*procedure.former_ids, *codes)):
            if id_ != procedure.id:
                address = f"thu-tuc/{id_}/"
                yield Page(
                    address,
                    procedure.name,
                    "redirect.html",
                    "thu-tuc",
                    context={"target": address_of(procedure)},
                )

    def document(self, document: Document) -> Page:
        """Return the page of a document, with what it does and every place that cites it."""
        replacing = [
            place.record
            for place in self.register.referring_to("document", document.id)
            if place.path[0] == "replaces"
        ]
        return self._page(
            document,
            document.label,
            "document.html",
            document.subject or document.description,
            citing=self.citing.get(document.id, []),
            replacing=replacing,
            caused=self.register.caused_by(document.id),
            resting=self.resting_on.get(document.id, []),
            counted=self.counted.get(document.id, []),
            statistics=[
                place.record
                for place in self.register.referring_to("document", document.id)
                if isinstance(place.record, Statistic)
            ],
        )

    def indicator(self, indicator: Indicator) -> Page:
        """Return the page of an indicator: its definition, and its value in each report."""
        values = [
            Counted(report, report.figures[indicator.id])
            for report in self.reports
            if indicator.id in report.figures
        ]
        return self._page(indicator, indicator.title, "indicator.html", indicator.title, values=values)

    def statistic(self, statistic: Statistic) -> Page:
        """Return the page of a declared figure."""
        counted = self.counted.get(statistic.id, [])
        return self._page(statistic, statistic.title, "statistic.html", statistic.title, counted=counted)

    def dossiers(self, row: DossierCount) -> Page:
        """Return the page of a row of Biểu II.06a."""
        title = f"Tình hình giải quyết hồ sơ: {row.title}"
        return self._page(row, title, "dossiers.html", title, counted=self.counted.get(row.id, []))

    def field(self, field_of_work: FieldOfWork) -> Page:
        """Return the page of a field: its procedures, and the documents on that topic."""
        places = self.register.referring_to("field", field_of_work.id)
        return self._page(
            field_of_work,
            field_of_work.name,
            "field.html",
            f"Thủ tục hành chính và văn bản: {field_of_work.name}",
            procedures=self.rows(place.record for place in places if isinstance(place.record, Procedure)),
            documents=[place.record for place in places if isinstance(place.record, Document)],
        )

    def _fields_with_procedures(self) -> Iterator[FieldOfWork]:
        used = {procedure.field for procedure in self.register.procedures.values()}
        yield from (field for id_, field in self.register.fields.items() if id_ in used)

    def booklet(self, field_of_work: FieldOfWork) -> Page:
        """Return the booklet of a field: the posting sheet of each procedure in force, to print at once."""
        places = self.register.referring_to("field", field_of_work.id)
        rows = self.rows(place.record for place in places if isinstance(place.record, Procedure))
        return Page(
            f"{address_of(field_of_work)}so-tay/",
            f"Sổ tay thủ tục: {field_of_work.name}",
            "booklet.html",
            "linh-vuc",
            f"Mọi thủ tục đang có hiệu lực của lĩnh vực {field_of_work.name}, để in một lần.",
            {"field": field_of_work, "sheets": [self.procedure(row.record) for row in rows if row.in_force]},
        )

    def organisation(self, organisation: Organisation) -> Page:
        """Return the page of an organisation: what it issued, what it receives, its place among others."""
        places = self.register.referring_to("organisation", organisation.id)
        return self._page(
            organisation,
            organisation.name,
            "organisation.html",
            organisation.name,
            issued=[p.record for p in places if isinstance(p.record, Document) and p.path[0] == "issuer"],
            received=self.rows(p.record for p in places if isinstance(p.record, Procedure)),
            children=[
                p.record for p in places if isinstance(p.record, Organisation) and p.path[0] == "parent"
            ],
        )

    def evidence(self, report: Report) -> Page:
        """Return the page with the evidence of every figure of a report."""
        return Page(
            evidence_address(report),
            f"Căn cứ của số liệu: {report.meta.title}",
            "evidence.html",
            "bao-cao",
            f"Từng số liệu của báo cáo: cách tính, các bản ghi được đếm, chỉ tiêu. {report.meta.title}",
            {"report": report},
        )

    def reconciliation(self, report: Report) -> Page:
        """Return the page that holds what a report's original printed against what the records give."""
        return Page(
            reconciliation_address(report),
            f"Đối chiếu với bản gốc: {report.meta.title}",
            "reconciliation.html",
            "bao-cao",
            f"Từng số bản gốc đã in so với số tính từ bản ghi, và lỗi đánh máy đã sửa. {report.meta.title}",
            {"report": report, "reconciliation": reconcile(report, self.site.problems)},
        )

    def rules(self) -> Iterator[Page]:
        """Yield a page for each rule that the site was checked by."""
        for rule in self.site.rules:
            context = {"rule": rule.id, "body": rule.body, "severity": rule.severity_name}
            yield Page(f"quy-tac/{rule.id}/", rule.title, "rule.html", "quy-tac", rule.title, context)

    def rows(self, records: Any) -> list["ProcedureRow"]:
        """Return procedures as rows of a list, in force first, then by number and name."""
        found = [self.row(procedure) for procedure in records]
        return sorted(found, key=lambda r: (not r.in_force, r.record.number or 10**6, r.record.id))

    def row(self, procedure: Procedure) -> "ProcedureRow":
        """Return a procedure as a row of a list."""
        return ProcedureRow(
            procedure,
            in_force(procedure, self.day),
            str(online_level(procedure, self.day) or ""),
            value_on(procedure.processing_time, self.day),
            value_on(procedure.fees, self.day),
        )

    def _page(self, record: Record, title: str, template: str, description: str, **context: Any) -> Page:
        section = SECTIONS[type(record)]
        return Page(address_of(record), title, template, section, description, {"record": record, **context})


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure in a list, with what holds on the site's day."""

    record: Procedure
    in_force: bool
    online_level: str
    processing_time: Any
    fees: Any
