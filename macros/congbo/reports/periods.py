"""Periods: the periods that a report's head names by their regime, turned into days before it is typed.

A report says `period: {regime: cchc, of: 6 tháng, year: 2026}` and `previous: cùng kỳ`; the regime says from
which day to which. Days that are typed beside must be those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from congbo.law.regimes import WEEK, Regime, ReportingPeriod
from congbo.records import frontmatter
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.records.regimes import NamedPeriod
from congbo.records.scalars import parse_date
from congbo.words.spelling import nearest
from congbo.words.typed_days import EARLIEST_YEAR, LATEST_YEAR
from congbo.words.wording import short_date

SAME_PERIOD = "cùng kỳ"
"""The period of the same name one year before."""
PERIOD_BEFORE = "kỳ trước"
"""The period that the report's own follows in its series."""

_DAYS = ("start", "end")
_NO_DAY = "2000-01-01"
"""Stands for the days of a period that could not be told, so that the other keys are read all the same."""


def named(period: NamedPeriod) -> str:
    """Return what the regime of a report's period calls it; empty where none is named."""
    if not period.regime:
        return ""
    year = period.year or period.end.year
    return ReportingPeriod(period.regime, period.of, year, period.start, period.end).in_words


def resolved(
    data: dict[str, Any], regimes: Mapping[str, Regime], text: str, path: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the keys of a report with the days of the periods that it names, and what is wrong with them."""
    reading = _Reading(regimes, text, path)
    data = dict(data)
    own = reading.own(data)
    reading.previous(data, own)
    return data, reading.problems


@dataclass
class _Reading:
    """The periods of one page while they are read."""

    regimes: Mapping[str, Regime]
    text: str
    path: str
    problems: list[Problem] = field(default_factory=list)

    def own(self, data: dict[str, Any]) -> ReportingPeriod | None:
        """Give the report's period its days; its last is the day of the figures where none is typed."""
        group = data.get("period")
        if not isinstance(group, dict):
            return None
        if not _said(group, "regime"):
            for key in ("of", "year", "level"):
                if _said(group, key):
                    self._tell(
                        ("period", key), "unknown-regime", f"có “{key}” thì phải có “regime” (chế độ báo cáo)"
                    )
                    break
            return None
        found = self._named(group, ("period",))
        data["period"] = self._with_days(group, found, ("period",))
        if not _said(data, "as_of"):
            data["as_of"] = found.end.isoformat() if found else _NO_DAY
        level, regime = _said(group, "level"), self.regimes.get(_said(group, "regime"))
        if level and regime and level not in regime.levels:
            if regime.levels:
                message = f"chế độ “{regime.id}” không có hạn gửi của cấp “{level}”"
                hint = nearest(level, regime.levels)
                message += f"; chỉ có: {', '.join(regime.levels)}"
            else:
                message, hint = f"chế độ “{regime.id}” không ghi hạn gửi của cấp nào", ""
            self._tell(("period", "level"), "unknown-regime", message, hint)
        return found

    def previous(self, data: dict[str, Any], own: ReportingPeriod | None) -> None:
        """Give the period that the report is compared with its days."""
        group = data.get("previous")
        if isinstance(group, str) and group.strip():
            group = {"of": group}
            place: KeyPath = ("previous",)
        elif isinstance(group, dict) and (_said(group, "of") or _said(group, "regime")):
            place = ("previous", "of") if _said(group, "of") else ("previous", "regime")
        else:
            return
        if _said(group, "of") in (SAME_PERIOD, PERIOD_BEFORE):
            found = self._relative(_said(group, "of"), own, data, place)
        elif place == ("previous",):
            message = f"“previous” phải là “{SAME_PERIOD}”, “{PERIOD_BEFORE}” hoặc một nhóm khoá"
            self._tell(place, "unknown-regime", f"{message} (đang là '{_said(group, 'of')}')")
            found = None
        else:
            if own and not _said(group, "regime"):
                group = {**group, "regime": own.regime}
            found = self._named(group, ("previous",))
        data["previous"] = self._with_days(group, found, ("previous",))
        if not _said(group, "as_of"):
            data["previous"]["as_of"] = found.end.isoformat() if found else _NO_DAY

    def _relative(
        self, word: str, own: ReportingPeriod | None, data: dict[str, Any], place: KeyPath
    ) -> ReportingPeriod | None:
        group = data.get("period")
        if own is None:
            if not isinstance(group, dict) or not _said(group, "regime"):
                message = f"muốn ghi “{word}” thì “period” phải gọi theo chế độ báo cáo: regime, of và year"
                self._tell(place, "unknown-regime", message)
            return None
        regime = self.regimes[own.regime]
        found = regime.year_before(own) if word == SAME_PERIOD else regime.before(own)
        if found is None or found.end >= own.start or not found.is_as_long_as(own):
            message = f"chế độ “{own.regime}” không có {word} để so với {own.in_words}"
            if word == PERIOD_BEFORE and found:
                message += f": kỳ đứng trước ({found.in_words}) không dài bằng, hoặc chồng lên kỳ này"
            self._tell(place, "previous-regime", message)
            return None
        return found

    def _named(self, group: dict[str, Any], at: KeyPath) -> ReportingPeriod | None:
        """Return the period that a group of keys names, or None where that is told or cannot be read."""
        id_, name = _said(group, "regime"), _said(group, "of")
        regime = self.regimes.get(id_)
        if regime is None:
            message = f"không có chế độ báo cáo nào mang mã “{id_}”; có: {', '.join(self.regimes)}"
            self._tell((*at, "regime"), "unknown-regime", message, nearest(id_, self.regimes))
            return None
        if name not in regime.names:
            what = f"không có kỳ “{name}”" if name else "cần nêu kỳ ở “of”"
            message = f"chế độ “{id_}” {what}; các kỳ: {', '.join(regime.names)}"
            self._tell((*at, "of"), "unknown-regime", message)
            return None
        if name == WEEK:
            return self._week(regime, group, at)
        year = _said(group, "year")
        if not (year.isascii() and year.isdigit() and EARLIEST_YEAR < int(year[:5]) <= LATEST_YEAR):
            got = f" (đang là '{year}')" if year else ""
            self._tell((*at, "year"), "unknown-regime", f"“year” phải là năm của kỳ, ví dụ 2026{got}")
            return None
        return regime.period(name, int(year))

    def _week(self, regime: Regime, group: dict[str, Any], at: KeyPath) -> ReportingPeriod | None:
        try:
            start = parse_date(_said(group, "start"))
        except PydanticCustomError:
            self._tell((*at, "start"), "unknown-regime", "kỳ tuần phải ghi ngày đầu tuần ở “start”")
            return None
        found = regime.week(start)
        if found is None:
            message = f"ngày {short_date(start)} không phải ngày đầu tuần của chế độ “{regime.id}”"
            self._tell((*at, "start"), "period-mismatch", message)
            return None
        return found

    def _with_days(self, group: dict[str, Any], found: ReportingPeriod | None, at: KeyPath) -> dict[str, Any]:
        """Return a group of keys with the days of its period, telling those that are typed otherwise."""
        if found is None:
            return {**group, **dict.fromkeys(_DAYS, _NO_DAY)}
        days = {"start": found.start, "end": found.end}
        for key, day in days.items():
            typed = _day(_said(group, key))
            if typed and typed != day:
                message = (
                    f"“{key}” là {short_date(typed)}, nhưng {found.in_words} theo chế độ “{found.regime}”"
                    f" từ {short_date(found.start)} đến {short_date(found.end)}; hãy bỏ dòng này hoặc sửa kỳ"
                )
                self._tell((*at, key), "period-mismatch", message)
        said = {"regime": found.regime, "of": found.name, "year": str(found.year)}
        return {**{key: day.isoformat() for key, day in days.items()}, **group, **said}

    def _tell(self, place: KeyPath, rule: str, message: str, hint: str = "") -> None:
        marks = frontmatter.locate(self.text)
        at_key = place in marks
        while place and place not in marks:
            place = place[:-1]
        where = marks.get(place, ((1, 1), (1, 1)))[1 if at_key else 0]
        self.problems.append(Problem(self.path, *where, rule, message, hint))


def _said(group: dict[str, Any], key: str) -> str:
    """Return what a key of a group says in one line; empty where it says nothing."""
    value = group.get(key)
    return value.strip() if isinstance(value, str) else ""


def _day(text: str) -> Any:
    try:
        return parse_date(text) if text else None
    except PydanticCustomError:
        return None
