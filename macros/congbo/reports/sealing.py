"""Sealing: what of a sealed report is no longer as it was sealed or corrected, and how that is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from congbo.records.kinds import name_of
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.macros import MACROS
from congbo.reports.projection import Naming, shown_of
from congbo.reports.report import Report
from congbo.reports.report_meta import ReportMeta
from congbo.reports.seals import Change, Key, States, Value, figure_text, one_line
from congbo.words.vocabulary import SealedPart


@dataclass(frozen=True, slots=True)
class Drift:
    """A part of a report that is not as it was sealed or last corrected; None where it is not there."""

    part: SealedPart
    id: str
    old: Value
    new: Value


def drift(report: Report) -> list[Drift]:
    """Return every part of a sealed report that is not as sealed or as corrected last."""
    if report.chain is None:
        return []
    then = report.chain.expected
    now = shown_of(report, _as_sealed(then, report.register)).states
    changed = [
        key for key in dict.fromkeys((*then, *now)) if _seen(key, then.get(key)) != _seen(key, now.get(key))
    ]
    return [Drift(*key, then.get(key), now.get(key)) for key in changed]


def _seen(key: Key, value: Value) -> Value:
    """Return what readers see of a part: of a name its words, whatever form of it they are."""
    return set(value.values()) if key[0] is SealedPart.NAME and value else value


def _as_sealed(then: States, register: Register) -> Naming:
    """Return how to call records as a seal does: by a former id where that is the one it knows."""
    known = set(_names_in(then))

    def naming(target: str, id_: str) -> str:
        record = register.get("indicator" if target == "figure" else target, id_)
        former = record.former_ids if record else ()
        return next((old for old in former if f"{target}/{old}" in known), id_)

    return naming


def _names_in(then: States) -> Iterator[str]:
    for part, id_ in then:
        if part is SealedPart.FIGURE:
            yield from (f"figure/{id_}", f"indicator/{id_}")
        elif part in (SealedPart.RECORD, SealedPart.NAME):
            yield id_


def changes(report: Report) -> list[Change]:
    """Return what a rectification covers that is made now: just what is not as sealed or corrected last."""
    return [
        Change(
            part=found.part,
            id=found.id,
            title=title_of(found.part, found.id, found.new or found.old),
            old=words(found.part, found.old, found.new),
            new=words(found.part, found.new, found.old),
            value=found.new,
        )
        for found in drift(report)
    ]


def title_of(part: SealedPart, id_: str, value: Value) -> str:
    """Return what readers call a part of a report of which this is or was sealed."""
    return one_line(_title_of(part, id_, value))


def _title_of(part: SealedPart, id_: str, value: Value) -> str:
    match part:
        case SealedPart.FIGURE:
            return f"số liệu “{value['title']}”"
        case SealedPart.RECORD:
            return f"bản ghi “{value['name']}”"
        case SealedPart.NAME:
            return named(id_)
        case SealedPart.NOTE:
            return f"chú thích {value['number']}"
        case SealedPart.TEXT:
            key = ReportMeta.model_fields.get(id_)
            return f"“{key.title}” ở đầu trang" if key else "lời văn của báo cáo"


def named(key: str) -> str:
    """Return what readers call the name of a record that a seal calls so: `tên cơ quan “SOMAU”`."""
    target, _, id_ = key.partition("/")
    return f"tên {name_of(target)} “{id_}”"


def record_of(register: Register, key: str) -> Record | None:
    """Return the record that a seal calls so, by its id or a former one."""
    target, _, id_ = key.partition("/")
    return register.get(target, register.current(target, id_))


SHORT = 200
"""Characters of a text that is told whole; of a longer one only what differs is."""
BESIDE = 5
"""Words that are told on either side of what differs."""

LABELS = {
    "title": "tên",
    "unit": "đơn vị",
    "fraction": "tử số và mẫu số",
    "values": "giá trị chưa làm tròn",
    "state": "tình trạng số liệu",
    "time": "thời gian",
    "definition": "cách tính",
    "stated": "nơi khai",
    "target": "chỉ tiêu",
    "verdict": "đánh giá",
    "previous": "kỳ trước",
    "previous_value": "giá trị kỳ trước",
    "records": "bản ghi được tính",
    "previous_records": "bản ghi được tính của kỳ trước",
    "answers": "chữ in trong bài",
    "listed": "liệt kê trong bài",
    "name": "tên",
    "value": "giá trị",
    "cells": "các ô của biểu",
    "explained": "giải thích chỗ lệch",
    "number": "số thứ tự",
    "text": "lời",
}
"""What each part of what is sealed is called."""


def words(part: SealedPart, value: Value, other: Value = None) -> str:
    """Return what readers saw of a part where it differs from `other`; empty where it was not there."""
    return "" if value is None else one_line(_words(part, value, other))


def _words(part: SealedPart, value: Value, other: Value) -> str:
    match part:
        case SealedPart.FIGURE:
            if other is None or figure_text(value) != figure_text(other):
                return figure_text(value)
            return "; ".join(_differing(value, other))
        case SealedPart.RECORD:
            return "; ".join(_differing(value, other or {}, labelled=False))
        case SealedPart.NAME:
            said = [text for form, text in value.items() if text != (other or {}).get(form)]
            return "; ".join(dict.fromkeys(said))
        case SealedPart.NOTE:
            if other is None or value["text"] != other["text"]:
                return around(plain(value["text"]), plain(other["text"]) if other else "")
            return str(value["number"])
        case SealedPart.TEXT if isinstance(value, list):
            mine, theirs = _only_in(value, other or []), _only_in(other or [], value)
            return around(" … ".join(map(plain, mine)), " … ".join(map(plain, theirs)))
        case _:
            return plain(value)


def around(text: str, other: str) -> str:
    """Return a long text where it differs from the other, with a few words on either side."""
    mine, theirs = text.split(" "), other.split(" ")
    if len(text) <= SHORT or not other:
        return text
    start = _alike(mine, theirs)
    end = _alike(mine[start:][::-1], theirs[start:][::-1])
    first, last = max(start - BESIDE, 0), len(mine) - max(end - BESIDE, 0)
    kept = " ".join(mine[first:last])
    return f"{'… ' if first else ''}{kept}{' …' if last < len(mine) else ''}"


def _alike(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = enumerate(zip(mine, theirs, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(mine), len(theirs)))


def _differing(value: dict[str, Value], other: dict[str, Value], *, labelled: bool = True) -> Iterator[str]:
    """Yield what of a part is not as in the other."""
    for key, label in LABELS.items():
        mine, theirs = value.get(key), other.get(key)
        if mine == theirs or (labelled and key == "text"):
            continue
        if isinstance(mine, dict) or isinstance(theirs, dict):
            mine, theirs = mine or {}, theirs or {}
            mine = [
                " ".join((id_, beside)).strip() for id_, beside in mine.items() if theirs.get(id_) != beside
            ]
        said = plain(mine) if mine else "không có"
        if labelled:
            yield f"{label}: {said}"
        elif mine:
            yield said


def _only_in(value: Sequence[Value], other: Sequence[Value]) -> Iterator[Value]:
    """Yield the paragraphs that the other does not have there."""
    mine, theirs = list(map(plain, value)), list(map(plain, other))
    for what, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if what != "equal":
            yield from value[start:end]


def plain(value: Value) -> str:
    """Return sealed data as a line to read; a call is what it says, or what it names."""
    match value:
        case str():
            return value
        case dict():
            return ", ".join(f"{key}: {plain(part)}" for key, part in value.items())
        case [str() as name, str() as named, *answer] if name in MACROS and len(value) <= 3:
            return str(answer[0]) if answer and answer[0] else f"[{named or name}]"
        case list() if any(isinstance(part, list) for part in value):
            return "".join(map(plain, value))
        case list():
            return "; ".join(map(plain, value))
        case _:
            return str(value)
