"""Quantities: a number with its unit and what stands behind it, and how numbers make numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from congbo.export.standalone.conditions import Counted
from congbo.export.standalone.published import Span
from congbo.export.standalone.units import ONE, PER_CENT, PURE, Unit, per, unit_of

KNOWN = "có số liệu"
NOT_ARISEN = "không phát sinh"
NO_DATA = "chưa có số liệu cùng kỳ"
AMBIGUOUS = "chưa rõ là số của cơ quan nào"
UNLIKE = "không tính được vì khác đơn vị"
WORST = (UNLIKE, AMBIGUOUS, NO_DATA, NOT_ARISEN, KNOWN)
UNITLESS = (NO_DATA, AMBIGUOUS)
"""The states in which not even the unit of a number need be known."""


@dataclass(frozen=True)
class Quantity:
    """A number taken from the data; None where its state says that there is none. `sides` are of a quotient.

    `constant` says that it is written in the definition, so that it is of every time.
    """

    value: Fraction | None
    time: Span
    counted: tuple[Counted, ...] = ()
    unit: Unit = PURE
    state: str = KNOWN
    constant: bool = False
    sides: "tuple[Quantity, Quantity] | None" = None


def gathered(parts: Sequence[Quantity]) -> Quantity:
    """Return what stands behind several numbers together, without a value: the worst state of any."""
    timed = [part for part in parts if not part.constant] or parts
    state = min((part.state for part in parts), key=WORST.index)
    counted = tuple({one.key: one for part in parts for one in part.counted}.values())
    constant = all(part.constant for part in parts)
    return Quantity(
        None, timed[0].time, counted, state=UNLIKE if state == KNOWN else state, constant=constant
    )


def alike(parts: Sequence[Quantity]) -> bool:
    """Tell whether numbers can be added, as far as the unit of each is known."""
    return len({part.unit for part in parts if part.state not in UNITLESS}) <= 1


def total(parts: Sequence[Quantity], later: int = 1) -> Quantity:
    """Return the sum of numbers of one unit, or the first less the `later` ones."""
    together, values = gathered(parts), [part.value for part in parts if part.value is not None]
    if not alike(parts):
        return replace(together, state=UNLIKE)
    if len(values) < len(parts):
        return replace(together, unit=parts[0].unit)
    value = values[0] + later * sum(values[1:], Fraction(0))
    return replace(together, value=value, unit=parts[0].unit, state=KNOWN)


def quotient(above: Quantity, below: Quantity, *, per_cent: bool) -> Quantity:
    """Return the quotient of two numbers, in the quotient of their units or in per cent."""
    together = gathered((above, below))
    unit = PER_CENT if per_cent else per(above.unit, below.unit)
    time = together.time if below.constant else below.time
    found = replace(together, unit=unit, time=time, sides=(above, below))
    if above.value is None or below.value is None:
        return found
    if below.value == 0:
        return replace(found, state=NOT_ARISEN)
    value = above.value / (below.value * below.unit.scale)
    value *= above.unit.scale if unit.pure else 1
    unit = replace(unit, scale=ONE) if unit.pure and not per_cent else unit
    return replace(found, value=100 * value if per_cent else value, unit=unit, state=KNOWN)


def mean(parts: Sequence[Quantity], weights: Sequence[Quantity]) -> Quantity:
    """Return the mean of numbers of one unit, each as often as its weight says; plain without weights."""
    if not weights:
        found = total(parts)
        return found if found.value is None else replace(found, value=found.value / len(parts))
    together = gathered((*parts, *weights))
    if not alike(parts) or not alike(weights):
        return replace(together, state=UNLIKE)
    together = replace(together, unit=parts[0].unit)
    pairs = [
        (part.value, weight.value)
        for part, weight in zip(parts, weights, strict=True)
        if not (part.state == NOT_ARISEN and weight.value == 0)  # it weighs nothing
    ]
    known = [(value, weight) for value, weight in pairs if value is not None and weight is not None]
    if len(known) < len(pairs):
        return together
    heavy = sum((weight for _, weight in known), Fraction(0))
    if heavy == 0:
        return replace(together, state=NOT_ARISEN)
    value = sum((value * weight for value, weight in known), Fraction(0)) / heavy
    return replace(together, value=value, state=KNOWN)


def converted(quantity: Quantity, text: str) -> Quantity:
    """Return a number in another unit, as a definition asks for it by name."""
    unit, value = unit_of(text), quantity.value
    if quantity.state in UNITLESS:
        return replace(quantity, unit=unit)
    if quantity.unit.pure is not unit.pure:
        return replace(quantity, value=None, unit=unit, state=UNLIKE)
    value = None if value is None else value * quantity.unit.scale / unit.scale
    return replace(quantity, value=value, unit=unit)
