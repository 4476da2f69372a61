"""Calendar days: the days off and made-up days of a year or a record, ready to be put in place."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from congbo.records.calendars import CalendarDay, WorkCalendar, days_in_effect, in_effect
from congbo.words.wording import sentence, weekday


@dataclass(frozen=True, slots=True)
class DayOfCalendar:
    """A day off or a made-up day; `record` is the site's own that says it, where another page shows it."""

    day: date
    weekday: str
    kind: str
    name: str
    basis: str
    confidence: str
    record: WorkCalendar | None = None


@dataclass(frozen=True, slots=True)
class YearOfCalendar:
    """A year with its days; `doubts` says what is not sure of it."""

    year: int
    title: str
    sure: bool
    confidence: str
    basis: tuple[str, ...]
    doubts: tuple[str, ...]
    days: tuple[DayOfCalendar, ...]


def shown(one: CalendarDay, record: WorkCalendar | None = None) -> DayOfCalendar:
    """Return a day as its row has it."""
    words = (sentence(weekday(one.day)), sentence(one.kind), sentence(one.name))
    return DayOfCalendar(one.day, *words, one.basis, str(one.confidence or ""), record)


def years_of(own: Mapping[str, WorkCalendar], today: date) -> list[YearOfCalendar]:
    """Return the known years, this one first, then those to come, then those past from the latest."""
    by_year: dict[int, list[DayOfCalendar]] = defaultdict(list)
    for day, (record, one) in days_in_effect(own.values()).items():
        by_year[day.year].append(shown(one, record if own.get(record.id) is record else None))
    years = [
        YearOfCalendar(
            record.year,
            record.title,
            record.sure,
            str(record.confidence or ""),
            record.basis,
            record.doubts,
            tuple(by_year[record.year]),
        )
        for record in in_effect(own.values())
        if record.year is not None
    ]
    return sorted(years, key=lambda one: (one.year < today.year, abs(one.year - today.year)))
