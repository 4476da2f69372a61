"""What holds in each case of a procedure: parts of the case stand for the common ones, or come on top."""

from datetime import date
from random import Random
from typing import Any

import pytest

from congbo.figures.ahead import turning_days
from congbo.figures.cases import cases_of
from congbo.figures.states import ProcedureOn
from congbo.records.procedures import Procedure
from sample import procedure

DAY = date(2026, 8, 1)
REPLACING = {
    "channels": [{"method": "trực tuyến"}],
    "dossier_sets": "2",
    "fees": "không",
    "processing_time": {"value": "5", "unit": "ngày", "note": "kéo dài khi cần"},
}
ADDING = {
    "conditions": "Có kho",
    "dossier": [{"name": "Giấy của riêng"}],
    "results": ["Quyết định"],
    "steps": ["Kiểm tra tại chỗ"],
}
COMMON: dict[str, Any] = {
    "channels": [{"method": "trực tiếp"}],
    "conditions": "Có trụ sở",
    "dossier": [{"name": "Đơn"}],
    "dossier_sets": "1",
    "fees": [{"items": [{"label": "Phí", "amount": "100"}]}],
    "processing_time": [{"value": "10", "unit": "ngày"}],
    "results": ["Giấy phép"],
    "steps": ["Nộp"],
}


def views(**keys: Any) -> Any:
    return cases_of(ProcedureOn(procedure("p1", **keys), DAY))


def test_a_procedure_without_cases_is_one_case_with_the_common_parts() -> None:
    (view,) = views(**COMMON)
    held = view.on.procedure
    assert (view.id, view.anchor, view.name, view.when) == ("", "", "", "")
    assert (view.limit, view.fees) == (held.processing_time[0], held.fees[0])
    assert (view.channels, view.dossier, view.dossier_sets) == (held.channels, held.dossier, 1)
    assert (view.results, view.steps, view.common_conditions) == (held.results, held.steps, "Có trụ sở")
    assert (view.own_dossier, view.own_results, view.own_steps, view.own_conditions) == ((), (), (), "")


@pytest.mark.parametrize("seed", range(40))
def test_each_part_of_a_case_replaces_or_is_added_whatever_else_is_said(seed: int) -> None:
    random = Random(seed)
    common = {key: value for key, value in COMMON.items() if random.random() < 0.6}
    own: dict[str, Any] = {
        key: value for key, value in {**REPLACING, **ADDING}.items() if random.random() < 0.5
    }
    alone: Procedure = procedure("p1", **common)
    first, second = views(**common, cases=[{"id": "a", "name": "A", **own}, {"id": "b", "name": "B"}])
    (plain,) = views(**common)
    parts = ("limit", "fees", "channels", "dossier", "dossier_sets", "results", "steps")
    for part in parts:
        assert getattr(second, part) == getattr(plain, part)
    assert first.channels == (first.case.channels if "channels" in own else alone.channels)
    assert first.dossier_sets == (2 if "dossier_sets" in own else alone.dossier_sets)
    assert first.limit == (first.case.processing_time if "processing_time" in own else plain.limit)
    assert (first.fees.items == ()) if "fees" in own else (first.fees == plain.fees)
    for part in ("dossier", "results", "steps"):
        assert getattr(first, part) == getattr(alone, part) + getattr(first.case, part)
    assert first.own_conditions == own.get("conditions", "")
    assert first.common_conditions == alone.conditions
    assert first.anchor == "truong-hop-a"


def test_cases_change_as_a_whole_from_a_day_on() -> None:
    cases = [
        {"value": [{"id": "a", "name": "A"}]},
        {"since": "2026-09-01", "value": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]},
    ]
    record = procedure("p1", cases=cases)
    days = (date(2026, 8, 31), date(2026, 9, 1))
    assert [len(cases_of(ProcedureOn(record.on(day), day))) for day in days] == [1, 2]


CHANNELS = [
    {"method": "trực tiếp", "fees": [{"label": "Phí", "amount": "100"}]},
    {"method": "trực tuyến", "fees": [{"label": "Phí", "amount": "50"}]},
]
FEES = [{"items": [{"label": "Phí", "amount": "100"}]}]
FREE_CASE = {"id": "a", "name": "A", "fees": "không"}
OTHER = {"id": "b", "name": "B"}
SHORT = {"id": "c", "name": "C", "processing_time": {"value": "3", "unit": "ngày"}}
LONG = {"id": "d", "name": "D", "processing_time": {"value": "2", "unit": "tháng"}}
TEN = [{"value": "10", "unit": "ngày"}]


@pytest.mark.parametrize(
    ("keys", "fee", "kind"),
    [
        ({}, "", ""),
        ({"fees": FEES}, "100 đồng", "co"),
        ({"fees": FEES, "cases": [FREE_CASE]}, "Không thu", "khong"),
        ({"fees": FEES, "cases": [FREE_CASE, OTHER]}, "Không thu hoặc 100 đồng, tuỳ trường hợp", "co"),
        ({"cases": [FREE_CASE, OTHER]}, "Không thu, có trường hợp chưa rõ", ""),
        ({"channels": CHANNELS}, "50 đồng đến 100 đồng, tuỳ cách nộp", "co"),
    ],
)
def test_lists_tell_what_any_case_costs(keys: dict[str, Any], fee: str, kind: str) -> None:
    on = ProcedureOn(procedure("p1", **keys), DAY)
    assert (on.fees_in_words, on.fee_class) == (fee, kind)


@pytest.mark.parametrize(
    ("keys", "time", "days"),
    [
        ({}, "", None),
        ({"processing_time": TEN}, "10 ngày", 10),
        ({"processing_time": TEN, "cases": [SHORT, OTHER]}, "03 đến 10 ngày, tuỳ trường hợp", 10),
        ({"processing_time": TEN, "cases": [SHORT]}, "03 ngày", 3),
        ({"cases": [SHORT, LONG]}, "03 ngày đến 02 tháng, tuỳ trường hợp", 60),
        ({"cases": [SHORT, OTHER]}, "03 ngày, có trường hợp chưa rõ", None),
    ],
)
def test_lists_tell_how_long_any_case_takes(keys: dict[str, Any], time: str, days: int | None) -> None:
    on = ProcedureOn(procedure("p1", **keys), DAY)
    assert (on.time_in_words, on.days) == (time, days)


def test_what_lapses_is_no_longer_told_and_its_day_is_known_ahead() -> None:
    lapsing = {"label": "Phí", "amount": "50", "until": "2026-12-31"}
    lasting = {"label": "Lệ phí", "amount": "10"}
    record = procedure(
        "p1",
        fees=[{"items": [lapsing]}],
        channels=[
            {"method": "trực tuyến", "until": "2026-12-31"},
            {"method": "trực tiếp", "fees": [lapsing, lasting]},
        ],
        cases=[{"id": "a", "name": "A", "fees": [lapsing]}],
    )
    last, after = date(2026, 12, 31), date(2027, 1, 1)
    assert {when for when, _ in turning_days(record)} == {after}
    (then,), (now,) = (ProcedureOn(record, day).cases for day in (last, after))
    assert (len(then.channels), len(now.channels)) == (2, 1)
    assert now.channels[0].fees is not None
    assert [item.label for item in now.channels[0].fees] == ["Lệ phí"]
    assert then.fees is not None
    assert now.fees is now.on.fees is None, "what has lapsed is not known, never free"
