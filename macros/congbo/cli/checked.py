"""Checked: the site that a command is run in, read and checked, and the report that the command names."""

import sys
from datetime import date
from pathlib import Path

import click

from congbo.cli import COULD_NOT_RUN
from congbo.cli.here import root_here, with_additions
from congbo.pages.settings import Settings, read_settings
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.reports.site import Site
from congbo.rules import check as checks
from congbo.site.clock import SiteDay, site_day
from congbo.words.spelling import nearest

named_report = click.argument("report_id", metavar="BÁO-CÁO")
of_day = click.option(
    "--day",
    metavar="NGÀY",
    help="Ngày của trang, viết NĂM-THÁNG-NGÀY; mặc định là hôm nay theo múi giờ của cơ quan.",
)
dated = click.option(
    "--day",
    "--date",
    "day",
    metavar="NGÀY",
    help="Ngày ghi lại, viết NĂM-THÁNG-NGÀY; mặc định là hôm nay theo múi giờ của cơ quan.",
)


def read_checked(root: Path, given: str | None = None) -> Site:
    """Read and check the site below `root` on its day, with the modules named under `hooks` loaded."""
    return read_on(root, given)[0]


def read_on(root: Path, given: str | None = None) -> tuple[Site, date]:
    """Return the site below `root` as `read_checked` does, and its day."""
    settings = with_additions(root)
    on = site_day(settings.zone, given)
    return _read(root, settings, on), on.day


def _read(root: Path, settings: Settings, day: SiteDay) -> Site:
    return checks.read(root, day.day, settings, known=day.known)


def day_here() -> date:
    """Return today, as the site around the working folder has it."""
    return site_day(read_settings(root_here()).zone).day


def site_and_report(report_id: str) -> tuple[Site, Report]:
    """Return the site around the working folder and the report of an id or of a page's path."""
    site = read_checked(root_here())
    return site, report_of(site, report_id)


def site_report_and_days(report_id: str, given: str | None) -> tuple[Site, Report, date, date]:
    """Return the site here, the report, the day that a command writes down of it, and today."""
    root = root_here()
    settings = with_additions(root)
    on, today = (site_day(settings.zone, day) for day in (given, None))
    site = _read(root, settings, on)
    return site, report_of(site, report_id), on.day, today.day


def report_of(site: Site, named: str) -> Report:
    """Return the report of an id or of a page's path, or say that there is none and end."""
    wanted = Path(named).name.removesuffix(".md")
    found = next((report for report in site.reports if report.id == wanted), None)
    if found is None:
        hint = nearest(wanted, [report.id for report in site.reports])
        why = f"không có báo cáo nào mang mã “{wanted}”, hoặc không đọc được. {hint}".rstrip()
        click.echo(f"congbo: {why}", err=True)
        sys.exit(COULD_NOT_RUN)
    return found


def register_here() -> Register:
    """Return all records of the site around the working folder that can be read, public or not, unchecked."""
    root = root_here()
    with_additions(root)
    return Register(read_site(root).records)
