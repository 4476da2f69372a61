"""Word: an official document with named styles, real footnotes and the layout of Nghị định 30/2020/NĐ-CP.

python-docx has no footnotes: their part is made here (ECMA-376 Part 1, 17.11).
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from textwrap import shorten

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line
from lxml import etree

from congbo.law import official_text
from congbo.pages.qr import png_of
from congbo.paper import zip_time
from congbo.paper.document import (
    Annex,
    Block,
    Break,
    Cell,
    Code,
    Heading,
    Inline,
    Item,
    Mark,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    placed,
)
from congbo.paper.docx_styles import LANGUAGE, LIST_STYLES, counted_list, define, element, numbering

PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
"""Size and margins of the page, in mm (Nghị định 30/2020/NĐ-CP, Phụ lục I: 20-25, 20-25, 30-35, 15-20)."""
WIDTH = PAGE[0] - LEFT - RIGHT
HALF = (70, 90)
"""Widths of the two columns of the head, in mm."""
CODE = 25
"""Width of a QR code, in mm."""
MOST_RECIPIENTS = 20
"""Recipients that still stand on one page with the signature."""
LONGEST_PROPERTY = 255
"""Characters of a property of the file, such as its title."""
_CAPITAL = 2.9
_BOLD = 2.6
"""Mean widths of a bold letter, in mm: a capital of 12 pt, a small one of 14 pt."""


def write(document: OfficialDocument, day: date, fonts: Path | None = None) -> bytes:
    """Return the document as DOCX. It names Times New Roman, which every Word has; `fonts` is not needed."""
    return _packed(_Writer(document).made(day), day)


class _Writer:
    """Writes one document from top to bottom."""

    def __init__(self, document: OfficialDocument) -> None:
        self._document = document
        self._word: Document = docx.Document()
        self._notes: dict[str, BaseOxmlElement] = {}
        self._counted: dict[int, tuple[int, int]] = {}
        """Of each depth of lists: the list that counts there, and its last number."""
        self._room = WIDTH
        for line in self._word.paragraphs:
            line._p.getparent().remove(line._p)
        define(self._word)
        numbering(self._word)

    def made(self, day: date) -> Document:
        content = self._document.content
        self._page(self._word.sections[0], landscape=False)
        self._page_numbers(self._word.sections[0])
        self._head()
        self._blocks(content.blocks)
        self._word.paragraphs[-1].paragraph_format.keep_with_next = True  # no signature alone on a page
        self._signature()
        self._blocks(content.closing)
        for annex in content.annexes:
            self._annex(annex)
        self._footnotes_part()
        self._properties(day)
        return self._word

    def _head(self) -> None:
        head = self._document.head
        self._line("VB Kẻ ngang")  # LibreOffice adds a line to a document with notes that begins with a table
        (left, right), (number, date_) = self._layout(HALF, 2)
        for text in head.parent:
            _put(left, text, "VB Cơ quan chủ quản")
        for text in head.body:
            _put(left, text, "VB Cơ quan ban hành")
        _rule(left.add_paragraph(style="VB Kẻ ngang"), 0.42 * _CAPITAL * len(head.body[-1]), HALF[0])
        _put(right, official_text.NATION, "VB Quốc hiệu")
        _put(right, official_text.MOTTO, "VB Tiêu ngữ")
        _rule(right.add_paragraph(style="VB Kẻ ngang"), 56, HALF[1])
        _put(number, f"Số: {head.number}", "VB Số, ký hiệu")
        _put(date_, head.date, "VB Địa danh, thời gian")
        self._line("Title", head.kind)
        for text in head.subject:
            self._line("VB Trích yếu", text)
        _rule(self._line("VB Kẻ ngang"), 0.42 * _BOLD * len(head.subject[-1]), WIDTH)

    def _signature(self) -> None:
        head = self._document.head
        ((left, right),) = self._layout((85, 75), 1, whole=len(head.recipients) <= MOST_RECIPIENTS)
        if head.recipients:
            _put(left, official_text.RECIPIENTS, "VB Nơi nhận")
        for recipient in head.recipients:
            _put(left, recipient, "VB Danh sách nơi nhận")
        if head.signer:
            _put(right, head.position, "VB Chức vụ")
            _put(right, head.signer, "VB Họ tên")
        self._line("VB Kẻ ngang")

    def _annex(self, annex: Annex) -> None:
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        self._page(section, landscape=annex.landscape)
        start = section._sectPr.find(qn("w:pgNumType"))
        if start is None:
            section._sectPr.find(qn("w:cols")).addprevious(element("w:pgNumType", start=1))
        heading = self._line("VB Phụ lục", annex.label)
        if annex.label and annex.title:
            heading.add_run().add_break()
        labelled = len(heading.runs)
        self._runs(heading, annex.title)
        for run in heading.runs[labelled:]:
            run.font.all_caps = True
        self._line("VB Kèm theo", self._document.head.attached_to)
        self._blocks(annex.blocks)

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            match block:
                case Heading(level, inlines):
                    self._runs(self._line(f"Heading {min(level, 5)}"), inlines)
                case Paragraph(inlines):
                    self._runs(self._line("Body Text"), inlines)
                case Item(depth, None, inlines):
                    self._runs(self._line(LIST_STYLES[min(depth, len(LIST_STYLES)) - 1]), inlines)
                case Item(depth, int(number), inlines):
                    line = self._line("Body Text")
                    numbered = line._p.get_or_add_pPr().get_or_add_numPr()
                    numbered.get_or_add_ilvl().val = 0
                    numbered.get_or_add_numId().val = self._list(depth, number)
                    self._runs(line, inlines)
                case Table():
                    self._table(block)
                case Code():
                    self._code(block)

    def _runs(self, line: Line, inlines: Sequence[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Break():
                    line.add_run().add_break()
                case Mark(note, number, True):
                    field = element("w:fldSimple", instr=f" NOTEREF {_bookmark(self._notes[note])} \\h ")
                    field.append(line.add_run(number, style="footnote reference")._r)
                    line._p.append(field)
                case Mark(note):
                    self._note(line, note)
                case Run(text, bold, italic, _, script, struck):
                    run = line.add_run(text)
                    run.bold, run.italic, run.font.strike = bold or None, italic or None, struck or None
                    if script:
                        run.font.superscript, run.font.subscript = script == "super", script == "sub"

    def _list(self, depth: int, number: int) -> int:
        """Return the list that gives an item its number: the one at that depth, or a new one."""
        list_, last = self._counted.get(depth, (0, 0))
        if number == 1 or number != last + 1:
            list_ = counted_list(self._word, number)
        self._counted[depth] = (list_, number)
        return list_

    def _note(self, line: Line, note: str) -> None:
        id_ = len(self._notes) + 1
        footnote = self._notes[note] = element("w:footnote", id=id_)
        line._p.append(element("w:bookmarkStart", id=id_, name=_bookmark(footnote)))
        mark = line.add_run(style="footnote reference")
        mark._r.append(element("w:footnoteReference", id=id_))
        line._p.append(element("w:bookmarkEnd", id=id_))
        text = self._line("footnote text")
        text.add_run(style="footnote reference")._r.append(element("w:footnoteRef"))
        text.add_run(" ")
        self._runs(text, self._document.content.notes[note])
        footnote.append(text._p)  # which takes it out of the body

    def _table(self, table: Table) -> None:
        widths = [round(share * Mm(self._room).twips) for share in table.widths]
        if table.caption:
            self._runs(self._line("caption"), table.caption)
        made = self._word.add_table(rows=0, cols=len(widths), style="Table Grid")
        made.autofit = False
        _margins(made, across=60, down=30)
        for column, width in zip(made._tbl.tblGrid, widths, strict=True):
            column.set(qn("w:w"), str(width))
        for number, row in enumerate(placed((*table.head, *table.body))):
            properties = element("w:trPr")
            properties.append(element("w:cantSplit"))
            if number < len(table.head):
                properties.append(element("w:tblHeader"))
            line = element("w:tr")
            line.append(properties)
            column = 0
            for cell, begins in row:
                style = "VB Ô đầu bảng" if number < len(table.head) else "VB Ô bảng"
                width = sum(widths[column : column + cell.columns])
                line.append(self._cell(cell, begins, style, width))
                column += cell.columns
            made._tbl.append(line)
        self._line("VB Kẻ ngang")

    def _code(self, code: Code) -> None:
        line = self._line("Body Text")
        line.paragraph_format.keep_with_next = bool(code.inlines)
        picture = line.add_run().add_picture(io.BytesIO(png_of(code.content)), width=Mm(CODE))
        picture._inline.docPr.set("descr", code.alternative)
        if code.inlines:
            self._runs(self._line("Body Text"), code.inlines)

    def _cell(self, cell: Cell, begins: bool, style: str, width: int) -> BaseOxmlElement:
        made, properties = element("w:tc"), element("w:tcPr")
        properties.append(element("w:tcW", w=width, type="dxa"))
        if cell.columns > 1:
            properties.append(element("w:gridSpan", val=cell.columns))
        if cell.rows > 1:
            properties.append(element("w:vMerge", val="restart" if begins else "continue"))
        properties.append(element("w:vAlign", val="center"))
        made.append(properties)
        line = self._line(style)
        if cell.centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if begins:
            self._runs(line, cell.inlines)
        made.append(line._p)
        return made

    def _line(self, style: str, text: str = "") -> Line:
        line: Line = self._word.add_paragraph(text, style=style)
        return line

    def _layout(self, widths: tuple[int, ...], rows: int, *, whole: bool = True) -> list[Sequence[_Cell]]:
        """Return the cells of a table without lines, row by row; a row that is whole stays on one page."""
        table = self._word.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        _margins(table, across=0, down=0)
        for column, width in zip(table._tbl.tblGrid, widths, strict=True):
            column.set(qn("w:w"), str(Mm(width).twips))
        for row in table.rows:
            if whole:
                row._tr.get_or_add_trPr().append(element("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return [row.cells for row in table.rows]

    def _page(self, section: Section, *, landscape: bool) -> None:
        across, down = reversed(PAGE) if landscape else PAGE
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(across), Mm(down)
        self._room = across - LEFT - RIGHT
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True

    def _page_numbers(self, section: Section) -> None:
        section.first_page_header.paragraphs[0].style = "Header"
        line = section.header.paragraphs[0]
        line.style = "Header"
        field = element("w:fldSimple", instr=" PAGE ")
        field.append(line.add_run("2")._r)
        line._p.append(field)

    def _footnotes_part(self) -> None:
        root = element("w:footnotes")
        for id_, kind in ((-1, "separator"), (0, "continuationSeparator")):
            rule = element("w:footnote", type=kind, id=id_)
            line = self._line("footnote text")
            line.add_run()._r.append(element(f"w:{kind}"))
            rule.append(line._p)
            root.append(rule)
        root.extend(self._notes.values())
        part = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            self._word.part.package,
        )
        self._word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        properties = element("w:footnotePr")
        properties.extend(element("w:footnote", id=id_) for id_ in (-1, 0))
        self._word.settings.element.find(qn("w:compat")).addprevious(properties)

    def _properties(self, day: date) -> None:
        properties = self._word.core_properties
        properties.title = shorten(self._document.title, LONGEST_PROPERTY, placeholder="…")
        properties.author = shorten(self._document.author, LONGEST_PROPERTY, placeholder="…")
        properties.last_modified_by, properties.language = properties.author, LANGUAGE
        properties.comments, properties.revision = "", 1
        properties.created = properties.modified = datetime.combine(day, time())


def _bookmark(footnote: BaseOxmlElement) -> str:
    """Return the name of the place of a note's mark, which later marks of that note repeat."""
    return f"_Note{footnote.get(qn('w:id'))}"


def _margins(table: WordTable, *, across: int, down: int) -> None:
    """Set the space between the lines of a table and its texts, in twentieths of a point."""
    margins = element("w:tblCellMar")
    sides = {"top": down, "left": across, "bottom": down, "right": across}
    margins.extend(element(f"w:{side}", w=width, type="dxa") for side, width in sides.items())
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _put(cell: _Cell, text: str, style: str) -> None:
    """Write a line of text into a cell; a new cell already has an empty one."""
    first = cell.paragraphs[0]
    line = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    line.style = style
    line.add_run(text)


def _rule(line: Line, width: float, room: float) -> None:
    """Make of an empty line a centred rule; `width` and `room` are in mm."""
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm((room - width) / 2)
    line.paragraph_format.space_after = Pt(6)
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz=6, space=0, color="000000"))
    line._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _packed(word: Document, day: date) -> bytes:
    """Return the file with every entry dated the same, so that one document always gives the same bytes."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    stamp = zip_time(day)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()
