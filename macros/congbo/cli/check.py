"""Check: the command that prints every problem of a site."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from congbo.cli import CLEAN, PROBLEMS
from congbo.cli.checked import of_day, read_on
from congbo.cli.flaw_lines import flaws_counted, flaws_in_full
from congbo.cli.formats import FORMATS
from congbo.cli.here import is_below, site_of
from congbo.records import writing
from congbo.records.library import is_shipped
from congbo.records.problems import WORDS, Problem, Severity, grouped, shown
from congbo.reports.site import Site
from congbo.rules import fixing
from congbo.rules.fixing import Change
from congbo.words.wording import first_of

_FILES = 3
"""How many files with errors elsewhere are named."""


@click.command()
@click.argument("paths", metavar="[ĐƯỜNG-DẪN]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warnings-as-errors", is_flag=True, help="Coi cảnh báo như lỗi.")
@click.option("--fix", is_flag=True, help="Sửa những gì chắc chắn (ngày, dấu cách, mã…), in từng chỗ đã đổi.")
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
    paths: tuple[Path, ...], warnings_as_errors: bool, fix: bool, quality: bool, form: str, day: str | None
) -> None:
    """Kiểm tra mọi bản ghi và trang; nêu ĐƯỜNG-DẪN thì chỉ in vấn đề ở đó.

    Cả trang luôn được kiểm tra: sửa một tệp có thể làm hỏng tệp khác. Mã thoát: 0 không có lỗi; 1 có lỗi, ở
    đường dẫn đã nêu hay ở nơi khác; 2 không chạy được. Thêm --warnings-as-errors thì cảnh báo cũng là lỗi.
    """
    root, wanted = site_of(paths)
    site, on = read_on(root, day)
    if fix:
        site = _fixed(site, wanted, day, err=form != "text")
    problems = [one for one in fixing.with_mends(site) if is_below(one.path, wanted)]
    read_by_people = form == "text"
    printed = (
        sorted(set(problems)) if not read_by_people else shown(problems) if wanted else grouped(problems)
    )
    for line in FORMATS[form](printed):
        click.echo(line)
    found = [flaw for flaw in site.quality(on).flaws if is_below(flaw.procedure.path, wanted)]
    for line in flaws_in_full(found, root) if quality else flaws_counted(found):
        click.echo(line, err=not (quality and read_by_people))
    written = sum(not is_shipped(record) for record in site.register.records)
    click.echo(f"{written} bản ghi, {_counted(site.problems)}.", err=True)
    mends = sum(problem.mend is not None for problem in problems)
    if mends and not fix:
        click.echo(f"{mends} chỗ máy sửa được; gõ “congbo check --fix”.", err=True)
    if wanted:
        click.echo(_elsewhere(problems, site.problems), err=True)
    failing = {Severity.ERROR, Severity.WARNING} if warnings_as_errors else {Severity.ERROR}
    sys.exit(PROBLEMS if any(problem.severity in failing for problem in site.problems) else CLEAN)


def _fixed(site: Site, wanted: list[str], day: str | None, *, err: bool) -> Site:
    """Mend what is certain until nothing is, say each change once it is written, and return the site then.

    A mend may uncover the next: what cannot be read is not checked.
    """
    seen: set[Change] = set()
    while True:
        files, changes = fixing.fixes(site, lambda path: is_below(path, wanted))
        if not files or seen.issuperset(changes):
            count = len({change.path for change in seen})
            said = f"đã sửa {len(seen)} chỗ trong {count} tệp" if seen else "không có gì sửa được chắc chắn"
            click.echo(said, err=err)
            return site
        for path, data in files.items():
            writing.write(site.root / path, data)
            for change in changes:
                if change.path == path:
                    click.echo(str(change), err=err)
        seen.update(changes)
        site, _ = read_on(site.root, day)


def _counted(problems: Sequence[Problem]) -> str:
    errors, warnings, reminders = (sum(p.severity is one for p in problems) for one in Severity)
    reminded = f", {reminders} {WORDS[Severity.REMINDER]}" if reminders else ""
    return f"{errors} lỗi, {warnings} cảnh báo{reminded}"


def _elsewhere(here: Sequence[Problem], everywhere: Sequence[Problem]) -> str:
    """Return what a path has of all, and where the other errors are."""
    said = f"Ở đường dẫn đã nêu: {_counted(here)}."
    files = [*dict.fromkeys(p.path for p in everywhere if p.severity is Severity.ERROR and p not in here)]
    if files:
        said += f" Lỗi ở nơi khác: {first_of(files, _FILES, 'tệp')}; gõ “congbo check” để xem."
    return said
