"""Formatting: the one form of a record's front matter that people and tools can agree on.

Keys in the order of the model, whether a record is public first and where it was read last; block style, two
columns a step; quotes only where a tool would misread a text (`quoting.py`), and then single ones; texts of
several lines as blocks; one empty line where there were several. Every comment stays with the key that it
stands above or behind. No value changes, and of the body no letter.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from congbo.records import frontmatter, typed
from congbo.records.comments import is_note_of, metadata
from congbo.records.dated import Dated
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import part_type
from congbo.records.observations import parse_cell
from congbo.records.part import fields_of
from congbo.records.problems import Problem, has_errors
from congbo.records.quoting import STEP, block, on_one_line
from congbo.records.record import Record
from congbo.records.scalars import (
    parse_amount,
    parse_count,
    parse_date,
    parse_money,
    parse_number,
    parse_year,
)
from congbo.records.typed import Entry, FormattingError, Group
from congbo.records.versions import Version, is_changing, is_dated

LONGEST_FLOW = 100  # columns: a list between brackets that is longer gets a line for each item
LONGEST_WORD = 40  # characters of an item of such a list
_NUMBERS = frozenset(
    {parse_amount, parse_cell, parse_count, parse_date, parse_money, parse_number, parse_year}
)
_ASLEEP = re.compile(r"#\s*([\w-]+):(?:\s|$)")
_FIRST, _LAST = ("id", "publication"), ("doubts", "reconstructed", "sources", "former_ids")


@cache
def order_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a group in the order in which they are written.

    As in the model, but for what every record has: whether it is public comes first, its sources last. Of a
    dated value the day and the document stand behind it; of a version before it, because it is found by them.
    """
    keys = [*fields_of(model)]
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    if issubclass(model, Record):
        first, last = _FIRST, _LAST
    elif issubclass(model, Dated) and model is not Version:
        last = tuple(Dated.model_fields)
    return (*first, *(key for key in keys if key not in (*first, *last)), *last)


def unformattable(raw: bytes, path: str, model: type[BaseModel]) -> list[Problem]:
    """Return why a file is left as it is: the problems of its letters and its YAML; mostly none.

    That a value is still empty is no reason.
    """
    text, problems = frontmatter.decode(raw, path)
    if text or not problems:
        problems += frontmatter.read(text, path, partial(is_note_of, model))[1]
    found = [problem for problem in problems if problem.rule != "empty-value"]
    return found if has_errors(found) else []


def formatted(raw: bytes, model: type[BaseModel]) -> bytes:
    """Return a file that can be read (see `unformattable`) in its form, with line feeds.

    What is made is read again: it holds every value and every comment. Raises FormattingError.
    """
    text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    head, body, _ = frontmatter.split(text) or ("", "", 0)
    head = unicodedata.normalize("NFC", head)
    before = typed.read(head)
    lines = _in_order(before, model)
    made = "".join(f"{line}\n" for line in lines)
    if made != head and (
        _data(head) != _data(made) or sorted(before.comments) != sorted(typed.read(made).comments)
    ):
        raise FormattingError("phần khoá viết theo cách mà máy không sắp xếp được; hãy sửa bằng tay")
    rest = body.rstrip("\n") + "\n" if body.strip("\n") else ""
    return f"---\n{made}---\n{rest}".encode()


def kept_in_form(before: bytes, after: bytes, model: type[BaseModel]) -> bytes:
    """Return a file that a command changed: in its form, if it had it before the change."""
    try:
        return formatted(after, model) if formatted(before, model) == before else after
    except FormattingError:
        return after


def _data(head: str) -> Any:
    front, _ = frontmatter.read(f"---\n{head}---\n", "")
    return front and front.data


def _in_order(front: typed.Typed, model: type[BaseModel]) -> list[str]:
    """Return the lines of a front matter in its form."""
    top = _tidy(front.top)
    lines = _Writer(model).lines(front.root, _Known(model), (), 0) if front.root else []
    return [*top, *([""] if top and lines and lines[0] else []), *lines]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the model knows of a place: the type of a group of keys, or the key that holds the value."""

    model: type[BaseModel] | None = None
    info: FieldInfo | None = None
    versioned: FieldInfo | None = None

    def of(self, name: str) -> "_Known":
        """Return what is known of a key of a group."""
        if self.versioned is not None and name == "value":
            return _Known(part_type(self.versioned.annotation), self.versioned)
        if self.model is None:
            return _Known(info=self.info)
        info = fields_of(self.model).get(name)
        return _Known(part_type(info.annotation) if info else None, info)

    def items(self, data: Any) -> "_Known":
        """Return what is known of the items of a list."""
        if self.info is not None and is_changing(self.info) and is_dated(data, self.info):
            return _Known(Version, None, self.info)
        return self

    @property
    def number(self) -> bool | None:
        """Whether a number or a day stands here; None where the model knows nothing of it."""
        return None if self.info is None else _is_number(self.info)


def _is_number(info: FieldInfo) -> bool:
    kept = info.annotation
    if get_origin(kept) is dict:
        kept = get_args(kept)[1]
    marks = [*info.metadata, *metadata(kept), *getattr(kept, "__metadata__", ())]
    return any(isinstance(mark, BeforeValidator) and mark.func in _NUMBERS for mark in marks)


class _Writer:
    """Writes groups in their form."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model

    def lines(self, group: Group, known: _Known, path: KeyPath, column: int) -> list[str]:
        """Return the lines of a group in block style at a column."""
        if group.is_list:
            known = known.items(_items(group))
        self._arrange(group, known)
        indent, found = " " * column, list[str]()
        for number, entry in enumerate(group.entries):
            here = (*path, number if group.is_list else entry.name)
            inside = known if group.is_list else known.of(entry.name)
            written = self._entry(group, entry, inside, here, column)
            above = _tidy(entry.above)
            if entry.above[:1] == [""] and found:
                above.insert(0, "")
            found += [*(indent + line if line else "" for line in above), *written]
        below = _tidy(group.below)
        if group.below[:1] == [""] and below:
            below.insert(0, "")
        return [*found, *(indent + line if line else "" for line in below)]

    def _entry(self, group: Group, entry: Entry, known: _Known, path: KeyPath, column: int) -> list[str]:
        indent = " " * column
        name = "-" if group.is_list else on_one_line(entry.name) + ":"
        if isinstance(entry.value, Group) and not entry.value.entries:
            entry.above += entry.value.below
            entry.value.below = []
        if isinstance(entry.value, str):
            first, rest = self._scalar(entry, entry.value, known, path)
        elif (flow := self._flow(entry.value, known)) is not None and (
            not entry.value.entries or len(f"{indent}{name} {flow}") <= LONGEST_FLOW
        ):
            first, rest = flow, []
        elif group.is_list:
            return self._item(entry, entry.value, known, path, column)
        else:
            first, rest = "", self.lines(entry.value, known, path, column + STEP)
            return [" ".join(filter(None, (indent + name, entry.behind))), *rest]
        line = " ".join(filter(None, (name, first, entry.behind)))
        below = [" " * STEP + one if one else "" for one in _tidy(entry.under)]
        return [indent + line, *(indent + one if one else "" for one in (*rest, *below))]

    def _item(self, entry: Entry, value: Group, known: _Known, path: KeyPath, column: int) -> list[str]:
        """Return an item that is a group of its own: comments above its first key go above the dash."""
        lines = self.lines(value, known, path, column + STEP)
        first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
        entry.above += [*([entry.behind] if entry.behind else []), *(line.strip() for line in lines[:first])]
        return [f"{' ' * column}- {lines[first].lstrip()}", *lines[first + 1 :]]

    def _scalar(self, entry: Entry, text: str, known: _Known, path: KeyPath) -> tuple[str, list[str]]:
        if not entry.style and not text:
            return "", []
        if not entry.style and text.lower() in ("~", "null"):
            return text, []
        if (found := block(text)) is not None:
            return found
        number = known.number if known.number is not None else not entry.style
        behind = entry.behind
        cut = bool(behind) and not is_note_of(self.model, path, text, behind)
        return on_one_line(text, number=number, quoted=cut), []

    def _flow(self, group: Group, known: _Known) -> str | None:
        """Return a list between brackets on one line, if it was typed so and is of a few short words."""
        if not group.entries:
            return "[]" if group.is_list else "{}"
        if not group.flow or not group.is_list or group.below:
            return None
        found = []
        for entry in group.entries:
            text = entry.value
            if entry.above or entry.behind or not isinstance(text, str) or len(text) > LONGEST_WORD:
                return None
            if "\n" in text or (not entry.style and text.lower() in ("", "~", "null")):
                return None
            number = known.number if known.number is not None else not entry.style
            found.append(on_one_line(text, number=number, flow=True))
        return f"[{', '.join(found)}]"

    def _arrange(self, group: Group, known: _Known) -> None:
        """Put the keys of a group in order.

        Where one moves, the keys that sleep as comments above others gather at the end.
        """
        if group.is_list or known.model is None:
            return
        order = {key: number for number, key in enumerate(order_of(known.model))}
        arranged = sorted(group.entries, key=lambda entry: order.get(entry.name, len(order)))
        if arranged == group.entries:
            return
        asleep: list[str] = []
        for entry in group.entries:
            last = max((n for n, text in enumerate(entry.above) if _is_asleep(text, order)), default=-1)
            asleep += entry.above[: last + 1]
            del entry.above[: last + 1]
        group.entries[:] = arranged
        group.below[:0] = asleep


def _is_asleep(text: str, keys: dict[str, int]) -> bool:
    match = _ASLEEP.match(text)
    return match is not None and match[1] in keys


def _items(group: Group) -> list[Any]:
    """Return the items of a list as far as their keys go."""
    return [
        {one.name: None for one in entry.value.entries}
        if isinstance(entry.value, Group) and not entry.value.is_list
        else ""
        for entry in group.entries
    ]


def _tidy(lines: Iterable[str]) -> list[str]:
    """Return lines without empty ones at both ends, and one where there are several."""
    found: list[str] = []
    for line in lines:
        if line or (found and found[-1]):
            found.append(line)
    return found[:-1] if found and not found[-1] else found
