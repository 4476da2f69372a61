"""Export: what a format is: the files that it writes, each with its address before its content is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from congbo.pages.pages import Pages


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site: its address, relative to the site's root, and what makes its bytes when asked.

    `path` is the file of the project that it is a copy of; empty where it is made.
    """

    address: str
    content: Callable[[], bytes]
    path: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A format in which others read the site; `files` says which files there are before any is made."""

    name: str
    files: Callable[[Pages], Iterator[DataFile]]

    def addresses(self, pages: Pages) -> Iterator[str]:
        """Yield the address of each file that will be written, at the cost of a look at the register."""
        return (file.address for file in self.files(pages))

    def made(self, pages: Pages) -> Iterator[tuple[str, bytes]]:
        """Yield each file as (address, bytes)."""
        return ((file.address, file.content()) for file in self.files(pages))
