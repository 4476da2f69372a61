"""Exchange: two folders take each other's names in one act, where the system has such an act."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What systems and file systems say that cannot exchange; of a container's guard that does not know how."""


def take_place(made: Path, site: Path, aside: Path) -> Path | None:
    """Let the folder `made` take the name `site`; return where the folder is that had it, if there was one.

    With an exchange there is a site at every moment. Without, the old one lies `aside` for the moment
    between two renamings, where `put_back` finds it after a crash.
    """
    if not os.path.lexists(site):
        made.rename(site)
        return None
    try:
        _exchange(made, site)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
    else:
        return made
    site.rename(aside)
    try:
        made.rename(site)
    except OSError:
        aside.rename(site)
        raise
    return aside


def put_back(aside: Path, site: Path) -> None:
    """Give the site its name again if a crash came between the two renamings."""
    if not aside.is_dir():
        return
    with suppress(OSError):
        site.rmdir()  # an empty folder that somebody made meanwhile is no site
    if not os.path.lexists(site):
        aside.rename(site)


def _system_call() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    with suppress(OSError, AttributeError):
        call: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
        return call
    return None


_renameat2 = _system_call()


def _exchange(one: Path, other: Path) -> None:
    """Exchange the names of two folders. Raises OSError, ENOSYS where the system does not know how."""
    number = errno.ENOSYS
    if _renameat2:
        names = os.fsencode(one), os.fsencode(other)
        if not _renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE):
            return
        number = ctypes.get_errno()
    raise OSError(number, os.strerror(number), str(other))
