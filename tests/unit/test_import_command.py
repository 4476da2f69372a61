import gzip
import io
import json
import re
import shlex
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pages_of_the_portal import record, with_page

from commands import congbo
from congbo.imports.existing import held
from congbo.pages import shipped as shipped_pages
from congbo.records.documents import Document
from congbo.records.forms import shipped
from congbo.records.observations import Observation
from congbo.records.problems import Severity
from congbo.records.procedures import Procedure
from congbo.records.reader import read_site
from congbo.records.stamps import digest
from congbo.words.example import EXAMPLE

DAY = ("--day", "2026-03-01")
LATER = ("--day", "2026-06-01")
PATH = "records/procedures/chan-nuoi-lac-da/9.000001.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "records/organisations").mkdir(parents=True)
    (folder / "records/organisations/BLD.md").write_text("---\nname: Bộ Lạc đà\n---\n", encoding="utf-8")
    return folder


def given(site: Path, name: str, data: Any) -> str:
    file = site.parent / name
    if isinstance(data, bytes):
        file.write_bytes(data)
    elif name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in data:
            book.active.append(row)
        book.save(file)
    elif name.endswith(".gz"):
        file.write_bytes(gzip.compress("\n".join(json.dumps(one) for one in data).encode()))
    elif isinstance(data, str):
        file.write_text(data, encoding="utf-8")
    else:
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(file)


def tree(site: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def procedure(site: Path, code: str = "9.000001") -> Procedure:
    reading = read_site(site)
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
    (found,) = (one for one in reading.records if isinstance(one, Procedure) and one.code == code)
    return found


def test_nothing_is_written_until_it_is_said(site: Path) -> None:
    before = tree(site)
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY)
    assert ran.returncode == 0
    assert "tạo mới 1, sửa 0" in ran.stdout
    assert "Chạy thử: chưa ghi gì. Thêm --write để ghi 2 tệp." in ran.stdout
    assert tree(site) == before


def test_a_page_becomes_a_record_with_its_field(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    made = procedure(site)
    assert (made.path, made.name, made.field) == (PATH, "Cấp giấy phép nuôi lạc đà", "chan-nuoi-lac-da")
    assert made.applicants == (
        "Công dân Việt Nam",
        "Cán bộ, công chức",
        "Tổ chức (không gồm doanh nghiệp, HTX)",
    )
    assert [one.number for one in made.published_by] == ["12/QĐ-BLD"]
    assert [one.id for one in made.cases] == ["truong-hop-nuoi-tu-hai-con"]
    assert made.dossier[0].forms[0].name == "Mẫu số 01.docx"
    assert [str(one.listed_on) for one in (made,)] == ["2026-03-01"]
    assert not made.events
    assert (site / "records/fields/chan-nuoi-lac-da.md").read_text(
        "utf-8"
    ) == "---\nname: Chăn nuôi lạc đà\n---\n"


def test_import_twice_is_import_once(site: Path) -> None:
    file = given(site, "trang.jsonl.gz", [record(), record("9.000002")])
    congbo(site, "import", file, *DAY, "--write")
    before = tree(site)
    ran = congbo(site, "import", file, *DAY, "--write")
    assert "không đổi 2" in ran.stdout
    assert tree(site) == before


def test_what_was_edited_by_hand_stays_and_is_told(site: Path) -> None:
    file = given(site, "trang.jsonl.gz", [record()])
    congbo(site, "import", file, *DAY, "--write")
    text = (site / PATH).read_text("utf-8")
    edited = text.replace("Có cỏ.", "Có cỏ và nước.").replace(
        "code: '9.000001'", "# mã do cổng cấp\ncode: '9.000001'"
    )
    assert edited.count("# mã") == edited.count("nước") == 1
    (site / PATH).write_text(edited, encoding="utf-8")
    ran = congbo(site, "import", file, *DAY, "--write")
    assert "giữ bản sửa tay: nguồn có “Có cỏ.”" in ran.stdout
    assert (site / PATH).read_text("utf-8") == edited
    newer = given(site, "trang.jsonl.gz", [record(yeu_cau_dieu_kien="Có chuồng.", dia_chi_tiep_nhan="Số 2")])
    ran = congbo(site, "import", newer, *LATER, "--write")
    assert "giữ bản sửa tay: nguồn có “Có chuồng.”" in ran.stdout
    made = procedure(site)
    assert (made.conditions, made.receiving_note) == ("Có cỏ và nước.", "Số 2")
    assert "# mã do cổng cấp\ncode: '9.000001'" in (site / PATH).read_text("utf-8")


def test_a_value_that_was_taken_out_by_hand_does_not_come_back(site: Path) -> None:
    file = given(site, "trang.jsonl.gz", [record()])
    congbo(site, "import", file, *DAY, "--write")
    text = (site / PATH).read_text("utf-8").replace("conditions: Có cỏ.\n", "")
    (site / PATH).write_text(text, encoding="utf-8")
    ran = congbo(site, "import", file, *LATER, "--write")
    assert "đã xoá tay, không thêm lại" in ran.stdout
    assert procedure(site).conditions == ""


def test_what_was_edited_since_is_known_of_the_record_whatever_its_layout(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    made = procedure(site)
    assert (made.edited, made.edited_titles) == ((), ())
    text = (site / PATH).read_text("utf-8").replace("Trạm thú y", "Trạm thú y tỉnh")
    text = text.replace("conditions: Có cỏ.\n", "").replace("name: Cấp giấy", "name:   'Cấp giấy", 1)
    (site / PATH).write_text(text.replace("lạc đà\ncode", "lạc đà'\ncode", 1), "utf-8")
    made = procedure(site)
    assert made.edited == ("authority.coordinates", "conditions")
    assert made.edited_titles == ("Thẩm quyền", "Yêu cầu, điều kiện")


def test_a_name_that_is_an_organisation_of_the_site_becomes_a_reference(site: Path) -> None:
    bodies = {"TCN": "Trạm chăn nuôi", "BPMC": "Bộ phận một cửa", "UB": "Ủy ban nuôi lạc đà"}
    for id_, name in bodies.items():
        (site / f"records/organisations/{id_}.md").write_text(f"---\nname: {name}\n---\n", "utf-8")
    page = record(
        linh_vuc="Con", dia_chi_tiep_nhan="Bộ phận Một cửa",
        co_quan_thuc_hien="Uỷ ban  nuôi lạc đà, Trạm Chăn nuôi.",
        co_quan_phoi_hop="Trạm chăn nuôi, Trạm lạ",
    )  # fmt: skip
    file = given(site, "trang.jsonl.gz", [page])
    congbo(site, "import", file, *DAY, "--write")
    made = procedure(site)
    assert made.authority is not None
    assert made.authority.handled_by == ("UB", "TCN")
    assert (made.receiving, made.receiving_note) == (("BPMC",), "")
    assert made.field == "linh-vuc-con", "Windows keeps `con` for itself"
    assert (made.authority.coordinates, made.authority.coordinating_with) == ("Trạm chăn nuôi, Trạm lạ", ())
    before = tree(site)
    congbo(site, "import", file, *DAY, "--write")
    assert tree(site) == before
    (site / "records/organisations/TL.md").write_text("---\nname: Trạm lạ\n---\n", "utf-8")
    newer = given(site, "trang.jsonl.gz", [{**page, "yeu_cau_dieu_kien": "Có chuồng."}])
    congbo(site, "import", newer, *LATER, "--write")
    made = procedure(site)
    assert made.authority is not None
    assert made.authority.coordinating_with == ("TCN", "TL")
    assert "authority" not in made.history, "the site learnt a name: that is no change on the day of the file"


def test_an_edit_of_one_name_does_not_hold_the_others(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    text = (site / PATH).read_text("utf-8").replace("Trạm thú y", "Trạm thú y tỉnh")
    (site / PATH).write_text(text, "utf-8")
    newer = record(co_quan_thuc_hien="Trạm mới", co_quan_phoi_hop="Trạm khác")
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [newer]), *LATER, "--write")
    assert "nguồn có “Trạm khác”, bản ghi có “Trạm thú y tỉnh”" in ran.stdout
    (_, now) = procedure(site).history["authority"]
    assert (now.value.handles, now.value.coordinates) == ("Trạm mới", "Trạm thú y tỉnh")


def test_stamps_of_whole_groups_and_lists_are_still_understood(site: Path) -> None:
    related = {"thu_tuc_lien_quan": "Đua lạc đà"}
    congbo(site, "import", given(site, "trang.jsonl.gz", [record(**related)]), *DAY, "--write")
    data = held(site, PATH).data
    text = re.sub(r" +authority\..+\n", "", (site / PATH).read_text("utf-8"))
    text = re.sub(r"unplaced: '?\+.+\n", f"unplaced: '{digest(data['unplaced'])}'\n", text)
    text = re.sub(r"( +)values:\n", rf"\g<0>\1  authority: '{digest(data['authority'])}'\n", text)
    (site / PATH).write_text(text, "utf-8")
    assert procedure(site).edited == ()
    newer = record(co_quan_thuc_hien="Trạm mới", thu_tuc_lien_quan="Bán cỏ")
    congbo(site, "import", given(site, "trang.jsonl.gz", [newer]), *LATER, "--write")
    made = procedure(site)
    assert made.authority is not None
    assert (made.authority.handles, made.authority.coordinates) == ("Trạm mới", "Trạm thú y")
    assert [one.text for one in made.unplaced] == ["Bán cỏ"]
    assert made.edited == ()


def test_a_record_and_a_field_that_somebody_renamed_are_found_again(site: Path) -> None:
    file = given(site, "trang.jsonl.gz", [record()])
    congbo(site, "import", file, *DAY, "--write")
    text = (site / PATH).read_text("utf-8").replace("code: '9.000001'", "code: '9.000008'")
    (site / PATH).unlink()
    (site / "records/procedures/lac-da.md").write_text(text, "utf-8")
    (site / "records/fields/chan-nuoi-lac-da.md").write_text("---\nname: Lạc đà và thú y\n---\n", "utf-8")
    before = tree(site)
    ran = congbo(site, "import", file, *DAY, "--write")
    assert "nguồn có “9.000001”, bản ghi có “9.000008”" in ran.stdout
    assert tree(site) == before
    congbo(site, "import", given(site, "trang.jsonl.gz", [record(), record("9.000002")]), *LATER, "--write")
    assert procedure(site, "9.000002").field == "chan-nuoi-lac-da"
    assert len(list(site.glob("records/fields/*"))) == 1


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("yeu_cau_dieu_kien", "Quyáº¿t Ä‘á»‹nh cá»§a Bá»™ vá» thá»§ tá»¥c", "đọc sai bảng mã"),
        ("ten_thu_tuc", "QuyÕt ®Þnh cña Bé vÒ thñ tôc hµnh chÝnh", "bảng mã cũ"),
        ("trinh_tu_thuc_hien", "Quyeát ñònh cuûa Boä veà thuû tuïc haønh chính", "bảng mã cũ"),
        ("yeu_cau_dieu_kien", "dài " * 30_000, "119999 ký tự, quá dài"),
    ],
)
def test_a_text_that_no_record_holds_is_left_out_alone_and_told(
    site: Path, key: str, text: str, said: str
) -> None:
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record(**{key: text})]), *DAY, "--write")
    assert ran.returncode == 0
    assert said in ran.stdout
    made = procedure(site)
    assert any(said in doubt for doubt in made.doubts)
    assert made.public == (key != "ten_thu_tuc")
    kept = "".join(one.text.replace(" ", "") for one in made.unplaced)
    assert ("dài" * 30_000 in kept) == (said[:6] == "119999")
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *LATER, "--write")
    good = procedure(site)
    assert (good.name, good.conditions) == ("Cấp giấy phép nuôi lạc đà", "Có cỏ.")
    newest = ("--day", "2026-09-01")
    congbo(site, "import", given(site, "trang.jsonl.gz", [record(**{key: text})]), *newest, "--write")
    again = procedure(site)
    assert (again.name, again.conditions, again.steps) == (good.name, good.conditions, good.steps)


def test_a_newer_file_is_a_dated_change(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    changed = record(
        yeu_cau_dieu_kien="Có cỏ, có nước.",
        cach_thuc_thuc_hien="Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp9 NgàyMiễn phí",
    )
    file = given(site, "trang.jsonl.gz", [changed])
    ran = congbo(site, "import", file, *LATER, "--write")
    assert "thêm bản có ngày" in ran.stdout
    made = procedure(site)
    assert [(str(one.since or ""), one.value) for one in made.history["conditions"]] == [
        ("", "Có cỏ."),
        ("2026-06-01", "Có cỏ, có nước."),
    ]
    assert [str(one.since or "") for one in made.history["channels"]] == ["", "2026-06-01"]
    assert made.fees[-1].items == ()
    before = tree(site)
    congbo(site, "import", file, *LATER, "--write")
    assert tree(site) == before
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    assert "cũ hơn lần nhập ngày 2026-06-01; không sửa bản ghi" in ran.stdout
    assert tree(site) == before


def test_a_limit_that_ways_no_longer_share_is_moved_to_them_and_back(site: Path) -> None:
    alike = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến3 NgàyMiễn phíTrực tiếp3 NgàyMiễn phí"
    apart = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến2 NgàyMiễn phíTrực tiếp4 Ngày20,000 VNĐ"
    congbo(
        site, "import", given(site, "trang.jsonl.gz", [record(cach_thuc_thuc_hien=alike)]), *DAY, "--write"
    )
    ran = congbo(
        site, "import", given(site, "trang.jsonl.gz", [record(cach_thuc_thuc_hien=apart)]), *LATER, "--write"
    )
    assert "chuyển vào từng cách nộp" in ran.stdout
    made = procedure(site)
    assert (made.processing_time, made.fees) == ((), ())

    def on(day: str) -> list[str]:
        channels = made.on(date.fromisoformat(day)).channels
        return [one.processing_time.plain if one.processing_time else "" for one in channels]

    assert on("2026-05-31") == ["3 ngày", "3 ngày"]
    assert on("2026-06-01") == ["2 ngày", "4 ngày"]
    before = tree(site)
    congbo(site, "import", str(site.parent / "trang.jsonl.gz"), *LATER, "--write")
    assert tree(site) == before
    newest = ("--day", "2026-09-01")
    congbo(
        site, "import", given(site, "trang.jsonl.gz", [record(cach_thuc_thuc_hien=alike)]), *newest, "--write"
    )
    assert [str(one.since) for one in procedure(site).processing_time] == ["2026-09-01"]


def test_a_code_that_a_newer_file_lacks_is_told_and_stays(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record(), record("9.000002")]), *DAY, "--write")
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *LATER, "--write")
    assert "Nguồn này không còn 1 thủ tục đã nhập lần trước (không xoá): 9.000002." in ran.stdout
    assert procedure(site, "9.000002").code == "9.000002"


def test_a_record_of_the_code_is_found_wherever_it_lies_and_is_only_completed(site: Path) -> None:
    own = site / "records/procedures/nuoi-lac-da.md"
    own.parent.mkdir()
    (site / "records/fields").mkdir()
    (site / "records/fields/lac-da.md").write_text("---\nname: Chăn nuôi lạc đà\n---\n", encoding="utf-8")
    own.write_text(
        "---\n# tên của chúng tôi\nname: Nuôi lạc đà\ncode: 9.000001.H99\nfield: lac-da\n---\n\nThân bài.\n",
        encoding="utf-8",
    )
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    assert "khác nguồn khác hoặc bản soạn tay" in ran.stdout
    text = own.read_text("utf-8")
    assert text.startswith("---\n# tên của chúng tôi\nname: Nuôi lạc đà\ncode: 9.000001.H99\nfield: lac-da\n")
    assert text.endswith("---\n\nThân bài.\n")
    made = procedure(site, "9.000001.H99")
    assert made.conditions == "Có cỏ."
    assert "Cấp giấy phép nuôi lạc đà" in {one.text for one in made.unplaced}
    assert len(list(site.glob("records/procedures/**/*.md"))) == 1


def test_a_field_that_another_source_has_is_kept_beside_and_makes_no_record(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    rows = [LIST[1], ["9.000001", "Cấp giấy phép nuôi lạc đà", "Bộ Lạc đà", "Trạm chăn nuôi", "Thể thao"]]
    ran = congbo(site, "import", given(site, "danh-sach.xlsx", rows), *DAY, "--write")
    assert "Lĩnh vực: khác nguồn khác" in ran.stdout
    assert "Thể thao" in {one.text for one in procedure(site).unplaced}
    assert procedure(site).field == "chan-nuoi-lac-da"
    assert [path.stem for path in site.glob("records/fields/*")] == ["chan-nuoi-lac-da"]


def test_a_source_that_moves_a_procedure_to_a_new_field_makes_the_field(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    congbo(site, "import", given(site, "trang.jsonl.gz", [record(linh_vuc="Thể thao")]), *LATER, "--write")
    made = procedure(site)
    assert [one.value for one in made.history["field"]] == ["chan-nuoi-lac-da", "the-thao"]
    assert {path.stem for path in site.glob("records/fields/*")} == {"chan-nuoi-lac-da", "the-thao"}


def test_content_of_another_page_is_never_published(site: Path) -> None:
    file = given(site, "trang.jsonl.gz", [with_page(record(), "9.000777")])
    ran = congbo(site, "import", file, *DAY, "--write")
    assert "trang lưu kèm là của thủ tục 9.000777; để ở dạng dự thảo" in ran.stdout
    assert not procedure(site).public


LIST = [
    ["DANH SÁCH THỦ TỤC"],
    ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực", "Ghi chú"],
    ["9.000001", "Cấp giấy phép nuôi lạc đà.", "Bộ Lạc đà", "Trạm chăn nuôi", "Chăn nuôi lạc đà", "xem lại"],
    ["9.000003", "Đua lạc đà", "Bộ Lạc đà", "Trạm đua\nTrạm y tế", "Thể thao", ""],
    ["chín", "Không có mã", "Bộ Lạc đà", "", "Thể thao", ""],
]


def test_a_list_completes_and_creates_and_tells_rows_that_are_none(site: Path) -> None:
    congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    file = given(site, "danh-sach.xlsx", LIST)
    ran = congbo(site, "import", file, *DAY, "--write", "--report", str(site.parent / "ke.csv"))
    assert ran.returncode == 1
    assert "tạo mới 1, sửa 1, không đổi 0, không nhập 1" in ran.stdout
    report = (site.parent / "ke.csv").read_text("utf-8-sig")
    assert "ô A5" in report
    assert "thiếu mã thủ tục" in report
    made = procedure(site, "9.000003")
    assert made.authority is not None
    assert made.authority.handles == "Trạm đua, Trạm y tế"
    assert {one.where for one in procedure(site).sources} == {"Cơ quan ban hành: Bộ Lạc đà"}
    assert ("Ghi chú", "xem lại") in {(one.what, one.text) for one in procedure(site).unplaced}
    before = tree(site)
    congbo(site, "import", file, *DAY, "--write")
    congbo(site, "import", str(site.parent / "trang.jsonl.gz"), *DAY, "--write")
    assert tree(site) == before


STRUCTURED = {
    "code": "9.000009",
    "name": "Cấp thẻ lạc đà &amp; bướm",
    "category": {"code": "G99", "name": "Chăn nuôi lạc đà"},
    "isProvince": True,
    "isWard": True,
    "proposalNumber": "15/QĐ-BLD",
    "state": "ACTIVE",
    "executionSteps": "Bước 1: Nộp.\nBước 2: Nhận.",
    "executionMethods": {
        "ONLINE": {"processingTime": 3, "processingTimeUnit": "WORKING_DAY", "fees": []},
        "DIRECT": {
            "processingTime": 5,
            "processingTimeUnit": "DAY",
            "fees": [{"amount": 50000, "currency": "VND", "description": "mỗi thẻ"}],
        },
    },
    "executionCases": [
        {
            "name": "Cấp lần đầu",
            "profileComponents": [
                {
                    "name": "Tờ khai",
                    "originalQty": 1,
                    "copyQty": 0,
                    "attachments": [{"name": "to-khai.docx", "url": "https://vi-du.example/to-khai.docx"}],
                }
            ],
        }
    ],
    "legalBasis": [{"code": "13/2020/QH14", "name": "Luật Lạc đà"}],
    "results": [{"name": "Thẻ", "code": "KQ.G99.000002"}],
    "subjectTypes": [{"name": "Công dân Việt Nam"}],
    "requirementsAndConditions": "Không",
    "secretField": {"deep": ["điều lạ"]},
}


@pytest.mark.parametrize("shape", ["as it is", "snake case", "in a list of pages"])
def test_structured_json_is_known_by_the_letters_of_its_keys(site: Path, shape: str) -> None:
    data: Any = STRUCTURED
    if shape == "snake case":
        data = _snake(STRUCTURED)
    if shape == "in a list of pages":
        data = {"data": {"content": [STRUCTURED], "total": 1}}
    ran = congbo(site, "import", given(site, "thu-tuc.json", data), *DAY, "--write")
    assert ran.returncode == 0, ran.stdout
    made = procedure(site, "9.000009")
    assert (made.name, made.level) == ("Cấp thẻ lạc đà & bướm", "Cấp tỉnh, Cấp xã")
    assert [
        (one.method, str(one.processing_time.plain if one.processing_time else "")) for one in made.channels
    ] == [
        ("trực tuyến", "3 ngày làm việc"),
        ("trực tiếp", "5 ngày"),
    ]
    assert made.channels[1].fees is not None
    assert [(one.amount, one.note) for one in made.channels[1].fees] == [(50000, "mỗi thẻ")]
    assert made.cases[0].dossier[0].forms[0].address == "https://vi-du.example/to-khai.docx"
    assert "điều lạ" in {one.text for one in made.unplaced}
    assert "mã HTML thành chữ" in ran.stdout


PORTAL = {  # the shape of the portal's own answers
    "id": "0199-aa", "code": "9.000009", "name": "Cấp thẻ lạc đà", "decisionNo": "15/QĐ-BLD", "isWard": True,
    "categoriesDetails": [{"id": "1", "name": "Chăn nuôi lạc đà"}],
    "executionSteps": [{"name": "Bước 1", "description": "Nộp."}, {"name": "", "description": "Nhận."}],
    "executionMethods": [
        {"submissionMethod": "DIRECT_AND_ONLINE", "processingTime": 3, "processingTimeUnit": "WORKING_DAY",
         "fees": [{"value": 0, "currencyName": "Việt Nam Đồng", "description": "Theo Nghị quyết 09/2025"}]},
        {"submissionMethod": "POSTAL", "processingTime": 5, "processingTimeUnit": "DAY",
         "fees": [{"value": 50000, "currencyName": "Việt Nam Đồng"}]},
    ],
    "executionCases": [{"name": "Giấy tờ phải nộp", "profileComponents": [
        {"name": "Tờ khai", "originalQty": 1, "copyQty": 0, "required": True,
         "attachments": [{"id": "f1", "fileName": "to-khai.docx"}]}]}],
    "legalBasisesDetails": [{"id": "2", "code": "13/2020/QH14", "name": "Luật Lạc đà"}],
    "resultsDetails": [{"name": "Thẻ", "code": "KQ.G99.000002"}],
    "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
    "departmentsExecuting": [{"name": "Trạm chăn nuôi"}], "updatedAt": 1767225600000,
}  # fmt: skip
TABLES = {  # tables of the page as rows, the keys their heads
    "ma_so": "9.000009", "ma_thu_tuc": "9.000009", "ten_thu_tuc": "Cấp thẻ lạc đà",
    "linh_vuc": "Chăn nuôi lạc đà", "so_quyet_dinh": "15/QĐ-BLD", "co_quan_thuc_hien": "Trạm chăn nuôi",
    "trinh_tu_thuc_hien": ["Bước 1: Nộp.", "Nhận."], "doi_tuong_thuc_hien": ["Công dân Việt Nam"],
    "cach_thuc_thuc_hien": [
        {"Hình thức nộp": "Trực tiếp", "Thời hạn giải quyết": "03 Ngày làm việc", "Phí, lệ phí": ""},
        {"kenh": "truc_tuyen", "thoi_han": "03 ngày làm việc"},
        {"kenh": "Dịch vụ bưu chính", "thoi_han": "5 Ngày", "phi_vnd": 50000},
    ],
    "thanh_phan_ho_so": [{"Tên giấy tờ": "Tờ khai", "Mẫu đơn, tờ khai": "to-khai.docx",
                          "Số lượng": "Bản chính: 1 Bản sao: 0"}],
    "can_cu_phap_ly": [{"Số ký hiệu": "13/2020/QH14", "Trích yếu": "Luật Lạc đà"}],
    "ket_qua_thuc_hien": [{"ten": "Thẻ", "ma": "KQ.G99.000002"}],
}  # fmt: skip


@pytest.mark.parametrize("shape", [{"data": PORTAL}, {"data": {"rows": [PORTAL], "total": 1}}, TABLES])
def test_the_shapes_in_which_crawlers_keep_the_portal_give_the_same_record(site: Path, shape: Any) -> None:
    ran = congbo(site, "import", given(site, "thu-tuc.json", shape), *DAY, "--write")
    assert ran.returncode == 0, ran.stdout
    made = procedure(site, "9.000009")
    ways = [(one.method, one.processing_time.plain if one.processing_time else "") for one in made.channels]
    assert sorted(map(str, (f"{way} {limit}" for way, limit in ways))) == [
        "bưu chính 5 ngày", "trực tiếp 3 ngày làm việc", "trực tuyến 3 ngày làm việc",
    ]  # fmt: skip
    assert made.steps == ("Bước 1: Nộp.", "Nhận.")
    assert [(one.name, one.originals, one.copies) for one in made.dossier] == [("Tờ khai", 1, 0)]
    assert made.dossier[0].forms[0].name == "to-khai.docx"
    assert [(one.number, one.subject) for one in made.legal_basis] == [("13/2020/QH14", "Luật Lạc đà")]
    assert [(one.name, one.code) for one in made.results] == [("Thẻ", "KQ.G99.000002")]
    assert [one.number for one in made.published_by] == ["15/QĐ-BLD"]
    assert made.authority is not None
    assert (made.authority.handles, made.applicants) == ("Trạm chăn nuôi", ("Công dân Việt Nam",))
    (postal,) = (one for one in made.channels if one.method == "bưu chính")
    assert postal.fees is not None
    assert [one.amount for one in postal.fees] == [50000]
    texts = [item.text for one in made.channels for item in one.fees or () if one.method != "bưu chính"]
    assert set(texts) <= {"0 Việt Nam Đồng (Theo Nghị quyết 09/2025)"}, (
        "no fee that a note refers to is nothing"
    )


def _snake(value: Any) -> Any:
    if isinstance(value, dict):
        return {_snake_key(key): _snake(inside) for key, inside in value.items()}
    return [_snake(one) for one in value] if isinstance(value, list) else value


def _snake_key(key: str) -> str:
    return key if key.isupper() else "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in key)


DOCUMENTS = (
    "STT,Số ký hiệu,Ngày ban hành,Trích yếu,Cơ quan ban hành\n"
    "1,12/QĐ-BLD,05/03/2026,V/v nuôi lạc đà,Bộ Lạc đà\n"
    "2,13/QĐ-BLD,,Không có ngày,Bộ Lạc đà\n"
    "3,14/QĐ-XYZ,31/02/2026,Ngày không có thật,Bộ Lạ\n"
)


def test_a_list_of_documents_makes_records_of_what_is_whole(site: Path) -> None:
    file = given(site, "van-ban.csv", DOCUMENTS)
    ran = congbo(site, "import", file, "--write")
    assert ran.returncode == 1
    assert "tạo mới 1, sửa 0, không đổi 0, không nhập 2" in ran.stdout
    assert "thiếu ngày ban hành" in ran.stdout
    assert "không có cơ quan “Bộ Lạ” trong records/organisations" in ran.stdout
    (made,) = (one for one in read_site(site).records if isinstance(one, Document))
    assert (made.path, str(made.issued)) == ("records/decisions/2026/12-QD-BLD-2026.md", "2026-03-05")
    assert made.subject == "về việc nuôi lạc đà"
    before = tree(site)
    assert "không đổi 1" in congbo(site, "import", file, "--write").stdout
    assert tree(site) == before


ASKED = ("--form", "ii06a-vpcp", "--organisation", "BLD", "--period", "2026-01-01..2026-06-30")


def test_rows_of_a_form_become_a_filled_form_with_its_table(site: Path) -> None:
    form = shipped()["ii06a-vpcp"]
    heads = [line.label for line in form.lines] + [column.full_name for column in form.columns]
    file = given(site, "bieu.xlsx", [["BIỂU"], heads, [1, "Cả bộ", *(0 for _ in form.columns)]])
    ran = congbo(site, "import", file, *ASKED, "--write")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (made,) = (one for one in read_site(site).records if isinstance(one, Observation))
    assert made.path == "records/observations/2026/ii06a-vpcp-bld-2026-01-01-2026-06-30.md"
    assert [row.label for row in made.rows] == ["Cả bộ"]
    before = tree(site)
    assert "không có gì đổi" in congbo(site, "import", file, *ASKED, "--write").stdout
    assert tree(site) == before
    given(site, "bieu.xlsx", [heads, [1, "Khác", *(1 for _ in form.columns)]])
    assert "với nội dung khác" in congbo(site, "import", file, *ASKED, "--write").stderr
    assert tree(site) == before


def test_every_command_of_the_guide_does_what_the_guide_says(site: Path) -> None:
    """In the order of the guide, on files of the names that it uses."""
    (guide,) = (page.body for page in shipped_pages.pages() if page.path == "docs/huong-dan/nhap.md")
    commands = re.findall(r"^ *(congbo (?!check).+)$", guide, re.MULTILINE)
    assert [command.split()[2] for command in commands] == ["tai-ve/thu-tuc.jsonl.gz"] * 3 + [
        "bieu-6-thang.xlsx"
    ]
    form = shipped()["ii06a-vpcp"]
    heads = [line.label for line in form.lines] + [column.full_name for column in form.columns]
    own = site / "records/organisations" / f"{EXAMPLE.symbol}.md"
    own.write_text(f"---\nname: {EXAMPLE.name}\n---\n", "utf-8")
    (site / "tai-ve").mkdir()
    Path(given(site, "thu-tuc.jsonl.gz", [record()])).rename(site / "tai-ve/thu-tuc.jsonl.gz")
    Path(given(site, "bieu-6-thang.xlsx", [heads, [1, "Cả sở", *(0 for _ in form.columns)]])).rename(
        site / "bieu-6-thang.xlsx"
    )
    done = [congbo(site, *shlex.split(command)[1:]) for command in commands]
    assert [one.returncode for one in done] == [0] * len(commands), [one.stdout + one.stderr for one in done]
    assert all("chưa ghi gì" in one.stdout for one in done[:2])
    assert (site / "ke.csv").read_text("utf-8-sig").count("9.000001")
    assert procedure(site).imported[0].on.isoformat() == "2026-11-20"
    assert [type(one) for one in read_site(site).records].count(Observation) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (ASKED, "không tìm thấy dòng tiêu đề"),
        ((*ASKED[:3], "LẠ", *ASKED[4:]), "không có cơ quan “LẠ”"),
        ((*ASKED[:5], "2026"), "--form cần đi cùng"),
        ((*ASKED[:5], "2026-02-31..2026-06-30"), "hai ngày có thật"),
        (("--form", "la", *ASKED[2:]), "không có biểu “la”"),
    ],
)
def test_a_form_that_cannot_be_filled_is_told(site: Path, options: tuple[str, ...], said: str) -> None:
    before = tree(site)
    ran = congbo(
        site, "import", given(site, "bieu.xlsx", [["Nội dung", "Cột lạ"], ["Lạc đà", 3]]), *options, "--write"
    )
    assert ran.returncode != 0
    assert said in ran.stdout + ran.stderr
    assert tree(site) == before


def test_a_gap_between_rows_and_a_formula_without_a_value_are_no_accident(site: Path) -> None:
    rows = [*LIST[:3], [], ["=1+1", "=A1", "", "", "Thể thao"]]
    ran = congbo(site, "import", given(site, "danh-sach.xlsx", rows))
    assert "công thức không có giá trị được lưu" in ran.stdout


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 40_000_000)
    return out.getvalue()


def _word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def test_a_folder_is_no_file_and_is_told_what_it_holds(site: Path) -> None:
    given(site, "trang.jsonl.gz", [record()])
    ran = congbo(site, "import", str(site.parent), "--write")
    assert ran.returncode == 2
    assert "là một thư mục" in ran.stderr
    assert "trang.jsonl.gz" in ran.stderr


def test_the_head_of_a_table_is_looked_for_on_every_sheet(site: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Bìa"])
    for row in LIST:
        book.create_sheet("Danh sách") if len(book.worksheets) == 1 else None
        book["Danh sách"].append(row)
    book.save(site.parent / "hai.xlsx")
    ran = congbo(site, "import", str(site.parent / "hai.xlsx"), *DAY)
    assert "tạo mới 2" in ran.stdout
    assert "trang tính “Danh sách”" in ran.stdout
    for row in LIST:
        book.create_sheet("Cũ") if len(book.worksheets) == 2 else None
        book["Cũ"].append(row)
    book.save(site.parent / "hai.xlsx")
    ran = congbo(site, "import", str(site.parent / "hai.xlsx"), *DAY)
    assert "“Cũ” cũng có bảng, chưa nhập: thêm --sheet" in ran.stdout


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bom.xlsx", _bomb(), "giải nén ra quá lớn"),
        ("cu.xls", b"\xd0\xcf\x11\xe0", "không đọc loại tệp này"),
        ("rong.json", "", "tệp trống"),
        ("hong.json", '{"a": ', "không phải JSON: hỏng ở dòng 1"),
        ("utf16.json", "{}".encode("utf-16"), "UTF-16"),
        ("latin.csv", "Mã số,Tên\n1,Lạc đà".encode("cp1258", "replace"), "phải là văn bản UTF-8"),
        ("sau.json", "[" * 100_000, "lồng quá sâu"),
        ("la.json", '[{"x": 1}]', "không mục nào có mã và tên thủ tục"),
        ("dut.jsonl.gz", gzip.compress(b"{}" * 50, mtime=0)[:-9], "tệp nén bị hỏng"),
        ("trang.html", "<html></html>", "bên trong là trang web"),
        ("khong.json", '{"data": {"rows": []}}', "không có mục nào"),
        ("trang.json", "<!DOCTYPE html><p>", "bên trong là trang web"),
        ("van-ban.docx", b"PK\3\4", "không đọc loại tệp này"),
        ("to.pdf", b"%PDF-1.7", "không đọc loại tệp này"),
        ("doi-ten.xlsx", b"%PDF-1.7", "bên trong là PDF"),
        ("rong.xlsx", b"", "tệp trống"),
        ("rong.csv", b"", "tệp trống"),
        ("khoa.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu"),
        ("doi-ten-cu.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "Excel đời cũ"),
        ("van-ban.xlsx", _word(), "bên trong là tệp Word"),
    ],
    ids=lambda one: one if isinstance(one, str) and "." in one[:12] else "",
)
def test_a_file_that_cannot_be_read_is_refused_in_words(site: Path, name: str, data: Any, said: str) -> None:
    before = tree(site)
    ran = congbo(site, "import", given(site, name, data), "--write")
    assert ran.returncode == 2
    assert said in ran.stderr
    assert tree(site) == before


def test_a_bad_line_does_not_stop_the_others(site: Path) -> None:
    text = f"{json.dumps(record())}\n{{hỏng\n[1]\n{json.dumps(record('9.000002'))}\n"
    ran = congbo(site, "import", given(site, "trang.jsonl", text), *DAY)
    assert "tạo mới 2" in ran.stdout
    assert "dòng 2" in ran.stdout
    assert "dòng 3" in ran.stdout


def test_nothing_is_imported_beside_a_record_that_cannot_be_read(site: Path) -> None:
    (site / "records/procedures").mkdir()
    (site / "records/procedures/hong.md").write_text("---\nname:\n---\n", encoding="utf-8")
    ran = congbo(site, "import", given(site, "trang.jsonl.gz", [record()]), *DAY, "--write")
    assert ran.returncode == 1
    assert "không đọc được, nên chưa nhập gì" in ran.stderr
