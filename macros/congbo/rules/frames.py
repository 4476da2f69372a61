"""Frames: what must hold of a report's head, signature and periods. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.records import frontmatter
from congbo.records.problems import Problem, has_errors
from congbo.reports.macros import MACROS
from congbo.reports.report import is_report
from congbo.reports.written_page import RENDER_MACROS, answers_macros
from congbo.rules.rulebook import SiteToCheck, at_call, tells
from congbo.words.wording import short_date

LONGEST_MONTH_MINUS_SHORTEST = 3  # days: January and February are periods of one length


@tells("report-macros")
def report_macros(site: SiteToCheck) -> Iterator[Problem]:
    """A report page has its macros run, and any page says yes or no: else its calls would stay as text."""
    for source in site.sources:
        said = answers_macros(source.data)
        if said is None or (said is False and is_report(source) and source.data.get(RENDER_MACROS) != ""):
            marks = frontmatter.locate(source.text)
            place = marks.get((RENDER_MACROS,), ((1, 1), (1, 1)))[1]
            message = "trang báo cáo phải có dòng “render_macros: true” thì các lệnh trong bài mới chạy"
            if not is_report(source):
                message = "“render_macros” phải là true (có lệnh trong bài) hoặc false (không có lệnh)"
            yield Problem(source.path, *place, "report-macros", message)


@tells("report-macros")
def report_frame(site: SiteToCheck) -> Iterator[Problem]:
    """A report has one head and one signature; who signs or gets it is not left out."""
    for report in site.reports:
        calls, seen = report.source.calls, set[str]()
        for call in calls:
            if MACROS[call.name].once and call.name in seen:
                message = f"lệnh “{call.name}” chỉ dùng một lần trong bài"
                yield at_call(report.source, call, "report-macros", message)
            seen.add(call.name)
        key = "signer" if report.meta.signer else "recipients"
        signed = any(MACROS[call.name].signs for call in calls)
        if report.source.data.get(key) and not signed and not has_errors(report.source.problems):
            place = frontmatter.locate(report.source.text)[key,][0]
            message = "có người ký hoặc nơi nhận thì trong bài phải có lệnh {{ signature() }}"
            yield Problem(report.source.path, *place, "report-macros", message)


@tells("previous-period")
def previous_period(site: SiteToCheck) -> Iterator[Problem]:
    """A report is compared with an earlier period of its own length, whose figures are not of later days."""
    for report in site.reports:
        period, previous = report.meta.period, report.meta.previous
        if previous is None:
            continue
        length, before = period.end - period.start, previous.end - previous.start
        key, message = "", ""
        if previous.end >= period.start:
            key = "end"
            message = (
                f"kỳ để so sánh phải hết trước ngày đầu kỳ báo cáo {short_date(period.start)}"
                f" (đang là {short_date(previous.end)})"
            )
        elif abs((length - before).days) > LONGEST_MONTH_MINUS_SHORTEST:
            key = "start"
            message = (
                f"kỳ để so sánh phải dài như kỳ báo cáo: {length.days + 1} ngày"
                f" (đang là {before.days + 1} ngày)"
            )
        elif previous.as_of >= report.meta.as_of:
            key = "as_of"
            message = (
                f"ngày chốt số liệu của kỳ để so sánh phải trước {short_date(report.meta.as_of)}"
                f" (đang là {short_date(previous.as_of)})"
            )
        if message:
            marks = frontmatter.locate(report.source.text)
            place = marks.get(("previous", key), ((1, 1), (1, 1)))[1]
            yield Problem(report.source.path, *place, "previous-period", message)
