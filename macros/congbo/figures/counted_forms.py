"""Counted forms: the columns of a form that say how they are counted, filled from the register.

A number is only put down where it is sure: where the register has nothing at all of what is counted, or
has a record that fails only because something of it is not known, the cell is not known.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from congbo.figures.frame import Frame
from congbo.figures.measuring import measure
from congbo.figures.quantities import Quantity
from congbo.figures.selection import candidates
from congbo.records.forms import Form, FormColumn
from congbo.records.observations import Cell
from congbo.records.operands import Operand
from congbo.records.register import Register
from congbo.words.units import factor

_PLACES = Decimal("0.1")


def counted_cells(form: Form, frame: Frame, register: Register) -> Mapping[str, Cell]:
    """Return the cells of the columns that are counted, by column; empty where the form has none such."""
    return {key: _cell(form, column, frame, register) for key, column in _counting(form)}


def _counting(form: Form) -> Iterator[tuple[str, FormColumn]]:
    return ((key, column) for key, column in form.by_key.items() if column.counts)


def _cell(form: Form, column: FormColumn, frame: Frame, register: Register) -> Cell:
    assert column.counts
    found = measure(column.counts, frame, register)
    by = factor(found.unit, form.unit_of(column.key))
    if found.value is None or by is None or not _sure(column.counts, found, register):
        return Cell(None)
    return Cell(_written(found.value * by))


def _sure(counts: Operand, found: Quantity, register: Register) -> bool:
    """Tell whether nothing that is not known could change the number."""
    subjects = {part.count for _, part in counts.walk() if part.count}
    there = all(next(candidates(subject, register), None) for subject in subjects)
    return there and not any(miss.unknown for miss in found.excluded)


def _written(value: Fraction) -> int | Decimal:
    """Return a number as a cell has it: what does not end, as a share may not, to `_PLACES`."""
    if value.denominator == 1:
        return int(value)
    exact = Decimal(value.numerator) / value.denominator
    return exact if Fraction(exact) == value else exact.quantize(_PLACES, ROUND_HALF_UP)
