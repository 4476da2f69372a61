"""Records out to a workbook, edited, and in again: exactly the edits, each told at its cell."""

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from commands import congbo
from congbo.imports.excel import opened as reading
from congbo.imports.excel.book import sheet_names
from congbo.imports.excel.tables import tables_of
from congbo.imports.excel.values import New, Seen, Wrong, compared
from congbo.records import writing
from congbo.records.forms import shipped
from congbo.records.kinds import Kind, kind_for, models
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.procedures import Procedure
from workbooks import Clerk, data_of, plan_of, written

FIELD = '---\nname: "Sở hữu trí tuệ" # tên như danh mục\norder: 1\n---\n'
BODY = "---\nname: Sở Mẫu\nsymbol: SOMAU\ntelephone: '0912345678'\n---\n\nLời giới thiệu.\n"
DECISION = '---\nnumber: 12/QĐ-SOMAU\nissuer: SOMAU\nissued: 2024-03-05\nsubject: "về việc: công bố"\n---\n'
PROCEDURE = """---
# Tên như trong quyết định.
name: >-
  Cấp giấy chứng nhận
code: '1.010830'  # mã quốc gia
field: so-huu-tri-tue
authority: {decides: Sở Mẫu, handled_by: SOMAU}
receiving: SOMAU
dossier:
  # giấy đầu tiên
  - name: Đơn
    originals: 1
    forms:
      - name: Mẫu đơn
        address: https://congbo.example/mau
  - {name: Bản sao, copies: 02}
results: Giấy chứng nhận
steps: [Nộp, "Nhận\\n(tại chỗ)"]
keywords: [một, hai]
fees:
  - items: không
  - since: 2024-07-01
    items:
      - label: Phí
        amount: 120000
events:
  - action: mới ban hành
    effective: 2024-03-05
    decision: 12-QD-SOMAU-2024
checked_on: 2024-05-06
---

Phần lời, giữ nguyên.
"""
DATED = """---
name:
  - value: Thủ tục cũ
  - since: 2025-01-01
    value: Thủ tục mới
field: so-huu-tri-tue
dossier_sets: 1
---
"""
FILLED = """---
title: Biểu II.06a của Sở Mẫu
form: ii06a-vpcp
organisation: SOMAU
period: {start: 2026-01-01, end: 2026-06-30}
rows:
  - label: Sở Mẫu
    unit: SOMAU
    cells: {received_total: 16, received_online: 10*, received_direct: "?", resolved_total: 12}
  - label: Cả cơ quan
    total: có
    cells: {received_total: 16}
---
"""
RECORDS = {
    "fields/so-huu-tri-tue.md": FIELD,
    "organisations/SOMAU.md": BODY,
    "decisions/2024/12-QD-SOMAU-2024.md": DECISION,
    "procedures/so-huu-tri-tue/1.010830.md": PROCEDURE,
    "procedures/so-huu-tri-tue/somau-2.md": DATED,
    "observations/2026/bieu.md": FILLED,
}
FIRST = "records/procedures/so-huu-tri-tue/1.010830.md"
SECOND = "records/procedures/so-huu-tri-tue/somau-2.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in RECORDS.items():
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return tmp_path


_MADE: dict[tuple[str, str], bytes] = {}


class Book:
    """A workbook that is edited as by hand: cells by the key of their column and the row's id and number."""

    def __init__(self, site: Path, folder: str = "procedures", form: str = "") -> None:
        self.site, self.file = site, site / "tep.xlsx"
        own = site / "records/procedures"
        fresh = all(file.read_text("utf-8") in RECORDS.values() for file in own.rglob("*.md"))
        if not fresh or (folder, form) not in _MADE:  # of the same records it is the same
            written(site, folder, self.file, form)
            if fresh:
                _MADE[folder, form] = self.file.read_bytes()
        else:
            self.file.write_bytes(_MADE[folder, form])
        self.book = openpyxl.load_workbook(self.file)

    def sheet(self, key: str) -> Worksheet:
        found: Worksheet = next(one for one in self.book.worksheets if key in self.keys(one))
        return found

    def keys(self, sheet: Worksheet) -> list[str]:
        return [str(cell.value) for cell in sheet[2]]

    def cell(self, key: str, id_: str, *numbers: int) -> Any:
        sheet = self.sheet(key)
        for row in range(3, sheet.max_row + 1):
            first, *rest = (sheet.cell(row, at + 1).value for at in range(len(numbers) + 1))
            if [str(first).partition(" – ")[0], *rest] == [id_, *numbers]:
                return sheet.cell(row, self.keys(sheet).index(key) + 1)
        raise AssertionError((key, id_, numbers))

    def put(self, key: str, value: Any, id_: str = "1.010830", *numbers: int) -> None:
        cell = self.cell(key, id_, *numbers)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def add(self, **values: Any) -> None:
        sheet = self.sheet(next(iter(values)))
        row = sheet.max_row + 1
        for key, value in values.items():
            sheet.cell(row, self.keys(sheet).index(key) + 1, value)

    def save(self) -> Path:
        self.book.save(self.file)
        return self.file

    def said(self) -> list[str]:
        plan = plan_of(self.site, self.save(), remove=False)
        return [f"{one.place}: {one.said}" for one in plan.told]

    def taken(self, path: str = FIRST, *, remove: bool = False) -> str:
        plan = plan_of(self.site, self.save(), remove=remove)
        assert [one.said for one in plan.told if one.wrong] == []
        assert plan.conflicts == []
        writing.change_all(self.site, plan.files)
        return (self.site / path).read_text("utf-8")


@pytest.mark.parametrize("folder", ["procedures", "observations"])
def test_out_and_in_again_changes_nothing(site: Path, folder: str) -> None:
    plan = plan_of(site, Book(site, folder).save())
    assert (plan.records, plan.told, plan.gone) == ([], [], [])


@pytest.mark.parametrize("folder", ["procedures", "indicators"])
def test_the_real_records_go_out_and_in_without_a_change(root: Path, tmp_path: Path, folder: str) -> None:
    written(root, folder, tmp_path / "tep.xlsx")
    plan = plan_of(root, tmp_path / "tep.xlsx")
    assert (plan.rows > 0, plan.records, plan.told) == (True, [], [])


@pytest.mark.parametrize("kind", [kind_for(model) for model in models()], ids=lambda kind: kind.folder)
def test_every_key_of_every_kind_has_a_column_or_a_sheet_of_its_own(kind: Kind) -> None:
    tables = tables_of(kind, {id_: shipped()[id_] for id_ in ("ii06a-vpcp", "dvctt-766")})
    keys = [key for table in tables for key in table.keys]
    assert len(set(keys)) == len(keys)
    assert len(set(sheet_names(tables).values())) == len(tables)
    there = {column.path[0] for column in tables[0].columns} | {table.root for table in tables}
    by_machine = {key for key, info in fields_of(kind.model).items() if BY_MACHINE in info.metadata}
    assert there - {"", "versions"} == fields_of(kind.model).keys() - {"id", *kind.given} - by_machine


def test_one_cell_changes_one_value_and_no_other_byte(site: Path) -> None:
    book = Book(site)
    book.put("code", "1.010831")
    book.put("dossier/copies", 3, "1.010830", 2)
    book.put("fees.items/amount", 150_000, "1.010830", 2, 1)
    book.put("events/effective", datetime(2024, 3, 6), "1.010830", 1)
    assert book.taken() == (
        PROCEDURE.replace("'1.010830'", "'1.010831'")
        .replace("copies: 02", "copies: 3")
        .replace("120000", "150000")
        .replace("effective: 2024-03-05", "effective: 2024-03-06")
    )


def test_a_text_stays_the_text_that_it_is_whatever_it_looks_like(site: Path) -> None:
    keys = ("summary", "level", "type", "conditions", "content_note", "code_note", "authority.basis", "code")
    texts = ("=1+1", "+84 912 345", "- một", "@a", "a\nb", "#1", "_x0041_", "0012")
    book = Book(site)
    for key, text in zip(keys, texts, strict=True):
        book.put(key, text)
    book.put("dossier/note", "=HYPERLINK(1)", "1.010830", 1)
    book.taken()
    data = data_of(site, FIRST)
    assert [data["authority"]["basis"] if "." in key else data[key] for key in keys] == [*texts]
    assert data["dossier"][0]["note"] == "=HYPERLINK(1)"
    assert plan_of(site, Book(site).save()).records == []


def test_an_emptied_cell_takes_the_key_out_and_an_emptied_group_goes_with_it(site: Path) -> None:
    book = Book(site)
    for key in ("authority.decides", "authority.handled_by", "checked_on"):
        book.put(key, None)
    book.taken()
    assert not {"authority", "checked_on"} & data_of(site, FIRST).keys()


def test_lists_in_one_cell_are_a_line_an_item(site: Path) -> None:
    book = Book(site)
    assert book.cell("steps", "1.010830").value == "• Nộp\n• Nhận\n(tại chỗ)"
    book.put("steps", "• Nộp\n• Nhận\n(tại nhà)\n• Xong")
    book.put("keywords", "một\n\n ba ")
    book.put("receiving", "SOMAU\nKHAC")
    book.taken()
    data = data_of(site, FIRST)
    assert data["steps"] == ["Nộp", "Nhận\n(tại nhà)", "Xong"]
    assert (data["keywords"], data["receiving"]) == (["một", "ba"], ["SOMAU", "KHAC"])


def test_rows_are_added_at_the_end_in_between_and_below_items_that_are_new(site: Path) -> None:
    book = Book(site)
    book.add(**{"dossier/@": "1.010830", "dossier/#": 3, "dossier/name": "Cuối"})
    book.add(
        **{
            "dossier.forms/@": "1.010830",
            "dossier.forms/#dossier": 3,
            "dossier.forms/#": 1,
            "dossier.forms/name": "M",
        }
    )
    text = book.taken()
    assert "# giấy đầu tiên" in text
    assert [one["name"] for one in data_of(site, FIRST)["dossier"]] == ["Đơn", "Bản sao", "Cuối"]
    assert data_of(site, FIRST)["dossier"][2]["forms"] == [{"name": "M"}]
    book = Book(site)
    book.add(**{"events/@": "1.010830", "events/#": "0,5", "events/action": "bãi bỏ"})
    book.taken()
    assert [one["action"] for one in data_of(site, FIRST)["events"]] == ["bãi bỏ", "mới ban hành"]


def test_a_list_whose_notes_would_be_lost_is_not_written_anew(site: Path) -> None:
    book = Book(site)
    book.add(**{"dossier/@": "1.010830", "dossier/#": 1.5, "dossier/name": "Giữa"})
    plan = plan_of(site, book.save())
    assert "ghi chú (#)" in plan.conflicts[0]
    assert plan.records == []


def test_a_row_that_is_gone_takes_its_item_only_when_that_is_asked_for(site: Path) -> None:
    book = Book(site)
    sheet = book.sheet("dossier/name")
    sheet.delete_rows(book.cell("dossier/name", "1.010830", 2).row)
    assert any("thêm --remove" in said for said in book.said())
    book.taken(remove=True)
    assert [one["name"] for one in data_of(site, FIRST)["dossier"]] == ["Đơn"]


def test_the_row_of_a_record_that_is_gone_never_takes_the_record(site: Path) -> None:
    book = Book(site)
    book.sheet("name").delete_rows(book.cell("name", "1.010830").row)
    plan = plan_of(site, book.save())
    assert ([one.id for one in plan.gone], plan.records) == (["1.010830"], [])


def test_a_new_row_is_a_new_record_in_the_folder_of_its_field(site: Path) -> None:
    book = Book(site)
    book.add(name="Thủ tục ba", id="somau-3", field="so-huu-tri-tue – Sở hữu trí tuệ", number=3)
    book.add(**{"results/@": "somau-3", "results/#": 1, "results/name": "Giấy"})
    text = book.taken("records/procedures/so-huu-tri-tue/somau-3.md")
    assert text == "---\nname: Thủ tục ba\nnumber: 3\nfield: so-huu-tri-tue\nresults:\n  - Giấy\n---\n"


def test_values_that_change_in_time_are_edited_on_a_sheet_of_their_own(site: Path) -> None:
    book = Book(site)
    assert "theo thời gian" in book.cell("name", "somau-2").value
    sheet = book.sheet("versions/value")
    book.put("versions/value", "Tên: mới hơn", "somau-2", 2)
    row = sheet.max_row + 1
    for at, value in enumerate(["somau-2", 2, "Số bộ hồ sơ (dossier_sets)", datetime(2026, 1, 1)], start=1):
        sheet.cell(row, at, value)
    sheet.cell(row, book.keys(sheet).index("versions/value") + 1, "2")
    book.taken(SECOND)
    data = data_of(site, SECOND)
    assert data["name"][1] == {"since": "2025-01-01", "value": "Tên: mới hơn"}
    assert data["dossier_sets"] == [{"value": "1"}, {"since": "2026-01-01", "value": "2"}]


def test_a_form_has_its_columns_with_numbers_as_numbers_and_marks_as_they_are(site: Path) -> None:
    book = Book(site, "observations", "ii06a-vpcp")
    key = "rows@ii06a-vpcp/cells.received_total"
    assert book.cell(key, "bieu", 1).value == 16
    assert book.cell("rows@ii06a-vpcp/cells.received_online", "bieu", 1).value == "10*"
    book.put(key, 17.0, "bieu", 1)
    book.put("rows@ii06a-vpcp/cells.received_direct", 7, "bieu", 1)
    text = book.taken("records/observations/2026/bieu.md")
    assert text == FILLED.replace(
        "received_total: 16, received_online", "received_total: 17, received_online"
    ).replace('received_direct: "?"', "received_direct: 7")


COLUMNS = {column.key: column for column in tables_of(kind_for(Procedure), {})[0].columns}

MANGLED: list[tuple[str, Any, Any, str]] = [
    ("code", "1.010830", 1.01083, "Excel đã đổi chữ thành số"),
    ("code", "1010830000000001", "1.01083E+15", "mất chữ số"),
    ("checked_on", "2024-05-06", 45474, "phải là ngày"),
    ("checked_on", None, "7/25/2024", "ngày/tháng/năm"),
    ("checked_on", None, "tháng 7", "ngày/tháng/năm"),
    ("checked_on", None, datetime(2024, 5, 6, 7, 30), "có cả giờ"),
    ("summary", None, datetime(2024, 7, 1), "đã đổi thành ngày 01/07/2024"),
    ("summary", None, True, "phải là chữ"),
    ("summary", None, time(7, 30), "thời gian"),
    ("number", None, 1e15, "15 chữ số"),
    ("summary", "0912345678", 912345678, "mất số 0"),
    ("summary", None, 912345678, "đã đổi thành số"),
]


@pytest.mark.parametrize(("key", "raw", "value", "said"), MANGLED)
def test_what_excel_does_to_values_is_told_and_never_taken(key: str, raw: Any, value: Any, said: str) -> None:
    found = compared(COLUMNS[key], raw, Seen(value))
    assert isinstance(found, Wrong)
    assert said in found.said


@pytest.mark.parametrize(
    ("key", "raw", "value", "new", "remark"),
    [
        ("checked_on", None, "1/7/2024", "2024-07-01", "đọc là ngày/tháng/năm"),
        ("checked_on", "2024-05-06", datetime(2024, 6, 5), "2024-06-05", "ngày và tháng đổi chỗ"),
        ("code", "1.010830", "1.01083", "1.01083", "số 0"),
        ("completeness", None, "Đủ", "đủ", ""),
        ("number", None, "12", "12", ""),
        ("number", None, 0.1 + 0.2, "0.3", ""),
        ("keywords", None, 2024, ["2024"], ""),
    ],
)
def test_what_may_be_meant_otherwise_is_taken_with_a_remark(
    key: str, raw: Any, value: Any, new: Any, remark: str
) -> None:
    found = compared(COLUMNS[key], raw, Seen(value))
    assert isinstance(found, New)
    assert (found.raw, remark in found.remark) == (new, True)


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("number", "007", 7),
        ("number", "1.50", "1.5"),
        ("checked_on", "2024-05-06", "06/05/2024"),
        ("summary", "một\nhai\n", "một\r\nhai  "),
        ("field", "so", "so – Tên nào cũng được"),
        ("keywords", "một", "một\n"),
        ("completeness", "đủ", "Đủ"),
    ],
)
def test_the_same_value_in_another_form_is_no_change(key: str, raw: Any, value: Any) -> None:
    assert compared(COLUMNS[key], raw, Seen(value)) is None


def test_what_is_wrong_is_told_at_its_cell(site: Path) -> None:
    book = Book(site)
    book.put("code", 1.01083)
    (told,) = plan_of(site, book.save()).told
    assert str(told.place) == f"trang “Thủ tục”, ô {book.cell('code', '1.010830').coordinate}"


def test_an_id_that_excel_made_a_number_of_is_still_known(site: Path) -> None:
    book = Book(site)
    for key in ("name", "dossier/name"):
        sheet = book.sheet(key)
        for row in range(3, sheet.max_row + 1):
            if str(sheet.cell(row, 1).value).startswith("1.010830"):
                sheet.cell(row, 1).value = 1.01083
    plan = plan_of(site, book.save())
    assert (plan.records, plan.gone) == ([], [])
    assert [one.wrong for one in plan.told] == [False, False]


def test_formulas_count_by_their_value_in_numbers_and_are_refused_in_texts(site: Path) -> None:
    book = Book(site)
    book.cell("number", "1.010830").value = "=1+1"
    book.cell("summary", "1.010830").value = "=1+1"
    assert [said.partition(": ")[2][:20] for said in book.said()] == [
        "Số thứ tự: công thức",
        "Tóm tắt: ô là công th"[:20],
    ]


def test_sheets_may_be_renamed_columns_moved_deleted_and_keys_lost(site: Path) -> None:
    book = Book(site)
    sheet = book.sheet("name")
    sheet.title = "Trang tính1"
    sheet.move_range(f"H1:H{sheet.max_row}", cols=100)
    sheet.delete_cols(3)
    sheet.insert_rows(1)
    events = book.sheet("events/action")
    events.delete_rows(2)  # the keys; the headings still say which columns they are
    plan = plan_of(site, book.save())
    assert (plan.records, [one for one in plan.told if one.wrong]) == ([], [])
    assert any("không còn cột “Tên ngắn”" in one.said for one in plan.told)
    del book.book["Thành phần hồ sơ"]
    plan = plan_of(site, book.save())
    assert (plan.records, [one for one in plan.told if one.wrong]) == ([], [])


def test_empty_rows_filters_hidden_rows_and_spaces_change_nothing(site: Path) -> None:
    book = Book(site)
    sheet = book.sheet("name")
    sheet.insert_rows(4, 3)
    sheet.row_dimensions[3].hidden = True
    book.put("name", "  Cấp giấy chứng nhận \n")
    plan = plan_of(site, book.save())
    assert (plan.records, plan.told) == ([], [])


def test_merged_cells_rows_without_an_id_and_numbers_that_are_twice_are_told(site: Path) -> None:
    book = Book(site)
    book.sheet("dossier/name").merge_cells("C3:C4")
    book.add(name="Không mã")
    book.add(**{"events/@": "1.010830", "events/#": 1, "events/action": "bãi bỏ"})
    book.add(**{"results/@": "la", "results/#": 1, "results/name": "x"})
    said = "\n".join(book.said())
    for words in ("bị gộp làm một", "chưa có mã", "trùng số thứ tự", "không có bản ghi “la”"):
        assert words in said


def test_a_value_that_both_sides_changed_is_told_and_the_others_are_written(site: Path) -> None:
    book = Book(site)
    book.put("code", "1.999999")
    book.put("checked_on", datetime(2025, 1, 1))
    file = site / FIRST
    file.write_text(PROCEDURE.replace("1.010830", "1.888888"), "utf-8")
    plan = plan_of(site, book.save())
    assert "trong tệp nay là “1.888888”, lúc xuất là “1.010830”" in plan.conflicts[0]
    writing.change_all(site, plan.files)
    assert "1.888888" in file.read_text("utf-8")
    assert data_of(site, FIRST)["checked_on"] == "2025-01-01"
    assert plan_of(site, book.file).records == []


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_come_back_as_they_were_made(site: Path, seed: int) -> None:
    file = site / "tep.xlsx"
    written(site, "procedures", file)
    clerk = Clerk(site, file, seed)
    clerk.edit(25)
    plan = plan_of(site, file)
    assert ([one for one in plan.told if one.wrong], plan.conflicts) == ([], [])
    writing.change_all(site, plan.files)
    assert len(clerk.done) == 25
    for id_, expected in clerk.expected.items():
        assert data_of(site, clerk.paths[id_]) == expected, [one for one in clerk.done if id_ in one]
    for path, text in RECORDS.items():
        if "procedures" not in path:
            assert (site / "records" / path).read_text("utf-8") == text


# Files that are none


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def _with(change: Callable[[dict[str, bytes]], None]) -> Callable[[bytes], bytes]:
    def changed(raw: bytes) -> bytes:
        with ZipFile(io.BytesIO(raw)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        change(parts)
        return _zip(parts)

    return changed


def _other(_: bytes) -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def _entity(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]


def _bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/x.xml"] = b" " * 5_000_000


FILES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("a.docx", lambda _: _zip({"word/document.xml": b"<a/>"}), "Word"),
    ("a.csv", lambda _: b"a,b\n", "CSV"),
    ("a.xls", lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Excel đời cũ"),
    ("a.xlsx", lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    ("a.xlsx", _other, "không phải tệp do “congbo excel out” ghi"),
    ("a.xlsx", lambda _: b"", "tệp trống"),
    ("a.xlsx", lambda raw: raw[:3000], "hỏng"),
    ("a.xlsx", lambda _: b"%PDF-1.7", "PDF"),
    ("a.xlsx", _with(_entity), "DOCTYPE"),
    ("a.xlsx", _with(_bomb), "quá lớn"),
    ("a.xlsx", lambda _: b"<html><table>", "bảng dạng web"),
]


@pytest.mark.parametrize(("name", "made", "said"), FILES, ids=[said for _, _, said in FILES])
def test_a_file_that_is_no_such_workbook_says_what_it_is(
    site: Path, monkeypatch: pytest.MonkeyPatch, name: str, made: Callable[[bytes], bytes], said: str
) -> None:
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 4_000_000)
    written(site, "fields", site / "tep.xlsx")
    (site / name).write_bytes(made((site / "tep.xlsx").read_bytes()))
    done = congbo(site, "excel", "in", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(site: Path) -> None:
    written(site, "fields", site / "tep.xlsx")
    (site / "tep.xlsx").rename(site / "tep.xlsm")
    assert congbo(site, "excel", "in", "tep.xlsm").returncode == 0


# The commands


def test_the_commands_tell_first_and_write_when_asked(site: Path) -> None:
    done = congbo(site, "excel", "out", "lĩnh vực", "tep.xlsx")
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, "Đã ghi tep.xlsx: 1 lĩnh vực.")
    assert congbo(site, "excel", "out", "fields", "tep.xlsx").returncode == 1
    assert congbo(site, "excel", "in", "tep.xlsx").stdout == (
        "tep.xlsx: 1 lĩnh vực; 0 bản ghi sẽ đổi, 0 bản ghi mới.\nKhông có gì để ghi.\n"
    )
    book = openpyxl.load_workbook(site / "tep.xlsx")
    sheet = book["Lĩnh vực"]
    sheet["B3"] = "Sở hữu công nghiệp"
    book.save(site / "tep.xlsx")
    told = (
        "tep.xlsx: 1 lĩnh vực; 1 bản ghi sẽ đổi, 0 bản ghi mới.\n\nrecords/fields/so-huu-tri-tue.md\n"
        "  Tên lĩnh vực: “Sở hữu trí tuệ” → “Sở hữu công nghiệp” (trang “Lĩnh vực”, ô B3)\n\n"
    )
    file = site / "records/fields/so-huu-tri-tue.md"
    done = congbo(site, "excel", "in", "tep.xlsx")
    assert done.stdout == f"{told}Chạy thử: chưa ghi gì. Thêm --write để ghi 1 tệp.\n"
    assert file.read_text("utf-8") == FIELD
    done = congbo(site, "excel", "in", "tep.xlsx", "--write")
    assert (done.returncode, done.stdout.startswith(told)) == (0, True)
    assert data_of(site, "records/fields/so-huu-tri-tue.md")["name"] == "Sở hữu công nghiệp"
    assert "# tên như danh mục" in file.read_text("utf-8")


def test_what_the_check_would_say_stands_at_the_cell_and_nothing_is_written(site: Path) -> None:
    book = Book(site, "decisions")
    book.put("issuer", "LA", "12-QD-SOMAU-2024")
    book.put("number", "hai", "12-QD-SOMAU-2024")
    book.put("valid_until", "2024-02-31", "12-QD-SOMAU-2024")
    book.save()
    done = congbo(site, "excel", "in", "tep.xlsx", "--write")
    assert done.returncode == 1
    at = book.cell("valid_until", "12-QD-SOMAU-2024").coordinate
    assert f"tep.xlsx, trang “Quyết định”, ô {at}: “valid_until” phải là ngày có thật" in done.stdout
    assert "[date-impossible]" in done.stdout
    assert (site / "records/decisions/2024/12-QD-SOMAU-2024.md").read_text("utf-8") == DECISION


def test_a_record_that_cannot_be_read_is_left_out_and_told(site: Path) -> None:
    (site / FIRST).write_text("---\nname: [\n---\n", "utf-8")
    done = congbo(site, "excel", "out", "procedures")
    assert done.returncode == 1
    assert f"Bỏ qua {FIRST}" in done.stdout
    assert "thu-tuc.xlsx: 1 thủ tục" in done.stdout


def test_a_folder_may_be_named_and_tables_beside_records_are_told(site: Path) -> None:
    text = FILLED.partition("rows:")[0] + "table: bieu.csv\n---\n"
    (site / "records/observations/2026/bieu.md").write_text(text, "utf-8")
    (site / "records/observations/2026/bieu.csv").write_text("Đơn vị,received_total\nSở Mẫu,16\n", "utf-8")
    done = congbo(site, "excel", "out", "procedures", "a.xlsx", "--folder", "procedures/so-huu-tri-tue")
    assert "a.xlsx: 2 thủ tục" in done.stdout
    assert congbo(site, "excel", "out", "procedures", "b.xlsx", "--folder", "la").returncode == 2
    assert "các dòng ở tệp bieu.csv" in congbo(site, "excel", "out", "observations", "c.xlsx").stdout
    assert congbo(site, "excel", "in", "c.xlsx").returncode == 0


def test_a_kind_that_there_is_not_is_told_with_those_there_are(site: Path) -> None:
    done = congbo(site, "excel", "out", "procedure")
    assert done.returncode == 2
    assert "Có phải “procedures”?" in done.stderr


def test_ids_and_headings_are_locked_and_all_else_is_free(site: Path) -> None:
    book = Book(site)
    sheet = book.sheet("name")
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet["A1"].protection.locked
    assert sheet["A3"].protection.locked
    assert not sheet["B3"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked  # a new row may have its id
    assert sheet["A3"].number_format == "@"
    assert sheet["B1"].comment is not None
    ranges = {rule.formula1: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert any("Danh mục" in where for where in ranges)
    assert book.book["_congbo"].sheet_state == "veryHidden"


def test_libreoffice_keeps_all_and_an_edit_of_its_file_is_the_only_one(site: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "no LibreOffice"
        pytest.skip("no LibreOffice")
    file = Book(site).save()
    command = [office, "--headless", f"-env:UserInstallation={(site / 'profile').as_uri()}", "--convert-to"]
    subprocess.run(
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(site / "saved"), str(file)],
        check=False,
        capture_output=True,
        timeout=120,
    )
    saved = site / "saved/tep.xlsx"
    if not saved.exists():  # the part that reads spreadsheets may not be there
        assert not os.environ.get("CI"), "no LibreOffice Calc"
        pytest.skip("no LibreOffice Calc")
    plan = plan_of(site, saved)
    assert (plan.records, plan.told) == ([], [])
    clerk = Clerk(site, saved, 7)
    clerk.edit(10)
    writing.change_all(site, plan_of(site, saved).files)
    for id_, expected in clerk.expected.items():
        assert data_of(site, clerk.paths[id_]) == expected
