"""MkDocs run in a process of its own that has read its modules already: reading them takes as long as a site.

A process is forked from one that did nothing but read them, so that no build knows of another. Where a system
does not fork, and where a variable is one that Python itself reads when it starts, it is begun from nothing.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

READ = "everything_read"
"""The module that reads all the others."""


def mkdocs(folder: Path, variables: Mapping[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run MkDocs in a folder under these variables and no others, as its command does."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    ours = {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
    theirs = {name: value for name, value in variables.items() if name.startswith("PYTHON")}
    if theirs != ours or "forkserver" not in multiprocessing.get_all_start_methods():
        return subprocess.run(
            command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False
        )
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([READ])
    with tempfile.TemporaryDirectory() as place:
        said = [Path(place, name) for name in ("out", "err")]
        process = context.Process(target=_run, args=(str(folder), dict(variables), said, arguments))
        process.start()
        process.join()
        out, err = (file.read_text("utf-8") for file in said)
    return subprocess.CompletedProcess(command, process.exitcode or 0, out, err)


def _run(folder: str, variables: dict[str, str], said: list[Path], arguments: tuple[str, ...]) -> None:
    for number, file in enumerate(said, start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.path.insert(0, folder)
    time.tzset()
    from mkdocs.__main__ import cli

    cli(arguments, prog_name="mkdocs")
