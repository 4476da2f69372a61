"""A number read in any form: its unit, the lines and the source that are asked for, and what is missing."""

import random
from fractions import Fraction
from typing import Any

import pytest
from forms import observation

from congbo.figures.definitions import explained
from congbo.figures.indicators import evaluate
from congbo.figures.quantities import State
from congbo.figures.sentences import sentence_of
from congbo.figures.typed import clashes
from congbo.records.forms import Form, shipped
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.breakdowns import breakdown, undivided
from congbo.reports.projection import key_of, used
from sample import FRAME, field, indicator, organisation, report

ROWS = (
    ("PHONG-1", "dat-dai", "cấp tỉnh"),
    ("PHONG-1", "ho-tich", "cấp xã"),
    ("PHONG-2", "dat-dai", "cấp xã"),
)
Q = [("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-07-20")]


def filled(form: str, cells: list[dict[str, Any]], lines: Any = ROWS, **keys: Any) -> Record:
    said = ("unit", "field", "level")
    rows = [
        {
            "label": "x",
            **{key: word for key, word in zip(said, line, strict=True) if word},
            "cells": {key: str(cell) for key, cell in held.items()},
        }
        for line, held in zip(lines, cells, strict=True)
    ]
    return observation(rows, form=form, **{"id": form, **keys})


def figure(definition: dict[str, Any], *records: Record, unit: str = "hồ sơ") -> Any:
    named = [organisation("SKHCN"), organisation("PHONG-1"), organisation("PHONG-2"), field("dat-dai")]
    return evaluate(indicator("x", definition, unit=unit), FRAME, Register([*named, *records]))


def col(key: str, form: str = "tien-do-766", **keys: Any) -> dict[str, Any]:
    return {"form": form, "column": key, **keys}


SMALL = filled("tien-do-766", [{"received_total": n} for n in (3, 5, 11)])


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ({}, 19),
        ({"unit": "PHONG-1"}, 8),
        ({"field": "dat-dai"}, 14),
        ({"level": "cấp xã"}, 16),
        ({"level": "cấp xã", "field": "dat-dai"}, 11),
        ({"level": "cấp huyện"}, None),
        ({"organisation": "PHONG-2"}, None),
    ],
)
def test_lines_are_chosen_by_unit_field_and_level(asked: dict[str, str], value: int | None) -> None:
    found = figure(col("received_total", **asked), SMALL)
    assert found.value == value
    assert found.state is (State.NO_DATA if value is None else State.KNOWN)


def test_of_two_sources_the_one_that_is_asked_for_is_read() -> None:
    other = filled(
        "tien-do-766",
        [{"received_total": 100}],
        lines=(("", "", ""),),
        id="khac",
        stated_in={"document": "1-BC-UBND"},
    )
    assert figure(col("received_total"), SMALL, other).value == 19
    assert figure(col("received_total", from_source="1-BC-UBND"), SMALL, other).value == 100
    assert figure(col("received_total", from_source="khac"), SMALL, other).value == 100
    assert figure(col("received_total", from_source="2-BC-UBND"), SMALL, other).value is None


@pytest.mark.parametrize("form", shipped().values(), ids=shipped())
def test_every_column_of_every_form_is_read_in_its_own_unit(form: Form) -> None:
    chance = random.Random(form.id)
    held = {key: chance.randrange(90) for key in form.by_key}
    record = filled(form.id, [held], lines=(("", "", ""),))
    for key, number in held.items():
        made = indicator("x", col(key, form.id), unit=form.unit_of(key))
        found = evaluate(made, FRAME, Register([record]))
        assert found.value == number
        assert not list(clashes(made.unit, made.definition, Register([record])))
        said = sentence_of(made, explained(made.definition, Register([])))
        assert f"cột ({form.numbers[key]})" in said
        assert form.title in said or form.label in said


def test_lines_of_a_form_that_does_not_add_are_never_added() -> None:
    record = filled("thanh-toan-766", [{"procedures_paid": 4}] * 3)
    assert figure(col("procedures_paid", "thanh-toan-766"), record, unit="thủ tục").state is State.NO_DATA
    one = col("procedures_paid", "thanh-toan-766", unit="PHONG-2")
    assert figure(one, record, unit="thủ tục").value == 4


def test_unlike_columns_of_one_form_are_never_added() -> None:
    made = indicator(
        "x",
        {"sum": [col("procedures_paid", "thanh-toan-766"), col("dossiers_paid_online", "thanh-toan-766")]},
    )
    assert [clash.path for clash in clashes(made.unit, made.definition, Register([]))] == [("sum",)]


def test_a_mean_takes_the_lines_of_its_own_form() -> None:
    each = {"mean": {"of": [col("received_total")], "each": "đơn vị"}}
    assert figure(each, SMALL).value == Fraction(8 + 11, 2)
    shares = [{"items_digitised": n, "received": 10} for n in (2, 4, 9)]
    digitised = filled("so-hoa-766", shares)
    of = {
        "ratio": {
            "numerator": col("items_digitised", "so-hoa-766"),
            "denominator": col("received", "so-hoa-766"),
        }
    }
    rate = {"mean": {"of": [of], "each": "lĩnh vực"}}
    assert figure(rate, SMALL, digitised, unit="%").value == Fraction(55 + 40, 2)


def test_a_year_is_added_from_its_periods_and_not_where_one_is_missing() -> None:
    parts = [
        filled("so-hoa-766", [{"received": n}], (("", "", ""),), id=f"q{n}", period={"start": s, "end": e})
        for n, (s, e) in zip((30, 12), Q, strict=True)
    ]
    year = col("received", "so-hoa-766", from_start_of_year="có")
    assert figure(year, *parts).value == 42
    assert figure(year, parts[1]).value is None


def test_words_name_the_form_the_column_and_what_is_chosen() -> None:
    chosen = col("received_total", unit="PHONG-1", level="cấp xã", from_source="1-BC-UBND")
    made = indicator("x", chosen)
    said = sentence_of(
        made, explained(made.definition, Register([organisation("PHONG-1", name="Phòng Một")]))
    )
    assert said == (
        "Số ở cột (3) “Tiếp nhận: Tổng số”"
        " của biểu “Theo dõi tiến độ giải quyết – theo Quyết định 766/QĐ-TTg”,"
        " dòng của đơn vị Phòng Một, dòng của cấp xã, nguồn 1-BC-UBND."
    )


def test_a_seal_holds_the_filled_form_and_the_form_that_a_figure_reads() -> None:
    made = indicator("x", col("received", "so-hoa-766"))
    record = filled("so-hoa-766", [{"received": 3}], lines=(("", "", ""),))
    plain = report('{{ figure("x") }}', organisation("SKHCN"), made, record)
    assert [key_of(one) for one in used(plain)] == ["form/so-hoa-766", "observation/so-hoa-766"]


def test_a_figure_is_divided_by_the_lines_of_its_form_where_they_may_be_added() -> None:
    named = [organisation("SKHCN"), organisation("PHONG-1"), organisation("PHONG-2")]
    made = indicator("x", col("received_total"))
    unlike = indicator("y", col("procedures_paid", "thanh-toan-766"), unit="thủ tục")
    lines = [
        {"label": name, **keys, "cells": {"procedures_paid": "4"}}
        for name, keys in (
            ("Cả sở", {"total": "có"}),
            ("Một", {"unit": "PHONG-1"}),
            ("Hai", {"unit": "PHONG-2"}),
        )
    ]
    paid = observation(lines, id="tt", form="thanh-toan-766")
    calls = '{{ breakdown("x", by="unit") }} {{ breakdown("y", by="unit") }}'
    plain = report(calls, *named, made, unlike, SMALL, paid)
    added, overlapping = plain.source.calls
    assert [row.cells for row in breakdown(added, plain).rows] == [("8",), ("11",)]
    assert breakdown(added, plain).total.cells == ("19",)
    assert undivided(added, plain) == ""
    assert plain.figures["y"].value == 4
    assert "không cộng được" in undivided(overlapping, plain)
