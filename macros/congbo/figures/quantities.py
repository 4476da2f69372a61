"""Quantities: a number with its unit and everything that stands behind it, and how numbers make numbers.

Numbers of unlike units are never added: what would be has no value, and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from congbo.figures.conditions import Candidate
from congbo.figures.selection import NearMiss
from congbo.records.record import Period
from congbo.words.units import PERCENT, Unit

PURE = Unit()


class State(StrEnum):
    """Whether a figure has a value, and if not, why."""

    KNOWN = "có số liệu"
    NOT_ARISEN = "không phát sinh"
    NO_DATA = "chưa có số liệu cùng kỳ"
    AMBIGUOUS = "chưa rõ là số của cơ quan nào"
    UNLIKE = "không tính được vì khác đơn vị"


_UNKNOWN = (State.NO_DATA, State.AMBIGUOUS)
"""The states in which not even the unit of a number need be known."""
_WORST = (State.UNLIKE, State.AMBIGUOUS, State.NO_DATA, State.NOT_ARISEN, State.KNOWN)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number taken from the records. `value` is None where the state is not known, and says why."""

    value: Fraction | None
    basis: Period | date
    what: str
    chosen: tuple[Candidate, ...] = ()
    excluded: tuple[NearMiss, ...] = ()
    mixed: bool = False
    """Whether its parts are of different days or periods."""
    unit: Unit = PURE
    state: State = State.KNOWN
    constant: bool = False
    """Whether it is written in the definition, so that it is of every time."""
    sides: "tuple[Quantity, Quantity] | None" = None
    """What stands above and below the line of a quotient."""


def known(value: Fraction, parts: Sequence[Quantity], what: str, unit: Unit) -> Quantity:
    """Return a number made of others, which are all known."""
    return replace(gathered(parts, what), value=value, unit=unit, state=State.KNOWN)


def gathered(parts: Sequence[Quantity], what: str) -> Quantity:
    """Return what stands behind several numbers together, without a value: the worst state of any."""
    timed = [part for part in parts if not part.constant] or list(parts)
    state = min((part.state for part in parts), key=_WORST.index)
    return Quantity(
        None,
        timed[0].basis,
        what,
        tuple({c.record.path: c for part in parts for c in part.chosen}.values()),
        tuple({m.candidate.record.path: m for part in parts for m in part.excluded}.values()),
        mixed=any(part.mixed or part.basis != timed[0].basis for part in timed),
        state=State.UNLIKE if state is State.KNOWN else state,
        constant=all(part.constant for part in parts),
    )


def total(parts: Sequence[Quantity], what: str, signs: Sequence[int] = ()) -> Quantity:
    """Return the sum of numbers of one unit, each with its sign."""
    together = gathered(parts, what)
    if not same_unit(parts):
        return replace(together, state=State.UNLIKE)
    unit, values = parts[0].unit, [part.value for part in parts]
    found = [value for value in values if value is not None]
    if len(found) < len(values):
        return replace(together, unit=unit)
    added = sum(
        (sign * value for sign, value in zip(signs or [1] * len(found), found, strict=True)), Fraction(0)
    )
    return known(added, parts, what, unit)


def quotient(above: Quantity, below: Quantity, *, per_cent: bool) -> Quantity:
    """Return the quotient of two numbers; nothing has arisen where nothing is below the line.

    A quotient of like numbers is pure, and in per cent only where that is asked for.
    """
    what = f"{above.what} / {below.what}"
    together = gathered((above, below), what)
    basis = together.basis if below.constant else below.basis
    together = replace(together, excluded=left_out(above, below), basis=basis, sides=(above, below))
    unit = Unit.parse(PERCENT) if per_cent else above.unit.per(below.unit)
    if above.value is None or below.value is None:
        return replace(together, unit=unit)
    if below.value == 0:
        return replace(together, unit=unit, state=State.NOT_ARISEN)
    value = above.value / (below.value * below.unit.scale)
    if per_cent or unit.pure:
        value *= above.unit.scale
    return replace(
        together,
        value=100 * value if per_cent else value,
        unit=replace(unit, scale=Fraction(1)) if unit.pure and not per_cent else unit,
        state=State.KNOWN,
    )


def left_out(above: Quantity, below: Quantity) -> tuple[NearMiss, ...]:
    """Return why what is below the line is not above it, and what nearly is below."""
    counted = {candidate.record.path for candidate in above.chosen}
    only_below = [c for c in below.chosen if c.record.path not in counted]
    reasons = {miss.candidate.record.path: miss for miss in above.excluded}
    missed = [reasons[c.record.path] for c in only_below if c.record.path in reasons]
    outside = [miss for miss in below.excluded if miss.candidate.record.path not in counted]
    return tuple({miss.candidate.record.path: miss for miss in (*missed, *outside)}.values())


def mean(parts: Sequence[Quantity], weights: Sequence[Quantity], what: str) -> Quantity:
    """Return the mean of numbers of one unit, each as often as its weight says; plain without weights."""
    if not parts:
        raise ValueError("a mean is of one number at least")
    if not weights:
        added = total(parts, what)
        return added if added.value is None else replace(added, value=added.value / len(parts))
    together = gathered((*parts, *weights), what)
    if not same_unit(parts) or not same_unit(weights):
        return replace(together, state=State.UNLIKE)
    unit = parts[0].unit
    pairs = [
        (part.value, weight.value)
        for part, weight in zip(parts, weights, strict=True)
        if not (part.state is State.NOT_ARISEN and weight.value == 0)  # it weighs nothing
    ]
    values = [(value, weight) for value, weight in pairs if value is not None and weight is not None]
    if len(values) < len(pairs):
        return replace(together, unit=unit)
    heavy = sum((weight for _, weight in values), Fraction(0))
    if heavy == 0:
        return replace(together, unit=unit, state=State.NOT_ARISEN)
    value = sum((value * weight for value, weight in values), Fraction(0)) / heavy
    return known(value, (*parts, *weights), what, unit)


def converted(quantity: Quantity, text: str) -> Quantity:
    """Return a number in another unit, as a definition asks for it by name: exactly, scale for scale."""
    unit = Unit.parse(text)
    if quantity.state in _UNKNOWN:
        return replace(quantity, unit=unit)
    if quantity.unit.pure is not unit.pure:
        return replace(quantity, value=None, unit=unit, state=State.UNLIKE)
    value = quantity.value
    return replace(quantity, value=value and value * quantity.unit.scale / unit.scale, unit=unit)


def same_unit(parts: Sequence[Quantity]) -> bool:
    """Tell whether numbers can be added, as far as the unit of each is known."""
    return len({part.unit for part in parts if part.state not in _UNKNOWN}) <= 1
