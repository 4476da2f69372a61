"""Observations: the rows of filled forms, whatever record they stand in, and the number that a column gives.

Where two sources state one form of a body and period, one is used: the one that a record prefers, else what
stands in statistics/dossiers or in records without a source, else the first by path. Both stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from fractions import Fraction
from typing import NamedTuple

from congbo.figures.conditions import Candidate
from congbo.figures.frame import Frame
from congbo.figures.selection import NearMiss
from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import Form, on_day
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Cell, Explained, Observation
from congbo.records.operands import SHORT_FORM
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.records.statistics import StatedIn
from congbo.words.wording import span

FormRecord = DossierCount | Observation
"""A record that holds rows of a form."""

OWN = ""
"""The source of what a body states itself."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a filled form, with the record and the place in it where it stands."""

    form: str
    record: FormRecord
    title: str
    cells: Mapping[str, Cell]
    unit: str = ""
    field: str = ""
    level: str = ""
    whole: bool = False
    """Whether it is the row of the whole body."""
    number: int | None = None
    """Its place in the record, from 0; None where the record is the row."""
    extra: Mapping[str, str] = made(default_factory=dict)

    @property
    def organisation(self) -> str:
        """The body whose form it is in."""
        return self.record.organisation

    @property
    def period(self) -> Period:
        """The period of the form."""
        return self.record.period

    @property
    def stated_in(self) -> StatedIn:
        """Where it is stated."""
        return self.record.stated_in

    @property
    def source(self) -> str:
        """What tells sources apart: a document, a report; empty for what a body states itself.

        Rows in statistics/dossiers are of one form whatever they name, so they are one source.
        """
        if isinstance(self.record, DossierCount):
            return OWN
        return self.stated_in.document or self.stated_in.report or OWN

    @property
    def name(self) -> str:
        """What it is a row of, the same in every period and source."""
        parts = (self.unit, self.field, self.level)
        return "" if self.whole else "/".join(parts) if any(parts) else f"={self.title.casefold()}"

    @property
    def explained(self) -> tuple[Explained, ...]:
        """What the record explains of its misfits."""
        return self.record.explained

    def path(self, column: str = "") -> KeyPath:
        """Return the key path of a cell in the record."""
        if self.number is None:
            return ("counts", column) if column else ("counts",)
        return ("rows", self.number, "cells", column) if column else ("rows", self.number)

    def value(self, column: str) -> Fraction | None:
        """Return the number in a column, or None where it is not known."""
        cell = self.cells.get(column)
        return None if cell is None or cell.value is None else Fraction(cell.value)

    def states(self, source: str) -> bool:
        """Tell whether a source is the one that states it: the id of a document or a report."""
        return source in (self.stated_in.document, self.stated_in.report, self.record.id)


class Cells(NamedTuple):
    """The number of a column, the records that give it, and those that nearly do.

    `value` is None where there is no row for the time asked, where a cell is not known, and where numbers
    would have to be added that cannot be: per cent, and rows that overlap.
    """

    value: Fraction | None
    records: tuple[FormRecord, ...] = ()
    near: tuple[NearMiss, ...] = ()


def rows_in(record: FormRecord) -> Iterator[FormRow]:
    """Yield the rows of a record."""
    if isinstance(record, DossierCount):
        yield FormRow(
            SHORT_FORM, record, record.title, record.cells, record.unit, record.field, whole=record.whole
        )
        return
    alone = len(record.rows) == 1
    for number, row in enumerate(record.rows):
        part = bool(row.unit or row.field or row.level)
        yield FormRow(
            record.form,
            record,
            row.label,
            row.cells,
            row.unit,
            row.field,
            str(row.level or ""),
            whole=row.total or (alone and not part),
            number=number,
            extra=row.extra,
        )


def rows_of(form: str, register: Register) -> Iterator[FormRow]:
    """Yield every row of a form, of all bodies, periods and sources."""
    if form == SHORT_FORM:
        for count in register.dossier_counts.values():
            yield from rows_in(count)
    for observation in register.observations.values():
        if observation.form == form:
            yield from rows_in(observation)


def stated(form: str, frame: Frame, register: Register, source: str = "") -> list[FormRow]:
    """Return the rows of exactly the period and the frame's body, of one source a body."""
    rows = [
        row
        for row in rows_of(form, register)
        if row.period == frame.period and row.organisation == (frame.organisation or row.organisation)
    ]
    if source:
        return [row for row in rows if row.states(source)]
    used = {body: used_source([row for row in rows if row.organisation == body]) for body in _bodies(rows)}
    return [row for row in rows if row.source == used[row.organisation]]


def form_for(id_: str, frame: Frame, register: Register) -> Form | None:
    """Return the form that the frame's period is told in where one is named: itself or what replaced it.

    What was filled in by the form of before, and not by the one that holds, is told as it was filled in.
    """
    form = on_day(id_, frame.period.end, register.forms)
    if form and form.id != id_ and not stated(form.id, frame, register) and stated(id_, frame, register):
        return register.forms.get(id_)
    return form


def _bodies(rows: Sequence[FormRow]) -> list[str]:
    return list(dict.fromkeys(row.organisation for row in rows))


def used_source(rows: Sequence[FormRow]) -> str:
    """Return the source that is used of those which state one form of a body and period."""
    preferred = [row.source for row in rows if isinstance(row.record, Observation) and row.record.preferred]
    sources = [row.source for row in rows]
    return next(iter(preferred), OWN if OWN in sources else next(iter(sources), OWN))


def counted(rows: Sequence[FormRow], *, unit: str = "", field: str = "", level: str = "") -> list[FormRow]:
    """Return the rows that together give a number once: of the whole where there are such, else of parts.

    With a unit, a field or a level only rows of it count: its own row, else those of its parts.
    """
    found: list[FormRow] = []
    for body in _bodies(rows):
        own = [
            row
            for row in rows
            if row.organisation == body
            and unit in ("", row.unit)
            and field in ("", row.field)
            and level in ("", row.level)
        ]
        asked = bool(unit or field or level)
        alone = [row for row in own if _only(row, unit, field, level)] if asked else _wholes(own)
        found += alone or own
    return found


def _wholes(rows: Sequence[FormRow]) -> list[FormRow]:
    return [row for row in rows if row.whole]


def _only(row: FormRow, unit: str, field: str, level: str) -> bool:
    """Tell whether a row says nothing beside what is asked for."""
    return (row.unit, row.field, row.level) == (unit, field, level)


def cells(
    form: str,
    column: str,
    frame: Frame,
    register: Register,
    *,
    unit: str = "",
    field: str = "",
    level: str = "",
    source: str = "",
) -> Cells:
    """Return the number of a column of a form in the frame, with the records behind it.

    `unit` and `field` are ids, `level` a word of `Level`, `source` the id of the document, the report or
    the observation that states it; without them the whole body's row counts, else its parts together.
    """
    rows = counted(stated(form, frame, register, source), unit=unit, field=field, level=level)
    records = tuple({row.record.id: row.record for row in rows}.values())
    near = [
        NearMiss(Candidate(row.record), f"số liệu của kỳ khác ({span(row.period.start, row.period.end)})")
        for row in rows_of(form, register)
        if row.period != frame.period and row.organisation == (frame.organisation or row.organisation)
    ]
    values = [row.value(column) for row in rows]
    near += [
        NearMiss(Candidate(row.record), f"dòng “{row.title}” chưa rõ số này")
        for row, value in zip(rows, values, strict=True)
        if value is None
    ]
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0)) if rows and len(known) == len(rows) else None
    if len(rows) > 1 and not _adds(register.forms.get(form), column):
        total = None
    return Cells(total, records, tuple({miss.candidate.record.id: miss for miss in near}.values()))


def _adds(form: Form | None, column: str) -> bool:
    return form is None or column not in form.by_key or form.adds(column)
