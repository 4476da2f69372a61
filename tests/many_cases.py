"""A procedure of eight cases and ninety papers, as national registers have them; all of it is made up."""

from typing import Any

from congbo.records.procedures import Procedure

ID = "noi-o-lau-dai"
CHOSEN = "truong-hop-thue-muon-o-nho"
SITUATIONS = {
    "nha-cua-minh": "Chỗ ở thuộc quyền sở hữu của mình",
    "thue-muon-o-nho": "Chỗ ở do thuê, mượn, ở nhờ",
    "ve-voi-nguoi-than": "Về ở với người thân",
    "co-so-tro-giup": "Người được chăm sóc tại cơ sở trợ giúp",
    "co-so-ton-giao": "Nơi ở tại cơ sở tôn giáo",
    "don-vi-dong-quan": "Nơi đơn vị đóng quân",
    "tau-thuyen": "Phương tiện lưu động dùng để ở",
    "nguoi-dinh-cu-o-nuoc-ngoai": "Người định cư ở nước ngoài về ở",
}
LONG = "Người thuộc diện được miễn thì mang theo giấy tờ chứng minh, trừ khi thông tin đã có. " * 4


def limit(value: int) -> dict[str, str]:
    return {"value": str(value), "unit": "ngày làm việc", "counted_from": "nhận đủ giấy tờ"}


def fee(amount: int, **keys: str) -> list[dict[str, str]]:
    return [{"label": "Lệ phí (đặt ra để thử)", "amount": str(amount), **keys}]


def paper(case: str, number: int) -> dict[str, Any]:
    """A paper of a case; every fourth has no number in the source, which writes 0 of each."""
    copies = {"originals": "0", "copies": "0"} if number % 4 == 0 else {"originals": "1", "copies": "0"}
    return {"name": f"Giấy tờ số {number} của {SITUATIONS[case].lower()}", **copies}


def case(number: int, id_: str) -> dict[str, Any]:
    own: dict[str, Any] = {
        "id": id_,
        "name": SITUATIONS[id_],
        "dossier": [paper(id_, n) for n in range(1, 12)],
    }
    if number == 1:
        own |= {"when": "Người có hợp đồng hoặc được cho ở nhờ.", "processing_time": limit(10)}
        own["dossier"][0]["forms"] = [{"name": "Bản khai diện tích", "number": "Mẫu số 02"}]
    if number == 5:
        own |= {
            "processing_time": limit(3),
            "fees": "không",
            "channels": [{"method": "trực tiếp"}],
            "steps": ["Đơn vị xác nhận."],
            "conditions": "Có giấy giới thiệu của đơn vị.",
            "results": [{"name": "Giấy xác nhận của đơn vị", "code": "KQ.X00.000003"}],
        }
    return own


KEYS: dict[str, Any] = {
    "name": "Đăng ký nơi ở lâu dài (đặt ra để thử)",
    "type": "TTHC được luật giao quy định chi tiết",
    "applicants": ["cá nhân", "hộ gia đình"],
    "authority": {"decides": "Chủ tịch xã", "decided_by": "XA", "coordinates": "Trạm y tế xã"},
    "receiving": ["MOT-CUA", "XA"],
    "receiving_note": "Điểm tiếp nhận lưu động, thứ bảy",
    "helping": "MOT-CUA",
    "channels": [
        {"method": "trực tuyến", "fees": fee(10000)},
        {"method": "trực tiếp", "fees": fee(20000), "description": LONG},
        {"method": "bưu chính", "fees": fee(20000), "description": "Người nộp trả cước."},
    ],
    "dossier": [
        {
            "name": "Tờ khai",
            "originals": "1",
            "forms": [
                {
                    "name": "Tờ khai nơi ở",
                    "number": "Mẫu số 01",
                    "address": "https://bieu-mau.example/01.docx",
                    "checked_on": "2026-05-20",
                }
            ],
        },
        {"name": "Ảnh chân dung", "originals": "0", "copies": "2"},
    ],
    "dossier_sets": "1",
    "processing_time": [limit(7)],
    "results": [{"name": "Thông báo kết quả", "code": "KQ.X00.000001"}],
    "steps": ["Nộp hồ sơ.", "Nhận thông báo."],
    "conditions": "Thông tin đã có trong cơ sở dữ liệu.",
    "cases": [case(number, id_) for number, id_ in enumerate(SITUATIONS)],
    "online_level": [{"value": "một phần", "reason": "phải có mặt", "reason_basis": "Điều 14"}],
    "published_by": [{"number": "1523/QĐ-MAU"}],
    "links": [
        {"kind": "trang gốc", "address": "https://nguon.example/thu-tuc"},
        {"kind": "điện thoại", "address": "1900 1234", "label": "Tổng đài"},
        {"kind": "nộp hồ sơ", "address": "https://nop.example/", "checked_on": "2026-05-30"},
    ],
    "unplaced": [{"what": "Mô tả", "text": "Một câu của nguồn không thuộc mục nào."}],
    "imported": [
        {
            "from": "Cổng để thử",
            "id": "9.999999",
            "on": "2026-05-01",
            "values": {"conditions": "0" * 12, "authority.handles": "0" * 12},
        }
    ],
}
"""The record as an editor would type it."""


def many_cases(**keys: Any) -> Procedure:
    """Return the procedure, with some keys otherwise."""
    own = {"id": ID, "path": f"records/procedures/{ID}.md", "body": "", "field": "ho-tich"}
    return Procedure.model_validate({**own, **KEYS, **keys})
