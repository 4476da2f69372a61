"""PDF: an official document laid out by Typst, tagged (PDF/UA-1) and for the archive (PDF/A-2a)."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from congbo.law import official_text
from congbo.pages.qr import svg_of
from congbo.paper.document import Block, Inline, Mark, OfficialDocument, Paragraph, Table

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: "list[PDFStandard]" = ["ua-1", "a-2a"]
FAMILIES = ("Times New Roman", "Tinos")
"""The font of official documents, then the free one of the same widths that the package brings along."""


class LayoutError(Exception):
    """A document that cannot be laid out; the message tells an editor why.

    `quoted` is what of the page's source it is about, so that its place can be found.
    """

    def __init__(self, message: str, quoted: str = "") -> None:
        super().__init__(message)
        self.quoted = quoted


def write(document: OfficialDocument, day: date, fonts: Path | None = None) -> bytes:
    """Return the document as PDF; `fonts` is a folder whose Times New Roman is used instead of Tinos.

    Typst may leave a note's text behind when its mark moves to the next page (typst#5314). Where it does,
    the page is ended before the block or row of that mark and the document laid out again.
    """
    package = files("congbo.paper")
    with as_file(package / "nd30.typ") as template, as_file(package / "fonts") as own:
        available = typst.Fonts(False, False, [str(own), *([str(fonts)] if fonts else [])])
        families = [family for family in FAMILIES if family in available.families()]
        compiler = typst.Compiler(template, template.parent, available)
        data = json.dumps(_data(document, day, families), ensure_ascii=False)
        stamp = datetime.combine(day, datetime.min.time(), UTC)
        places = places_of_marks(document)
        breaks: set[tuple[int, int]] = set()
        while True:
            inputs = {"document": data, "breaks": json.dumps(sorted(breaks))}
            try:
                made = compiler.compile(
                    sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=stamp
                )
            except typst.TypstError as error:
                raise _reason(error) from error
            pages = json.loads(compiler.query("<notes>", field="value", one=True))
            apart = [note for note in places if pages["marks"][note] != pages["texts"].get(note)]
            movable = [places[note] for note in apart if places[note] not in breaks]
            if not movable:
                break
            breaks.add(movable[0])
        if apart:
            raise LayoutError(
                f"chú thích “{apart[0]}” không đặt được cùng trang với dấu của nó;"
                " hãy rút ngắn chú thích, hoặc chia đoạn có dấu thành nhiều đoạn",
                f"[^{apart[0]}]:",
            )
    assert isinstance(made, bytes)
    return made


def places_of_marks(document: OfficialDocument) -> dict[str, tuple[int, int]]:
    """Return where each note's first mark is, by note, in reading order: the block, and the row in a table.

    Rows count from 0; a table's caption and head are 0 as well, and all that is no table. Blocks after the
    signature count on; those of the n-th annex from n × 100 000, its title just before.
    """
    content = document.content
    body = (*content.blocks, *content.closing)
    flows: list[tuple[int, tuple[Block, ...]]] = [(0, body)]
    for number, annex in enumerate(content.annexes, start=1):
        flows.append((100_000 * number - 1, (Paragraph(annex.title), *annex.blocks)))
    return {
        inline.note: (first + index, row)
        for first, blocks in flows
        for index, block in enumerate(blocks)
        for row, inlines in _rows(block)
        for inline in inlines
        if isinstance(inline, Mark) and not inline.again
    }


def _reason(error: typst.TypstError) -> LayoutError:
    missing = re.search(r'text `"(.+?)"` could not be displayed', error.message)
    if missing:
        letter = missing.group(1)
        return LayoutError(
            f"phông chữ không có chữ “{letter}”; hãy thay chữ đó, hoặc đặt phông khác (khoá fonts)", letter
        )
    return LayoutError(f"Typst không dàn được trang: {error.message}")


def _rows(block: Block) -> Iterator[tuple[int, tuple[Inline, ...]]]:
    if not isinstance(block, Table):
        yield 0, block.inlines
        return
    yield 0, block.caption
    yield from ((0, cell.inlines) for row in block.head for cell in row)
    first = end = 0
    for number, cells in enumerate(block.body):
        first = number if number >= end else first  # a cell over several rows keeps them together
        end = max(end, *(number + cell.rows for cell in cells))
        yield from ((first, cell.inlines) for cell in cells)


def _data(document: OfficialDocument, day: date, families: list[str]) -> dict[str, object]:
    data = asdict(document)
    for annex, shown in zip(document.content.annexes, data["content"]["annexes"], strict=True):
        shown["landscape"] = annex.landscape
    return {
        **data,
        "title": document.title,
        "author": document.author,
        "fonts": families,
        "codes": {code.content: svg_of(code.content, alone=True) for code in document.content.codes},
        "nation": official_text.NATION,
        "motto": official_text.MOTTO,
        "recipients-title": official_text.RECIPIENTS,
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
