"""New report: the command that begins a report's page from an outline. `congbo new report` runs it."""

import re
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

import click
from pydantic_core import PydanticCustomError

from congbo.cli import PROBLEMS
from congbo.cli.asking import answer, give_up, one_of
from congbo.cli.checked import read_checked
from congbo.cli.here import root_here
from congbo.law.regimes import WEEK, Regime, ReportingPeriod, levels_due
from congbo.pages.settings import read_settings
from congbo.records import writing
from congbo.records.library import offered
from congbo.records.problems import shown
from congbo.records.scalars import parse_date
from congbo.reports import outlines
from congbo.reports.following import Missing, missing
from congbo.reports.periods import SAME_PERIOD
from congbo.reports.site import DOCS, Site
from congbo.words.typed_days import EARLIEST_YEAR, LATEST_YEAR

_SPAN = re.compile(r"(\S+)\.\.(\S+)")
_FREE = "tu-do"
REPORTS = f"{DOCS}/bao-cao"
"""The folder of the pages of reports."""


@click.command(name="report")
@click.option("--kind", metavar="LOẠI", help="Đề cương: cchc, kstthc hoặc mot-cua.")
@click.option("--body", metavar="CƠ-QUAN", help="Mã cơ quan báo cáo.")
@click.option("--regime", metavar="CHẾ-ĐỘ", help="Mã chế độ báo cáo; tu-do là kỳ tự chọn hai ngày.")
@click.option("--period", metavar="KỲ", help="“quý III”; ngày đầu tuần; hoặc NGÀY-ĐẦU..NGÀY-CUỐI.")
@click.option("--year", metavar="NĂM", help="Năm của kỳ.")
@click.option("--level", metavar="CẤP", default="", help="Cấp gửi, nếu chế độ có ghi hạn gửi.")
@click.option("--write", is_flag=True, help="Lập luôn các bản ghi còn thiếu, để trống chỗ điền số.")
def new_report(
    kind: str | None,
    body: str | None,
    regime: str | None,
    period: str | None,
    year: str | None,
    level: str,
    write: bool,
) -> None:
    """Lập trang của một báo cáo từ đề cương: đủ đề mục và lệnh lấy số, chỗ chưa có thì ghi “Chưa có”.

    Thiếu lựa chọn nào thì lệnh hỏi, nếu đang ở cửa sổ dòng lệnh. Không bao giờ ghi đè.
    """
    root = root_here()
    site = read_checked(root)
    kinds = outlines.shipped()
    outline = kinds[one_of(kind, "--kind", "Loại báo cáo", list(kinds))]
    organisation = one_of(body, "--body", "Cơ quan báo cáo", list(site.register.organisations))
    wanted = _period(site, regime, period, year)
    if level and level not in (levels := _levels(site, wanted)):
        give_up(
            f"--level phải là một cấp có hạn gửi trong chế độ này: {', '.join(levels) or 'không có cấp nào'}"
        )
    known = {*site.register.indicators, *site.register.measures, *offered(site.register.records)}
    id_, text = page_of(site, outline, organisation, wanted, known, level)
    written(root, id_, text)
    made = next((report for report in read_checked(root).reports if report.id == id_), None)
    lacking_records(root, missing(made) if made else [], due_lines(site, wanted, level), write)
    tell(root, site, id_, wanted, level)


def page_of(
    site: Site,
    outline: outlines.Outline,
    organisation: str,
    period: ReportingPeriod,
    known: Collection[str],
    level: str = "",
    **more: str,
) -> tuple[str, str]:
    """Return the id and the text of a report's page; `more` are keys of its head.

    A sentence with a figure that is not `known` is said to be missing.
    """
    record = site.register.on(period.end).organisations[organisation]
    head = {
        "title": f"{outline.title} {period.in_words}",
        "description": outline.description,
        "render_macros": "true",
        "hide": "navigation",
        **more,
        "organisation": organisation,
        "period": outlines.period_keys(period, level),
        **({} if period.regime else {"as_of": period.end.isoformat()}),
        **({"previous": SAME_PERIOD} if period.regime and period.name != WEEK else {}),
        "day": period.end.isoformat(),
        "day_known": "không",
    }
    name = record.long_name or record.short_name or record.name
    marked = f'{{{{ name("{name}") }}}}' if any(map(str.isdigit, name)) else name
    return outlines.page_id(outline.id, period), outlines.page(head, outline.text(marked, known))


def written(root: Path, id_: str, text: str) -> None:
    """Write the page of a new report, or say that there is one and end."""
    path = f"{REPORTS}/{id_}.md"
    try:
        writing.create(root / path, text.encode())
    except FileExistsError:
        click.echo(f"congbo: đã có {path}; không ghi đè", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"Đã lập {path}.")


def lacking_records(root: Path, lacking: list[Missing], dues: list[str], write: bool) -> None:
    """Print the records that are missing with the deadlines, and make them where that is asked."""
    if not lacking:
        click.echo("Không thiếu bản ghi số liệu nào của kỳ này.")
        return
    by = f" (hạn gửi báo cáo: {'; '.join(dues)})" if dues else ""
    click.echo(f"Còn thiếu {len(lacking)} bản ghi của kỳ này{by}:")
    for one in lacking:
        why = f" – cho {', '.join(one.figures)}" if one.figures else ""
        click.echo(f"  {one.title}{why}")
        if not write:
            click.echo(f"    congbo new {one.folder} {one.id}")
            continue
        try:
            writing.create(root / one.path, one.text.encode())
            click.echo(f"    đã lập {one.path}; hãy điền số")
        except FileExistsError:
            click.echo(f"    đã có {one.path}; không ghi đè", err=True)
    if not write:
        click.echo("Thêm --write thì lệnh lập sẵn các bản ghi ấy, đã điền tên, kỳ, đơn vị.")


def tell(root: Path, site: Site, id_: str, period: ReportingPeriod, level: str = "") -> None:
    """Print when a new page is due, and what the check says of it."""
    for line in due_lines(site, period, level):
        click.echo(f"Hạn gửi: {line}.")
    path = f"{REPORTS}/{id_}.md"
    found = [problem for problem in read_checked(root).problems if problem.path == path]
    if found:
        click.echo("Còn phải làm:")
    for problem in shown(found):
        click.echo(f"  {problem}")
    if read_settings(root).data.get("nav"):
        click.echo("Muốn trang có trong thực đơn thì thêm một dòng vào “nav” của mkdocs.yml.")


def due_lines(site: Site, period: ReportingPeriod, level: str = "") -> list[str]:
    """Return the deadlines of a period in words."""
    regime = site.register.regimes.get(period.regime)
    return list(levels_due(regime.due(period, site.register.calendar, level))) if regime else []


def _levels(site: Site, period: ReportingPeriod) -> tuple[str, ...]:
    regime = site.register.regimes.get(period.regime)
    return regime.levels if regime else ()


def _period(site: Site, regime: str | None, period: str | None, year: str | None) -> ReportingPeriod:
    """Return the period that is given or asked for."""
    if regime is None and period and _SPAN.fullmatch(period):
        regime = _FREE
    regimes = site.register.regimes
    named = one_of(regime, "--regime", "Chế độ báo cáo", [*regimes, _FREE])
    if named == _FREE:
        return answer(period, "--period", "Từ ngày..đến ngày, ví dụ 2024-01-01..2024-07-20", free)
    return of_regime(regimes[named], period, year)


def of_regime(regime: Regime, period: str | None, year: str | None) -> ReportingPeriod:
    """Return the period of a regime that is given or asked for."""
    if regime.week_begins is not None and not regime.series:
        return answer(period, "--period", "Ngày đầu tuần, ví dụ 2026-11-26", lambda text: _week(regime, text))
    name = one_of(period, "--period", "Kỳ", regime.names, names=False)
    found = regime.period(name, answer(year, "--year", "Năm của kỳ, ví dụ 2026", _year))
    assert found is not None
    return found


def free(text: str) -> ReportingPeriod:
    """Return the period of two typed days; raises ValueError in words."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(
            f"kỳ tự chọn viết NGÀY-ĐẦU..NGÀY-CUỐI, ví dụ 2024-01-01..2024-07-20 (đang là '{text}')"
        )
    start, end = _day(found[1]), _day(found[2])
    if end < start:
        raise ValueError("ngày cuối kỳ đứng trước ngày đầu kỳ")
    return ReportingPeriod("", "", end.year, start, end)


def _week(regime: Regime, text: str) -> ReportingPeriod:
    found = regime.week(_day(text))
    if found is None:
        raise ValueError(f"ngày '{text}' không phải ngày đầu tuần của chế độ “{regime.id}”")
    return found


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except PydanticCustomError as error:
        raise ValueError(f"ngày {error.message()}") from None


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and EARLIEST_YEAR < int(text[:5]) <= LATEST_YEAR):
        raise ValueError(f"--year phải là một năm, ví dụ 2026 (đang là '{text}')")
    return int(text)
