"""Escapes: what a value in double quotes hides behind a backslash, told where it is typed and taken out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
    place = start.line + 2, start.column + 1
    if damaged := damage(value):
        got = without_hidden(damaged.got)
        message = f"chữ viết bằng dãy “\\…” bị hỏng: “{got}”; hãy gõ thẳng chữ"
        hint = f"Có phải “{without_hidden(damaged.meant)}”?" if damaged.meant else ""
        return without_hidden(value), [Problem(path, *place, "escaped-character", message, hint)]
    found: list[Problem] = []
    odd = [value[offset] for offset in hidden(value)]
    for (line, column, escape), character in zip(_places(source, odd, start), odd, strict=False):
        message = f"dãy “{escape}” viết ra {hidden_name(character)}; hãy xoá dãy này"
        found.append(Problem(path, line, column, "escaped-character", message))
    value = unicodedata.normalize("NFC", without_hidden(value))
    letters, alike = list(value), list(look_alikes(value))
    firsts = [value[one.start] for one in alike]
    for (line, column, _), one in zip(_places(source, firsts, start), alike, strict=False):
        hint = f"Hãy viết “{one.mended}”" if one.mended != one.word else "Hãy gõ lại chữ này"
        found.append(Problem(path, line, column, "escaped-character", f"“{one.word}” có {one.said}", hint))
        for index, _, right in one.letters:
            letters[index] = right or letters[index]
    return "".join(letters), found


def _source(lines: Sequence[str], start: Any, end: Any) -> str:
    typed = list(lines[start.line : end.line + 1])
    typed[-1] = typed[-1][: end.column]
    typed[0] = typed[0][start.column :]
    return "\n".join(typed)


def _places(source: str, characters: Iterable[str], start: Any) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and escape of each of the characters, which the escapes write in this order."""
    line, column, wanted = start.line + 2, start.column + 1, iter(characters)
    character = next(wanted, None)
    for match in _SIGN.finditer(source):
        if character is None:
            return
        if _written(match.group()) == character:
            yield line, column, match.group()
            character = next(wanted, None)
        newlines = match.group().count("\n")
        line, column = (line + newlines, 1) if newlines else (line, column + len(match.group()))


def _written(sign: str) -> str:
    if len(sign) > 2:
        return chr(int(sign[2:], 16))
    return _SHORT.get(sign[1:], "") if len(sign) == 2 else ""
