"""Sealing: what of a sealed report is no longer as it was sealed or corrected, and how that is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.macros import MACROS
from congbo.reports.projection import Naming, shown_of
from congbo.reports.report import Report, ReportMeta
from congbo.reports.seals import Change, States, Value, figure_text, one_line
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
    changed = [key for key in dict.fromkeys((*then, *now)) if then.get(key) != now.get(key)]
    return [Drift(*key, then.get(key), now.get(key)) for key in changed]


def _as_sealed(then: States, register: Register) -> Naming:
    """Return how to call records as a seal does: by a former id where that is the one it knows."""
    known = set(_names_in(then))

    def naming(target: str, id_: str) -> str:
        kinds = ("indicator",) if target == "figure" else (target,)
        record = next((record for kind in kinds if (record := register.get(kind, id_))), None)
        former = record.former_ids if record else ()
        return next((old for old in former if f"{target}/{old}" in known), id_)

    return naming


def _names_in(then: States) -> Iterator[str]:
    for part, id_ in then:
        if part is SealedPart.FIGURE:
            yield from (f"figure/{id_}", f"indicator/{id_}")
        elif part is SealedPart.RECORD:
            yield id_
        elif part is SealedPart.NAME:
            yield f"organisation/{id_}"


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
            return f"tên cơ quan “{id_}”"
        case SealedPart.NOTE:
            return f"chú thích {value['number']}"
        case SealedPart.TEXT:
            key = ReportMeta.model_fields.get(id_)
            return f"“{key.title}” ở đầu trang" if key else "lời văn của báo cáo"


def record_of(register: Register, key: str) -> Record | None:
    """Return the record that a seal calls so, by its id or a former one."""
    target, _, id_ = key.partition("/")
    return register.get(target, register.current(target, id_))


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
    "name": "tên",
    "value": "giá trị",
    "cells": "các ô của biểu",
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
        case SealedPart.NOTE:
            return (
                plain(value["text"]) if other is None or value["text"] != other["text"] else value["number"]
            )
        case SealedPart.TEXT if isinstance(value, list) and value and isinstance(value[0], list):
            return " … ".join(map(plain, _only_in(value, other or [])))
        case _:
            return plain(value)


def _differing(value: dict[str, Value], other: dict[str, Value], *, labelled: bool = True) -> Iterator[str]:
    """Yield what of a part is not as in the other."""
    for key, label in LABELS.items():
        mine, theirs = value.get(key), other.get(key)
        if mine == theirs or (labelled and key == "text"):
            continue
        if isinstance(mine, dict) or isinstance(theirs, dict):
            mine = [id_ for id_, beside in (mine or {}).items() if (theirs or {}).get(id_) != beside]
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
