"""Output: a built site as files, its pages as trees and text, and what differs between two of them."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_HEADINGS = {"h1": "#", "h2": "##", "h3": "###", "h4": "####", "h5": "#####", "h6": "######"}
_BLOCK = re.compile(
    "p|li|div|section|article|header|nav|ul|ol|d[ldt]|table|t[hrd]|thead|tbody|caption|pre|details|summary"
    "|blockquote|hr|h[1-6]"
)
_UNSEEN = {"script", "style", "template", "svg"}


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that are in both trees with other bytes, only in the second, only in the first."""

    changed: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


def contents(site: Path) -> dict[str, bytes]:
    """Return every file of a tree with its bytes, by its address."""
    files = sorted(file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def changed(before: Path, after: Path) -> Changes:
    """Return what differs between two trees."""
    old, new = contents(before), contents(after)
    other = {name for name in old.keys() & new.keys() if old[name] != new[name]}
    return Changes(frozenset(other), frozenset(new.keys() - old.keys()), frozenset(old.keys() - new.keys()))


def plain_bytes(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a tree with its bytes, and those of what is packed in it."""
    for name, data in contents(site).items():
        yield name, gzip.decompress(data) if name.endswith(".gz") else data


def pages(site: Path) -> dict[str, Element]:
    """Return every page of a site as a tree, by its address: `thu-tuc/1.012353/`; the home page is ``."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        found[file.relative_to(site).as_posix().removesuffix("index.html")] = tree(file.read_text("utf-8"))
    return found


def article(site: Path, address: str) -> Element:
    """Return the article of the page at an address, which ends in a slash."""
    page = tree((site / address / "index.html").read_text("utf-8"))
    (found,) = having(page, "md-content__inner")
    return found


def tree(html: str) -> Element:
    """Return HTML as a tree."""
    reader = _TreeReader()
    reader.feed(html)
    return reader.finish()


def having(element: Element, name: str) -> list[Element]:
    """Return the elements below one that have a class."""
    return [one for one in element.iter() if name in one.get("class", "").split()]


def by_id(element: Element, id_: str) -> Element:
    """Return the element below one that has an id."""
    (found,) = (one for one in element.iter() if one.get("id") == id_)
    return found


def text_of(element: Element, *without: str) -> str:
    """Return what a reader sees of an element on one line, without the tags and classes named."""
    return " ".join("".join(_text(element, {*without, *_UNSEEN})).split())


def seen(page: Element, *without: str) -> Iterator[str]:
    """Yield every text that a reader of a page sees or is told: text, title, labels, description."""
    yield text_of(page, *without)
    for element in page.iter():
        names = ["title", "alt", "aria-label", "data-label", "placeholder"]
        names += ["content"] if element.tag == "meta" else []
        yield from (element.attrib[name] for name in names if name in element.attrib)


def lines(element: Element, *without: str) -> Iterator[str]:
    """Yield the text of an element block by block, headings marked as in Markdown."""
    hidden = {*without, *_UNSEEN}
    if _hidden(element, hidden):
        return
    run = [_HEADINGS.get(element.tag, ""), " ", element.text or ""]
    for child in element:
        if _BLOCK.fullmatch(child.tag):
            yield from _line(run)
            yield from lines(child, *without)
            run = []
        else:
            run += _text(child, hidden)
        run.append(child.tail or "")
    yield from _line(run)


def _line(run: list[str]) -> Iterator[str]:
    if line := " ".join("".join(run).split()):
        yield line


def _hidden(element: Element, names: set[str]) -> bool:
    return element.tag in names or bool(names & {*element.get("class", "").split()})


def _text(element: Element, without: set[str]) -> Iterator[str]:
    if _hidden(element, without):
        return
    apart = " " if _BLOCK.fullmatch(element.tag) or element.tag == "br" else ""
    yield f"{apart}{element.text or ''}"
    for child in element:
        yield from _text(child, without)
        yield child.tail or ""
    yield apart


class _TreeReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self._builder = TreeBuilder()
        self._builder.start("document", {})
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("li", "dt", "dd", "tr", "td", "th", "p") and self._open[-1:] == [tag]:
            self.handle_endtag(tag)
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while (last := self._open.pop()) != tag:
                self._builder.end(last)
            self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def finish(self) -> Element:
        self.close()
        for tag in reversed(self._open):
            self._builder.end(tag)
        self._builder.end("document")
        return self._builder.close()
