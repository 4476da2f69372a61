"""Pages: the pages that a site makes from its records, and the look-ups that they share. No engine in it.

Pages are made one at a time and in linear time; a page's shell depends on its section only.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, tzinfo
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from congbo.figures.changes import Change, changes, coming, past
from congbo.figures.findings import Finding, findings
from congbo.figures.quality import Quality
from congbo.figures.states import ProcedureOn
from congbo.figures.validity import DocumentOn, document_on
from congbo.pages.cut_pages import booklet, figure_page, reconciliation_pages
from congbo.pages.figure_pages import (
    FEWER_ON_PAGE,
    FigurePage,
    figure_pages,
    figure_redirects,
)
from congbo.pages.figure_table import figure_table_pages
from congbo.pages.form_links import form_link
from congbo.pages.list_pages import ListPage, list_pages
from congbo.pages.markdown import Dialect
from congbo.pages.mentions import CitingPlace, CountedIn, citing, counted_in, noted
from congbo.pages.page import (
    REDIRECT,
    Page,
    address_of,
    booklet_address,
    evidence_address,
    plain_address,
    reconciliation_address,
    redirects_to,
    rule_address,
)
from congbo.pages.paging import BUDGET, Item, Paged
from congbo.pages.parts import document_row, parts_of, procedure_row, reconciliation_parts, sheets
from congbo.pages.quality_pages import quality_pages
from congbo.pages.related import Related, related
from congbo.pages.sheet import Sheet
from congbo.pages.versions import NamesOn, ProcedureVersion, versions_of
from congbo.pages.views import VIEWS, evidence, generic
from congbo.pages.word_pages import WordsOnSite
from congbo.pages.zones import VIETNAM
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.kinds import kind_for, models, sections
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.sections import REPORTS, RULES, Section
from congbo.reports.reconciliation import Reconciliation, reconcile
from congbo.reports.report import Note, Report
from congbo.reports.site import Site

_T = TypeVar("_T")


class Pages:
    """All generated pages of a site, as of a day; look-ups across reports are made once.

    `site_url` is the site's public address, `fonts` a folder with the agency's own font for its papers,
    `dialect` its Markdown, `zone` the one in which its day begins; `articles` are those of written pages, by
    path, as far as they are made; `budget` is how many bytes the lists of a page may take,
    None where nothing is cut.
    """

    def __init__(
        self,
        site: Site,
        day: date,
        site_url: str = "",
        fonts: Path | None = None,
        dialect: Dialect | None = None,
        zone: tzinfo = VIETNAM,
        budget: int | None = BUDGET,
    ) -> None:
        self.budget = budget
        self._rows: dict[str, Item[ProcedureOn]] = {}
        self._documents: dict[str, Item[Document]] = {}
        self._lists: dict[Section, list[ListPage]] = {}
        self._once: dict[Callable[[Pages], Any], Any] = {}
        self.site = site
        self.dialect = dialect or Dialect()
        self.articles: dict[str, str] = {}
        self.register = site.register.on(day)
        self.day = day
        self.zone = zone
        self.site_url = site_url
        self.fonts = fonts

    @cached_property
    def procedures_on_day(self) -> dict[str, ProcedureOn]:
        """Each procedure with what holds on the site's day, in the order of the register."""
        return {id_: ProcedureOn(one, self.day) for id_, one in self.register.procedures.items()}

    @cached_property
    def documents_on_day(self) -> dict[str, DocumentOn]:
        """Each document with what holds on the site's day, in the order of the register."""
        register = self.register
        return {id_: document_on(one, register, self.day) for id_, one in register.documents.items()}

    @cached_property
    def procedures(self) -> list[ProcedureOn]:
        """The procedures as lists have them."""
        return self.rows(self.register.procedures.values())

    def rows(self, procedures: Iterable[Procedure]) -> list[ProcedureOn]:
        """Return procedures with what holds on the site's day: by state, then number and id."""
        found = [self.procedures_on_day[procedure.id] for procedure in procedures]
        return sorted(found, key=_place_in_list)

    @cached_property
    def procedures_of(self) -> dict[str, list[ProcedureOn]]:
        """The procedures of each field that has any, as lists have them."""
        found: dict[str, list[ProcedureOn]] = {field.id: [] for field in self.fields_with_procedures}
        for row in self.procedures:
            found.setdefault(row.procedure.field, []).append(row)
        return found

    def once(self, make: "Callable[[Pages], _T]") -> _T:
        """Return what a function of a room above makes of the pages, made once."""
        if make not in self._once:
            self._once[make] = make(self)
        found: _T = self._once[make]
        return found

    def versions_of(self, procedure: Procedure) -> list[ProcedureVersion]:
        """Return the versions of a procedure, the oldest first; none where it has no dated keys."""
        return list(versions_of(procedure, self.register, self.day))

    @cached_property
    def related(self) -> dict[str, Related]:
        """The procedures in force that a reader of each procedure in force may also need.

        One that is coming is none of them: nobody can use it yet, and what it replaces announces it.
        """
        return related(row.procedure for row in self.procedures if row.in_force)

    @cached_property
    def words(self) -> WordsOnSite:
        """The everyday words and the topics of other offices, and what they reach on the site's day."""
        return WordsOnSite(self.register, self.procedures)

    @cached_property
    def reports(self) -> list[Report]:
        """The reports as readers meet them: signed ones before illustrations, the newest figures first."""
        newest = sorted(self.site.reports, key=lambda report: report.meta.as_of, reverse=True)
        return sorted(newest, key=lambda report: report.meta.illustrative)

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """What does not fit in each filled form that has such, by the record's id."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for one in findings(self.register):
            found[one.row.record.id].append(one)
        return dict(found)

    @property
    def quality(self) -> Quality:
        """What is missing, contradicts itself or is out of date in the procedures in force or coming."""
        return self.site.quality(self.day)

    @property
    def sealed(self) -> bool:
        """Whether a report is sealed, so that a stranger may compute it again."""
        return any(report.chain for report in self.reports)

    def report(self, id_: str) -> Report | None:
        """Return the report of an id, or None."""
        return next((report for report in self.reports if report.id == id_), None)

    @cached_property
    def citing(self) -> dict[str, list[CitingPlace]]:
        """The places of reports that cite each document."""
        return citing(self.reports)

    @cached_property
    def counted_in(self) -> dict[str, list[CountedIn]]:
        """The figures in which each record is counted; by the record's path."""
        return counted_in(self.reports)

    @cached_property
    def noted(self) -> dict[str, list[tuple[Report, Note]]]:
        """The notes of reports that name each record."""
        return noted(self.reports)

    @cached_property
    def hearing_complaints(self) -> list[Organisation]:
        """The organisations whose records say where to complain or suggest."""
        return [agency for agency in self.register.organisations.values() if agency.complaints]

    @cached_property
    def fields_with_procedures(self) -> list[FieldOfWork]:
        """The fields that have a procedure, in their order."""
        used = {procedure.field for procedure in self.register.procedures.values()}
        return [field for id_, field in self.register.fields.items() if id_ in used]

    def permalink(self, record: Record) -> str:
        """Return the public address of a record's page; empty where the site has none."""
        return f"{self.site_url}{address_of(record)}" if self.site_url else ""

    def __iter__(self) -> Iterator[Page]:
        for model in (*VIEWS, *(model for model in models() if model not in VIEWS)):
            for record in self.register.of(model).values():
                first, *further = self.all_of(record)
                yield first
                yield from redirects_to(first, record)
                yield from further
            yield from FURTHER[model](self) if model in FURTHER else ()
        yield from map(self.evidence, self.reports)
        yield from (self.figure(one) for report in self.reports for one in self.figure_pages(report))
        for report in self.reports:
            for address, target in figure_redirects(report):
                yield Page(address, report.meta.title, REDIRECT, REPORTS, context={"target": target})
        for report in self.reports:
            yield from figure_table_pages(self, report)
            yield from reconciliation_pages(self, report) if report.reconcilable else ()
        yield from self.rules()
        yield from quality_pages(self)
        yield from (page for section in sections() for page in self.further(section))

    @cached_property
    def _changes(self) -> list[Change]:
        return changes(self.register)

    @cached_property
    def changes_past(self) -> list[Change]:
        """What has changed by the site's day, the newest first."""
        return past(self._changes, self.day)

    @cached_property
    def changes_ahead(self) -> list[Change]:
        """What is known to change after the site's day, the nearest first."""
        return coming(self._changes, self.day)

    def procedure_row(self, row: ProcedureOn) -> Item[ProcedureOn]:
        """Return a procedure as the tables of lists have it, made once."""
        id_ = row.procedure.id
        return self._rows.get(id_) or self._rows.setdefault(id_, procedure_row(row))

    def document_row(self, document: Document) -> Item[Document]:
        """Return a document as lists have it, made once."""
        id_ = document.id
        return self._documents.get(id_) or self._documents.setdefault(id_, document_row(document, self))

    def list_pages(self, section: Section) -> list[ListPage]:
        """Return the pages of a section's list, made once; a page that people write shows the first."""
        if section not in self._lists:
            self._lists[section] = list(list_pages(section, self))
        return self._lists[section]

    def further(self, section: Section) -> Iterator[Page]:
        """Yield the further pages of a section's list."""
        for one in self.list_pages(section)[1:]:
            yield Page(
                one.address,
                one.title,
                "list.html",
                section,
                one.title,
                {**one.context, "list": section.list},
                day=self.day_of(section),
                above=one.above,
            )

    def of(self, record: Record) -> Page:
        """Return the page of a record, the first where its lists take several."""
        return next(self.all_of(record))

    def all_of(self, record: Record) -> Iterator[Page]:
        """Yield the pages of a record."""
        kind = kind_for(type(record))
        view = VIEWS.get(type(record), generic)(self, record)
        context = {"record": record, **view.context}
        for paging in self.paged(record):
            yield Page(
                paging.address,
                f"{view.title}{paging.suffix}",
                kind.page,
                kind.section,
                f"{view.description}{paging.suffix}",
                {**context, **paging.lists, "paging": paging},
                day=self.day_of(kind.section),
                above=paging.above(view.title),
                plain=plain_address(record) if isinstance(record, Procedure) else "",
            )

    def paged(self, record: Record) -> Paged:
        """Return the lists of a record as its pages have them."""
        return Paged(address_of(record), parts_of(self, record), self.budget)

    def day_of(self, section: Section) -> date | None:
        """Return the day that the pages of a section speak of, or None where they depend on none."""
        return self.day if section.dated else None

    def version(self, version: ProcedureVersion) -> Page:
        """Return the page of a procedure as it held from one of its days on."""
        record = version.procedure.on(version.first_day)
        names = NamesOn(self.register, version.first_day)
        return Page(
            version.address,
            f"{record.name} ({version.span})",
            "version.html",
            kind_for(Procedure).section,
            f"{version.title}: {record.name}",
            {
                "version": version,
                "register": names,
                "on": (on := ProcedureOn(record, version.first_day)),
                "shown": self.sheet(on, names, ticked=False),
                "own_bases": "legal_basis" in version.procedure.history,
                "main": version.procedure,
                "contradictions": self.quality.contradictions_in(on),
            },
            canonical=address_of(record),
        )

    def sheets(self, field_of_work: FieldOfWork) -> Paged:
        """Return the posting sheets of a field as the pages of its booklet have them."""
        rows = [row for row in self.procedures_of[field_of_work.id] if row.in_force]
        return Paged(booklet_address(field_of_work), [sheets("sheets", rows)], self.budget)

    def sheet(self, on: ProcedureOn, names: NamesOn | None = None, **options: Any) -> Sheet:
        """Return the posting sheet of a procedure, with the names that bodies had on its day."""
        found = names or self.register
        flaws = () if names else self.quality.contradictions.get(on.procedure.id, ())
        doubted = frozenset(flaw.sort.about for flaw in flaws if flaw.sort.about)
        find = partial(form_link, self.site.root, on.procedure)

        def body(id_: str) -> Organisation | None:
            held = found.get("organisation", id_)
            return held if isinstance(held, Organisation) else None

        return Sheet(on, body, find, doubted, **options)

    def evidence(self, report: Report) -> Page:
        """Return the page with the evidence of every figure of a report."""
        return Page(
            evidence_address(report),
            f"Căn cứ của số liệu: {report.meta.title}",
            "evidence.html",
            REPORTS,
            f"Từng số liệu của báo cáo: cách tính, các bản ghi được đếm, chỉ tiêu. {report.meta.title}",
            evidence(self, report),
            sparser=(*({"most": most} for most in FEWER_ON_PAGE), {"most": 0, "brief": True}),
        )

    def figure_pages(self, report: Report) -> Iterator[FigurePage]:
        """Yield the pages of every figure of a report."""
        return (one for id_ in report.figures for one in figure_pages(report, id_, self.budget))

    def figure(self, shown: FigurePage) -> Page:
        """Return a page with the evidence of one figure."""
        return figure_page(self, shown)

    @cached_property
    def reconciliations(self) -> dict[str, Reconciliation]:
        """What was found of each report that has a signed original, by its id."""
        found = (report for report in self.reports if report.reconcilable)
        return {report.id: reconcile(report, self.site.problems) for report in found}

    def reconciled(self, report: Report) -> Paged:
        """Return the lists of a report's reconciliation as its pages have them."""
        parts = reconciliation_parts(self.reconciliations[report.id])
        return Paged(reconciliation_address(report), parts, self.budget)

    def rules(self) -> Iterator[Page]:
        """Yield a page for each rule that the site was checked by."""
        for rule in self.site.rules:
            context = {"rule": rule.id, "body": rule.body, "severity": rule.severity_name}
            yield Page(rule_address(rule), rule.title, "rule.html", RULES, rule.title, context)


def _booklets(pages: Pages) -> Iterator[Page]:
    return (page for field in pages.fields_with_procedures for page in booklet(pages, field))


def _versions(pages: Pages) -> Iterator[Page]:
    for procedure in pages.register.procedures.values():
        yield from map(pages.version, pages.versions_of(procedure))


FURTHER: dict[type[Record], Callable[[Pages], Iterator[Page]]] = {
    FieldOfWork: _booklets,
    Procedure: _versions,
}
"""The pages that a type of record has besides one a record, by the type."""


def _place_in_list(row: ProcedureOn) -> tuple[int, int, str]:
    return row.state.rank, row.procedure.number or 10**6, row.procedure.id
