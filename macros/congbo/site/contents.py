"""Contents: what a site has beside what MkDocs writes: its generated pages, data files, style and scripts.

A build asks for all of them in turn, a preview for each when a browser does.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from congbo.export import EXPORTS
from congbo.pages.addresses import INDEX
from congbo.pages.page import REDIRECT, Page
from congbo.pages.rendering import Renderer
from congbo.reports.site import DOCS
from congbo.site import offline
from congbo.site.scripts import without_comments
from congbo.site.security import HEADERS_FILE, headers_file
from congbo.site.shells import Shells
from congbo.site.styles import ADDRESS as STYLESHEET
from congbo.site.styles import classes_of, own_rules, stylesheet, words_of

THEME = Path(__file__).parent / "theme"
ASSETS = THEME / "assets" / "congbo"
STYLES = ("congbo.css", "frame.css", "search.css")
"""The package's own stylesheets, in their order; they become one with the theme's."""

File = tuple[str, Callable[[], bytes]]
"""A file's address, and what makes its bytes."""


class Contents:
    """The contents of one build. `classes` grows with each page that is made; they cut the stylesheet."""

    def __init__(self, renderer: Renderer, shells: Shells, theme_style: str, *, kept_offline: bool) -> None:
        self._renderer = renderer
        self._shells = shells
        self._theme_style = theme_style
        self._kept_offline = kept_offline
        self.classes: set[str] = set()

    def pages(self) -> Iterator[File]:
        """Yield the generated pages."""
        for page in self._renderer.pages:
            yield f"{page.address}{INDEX}", partial(self._page, page)

    def data(self) -> Iterator[File]:
        """Yield the data files and the reports on paper."""
        for export in EXPORTS:
            yield from ((file.address, file.content) for file in export.files(self._renderer.pages))

    def ours(self) -> Iterator[File]:
        """Yield the package's scripts, and what the host is to say where the agency says nothing itself."""
        folder = ASSETS.relative_to(THEME).as_posix()
        for script in sorted(ASSETS.glob("*.js")):
            if self._kept_offline or script.name not in offline.SCRIPTS:
                address = offline.SCRIPTS.get(script.name, f"{folder}/{script.name}")
                yield address, partial(_script, script)
        if f"{DOCS}/{HEADERS_FILE}" not in self._renderer.pages.site.assets:
            yield HEADERS_FILE, headers_file().encode

    def style(self) -> File:
        """Return the stylesheet as the pages that were made so far need it."""
        return STYLESHEET, lambda: stylesheet(self._theme_style, _own(), self._classes()).encode()

    def whole_style(self) -> File:
        """Return the stylesheet for whatever page there may be: it draws each page as the cut one does."""
        return STYLESHEET, lambda: (self._theme_style + own_rules(_own())).encode()

    def _page(self, page: Page) -> bytes:
        content = self._renderer.page(page)
        self.classes |= classes_of(content)
        if page.template == REDIRECT:
            return content.encode()
        return self._shells.fill(page, content, self._renderer.pages.site_url).encode()

    def _classes(self) -> set[str]:
        scripts = (file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js")))
        return self.classes.union(*map(words_of, scripts))


def _own() -> str:
    return "".join((ASSETS / name).read_text("utf-8") for name in STYLES)


def _script(file: Path) -> bytes:
    return without_comments(file.read_text("utf-8")).encode()
