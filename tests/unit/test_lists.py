from datetime import date
from pathlib import Path
from typing import Any

from congbo.pages.lists import section_called
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.kinds import listed
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, dossiers, event, field, organisation, procedure

FIELDS = [field("xay-dung", name="Xây dựng", order="2"), field("dat-dai", name="Đất đai", order="1")]


def pages(*records: Record) -> Pages:
    return Pages(Site(Path(), Register([*FIELDS, *records]), (), (), ()), date(2024, 7, 24))


def given(section: str, *records: Record) -> dict[str, Any]:
    return pages(*records).list_pages(section_called(section))[0].context


def test_procedures_stand_by_field_in_force_first_and_each_is_counted_once() -> None:
    ended = [event("bãi bỏ", "2024-01-01")]
    found = given(
        "thu-tuc",
        procedure("p1", field="xay-dung", number="2"),
        procedure("p2", field="xay-dung", number="1", events=ended),
        procedure("p3", field="dat-dai"),
    )
    assert (found["in_force"], found["ended"], found["illustrative"]) == (2, 1, False)
    groups = [(group.caption, [row.procedure.id for row in group.rows]) for group in found["groups"]]
    assert groups == [
        ("1 thủ tục, lĩnh vực Đất đai", ["p3"]),
        ("2 thủ tục (1 đang có hiệu lực, 1 đã hết hiệu lực), lĩnh vực Xây dựng", ["p1", "p2"]),
    ]


def test_documents_stand_by_kind_and_year_those_of_no_known_year_last() -> None:
    found = given(
        "van-ban",
        document("9-KH-SKHCN-2023", issued="2023-05-01"),
        document("8-KH-SKHCN-2024", issued="2024-05-01"),
        document("10-KH-SKHCN-2024", issued="2024-06-01"),
        document("7-KH-SKHCN"),
        document("5-QD-UBND-2024", "decisions", issued="2024-06-01"),
    )
    assert found["size"] == 5
    told = [
        (group.kind, group.size, [(one.year, [d.id for d in one.documents]) for one in group.years])
        for group in found["groups"]
    ]
    assert told == [
        (
            "kế hoạch",
            4,
            [
                (2024, ["8-KH-SKHCN-2024", "10-KH-SKHCN-2024"]),
                (2023, ["9-KH-SKHCN-2023"]),
                (None, ["7-KH-SKHCN"]),
            ],
        ),
        ("quyết định", 1, [(2024, ["5-QD-UBND-2024"])]),
    ]


def test_a_field_says_how_much_there_is_of_it_and_dossiers_are_neither_procedures_nor_documents() -> None:
    found = given(
        "linh-vuc",
        procedure("p1", field="dat-dai"),
        document("9-KH-SKHCN-2023", topics=["dat-dai"]),
        document("8-KH-SKHCN-2023", topics=["dat-dai"]),
        dossiers("dong", {}, field="dat-dai"),
        dossiers("dong-2", {}, field="xay-dung"),
    )
    assert [(one.id, size) for one, size in found["fields"]] == [
        ("dat-dai", "1 thủ tục, 2 văn bản"),
        ("xay-dung", ""),
    ]


def test_the_home_page_leads_to_fields_that_have_a_procedure_in_force() -> None:
    ended = [event("bãi bỏ", "2024-01-01")]
    found = given("", procedure("p1", field="dat-dai"), procedure("p2", field="xay-dung", events=ended))
    assert [(one.id, count) for one, count in found["fields"]] == [("dat-dai", 1)]
    assert found["in_force"] == 1


def test_organisations_stand_by_name() -> None:
    found = given("co-quan", organisation("B", name="ban An"), organisation("A", name="Sở Bê"))
    assert [one.id for one in found["organisations"]] == ["B", "A"]


def test_every_list_can_be_shown_of_a_register_with_nothing_in_it() -> None:
    renderer = Renderer(Pages(Site(Path(), Register([]), (), (), ()), date(2024, 7, 24)))
    for section in ("", *listed()):
        assert "None" not in renderer.listed(section, "../")
