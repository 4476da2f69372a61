"""Problems: what is wrong with a record or a page, as values that are collected, sorted and printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How a problem counts: an error stops publication, a warning does not."""

    ERROR = 0
    WARNING = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place.

    `path` is relative to the site's root with forward slashes; `line` and `column` count from 1;
    `rule` is the id of the documented rule; `message` is Vietnamese and says what was got and what is
    accepted; `hint` is the nearest match, ready to print, or empty.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        warning = "cảnh báo: " if self.severity is Severity.WARNING else ""
        hint = f". {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {warning}{self.message}{hint} [{self.rule}]"


def report(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as printed lines: each once, by file, line and column."""
    return [str(problem) for problem in sorted(set(problems))]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)
