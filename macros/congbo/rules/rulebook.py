"""Rulebook: what a check is, which rules it tells, what it is given, and how it says what is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from congbo.pages.reading import Reading
from congbo.pages.settings import Settings
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Observation
from congbo.records.problems import Problem
from congbo.records.reader import Places
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.rule import Rule
from congbo.reports.calls import Call
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

PAGES = files("congbo.rules")
"""The folder with the pages of the package's own rules."""


@dataclass(frozen=True, slots=True)
class SiteToCheck:
    """What checks are given: all records, public or not, and the pages of docs/, the reports among them.

    `readings` are what the pages' Markdown holds, by path; `places` finds keys in files; `today` is the last
    day on which something can have happened; `day` is the one that the site speaks of, None where it is the
    same; `seals` are the paths of the files that hold seals. `unread_ids` are what other files may rightly
    call what could not be read: they are not told as unknown. Checks of records run before reports are read:
    `reports` is empty then.
    """

    register: Register
    places: Places
    today: date
    sources: tuple[PageSource, ...] = ()
    seals: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    unread_ids: frozenset[str] = frozenset()
    settings: Settings = field(default_factory=Settings)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    day: date | None = None

    @property
    def of_day(self) -> date:
        """The day that the site speaks of."""
        return self.day or self.today

    def problem(
        self, record: Record, path: KeyPath, rule: str, message: str, hint: str = "", *, at_key: bool = False
    ) -> Problem:
        """Return the problem of a record at the value of one of its keys, or at the key."""
        match path:
            case ("rows", int(row), *_) if isinstance(record, Observation) and (
                place := record.place(row, str(path[-1]))
            ):
                said = f"ô {place.cell}: {message}"
                return Problem(place.path, place.line, place.column, rule, said, hint)
        line, column = self.places.of(record.path, path, at_key=at_key)
        return Problem(record.path, line, column, rule, message, hint)


Look = Callable[[SiteToCheck], Iterator[Problem]]
"""A generator that yields what is wrong; its docstring is the rule. It never decides how a problem counts."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function that looks for what is wrong, with the rules that it tells."""

    look: Look
    rules: tuple[Rule, ...]

    def __call__(self, site: SiteToCheck) -> Iterator[Problem]:
        """Yield every problem that the function finds."""
        return self.look(site)


def tells(*rules: str | Rule) -> Callable[[Look], Check]:
    """Make a function a check of these rules: ids of pages in this folder, or rules with pages elsewhere."""
    declared = tuple(own_rule(rule) if isinstance(rule, str) else rule for rule in rules)
    return lambda look: Check(look, declared)


def own_rule(id_: str) -> Rule:
    """Return the rule of the package with that id."""
    return Rule(PAGES / f"{id_}.md")


def at_call(source: PageSource, call: Call, rule: str, message: str, hint: str = "") -> Problem:
    """Return the problem of a page at one of its macro calls."""
    return Problem(source.path, call.line, call.column, rule, message, hint)
