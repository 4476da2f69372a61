"""Shapes: how to write a value that has another shape than its key asks for, as hints ready to print.

A group typed as one text, a text where a list stands, two values in one line, a word for what is not known.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from congbo.records.meant import unknown
from congbo.records.part import Part
from congbo.records.problems import Problem

Loc = tuple[int | str, ...]
ASKED = "Có phải"
_SHAPES = frozenset({"model_type", "model_attributes_type", "dict_type"})
_MANY = re.compile(r"\s*[,;]\s+|\s*;\s*|\s+và\s+")


def as_group(value: object, model: type[BaseModel] | None) -> str:
    """Return how to write as a group of keys what was typed as something else."""
    if isinstance(value, list) and model:
        return "Hãy bỏ dấu “- ” ở đầu dòng" if len(value) == 1 else ""
    if not isinstance(value, str) or model is None or not issubclass(model, Part):
        return "" if model else "Hãy xuống dòng, lùi vào, mỗi khoá một dòng dạng “tên khoá: giá trị”"
    return f"Hãy viết thành các dòng lùi vào: {model.of_text(value.strip())}"


def as_list(value: object, item: type[BaseModel] | None) -> str:
    """Return how to write as a list what was typed as something else."""
    is_group = item is not None and issubclass(item, Part)
    if isinstance(value, dict):
        if not is_group:
            return "Hãy bỏ tên khoá và dấu hai chấm, mỗi giá trị viết một dòng “- ”"
        return "Hãy thêm “- ” trước khoá đầu tiên của nhóm, và lùi các khoá sau cho thẳng với nó"
    if not isinstance(value, str) or item is None or not issubclass(item, Part):
        return ""
    first, *more = item.of_text(value.strip()).split(", “", 1)
    dashed = first if first.startswith("“- ") else first.replace("“", "“- ", 1)
    return f"Hãy xuống dòng, viết mỗi mục bắt đầu bằng “- ”: {', “'.join((dashed, *more))}"


def better(hint: str, text: str, context: dict[str, Any], info: FieldInfo | None, *, alone: bool) -> str:
    """Return the hint of a value that is refused, or a better one for what the value is.

    `alone` says that it is the whole of a list that was typed on one line.
    """
    may_go = info is not None and not info.is_required()
    parts = [part for part in _MANY.split(text.strip()) if part]
    if alone and len(parts) > 1:
        return (
            f"Nhiều giá trị thì xuống dòng, mỗi giá trị một mục: {', '.join(f'“- {part}”' for part in parts)}"
        )
    if unknown(text) and (not hint or hint.startswith("Ví dụ")):
        return (
            "Chưa rõ thì xoá cả dòng này"
            if may_go
            else "Khoá này phải có; hãy tìm trong văn bản hay nguồn số liệu"
        )
    if context.get("unknown") and may_go and hint.startswith("Ví dụ"):
        return f"{hint.rstrip('.')}; chưa rõ thì xoá cả dòng này"
    return hint


Found = tuple[ErrorDetails, Problem]


def once(found: Sequence[Found]) -> list[Found]:
    """Return the problems of a record without those that say again what an earlier one of its group says.

    A group in which other keys stand than those that it needs is told once, with what it lacks; items of one
    list that all are of the same wrong shape are told at the first.
    """
    lacking: dict[Loc, list[Problem]] = defaultdict(list)
    strange: dict[Loc, list[Problem]] = defaultdict(list)
    shaped: Counter[tuple[Loc, str]] = Counter()
    for details, problem in found:
        around = details["loc"][:-1]
        if details["type"] == "missing":
            lacking[around].append(problem)
        elif problem.rule == "unknown-key" and not problem.hint.startswith(ASKED):
            strange[around].append(problem)
        elif details["type"] in _SHAPES and isinstance(details["loc"][-1], int):
            shaped[around, details["type"]] += 1
    told: list[Found] = []
    for details, problem in found:
        around = details["loc"][:-1]
        both = lacking[around], strange[around]
        as_one = around or len(both[0]) == len(both[1]) == 1
        if as_one and all(both) and problem in (*both[0], *both[1]):
            if problem is both[1][0]:
                told.append((details, _of_group(*both)))
        elif (same := shaped.pop((around, details["type"]), None)) is not None:
            more = f" (và {same - 1} mục khác của danh sách này)" if same > 1 else ""
            told.append((details, replace(problem, message=problem.message + more)))
        elif not (details["type"] in _SHAPES and isinstance(details["loc"][-1], int)):
            told.append((details, problem))
    return told


def _of_group(lacking: Sequence[Problem], strange: Sequence[Problem]) -> Problem:
    """Return the one problem of a group that has other keys than those that it needs."""
    named = ", ".join(problem.message.removeprefix("thiếu khoá ") for problem in lacking)
    keys = ", ".join(problem.message.removeprefix("không có khoá ") for problem in strange)
    message = f"không có khoá {keys}; ở đây còn thiếu {named}"
    hint = "Hãy đổi tên khoá cho đúng" if len(lacking) == len(strange) else strange[0].hint
    return replace(strange[0], message=message, hint=hint)
