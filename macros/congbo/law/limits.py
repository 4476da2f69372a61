"""Limits: when a time limit ends, counted by the calendar (Bộ luật Dân sự 2015, Điều 145 đến 148).

Moments are of the agency's own clock, without a zone. What the law or the data does not say is not counted:
the answer says why.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from congbo.law.calendar import Calendar, UnknownYearError
from congbo.words.vocabulary import TimeUnit

_ONE_DAY = timedelta(days=1)
_MONTHS = {TimeUnit.MONTH: 1, TimeUnit.YEAR: 12}

HALF_DAY = "luật chưa nói nửa ngày tính thế nào, ở đây tính đến hết ngày"
"""No article says when half a working day ends: what is given is the latest day on which it can."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: how many of a unit. `cut_off` is the hour after which “trong ngày” is the next day."""

    value: Fraction
    unit: TimeUnit
    cut_off: time | None = None


@dataclass(frozen=True, slots=True)
class LimitEnd:
    """When a limit ends: at `at`, or at 24:00 of the day where the unit has no hours.

    `skipped` are the days off that the count passed over, with why each is off; `doubts` is why the end
    may be another, each reason once.
    """

    day: date
    at: time | None = None
    skipped: tuple[tuple[date, str], ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing that the end depends on is in doubt."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class NoEnd:
    """Why it cannot be said when a limit ends."""

    why: str


class _Count:
    """The days that a count looks at, with those that it passes over."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._skipped: dict[date, str] = {}
        self._doubts: dict[str, None] = {}

    def works(self, day: date) -> bool:
        """Tell whether the day is worked, and remember it."""
        why = self._calendar.why_off(day)
        if why:
            self._skipped[day] = why
        self.doubt(self._calendar.doubt(day))
        return not why

    def doubt(self, reason: str) -> None:
        """Remember a reason for doubt, if it is one."""
        if reason:
            self._doubts[reason] = None

    def on_or_after(self, day: date) -> date:
        """Return the day if it is worked, else the next one that is (Điều 148 khoản 5)."""
        while not self.works(day):
            day += _ONE_DAY
        return day

    def after(self, day: date, days: int) -> date:
        """Return the last of so many working days after a day, which is not counted (Điều 147 khoản 2)."""
        for _ in range(days):
            day = self.on_or_after(day + _ONE_DAY)
        return day

    def end(self, day: date, at: time | None = None) -> LimitEnd:
        """Return the end with what was remembered."""
        return LimitEnd(day, at, tuple(sorted(self._skipped.items())), tuple(self._doubts))


def limit_end(received: date | datetime, limit: Limit, calendar: Calendar) -> LimitEnd | NoEnd:
    """Return when a limit ends that begins on a day or at a moment, or why that cannot be said.

    Days, months and years do not count the first day (Điều 147 khoản 2, 3); hours run from the moment
    (khoản 1). A month without the day ends on its last (Điều 148 khoản 3), a year on the same day
    (khoản 4); a limit whose last day is off ends with the next working day (khoản 5), at 24:00 (khoản 6).
    """
    moment = received if isinstance(received, datetime) else None
    day = moment.date() if moment else received
    assert isinstance(day, date)
    count = _Count(calendar)
    try:
        match limit.unit:
            case TimeUnit.WITHIN_DAY:
                return _within_day(day, moment, limit.cut_off, count)
            case TimeUnit.WORKING_DAY:
                return _working_days(day, limit.value, count)
            case TimeUnit.DAY:
                return _days(day, limit.value, count)
            case TimeUnit.MONTH | TimeUnit.YEAR:
                return _months(day, limit.value * _MONTHS[limit.unit], count)
        if moment is None:
            return NoEnd(f"thời hạn tính bằng {limit.unit} thì phải biết giờ bắt đầu")
        if limit.unit is TimeUnit.HOUR:
            return _hours(moment, limit.value, count)
        return _working_hours(moment, limit.value, calendar, count)
    except UnknownYearError as unknown:
        return NoEnd(str(unknown))
    except OverflowError:
        return NoEnd("thời hạn dài quá những năm đã có lịch nghỉ")


def _within_day(day: date, moment: datetime | None, cut_off: time | None, count: _Count) -> LimitEnd | NoEnd:
    if cut_off and count.works(day):
        if moment is None:
            return NoEnd(f"phải biết nhận trước hay sau {cut_off:%H:%M}")
        if moment.time() > cut_off:
            return count.end(count.after(day, 1))
    return count.end(count.on_or_after(day))


def _working_days(day: date, value: Fraction, count: _Count) -> LimitEnd:
    if value.denominator > 1:
        count.doubt(HALF_DAY)
    return count.end(count.on_or_after(count.after(day, ceil(value))))


def _days(day: date, value: Fraction, count: _Count) -> LimitEnd:
    if value.denominator > 1:
        count.doubt(HALF_DAY)
    return count.end(count.on_or_after(day + _ONE_DAY * ceil(value)))


def _months(day: date, months: Fraction, count: _Count) -> LimitEnd | NoEnd:
    if months.denominator > 1:
        return NoEnd("luật chưa nói nửa tháng liền nhau tính thế nào")
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    if year > date.max.year:
        raise UnknownYearError(year)
    last = monthrange(year, month + 1)[1]
    return count.end(count.on_or_after(date(year, month + 1, min(day.day, last))))


def _hours(moment: datetime, value: Fraction, count: _Count) -> LimitEnd:
    ends = moment + timedelta(minutes=ceil(value * 60))
    worked = count.on_or_after(ends.date())
    return count.end(worked, ends.time() if worked == ends.date() else None)


def _working_hours(moment: datetime, value: Fraction, calendar: Calendar, count: _Count) -> LimitEnd | NoEnd:
    """Count working hours from the moment, span by span."""
    left = timedelta(minutes=ceil(value * 60))
    day = moment.date()
    while True:
        day = count.on_or_after(day)
        spans = calendar.spans(day)
        if not spans:
            return NoEnd("chưa biết giờ làm việc của cơ quan")
        for opens, closes in spans:
            begins = max(datetime.combine(day, opens), moment)
            ends = datetime.combine(day, closes)
            if begins <= ends and left <= ends - begins:
                return count.end(day, (begins + left).time())
            left -= max(ends - begins, timedelta())
        day += _ONE_DAY
