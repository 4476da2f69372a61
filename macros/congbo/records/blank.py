"""Blank: what editors are given to fill in: a new record; and a key that a command fills in for them."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_origin

import yaml
from pydantic import BaseModel
from ruamel.yaml import YAML

from congbo.records import frontmatter
from congbo.records.document_kinds import shipped_kinds
from congbo.records.documents import Document
from congbo.records.forms import Form, shipped
from congbo.records.kinds import Kind, part_type
from congbo.records.operands import SHORT_FORM
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.record import Record, changing_keys
from congbo.words.spelling import fold
from congbo.words.wording import sentence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_BESIDE = re.compile(r"#|\s*$")
"""A line that is no part of the value above it: a comment that is not indented, or nothing."""


def record(kind: Kind, form: Form | None = None) -> str:
    """Return the text of an empty record: required keys to fill in, the others as comments.

    A filled form has a row with a cell for each column of the form.
    """
    rows = _rows(form) if form else ()
    keys = _keys(kind.model, given=frozenset(kind.given))
    keys = (f"form: {form.id}" if form and line == "form:" else line for line in keys)
    return "\n".join(["---", *keys, *_changing(kind.model), *rows, "---", ""])


def _rows(form: Form) -> Iterator[str]:
    """Yield one row of a form, each cell with the column's number and name."""
    yield f"# Các cột của {form.label}, mã {form.id}. Mỗi dòng của biểu một mục; ô chưa rõ ghi: không rõ"
    yield "rows:"
    yield "  - label:"
    yield "    cells:"
    for key, number in form.numbers.items():
        yield f"      {key}: # ({number}) {form.by_key[key].full_name}"


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


def _kinds_of_documents() -> Iterator[str]:
    """Yield the kinds of documents that the package knows, a line a group."""
    for group, kinds in groupby(shipped_kinds().values(), key=lambda kind: kind.group):
        names = sorted((kind.name for kind in kinds), key=lambda name: (fold(name), name))
        yield f"# - {sentence(group)}: {', '.join(names)}"
    yield "# Loại khác thì thêm một bản ghi ở document-kinds."


def _keys(model: type[BaseModel], indent: str = "", *, given: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the lines of a group of keys but for those `given`.

    Without its `#`, an optional key keeps its help as a comment.
    """
    optional = []
    for key, info in fields_of(model).items():
        if key == "id" or key in given or BY_MACHINE in info.metadata:
            continue
        if not info.is_required():
            optional.append(f"{indent}# {key}: # {info.title}. {info.description}")
            continue
        yield f"{indent}# {info.title}. {info.description}"
        yield from _kinds_of_documents() if (model, key) == (Document, "kind") else ()
        yield f"{indent}{key}:"
        inside = part_type(info.annotation)
        many = get_origin(info.annotation) is tuple
        lines = list(_keys(inside, f"{indent}    " if many else f"{indent}  ")) if inside else []
        first = next((n for n, line in enumerate(lines) if "#" not in line), 0)
        yield from (
            f"{indent}  - {line.strip()}" if many and n == first else line for n, line in enumerate(lines)
        )
        if key == "counts":
            form = shipped()[SHORT_FORM]
            for column, number in form.numbers.items():
                yield f"{indent}  {column}: # ({number}) {form.by_key[column].full_name}"
    if optional and not indent:
        yield "# Các khoá sau không bắt buộc; muốn dùng thì bỏ dấu # đầu dòng và điền ngay sau dấu hai chấm:"
    yield from optional


def with_key(raw: bytes, key: str, value: str) -> bytes:
    """Return a file with a text as the value of a key of its front matter; every other byte stays.

    A new key comes last. Comments and empty lines behind the key's old value stay.
    """
    out, yaml = io.StringIO(), YAML()
    yaml.width = 10_000  # on one line
    yaml.dump({key: value}, out)
    return with_lines(raw, key, out.getvalue())


def with_lines(raw: bytes, key: str, written: str) -> bytes:
    """Return a file with a key of its front matter written as given, or without it; every other byte stays.

    A new key comes last. Comments and empty lines behind the key's old value stay.
    """
    lines = _LINE.findall(raw.decode())
    first = lines[0]
    line_end = first[len(first.rstrip("\r\n")) :]
    spans, end = _spans(frontmatter.decode(raw, "")[0], lines)
    at, after = spans.get(key, (end, end))
    new = [f"{line}{line_end}" for line in written.rstrip("\n").split("\n")] if written else []
    return "".join([*lines[:at], *new, *lines[after:]]).encode()


def commented(raw: bytes) -> frozenset[str]:
    """Return the keys of a file's front matter in whose lines a comment stands, which `with_lines` drops."""
    text = frontmatter.decode(raw, "")[0]
    parts = frontmatter.split(text)
    if parts is None or "#" not in parts[0]:
        return frozenset()
    typed = [*parts[0]]
    for token in yaml.scan(parts[0], Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            span = range(token.start_mark.index, token.end_mark.index)
            typed[span.start : span.stop] = ["\n" if typed[at] == "\n" else " " for at in span]
    notes = {number for number, line in enumerate("".join(typed).split("\n"), 1) if "#" in line}
    spans, _ = _spans(text, _LINE.findall(text))
    return frozenset(key for key, (at, after) in spans.items() if any(at <= one < after for one in notes))


def _spans(text: str, lines: Sequence[str]) -> tuple[dict[str, tuple[int, int]], int]:
    """Return the lines from and up to which each key stands, counted from 0, and where the last one ends.

    Comments and empty lines behind a key's value are no part of it.
    """
    parts = frontmatter.split(text)
    assert parts is not None, "the file has front matter"
    begins = {
        str(path[0]): place[0][0] - 1 for path, place in frontmatter.locate(text).items() if len(path) == 1
    }
    end = parts[2] - 2
    starts = sorted({*begins.values(), end})
    spans = {}
    for key, at in begins.items():
        after = next((line for line in starts if line > at), end)
        while after > at + 1 and _BESIDE.match(lines[after - 1]):
            after -= 1
        spans[key] = (at, after)
    return spans, end
