"""Periods: whether a report's days, title, body and number fit its period. Each docstring is the rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from congbo.records import frontmatter
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.records.record import Period
from congbo.reports.outlines import NOT_WRITTEN
from congbo.reports.report import Report
from congbo.rules.prose import place_in
from congbo.rules.references import lookups_of, missing
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.example import EXAMPLE
from congbo.words.wording import short_date, span
from congbo.words.years import own_years

_REPORT = "báo cáo"
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TITLED = re.compile(
    r"\bquý (?P<quarter>IV|I{1,3}|[1-4])\b"
    r"|\b(?P<months>\d{1,2}) tháng\b(?! \d)(?P<last> cuối)?"
    r"|(?<!\d )\btháng (?P<month>\d{1,2})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:\bnăm |/)(\d{4})\b", re.IGNORECASE)


def at_head(report: Report, key: KeyPath, rule: str, message: str, hint: str = "") -> Problem:
    """Return the problem of a report at the value of a key of its head."""
    marks = frontmatter.locate(report.source.text)
    while key and key not in marks:
        key = key[:-1]
    place = marks.get(key, ((1, 1), (1, 1)))[1]
    return Problem(report.source.path, *place, rule, message, hint)


@tells("unknown-organisation")
def body_of_report(site: SiteToCheck) -> Iterator[Problem]:
    """The body at a report's head has a record: else none of its figures could be found."""
    lookups, told = lookups_of(site), missing(site)
    for report in site.reports:
        id_ = report.meta.organisation
        known = id_ in site.register.organisations or id_ in site.unread_ids
        if not known and ("organisation", id_) not in told:
            message = f"không có cơ quan nào mang mã “{id_}”"
            hint = lookups.hint("organisation", id_)
            yield at_head(report, ("organisation",), "unknown-organisation", message, hint)


@tells("previous-regime")
def previous_regime(site: SiteToCheck) -> Iterator[Problem]:
    """A report is compared with a period of its own regime: quý III of another is other months."""
    for report in site.reports:
        own, before = report.meta.period, report.meta.previous
        if before is None or not (own.regime or before.regime):
            continue
        if own.regime and before.regime:
            if own.regime != before.regime:
                message = (
                    f"kỳ để so sánh theo chế độ “{before.regime}”, kỳ báo cáo theo chế độ “{own.regime}”;"
                    " chỉ so sánh trong cùng một chế độ"
                )
                yield at_head(report, ("previous", "regime"), "previous-regime", message)
            continue
        named, days, key = (own.regime, before, "previous") if own.regime else (before.regime, own, "period")
        regime = site.register.regimes.get(named)
        if regime and regime.of_days(days.start, days.end) is None:
            which = "kỳ để so sánh" if key == "previous" else "kỳ báo cáo"
            message = (
                f"{which} {span(days.start, days.end)} không phải kỳ nào của chế độ “{named}”;"
                " chỉ so sánh trong cùng một chế độ"
            )
            yield at_head(report, (key, "start"), "previous-regime", message)


@tells("frame-order", "report-early")
def frame_order(site: SiteToCheck) -> Iterator[Problem]:
    """The figures are of a day in the period or later, and the report is of no day before its figures."""
    for report in site.reports:
        period, as_of, day = report.meta.period, report.meta.as_of, report.meta.day
        if as_of < period.start:
            message = (
                f"ngày chốt số liệu {short_date(as_of)} trước ngày đầu kỳ {short_date(period.start)};"
                " hãy sửa “as_of” hoặc “period”"
            )
            yield at_head(report, ("as_of",), "frame-order", message)
        elif day < as_of:
            message = (
                f"ngày báo cáo {short_date(day)} trước ngày chốt số liệu {short_date(as_of)};"
                " hãy sửa “day” hoặc “as_of”"
            )
            yield at_head(report, ("day",), "frame-order", message)
        elif day < period.end:
            message = (
                f"ngày báo cáo {short_date(day)} trước ngày cuối kỳ {short_date(period.end)}:"
                " số trong kỳ có thể chưa đủ"
            )
            yield at_head(report, ("day",), "report-early", message)


@dataclass(frozen=True, slots=True)
class _Titled:
    """A period that a title names: its months, and the year where one follows."""

    words: str
    first: int
    last: int
    year: int | None

    def fits(self, period: Period) -> bool:
        """Tell whether a period is it: by the calendar, or from the middle of the month before."""
        begins = (self.first, self.first - 1 or 12)
        of_year = self.year is None or period.end.year == self.year
        return period.end.month == self.last and period.start.month in begins and of_year


def _titled(title: str) -> Iterator[_Titled]:
    for found in _TITLED.finditer(title):
        year = _YEAR.search(title, found.end())
        of = int(year[1]) if year else None
        if found["quarter"]:
            last = 3 * _QUARTERS[found["quarter"].upper()]
            first = last - 2
        else:
            number = int(found["months"] or found["month"])
            if not 1 <= number <= 12:
                continue
            first, last = (1, number) if found["months"] else (number, number)
            if found["last"]:
                first, last = 13 - number, 12
        yield _Titled(found.group(), first, last, of)


@tells("title-period")
def title_period(site: SiteToCheck) -> Iterator[Problem]:
    """A report whose title names a month, a quarter or a year is of that period."""
    for report in site.reports:
        title, period = report.meta.title, report.meta.period
        named = list(_titled(title))
        years = sorted(own_years(title))
        words = ""
        if named and not any(one.fits(period) for one in named):
            first = named[0]
            words = first.words + (f" năm {first.year}" if first.year else "")
        elif not named and years and period.end.year not in years:
            words = f"năm {years[0]}"
        if words:
            message = (
                f"tên báo cáo nói “{words}”, nhưng kỳ báo cáo {span(period.start, period.end)};"
                " hãy sửa tên hoặc kỳ"
            )
            yield at_head(report, ("title",), "title-period", message)


@tells("body-ended")
def body_on_day(site: SiteToCheck) -> Iterator[Problem]:
    """The body that reports was still there on the day of its report."""
    for report in site.reports:
        body = site.register.organisations.get(report.meta.organisation)
        ended = [
            version.since
            for version in (body.history.get("successor", ()) if body else ())
            if version.value and version.since and version.since <= report.meta.day
        ]
        if body and ended:
            message = (
                f"“{body.name}” đã có cơ quan kế thừa từ {short_date(min(ended))},"
                f" trước ngày báo cáo {short_date(report.meta.day)}"
            )
            yield at_head(report, ("organisation",), "body-ended", message)


@tells("report-number")
def report_number(site: SiteToCheck) -> Iterator[Problem]:
    """A report that has a number has a day, and its number is that of a báo cáo."""
    for report in site.reports:
        number = report.meta.number
        if not number:
            continue
        if not report.meta.day_known:
            message = (
                f"báo cáo đã có số “{number}” thì phải biết ngày; hãy sửa “day” và bỏ “day_known: không”"
            )
            yield at_head(report, ("day_known",), "report-number", message)
        if site.register.document_kinds[_REPORT].grammar.read(number).doubtful:
            message = (
                "“number” không giống số, ký hiệu của một báo cáo,"
                f" ví dụ {EXAMPLE.number(45, 'BC')} (đang là '{number}')"
            )
            yield at_head(report, ("number",), "report-number", message)


@tells("not-written")
def not_written(site: SiteToCheck) -> Iterator[Problem]:
    """What an outline leaves open is brought before the report goes out."""
    for report in site.reports:
        for found in NOT_WRITTEN.finditer(report.source.prose()):
            message = f"bài còn chỗ chưa viết: {found[1].strip()}"
            yield Problem(report.source.path, *place_in(report.source, found.start()), "not-written", message)


@tells("report-due")
def report_due(site: SiteToCheck) -> Iterator[Problem]:
    """A report that is soon to be sent, and has no number and no seal yet, is told some days before."""
    for report in site.reports:
        level = report.meta.period.level
        if not level or report.chain or report.meta.number:
            continue
        for due in dues(site, report):
            left = (due - site.of_day).days
            if 0 <= left <= site.settings.days_ahead:
                message = f"hạn gửi là {short_date(due)}, còn {left} ngày; chưa có số, chưa niêm phong"
                yield at_head(report, ("period", "level"), "report-due", message)


def dues(site: SiteToCheck, report: Report) -> Iterator[date]:
    """Yield the days by which a report is to be sent by the level that it names."""
    own = report.meta.period
    regime = site.register.regimes.get(own.regime)
    found = regime.of_days(own.start, own.end) if regime else None
    if regime and found:
        yield from (one.day for one in regime.due(found, site.register.calendar, own.level))
