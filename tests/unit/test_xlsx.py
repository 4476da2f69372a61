import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from congbo.export.workbook import EXPORT
from congbo.pages.pages import Pages
from congbo.paper import workbook as xlsx
from congbo.records.dossier_counts import DossierCount
from congbo.reports.report import Report
from congbo.reports.site import Site
from sample import dossiers, field, organisation, report

WORDS = [organisation("SKHCN", name="Sở Mẫu"), field("do-luong"), field("buc-xa")]
DAY = date(2026, 6, 1)
FORMULA = "=HYPERLINK(1)"


def two_fields(title: str = "Đo lường") -> Report:
    rows: list[DossierCount] = [
        dossiers("a", {"received_total": 1006}, title=title, field="do-luong", inferred=["carried_over"]),
        dossiers("b", {"received_total": 10}, title="Bức xạ", field="buc-xa"),
    ]
    return report("x", *WORDS, *rows)


def packed(found: Report) -> bytes:
    assert found.dossier_form is not None
    return xlsx.workbook(found, found.dossier_form)


def opened(found: Report) -> Any:
    book: Workbook = load_workbook(io.BytesIO(packed(found)))
    return book.worksheets[0]


@pytest.fixture(scope="module")
def sheet() -> Any:
    return opened(two_fields())


def test_the_lines_have_their_numbers_and_the_total(sheet: Any) -> None:
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=10, max_row=12)]
    assert rows == [["1", "Bức xạ", 10], ["2", "Đo lường", 1006], [None, "Tổng cộng", 1016]]
    assert [cell.value for cell in sheet[9]] == [f"({n})" for n in range(1, 14)]


def test_what_is_computed_is_set_in_bold(sheet: Any) -> None:
    assert [sheet.cell(row, column).font.bold for row in (10, 11, 12) for column in (2, 3)] == [
        *(False, False, False, False),
        *(True, True),
    ]


def test_the_heads_are_merged_as_the_form_has_them(sheet: Any) -> None:
    merged = {str(area): sheet[str(area).split(":")[0]].value for area in sheet.merged_cells.ranges}
    heads = {area: text for area, text in merged.items() if sheet[area.split(":")[0]].row in (6, 7)}
    assert heads == {
        "A6:A8": "TT",
        "B6:B8": "Lĩnh vực, đơn vị",
        "C6:F6": "Số hồ sơ nhận giải quyết",
        "G6:J6": "Số hồ sơ đã giải quyết",
        "K6:M6": "Số hồ sơ đang giải quyết",
        "C7:C8": "Tổng số",
        "D7:E7": "Trong kỳ",
        "F7:F8": "Từ kỳ trước",
        "G7:G8": "Tổng số",
        "H7:H8": "Trước hạn",
        "I7:I8": "Đúng hạn",
        "J7:J8": "Quá hạn",
        "K7:K8": "Tổng số",
        "L7:L8": "Trong hạn",
        "M7:M8": "Quá hạn",
    }
    assert (sheet["D8"].value, sheet["E8"].value) == ("Trực tuyến", "Trực tiếp, bưu chính")
    for row in sheet.iter_rows(min_row=9, max_row=12):
        assert all(cell.border.left.style == cell.border.bottom.style == "thin" for cell in row)


def test_it_prints_on_a4_on_its_side_with_the_heads_on_every_page(sheet: Any) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$6:$9"


def test_what_no_source_prints_is_set_apart_and_explained(sheet: Any) -> None:
    assert sheet["F11"].font.italic
    assert sheet["F12"].font.italic
    assert not sheet["F10"].font.italic
    assert sheet["A13"].value.startswith("Số in nghiêng là số suy ra")
    assert "suy ra" not in str(opened(report("x", WORDS[0], dossiers("ca-so", {})))["A12"].value)


def test_a_title_that_looks_like_a_formula_stays_text() -> None:
    cell = opened(two_fields(FORMULA))["B11"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def test_the_bytes_do_not_depend_on_the_moment() -> None:
    first = packed(two_fields())
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time for part in package.infolist()} == {(2024, 7, 20, 0, 0, 0)}
        assert b"2024-07-20T00:00:00" in package.read("docProps/core.xml")
        assert str(datetime.now().year).encode() not in package.read("docProps/core.xml")
    assert packed(two_fields()) == first


def test_a_report_without_rows_of_its_period_has_no_workbook() -> None:
    other = {"start": "2023-01-01", "end": "2023-12-31"}
    reports = (two_fields(), report("x", *WORDS, dossiers("nam-truoc", {}, period=other)))
    found = [
        [address for address, _ in EXPORT.made(Pages(Site(Path(), one.register, (), (one,), ()), DAY))]
        for one in reports
    ]
    assert found == [["du-lieu/bao-cao/bao-cao-II06a.xlsx"], []]


def test_a_long_name_has_room_for_all_its_lines() -> None:
    low = opened(two_fields("Đo lường"))
    high = opened(two_fields("Tiêu chuẩn đo lường chất lượng và sở hữu trí tuệ của mọi đơn vị trực thuộc"))
    heights = {
        name: [sheet.row_dimensions[row].height for row in (10, 11)]
        for name, sheet in (("low", low), ("high", high))
    }
    assert heights["low"] == [19, 19]
    assert sorted(heights["high"])[-1] >= 3 * 16
