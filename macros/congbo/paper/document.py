"""Official documents: a report as a tree of blocks and runs; the Word and the PDF file are made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

_WIDE = 6
"""Tables with more columns than this are put on landscape pages."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one form; `link` is the address it leads to; `script` raises or lowers it."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    script: Literal["", "super", "sub"] = ""
    struck: bool = False
    type: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's mark; `again` where the same note was marked before."""

    note: str
    number: str
    again: bool
    type: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class Break:
    """A line's end within a paragraph."""

    type: Literal["break"] = "break"


Inline = Run | Mark | Break


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels count from 1 below the title."""

    level: int
    inlines: tuple[Inline, ...]
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `depth` counts from 1; `number` is None where the list has no order."""

    depth: int
    number: int | None
    inlines: tuple[Inline, ...]
    type: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, as wide as `columns` and as high as `rows`."""

    inlines: tuple[Inline, ...]
    header: bool
    centred: bool
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption, the rows that every page repeats, the other rows, and the columns' shares."""

    caption: tuple[Inline, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: what it says, what is read aloud in its place, and the text beneath."""

    content: str
    alternative: str
    inlines: tuple[Inline, ...]
    type: Literal["code"] = "code"


Block = Heading | Paragraph | Item | Table | Code


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (phụ lục): its label ("Phụ lục I", or nothing), its title, and what it holds."""

    label: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]

    @property
    def landscape(self) -> bool:
        """Whether a table needs the long side of the sheet."""
        return any(isinstance(block, Table) and len(block.widths) > _WIDE for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Content:
    """What the HTML of a page holds: the text up to the signature, what follows it, annexes, notes by id."""

    blocks: tuple[Block, ...]
    closing: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: dict[str, tuple[Inline, ...]] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The QR codes, in reading order."""
        flows = (self.blocks, self.closing, *(annex.blocks for annex in self.annexes))
        return tuple(block for blocks in flows for block in blocks if isinstance(block, Code))


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of an official document around its text (Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I).

    `parent`, `body` and `subject` come line by line. `number` and `date` have no-break spaces where the pen
    fills in what is not known.
    """

    parent: tuple[str, ...]
    body: tuple[str, ...]
    number: str
    date: str
    kind: str
    subject: tuple[str, ...]
    position: str
    signer: str
    recipients: tuple[str, ...]
    attached_to: str
    """What an annex says of the document it belongs to."""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A report as an official document (văn bản hành chính)."""

    head: Head
    content: Content

    @property
    def title(self) -> str:
        """The kind and the subject on one line."""
        return f"{self.head.kind}: {' '.join(self.head.subject)}"

    @property
    def author(self) -> str:
        """The body that issues it."""
        return " ".join(self.head.body)


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[list[tuple[Cell, bool]]]:
    """Yield each row of a table with every cell that stands in it; False marks one begun in a row above."""
    open_cells: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        column, found = 0, []
        waiting = list(row)
        while waiting or column in open_cells:
            if column in open_cells:
                cell, left = open_cells.pop(column)
                found.append((cell, False))
            else:
                cell = waiting.pop(0)
                left = cell.rows
                found.append((cell, True))
            if left > 1:
                open_cells[column] = (cell, left - 1)
            column += cell.columns
        yield found


def text_of(inlines: Sequence[Inline]) -> str:
    """Return the text of runs, without marks."""
    return "".join(inline.text if isinstance(inline, Run) else "" for inline in inlines)
