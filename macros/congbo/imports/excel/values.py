"""Values: how one value of a record stands in a cell, and what a cell says that somebody may have changed.

What Excel does to values that look like numbers or days is recognised and told, never taken.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from congbo.imports.excel.book import APART, with_name
from congbo.imports.excel.tables import Column, Sort
from congbo.records import frontmatter
from congbo.records.emitting import block_lines

LONGEST = 32_000
"""Characters that a cell holds in every program; Excel's own end is at 32,767."""
TOO_LONG = "(Dài quá một ô; chỉ sửa được trong tệp của bản ghi)"
IN_VERSIONS = "(Đổi theo thời gian; xem trang “Giá trị theo thời gian”)"
NOT_EDITED = (TOO_LONG, IN_VERSIONS)
"""What stands in cells that are not to be edited."""
_FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree on days
_LARGEST = 10**15  # spreadsheets keep no more digits
_BULLET = "• "
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_POWER = re.compile(r"-?\d(?:[.,]\d+)?[eE]\+?\d+")
_LINE_ENDS = re.compile(r"\r\n?|_x000D_\n?|\v")
_QUOTE = "hãy định dạng ô là Văn bản (Text) rồi gõ lại"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a cell holds: its value as the file keeps it, its number format, and its formula if it has one."""

    value: Any
    format: str = ""
    formula: str = ""
    error: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be taken, in Vietnamese."""

    said: str


@dataclass(frozen=True, slots=True)
class New:
    """What a cell says now: a text, a list, or nothing (None); a remark where it should be looked at."""

    raw: Any
    remark: str = ""


def shown(column: Column, raw: Any, names: Mapping[str, str] | None = None) -> Any:
    """Return what stands in the cell of a value: a text, a number, a day, or None for none."""
    if raw is None or raw == "":
        return None
    match column.sort:
        case Sort.NUMBER | Sort.CELL if isinstance(raw, str) and _is_exact(raw):
            return Decimal(raw)
        case Sort.DATE if isinstance(raw, str) and (day := _day_of(raw)):
            return day
        case Sort.TEXTS:
            return _fitting(_as_lines(raw) if isinstance(raw, list) else tidy(str(raw)))
        case Sort.AS_TYPED:
            return _fitting(as_typed(raw))
        case Sort.REFERENCE if names and (name := names.get(str(raw).strip())):
            return tidy(with_name(str(raw).strip(), name))
        case Sort.FREE:
            return raw if isinstance(raw, str) else None
    return _fitting(tidy(str(raw)))


def compared(column: Column, raw: Any, seen: Seen) -> New | Wrong | None:
    """Return what a cell says other than the value it was written with; None where it says the same."""
    wrote = shown(column, raw)
    if seen.error:
        return Wrong(f"ô báo lỗi {seen.value} của công thức; hãy gõ giá trị")
    if seen.formula and (problem := _of_formula(column, seen)):
        return problem
    value = tidy(seen.value.replace("_x005F_", "_")) if isinstance(seen.value, str) else seen.value
    if value is None or value == "":
        return None if wrote is None else New(None)
    if wrote in NOT_EDITED or (value in NOT_EDITED):
        return None if wrote == value else Wrong("ô này chỉ để xem; hãy sửa giá trị ở chỗ mà ô nói")
    if value == wrote:
        return None
    found = _read(column, value, seen)
    if isinstance(found, Wrong):
        return _against(raw, value) or found
    if _same(column, raw, found.raw):
        return None
    damaged = _against(raw, found.raw)
    if damaged and isinstance(found.raw, str) and _POWER.fullmatch(found.raw):
        return damaged
    remark = "lấy giá trị đang hiện của công thức" if seen.formula else found.remark
    looks = "trông như Excel đã bỏ số 0 ở đầu hoặc ở cuối; hãy xem lại" if damaged else ""
    return New(found.raw, looks or remark or _turned(column, raw, found.raw))


def tidy(text: str) -> str:
    """Return a text with plain line ends and whole letters, without the space that nobody sees."""
    found = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip() for line in found.split("\n")).strip()


def as_typed(raw: Any) -> str:
    """Return a value as it is typed in a record: a text as it is, a list or a group as its lines."""
    return "\n".join(block_lines(raw)) if isinstance(raw, list | dict) and raw else str(raw)


def _read(column: Column, value: Any, seen: Seen) -> New | Wrong:
    """Return what the value of a cell that is not empty says, as a record would hold it."""
    if isinstance(value, bool):
        word = "có" if value else "không"
        return New(word) if column.sort is Sort.YES_NO else Wrong(f"ô phải là chữ (đang là {value})")
    if isinstance(value, datetime | date):
        return _of_day(column, value)
    if isinstance(value, time) or not isinstance(value, str | int | float | Decimal):
        return Wrong(f"ô là giờ hoặc khoảng thời gian ({value}), không phải chữ; {_QUOTE}")
    if not isinstance(value, str):
        return _of_number(column, value, seen)
    match column.sort:
        case Sort.DATE:
            return _typed_day(value)
        case Sort.CHOICE | Sort.YES_NO | Sort.FREE:
            return New(_term(value, column.terms))
        case Sort.REFERENCE:
            return New(value.partition(APART)[0].strip())
        case Sort.TEXTS:
            lines = _lines_of(value)
            return New([line.partition(APART)[0].strip() for line in lines] if column.target else lines)
        case Sort.AS_TYPED:
            return _parsed(value)
    return New(value)


def _of_number(column: Column, value: Any, seen: Seen) -> New | Wrong:
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) >= _LARGEST:
        return Wrong(f"ô giữ số {value}: số dài quá, Excel chỉ giữ 15 chữ số đầu; {_QUOTE}")
    if "%" in seen.format:
        number *= 100
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if column.sort in (Sort.NUMBER, Sort.CELL):
        return New(text)
    if column.sort is Sort.DATE:
        return Wrong(f"ô phải là ngày (đang là số {text}); hãy định dạng ô là Ngày (Date) rồi gõ lại")
    if column.sort is Sort.TEXTS and re.fullmatch(r"[1-9]\d{0,3}", text):
        return New([text])
    return Wrong(
        f"ô phải là chữ mà Excel đã đổi thành số {text}: có thể đã mất số 0 ở đầu hay ở cuối; {_QUOTE}"
    )


def _of_day(column: Column, value: date) -> New | Wrong:
    if isinstance(value, datetime):
        if value.time() != time():
            return Wrong(f"ô có cả giờ ({value:%d/%m/%Y %H:%M}); hãy chỉ để ngày")
        value = value.date()
    if column.sort in (Sort.NUMBER, Sort.CELL):
        return Wrong(f"ô phải là số mà Excel đã đổi thành ngày {value:%d/%m/%Y}; hãy gõ lại số")
    if column.sort is not Sort.DATE:
        return Wrong(f"ô phải là chữ mà Excel đã đổi thành ngày {value:%d/%m/%Y}; {_QUOTE}")
    return New(value.isoformat())


def _typed_day(text: str) -> New | Wrong:
    if _ISO.fullmatch(text):
        return New(text)  # the check says what is wrong with it
    try:
        day, month, year = (int(part) for part in _DAY.fullmatch(text).groups())  # type: ignore[union-attr]
        return New(date(year, month, day).isoformat(), f"ô là chữ “{text}”, đọc là ngày/tháng/năm")
    except (ValueError, AttributeError):
        return Wrong(f"ô phải là ngày có thật, gõ ngày/tháng/năm, ví dụ 31/12/2025 (đang là '{text[:40]}')")


def _term(text: str, terms: Sequence[str]) -> str:
    """Return the term that is meant where only the case of its letters differs."""
    return next((term for term in terms if term.casefold() == text.casefold()), text)


def _as_lines(items: list[Any]) -> str:
    """Return a list as lines, an item a line; where an item has several, each begins with a bullet."""
    texts = [tidy(str(item)) for item in items]
    plain = "\n".join(texts)
    if _lines_of(plain) == texts:
        return plain
    return "\n".join(f"{_BULLET}{text}" for text in texts)


def _lines_of(text: str) -> list[str]:
    lines = text.split("\n")
    if not lines[0].startswith(_BULLET):
        return [line.strip() for line in lines if line.strip()]
    items: list[str] = []
    for line in lines:
        if line.startswith(_BULLET):
            items.append(line.removeprefix(_BULLET))
        else:
            items[-1] += f"\n{line}"
    return [found for item in items if (found := tidy(item))]


def _parsed(text: str) -> New | Wrong:
    """Return a value that is typed as in a record: a text, or the lines of a list or a group."""
    if not re.match(r"- |[\w-]+:(?:\s|$)", text):
        return New(text)
    lines = "\n".join(f"  {line}" for line in text.split("\n"))
    front, problems = frontmatter.read(f"---\nv:\n{lines}\n---\n", "")
    if front is None or problems or "v" not in front.data:
        why = problems[0].message if problems else "không đọc được"
        return Wrong(f"ô phải viết như trong bản ghi: {why}")
    return New(front.data["v"])


def _same(column: Column, raw: Any, new: Any) -> bool:
    """Tell whether a cell says what the record says, in whatever form each has it."""
    if column.sort is Sort.TEXTS and raw is not None:
        return bool([tidy(str(one)) for one in (raw if isinstance(raw, list) else [raw])] == new)
    if column.sort in (Sort.NUMBER, Sort.CELL) and isinstance(raw, str) and isinstance(new, str):
        return tidy(raw) == new or (_is_number(raw) and _is_number(new) and Decimal(raw) == Decimal(new))
    if isinstance(raw, str) and isinstance(new, str):
        return tidy(raw) == new
    return bool(_plain(raw) == _plain(new))


def _plain(value: Any) -> Any:
    """Return a value with its texts as cells hold them."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else tidy(str(value)) if value else value


def _against(raw: Any, value: Any) -> Wrong | None:
    """Return what Excel did to a text that looks like a number, where it did."""
    if not isinstance(raw, str) or isinstance(value, list | dict | bool | date):
        return None
    text, new = tidy(raw), f"{value}"
    lost = f"ô đang là {new} mà bản ghi có “{text}”: Excel đã đổi chữ thành số"
    if _POWER.fullmatch(new) and not _POWER.fullmatch(text) and re.fullmatch(r"[\d.,+ -]+", text):
        return Wrong(f"{lost} và mất chữ số; {_QUOTE}")
    bare = text.lstrip("+").lstrip("0")
    if text != new and bare and re.fullmatch(r"[\d.]+", bare) and bare.count(".") <= 1:
        shorter = {bare, bare.rstrip("0").rstrip(".") if "." in bare else bare}
        if new in shorter:
            return Wrong(f"{lost}, mất số 0 ở đầu hoặc ở cuối; {_QUOTE}")
        if len(text) > 15 and new.isdigit() and len(new) == len(text) and new[:15] == text[:15]:
            return Wrong(f"{lost} và thay các chữ số sau số thứ 15 bằng 0; {_QUOTE}")
    return None


def _turned(column: Column, raw: Any, new: Any) -> str:
    """Return a remark where day and month have changed places, as programs of other countries do it."""
    if column.sort is not Sort.DATE or not (isinstance(raw, str) and isinstance(new, str)):
        return ""
    if not (_ISO.fullmatch(raw) and _ISO.fullmatch(new)) or raw[:4] != new[:4]:
        return ""
    swapped = raw[5:7] == new[8:] and raw[8:] == new[5:7]
    return "ngày và tháng đổi chỗ cho nhau; hãy xem có phải Excel đọc nhầm không" if swapped else ""


def _of_formula(column: Column, seen: Seen) -> Wrong | None:
    """Return why the formula of a cell is not taken; that of a number counts by the value kept with it."""
    if column.sort not in (Sort.NUMBER, Sort.CELL):
        return Wrong(f"ô là công thức {seen.formula[:60]}, máy không tính công thức; hãy gõ thẳng giá trị")
    if seen.value is None:
        return Wrong("công thức không có giá trị được lưu; hãy mở tệp bằng Excel rồi lưu lại, hoặc gõ số")
    return None


def _day_of(text: str) -> date | None:
    """Return the day of a text that every spreadsheet can hold as one."""
    if not _ISO.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


def _is_exact(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and len(text) <= 15


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else TOO_LONG
