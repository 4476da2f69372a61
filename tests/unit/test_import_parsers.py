import random
from typing import Any

import pytest
from pages_of_the_portal import OWN_WORD, TABLE, random_record, record, with_page

from congbo.imports.accounting import Ledger, texts_of
from congbo.imports.incoming import Telling
from congbo.imports.national import bases, channels, crawled, dossier, form_names, money, results, steps

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"


def read(parser: Any, text: str) -> tuple[Any, Telling]:
    tell = Telling()
    return parser.read(text, tell), tell


def test_ways_to_file_begin_where_cells_of_time_and_fees_follow_their_name() -> None:
    ways, tell = read(
        channels,
        f"{HEAD}Trực tuyến2 Ngày làm việcMiễn phíNộp Trực tuyến: qua mạng."
        "Trực tiếpKhông có thông tin30,000 VNĐ",
    )
    assert ways.channels == [
        {
            "method": "trực tuyến",
            "processing_time": {"value": 2, "unit": "ngày làm việc"},
            "fees": "không",
            "description": "Nộp Trực tuyến: qua mạng.",
        },
        {"method": "trực tiếp", "fees": [{"label": money.LABEL, "amount": 30000}]},
    ]
    assert not tell.unplaced


def test_what_every_way_says_alike_is_said_once() -> None:
    ways, _ = read(channels, f"{HEAD}Trực tuyến3 ThángMiễn phíDịch vụ bưu chính3 ThángMiễn phí")
    assert ways.processing_time == {"value": 3, "unit": "tháng"}
    assert ways.fees == "không"
    assert ways.channels == [{"method": "trực tuyến"}, {"method": "bưu chính"}]


@pytest.mark.parametrize(
    ("cell", "fees"),
    [
        ("100,000 Việt Nam Đồng(100.000 đồng/giấy)", [{"amount": 100000, "note": "100.000 đồng/giấy"}]),
        ("1,200,000 VNĐ", [{"amount": 1200000}]),
        ("10 USD(10USD/giấy)", [{"amount": 10, "currency": "USD", "note": "10USD/giấy"}]),
        ("2,000 VNĐ(a) một (2.000 đ); b) hai)", [{"amount": 2000, "note": "a) một (2.000 đ); b) hai"}]),
        ("2,000 VNĐ(một (2.000 đ)+ Nộp", [{"amount": 2000, "note": "một (2.000 đ"}]),
        ("Miễn phí(Không thu)", [{"amount": 0, "note": "Không thu"}]),
    ],
)
def test_a_fee_is_amount_currency_and_note(cell: str, fees: list[dict[str, Any]]) -> None:
    ways, tell = read(channels, f"{HEAD}Trực tiếp2 Ngày{cell}")
    assert ways.fees == [{"label": money.LABEL, **one} for one in fees]
    assert not tell.doubts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2 Ngày40 Việt Nam Đồng(40.000đ/giấy)", "40 Việt Nam Đồng (40.000đ/giấy)"),
        ("1250 VNĐ", "1250 VNĐ"),
        (
            "2 NgàyMiễn phí(Mức thu do Hội đồng nhân dân quy định)",
            "Miễn phí (Mức thu do Hội đồng nhân dân quy định)",
        ),
    ],
)
def test_an_amount_that_cannot_be_what_is_charged_stays_text_with_a_doubt(cell: str, text: str) -> None:
    ways, tell = read(channels, f"{HEAD}Trực tiếp{cell}")
    assert ways.fees == [{"label": money.LABEL, "text": text}]
    assert len(tell.doubts) == 1


def test_a_time_without_a_unit_is_left_and_told() -> None:
    ways, tell = read(channels, f"{HEAD}Trực tiếp1Miễn phí")
    assert ways.processing_time is None
    assert tell.unplaced == [
        {"what": "Cách thức thực hiện, trực tiếp: thời gian, nguồn không ghi đơn vị", "text": "1"}
    ]


def test_papers_have_their_numbers_forms_and_cases() -> None:
    papers, _ = read(
        dossier,
        f"--{TABLE}- Tờ khai năm 20241 bản chính"
        "Đơn (01 bản chính);Mẫu số 01.docxPhụ lục 2.pdf0 bản chính,3 bản sao"
        f"* Số lượng hồ sơ: 02 (hai) bộ.1 bản chínhGiấy tờ phải xuất trình:{TABLE}Thẻ1 bản chính"
        f"a) Trường hợp thuê chuồng, hồ sơ gồm:{TABLE}Hợp đồng thuê1 bản chính",
    )
    assert papers.dossier == [
        {"name": "Tờ khai năm 2024", "originals": 1},
        {
            "name": "Đơn (01 bản chính)",
            "originals": 0,
            "copies": 3,
            "forms": [{"name": "Mẫu số 01.docx"}, {"name": "Phụ lục 2.pdf"}],
        },
        {"name": "Thẻ", "originals": 1, "note": "Giấy tờ phải xuất trình"},
    ]
    assert papers.sets == 2
    assert papers.cases == [
        {
            "id": "truong-hop-thue-chuong",
            "name": "Trường hợp thuê chuồng",
            "dossier": [{"name": "Hợp đồng thuê", "originals": 1}],
        }
    ]


def test_headings_that_are_no_cases_never_make_citizens_choose() -> None:
    papers, _ = read(
        dossier, f"Hồ sơ của người bán{TABLE}Thẻ1 bản chínhHồ sơ của người mua{TABLE}Thẻ1 bản chính"
    )
    assert papers.cases == []
    assert [paper["note"] for paper in papers.dossier] == ["Hồ sơ của người bán", "Hồ sơ của người mua"]


def test_where_most_headings_are_cases_the_others_are_too() -> None:
    headings = ("Đăng ký tàu mới", "Đăng ký tàu thuê", "Người giữ tàu hộ", "Lưu ý", "Ai vắng thì nộp thêm")
    papers, _ = read(dossier, "".join(f"{heading}{TABLE}Thẻ1 bản chính" for heading in headings))
    assert [case["name"] for case in papers.cases] == list(headings[:3])
    assert [paper["note"] for paper in papers.dossier] == ["Ai vắng thì nộp thêm"]


def test_proofs_of_who_one_is_are_cases_and_never_asked_of_everybody() -> None:
    headings = ("1. Giấy tờ chứng minh là thợ lặn:", "2. Giấy tờ, tài liệu chứng minh người giữ đèn gồm:")
    papers, _ = read(dossier, "".join(f"{heading}{TABLE}Thẻ1 bản chính" for heading in headings))
    assert not papers.dossier
    assert [case["name"] for case in papers.cases] == [
        "Giấy tờ chứng minh là thợ lặn",
        "Giấy tờ, tài liệu chứng minh người giữ đèn",
    ]


@pytest.mark.parametrize(
    ("text", "name", "files"),
    [
        ("Tờ khai (mẫu TB1)70-Mẫu TB1-Giấy A.doc", "Tờ khai (mẫu TB1)", ["70-Mẫu TB1-Giấy A.doc"]),
        ("Đơn xin;1.MuCT01banhnh (3).doc", "Đơn xin;", ["1.MuCT01banhnh (3).doc"]),
        ("Theo Phụ lục V 5/NĐ-CPPhụ lục V.docx", "Theo Phụ lục V 5/NĐ-CP", ["Phụ lục V.docx"]),
        ("Đơn.Mẫu số 01.docxMẫu số 02 TT 25.docxphụ lục 3.doc", "Đơn.",
         ["Mẫu số 01.docx", "Mẫu số 02 TT 25.docx", "phụ lục 3.doc"]),
        ("Bản vẽ dạng .pdf hoặc giấy", "Bản vẽ dạng .pdf hoặc giấy", []),
    ],
)  # fmt: skip
def test_files_of_forms_are_told_from_the_paper(text: str, name: str, files: list[str]) -> None:
    named = form_names.divided(text)
    assert (named.name, list(named.files)) == (name, files)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Luật Lạc đà năm 202013/2020/QH14", [("13/2020/QH14", "Luật Lạc đà năm 2020")]),
        ("Nghị định 5/2012/NĐ-CP5/2012/NĐ-CPLuật X7/2011/QH13",
         [("5/2012/NĐ-CP", "Nghị định 5/2012/NĐ-CP"), ("7/2011/QH13", "Luật X")]),
        ("Luật CỏLuật số 3/2024/QH155/2025/TT-NHNNsố 5/2025/TT-NHNN",
         [("3/2024/QH15", "Luật Cỏ"), ("5/2025/TT-NHNN", "5/2025/TT-NHNN")]),
        ("Về phí25/2021/TT-BTCQUY ĐỊNH KHÁC1/2020/TT-BCA",
         [("25/2021/TT-BTC", "Về phí"), ("1/2020/TT-BCA", "QUY ĐỊNH KHÁC")]),
        ("Bộ Tư pháp.18/2026/NĐ-CP Thông tư khác2/2020/TT-BTP",
         [("18/2026/NĐ-CP", "Bộ Tư pháp."), ("2/2020/TT-BTP", "Thông tư khác")]),
        ("Sửa đổi bởi Nghị định số 07/2025/NĐ-CP280/2025/NĐ-CPquy định khác4/2020/NĐ-CP",
         [("280/2025/NĐ-CP", "Sửa đổi bởi Nghị định số 07/2025/NĐ-CP"), ("4/2020/NĐ-CP", "quy định khác")]),
        ("Thông tư số 53/2025/TT-BCAngày 01/7/2025 sửa Thông tư 5/2021/TT-BCA.53/2025/TT-BCA",
         [("53/2025/TT-BCA", "Thông tư số 53/2025/TT-BCAngày 01/7/2025 sửa Thông tư 5/2021/TT-BCA.")]),
    ],
)  # fmt: skip
def test_bases_are_divided_where_a_number_ends_a_row(text: str, rows: list[tuple[str, str]]) -> None:
    found, tell = read(bases, bases.HEAD + text)
    assert [(one["number"], one.get("subject", "")) for one in found] == rows
    assert not tell.unplaced


def test_results_have_codes_and_the_page_around_them_is_no_result() -> None:
    found, tell = read(
        results, "Giấy phépMã: KQ.G15.000048văn bản từ chốiMã: dsfasTừ khóalạc đàMô tảĐể nuôi."
    )
    assert found.results == [
        {"name": "Giấy phép", "code": "KQ.G15.000048"},
        {"name": "văn bản từ chối", "code": "dsfas"},
    ]
    assert found.keywords == ["lạc đà"]
    assert tell.unplaced == [{"what": "Mô tả", "text": "Để nuôi."}]


def test_lines_go_with_the_step_they_stand_under() -> None:
    assert steps.read("a) Bước 1: Nộp.\n- Tại trạm.\nb) Bước 2: Nhận.") == [
        "a) Bước 1: Nộp.\n- Tại trạm.",
        "b) Bước 2: Nhận.",
    ]
    assert steps.read("Nộp đơn.\nNhận giấy.") == ["Nộp đơn.", "Nhận giấy."]


def test_a_page_saved_under_another_code_is_told() -> None:
    assert crawled.read(record(), "dòng 1").foreign == ""
    told = crawled.read(with_page(record(), "9.000777"), "dòng 1").foreign
    assert told == "mã là 9.000001 nhưng trang lưu kèm là của thủ tục 9.000777"


def test_the_ledger_tells_each_word_that_no_value_holds() -> None:
    ledger = Ledger.of(["Giấy phép nuôi lạc đà", "Trạm thú y"], ["1 bản chính"])
    assert ledger.lost("Giấy phép nuôi lạc đà1 bản chínhTrạm thú y") == []
    assert ledger.lost("Giấy phép nuôi lạc đà và lừa. Trạm thú y") == ["và lừa"]


@pytest.mark.parametrize("seed", range(60))
def test_no_word_of_any_page_is_lost(seed: int) -> None:
    """Whatever the parsers make of a page, each of its own words is in a value or in what is unplaced."""
    page = random_record(random.Random(seed), f"9.{seed:06d}")
    found = crawled.read(page, "dòng 1")
    held = set(OWN_WORD.findall(" ".join(texts_of(found.values)).casefold()))
    assert set(OWN_WORD.findall(page["raw_text"].casefold())) - held == set()
    assert found.lost == ()


def test_a_fee_whose_note_has_the_title_of_the_next_part_is_whole() -> None:
    row = "1 Ngày10,000 VNĐ(Căn cứ pháp lý: Thông tư 1/2016/TT-BTC.)"
    table = f"Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến{row}Trực tiếp{row}"
    before, _, behind = table.partition("Căn cứ pháp lý")
    made = crawled.read(record(cach_thuc_thuc_hien=before, can_cu_phap_ly=behind, raw_text=""), "").values
    assert [one["method"] for one in made["channels"]] == ["trực tuyến", "trực tiếp"]
    (fee,) = made["fees"][0]["items"]
    assert (fee["amount"], fee["note"]) == (10_000, "Căn cứ pháp lý: Thông tư 1/2016/TT-BTC.")
    assert "legal_basis" not in made


@pytest.mark.parametrize(
    ("row", "papers", "note", "left"),
    [
        ("Đối với con nuôi:0 bản chínhGiấy khai sinh1 bản chính", ["Giấy khai sinh"], "Đối với con nuôi", ""),
        ("Đối với tổ chức:0 bản chính", [], "", "Đối với tổ chức:"),
        ("Trường hợp gửi bưu chính thì gửi bản sao.0 bản chính", [], "", "Trường hợp gửi bưu chính thì gửi"),
        ("Đối với con: giấy khai sinh0 bản chính,1 bản sao", ["Đối với con: giấy khai sinh"], "", ""),
    ],
)  # fmt: skip
def test_a_row_that_only_says_for_whom_is_no_paper(row: str, papers: list[str], note: str, left: str) -> None:
    text = f"--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính{row}"
    made = crawled.read(record(thanh_phan_ho_so=text, raw_text=""), "").values
    assert [one["name"] for one in made["dossier"]] == ["Tờ khai", *papers]
    assert made["dossier"][-1].get("note", "") == note
    kept = "".join(one["text"] for one in made.get("unplaced", []))
    assert left in kept
    assert bool(left) == bool(kept)


def test_the_number_of_a_form_stays_in_the_name_of_its_file() -> None:
    assert form_names.divided("Tờ khai.Mẫu 03.TT41.doc").files == ("Mẫu 03.TT41.doc",)
    assert form_names.divided("Mẫu 03.TT41.doc").files == ("Mẫu 03.TT41.doc",)
    named = form_names.divided("Đề nghị theo Phụ lục số 02.Phụ lục số 02.docx")
    assert (named.name, named.files) == ("Đề nghị theo Phụ lục số 02.", ("Phụ lục số 02.docx",))
