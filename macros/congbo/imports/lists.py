"""Lists: the portal's Excel lists of procedures, and lists of documents, by the heads of their columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from congbo.imports.incoming import Incoming, Note, Telling, procedure
from congbo.imports.letters import mended, on_one_line, said, split_names
from congbo.imports.national.crawled import digest
from congbo.records.grids import Grid, cell_name, has_no_value
from congbo.words.spelling import fold

_HEAD_WITHIN = 30
_CODE = re.compile(r"\d\.\d{6}(?:\.[\w.]+)?")
PROCEDURES: Mapping[str, tuple[str, ...]] = {
    "code": ("ma so", "ma thu tuc", "ma tthc", "ma so tthc", "ma thu tuc hanh chinh", "ma", "ma so thu tuc"),
    "name": ("ten", "ten thu tuc", "ten thu tuc hanh chinh", "ten tthc", "thu tuc hanh chinh"),
    "issuer": ("co quan ban hanh", "co quan cong bo"),
    "handles": ("co quan thuc hien", "co quan giai quyet", "co quan thuc hien tthc"),
    "field": ("linh vuc", "ten linh vuc"),
    "level": ("cap thuc hien",),
    "applicants": ("doi tuong", "doi tuong thuc hien"),
    "decision": ("quyet dinh cong bo", "so quyet dinh", "so quyet dinh cong bo"),
    "type": ("loai thu tuc", "loai tthc"),
    "number": ("stt", "tt", "so tt"),
}
DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "so ky hieu",
        "so, ky hieu",
        "so hieu",
        "so van ban",
        "so ki hieu",
        "so/ky hieu",
        "so va ky hieu",
    ),
    "issued": ("ngay ban hanh", "ngay van ban", "ngay ky", "ngay thang", "ngay, thang", "ngay"),
    "subject": ("trich yeu", "noi dung", "trich yeu noi dung", "ten van ban", "ve viec", "trich yeu van ban"),
    "issuer": ("co quan ban hanh", "noi ban hanh", "don vi ban hanh", "co quan"),
    "kind": ("loai van ban", "loai", "hinh thuc", "hinh thuc van ban"),
    "effective": ("ngay hieu luc", "ngay co hieu luc", "hieu luc"),
    "order": ("stt", "tt", "so tt"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """The row of heads, from 0, and what each column is; columns of other heads by the head."""

    row: int
    columns: Mapping[int, str]
    other: Mapping[int, str]


def head_of(grid: Grid, known: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Head | None:
    """Return the first row that heads the needed columns."""
    by_head = {head: key for key, heads in known.items() for head in heads}
    for row in range(min(len(grid.rows), _HEAD_WITHIN)):
        columns: dict[int, str] = {}
        other: dict[int, str] = {}
        for column, text in enumerate(grid.rows[row]):
            key = by_head.get(re.sub(r"[^a-z0-9,/]+", " ", fold(text)).strip(), "")
            if key and key not in columns.values():
                columns[column] = key
            elif text.strip():
                other[column] = on_one_line(text)
        if set(needed) <= set(columns.values()):
            return Head(row, columns, other)
    return None


def procedures_head(grid: Grid) -> Head | None:
    """Return the head of a list of procedures."""
    return head_of(grid, PROCEDURES, ("code", "name"))


def documents_head(grid: Grid) -> Head | None:
    """Return the head of a list of documents."""
    return head_of(grid, DOCUMENTS, ("number", "issued"))


def procedures(grid: Grid, head: Head, name: str) -> Iterator[Incoming]:
    """Yield the procedures of a list; a row that is none is told at its cell."""
    for row, cells, other in _rows(grid, head):
        tell = Telling()
        texts = {key: mended(value, tell.mends) for key, value in cells.items()}
        place = f"ô {cell_name(row, _column(head, 'code'))}"
        code = on_one_line(texts.get("code", ""))
        if not _CODE.fullmatch(code):
            if texts.get("name") or code:
                tell.notes.append(Note("mã", f"“{code}” không phải mã thủ tục, ví dụ 1.014389", place))
            code = ""
        for title, value in other.items():
            tell.leave(title, said(mended(value, tell.mends)))
        values = _procedure(texts, code, name)
        tell.notes += _without_value(row, cells, head)
        yield procedure(
            code, values, place, tell, field=texts.get("field", ""), digest=digest([cells, other])
        )


def _without_value(row: int, cells: Mapping[str, str], head: Head) -> Iterator[Note]:
    """Yield what is told of formulas that no value is kept with."""
    for key, text in cells.items():
        if has_no_value(text):
            where = f"ô {cell_name(row, _column(head, key))}"
            yield Note(key, "công thức không có giá trị được lưu; hãy mở bằng Excel rồi lưu lại", where)


def _procedure(texts: Mapping[str, str], code: str, name: str) -> dict[str, Any]:
    values: dict[str, Any] = {"name": on_one_line(texts.get("name", "")), "code": code}
    for key in ("type", "level"):
        values[key] = on_one_line(said(texts.get(key, "")))
    values["applicants"] = list(split_names(texts.get("applicants", "")))
    if handles := ", ".join(split_names(texts.get("handles", ""))):
        values["authority"] = {"handles": handles}
    if number := on_one_line(said(texts.get("decision", ""))):
        values["published_by"] = [{"number": number}]
    if issuer := on_one_line(said(texts.get("issuer", ""))):
        values["sources"] = [{"what": name, "where": f"Cơ quan ban hành: {issuer}"}]
    return {key: value for key, value in values.items() if value}


def documents(grid: Grid, head: Head) -> Iterator[Incoming]:
    """Yield the documents of a list, days and subjects in the form of records."""
    for row, cells, other in _rows(grid, head):
        tell = Telling()
        texts = {key: on_one_line(mended(value, tell.mends)) for key, value in cells.items()}
        place = f"ô {cell_name(row, _column(head, 'number'))}"
        if not any(texts.get(key) for key in ("number", "issued", "subject")):
            continue
        values: dict[str, Any] = {
            "number": texts.get("number", ""),
            "subject": subject(texts.get("subject", "")),
        }
        for key in ("issued", "effective"):
            if text := said(texts.get(key, "")):
                found = day(text)
                if found:
                    values[key] = found
                else:
                    where = f"ô {cell_name(row, _column(head, key))}"
                    tell.notes.append(Note(key, f"không hiểu ngày “{text}”", where))
        values |= {key: texts[key] for key in ("issuer", "kind") if texts.get(key)}
        for title, value in other.items():
            if text := said(on_one_line(mended(value, tell.mends))):
                tell.notes.append(Note(title, f"cột này chưa có chỗ trong bản ghi văn bản: “{text}”", place))
        yield Incoming(
            "document", values["number"], {key: value for key, value in values.items() if value}, place,
            digest=digest([cells, other]), notes=tuple(tell.notes), mends=dict(tell.mends),
        )  # fmt: skip


def _rows(grid: Grid, head: Head) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
    """Yield each row below the head with its known cells and the others, but rows of column numbers."""
    for row in range(head.row + 1, len(grid.rows)):
        cells = {key: grid.text(row, column) for column, key in head.columns.items()}
        other = {title: text for column, title in head.other.items() if (text := grid.text(row, column))}
        if any(cells.values()) and not all(re.fullmatch(r"\(?\d{1,2}\)?|", one) for one in cells.values()):
            yield row, cells, other


def _column(head: Head, key: str) -> int:
    return next((column for column, one in head.columns.items() if one == key), 0)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?)?")
_LOCAL = re.compile(
    r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE
)


def day(text: str) -> date | None:
    """Return a day as lists have it, the day of the month first; None where it is none."""
    text = text.strip()
    try:
        if found := _ISO.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _LOCAL.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def subject(text: str) -> str:
    """Return what a document is about as records have it: `về …`, `V/v` written out."""
    text = re.sub(r"^v\s*/\s*v\b:?\s*", "về việc ", said(text), flags=re.IGNORECASE)
    return f"v{text[1:]}" if text[:3] in ("Về ", "VỀ ") else text
