"""Files: the entries of a file that is to be imported, or why it is not read, in Vietnamese.

JSON, JSON Lines and their gzip; CSV and workbooks as grids. Nothing that a file holds raises or runs away:
it is read up to a size, unpacked up to a size, nested up to a depth.
"""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from congbo.imports.sniffing import not_for_import
from congbo.records.grids import Grid, GridError, read_grid, sheet_names

LARGEST = 200_000_000
LARGEST_UNPACKED = 1_000_000_000
MOST_ENTRIES = 100_000
MOST_ROWS = 50_000
LARGEST_TABLE = 50_000_000
_DEEPEST = 40
_LISTS = (
    "data",
    "items",
    "content",
    "results",
    "records",
    "rows",
    "thuTuc",
    "procedures",
    "list",
    "dataRows",
)


class FileError(ValueError):
    """Why a file cannot be imported, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An object of a JSON file, and where it stands."""

    data: dict[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class Bad:
    """What stands where an entry should, and why it is none."""

    place: str
    said: str


def is_table(path: Path) -> bool:
    """Tell whether a file is read as rows and columns."""
    return path.suffix.lower() in (".csv", ".xlsx", ".tsv")


def table(path: Path, sheet: str = "") -> Grid:
    """Return a file as rows and columns. Raises FileError."""
    raw = _bytes(path)
    name = f"{path.stem}.csv" if path.suffix.lower() == ".tsv" else path.name
    try:
        return read_grid(raw, name, sheet, largest=LARGEST_TABLE, most_rows=MOST_ROWS)
    except GridError as error:
        raise FileError(f"{path.name}: {error}") from error


def sheets(path: Path) -> tuple[str, ...]:
    """Return the names of a workbook's sheets; one without a name for a text file or a damaged workbook."""
    raw = _bytes(path)
    return (sheet_names(raw, largest=LARGEST_TABLE) if path.suffix.lower() == ".xlsx" else ()) or ("",)


def entries(path: Path) -> list[Entry | Bad]:
    """Return the objects of a JSON file, of whatever shape it is. Raises FileError."""
    text = _text(path)
    stripped = text.lstrip()
    if not stripped:
        raise FileError(f"{path.name}: tệp trống")
    if stripped[0] not in "[{":
        raise FileError(f"{path.name}: không phải JSON (bắt đầu bằng '{stripped[:20].strip()}')")
    found = list(_of_lines(text) if _is_lines(text) else _of_value(_json(text, path.name)))
    if len(found) > MOST_ENTRIES:
        raise FileError(f"{path.name}: có hơn {MOST_ENTRIES} mục; hãy chia nhỏ tệp")
    if not any(isinstance(one, Entry) for one in found):
        why = (
            "có mục nhưng không mục nào là một nhóm khoá" if found else "danh sách trong tệp không có mục nào"
        )
        raise FileError(f"{path.name}: {why}; hãy xem lại tệp tải về")
    return found


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise FileError(f"{path.name}: tệp quá lớn ({path.stat().st_size // 10**6} MB); nhiều nhất 200 MB")
    raw = path.read_bytes()
    if why := not_for_import(path, raw):
        raise FileError(f"{path.name}: {why}")
    return raw


def _text(path: Path) -> str:
    raw = _bytes(path)
    if raw[:2] == b"\x1f\x8b":
        raw = _unpacked(raw, path.name)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise FileError(f"{path.name}: tệp ở bảng mã UTF-16; hãy lưu lại dạng UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileError(f"{path.name}:{line}: không phải văn bản UTF-8; hãy lưu lại dạng UTF-8") from error


def _unpacked(raw: bytes, name: str) -> bytes:
    """Return what a gzip holds, never more than a size of it."""
    try:
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        found = machine.decompress(raw, LARGEST_UNPACKED)
        if machine.unconsumed_tail:
            raise FileError(f"{name}: giải nén ra quá lớn; nhiều nhất {LARGEST_UNPACKED // 10**6} MB")
        return found if machine.eof and not machine.unused_data else gzip.decompress(raw)
    except (zlib.error, EOFError, OSError) as error:
        raise FileError(f"{name}: tệp nén bị hỏng hoặc tải về chưa trọn") from error


def _is_lines(text: str) -> bool:
    """Tell whether each line is an object of its own: the first that is not empty is whole in itself."""
    lines = [line for line in text.split("\n", 9)[:9] if line.strip()]
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    with suppress(ValueError, RecursionError):
        json.loads(lines[0])
        return True
    return all(line.lstrip().startswith("{") for line in lines)


def _of_lines(text: str) -> Iterator[Entry | Bad]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            yield Bad(f"dòng {number}", f"không phải JSON: {_why(error)}")
            continue
        except RecursionError:
            yield Bad(f"dòng {number}", "lồng quá sâu")
            continue
        yield from _entry(value, f"dòng {number}")


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise FileError(f"{name}: không phải JSON: {_why(error)}") from error
    except RecursionError as error:
        raise FileError(f"{name}: JSON lồng quá sâu") from error


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"hỏng ở dòng {error.lineno}, cột {error.colno}"
    return "có số quá dài"


def _of_value(value: Any) -> Iterator[Entry | Bad]:
    for _ in range(3):  # {"data": {"content": […]}}
        if not isinstance(value, dict):
            break
        inside = next((value[key] for key in _LISTS if isinstance(value.get(key), list | dict)), None)
        if inside is None or (isinstance(inside, list) and not all(isinstance(one, dict) for one in inside)):
            break
        if isinstance(inside, list) and any(
            key in value for key in ("code", "name", "ma_thu_tuc", "maThuTuc")
        ):
            break
        value = inside
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        yield from _entry(one, f"mục {number}")


def _entry(value: Any, place: str) -> Iterator[Entry | Bad]:
    if not isinstance(value, dict):
        yield Bad(place, "không phải một nhóm khoá")
    elif _depth(value) > _DEEPEST:
        yield Bad(place, "lồng quá sâu")
    else:
        yield Entry({str(key): one for key, one in value.items()}, place)


def _depth(value: Any) -> int:
    """Return how deeply a value is nested, up to one more than is accepted."""
    level, depth = [value], 0
    while level and depth <= _DEEPEST:
        depth += 1
        level = [
            inside
            for one in level
            if isinstance(one, dict | list)
            for inside in (one.values() if isinstance(one, dict) else one)
        ]
    return depth
