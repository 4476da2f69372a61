"""Next: the command that begins the page of a report's next period and lists what it still needs."""

import click

from congbo.cli.asking import give_up
from congbo.cli.checked import named_report, read_checked, report_of
from congbo.cli.here import root_here
from congbo.cli.new_report import REPORTS, due_lines, lacking_records, of_regime, tell, written
from congbo.law.regimes import Regime, ReportingPeriod
from congbo.reports import outlines
from congbo.reports.following import kind_of, missing, page, preview
from congbo.reports.report import Report
from congbo.reports.site import Site


@click.command(name="next")
@named_report
@click.option("--regime", metavar="CHẾ-ĐỘ", help="Mã chế độ báo cáo, khi trang cũ không ghi.")
@click.option("--period", metavar="KỲ", help="Tên kỳ mới, khi không phải kỳ kế tiếp; đi cùng --year.")
@click.option("--year", metavar="NĂM", help="Năm của kỳ mới.")
@click.option("--write", is_flag=True, help="Lập luôn các bản ghi còn thiếu, để trống chỗ điền số.")
@click.option("--missing", "here", is_flag=True, help="Chỉ kể bản ghi còn thiếu của chính báo cáo này.")
def next(
    report_id: str, regime: str | None, period: str | None, year: str | None, write: bool, here: bool
) -> None:
    """Lập trang báo cáo của kỳ kế tiếp từ một báo cáo, và kể các số liệu còn thiếu kèm hạn gửi.

    Lời văn được giữ, trên đầu có dòng nhắc đọc lại. Không bao giờ ghi đè.
    """
    root = root_here()
    site = read_checked(root)
    report = report_of(site, report_id)
    if here:
        lacking_records(root, missing(report), [], write)
        return
    of, former = _period_of(site, report, regime)
    wanted = of_regime(of, period, year) if period or year else of.after(former)
    if wanted is None:
        give_up(f"chế độ “{of.id}” không có kỳ nào sau {former.in_words}")
    id_ = outlines.page_id(kind_of(report), wanted)
    text = page(report, of, former, wanted)
    made = preview(text, f"{REPORTS}/{id_}.md", site.register)
    level = report.meta.period.level
    written(root, id_, text)
    lacking = missing(made) if made else []
    lacking_records(root, lacking, due_lines(site, wanted, level), write)
    tell(root, site, id_, wanted, level)


def _period_of(site: Site, report: Report, named: str | None) -> tuple[Regime, ReportingPeriod]:
    """Return the regime of a report and its period there: as said, as asked, or the only one that fits."""
    period, regimes = report.meta.period, site.register.regimes
    wanted = period.regime or named
    if wanted and wanted not in regimes:
        give_up(f"--regime phải là một trong: {', '.join(regimes)} (đang là '{wanted}')")
    fitting = [
        (regime, found)
        for regime in regimes.values()
        if wanted in (None, "", regime.id) and (found := regime.of_days(period.start, period.end))
    ]
    if len(fitting) != 1:
        none = f"chế độ “{wanted}” không có" if wanted else "không chế độ nào có"
        why = "nhiều chế độ cùng có" if fitting else none
        how = "lập trang mới bằng “congbo new report”" if not fitting else "nêu --regime"
        give_up(f"{why} kỳ {report.frame.period_name}; hãy {how}")
    return fitting[0]
