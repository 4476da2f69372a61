"""A check over records in memory: what it tells, each with the key that it points at."""

from datetime import date
from pathlib import Path

from congbo.records.frontmatter import KeyPath, Position
from congbo.records.problems import Problem
from congbo.records.reader import Places
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.rules.rulebook import Check, SiteToCheck

TODAY = date(2026, 11, 23)


class KeysAsPlaces(Places):
    """Remembers the keys that are asked for; the line of a place is the key's turn."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.asked: list[str] = []

    def of(self, path: str, key: KeyPath, *, at_key: bool = False) -> Position:
        self.asked.append(".".join(map(str, key)) + ("!" if at_key else ""))
        return len(self.asked), 1

    def key(self, line: int) -> str:
        return self.asked[line - 1]


def told(
    check: Check, *records: Record, reports: tuple[Report, ...] = (), today: date = TODAY
) -> list[tuple[str, str, str, str]]:
    """What a check tells, in its order, as (path, key, rule, message with its hint)."""
    places = KeysAsPlaces()
    sources = tuple(report.source for report in reports)
    site = SiteToCheck(Register(records), places, today, sources=sources, reports=reports)
    return [(p.path, places.key(p.line), p.rule, said(p)) for p in check(site)]


def said(problem: Problem) -> str:
    return f"{problem.message}. {problem.hint}" if problem.hint else problem.message


def told_of(check: Check, found: Report) -> list[tuple[str, str]]:
    """What a check tells of the calls of a report, as (rule, message with its hint)."""
    site = SiteToCheck(found.register, KeysAsPlaces(), TODAY, sources=(found.source,), reports=(found,))
    return [(problem.rule, said(problem)) for problem in check(site)]
