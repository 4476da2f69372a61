"""Scaffold: what editors are given: a new record to fill in, the guide to all keys, an item for a list."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from congbo import frontmatter
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


def with_item(raw: bytes, key: str, item: Mapping[str, Any]) -> bytes:
    """Return a file with one more item in a list of its front matter; every other byte stays as it is."""
    text = frontmatter.decode(raw, "")[0]
    parts = frontmatter.split(text)
    assert parts is not None, "the file has front matter"
    found = re.search(r"\r\n|\n|\r", raw.decode())
    line_end = found.group() if found else "\n"
    lines = raw.decode().split(line_end)
    yaml, out = YAML(), io.StringIO()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump([item], out)
    added = out.getvalue().rstrip("\n").split("\n")
    marks = frontmatter.locate(text)
    first, after = marks.get((key, 0)), parts[2] - 2
    if first is None:
        added = [f"{key}:", *added]
    else:
        line, column = first[1]
        next_keys = [own[0] - 1 for path, (own, _) in marks.items() if len(path) == 1 and own[0] > line]
        after = min(next_keys, default=after)
        before = lines[line - 1][: column - 1]
        indent = len(before) - len(before.lstrip())
        added = [" " * indent + one[2:] for one in added]
    return line_end.join([*lines[:after], *added, *lines[after:]]).encode()


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
