"""Preview: the site as it would be published, while it is written; what is wrong with it, on its pages.

A build in a preview makes the written pages and says what else there is; each generated page and each file
is made when a browser asks for it, by what makes it in a build, and kept. So a save costs what the check and
the written pages cost, and no list of what depends on what can go stale. A site that has errors takes
nobody's place: the last sound one stays, and where a file with errors has its page its errors stand instead.
"""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Condition, RLock
from time import monotonic
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from congbo.pages.addresses import INDEX
from congbo.pages.pages import Pages
from congbo.pages.settings import PLUGIN, read_settings
from congbo.records.kinds import kind_of
from congbo.records.problems import Problem, Severity
from congbo.records.reader import RECORDS
from congbo.reports.seals import SUFFIX
from congbo.reports.site import DOCS, written_address
from congbo.site.causes import Causes, cause, warnings_of
from congbo.site.clock import told_to_libraries
from congbo.site.contents import Contents

SHOWN = frozenset({"hidden-entry", "leftover-file", "seal-drift"})
"""Errors with which a site is not published and yet can be seen: nothing of it is unread or left out.

Editing is when a seal drifts, and when programs leave files beside the one that is edited.
"""


_BESIDE = frozenset({".yml", ".yaml", ".py", ".md"})
"""Settings, those that they inherit, and beside modules of the site what these read: a rule has its page there."""


class UnsoundError(Exception):
    """A site with errors that keep it from being seen."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)


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
        file = self._file(address)
        return file.read_bytes() if file else None

    def _file(self, address: str) -> Path | None:
        if not address or any(part in ("", ".", "..") or "\\" in part for part in address.split("/")):
            return None
        file = self.folder / address
        return file if file.is_file() else None


@dataclass(frozen=True, slots=True)
class State:
    """What a preview shows: the last sound site, None before there is one, and what is wrong now.

    `broken` are the errors of files by the address of the page that each would be; `seconds` is how long the
    last build took.
    """

    version: int = 0
    made: Made | None = None
    problems: tuple[Problem, ...] = ()
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    sound: bool = True
    seconds: float = 0.0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the site from being published."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class Preview:
    """A site that is written, built again whenever it is asked to; its state can be read at any time."""

    def __init__(self, config_file: Path, day: str | None = None) -> None:
        self.config_file = config_file
        self.root = config_file.parent
        self.day = day
        self.state = State()
        self.mount = "/"
        self._watched: tuple[Path, ...] = (self.root / DOCS, self.root / RECORDS)
        self._beside: tuple[Path, ...] = (self.root,)
        self._changed = Condition()
        self._lock = RLock()
        self._place = Path(tempfile.mkdtemp(prefix="congbo-"))

    def close(self) -> None:
        """Remove what was made."""
        shutil.rmtree(self._place, ignore_errors=True)

    def places(self) -> list[Path]:
        """Return the files and folders that the site is made of, as far as it was last read."""
        beside = (file for folder in self._beside for file in folder.glob("*.*"))
        return [*self._watched, *(file for file in beside if file.suffix in _BESIDE and not file.is_dir())]

    def wait(self, version: int, seconds: float) -> int:
        """Wait until there is a state after that version, but not longer than that; return the version."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version > version, timeout=seconds)
        return self.state.version

    def rebuild(self) -> State:
        """Build the site again. Whatever is wrong with it is in the state that this returns."""
        began = monotonic()
        folder = Path(tempfile.mkdtemp(dir=self._place))
        self._problems: tuple[Problem, ...] = ()
        before = self.state
        with self._lock, Causes() as causes:
            try:
                self._build(folder)
                settings = read_settings(self.root, self.config_file)
                sound, problems = True, (*self._problems, *warnings_of(causes.said, settings))
            except UnsoundError as error:
                sound, problems = False, error.problems
            except (Exception, SystemExit) as error:
                settings = read_settings(self.root, self.config_file)
                sound, problems = False, cause(error, causes, self.root, settings)
        self._put(before, folder, sound, problems, monotonic() - began)
        return self.state

    def refuse_errors(self, problems: Iterable[Problem]) -> None:
        """Keep the problems of the check; raise UnsoundError where the site cannot be seen with them."""
        self._problems = tuple(problems)
        if any(
            problem.severity is Severity.ERROR and problem.rule not in SHOWN for problem in self._problems
        ):
            raise UnsoundError(self._problems)

    def take(self, pages: Pages, contents: Contents) -> None:
        """Take the site that was made."""
        self._made = Made(self._folder, pages, contents, self._lock)

    def _build(self, folder: Path) -> None:
        settings = read_settings(self.root, self.config_file)
        if settings.problems:
            raise UnsoundError(settings.problems)
        self._folder = folder
        config = load_config(config_file=str(self.config_file), site_dir=str(folder))
        self.mount = mount_of(config.site_url)
        self._watch(config)
        plugin = config.plugins[PLUGIN]
        plugin.on_startup(command="serve", dirty=False)  # type: ignore[attr-defined]
        plugin.preview = self
        build(config, serve_url=config.site_url or "/")

    def _put(
        self, before: State, folder: Path, sound: bool, problems: tuple[Problem, ...], seconds: float
    ) -> None:
        made = self._made if sound else before.made
        broken = {} if sound else _by_address(problems)
        with self._changed:
            self.state = State(before.version + 1, made, problems, MappingProxyType(broken), sound, seconds)
            self._changed.notify_all()
        gone = before.made.folder if sound and before.made else folder if not sound else None
        if gone:
            shutil.rmtree(gone, ignore_errors=True)

    def _watch(self, config: MkDocsConfig) -> None:
        theme = config.theme.custom_dir
        said = (
            self.root / one for one in (config.docs_dir, RECORDS, *config.watch, *([theme] if theme else []))
        )
        self._watched = tuple(said)
        self._beside = (self.root, *{(self.root / one).parent for one in config.hooks})


def mount_of(site_url: object) -> str:
    """Return the path at which a site stands at its host, with a slash at both ends."""
    path = urlsplit(site_url).path.strip("/") if isinstance(site_url, str) else ""
    return f"/{path}/" if path else "/"


def _by_address(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        address = page_of(problem.path)
        if problem.severity is Severity.ERROR and address is not None:
            found[address] = (*found.get(address, ()), problem)
    return found


def page_of(path: str) -> str | None:
    """Return the address of the page that a file of the site is made into, None of one that makes none."""
    if path.startswith(f"{RECORDS}/"):
        kind = kind_of(path.removeprefix(f"{RECORDS}/"))
        return f"{kind.section.address}{Path(path).stem}/{INDEX}" if kind else None
    if path.startswith(f"{DOCS}/") and path.endswith((".md", SUFFIX)):
        return written_address(path.removesuffix(SUFFIX).removesuffix(".md")) + INDEX
    return None
