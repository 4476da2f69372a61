"""Import: the command that takes records of other systems into a site; without a word it only tells."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click

from congbo.cli import CLEAN, COULD_NOT_RUN, PROBLEMS
from congbo.cli.here import root_here, stop, with_additions
from congbo.imports import form_rows, report, sources
from congbo.imports.existing import Existing
from congbo.imports.files import FileError
from congbo.imports.outcome import Action, Origin
from congbo.imports.plan import planned
from congbo.pages.settings import Settings
from congbo.pages.zones import day_in
from congbo.records import writing
from congbo.records.problems import Severity
from congbo.records.reader import RECORDS, Reading, read_site
from congbo.site.clock import site_day
from congbo.words.spelling import nearest

_REPORTS = (".csv", ".md")
_READ = (".json", ".jsonl", ".ndjson", ".gz", ".csv", ".tsv", ".xlsx")


@click.command("import")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Ghi vào records/; không có thì chỉ chạy thử.")
@click.option("--day", metavar="NGÀY", help="Ngày của tệp nguồn; mặc định là ngày tệp được sửa lần cuối.")
@click.option("--source", metavar="TÊN", default="", help="Tên nguồn ghi vào bản ghi; mặc định theo tên tệp.")
@click.option("--field", metavar="MÃ", default="", help="Lĩnh vực của những dòng mà nguồn không ghi.")
@click.option(
    "--sheet", metavar="TÊN", default="", help="Trang tính của tệp Excel; mặc định là trang đầu tiên có bảng."
)
@click.option(
    "--report", "report_file", metavar="TỆP", type=click.Path(path_type=Path), help="Bản kê .csv hoặc .md."
)
@click.option("--form", metavar="MÃ", default="", help="Tệp là các dòng của biểu này, ví dụ ii06a-vpcp.")
@click.option("--organisation", metavar="MÃ", default="", help="Cơ quan lập biểu; đi cùng --form.")
@click.option("--period", metavar="TỪ..ĐẾN", default="", help="Kỳ của biểu, ví dụ 2026-01-01..2026-06-30.")
def import_(
    file: Path,
    write: bool,
    day: str | None,
    source: str,
    field: str,
    sheet: str,
    report_file: Path | None,
    form: str,
    organisation: str,
    period: str,
) -> None:
    """Nhập thủ tục, văn bản, biểu số liệu từ tệp của hệ thống khác; chạy thử trước khi ghi.

    TỆP là hồ sơ thủ tục của Cổng Dịch vụ công quốc gia (.json, .jsonl, .gz), danh sách thủ tục hoặc danh mục
    văn bản (.xlsx, .csv), hoặc biểu số liệu (thêm --form).
    """
    if file.is_dir():
        inside = sorted(one.name for one in file.iterdir() if one.suffix.lower() in _READ)
        held = (
            f"có {len(inside)} tệp nhập được, ví dụ {inside[0]}" if inside else "không có tệp nào nhập được"
        )
        _end(f"{file} là một thư mục, {held}; hãy nêu từng tệp một")
    if not file.is_file():
        _end(f"không có tệp {file}")
    if report_file and report_file.suffix.lower() not in _REPORTS:
        _end("--report phải là tên một tệp .csv hoặc .md")
    root = root_here()
    settings = with_additions(root)
    reading = read_site(root)
    if broken := [path for path in reading.broken if path.startswith(f"{RECORDS}/procedures/")]:
        wrong = [one for one in reading.problems if one.path in broken and one.severity is Severity.ERROR]
        stop(wrong, f"{len(broken)} thủ tục đang có không đọc được, nên chưa nhập gì; hãy sửa trước")
    existing = Existing(reading)
    try:
        if form:
            _form(existing, file, _asked(form, organisation, period, sheet), write)
        else:
            _entries(existing, settings, file, write, day, source, field, sheet, report_file)
    except FileError as error:
        _end(str(error))


def _entries(
    existing: Existing,
    settings: Settings,
    file: Path,
    write: bool,
    given: str | None,
    source: str,
    field: str,
    sheet: str,
    report_file: Path | None,
) -> None:
    if field and field not in existing.fields.values():
        _end(f"không có lĩnh vực “{field}” {nearest(field, existing.fields.values())}".rstrip())
    found = sources.read(file, sheet)
    day = _day(settings, file, given)
    plan = planned(
        existing, found.entries, Origin(source or found.name, day, given is not None, field), found.notes
    )
    click.echo(
        f"{file.name}: {found.what}, {len(found.entries)} mục; nguồn “{plan.origin.name}”, ngày {day}."
    )
    for line in report.summary(plan):
        click.echo(line)
    if report_file:
        whole = report.as_csv(plan) if report_file.suffix.lower() == ".csv" else report.as_markdown(plan)
        writing.write(report_file, whole)
        click.echo(f"Bản kê đầy đủ: {report_file}.")
    _write(existing.reading, list(plan.files), write)
    sys.exit(PROBLEMS if plan.of(Action.REFUSED) else CLEAN)


def _form(existing: Existing, file: Path, asked: form_rows.Asked, write: bool) -> None:
    filled = form_rows.filled(existing, file, asked)
    for problem in filled.problems:
        click.echo(str(problem))
    if any(problem.severity is Severity.ERROR for problem in filled.problems):
        _end("bảng chưa đọc được, nên chưa nhập gì", PROBLEMS)
    click.echo(f"{file.name}: biểu {asked.form}, {filled.rows} dòng; bản ghi {filled.files[1][0]}.")
    if filled.unchanged:
        click.echo("Đã nhập rồi; không có gì đổi.")
        sys.exit(CLEAN)
    _write(existing.reading, list(filled.files), write)
    sys.exit(CLEAN)


def _write(reading: Reading, files: list[tuple[str, bytes]], write: bool) -> None:
    if not files:
        click.echo("Không có gì để ghi.")
    elif not write:
        click.echo(f"Chạy thử: chưa ghi gì. Thêm --write để ghi {len(files)} tệp.")
    else:
        for path, data in files:
            writing.write(reading.root / path, data)
        click.echo(f"Đã ghi {len(files)} tệp. Chạy “congbo check” rồi xem lại bằng “git diff”.")


def _day(settings: Settings, file: Path, given: str | None) -> date:
    """Return the day of a file: given, or that on which it was last changed, never after today."""
    today = site_day(settings.zone, None).today
    if given is not None:
        return site_day(settings.zone, given).day
    return min(today, day_in(settings.zone, datetime.fromtimestamp(file.stat().st_mtime, UTC)))


def _asked(form: str, organisation: str, period: str, sheet: str) -> form_rows.Asked:
    start, dots, end = period.partition("..")
    if not organisation or not dots:
        _end("--form cần đi cùng --organisation MÃ và --period TỪ..ĐẾN, ví dụ 2026-01-01..2026-06-30")
    try:
        return form_rows.Asked(form, organisation, date.fromisoformat(start), date.fromisoformat(end), sheet)
    except ValueError:
        _end(f"--period phải là hai ngày có thật, ví dụ 2026-01-01..2026-06-30 (đang là '{period}')")


def _end(why: str, code: int = COULD_NOT_RUN) -> NoReturn:
    click.echo(f"congbo: {why}", err=True)
    sys.exit(code)
