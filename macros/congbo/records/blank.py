"""Blank: what editors are given to fill in: a new record, an item for a list."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from congbo.law.dossier_form import DOSSIER_COLUMNS
from congbo.records import frontmatter
from congbo.records.kinds import Kind, part_type
from congbo.records.reader import keys_of
from congbo.records.record import Record, changing_keys


def record(kind: Kind) -> str:
    """Return the text of an empty record: required keys to fill in, the others as comments."""
    return "\n".join(["---", *_keys(kind.model), *_changing(kind.model), "---", ""])


def _changing(model: type[Record]) -> Iterator[str]:
    """Yield what says which keys may be written as versions, and how."""
    if keys := changing_keys(model):
        yield f"# Khoá đổi theo thời gian: {', '.join(keys)}."
        yield "# Khi đổi, giữ giá trị cũ và thêm mục mới bên dưới, có ngày và văn bản:"
        yield f"# {keys[0]}:"
        yield "#   - value: giá trị cũ"
        yield "#   - since: 2025-07-01"
        yield "#     by: mã-văn-bản"
        yield "#     value: giá trị mới"


def _keys(model: type[BaseModel], indent: str = "") -> Iterator[str]:
    """Yield the lines of a group of keys; without its `#`, an optional key keeps its help as a comment."""
    optional = []
    for key in keys_of(model):
        info = model.model_fields[key]
        if key == "id":
            continue
        if not info.is_required():
            optional.append(f"{indent}# {key}: # {info.title}. {info.description}")
            continue
        yield f"{indent}# {info.title}. {info.description}"
        yield f"{indent}{key}:"
        inside = part_type(info.annotation)
        yield from _keys(inside, f"{indent}  ") if inside else ()
        if key == "counts":
            for column, (number, label) in DOSSIER_COLUMNS.items():
                yield f"{indent}  {column}: # ({number}) {label}"
    if optional and not indent:
        yield "# Các khoá sau không bắt buộc; muốn dùng thì bỏ dấu # đầu dòng và điền ngay sau dấu hai chấm:"
    yield from optional


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
