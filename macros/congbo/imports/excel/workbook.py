"""Workbook: the records of a kind as a workbook for clerks: headings, help, lists, real days.

Texts are texts, whatever they look like; nothing is a formula. Headings and ids are locked, with no password.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from congbo.imports.excel.book import (
    FIRST_ROW,
    HIDDEN_SHEET,
    MARK,
    MOST_ROWS,
    VERSION,
    Book,
    TooManyRowsError,
    every_target,
    letters,
    packed,
    sheet_names,
    with_name,
)
from congbo.imports.excel.rows import items_of, value_at, versioned, versions_of, widened
from congbo.imports.excel.tables import VERSIONS, Column, Sort, Table
from congbo.imports.excel.values import IN_VERSIONS, NOT_EDITED, shown

GUIDE, LISTS = "Hướng dẫn", "Danh mục"
REQUIRED = " *"
"""What stands behind the heading of a column that must be filled in."""
_LAST_ROW = 20_000  # down to which cells offer what may be chosen
_WIDTHS = {
    Sort.TEXT: 32,
    Sort.NUMBER: 11,
    Sort.DATE: 13,
    Sort.YES_NO: 10,
    Sort.CHOICE: 19,
    Sort.REFERENCE: 34,
    Sort.TEXTS: 30,
    Sort.CELL: 13,
    Sort.FREE: 14,
    Sort.AS_TYPED: 44,
}
_FORMATS = {Sort.DATE: "dd/mm/yyyy", Sort.NUMBER: "General", Sort.CELL: "General"}
_TEXT = "@"
_LINE, _MOST_LINES = 15, 6
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_FONT = "Arial"
_PLAIN = Font(name=_FONT, size=10)
_HEAD = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
_KEY = Font(name=_FONT, size=8, color="808080")
_SEEN_ONLY = Font(name=_FONT, size=10, italic=True, color="808080")
_LINK = Font(name=_FONT, size=10, color="0B5394", underline="single")
_BLUE, _GREY = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="F2F2F2")
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_FREE, _LOCKED = Protection(locked=False), Protection(locked=True)


def workbook(book: Book, day: date) -> bytes:
    """Return the records as a workbook; `day` is that on which it is made. Raises TooManyRowsError."""
    made = Workbook()
    guide = made.active
    assert isinstance(guide, Worksheet)
    names = sheet_names(book.tables)
    lists = _Lists(book)
    used = {
        table.name: _table(made.create_sheet(names[table.name]), table, book, lists) for table in book.tables
    }
    for table in book.tables:
        deep = len(table.levels) > 1 or (table.form and not book.form)
        if deep and not used[table.name]:
            made[names[table.name]].sheet_state = "hidden"
    lists.write(made.create_sheet(LISTS))
    _guide(guide, book, names, used)
    _hidden(made.create_sheet(HIDDEN_SHEET), book, day)
    made.active = 1
    properties = made.properties
    properties.title, properties.language = f"{book.tables[0].title}: sửa bằng Excel", "vi-VN"
    properties.creator = "congbo"
    properties.created = datetime.combine(day, time())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(sheet: Worksheet, table: Table, book: Book, lists: "_Lists") -> int:
    """Write a table; return how many rows it has."""
    heads = ["Mã bản ghi" if not table.levels else f"Mã {book.kind.label}", *table.heads]
    fixed = len(heads)
    helps = [
        "Mã là tên tệp của bản ghi, không dấu. Mã đã có thì không sửa; bản ghi mới thì gõ mã mới."
        if not table.levels
        else "Mã của bản ghi ở trang tính đầu.",
        *("Số thứ tự của mục; thêm vào giữa hai mục thì gõ số lẻ, ví dụ 2,5." for _ in table.heads),
    ]
    columns: list[Column | None] = [*(None for _ in heads), *table.columns]
    heads += [f"{one.title}{REQUIRED if one.required else ''}" for one in table.columns]
    helps += [one.help for one in table.columns]
    keys = table.keys
    for at, (column, head, said, key) in enumerate(zip(columns, heads, helps, keys, strict=True), start=1):
        _heading(sheet, at, head, said, key)
        _column_style(sheet, at, column, fixed, bool(table.levels))
        if column and (where := lists.range_of(column)):
            _offer(sheet, at, where, strict=column.sort is not Sort.REFERENCE)
        elif column and column.sort is Sort.DATE:
            _days_only(sheet, at)
    if table.levels and (where := lists.ids):
        _offer(sheet, 1, where, strict=False)
    row = FIRST_ROW
    for cells in _rows(table, book):
        if row > MOST_ROWS:
            raise TooManyRowsError(f"trang “{table.title}” có hơn {MOST_ROWS} dòng")
        _row(sheet, row, cells, columns, locked_id=not table.levels)
        row += 1
    sheet.row_dimensions[1].height = 46
    sheet.freeze_panes = f"{letters(fixed + (0 if table.levels else 1) + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A2:{letters(len(heads))}{max(row - 1, FIRST_ROW)}"
    _protect(sheet)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:1"
    return row - FIRST_ROW


def _rows(table: Table, book: Book) -> Iterator[list[Any]]:
    """Yield what stands in each row of a table, from left to right."""
    model = book.kind.model
    for held in book.records:
        in_time = versioned(model, held.data)
        if table.name == VERSIONS:
            titles = {title.rpartition("(")[2][:-1]: title for title in table.columns[0].terms}
            for key, number, version in versions_of(model, held.data):
                rest = [
                    shown(one, value_at(version, one.path), _names(one, book)) for one in table.columns[1:]
                ]
                yield [book.named(held.id), number, titles[key], *rest]
            continue
        if table.root in in_time:
            continue
        for item in items_of(table, widened(held.data, book.tables, in_time)):
            id_ = book.named(held.id) if table.levels else held.id
            yield [id_, *map(int, item.numbers), *_cells(table, item.node, in_time, book)]


def _cells(table: Table, node: Mapping[str, Any], in_time: frozenset[str], book: Book) -> Iterator[Any]:
    for column in table.columns:
        if not table.levels and column.path[0] in in_time:
            yield IN_VERSIONS
        else:
            yield shown(column, value_at(node, column.path), _names(column, book))


def _names(column: Column, book: Book) -> Mapping[str, str]:
    return book.names.get(column.target, {})


def _row(
    sheet: Worksheet, row: int, values: Sequence[Any], columns: Sequence[Column | None], *, locked_id: bool
) -> None:
    lines = 1
    for at, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
        if value is None:
            continue
        cell = sheet.cell(row, at, _safe(value))
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with "=" stays a text
            width = _WIDTHS[column.sort] if column else 20
            lines = max(lines, sum(1 + len(line) // width for line in value.split("\n")))
        only_seen = value in NOT_EDITED if isinstance(value, str) else False
        locked = only_seen or (at == 1 and locked_id)
        _style(cell, column, locked=locked, font=_SEEN_ONLY if only_seen else _PLAIN)
        if locked and not only_seen:
            cell.fill = _GREY
    sheet.row_dimensions[row].height = 3 + _LINE * min(lines, _MOST_LINES)


def _style(cell: Any, column: Column | None, *, locked: bool, font: Font) -> None:
    cell.number_format = _FORMATS.get(column.sort, _TEXT) if column else _TEXT
    if column is None and isinstance(getattr(cell, "value", None), int):
        cell.number_format = "General"
    cell.alignment, cell.font = _TOP, font
    cell.protection = _LOCKED if locked else _FREE


def _heading(sheet: Worksheet, at: int, head: str, said: str, key: str) -> None:
    cell = sheet.cell(1, at, head)
    cell.font, cell.fill, cell.alignment = _HEAD, _BLUE, _MIDDLE
    if said:
        note = Comment(said, "congbo", width=260, height=34 + 17 * (1 + len(said) // 36))
        cell.comment = note
    below = sheet.cell(2, at, key)
    below.font, below.fill = _KEY, _GREY


def _column_style(sheet: Worksheet, at: int, column: Column | None, fixed: int, below: bool) -> None:
    """Give the empty cells of a column their form, so that new rows have it."""
    dimension = sheet.column_dimensions[letters(at)]
    number = column is None and at > 1
    dimension.width = 9 if number else (34 if below else 22) if column is None else _WIDTHS[column.sort]
    dimension.number_format = "General" if number else _FORMATS.get(column.sort, _TEXT) if column else _TEXT
    dimension.alignment, dimension.font, dimension.protection = _TOP, _PLAIN, _FREE


def _offer(sheet: Worksheet, at: int, where: str, *, strict: bool) -> None:
    rule = DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "stop" if strict else "warning"
    rule.errorTitle, rule.error = "Không có trong danh mục", f"Hãy chọn trong danh sách; xem trang “{LISTS}”."
    rule.add(f"{letters(at)}{FIRST_ROW}:{letters(at)}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _days_only(sheet: Worksheet, at: int) -> None:
    rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
    rule.showErrorMessage, rule.errorStyle = True, "warning"
    rule.errorTitle, rule.error = "Chưa phải ngày", "Gõ ngày/tháng/năm, ví dụ 31/12/2025."
    rule.add(f"{letters(at)}{FIRST_ROW}:{letters(at)}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _protect(sheet: Worksheet) -> None:
    """Lock what is locked, without a password; rows may be added, sorted, filtered and made higher."""
    lock = sheet.protection
    lock.sheet = True
    for allowed in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        setattr(lock, allowed, False)


class _Lists:
    """The sheet of what may be chosen: each vocabulary, and each kind of record by id and name."""

    def __init__(self, book: Book) -> None:
        self._columns: dict[Any, tuple[int, str, list[str]]] = {}
        every = [column for table in book.tables for column in table.columns]
        for column in every:
            if column.terms and column.terms not in self._columns:
                self._add(column.terms, column.title, list(column.terms))
        for target in every_target(book.tables):
            if named := book.names.get(target):
                title = next(one.title for one in every if one.target == target)
                self._add(target, title, [with_name(*one) for one in named.items()])
        self._add("", f"Mã {book.kind.label}", [book.named(held.id) for held in book.records])
        self.ids = self._range("")

    def _add(self, key: Any, title: str, values: list[str]) -> None:
        self._columns[key] = (len(self._columns) + 1, title, values)

    def range_of(self, column: Column) -> str:
        """Return the cells that a column's values are chosen from; empty where they are typed."""
        if column.sort is Sort.REFERENCE:
            return self._range(column.target)
        return self._range(column.terms) if column.terms else ""

    def _range(self, key: Any) -> str:
        at, _, values = self._columns.get(key, (0, "", []))
        return f"'{LISTS}'!${letters(at)}$2:${letters(at)}${len(values) + 1}" if values else ""

    def write(self, sheet: Worksheet) -> None:
        """Write the lists, a column each."""
        for at, title, values in self._columns.values():
            head = sheet.cell(1, at, title)
            head.font, head.fill, head.alignment = _HEAD, _BLUE, _MIDDLE
            sheet.column_dimensions[letters(at)].width = 12 + min(max(map(len, values), default=10), 48)
            for row, value in enumerate(values, start=2):
                cell = sheet.cell(row, at, _safe(value))
                cell.data_type, cell.number_format, cell.font = "s", _TEXT, _PLAIN
        sheet.freeze_panes = "A2"
        _protect(sheet)


def _guide(sheet: Worksheet, book: Book, names: Mapping[str, str], used: Mapping[str, int]) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 46
    sheet.column_dimensions["B"].width = 70
    row = 1
    for text in _words(book):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=_FONT, size=14 if row == 1 else 10, bold=row == 1)
        cell.alignment = _TOP
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = 24 if row == 1 else 4 + _LINE * (1 + len(text) // 112)
        row += 1
    row += 1
    for table in book.tables:
        cell = sheet.cell(row, 1, names[table.name])
        cell.hyperlink, cell.font = f"#'{names[table.name]}'!A1", _LINK
        hidden = not used[table.name] and (len(table.levels) > 1 or (table.form and not book.form))
        what = f"{used[table.name]} dòng" + (
            " (đang ẩn; bấm chuột phải vào tên trang, chọn Bỏ ẩn)" if hidden else ""
        )
        sheet.cell(row, 2, what).font = _PLAIN
        row += 1
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    _protect(sheet)


def _words(book: Book) -> Iterator[str]:
    main = book.tables[0].title
    yield f"{main}: sửa bằng Excel, rồi đưa lại vào trang"
    yield (
        f"Mỗi dòng của trang “{main}” là một bản ghi. Bản ghi có nhiều mục (giấy tờ, khoản phí, sự kiện…) thì"
        " mỗi mục là một dòng ở trang tính riêng, nối với bản ghi bằng cột mã."
    )
    yield "Đặt chuột lên tiêu đề cột để đọc giải thích. Cột có dấu * phải điền."
    yield "Dòng chữ xám dưới tiêu đề là tên khoá: giữ nguyên. Cột thì có thể dời chỗ, ẩn đi."
    yield "Ô có danh sách thì chọn trong danh sách. Ô ghi nhiều mã thì mỗi mã một dòng (Alt+Enter)."
    yield f"Tra mã ở trang “{LISTS}”."
    yield "Ngày gõ theo thứ tự ngày/tháng/năm. Chưa biết thì để ô trống, không đoán."
    yield "Thêm bản ghi: gõ mã mới ở dòng trống cuối trang. Thêm mục: gõ mã bản ghi và số thứ tự ở đó."
    yield "Xoá dòng của một bản ghi thì bản ghi vẫn còn. Xoá dòng của một mục thì lệnh hỏi lại trước khi bỏ."
    yield "Xong thì lưu tệp (.xlsx) rồi chạy: congbo excel in TÊN-TỆP.xlsx. Lệnh kể mọi chỗ sẽ đổi."
    yield "Xem đúng rồi thì chạy lại, thêm --write."


def _hidden(sheet: Worksheet, book: Book, day: date) -> None:
    """Write the records as they are now on a sheet that nobody sees."""
    sheet.append([MARK, VERSION, book.kind.folder, book.form, day.isoformat()])
    for held in book.records:
        sheet.append([held.id, held.path, *packed(held)])
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.data_type, cell.number_format = "s", _TEXT
    sheet.sheet_state = "veryHidden"


def _safe(value: Any) -> Any:
    """Return a text in which what looks like an escape of the file format is none."""
    return _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
