"""Part: a group of keys, the stuff of which records are made."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A group of keys inside a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
