"""Escapes: what a value in double quotes hides behind a backslash, told where it is typed and taken out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from congbo.records.problems import Problem
from congbo.words.health import damage
from congbo.words.hidden import hidden, hidden_name, without_hidden
from congbo.words.look_alikes import look_alikes

_SIGN = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.", re.DOTALL)
_SHORT = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
"""What YAML's short escapes write; the others write a letter that is seen, a space, a tab or a new line."""


def escaped_problems(
    path: str, value: str, lines: Sequence[str], start: Any, end: Any
) -> tuple[str, list[Problem]]:
    """Return a value in double quotes without what its escapes hide in it, and the problems.

    `lines` are those of the front matter, `start` and `end` YAML's marks of the value in them.
    """
    source = _source(lines, start, end)
    if "\\" not in source:
        return value, []
    found = list(_hidden(path, value, source, start))
    value = unicodedata.normalize("NFC", without_hidden(value))
    place = start.line + 2, start.column + 1
    if damaged := damage(value):
        message = f"chữ viết bằng dãy “\\…” bị hỏng: “{damaged.got}”; hãy gõ thẳng chữ"
        hint = f"Có phải “{damaged.meant}”?" if damaged.meant else ""
        return value, [*found, Problem(path, *place, "escaped-character", message, hint)]
    letters = list(value)
    for one in look_alikes(value):
        hint = f"Hãy viết “{one.mended}”" if one.mended != one.word else "Hãy gõ lại chữ này"
        found.append(Problem(path, *place, "escaped-character", f"“{one.word}” có {one.said}", hint))
        for index, _, right in one.letters:
            letters[index] = right or letters[index]
    return "".join(letters), found


def _source(lines: Sequence[str], start: Any, end: Any) -> str:
    typed = list(lines[start.line : end.line + 1])
    typed[-1] = typed[-1][: end.column]
    typed[0] = typed[0][start.column :]
    return "\n".join(typed)


def _hidden(path: str, value: str, source: str, start: Any) -> Iterator[Problem]:
    """Yield each hidden character of the value, at the escape that writes it."""
    told = [value[offset] for offset in hidden(value)]
    if not told:
        return
    line, column, wanted = start.line + 2, start.column + 1, iter(told)
    character: str | None = next(wanted)
    for match in _SIGN.finditer(source):
        if character is not None and _written(match.group()) == character:
            message = f"dãy “{match.group()}” viết ra {hidden_name(character)}; hãy xoá dãy này"
            yield Problem(path, line, column, "escaped-character", message)
            character = next(wanted, None)
        newlines = match.group().count("\n")
        line, column = (line + newlines, 1) if newlines else (line, column + len(match.group()))


def _written(sign: str) -> str:
    if len(sign) > 2:
        return chr(int(sign[2:], 16))
    return _SHORT.get(sign[1:], "") if len(sign) == 2 else ""
