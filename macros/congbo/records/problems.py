"""Problems: what is wrong with a record or a page, as values that are collected, sorted and printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from congbo.words.hidden import code

MOST_SHOWN = 20  # problems of one file that are printed


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
        path = "".join(sign if sign.isprintable() else f"<{code(sign)}>" for sign in self.path)
        return f"{path}:{self.line}:{self.column}: {warning}{self.message}{hint} [{self.rule}]"


def shown(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems to print: each once, by file, line and column, and of one file not too many.

    Of a file with more, the errors come first, and a last line says how many there are beside; it stands at
    the first of them and counts as the worst of them does.
    """
    by_path: dict[str, list[Problem]] = {}
    for problem in sorted(set(problems)):
        by_path.setdefault(problem.path, []).append(problem)
    return [problem for found in by_path.values() for problem in _of_one_file(found)]


def _of_one_file(found: list[Problem]) -> list[Problem]:
    if len(found) <= MOST_SHOWN:
        return found
    worst_first = sorted(found, key=lambda problem: problem.severity)
    kept, rest = set(worst_first[:MOST_SHOWN]), worst_first[MOST_SHOWN:]
    worst, first = rest[0].severity, min(rest)
    what = "lỗi" if worst is Severity.ERROR else "cảnh báo"
    errors = sum(problem.severity is Severity.ERROR for problem in rest)
    count = f"{errors} lỗi" if errors else ""
    if len(rest) > errors:
        count += f"{', ' if errors else ''}{len(rest) - errors} cảnh báo"
    message = f"và còn {count} khác trong tệp này; hãy sửa những {what} đã báo rồi kiểm tra lại"
    more = Problem(first.path, first.line, first.column, "more-problems", message, severity=worst)
    return [*(problem for problem in found if problem in kept), more]


def report(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as printed lines."""
    return [str(problem) for problem in shown(problems)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)
