"""Diff: the command that says what a change does before it is public, in words that a reviewer reads."""

import sys
import tempfile
from datetime import date
from pathlib import Path

import click

from congbo.cli import CLEAN, COULD_NOT_RUN, PROBLEMS
from congbo.cli.checked import of_day
from congbo.cli.here import root_here, with_additions
from congbo.export.public_services import NO_ADDRESS
from congbo.export.review import STALE, Side, review
from congbo.export.review_formats import FORMATS
from congbo.pages.pages import Pages
from congbo.pages.paging import BUDGET
from congbo.pages.settings import read_settings
from congbo.records.problems import Problem
from congbo.records.reader import read_record
from congbo.records.record import Record
from congbo.rules import check as checks
from congbo.site.clock import site_day
from congbo.site.revisions import RevisionError, clone_around
from congbo.site.telling import told_if_long


@click.command()
@click.argument("base", metavar="[BẢN-GỐC]", required=False)
@click.argument("head", metavar="[BẢN-MỚI]", required=False)
@click.option(
    "--format",
    "form",
    metavar="DẠNG",
    type=click.Choice([*FORMATS]),
    default="text",
    help="Cách in: text để đọc, markdown để dán vào lời bình, json cho máy.",
)
@click.option("--exit-code", is_flag=True, help="Có gì khác thì kết thúc bằng mã 1.")
@of_day
def diff(base: str | None, head: str | None, form: str, exit_code: bool, day: str | None) -> None:
    """Kể một thay đổi làm khác đi những gì: bản ghi, số liệu, chú thích, trích dẫn, trang, lời dân đọc.

    So thư mục đang sửa với chỗ nhánh này rời nhánh chính, hoặc với BẢN-GỐC (một nhánh, một lần ghi của git);
    nêu cả BẢN-MỚI thì so hai bản ấy. Không đụng tới thư mục đang sửa. Mã thoát: 0 so được, 2 không so được.
    """
    root = root_here()
    settings = with_additions(root)
    on = site_day(settings.zone, day).day
    try:
        with tempfile.TemporaryDirectory(prefix="congbo-diff-") as name, told_if_long("Đang so hai bản"):
            clone = clone_around(root)
            before = clone.commit(base) if base else clone.base()
            typing = _Typing()
            sides: list[Side] = []
            for commit in (before, clone.commit(head) if head else None):
                folder = Path(name) / str(len(sides))
                folder.mkdir()
                sides.append(_side(clone.lay_out(commit, folder) if commit else root, on, typing))
            found = review(*sides)
    except RevisionError as error:
        click.echo(f"congbo: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    for line in FORMATS[form](found):
        click.echo(line)
    if any(one.pages.budget is None for one in sides):
        click.echo("Sổ lớn: chưa so các trang nối tiếp của danh sách dài.", err=True)
    if found.errors_before:
        click.echo(f"Bản gốc có {found.errors_before} lỗi, nên có thể kể chưa đủ.", err=True)
    sys.exit(PROBLEMS if exit_code and not found.nothing else CLEAN)


def _side(root: Path, day: date, typing: "_Typing") -> Side:
    settings = read_settings(root)
    typing.files = {}
    site = checks.read_in_part(root, day, STALE, settings, typing)
    budget = BUDGET if len(site.register) <= MOST_SIZED else None
    pages = Pages(site, day, NO_ADDRESS, dialect=settings.dialect, zone=settings.zone, budget=budget)
    return Side(site, pages, typing.files)


MOST_SIZED = 2_000
"""Records up to which the further pages of long lists are compared too: sizing their rows takes seconds."""


class _Typing:
    """Reads files of records, what is the same in both states once; `files` are those of the last."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._known: dict[tuple[str, bytes], tuple[Record | None, list[Problem]]] = {}

    def __call__(self, raw: bytes, path: str) -> tuple[Record | None, list[Problem]]:
        self.files[path] = raw
        if (path, raw) not in self._known:
            self._known[path, raw] = read_record(raw, path)
        return self._known[path, raw]
