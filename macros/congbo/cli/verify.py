"""Verify: the command that holds a report against its seal, and a printed mark against its chain."""

import sys

import click

from congbo.cli import CLEAN, PROBLEMS
from congbo.cli.checked import named_report, site_and_report
from congbo.cli.here import stop
from congbo.records.problems import Severity
from congbo.reports import seals
from congbo.reports.causes import causes


@click.command()
@named_report
@click.option("--mark", help="Mã niêm phong in trên bản giấy, để so với dấu niêm phong ở đây.")
def verify(report_id: str, mark: str | None) -> None:
    """Tính lại BÁO-CÁO từ các bản ghi và so với dấu niêm phong.

    Mã thoát: 0 đúng như đã niêm phong và đính chính, 1 có chỗ khác, 2 không chạy được.
    """
    site, report = site_and_report(report_id)
    path = seals.seal_path(report.source.path)
    chain = report.chain
    if chain is None:
        of_seal = [p for p in site.problems if p.rule == "seal-broken"]
        more = f"; mã “{' '.join(mark.split())}” không so được" if mark is not None else ""
        stop(of_seal, f"không có dấu niêm phong đúng ở {path}{more}")
    shown = chain.seal.shown
    click.echo(f"Báo cáo: {report.meta.title}")
    click.echo(f"Niêm phong ngày {chain.seal.date:%d/%m/%Y}, mã {seals.printed(chain.digests[0])}")
    click.echo(
        f"Đã tính lại {len(shown.figures)} số liệu, {len(shown.records)} bản ghi,"
        f" {len(shown.notes)} chú thích, {len(shown.names)} tên, {len(shown.body)} đoạn văn."
    )
    for one, digest in zip(chain.rectifications, chain.digests[1:], strict=True):
        made = f"Đính chính ngày {one.date:%d/%m/%Y}, {len(one.changes)} phần"
        click.echo(f"{made}, mã {seals.printed(digest)}: {one.reason}")
    wrong = [cause.message for cause in causes(report)]
    unreadable = [p for p in site.problems if p.severity is Severity.ERROR and p.rule != "seal-drift"]
    for line in (*wrong, *map(str, unreadable)):
        click.echo(line)
    same = mark is None or _same_mark(chain, mark)
    good = not wrong and not unreadable and same
    other = "" if same else ", mã trên giấy không phải của dấu niêm phong này"
    click.echo("Khớp." if good else f"KHÔNG KHỚP: {len(wrong)} chỗ khác, {len(unreadable)} lỗi khác{other}.")
    sys.exit(CLEAN if good else PROBLEMS)


def _same_mark(chain: seals.Chain, mark: str) -> bool:
    """Say which link bears a printed mark, and tell whether any does: a whole mark, or the whole digest."""
    typed = seals.typed_mark(mark)
    found = [n for n, one in enumerate(chain.digests) if typed in (one[: seals.MARK], one)]
    if not found:
        return False
    later = len(chain.rectifications) - found[0]
    since = f"; từ đó đã có {later} đính chính như trên" if later else ""
    link = f"đính chính thứ {found[0]}" if found[0] else "bản niêm phong"
    click.echo(f"Mã trên giấy là mã của {link}{since}.")
    return True
