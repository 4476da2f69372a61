"""Shipped: the records that the package brings, read in the form in which a site writes its own."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from congbo.records import frontmatter
from congbo.records.frontmatter import FrontMatter
from congbo.records.record import Record

_R = TypeVar("_R", bound=Record)


def pages(folder: str, at: Traversable | None = None) -> Iterator[tuple[str, FrontMatter]]:
    """Yield the pages of a folder of `law/`, or of one that stands elsewhere, by id and in its order.

    Raises `ValueError` where one cannot be read: then the package is broken, not a site.
    """
    found = at or files("congbo.law") / folder
    for page in sorted(found.iterdir(), key=lambda page: page.name):
        if page.name.endswith(".md"):
            front, problems = frontmatter.read(page.read_text(encoding="utf-8"), page.name)
            if front is None or problems:
                raise ValueError(f"the shipped page {folder}/{page.name} cannot be read")
            yield page.name.removesuffix(".md"), front


def records(model: type[_R], folder: str, at: Traversable | None = None) -> tuple[_R, ...]:
    """Return the records of such a folder in the order of their ids."""
    return tuple(
        model.model_validate({**front.data, "id": id_, "path": f"law/{folder}/{id_}.md", "body": front.body})
        for id_, front in pages(folder, at)
    )
