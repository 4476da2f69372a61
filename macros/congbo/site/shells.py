"""Shells: the theme's page around generated content, made once a section and filled in for each page.

The theme costs milliseconds a page; joining strings costs microseconds. A shell depends on its section and
its depth only: relative links are the same for every page of one depth.
"""

import re
from functools import cached_property
from html import escape
from itertools import chain, zip_longest
from urllib.parse import quote

from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from congbo.pages.page import Page
from congbo.records.kinds import sections
from congbo.site.frame import day_line

FOLDER = "congbo-shell"
_TITLE, _DESCRIPTION, _BODY = "\ue010title\ue011", "\ue010description\ue011", "\ue010content\ue011"
_PLAIN = "\ue010plain\ue011"
DAY = "\ue010day\ue011"
"""Where the foot of a shell says the day that the page speaks of."""
_ALTERNATE = '<link rel="alternate" type="text/markdown" href="{}">'
_MARKS = re.compile("(<!--<h1-->)?\ue010(\\w+)\ue011")


class Shells:
    """The shells of a build, by section and depth."""

    CONTENT = f"<!--<h1-->{_BODY}"
    """A shell's content; the `<h1` in the comment keeps the theme from adding a title of its own."""

    def __init__(self) -> None:
        self._split: dict[tuple[str, int], list[str]] = {}
        self._front: MkDocsPage | None = None

    @cached_property
    def _keys(self) -> dict[str, tuple[str, int]]:
        """The section and depth of each shell by its source path, which lies as deep as its pages do."""
        return {
            f"{FOLDER}/{'deeper/' * (depth - 2)}{section.name}.md": (section.name, depth)
            for section in sections()  # asked when a build begins: a hook may have added a kind
            for depth in section.depths
        }

    def paths(self) -> list[str]:
        """Return the source paths of the shells, as pages of docs/."""
        return list(self._keys)

    def __contains__(self, path: str) -> bool:
        return path in self._keys

    def prepare(self, page: MkDocsPage, nav: Navigation) -> None:
        """Give a shell its marks, and mark its section as active in the navigation."""
        if page.file.src_uri not in self._keys:
            return
        section, _ = self._keys[page.file.src_uri]
        page.title = _TITLE
        page.meta = {"title": _TITLE, "description": _DESCRIPTION, "plain": _PLAIN, "hide": ["toc"]}
        page.canonical_url = "\ue010address\ue011"
        self._front = next((other for other in nav.pages if other.url == f"{section}/"), None)
        if self._front:
            self._front.active = True

    def keep(self, page: MkDocsPage, output: str) -> str:
        """Keep a shell's page and return nothing to write; return any other page as it is."""
        key = self._keys.get(page.file.src_uri)
        if key is None:
            return output
        if self._front:
            self._front.active = False
        self._split[key] = _MARKS.split(output)
        return ""

    def fill(self, page: Page, content: str, site_url: str) -> str:
        """Return the whole page of a generated page's content."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "content": content,
            "plain": _ALTERNATE.format(escape(page.root + quote(page.plain))) if page.plain else "",
            "address": escape(site_url + (page.canonical or page.address)),
            "day": day_line(page.day),
        }
        pieces = self._split[
            page.section.name, page.depth
        ]  # text, comment, mark, text, comment, mark, … text
        marks = (values[mark] for mark in pieces[2::3])
        return "".join(chain.from_iterable(zip_longest(pieces[::3], marks, fillvalue="")))
