"""Clock: the site's day, for the build and for the commands: given, or today in the agency's zone.

The one place that reads the clock, and the environment for a day. Nothing guesses the day from the last
commit: what holds today is not what held when somebody last wrote a record.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from congbo.pages.zones import day_in

DAY, MOMENT = "CONGBO_DAY", "SOURCE_DATE_EPOCH"
"""The variables that give the day: as YEAR-MONTH-DAY; as seconds since 1970 (reproducible-builds.org)."""

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)
"""The days that a site can have: no record bears a later one, and a moment near 0 is what some tools give
where they know none."""


class DayError(ValueError):
    """A day that cannot be the site's; its text says in Vietnamese what was given and what is accepted."""


@dataclass(frozen=True, slots=True)
class SiteDay:
    """The day that a site speaks of, and today in the agency's zone: they differ where a day was given.

    What has happened happened by `known`: a register built for a past day may hold what came after, and one
    built for a day to come is written as if that day were there.
    """

    day: date
    today: date

    @property
    def known(self) -> date:
        """The day after which nothing can have happened yet."""
        return max(self.day, self.today)


def site_day(zone: tzinfo, given: str | None = None, environment: Mapping[str, str] = os.environ) -> SiteDay:
    """Return the site's day: given, or else that of CONGBO_DAY, or of SOURCE_DATE_EPOCH, or today.

    An empty variable counts as none. Raises DayError.
    """
    today = day_in(zone, now())
    if given is not None:
        return SiteDay(_typed("--day", given), today)
    if environment.get(DAY):
        return SiteDay(_typed(DAY, environment[DAY]), today)
    if environment.get(MOMENT):
        return SiteDay(_of_moment(environment[MOMENT], zone), today)
    return SiteDay(today, today)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


@contextmanager
def told_to_libraries(day: date) -> Iterator[None]:
    """Let everything that asks SOURCE_DATE_EPOCH for the time get the day, whatever the hour.

    Libraries read it in UTC, so it is the first moment of the day there.
    """
    before = os.environ.get(MOMENT)
    os.environ[MOMENT] = str(int(datetime.combine(day, time(), UTC).timestamp()))
    try:
        yield
    finally:
        os.environ.pop(MOMENT)
        if before is not None:
            os.environ[MOMENT] = before


def _typed(name: str, text: str) -> date:
    said = f"{name} phải là một ngày có thật, viết NĂM-THÁNG-NGÀY, ví dụ 2026-07-01"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise DayError(f"{said} (đang là '{text}')")
    try:
        return _within(name, date.fromisoformat(text), text)
    except ValueError as error:
        raise error if isinstance(error, DayError) else DayError(f"{said} (đang là '{text}')") from None


def _of_moment(text: str, zone: tzinfo) -> date:
    if not re.fullmatch(r"-?\d+", text, re.ASCII):
        raise DayError(
            f"{MOMENT} phải là số giây từ 01/01/1970 (giờ quốc tế), ví dụ 1782864000; muốn cho một ngày thì"
            f" đặt {DAY}=NĂM-THÁNG-NGÀY (đang là '{text}')"
        )
    # one step past either end is enough to be told as outside, and no calendar overflows
    first, last = (int(datetime.combine(end, time(), UTC).timestamp()) for end in (EARLIEST, LATEST))
    seconds = min(max(int(text[:20]), first - 2 * _DAY), last + 2 * _DAY)
    return _within(MOMENT, day_in(zone, datetime.fromtimestamp(seconds, UTC)), text)


_DAY = 24 * 60 * 60  # seconds


def _within(name: str, day: date, text: str) -> date:
    if not EARLIEST <= day <= LATEST:
        raise DayError(
            f"{name} phải là một ngày từ {EARLIEST:%d/%m/%Y} đến {LATEST:%d/%m/%Y} (đang là '{text}')"
        )
    return day
