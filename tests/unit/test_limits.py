"""Limits end where the law says, by a calendar that is data; what nobody knows is not counted."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from congbo.export.due_dates import plain_calendar
from congbo.law.calendar import Calendar, DayKind, MarkedDay, UnknownYearError, WorkingHours
from congbo.law.limits import HALF_DAY, Limit, LimitEnd, NoEnd, limit_end
from congbo.records.calendars import calendar_of
from congbo.words.vocabulary import TimeUnit

SHIPPED = calendar_of()
OFFICE = (time(7, 30), time(11, 30)), (time(13, 30), time(17, 0))
WITH_HOURS = replace(SHIPPED, hours=(WorkingHours(date(2024, 1, 1), OFFICE),))
FIRST, LAST = date(2024, 1, 1), date(2026, 11, 25)

OFF = """
2024: 01-01 02-08..02-14 04-18 04-29 04-30 05-01 09-02 09-03
2025: 01-01 01-27..02-01 04-07 04-30 05-01 05-02 09-01 09-02
2026: 01-01 01-02 02-16..02-20 04-26 04-27 04-30 05-01 08-31 09-01 09-02 11-24
"""
"""The days off of the three years, each with its weekends to be added; a second table, typed by hand."""
MADE_UP = ("2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22")


def days(text: str) -> Iterator[date]:
    for line in text.strip().splitlines():
        year, _, spans = line.partition(": ")
        for span in spans.split():
            first, _, last = span.partition("..")
            start, end = (date.fromisoformat(f"{year}-{one}") for one in (first, last or first))
            yield from (start + timedelta(n) for n in range((end - start).days + 1))


def worked() -> list[date]:
    """Every working day of the three years and a month, found by taking days off a list."""
    off, made_up = set(days(OFF)), {date.fromisoformat(day) for day in MADE_UP}
    every = (date(2024, 1, 1) + timedelta(n) for n in range(366 + 365 + 365))
    return [day for day in every if day in made_up or (day.isoweekday() < 6 and day not in off)]


def ends(
    received: date | datetime, value: float, unit: str, calendar: Calendar = SHIPPED, cut_off: str = ""
) -> LimitEnd:
    limit = Limit(Fraction(value), TimeUnit(unit), time.fromisoformat(cut_off) if cut_off else None)
    end = limit_end(received, limit, calendar)
    assert isinstance(end, LimitEnd), end.why
    return end


def why_not(
    received: date | datetime, value: float, unit: str, calendar: Calendar = SHIPPED, cut_off: str = ""
) -> str:
    limit = Limit(Fraction(value), TimeUnit(unit), time.fromisoformat(cut_off) if cut_off else None)
    end = limit_end(received, limit, calendar)
    assert isinstance(end, NoEnd)
    return end.why


@pytest.mark.parametrize(
    ("received", "value", "unit", "end"),
    [
        ("2024-04-26", 3, "ngày làm việc", "2024-05-04"),  # 29/4 exchanged for Saturday 4/5
        ("2024-07-03", 5, "ngày làm việc", "2024-07-10"),  # an ordinary week
        ("2025-04-25", 2, "ngày làm việc", "2025-04-28"),  # Saturday 26/4 is worked
        ("2025-04-29", 1, "ngày làm việc", "2025-05-05"),  # off from 30/4 to 4/5
        ("2025-12-31", 2, "ngày làm việc", "2026-01-06"),  # off from 1 to 4/1
        ("2026-01-08", 2, "ngày làm việc", "2026-01-10"),  # Saturday 10/1 is worked
        ("2026-02-13", 1, "ngày làm việc", "2026-02-23"),  # Tết
        ("2026-04-24", 1, "ngày làm việc", "2026-04-28"),  # Giỗ Tổ on a Sunday, Monday instead
        ("2026-08-21", 2, "ngày làm việc", "2026-08-24"),  # Saturday 22/8 is worked
        ("2026-08-28", 1, "ngày làm việc", "2026-09-03"),  # off from 29/8 to 2/9
        ("2026-11-23", 1, "ngày làm việc", "2026-11-25"),  # the new day off, 24/11
        ("2026-02-06", 10, "ngày", "2026-02-23"),  # the tenth day is Tết
        ("2024-04-24", 10, "ngày", "2024-05-04"),  # the tenth day is a working Saturday
    ],
)
def test_a_limit_ends_where_one_counts_it_by_hand(received: str, value: int, unit: str, end: str) -> None:
    found = ends(date.fromisoformat(received), value, unit)
    assert (found.day.isoformat(), found.at, found.sure) == (end, None, True)


def test_five_working_days_end_on_the_fifth_of_the_table_after_every_day_of_three_years() -> None:
    table = worked()
    every = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    wrong = [day for day in every if ends(day, 5, "ngày làm việc").day != [d for d in table if d > day][4]]
    assert (len(every), wrong) == (1060, [])
    assert sum(day in table for day in every) == 724
    assert SHIPPED.working_days(FIRST, LAST) == 724


def limits(chance: Random) -> Iterator[tuple[date, int]]:
    for _ in range(300):
        yield date(2023, 1, 1) + timedelta(chance.randrange(1500)), chance.randrange(60)


@pytest.mark.parametrize("unit", ["ngày làm việc", "ngày", "tháng", "năm"])
def test_a_longer_limit_never_ends_before_a_shorter_one_and_none_ends_on_a_day_off(unit: str) -> None:
    counted = 0
    for day, value in limits(Random(unit)):
        shorter, longer = (
            limit_end(day, Limit(Fraction(n), TimeUnit(unit)), SHIPPED) for n in (value, value + 1)
        )
        if isinstance(longer, LimitEnd):
            assert isinstance(shorter, LimitEnd)
            assert day <= shorter.day <= longer.day
            assert SHIPPED.is_working(shorter.day)
            counted += 1
    assert counted > (0 if unit == "năm" else 100)


@pytest.mark.parametrize("unit", ["giờ", "giờ làm việc"])
def test_a_longer_limit_in_hours_never_ends_on_an_earlier_day(unit: str) -> None:
    for day, value in limits(Random(unit)):
        if day.year > 2023:
            moment = datetime.combine(day, time(9, 15))
            shorter, longer = (ends(moment, n, unit, WITH_HOURS) for n in (value, value + 1))
            assert moment.date() <= shorter.day <= longer.day
            assert WITH_HOURS.is_working(shorter.day)


def test_a_changed_day_changes_no_limit_that_ends_before_it() -> None:
    chance, changed = Random(9), 0
    for day, value in limits(chance):
        at = date(2024, 1, 1) + timedelta(chance.randrange(1000))
        kind = DayKind.WORKED if SHIPPED.off(at) else DayKind.EXTRA
        other = replace(SHIPPED, days={**SHIPPED.days, at: MarkedDay(kind)})
        unit = chance.choice(["ngày làm việc", "ngày", "tháng"])
        before, after = (limit_end(day, Limit(Fraction(value), TimeUnit(unit)), c) for c in (SHIPPED, other))
        if isinstance(before, LimitEnd) and isinstance(after, LimitEnd) and before != after:
            assert day <= at <= max(before.day, after.day)
            changed += 1
    assert changed


@pytest.mark.parametrize(
    ("received", "months", "end"),
    [
        ("2024-01-29", 1, "2024-02-29"),  # a leap year has the day
        ("2024-01-30", 1, "2024-02-29"),  # the month has not: its last day
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-29", 1, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-03-31", 3, "2024-07-01"),  # 30/6 is a Sunday
        ("2024-05-31", 1, "2024-07-01"),
        ("2024-12-15", 2, "2025-02-17"),  # 15/2 is a Saturday
        ("2024-07-31", 0, "2024-07-31"),
        ("2023-08-04", 12, "2024-08-05"),  # 4/8 is a Sunday
    ],
)
def test_a_month_ends_on_its_day_or_its_last_and_on_a_working_day(
    received: str, months: int, end: str
) -> None:
    assert ends(date.fromisoformat(received), months, "tháng").day.isoformat() == end


def test_a_year_is_twelve_months_and_the_29th_of_february_ends_on_the_28th() -> None:
    assert ends(date(2024, 2, 29), 1, "năm").day == date(2025, 2, 28)
    for day, _ in limits(Random(12)):
        if day.year < 2027:
            assert ends(day, 1, "năm") == ends(day, 12, "tháng")


@pytest.mark.parametrize(
    ("received", "hours", "end"),
    [
        ("2024-07-03 09:30", 4, ("2024-07-03", "13:30")),
        ("2024-07-03 22:00", 4, ("2024-07-04", "02:00")),
        ("2024-07-03 09:00", 1.5, ("2024-07-03", "10:30")),
        ("2024-07-05 10:00", 24, ("2024-07-08", None)),  # Saturday 10:00: the end of Monday
        ("2024-07-05 10:00", 72, ("2024-07-08", "10:00")),
        ("2024-05-03 10:00", 24, ("2024-05-04", "10:00")),  # a working Saturday
    ],
)
def test_hours_run_from_the_moment_and_a_last_day_off_gives_the_next_working_day(
    received: str, hours: float, end: tuple[str, str | None]
) -> None:
    found = ends(datetime.fromisoformat(received), hours, "giờ")
    assert (found.day.isoformat(), found.at and f"{found.at:%H:%M}") == end


@pytest.mark.parametrize(
    ("received", "hours", "end"),
    [
        ("2024-07-03 08:00", 2, "2024-07-03 10:00"),
        ("2024-07-03 08:00", 3.5, "2024-07-03 11:30"),  # to the end of the morning, not into the afternoon
        ("2024-07-03 11:00", 2, "2024-07-03 15:00"),
        ("2024-07-03 12:00", 1, "2024-07-03 14:30"),
        ("2024-07-03 06:00", 1, "2024-07-03 08:30"),
        ("2024-07-05 16:00", 4, "2024-07-08 10:30"),  # over a weekend
        ("2024-05-03 16:00", 4, "2024-05-04 10:30"),  # into a working Saturday
        ("2024-07-06 10:00", 8, "2024-07-09 08:00"),  # received on a Saturday
    ],
)
def test_working_hours_are_counted_in_the_hours_of_the_agency(received: str, hours: float, end: str) -> None:
    found = ends(datetime.fromisoformat(received), hours, "giờ làm việc", WITH_HOURS)
    assert found.at is not None
    assert f"{found.day} {found.at:%H:%M}" == end


def test_working_hours_that_change_hold_from_their_day() -> None:
    summer = WorkingHours(date(2024, 7, 4), ((time(7), time(11)),))
    changing = replace(WITH_HOURS, hours=(*WITH_HOURS.hours, summer))
    assert ends(datetime(2024, 7, 3, 16), 4, "giờ làm việc", changing).at == time(10)


def test_hours_are_not_counted_without_a_moment_and_working_hours_not_without_the_agencys() -> None:
    assert why_not(date(2024, 7, 3), 4, "giờ") == "thời hạn tính bằng giờ thì phải biết giờ bắt đầu"
    assert "giờ làm việc" in why_not(date(2024, 7, 3), 4, "giờ làm việc", WITH_HOURS)
    unknown = why_not(datetime(2024, 7, 3, 9), 4, "giờ làm việc")
    assert unknown == "chưa biết giờ làm việc của cơ quan"
    assert why_not(datetime(2023, 12, 29, 16), 4, "giờ làm việc", WITH_HOURS) == unknown  # before their day


@pytest.mark.parametrize(
    ("received", "end"),
    [
        ("2024-07-03 14:59", "2024-07-03"),
        ("2024-07-03 15:00", "2024-07-03"),
        ("2024-07-03 15:01", "2024-07-04"),
        ("2024-07-05 15:01", "2024-07-08"),
        ("2024-07-06 09:00", "2024-07-08"),  # received on a Saturday
        ("2024-05-03 15:01", "2024-05-04"),
    ],
)
def test_within_the_day_is_the_next_working_day_after_the_cut_off(received: str, end: str) -> None:
    found = ends(datetime.fromisoformat(received), 0, "trong ngày", cut_off="15:00")
    assert (found.day.isoformat(), found.at) == (end, None)


def test_within_the_day_without_a_cut_off_is_that_day_and_with_one_asks_for_the_hour() -> None:
    assert ends(date(2024, 7, 3), 0, "trong ngày").day == date(2024, 7, 3)
    assert ends(date(2024, 7, 6), 0, "trong ngày", cut_off="15:00").day == date(2024, 7, 8)
    assert "15:00" in why_not(date(2024, 7, 3), 0, "trong ngày", cut_off="15:00")


@pytest.mark.parametrize("unit", ["ngày làm việc", "ngày"])
def test_half_a_day_ends_no_later_than_the_day_and_says_that_no_law_defines_it(unit: str) -> None:
    for day, value in limits(Random(5)):
        if day.year < 2027:
            half, whole = ends(day, value + 0.5, unit), ends(day, value + 1, unit)
            assert (half.day, half.skipped) == (whole.day, whole.skipped)
            assert half.doubts == (HALF_DAY, *whole.doubts)


def test_what_was_passed_over_is_told_by_name() -> None:
    found = ends(date(2026, 8, 28), 1, "ngày làm việc").skipped
    assert found == (
        (date(2026, 8, 29), "thứ bảy"),
        (date(2026, 8, 30), "chủ nhật"),
        (date(2026, 8, 31), "nghỉ hoán đổi: đổi với ngày 22/08/2026"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 9, 2), "Quốc khánh"),
    )


@pytest.mark.parametrize(
    ("received", "value", "unit", "doubts"),
    [
        ("2026-11-20", 1, "ngày làm việc", ("chưa rõ ngày 23/11/2026 nghỉ hay làm việc",)),
        ("2026-11-13", 10, "ngày", ("chưa rõ ngày 23/11/2026 nghỉ hay làm việc",)),
        ("2026-11-12", 12, "ngày", ()),  # ends on 24/11, off; 23/11 is not asked
        ("2026-11-23", 1, "ngày làm việc", ()),  # the first day does not count
        ("2026-12-31", 1, "ngày làm việc", ("ngày nghỉ năm 2027 mới là dự tính",)),
        ("2026-12-30", 1, "ngày làm việc", ()),
    ],
)
def test_an_end_that_depends_on_what_is_not_decided_says_so(
    received: str, value: int, unit: str, doubts: tuple[str, ...]
) -> None:
    found = ends(date.fromisoformat(received), value, unit)
    assert (found.doubts, found.sure) == (doubts, not doubts)


def test_a_year_without_a_calendar_is_not_counted_and_is_named() -> None:
    assert why_not(date(2027, 12, 30), 5, "ngày làm việc") == "chưa có lịch nghỉ của năm 2028"
    assert why_not(date(2022, 12, 30), 1, "ngày") == "chưa có lịch nghỉ của năm 2022"
    assert why_not(date(2024, 1, 1), 500, "tháng") == "chưa có lịch nghỉ của năm 2065"
    for unit in TimeUnit:
        assert why_not(datetime(2030, 1, 2, 9), 0, unit) == "chưa có lịch nghỉ của năm 2030"
    with pytest.raises(UnknownYearError):
        SHIPPED.is_working(date(2028, 1, 3))
    assert SHIPPED.off(date(2028, 1, 1)) == "thứ bảy"


@pytest.mark.parametrize("unit", [unit for unit in TimeUnit if unit is not TimeUnit.WITHIN_DAY])
def test_a_limit_beyond_all_bounds_is_no_error(unit: str) -> None:
    assert why_not(datetime(2024, 7, 3, 9), 10**15 - 1, unit, WITH_HOURS)


VECTORS = json.loads((Path(__file__).parents[1] / "limits.json").read_text("utf-8"))
"""Limits with their ends: received, value, unit, cut-off; then [day, hour, skipped, doubts] or why there is
none. The page's script, `limits.js`, is held to the same in tests/javascript."""


def test_the_calendar_that_a_page_counts_by_is_the_one_that_the_vectors_were_made_with() -> None:
    assert plain_calendar(WITH_HOURS) == VECTORS["calendar"]


def test_every_vector_that_the_page_s_script_is_held_to_holds() -> None:
    wrong = []
    for received, value, unit, cut_off, expected in VECTORS["vectors"]:
        moment = datetime.fromisoformat(received) if "T" in received else date.fromisoformat(received)
        cut = time.fromisoformat(cut_off) if cut_off else None
        end = limit_end(moment, Limit(Fraction(value), TimeUnit(unit), cut), WITH_HOURS)
        if isinstance(end, NoEnd):
            found: object = end.why
        else:
            at = f"{end.at:%H:%M}" if end.at else None
            found = [end.day.isoformat(), at, [why for _, why in end.skipped], list(end.doubts)]
        if found != expected:
            wrong.append((received, value, unit, cut_off, found))
    assert (len(VECTORS["vectors"]), wrong) == (240, [])
