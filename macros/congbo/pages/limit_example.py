"""Limit example: when a procedure's time limit would end if it began on the site's day, in a sentence."""

from datetime import datetime, timedelta

from congbo.figures.states import ProcedureOn
from congbo.law.calendar import Calendar
from congbo.law.limits import LimitEnd, limit_end
from congbo.words.vocabulary import TimeUnit
from congbo.words.wording import listing, short_date, weekday

_IN_HOURS = frozenset({TimeUnit.HOUR, TimeUnit.WORKING_HOUR})


def limit_example(on: ProcedureOn, calendar: Calendar) -> str:
    """Return the sentence that a reader is given under the time limit; empty where none helps.

    None does of a procedure that nobody can file, of a limit in hours, which needs no calendar to be
    understood, and where no calendar of the year is known.
    """
    if not on.in_force or on.processing_time is None:
        return ""
    limit = on.processing_time.limit
    if limit.unit in _IN_HOURS or (limit.unit is TimeUnit.WITHIN_DAY and limit.cut_off is None):
        return ""
    if limit.cut_off is None:
        end = limit_end(on.day, limit, calendar)
        if not isinstance(end, LimitEnd):
            return ""
        return f"Ví dụ: bắt đầu tính từ {short_date(on.day)} thì hạn là {_until(end, calendar)}.{_doubt(end)}"
    by = datetime.combine(on.day, limit.cut_off)
    ends = [limit_end(moment, limit, calendar) for moment in (by, by + timedelta(minutes=1))]
    first, then = (end if isinstance(end, LimitEnd) else None for end in ends)
    if first is None or then is None or first == then:
        return ""
    return (
        f"Ví dụ: nhận đến {limit.cut_off:%H:%M} ngày {short_date(on.day)} thì hạn là"
        f" {_until(first, calendar)}, sau đó thì {_until(then, calendar)}.{_doubt(then)}"
    )


def _until(end: LimitEnd, calendar: Calendar) -> str:
    names = dict.fromkeys(calendar.holiday(day) for day, _ in end.skipped)
    passed = listing([name for name in names if name])
    over = f" (không tính {passed})" if passed else ""
    return f"hết {weekday(end.day)}, {short_date(end.day)}{over}"


def _doubt(end: LimitEnd) -> str:
    return f" Chưa chắc chắn: {listing(end.doubts)}." if end.doubts else ""
