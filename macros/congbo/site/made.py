"""Made: a site as a preview has it: written pages in a folder, all else made when asked for, and kept."""

import shutil
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from congbo.pages.pages import Pages
from congbo.site.clock import told_to_libraries
from congbo.site.contents import Contents


class Made:
    """A site as it was made: what MkDocs wrote in a folder, and the rest when it is asked for."""

    def __init__(
        self, folder: Path, pages: Pages, contents: Contents, lock: AbstractContextManager[Any]
    ) -> None:
        self.folder = folder
        self.rule_pages = frozenset(rule.id for rule in pages.site.rules)
        self._day: date = pages.day
        self._waiting = dict([*contents.pages(), *contents.data(), contents.whole_style(), *contents.ours()])
        self._bytes: dict[str, bytes] = {}
        self._lock = lock

    def __contains__(self, address: str) -> bool:
        return address in self._waiting or address in self._bytes or self._file(address) is not None

    def addresses(self) -> set[str]:
        """Return every address of the site."""
        written = (file for file in self.folder.rglob("*") if file.is_file())
        return {*self._waiting, *self._bytes, *(file.relative_to(self.folder).as_posix() for file in written)}

    def read(self, address: str) -> bytes | None:
        """Return what stands at an address, None where nothing does; raises whatever making it raises."""
        if address not in self._bytes and address in self._waiting:
            with self._lock, told_to_libraries(self._day):
                if address not in self._bytes:
                    self._bytes[address] = self._waiting[address]()
                    del self._waiting[address]
        if address in self._bytes:
            return self._bytes[address]
        try:
            file = self._file(address)
            return file.read_bytes() if file else None
        except FileNotFoundError:  # a newer site has just taken the place of this one
            return None

    def remove(self) -> None:
        """Remove what lies in the folder: another site is shown now."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _file(self, address: str) -> Path | None:
        if not address or any(part in ("", ".", "..") or "\\" in part for part in address.split("/")):
            return None
        file = self.folder / address
        return file if file.is_file() else None
