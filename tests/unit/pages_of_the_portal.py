"""Invented pages of the national portal, in the shape in which crawlers save them."""

import itertools
import random
import re
from typing import Any

TABLE = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
TAIL = (
    "Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành"
    "-- Chọn Bộ ngành --Đơn vị-- Chọn Cơ sở --Nộp hồ sơ"
)
LABELS = (
    ("ten_thu_tuc", "Tên thủ tục"),
    ("ma_thu_tuc", "Mã thủ tục"),
    ("so_quyet_dinh", "Số quyết định"),
    ("cap_thuc_hien", "Cấp thực hiện"),
    ("loai_thu_tuc", "Loại thủ tục"),
    ("linh_vuc", "Lĩnh vực"),
    ("doi_tuong_thuc_hien", "Đối tượng thực hiện"),
    ("co_quan_co_tham_quyen", "Cơ quan có thẩm quyền"),
    ("dia_chi_tiep_nhan", "Địa chỉ tiếp nhận HS"),
    ("co_quan_duoc_uy_quyen", "Cơ quan được ủy quyền"),
    ("co_quan_phoi_hop", "Cơ quan phối hợp"),
    ("thu_tuc_lien_quan", "Thủ tục hành chính liên quan"),
    ("trinh_tu_thuc_hien", "Trình Tự Thực Hiện "),
    ("cach_thuc_thuc_hien", "Cách Thức Thực Hiện"),
    ("thanh_phan_ho_so", "Thành phần hồ sơ"),
    ("can_cu_phap_ly", "Căn cứ pháp lý"),
    ("co_quan_thuc_hien", "Cơ quan thực hiện"),
    ("yeu_cau_dieu_kien", "Yêu cầu, điều kiện thực hiện"),
    ("ket_qua_xu_ly", "Kết quả xử lý"),
)


def with_page(record: dict[str, str], code: str = "") -> dict[str, str]:
    """Return a record with the text of its page; `code` is that of another page, saved by mistake."""
    page = "".join(f"{label}{code if code and key == 'ma_thu_tuc' else record[key]}" for key, label in LABELS)
    return {**record, "raw_text": f"{record['ten_thu_tuc']} {page}"}


def record(code: str = "9.000001", **changed: str) -> dict[str, str]:
    """Return a saved page of a procedure that nobody has."""
    made = {
        "ma_thu_tuc": code,
        "detail_url": f"https://vi-du.example/thu-tuc/{code}",
        "formality_id": f"id-{code}",
        "ten_thu_tuc": "Cấp giấy phép nuôi lạc đà",
        "so_quyet_dinh": "12/QĐ-BLD",
        "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
        "loai_thu_tuc": "Loại khác",
        "linh_vuc": "Chăn nuôi lạc đà",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Cán bộ, công chức, Tổ chức (không gồm doanh nghiệp, HTX)",
        "co_quan_co_tham_quyen": "",
        "dia_chi_tiep_nhan": "Số 1 phố Sa Mạc",
        "co_quan_duoc_uy_quyen": "",
        "co_quan_phoi_hop": "Trạm thú y",
        "thu_tuc_lien_quan": "Không có thông tin",
        "trinh_tu_thuc_hien": "Bước 1: Nộp hồ sơ.\n- Nộp tại trạm.\nBước 2: Nhận kết quả.",
        "cach_thuc_thuc_hien": (
            "Hình thức nộpThời gianPhí, lệ phíMô tả"
            "Trực tuyến2 Ngày làm việcMiễn phíNộp qua mạng."
            "Trực tiếp5 Ngày làm việc100,000 Việt Nam Đồng(100.000 đồng/giấy)Nộp tại trạm."
        ),
        "thanh_phan_ho_so": (
            f"--{TABLE}Tờ khai nuôi lạc đàMẫu số 01.docx1 bản chínhẢnh lạc đà;0 bản chính,3 bản sao"
            f"Trường hợp nuôi từ hai con{TABLE}- Cam kết về cỏ năm 20241 bản chính"
        ),
        "can_cu_phap_ly": (
            "Tên văn bản pháp lýMã văn bảnLuật Lạc đà năm 202013/2020/QH14"
            "Thông tư quy định mức thu phí nuôi lạc đà7/2021/TT-BTC"
        ),
        "co_quan_thuc_hien": "Trạm chăn nuôi",
        "yeu_cau_dieu_kien": "Có cỏ.",
        "ket_qua_xu_ly": f"Giấy phép nuôi lạc đàMã: KQ.G99.000001{TAIL}",
    }
    return with_page({**made, **changed})


OWN_WORD = re.compile(r"vx[a-j]+x", re.IGNORECASE)
"""What a word looks like that stands on one random page once, and in no label."""


def random_record(rng: random.Random, code: str) -> dict[str, str]:
    """Return a saved page of parts put together by chance, as editors of the portal fill them in."""
    made = itertools.count()

    def words(least: int = 2, most: int = 9) -> str:
        own = (
            "".join("abcdefghij"[int(digit)] for digit in str(next(made)))
            for _ in range(rng.randint(least, most))
        )
        return " ".join(f"vx{one}x" for one in own).capitalize()

    def end() -> str:
        return rng.choice((";", ".", "", ":", " 2024", ")", "…"))

    def channel() -> str:
        time = rng.choice(("3 Ngày làm việc", "15 Ngày", "2 Tháng", "8 Giờ", "1", "Không có thông tin"))
        fee = rng.choice(
            ("Miễn phí", "Không có thông tin", "30,000 Việt Nam Đồng", f"10 USD({words()})",
             f"40 VNĐ({words()}",
             f"1,200,000 Việt Nam Đồng(a) {words()} (1.200.000 đồng); b) {words()})", f"Miễn phí({words()})")
        )  # fmt: skip
        method = rng.choice(("Trực tuyến", "Trực tiếp", "Dịch vụ bưu chính"))
        return f"{method}{time}{fee}{rng.choice(('', '- '))}{words()}{end()}"

    def paper() -> str:
        file = "".join(
            rng.choice((f"Mẫu số {n:02d}.docx", f"Phụ lục {n}.pdf", "")) for n in range(rng.randint(0, 2))
        )
        count = rng.choice(("1 bản chính", "0 bản chính,1 bản sao", "0 bản chính", "2 bản chính,1 bản sao"))
        return f"{rng.choice(('', '- ', '+ ', '* Lưu ý: ', 'a) '))}{words()}{end()}{file}{count}"

    def table() -> str:
        head = rng.choice(
            ("--", "Giấy tờ phải nộp", f"Trường hợp {words()}", f"Hồ sơ của {words()}:", "Lưu ý")
        )
        return f"{head}{TABLE}{''.join(paper() for _ in range(rng.randint(0, 4)))}"

    def basis() -> str:
        symbol = rng.choice(("NĐ-CP", "QH15", "TT-BTC", "TT-NHNN"))
        number = f"{rng.randint(1, 300)}/{rng.randint(2010, 2026)}/{symbol}"
        name = rng.choice(
            (f"Nghị định số {number}", words(), f"{words()} năm 2020", f"{words()} {number} {words()} ")
        )
        return f"{name}{rng.choice(('', 'Luật số '))}{number}"

    def result() -> str:
        return f"{words()}Mã: {rng.choice(('KQ.G01.000123', 'VBTT', '78', 'abc'))}"

    body: dict[str, Any] = {
        "ten_thu_tuc": words(),
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tả"
        + "".join(channel() for _ in range(3)),
        "thanh_phan_ho_so": "".join(table() for _ in range(rng.randint(1, 3))),
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bản"
        + "".join(basis() for _ in range(rng.randint(0, 4))),
        "ket_qua_xu_ly": "".join(result() for _ in range(rng.randint(1, 3))) + TAIL,
        "trinh_tu_thuc_hien": "\n".join(f"{rng.choice(('', 'Bước 1: ', 'a) '))}{words()}." for _ in range(3)),
        "yeu_cau_dieu_kien": rng.choice(("Không có thông tin", words(), f"- {words()}\n- {words()}")),
        "dia_chi_tiep_nhan": rng.choice(("", words())),
    }
    return record(code, **body)
