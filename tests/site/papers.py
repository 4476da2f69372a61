"""Papers: what the Word and the PDF file of a report hold, read independently of what wrote them."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pdfplumber
import pikepdf

from output import article, having, text_of

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
"""Points in a millimetre."""
SCREEN = ("cb-web", "cb-hidden", "cb-report-head", "footnote", "footnote-ref", "headerlink", "toc")


@dataclass(slots=True)
class Text:
    """A report's text and its notes, without spaces and in small letters, as lines end anywhere."""

    body: str
    notes: list[str]


def squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split()).casefold()


def of_page(site: Path, address: str) -> Text:
    page = article(site, address)
    notes = [
        squeezed(text_of(item, "footnote-backref"))
        for part in having(page, "footnote")
        for item in part.iter("li")
        if item.get("id", "").startswith("fn:")
    ]
    words = squeezed(text_of(page, *SCREEN))
    return Text(re.sub(r"(phụlục[ivx]+)\.", r"\1", words), notes)  # on paper the title is a line of its own


class Word:
    """A DOCX file, its XML alone."""

    FRAME = frozenset(
        {"VB Cơ quan chủ quản", "VB Cơ quan ban hành", "VB Quốc hiệu", "VB Tiêu ngữ", "VB Số, ký hiệu"}
        | {"VB Địa danh, thời gian", "Title", "VB Trích yếu", "VB Kèm theo"}
    )
    """Styles of what the page does not show."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist()}
        self.body = self.part("word/document.xml")
        self.styles = {
            _get(style, "styleId"): style for style in self.part("word/styles.xml").iter(f"{NAMESPACE}style")
        }
        self.names = {id_: value(style, "name") for id_, style in self.styles.items()}

    def part(self, name: str) -> Element:
        return fromstring(self.parts[name])

    def lines(self, root: Element | None = None) -> Iterator[tuple[str, str, Element]]:
        """Yield (name of the style, text, paragraph)."""
        for line in (self.body if root is None else root).iter(f"{NAMESPACE}p"):
            style = line.find(f"{NAMESPACE}pPr/{NAMESPACE}pStyle")
            name = self.names[_get(style, "val")] if style is not None else "Normal"
            yield name, "".join(_words(line)), line

    def text(self) -> Text:
        words = [text for style, text, _ in self.lines() if style not in self.FRAME]
        notes = [
            squeezed("".join(_words(note)))
            for note in self.part("word/footnotes.xml")
            if note.get(f"{NAMESPACE}type") is None
        ]
        return Text(squeezed("".join(words)), notes)

    def of_style(self, name: str, *path: str) -> str:
        """Return what a style or the first of those it rests on says, by the names of XML elements."""
        *elements, attribute = path
        id_ = next(id_ for id_, known in self.names.items() if known.casefold() == name.casefold())
        while id_:
            found = self.styles[id_].find("/".join(f"{NAMESPACE}{tag}" for tag in elements))
            if found is not None:
                return found.get(f"{NAMESPACE}{attribute}", "1")
            id_ = value(self.styles[id_], "basedOn")
        return ""


@dataclass(slots=True)
class Piece:
    """A marked piece of a PDF: its page, the tags around it from the outside in, and its characters."""

    page: int
    roles: tuple[str, ...]
    characters: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one["text"] for one in self.characters)


class Paper:
    """A PDF file: its pages, and its text in the order of its tags, as a reading program has it."""

    def __init__(self, path: Path) -> None:
        self.pieces: list[Piece] = []
        self.notes: list[tuple[int, set[int]]] = []
        """The page of each note's mark and the pages of its text, in order."""
        with pikepdf.open(path) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            self._marked: dict[tuple[int, int], Piece] = {}
            self._walk(pdf.Root.StructTreeRoot.K, (), 0, numbers)
        with pdfplumber.open(path) as read:
            self.pages = [
                (float(page.width), float(page.height), list(page.chars), list(page.lines))
                for page in read.pages
            ]
        for number, (_, _, characters, _) in enumerate(self.pages, start=1):
            piece = None
            for one in characters:
                if one["tag"] == "Artifact":
                    continue
                if one["mcid"] is not None:  # a mark within a mark has no number of its own
                    piece = self._marked[number, one["mcid"]]
                assert piece is not None, one
                piece.characters.append(one)

    def _walk(self, node: Any, roles: tuple[str, ...], page: int, numbers: dict[Any, int]) -> set[int]:
        """Keep the pieces below a node in order; return the pages that they are on."""
        if isinstance(node, pikepdf.Array):
            pages, before = set(), set[int]()
            for one in node:
                found = self._walk(one, roles, page, numbers)
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Note":
                    self.notes.append((max(before), found))
                before = found
                pages |= found
            return pages
        if isinstance(node, pikepdf.Dictionary):
            page = numbers[node.Pg.objgen] if "/Pg" in node else page
            if "/S" in node:
                inner = (*roles, str(node.S)[1:])
                return self._walk(node.K, inner, page, numbers) if "/K" in node else set()
            if node.get("/Type") != "/MCR":
                return set()  # a link's own object
            node = node.MCID
        piece = Piece(page, roles)
        self._marked[page, int(node)] = piece
        self.pieces.append(piece)
        return {page}

    def text(self, title: str, *frame: str) -> Text:
        """Return what follows the title, without labels of lists and the texts of the frame."""
        body, notes = "", list[str]()
        for piece in self.pieces:
            if "Note" in piece.roles:
                if "Lbl" in piece.roles:
                    notes.append("")
                else:
                    notes[-1] += piece.text
            elif "Lbl" not in piece.roles:
                body += piece.text
        words = squeezed(body).partition(squeezed(title))[2]
        for part in frame:
            words = words.replace(squeezed(part), "")
        return Text(words, [squeezed(note) for note in notes])

    def find(self, text: str) -> tuple[int, list[dict[str, Any]]]:
        """Return the page of a text and its characters, spaces left out."""
        for number, (_, _, characters, _) in enumerate(self.pages, start=1):
            seen = [one for one in characters if one["text"].strip()]
            place = "".join(one["text"] for one in seen).casefold().find(squeezed(text))
            if place >= 0:
                return number, seen[place : place + len(squeezed(text))]
        raise AssertionError(f"no {text!r} in the PDF")


def value(element: Element, tag: str) -> str:
    """Return the value of a child, or an empty text."""
    found = element.find(f"{NAMESPACE}{tag}")
    return "" if found is None else _get(found, "val")


def is_form(font: str) -> tuple[bool, bool]:
    """Return whether a font is bold and whether it is italic, by its name."""
    return bool(re.search("Bold", font)), bool(re.search("Italic", font))


def _get(element: Element, name: str) -> str:
    return element.get(f"{NAMESPACE}{name}", "")


def _words(element: Element) -> Iterator[str]:
    """Yield the texts of a paragraph but for the numbers that later marks of a note repeat."""
    fields = [one for one in element.iter(f"{NAMESPACE}fldSimple") if "NOTEREF" in _get(one, "instr")]
    repeated = {id(text) for field in fields for text in field.iter(f"{NAMESPACE}t")}
    for one in element.iter():
        if id(one) in repeated:
            continue
        if one.tag == f"{NAMESPACE}t":
            yield one.text or ""
        elif one.tag == f"{NAMESPACE}br":
            yield " "
