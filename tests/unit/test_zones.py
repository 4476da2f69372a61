"""Zones: the agency's zone by its name, also on a machine that has no data on zones."""

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from congbo.pages.zones import DEFAULT, VIETNAM, UnknownZoneError, day_in, zone_named

BEGIN, END = datetime(1980, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, tzinfo=UTC)


def moments(seed: int, number: int) -> list[datetime]:
    chance = random.Random(seed)
    span = int((END - BEGIN).total_seconds())
    return [BEGIN + timedelta(seconds=chance.randrange(span)) for _ in range(number)]


def test_the_zone_of_vietnam_is_that_of_the_tz_database_at_every_moment_a_site_can_have() -> None:
    assert zone_named(DEFAULT) is VIETNAM
    known = ZoneInfo(DEFAULT)
    for moment in moments(1, 5000):
        assert day_in(VIETNAM, moment) == day_in(known, moment)


def test_every_zone_of_the_tz_database_that_is_the_same_everywhere_is_known() -> None:
    named = available_timezones() - {"localtime", "posixrules", "Factory", DEFAULT}
    assert len(named) > 400
    for name in named:
        assert str(zone_named(name)) == name


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-06-30T23:30Z", DEFAULT, "2026-07-01"),
        ("2026-06-30T16:59:59Z", DEFAULT, "2026-06-30"),
        ("2026-06-30T17:00Z", DEFAULT, "2026-07-01"),
        ("2027-12-31T17:00Z", DEFAULT, "2028-01-01"),
        ("2028-02-28T17:00Z", DEFAULT, "2028-02-29"),
        ("2028-02-29T17:00Z", DEFAULT, "2028-03-01"),
        ("2026-07-01T03:59Z", "America/New_York", "2026-06-30"),  # summer time, four hours behind
        ("2026-01-01T04:30Z", "America/New_York", "2025-12-31"),  # five hours behind
        ("2026-03-08T04:59Z", "America/New_York", "2026-03-07"),  # the night in which the hour changes
        ("2026-11-02T04:59Z", "America/New_York", "2026-11-01"),
        ("2026-06-30T10:00Z", "Pacific/Kiritimati", "2026-07-01"),
        ("2026-07-01T11:59Z", "Etc/GMT+12", "2026-06-30"),
    ],
)
def test_a_moment_is_of_the_day_that_the_zone_has_then(moment: str, zone: str, day: str) -> None:
    assert day_in(zone_named(zone), datetime.fromisoformat(moment)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "Hà Nội",
        "UTC+7",
        "GMT+7",
        "+07:00",
        "7",
        7,
        7.0,
        True,
        [],
        {},
        "Asia",
        "../etc/passwd",
        "localtime",
        "right/Asia/Ho_Chi_Minh",
        "posix/Asia/Ho_Chi_Minh",
        "/etc/localtime",
        "asia\0x",
        "x" * 5000,
    ],
)
def test_what_is_no_zone_or_another_on_another_machine_is_told_on_one_line(name: object) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        zone_named(name)
    told = str(refused.value)
    assert told.startswith("“zone” phải là tên múi giờ của IANA, ví dụ Asia/Ho_Chi_Minh (đang là '")
    assert "Etc/" not in told.partition("(đang là")[2].replace(f"'{name}'", "")
    assert "\n" not in told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Asia/Ho_Chi_Min", DEFAULT), ("asia/hochiminh", DEFAULT), ("Asia/Bangkoc", "Asia/Bangkok")],
)
def test_the_nearest_place_is_offered(typed: str, meant: str) -> None:
    with pytest.raises(UnknownZoneError, match=f"Có phải “{meant}”"):
        zone_named(typed)


WITHOUT_DATA = """
import sys, zoneinfo
sys.modules["tzdata"] = None
zoneinfo.reset_tzpath(to=[])
from congbo.pages.zones import UnknownZoneError, zone_named
print(zone_named("Asia/Ho_Chi_Minh"))
try:
    zone_named("Asia/Tokyo")
except UnknownZoneError as error:
    print(error)
"""


def test_a_machine_without_data_on_zones_knows_vietnam_and_says_what_to_install_for_another() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT_DATA], capture_output=True, encoding="utf-8", check=True
    )
    vietnam, told = done.stdout.splitlines()
    assert vietnam == DEFAULT
    assert told.startswith("máy này không có dữ liệu múi giờ nên không biết 'Asia/Tokyo'; hãy cài gói tzdata")
