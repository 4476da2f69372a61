"""Reads an official document's content from the HTML of its page, so that their texts cannot differ.

What is for the screen only has the class `cb-web` (or is hidden from sight) and stays out.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import html
from lxml.html import HtmlElement

from congbo.official import (
    Annex,
    Block,
    Break,
    Cell,
    Content,
    Heading,
    Inline,
    Item,
    Mark,
    Paragraph,
    Run,
    Table,
    placed,
    text_of,
)

NOT_ON_PAPER = frozenset({"cb-web", "cb-hidden", "cb-report-head", "footnote-backref", "headerlink"})
"""Classes of what only a screen shows."""

_UNSEEN = frozenset({"script", "style", "svg", "template"})
_BLOCKS = frozenset(
    {"article", "blockquote", "div", "dl", "dd", "dt", "details", "figure", "footer", "header", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
)
_SPACE = re.compile(r"[ \t\r\n]+")
_LONGEST = 40
"""Characters of a cell that still ask for a wider column."""


def read(page: str) -> Content:
    """Return what the HTML of a report page holds on paper; text in an unforeseen element is kept."""
    root = html.fragment_fromstring(page, create_parent="div")
    notes = {
        item.get("id", "").partition(":")[2]: _trimmed(_note(item, _Reader()))
        for item in root.xpath('.//div[@class="footnote"]//li')
    }
    reader = _Reader()
    before: list[Block] = []
    after: list[Block] = []
    annexes: list[Annex] = []
    into = before
    for child in root:
        if "cb-signature" in _classes(child):
            into = after
        elif into is not before and child.tag == "h2":
            label, title = annex_title(_words(child))
            annexes.append(Annex(label, title, ()))
        elif annexes:
            last = annexes[-1]
            annexes[-1] = Annex(last.label, last.title, (*last.blocks, *reader.block(child)))
        else:
            into.extend(reader.block(child))
    return Content(tuple(before), tuple(after), tuple(annexes), notes)


def annex_title(heading: str) -> tuple[str, str]:
    """Return an annex's label and title: `Phụ lục I. Các chỉ số` gives `Phụ lục I` and `Các chỉ số`."""
    found = re.fullmatch(r"(Phụ lục(?: (?:[IVXL]+|\d+))?)(?:[.:]? +(.*))?", heading)
    return (found.group(1), found.group(2) or "") if found else ("Phụ lục", heading)


class _Reader:
    """Reads blocks and runs; remembers which notes were marked before."""

    def __init__(self) -> None:
        self._marked: set[str] = set()

    def block(self, element: HtmlElement, depth: int = 0) -> Iterator[Block]:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _off_paper(element):
            return
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield Heading(int(element.tag[1]) - 1 or 1, self._trimmed(element))
            case "ul" | "ol":
                yield from self._items(element, depth + 1)
            case "table":
                yield self._table(element)
            case "div" if "footnote" in _classes(element):
                return
            case _:
                yield from self._mixed(element, depth)

    def _mixed(self, element: HtmlElement, depth: int, skip: frozenset[str] = frozenset()) -> Iterator[Block]:
        """Yield the paragraphs and blocks of an element that may hold both."""
        run: list[Inline] = list(self._text(element.text, False, False, ""))
        for child in element:
            if child.tag in _BLOCKS:
                yield from _paragraph(run)
                run = []
                yield from self.block(child, depth)
            else:
                run += self.inlines(child)
            run += self._text(child.tail, False, False, "")
        yield from _paragraph(run)

    def _items(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        for number, item in enumerate(element.iterchildren("li"), start=int(element.get("start", 1))):
            first = True
            for block in self._mixed(item, depth):
                if first and isinstance(block, Paragraph):
                    yield Item(depth, f"{number}." if element.tag == "ol" else "", block.inlines)
                    first = False
                else:
                    yield block

    def _table(self, element: HtmlElement) -> Table:
        caption = next(element.iterchildren("caption"), None)
        head: list[tuple[Cell, ...]] = []
        body: list[tuple[Cell, ...]] = []
        for row in element.iter("tr"):
            cells = tuple(self._cell(cell) for cell in row.iterchildren("th", "td"))
            in_head = row.getparent().tag == "thead" or (not body and all(cell.header for cell in cells))
            (head if in_head else body).append(cells)
        rows = (*head, *body)
        return Table(
            self._trimmed(caption) if caption is not None else (), tuple(head), tuple(body), _widths(rows)
        )

    def _cell(self, element: HtmlElement) -> Cell:
        in_head = element.getparent().getparent().tag == "thead"
        return Cell(
            self._trimmed(element),
            element.tag == "th",
            in_head or "cb-num" in _classes(element),
            int(element.get("colspan", 1)),
            int(element.get("rowspan", 1)),
        )

    def inlines(
        self, element: HtmlElement, bold: bool = False, italic: bool = False, link: str = ""
    ) -> Iterator[Inline]:
        """Yield the runs of an element."""
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _off_paper(element):
            return
        if element.tag == "br":
            yield Break()
            return
        if element.tag == "img":
            yield from self._text(element.get("alt"), bold, italic, link)
            return
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            yield self._mark(element)
            return
        bold = bold or element.tag in ("strong", "b")
        italic = italic or element.tag in ("em", "i", "cite", "var")
        link = element.get("href", "") if element.tag == "a" else link
        yield from self._text(element.text, bold, italic, link)
        for child in element:
            yield from self.inlines(child, bold, italic, link)
            yield from self._text(child.tail, bold, italic, link)

    def _mark(self, element: HtmlElement) -> Mark:
        note = element[0].get("href").partition(":")[2]
        again = note in self._marked
        self._marked.add(note)
        return Mark(note, element.text_content(), again)

    def _trimmed(self, element: HtmlElement) -> tuple[Inline, ...]:
        return _trimmed(list(self.inlines(element)))

    @staticmethod
    def _text(text: str | None, bold: bool, italic: bool, link: str) -> Iterator[Run]:
        if text and (words := _SPACE.sub(" ", text)):
            yield Run(words, bold, italic, link)


def _note(item: HtmlElement, reader: _Reader) -> list[Inline]:
    runs: list[Inline] = []
    for block in reader._mixed(item, 0):
        runs += [Break()] if runs else []
        runs += block.inlines if not isinstance(block, Table) else ()
    return runs


def _paragraph(run: list[Inline]) -> Iterator[Paragraph]:
    if inlines := _trimmed(run):
        yield Paragraph(inlines)


def _trimmed(run: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return runs without space at the beginning and the end, neighbours of one form joined."""
    joined: list[Inline] = []
    for inline in run:
        last = joined[-1] if joined else None
        if isinstance(inline, Run) and isinstance(last, Run):
            if inline.text.startswith(" ") and last.text.endswith(" "):
                inline = Run(inline.text[1:], inline.bold, inline.italic, inline.link)
            if (inline.bold, inline.italic, inline.link) == (last.bold, last.italic, last.link):
                joined[-1] = Run(last.text + inline.text, last.bold, last.italic, last.link)
                continue
        joined.append(inline)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while joined and isinstance(edge := joined[end], Run):
            text = strip(edge.text, " \u00a0")
            if text:
                joined[end] = Run(text, edge.bold, edge.italic, edge.link)
                break
            joined.pop(end)
    return tuple(joined)


def _widths(rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Return the share of each column: room for its longest word, the rest by the length of its texts."""
    needed: dict[int, float] = {}
    wanted: dict[int, float] = {}
    for row in placed(rows):
        column = 0
        for cell, begins in row:
            text = text_of(cell.inlines)
            if begins and cell.columns == 1 and text:
                needed[column] = max(needed.get(column, 0), *(len(word) for word in text.split()))
                wanted[column] = max(wanted.get(column, 0), min(len(text), _LONGEST))
            column += cell.columns
    columns = max((sum(cell.columns for cell, _ in row) for row in placed(rows)), default=0)
    shares = [
        needed.get(i, 1) + 3 + max(0.0, wanted.get(i, 0) - needed.get(i, 0)) / 2 for i in range(columns)
    ]
    return tuple(round(share / sum(shares), 4) for share in shares)


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _off_paper(element: HtmlElement) -> bool:
    return bool(NOT_ON_PAPER & _classes(element))


def _words(element: HtmlElement) -> str:
    return text_of(_Reader()._trimmed(element))
