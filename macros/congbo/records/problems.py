"""Problems: what is wrong with a record or a page, as values that are collected, sorted and printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from congbo.words.hidden import code

MOST_SHOWN = 20  # problems of one file that are printed
MOST_OF_A_RULE = 10  # warnings of one rule that are printed where the whole site is looked at


class Severity(IntEnum):
    """How a problem counts: an error stops publication, a warning does not.

    A reminder is of something to do: nothing is wrong, so it is no warning, even where warnings are errors.
    """

    ERROR = 0
    WARNING = 1
    REMINDER = 2


WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.REMINDER: "nhắc việc"}
"""What editors call a problem of each severity; the page of its rule says so at its head."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that is certain and touches no meaning: `typed` is to become `right`.

    `typed` stands where the problem is, or at a place of its own; a value in quotes is given without them.
    """

    typed: str
    right: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place.

    `path` is relative to the site's root with forward slashes; `line` and `column` count from 1;
    `rule` is the id of the documented rule; `message` is Vietnamese and says what was got and what is
    accepted; `hint` is the nearest match, ready to print, or empty. `mend` is what `congbo check --fix` does
    about it, where that is certain; it makes no two problems out of one.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    mend: Mend | None = field(default=None, compare=False)

    def __str__(self) -> str:
        counts = "" if self.severity is Severity.ERROR else f"{WORDS[self.severity]}: "
        hint = f". {self.hint}" if self.hint else ""
        path = "".join(sign if sign.isprintable() else f"<{code(sign)}>" for sign in self.path)
        return f"{path}:{self.line}:{self.column}: {counts}{self.message}{hint} [{self.rule}]"


def shown(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems to print: each once, by file, line and column, and of one file not too many.

    Of a file with more, the errors come first, and a last line says how many there are beside; it stands at
    the first of them and counts as the worst of them does.
    """
    by_path: dict[str, list[Problem]] = {}
    for problem in sorted(set(problems)):
        by_path.setdefault(problem.path, []).append(problem)
    return [problem for found in by_path.values() for problem in _of_one_file(found)]


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems to print of a whole site: as `shown`, and of one rule not too many warnings.

    What is wrong in hundreds of records is read on a page or in a folder, not between the errors of others.
    """
    printed = shown(problems)
    sizes = Counter(problem.rule for problem in printed if problem.severity is not Severity.ERROR)
    many = {rule for rule, size in sizes.items() if size > MOST_OF_A_RULE + 1}
    told: Counter[str] = Counter()
    found: list[Problem] = []
    cut: dict[str, list[Problem]] = {}
    for problem in printed:
        rule = problem.rule if problem.severity is not Severity.ERROR else ""
        told[rule] += rule in many
        if told[rule] <= MOST_OF_A_RULE:
            found.append(problem)
        else:
            cut.setdefault(rule, []).append(problem)
    return sorted([*found, *map(_rest_of_a_rule, cut.values())])


def _rest_of_a_rule(rest: list[Problem]) -> Problem:
    first = rest[0]
    folders = " ".join(dict.fromkeys(problem.path.partition("/")[0] for problem in rest))
    message = f"và còn {len(rest)} {WORDS[first.severity]} của quy tắc “{first.rule}”"
    hint = f"Muốn xem đủ thì gõ “congbo check {folders}”, hoặc nêu một thư mục, một tệp"
    return Problem(first.path, first.line, first.column, "more-problems", message, hint, first.severity)


def _of_one_file(found: list[Problem]) -> list[Problem]:
    if len(found) <= MOST_SHOWN:
        return found
    worst_first = sorted(found, key=lambda problem: problem.severity)
    kept, rest = set(worst_first[:MOST_SHOWN]), worst_first[MOST_SHOWN:]
    worst, first = rest[0].severity, min(rest)
    what, count = WORDS[worst], counted(rest)
    message = f"và còn {count} khác trong tệp này; hãy sửa những {what} đã báo rồi kiểm tra lại"
    more = Problem(first.path, first.line, first.column, "more-problems", message, severity=worst)
    return [*(problem for problem in found if problem in kept), more]


def counted(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each severity that there is any of: `2 lỗi, 1 cảnh báo`."""
    found = Counter(problem.severity for problem in problems)
    return ", ".join(f"{found[severity]} {word}" for severity, word in WORDS.items() if found[severity])


def report(problems: Iterable[Problem]) -> list[str]:
    """Return the problems as printed lines."""
    return [str(problem) for problem in shown(problems)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops publication."""
    return any(problem.severity is Severity.ERROR for problem in problems)
