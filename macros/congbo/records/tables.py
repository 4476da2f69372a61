"""Tables: the table beside a filled form as its rows, read by the heads of its columns, not by their places.

A blank first column, another order, titles above and rows of column numbers change nothing; the letters'
case, marks and spaces of a head neither. A head that the form does not know is told, unless it is to be kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from congbo.records.forms import Form, plain_label
from congbo.records.grids import Grid, GridError, cell_name, has_no_value, read_grid
from congbo.records.observations import Cell, Observation, Row, TablePlace, parse_cell
from congbo.records.problems import Problem
from congbo.words.spelling import fold, nearest, same_form
from congbo.words.vocabulary import Level

_HEAD_WITHIN = 40
"""The rows in which the head of a table begins."""
_DEEPEST_HEAD = 6
_NUMBERS = frozenset({"tt", "stt", "so tt", "so thu tu"})
_NAMES = frozenset({"don vi", "linh vuc", "ten don vi", "ten linh vuc", "ten dong", "noi dung"})
_OWN_HEADS = {"ma don vi": "unit", "ma linh vuc": "field", "cap": "level"}
_TOTALS = frozenset({"tong so", "tong cong", "tong", "cong", "toan co quan", "ca co quan"})
_COLUMN_NUMBER = frozenset("0123456789()=+-x×/: []*.,")

Names = Mapping[str, tuple[str, str]]
"""What a line's name may be that is a record's: its form without case, to (`unit` or `field`, id)."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head of a table stands and what its columns are, from 0; `end` is the first row below."""

    start: int
    end: int
    keys: Mapping[int, str] = field(default_factory=dict)
    name: int | None = None
    own: Mapping[int, str] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)
    wrong: tuple[tuple[int, int, str, str], ...] = ()

    @property
    def known(self) -> int:
        """How many of its other columns are understood."""
        return (self.name is not None) + len(self.own) + len(self.extra)


def read_table(
    record: Observation, form: Form, raw: bytes, path: str, names: Names
) -> tuple[Observation | None, list[Problem]]:
    """Return the record with the rows of its table, or None, and every problem at its cell."""
    try:
        grid = read_grid(raw, path, record.sheet)
    except GridError as error:
        return None, [Problem(path, error.line, error.column, "table-form", str(error))]
    head = _head(grid, form, record.extra)
    if head is None:
        message = f"không tìm thấy dòng tiêu đề nào có cột của {form.label}"
        hint = f"Biểu có các cột: {'; '.join(' › '.join(one.way) for one in form.columns)}."
        return None, [Problem(path, 1, 1, "table-form", message, hint)]
    reader = _Rows(grid, head, form, path, names)
    problems = [
        reader.problem(row, column, "table-form", said, hint) for row, column, said, hint in head.wrong
    ]
    if head.name is None:
        label = form.lines[1].label
        problems.append(reader.problem(head.start, 0, "table-form", f"bảng thiếu cột tên dòng “{label}”"))
    rows, places = reader.rows()
    problems += reader.problems
    if not rows and not problems:
        problems.append(reader.problem(head.end, 0, "table-form", "bảng không có dòng nào dưới tiêu đề"))
    return (None if problems else record.filled(rows, places)), problems


class _Rows:
    """Reads the rows below a head."""

    def __init__(self, grid: Grid, head: _Head, form: Form, path: str, names: Names) -> None:
        self.problems: list[Problem] = []
        self._grid, self._head, self._form, self._path, self._names = grid, head, form, path, names

    def problem(self, row: int, column: int, rule: str, message: str, hint: str = "") -> Problem:
        """Return a problem at a cell."""
        place = self._place(row, column)
        return Problem(place.path, place.line, place.column, rule, f"ô {place.cell}: {message}", hint)

    def _place(self, row: int, column: int) -> TablePlace:
        line = self._grid.lines[row] if row < len(self._grid.lines) else len(self._grid.lines) + 1
        return TablePlace(self._path, line, column + 1, cell_name(row, column))

    def rows(self) -> tuple[tuple[Row, ...], dict[tuple[int, str], TablePlace]]:
        """Return the rows, and where each cell of them stands."""
        rows: list[Row] = []
        places: dict[tuple[int, str], TablePlace] = {}
        for at in range(self._head.end, len(self._grid.rows)):
            if self._passed_over(at):
                continue
            places |= {(len(rows), key): self._place(at, column) for column, key in self._head.keys.items()}
            places |= {(len(rows), key): self._place(at, column) for column, key in self._head.own.items()}
            places[len(rows), ""] = self._place(at, self._head.name or 0)
            rows.append(self._row(at))
        return tuple(rows), places

    def _passed_over(self, at: int) -> bool:
        """Tell whether a row holds no number of the form, or only the numbers of its columns."""
        head, texts = self._head, self._grid.rows[at]
        values = [column for column in head.keys if self._grid.text(at, column)]
        if not values:
            return True
        numbers = [self._grid.text(at, column).strip("() ") for column in values]
        if numbers and numbers == [self._form.numbers[head.keys[column]] for column in values]:
            return not any(letter.isalpha() for letter in self._label(at)[1:])
        in_brackets = all(self._grid.text(at, column).startswith("(") for column in values)
        return in_brackets and all(set(texts[column]) <= _COLUMN_NUMBER for column in values)

    def _label(self, at: int) -> str:
        return " ".join(self._grid.text(at, self._head.name).split()) if self._head.name is not None else ""

    def _row(self, at: int) -> Row:
        head, label = self._head, self._label(at)
        if not label and head.name is not None:
            self.problems.append(self.problem(at, head.name, "table-form", "dòng có số mà không có tên"))
        given = {key: text for column, key in head.own.items() if (text := self._grid.text(at, column))}
        if not given and (found := self._names.get(same_form(label))):
            given = {found[0]: found[1]}
        level = given.get("level", "")
        levels = {fold(one): one for one in Level}
        if level and fold(level) not in levels:
            column = next(column for column, key in head.own.items() if key == "level")
            message = f"cấp phải là một trong {', '.join(f'“{one}”' for one in Level)} (đang là '{level}')"
            self.problems.append(self.problem(at, column, "table-form", message, nearest(level, Level)))
        return Row.model_construct(
            label=label,
            unit=given.get("unit", ""),
            field=given.get("field", ""),
            level=levels.get(fold(level)) if level else None,
            total=not given and plain_label(label) in _TOTALS,
            cells={key: self._cell(at, column) for column, key in head.keys.items()},
            extra={
                name: text for column, name in head.extra.items() if (text := self._grid.text(at, column))
            },
        )

    def _cell(self, at: int, column: int) -> Cell:
        text = self._grid.text(at, column)
        if has_no_value(text):
            message = "công thức không có giá trị được lưu; hãy mở tệp bằng Excel rồi lưu lại, hoặc gõ số"
            self.problems.append(self.problem(at, column, "table-form", message))
            return Cell(None)
        share = text.removesuffix("%").rstrip() if text.endswith("%") else text
        try:
            return parse_cell(share)
        except PydanticCustomError as wrong:
            context = wrong.context or {}
            message = f"{self._form.column_in_words(self._head.keys[column])} {context.get('said', '')}"
            hint = str(context.get("hint", ""))
            self.problems.append(self.problem(at, column, "table-form", message, hint))
            return Cell(None)


class _Columns:
    """The columns of a form by the heads that may name them."""

    def __init__(self, form: Form) -> None:
        self.groups = {plain_label(one) for column in form.columns for one in column.group}
        self._exact: dict[tuple[str, ...], list[str]] = {}
        self._named: dict[tuple[str, ...], list[str]] = {}
        self._partly: dict[tuple[str, ...], list[str]] = {}
        for key, column in form.by_key.items():
            group = tuple(map(plain_label, column.group))
            for last in dict.fromkeys(map(plain_label, (column.label, *column.also))):
                way = (*group, last)
                self._exact.setdefault(way, []).append(key)
                for start in range(1, len(way)):
                    self._partly.setdefault(way[start:], []).append(key)
            for name in {plain_label(column.full_name), plain_label(key)}:
                self._named.setdefault((name,), []).append(key)

    def named(self, way: tuple[str, ...]) -> list[str]:
        """Return those that heads name: by all their heads, by name or key alone, or by the last heads."""
        return self._exact.get(way) or self._named.get(way) or self._partly.get(way) or []


def _head(grid: Grid, form: Form, kept: Sequence[str]) -> _Head | None:
    """Return the head under which most columns are known, those of the form first; of equals the first."""
    columns = _Columns(form)
    found = [
        _as_head(grid, start, start + depth, form, columns, kept)
        for start in range(min(len(grid.rows), _HEAD_WITHIN))
        if any(grid.rows[start])
        for depth in range(1, min(_DEEPEST_HEAD, len(grid.rows) - start) + 1)
    ]
    best = max(found, key=lambda head: (len(head.keys), head.known, -len(head.wrong)), default=None)
    return best if best and best.keys else None


def _as_head(grid: Grid, start: int, end: int, form: Form, columns: _Columns, kept: Sequence[str]) -> _Head:
    keys: dict[int, str] = {}
    own: dict[int, str] = {}
    extra: dict[int, str] = {}
    wrong: list[tuple[int, int, str, str]] = []
    name: int | None = None
    lines = {plain_label(form.lines[1].label), *_NAMES}
    numbers = {plain_label(form.lines[0].label), *_NUMBERS}
    to_keep = {plain_label(one): one for one in kept}
    for column, row, way, typed in _ways(grid, start, end):
        last = way[-1]
        matches = columns.named(way)
        if (
            not matches and {*way} - {*typed} <= columns.groups
        ):  # a head that stands low, beside a group not its own
            matches = columns.named(typed)
        if last in to_keep:
            extra[column] = to_keep[last]
        elif len(matches) == 1 and matches[0] not in keys.values():
            keys[column] = matches[0]
        elif matches:
            said = "; ".join(form.column_in_words(key) for key in matches)
            got = grid.text(row, column)
            message = f"tiêu đề “{got}” trùng cột đã có hoặc khớp với nhiều cột: {said}"
            wrong.append((row, column, message, "Hãy giữ cả tiêu đề nhóm ở trên."))
        elif last in _OWN_HEADS and last not in lines:
            own[column] = _OWN_HEADS[last]
        elif last in lines and name is None:
            name = column
        elif last not in numbers:
            got = grid.text(row, column)
            message = f"tiêu đề “{got}” không phải cột nào của {form.label}"
            near = nearest(got, [one.label for one in form.columns])
            wrong.append((row, column, message, near or "Muốn giữ cột này thì kể nó ở “extra” của bản ghi."))
    return _Head(start, end, keys, name, own, extra, tuple(wrong))


def _ways(grid: Grid, start: int, end: int) -> Iterator[tuple[int, int, tuple[str, ...], tuple[str, ...]]]:
    """Yield each column that has a head, the row of its own head, its heads from outside in, and those typed.

    A group stands over its first column and is carried to the right as long as no other begins and the group
    around it stays; the lowest head of a column is its own and is never carried.
    """
    carried: list[str] = [""] * (end - start)
    for column in range(grid.width):
        texts = [plain_label(grid.text(row, column)) for row in range(start, end)]
        texts = ["" if _is_number(grid.text(start + at, column)) else text for at, text in enumerate(texts)]
        lowest = max((at for at, text in enumerate(texts) if text), default=None)
        if lowest is None:
            continue
        way = []
        for at, text in enumerate(texts[: lowest + 1]):
            if text:
                if text != carried[at]:
                    carried[at + 1 :] = [""] * (len(carried) - at - 1)
                carried[at] = text
            if carried[at] and (text or at < lowest):
                way.append(carried[at])
        carried[lowest + 1 :] = [""] * (len(carried) - lowest - 1)
        yield column, start + lowest, tuple(way), tuple(filter(None, texts))


def _is_number(text: str) -> bool:
    """Tell whether a text is the number of a column: `(3)`, `(3) = (4)+(5)`."""
    return text.startswith("(") and set(text) <= _COLUMN_NUMBER
