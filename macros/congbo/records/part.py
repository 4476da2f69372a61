"""Part: a group of keys, the stuff of which records are made."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo


class Part(BaseModel):
    """A group of keys inside a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class ByMachine:
    """Marks a key that commands write: editors may see it in a record, and are not offered it."""


BY_MACHINE = ByMachine()


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return what is known of each key that editors may write in a group, by the key as it is written."""
    return {info.alias or key: info for key, info in model.model_fields.items() if not info.exclude}
