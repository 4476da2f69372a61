"""Rights: how a command is run as a user to whom a folder can be shut, also where the tests run as root."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def without_rights(*command: str) -> list[str]:
    """Return a command that runs without the rights of root over files that it may not write."""
    if os.geteuid() != 0:
        return list(command)
    if not (drop := shutil.which("setpriv")):
        pytest.skip("root writes everywhere, and setpriv is not there to give up its rights")
    return [drop, "--bounding-set", "-all", "--", *command]


def on_a_read_only_disk(folder: Path, *command: str) -> list[str]:
    """Return a command for which, and for which alone, a folder lies on a disk that can only be read."""
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    alone = [
        "unshare",
        "--mount",
        *(["--map-root-user"] if os.geteuid() else []),
        "sh",
        "-c",
        mount,
        str(folder),
    ]
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets nobody mount a folder for one command")
    return [*alone, *command]
