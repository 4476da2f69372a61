"""Export: the command that makes the Word and the PDF file of a report."""

import sys
from pathlib import Path

import click

from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.cli.checked import named_report, of_day, report_of
from congbo.cli.here import root_here
from congbo.pages.settings import read_settings
from congbo.paper import SUFFIXES
from congbo.records import writing
from congbo.records.problems import has_errors
from congbo.rules import check as checks
from congbo.site.clock import site_day


@click.command()
@named_report
@click.option("--to", "formats", type=click.Choice(SUFFIXES), multiple=True, help="Mặc định: cả hai.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(), help="Thư mục đặt tệp.")
@of_day
def export(report_id: str, formats: tuple[str, ...], folder: Path, day: str | None) -> None:
    """Tạo bản Word và bản PDF của một báo cáo, như trên trang; BÁO-CÁO là tên hoặc đường dẫn tệp trang."""
    from mkdocs.config import load_config  # only here: what is typed wrong is told without MkDocs
    from mkdocs.exceptions import MkDocsException

    from congbo.pages.pages import Pages
    from congbo.pages.rendering import Renderer
    from congbo.paper import reports as documents
    from congbo.paper.pdf import LayoutError
    from congbo.site.plugin import dialect_of

    root = root_here()
    try:
        config = load_config(str(root / "mkdocs.yml"))
        plugin = config.plugins["congbo"]
    except (MkDocsException, KeyError) as error:
        why = "trong “plugins” không có “congbo”" if isinstance(error, KeyError) else str(error)
        click.echo(f"congbo: không dùng được mkdocs.yml: {why}", err=True)
        sys.exit(COULD_NOT_RUN)
    settings = read_settings(root)
    of_site = site_day(settings.zone, day)
    site = checks.read(root, of_site.day, settings, known=of_site.known)
    report = report_of(site, report_id)
    if has_errors(site.problems):
        click.echo("congbo: bản ghi hoặc trang còn lỗi, chưa xuất được; chạy “congbo check” để xem", err=True)
        sys.exit(PROBLEMS)
    fonts = Path(plugin.config.fonts) if plugin.config.fonts else None
    pages = Pages(site, of_site.day, config.site_url or "", fonts, dialect_of(config), settings.zone)
    document = documents.official_document(report, Renderer(pages), pages.site_url)
    files = {suffix: folder / f"{report.id}.{suffix}" for suffix in formats or SUFFIXES}
    made = {}
    for suffix in files:
        try:
            made[suffix] = documents.made(report, document, suffix, fonts)
        except LayoutError as error:
            click.echo(f"congbo: không dàn được trang thành {suffix.upper()}. {error}", err=True)
            sys.exit(PROBLEMS)
    for suffix, file in files.items():
        writing.write(file, made[suffix])
        click.echo(f"Đã tạo {file}.")
