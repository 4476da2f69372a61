"""Readable: an entry without the texts that no record can hold: damaged letters, and what is too long.

The rest of the entry is imported. Where a text was left out the record says so, a doubt names it, and the
report quotes it; what is only too long is kept in parts.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from congbo.imports.incoming import Incoming, Note, shortened
from congbo.records.procedures import Procedure
from congbo.records.scalars import LONGEST_TEXT
from congbo.words.health import Sort, damage
from congbo.words.vocabulary import Publication

DAMAGED = "(Nguồn ghi bằng chữ hỏng, chưa đọc được)"
TOO_LONG = "(Nguyên văn quá dài, xem phần chưa xếp được)"
_MOST_KEPT = 200_000
"""Characters of a record's texts that are too long; a record has an end too."""
_WHY = {
    Sort.MISREAD: "chữ hỏng vì đọc sai bảng mã",
    Sort.OLD: "chữ còn ở bảng mã cũ",
    Sort.LOST: "chữ có dấu đã mất",
}


def readable(entry: Incoming) -> Incoming:
    """Return the entry as a record can hold it, with what was left out told."""
    found: list[tuple[str, str, str]] = []
    values = {key: _value(key, value, found) for key, value in entry.values.items()}
    field_why = _why(entry.field_name)
    if field_why:
        found.append(("field", field_why, entry.field_name))
    if not found:
        return entry
    kept = list(_parts(found))
    if kept:
        values["unplaced"] = [*values.get("unplaced", []), *kept]
    doubts = [f"{_title(key)}: nguồn có {why}, chưa nhập phần ấy" for key, why, _ in found]
    values["doubts"] = list(dict.fromkeys([*values.get("doubts", []), *doubts]))
    if values.get("name") in (DAMAGED, TOO_LONG):
        values["name"] = f"Thủ tục mã {entry.identity} {values['name']}"
        values["publication"] = Publication.DRAFT
    left = tuple(Note(key, f"{why}: “{shortened(text)}”", entry.place) for key, why, text in found)
    name = "" if field_why else entry.field_name
    return replace(entry, values=values, field_name=name, left=(*entry.left, *left))


def _value(key: str, value: Any, found: list[tuple[str, str, str]]) -> Any:
    """Return a value in which each text that cannot be held is said to be so."""
    if isinstance(value, dict):
        return {name: _value(key, one, found) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_value(key, one, found) for one in value]
    if isinstance(value, str) and (why := _why(value)):
        found.append((key, why, value))
        return TOO_LONG if len(value) > LONGEST_TEXT else DAMAGED
    return value


def _why(text: str) -> str:
    """Return why no record can hold a text; empty where one can."""
    if len(text) > LONGEST_TEXT:
        return f"{len(text)} ký tự, quá dài"
    harm = damage(text)
    return _WHY[harm.sort] if harm else ""


def _parts(found: list[tuple[str, str, str]]) -> Iterator[dict[str, str]]:
    """Yield the texts that are only too long in parts that a record can hold, as far as it can."""
    most = _MOST_KEPT
    for key, _, text in found:
        if len(text) <= LONGEST_TEXT or len(text) > most or damage(text):
            continue
        most -= len(text)
        rest, number = text, 1
        while rest:
            end = len(rest) if len(rest) <= LONGEST_TEXT else rest.rfind(" ", 1, LONGEST_TEXT)
            end = end if end > 0 else LONGEST_TEXT
            yield {"what": f"{_title(key)}, phần {number}", "text": rest[:end].strip()}
            rest, number = rest[end:].strip(), number + 1


def _title(key: str) -> str:
    info = Procedure.model_fields.get(key)
    return str(info.title) if info and info.title else key
