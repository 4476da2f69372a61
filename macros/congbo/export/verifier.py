"""Verifier: the program with which a stranger computes the sealed reports again, published as it stands."""

from collections.abc import Iterator
from pathlib import Path

from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages

PROGRAM = Path(__file__).parent / "standalone" / "verify.py"
ADDRESS = "du-lieu/verify.py"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield the program where there is a seal to verify."""
    if pages.sealed:
        yield DataFile(ADDRESS, PROGRAM.read_bytes)


EXPORT = Export("verifier", files)
