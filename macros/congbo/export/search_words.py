"""Search words: what everyday words, situations and topics of other offices the search box knows.

Written to du-lieu/tim-tu.json, read by lexicon.js: only the groups that lead to a procedure of the site, and
only the topics that are not its own business, for it is read beside the index.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.records.situations import Situation

ADDRESS = "du-lieu/tim-tu.json"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/tim-tu.json."""
    yield DataFile(ADDRESS, partial(_encoded, pages))


EXPORT = Export("search-words", files)


def _encoded(pages: Pages) -> bytes:
    text = json.dumps(search_words(pages), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def search_words(pages: Pages) -> dict[str, list[Any]]:
    """Return what the search knows of words; an address is a page of the site, or one that begins https://."""
    return {
        "words": [[list(one.group.said), list(one.means)] for one in pages.words.alive],
        "situations": [
            {
                "name": one.name,
                "address": address_of(one),
                "said": list(one.said),
                "procedures": [step.procedure for step in one.steps],
            }
            for one in pages.register.of(Situation).values()
        ],
        "elsewhere": [
            {
                "topic": told.topic.topic,
                "said": list(told.said),
                "office": told.record.office,
                "address": told.record.address,
            }
            for told in pages.words.elsewhere
        ],
    }
