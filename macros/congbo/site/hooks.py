"""Hooks: what MkDocs says when a module that a site names under `hooks` cannot be loaded.

MkDocs loads them after the plugins and before it asks any plugin, and lets whatever they raise fall
through. So the plugin, while it is itself loaded, stands around the option that loads them.
"""

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from congbo.pages.additions import problems_of
from congbo.pages.settings import read_settings
from congbo.records.problems import Problem


class TellsHooks:
    """A plugin by which errors of the hooks are told as problems of mkdocs.yml."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> Any:
        """Stand around the loading of hooks, which comes next; then take the plugin's own options."""
        option = MkDocsConfig.hooks
        if config_file_path and isinstance(option, Hooks):
            _stand_around(option, Path(config_file_path), tells=not getattr(self, "preview", None))
        return super().load_config(options, config_file_path)  # type: ignore[misc]  # of the plugin


class HooksError(PluginError):
    """Modules that cannot be loaded, as problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("có mô-đun nêu ở “hooks” không nạp được (các dòng ở trên). Trang cũ giữ nguyên.")
        self.problems = problems


_LOADED: dict[Path, tuple[bytes, dict[str, Any]]] = {}
"""The modules that this process has run, with their text: what one adds must not be added at each build."""


def _once(option: Hooks, name: str, file: Path) -> dict[str, Any]:
    """Return what the option makes of a module, run once in a process however often a site is built."""
    if file not in _LOADED:
        text = file.read_bytes()
        _LOADED[file] = text, dict(Hooks.run_validation(option, [name]))
    return _LOADED[file][1]


def _has_changed(file: Path) -> bool:
    return file in _LOADED and file.is_file() and file.read_bytes() != _LOADED[file][0]


def _stand_around(option: Hooks, file: Path, *, tells: bool) -> None:
    """Let the option load one module after the other; refuse the site with a problem for each that fails.

    The option is one for all configurations of a process; each loading of a configuration stands there anew.
    A preview `tells` nothing here: it shows the problems.
    """

    def run_validation(value: object) -> Any:
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            return Hooks.run_validation(option, value)
        loaded: dict[str, Any] = {}
        folder = file.absolute().parent

        def load(name: str) -> None:
            loaded.update(_once(option, name, folder / name))

        settings = read_settings(folder, file.absolute())
        problems = [
            Problem(
                name, 1, 1, "settings", "mô-đun này đã đổi từ khi bắt đầu; hãy bấm Ctrl-C rồi chạy lại lệnh"
            )
            for name in value
            if _has_changed(folder / name)
        ] or list(problems_of(value, folder, settings, load))
        if problems:
            if tells:
                print(*problems, sep="\n", file=sys.stderr)
            raise HooksError(problems)
        return loaded

    option.run_validation = run_validation  # type: ignore[method-assign]
