"""Workbooks: random edits of a workbook's cells, as clerks make them, and what must come of each."""

from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from congbo.imports.excel.opened import opened
from congbo.imports.excel.plan import Plan, book_of, kind_named, planned, tables_for
from congbo.imports.excel.tables import VERSIONS, Column, Sort, Table
from congbo.imports.excel.values import NOT_EDITED
from congbo.imports.excel.workbook import workbook
from congbo.records import frontmatter
from congbo.records.kinds import KINDS, Kind
from congbo.records.reader import read_site
from congbo.records.register import Register

DAY = date(2026, 11, 30)
TEXTS = (
    "Sửa bằng Excel",
    "=1+1",
    "+84 912 345 678",
    "- một gạch đầu dòng",
    "@nhắc",
    "dòng một\ndòng hai",
    "có \"ngoặc\" và 'nháy': dấu hai chấm #1",
    "1.010830",
    "0012",
    "TRUE",
    "không",
    "_x0041_ và &amp; <b>",
    "1/7/2024",
)
Data = dict[str, Any]


def data_of(root: Path, path: str) -> Data:
    """Return the keys of a record as they are typed."""
    front, problems = frontmatter.read(frontmatter.decode((root / path).read_bytes(), path)[0], path)
    assert front is not None, (path, problems)
    return front.data


def written(root: Path, folder: str, file: Path, form: str = "") -> None:
    """Write the records of a kind as a workbook."""
    kind = kind_named(folder)
    assert kind is not None
    file.write_bytes(workbook(book_of(read_site(root), kind, form), DAY))


def plan_of(root: Path, file: Path, *, remove: bool = True) -> Plan:
    """Return what a workbook would change."""
    reading = read_site(root)
    register = Register(reading.records)

    def kind(folder: str) -> Kind:
        return next(one for one in KINDS if one.folder == folder)

    book = opened(file, lambda folder, form: tables_for(kind(folder), form, register))
    own = kind(book.folder)
    return planned(reading, own, tables_for(own, book.form, register), book, remove=remove)


class Clerk:
    """Edits a workbook at random, and keeps what must come of it."""

    def __init__(self, root: Path, file: Path, seed: int) -> None:
        self.random = Random(seed)
        self.root, self.file = root, file
        self.book = openpyxl.load_workbook(file)
        first = [cell.value for cell in self.book["_congbo"][1]]
        reading = read_site(root)
        kind = next(one for one in KINDS if one.folder == first[2])
        form = str(first[3] or "") if len(first) > 3 else ""
        self.tables = {one.name: one for one in tables_for(kind, form, Register(reading.records))}
        self.paths = {row[0].value: row[1].value for row in list(self.book["_congbo"].rows)[1:]}
        self.expected: dict[str, Data] = {}
        self.done: list[str] = []
        self._olds: dict[tuple[Any, ...], Any] = {}
        self._touched: set[tuple[str, str]] = set()
        self._sheets = [
            (table, sheet, keys)
            for sheet in self.book.worksheets
            if (keys := [str(cell.value or "") for cell in sheet[2]]) and (table := self._table(keys))
        ]

    def _table(self, keys: list[str]) -> Table | None:
        return next((one for one in self.tables.values() if set(one.keys) <= set(keys) | {""}), None)

    def edit(self, times: int) -> None:
        """Make edits, and save."""
        for _ in range(times * 20):
            if len(self.done) >= times:
                break
            table, sheet, keys = self.random.choice(self._sheets)
            if table.name == VERSIONS or sheet.max_row < 3:
                continue
            roll = self.random.random()
            if table.levels and roll < 0.1:
                self._remove(table, sheet, keys)
            elif table.levels and roll < 0.2:
                self._append(table, sheet, keys)
            else:
                self._change(table, sheet, keys)
        self.book.save(self.file)

    def _row(self, sheet: Worksheet, keys: list[str], table: Table) -> tuple[int, str, list[int]]:
        row = self.random.randint(3, sheet.max_row)
        id_ = str(sheet.cell(row, keys.index(table.id_key) + 1).value or "").partition(" – ")[0]
        numbers = [sheet.cell(row, keys.index(key) + 1).value for key in table.number_keys]
        return row, id_, [int(str(one or 0)) for one in numbers]

    def _data(self, id_: str) -> Data:
        return self.expected.setdefault(id_, deepcopy(data_of(self.root, self.paths[id_])))

    def _change(self, table: Table, sheet: Worksheet, keys: list[str]) -> None:
        row, id_, numbers = self._row(sheet, keys, table)
        column = self.random.choice(table.columns)
        cell = sheet.cell(row, keys.index(column.key) + 1)
        list_key = f"{id_}:{table.name}"
        if not id_ or cell.value in NOT_EDITED or (list_key, "rows") in self._touched:
            return
        if column.sort in (Sort.AS_TYPED, Sort.FREE) or column.path == ("form",):
            return
        if (
            not table.levels
            and isinstance(self._data(id_).get(column.path[0]), list)
            and column.sort is not Sort.TEXTS
        ):
            return  # written as versions
        others = [
            one.key
            for one in table.columns
            if one is not column and sheet.cell(row, keys.index(one.key) + 1).value not in (None, "")
        ]
        if cell.value is not None and self.random.random() < 0.25 and others and not column.required:
            cell.value, new = None, None
        else:
            cell_value, new = self._new(column, cell.value)
            cell.value = cell_value
            if isinstance(cell_value, str):
                cell.data_type = "s"
        data = self._data(id_)
        item = data if not table.levels else (_list(table, data, numbers) or [])[numbers[-1] - 1]
        old = self._olds.setdefault((id_, column.key, *numbers), _get(item, column.path))
        self.expected[id_] = _put(table, data, numbers, column, new, old)
        self.done.append(f"{id_} {column.key} {numbers}: {new!r}")

    def _new(self, column: Column, old: Any) -> tuple[Any, Any]:
        random = self.random
        match column.sort:
            case Sort.DATE:
                day = date(random.randint(1950, 2030), random.randint(1, 12), random.randint(1, 28))
                return datetime(day.year, day.month, day.day), day.isoformat()
            case Sort.NUMBER | Sort.CELL:
                number = random.choice([0, 7, 120_000, 2024, 87.5])
                return number, str(number)
            case Sort.CHOICE | Sort.YES_NO:
                term = random.choice(column.terms)
                return random.choice([term, term.capitalize()]), term
            case Sort.REFERENCE:
                id_ = random.choice(["MA-1", "1.010830"])
                return random.choice([id_, f"{id_} – Tên của nó"]), id_
            case Sort.TEXTS:
                lines = random.sample(["một", "hai: ba", "=bốn", "- năm", "1.010830"], random.randint(1, 3))
                return "\n".join(lines), lines
        text = random.choice(TEXTS)
        return random.choice([text, f"  {text} "]), text

    def _remove(self, table: Table, sheet: Worksheet, keys: list[str]) -> None:
        if any(
            other.levels[: len(table.levels)] == table.levels and other is not table
            for other in self.tables.values()
        ):
            return
        row, id_, numbers = self._row(sheet, keys, table)
        if not id_ or any(one[0] == f"{id_}:{table.name}" for one in self._touched):
            return
        items = _list(table, self._data(id_), numbers)
        if items is None or len(items) < numbers[-1]:
            return
        if self.random.random() < 0.5:
            sheet.delete_rows(row)
        else:
            for cell in sheet[row]:
                cell.value = None
        self._touched.add((f"{id_}:{table.name}", "rows"))
        self.expected[id_] = _without(table, self._data(id_), numbers)
        self.done.append(f"{id_} {table.name} {numbers}: removed")

    def _append(self, table: Table, sheet: Worksheet, keys: list[str]) -> None:
        _, id_, numbers = self._row(sheet, keys, table)
        texts = [one for one in table.columns if one.sort is Sort.TEXT]
        if not id_ or not texts or any(one[0] == f"{id_}:{table.name}" for one in self._touched):
            return
        items = _list(table, self._data(id_), numbers)
        if items is None:
            return
        last = sheet.max_row + 1
        values: dict[str, Any] = {table.id_key: id_, texts[0].key: "Mục thêm"}
        values |= dict(zip(table.number_keys, [*numbers[:-1], len(items) + 1], strict=True))
        if self.random.random() < 0.3:
            del values[table.number_keys[-1]]  # one that has no number comes last
        for key, value in values.items():
            sheet.cell(last, keys.index(key) + 1, value)
        item: Any = {}
        _set(item, texts[0].path, "Mục thêm")
        if table.text_key and list(item) == [table.text_key]:
            item = "Mục thêm"
        self._touched.add((f"{id_}:{table.name}", "rows"))
        self.expected[id_] = _added(table, self._data(id_), numbers, item)
        self.done.append(f"{id_} {table.name}: added")


def _list(table: Table, data: Data, numbers: list[int]) -> list[Any] | None:
    """Return the list around an item, one that is written as its only item as a list."""
    found: Any = data
    for at, level in enumerate(table.levels):
        for step in level:
            found = found.get(step) if isinstance(found, dict) else None
        if at < len(table.levels) - 1:
            found = found[numbers[at] - 1] if isinstance(found, list) else None
    return (
        [found] if isinstance(found, str) and table.text_key else found if isinstance(found, list) else None
    )


def _put(table: Table, data: Data, numbers: list[int], column: Column, new: Any, old: Any) -> Data:
    if not table.levels:
        return _with(data, column, new, old)
    item = (_list(table, data, numbers) or [])[numbers[-1] - 1]
    group = {table.text_key: item} if isinstance(item, str) else item
    group = _with(group, column, new, old)
    done: Any = group[table.text_key] if isinstance(item, str) and list(group) == [table.text_key] else group
    return _replace(
        table, data, numbers, lambda items: [*items[: numbers[-1] - 1], done, *items[numbers[-1] :]]
    )


def _with(group: Data, column: Column, new: Any, old: Any) -> Data:
    """Return a group with a value; `old` is the one with which the workbook was written."""
    group = deepcopy(group)
    if column.sort is Sort.TEXTS and new is not None and len(new) == 1:
        new = new[0] if isinstance(old, str) or (old is None and column.short) else new
    if column.sort is Sort.NUMBER and isinstance(old, str) and isinstance(new, str):
        new = old if float(old) == float(new) else new
    _set(group, column.path, new)
    return group


def _get(group: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        group = group.get(step) if isinstance(group, dict) else None
    return group


def _set(group: Data, path: tuple[str, ...], new: Any) -> None:
    key, *rest = path
    if not rest:
        if new is None:
            group.pop(key, None)
        else:
            group[key] = new
        return
    inside = group.setdefault(key, {})
    _set(inside, tuple(rest), new)
    if not inside:
        del group[key]


def _replace(table: Table, data: Data, numbers: list[int], change: Any) -> Data:
    data = deepcopy(data)
    around: Any = data
    for at, level in enumerate(table.levels):
        for step in level[:-1]:
            around = around[step]
        if at < len(table.levels) - 1:
            around = around[level[-1]][numbers[at] - 1]
    key = table.levels[-1][-1]
    old = around[key]
    items = change([old] if isinstance(old, str) else old)
    if not items:
        del around[key]
    else:
        alone = isinstance(old, str) and len(items) == 1 and isinstance(items[0], str)
        around[key] = items[0] if alone else items
    return data


def _without(table: Table, data: Data, numbers: list[int]) -> Data:
    at = numbers[-1] - 1
    found: Data = _pruned(_replace(table, data, numbers, lambda items: [*items[:at], *items[at + 1 :]]))
    return found


def _added(table: Table, data: Data, numbers: list[int], item: Any) -> Data:
    return _replace(table, data, numbers, lambda items: [*items, item])


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _pruned(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one not in ({}, [])}
    if isinstance(value, list):
        return [one for item in value if (one := _pruned(item)) not in ({}, [])]
    return value
