"""Carrying out: a change of several files by a command, tried on a copy, shown, then written whole."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import NoReturn

import click

from congbo.cli import CLEAN, PROBLEMS
from congbo.cli.asking import at_terminal, give_up
from congbo.cli.here import stop
from congbo.pages.settings import SETTINGS
from congbo.records import writing
from congbo.records.problems import Problem, Severity
from congbo.records.reader import RECORDS
from congbo.reports.site import DOCS
from congbo.rules import check as checks

Files = Mapping[str, bytes | None]
"""What files below a site are to hold, by path; None for one that goes."""

_CONTEXT = 1
"""Lines beside a change that are shown with it."""

yes = click.option("--yes", is_flag=True, help="Ghi luôn, không hỏi lại.")
dry_run = click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi gì, không ghi.")


def carry_out(root: Path, files: Files, day: date, *, sure: bool, only_shown: bool) -> NoReturn:
    """Show a change and write it where it is right and wanted; end the command.

    What would be an error afterwards is said before, and then nothing is written.
    """
    for line in shown(root, files):
        click.echo(line)
    if wrong := errors_of(root, files, day):
        stop(wrong, "chưa ghi gì: ghi xong thì trang có các lỗi trên")
    if only_shown:
        click.echo(f"Chạy thử: chưa ghi gì. {_counted(files)} sẽ đổi.", err=True)
        sys.exit(CLEAN)
    if not sure and not at_terminal():
        give_up("chưa ghi gì; thêm --yes để ghi, hoặc --dry-run để chỉ xem")
    if not sure and not click.confirm(f"Ghi {_counted(files)}?"):
        click.echo("Chưa ghi gì.", err=True)
        sys.exit(PROBLEMS)
    writing.change_all(root, files)
    click.echo(f"Đã ghi {_counted(files)}. Xem lại bằng “congbo diff”.", err=True)
    sys.exit(CLEAN)


def errors_of(root: Path, files: Files, day: date) -> list[Problem]:
    """Return the errors that a site would have by a change and has not now."""
    known = {_known(one) for one in checks.read(root, day).problems}
    with tempfile.TemporaryDirectory(prefix="congbo-thu-") as name:
        copy = Path(name)
        for folder in (RECORDS, DOCS):
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder, symlinks=True)
        if (root / SETTINGS).is_file():
            shutil.copy(root / SETTINGS, copy)
        writing.change_all(copy, files)
        found = checks.read(copy, day).problems
    return [one for one in found if one.severity is Severity.ERROR and _known(one) not in known]


def _known(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.rule, problem.message


def shown(root: Path, files: Files) -> Iterator[str]:
    """Yield what changes, file by file, line by line."""
    for path, data in files.items():
        file = root / path
        old = file.read_bytes() if file.exists() else None
        if old is None:
            yield f"Thêm {path}:"
        elif data is None:
            yield f"Bỏ {path} (đã chuyển)."
            continue
        else:
            yield f"Sửa {path}:"
        was, now = (raw.decode("utf-8", "replace").splitlines() if raw else [] for raw in (old, data))
        for line in [*unified_diff(was, now, lineterm="", n=_CONTEXT)][2:]:
            yield "  …" if line.startswith("@@") else f"  {line}"


def _counted(files: Files) -> str:
    return f"{len(files)} tệp"
