"""Guide: every key that editors may write in a record or at the head of a page, with its help."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from congbo.records.kinds import part_type
from congbo.records.part import fields_of
from congbo.records.versions import is_changing


@dataclass(frozen=True, slots=True)
class KeyGuide:
    """A key of a record for editors; `name` has the groups around it, as in `events.effective`.

    `changing` says that it may be written as versions, each from a day on.
    """

    name: str
    title: str
    help: str
    required: bool
    changing: bool = False


def guide(
    model: type[BaseModel], around: str = "", inside_of: frozenset[type[BaseModel]] = frozenset()
) -> Iterator[KeyGuide]:
    """Yield every key of a record or group of keys, each before the keys inside it.

    A group inside one of its own type has the keys that have been yielded.
    """
    for key, info in fields_of(model).items():
        name = f"{around}{key}"
        required = info.is_required() and key != "id"
        yield KeyGuide(name, info.title or key, info.description or "", required, is_changing(info))
        inside = part_type(info.annotation)
        if inside and inside not in {*inside_of, model}:
            yield from guide(inside, f"{name}.", inside_of | {model})
