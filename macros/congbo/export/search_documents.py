"""Documents in the search: what the search box knows of each, kept small; read by documents.js.

The newest come first; of a register with more than `MOST` the oldest are found in the list of documents only.
"""

import json
from collections.abc import Iterator

from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages
from congbo.words.wording import short_date

FILE = "du-lieu/tim-van-ban.json"
MOST = 5_000
"""How many documents the box knows; so many are about 250 KB compressed."""
LONGEST = 160
"""How many characters of a subject are searched: further ones seldom tell two documents apart."""


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield the file that the search box reads."""
    yield DataFile(FILE, lambda: data(pages))


EXPORT = Export("search-documents", files)


def data(pages: Pages) -> bytes:
    """Return the documents as columns: id, label, day, subject, status; the last as a place in `statuses`."""
    newest = sorted(
        pages.register.documents.values(),
        key=lambda one: (str(one.issued or one.year or ""), one.symbol.order, one.id),
        reverse=True,
    )[:MOST]
    states = [pages.documents_on_day[document.id] for document in newest]
    statuses = list(dict.fromkeys(on.status for on in states))
    columns = {
        "statuses": statuses,
        "id": [document.id for document in newest],
        "label": [document.label for document in newest],
        "day": [short_date(document.issued) if document.issued else "" for document in newest],
        "subject": [(document.subject or document.description)[:LONGEST] for document in newest],
        "status": [statuses.index(on.status) for on in states],
        "over": [int(on.idle) for on in states],
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()
