"""Cumulation: a year's numbers up to a day, from observations of the parts of the year.

The parts must lie side by side without gap or overlap: what is not reported is never taken for nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from congbo.law.dossier_form import DossierColumn
from congbo.records.record import Period

_OPENING = (DossierColumn.CARRIED_OVER,)
_CLOSING = (DossierColumn.PENDING, DossierColumn.PENDING_IN_TIME, DossierColumn.PENDING_OVERDUE)
_NEW = (DossierColumn.RECEIVED_ONLINE, DossierColumn.RECEIVED_DIRECT)


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


def added_up(column: DossierColumn, parts: Sequence[Sequence[Mapping[DossierColumn, int]]]) -> Fraction:
    """Return a column of Biểu II.06a over parts of a year in order, each with its rows.

    What is carried over is that of the first part, what is pending that of the last; what is received is
    what was carried over then and all that came since, so that a dossier open at a turn counts once.
    """

    def summed(one: DossierColumn, rows: Sequence[Mapping[DossierColumn, int]]) -> int:
        return sum(row[one] for row in rows)

    if column in _OPENING:
        return Fraction(summed(column, parts[0]))
    if column in _CLOSING:
        return Fraction(summed(column, parts[-1]))
    if column is DossierColumn.RECEIVED:
        later = sum(summed(one, rows) for one in _NEW for rows in parts[1:])
        return Fraction(summed(column, parts[0]) + later)
    return Fraction(sum(summed(column, rows) for rows in parts))
