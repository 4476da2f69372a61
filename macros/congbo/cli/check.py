"""Check: the command that prints every problem of a site."""

import sys
from pathlib import Path

import click

from congbo.cli import CLEAN, COULD_NOT_RUN, PROBLEMS
from congbo.cli.checked import of_day, read_on
from congbo.cli.flaw_lines import flaws_counted, flaws_in_full
from congbo.cli.formats import FORMATS
from congbo.cli.here import site_root
from congbo.records.library import is_shipped
from congbo.records.problems import WORDS, Severity, grouped, shown
from congbo.records.reader import RECORDS


@click.command()
@click.argument("paths", metavar="[ĐƯỜNG-DẪN]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warnings-as-errors", is_flag=True, help="Coi cảnh báo như lỗi.")
@click.option("--quality", is_flag=True, help="Kể từng chỗ còn thiếu, chưa khớp, cần rà lại của thủ tục.")
@click.option(
    "--format",
    "form",
    metavar="DẠNG",
    type=click.Choice([*FORMATS]),
    default="text",
    help="Cách in: text cho người đọc; github, gitlab, json cho máy.",
)
@of_day
def check(
    paths: tuple[Path, ...], warnings_as_errors: bool, quality: bool, form: str, day: str | None
) -> None:
    """Kiểm tra mọi bản ghi và trang; chỉ in vấn đề của ĐƯỜNG-DẪN nếu có nêu.

    Mã thoát: 0 không có lỗi, 1 có lỗi, 2 không chạy được.
    """
    root = site_root(paths[0] if paths else Path())
    strange = [p for p in paths if not p.exists() or (root and not p.resolve().is_relative_to(root))]
    if root is None or strange:
        what = f"không có “{strange[0]}” trong trang" if strange else f"không thấy thư mục “{RECORDS}/”"
        click.echo(f"congbo: {what}; hãy chạy trong thư mục của trang (nơi có mkdocs.yml)", err=True)
        sys.exit(COULD_NOT_RUN)
    site, on = read_on(root, day)
    wanted = [path.resolve().relative_to(root).as_posix() for path in paths]
    problems = [problem for problem in site.problems if is_below(problem.path, wanted)]
    read_by_people = form == "text"
    printed = (
        sorted(set(problems)) if not read_by_people else shown(problems) if wanted else grouped(problems)
    )
    for line in FORMATS[form](printed):
        click.echo(line)
    found = [flaw for flaw in site.quality(on).flaws if is_below(flaw.procedure.path, wanted)]
    for line in flaws_in_full(found, root) if quality else flaws_counted(found):
        click.echo(line, err=not (quality and read_by_people))
    errors, warnings, reminders = (sum(p.severity is one for p in problems) for one in Severity)
    written = sum(not is_shipped(record) for record in site.register.records)
    reminded = f", {reminders} {WORDS[Severity.REMINDER]}" if reminders else ""
    click.echo(f"{written} bản ghi, {errors} lỗi, {warnings} cảnh báo{reminded}.", err=True)
    sys.exit(PROBLEMS if errors or (warnings and warnings_as_errors) else CLEAN)


def is_below(path: str, wanted: list[str]) -> bool:
    """Tell whether a path is one of those wanted or below one; everything is, where none is named."""
    return not wanted or any(path == one or one == "." or path.startswith(f"{one}/") for one in wanted)
