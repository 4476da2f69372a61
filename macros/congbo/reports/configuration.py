"""Configuration: what mkdocs.yml says of the files of docs/, read without MkDocs.

Patterns are those of git, as MkDocs reads them: `exclude_docs` and `draft_docs` are not published,
`not_in_nav` is, though no menu leads there. What MkDocs itself would refuse is left for MkDocs to tell.
"""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from congbo.records.problems import Problem
from congbo.reports.site import DOCS

FILE = "mkdocs.yml"
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
class Configuration:
    """What is published of docs/ and why. Paths are those below docs/, if nothing else is said.

    `nav` are the pages of the menu, None where MkDocs makes it of all pages; `named` the files that every
    page loads; `used` paths from the site's root that a build reads and does not publish as they are, among
    them `theme`, the site's own folder of the theme.
    """

    nav: frozenset[str] | None = None
    named: frozenset[str] = frozenset()
    used: tuple[str, ...] = ()
    theme: str = ""
    extensions: tuple[str, ...] = ()
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


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml and runs nothing of it: what carries a tag is as good as not said."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_configuration(root: Path, file: Path | None = None) -> Configuration:
    """Read the configuration of the site, or the one that a build was told to use; there may be none."""
    file = file or root / FILE
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    try:
        data = _loaded(file)
    except FileNotFoundError:
        return Configuration()
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        message = "không đọc được cấu hình của trang; hãy kiểm tra dấu hai chấm, ngoặc kép và cách lùi dòng"
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Configuration(problems=(Problem(path, line, column, "yaml-syntax", message),))
    theme = _mapping(data.get("theme"))
    plugin = _options(data.get("plugins"))
    used = [theme.get("custom_dir"), plugin.get("fonts"), *_list(data.get("hooks"))]
    loaded = [theme.get("logo"), theme.get("favicon")]
    loaded += [*_list(data.get("extra_css")), *map(_script, _list(data.get("extra_javascript")))]
    return Configuration(
        nav=frozenset(_leaves(data["nav"])) if data.get("nav") else None,
        named=frozenset(_paths(loaded)),
        used=tuple(_paths(used)),
        theme=next(_paths([theme.get("custom_dir")]), ""),
        extensions=tuple(_names(data.get("markdown_extensions"))),
        exclude=_patterns(data.get("exclude_docs")),
        drafts=_patterns(data.get("draft_docs")),
        not_in_nav=_patterns(data.get("not_in_nav")),
        publish=_patterns(plugin.get("publish")),
        problems=tuple(_of_folder(data, path, file)),
    )


def _loaded(file: Path) -> dict[str, Any]:
    """Return the keys of a configuration over those that it inherits."""
    found = yaml.load(file.read_text("utf-8-sig"), _Loader)
    data = _mapping(found)
    inherited = data.pop("INHERIT", None)
    if isinstance(inherited, str) and (parent := file.parent / inherited).resolve() != file.resolve():
        return _merged(_loaded(parent), data)
    return data


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = _merged(under, value) if both and under is not None else value
    return merged


def _of_folder(data: dict[str, Any], path: str, file: Path) -> Iterator[Problem]:
    docs = data.get("docs_dir", DOCS)
    if not isinstance(docs, str) or _normal(docs) != DOCS:
        message = f"“docs_dir” phải là “{DOCS}” (đang là '{docs}'): các trang chỉ được kiểm tra ở đó"
        lines = enumerate(file.read_text("utf-8-sig").splitlines(), start=1)
        line = next((number for number, text in lines if text.startswith("docs_dir")), 1)
        yield Problem(path, line, 1, "docs-folder", message)


def _paths(values: Iterable[object]) -> Iterator[str]:
    yield from (_normal(value) for value in values if isinstance(value, str) and value)


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


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


def _names(value: object) -> Iterator[str]:
    """Yield the names of a list whose items are names or a name with options."""
    for item in value if isinstance(value, list) else list(_mapping(value)):
        yield from [item] if isinstance(item, str) else map(str, _mapping(item))


def _options(plugins: object) -> dict[str, Any]:
    items = plugins if isinstance(plugins, list) else [plugins]
    return next((_mapping(item.get("congbo")) for item in map(_mapping, items) if "congbo" in item), {})


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
