"""Documents in the search: what the search box and the list of documents know of each; read by documents.js.

The newest come first, in files of `MOST`: the box finds those of the first, and the list of documents, where
it stands on many pages, reads them all.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from math import ceil
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages
from congbo.records.documents import Document
from congbo.words.wording import short_date

FOLDER = "du-lieu/"
MOST = 5_000
"""How many documents a file holds; so many are about 250 KB compressed."""
LONGEST = 160
"""How many characters of a subject are searched: further ones seldom tell two documents apart."""


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
        data = {**({} if number else {"more": every[1:]}), **columns(part, pages)}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        found[name] = f"{text}\n".encode()
    return found


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
