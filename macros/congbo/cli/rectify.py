"""Rectify: the command that writes a correction of exactly what changed since a report was sealed."""

import click

from congbo.cli.checked import dated, day_here, named_report, site_and_report
from congbo.cli.here import stop
from congbo.records import blank as scaffold
from congbo.records import writing
from congbo.records.problems import Severity
from congbo.reports import sealing
from congbo.reports.written_page import PageSource, read_page
from congbo.rules.written import refused_keys


@click.command()
@named_report
@dated
@click.option("--reason", required=True, help="Lý do đính chính; người đọc báo cáo sẽ thấy.")
def rectify(report_id: str, day: str | None, reason: str) -> None:
    """Ghi vào đầu trang BÁO-CÁO một đính chính cho đúng những gì đã đổi từ lúc niêm phong."""
    site, report = site_and_report(report_id, day)
    rest = [p for p in site.problems if p.rule != "seal-drift" and p.severity is Severity.ERROR]
    if rest or report.seal is None:
        stop(rest, "chưa ghi đính chính" + ("" if rest else " vì báo cáo chưa được niêm phong"))
    correction = sealing.rectification(report, day_here(day), reason)
    if not correction["changes"]:
        click.echo("Không có gì khác lúc niêm phong; không phải đính chính.")
        return
    file = site.root / report.source.path
    raw = scaffold.with_item(file.read_bytes(), sealing.RECTIFICATIONS, correction)
    if refused := _refused(raw, report.source):
        click.echo("\n".join(refused))
        stop([], "chưa ghi đính chính vì lý do có chữ không đăng được; hãy viết lại --reason")
    writing.write(file, raw)
    click.echo(f"Đã ghi đính chính {len(correction['changes'])} phần vào {report.source.path}.")


def _refused(raw: bytes, before: PageSource) -> list[str]:
    """Return what would be wrong with a page that was not wrong with it before."""
    page = read_page(raw, before.path)
    known = {(problem.rule, problem.message) for problem in before.problems}
    found = [problem for problem in page.problems if (problem.rule, problem.message) not in known]
    return [f"--reason: {p.message}. {p.hint}".removesuffix(". ") for p in (*found, *refused_keys(page))]
