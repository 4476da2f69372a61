"""Settings of docs/: what a site's mkdocs.yml says of the files that lie there.

Patterns are those of git, as MkDocs reads them: `exclude_docs` and `draft_docs` are not published,
`not_in_nav` is, though no menu leads there. What MkDocs itself would refuse is left for MkDocs to tell.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pathspec import GitIgnoreSpec

from congbo.pages.settings import Settings
from congbo.records.problems import Problem
from congbo.reports.site import DOCS

PAGE_ENDINGS = ("md", "markdown", "mdown", "mkdn", "mkd")
"""The endings that MkDocs makes pages of; the site's own pages have the first."""

FIXED_NAMES = GitIgnoreSpec.from_lines(
    [
        *(
            "/CNAME",
            "/_headers",
            "/_redirects",
            "/robots.txt",
            "/humans.txt",
            "/security.txt",
            "/favicon.ico",
        ),
        *("/apple-touch-icon*.png", "/google*.html", "/BingSiteAuth.xml", "/.nojekyll", "/.well-known/"),
    ]
)
"""The files that hosts, browsers and search engines ask for by name, so that no page refers to them."""

_HIDDEN = GitIgnoreSpec.from_lines([".*", "/templates/"])
"""What MkDocs leaves out unless `exclude_docs` takes it back with a `!`."""


def _nothing() -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines([])


@dataclass(frozen=True, slots=True)
class DocsSettings:
    """What is published of docs/ and why. Paths are those below docs/, if nothing else is said.

    `nav` are the pages of the menu, None where MkDocs makes it of all pages; `named` the files that every
    page loads; `used` paths from the site's root that a build reads and does not publish as they are, among
    them `theme`, the site's own folder of the theme.
    """

    nav: frozenset[str] | None = None
    named: frozenset[str] = frozenset()
    used: tuple[str, ...] = ()
    theme: str = ""
    exclude: GitIgnoreSpec = field(default_factory=_nothing)
    drafts: GitIgnoreSpec = field(default_factory=_nothing)
    not_in_nav: GitIgnoreSpec = field(default_factory=_nothing)
    publish: GitIgnoreSpec = field(default_factory=_nothing)
    problems: tuple[Problem, ...] = ()

    def excluded(self, path: str) -> bool:
        """Tell whether `exclude_docs` says that a file is not published."""
        return self.exclude.match_file(path)

    def left_out(self, path: str) -> bool:
        """Tell whether MkDocs does not publish a file, asked for or not."""
        return (_HIDDEN + self.exclude).match_file(path)

    def shown(self, path: str) -> bool:
        """Tell whether a hidden file, or some file of a hidden folder, is published all the same."""
        return not (self.left_out(path) and self.left_out(f"{path}/x"))

    def is_draft(self, path: str) -> bool:
        """Tell whether a file is only seen in a preview."""
        return self.drafts.match_file(path) and not self.left_out(path)

    def is_used(self, path: str) -> bool:
        """Tell whether a build reads a file, or something of its folder, without publishing it."""
        return any(f"{DOCS}/{path}" == one or f"{DOCS}/{path}".startswith(f"{one}/") for one in self.used)

    def asks_for(self, path: str) -> bool:
        """Tell whether a file is published though no page refers to it."""
        return path in self.named or self.publish.match_file(path) or FIXED_NAMES.match_file(path)


def docs_settings(settings: Settings) -> DocsSettings:
    """Return what a site's settings say of the files of docs/; of none is said nothing."""
    data = settings.data
    theme = _mapping(data.get("theme"))
    plugin = settings.plugins.get("congbo", {})
    used = [theme.get("custom_dir"), plugin.get("fonts"), *_list(data.get("hooks"))]
    loaded = [theme.get("logo"), theme.get("favicon")]
    loaded += [*_list(data.get("extra_css")), *map(_script, _list(data.get("extra_javascript")))]
    return DocsSettings(
        nav=frozenset(_leaves(data["nav"])) if data.get("nav") else None,
        named=frozenset(_paths(loaded)),
        used=tuple(_paths(used)),
        theme=next(_paths([theme.get("custom_dir")]), ""),
        exclude=_patterns(data.get("exclude_docs")),
        drafts=_patterns(data.get("draft_docs")),
        not_in_nav=_patterns(data.get("not_in_nav")),
        publish=_patterns(plugin.get("publish")),
        problems=(*settings.problems, *_of_folder(settings)),
    )


def _of_folder(settings: Settings) -> Iterator[Problem]:
    docs = settings.data.get("docs_dir", DOCS)
    if not isinstance(docs, str) or _normal(docs) != DOCS:
        message = f"“docs_dir” phải là “{DOCS}” (đang là '{docs}'): các trang chỉ được kiểm tra ở đó"
        yield Problem(settings.path, *settings.place("docs_dir"), "docs-folder", message)


def _paths(values: Iterable[object]) -> Iterator[str]:
    yield from (_normal(value) for value in values if isinstance(value, str) and value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _normal(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).removeprefix("/")


def _script(value: Any) -> Any:
    return value.get("path") if isinstance(value, dict) else value


def _patterns(value: object) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(value.splitlines()) if isinstance(value, str) else _nothing()
    except ValueError:
        return _nothing()


def _leaves(nav: object) -> Iterator[str]:
    """Yield the addresses of a menu, however deep it is."""
    open_ = [nav]
    while open_:
        match open_.pop():
            case str(path):
                yield _normal(path)
            case list(items):
                open_ += items
            case dict(items):
                open_ += items.values()
