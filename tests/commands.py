"""Commands run in this process: starting one for each takes longer than all that it does."""

import contextlib
import subprocess
from pathlib import Path

from click.testing import CliRunner

from congbo.cli import main


def congbo(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `congbo` in a folder as an editor does; what it raises is raised."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, arguments, prog_name="congbo")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)
