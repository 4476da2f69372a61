"""Markdown: the dialect of a site's pages, and what of HTML a page or a record may bring along.

A record's body brings none. A written page brings a few harmless elements; whatever else it carries is shown
as text, and told. Nothing loads from another host, and no address runs code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HtmlStash

from congbo.words.spelling import slug

TAG, ATTRIBUTE, ADDRESS, LOADED = "thẻ", "thuộc tính", "địa chỉ", "tệp"
"""What a page may be refused: an element, an attribute, an address that runs code, a file of another host."""

Refused = tuple[str, str]
"""What was refused, and how it was typed."""

ELEMENTS = frozenset(
    {
        "abbr",
        "b",
        "blockquote",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
    }
    | {
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "q",
        "s",
        "small",
        "span",
    }
    | {"strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
"""The elements that a written page may type as HTML."""

ATTRIBUTES = frozenset(
    {"class", "colspan", "id", "lang", "open", "rowspan", "scope", "start", "title", "value"}
)
"""The attributes that they may have."""

_MADE = ATTRIBUTES | frozenset({"alt", "aria-hidden", "aria-label", "checked", "datetime", "dir", "disabled"})
_MADE |= frozenset({"for", "height", "href", "name", "rel", "role", "src", "type", "width"})
"""What Markdown and its extensions may put on an element, besides data-*."""

_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "//")
_SCHEME = re.compile(r"[^/?#]*:|//")
_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)"
    r"(?P<attributes>(?:\s+[A-Za-z-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w%.-]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"\s+([A-Za-z-]+)(?:=(?:\"[^\"]*\"|'[^']*'|[\w%.-]+))?")
_COMMENT = re.compile(r"<!--(?:(?!--)[\s\S])*-->")
_ALIGN = re.compile(r"text-align: (left|center|right);")


TOC = "toc"
ANCHORS: Mapping[str, Any] = {"slugify": slug}
"""How the headings of a site that says nothing of it are addressed: by their words, every letter read."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The Markdown of a site: names of extensions or extensions, and the settings of each."""

    extensions: tuple[Any, ...] = ("admonition", "attr_list", "fenced_code", "footnotes", "tables", "toc")
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def converter(self, *more: Extension) -> Markdown:
        """Return a converter that lets only harmless HTML through; `more` are extensions of the caller's."""
        told = {**self.settings, TOC: {**ANCHORS, **self.settings.get(TOC, {})}}
        own = () if any(isinstance(one, Harmless) for one in self.extensions) else (Harmless(),)
        return Markdown(
            extensions=[*self.extensions, *own, *more],
            extension_configs={
                name: dict(values) for name, values in told.items() if name in self.extensions
            },
        )


class Inert(Extension):
    """Markdown of a record's body: without HTML, and without links that run code or load from elsewhere."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Take the two ways out by which HTML comes in, and look over what Markdown makes."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_SafeTree(md, []), "safe_tree", -1)  # last: after escapes are undone


def record_converter() -> Markdown:
    """Return a converter of the bodies of records, which hold nothing that the record brought along."""
    return Markdown(extensions=["tables", "fenced_code", Inert()], output_format="html")


class Harmless(Extension):
    """Markdown of a written page: HTML of a short list only; `refused` says what else it carried."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[Refused] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Look over all HTML that is kept aside, more strictly where the page itself typed it."""
        self.refused.clear()
        md.htmlStash = stash = _Stash(self.refused)
        if "html_block" in md.preprocessors:
            blocks = md.preprocessors["html_block"]
            md.preprocessors.deregister("html_block")
            md.preprocessors.register(_Blocks(md, blocks, stash), "html_block", 20)
        if "html" in md.inlinePatterns:
            pattern = md.inlinePatterns["html"].pattern
            md.inlinePatterns.deregister("html")
            md.inlinePatterns.register(_Inline(pattern, md, stash), "html", 90)
        md.treeprocessors.register(_SafeTree(md, self.refused), "safe_tree", -1)


class _Stash(HtmlStash):
    """HTML that Markdown keeps aside and puts in unread; `typed` while it is the page's own."""

    def __init__(self, refused: list[Refused]) -> None:
        super().__init__()
        self.typed = False
        self._refused = refused

    def store(self, html: Any) -> str:
        if isinstance(html, str):
            html = harmless(html, self._refused) if self.typed else without_code(html, self._refused)
        return super().store(html)


class _Blocks(Preprocessor):
    """Keeps of the HTML blocks of a page what is harmless; the rest becomes text."""

    def __init__(self, md: Markdown, wrapped: Preprocessor, stash: _Stash) -> None:
        super().__init__(md)
        self._wrapped = wrapped
        self._stash = stash

    def run(self, lines: list[str]) -> list[str]:
        self._stash.typed = True
        try:
            return self._wrapped.run(lines)
        finally:
            self._stash.typed = False


class _Inline(HtmlInlineProcessor):
    def __init__(self, pattern: str, md: Markdown, stash: _Stash) -> None:
        super().__init__(pattern, md)
        self._stash = stash

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        self._stash.typed = True
        try:
            return super().handleMatch(m, data)
        finally:
            self._stash.typed = False


class _SafeTree(Treeprocessor):
    """Takes from the elements that Markdown made what runs code, loads from elsewhere, or is inline style."""

    def __init__(self, md: Markdown, refused: list[Refused]) -> None:
        super().__init__(md)
        self._refused = refused

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            for name in list(element.attrib):
                self._attribute(element, name)

    def _attribute(self, element: ElementTree.Element, name: str) -> None:
        value = element.get(name, "")
        if name == "href" and (scheme := scheme_of(value)) and scheme not in _SAFE_SCHEMES:
            self._refused.append((ADDRESS, value))
            element.set("href", "#")
        elif name == "src" and scheme_of(value) not in ("", "data:"):
            self._refused.append((LOADED, value))
            del element.attrib["src"]  # a page asks nothing of another host
        elif name == "style" and (align := _ALIGN.fullmatch(value)):
            del element.attrib["style"]
            element.set("class", f"{element.get('class', '')} cb-{align[1]}".strip())
        elif name not in _MADE and not name.startswith("data-"):
            self._refused.append((ATTRIBUTE, name))
            del element.attrib[name]


def harmless(html: str, refused: list[Refused]) -> str:
    """Return HTML as it is where it holds only what a page may bring, else as text; `refused` is added to."""
    wrong = list(_wrong(html))
    refused.extend(wrong)
    return escape(html, quote=False) if wrong else html


def _wrong(html: str) -> Iterator[Refused]:
    """Yield each tag, attribute or broken piece that a page may not bring."""
    position = 0
    while (at := html.find("<", position)) >= 0:
        if comment := _COMMENT.match(html, at):
            position = comment.end()
            continue
        tag = _TAG.match(html, at)
        if tag is None:
            yield TAG, html[at : at + 40].split("\n")[0]
            return
        names = [name.lower() for name in _ATTRIBUTE.findall(tag["attributes"])]
        if tag["name"].lower() not in ELEMENTS:
            yield TAG, f"<{tag['name']}"
        else:
            yield from ((ATTRIBUTE, name) for name in names if name not in ATTRIBUTES)
        position = tag.end()


_CODE = re.compile(
    r"<\s*(script|style|iframe|frame|object|embed|applet|base|meta|link|form)\b"
    r"|<[^>]*[\s/\"'](on\w+|style|srcdoc|formaction)\s*=|(javascript|vbscript)\s*:",
    re.IGNORECASE,
)


def without_code(html: str, refused: list[Refused]) -> str:
    """Return the HTML that an extension made as it is where it runs nothing, else as text."""
    found = _CODE.search(html)
    if found is None:
        return html
    refused.append((TAG, next(filter(None, found.groups()))))
    return escape(html, quote=False)


def scheme_of(address: str) -> str:
    """Return the scheme that a browser reads in an attribute, `//` for the page's own, or nothing."""
    found = _SCHEME.match(re.sub(r"[\0-\x20]", "", unescape(address)).lower().replace("\\", "/"))
    return found.group() if found else ""
