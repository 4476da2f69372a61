"""Checked: the site that a command is run in, read and checked, and the report that the command names."""

import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import click

from congbo.cli import COULD_NOT_RUN
from congbo.cli.here import root_here
from congbo.pages.settings import read_settings
from congbo.reports.report import Report
from congbo.reports.site import Site
from congbo.rules import check as checks
from congbo.site.clock import site_day
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
    settings = read_settings(root)
    _load_additions(root, settings.data.get("hooks"))
    day = site_day(settings.zone, given)
    return checks.read(root, day.day, settings, known=day.known)


def day_here(given: str | None) -> date:
    """Return the day that a command writes down: given, or that of the site around the working folder."""
    return site_day(read_settings(root_here()).zone, given).day


def _load_additions(root: Path, hooks: Any) -> None:
    """Load modules as a build does."""
    for path in hooks if isinstance(hooks, list) else ():
        spec = spec_from_file_location(Path(str(path)).stem, root / str(path))
        if spec and spec.loader and (root / str(path)).is_file():
            spec.loader.exec_module(module_from_spec(spec))


def site_and_report(report_id: str, given: str | None = None) -> tuple[Site, Report]:
    """Return the site around the working folder and the report of an id or of a page's path."""
    root = root_here()
    site = read_checked(root, given)
    wanted = Path(report_id).name.removesuffix(".md")
    found = next((report for report in site.reports if report.id == wanted), None)
    if found is None:
        hint = nearest(wanted, [report.id for report in site.reports])
        click.echo(f"congbo: không có báo cáo nào mang mã “{wanted}”, hoặc không đọc được. {hint}", err=True)
        sys.exit(COULD_NOT_RUN)
    return site, found
