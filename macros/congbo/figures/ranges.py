"""Ranges: what a procedure takes in time and money over all its cases and ways to file, said in one line.

A limit or a fee of one case is never told as if it were the whole: what differs is told from the least to
the most, with what it depends on; what some case or way does not tell is told as missing.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from congbo.figures.cases import CaseView
from congbo.records.fees import FeeItem, Fees
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import TimeUnit
from congbo.words.wording import count, sentence

_T = TypeVar("_T")
_Items = tuple[FeeItem, ...]

_WORKING = {TimeUnit.WORKING_DAY: 2, TimeUnit.WORKING_HOUR: 6, TimeUnit.WITHIN_DAY: 1}
"""Days, at the most, of a day and of a 24th of it that is worked: a day has eight hours of work."""
_LONGEST_HOLIDAY = 15
_MOST: dict[TimeUnit, Fraction] = {TimeUnit.MONTH: Fraction(31, 30), TimeUnit.YEAR: Fraction(366, 365)}
_LEAST: dict[TimeUnit, Fraction] = {TimeUnit.MONTH: Fraction(28, 30), TimeUnit.WITHIN_DAY: Fraction(0)}
"""By how much a unit can be longer and shorter than what it is compared by."""
BY_CASE, BY_WAY = "trường hợp", "cách nộp"


def limit_range(views: Iterable[CaseView]) -> str:
    """Return the time limit of cases: `03 đến 10 ngày làm việc, tuỳ trường hợp`; empty: not known."""
    by_case = [limits_of(view) for view in views]
    limits = _known(by_case)
    if not limits:
        return ""
    words = [[one and one.in_words for one in of_case] for of_case in by_case]
    return sentence(f"{limits_in_words(limits)}{varies(words)}{_missing(by_case)}")


def limits_of(view: CaseView) -> tuple[TimeLimit | None, ...]:
    """Return each limit that a case may have, once: its own, and those of its ways; None: one is not told."""
    own = [one.processing_time or view.limit for one in view.channels]
    found: dict[str, TimeLimit] = {}
    for one in (view.limit, *own):
        if one:
            found.setdefault(one.in_words, one)
    return (*found.values(), *([None] if None in (own or [view.limit]) else []))


def limits_in_words(limits: Iterable[TimeLimit]) -> str:
    """Return limits from the shortest to the longest: `03 đến 10 ngày làm việc`.

    Limits of several units have ends only where no time off between can turn their order round: 20 working
    days may be more than 25 days. Else each unit is told for itself: `20 ngày làm việc hoặc 25 ngày`.
    """
    ordered = sorted({one.in_words: one for one in limits}.values(), key=_length)
    first, last, between = ordered[0], ordered[-1], ordered[1:-1]
    if first is last:
        return first.in_words
    if first.unit is last.unit and first.value is not None and all(one.unit is first.unit for one in between):
        return f"{count(first.value)} đến {last.in_words}"
    apart = first.comparable_days < last.comparable_days
    if apart and all(_sure(first, one) and _sure(one, last) for one in between) and _sure(first, last):
        return f"{first.in_words} đến {last.in_words}"
    by_unit: dict[TimeUnit, list[TimeLimit]] = {}
    for one in ordered:
        by_unit.setdefault(one.unit, []).append(one)
    if len(by_unit) == 1:
        return " hoặc ".join(one.in_words for one in ordered)
    return " hoặc ".join(limits_in_words(group) for group in by_unit.values())


def _sure(shorter: TimeLimit, longer: TimeLimit) -> bool:
    """Tell whether one limit is no longer than another whatever time off lies in them."""
    if shorter.unit is longer.unit:
        return shorter.comparable_days <= longer.comparable_days
    return _at_most(shorter) <= Fraction(longer.comparable_days) * _LEAST.get(longer.unit, 1)


def _at_most(limit: TimeLimit) -> Fraction:
    """Return the days that a limit can run to: two for a working day, and the longest holiday, are enough."""
    days = Fraction(limit.comparable_days)
    if limit.unit in _WORKING:
        return days * _WORKING[limit.unit] + _LONGEST_HOLIDAY
    return days * _MOST.get(limit.unit, 1)


def _length(limit: TimeLimit) -> tuple[float, str]:
    """Return by what limits are ordered: of as many days those of working days are the longer."""
    return limit.comparable_days, limit.in_words


def fee_range(views: Sequence[CaseView]) -> str:
    """Return what cases cost: `Không thu hoặc 20.000 đồng, tuỳ cách nộp`; empty: not known."""
    by_case = [charges_of(view) for view in views]
    charges = _known(by_case)
    if not charges:
        told = dict.fromkeys(one.fee for view in views for one in view.channels)
        return sentence(next(iter(told))) if len(told) == 1 else ""
    apart = any(map(_told_apart, views))
    missing = ", có cách nộp ghi mức riêng" if apart else _missing(by_case)
    return f"{charges_in_words(charges)}{varies(_summed(one) for one in by_case)}{missing}"


def _summed(charges: Iterable[_Items | None]) -> Iterator[str | None]:
    return (None if one is None else Fees.of(one).summary for one in charges)


def charges_of(view: CaseView) -> tuple[_Items | None, ...]:
    """Return each sum of items that a case may cost, once; an empty one is nothing, None: one is not told."""
    own = [one.charges or view.fees for one in view.channels]
    found = [one.items if one else None for one in ([view.fees] if view.fees else []) + (own or [view.fees])]
    return tuple(dict.fromkeys(found))


def charges_in_words(charges: Sequence[_Items]) -> str:
    """Return charges from the least to the most: `Không thu`, `10.000 đồng đến 20.000 đồng`."""
    free = [one for one in charges if not Fees.of(one).charged]
    paid = Fees.of(tuple(dict.fromkeys(item for one in charges if one not in free for item in one)))
    if not free:
        return paid.summary
    if len(free) == len(charges):
        return "Không thu"
    return f"Không thu hoặc {paid.summary[:1].lower()}{paid.summary[1:]}"


def longest(views: Iterable[CaseView]) -> int | float | None:
    """Return the longest time limit of cases in days, for comparing only; None where one is not known."""
    found = [one for view in views for one in limits_of(view)]
    known = [one.comparable_days for one in found if one]
    return max(known) if len(known) == len(found) else None


def charged(views: Iterable[CaseView]) -> bool | None:
    """Tell whether anything is charged in any case and way to file; None where that is not known."""
    found = [one for view in views for one in charges_of(view)]
    if any(one and Fees.of(one).charged for one in found):
        return True
    return None if None in found else False


def varies(by_case: Iterable[Iterable[_T | None]]) -> str:
    """Return what values depend on, given those of each case: `, tuỳ trường hợp`; empty where all agree."""
    known = [found for one in by_case if (found := {value for value in one if value is not None})]
    on_what = (
        BY_CASE if any(one != known[0] for one in known) else "",
        BY_WAY if any(len(one) > 1 for one in known) else "",
    )
    told = " và ".join(filter(None, on_what))
    return f", tuỳ {told}" if told else ""


def _missing(by_case: Sequence[Sequence[_T | None]]) -> str:
    """Return what is not told: `, có trường hợp chưa rõ`; empty where all is."""
    if all(None not in one for one in by_case):
        return ""
    return f", có {BY_CASE if any(set(one) == {None} for one in by_case) else BY_WAY} chưa rõ"


def _known(by_case: Iterable[Iterable[_T | None]]) -> list[_T]:
    found: list[_T] = []
    for values in by_case:
        found += [one for one in values if one is not None and one not in found]
    return found


def _told_apart(view: CaseView) -> bool:
    """Tell whether a way of a case says in words only what it costs, and not all say the same."""
    told = {None if one.charges else one.fee for one in view.channels}
    return len(told) > 1 and any(told)
