"""Preview: the site as it would be published, while it is written; what is wrong with it, on its pages.

A build in a preview makes the written pages and says what else there is; each generated page and each file
is made when a browser asks for it, by what makes it in a build, and kept. So a save costs what the check and
the written pages cost, and no list of what depends on what can go stale. A site that has errors takes
nobody's place: the last sound one stays, and where a file with errors has its page its errors stand instead.
"""

import shutil
import tempfile
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
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
from congbo.reports.site import DOCS, Site, written_address
from congbo.site.causes import Causes, cause, warnings_of
from congbo.site.compiled import Compiled
from congbo.site.contents import Contents
from congbo.site.made import Made

SHOWN = frozenset({"hidden-entry", "leftover-file", "seal-drift"})
"""Errors with which a site is not published and yet can be seen: nothing of it is unread or left out.

Editing is when a seal drifts, and when programs leave files beside the one that is edited.
"""


_BESIDE = frozenset({".yml", ".yaml", ".py", ".md"})
"""Settings, those that they inherit, and beside modules of the site what these read, as a rule its page."""


class UnsoundError(Exception):
    """A site with errors that keep it from being seen."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class State:
    """What a preview shows: a site that was made, None where none could be, and what is wrong now.

    The site is the last `sound` one; before there is one, in `part`, what the files without errors make.
    `broken` are the errors of files by the address of the page that each would be; `seconds` is how long the
    last build took.
    """

    version: int = 0
    made: Made | None = None
    problems: tuple[Problem, ...] = ()
    broken: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    sound: bool = True
    part: bool = False
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
        self.own_code, self.theme_code = Compiled(), Compiled()
        self._changed = Condition()
        self._lock = RLock()
        self._problems: tuple[Problem, ...] = ()
        self._place = Path(tempfile.mkdtemp(prefix="congbo-"))

    def close(self) -> None:
        """Remove what was made."""
        shutil.rmtree(self._place, ignore_errors=True)

    def places(self) -> list[Path]:
        """Return the files and folders that the site is made of, as far as it was last read."""
        beside = (file for folder in self._beside for file in folder.glob("*.*"))
        return [*self._watched, *(file for file in beside if file.suffix in _BESIDE and not file.is_dir())]

    def wait(self, version: int, seconds: float | None = None) -> int:
        """Wait until there is a state after that version, for so long at most; return the version."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version > version, timeout=seconds)
        return self.state.version

    def rebuild(self) -> State:
        """Build the site again. Whatever is wrong with it is in the state that this returns."""
        began = monotonic()
        before = self.state
        self._part = False
        with self._lock:
            made, problems = self._tried()
            sound = made is not None
            if made is None and self._problems and (before.part or before.made is None):
                self._part = True
                made, _ = self._tried()
        state = State(
            before.version + 1,
            made or (None if before.part else before.made),
            problems,
            MappingProxyType({} if sound else _by_address(problems)),
            sound,
            part=not sound and made is not None,
            seconds=monotonic() - began,
        )
        with self._changed:
            self.state = state
            self._changed.notify_all()
        if before.made and before.made is not state.made:
            before.made.remove()
        return state

    def to_be_seen(self, site: Site) -> Site:
        """Return what of a checked site is to be seen; raise UnsoundError where nothing is."""
        self._problems = site.problems
        broken = {
            problem.path
            for problem in site.problems
            if problem.severity is Severity.ERROR and problem.rule not in SHOWN
        }
        if broken and not self._part:
            raise UnsoundError(site.problems)
        return sound_part(site, broken) if broken else site

    def take(self, pages: Pages, contents: Contents) -> None:
        """Take the site that was made."""
        self._made = Made(self._folder, pages, contents, self._lock)

    def _tried(self) -> tuple[Made | None, tuple[Problem, ...]]:
        """Return the site as it can be made now, or None, and everything that is wrong with it."""
        self._problems = ()
        self._folder = Path(tempfile.mkdtemp(dir=self._place))
        with Causes() as causes:
            try:
                self._build()
                settings = read_settings(self.root, self.config_file)
                return self._made, (*self._problems, *warnings_of(causes.said, settings))
            except UnsoundError as error:
                problems = error.problems
            except (Exception, SystemExit) as error:
                settings = read_settings(self.root, self.config_file)
                problems = cause(error, causes, self.root, settings)
        shutil.rmtree(self._folder, ignore_errors=True)
        return None, problems

    def _build(self) -> None:
        settings = read_settings(self.root, self.config_file)
        if not self.config_file.is_file():
            message = "không có tệp này, nên không có trang; hãy lấy lại tệp từ lịch sử git"
            raise UnsoundError([Problem(settings.path, 1, 1, "settings", message)])
        if settings.problems:
            raise UnsoundError(settings.problems)
        config = load_config(config_file=str(self.config_file), site_dir=str(self._folder))
        self.mount = mount_of(config.site_url)
        self._watch(config)
        if PLUGIN not in config.plugins:
            message = f"“plugins” còn thiếu “{PLUGIN}”; không có nó thì không có sổ thủ tục, báo cáo"
            raise UnsoundError([Problem(settings.path, *settings.place("plugins"), "settings", message)])
        plugin: Any = config.plugins[PLUGIN]
        plugin.on_startup(command="serve", dirty=False)
        plugin.preview = self
        build(config, serve_url=config.site_url or "/")

    def _watch(self, config: MkDocsConfig) -> None:
        theme = config.theme.custom_dir
        said = (
            self.root / one for one in (config.docs_dir, RECORDS, *config.watch, *([theme] if theme else []))
        )
        self._watched = tuple(said)
        self._beside = (self.root, *{(self.root / one).parent for one in config.hooks})


def sound_part(site: Site, broken: Container[str]) -> Site:
    """Return a site without the written pages that have errors; its records are those that could be read."""
    sources = tuple(source for source in site.sources if source.path not in broken)
    reports = tuple(report for report in site.reports if report.source.path not in broken)
    return replace(site, sources=sources, reports=reports)


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
