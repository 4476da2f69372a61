"""References: which files of docs/ a page, a stylesheet or a drawing asks for.

A link in Markdown starts from the page's source, as MkDocs reads it; HTML in a page from the page's address,
as a browser reads it. Addresses of other hosts are left aside.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_KNOWN = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|def_list|extra|fenced_code|footnotes"
    r"|legacy_attrs|md_in_html|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.(?:betterem|blocks\.\w+|caret|details|emoji|highlight|inlinehilite|keys|magiclink|mark"
    r"|smartsymbols|superfences|tabbed|tasklist|tilde)"
)
"""The extensions that a page is read with, where the site has them: none brings text from another file."""

_ATTRIBUTES = ("href", "src", "data", "poster", "xlink:href", "action", "formaction", "background")
_CSS = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]+))\s*\)|@import\s+(?:"([^"\n]*)"|'([^'\n]*)')"""
)
_WORD = re.compile(r"[^\s/()<>\[\]\"'#?,]+")
_PLAIN = re.compile(r"[\w.@%+~-]+")


def words_of(text: str) -> frozenset[str]:
    """Return the words of a page among which the names of what it refers to must be."""
    return frozenset(_WORD.findall(readable(text)))


def may_name(text: str, words: frozenset[str], name: str) -> bool:
    """Tell whether a page may refer to a file of that name: if not, it need not be read closely."""
    stem = name.rpartition(".")[0] or name
    plain = _PLAIN.fullmatch(name) is not None
    return bool({name, stem} & words) if plain else name in readable(text)


def readable(text: str) -> str:
    """Return a text with the letters that its codes stand for, so that names can be sought in it."""
    return unquote(unescape(text))


def of_page(text: str, path: str, address: str, extensions: Iterable[str]) -> set[str]:
    """Return the paths below docs/ that a page's Markdown may ask for.

    `path` is the page's own below docs/, `address` the one that it is published at.
    """
    collector = _Collector()
    known = [name for name in extensions if _KNOWN.fullmatch(name) and _is_there(name)]
    markdown = Markdown(extensions=["tables", "fenced_code", *known, collector])
    markdown.convert(text)
    found = {target for link in collector.links for target in _targets(link, posixpath.dirname(path))}
    stashed = (html for html in markdown.htmlStash.rawHtmlBlocks if isinstance(html, str))
    return found.union(*(of_html(html, address) for html in stashed))


def _is_there(name: str) -> bool:
    return not name.startswith("pymdownx.") or find_spec("pymdownx") is not None


def of_html(text: str, address: str) -> set[str]:
    """Return the paths below docs/ that HTML may ask for, which a browser meets at an address."""
    reader = _Attributes()
    reader.feed(text)
    reader.close()
    folder = posixpath.dirname(address)
    return {target for link in reader.links for target in _targets(link, folder)}


def of_file(data: bytes, path: str) -> set[str]:
    """Return the paths below docs/ that a stylesheet, a drawing or an HTML file asks for."""
    text = data.decode("utf-8", "replace")
    if path.endswith(".css"):
        return {target for link in _of_css(text) for target in _targets(link, posixpath.dirname(path))}
    return of_html(text, path) if path.endswith((".html", ".htm", ".svg")) else set()


def _of_css(text: str) -> Iterator[str]:
    for match in _CSS.finditer(text):
        yield next(filter(None, match.groups()), "")


def _targets(link: str, folder: str) -> Iterator[str]:
    """Yield the paths below docs/ that a link from a folder may mean: a file, or the page at an address."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return
    if parts.scheme or parts.netloc or not parts.path:
        return
    wanted = unquote(parts.path)
    path = posixpath.normpath(posixpath.join("/", folder, wanted)).removeprefix("/")
    yield path
    inside = "" if path == "" else f"{path}/"
    yield from (f"{inside}index.md", f"{inside}README.md")
    if path:
        yield f"{path}.md"


class _Attributes(HTMLParser):
    """Collects the addresses in the attributes of HTML, and in its styles."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.links += _addresses((name, value or "") for name, value in attrs)

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.links += _of_css(data)


def _addresses(attributes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in attributes:
        if name in _ATTRIBUTES:
            yield value
        elif name in ("srcset", "imagesrcset"):
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        elif name == "style":
            yield from _of_css(value)


class _Collector(Extension):
    """Collects the addresses of links and pictures that Markdown makes."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_LinksOfTree(md, self.links), "congbo_references", -10)


class _LinksOfTree(Treeprocessor):
    def __init__(self, md: Markdown, links: list[str]) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            self._links += map(unescape, _addresses(element.attrib.items()))
