"""Cumulation: a year's numbers up to a day, from observations of the parts of the year.

The parts must lie side by side without gap or overlap: what is not reported is never taken for nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from congbo.figures.observations import FormRow
from congbo.records.forms import Form
from congbo.records.record import Period


def start_of_year(period: Period) -> date:
    """Return the first day of the reporting year that a period is of.

    Periods of Nghị định 09/2019/NĐ-CP, Điều 12 run from the 15th to the 14th, and their year from 15/12.
    """
    if period.start.day == 15:
        last = period.end
        return date(last.year - 1 if (last.month, last.day) < (12, 15) else last.year, 12, 15)
    return min(period.start, date(period.end.year, 1, 1))


def tiles(periods: Sequence[Period], within: Period) -> list[Period]:
    """Return the fewest periods that fill a time without gap or overlap, in order; none where none do."""
    ways: dict[date, list[Period]] = {within.start: []}
    for period in sorted(periods, key=lambda period: (period.end, period.start)):
        before = ways.get(period.start)
        after = period.end + timedelta(days=1)
        if before is None or not within.start <= period.start <= period.end <= within.end:
            continue
        if after not in ways or len(before) + 1 < len(ways[after]):
            ways[after] = [*before, period]
    return ways.get(within.end + timedelta(days=1), [])


def added_up(form: Form, column: str, parts: Sequence[Sequence[FormRow]]) -> Fraction | None:
    """Return a column of a form over parts of a year in order, each with its rows; None where unknown.

    What is carried over is that of the first part, what is carried on that of the last; what is received is
    what was carried over then and all that came since, so that a dossier open at a turn counts once. Which
    columns these are the form says: by what it carries over and what must add up in it.
    """
    if not form.adds(column):
        return None
    opening = {one.column for one in form.carry_over}
    closing = {one.earlier for one in form.carry_over}
    closing |= {part for one in form.identities if one.column in closing for part in one.equals}
    if column in opening:
        return _summed(column, parts[0])
    if column in closing:
        return _summed(column, parts[-1])
    made = next((one for one in form.identities if one.column == column and opening & {*one.equals}), None)
    later = [one for one in made.equals if one not in opening] if made else [column]
    sums = [_summed(column, parts[0]), *(_summed(one, rows) for one in later for rows in parts[1:])]
    known = [value for value in sums if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(sums) else None


def _summed(column: str, rows: Sequence[FormRow]) -> Fraction | None:
    values = [row.value(column) for row in rows]
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None
