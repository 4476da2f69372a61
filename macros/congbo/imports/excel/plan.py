"""Plan: what would be written of a workbook: each record's file with its changes, and all that is told."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congbo.imports.excel.book import Book, Held, every_target
from congbo.imports.excel.changes import How, Step, Written, at_of, created, told, written
from congbo.imports.excel.edits import At, Edited, Edits, edits
from congbo.imports.excel.opened import Opened, Told
from congbo.imports.excel.rows import base_of
from congbo.imports.excel.tables import Table, tables_of
from congbo.records import frontmatter
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import KINDS, Kind, kind_called, kind_of
from congbo.records.observations import Observation
from congbo.records.procedures import Procedure
from congbo.records.reader import RECORDS, Reading
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.file_names import unportable, wrong_id
from congbo.words.spelling import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
REMOVE = "--remove"
_MOST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """A record that would be written: what a workbook has of it, its file, what is told of each change."""

    edited: Edited
    written: Written
    lines: tuple[str, ...]

    @property
    def new(self) -> bool:
        """Whether there is no such record yet."""
        return self.edited.held is None


@dataclass(slots=True)
class Plan:
    """All that a workbook would change, and what is to be told of it."""

    records: list[Planned] = field(default_factory=list)
    gone: list[Held] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def wrong(self) -> bool:
        """Whether anything stops the writing."""
        return any(one.wrong for one in self.told)

    @property
    def files(self) -> dict[str, bytes]:
        """The files that would be written."""
        return {one.written.path: one.written.raw for one in self.records}


def kind_named(name: str) -> Kind | None:
    """Return the kind of a folder, or of a name in Vietnamese: `procedures`, `thủ tục`, `thu-tuc`."""
    plain = fold(name).replace("-", " ").strip()
    of_sections = [one for one in KINDS if fold(one.section.title) == plain]
    named = (
        *(one for one in KINDS if one.folder == name),
        *(one for one in KINDS if fold(one.label) == plain),
        *(of_sections if len(of_sections) == 1 else ()),
    )
    return next(iter(named), None)


def tables_for(kind: Kind, form: str, register: Register) -> tuple[Table, ...]:
    """Return the tables of a kind's workbook, or of that of a form's filled forms."""
    forms = {id_: one for id_, one in register.forms.items() if not form or id_ == form}
    return tables_of(kind, forms)


def book_of(reading: Reading, kind: Kind, form: str = "", folder: str = "") -> Book:
    """Return the records of a kind that could be read, or the filled forms of a form, for a workbook.

    Those below a folder where one is named.
    """
    register = Register(reading.records)
    tables = tables_for(kind, form, register)
    own = [
        one
        for one in reading.records
        if kind_of(one.path.removeprefix(f"{RECORDS}/")) is kind
        and one.path.startswith(folder)
        and (not form or (isinstance(one, Observation) and one.form == form))
    ]
    names = {target: dict(_names(register, target)) for target in every_target(tables)}
    held = tuple(_held(reading.root, kind.model, one) for one in own)
    return Book(kind, tables, held, form, names, {one.id: one.label for one in own})


def _names(register: Register, target: str) -> Iterator[tuple[str, str]]:
    kind = kind_called(target)
    if kind:
        yield from ((id_, one.label) for id_, one in register.of(kind.model).items())


def _held(root: Path, model: type[Record], record: Record) -> Held:
    raw = (root / record.path).read_bytes()
    front, _ = frontmatter.read(frontmatter.decode(raw, record.path)[0], record.path)
    return Held(record.id, record.path, base_of(model, front.data if front else {}))


def planned(reading: Reading, kind: Kind, tables: Sequence[Table], book: Opened, *, remove: bool) -> Plan:
    """Return what a workbook would change in the records of a site."""
    found = edits(kind.model, tables, book)
    plan = Plan(gone=found.gone, told=found.told, rows=found.rows)
    for one in found.edited:
        path = _path(reading, kind, one, plan)
        if path:
            _one(reading.root, kind.model, tables, one, path, plan, remove=remove)
    _renamed(found, plan)
    return plan


def _one(
    root: Path,
    model: type[Record],
    tables: Sequence[Table],
    edited: Edited,
    path: str,
    plan: Plan,
    *,
    remove: bool,
) -> None:
    made = (
        created(model, edited, path)
        if edited.held is None
        else written(model, edited, path, _raw(root, path))
    )
    names = _Names(tables, edited.cells)
    for conflict in made.conflicts:
        plan.conflicts.append(f"{path}: {names.line(conflict.step)}: không ghi, vì {conflict.said}")
    for step in made.steps:
        if names.removes(step) and not remove:
            said = f"bản ghi “{edited.id}”, {names.line(step)}; đúng là muốn bỏ thì thêm {REMOVE}"
            plan.told.append(Told(edited.row, said))
    if made.steps:
        plan.records.append(Planned(edited, made, tuple(map(names.line, made.steps))))


def _raw(root: Path, path: str) -> bytes:
    return (root / path).read_bytes()


class _Names:
    """What is told of a step: which key, of which item, old and new, where in the workbook."""

    def __init__(self, tables: Sequence[Table], cells: Mapping[KeyPath, At]) -> None:
        self._cells = cells
        self._lists = {
            tuple(step for level in table.levels for step in level): table for table in tables if table.levels
        }
        self._titles = {
            (*(step for level in table.levels for step in level), *column.path): column.title
            for table in tables
            for column in table.columns
        }

    def line(self, step: Step) -> str:
        """Return a step in words: `Tên ngắn: “cũ” → “mới” (trang “Thủ tục”, ô D7)`."""
        at = at_of(self._cells, step.now)
        where = f" ({at.place})" if at and step.how is not How.REMOVE else ""
        name = self._name(step.now)
        match step.how:
            case How.APPEND:
                said = f"{name}: thêm {self._told(step.now, step.new)}"
            case How.REMOVE:
                return f"{name}: bỏ {self._told(step.path, step.old)}"
            case _ if step.old is None and isinstance(step.new, dict | list):
                said = f"{name}: thêm {self._told(step.now, step.new)}"
            case _:
                said = f"{name}: {told(step.old)} → {told(step.new)}"
        return f"{said}{where}{self._remarks(step)}"

    def _told(self, path: KeyPath, value: Any) -> str:
        """Return a value with the titles of the keys in it."""
        if isinstance(value, dict):
            return "; ".join(
                self._told((*path, key), one)
                if isinstance(one, dict)
                else f"{self._title(_plain((*path, key)))} {self._told((*path, key), one)}"
                for key, one in value.items()
            )
        if isinstance(value, list) and any(isinstance(one, dict) for one in value):
            items = [
                f"mục {at + 1}: {self._told((*path, at), one)}" for at, one in enumerate(value[:_MOST_ITEMS])
            ]
            return " | ".join(items) + (
                f" | và {len(value) - _MOST_ITEMS} mục khác" * (len(value) > _MOST_ITEMS)
            )
        return told(value)

    def _remarks(self, step: Step) -> str:
        """Return what is to be looked at in the cells of a step."""
        size = len(step.now)
        found = [
            f"; ô {at.place.column}{at.place.row}: {at.remark}"
            for path, at in self._cells.items()
            if at.remark and path[:size] == step.now
        ]
        return "".join(dict.fromkeys(found))

    def removes(self, step: Step) -> bool:
        """Tell whether a step takes items out whose rows are no longer there."""
        plain = _plain(step.path)
        if step.how is How.REMOVE:
            return plain in self._lists or _holds_groups(step.old)
        return plain in self._lists and isinstance(step.old, list) and len(_lost(step)) > 0

    def _name(self, path: KeyPath) -> str:
        words: list[str] = []
        plain: tuple[str, ...] = ()
        for step in path:
            if isinstance(step, int):
                table = self._lists.get(plain)
                words.append(f"{table.title if table else self._title(plain)}, mục {step + 1}")
            else:
                plain = (*plain, step)
        if not isinstance(path[-1], int):
            words.append(self._lists[plain].title if plain in self._lists else self._title(plain))
        return ", ".join(words)

    def _title(self, plain: tuple[str, ...]) -> str:
        if plain in self._lists:
            return self._lists[plain].title
        inside = (title for path, title in self._titles.items() if path[: len(plain)] == plain)
        return self._titles.get(plain) or next(inside, plain[-1]).partition(": ")[0]


def _plain(path: KeyPath) -> tuple[str, ...]:
    """Return a path without the places in lists."""
    return tuple(one for one in path if isinstance(one, str))


def _lost(step: Step) -> list[Any]:
    """Return the items of a list that are in no place any more."""
    left = [one for one in step.old if one not in step.new] if isinstance(step.new, list) else list(step.old)
    return left if not isinstance(step.new, list) or len(step.new) < len(step.old) else []


def _holds_groups(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_groups, value.values()))
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _path(reading: Reading, kind: Kind, edited: Edited, plan: Plan) -> str:
    """Return the file of a record; empty, and told, where there can be none."""
    own = {
        one.id: one.path for one in reading.records if kind_of(one.path.removeprefix(f"{RECORDS}/")) is kind
    }
    if edited.held is not None:
        path = own.get(edited.id, "")
        if path:
            return path
        broken = edited.held.path in reading.broken
        said = (
            f"bản ghi {edited.held.path} đang có lỗi nên không đọc được; hãy sửa trước (congbo check)"
            if broken
            else f"bản ghi “{edited.id}” không còn trong {RECORDS}/; hãy xuất lại"
        )
        plan.told.append(Told(edited.row, said))
        return ""
    path = _new_path(reading, kind, edited)
    if why := wrong_id(edited.id) or unportable(path):
        plan.told.append(Told(edited.row, f"mã của bản ghi mới không dùng được: {why}"))
        return ""
    taken = {one.id.casefold(): one.path for one in reading.records if type(one) is kind.model}
    there = taken.get(edited.id.casefold()) or (path if (reading.root / path).exists() else "")
    if there:
        said = f"đã có bản ghi {there}, không có trong tệp này; hãy xuất lại, hoặc gõ mã khác"
        plan.told.append(Told(edited.row, said))
        return ""
    return path


def _new_path(reading: Reading, kind: Kind, edited: Edited) -> str:
    """Return the file of a new record: beside those of its field, or of its year where its kind has such."""
    folder = f"{RECORDS}/{kind.folder}"
    own = [one for one in reading.records if kind_of(one.path.removeprefix(f"{RECORDS}/")) is kind]
    inside = Counter(one.path.rpartition("/")[0].removeprefix(folder).strip("/") for one in own)
    field_of_work, year = edited.data.get("field"), _year(edited)
    by_year = kind.model is Observation or sum(
        inside[one] for one in inside if _YEAR.fullmatch(one)
    ) * 2 > len(own)
    if isinstance(field_of_work, str) and (field_of_work in inside or kind.model is Procedure):
        inside_of = field_of_work if not wrong_id(field_of_work) else ""
    else:
        inside_of = year if by_year else ""
    return "/".join(filter(None, (folder, inside_of, f"{edited.id}.md")))


def _year(edited: Edited) -> str:
    """Return the year of a record: of its day, of the end of its period, or the one in its id."""
    period = edited.data.get("period")
    days = (
        edited.data.get("issued"),
        period.get("end") if isinstance(period, dict) else None,
        edited.data.get("day"),
        *reversed(_YEAR.findall(edited.id)),
    )
    return next((day[:4] for day in days if isinstance(day, str) and _YEAR.fullmatch(day[:4])), "")


def _renamed(found: Edits, plan: Plan) -> None:
    """Tell where a row that is gone and a new one are the same record under another id."""
    gone = {repr(sorted(held.data.items())): held for held in found.gone}
    for one in found.edited:
        held = gone.get(repr(sorted(one.data.items()))) if one.held is None else None
        if held:
            said = f"dòng này giống hệt bản ghi “{held.id}” mà dòng đã mất: mã không đổi được ở đây"
            plan.told.append(Told(one.row, said))
