"""Settings: what a site's mkdocs.yml says that its pages depend on, read without the engine.

The file is the site's own and trusted like its code: the engine imports what it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.error import YAMLError

from congbo.pages.markdown import Dialect

SETTINGS = "mkdocs.yml"
ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs adds to those that a site names."""

_NAME = "tag:yaml.org,2002:python/name:"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site; `data` is empty where there is no file or it cannot be read."""

    path: str = SETTINGS
    data: Mapping[str, Any] = field(default_factory=dict)
    dialect: Dialect = field(default_factory=Dialect)
    unknown: tuple[str, ...] = ()
    """Extensions of Markdown that are not to be had here."""

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Return line and column of a key, or of the nearest around it; the file's beginning around all."""
        found, place = self.data, (1, 1)
        for key in keys:
            if not isinstance(found, CommentedBase) or key not in _positions(found):
                return place
            line, column = _positions(found)[key][:2]
            place, found = (line + 1, column + 1), found[key]  # type: ignore[index]
        return place

    @property
    def plugins(self) -> dict[str, Mapping[str, Any]]:
        """The plugins in their order, each with its options."""
        return dict(_named(self.data.get("plugins")))


def read_settings(file: Path) -> Settings:
    """Read the settings of a site; what cannot be read says nothing here, for the engine says it."""
    yaml = YAML(typ="rt")
    try:
        data = yaml.load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError):
        return Settings(file.name)
    if not isinstance(data, Mapping):
        return Settings(file.name)
    extensions = dict(_named(data.get("markdown_extensions")))
    names = list(dict.fromkeys((*ALWAYS, *extensions)))
    settings = {name: _plain(options) for name, options in extensions.items() if options}
    unknown = tuple(name for name in names if not _usable(name, settings.get(name, {})))
    return Settings(
        file.name, data, Dialect(tuple(name for name in names if name not in unknown), settings), unknown
    )


def _usable(name: str, settings: Mapping[str, Any]) -> bool:
    try:
        Dialect((name,), {name: settings}).converter()
    except Exception:  # an extension is foreign code; whatever it says, the site cannot use it here
        return False
    return True


def _named(entries: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Return a list that has names, or names with options, as pairs; a mapping counts as such a list."""
    if isinstance(entries, Mapping):
        return [(str(name), options or {}) for name, options in entries.items()]
    found: list[tuple[str, Mapping[str, Any]]] = []
    for entry in entries if isinstance(entries, Sequence) and not isinstance(entries, str) else ():
        if isinstance(entry, Mapping):
            found += [(str(name), options or {}) for name, options in entry.items()]
        else:
            found.append((str(entry), {}))
    return found


def _plain(value: Any) -> Any:
    """Return a setting with what it names imported; what is built in another way is left out."""
    tag = getattr(getattr(value, "tag", None), "value", None) or ""
    if tag.startswith(_NAME):
        return imported(tag.removeprefix(_NAME))
    if isinstance(value, Mapping):
        plain = {str(key): _plain(part) for key, part in value.items()}
        return {key: part for key, part in plain.items() if part is not None}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return None if tag.startswith("tag:yaml.org,2002:python") else value


def imported(name: str) -> Any:
    """Return what a dotted name stands for, or None where there is no such thing."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute, None)
    except (ImportError, ValueError):
        return None


def _positions(data: CommentedBase) -> Mapping[Any, list[int]]:
    return data.lc.data or {}
