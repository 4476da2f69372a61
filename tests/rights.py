"""Rights: how a command is run as a user to whom a folder can be shut, also where the tests run as root."""

import os
import shutil

import pytest


def without_rights(*command: str) -> list[str]:
    """Return a command that runs without the rights of root over files that it may not write."""
    if os.geteuid() != 0:
        return list(command)
    if not (drop := shutil.which("setpriv")):
        pytest.skip("root writes everywhere, and setpriv is not there to give up its rights")
    return [drop, "--bounding-set", "-all", "--", *command]
