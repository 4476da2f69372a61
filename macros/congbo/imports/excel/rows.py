"""Rows: the rows that a record has in each table of a workbook, from its front matter as it was typed."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from congbo.imports.excel.tables import VERSIONS, Path, Table
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.record import Record
from congbo.records.stamps import is_versions

Numbers = tuple[Decimal, ...]
"""Which item of a list, and of the lists around it, counted from 1; a half stands between two."""


class Short(dict[str, Any]):
    """An item that was typed as a text alone: it is one again, as long as it has no other key."""


class Items(list[Any]):
    """A list whose items are known again: `origins` are their places before, `alone` that it was one item."""

    origins: tuple[int | None, ...] | None = None
    alone: bool = False

    @classmethod
    def of(
        cls, items: Iterable[Any], *, alone: bool, origins: tuple[int | None, ...] | None = None
    ) -> "Items":
        """Return the items with what is known of them."""
        found = cls(items)
        found.alone, found.origins = alone, origins
        return found


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: which, and its keys."""

    numbers: Numbers
    node: dict[str, Any]


def base_of(model: type[Record], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a record that a workbook may hold: those that commands write are left out."""
    fields = fields_of(model)
    return {
        key: deepcopy(value)
        for key, value in data.items()
        if key != "id" and not (key in fields and BY_MACHINE in fields[key].metadata)
    }


def versioned(model: type[Record], data: Mapping[str, Any]) -> frozenset[str]:
    """Return the keys that are written as dated versions."""
    return frozenset(key for key, value in data.items() if is_versions(model, key, value))


def widened(data: dict[str, Any], tables: tuple[Table, ...], skip: frozenset[str]) -> dict[str, Any]:
    """Return a record's keys with every list a list and every item a group; how they were typed is kept."""
    found = deepcopy(data)
    for table in sorted(tables, key=lambda one: len(one.levels)):
        if not table.levels or table.name == VERSIONS or table.root in skip or not holds(table, found):
            continue
        *around, own = table.levels
        for parent in _nodes(found, around):
            group, key = _group_at(parent, own)
            value = group.get(key) if group is not None else None
            if group is None or value is None or (table.free and isinstance(value, str)):
                continue
            alone = not isinstance(value, list)
            items = [value] if alone else value
            if table.text_key:
                items = [Short({table.text_key: one}) if isinstance(one, str) else one for one in items]
            group[key] = Items.of(items, alone=alone)
    return found


def narrowed(value: Any) -> Any:
    """Return a value as it is to be typed: what was widened and says no more, in its short form again."""
    if isinstance(value, dict):
        found = {key: narrowed(one) for key, one in value.items()}
        return next(iter(found.values())) if isinstance(value, Short) and len(found) == 1 else found
    if isinstance(value, list):
        items = [narrowed(one) for one in value]
        if not isinstance(value, Items):
            return items
        if value.alone and len(items) == 1 and isinstance(items[0], str):
            return items[0]
        return Items.of(items, alone=value.alone, origins=value.origins)
    return value


def holds(table: Table, data: Mapping[str, Any]) -> bool:
    """Tell whether a table is one for the record: of a form, that of the record."""
    return not table.form or data.get("form") == table.form


def items_of(table: Table, data: dict[str, Any]) -> Iterator[Item]:
    """Yield the items that a record, widened, has in a table."""
    if not table.levels:
        yield Item((), data)
        return
    if holds(table, data):
        yield from _items(data, table.levels, ())


def versions_of(model: type[Record], data: Mapping[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield the versions of each key that has such: the key, the number from 1, what the version says."""
    for key in sorted(versioned(model, data), key=list(data).index):
        for number, version in enumerate(data[key], start=1):
            yield key, number, version


def value_at(node: Mapping[str, Any], path: Path) -> Any:
    """Return the value at a path of a group; None where there is none."""
    found: Any = node
    for step in path:
        if not isinstance(found, dict) or step not in found:
            return None
        found = found[step]
    return found


def put(node: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at a path of a group, or take it out where it is None; an empty group goes with it."""
    *around, key = path
    way = [node]
    for step in around:
        inside = way[-1].get(step)
        if not isinstance(inside, dict):
            if value is None:
                return
            inside = way[-1][step] = {}
        way.append(inside)
    if value is not None:
        way[-1][key] = value
        return
    way[-1].pop(key, None)
    for step, group in reversed(list(zip(around, way, strict=False))):
        if not group[step]:
            del group[step]


def _items(node: dict[str, Any], levels: tuple[Path, ...], numbers: Numbers) -> Iterator[Item]:
    inside = value_at(node, levels[0])
    for number, one in enumerate(inside if isinstance(inside, list) else (), start=1):
        if not isinstance(one, dict):
            continue
        at = (*numbers, Decimal(number))
        if len(levels) == 1:
            yield Item(at, one)
        else:
            yield from _items(one, levels[1:], at)


def _nodes(data: dict[str, Any], levels: list[Path]) -> list[dict[str, Any]]:
    return [item.node for item in _items(data, tuple(levels), ())] if levels else [data]


def _group_at(node: dict[str, Any], path: Path) -> tuple[dict[str, Any] | None, str]:
    group = value_at(node, path[:-1]) if len(path) > 1 else node
    return (group if isinstance(group, dict) else None), path[-1]
