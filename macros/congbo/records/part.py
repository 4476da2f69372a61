"""Part: a group of keys, the stuff of which records are made."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo


class Part(BaseModel):
    """A group of keys inside a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_text(cls, text: str) -> str:
        """Return how the group is written that somebody typed as one text, each line in quotes."""
        needed = {key: info for key, info in fields_of(cls).items() if info.is_required() and key != "id"}
        if len(needed) == 1 and "\n" not in text:
            return f"“{next(iter(needed))}: {text}”"
        lines = needed or dict(list(fields_of(cls).items())[:2])
        return ", ".join(f"“{key}: …” ({info.title})" for key, info in lines.items())


@dataclass(frozen=True, slots=True)
class ByMachine:
    """Marks a key that commands write: editors may see it in a record, and are not offered it."""


BY_MACHINE = ByMachine()


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return what is known of each key that editors may write in a group, by the key as it is written."""
    return {info.alias or key: info for key, info in model.model_fields.items() if not info.exclude}
