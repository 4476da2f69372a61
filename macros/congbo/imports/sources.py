"""Sources: which reader a file is for, by what stands in it, and its entries as that reader takes them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from congbo.imports import lists
from congbo.imports.files import Bad, Entry, FileError, entries, is_table, sheets, table
from congbo.imports.incoming import Incoming, Note
from congbo.imports.national import crawled, structured
from congbo.records.grids import Grid

PORTAL = "Cổng Dịch vụ công quốc gia"
_ENDINGS = re.compile(r"(?:\.(?:jsonl|ndjson|json|gz|csv|tsv|xlsx))+$", re.IGNORECASE)
_DAY_IN_NAME = re.compile(
    r"(?:[-_. ]*(?:20\d{2}[-_.]?\d{2}[-_.]?\d{2}|\d{2}[-_.]\d{2}[-_.]20\d{2}|20\d{2}[-_.]\d{2}))$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: what sort of source it is, a name for it, its entries, and what was no entry."""

    what: str
    name: str
    entries: tuple[Incoming, ...]
    notes: tuple[Note, ...] = ()


def read(path: Path, sheet: str = "") -> Found:
    """Return the entries of a file. Raises FileError where no reader knows it."""
    return _table(path, sheet) if is_table(path) else _objects(path)


def stem(path: Path) -> str:
    """Return the name of a file without endings and without the day in it: a newer file has the same."""
    return _DAY_IN_NAME.sub("", _ENDINGS.sub("", path.name)).strip(" -_.") or path.name


def _table(path: Path, sheet: str) -> Found:
    names = (sheet,) if sheet else sheets(path)
    found: list[Found] = []
    notes: list[Note] = []
    for name in names:
        try:
            one = _of_grid(path, table(path, name))
        except FileError as error:
            if len(names) == 1:
                raise
            notes.append(Note(f"trang tính “{name}”", str(error)))
            continue
        if one and found:
            notes.append(Note("trang tính", f"“{name}” cũng có bảng, chưa nhập: thêm --sheet '{name}'"))
        elif one:
            where = f", trang tính “{name}”" if len(names) > 1 else ""
            found.append(replace(one, what=f"{one.what}{where}"))
    if found:
        return replace(found[0], notes=(*found[0].notes, *notes))
    raise FileError(
        f"{path.name}: không thấy dòng tiêu đề nào có “Mã số” và “Tên” (danh sách thủ tục) hoặc “Số, ký hiệu”"
        " và “Ngày ban hành” (danh mục văn bản); biểu số liệu thì thêm --form MÃ-BIỂU"
    )


def _of_grid(path: Path, grid: Grid) -> Found | None:
    """Return the entries of a table; None where no row heads one that is known."""
    if head := lists.procedures_head(grid):
        name = f"Danh sách thủ tục hành chính: {stem(path)}"
        return Found("danh sách thủ tục", name, tuple(lists.procedures(grid, head, name)))
    if head := lists.documents_head(grid):
        name = f"Danh mục văn bản: {stem(path)}"
        return Found("danh mục văn bản", name, tuple(lists.documents(grid, head)))
    return None


def _objects(path: Path) -> Found:
    found: list[Incoming] = []
    notes: list[Note] = []
    sorts: Counter[str] = Counter()
    for one in entries(path):
        if isinstance(one, Bad):
            notes.append(Note("mục của tệp", one.said, one.place))
        elif incoming := _incoming(one, sorts):
            found.append(incoming)
        else:
            keys = ", ".join(list(one.data)[:6])
            notes.append(Note("mục của tệp", f"không có mã và tên thủ tục; các khoá: {keys}", one.place))
    if not found:
        raise FileError(f"{path.name}: không mục nào có mã và tên thủ tục")
    what = sorts.most_common(1)[0][0]
    return Found(what, f"{PORTAL}: {stem(path)}", tuple(found), tuple(notes))


def _incoming(one: Entry, sorts: Counter[str]) -> Incoming | None:
    if crawled.is_crawled(one.data) and not _has_objects(one.data.values()):
        sorts["trang thủ tục đã lưu (JSON)"] += 1
        return crawled.read(one.data, one.place)
    if structured.is_structured(one.data):
        sorts["hồ sơ thủ tục (JSON)"] += 1
        return structured.read(one.data, one.place)
    return None


def _has_objects(values: Iterable[object]) -> bool:
    return any(isinstance(value, dict | list) and value for value in values)
