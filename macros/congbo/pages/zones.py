"""Zones: in which the agency's day begins, as mkdocs.yml names it; no clock is read here."""

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from congbo.words.spelling import nearest

DEFAULT = "Asia/Ho_Chi_Minh"
VIETNAM = timezone(timedelta(hours=7), DEFAULT)
"""The zone of a site that names none. Its hour has not changed since 1975 (IANA tz database), so a machine
without data on zones, as Windows is, knows it too; a test holds the two against each other."""

_OF_MACHINE = frozenset({"localtime", "posixrules", "Factory", "posix", "right"})
"""Names, or first parts of names, that mean another zone on another machine, or count leap seconds."""


class UnknownZoneError(ValueError):
    """A name that is no zone here; its text says so in Vietnamese."""


def zone_named(name: object) -> tzinfo:
    """Return the zone of a name of the IANA tz database; raises UnknownZoneError."""
    if name == DEFAULT:
        return VIETNAM
    if isinstance(name, str) and name.partition("/")[0] not in _OF_MACHINE:
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):  # a folder of zones; no name at all; no such zone
            pass
    raise UnknownZoneError(_said_of(name))


def _said_of(name: object) -> str:
    """Return why a name is refused; only places are offered: the sign of Etc/GMT+7 is turned round."""
    places = [zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")]
    if not places:
        return (
            f"máy này không có dữ liệu múi giờ nên không biết '{name}'; hãy cài gói tzdata"
            f" (python -m pip install tzdata), hoặc bỏ “zone” để dùng giờ Việt Nam ({DEFAULT})"
        )
    hint = nearest(name, places) if isinstance(name, str) else ""
    said = f"“zone” phải là tên múi giờ của IANA, ví dụ {DEFAULT} (đang là '{name}')"
    return f"{said}. {hint}" if hint else said


def day_in(zone: tzinfo, moment: datetime) -> date:
    """Return the day that a moment, of any zone, falls on in a zone."""
    return moment.astimezone(zone).date()
