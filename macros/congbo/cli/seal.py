"""Seal: the command that records what a signed report shows."""

from pathlib import Path

import click

from congbo.cli.checked import dated, named_report, site_report_and_days
from congbo.cli.here import stop
from congbo.records import writing
from congbo.records.editing import replaced
from congbo.records.problems import Severity
from congbo.reports import projection, seals
from congbo.reports.report import Report
from congbo.reports.report_meta import SEAL
from congbo.words.wording import short_date

DRIFT = "seal-drift"
NOT_WRITTEN = "not-written"
"""What only warns while a page is being written, and is never sealed."""
OF_SEALS = frozenset({"seal-broken", "rectification-mismatch"})
"""The rules of what a new seal takes the place of, besides a drift, which is told at any record."""


@click.command()
@named_report
@dated
@click.option("--replace", is_flag=True, help="Bỏ dấu niêm phong cũ, niêm phong lại theo bản ghi hiện có.")
def seal(report_id: str, day: str | None, replace: bool) -> None:
    """Niêm phong BÁO-CÁO: ghi lại mọi điều báo cáo nói; từ đó đổi một chữ, một số là lỗi.

    Ghi dấu niêm phong cạnh trang và mã của nó vào đầu trang. Báo cáo đã niêm phong mà nay khác thì không
    niêm phong đè, trừ khi có --replace; bản đã đính chính thì không bao giờ.
    """
    site, report, on, today = site_report_and_days(report_id, day)
    path = seals.seal_path(report.source.path)
    own = (path, report.source.path)
    of_seal = [p for p in site.problems if p.rule == DRIFT or (p.rule in OF_SEALS and p.path in own)]
    unwritten = [p for p in site.problems if p.rule == NOT_WRITTEN and p.path == report.source.path]
    rest = [p for p in site.problems if p not in of_seal and p.severity is Severity.ERROR] + unwritten
    if rest or (of_seal and not replace):
        stop([*rest, *(of_seal if not replace else [])], "chưa niêm phong vì còn các lỗi ở trên")
    if report.chain and not replace:
        click.echo(f"Đã niêm phong từ trước, mã {report.chain.mark}; không có gì khác.")
        return
    if report.chain is None and (site.root / path).exists():
        stop([], f"không đọc được {path} nên không niêm phong đè; hãy lấy lại tệp này từ lịch sử git")
    if report.chain and report.chain.rectifications:
        stop(
            [], "báo cáo đã có đính chính thì không niêm phong lại: đính chính chỉ được thêm, không được mất"
        )
    if on > today:
        stop([], f"ngày niêm phong {short_date(on)} chưa tới")
    unsealed = Report(report.source, report.meta, report.register)
    made = seals.sealed(report.id, on, projection.shown_of(unsealed))
    write(site.root, report, made)
    click.echo(f"Đã niêm phong: {path}. Mã {made.mark}. Hãy đưa tệp này vào git cùng báo cáo.")


def write(root: Path, report: Report, chain: seals.Chain) -> None:
    """Write a chain beside its page, and its mark at the page's head: both, or neither."""
    page, file = root / report.source.path, root / seals.seal_path(report.source.path)
    named = replaced(page.read_bytes(), (SEAL,), chain.mark)
    before = file.read_bytes() if file.exists() else None
    writing.write(file, seals.encoded(chain))
    try:
        writing.write(page, named)
    except writing.WritingError:
        if before is None:
            file.unlink()
        else:
            writing.write(file, before)
        raise
