"""Export: the site's data in formats that others read. One file a format; what is written is listed here."""

from collections.abc import Callable, Iterator
from pathlib import Path

from congbo.export import atom, cpsv, csv, dcat, json, search, sitemap
from congbo.pages.pages import Pages
from congbo.paper import reports as documents
from congbo.paper import workbook as xlsx

EXPORTS: tuple[Callable[[Pages, str], Iterator[tuple[str, bytes]]], ...] = (
    json.files,
    csv.files,
    xlsx.files,
    search.files,
    cpsv.files,
    dcat.files,
    atom.files,
    sitemap.files,
)
"""Each yields (address relative to the site's root, bytes), given the pages and the site's public address."""


def files_of(pages: Pages, site_url: str, fonts: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield every data file of the site, and every report in Word and PDF with a font of that folder."""
    for export in EXPORTS:
        yield from export(pages, site_url)
    yield from documents.files(pages, site_url, fonts)
