"""Render: templates of the package, with Vietnamese numbers, dates and lists, as text of a page.

Whatever a record says is escaped: autoescape is on, and the Markdown of a record's body lets no HTML in.
"""

from collections.abc import Callable, Mapping, Sized
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from congbo.pages.figure_pages import first_lines, of_many_pages
from congbo.pages.lists import section_called
from congbo.pages.markdown import record_converter
from congbo.pages.page import (
    Page,
    address_of,
    booklet_address,
    document_address,
    evidence_address,
    figure_address,
    figures_address,
    file_name,
    form_address,
    reconciliation_address,
    report_address,
)
from congbo.pages.pages import Pages
from congbo.pages.paging import LARGEST, SHELL
from congbo.pages.qr import qr
from congbo.pages.templating import quicken
from congbo.records.guide import guide
from congbo.reports.report import Report
from congbo.reports.report_meta import ReportMeta
from congbo.reports.seal_view import SealView, seal_view
from congbo.words import wording
from congbo.words.spelling import slug

MOST_OPEN = 10
"""Records that are shown without being asked for."""


def few(items: Sized) -> bool:
    """Tell whether a list is short enough to stand open; a longer one is folded."""
    return len(items) <= MOST_OPEN


AS_OF = '<p class="cb-day">'
"""How what says the day that a page speaks of begins."""


class Renderer:
    """Renders pages and the parts of report pages from the package's templates.

    `functions` are what templates may call of the rooms above this one.
    """

    def __init__(self, pages: Pages, **functions: Callable[..., Any]) -> None:
        self.pages = pages
        self._markdown = record_converter()
        self.environment = Environment(
            loader=PackageLoader("congbo.pages", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        quicken(self.environment)
        self.environment.tests["few"] = few
        self.environment.tests["of_many_pages"] = of_many_pages
        self.environment.filters.update(
            number=wording.number,
            count=wording.count,
            short_date=wording.short_date,
            long_date=wording.long_date,
            listing=wording.listing,
            closed=wording.closed,
            sentence=wording.sentence,
            markdown=self.markdown,
            address=address_of,
            booklet_address=booklet_address,
            report_address=report_address,
            evidence_address=evidence_address,
            figure_address=figure_address,
            figures_address=figures_address,
            first_lines=first_lines,
            reconciliation_address=reconciliation_address,
            document_address=document_address,
            form_address=form_address,
            file_name=file_name,
            permalink=pages.permalink,
            slug=slug,
            qr=qr,
        )
        self.environment.globals.update(
            pages=pages,
            register=pages.register,
            reports=pages.reports,
            guide=guide,
            report_meta=ReportMeta,
            seal_view=self.seal_view,
            listed=self.listed,
            **functions,
        )

    def listed(self, section: str, root: str) -> Markup:
        """Return the list of a section as the page of that root shows it."""
        found = section_called(section)
        day = self.pages.day_of(found)
        said = self.part("as_of.html", root, day=day) if day else ""
        return Markup(said + self.part(found.list, root, **self.pages.list_pages(found)[0].context))

    def seal_view(self, report: Report) -> SealView | None:
        """Return the seal of a report; its code leads to the evidence where the site has an address."""
        site = self.pages.site_url
        return seal_view(report, f"{site}{evidence_address(report)}" if site else "")

    def markdown(self, text: str) -> Markup:
        """Return the Markdown of a record's body as HTML that holds nothing the record brought along."""
        self._markdown.reset()
        return Markup(self._markdown.convert(text))

    def page(self, page: Page) -> str:
        """Return the content of a page, sparser where it would be too large."""
        content = self.part(page.template, page.root, page=page, **page.context)
        for sparser in page.sparser:
            if len(content.encode()) <= LARGEST - SHELL:
                break
            content = self.part(page.template, page.root, page=page, **{**page.context, **sparser})
        return content

    def part(self, template: str, root: str, **context: Any) -> str:
        """Return a template filled in; `root` is the relative way from the page to the site's root."""
        variables: Mapping[str, Any] = {"root": root, **context}
        return self.environment.get_template(template).render(variables)
