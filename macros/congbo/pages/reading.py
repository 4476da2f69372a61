"""Reading: what the Markdown of a written page holds besides its words, and where its links lead."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from congbo.pages.markdown import TAG, Dialect, Harmless, Refused
from congbo.reports.calls import Call
from congbo.reports.written_page import PageSource
from congbo.words.tangles import tangles

_MADE_LINKS = frozenset({"footnote-ref", "footnote-backref", "headerlink"})
"""Classes of the links that Markdown itself makes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page's Markdown holds besides its words: links and pictures as typed, ids, what is refused."""

    links: tuple[str, ...]
    shown: tuple[str, ...]
    ids: frozenset[str]
    refused: tuple[Refused, ...]


def reading(page: PageSource, dialect: Dialect) -> Reading:
    """Return what a written page links to and may not bring, without answering its calls."""
    if any(tangles(page.body)):
        return Reading(
            (), (), frozenset(), ()
        )  # told as such; the library's time is the square of such a text
    guard, parser = Harmless(), _Parser()
    converter = Dialect((*dialect.extensions, guard), dialect.settings).converter()
    try:
        parser.feed(converter.convert(page.markdown(_no_answer)))
    except Exception:  # a page can be written so that the library fails on it
        return Reading((), (), frozenset(), ((TAG, "lồng quá sâu hoặc không đóng"),))
    return Reading(
        tuple(parser.links), tuple(parser.shown), frozenset(parser.ids), tuple(dict.fromkeys(guard.refused))
    )


def _no_answer(call: Call) -> str:
    return "\ue000\ue001"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.shown: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        classes = set((found.get("class") or "").split())
        if href := found.get("href") if not classes & _MADE_LINKS else None:
            self.links.append(href)
        if src := found.get("src"):
            self.shown.append(src)
        self.ids |= {name for name in (found.get("id"), found.get("name")) if name}


class Links(Extension):
    """Leads links between the files of docs/ from file to address, as the engine does."""

    def __init__(self, path: str, addresses: Mapping[str, str]) -> None:
        super().__init__()
        self._path = path
        self._addresses = addresses

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Run before the tree is looked over."""
        md.treeprocessors.register(_LinkTree(md, self._path, self._addresses), "links", 0)


class _LinkTree(Treeprocessor):
    def __init__(self, md: Markdown, path: str, addresses: Mapping[str, str]) -> None:
        super().__init__(md)
        self._path = path
        self._addresses = addresses

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag, "")
            if link := element.get(name):
                element.set(name, led(link, self._path, self._addresses))


def file_of(link: str, path: str) -> str:
    """Return the file that a relative link on a page names, as `docs/…`; nothing for any other link."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or link.startswith(("/", "\\")):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


def led(link: str, path: str, addresses: Mapping[str, str]) -> str:
    """Return a link as it stands on the page: to the address of the file that it names, if it names one."""
    target = addresses.get(file_of(link, path))
    if target is None:
        return link
    way = posixpath.relpath(f"/{target}", f"/{addresses[path]}")
    return urlsplit(link)._replace(path=f"{way}/" if target.endswith("/") or not target else way).geturl()
