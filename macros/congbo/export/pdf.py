"""PDF: an official document laid out by Typst, tagged (PDF/UA-1) and for the archive (PDF/A-2a)."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from congbo import vocabulary
from congbo.official import Block, Heading, Item, Mark, OfficialDocument, Paragraph

if TYPE_CHECKING:
    from typst import PDFStandard

STANDARDS: "list[PDFStandard]" = ["ua-1", "a-2a"]
FAMILIES = ("Times New Roman", "Tinos")
"""The font of official documents, then the free one of the same widths that the package brings along."""
_ATTEMPTS = 50


class LayoutError(Exception):
    """A document that cannot be laid out; the message tells an editor why."""


def write(document: OfficialDocument, day: date, fonts: Path | None = None) -> bytes:
    """Return the document as PDF; `fonts` is a folder whose Times New Roman is used instead of Tinos.

    Typst may leave a note's text behind when its mark moves to the next page (typst#5314). Where it does,
    the page is ended before the block of that mark and the document laid out again.
    """
    package = files("congbo.export")
    with as_file(package / "nd30.typ") as template, as_file(package / "fonts") as own:
        available = typst.Fonts(False, False, [str(own), *([str(fonts)] if fonts else [])])
        families = [family for family in FAMILIES if family in available.families()]
        compiler = typst.Compiler(template, template.parent, available)
        data = json.dumps(_data(document, day, families), ensure_ascii=False)
        stamp = datetime.combine(day, datetime.min.time(), UTC)
        owners = marked_blocks(document)
        breaks: set[int] = set()
        for _ in range(_ATTEMPTS):
            inputs = {"document": data, "breaks": json.dumps(sorted(breaks))}
            try:
                made = compiler.compile(
                    sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=stamp
                )
            except typst.TypstError as error:
                raise LayoutError(_reason(error)) from error
            pages = json.loads(compiler.query("<notes>", field="value", one=True))
            apart = [
                owner
                for owner, mark, text in zip(owners, pages["marks"], pages["texts"], strict=True)
                if mark != text and owner not in breaks
            ]
            if not apart:
                break
            breaks.add(apart[0])
        if pages["marks"] != pages["texts"]:
            raise LayoutError("có chú thích không đặt được cùng trang với dấu của nó")
    assert isinstance(made, bytes)
    return made


def marked_blocks(document: OfficialDocument) -> list[int]:
    """Return the index of the block that holds each note's first mark, in the order of the notes.

    Blocks after the signature count on; those of the n-th annex count from n × 100 000.
    """
    content = document.content
    flows = [(0, (*content.blocks, *content.closing))]
    flows += [(100_000 * number, annex.blocks) for number, annex in enumerate(content.annexes, start=1)]
    found = []
    for first, blocks in flows:
        outermost = 0
        for index, block in enumerate(blocks):
            if not (isinstance(block, Item) and block.depth > 1):
                outermost = index
            found += [first + outermost] * sum(isinstance(i, Mark) and not i.again for i in _inlines(block))
    return found


def _reason(error: typst.TypstError) -> str:
    missing = re.search(r'text `"(.+?)"` could not be displayed', error.message)
    if missing:
        return (
            f"phông chữ không có chữ “{missing.group(1)}”; hãy thay chữ đó, hoặc đặt phông khác (khoá fonts)"
        )
    return error.message


def _inlines(block: Block) -> tuple[object, ...]:
    if isinstance(block, Heading | Paragraph | Item):
        return block.inlines
    cells = [cell for row in (*block.head, *block.body) for cell in row]
    return (*block.caption, *(inline for cell in cells for inline in cell.inlines))


def _data(document: OfficialDocument, day: date, families: list[str]) -> dict[str, object]:
    data = asdict(document)
    for annex, shown in zip(document.content.annexes, data["content"]["annexes"], strict=True):
        shown["landscape"] = annex.landscape
    return {
        **data,
        "title": document.title,
        "author": document.author,
        "fonts": families,
        "nation": vocabulary.NATION,
        "motto": vocabulary.MOTTO,
        "recipients-title": vocabulary.RECIPIENTS,
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
