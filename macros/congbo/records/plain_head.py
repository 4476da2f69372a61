"""Plain head: the keys of a record in the form in which nearly all are written, read line by line.

YAML's own reader says where every sign stands, and takes three times as long. It reads whatever is not in
this form: a key or an item a line, each value on its line, in quotes or not, without escapes or notes behind.
What is in it, both read alike (`tests/benchmarks/heads.py`), and nothing in it is ever refused.
"""

import re
from typing import Any

_LINE = re.compile(r"( *)(- )?(?:([a-z][a-z0-9_]{0,99}):(?: +|\Z))?(.*)")
_OTHER_SIGN = re.compile("[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Tabs, control characters and line ends of other systems: YAML reads some and refuses the others."""
_INDICATORS = frozenset(" -?:,[]{}#&*!|>%@`")
"""What begins something else than a text without quotes."""
_NOTHING = frozenset({"null", "Null", "NULL", "~"})
_MOST_LINES, _DEEPEST = 3_000, 12


def plain_head(head: str) -> dict[str, Any] | None:
    """Return the keys with their values, or None where YAML's reader must be asked."""
    lines = head.split("\n")
    if len(lines) > _MOST_LINES or _OTHER_SIGN.search(head):
        return None
    data: dict[str, Any] = {}
    column = 0  # of the group or list that the line before belongs to
    group: Any = data
    around: list[tuple[int, Any]] = []
    waiting = ""  # a key whose group or list begins on the next line
    for line in lines:
        indent, dash, key, rest = _LINE.match(line).groups()  # type: ignore[union-attr]  # it matches any line
        text = rest.rstrip(" ")
        if not dash and not key:
            if text and text[0] != "#":
                return None
            continue
        value = _value(text)
        if value is None or not (value or key):
            return None
        place = len(indent)
        if waiting:
            if place < column or (place == column and not dash) or len(around) > _DEEPEST:
                return None
            around.append((column, group))
            column, group = place, group.setdefault(waiting, [] if dash else {})
            waiting = ""
        while place < column or (place == column and not dash and isinstance(group, list)):
            if not around:
                return None
            column, group = around.pop()
        if place != column or (dash and not isinstance(group, list)):
            return None
        if dash:
            if not key:
                group.append(value)
                continue
            around.append((column, group))
            group.append({})
            column, group = column + len(dash), group[-1]
        if key in group:
            return None
        if value:
            group[key] = value
        else:
            waiting = key
    return None if waiting else data or None


def _value(text: str) -> str | None:
    """Return the text that a value means, empty where none is on the line; None: YAML must be asked."""
    if not text:
        return text
    first = text[0]
    if first == "'":
        return _quoted(text[1:-1].replace("''", ""), text, "'") and text[1:-1].replace("''", "'")
    if first == '"':
        return _quoted(text[1:-1], text, '"')
    plain = first not in _INDICATORS and ": " not in text and " #" not in text and text[-1] != ":"
    return text if plain and text.strip() and text not in _NOTHING else None


def _quoted(inner: str, text: str, sign: str) -> str | None:
    """Return what stands between quotes if they are one pair around something and nothing escapes."""
    whole = len(text) > 2 and text[-1] == sign and sign not in inner
    return inner if whole and inner.strip() and "\\" not in inner else None
