"""Tried: what the check would say of a site if some files were written, found on a copy of it."""

import os
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from congbo.cli.here import with_additions
from congbo.records import writing
from congbo.records.problems import Problem
from congbo.records.reader import RECORDS
from congbo.reports.site import DOCS
from congbo.rules import check as checks
from congbo.site.clock import site_day


def new_problems(root: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Return the problems that a site would have with files written, and has not now."""
    settings = with_additions(root)
    on = site_day(settings.zone, None)
    with TemporaryDirectory(prefix="congbo-") as folder:
        copy = Path(folder)
        for entry in root.iterdir():
            if entry.name in (RECORDS, DOCS):
                shutil.copytree(entry, copy / entry.name, symlinks=True, copy_function=_linked)
            elif entry.is_file() and not entry.name.startswith("."):
                _linked(str(entry), str(copy / entry.name))
        before = Counter(map(_sort, checks.read(copy, on.day, settings, known=on.known).problems))
        for path, data in files.items():
            writing.write(copy / path, data)
        after = checks.read(copy, on.day, settings, known=on.known).problems
    found = []
    for problem in after:
        sort = _sort(problem)
        before[sort] -= 1
        if before[sort] < 0:
            found.append(problem)
    return found


def _sort(problem: Problem) -> tuple[str, str, str]:
    """Return what a problem is, wherever in its file it stands: lines move when others are written."""
    return problem.path, problem.rule, problem.message


def _linked(source: str, target: str) -> str:
    """Give a file a second name where the system can, and copy it where it cannot; neither is written to."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target
