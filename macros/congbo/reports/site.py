"""Site: everything that a site says, as data: its records, its written pages, its reports, its problems."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from congbo.figures.quality import Quality
from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.records.rule import Rule
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

DOCS = "docs"
"""The folder of the pages that people write."""


@dataclass(frozen=True)
class Site:
    """A site as data. `register` holds only what may appear in public; `problems` are sorted.

    `rules` are those that it was checked by, by id.

    `assets` are the files of docs/ that are published beside the pages, by path from the root.
    """

    root: Path
    register: Register
    sources: tuple[PageSource, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rules: tuple[Rule, ...] = ()
    assets: frozenset[str] = frozenset()

    def quality(self, day: date) -> Quality:
        """Return the quality of the register on a day, the same each time: it is looked for once."""
        if day not in self._quality:
            self._quality[day] = Quality(self.register.on(day), day)
        return self._quality[day]

    def with_problems(self, problems: tuple[Problem, ...]) -> "Site":
        """Return the site with other problems; what was found of its register is not looked for again."""
        site = replace(self, problems=problems)
        site._quality.update(self._quality)
        return site

    @cached_property
    def _quality(self) -> dict[date, Quality]:
        return {}

    @cached_property
    def addresses_written(self) -> dict[str, str]:
        """The address of each page of docs/, by its path."""
        return {source.path: written_address(source.path) for source in self.sources}


def written_address(path: str) -> str:
    """Return the address of a page of docs/: `docs/du-lieu/index.md` is at `du-lieu/`."""
    stem = path.removeprefix(f"{DOCS}/").removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    address = folder if name in ("index", "README") else stem
    return f"{address}/" if address else ""
