"""Report: what an import would do, or did: a summary that fits a screen, and every line of it as a table."""

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from congbo.imports.incoming import Note, shortened
from congbo.imports.merging import KEPT, How
from congbo.imports.outcome import Action, Outcome
from congbo.imports.plan import Plan
from congbo.records.procedures import Procedure

_MOST = 5
_HEAD = ("Mục", "Mã", "Tên", "Tệp", "Chỗ trong nguồn", "Khoá", "Việc", "Giá trị đang có", "Giá trị của nguồn")
_LONGEST = 300
_QUOTED = re.compile(r"“[^“”]*(?:“[^”]*”[^“”]*)*”|\d[\d.]*")
_WAY = re.compile(r", (?:trực tuyến|trực tiếp|bưu chính|dịch vụ bưu chính)")
"""What differs between notes that say the same of different places."""
_FORMULA = ("=", "+", "-", "@")


def summary(plan: Plan) -> Iterator[str]:
    """Yield the lines of a summary, grouped: never a line for each record."""
    counts = ", ".join(f"{action} {len(plan.of(action))}" for action in Action)
    yield f"Kết quả: {counts}."
    if plan.fields:
        yield f"Lĩnh vực tạo mới: {len(plan.fields)} ({_some(plan.fields.values())})."
    changed = Counter(
        (str(change.how), change.key)
        for one in plan.outcomes
        if one.action is not Action.CREATED
        for change in one.changes
        if change.how not in KEPT
    )
    for (how, key), count in sorted(changed.items(), key=lambda one: -one[1]):
        yield f"  {how}: “{_title(key)}” ({key}) ở {count} bản ghi"
    yield from _grouped("Cần người xem", _conflicts(plan))
    yield from _grouped("Chưa xếp được hoặc còn ngờ (đã giữ trong bản ghi)", _notes(plan))
    mends: Counter[str] = Counter()
    for one in plan.outcomes:
        if one.action in (Action.CREATED, Action.CHANGED):
            mends.update(one.mends)
    if mends:
        yield f"Đã sửa chữ: {'; '.join(f'{what}: {count} chỗ' for what, count in mends.most_common())}."
    if plan.gone:
        yield (
            f"Nguồn này không còn {len(plan.gone)} thủ tục đã nhập lần trước (không xoá):"
            f" {_some(code for code, _ in plan.gone)}."
        )


def _conflicts(plan: Plan) -> Iterator[tuple[Outcome, Note]]:
    for one in plan.outcomes:
        yield from ((one, note) for note in one.conflicts)


def _notes(plan: Plan) -> Iterator[tuple[Outcome | None, Note]]:
    yield from ((None, note) for note in plan.notes)
    for one in plan.outcomes:
        if one.action is not Action.UNCHANGED:
            yield from ((one, note) for note in one.notes)


def _grouped(title: str, found: Iterable[tuple[Outcome | None, Note]]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[tuple[Outcome | None, Note]]] = defaultdict(list)
    for outcome, note in found:
        groups[_WAY.sub("", note.what), _QUOTED.sub("…", note.said)].append((outcome, note))
    if not groups:
        return
    yield f"{title}: {sum(map(len, groups.values()))} chỗ."
    for (what, _), notes in sorted(groups.items(), key=lambda one: -len(one[1])):
        outcome, first = notes[0]
        where = " ".join(
            filter(None, (outcome.identity if outcome else "", f"({first.place})" if first.place else ""))
        )
        label = f"{_title(what)}: " if what else ""
        yield f"  {len(notes)} × {label}{shortened(first.said, 130)} [{where}]"


def _title(key: str) -> str:
    info = Procedure.model_fields.get(key)
    return str(info.title) if info and info.title else key


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" và {len(listed) - _MOST} mục khác" if len(listed) > _MOST else ""
    return f"{', '.join(listed[:_MOST])}{more}"


def rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield every line of the whole report, the head first."""
    yield _HEAD
    for one in plan.outcomes:
        start = (one.identity, one.name, one.path, one.place)
        yield (str(one.action), *start, "", "", "", "")
        for change in one.changes:
            if one.action is Action.CREATED and change.how is How.NEW:
                continue
            yield ("khoá", *start, change.key, str(change.how), _cell(change.before), _cell(change.after))
        for note in one.conflicts:
            yield ("cần người xem", *start[:3], note.place or one.place, note.what, note.said, "", "")
        for note in one.notes:
            yield ("còn ngờ", *start[:3], note.place or one.place, note.what, note.said, "", "")
        for what, count in one.mends.items():
            yield ("sửa chữ", *start, "", what, "", str(count))
    for note in plan.notes:
        yield ("không hiểu", "", "", "", note.place, note.what, note.said, "", "")
    for code, path in plan.gone:
        yield ("nguồn không còn", code, "", path, "", "", "giữ nguyên", "", "")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return shortened("; ".join(f"{key}: {_cell(one)}" for key, one in value.items()), _LONGEST)
    if isinstance(value, list | tuple):
        return shortened(" | ".join(map(_cell, value)), _LONGEST)
    return shortened(str(value), _LONGEST)


def as_csv(plan: Plan) -> bytes:
    """Return the whole report as a table that spreadsheets open; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows(plan):
        writer.writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_markdown(plan: Plan) -> bytes:
    """Return the whole report as Markdown: the summary, then the table."""
    lines = ["# Kết quả nhập", "", *(f"- {line.strip()}" for line in summary(plan)), ""]
    for number, row in enumerate(rows(plan)):
        lines.append(f"| {' | '.join(one.replace('|', chr(92) + '|') for one in row)} |")
        if number == 0:
            lines.append("|" + "---|" * len(row))
    return ("\n".join(lines) + "\n").encode()
