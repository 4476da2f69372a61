"""Changes: the steps from a record as a workbook was written with it to what the workbook says now.

Each step is written into the record's text in its place. Where the record has changed since, a step is taken
only where nobody else has touched the same value; the others are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from pydantic import BaseModel

from congbo.imports.excel.edits import At, Edited
from congbo.imports.excel.rows import Items, base_of
from congbo.imports.excel.tables import shape_of
from congbo.records import emitting, frontmatter
from congbo.records.editing import EditingError, appended, commented, removed, replaced
from congbo.records.frontmatter import KeyPath
from congbo.records.part import fields_of
from congbo.records.record import Record


class How(Enum):
    """What a step does."""

    PUT = auto()
    REMOVE = auto()
    APPEND = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One change: of the value at `path` in the record as it was, at `now` in what it is to be."""

    how: How
    path: KeyPath
    now: KeyPath
    old: Any = None
    new: Any = None

    @property
    def drops_item(self) -> bool:
        """Whether an item of a list goes."""
        return self.how is How.REMOVE and (isinstance(self.path[-1], int) or _is_list_of_groups(self.old))


def _is_list_of_groups(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A step that is not taken, and why."""

    step: Step
    said: str


@dataclass(frozen=True, slots=True)
class Written:
    """A record's file with the steps taken, or as it was where none was."""

    path: str
    raw: bytes
    steps: tuple[Step, ...]
    conflicts: tuple[Conflict, ...] = ()


def steps(base: Any, new: Any, path: KeyPath = (), now: KeyPath = ()) -> Iterator[Step]:
    """Yield the steps from one value to another, in an order in which they can be taken."""
    if base == new and not isinstance(new, dict | list):
        return
    if isinstance(base, dict) and isinstance(new, dict):
        for key, value in base.items():
            if key not in new:
                yield Step(How.REMOVE, (*path, key), (*now, key), value)
            else:
                yield from steps(value, new[key], (*path, key), (*now, key))
        for key, value in new.items():
            if key not in base:
                yield Step(How.PUT, (*path, key), (*now, key), None, value)
    elif isinstance(base, list) and isinstance(new, list):
        yield from _of_lists(base, new, path, now)
    elif base != new:
        yield Step(How.PUT, path, now, base, new)


def _of_lists(base: list[Any], new: list[Any], path: KeyPath, now: KeyPath) -> Iterator[Step]:
    origins = new.origins if isinstance(new, Items) else None
    origins = _aligned(base, new) if origins is None else origins
    kept = [origin for origin in origins if origin is not None]
    if origins[: len(kept)] != tuple(sorted(kept)) or not kept:
        if base != new:
            yield Step(How.PUT, path, now, base, list(new))
        return
    for at, origin in enumerate(kept):
        yield from steps(base[origin], new[at], (*path, origin), (*now, at))
    for origin in sorted(set(range(len(base))) - set(kept), reverse=True):
        yield Step(How.REMOVE, (*path, origin), (*now, len(kept)), base[origin])
    for at in range(len(kept), len(new)):
        yield Step(How.APPEND, path, (*now, at), None, new[at])


def _aligned(base: list[Any], new: list[Any]) -> tuple[int | None, ...]:
    """Return which item of a list each of another is, where nothing says so: the same, or in its place."""
    if len(base) == len(new):
        return tuple(range(len(base)))
    if new[: len(base)] == base:
        return (*range(len(base)), *(None for _ in new[len(base) :]))
    found: list[int | None] = []
    at = 0
    for one in new:
        while at < len(base) and base[at] != one:
            at += 1
        found.append(at if at < len(base) else None)
        at += 1
    return tuple(found) if None not in found else (None,) * len(new)


def written(model: type[Record], edited: Edited, path: str, raw: bytes) -> Written:
    """Return a record's file with what a workbook changed, and the steps that could not be taken."""
    front, _ = frontmatter.read(frontmatter.decode(raw, path)[0], path)
    there = base_of(model, front.data if front else {})
    same = there == edited.base
    notes: frozenset[str] | None = None
    taken: list[Step] = []
    conflicts: list[Conflict] = []
    made = raw
    for step in steps(edited.base, edited.data):
        if not same and (said := _against(step, edited.base, there)) is not None:
            if said:
                conflicts.append(Conflict(step, said))
            continue
        if step.how is How.PUT and isinstance(step.old, list):
            notes = commented(raw) if notes is None else notes
            if step.path[0] in notes:
                said = "danh sách có ghi chú (#) trong tệp sẽ mất: hãy thêm ở cuối, hoặc sửa tệp"
                conflicts.append(Conflict(step, said))
                continue
        try:
            made = _taken(model, made, step)
        except EditingError as error:
            conflicts.append(Conflict(step, str(error)))
            continue
        taken.append(step)
    return Written(path, made, tuple(taken), tuple(conflicts))


def created(model: type[Record], edited: Edited, path: str) -> Written:
    """Return the file of a new record, its keys in the order of its kind."""
    order = list(fields_of(model))
    keys = sorted(edited.data, key=lambda key: order.index(key) if key in order else len(order))
    values = {key: _ordered(model, (key,), edited.data[key]) for key in keys}
    return Written(path, emitting.record(values).encode(), tuple(steps({}, values)))


def _taken(model: type[Record], raw: bytes, step: Step) -> bytes:
    new = _ordered(model, step.path, step.new)
    match step.how:
        case How.REMOVE:
            return removed(raw, step.path)
        case How.APPEND:
            return appended(raw, step.path, new, _order(model, step.path))
    return replaced(raw, step.path, new, _order(model, step.path))


def _ordered(model: type[BaseModel], path: KeyPath, value: Any) -> Any:
    """Return a value with the keys of its groups in the order in which an editor would write them."""
    if isinstance(value, dict):
        order = _order(model, (*path, ""))
        keys = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
        return {key: _ordered(model, (*path, key), value[key]) for key in keys}
    return [_ordered(model, (*path, 0), one) for one in value] if isinstance(value, list) else value


def _order(model: type[BaseModel], path: KeyPath) -> Sequence[str]:
    """Return the keys of the group in which a value stands, in their order; none where it is not known."""
    current: type[BaseModel] = model
    for step in path[:-1]:
        if isinstance(step, int):
            continue
        info = fields_of(current).get(step)
        _, inner = shape_of(info.annotation) if info else (None, None)
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return ()
        current = inner
    return tuple(fields_of(current))


def _against(step: Step, base: Mapping[str, Any], there: Mapping[str, Any]) -> str | None:
    """Return why a step is not taken in a record that has changed; None where it is.

    It is empty where the record says so already. An item is the same one only in a list of the same length.
    """
    lists = [step.path[:at] for at, one in enumerate(step.path) if isinstance(one, int)]
    if step.how is How.APPEND:
        lists.append(step.path)
    for path in lists:
        before, now = _at(base, path), _at(there, path)
        if not isinstance(now, list) or len(before) != len(now):
            return "danh sách này đã đổi trong tệp từ khi xuất"
    if step.how is How.APPEND:
        return (
            None
            if _at(base, step.path) == _at(there, step.path)
            else "danh sách này đã đổi trong tệp từ khi xuất"
        )
    before, now = _at(base, step.path), _at(there, step.path)
    if now == before:
        return None
    if now == step.new:
        return ""
    return f"trong tệp nay là {told(now)}, lúc xuất là {told(before)}"


def _at(data: Any, path: KeyPath) -> Any:
    found = data
    for step in path:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def told(value: Any, most: int = 120) -> str:
    """Return a value as a line tells it: quoted, short; a group by its own values."""
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, dict):
        return "; ".join(told(one, most // 2) for one in value.values())
    if isinstance(value, list):
        return ", ".join(told(one, most // 2) for one in value[:4]) + (" …" if len(value) > 4 else "")
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= most else f'{text[: most - 1]}…'}”"


def at_of(cells: Mapping[KeyPath, At], path: KeyPath) -> At | None:
    """Return where a value stands in the workbook: its own cell, else that of what is in it or around it."""
    if path in cells:
        return cells[path]
    inside = next((at for known, at in cells.items() if known[: len(path)] == path), None)
    while inside is None and path:
        path = path[:-1]
        inside = cells.get(path)
    return inside
