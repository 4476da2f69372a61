"""Rulebook: what a rule across records is given, and how it says what is wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem, Severity
from congbo.records.reader import Places
from congbo.records.record import Record
from congbo.records.register import Register


@dataclass(frozen=True, slots=True)
class RecordsToCheck:
    """All records of a site with what a rule needs: places, the reports' ids, the day of the check."""

    register: Register
    places: Places
    today: date
    report_ids: Sequence[str] = ()
    unread_ids: frozenset[str] = field(default=frozenset())

    def problem(
        self,
        record: Record,
        path: KeyPath,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        *,
        at_key: bool = False,
    ) -> Problem:
        """Return the problem of a record at the value of one of its keys, or at the key."""
        line, column = self.places.of(record.path, path, at_key=at_key)
        return Problem(record.path, line, column, rule, message, hint, severity)


RecordRule = Callable[[RecordsToCheck], Iterator[Problem]]
