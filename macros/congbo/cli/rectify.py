"""Rectify: the command that adds a correction of exactly what changed since a report was sealed."""

import click

from congbo.cli.checked import dated, named_report, site_report_and_days
from congbo.cli.here import stop
from congbo.cli.seal import write
from congbo.records.editing import replaced
from congbo.records.problems import Severity
from congbo.reports import sealing
from congbo.reports.written_page import PageSource, read_page
from congbo.rules.seals import is_reason
from congbo.rules.written import refused_keys
from congbo.words.wording import short_date


@click.command()
@named_report
@dated
@click.option("--reason", required=True, help="Lý do đính chính; người đọc báo cáo sẽ thấy.")
def rectify(report_id: str, day: str | None, reason: str) -> None:
    """Ghi thêm vào dấu niêm phong của BÁO-CÁO một đính chính cho đúng những gì đã đổi.

    Đính chính chỉ được thêm: không sửa, không bỏ, không đề ngày trước lần ngay trước nó.
    """
    site, report, on, today = site_report_and_days(report_id, day)
    chain, reason = report.chain, " ".join(reason.split())
    rest = [p for p in site.problems if p.rule != "seal-drift" and p.severity is Severity.ERROR]
    if rest or chain is None:
        stop(rest, "chưa ghi đính chính" + ("" if rest else " vì báo cáo chưa được niêm phong"))
    found = sealing.changes(report)
    if not found:
        click.echo("Không có gì khác lúc niêm phong; không phải đính chính.")
        return
    last = chain.last_day
    if not last <= on <= today:
        stop([], f"ngày đính chính phải từ {short_date(last)} đến hôm nay (đang là {short_date(on)})")
    refused = ["--reason: để trống; hãy viết vì sao đính chính"]
    if is_reason(reason):
        refused = _refused(reason, (site.root / report.source.path).read_bytes(), report.source)
    if refused:
        click.echo("\n".join(refused))
        stop([], "chưa ghi đính chính vì lý do không đăng được; hãy viết lại --reason")
    write(site.root, report, chain.followed_by(on, reason, found))
    click.echo(f"Đã ghi đính chính {len(found)} phần cạnh {report.source.path}; mã mới ở đầu trang.")


def _refused(reason: str, page: bytes, before: PageSource) -> list[str]:
    """Return why a text cannot be published: what would be wrong with the page if it stood at its head."""
    with_it = read_page(replaced(page, ("description",), reason), before.path)
    known = {(problem.rule, problem.message) for problem in (*before.problems, *refused_keys(before))}
    found = [p for p in (*with_it.problems, *refused_keys(with_it)) if (p.rule, p.message) not in known]
    return [f"--reason: {p.message}. {p.hint}".removesuffix(". ") for p in found]
