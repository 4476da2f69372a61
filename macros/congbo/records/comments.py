"""Comments: which comments behind a value are notes, and which may be text that YAML cut off."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, BeforeValidator

from congbo.records.filing import Result
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import part_type
from congbo.records.part import fields_of
from congbo.records.scalars import parse_text
from congbo.records.versions import is_changing


def is_note_of(model: type[BaseModel], path: KeyPath, value: str, comment: str) -> bool:
    """Tell whether a comment behind a value of a record is a note: nothing of a text can be lost in it.

    A date, a number, an id or a term is checked whole, so what follows is a note; behind a text only the help
    that a new record brings is one.
    """
    match path:
        case (str(key), int(), "value", *inside_value) if is_changing(fields_of(model).get(key)):
            path = (key, *inside_value)
    keys = [part for part in path if isinstance(part, str)]
    for key in keys[:-1]:
        info = fields_of(model).get(key)
        inside = part_type(info.annotation) if info else None
        if inside is None:
            return True
        model = inside
    info = fields_of(model).get(keys[-1]) if keys else None
    if info is None or not _is_free(model, keys[-1]):
        return True
    return comment.lstrip("# ").rstrip() == f"{info.title}. {info.description}"


@cache
def _is_free(model: type[BaseModel], key: str) -> bool:
    """Tell whether a key holds text of any wording."""
    info = fields_of(model)[key]
    if part_type(info.annotation) is Result:
        return True  # written as a text
    marks = [*info.metadata, *metadata(info.annotation)]
    return any(isinstance(mark, BeforeValidator) and mark.func is parse_text for mark in marks)


def metadata(annotation: Any) -> Iterator[Any]:
    """Yield what marks a type and the types inside it, such as how its values are read."""
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from metadata(part)
