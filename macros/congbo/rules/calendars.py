"""Calendars: what must hold of a site's own days off and made-up days. The docstring is the rule."""

from collections.abc import Iterator

from congbo.law.calendar import DayKind
from congbo.records.calendars import CalendarDay, WorkCalendar, calendar_of
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.wording import short_date


@tells("calendar-day")
def calendar_days(site: SiteToCheck) -> Iterator[Problem]:
    """A day lies in the year of its record, is made up for on a day off, and no two records say of it."""
    own = site.register.of(WorkCalendar).values()
    first: dict[object, tuple[WorkCalendar, CalendarDay]] = {}
    years: dict[int, WorkCalendar] = {}
    for record in own:
        if record.year is not None and (other := years.setdefault(record.year, record)) is not record:
            message = f"lịch cả năm {record.year} đã có ở {other.path}"
            yield site.problem(record, ("year",), "calendar-day", message)
        for index, one in enumerate(record.days):
            for message in _wrong(site, record, one, first):
                yield site.problem(record, ("days", index, "day"), "calendar-day", message)
            first.setdefault(one.day, (record, one))


def _wrong(
    site: SiteToCheck,
    record: WorkCalendar,
    one: CalendarDay,
    first: dict[object, tuple[WorkCalendar, CalendarDay]],
) -> Iterator[str]:
    day = short_date(one.day)
    if record.year is not None and one.day.year != record.year:
        yield f"ngày {day} không thuộc năm {record.year} của bản ghi này"
    earlier = first.get(one.day)
    if earlier and earlier[0].year == record.year and earlier[1].kind is not one.kind:
        yield f"ngày {day} là “{one.kind}”, nhưng {earlier[0].path} ghi “{earlier[1].kind}”"
    others = calendar_of(other for other in site.register.of(WorkCalendar).values() if other is not record)
    if one.kind is DayKind.MADE_UP and not others.off(one.day):
        yield f"ngày {day} vốn là ngày làm việc, không thể là ngày “{one.kind}”"
