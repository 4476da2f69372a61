"""Library: indicators that the package ships, of which a site has those that it or one of its pages names.

A site's own record of the same id stands for the shipped one: whoever changes one begins with a copy of ours.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from congbo.records import frontmatter
from congbo.records.indicator_definitions import Indicator
from congbo.records.record import Record

SHIPPED = "law/indicators/"
"""Where the records of the library stand, as their paths say."""

FOLDERS: list[Path] = [Path(str(files("congbo.law"))) / "indicators"]
"""The folders of the library; whoever appends one has its indicators offered to every site."""


def library() -> Mapping[str, Indicator]:
    """Return the indicators of the library by id; of one id the last folder's."""
    return {id_: one for folder in FOLDERS for id_, one in _read(folder).items()}


@cache
def _read(folder: Path) -> dict[str, Indicator]:
    found = {}
    for page in sorted(folder.glob("*.md")):
        front, problems = frontmatter.read(page.read_text(encoding="utf-8"), page.name)
        if front is None or problems:
            raise ValueError(f"the shipped indicator {page.name} cannot be read")
        id_ = page.stem
        own = {"id": id_, "path": f"{SHIPPED}{page.name}", "body": front.body}
        found[id_] = Indicator.model_validate({**front.data, **own})
    return found


def with_library(records: Iterable[Record], named: Collection[str]) -> tuple[Record, ...]:
    """Return the records with the indicators of the library that are named and that no record stands for."""
    own = tuple(records)
    taken = {id_ for one in own if isinstance(one, Indicator) for id_ in (one.id, *one.former_ids)}
    return (*own, *(one for id_, one in library().items() if id_ in named and id_ not in taken))


def is_shipped(record: Record) -> bool:
    """Tell whether a record is one of the library, and so stands in no file of the site."""
    return record.path.startswith(SHIPPED)
