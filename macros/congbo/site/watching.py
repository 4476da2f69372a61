"""Watching: whether anything changed below some files and folders.

What a file holds is not read: name, size and time of each tell, on every system and on network drives, where
notices of the system do not come.
"""

import os
from collections.abc import Iterable
from pathlib import Path

Seen = dict[str, tuple[int, int, int]]
"""The files that are there, with time, size and number of each."""

_NEVER = frozenset({".git", "__pycache__", "node_modules", ".venv"})


def seen(places: Iterable[Path]) -> Seen:
    """Look at files and at all that lies below folders; what goes away meanwhile is not there."""
    found: Seen = {}
    waiting = [os.fspath(place) for place in places]
    folders: set[tuple[int, int]] = set()
    while waiting:
        place = waiting.pop()
        try:
            state = Path(place).stat()
            with os.scandir(place) as scan:
                entries = list(scan)
        except NotADirectoryError:
            found[place] = state.st_mtime_ns, state.st_size, state.st_ino
            continue
        except OSError:
            continue
        if (state.st_dev, state.st_ino) in folders and state.st_ino:
            continue
        folders.add((state.st_dev, state.st_ino))
        for entry in entries:
            if entry.name in _NEVER:
                continue
            try:
                if entry.is_dir():
                    waiting.append(entry.path)
                    continue
                state = entry.stat()
            except OSError:
                continue
            found[entry.path] = state.st_mtime_ns, state.st_size, state.st_ino
    return found
