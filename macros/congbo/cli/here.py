"""Here: the site that a command is run in, and how a command ends."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.pages import additions
from congbo.pages.settings import Settings, read_settings
from congbo.records.problems import Problem, shown
from congbo.records.reader import RECORDS


def root_here() -> Path:
    """Return the site's folder that this is run in, or say that there is none and end."""
    root = site_root(Path())
    if root is None:
        click.echo(f"congbo: không thấy thư mục “{RECORDS}/”; hãy chạy trong thư mục của trang", err=True)
        sys.exit(COULD_NOT_RUN)
    return root


def site_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that has records/, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / RECORDS).is_dir()), None)


def with_additions(root: Path) -> Settings:
    """Return the settings of the site below `root`, with the modules that it names under `hooks` loaded.

    Where one cannot be loaded, say so and end: whatever it adds would be told as unknown.
    """
    settings = read_settings(root)
    if problems := additions.load(root, settings):
        stop(problems, f"chưa làm gì vì có mô-đun nêu ở “{additions.HOOKS}” không nạp được")
    return settings


def stop(problems: list[Problem], why: str) -> NoReturn:
    """Print the problems and why nothing was done, and end."""
    for problem in shown(problems):
        click.echo(str(problem))
    click.echo(f"congbo: {why}", err=True)
    sys.exit(PROBLEMS)
