"""Letterheads: the head of a report's paper loses no name (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import pytest

from congbo.paper.reports import head
from sample import organisation, report

GOVERNMENT = organisation("CP", name="Chính phủ")
PROVINCE = organisation(
    "TINH", name="Ủy ban nhân dân tỉnh Mẫu", long_name="Ủy ban nhân dân tỉnh", parent="CP"
)


@pytest.mark.parametrize(
    ("name", "long_name", "parent", "above", "own"),
    [
        ("Sở Nội vụ tỉnh Mẫu", "Sở Nội vụ", "TINH", ("ỦY BAN NHÂN DÂN TỈNH MẪU",), ("SỞ NỘI VỤ",)),
        ("Sở Nội vụ tỉnh Khác", "Sở Nội vụ", "TINH", ("ỦY BAN NHÂN DÂN TỈNH MẪU",), ("SỞ NỘI VỤ TỈNH KHÁC",)),
        ("Ủy ban nhân dân xã Mẫu", "", "TINH", (), ("ỦY BAN NHÂN DÂN", "XÃ MẪU")),
        ("Ủy ban nhân dân xã Mẫu", "Ủy ban nhân dân xã", "TINH", (), ("ỦY BAN NHÂN DÂN", "XÃ MẪU")),
        ("Uỷ ban nhân dân đặc khu Mẫu", "", "TINH", (), ("UỶ BAN NHÂN DÂN", "ĐẶC KHU MẪU")),
        ("UBND phường Mẫu", "UBND phường", "TINH", (), ("UBND PHƯỜNG MẪU",)),
        ("Hội đồng nhân dân xã Mẫu", "", "TINH", (), ("HỘI ĐỒNG NHÂN DÂN", "XÃ MẪU")),
        ("Ủy ban nhân dân tỉnh Mẫu", "Ủy ban nhân dân tỉnh", "CP", (), ("ỦY BAN NHÂN DÂN", "TỈNH MẪU")),
        ("Bộ Mẫu", "", "CP", (), ("BỘ MẪU",)),
    ],
)
def test_the_head_of_a_report_has_the_whole_name_and_the_superior_of_those_that_have_one(
    name: str, long_name: str, parent: str, above: tuple[str, ...], own: tuple[str, ...]
) -> None:
    body = organisation("SKHCN", name=name, long_name=long_name, parent=parent)
    found = head(report("", GOVERNMENT, PROVINCE, body))
    assert found.body == own
    assert found.parent == above
