"""References: which files of docs/ a page, a record, a stylesheet or a drawing asks for.

A link in a page's Markdown starts from its source, as MkDocs reads it; HTML from its own address, as a
browser reads it. Addresses of other hosts are left aside.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from congbo.pages.markdown import record_converter

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


def of_links(links: Iterable[str], folder: str) -> set[str]:
    """Return the paths below docs/ that links from a folder may mean: a file, or the page at an address."""
    return {target for link in links for target in _targets(link, folder)}


def of_body(text: str, address: str) -> set[str]:
    """Return the paths below docs/ that a record's body may ask for at an address."""
    return of_html(record_converter().convert(text), address)


def of_html(text: str, address: str) -> set[str]:
    """Return the paths below docs/ that HTML may ask for, which a browser meets at an address."""
    reader = _Attributes()
    reader.feed(text)
    reader.close()
    return of_links(reader.links, posixpath.dirname(address))


def of_file(data: bytes, path: str) -> set[str]:
    """Return the paths below docs/ that a stylesheet, a drawing or an HTML file asks for."""
    text = data.decode("utf-8", "replace")
    if path.endswith(".css"):
        return of_links(_of_css(text), posixpath.dirname(path))
    return of_html(text, path) if path.endswith((".html", ".htm", ".svg")) else set()


def _of_css(text: str) -> Iterator[str]:
    for match in _CSS.finditer(text):
        yield next(filter(None, match.groups()), "")


def _targets(link: str, folder: str) -> Iterator[str]:
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
