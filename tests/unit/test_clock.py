"""The clock: the site's day is given, or today in the agency's zone, on any machine at any moment."""

import os
import random
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from mkdocs.utils import get_build_date

from congbo.pages.zones import VIETNAM, zone_named
from congbo.site import clock
from congbo.site.clock import DAY, EARLIEST, LATEST, MOMENT, DayError, site_day, told_to_libraries

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
"""01:30 on the 26th in Vietnam."""


@pytest.fixture(autouse=True)
def at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def seconds(moment: str) -> str:
    return str(int(datetime.fromisoformat(moment).timestamp()))


def test_today_is_the_day_in_the_agencys_zone_whatever_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone in ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            assert site_day(VIETNAM, environment={}).day == date(2026, 11, 26)
            assert site_day(zone_named("Europe/Paris"), environment={}).day == date(2026, 11, 25)
            given = {MOMENT: seconds("2026-06-30T23:30Z")}
            assert site_day(VIETNAM, environment=given).day == date(2026, 7, 1)
            assert site_day(zone_named("America/New_York"), environment=given).day == date(2026, 6, 30)
        finally:
            monkeypatch.delenv("TZ")
            time.tzset()


def test_what_is_said_nearer_wins_and_an_empty_variable_says_nothing() -> None:
    moment, day = {MOMENT: seconds("2026-06-30T17:00Z")}, {DAY: "2028-02-29"}
    assert site_day(VIETNAM, "2025-12-31", moment | day).day == date(2025, 12, 31)
    assert site_day(VIETNAM, None, moment | day).day == date(2028, 2, 29)
    assert site_day(VIETNAM, None, moment | {DAY: ""}).day == date(2026, 7, 1)
    assert site_day(VIETNAM, None, {MOMENT: "", DAY: ""}).day == date(2026, 11, 26)


def test_nothing_has_happened_after_today_or_after_a_later_day_that_is_given() -> None:
    assert site_day(VIETNAM, "2026-06-01", {}).known == date(2026, 11, 26)
    assert site_day(VIETNAM, "2027-06-01", {}).known == date(2027, 6, 1)
    assert site_day(VIETNAM, None, {}).known == date(2026, 11, 26)


def test_any_moment_of_a_day_in_the_zone_gives_that_day() -> None:
    chance = random.Random(9)
    zones = [VIETNAM, *map(zone_named, ("America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"))]
    for _ in range(2000):
        zone = chance.choice(zones)
        day = EARLIEST + timedelta(days=chance.randrange(1, (LATEST - EARLIEST).days))
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
        moment = noon.astimezone(UTC) + timedelta(seconds=chance.randint(-10 * 3600, 10 * 3600))
        assert site_day(zone, None, {MOMENT: str(int(moment.timestamp()))}).day == day


WRONG = ["abc", "1.5", "1e9", " ", "٣", "²", "0x10", "--1", "9" * 5000, "-" + "9" * 5000, "0", "-1"]


@pytest.mark.parametrize("text", [*WRONG, "315507599", seconds("2101-01-01T00:00Z")], ids=range(14))
def test_a_moment_that_cannot_be_is_told_on_one_line(text: str) -> None:
    with pytest.raises(DayError) as refused:
        site_day(VIETNAM, None, {MOMENT: text})
    assert str(refused.value).startswith("SOURCE_DATE_EPOCH phải là ")
    assert f"(đang là '{text}')" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        *WRONG,
        "",
        "2026-13-01",
        "2026-02-29",
        "2026-6-1",
        "20260601",
        "01/06/2026",
        "2026-W01-1",
        "2026-06-01 ",
        "0000-01-01",
        "1979-12-31",
        "2101-01-01",
        "٢٠٢٦-٠٦-٠١",
    ],
)
def test_a_day_that_cannot_be_is_told_with_the_name_of_what_gave_it(text: str) -> None:
    with pytest.raises(DayError, match=r"^--day phải là một ngày "):
        site_day(VIETNAM, text, {})
    if text:
        with pytest.raises(DayError, match=r"^CONGBO_DAY phải là một ngày "):
            site_day(VIETNAM, None, {DAY: text, MOMENT: "1780272000"})


def test_the_first_and_the_last_day_can_be_given_either_way() -> None:
    for day in (EARLIEST, LATEST):
        assert site_day(VIETNAM, day.isoformat(), {}).day == day
        assert site_day(VIETNAM, None, {MOMENT: seconds(f"{day}T00:00+07:00")}).day == day
        assert site_day(VIETNAM, None, {MOMENT: seconds(f"{day}T23:59:59+07:00")}).day == day


@pytest.mark.parametrize("before", [None, "", "1780272000"])
def test_libraries_are_told_the_day_while_a_site_is_built_and_not_after(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(MOMENT, raising=False)
    if before is not None:
        monkeypatch.setenv(MOMENT, before)
    for day in (date(2028, 2, 29), date(2026, 12, 31), EARLIEST, LATEST):
        with told_to_libraries(day):
            assert get_build_date() == day.isoformat()
        assert os.environ.get(MOMENT) == before
