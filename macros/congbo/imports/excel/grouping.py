"""Grouping: the rows of the sheets of a workbook by the record and the item that they are of."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from congbo.imports.excel.book import APART
from congbo.imports.excel.opened import Line, Opened, Place, Sheet, Told
from congbo.imports.excel.rows import Numbers
from congbo.imports.excel.tables import VERSIONS, Table, key_of_version
from congbo.imports.excel.values import Seen, tidy


class Ids:
    """The ids of records, also where a program has made a number of one."""

    def __init__(self, book: Opened) -> None:
        self._as_numbers: dict[Decimal, list[str]] = defaultdict(list)
        for id_ in book.records:
            try:
                self._as_numbers[Decimal(id_)].append(id_)
            except InvalidOperation:
                continue
        self._told: set[tuple[str, str]] = set()

    def of(self, sheet: Sheet, line: Line, key: str, told: list[Told]) -> str:
        """Return the id in a row; empty where there is none, which is told where the row holds anything."""
        seen = line.cells.get(key)
        place = sheet.place(line, key)
        if seen is None or seen.value is None or (isinstance(seen.value, str) and not seen.value.strip()):
            if any(one != key and "#" not in one for one in line.cells):
                told.append(
                    Told(place, "dòng có nội dung mà chưa có mã bản ghi; hãy gõ mã, hoặc xoá cả dòng")
                )
            return ""
        if seen.formula:
            told.append(Told(place, "mã bản ghi là công thức; hãy gõ thẳng mã"))
            return ""
        if isinstance(seen.value, str):
            return tidy(seen.value).partition(APART)[0].strip()
        return self._of_number(sheet, place, seen, told)

    def _of_number(self, sheet: Sheet, place: Place, seen: Seen, told: list[Told]) -> str:
        try:
            number = Decimal(f"{seen.value:.15g}" if isinstance(seen.value, float) else str(seen.value))
        except InvalidOperation:
            told.append(Told(place, f"mã bản ghi phải là chữ (đang là {seen.value})"))
            return ""
        known = self._as_numbers.get(number, [])
        if len(known) == 1:
            if (sheet.name, known[0]) not in self._told:
                said = f"Excel đã đổi mã “{known[0]}” thành số {number}; mã được đọc như cũ"
                told.append(Told(place, said, wrong=False))
            self._told.add((sheet.name, known[0]))
            return known[0]
        said = (
            f"mã bản ghi phải là chữ mà Excel đã đổi thành số {number}; hãy định dạng ô là Văn bản rồi gõ lại"
        )
        told.append(Told(place, said))
        return ""


Rows = dict[str, list[tuple[Numbers, Line, str]]]
"""The rows of one record by table: which item, the row, of a version its key."""


def rows_below(
    tables: Mapping[str, Table], book: Opened, ids: Ids, known: set[str], told: list[Told]
) -> dict[str, Rows]:
    """Return the rows of the items of each record, by table."""
    below: dict[str, Rows] = defaultdict(lambda: defaultdict(list))
    for name, sheet in book.sheets.items():
        table = tables[name]
        if not table.levels or not {table.id_key, *table.number_keys} <= sheet.columns.keys():
            continue
        strange: dict[str, Line] = {}
        seen: dict[tuple[str, str, Numbers], Line] = {}
        for line in sheet.lines:
            if not any(column.key in line.cells for column in table.columns) and not line.cells.get(
                table.id_key
            ):
                continue
            id_ = ids.of(sheet, line, table.id_key, told)
            if not id_:
                continue
            if id_ not in known:
                strange.setdefault(id_, line)
                continue
            numbers = _numbers(table, sheet, line, told)
            key = _key(table, line)
            if numbers is None or key is None:
                if key is None:
                    said = "chưa ghi khoá nào đổi theo thời gian; hãy chọn ở cột “Khoá”"
                    told.append(Told(sheet.place(line, f"{VERSIONS}/key"), said))
                continue
            other = seen.get((id_, key, numbers))
            if other is not None and numbers[-1] >= 0:
                said = f"trùng số thứ tự với dòng {other.row}; mục thêm vào giữa thì gõ số lẻ, ví dụ 2,5"
                told.append(Told(sheet.place(line, table.number_keys[-1]), said))
                continue
            seen[id_, key, numbers] = line
            below[id_][name].append((numbers, line, key))
        for id_, line in strange.items():
            if id_ not in book.records:  # the row of a record that is there no more says so itself
                said = f"không có bản ghi “{id_}” ở trang “{book.sheets[''].name}”"
                told.append(Told(sheet.place(line, table.id_key), said))
    return below


LAST = Decimal(-1)
"""The number of an item that has none: it comes behind the others."""


def _numbers(table: Table, sheet: Sheet, line: Line, told: list[Told]) -> Numbers | None:
    found: list[Decimal] = []
    for key in table.number_keys:
        seen = line.cells.get(key)
        text = "" if seen is None or seen.value is None else str(seen.value).strip().replace(",", ".")
        own = key == table.number_keys[-1]
        try:
            number = Decimal(text) if text else LAST
        except InvalidOperation:
            number = Decimal(0)
        if not number.is_finite() or (number <= 0 and not (own and not text)):
            what = "số thứ tự của mục" if own else "số thứ tự của mục chứa nó"
            told.append(Told(sheet.place(line, key), f"phải là {what}, từ 1 (đang là '{text}')"))
            return None
        found.append(number.normalize())
    return tuple(found)


def _key(table: Table, line: Line) -> str | None:
    if table.name != VERSIONS:
        return ""
    seen = line.cells.get(f"{VERSIONS}/key")
    return key_of_version(tidy(str(seen.value))) if seen and seen.value else None
