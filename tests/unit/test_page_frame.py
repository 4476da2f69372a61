"""The frame of a page: the menu of where the reader is, which does not grow with the site, and the footer."""

from types import SimpleNamespace
from typing import Any

import pytest

from congbo.pages.agency import office_of
from congbo.records.organisations import Organisation
from congbo.site.frame import MOST, Entry, Level, levels


def leaf(title: str, url: str, *, active: bool = False) -> Any:
    return SimpleNamespace(title=title, url=url, active=active, children=None)


def section(title: str, *children: Any) -> Any:
    active = any(child.active for child in children)
    return SimpleNamespace(title=title, active=active, children=list(children))


def shown(*items: Any, page: Any = None) -> list[tuple[str, list[tuple[str, str, str]]]]:
    found = levels(items, page)
    return [
        (level.section, [(one.title, one.address, one.current) for one in level.entries]) for level in found
    ]


def test_a_page_has_the_sections_and_the_pages_of_its_own() -> None:
    here = leaf("Tháng 6", "bao-cao/6/", active=True)
    front = leaf("Báo cáo", "bao-cao/")
    other = section("Số liệu", leaf("Chỉ số", "chi-so/"), leaf("Dữ liệu", "du-lieu/"))
    assert shown(leaf("Trang chủ", "./"), section("Báo cáo", front, here), other, page=here) == [
        ("", [("Trang chủ", "./", ""), ("Báo cáo", "bao-cao/", "true"), ("Số liệu", "chi-so/", "")]),
        ("Báo cáo", [("Báo cáo", "bao-cao/", ""), ("Tháng 6", "bao-cao/6/", "page")]),
    ]


def test_sections_within_sections_have_a_level_each_and_empty_ones_none() -> None:
    here = leaf("Năm", "a/b/nam/", active=True)
    inner = section("Trong", leaf("Đầu", "a/b/"), here)
    found = shown(section("Ngoài", section("Rỗng"), inner), section("Không có gì"), page=here)
    assert found == [
        ("", [("Ngoài", "a/b/", "true")]),
        ("Ngoài", [("Trong", "a/b/", "true")]),
        ("Trong", [("Đầu", "a/b/", ""), ("Năm", "a/b/nam/", "page")]),
    ]


def test_where_no_page_is_there_are_the_sections() -> None:
    assert levels([leaf("Trang chủ", "./"), section("Báo cáo", leaf("Báo cáo", "bao-cao/"))], None) == (
        Level("", (Entry("Trang chủ", "./"), Entry("Báo cáo", "bao-cao/"))),
    )
    assert levels([], None) == ()


@pytest.mark.parametrize(("count", "kept"), [(MOST, MOST), (MOST + 1, 2), (500, 2)])
def test_of_a_large_section_the_front_and_the_page_itself_are_shown(count: int, kept: int) -> None:
    pages = [leaf(f"Báo cáo {at}", f"bao-cao/{at}/", active=at == 7) for at in range(count)]
    (_, (_, entries)) = shown(section("Báo cáo", *pages), page=pages[7])
    assert len(entries) == kept
    assert entries[0][1] == "bao-cao/0/"
    assert ("Báo cáo 7", "bao-cao/7/", "page") in entries


@pytest.mark.parametrize(
    ("said", "facts", "unknown"),
    [
        ({}, [], "Địa chỉ, điện thoại và giờ làm việc"),
        ({"address": "Số 1"}, [("Địa chỉ", "Số 1")], "Điện thoại và giờ làm việc"),
        (
            {"address": "Số 1", "telephone": "0123 456 789", "hours": "7 giờ"},
            [("Địa chỉ", "Số 1"), ("Điện thoại", "0123 456 789"), ("Giờ làm việc", "7 giờ")],
            "",
        ),
    ],
)
def test_the_footer_tells_what_the_record_says_and_names_what_it_does_not(
    said: dict[str, str], facts: list[tuple[str, str]], unknown: str
) -> None:
    record = Organisation.model_validate(
        {"id": "XA", "path": "records/organisations/XA.md", "body": "", "name": "Xã Mẫu", **said}
    )
    office = office_of(record)
    assert (list(office.known), office.unknown) == (facts, unknown)
