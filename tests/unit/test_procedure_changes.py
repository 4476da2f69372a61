import re
from datetime import date
from pathlib import Path
from typing import Any

from congbo.figures.changes import Change, by_month, changes, changes_of, coming, past
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, event, field, procedure

OLD, NEW = "158-QD-UBND-2024", "348-QD-UBND-2024"


def told(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(change.day.isoformat(), change.record.id, change.headline) for change in found]


def of(**keys: Any) -> list[Change]:
    return list(changes_of(procedure("p1", **keys)))


def test_every_kind_of_event_is_a_change_with_the_document_that_caused_it() -> None:
    actions = ["mới ban hành", "sửa đổi, bổ sung", "đề nghị bãi bỏ", "bãi bỏ"]
    found = of(events=[event(action, f"2024-0{n}-01", NEW) for n, action in enumerate(actions, 1)])
    assert [change.headline for change in found] == [
        "Mới ban hành",
        "Sửa đổi, bổ sung",
        "Đề nghị bãi bỏ",
        "Bãi bỏ",
    ]
    assert {change.decision for change in found} == {NEW}


def test_a_replaced_procedure_names_the_one_that_takes_its_place() -> None:
    (change,) = of(events=[{**event("thay thế bởi", "2024-03-28"), "successor": "p2"}])
    assert (change.headline, change.successors) == ("Bị thay thế", ("p2",))


def test_a_dated_value_is_a_change_that_says_what_it_was_before() -> None:
    found = of(
        online_level=[{"value": "một phần"}, {"value": "toàn trình", "since": "2023-11-01", "by": OLD}],
        processing_time=[
            {"value": "10", "unit": "ngày làm việc", "since": "2022-01-01"},
            {"value": "5", "unit": "ngày làm việc", "since": "2024-01-01", "by": NEW},
        ],
        fees=[
            {"items": "không"},
            {"items": [{"label": "Phí", "amount": "250000"}, {"label": "Lệ phí"}], "since": "2024-02-01"},
        ],
    )
    assert [(change.day.isoformat(), change.headline, change.decision) for change in found] == [
        ("2023-11-01", "Mức độ trực tuyến: toàn trình (trước đó: một phần)", OLD),
        ("2022-01-01", "Thời hạn giải quyết: 10 ngày làm việc", ""),
        ("2024-01-01", "Thời hạn giải quyết: 05 ngày làm việc (trước đó: 10 ngày làm việc)", NEW),
        ("2024-02-01", "Phí, lệ phí: Phí: 250.000 đồng; Lệ phí: chưa rõ mức (trước đó: không thu)", ""),
    ]


def test_a_value_without_a_day_is_no_change() -> None:
    assert of(online_level=[{"value": "toàn trình"}], fees=[{"items": "không"}]) == []


def test_a_value_that_reads_like_the_one_before_changes_nothing() -> None:
    levels = [
        {"value": "toàn trình", "since": "2023-11-01"},
        {"value": "toàn trình", "since": "2024-01-01", "by": NEW},
        {"value": "một phần", "since": "2024-02-01"},
    ]
    assert [change.day.isoformat() for change in of(online_level=levels)] == ["2023-11-01", "2024-02-01"]


def test_a_first_value_from_the_day_of_publication_is_part_of_it() -> None:
    published = [event("mới ban hành", "2024-06-21")]
    level = {"value": "toàn trình", "since": "2024-06-21"}
    assert [change.headline for change in of(events=published, online_level=[level])] == ["Mới ban hành"]
    later = {"value": "toàn trình", "since": "2024-06-22"}
    assert len(of(events=published, online_level=[later])) == 2
    assert len(of(events=published, online_level=[{"value": "một phần"}, level])) == 2
    amended = [event("sửa đổi, bổ sung", "2024-06-21")]
    assert len(of(events=amended, online_level=[level])) == 2


def test_a_change_is_marked_where_it_is_reconstructed_itself() -> None:
    made_up, read = of(
        events=[{**event("mới ban hành", "2024-01-01"), "source": "tái dựng"}, event("bãi bỏ", "2024-02-01")]
    )
    assert (made_up.reconstructed, read.reconstructed) == (True, False)


def register(*records: Record) -> Register:
    fields = [field("so-huu-tri-tue", order="2"), field("an-toan-buc-xa", order="1")]
    return Register([*fields, document(OLD, "decisions"), document(NEW, "decisions"), *records])


def test_the_newest_comes_first_and_within_a_day_the_order_is_that_of_the_register() -> None:
    found = changes(
        register(
            procedure("p3", number="3", events=[event("bãi bỏ", "2024-06-21")]),
            procedure("p2", number="12", events=[event("bãi bỏ", "2024-06-21")]),
            procedure("p1", events=[event("bãi bỏ", "2024-06-21"), event("mới ban hành", "2024-01-01")]),
            procedure("p4", number="40", field="an-toan-buc-xa", events=[event("bãi bỏ", "2024-06-21")]),
        )
    )
    assert told(found) == [
        ("2024-06-21", "p4", "Bãi bỏ"),
        ("2024-06-21", "p3", "Bãi bỏ"),
        ("2024-06-21", "p2", "Bãi bỏ"),
        ("2024-06-21", "p1", "Bãi bỏ"),
        ("2024-01-01", "p1", "Mới ban hành"),
    ]


def test_what_takes_effect_on_the_day_is_past_and_the_nearest_of_what_is_to_come_is_first() -> None:
    days = ["2024-06-20", "2024-06-21", "2024-08-01", "2024-06-22"]
    found = changes(register(procedure("p1", events=[event("sửa đổi, bổ sung", day) for day in days])))
    today = date(2024, 6, 21)
    assert [change.day.isoformat() for change in past(found, today)] == ["2024-06-21", "2024-06-20"]
    assert [change.day.isoformat() for change in coming(found, today)] == ["2024-06-22", "2024-08-01"]


def test_each_change_has_an_anchor_of_its_own() -> None:
    record = procedure(
        "1.012353",
        events=[
            event("sửa đổi, bổ sung", "2024-06-21", OLD),
            event("sửa đổi, bổ sung", "2024-06-21", NEW),
            {**event("thay thế bởi", "2024-06-21", NEW), "successor": "p2"},
            {**event("thay thế bởi", "2024-06-21", NEW), "successor": "p3"},
        ],
        online_level=[{"value": "toàn trình", "since": "2024-06-21", "by": NEW}],
    )
    anchors = [change.anchor for change in changes_of(record)]
    assert anchors == [
        "1.012353-2024-06-21-sua-doi-bo-sung-158-QD-UBND-2024",
        "1.012353-2024-06-21-sua-doi-bo-sung-348-QD-UBND-2024",
        "1.012353-2024-06-21-thay-the-boi-348-QD-UBND-2024-p2",
        "1.012353-2024-06-21-thay-the-boi-348-QD-UBND-2024-p3",
        "1.012353-2024-06-21-muc-do-truc-tuyen-348-QD-UBND-2024",
    ]


def test_the_same_event_written_twice_is_one_change() -> None:
    assert len(of(events=[event("bãi bỏ", "2024-06-21"), event("bãi bỏ", "2024-06-21")])) == 1


def test_months_come_in_order_and_the_same_change_of_several_procedures_is_told_once() -> None:
    level = {"value": "toàn trình", "since": "2024-06-01", "by": OLD}
    found = changes(
        register(
            procedure("p1", number="1", online_level=[level], events=[event("bãi bỏ", "2024-07-01")]),
            procedure("p2", number="2", online_level=[level]),
            procedure("p3", number="3", online_level=[{**level, "source": "tái dựng"}]),
            procedure("p4", number="4", events=[event("bãi bỏ", "2023-06-01")]),
        )
    )
    months = list(by_month(found))
    assert [(month.day.isoformat(), month.size) for month in months] == [
        ("2024-07-01", 1),
        ("2024-06-01", 3),
        ("2023-06-01", 1),
    ]
    assert [[change.record.id for change in group.changes] for group in months[1].groups] == [
        ["p1", "p2"],
        ["p3"],
    ]
    assert list(by_month([])) == []


def test_a_register_of_a_procedure_whose_field_is_unknown_is_listed_all_the_same() -> None:
    found = changes(Register([procedure("p1", events=[event("bãi bỏ", "2024-06-21")])]))
    assert told(found) == [("2024-06-21", "p1", "Bãi bỏ")]


def page(found: Register, day: date) -> str:
    """The list of changes as the site shows it on a day."""
    return Renderer(Pages(Site(Path(), found, (), (), ()), day)).listed("thay-doi", "../")


def test_the_page_tells_what_is_to_come_apart_from_what_has_come_though_in_one_month() -> None:
    events = [event("sửa đổi, bổ sung", "2024-07-01"), event("bãi bỏ", "2024-07-25")]
    html = page(register(procedure("p1", events=events)), date(2024, 7, 24))
    assert re.findall(r'<section id="([^"]+)"><h2>([^<]+)', html) == [
        ("sap-toi-2024-07", "Sau ngày 24/07/2024: tháng 7 năm 2024"),
        ("2024-07", "Tháng 7 năm 2024"),
    ]
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert html.index("25/07/2024") < html.index("01/07/2024")


def test_the_page_of_a_register_in_which_nothing_changed_says_so() -> None:
    assert "Chưa có thay đổi nào được ghi nhận." in page(register(procedure("p1")), date(2024, 7, 24))


def test_what_a_record_says_is_text_on_the_page() -> None:
    record = procedure("p1", name="<b>A & B</b>", events=[event("bãi bỏ", "2024-07-01")])
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page(register(record), date(2024, 7, 24))


def test_of_a_case_that_changed_the_parts_that_did_are_named() -> None:
    first = {"id": "moi", "name": "Cấp mới", "fees": "không", "dossier": [{"name": "Đơn"}]}
    other = {"id": "lai", "name": "Cấp lại"}
    after = {**first, "fees": [{"label": "Phí", "amount": "1"}], "steps": ["Nộp"]}
    found = of(cases=[{"value": [first, other]}, {"since": "2026-01-01", "value": [other, after]}])
    (change,) = found
    assert change.headline == "Các trường hợp: sửa 01 mục: “Cấp mới” (phí, lệ phí và trình tự thực hiện)"
    added = {**first, "dossier": [{"name": "Đơn", "forms": [{"name": "Tờ khai"}]}]}
    (change,) = of(cases=[{"value": [first]}, {"since": "2026-01-01", "value": [added]}])
    assert change.headline == "Các trường hợp: sửa 01 mục: “Cấp mới” (thành phần hồ sơ)"


def test_a_second_way_to_file_by_one_method_is_seen_to_change() -> None:
    ways = [{"method": "trực tuyến"}, {"method": "trực tuyến", "fee": "không"}]
    after = [{"method": "trực tuyến", "description": "Trên cổng"}, ways[1]]
    (change,) = of(channels=[{"value": ways}, {"since": "2026-01-01", "value": after}])
    assert change.headline == "Cách thức thực hiện: sửa 01 mục: “trực tuyến”"


def test_why_a_service_is_online_in_part_is_part_of_its_level() -> None:
    reason = {"value": "một phần", "reason": "phải có mặt"}
    (change,) = of(online_level=[{"value": "một phần"}, {**reason, "since": "2026-07-01"}])
    assert change.headline == "Mức độ trực tuyến: một phần (phải có mặt) (trước đó: một phần)"
