"""Grids: a CSV file or a workbook beside a record as rows of text, whatever somebody put into it.

A formula counts by the value that is kept with it and is never run. A file that is too large, cannot be read
or hides something is a problem; nothing that a file holds raises.
"""

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

LARGEST_FILE = 5_000_000
LARGEST_UNPACKED = 30_000_000
MOST_PARTS = 1_000
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_NO_VALUE = "\0"
"""What stands for a formula without a value; no text file holds it."""
_DELIMITERS = ",;\t"
_LETTERS = 26


class GridError(ValueError):
    """Why a file is no table, in Vietnamese, with line and column where that is known."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: each row with the line in which it begins; rows need not be equally long."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def text(self, row: int, column: int) -> str:
        """Return a cell, both from 0; empty where the row has none there."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max((len(row) for row in self.rows), default=0)


def cell_name(row: int, column: int) -> str:
    """Return what spreadsheets call a cell, both from 0: `C7`."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def read_grid(
    raw: bytes, name: str, sheet: str = "", *, largest: int = LARGEST_FILE, most_rows: int = MOST_ROWS
) -> Grid:
    """Return the table of a file by the ending of its name; raises `GridError` alone."""
    if len(raw) > largest:
        raise GridError(f"tệp quá lớn: {len(raw)} byte; nhiều nhất {largest} byte")
    if name.lower().endswith(".csv"):
        return _of_csv(raw, most_rows)
    try:
        return _of_workbook(raw, sheet, most_rows)
    except GridError:
        raise
    except Exception as error:  # whatever a damaged package makes its reader raise
        raise GridError(
            f"không đọc được tệp Excel này ({type(error).__name__}); hãy mở bằng Excel, lưu lại dạng .xlsx"
        ) from error


def sheet_names(raw: bytes, *, largest: int = LARGEST_FILE) -> tuple[str, ...]:
    """Return the names of a workbook's sheets; none where it is too large or cannot be read."""
    import openpyxl  # loaded only where a workbook is read

    if len(raw) > largest:
        return ()
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            _check_package(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
        names = tuple(one.title for one in book.worksheets)
        book.close()
    except Exception:  # whatever a damaged package makes its reader raise
        return ()
    return names


def _check_package(package: ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise GridError("tệp Excel giải nén ra quá lớn; hãy chỉ giữ trang tính có bảng")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part).upper():
            raise GridError("tệp Excel có phần khai báo lạ (DOCTYPE), không được đọc")


def _of_csv(raw: bytes, most_rows: int) -> Grid:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "tệp phải là văn bản UTF-8; trong Excel chọn lưu dạng “CSV UTF-8”"
        raise GridError(message, line) from error
    if _NO_VALUE in text:
        raise GridError(
            "tệp có ký tự rỗng (NUL), không phải văn bản", text[: text.index(_NO_VALUE)].count("\n") + 1
        )
    try:
        found = [_split(text, delimiter, most_rows) for delimiter in _DELIMITERS]
    except csv.Error as error:
        raise GridError("có ô quá dài hoặc dấu ngoặc kép chưa đóng") from error
    return max(found, key=lambda grid: sum(map(len, grid.rows)) - len(grid.rows))


def _split(text: str, delimiter: str, most_rows: int) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    begins = 1
    for row in reader:
        rows.append(_trimmed(row))
        lines.append(begins)
        begins = reader.line_num + 1
        _check_size(rows, begins, most_rows)
    return Grid(tuple(rows), tuple(lines))


def _check_size(rows: list[tuple[str, ...]], line: int, most_rows: int) -> None:
    if len(rows) > most_rows and rows[-1]:
        raise GridError(f"bảng có hơn {most_rows} dòng; hãy chia thành nhiều bản ghi", line)
    if rows and len(rows[-1]) > MOST_COLUMNS:
        raise GridError(f"bảng có hơn {MOST_COLUMNS} cột; hãy xoá cột thừa", line)


def _trimmed(row: list[str]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _of_workbook(raw: bytes, sheet: str, most_rows: int) -> Grid:
    with ZipFile(io.BytesIO(raw)) as package:
        _check_package(package)
    typed = list(_cells(raw, sheet, most_rows, values=False))
    values = (
        list(_cells(raw, sheet, most_rows, values=True)) if any("=" in row for row, _ in typed) else typed
    )
    rows = []
    for (marks, texts), (_, kept) in zip(typed, values, strict=True):
        cells = [
            (value or _NO_VALUE) if mark == "=" else text
            for mark, text, value in zip(marks, texts, kept, strict=True)
        ]
        rows.append(_trimmed(cells))
        _check_size(rows, len(rows), most_rows)
    return Grid(tuple(rows), tuple(range(1, len(rows) + 1)))


def _cells(raw: bytes, sheet: str, most_rows: int, *, values: bool) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each row as marks ("=" for a formula) and texts, up to the last row that holds anything."""
    import openpyxl  # loaded only where a workbook is read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=values)
        try:
            names = [one.title for one in book.worksheets]
            if sheet and sheet not in names:
                raise GridError(
                    f"không có trang tính “{sheet}”; tệp có {', '.join(names) or 'không trang nào'}"
                )
            if not names:
                raise GridError("tệp Excel không có trang tính nào")
            of = book[sheet or names[0]]
            of.reset_dimensions()
            waiting, blank = 0, None  # a gap is one row again and again, up to a million times
            for row in of.iter_rows(max_col=MOST_COLUMNS + 1):
                if row is blank or all(cell.value is None for cell in row):
                    waiting, blank = waiting + 1, row
                    continue
                if waiting > most_rows:
                    raise GridError(f"bảng có hơn {most_rows} dòng; hãy xoá các dòng trống")
                yield from (([], []) for _ in range(waiting))
                waiting = 0
                yield (
                    ["=" if cell.data_type == "f" else "" for cell in row],
                    [_text(cell.value, str(getattr(cell, "number_format", ""))) for cell in row],
                )
        finally:
            book.close()


def _text(value: Any, form: str) -> str:
    """Return a cell's value as an editor would type it: whole numbers whole, shares in per cent."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    if "%" in form:
        number *= 100
    return f"{number:f}" if number != number.to_integral_value() else str(int(number))


def has_no_value(text: str) -> bool:
    """Tell whether a cell is a formula that has no value."""
    return text == _NO_VALUE
