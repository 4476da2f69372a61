"""Regimes: reporting periods as data says them: which days a period has, what follows it, when it is due.

A regime names its periods and gives each its first and last day in a year (Nghị định 09/2019/NĐ-CP, Điều 12,
for the general one). Periods of different regimes are never compared: quý III of one is three months alone,
of another the end of nine.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from congbo.law.calendar import Calendar
from congbo.words.wording import short_date, span, weekday

WEEK = "tuần"
"""The name of the one period of a regime by weeks; which week it is, its first day says."""
WEEKDAYS = tuple(weekday(date(2024, 1, 1) + timedelta(n)) for n in range(7))
"""The days of a week from Monday on, as they are called."""

_DAY_OF_YEAR = re.compile(r"(?:([0-9]{1,2})/|cuối tháng )([0-9]{1,2})( năm trước)?")
_DUE_ON = re.compile(r"ngày ([0-9]{1,2}) tháng (cuối kỳ|sau)")
_DUE_AFTER = re.compile(r"([0-9]{1,2}) ngày làm việc sau ngày chốt")
_COUNTED_MONTHS = re.compile(r"\d+ tháng")
_MOST_DIFFERENCE = 3
"""Days by which two periods of one length may differ: January and February are such."""
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that each year has: `15/12 năm trước`, `14/6`, `cuối tháng 2`; day 0 is the month's last."""

    day: int
    month: int
    year_before: bool = False

    @classmethod
    def parse(cls, text: str) -> "DayOfYear | None":
        """Return the day that a text names, or None where it names none that each year has."""
        found = _DAY_OF_YEAR.fullmatch(text)
        if found is None:
            return None
        day, month = int(found[1] or 0), int(found[2])
        if not 1 <= month <= 12 or not 0 <= day <= monthrange(_LEAP_YEAR, month)[1]:
            return None
        if found[1] and (day == 0 or (month, day) == (2, 29)):
            return None
        return cls(day, month, bool(found[3]))

    def of(self, year: int) -> date:
        """Return the day of a period of that year."""
        own = year - self.year_before
        return date(own, self.month, self.day or monthrange(own, self.month)[1])


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """A period that a regime has each year: its name, first and last day."""

    name: str
    first: DayOfYear
    last: DayOfYear


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day by which a report is sent; `doubt` is why it may be another."""

    day: date
    level: str
    to: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a level sends its report: on a day of a month, or so many working days after the cut-off.

    `of` are the names of the periods that it holds for, all where it names none.
    """

    level: str
    to: str = ""
    of: tuple[str, ...] = ()
    day: int = 0
    next_month: bool = False
    working_days: int = 0

    def due(self, cut_off: date, calendar: Calendar) -> DueDay:
        """Return the day for a cut-off; a day off rolls on to the next working day (BLDS Điều 148 khoản 5).

        Of a year whose days off are not known only weekends are passed over, and the doubt says so.
        """
        day = self._month_day(cut_off) if self.day else cut_off
        doubts: dict[str, None] = {}
        for _ in range(self.working_days):
            day = _working(day + timedelta(days=1), calendar, doubts)
        return DueDay(_working(day, calendar, doubts), self.level, self.to, "; ".join(doubts))

    def _month_day(self, cut_off: date) -> date:
        first = cut_off.replace(day=1)
        if self.next_month:
            first = (first + timedelta(days=31)).replace(day=1)
        return first.replace(day=min(self.day, monthrange(first.year, first.month)[1]))


def _working(day: date, calendar: Calendar, doubts: dict[str, None]) -> date:
    while True:
        known = day.year in calendar.years
        if doubt := calendar.doubt(day) if known else f"chưa có lịch nghỉ của năm {day.year}":
            doubts[doubt] = None
        if not calendar.off(day):
            return day
        day += timedelta(days=1)


def parse_due(text: str) -> tuple[int, bool, int] | None:
    """Return the day of a month, whether of the next one, and the working days that a deadline says."""
    if found := _DUE_ON.fullmatch(text):
        return (int(found[1]), found[2] == "sau", 0) if 1 <= int(found[1]) <= 31 else None
    if found := _DUE_AFTER.fullmatch(text):
        return (0, False, int(found[1])) if int(found[1]) else None
    return None


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A period of a regime in a year, both days included; its last day is its cut-off."""

    regime: str
    name: str
    year: int
    start: date
    end: date

    @property
    def in_words(self) -> str:
        """What the period is called: `quý III năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`."""
        if not self.name:
            return span(self.start, self.end)
        if self.name == WEEK:
            return f"{WEEK} từ {short_date(self.start)} đến {short_date(self.end)}"
        if self.name == "năm":
            return f"năm {self.year}"
        counted = " đầu" if _COUNTED_MONTHS.fullmatch(self.name) else ""
        return f"{self.name}{counted} năm {self.year}"

    def is_as_long_as(self, other: "ReportingPeriod") -> bool:
        """Tell whether two periods are of one length, as months and quarters are."""
        return abs((self.end - self.start) - (other.end - other.start)).days <= _MOST_DIFFERENCE


@dataclass(frozen=True, slots=True)
class Regime:
    """A regime of reporting: series of periods in the order in which they follow on one another.

    A regime by weeks has no series, but the day of the week on which each begins, from Monday 0.
    """

    id: str
    title: str
    series: tuple[tuple[PeriodRule, ...], ...] = ()
    week_begins: int | None = None
    deadlines: tuple[Deadline, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its periods."""
        own = tuple(rule.name for series in self.series for rule in series)
        return own if self.week_begins is None else (*own, WEEK)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels for which it has deadlines."""
        return tuple(dict.fromkeys(deadline.level for deadline in self.deadlines))

    def period(self, name: str, year: int) -> ReportingPeriod | None:
        """Return the period of that name in a year, or None where the regime has none."""
        rule = next((rule for series in self.series for rule in series if rule.name == name), None)
        return self._of(rule, year) if rule else None

    def week(self, start: date) -> ReportingPeriod | None:
        """Return the week that begins on a day, or None where none begins."""
        if self.week_begins is None or start.weekday() != self.week_begins:
            return None
        end = start + timedelta(days=6)
        return ReportingPeriod(self.id, WEEK, end.year, start, end)

    def of_days(self, start: date, end: date) -> ReportingPeriod | None:
        """Return the period that has just these days, or None."""
        found = [self.period(name, end.year + later) for name in self.names for later in (0, 1)]
        both = (one for one in (*found, self.week(start)) if one and (one.start, one.end) == (start, end))
        return next(both, None)

    def after(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """Return the period that follows in its series."""
        return self._stepped(period, 1)

    def before(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """Return the period that it follows in its series."""
        return self._stepped(period, -1)

    def year_before(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """Return “cùng kỳ”: the period of its name one year before; weeks have none."""
        return self.period(period.name, period.year - 1)

    def due(self, period: ReportingPeriod, calendar: Calendar, level: str = "") -> list[DueDay]:
        """Return the days by which reports of a period are sent, of one level or of all."""
        return [
            deadline.due(period.end, calendar)
            for deadline in self.deadlines
            if level in ("", deadline.level) and (not deadline.of or period.name in deadline.of)
        ]

    def _stepped(self, period: ReportingPeriod, step: int) -> ReportingPeriod | None:
        if period.name == WEEK:
            return self.week(period.start + timedelta(days=7 * step))
        for series in self.series:
            names = [rule.name for rule in series]
            if period.name in names:
                years, place = divmod(names.index(period.name) + step, len(names))
                return self._of(series[place], period.year + years)
        return None

    def _of(self, rule: PeriodRule, year: int) -> ReportingPeriod | None:
        if not date.min.year < year <= date.max.year:
            return None
        return ReportingPeriod(self.id, rule.name, year, rule.first.of(year), rule.last.of(year))


def levels_due(days: list[DueDay]) -> Iterator[str]:
    """Yield each deadline in words: `bộ, tỉnh gửi Bộ Nội vụ: 22/06/2026`."""
    for one in days:
        to = f" gửi {one.to}" if one.to else ""
        doubt = f" ({one.doubt})" if one.doubt else ""
        yield f"{one.level}{to}: {short_date(one.day)}{doubt}"
