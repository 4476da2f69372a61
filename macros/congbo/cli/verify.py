"""Verify: the command that holds a report against its seal."""

import sys

import click

from congbo.cli import CLEAN, PROBLEMS
from congbo.cli.checked import named_report, site_and_report
from congbo.cli.here import stop
from congbo.records.problems import Severity
from congbo.reports import sealing, seals
from congbo.rules import seals as seal_rules


@click.command()
@named_report
def verify(report_id: str) -> None:
    """Tính lại BÁO-CÁO từ các bản ghi và so với dấu niêm phong.

    Mã thoát: 0 đúng như đã niêm phong và đính chính, 1 có chỗ khác, 2 không chạy được.
    """
    site, report = site_and_report(report_id)
    path = seals.seal_path(report.source.path)
    if report.seal is None:
        stop([p for p in site.problems if p.path == path], f"không có dấu niêm phong đúng ở {path}")
    sealed = report.seal
    click.echo(f"Báo cáo: {report.meta.title}")
    click.echo(f"Niêm phong ngày {sealed.date:%d/%m/%Y}, mã {sealed.fingerprint}")
    click.echo(
        f"Đã tính lại {len(sealed.figures)} số liệu, {len(sealed.records)} bản ghi,"
        f" {len(sealed.notes)} chú thích, {len(sealed.citations)} văn bản dẫn,"
        f" {len(sealed.names)} tên, {len(sealed.paragraphs)} đoạn văn."
    )
    for one in report.meta.rectifications:
        click.echo(f"Đính chính ngày {one.date:%d/%m/%Y}, {len(one.changes)} phần: {one.reason}")
    wrong = [seal_rules.message(report, found) for found in sealing.drift(report)]
    unreadable = [p for p in site.problems if p.severity is Severity.ERROR and p.rule != "seal-drift"]
    for line in (*wrong, *map(str, unreadable)):
        click.echo(line)
    good = not wrong and not unreadable
    click.echo("Khớp." if good else f"KHÔNG KHỚP: {len(wrong)} chỗ khác, {len(unreadable)} lỗi khác.")
    sys.exit(CLEAN if good else PROBLEMS)
