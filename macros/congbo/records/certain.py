"""Certain: the value that a key accepts and that was surely meant, where something else was typed.

A day in the Vietnamese order, a word of a closed list in another letter case or without its marks, a sign or
a space that only looks like a plain one. Nothing is guessed: what can be read in two ways stays.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from congbo.records.comments import metadata
from congbo.records.frontmatter import Position
from congbo.records.kinds import part_type
from congbo.records.part import fields_of
from congbo.records.problems import Mend, Problem
from congbo.records.scalars import parse_address, parse_date, parse_list, parse_text, parse_yes_no
from congbo.records.versions import PLAIN, VERSIONS, Version
from congbo.words.look_alikes import odd_in_symbol
from congbo.words.spelling import fold

_DAYS = (
    re.compile(r"(?:ngày )?(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})", re.IGNORECASE),
    re.compile(r"(?:ngày )?(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)T00:00:00(?:\.0+)?(?:Z|\+00:00)?"),
)
"""A day as people type it, and as some programs write it back."""
_ANYTHING = frozenset({parse_address, parse_list, parse_text})
"""Validators of values in which every sign may be meant."""


def with_mend(
    problem: Problem, model: type[BaseModel], details: ErrorDetails, at: tuple[Position, Position]
) -> Problem:
    """Return the problem of a key or a value with its mend, where it is certain what was meant.

    `at` is where the key stands and where its value does.
    """
    if details["type"] == "extra_forbidden":
        key = str(details["loc"][-1])
        right = _key_meant(key, group_at(model, tuple(details["loc"][:-1])))
        return replace(problem, mend=Mend(key, right, at[0])) if right else problem
    typed = details["input"]
    info = key_at(model, tuple(details["loc"]))
    right = meant(typed, info) if isinstance(typed, str) and info is not None else ""
    return replace(problem, mend=Mend(typed, right, at[1])) if right else problem


def _key_meant(typed: str, model: type[BaseModel] | None) -> str:
    """Return the key of a group that was surely meant: another letter case, a space that is none, only."""
    same = [key for key in (fields_of(model) if model else ()) if key == _plain(typed, "").strip().lower()]
    return same[0] if same and same[0] != typed else ""


def key_at(model: type[BaseModel], place: tuple[str | int, ...]) -> FieldInfo | None:
    """Return what is known of the key whose value stands at a place of a record, as errors tell places."""
    return _at(model, place)[0]


def group_at(model: type[BaseModel], place: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the type of the group of keys that stands at a place of a record, as errors tell places."""
    return _at(model, place)[1]


def _at(
    model: type[BaseModel], place: tuple[str | int, ...]
) -> tuple[FieldInfo | None, type[BaseModel] | None]:
    current: type[BaseModel] | None = model
    info: FieldInfo | None = None
    versioned: FieldInfo | None = None
    for part in place:
        if part == VERSIONS:
            versioned, current = info, Version
        elif current is Version and part == "value":
            info, current = versioned, part_type(versioned.annotation) if versioned else None
        elif isinstance(part, str) and part not in (PLAIN, "[key]") and current is not None:
            info = fields_of(current).get(part)
            current = part_type(info.annotation) if info else None
    return info, current


def meant(typed: str, info: FieldInfo) -> str:
    """Return the value that a key accepts and that was surely meant by another; empty where none is."""
    marks = [*info.metadata, *metadata(info.annotation)]
    parses = [mark.func for mark in marks if isinstance(mark, BeforeValidator) and mark.func not in _ANYTHING]
    for candidate in _candidates(typed, info, parses):
        if candidate != typed and any(_accepts(parse, candidate) for parse in parses):
            return candidate
    return ""


def day(typed: str) -> date | None:
    """Return the day that is typed in the Vietnamese order with a year of four digits, if there is such."""
    found = next(filter(None, (form.fullmatch(typed.strip()) for form in _DAYS)), None)
    try:
        return date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


def _candidates(typed: str, info: FieldInfo, parses: list[Callable[..., Any]]) -> Iterator[str]:
    for space in ("", " "):
        plain = _plain(typed, space).strip()
        if not space:  # words with a space between them are those of a closed list, or a day
            yield plain
        if parse_date in parses and (found := day(plain)):
            yield found.isoformat()
        known = ["có", "không"] if parse_yes_no in parses else [*terms(info.annotation)]
        same = {term for term in known if _folded(term) == _folded(plain)}
        if len(same) == 1:
            yield same.pop()


def _plain(text: str, space: str) -> str:
    """Return a text with plain letters, digits and signs for those that only look like them.

    Where no space may stand, one between two letters may be a sign that was lost: then the text is as typed.
    """
    odd = odd_in_symbol(text, space)
    rights = {place: right for place, _, right in odd.letters} if odd else {}
    for place, right in rights.items():
        beside = text[place - 1 : place] + text[place + 1 : place + 2]
        if not right and beside.isalnum() and len(beside) > 1 and not beside.isdigit():
            return text
    return "".join(rights.get(place, letter) for place, letter in enumerate(text))


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def terms(annotation: Any) -> Iterator[str]:
    """Yield the words of the closed list that a type is."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from map(str, annotation)
    for part in get_args(annotation):
        yield from terms(part)


def _accepts(parse: Callable[..., Any], text: str) -> bool:
    try:
        parse(text)
    except (PydanticCustomError, ValueError):
        return False
    return True
