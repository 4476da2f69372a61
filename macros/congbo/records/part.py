"""Part: a group of keys, the stuff of which records are made."""

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo


class Part(BaseModel):
    """A group of keys inside a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return what is known of each key that editors may write in a group, by the key as it is written."""
    return {info.alias or key: info for key, info in model.model_fields.items() if not info.exclude}
