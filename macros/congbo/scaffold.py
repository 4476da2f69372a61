"""Scaffold: what editors are told of a record's keys: a new record to fill in, and the guide to all keys."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from congbo.kinds import Kind, part_type
from congbo.reader import keys_of


def record(kind: Kind) -> str:
    """Return the text of an empty record: required keys to fill in, the others as comments."""
    required, optional = CommentedMap(), []
    for key in keys_of(kind.model):
        info = kind.model.model_fields[key]
        if key == "id":
            continue
        if info.is_required():
            required[key] = ""
            required.yaml_set_comment_before_after_key(key, before=f"{info.title}. {info.description}")
        elif info.default is not PydanticUndefined:
            optional.append(f"# {key}:   ({info.title}. {info.description})")
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 4096
    yaml.dump(required, out)
    head = out.getvalue().replace(": ''\n", ":\n")
    return (
        f"---\n{head}# Các khoá sau không bắt buộc; muốn dùng thì bỏ dấu # ở đầu dòng:\n"
        + "\n".join(optional)
        + "\n---\n"
    )


@dataclass(frozen=True, slots=True)
class KeyGuide:
    """A key of a record for editors; `name` has the groups around it, as in `events.effective`."""

    name: str
    title: str
    help: str
    required: bool


def guide(model: type[BaseModel], around: str = "") -> Iterator[KeyGuide]:
    """Yield every key of a record or group of keys, each before the keys inside it."""
    for key in keys_of(model):
        info = model.model_fields[key]
        name = f"{around}{key}"
        yield KeyGuide(name, info.title or key, info.description or "", info.is_required() and key != "id")
        inside = part_type(info.annotation)
        if inside and inside is not model:
            yield from guide(inside, f"{name}.")
