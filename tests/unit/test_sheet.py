"""The page of a procedure with many cases: which is mine, what to bring, how long, how much, where next."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from congbo.pages.cut_pages import booklet as booklet_pages
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.pages.sheet import Sheet
from congbo.records.procedures import Procedure
from congbo.records.register import Register
from congbo.reports.site import Site
from many_cases import CHOSEN, ID, LONG, SITUATIONS, many_cases
from sample import field, organisation, procedure

LEVELS = [{"value": "Cấp huyện"}, {"value": "Cấp xã", "since": "2026-01-01"}]
RECORDS = [field("ho-tich"), organisation("XA", name="Ủy ban nhân dân xã"), organisation("MOT-CUA")]


def pages(record: Procedure) -> Pages:
    return Pages(Site(Path(), Register([*RECORDS, record]), (), (), ()), date(2026, 6, 1))


def html(record: Procedure) -> str:
    made = pages(record)
    return Renderer(made).page(made.of(record))


def booklet(record: Procedure) -> str:
    made = pages(record)
    (page,) = booklet_pages(made, made.register.fields["ho-tich"])
    return Renderer(made).page(page)


def sheet(**keys: Any) -> Sheet:
    record = procedure("p1", **{"field": "ho-tich", **keys})
    made = pages(record)
    return made.sheet(made.procedures_on_day["p1"])


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture(scope="module")
def page() -> str:
    return html(many_cases())


def test_what_differs_by_case_is_said_so_at_the_top(page: str) -> None:
    top = text(page[: page.index('id="truong-hop"')])
    for told in (
        "Bao lâu 03 đến 10 ngày làm việc, tuỳ trường hợp từ khi nhận đủ giấy tờ",
        "Không thu hoặc 10.000 đồng đến 20.000 đồng, tuỳ trường hợp và cách nộp",
        "Mang theo gì 13 loại giấy tờ , 01 bộ",
        "Trường hợp 08 trường hợp, chọn trường hợp của bạn",
        "Trực tuyến, trực tiếp và bưu chính, tuỳ trường hợp; trực tuyến (một phần, phải có mặt)",
        "Thông báo kết quả; Giấy xác nhận của đơn vị, tuỳ trường hợp",
    ):
        assert told in top
    assert (
        "Ví dụ: bắt đầu tính từ" not in top
    )  # of one limit among several, it would be an example of the wrong one


def test_a_case_is_chosen_from_a_list_of_links_to_each(page: str) -> None:
    chooser = page[
        page.index('<nav class="cb-choice') : page.index("</nav>", page.index('<nav class="cb-choice'))
    ]
    links = re.findall(r'href="#([^"]+)">([^<]+)<', chooser)
    assert links == [
        *((f"truong-hop-{id_}", name) for id_, name in SITUATIONS.items()),
        ("moi-truong-hop", "Xem mọi trường hợp"),
    ]
    ids = re.findall(r'id="([^"]+)"', page)
    assert {target for target, _ in links} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_case_tells_its_own_limit_and_fees_and_leads_to_the_common_papers(page: str) -> None:
    start = page.index(f'id="{CHOSEN}"')
    own = text(page[start : page.index("</section>", start)])
    for told in (
        "Người có hợp đồng hoặc được cho ở nhờ.",
        "Bao lâu 10 ngày làm việc từ khi nhận đủ giấy tờ",
        "Bao nhiêu tiền 10.000 đồng đến 20.000 đồng, tuỳ cách nộp",
        "Mang theo gì 13 loại giấy tờ, 01 bộ",
        "Mẫu số 02: Bản khai diện tích (chưa có tệp)",
        "Nộp cùng 02 loại giấy tờ chung của mọi trường hợp",
    ):
        assert told in own
    assert page.count('type="checkbox"') == 2 + 8 * 11


def test_no_number_of_papers_is_never_told_as_none_needed(page: str) -> None:
    assert "0 bản" not in page.replace("10 bản", "").replace("20 bản", "")
    assert text(page).count("Không ghi số bản") == 8 * 2
    assert "Ảnh chân dung 02 bản sao" in text(page)


def test_the_next_step_is_a_link_with_the_day_on_which_it_was_tried(page: str) -> None:
    start = page.index('<ul class="cb-actions"')
    steps = page[start : page.index("</ul>", start)]
    assert re.findall(r'href="([^"]+)"', steps) == [
        "https://nop.example/",
        "https://bieu-mau.example/01.docx",
        "tel:19001234",
    ]
    assert text(steps).split("> ")[-1] == (
        "Nộp hồ sơ trực tuyến nop.example, kiểm tra ngày 30/05/2026 Tải mẫu đơn"
        " kiểm tra ngày 20/05/2026 Tổng đài: 1900 1234 chưa kiểm tra"
    )
    assert "Chưa có nơi tra cứu hồ sơ đã nộp." in text(page)


def test_what_the_source_says_is_kept_and_told_where_it_comes_from(page: str) -> None:
    told = text(page)
    for words in (
        "Được công bố tại 1523/QĐ-MAU (chưa rõ ngày ban hành)",
        "Phần nguồn ghi mà chưa xếp được vào mục nào Mô tả Một câu của nguồn không thuộc mục nào.",
        "Nhập từ nguồn Cổng để thử, mã 9.999999, tệp ngày 01/05/2026",
        "Đã sửa tay sau khi nhập Yêu cầu, điều kiện; Thẩm quyền",
        "Trang gốc https://nguon.example/thu-tuc (chưa kiểm tra)",
        "Vì sao trực tuyến chỉ một phần: phải có mặt (Điều 14)",
        "Mẫu số 01: Tờ khai nơi ở (kiểm tra ngày 20/05/2026)",
        "Nơi hướng dẫn, hỗ trợ Cơ quan MOT-CUA",
        "Cơ quan phối hợp Trạm y tế xã",
        "Điểm tiếp nhận lưu động, thứ bảy",
        "Loại thủ tục TTHC được luật giao quy định chi tiết",
        "mã KQ.X00.000003",
    ):
        assert words in told, words
    assert "<details" in page[: page.index("Người thuộc diện được miễn")].rpartition("<p")[0][-120:]


def test_a_service_in_part_without_a_reason_says_that_it_is_not_known() -> None:
    assert "Vì sao trực tuyến chỉ một phần: chưa ghi lý do" in text(
        html(procedure("p1", field="ho-tich", online_level=[{"value": "một phần"}]))
    )
    assert "Vì sao trực tuyến" not in html(
        procedure("p1", field="ho-tich", online_level=[{"value": "toàn trình"}])
    )


def test_a_procedure_without_cases_asks_for_no_choice() -> None:
    plain = html(many_cases(cases=[]))
    assert "truong-hop" not in plain
    assert "cases.js" not in plain
    assert "Trước khi bắt đầu: giấy tờ cần chuẩn bị" in plain


def test_one_case_alone_is_shown_and_asks_for_no_choice() -> None:
    only = html(many_cases(cases=[{"id": "a", "name": "Cấp lại"}]))
    assert "cb-choice" not in only
    assert "data-unchosen" not in only
    assert 'id="truong-hop-a"' in only


def test_a_booklet_holds_every_case_under_ids_of_its_own() -> None:
    bound = booklet(many_cases())
    assert all(f'id="{ID}-truong-hop-{id_}"' in bound for id_ in SITUATIONS)
    assert "data-cases" not in bound
    ids = re.findall(r'id="([^"]+)"', bound)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', bound))
    assert targets <= set(ids)


def test_a_version_shows_the_cases_of_its_day_without_boxes() -> None:
    record = many_cases(
        cases=[
            {"value": [{"id": "a", "name": "Trường hợp cũ"}]},
            {"value": [{"id": "b", "name": "Trường hợp mới"}], "since": "2026-01-01"},
        ]
    )
    made = pages(record)
    old, new = (Renderer(made).page(made.version(one)) for one in made.versions_of(record))
    assert ("Trường hợp cũ" in old, "Trường hợp mới" in old, "checkbox" in old) == (True, False, False)
    assert ("Trường hợp cũ" in new, "Trường hợp mới" in new) == (False, True)


def test_a_version_tells_its_legal_bases_where_those_changed() -> None:
    bases = [
        {"value": [{"number": "1/2020/NĐ-CP"}]},
        {"value": [{"number": "2/2026/NĐ-CP"}], "since": "2026-01-01"},
    ]
    changed, same = (many_cases(**keys, level=LEVELS) for keys in ({"legal_basis": bases}, {}))
    made, plain = pages(changed), pages(same)
    old, new = (Renderer(made).page(made.version(one)) for one in made.versions_of(changed))
    assert ("1/2020/NĐ-CP" in old, "2/2026/NĐ-CP" in old) == (True, False)
    assert ("1/2020/NĐ-CP" in new, "2/2026/NĐ-CP" in new) == (False, True)
    (first, _) = (Renderer(plain).page(plain.version(one)) for one in plain.versions_of(same))
    assert "căn cứ pháp lý" in first
    assert 'id="can-cu"' not in first


@pytest.mark.parametrize(
    ("keys", "papers"),
    [
        ({}, ""),
        ({"dossier": [{"name": "Đơn"}]}, "01 loại giấy tờ"),
        ({"dossier": [{"name": "Đơn"}], "cases": [{"id": "a", "name": "A"}]}, "01 loại giấy tờ"),
        (
            {"cases": [{"id": "a", "name": "A", "dossier": [{"name": "Đơn"}]}, {"id": "b", "name": "B"}]},
            "01 loại giấy tờ, có trường hợp chưa rõ",
        ),
        (
            {
                "dossier": [{"name": "Đơn"}],
                "cases": [{"id": "a", "name": "A", "dossier": [{"name": "Ảnh"}]}, {"id": "b", "name": "B"}],
            },
            "01 đến 02 loại giấy tờ, tuỳ trường hợp",
        ),
    ],
)
def test_papers_are_counted_over_all_cases(keys: dict[str, Any], papers: str) -> None:
    assert sheet(**keys).papers == papers


def test_of_many_applicants_and_results_only_the_first_are_told_where_a_reader_looks_first() -> None:
    many = [f"đối tượng {n}" for n in range(1, 7)]
    told = sheet(applicants=many, results=[f"Giấy {n}" for n in range(1, 7)])
    assert told.applicants == "Đối tượng 1, đối tượng 2, đối tượng 3 và 3 đối tượng khác"
    assert told.results == "Giấy 1; Giấy 2; Giấy 3 và 3 kết quả khác"
    page = text(html(procedure("p1", field="ho-tich", applicants=many)))
    assert "Đối tượng thực hiện Đối tượng 1, đối tượng 2, đối tượng 3, đối tượng 4" in page


def test_a_form_beside_the_record_is_a_download_with_its_type_and_size(tmp_path: Path) -> None:
    record = procedure(
        "p1",
        field="ho-tich",
        dossier=[{"name": "Đơn", "forms": [{"name": "Tờ khai", "file": "Tờ khai.pdf"}]}],
    )
    (folder := tmp_path / "records/procedures/p1.files").mkdir(parents=True)
    (folder / "Tờ khai.pdf").write_bytes(b"%PDF-1.7" + bytes(24_000))
    made = Pages(Site(tmp_path, Register([*RECORDS, record]), (), (), ()), date(2026, 6, 1))
    page = Renderer(made).page(made.of(record))
    (href, about) = re.findall(
        r'<a href="([^"]+)" download>Tờ khai</a> <span class="cb-soft">\(([^)]+)', page
    )[0]
    assert (href, about) == ("../../thu-tuc/p1/mau/T%E1%BB%9D%20khai.pdf", "PDF, 24 KB")


def test_a_body_is_named_once_where_the_source_and_the_record_call_it_the_same() -> None:
    one = sheet(authority={"decides": "Ủy ban nhân dân xã", "decided_by": "XA", "handles": "Công an xã"})
    assert [(who.words, who.ids) for who in one.authority] == [("", ("XA",)), ("Công an xã", ())]


def test_cases_of_one_name_are_told_apart_by_a_paper() -> None:
    told = sheet(
        cases=[
            {
                "id": "a",
                "name": "Sửa nhà",
                "dossier": [{"name": "Bản vẽ nhà do tổ chức có năng lực lập, " * 3}],
            },
            {"id": "b", "name": "Sửa nhà"},
            {"id": "c", "name": "Xây nhà", "dossier": [{"name": "Bản vẽ"}]},
        ]
    )
    hints = [case.hint for case in told.cases]
    assert hints == ["giấy tờ: Bản vẽ nhà do tổ chức có năng lực lập, Bản vẽ nhà do tổ…", "", ""]


@pytest.mark.parametrize(("name", "long"), [("Cấp giấy", False), ("Cấp giấy cho người " * 10, True)])
def test_a_name_as_long_as_a_paragraph_is_set_smaller(name: str, long: bool) -> None:
    assert ('<h1 class="cb-long">' in html(procedure("p1", field="ho-tich", name=name))) == long


def test_steps_that_bring_their_numbers_are_given_no_others() -> None:
    named, plain = (
        html(procedure("p1", field="ho-tich", steps=steps))
        for steps in (["Bước 1: Nộp.", "- Đủ thì nhận."], ["Nộp.", "Nhận."])
    )
    assert ("cb-steps--named" in named, "cb-steps--named" in plain) == (True, False)


def test_of_one_limit_the_moment_is_that_of_the_procedure() -> None:
    limit = {"value": "5", "unit": "ngày"}
    told = sheet(
        processing_time=[{**limit, "counted_from": "nhận đủ hồ sơ"}],
        channels=[{"method": "trực tiếp", "processing_time": {**limit, "counted_from": "nộp hồ sơ"}}],
    )
    assert (told.limit, told.counted_from, told.one_limit) == ("05 ngày", "nhận đủ hồ sơ", True)


WAYS = [{"method": method} for method in ("trực tiếp", "bưu chính")]
FIVE = [{"value": "5", "unit": "ngày làm việc", "note": "Phức tạp thì thêm 10 ngày."}]


def test_ways_that_take_as_long_and_cost_as_much_are_told_once() -> None:
    page = text(html(procedure("p1", field="ho-tich", channels=WAYS, processing_time=FIVE, fees=[])))
    assert "Trực tiếp, bưu chính: 05 ngày làm việc. Phí, lệ phí: chưa rõ." in page
    assert "Thời hạn và phí theo cách nộp" not in page
    apart = [{**WAYS[0], "fee": "10.000 đồng"}, WAYS[1], {"method": "trực tuyến", "description": LONG}]
    page = text(html(procedure("p1", field="ho-tich", channels=apart, processing_time=FIVE)))
    assert "Trực tiếp 05 ngày làm việc 10.000 đồng" in page
    assert "Bưu chính, trực tuyến 05 ngày làm việc Chưa rõ" in page
    assert "Nói thêm về cách nộp trực tuyến" in page


def first(page: str) -> str:
    """What stands before the sections of a page."""
    return text(page[page.index("<h1") : page.index("<section>")])


def test_a_level_that_the_ways_to_file_deny_is_told_as_sure_on_no_first_screen() -> None:
    keys: dict[str, Any] = {"field": "ho-tich", "channels": WAYS, "online_level": [{"value": "toàn trình"}]}
    page = html(procedure("p1", processing_time=FIVE, **keys))
    assert "Trực tiếp và bưu chính; chưa rõ có nộp trực tuyến được không ( nguồn ghi khác nhau )" in first(
        page
    )
    assert "toàn trình" not in first(page).partition("Chỗ nguồn ghi khác nhau")[0]
    assert 'id="chua-khop"' in page
    assert "05 ngày làm việc Phức tạp thì thêm 10 ngày." in first(page)
    keys["channels"] = [*WAYS, {"method": "trực tuyến"}]
    page = first(html(procedure("p1", **keys)))
    assert "Trực tiếp, bưu chính và trực tuyến (toàn trình)" in page
    assert "Chưa có địa chỉ nộp trực tuyến, tệp mẫu đơn, số điện thoại để hỏi và nơi tra cứu" in page


def test_the_telephone_of_who_receives_it_is_the_one_to_call_and_no_other_text_is() -> None:
    for said, steps in (("0260 3862 000", ["tel:02603862000"]), ("hỏi bảo vệ", [])):
        bodies = [
            organisation("M", name="Một cửa", telephone=said, complaints="Thư: sai@mau.example, hộp thư")
        ]
        record = procedure("p1", field="ho-tich", receiving=["M"])
        made = Pages(Site(Path(), Register([*RECORDS, *bodies, record]), (), (), ()), date(2026, 6, 1))
        assert [step.href for step in made.sheet(made.procedures_on_day["p1"]).actions.steps] == steps
        page = Renderer(made).page(made.of(record))
        assert (
            'href="mailto:sai@mau.example?subject=B%C3%A1o%20sai%20trang%20th%E1%BB%A7%20t%E1%BB%A5c%20p1'
            in page
        )
    assert "chưa ghi địa chỉ thư điện tử" in text(html(procedure("p1", field="ho-tich")))


def test_a_plain_name_heads_the_page_which_tells_the_full_one() -> None:
    page = html(procedure("p1", field="ho-tich", name="Thủ tục cấp lại giấy", plain_name="Cấp lại giấy"))
    assert "<h1>Cấp lại giấy</h1>" in page
    assert "Tên đầy đủ Thủ tục cấp lại giấy" in first(page)
    with pytest.raises(ValidationError, match="không quá 60 ký tự"):
        procedure("p1", field="ho-tich", plain_name="a" * 61)


def test_limits_are_given_to_the_script_each_with_its_case_and_told_in_words() -> None:
    made = sheet(
        processing_time=FIVE,
        cases=[
            {"id": "a", "name": "A"},
            {"id": "b", "name": "B", "processing_time": {"value": "1.5", "unit": "ngày"}},
        ],
    )
    assert [(one["case"], one["value"], one["unit"]) for one in json.loads(made.dues_as_data)] == [
        ("truong-hop-a", "5", "ngày làm việc"),
        ("truong-hop-b", "3/2", "ngày"),
    ]
    page = html(procedure("p1", field="ho-tich", processing_time=FIVE))
    assert "Ngày nhận hồ sơ không tính; thứ bảy, chủ nhật và ngày lễ cũng không tính" in text(page)
    assert 'id="hen-tra"' not in html(procedure("p1", field="ho-tich"))
