"""Rectify: the command that writes a correction of exactly what changed since a report was sealed."""

from datetime import date, datetime

import click

from congbo.cli.checked import dated, named_report, site_and_report
from congbo.cli.here import stop
from congbo.records import blank as scaffold
from congbo.records import writing
from congbo.records.problems import Severity
from congbo.reports import sealing


@click.command()
@named_report
@dated
@click.option("--reason", required=True, help="Lý do đính chính; người đọc báo cáo sẽ thấy.")
def rectify(report_id: str, day: datetime | None, reason: str) -> None:
    """Ghi vào đầu trang BÁO-CÁO một đính chính cho đúng những gì đã đổi từ lúc niêm phong."""
    site, report = site_and_report(report_id)
    rest = [p for p in site.problems if p.rule != "seal-drift" and p.severity is Severity.ERROR]
    if rest or report.seal is None:
        stop(rest, "chưa ghi đính chính" + ("" if rest else " vì báo cáo chưa được niêm phong"))
    correction = sealing.rectification(report, day.date() if day else date.today(), reason)
    if not correction["changes"]:
        click.echo("Không có gì khác lúc niêm phong; không phải đính chính.")
        return
    file = site.root / report.source.path
    writing.write(file, scaffold.with_item(file.read_bytes(), sealing.RECTIFICATIONS, correction))
    click.echo(f"Đã ghi đính chính {len(correction['changes'])} phần vào {report.source.path}.")
