"""Dossiers: Biểu II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP) of a body and a period, line by line.

A body has one row for the whole, or rows by unit and field, or both; rows of parts add up to the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from congbo.figures.frame import Frame
from congbo.law.dossier_form import DossierColumn
from congbo.records.dossier_counts import DossierCount
from congbo.records.register import Register


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the form; `inferred` says that no source prints it."""

    count: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form, in dossiers. `record` is the row behind it; a computed line has none.

    `inferred` are the columns that no source prints.
    """

    title: str
    counts: Mapping[DossierColumn, int]
    inferred: frozenset[DossierColumn]
    record: DossierCount | None = None
    unit: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The numbers in the order of the form's columns."""
        return tuple(Cell(self.counts[column], column in self.inferred) for column in DossierColumn)


@dataclass(frozen=True, slots=True)
class DossierForm:
    """The lines of the form in order, each unit's total before its fields, and the total of all."""

    lines: tuple[FormLine, ...]
    total: FormLine

    @property
    def inferred(self) -> bool:
        """Whether any cell is one that no source prints."""
        return any(line.inferred for line in (*self.lines, self.total))


def dossier_rows(frame: Frame, register: Register) -> list[DossierCount]:
    """Return the rows of exactly this period and body: the whole body's row, else its parts."""
    own = _own_rows(frame, register)
    return [row for row in own if row.whole] or own


def rows_of(frame: Frame, register: Register, unit: str = "", field: str = "") -> list[DossierCount]:
    """Return the rows of exactly this period and body, of a unit or a field of it where one is named.

    A row of the whole that is asked for stands for its parts, which add up to it.
    """
    if not unit and not field:
        return dossier_rows(frame, register)
    rows = [row for row in _own_rows(frame, register) if row.unit == (unit or row.unit)]
    rows = [row for row in rows if row.field == (field or row.field)]
    whole = [row for row in rows if bool(row.unit) is bool(unit) and bool(row.field) is bool(field)]
    return whole or rows


def dossier_form(frame: Frame, register: Register) -> DossierForm | None:
    """Return the form of the frame's body and exactly its period, or None where there is no row."""
    own = _own_rows(frame, register)
    if not own:
        return None
    whole = [row for row in own if row.whole]
    parts = [row for row in own if not row.whole] or whole
    total = _sum("Tổng cộng", parts) if parts is whole or not whole else _line(whole[0], "Tổng cộng")
    return DossierForm(tuple(_lines(parts, register)), total)


def _own_rows(frame: Frame, register: Register) -> list[DossierCount]:
    rows = [row for row in register.dossier_counts.values() if row.period == frame.period]
    return [row for row in rows if not frame.organisation or row.organisation == frame.organisation]


def _lines(rows: Iterable[DossierCount], register: Register) -> Iterable[FormLine]:
    fields = list(register.fields)

    def place(row: DossierCount) -> tuple[str, int]:
        return row.unit, fields.index(row.field) if row.field in fields else -1

    for unit, of_unit in groupby(sorted(rows, key=place), key=lambda row: row.unit):
        group = list(of_unit)
        if unit and (len(group) > 1 or group[0].field):
            body = register.organisations.get(unit)
            yield _sum(body.name if body else unit, group)
        yield from map(_line, group)


def _line(row: DossierCount, title: str = "") -> FormLine:
    return FormLine(title or row.title, row.counts, frozenset(row.inferred), row, row.unit)


def _sum(title: str, rows: Sequence[DossierCount]) -> FormLine:
    counts = {column: sum(row.counts[column] for row in rows) for column in DossierColumn}
    return FormLine(title, counts, frozenset(column for row in rows for column in row.inferred))
