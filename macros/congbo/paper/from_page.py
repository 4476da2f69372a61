"""Reads an official document's content from the HTML of its page, so that their texts cannot differ.

What is for the screen only has the class `cb-web` (or is hidden from sight) and stays out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from congbo.pages.markdown import scheme_of
from congbo.paper.document import (
    Annex,
    Block,
    Break,
    Cell,
    Code,
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
from congbo.paper.wide_tables import parts

NOT_ON_PAPER = frozenset({"cb-web", "cb-hidden", "cb-report-head", "footnote-backref", "headerlink", "toc"})
"""Classes of what only a screen shows."""

_UNSEEN = frozenset({"script", "style", "svg", "template"})
_BLOCKS = frozenset(
    {"article", "blockquote", "div", "dl", "dd", "dt", "details", "figure", "footer", "header", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
    | {"address", "aside", "center", "fieldset", "figcaption", "form", "legend", "li", "main", "menu"}
)
_SCRIPTS: dict[str, Literal["super", "sub"]] = {"sup": "super", "sub": "sub"}
_SPACE = re.compile(r"[ \t\r\n]+")
_UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0, section 2.2: an entity may bring one, no reader sees it."""
_CODE = re.compile(r"\S{1,500}")
"""What a QR code says; the largest holds 2331 bytes at level M."""
_PLAIN = Run("")
_LONGEST, _LONGEST_WORD = 60, 40
"""Characters of a cell, and of a word in it, that still ask for a wider column."""


def read(page: str, base: str = "") -> Content:
    """Return what the HTML of a report page holds on paper; text in an unforeseen element is kept.

    Its relative links are led from `base`, the address of the page.
    """
    root = html.fragment_fromstring(page, create_parent="div")
    notes = {
        item.get("id", "").partition(":")[2]: _joined(_Reader(base).mixed(item))
        for item in root.xpath('.//div[@class="footnote"]/ol/li')
    }
    reader = _Reader(base)
    before: list[Block] = []
    after: list[Block] = []
    annexes: list[tuple[str, tuple[Inline, ...], list[Block]]] = []
    into = before
    into.extend(reader.loose(root.text))
    for child in root:
        if "cb-signature" in _classes(child):
            into = after
        elif into is not before and child.tag == "h2":
            heading = reader.inlines(child)
            label, title = annex_title(text_of(heading))
            into = []
            annexes.append((label, _after(heading, len(text_of(heading)) - len(title)), into))
        else:
            into.extend(reader.block(child))
        into.extend(reader.loose(child.tail))
    text = _stepped(before)
    deepest = [block.level for block in text if isinstance(block, Heading)][-1:]
    return Content(
        text,
        _stepped(after, *deepest),
        tuple(Annex(label, title, _stepped(blocks, 1)) for label, title, blocks in annexes),
        notes,
    )


def annex_title(heading: str) -> tuple[str, str]:
    """Return an annex's label and title: `Phụ lục I. Các chỉ số` gives `Phụ lục I` and `Các chỉ số`.

    A heading that does not begin so has no label: nothing is put on paper that the page does not say.
    """
    found = re.fullmatch(r"(Phụ lục(?: (?:[IVXL]+|\d+))?)(?:[.:]? +(.*))?", heading)
    return (found.group(1), found.group(2) or "") if found else ("", heading)


class _Reader:
    """Reads blocks and runs; remembers which notes were marked before."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._marked: set[str] = set()

    def block(self, element: HtmlElement, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks of an element; those of lists within it are one deeper."""
        if _unseen(element):
            return
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                if inlines := self.inlines(element):
                    yield Heading(int(element.tag[1]) - 1 or 1, inlines)
            case "ul" | "ol":
                yield from self._items(element, depth + 1)
            case "table":
                yield from self._table(element)
            case "pre":
                yield from _lines_kept(element.text_content())
            case "figure" if _CODE.fullmatch(element.get("data-code", "")):
                yield self._code(element)
            case "div" if "footnote" in _classes(element):
                return
            case _:
                yield from self.mixed(element, depth)

    def mixed(self, element: HtmlElement, depth: int = 0) -> Iterator[Block]:
        """Yield the paragraphs and blocks of an element that may hold both."""
        run: list[Inline] = list(_text(element.text, _PLAIN))
        for child in element:
            if _is_block(child):
                yield from _paragraph(run)
                run = []
                yield from self.block(child, depth)
            else:
                run += self._runs(child, _PLAIN)
            run += _text(child.tail, _PLAIN)
        yield from _paragraph(run)

    def loose(self, text: str | None) -> Iterator[Paragraph]:
        """Yield the paragraph of a text that stands between blocks."""
        yield from _paragraph(list(_text(text, _PLAIN)))

    def inlines(self, element: HtmlElement) -> tuple[Inline, ...]:
        """Return the runs of an element, each block within it on a line of its own."""
        return _joined(self.mixed(element))

    def _code(self, element: HtmlElement) -> Code:
        content = element.get("data-code")
        spoken = _UNPRINTABLE.sub("", " ".join(element.xpath(".//@aria-label")))
        caption = next((self.inlines(one) for one in element.iterchildren("figcaption")), ())
        return Code(content, spoken or text_of(caption) or _UNPRINTABLE.sub("", content), caption)

    def _items(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        yield from self.loose(element.text)
        number = _whole(element, "start")
        for child in element:
            if child.tag != "li":
                yield from self.block(child, depth)
            else:
                number = _whole(child, "value", number)
                first = True
                for block in self.mixed(child, depth):
                    if first and isinstance(block, Paragraph):
                        yield Item(depth, number if element.tag == "ol" else None, block.inlines)
                        first = False
                    else:
                        yield block
                number += 1
            yield from self.loose(child.tail)

    def _table(self, element: HtmlElement) -> Iterator[Block]:
        caption = next((self.inlines(one) for one in element.iterchildren("caption")), ())
        head: list[tuple[Cell, ...]] = []
        body: list[tuple[Cell, ...]] = []
        rows = element.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
        for number, row in enumerate(rows):
            below = len(rows) - number
            cells = tuple(self._cell(cell, below) for cell in row.iterchildren("th", "td"))
            in_head = row.getparent().tag == "thead" or (not body and all(cell.header for cell in cells))
            if cells:
                (head if in_head else body).append(cells)
        if (head or body) and "cb-form" in _classes(element):
            found = list(parts(tuple(head), tuple(body)))
            for number, (part, lines) in enumerate(found, start=1):
                said = (Run(f" (phần {number} trên {len(found)})"),) if len(found) > 1 else ()
                yield Table((*caption, *said), part, lines, _widths((*part, *lines)))
        elif head or body:
            yield Table(caption, tuple(head), tuple(body), _widths((*head, *body)))
        else:
            yield from _paragraph(caption)

    def _cell(self, element: HtmlElement, below: int) -> Cell:
        in_head = element.getparent().getparent().tag == "thead"
        return Cell(
            self.inlines(element),
            element.tag == "th",
            in_head or "cb-num" in _classes(element),
            _whole(element, "colspan"),
            min(_whole(element, "rowspan"), below),
        )

    def _runs(self, element: HtmlElement, form: Run) -> Iterator[Inline]:
        """Yield the runs of an element that stands in text of a form."""
        if _unseen(element):
            return
        if element.tag == "br":
            yield Break()
            return
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            yield self._mark(element)
            return
        form = replace(
            form,
            bold=form.bold or element.tag in ("strong", "b"),
            italic=form.italic or element.tag in ("em", "i", "cite", "var"),
            link=_led(found, self._base) if (found := _target(element)) is not None else form.link,
            script=_SCRIPTS.get(element.tag, form.script),
            struck=form.struck or element.tag in ("del", "s", "strike"),
        )
        yield from _text(element.text, form)
        for child in element:
            yield from self._runs(child, form)
            yield from _text(child.tail, form)

    def _mark(self, element: HtmlElement) -> Mark:
        note = element[0].get("href").partition(":")[2]
        again = note in self._marked
        self._marked.add(note)
        return Mark(note, element.text_content(), again)


def _target(element: HtmlElement) -> str | None:
    """Return where an element leads on paper, None where it is no link.

    A page links only the number of a citation, and leads from a figure to the figure's own page; on paper a
    citation is a link as a whole, and a figure leads to its place among all, as in what was signed before.
    """
    if "cb-cited" in _classes(element):
        return next((str(one.get("href", "")) for one in element.iter("a")), None)
    if element.tag != "a":
        return None
    href, figure = str(element.get("href", "")), element.get("data-figure")
    return href.replace(f"/{figure}/#", "/#", 1) if figure else href


def _led(link: str, base: str) -> str:
    """Return a link as it leads from outside the site; one within the page or to elsewhere stays."""
    if not link or link.startswith("#") or scheme_of(link):
        return link
    return urljoin(base, link)


def _text(text: str | None, form: Run) -> Iterator[Run]:
    if text and (words := _SPACE.sub(" ", _UNPRINTABLE.sub("", text))):
        yield replace(form, text=words)


def _lines_kept(text: str) -> Iterator[Paragraph]:
    """Yield the paragraph of a text whose line ends and spaces count."""
    inlines: list[Inline] = []
    for line in _UNPRINTABLE.sub("", text).strip("\n").split("\n"):
        inlines += [Break()] if inlines else []
        inlines.append(Run(line.replace("\t", "    ").replace("  ", "\u00a0 ")))
    if text.strip():
        yield Paragraph(tuple(inlines))


def _joined(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Return blocks as the lines of one text."""
    runs: list[Inline] = []
    for block in blocks:
        if isinstance(block, Table):
            lines = [block.caption] if block.caption else []
            rows = (*block.head, *block.body)
            lines += [tuple(run for cell in row for run in (*cell.inlines, Run(" "))) for row in rows]
        else:
            lines = [block.inlines]
        for line in lines:
            runs += [Break()] if runs else []
            runs += line
    return _trimmed(runs)


def _stepped(blocks: Iterable[Block], above: int = 0) -> tuple[Block, ...]:
    """Return blocks whose headings are at most one level below the heading above (PDF/UA-1, 7.4.2)."""
    stepped: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            block = replace(block, level=above)
        stepped.append(block)
    return tuple(stepped)


def _after(inlines: Iterable[Inline], length: int) -> tuple[Inline, ...]:
    """Return runs without their first characters; a mark among these is kept."""
    rest: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            gone = min(length, len(inline.text))
            length -= gone
            inline = replace(inline, text=inline.text[gone:])
        if not isinstance(inline, Run) or inline.text:
            rest.append(inline)
    return tuple(rest)


def _paragraph(run: Sequence[Inline]) -> Iterator[Paragraph]:
    if inlines := _trimmed(run):
        yield Paragraph(inlines)


def _trimmed(run: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return runs without space at the beginning and the end, neighbours of one form joined."""
    joined: list[Inline] = []
    for inline in run:
        last = joined[-1] if joined else None
        if isinstance(inline, Run) and isinstance(last, Run):
            if inline.text.startswith(" ") and last.text.endswith(" "):
                inline = replace(inline, text=inline.text[1:])
            if replace(inline, text="") == replace(last, text=""):
                joined[-1] = replace(last, text=last.text + inline.text)
                continue
        joined.append(inline)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while joined and isinstance(edge := joined[end], Run):
            text = strip(edge.text, " \u00a0")
            if text:
                joined[end] = replace(edge, text=text)
                break
            joined.pop(end)
    return tuple(joined)


def _whole(element: HtmlElement, name: str, otherwise: int = 1) -> int:
    """Return an attribute's whole number from 1; another value counts as none, as browsers have it."""
    value = element.get(name, "").strip()
    return int(value) if re.fullmatch("0*[1-9][0-9]{0,3}", value) else otherwise


def _widths(rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """Return the share of each column: room for its longest word, the rest by the length of its texts."""
    needed: dict[int, float] = {}
    wanted: dict[int, float] = {}
    for row in placed(rows):
        column = 0
        for cell, begins in row:
            text = text_of(cell.inlines)
            if begins and cell.columns == 1 and text:
                longest = max(min(len(word), _LONGEST_WORD) for word in text.split())
                needed[column] = max(needed.get(column, 0), longest)
                wanted[column] = max(wanted.get(column, 0), min(len(text), _LONGEST))
            elif begins and text:
                for one in range(column, column + cell.columns):
                    needed[one] = max(needed.get(one, 0), min(len(text), _LONGEST_WORD) / cell.columns)
            column += cell.columns
    columns = max((sum(cell.columns for cell, _ in row) for row in placed(rows)), default=0)
    shares = [
        needed.get(i, 1) + 3 + max(0.0, wanted.get(i, 0) - needed.get(i, 0)) / 2 for i in range(columns)
    ]
    return tuple(round(share / sum(shares), 4) for share in shares)


def _is_block(element: HtmlElement) -> bool:
    return any(one.tag in _BLOCKS for one in element.iter())


def _unseen(element: HtmlElement) -> bool:
    """Whether an element is a comment, is not shown anywhere, or is on no paper."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return bool(NOT_ON_PAPER & _classes(element))


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())
