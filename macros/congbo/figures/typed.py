"""Typed: what unit each number of a definition is in, before anything is counted, and where units clash."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from congbo.figures.measuring import unit_counted
from congbo.records.frontmatter import KeyPath
from congbo.records.operands import Operand
from congbo.records.register import Register
from congbo.words.units import PERCENT, Unit, factor
from congbo.words.wording import listing

Units = frozenset[Unit]
"""The units that a number may have: several where its measure is stated in several; none where unknown."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two units that do not go together, at a place of a record; `ratio` says that they are only divided."""

    path: KeyPath
    message: str
    ratio: bool = False


def clashes(unit: str, definition: Operand, register: Register) -> Iterator[Clash]:
    """Yield where a definition adds unlike units; where it adds none, whether its unit is the one wanted."""
    inside = [one for path, part in definition.walk() for one in _inside(path, part, register)]
    yield from inside
    found = units(definition, register)
    if all(clash.ratio for clash in inside) and (
        unfit := [one for one in found if factor(one, unit) is None]
    ):
        said = listing(sorted(_quoted(str(one)) for one in unfit))
        message = f"cách tính cho ra {said}, không phải “{unit}”"
        if any(one.pure for one in unfit):
            message += "; thương của hai số cùng đơn vị ghi “%” hoặc “lần”"
        yield Clash((), message)


def _inside(path: KeyPath, operand: Operand, register: Register) -> Iterator[Clash]:
    groups = [("sum", operand.sum, "cộng"), ("difference", operand.difference, "trừ")]
    if operand.mean:
        groups.append(("mean", operand.mean.of, "lấy trung bình"))
        groups.append(("mean", operand.mean.weights, "dùng làm trọng số"))
    for key, parts, verb in groups:
        of_parts = [units(part, register) for part in parts]
        every = sorted({str(unit) for one in of_parts for unit in one})
        if len({unit for one in of_parts for unit in one}) > 1:
            said = listing([_quoted(text) for text in every])
            mend = "đổi về một đơn vị bằng “in_unit”, hoặc bớt số không cùng loại"
            yield Clash((*path, key), f"không {verb} được các số khác đơn vị: {said}; {mend}")
    if operand.ratio and not operand.ratio.units_reason:
        above, below = (
            units(part, register) for part in (operand.ratio.numerator, operand.ratio.denominator)
        )
        for one, other in product(above, below):
            if not one.alike(other):
                message = (
                    f"tử số là {_quoted(str(one))}, mẫu số là {_quoted(str(other))}; dùng “quotient” nếu là"
                    f" thương của hai"
                    " đơn vị, hoặc ghi “units_reason” nếu hai số vẫn so được với nhau"
                )
                yield Clash((*path, "ratio"), message, ratio=True)
                break
    if operand.in_unit:
        wanted = Unit.parse(operand.in_unit)
        for unit in units(operand.model_copy(update={"in_unit": ""}), register):
            if unit.pure is not wanted.pure and operand.constant is None:
                message = f"không đổi được {_quoted(str(unit))} ra “{operand.in_unit}”"
                yield Clash((*path, "in_unit"), message)


def units(operand: Operand, register: Register) -> Units:
    """Return the units that a number may have; of numbers that clash, those of all."""
    if operand.in_unit:
        return frozenset((Unit.parse(operand.in_unit),))
    if operand.count:
        return frozenset((unit_counted(operand.count),))
    if operand.cell:
        form = register.forms.get(operand.cell[0])
        column = form.by_key.get(operand.cell[1]) if form else None
        return frozenset((Unit.parse(form.unit_of(column.key)),) if form and column else ())
    if operand.statistic:
        return frozenset(Unit.parse(one.unit) for one in register.measures.get(operand.statistic, ()))
    if operand.constant is not None:
        return frozenset((Unit(),))
    if operand.ratio:
        return frozenset((Unit.parse(PERCENT),))
    if operand.quotient:
        above, below = (
            units(part, register) for part in (operand.quotient.numerator, operand.quotient.denominator)
        )
        return frozenset(_whole(one.per(other)) for one, other in product(above, below))
    parts = operand.sum or operand.difference
    if operand.product:
        parts = (operand.product.of,)
    elif operand.mean:
        parts = operand.mean.of
    return frozenset(unit for part in parts for unit in units(part, register))


def _whole(unit: Unit) -> Unit:
    return Unit() if unit.pure else unit


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "số không có đơn vị"
