"""XLSX: Biểu II.06a/VPCP/KSTT of each report as a workbook laid out like the form, to print on A4.

A workbook carries the day of its figures instead of the moment it was written, so that one commit always
gives the same bytes. Every cell is text or a number, never a formula: what a record says is not run.
"""

import io
from datetime import datetime, time
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from congbo.figures.dossiers import DossierForm, FormLine
from congbo.law.dossier_form import DOSSIER_COLUMNS, DOSSIER_HEADS
from congbo.paper import zip_time
from congbo.reports.report import Report
from congbo.words.wording import sentence, short_date

_CORE = "docProps/core.xml"
_LABEL = 34
_WIDTHS = (5, _LABEL, *(9.5,) * len(DOSSIER_COLUMNS))  # characters; all together fill A4 on its side
_HEAD, _BODY = 6, 10
"""The rows in which the column heads and the first line stand."""
_LAST = len(_WIDTHS)
_LINE = 16
"""Height of a line, in points."""

_FONT = "Times New Roman"
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")


def workbook(report: Report, form: DossierForm) -> bytes:
    """Return the form as a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "II.06a"
    _page(sheet)
    _title(sheet, report)
    _head(sheet)
    for number, line in enumerate(form.lines, start=1):
        _line(sheet, _BODY + number - 1, str(number), line)
    after = _BODY + len(form.lines)
    _line(sheet, after, "", form.total)
    if form.inferred:
        note = "Số in nghiêng là số suy ra: nguồn không in, tính từ các cột khác theo các đẳng thức của biểu."
        _across(sheet, after + 1, 1, _LAST, note, _LEFT, italic=True)
    day = datetime.combine(report.meta.as_of, time())
    properties = book.properties
    properties.title = f"Biểu II.06a/VPCP/KSTT – {report.meta.title}"
    properties.creator = report.register.organisations[report.meta.organisation].name
    properties.language = "vi-VN"
    properties.created = day
    out = io.BytesIO()
    book.save(out)
    properties.modified = day  # saving has put the moment there
    return _dated(out.getvalue(), day, tostring(properties.to_tree()))


def _page(sheet: Worksheet) -> None:
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins  # inches: 20, 15 and 30 mm, Nghị định 30/2020/NĐ-CP, Phụ lục I
    margins.top, margins.bottom, margins.left, margins.right = 0.79, 0.79, 1.18, 0.59
    sheet.print_title_rows = f"{_HEAD}:{_BODY - 1}"
    sheet.freeze_panes = f"C{_BODY}"


def _title(sheet: Worksheet, report: Report) -> None:
    period = report.frame.period
    body = report.register.organisations[report.meta.organisation].name
    _across(sheet, 1, 1, 6, "Biểu số II.06a/VPCP/KSTT", _LEFT, bold=True)
    _across(sheet, 1, 7, _LAST, f"Đơn vị báo cáo: {body}", _LEFT)
    _across(sheet, 2, 1, 6, "Theo Thông tư số 01/2020/TT-VPCP", _LEFT)
    if report.meta.illustrative:
        _across(sheet, 2, 7, _LAST, "Trang minh hoạ, không phải biểu đã ký", _LEFT, italic=True)
    _across(sheet, 3, 1, _LAST, "TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH", _CENTRE, bold=True)
    span = f"Kỳ báo cáo: từ ngày {short_date(period.start)} đến ngày {short_date(period.end)}"
    _across(sheet, 4, 1, _LAST, span, _CENTRE, italic=True)
    _across(sheet, 5, 1, _LAST, "Đơn vị tính: số hồ sơ thủ tục hành chính", _RIGHT, italic=True)


def _head(sheet: Worksheet) -> None:
    for head in DOSSIER_HEADS:
        top = _HEAD + head.row
        _box(sheet, top, head.first, top + head.rows - 1, head.first + head.columns - 1, head.text)
    for column in range(1, _LAST + 1):
        _cell(sheet, _BODY - 1, column, f"({column})", _CENTRE, italic=True).border = _BOX
    for row in (*range(1, _HEAD + 2), _BODY - 1):
        sheet.row_dimensions[row].height = 3 + _LINE
    sheet.row_dimensions[_HEAD + 2].height = 48  # points: three lines of the narrowest column


def _line(sheet: Worksheet, row: int, number: str, line: FormLine) -> None:
    computed = line.record is None or not number
    _cell(sheet, row, 1, number, _CENTRE).border = _BOX
    _cell(sheet, row, 2, sentence(line.title), _LEFT, bold=computed).border = _BOX
    lines = len(wrap(line.title, _LABEL - 6))  # capitals are wider than the mean
    sheet.row_dimensions[row].height = 3 + _LINE * lines
    for column, name in enumerate(DOSSIER_COLUMNS, start=3):
        cell = _cell(
            sheet, row, column, line.counts[name], _CENTRE, bold=computed, italic=name in line.inferred
        )
        cell.number_format = "#,##0"
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


def _cell(sheet: Worksheet, row: int, column: int, value: str | int, place: Alignment, **style: bool) -> Cell:
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
