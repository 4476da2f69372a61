"""Here: the site that a command is run in, and how a command ends."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import NoReturn

import click

from congbo.cli import COULD_NOT_RUN, PROBLEMS
from congbo.pages.settings import SETTINGS, read_settings
from congbo.records.problems import Problem, shown
from congbo.records.reader import RECORDS


def root_here() -> Path:
    """Return the site's folder that this is run in, or say that there is none and end."""
    root = site_root(Path())
    if root is None:
        click.echo(f"congbo: không thấy thư mục “{RECORDS}/”; hãy chạy trong thư mục của trang", err=True)
        sys.exit(COULD_NOT_RUN)
    return root


def load_additions(root: Path) -> None:
    """Load the modules that a site names under `hooks` in its mkdocs.yml, as a build does."""
    hooks = read_settings(root / SETTINGS).data.get("hooks")
    for path in hooks if isinstance(hooks, list) else ():
        spec = spec_from_file_location(Path(str(path)).stem, root / str(path))
        if spec and spec.loader and (root / str(path)).is_file():
            spec.loader.exec_module(module_from_spec(spec))


def site_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that has records/, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / RECORDS).is_dir()), None)


def stop(problems: list[Problem], why: str) -> NoReturn:
    """Print the problems and why nothing was done, and end."""
    for problem in shown(problems):
        click.echo(str(problem))
    click.echo(f"congbo: {why}", err=True)
    sys.exit(PROBLEMS)
