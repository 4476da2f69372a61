from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.pages.pages import Pages
from congbo.pages.rendering import MOST_OPEN, Renderer, few
from congbo.pages.views import VIEWS, history, illustrative
from congbo.records.kinds import KINDS
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, dossiers, event, field, indicator, organisation, procedure, statistic

FIELD = field("xay-dung", name="Xây dựng")
BODIES = [organisation("SKHCN"), organisation("UBND")]


def pages(*records: Record) -> Pages:
    return Pages(Site(Path(), Register([FIELD, *BODIES, *records]), (), (), ()), date(2024, 7, 24))


def context(record: Record, *others: Record) -> dict[str, Any]:
    return pages(record, *others).of(record).context


def test_every_type_of_record_of_the_package_has_a_view_and_a_page_of_its_own() -> None:
    assert set(VIEWS) == {kind.model for kind in KINDS}
    templates = {kind.model: kind.page for kind in KINDS}
    assert len(set(templates.values())) == len(VIEWS)


def test_a_history_is_in_order_of_days_then_of_levels() -> None:
    levels = [
        {"value": "một phần"},
        {"value": "toàn trình", "since": "2023-11-01", "by": "539-QD-UBND-2023", "source": "tái dựng"},
    ]
    later, earlier = event("bãi bỏ", "2024-06-21"), event("mới ban hành", "2022-01-01", "1-QD-UBND-2022")
    replaced = {**event("thay thế bởi", "2024-06-22"), "successor": "p2", "basis": "Mục II."}
    found = list(history(procedure("p1", events=[later, replaced, earlier], online_level=levels)))
    assert [(entry.day and entry.day.isoformat(), entry.words, entry.document) for entry in found] == [
        ("2022-01-01", "Mới ban hành", "1-QD-UBND-2022"),
        ("2024-06-21", "Bãi bỏ", "348-QD-UBND-2024"),
        ("2024-06-22", "Thay thế bởi", "348-QD-UBND-2024"),
        (None, "Mức độ trực tuyến: một phần", ""),
        ("2023-11-01", "Mức độ trực tuyến: toàn trình", "539-QD-UBND-2023"),
    ]
    assert (found[2].successors, found[2].basis, found[4].source) == (("p2",), "Mục II.", "tái dựng")


def test_a_procedure_is_mentioned_where_its_workflow_is_approved_and_not_where_it_succeeds_another() -> None:
    successor = procedure("p2", field="xay-dung")
    old = procedure(
        "p1", field="xay-dung", events=[{**event("thay thế bởi", "2024-06-22"), "successor": "p2"}]
    )
    plan = document("9-KH-SKHCN-2023", workflows=["p2"])
    assert context(successor, old)["workflows"] == []
    assert context(successor, old, plan)["workflows"] == [plan]
    html = Renderer(made := pages(successor, old)).page(made.of(successor))
    assert 'id="duoc-dan"' not in html


def test_a_document_tells_what_it_does_and_what_is_done_to_it() -> None:
    old = document("8-KH-SKHCN-2022", issued="2022-01-01")
    new = document("9-KH-SKHCN-2023", issued="2023-01-01", replaces=[old.id], based_on=[old.id])
    one = procedure("p1", events=[{**event("bãi bỏ", "2024-01-01", new.id), "source": "tái dựng"}])
    figure = statistic("so", "5", stated_in={"document": new.id})
    found = context(new, old, one, figure)
    assert [title for title, _ in found["related"]] == ["Thay thế", "Căn cứ"]
    assert (found["caused_reconstructed"], found["statistics"]) == (True, [figure])
    assert context(old, new)["affected_by"] == [("Được thay thế bởi", [new]), ("Là căn cứ của", [new])]
    assert not context(old, new)["caused_reconstructed"]


def test_a_row_of_the_form_says_of_each_cell_where_it_comes_from() -> None:
    row = dossiers("ca-so", {"received_total": 16, "resolved_total": 16}, inferred=["carried_over"])
    cells = context(row)["cells"]
    assert [number for number, *_ in cells] == [str(number) for number in range(3, 14)]
    assert [origin for number, _, _, origin in cells if number == "6"] == ["suy ra"]
    assert {origin for number, _, _, origin in cells if number != "6"} == {"báo cáo in"}


@pytest.mark.parametrize(("unit", "words"), [("%", "năm 2024: 80,5%"), ("hồ sơ", "năm 2024: 80,5 hồ sơ")])
def test_a_step_of_a_target_has_its_unit_as_prose_has_it(unit: str, words: str) -> None:
    steps = [{"year": "2024", "value": "80.5", "source": "59-QD-UBND-2024"}]
    target = {"direction": "không thấp hơn", "steps": steps}
    found = context(indicator("i", {"count": "thủ tục"}, unit=unit, target=target))
    assert found["steps"] == [(words, "59-QD-UBND-2024")]


def test_a_page_is_illustrative_where_any_procedure_on_it_is() -> None:
    plain, made_up = procedure("p1"), procedure("p2", reconstructed=["tên"])
    assert not illustrative([plain, FIELD])
    assert illustrative([plain, made_up])
    assert illustrative(iter([FIELD, made_up]))


def test_a_list_stands_open_up_to_a_length() -> None:
    assert few(range(MOST_OPEN))
    assert not few(range(MOST_OPEN + 1))


def test_a_former_id_of_a_procedure_leads_to_its_page() -> None:
    one = procedure("p1", field="xay-dung", name="Cấp phép", former_ids=["cu-1", "cu-2"], code="1.000001")
    found = {page.address: page.context["target"] for page in pages(one) if page.template == "redirect.html"}
    assert found == dict.fromkeys(("thu-tuc/cu-1/", "thu-tuc/cu-2/", "thu-tuc/1.000001/"), "thu-tuc/p1/")
