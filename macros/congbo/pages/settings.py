"""Settings: what a site's mkdocs.yml says that its pages depend on, read without the engine.

The file is the site's own and trusted like its code: the engine imports what it names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from congbo.pages.markdown import Dialect

SETTINGS = "mkdocs.yml"
ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs adds to those that a site names."""

_NAME = "tag:yaml.org,2002:python/name:"
_KNOWN_TAG = "tag:yaml.org,2002:"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a site; `data` is empty where there is no file or it cannot be read.

    `places` are line and column of the keys; `unknown` the extensions of Markdown that are not to be had.
    """

    path: str = SETTINGS
    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], Place] = field(default_factory=dict)
    dialect: Dialect = field(default_factory=Dialect)
    unknown: tuple[str, ...] = ()

    def place(self, *keys: str) -> Place:
        """Return line and column of a key, or of the nearest around it; the file's beginning around all."""
        around = (self.places.get(keys[:length]) for length in range(len(keys), 0, -1))
        return next(filter(None, around), (1, 1))

    @property
    def plugins(self) -> dict[str, Mapping[str, Any]]:
        """The plugins in their order, each with its options."""
        return _named(self.data.get("plugins"))


def read_settings(file: Path) -> Settings:
    """Read the settings of a site; what cannot be read is told with what else they say."""
    try:
        node = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError):
        return Settings(file.name)
    if not isinstance(node, yaml.MappingNode):
        return Settings(file.name)
    data = _plain(node)
    extensions = _named(data.get("markdown_extensions"))
    names = dict.fromkeys((*ALWAYS, *extensions))
    settings = {name: options for name, options in extensions.items() if options}
    unknown = tuple(name for name in names if not _usable(name, settings.get(name, {})))
    dialect = Dialect(tuple(name for name in names if name not in unknown), settings)
    return Settings(file.name, data, dict(_places(node)), dialect, unknown)


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
        options = entry if isinstance(entry, Mapping) else {entry: {}}
        found |= {str(name): said if isinstance(said, Mapping) else {} for name, said in options.items()}
    return found


def _plain(node: yaml.Node) -> Any:
    """Return a node as plain data, with what it names imported; what is built otherwise is None."""
    if node.tag.startswith(_NAME):
        return imported(node.tag.removeprefix(_NAME))
    if not node.tag.startswith(_KNOWN_TAG) or node.tag.startswith(f"{_KNOWN_TAG}python"):
        return None
    if isinstance(node, yaml.MappingNode):
        pairs = ((str(key.value), _plain(value)) for key, value in node.value)
        return {key: value for key, value in pairs if value is not None}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part) for part in node.value]
    return yaml.SafeLoader("").construct_object(node)


def _places(node: yaml.Node, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Place]]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        path = (*keys, str(key.value))
        yield path, (key.start_mark.line + 1, key.start_mark.column + 1)
        yield from _places(value, path)


def imported(name: str) -> Any:
    """Return what a dotted name stands for, or None where there is no such thing."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute, None)
    except (ImportError, ValueError):
        return None
