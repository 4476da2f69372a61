"""Seal: the command that records what a signed report says and used."""

import click

from congbo.cli.checked import dated, day_here, named_report, site_and_report
from congbo.cli.here import stop
from congbo.records import writing
from congbo.records.problems import Severity
from congbo.reports import sealing, seals
from congbo.reports.report import Report


@click.command()
@named_report
@dated
@click.option("--replace", is_flag=True, help="Bỏ dấu niêm phong cũ, niêm phong lại theo bản ghi hiện có.")
def seal(report_id: str, day: str | None, replace: bool) -> None:
    """Niêm phong BÁO-CÁO: ghi lại mọi số liệu và bản ghi đã dùng; từ đó mọi thay đổi là lỗi.

    Báo cáo đã niêm phong mà bản ghi nay khác thì không niêm phong đè, trừ khi có --replace.
    """
    site, report = site_and_report(report_id, day)
    path = seals.seal_path(report.source.path)
    of_seal = [p for p in site.problems if p.rule == "seal-drift" or p.path == path]
    rest = [p for p in site.problems if p not in of_seal and p.severity is Severity.ERROR]
    if rest or (of_seal and not replace):
        stop([*rest, *(of_seal if not replace else [])], "chưa niêm phong vì còn các lỗi ở trên")
    if report.seal and not replace:
        click.echo(f"Đã niêm phong từ trước, mã {report.seal.fingerprint}; bản ghi không có gì khác.")
        return
    if report.meta.rectifications:
        stop([], "báo cáo có đính chính; muốn niêm phong lại thì xoá “rectifications” ở đầu trang trước")
    unsealed = Report(report.source, report.meta, report.register)
    made = sealing.seal_of(unsealed, day_here(day))
    writing.write(site.root / path, seals.encoded(made))
    click.echo(f"Đã niêm phong: {path}. Mã {made.fingerprint}. Hãy đưa tệp này vào git cùng báo cáo.")
