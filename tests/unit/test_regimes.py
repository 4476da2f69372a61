"""Regimes: for every regime, kind of period and year, what must hold of its days and deadlines."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from congbo.law.regimes import DayOfYear, Deadline, Regime, ReportingPeriod, parse_due
from congbo.records.calendars import calendar_of
from congbo.records.regimes import PeriodRegime, in_effect, regimes_of, shipped

REGIMES = regimes_of()
YEARS = range(2020, 2031)
DAY = timedelta(days=1)
TILING = {
    ("nd09", "tháng 1"): 12,
    ("nd09", "quý I"): 4,
    ("nd09", "6 tháng"): 2,
    ("nd09", "năm"): 1,
    ("duong-lich", "tháng 1"): 12,
    ("duong-lich", "quý I"): 4,
    ("duong-lich", "6 tháng"): 2,
    ("duong-lich", "năm"): 1,
    ("kt-16-8", "năm"): 1,
}
"""The first period of each series that fills the year, and how many it has."""
EVERY = [(regime, name) for regime in REGIMES.values() for name in regime.names if name != "tuần"]
CALENDAR = calendar_of()


def period(regime: Regime, name: str, year: int) -> ReportingPeriod:
    found = regime.period(name, year)
    assert found is not None
    return found


def walk(regime: Regime, first: ReportingPeriod, steps: int) -> list[ReportingPeriod]:
    found = [first]
    for _ in range(steps):
        after = regime.after(found[-1])
        assert after is not None
        found.append(after)
    return found


@pytest.mark.parametrize(("key", "size"), TILING.items(), ids=str)
def test_periods_of_a_series_that_fills_the_year_leave_no_gap_and_no_overlap(
    key: tuple[str, str], size: int
) -> None:
    regime = REGIMES[key[0]]
    walked = walk(regime, period(regime, key[1], YEARS[0]), size * len(YEARS) - 1)
    for one, next_one in pairwise(walked):
        assert one.end + DAY == next_one.start
    assert {one.year for one in walked} == set(YEARS)


@pytest.mark.parametrize(("regime", "name"), EVERY, ids=lambda one: getattr(one, "id", one))
def test_each_period_of_each_year_is_in_order_found_by_its_days_and_stepped_back_to(
    regime: Regime, name: str
) -> None:
    for year in YEARS:
        one = period(regime, name, year)
        assert one.start < one.end
        assert one.end.year == year
        assert regime.of_days(one.start, one.end) == one
        after = regime.after(one)
        assert after is not None
        assert regime.before(after) == one
        assert after.end > one.end


@pytest.mark.parametrize(("regime", "name"), EVERY, ids=lambda one: getattr(one, "id", one))
def test_the_same_period_is_that_of_the_name_one_year_before_and_does_not_overlap(
    regime: Regime, name: str
) -> None:
    for year in YEARS:
        one = period(regime, name, year)
        before = regime.year_before(one)
        assert before is not None
        assert (before.name, before.year, before.regime) == (name, year - 1, regime.id)
        assert before.end < one.start
        assert before.is_as_long_as(one)


def test_the_regime_of_reform_walks_the_year_and_has_the_third_quarter_alone() -> None:
    regime = REGIMES["cchc"]
    walked = walk(regime, period(regime, "quý I", 2026), 4)
    assert [one.in_words for one in walked] == [
        "quý I năm 2026",
        "6 tháng đầu năm 2026",
        "quý III năm 2026",
        "năm 2026",
        "quý I năm 2027",
    ]
    assert [(one.start.isoformat(), one.end.isoformat()) for one in walked[:4]] == [
        ("2025-12-15", "2026-03-14"),
        ("2025-12-15", "2026-06-14"),
        ("2026-06-15", "2026-09-14"),
        ("2025-12-15", "2026-12-14"),
    ]


def test_a_week_begins_on_its_day_only_and_weeks_follow_on_one_another() -> None:
    regime = REGIMES["tuan-t5-t4"]
    for n in range(11 * 366):
        day = date(YEARS[0], 1, 1) + n * DAY
        week = regime.week(day)
        assert (week is not None) == (day.weekday() == 3)
        if week is None:
            continue
        assert week.end.weekday() == 2
        after = regime.after(week)
        assert after is not None
        assert after.start == week.end + DAY
        assert regime.before(after) == week
        assert regime.of_days(week.start, week.end) == week
        assert regime.year_before(week) is None


DEADLINES = [
    *(Deadline("sở", day=day, next_month=later) for day in range(1, 32) for later in (False, True)),
    *(Deadline("sở", working_days=days) for days in range(1, 31)),
]


@pytest.mark.parametrize(("regime", "name"), EVERY, ids=lambda one: getattr(one, "id", one))
def test_a_deadline_falls_on_a_day_that_is_worked_as_far_as_is_known(regime: Regime, name: str) -> None:
    for year in YEARS:
        one = period(regime, name, year)
        dues = replace(regime, deadlines=tuple(DEADLINES)).due(one, CALENDAR)
        for deadline, due in zip(DEADLINES, dues, strict=True):
            assert not CALENDAR.off(due.day)
            assert due.doubt or due.day.year in CALENDAR.years
            days = range(1, (due.day - one.end).days + 1)
            worked = sum(not CALENDAR.off(one.end + n * DAY) for n in days)
            assert not deadline.working_days or worked == deadline.working_days


def test_a_deadline_on_a_day_off_rolls_on_and_a_cascade_is_one_day_a_level() -> None:
    regime = REGIMES["cchc"]
    (due,) = regime.due(period(regime, "6 tháng", 2026), CALENDAR)
    assert (due.day, due.level, due.to) == (date(2026, 6, 22), "bộ, tỉnh", "Bộ Nội vụ")  # 20/6: Saturday
    cascade = replace(regime, deadlines=tuple(Deadline(f"cấp {n}", day=n) for n in (17, 20, 23)))
    days = cascade.due(period(cascade, "quý III", 2026), CALENDAR)
    assert [one.day.day for one in days] == [17, 21, 23]
    assert [one.day.day for one in cascade.due(period(cascade, "quý III", 2026), CALENDAR, "cấp 23")] == [23]


@pytest.mark.parametrize(
    "text", ["", "29/2", "31/4", "0/1", "15/13", "15/12 năm sau", "cuối tháng 0", "15-12", "\u0661/1"]
)
def test_a_day_that_not_each_year_has_is_refused(text: str) -> None:
    assert DayOfYear.parse(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ngày 20 tháng cuối kỳ", (20, False, 0)),
        ("ngày 5 tháng sau", (5, True, 0)),
        ("02 ngày làm việc sau ngày chốt", (0, False, 2)),
        ("ngày 0 tháng sau", None),
        ("ngày 32 tháng cuối kỳ", None),
        ("0 ngày làm việc sau ngày chốt", None),
        ("ngày 20", None),
    ],
)
def test_a_deadline_is_read_as_it_is_said_or_refused(text: str, told: tuple[int, bool, int] | None) -> None:
    assert parse_due(text) == told


def test_a_sites_record_stands_for_the_shipped_one_of_its_id() -> None:
    own = shipped()[0].model_copy(update={"title": "Của tỉnh"})
    found = in_effect([own])
    assert [one.title for one in found if one.id == own.id] == ["Của tỉnh"]
    assert len(found) == len(shipped())


def test_every_shipped_regime_says_where_it_comes_from() -> None:
    for record in shipped():
        assert isinstance(record, PeriodRegime)
        assert record.basis or record.sources
