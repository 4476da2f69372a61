"""Here: the site that a command is run in, and how a command ends."""

import sys
from collections.abc import Sequence
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


def site_of(paths: Sequence[Path]) -> tuple[Path, list[str]]:
    """Return the site around the paths that a command names, or the working folder, and each path in it.

    Where there is no site, or a path is not in it, say so and end.
    """
    root = site_root(paths[0] if paths else Path())
    strange = [p for p in paths if not p.exists() or (root and not p.resolve().is_relative_to(root))]
    if root is None or strange:
        what = f"không có “{strange[0]}” trong trang" if strange else f"không thấy thư mục “{RECORDS}/”"
        click.echo(f"congbo: {what}; hãy chạy trong thư mục của trang (nơi có mkdocs.yml)", err=True)
        sys.exit(COULD_NOT_RUN)
    return root, [path.resolve().relative_to(root).as_posix() for path in paths]


def is_below(path: str, wanted: list[str]) -> bool:
    """Tell whether a path is one of those wanted or below one; everything is, where none is named."""
    return not wanted or any(path == one or one == "." or path.startswith(f"{one}/") for one in wanted)


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
