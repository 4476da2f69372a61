"""Opened: a workbook that came back, as its records and the rows of its tables, whatever program saved it.

Columns are found by the keys below their headings, so that they may be moved, and sheets renamed. Macros and
links to other files are never followed, formulas never run; a file that is too large is told and left.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from congbo.imports.excel.book import HIDDEN_SHEET, MARK, MOST_ROWS, VERSION, Held, letters, unpacked
from congbo.imports.excel.tables import Table
from congbo.imports.excel.values import Seen
from congbo.imports.files import FileError
from congbo.imports.sniffing import not_for_import
from congbo.words.spelling import same_form

LARGEST = 100_000_000
LARGEST_UNPACKED = 600_000_000
MOST_PARTS = 2_000
MOST_COLUMNS = 300
_HEAD_WITHIN = 15
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_OUT = "hãy dùng tệp do “congbo excel out” ghi"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its sheet, row and column, as the program names them."""

    sheet: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        if not self.row:
            return f"trang “{self.sheet}”"
        return f"trang “{self.sheet}”, {f'ô {self.column}' if self.column else 'dòng '}{self.row}"


@dataclass(frozen=True, slots=True)
class Told:
    """Something to say of the workbook: where, and what; a mistake stops the writing."""

    place: Place | None
    said: str
    wrong: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: which row of the sheet, and its cells by key."""

    row: int
    cells: Mapping[str, Seen]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a table: its name, the letters of its columns by key, its rows."""

    name: str
    columns: Mapping[str, str]
    lines: tuple[Line, ...]

    def place(self, line: Line, key: str = "") -> Place:
        """Return a cell of a row, or the row as a whole."""
        return Place(self.name, line.row, self.columns.get(key, ""))


@dataclass(slots=True)
class Opened:
    """A workbook: which kind and form it is of, the records it was written with, and its sheets by table."""

    folder: str
    form: str
    records: dict[str, Held] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def opened(path: Path, tables: Callable[[str, str], Sequence[Table]]) -> Opened:
    """Return a workbook's records and rows; `tables` are those of a folder and form. Raises FileError."""
    raw = _bytes(path)
    try:
        return _read(raw, path.name, tables)
    except FileError:
        raise
    except Exception as error:  # whatever a damaged package makes its reader raise
        why = f"không đọc được tệp Excel này ({type(error).__name__}); hãy mở bằng Excel, lưu lại dạng .xlsx"
        raise FileError(f"{path.name}: {why}") from error


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise FileError(f"{path.name}: tệp quá lớn; nhiều nhất {LARGEST // 10**6} MB")
    raw = path.read_bytes()
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        raise FileError(
            f"{path.name}: tệp CSV không giữ được ngày, mã và các trang tính; {_OUT}, lưu lại dạng .xlsx"
        )
    if why := not_for_import(path.with_suffix(".xlsx") if ending == ".xlsm" else path, raw):
        raise FileError(f"{path.name}: {why}; {_OUT}")
    if not raw.startswith(b"PK"):
        raise FileError(f"{path.name}: không phải tệp Excel; {_OUT}")
    try:
        with ZipFile(io.BytesIO(raw)) as package:
            _check(package, path.name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileError(f"{path.name}: tệp Excel hỏng hoặc chép chưa trọn; hãy chép lại") from error
    return raw


def _check(package: ZipFile, name: str) -> None:
    """Refuse what unpacks to too much, and declarations that no program writes into such a file."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileError(f"{name}: tệp Excel giải nén ra quá lớn; {_OUT}")
    left = LARGEST_UNPACKED
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with package.open(part) as opened_part:
            head = opened_part.read(_CHUNK)
            strange = head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:200]
            if strange or b"<!DOCTYPE" in head.upper() or b"<!ENTITY" in head.upper():
                raise FileError(f"{name}: tệp Excel có phần khai báo lạ (DOCTYPE), không được đọc")
            left -= len(head)
            while more := opened_part.read(_CHUNK):  # a size that the file tells may be a lie
                left -= len(more)
                if left < 0:
                    raise FileError(f"{name}: tệp Excel giải nén ra quá lớn; {_OUT}")


def _read(raw: bytes, name: str, tables: Callable[[str, str], Sequence[Table]]) -> Opened:
    import openpyxl  # loaded only where a workbook is read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        try:
            found = _records(book, name)
            every = tables(found.folder, found.form)
            merged = _merges(raw, book)
            values = _Values(raw)
            sheets = [sheet for sheet in book.worksheets if sheet.title != HIDDEN_SHEET]
            for by in (_by_keys, _by_titles):
                left = [table for table in every if table.name not in found.sheets]
                sheets = [
                    sheet
                    for sheet in sheets
                    if not _sheet(found, sheet, by(_top(sheet), left), merged.get(sheet.title, []), values)
                ]
            values.close()
        finally:
            book.close()
    for table in every:
        if table.name not in found.sheets:
            _missing(found, table)
    return found


def _missing(found: Opened, table: Table) -> None:
    if not table.levels:
        said = f"không tìm thấy trang “{table.title}” (cột “id” ở dòng chữ xám); {_OUT}"
        found.told.append(Told(None, said))
    elif table.name:
        said = f"không còn trang “{table.title}”, hoặc dòng chữ xám của nó; các mục ở đó được giữ nguyên"
        found.told.append(Told(None, said, wrong=False))


def _records(book: Any, name: str) -> Opened:
    """Return the records that the workbook was written with. Raises FileError where it is another's."""
    hidden = next((sheet for sheet in book.worksheets if sheet.title == HIDDEN_SHEET), None)
    if hidden is None:
        raise FileError(
            f"{name}: không phải tệp do “congbo excel out” ghi, hoặc trang ẩn “{HIDDEN_SHEET}” đã mất;"
            " hãy xuất lại rồi sửa trong tệp mới"
        )
    hidden.reset_dimensions()
    rows = ([str(value) for value in row if value is not None] for row in hidden.iter_rows(values_only=True))
    first = next(rows, [])
    if len(first) < 3 or first[0] != MARK:
        raise FileError(f"{name}: trang ẩn “{HIDDEN_SHEET}” đã bị sửa; hãy xuất lại rồi sửa trong tệp mới")
    if first[1] != VERSION:
        raise FileError(f"{name}: tệp do một phiên bản congbo khác ghi; hãy xuất lại")
    found = Opened(first[2], first[3] if len(first) > 4 else "")
    for row in rows:
        if len(row) < 3:
            continue
        data = unpacked(row[2:])
        if data is None:
            said = f"phần ẩn của bản ghi “{row[0]}” đã hỏng; bản ghi ấy không được đọc"
            found.told.append(Told(None, said))
            continue
        found.records[row[0]] = Held(row[0], row[1], data)
    return found


class _Values:
    """The values that are kept with formulas, read only where a sheet has any."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._book: Any = None

    def of(self, title: str, width: int) -> list[tuple[Any, ...]]:
        """Return the values of a sheet row by row, as many columns as are asked for."""
        import openpyxl

        if self._book is None:
            self._book = openpyxl.load_workbook(
                io.BytesIO(self._raw), read_only=True, data_only=True, keep_links=False
            )
        sheet = self._book[title]
        sheet.reset_dimensions()
        return list(islice(sheet.iter_rows(max_col=width, values_only=True), MOST_ROWS))

    def close(self) -> None:
        """Let go of the file."""
        if self._book is not None:
            self._book.close()


_Head = tuple[Table, int, dict[int, str]]
"""The table that a sheet is, the row of its head from 0, and its columns from 0 by key."""


def _top(sheet: Any) -> list[tuple[Any, ...]]:
    """Return the first rows of a sheet, in which its head stands."""
    sheet.reset_dimensions()
    return list(islice(sheet.iter_rows(max_col=MOST_COLUMNS), _HEAD_WITHIN))


def _sheet(
    found: Opened, sheet: Any, head: _Head | None, merged: list[tuple[int, ...]], values: _Values
) -> bool:
    """Read a sheet that is a table; tell whether it is."""
    if head is None:
        return False
    table, at, columns = head
    if table.name in found.sheets:
        said = (
            f"cũng là trang “{table.title}”, như trang “{found.sheets[table.name].name}”; hãy xoá một trang"
        )
        found.told.append(Told(Place(sheet.title, 0), said))
        return True
    last = max(columns) + 1
    found.told += _of_head(sheet.title, table, _top(sheet), at, columns)
    names = {key: letters(column + 1) for column, key in columns.items()}
    rows = sheet.iter_rows(min_row=at + 2, max_col=last)
    lines = tuple(_lines(found, sheet.title, rows, at + 2, columns, values))
    found.sheets[table.name] = Sheet(sheet.title, names, lines)
    found.told += _of_merges(sheet.title, merged, at + 2, set(columns), lines)
    return True


def _by_keys(rows: list[tuple[Any, ...]], tables: Sequence[Table]) -> _Head | None:
    best: _Head | None = None
    for at, row in enumerate(rows):
        texts = [str(cell.value).strip() if cell.value is not None else "" for cell in row]
        for table in tables:
            if table.id_key in texts:
                known = {column: text for column, text in enumerate(texts) if text in table.keys}
                if len(known) > 1 and (best is None or len(known) > len(best[2])):
                    best = table, at, known
    return best


def _by_titles(rows: list[tuple[Any, ...]], tables: Sequence[Table]) -> _Head | None:
    """Return the table whose headings a sheet has, where its keys are gone: most of them, in one row."""
    best: _Head | None = None
    for at, row in enumerate(rows):
        texts = [same_form(str(cell.value).rstrip("* ")) if cell.value is not None else "" for cell in row]
        for table in tables:
            titles = {same_form(one.title): one.key for one in table.columns}
            for head, key in zip(table.heads, table.number_keys, strict=True):
                titles.setdefault(same_form(head), key)
            known = {column: titles[text] for column, text in enumerate(texts) if text in titles}
            first = next((column for column, text in enumerate(texts) if text.startswith("mã ")), None)
            numbered = set(table.number_keys) <= set(known.values())
            if first is None or not numbered or len(set(known.values())) * 2 <= len(table.columns):
                continue
            known = {first: table.id_key, **{c: k for c, k in known.items() if c != first}}
            if best is None or len(known) > len(best[2]):
                best = table, at, known
    return best


def _of_head(
    title: str, table: Table, rows: list[tuple[Any, ...]], at: int, columns: dict[int, str]
) -> Iterator[Told]:
    """Yield what is to be said of the columns: twice there, gone, or not known."""
    seen: dict[str, int] = {}
    for column, key in list(columns.items()):
        if key in seen:
            del columns[column]
            both = f"{letters(seen[key] + 1)} và {letters(column + 1)}"
            said = f"khoá “{key}” có ở hai cột {both}; hãy xoá một cột"
            yield Told(Place(title, at + 1, letters(column + 1)), said)
        else:
            seen[key] = column
    if needed := [key for key in (table.id_key, *table.number_keys) if key not in seen]:
        yield Told(Place(title, at + 1), f"thiếu cột khoá {', '.join(f'“{key}”' for key in needed)}; {_OUT}")
    for one in table.columns:
        if one.key not in seen:
            said = f"không còn cột “{one.title}” ({one.key}); giá trị của cột ấy được giữ nguyên"
            yield Told(Place(title, at + 1), said, wrong=False)
    for column, cell in enumerate(rows[at]):
        above = rows[at - 1][column].value if at and column < len(rows[at - 1]) else None
        if column not in columns and (cell.value or above) and str(cell.value) not in table.keys:
            name = f"{letters(column + 1)} “{above or cell.value}”"
            said = f"cột {name} không có khoá đúng ở dòng chữ xám; không đọc"
            yield Told(Place(title, at + 1, letters(column + 1)), said, wrong=False)


def _lines(
    found: Opened,
    title: str,
    rows: Iterator[tuple[Any, ...]],
    number: int,
    columns: Mapping[int, str],
    values: _Values,
) -> Iterator[Line]:
    kept: list[tuple[Any, ...]] | None = None
    for row, cells in enumerate(rows, start=number):
        if row > MOST_ROWS:
            found.told.append(
                Told(Place(title, row), f"trang có hơn {MOST_ROWS} dòng; các dòng sau không đọc")
            )
            return
        if all(cell.value is None for cell in cells):
            continue
        line: dict[str, Seen] = {}
        for column, key in columns.items():
            cell = cells[column] if column < len(cells) else None
            if cell is None or cell.value is None:
                continue
            if cell.data_type == "f":
                kept = values.of(title, len(cells)) if kept is None else kept
                value = kept[row - 1][column] if row <= len(kept) and column < len(kept[row - 1]) else None
                error = (
                    isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A", "0"))
                )
                formula = str(getattr(cell.value, "text", cell.value))
                line[key] = Seen(value, str(cell.number_format), formula, error)
            else:
                line[key] = Seen(cell.value, str(cell.number_format), "", cell.data_type == "e")
        if any(not isinstance(one.value, str) or one.value.strip() or one.formula for one in line.values()):
            yield Line(row, line)


def _of_merges(
    title: str, merged: list[tuple[int, ...]], first: int, columns: set[int], lines: Sequence[Line]
) -> Iterator[Told]:
    last = max((line.row for line in lines), default=0)
    for left, top, right, bottom in merged:
        if bottom >= first and top <= last and any(left <= column + 1 <= right for column in columns):
            where = f"{letters(left)}{top}:{letters(right)}{bottom}"
            said = f"các ô {where} bị gộp làm một; hãy bỏ gộp (Merge) rồi điền từng ô"
            yield Told(Place(title, max(top, first)), said)


def _merges(raw: bytes, book: Any) -> dict[str, list[tuple[int, ...]]]:
    """Return the cells that are merged on each sheet: left, top, right and bottom, from 1."""
    found: dict[str, list[tuple[int, ...]]] = {}
    with ZipFile(io.BytesIO(raw)) as package:
        for sheet in book.worksheets:
            part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
            if part not in package.namelist():
                continue
            with package.open(part) as text:
                tail = b""
                while block := text.read(_CHUNK):
                    whole = tail + block
                    for match in _MERGED.finditer(whole):
                        left, top, right, bottom = match.groups()
                        box = _number(left), int(top), _number(right), int(bottom)
                        found.setdefault(sheet.title, []).append(box)
                    cut = whole.rfind(b"<")
                    tail = whole[cut:] if cut >= 0 and len(whole) - cut < 500 else b""
    return {title: list(dict.fromkeys(boxes)) for title, boxes in found.items()}


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number
