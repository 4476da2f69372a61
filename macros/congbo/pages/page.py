"""Page: a page that is made from records, and the addresses of pages and files, from the site's root."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from congbo.figures.form_table import FormTable
from congbo.records.fields import FieldOfWork
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import kind_for
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.rule import Rule
from congbo.records.sections import HOME, RULES, Section
from congbo.reports.report import Report

REDIRECT = "redirect.html"
"""The template of a page that only leads to another."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: where it stands, what it is called, and what its template is given.

    `address` is relative to the site's root and ends in a slash; `trail` leads from the home page to it.
    `canonical` is the address of the page that search engines should know instead, where there is one.
    `day` is the one that the page speaks of, None where it depends on none. `above` are the pages between its
    section's front page and it: address and title. `sparser` is what its template is given instead, one after
    the other, until the page is small enough: what it leaves out then stands on other pages. `plain` is the
    address of the same as plain text, empty where there is none.
    """

    address: str
    title: str
    template: str
    section: Section
    description: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    canonical: str = ""
    day: date | None = None
    above: tuple[tuple[str, str], ...] = ()
    sparser: tuple[dict[str, Any], ...] = ()
    plain: str = ""

    @property
    def depth(self) -> int:
        """How many folders below the site's root the page stands."""
        return self.address.count("/")

    @property
    def root(self) -> str:
        """The relative way from the page to the site's root."""
        return "../" * self.depth

    @property
    def trail(self) -> list[Section]:
        """The front pages above it."""
        return [HOME, self.section]


def address_of(record: Record) -> str:
    """Return the address of a record's page."""
    return f"{kind_for(type(record)).section.address}{record.id}/"


def plain_address(procedure: Procedure) -> str:
    """Return the address of a procedure's sheet as plain text: that of its page, as llmstxt.org has it."""
    return f"{address_of(procedure)}index.html.md"


def redirects_of(record: Record) -> Iterator[tuple[str, KeyPath]]:
    """Yield (address, key) of each former address of a record, and of a procedure's code, each once.

    The booklet of a field that had another id leads to the field.
    """
    section = kind_for(type(record)).section
    keys: dict[str, KeyPath] = {id_: ("former_ids", index) for index, id_ in enumerate(record.former_ids)}
    if isinstance(record, Procedure) and record.code:
        keys |= {code: ("code",) for code in (record.national_code, record.code) if code not in keys}
    ends = ("", _BOOKLET) if isinstance(record, FieldOfWork) else ("",)
    for id_, key in keys.items():
        if id_ != record.id:
            yield from ((f"{section.address}{id_}/{end}", key) for end in ends)


def redirects_to(page: Page, record: Record) -> Iterator[Page]:
    """Yield a page at each former address of a record, and at a procedure's code, leading to its page."""
    for address, _ in redirects_of(record):
        yield Page(address, page.title, REDIRECT, page.section, context={"target": page.address})


_BOOKLET = "so-tay/"


def booklet_address(field_of_work: FieldOfWork) -> str:
    """Return the address of the booklet with all procedures of a field."""
    return f"{address_of(field_of_work)}{_BOOKLET}"


def version_address(record: Record, start: date | None) -> str:
    """Return the address of the page of a record as it held from a day; its first version has no day."""
    return f"{address_of(record)}{f'tu-{start.isoformat()}' if start else 'ban-dau'}/"


def rule_address(rule: Rule) -> str:
    """Return the address of the page that explains a rule."""
    return f"{RULES.address}{rule.id}/"


def report_address(report: Report) -> str:
    """Return the address of a report's page."""
    return report.source.path.removeprefix("docs/").removesuffix(".md") + "/"


def evidence_address(report: Report) -> str:
    """Return the address of the page with the evidence of a report's figures."""
    return f"{report_address(report)}can-cu/"


def figure_address(report: Report, id_: str, number: int = 1) -> str:
    """Return the address of a page of a figure of a report: of its first, or of a further one by number."""
    return f"{evidence_address(report)}{id_}/{f'trang-{number}/' if number > 1 else ''}"


def figures_address(report: Report) -> str:
    """Return the address of the table of a report's figures."""
    return f"{report_address(report)}so-lieu/"


def reconciliation_address(report: Report) -> str:
    """Return the address of the page that holds a report against its signed original."""
    return f"{report_address(report)}doi-chieu/"


def document_address(report: Report, suffix: str) -> str:
    """Return the address of a report as a file: `docx` or `pdf`."""
    return f"{report_address(report)}{report.id}.{suffix}"


def form_address(table: FormTable, report: Report) -> str:
    """Return the address of an official form of a report as a workbook."""
    return f"du-lieu/bao-cao/{report.id}-{table.form.file_mark}.xlsx"


def file_name(address: str) -> str:
    """Return the last part of a file's address."""
    return address.rpartition("/")[2]
