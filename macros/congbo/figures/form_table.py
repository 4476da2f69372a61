"""Form tables: an official form of a body and a period, line by line, as it is shown and printed.

A body has one row for the whole, or rows by unit and field, or both; rows of parts add up to the whole.
What a form counts from the register fills it where nobody has filled it in, and is held against it else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from congbo.figures.counted_forms import counted_cells
from congbo.figures.findings import Finding, findings
from congbo.figures.frame import Frame
from congbo.figures.observations import FormRecord, FormRow, stated
from congbo.records.forms import SHARE, Form
from congbo.records.observations import UNKNOWN, Cell, Observation
from congbo.records.register import Register
from congbo.words.wording import number

TOTAL = "Tổng cộng"
COUNTED = "Đếm từ sổ"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is shown: the number in words of figures, or that it is not known."""

    cell: Cell
    share: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a number."""
        return self.cell.value is not None

    @property
    def inferred(self) -> bool:
        """Whether no source prints the number."""
        return self.cell.inferred and self.known

    @property
    def count(self) -> int | Decimal:
        """The number itself."""
        assert self.cell.value is not None
        return self.cell.value

    @property
    def text(self) -> str:
        """The number as it is printed."""
        if self.cell.value is None:
            return UNKNOWN
        return number(Fraction(self.cell.value), self.decimals) + (SHARE if self.share else "")

    @property
    def decimals(self) -> int:
        """How many decimals the number is stated with."""
        value = self.cell.value
        return len(f"{value:f}".partition(".")[2]) if isinstance(value, Decimal) else 0


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form. `record` is the one behind it; a computed line has none."""

    title: str
    cells: tuple[ShownCell, ...]
    record: FormRecord | None = None
    unit: str = ""

    @property
    def inferred(self) -> bool:
        """Whether any cell is one that no source prints."""
        return any(cell.inferred for cell in self.cells)

    @property
    def unknown(self) -> bool:
        """Whether any cell is not known."""
        return not all(cell.known for cell in self.cells)


@dataclass(frozen=True, slots=True)
class FormTable:
    """The lines of a form in order, each unit's total before its fields, and the total of all."""

    form: Form
    lines: tuple[FormLine, ...]
    total: FormLine
    records: tuple[FormRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What does not fit within the rows themselves; what other periods and sources say is not theirs."""
    beside: tuple[Finding, ...] = ()
    """What does not fit what the period before and other sources say, as far as they are known."""
    counted: FormLine | None = None
    """What is counted from the register, where the form has columns that are."""

    @property
    def numbered(self) -> list[tuple[int, FormLine]]:
        """The lines with their numbers in the form."""
        return list(enumerate(self.lines, start=1))

    @property
    def from_register(self) -> bool:
        """Whether nobody has filled it in, so that all that it says is counted."""
        return self.counted is not None and not self.records

    @property
    def differing(self) -> tuple[str, ...]:
        """What is counted otherwise than it is stated: `cột (3): Tổng số TTHC ghi 60, đếm được 57`."""
        if self.counted is None or self.from_register:
            return ()
        cells = zip(self.form.by_key, self.total.cells, self.counted.cells, strict=True)
        return tuple(
            f"{self.form.column_in_words(key)} ghi {stated.text}, đếm được {counted.text}"
            for key, stated, counted in cells
            if stated.known and counted.known and stated.count != counted.count
        )

    @property
    def counted_words(self) -> str:
        """What is counted and shown, as a seal holds it; empty where nothing is."""
        if self.counted is None or not self.from_register:
            return "; ".join(self.differing)
        cells = zip(self.form.numbers.values(), self.counted.cells, strict=True)
        return ", ".join(f"({number}) {cell.text}" for number, cell in cells)

    @property
    def stated(self) -> tuple[FormRecord, ...]:
        """The records that are copied from a document."""
        return tuple(one for one in self.records if isinstance(one, Observation) and one.stated_in.document)

    @property
    def inferred(self) -> bool:
        """Whether any cell is one that no source prints."""
        return any(line.inferred for line in (*self.lines, self.total))

    @property
    def unknown(self) -> bool:
        """Whether any cell is not known."""
        return any(line.unknown for line in (*self.lines, self.total))


def form_table(form: Form, frame: Frame, register: Register) -> FormTable | None:
    """Return the form of the frame's body and exactly its period, or None where there is no row.

    Where nobody has filled it in it has the one row that is counted from the register.
    """
    own, counted = stated(form.id, frame, register), _counted(form, frame, register)
    if not own:
        if counted is None or not any(cell.known for cell in counted.cells):
            return None
        return FormTable(form, (counted,), replace(counted, title=TOTAL), counted=counted)
    table = table_of(form, own, register)
    used = {record.id for record in table.records}
    found = list(findings(register, form.id))
    within = tuple(one for one in found if one.within and one.row.record.id in used)
    same = {(record.organisation, str(record.period)) for record in table.records}
    beside = tuple(
        one for one in found if not one.within and (one.row.organisation, str(one.row.period)) in same
    )
    return replace(table, findings=within, beside=beside, counted=counted)


def _counted(form: Form, frame: Frame, register: Register) -> FormLine | None:
    cells = counted_cells(form, frame, register)
    if not cells:
        return None
    body = register.organisations.get(frame.organisation)
    shown = tuple(_shown(form, key, cells.get(key, Cell(None))) for key in form.by_key)
    return FormLine(body.name if body else COUNTED, shown, unit=frame.organisation)


def table_of(form: Form, rows: Sequence[FormRow], register: Register) -> FormTable:
    """Return rows of one body, period and source as a table."""
    whole = [row for row in rows if row.whole]
    parts = [row for row in rows if not row.whole] or whole
    total = _line(form, whole[0], TOTAL) if whole and parts is not whole else _sum(form, TOTAL, parts)
    records = tuple({row.record.id: row.record for row in rows}.values())
    return FormTable(form, tuple(_lines(form, parts, register)), total, records)


def _lines(form: Form, rows: Sequence[FormRow], register: Register) -> Iterable[FormLine]:
    """Yield rows as lines: those of one filled form as it has them, records by unit and field."""
    if all(row.number is not None for row in rows):
        yield from (_line(form, row) for row in rows)
        return
    fields = list(register.fields)

    def place(row: FormRow) -> tuple[str, int]:
        return row.unit, fields.index(row.field) if row.field in fields else -1

    for unit, of_unit in groupby(sorted(rows, key=place), key=lambda row: row.unit):
        group = list(of_unit)
        if unit and (len(group) > 1 or group[0].field):
            body = register.organisations.get(unit)
            yield _sum(form, body.name if body else unit, group)
        for row in group:
            yield _line(form, row)


def _line(form: Form, row: FormRow, title: str = "") -> FormLine:
    shown = tuple(_shown(form, key, row.cells.get(key, Cell(None))) for key in form.by_key)
    return FormLine(title or row.title, shown, row.record, row.unit)


def _sum(form: Form, title: str, rows: Sequence[FormRow]) -> FormLine:
    return FormLine(title, tuple(_shown(form, key, _added(form, key, rows)) for key in form.by_key))


def _added(form: Form, key: str, rows: Sequence[FormRow]) -> Cell:
    cells = [row.cells.get(key, Cell(None)) for row in rows]
    if len(cells) == 1:
        return cells[0]
    values = [cell.value for cell in cells if cell.value is not None]
    if len(values) < len(cells) or not form.adds(key):
        return Cell(None)
    total = sum(map(Fraction, values), Fraction(0))
    whole = int(total) if total.denominator == 1 else sum((Decimal(value) for value in values), Decimal(0))
    return Cell(whole, any(cell.inferred for cell in cells))


def _shown(form: Form, key: str, cell: Cell) -> ShownCell:
    return ShownCell(cell, share=form.unit_of(key) == SHARE)
