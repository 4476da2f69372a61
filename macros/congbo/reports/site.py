"""Site: everything that a site says, as data: its records, its written pages, its reports, its problems."""

from dataclasses import dataclass
from pathlib import Path

from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.records.rule import Rule
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

DOCS = "docs"
"""The folder of the pages that people write."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site as data. `register` holds only what may appear in public; `problems` are sorted.

    `rules` are those that it was checked by, by id.
    """

    root: Path
    register: Register
    sources: tuple[PageSource, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rules: tuple[Rule, ...] = ()
