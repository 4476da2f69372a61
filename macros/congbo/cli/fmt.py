"""Fmt: the command that brings the front matter of records into its one form."""

import sys
from pathlib import Path

import click

from congbo.cli import CLEAN, PROBLEMS
from congbo.cli.here import is_below, site_of, with_additions
from congbo.records import writing
from congbo.records.attachments import may_be_form
from congbo.records.entries import content, listed
from congbo.records.formatting import formatted, unformattable
from congbo.records.kinds import kind_of
from congbo.records.problems import Problem, report
from congbo.records.reader import RECORDS
from congbo.records.table_files import may_be_table
from congbo.records.typed import FormattingError


@click.command()
@click.argument("paths", metavar="[ĐƯỜNG-DẪN]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Không ghi gì; kể tệp chưa đúng dạng, mã thoát 1.")
def fmt(paths: tuple[Path, ...], only_check: bool) -> None:
    """Sắp xếp phần khoá của bản ghi về một dạng chung; giữ nguyên giá trị và ghi chú.

    Thứ tự khoá, ngoặc, cách lùi dòng theo một mẫu; nội dung dưới phần khoá giữ nguyên. Tệp không đọc được thì
    để nguyên và báo lỗi. Mã thoát: 0 xong; 1 có tệp không đọc được, hoặc có tệp chưa đúng dạng khi dùng
    --check; 2 không chạy được.
    """
    root, wanted = site_of(paths)
    with_additions(root)
    files = [path for path in listed(root, RECORDS).files if is_record(path) and is_below(path, wanted)]
    if paths and not files:
        click.echo(f"không có bản ghi nào ở đó: lệnh này chỉ sắp xếp tệp “.md” trong {RECORDS}/", err=True)
    changed, left = 0, 0
    for path in files:
        made = in_form(root, path)
        if isinstance(made, bytes):
            changed += 1
            if only_check:
                click.echo(f"{path}: chưa đúng dạng; gõ “congbo fmt {path}” để máy sắp xếp")
            else:
                writing.write(root / path, made)
                click.echo(f"{path}: đã sắp xếp lại")
        elif made:
            left += 1
            for line in report(made):
                click.echo(line)
    said = "chưa đúng dạng" if only_check else "đã sắp xếp lại"
    unread = f", {left} tệp không đọc được nên để nguyên" if left else ""
    click.echo(f"{len(files)} bản ghi: {changed} tệp {said}{unread}.", err=True)
    sys.exit(PROBLEMS if left or (changed and only_check) else CLEAN)


def is_record(path: str) -> bool:
    """Tell whether a file below records/ is one that has a form: a Markdown file in the folder of a kind."""
    table_or_form = may_be_table(path) or may_be_form(path)
    return (
        path.endswith(".md") and not table_or_form and kind_of(path.removeprefix(f"{RECORDS}/")) is not None
    )


def in_form(root: Path, path: str) -> bytes | list[Problem]:
    """Return a record's file in its form, or why it is left as it is: no problem where it has its form.

    Line ends are no difference: git gives those of the machine.
    """
    raw = content(root, path)
    kind = kind_of(path.removeprefix(f"{RECORDS}/"))
    if isinstance(raw, Problem) or kind is None:
        return [raw] if isinstance(raw, Problem) else []
    if problems := unformattable(raw, path, kind.model):
        return problems
    try:
        made = formatted(raw, kind.model)
    except FormattingError as error:
        return [Problem(path, 1, 1, "yaml-syntax", str(error))]
    return [] if made == raw.replace(b"\r\n", b"\n") else made
