"""Export: the site's data in formats that others read. One file a format; what is written is listed here.

Importing this room costs little: what writes Word, PDF and workbooks is loaded when a file is made.
"""

from collections.abc import Iterator

from congbo.export import (
    atom,
    cpsv,
    csv,
    day,
    dcat,
    due_dates,
    forms,
    json,
    papers,
    plain_texts,
    quality,
    search,
    search_documents,
    search_words,
    sitemap,
    verifier,
    workbook,
)
from congbo.export.export import Export
from congbo.pages.pages import Pages

EXPORTS: list[Export] = [
    json.EXPORT,
    csv.EXPORT,
    quality.EXPORT,
    workbook.EXPORT,
    search.EXPORT,
    search_documents.EXPORT,
    search_words.EXPORT,
    cpsv.EXPORT,
    dcat.EXPORT,
    atom.EXPORT,
    sitemap.EXPORT,
    day.EXPORT,
    due_dates.EXPORT,
    verifier.EXPORT,
    papers.EXPORT,
    forms.EXPORT,
    plain_texts.EXPORT,
]
"""Every export, in the order in which files are written; it is asked at each build."""


def files_of(pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield every data file of the site and every report on paper, as (address, bytes)."""
    for export in EXPORTS:
        yield from export.made(pages)
