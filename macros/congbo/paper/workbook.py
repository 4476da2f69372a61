"""XLSX: an official form of a report as a workbook laid out like the form, to print on A4.

A workbook carries the day of its figures instead of the moment it was written, so that one commit always
gives the same bytes. Every cell is text or a number, never a formula: what a record says is not run.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from congbo.figures.form_table import FormLine, FormTable
from congbo.paper import zip_time
from congbo.records.forms import Form
from congbo.reports.report import Report
from congbo.words.wording import sentence, short_date

_CORE = "docProps/core.xml"
_LABEL = 34
_WIDTHS = (5, _LABEL, 9.5)  # characters: of the number, the name, a column; those of 13 fill A4 on its side
_HEAD = 6
"""The row in which the column heads begin."""
_LEFT_HALF = 6
"""The columns below the form's symbol; the body's name stands beside."""
_LONGEST_SHEET_NAME = 31
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LINE = 16
"""Height of a line, in points."""

_FONT = "Times New Roman"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the parts of a form stand on its sheet."""

    form: Form

    @property
    def last(self) -> int:
        """The last column; a narrow form leaves room for what stands above it."""
        return max(len(self.form.lines) + len(self.form.columns), _LEFT_HALF + 2)

    @property
    def columns(self) -> int:
        """How many columns the form has."""
        return len(self.form.lines) + len(self.form.columns)

    @property
    def body(self) -> int:
        """The row of the first line: below the heads and the numbers of the columns."""
        return _HEAD + len(self.form.head_rows) + 1


def workbook(report: Report, table: FormTable) -> bytes:
    """Return the form as a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    form, layout = table.form, _Layout(table.form)
    sheet.title = _NO_SHEET_NAME.sub("", form.short_symbol)[:_LONGEST_SHEET_NAME] or "Bieu"
    _page(sheet, layout)
    _title(sheet, report, layout)
    _head(sheet, layout)
    for number, line in enumerate(table.lines, start=1):
        _line(sheet, layout.body + number - 1, str(number), line)
    after = layout.body + len(table.lines)
    _line(sheet, after, "", table.total)
    for note in _notes(table):
        after += 1
        _across(sheet, after, 1, layout.last, note, _LEFT, italic=True)
    day = datetime.combine(report.meta.as_of, time())
    properties = book.properties
    properties.title = f"{form.label} – {report.meta.title}"
    properties.creator = report.register.organisations[report.meta.organisation].name
    properties.language = "vi-VN"
    properties.created = day
    out = io.BytesIO()
    book.save(out)
    properties.modified = day  # saving has put the moment there
    return _dated(out.getvalue(), day, tostring(properties.to_tree()))


def _notes(table: FormTable) -> Iterator[str]:
    if table.inferred:
        yield "Số in nghiêng là số suy ra: nguồn không in, tính từ các cột khác theo các đẳng thức của biểu."
    if table.from_register:
        yield "Chưa có biểu đã điền của kỳ này; các ô được đếm từ sổ thủ tục. Ô ghi dấu hỏi là ô chưa rõ."
    elif table.unknown:
        yield "Ô ghi dấu hỏi là ô chưa rõ: nguồn không ghi, không đọc được, hoặc là số không cộng được."
    for words in table.differing:
        yield f"Sổ thủ tục cho số khác: {words}."


def _page(sheet: Worksheet, layout: _Layout) -> None:
    for column in range(1, layout.last + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[min(column, len(_WIDTHS)) - 1]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins  # inches: 20, 15 and 30 mm, Nghị định 30/2020/NĐ-CP, Phụ lục I
    margins.top, margins.bottom, margins.left, margins.right = 0.79, 0.79, 1.18, 0.59
    sheet.print_title_rows = f"{_HEAD}:{layout.body - 1}"
    sheet.freeze_panes = f"C{layout.body}"


def _title(sheet: Worksheet, report: Report, layout: _Layout) -> None:
    form, last, period = layout.form, layout.last, report.frame.period
    body = report.register.organisations[report.meta.organisation].name
    symbol = f"Biểu số {form.symbol}" if form.symbol else ""
    basis = f"Theo {'; '.join(form.legal_basis)}" if form.legal_basis else ""
    _across(sheet, 1, 1, _LEFT_HALF, symbol, _LEFT, bold=True)
    _across(sheet, 1, _LEFT_HALF + 1, last, f"Đơn vị báo cáo: {body}", _LEFT)
    _across(sheet, 2, 1, _LEFT_HALF, basis, _LEFT)
    if report.meta.illustrative:
        text = "Trang minh hoạ, không phải biểu đã ký"
        _across(sheet, 2, _LEFT_HALF + 1, last, text, _LEFT, italic=True)
    _across(sheet, 3, 1, last, form.title.upper(), _CENTRE, bold=True)
    span = f"Kỳ báo cáo: từ ngày {short_date(period.start)} đến ngày {short_date(period.end)}"
    _across(sheet, 4, 1, last, span, _CENTRE, italic=True)
    _across(sheet, 5, 1, last, f"Đơn vị tính: {form.unit}", _RIGHT, italic=True)


def _head(sheet: Worksheet, layout: _Layout) -> None:
    form, numbers = layout.form, layout.body - 1
    for head in form.heads:
        top = _HEAD + head.row
        _box(sheet, top, head.first, top + head.rows - 1, head.first + head.columns - 1, head.text)
    for column, number in enumerate((*(one.number for one in form.lines), *form.numbers.values()), start=1):
        _cell(sheet, numbers, column, f"({number})", _CENTRE, italic=True).border = _BOX
    for row in (*range(1, numbers - 1), numbers):
        sheet.row_dimensions[row].height = 3 + _LINE
    sheet.row_dimensions[numbers - 1].height = 48  # points: three lines of the narrowest column


def _line(sheet: Worksheet, row: int, number: str, line: FormLine) -> None:
    computed = line.record is None or not number
    _cell(sheet, row, 1, number, _CENTRE).border = _BOX
    _cell(sheet, row, 2, sentence(line.title), _LEFT, bold=computed).border = _BOX
    lines = len(wrap(line.title, _LABEL - 6))  # capitals are wider than the mean
    sheet.row_dimensions[row].height = 3 + _LINE * lines
    for column, shown in enumerate(line.cells, start=3):
        value = shown.count if shown.known else shown.text
        cell = _cell(sheet, row, column, value, _CENTRE, bold=computed, italic=shown.inferred)
        if shown.known:
            cell.number_format = "#,##0" + ("." + "0" * shown.decimals if shown.decimals else "")
        cell.border = _BOX


def _across(
    sheet: Worksheet, row: int, first: int, last: int, text: str, place: Alignment, **style: bool
) -> None:
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    _cell(sheet, row, first, text, place, **style)


def _box(sheet: Worksheet, top: int, left: int, bottom: int, right: int, text: str) -> None:
    """Put a head over its cells; a merged cell has the border of each of them."""
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).border = _BOX
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    _cell(sheet, top, left, text, _CENTRE, bold=True)


def _cell(
    sheet: Worksheet, row: int, column: int, value: str | int | Decimal, place: Alignment, **style: bool
) -> Cell:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with "=" stays a text
    cell.font = Font(name=_FONT, size=12, **style)
    cell.alignment = place
    return cell


def _dated(packed: bytes, day: datetime, core: bytes) -> bytes:
    """Return a package packed again with the day as every part's time, and other core properties."""
    out = io.BytesIO()
    stamp = zip_time(day.date())
    with ZipFile(io.BytesIO(packed)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = ZipInfo(name, stamp)
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, core if name == _CORE else old.read(name))
    return out.getvalue()
