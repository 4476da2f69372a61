"""Merges: the marks that git leaves in a file where two versions say different things."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """What git left of a merge that nobody settled: lines from 0, the last one included.

    `ours` are the lines of the first side, by which the file can still be read.
    """

    first: int
    last: int
    ours: range


_OPENING, _MIDDLE, _ANCESTOR, _CLOSING = "<<<<<<<", "=======", "|||||||", ">>>>>>>"


def conflicts(text: str, head: int = 0) -> list[Conflict]:
    """Return the conflicts of a text. A line of `=======` alone is a heading, and no conflict.

    In its first lines, `head` of them, a formatter may have moved the marks to the right; further down what
    is moved is an example.
    """
    if _OPENING not in text and _CLOSING not in text and _ANCESTOR not in text:
        return []
    found: list[Conflict] = []
    opened: int | None = None
    ours_end: int | None = None
    for number, typed in enumerate(text.split("\n")):
        line = typed.lstrip(" \t") if number < head else typed
        if _is_marker(line, _OPENING):
            if opened is not None:
                found.append(_conflict(opened, number - 1, ours_end))
            opened, ours_end = number, None
        elif opened is not None and ours_end is None and _is_marker(line, _MIDDLE, _ANCESTOR):
            ours_end = number
        elif _is_marker(line, _CLOSING):
            first = number if opened is None else opened
            found.append(_conflict(first, number, ours_end if opened is not None else number))
            opened, ours_end = None, None
        elif opened is None and _is_marker(line, _ANCESTOR) and line[7:].strip() and "|" not in line[7:]:
            found.append(_conflict(number, number, number))
    if opened is not None:
        found.append(Conflict(opened, opened if ours_end is None else ours_end, range(0)))
    return found


def _conflict(first: int, last: int, ours_end: int | None) -> Conflict:
    return Conflict(first, last, range(first + 1, last if ours_end is None else ours_end))


def _is_marker(line: str, *markers: str) -> bool:
    return line[:7] in markers and (len(line) == 7 or line[7] == " ")
