"""Reports on paper: each report as an official document, in Word and in PDF, beside its page."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from congbo.export.export import DataFile, Export
from congbo.pages.page import document_address
from congbo.pages.pages import Pages
from congbo.paper import SUFFIXES
from congbo.reports.report import Report

if TYPE_CHECKING:
    from congbo.pages.rendering import Renderer
    from congbo.paper.document import OfficialDocument


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield the Word and the PDF file of every report."""
    renderer = cache(partial(_renderer, pages))
    for report in pages.site.reports:
        document = cache(partial(_document, report, renderer))
        for suffix in SUFFIXES:
            content = partial(_made, report, document, suffix, pages)
            yield DataFile(document_address(report, suffix), content)


def _renderer(pages: Pages) -> "Renderer":
    from congbo.pages.rendering import Renderer  # segno and Markdown are loaded only where something is made

    return Renderer(pages)


def _document(report: Report, renderer: "Callable[[], Renderer]") -> "OfficialDocument":
    from congbo.paper.reports import official_document  # as are lxml, python-docx and typst

    return official_document(report, renderer(), renderer().pages.site_url)


def _made(report: Report, document: "Callable[[], OfficialDocument]", suffix: str, pages: Pages) -> bytes:
    from congbo.paper.reports import made

    return made(report, document(), suffix, pages.fonts)


EXPORT = Export("papers", files)
