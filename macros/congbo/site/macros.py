"""Macros: gives mkdocs-macros the answers of the page that the congbo plugin is making."""

from typing import TYPE_CHECKING, Any

from congbo.pages.answers import ANSWERS

if TYPE_CHECKING:
    from congbo.site.plugin import CongboPlugin


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro."""
    plugin: CongboPlugin = env.conf.plugins["congbo"]
    for name in ANSWERS:
        env.macro(getattr(plugin.answers, name), name)
