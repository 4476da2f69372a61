"""Edits: what the rows of a workbook make of each record, cell by cell beside what it was written with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from congbo.imports.excel.book import Held
from congbo.imports.excel.grouping import LAST, Ids, Rows, rows_below
from congbo.imports.excel.opened import Line, Opened, Place, Sheet, Told
from congbo.imports.excel.rows import (
    Items,
    Numbers,
    Short,
    holds,
    items_of,
    narrowed,
    put,
    value_at,
    versioned,
    widened,
)
from congbo.imports.excel.tables import VERSIONS, Column, Sort, Table, key_of_version
from congbo.imports.excel.values import IN_VERSIONS, Seen, Wrong, compared, shown, tidy
from congbo.records.frontmatter import KeyPath
from congbo.records.record import Record


@dataclass(frozen=True, slots=True)
class At:
    """Where a value of a record stands in the workbook, what its column is called, and what to look at."""

    place: Place
    title: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A record as a workbook has it: what it was written with (None: a new one), what it says now, where."""

    id: str
    held: Held | None
    data: dict[str, Any]
    cells: Mapping[KeyPath, At]
    row: Place

    @property
    def base(self) -> dict[str, Any]:
        """The keys with which the workbook was written."""
        return self.held.data if self.held else {}


@dataclass(slots=True)
class Edits:
    """Every record of a workbook that says something else now, those whose row is gone, what is told."""

    edited: list[Edited] = field(default_factory=list)
    gone: list[Held] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    rows: int = 0


def edits(model: type[Record], tables: Sequence[Table], book: Opened) -> Edits:
    """Return what is other in the rows of a workbook than in the records it was written with."""
    found = Edits(told=list(book.told))
    main = book.sheets.get("")
    if main is None or any(one.wrong and one.place is None for one in book.told):
        return found
    by_table = {table.name: table for table in tables}
    ids = Ids(book)
    lines: dict[str, Line] = {}
    for line in main.lines:
        id_ = ids.of(main, line, "id", found.told)
        if not id_:
            continue
        if id_ in lines:
            said = f"mã “{id_}” đã có ở dòng {lines[id_].row}; mỗi bản ghi một dòng"
            found.told.append(Told(main.place(line, "id"), said))
            continue
        lines[id_] = line
    found.rows = len(lines)
    below = rows_below(by_table, book, ids, set(lines), found.told)
    for id_, line in lines.items():
        one = _Record(model, tables, book, id_, line, below.get(id_, {})).edited()
        found.told += one[1]
        if one[0] is not None:
            found.edited.append(one[0])
    found.gone = [held for id_, held in book.records.items() if id_ not in lines]
    return found


class _Record:
    """Makes of the rows of one record what it says now."""

    def __init__(
        self, model: type[Record], tables: Sequence[Table], book: Opened, id_: str, line: Line, rows: Rows
    ) -> None:
        self._model, self._tables, self._book = model, tables, book
        self._id, self._line, self._rows = id_, line, rows
        self._held = book.records.get(id_)
        base = self._held.data if self._held else {}
        self._in_time = versioned(model, base)
        self._base = widened(base, tuple(tables), self._in_time)
        self._told: list[Told] = []
        self._at: dict[int, list[tuple[tuple[str, ...], At]]] = defaultdict(list)
        self._changed = False

    def edited(self) -> tuple[Edited | None, list[Told]]:
        """Return the record where it says something else now, and what is to be told of its cells."""
        data = deepcopy(self._base)
        main = self._book.sheets[""]
        self._columns(self._tables[0], main, self._line, self._base, data)
        nodes: dict[tuple[tuple[str, ...], ...], dict[Numbers, dict[str, Any]]] = {(): {(): data}}
        for table in sorted(self._tables, key=lambda one: len(one.levels)):
            if table.levels and table.name != VERSIONS and table.root not in self._in_time:
                if holds(table, data):
                    nodes[table.levels] = self._list(table, nodes.get(table.levels[:-1], {}))
            elif table.root in self._in_time and (rows := self._rows.get(table.name)):
                sheet = self._book.sheets[table.name]
                said = "khoá này đổi theo thời gian: sửa ở trang “Giá trị theo thời gian”"
                self._told.append(Told(sheet.place(rows[0][1]), said))
        self._versions(data)
        if not self._changed:
            return None, self._told
        cells = dict(self._cells(data, ()))
        row = main.place(self._line, "id")
        new = _without_empty(narrowed(data))
        if self._held and new == self._held.data:
            return None, self._told
        return Edited(self._id, self._held, new, cells, row), self._told

    def _columns(
        self, table: Table, sheet: Sheet, line: Line, base: Mapping[str, Any], node: dict[str, Any]
    ) -> None:
        """Put into an item what the cells of its row say other than before."""
        for column in table.columns:
            if column.key not in sheet.columns or not column.path:
                continue
            raw = value_at(base, column.path)
            seen = line.cells.get(column.key, Seen(None))
            place = sheet.place(line, column.key)
            remark = ""
            if not table.levels and column.path[0] in self._in_time:
                if tidy(str(seen.value or "")) not in ("", IN_VERSIONS):
                    self._told.append(
                        Told(place, "giá trị này đổi theo thời gian: sửa ở trang “Giá trị theo thời gian”")
                    )
            else:
                found = compared(column, raw, seen)
                if isinstance(found, Wrong):
                    self._told.append(Told(place, f"{column.title}: {found.said}"))
                elif found is not None:
                    put(node, column.path, _form(column, raw, found.raw))
                    remark = found.remark
                    self._changed = True
            self._at[id(node)].append((column.path, At(place, column.title, remark)))

    def _list(self, table: Table, parents: Mapping[Numbers, dict[str, Any]]) -> dict[Numbers, dict[str, Any]]:
        """Put the rows of a table into the items around them; return each item by its numbers."""
        sheet = self._book.sheets.get(table.name)
        before = {item.numbers: item.node for item in items_of(table, self._base)}
        if sheet is None or not {table.id_key, *table.number_keys} <= sheet.columns.keys():
            return self._untouched(table, parents)
        rows = self._rows.get(table.name, [])
        found: dict[Numbers, dict[str, Any]] = {}
        for around, parent in parents.items():
            own = sorted(
                (row for row in rows if row[0][:-1] == around),
                key=lambda row: (row[0][-1] == LAST, row[0][-1], row[1].row),
            )
            self._items(table, sheet, parent, around, own, before, found)
        for numbers, line, _ in rows:
            if numbers[:-1] not in parents:
                said = f"không có mục {_counted(numbers[:-1])} ở trang chứa nó; hãy xem cột số thứ tự"
                self._told.append(Told(sheet.place(line, table.number_keys[0]), said))
        return found

    def _untouched(
        self, table: Table, parents: Mapping[Numbers, dict[str, Any]]
    ) -> dict[Numbers, dict[str, Any]]:
        items = ((around, value_at(parent, table.levels[-1])) for around, parent in parents.items())
        return {
            (*around, Decimal(number)): one
            for around, value in items
            for number, one in enumerate(value if isinstance(value, list) else (), start=1)
            if isinstance(one, dict)
        }

    def _items(
        self,
        table: Table,
        sheet: Sheet,
        parent: dict[str, Any],
        around: Numbers,
        rows: Sequence[tuple[Numbers, Line, str]],
        before: Mapping[Numbers, dict[str, Any]],
        found: dict[Numbers, dict[str, Any]],
    ) -> None:
        level = table.levels[-1]
        held = value_at(parent, level)
        if isinstance(held, str):  # the word that there is nothing
            if rows:
                said = f"vừa ghi “{held}” vừa có các khoản; hãy xoá một trong hai"
                self._told.append(Told(sheet.place(rows[0][1]), said))
            return
        items: list[dict[str, Any]] = []
        origins: list[int | None] = []
        for numbers, line, _ in rows:
            base = before.get(numbers, {})
            node = deepcopy(base) if numbers in before else Short() if table.text_key else {}
            if self._cleared(table, sheet, line, base):
                continue
            self._columns(table, sheet, line, base, node)
            self._at[id(node)].append(((), At(sheet.place(line), table.title)))
            items.append(node)
            origins.append(int(numbers[-1]) - 1 if numbers in before else None)
            at = (*around, Decimal(-len(items)) if numbers[-1] == LAST else numbers[-1])
            found[at] = node
        there = sum(numbers[:-1] == around for numbers in before)
        if origins != [*range(there)]:
            self._changed = True
        if not items and held is None:
            return
        alone = isinstance(held, Items) and held.alone
        put(parent, level, Items.of(items, alone=alone, origins=tuple(origins)) if items else None)

    def _cleared(self, table: Table, sheet: Sheet, line: Line, base: Mapping[str, Any]) -> bool:
        """Tell whether somebody has emptied the cells of an item, all that had something."""
        there = [column for column in table.columns if column.key in sheet.columns]
        if any(column.key in line.cells for column in there):
            return False
        return any(shown(column, value_at(base, column.path)) is not None for column in there)

    def _versions(self, data: dict[str, Any]) -> None:
        """Put the rows of the table of versions into the keys that they name."""
        table = next((one for one in self._tables if one.name == VERSIONS), None)
        sheet = self._book.sheets.get(VERSIONS)
        if table is None or sheet is None or not set(table.keys[:3]) <= sheet.columns.keys():
            return
        rows: dict[str, list[tuple[Numbers, Line]]] = {key: [] for key in self._in_time}
        for numbers, line, key in self._rows.get(VERSIONS, []):
            if key not in {key_of_version(term) for term in table.columns[0].terms}:
                self._told.append(
                    Told(sheet.place(line, f"{VERSIONS}/key"), f"không có khoá “{key}” đổi theo thời gian")
                )
            else:
                rows.setdefault(key, []).append((numbers, line))
        for key, own in rows.items():
            self._one_in_time(table, sheet, key, own, data)

    def _one_in_time(
        self, table: Table, sheet: Sheet, key: str, rows: list[tuple[Numbers, Line]], data: dict[str, Any]
    ) -> None:
        before = data[key] if key in self._in_time else []
        items: list[Any] = []
        origins: list[int | None] = []
        if key not in self._in_time and key in data:
            items, origins = [{"value": data[key]}], [None]
        for numbers, line in sorted(rows, key=lambda row: (row[0][-1] == LAST, row[0][-1], row[1].row)):
            at = int(numbers[-1]) - 1
            known = numbers[-1] == at + 1 and 0 <= at < len(before)
            base = before[at] if known else {}
            if self._cleared(table, sheet, line, base):
                continue
            node = deepcopy(base)
            self._columns(self._of_key(table, key), sheet, line, base, node)
            self._at[id(node)].append(((), At(sheet.place(line), table.title)))
            items.append(node)
            origins.append(at if known else None)
        if origins != [*range(len(before))]:
            self._changed = True
        if items:
            data[key] = Items.of(items, alone=False, origins=tuple(origins) if key in self._in_time else None)
        else:
            data.pop(key, None)

    def _of_key(self, table: Table, key: str) -> Table:
        """Return the table of versions for a key: what is one text by its type is never read as a list."""
        own = next((one for one in self._tables[0].columns if one.path == (key,)), None)
        if own is None or own.sort in (Sort.TEXTS, Sort.AS_TYPED):
            return table
        *others, value = table.columns
        return replace(table, columns=(*others, replace(value, sort=Sort.TEXT)))

    def _cells(self, value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, At]]:
        """Yield where each value of the record stands, by its path in what the record says now."""
        for inside, at in self._at.get(id(value), ()) if isinstance(value, dict) else ():
            yield (*path, *inside), at
        children = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for step, one in children:
            if isinstance(one, dict | list):
                yield from self._cells(one, (*path, step))


def _form(column: Column, raw: Any, new: Any) -> Any:
    """Return a list in the form in which the record has it: one text alone as that text."""
    if column.sort is not Sort.TEXTS or not isinstance(new, list):
        return new
    if len(new) == 1 and (isinstance(raw, str) or (raw is None and column.short)):
        return new[0]
    return new or None


def _without_empty(value: Any) -> Any:
    """Return a value without the groups and lists of which nothing is left."""
    if isinstance(value, dict):
        found = {key: _without_empty(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one not in ({}, [], None)}
    if isinstance(value, Items):
        kept = [
            (at, one) for at, item in enumerate(value) if (one := _without_empty(item)) not in ({}, [], None)
        ]
        origins = tuple(value.origins[at] for at, _ in kept) if value.origins is not None else None
        return Items.of([one for _, one in kept], alone=value.alone, origins=origins)
    return [_without_empty(one) for one in value] if isinstance(value, list) else value


def _counted(numbers: Numbers) -> str:
    return ".".join(str(number) for number in numbers)
