"""Site: everything that a site says, as data: its records, its written pages, its reports, its problems."""

from dataclasses import dataclass
from pathlib import Path

from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

DOCS = "docs"
"""The folder of the pages that people write."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site as data. `register` holds only what may appear in public; `problems` are sorted.

    `assets` are the files of docs/ that are published beside the pages, by path from the root.
    """

    root: Path
    register: Register
    sources: tuple[PageSource, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    assets: frozenset[str] = frozenset()
