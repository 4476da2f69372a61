"""Calendar: which days are worked, as data says it: days off, days made up for, and how sure each is.

Days off are what the law and the yearly announcements give (Bộ luật Lao động 2019, Điều 112); nothing here
computes a lunar date or guesses a swap. A year without data is not known, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from congbo.words.wording import short_date, weekday

_WEEKEND = (5, 6)
"""Saturday and Sunday, as Python counts days of the week."""


class DayKind(StrEnum):
    """What an entry of the calendar says of a day."""

    HOLIDAY = "nghỉ lễ"
    SUBSTITUTE = "nghỉ bù"
    SWAPPED = "nghỉ hoán đổi"
    EXTRA = "nghỉ khác"
    MADE_UP = "làm bù"
    WORKED = "làm việc"
    UNDECIDED = "chưa rõ"


_OFF = frozenset({DayKind.HOLIDAY, DayKind.SUBSTITUTE, DayKind.SWAPPED, DayKind.EXTRA})
_WORKED = frozenset({DayKind.MADE_UP, DayKind.WORKED})


class UnknownYearError(ValueError):
    """No calendar of the year is known, so nothing can be said of its days."""

    def __init__(self, year: int) -> None:
        super().__init__(f"chưa có lịch nghỉ của năm {year}")


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day of which the calendar says something; `name` is what the day off is called, or why."""

    kind: DayKind
    name: str = ""
    sure: bool = True

    @property
    def off(self) -> bool:
        """Whether the day is off."""
        return self.kind in _OFF

    @property
    def worked(self) -> bool:
        """Whether the day is worked although it may lie on a weekend."""
        return self.kind in _WORKED

    @property
    def in_words(self) -> str:
        """What the day is: `Quốc khánh`, `nghỉ bù: Quốc khánh`, `nghỉ hoán đổi`."""
        if self.kind is DayKind.HOLIDAY:
            return self.name or str(self.kind)
        return f"{self.kind}: {self.name}" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The hours worked on a working day, from a day on: spans in order, each from a time to a later one."""

    since: date
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Calendar:
    """The days off and the working Saturdays of the years that are known.

    `years` are those years, each with whether its days off are announced or only expected. `hours` are the
    working hours of the agency, in order of their days: they are no national law, so there may be none.
    """

    days: Mapping[date, MarkedDay] = field(default_factory=dict)
    years: Mapping[int, bool] = field(default_factory=dict)
    hours: tuple[WorkingHours, ...] = ()

    def is_working(self, day: date) -> bool:
        """Tell whether the day is worked; raises `UnknownYearError` where that is not known."""
        return not self.why_off(day)

    def why_off(self, day: date) -> str:
        """Return why the day is off; raises `UnknownYearError` where that is not known."""
        if day.year not in self.years:
            raise UnknownYearError(day.year)
        return self.off(day)

    def off(self, day: date) -> str:
        """Return why the day is off, `Quốc khánh`, `thứ bảy`; empty where it is worked.

        Of a year that is not known only weekends can be told: `is_working` refuses it.
        """
        marked = self.days.get(day)
        if marked and marked.off:
            return marked.in_words
        if marked and marked.worked:
            return ""
        return weekday(day) if day.weekday() in _WEEKEND else ""

    def holiday(self, day: date) -> str:
        """Return what the day off is called where data says it is one; empty on every other day."""
        marked = self.days.get(day)
        return marked.in_words if marked and marked.off else ""

    def working_days(self, first: date, last: date) -> int:
        """Return how many days are worked from the first to the last, both included."""
        days = (last - first).days + 1
        return sum(self.is_working(first + timedelta(n)) for n in range(days))

    def doubt(self, day: date) -> str:
        """Return why it is not sure whether the day is worked; empty where it is."""
        marked = self.days.get(day)
        if marked and marked.kind is DayKind.UNDECIDED:
            return f"chưa rõ ngày {short_date(day)} nghỉ hay làm việc"
        if marked.sure if marked else self.years.get(day.year, True):
            return ""
        return f"ngày nghỉ năm {day.year} mới là dự tính"

    def spans(self, day: date) -> tuple[tuple[time, time], ...]:
        """Return the hours worked on a day, as far as they are known; none on a day off."""
        held = [hours for hours in self.hours if hours.since <= day]
        return held[-1].spans if held and self.is_working(day) else ()
