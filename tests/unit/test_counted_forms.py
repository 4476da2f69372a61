"""A form that says how its columns are counted fills itself, and never with a number that is not sure."""

import io
import random
import runpy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from forms import observation

from congbo import export as standalone
from congbo.figures.form_table import FormTable, form_table
from congbo.paper.workbook import workbook
from congbo.records.forms import Form, shipped
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.projection import shown_of, used
from sample import FRAME, field, organisation, procedure, report

FORM = shipped()["ii07b-vpcp"]
BASE: list[Record] = [organisation("SKHCN"), field("do-luong")]
LEVELS = ("Cấp tỉnh", "Cấp xã", "Cấp tỉnh; Cấp xã", "Cấp huyện")
CALL = '{{ form("ii07b-vpcp") }}\n'


def table(*records: Record, form: Form = FORM) -> FormTable:
    found = form_table(form, FRAME, Register([*BASE, *records]))
    assert found is not None
    return found


def cells(found: FormTable) -> dict[str, str]:
    return {key: cell.text for key, cell in zip(found.form.by_key, found.lines[0].cells, strict=True)}


def of_level(nth: int, level: str, **keys: Any) -> Record:
    return procedure(f"p{nth}", level=level, **keys)


@pytest.mark.parametrize("seed", range(20))
def test_each_level_is_counted_and_the_total_counts_a_procedure_once(seed: int) -> None:
    chance = random.Random(seed)
    given = [chance.choice(LEVELS) for _ in range(chance.randint(1, 12))]
    found = cells(table(*(of_level(n, level) for n, level in enumerate(given))))
    assert int(found["procedures_total"]) == len(given)
    for key, word in (("province", "tỉnh"), ("district", "huyện"), ("commune", "xã")):
        assert int(found[f"procedures_{key}"]) == sum(word in level for level in given)


def test_what_cannot_be_counted_or_is_not_sure_stays_unknown() -> None:
    found = cells(table(of_level(1, "Cấp tỉnh"), of_level(2, "")))
    assert found["procedures_total"] == "2"
    assert found["procedures_province"] == "?", "one more may be of the province"
    assert {found[key] for key in found if key.startswith("one_stop")} == {"?"}
    assert found["workflows_total"] == "?", "nobody has recorded any approval, which is not none"


def test_without_a_procedure_there_is_no_form() -> None:
    assert form_table(FORM, FRAME, Register(BASE)) is None


def filled(**counts: str) -> Record:
    row = {"label": "Sở", "cells": counts}
    return observation([row], form=FORM.id, id="ii07b")


def test_what_is_filled_in_wins_and_is_held_against_what_is_counted() -> None:
    records = [of_level(1, "Cấp tỉnh"), of_level(2, "Cấp xã")]
    same = table(*records, filled(procedures_total="2", one_stop_total="1"))
    assert same.differing == ()
    other = table(*records, filled(procedures_total="3", one_stop_total="1"))
    assert not other.from_register
    assert cells(other)["procedures_total"] == "3"
    (words,) = other.differing
    assert words.endswith("ghi 3, đếm được 2")


def test_a_share_that_does_not_end_is_rounded_as_shares_are() -> None:
    share = {
        "ratio": {
            "numerator": {"count": "thủ tục", "where": {"level": "cấp tỉnh"}},
            "denominator": {"count": "thủ tục"},
        }
    }
    columns = [{"key": "ty_le", "label": "Tỷ lệ", "unit": "%", "counts": share}]
    own = {"id": "ty-le", "path": "records/forms/ty-le.md", "body": "", "title": "Tỷ lệ"}
    form = Form.model_validate({**own, "unit": "%", "counted": "thủ tục", "columns": columns})
    given = [of_level(n, level) for n, level in enumerate(("Cấp tỉnh", "Cấp tỉnh", "Cấp xã"))]
    assert cells(table(*given, form=form)) == {"ty_le": "66,7%"}


def test_it_is_printed_and_sealed_as_it_is_shown() -> None:
    records = [*BASE, of_level(1, "Cấp tỉnh"), of_level(2, "Cấp xã")]
    made = report(CALL, *records)
    (found,) = made.shown_forms
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(made, found))).worksheets[0]
    written = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any(row[2:6] == [2, 1, 0, 1] for row in written)
    assert "đếm từ sổ thủ tục" in str(written)
    assert "form/ii07b-vpcp" in shown_of(made).records
    assert FORM in used(made)
    before = shown_of(made).body
    assert before == shown_of(report(CALL, *records, field("moi"))).body
    assert before != shown_of(report(CALL, *records, of_level(3, "Cấp xã"))).body


def test_who_computes_a_sealed_report_again_is_told_that_these_cells_are_not() -> None:
    made = shown_of(report(CALL, *BASE, of_level(1, "Cấp tỉnh")))
    place = Path(standalone.__file__ or "").parent / "standalone" / "verify.py"
    told = runpy.run_path(str(place))["counted_forms"]
    parts: dict[str, Any] = {"figures": {}, "records": {}, "names": {}, "keys": {}}
    assert told({"seal": {"shown": {**parts, "body": made.body}}, "rectifications": []}) == [FORM.id]
    plainly = [["Chữ.", ["form", FORM.id]]]
    assert told({"seal": {"shown": {**parts, "body": plainly}}, "rectifications": []}) == []
