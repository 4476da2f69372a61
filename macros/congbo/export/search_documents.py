"""Documents in the search: what the search box and the list of documents know of each; read by documents.js.

The newest come first, in files of `MOST`: the box finds those of the first, and the list of documents, where
it stands on many pages, reads them all. The first file also has the pages that people read beside those of
procedures and documents: reports, fields, and what is written for citizens.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from math import ceil
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.pages.page import address_of, report_address
from congbo.pages.pages import Pages
from congbo.records.documents import Document
from congbo.reports.site import DOCS, written_address
from congbo.reports.written_page import PageSource
from congbo.words.wording import short_date

FOLDER = "du-lieu/"
MOST = 5_000
"""How many documents a file holds; so many are about 250 KB compressed."""
LONGEST = 160
"""How many characters of a subject are searched: further ones seldom tell two documents apart."""
MOST_PAGES = 300
"""How many pages are found: some 15 KB compressed."""
FOR_EDITORS = ("huong-dan", "quy-tac")
"""The folders of docs/ that are written for editors, whom the search does not serve."""

_HEADING = re.compile(r"^# +(?P<title>[^{}\n]+)$", re.MULTILINE)


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/tim-van-ban.json and, for very many documents, the further files that it names."""
    made = cache(partial(_made, pages))
    for name in names(len(pages.register.documents)):
        yield DataFile(f"{FOLDER}{name}", partial(_file, made, name))


EXPORT = Export("search-documents", files)


def names(documents: int) -> list[str]:
    """Return the names of the files of so many documents; the first is there though there are none."""
    count = max(ceil(documents / MOST), 1)
    return ["tim-van-ban.json", *(f"tim-van-ban-{n}.json" for n in range(2, count + 1))]


def _file(made: Callable[[], dict[str, bytes]], name: str) -> bytes:
    return made()[name]


def _made(pages: Pages) -> dict[str, bytes]:
    newest = sorted(
        pages.register.documents.values(),
        key=lambda one: (str(one.issued or one.year or ""), one.symbol.order, one.id),
        reverse=True,
    )
    found = {}
    every = names(len(newest))
    for number, name in enumerate(every):
        part = newest[number * MOST : (number + 1) * MOST]
        head = {} if number else {"more": every[1:], "pages": list(islice(pages_found(pages), MOST_PAGES))}
        data = {**head, **columns(part, pages)}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        found[name] = f"{text}\n".encode()
    return found


def pages_found(pages: Pages) -> Iterator[tuple[str, str, str]]:
    """Yield the address, title and description of each page that is found beside procedures and documents."""
    for report in pages.reports:
        yield report_address(report), report.meta.title, report.meta.description[:LONGEST]
    for field in pages.fields_with_procedures:
        yield address_of(field), field.name, "Lĩnh vực thủ tục hành chính"
    reports = {report.source.path for report in pages.reports}
    for source in pages.site.sources:
        folder = source.path.removeprefix(f"{DOCS}/").partition("/")[0]
        title = _title(source)
        address = written_address(source.path)
        if title and address and source.path not in reports and folder not in FOR_EDITORS:
            yield address, title, str(source.data.get("description", ""))[:LONGEST]


def _title(source: PageSource) -> str:
    """Return the title of a written page; empty where it has none, or one that a macro would answer."""
    heading = _HEADING.search(source.body)
    return str(source.data.get("title", "")) or (heading["title"].strip() if heading else "")


def columns(documents: Sequence[Document], pages: Pages) -> dict[str, Any]:
    """Return documents as columns; `status` and `kind` are places in the tables of the same file."""
    states = [pages.documents_on_day[document.id] for document in documents]
    statuses = list(dict.fromkeys(on.status for on in states))
    kinds = list(dict.fromkeys(document.kind for document in documents))
    return {
        "statuses": statuses,
        "kinds": kinds,
        "id": [document.id for document in documents],
        "label": [document.label for document in documents],
        "day": [short_date(document.issued) if document.issued else "" for document in documents],
        "subject": [(document.subject or document.description)[:LONGEST] for document in documents],
        "status": [statuses.index(on.status) for on in states],
        "kind": [kinds.index(document.kind) for document in documents],
        "over": [int(on.idle) for on in states],
    }
