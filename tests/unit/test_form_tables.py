from typing import Any

import pytest

from congbo.figures.form_table import FormTable, form_table
from congbo.figures.frame import Frame
from congbo.figures.observations import cells
from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import shipped
from congbo.records.operands import SHORT_FORM
from congbo.records.register import Register
from sample import FRAME, dossiers, field, organisation

WORDS = [
    field("do-luong", order="2"),
    field("buc-xa", order="1"),
    organisation("CCTDC"),
    organisation("TTKHCN"),
]
FORM = shipped()[SHORT_FORM]
COLUMNS = list(FORM.by_key)


def part(id_: str, received: int, **keys: Any) -> DossierCount:
    return dossiers(id_, {"received_total": received}, **keys)


def form(*rows: DossierCount, frame: Frame = FRAME) -> FormTable:
    found = form_table(FORM, frame, Register([*WORDS, *rows]))
    assert found is not None
    return found


def lines(found: FormTable) -> list[tuple[str, Any]]:
    return [(line.title, line.cells[0].count) for line in (*found.lines, found.total)]


def test_a_body_with_one_row_has_that_row_and_its_total() -> None:
    assert lines(form(part("ca-so", 16))) == [("ca-so", 16), ("Tổng cộng", 16)]


def test_rows_by_field_stand_in_the_order_of_the_fields_and_are_added_up() -> None:
    found = form(part("a", 6, field="do-luong"), part("b", 10, field="buc-xa"))
    assert lines(found) == [("b", 10), ("a", 6), ("Tổng cộng", 16)]
    assert found.total.record is None


def inferred(found: FormTable) -> set[str]:
    return {key for key, cell in zip(COLUMNS, found.total.cells, strict=True) if cell.inferred}


def test_the_total_is_the_bodys_own_row_where_it_has_one() -> None:
    whole = part("ca-so", 16, inferred=["carried_over"])
    found = form(part("a", 6, field="do-luong"), whole, part("b", 10, field="buc-xa"))
    assert lines(found) == [("b", 10), ("a", 6), ("Tổng cộng", 16)]
    assert found.total.record is whole
    assert inferred(found) == {"carried_over"}


def test_a_units_fields_stand_below_the_units_total() -> None:
    found = form(
        part("x", 1, unit="TTKHCN"),
        part("a", 6, unit="CCTDC", field="do-luong"),
        part("b", 10, unit="CCTDC", field="buc-xa"),
    )
    assert lines(found) == [("Cơ quan CCTDC", 16), ("b", 10), ("a", 6), ("x", 1), ("Tổng cộng", 17)]
    assert [line.record is None for line in found.lines] == [True, False, False, False]


def test_a_column_that_one_row_infers_is_inferred_in_the_sum() -> None:
    found = form(part("a", 6, field="do-luong", inferred=["pending_total"]), part("b", 10, field="buc-xa"))
    assert inferred(found) == {"pending_total"}
    assert found.inferred
    assert not form(part("ca-so", 16)).inferred


def test_rows_of_another_body_or_another_period_are_not_in_the_form() -> None:
    other = part("so-khac", 5, organisation="UBND")
    last = part("nam-truoc", 9, period={"start": "2023-01-01", "end": "2023-12-31"})
    frame = Frame(FRAME.period, FRAME.as_of, FRAME.day, "SKHCN")
    assert lines(form(part("ca-so", 16), other, last, frame=frame)) == [("ca-so", 16), ("Tổng cộng", 16)]
    assert form_table(FORM, frame, Register([*WORDS, other, last])) is None


@pytest.mark.parametrize("whole", [True, False])
def test_an_indicator_counts_each_dossier_once(whole: bool) -> None:
    parts = [part("a", 6, field="do-luong"), part("b", 10, field="buc-xa")]
    register = Register([*WORDS, *parts, *([part("ca-so", 16)] if whole else [])])
    found = cells(SHORT_FORM, "received_total", FRAME, register)
    assert found.value == 16
    assert {record.id for record in found.records} == ({"ca-so"} if whole else {"a", "b"})


def test_the_heads_of_the_form_stand_over_its_thirteen_columns() -> None:
    numbers = list(range(1, 14))
    assert [int(number) for number in FORM.numbers.values()] == numbers[2:]
    over: dict[int, list[str]] = {number: [] for number in numbers}
    for row in FORM.head_rows:
        for head in row:
            for number in range(head.first, head.first + head.columns):
                over[number].append(head.text)
    assert {head for row in FORM.head_rows for head in row} == set(FORM.heads)
    assert over[1] == ["TT"]
    assert over[5] == ["Số hồ sơ nhận giải quyết", "Trong kỳ", "Trực tiếp, bưu chính"]
    assert over[13] == ["Số hồ sơ đang giải quyết", "Quá hạn"]
