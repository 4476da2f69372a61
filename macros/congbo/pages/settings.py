"""Settings: what a site's mkdocs.yml says that its pages depend on, read without the engine.

The file is the site's own and trusted like its code: the engine imports what it names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from yaml_env_tag import construct_env_tag

from congbo.pages import zones
from congbo.pages.markdown import Dialect
from congbo.records.faults import faults
from congbo.records.problems import Problem
from congbo.records.writing import reason
from congbo.words.merges import conflicts
from congbo.words.saved import unreadable

SETTINGS = "mkdocs.yml"
PLUGIN = "congbo"
DAYS_AHEAD, MOST_AHEAD = 7, 366
"""How many days before a change the check reminds of it where nothing is said, and at most."""
ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs adds to those that a site names."""

_NAME = "tag:yaml.org,2002:python/name:"
_KNOWN_TAG = "tag:yaml.org,2002:"
_ENVIRONMENT = "!ENV"

Place = tuple[int, int]


@dataclass(frozen=True)
class Settings:
    """The settings of a site; `data` is empty where there is no file or it cannot be read.

    `path` is from the site's root; `places` are line and column of the file's own keys and of words in its
    lists, not of those that it inherits.
    """

    path: str = SETTINGS
    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, *keys: str) -> Place:
        """Return line and column of a key, or of the nearest around it; the file's beginning around all."""
        around = (self.places.get(keys[:length]) for length in range(len(keys), 0, -1))
        return next(filter(None, around), (1, 1))

    @property
    def plugins(self) -> dict[str, Mapping[str, Any]]:
        """The plugins in their order, each with its options."""
        return _named(self.data.get("plugins"))

    def option(self, name: str, default: object) -> object:
        """Return an option of the plugin `congbo`; the default where it is not set."""
        value = self.plugins.get(PLUGIN, {}).get(name)
        return default if value is None else value

    @cached_property
    def zone(self) -> tzinfo:
        """The zone in which the agency's day begins; the usual one where what is said is no zone."""
        try:
            return zones.zone_named(self.option("zone", zones.DEFAULT))
        except zones.UnknownZoneError:
            return zones.VIETNAM

    @property
    def days_ahead(self) -> int:
        """How many days before a change the check reminds of it; the usual number where none is said."""
        days = self.option("change_ahead", DAYS_AHEAD)
        return days if is_days_ahead(days) else DAYS_AHEAD

    @property
    def offline(self) -> bool:
        """Whether readers may keep the register on their devices; not where nothing usable is said."""
        return self.option("offline", False) is True

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the library that the site has whether or not a page names them."""
        names = self.option("indicators", ())
        return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()

    @cached_property
    def dialect(self) -> Dialect:
        """The Markdown of the pages, without what cannot be had here; the usual one where nothing is said."""
        if not self.data:
            return Dialect()
        names = tuple(name for name in self._extensions if name not in self.unknown)
        return Dialect(names, {name: self._extensions[name] for name in names if self._extensions[name]})

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The extensions of Markdown that are not to be had, or not with their options."""
        return tuple(name for name, options in self._extensions.items() if not _usable(name, options))

    @cached_property
    def _extensions(self) -> dict[str, Mapping[str, Any]]:
        return {name: {} for name in ALWAYS} | _named(self.data.get("markdown_extensions"))


def is_days_ahead(value: object) -> TypeGuard[int]:
    """Tell whether a value is a number of days that the check can look ahead."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_AHEAD


def read_settings(root: Path, file: Path | None = None) -> Settings:
    """Read the settings of a site, or those that a build was told to use; there may be none."""
    file = file or root / SETTINGS
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    try:
        data, places = _read(file)
    except FileNotFoundError:
        return Settings(path)
    except OSError as error:
        message = f"không đọc được cấu hình của trang: {reason(error)}"
        return Settings(path, problems=(Problem(path, 1, 1, "unreadable-entry", message),))
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        return Settings(path, problems=(_unread(path, file.read_bytes(), error),))
    return Settings(path, data, places)


def _unread(path: str, raw: bytes, error: Exception) -> Problem:
    """Return why settings cannot be read: what is known of it, or where YAML stopped."""
    what = "không đọc được cấu hình của trang"
    if refused := unreadable(raw):
        return Problem(path, 1, 1, "encoding", f"{what}: {refused.message}", refused.hint)
    text = raw.decode("utf-8-sig")
    for conflict in conflicts(text):
        lines = f"từ dòng {conflict.first + 1} đến dòng {conflict.last + 1}"
        mend = "hãy giữ lại phần đúng và xoá các dòng “<<<<<<<”, “=======”, “>>>>>>>”"
        message = f"còn dấu xung đột của git {lines}; {mend}"
        return Problem(path, conflict.first + 1, 1, "conflict-marker", message)
    for fault in faults(text)[:1]:
        said = f"{what}: {fault.said(1)}"
        return Problem(path, fault.line + 1, fault.column + 1, "yaml-syntax", said, fault.hint)
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "\t" in "".join(text.split("\n")[line - 1 : line]):
        return Problem(path, line, column, "yaml-tab", f"{what}: có dấu tab; hãy lùi dòng bằng dấu cách")
    message = f"{what}; hãy kiểm tra dấu hai chấm, ngoặc kép và cách lùi dòng"
    return Problem(path, line, column, "yaml-syntax", message)


def _read(file: Path) -> tuple[dict[str, Any], dict[tuple[str, ...], Place]]:
    """Return the keys of a file over those that it inherits, and the places of its own."""
    node = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return {}, {}
    data, places = _plain(node), dict(_places(node))
    inherited = data.pop("INHERIT", None)
    if isinstance(inherited, str) and (parent := file.parent / inherited).resolve() != file.resolve():
        data = _merged(_read(parent)[0], data)
    return data, places


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(under, Mapping)
        merged[key] = _merged(under, value) if both and under is not None else value
    return merged


def _usable(name: str, settings: Mapping[str, Any]) -> bool:
    try:
        Dialect((name,), {name: settings}).converter()
    except Exception:  # an extension is foreign code; whatever it says, the site cannot use it here
        return False
    return True


def _named(entries: Any) -> dict[str, Mapping[str, Any]]:
    """Return a list of names, or of names with options, as a mapping; a mapping counts as such a list."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in [entries] if isinstance(entries, Mapping) else entries if isinstance(entries, list) else ():
        options = entry if isinstance(entry, Mapping) else {str(entry): {}}
        found |= {str(name): said if isinstance(said, Mapping) else {} for name, said in options.items()}
    return found


def _plain(node: yaml.Node) -> Any:
    """Return a node as plain data, with what it names imported; what is built otherwise is None."""
    if node.tag.startswith(_NAME):
        return imported(node.tag.removeprefix(_NAME))
    if node.tag == _ENVIRONMENT:
        return construct_env_tag(yaml.SafeLoader(""), node)
    if not node.tag.startswith(_KNOWN_TAG) or node.tag.startswith(f"{_KNOWN_TAG}python"):
        return None
    if isinstance(node, yaml.MappingNode):
        yaml.SafeLoader("").flatten_mapping(node)
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part) for part in node.value]
    return yaml.SafeLoader("").construct_object(node)


def _places(node: yaml.Node, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Place]]:
    """Yield (path, place) of each key; what a list holds, words and keys, counts as keys of the list."""
    for part in node.value if isinstance(node, yaml.SequenceNode) else ():
        if isinstance(part, yaml.ScalarNode):
            yield (*keys, part.value), _place(part)
        yield from _places(part, keys)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        path = (*keys, str(key.value))
        yield path, _place(key)
        yield from _places(value, path)


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def imported(name: str) -> Any:
    """Return what a dotted name stands for, or None where there is no such thing."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute, None)
    except (ImportError, ValueError):
        return None
