"""Sealed values: what may stand for each part of a report in a seal, whereas a file may hold anything.

Whoever alters a seal by hand can compute its digests anew; what is then no text where texts stand, or lacks
what is always shown, is told as unreadable before anything looks into it.
"""

import unicodedata
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from congbo.words.vocabulary import SealedPart


class _Shown(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Figure(_Shown):
    title: str
    text: str
    unit: str = ""
    fraction: str = ""
    values: list[str] = []
    state: str = ""
    time: str = ""
    definition: str = ""
    stated: str = ""
    target: str = ""
    verdict: str = ""
    score: str = ""
    beside: str = ""
    rests: str = ""
    previous: str = ""
    previous_value: str = ""
    records: dict[str, str] = {}
    previous_records: dict[str, str] = {}
    answers: list[str] = []
    listed: list[list[str]] = []


class _Record(_Shown):
    name: str
    value: str = ""
    cells: str = ""
    answers: list[str] = []


class _Note(_Shown):
    number: str
    text: list[Any]


_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode categories of what breaks a line or cannot be written: controls, halves of letters, separators."""

_FORMS: dict[SealedPart, TypeAdapter[Any]] = {
    SealedPart.FIGURE: TypeAdapter(_Figure),
    SealedPart.RECORD: TypeAdapter(_Record),
    SealedPart.NAME: TypeAdapter(dict[str, str]),
    SealedPart.NOTE: TypeAdapter(_Note),
    SealedPart.TEXT: TypeAdapter(str | list[Any] | dict[str, Any]),
}


def is_formed(part: SealedPart, id_: str, value: Any, body: str) -> bool:
    """Tell whether a value can be what a seal holds of a part; `body` is the id of a page's prose."""
    try:
        _FORMS[part].validate_python(value, strict=True)
    except ValidationError:
        return False
    if part in (SealedPart.RECORD, SealedPart.NAME) and not all(id_.partition("/")):
        return False
    if part is SealedPart.TEXT and id_ == body and not isinstance(value, list):
        return False
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    """Tell whether there are texts only, in lists and groups."""
    match value:
        case str():
            return True
        case list():
            return all(map(_is_plain, value))
        case dict():
            return all(map(_is_plain, value.values()))
        case _:
            return False


def is_printable(data: Any, beside: str = "\n\t") -> bool:
    """Tell whether every text in plain data, keys too, can be printed; `beside` are controls let through."""
    match data:
        case str():
            return data.isprintable() or not any(
                unicodedata.category(sign) in _UNPRINTABLE for sign in data if sign not in beside
            )
        case list():
            return all(is_printable(one, beside) for one in data)
        case dict():
            return all(is_printable(key, "") and is_printable(one, beside) for key, one in data.items())
        case _:
            return True
