"""Blank: what editors are given to fill in: a new record."""

from collections.abc import Iterator
from itertools import groupby
from typing import get_origin

from pydantic import BaseModel

from congbo.records.document_kinds import shipped_kinds
from congbo.records.documents import Document
from congbo.records.forms import Form, shipped
from congbo.records.kinds import Kind, part_type
from congbo.records.operands import SHORT_FORM
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.record import Record, changing_keys
from congbo.words.spelling import fold
from congbo.words.wording import sentence


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
        for n, line in enumerate(lines):
            dash = "- " if n == first else ""  # what is said of the first key stands above the dash
            yield f"{indent}  {dash}{line.strip()}" if many and n <= first else line
        if key == "counts":
            form = shipped()[SHORT_FORM]
            for column, number in form.numbers.items():
                yield f"{indent}  {column}: # ({number}) {form.by_key[column].full_name}"
    if optional and not indent:
        yield "# Các khoá sau không bắt buộc; muốn dùng thì bỏ dấu # đầu dòng và điền ngay sau dấu hai chấm:"
    yield from optional
