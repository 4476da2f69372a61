"""What a procedure takes in time and money over all its cases and ways to file, in one line."""

import random
from datetime import date
from typing import Any

import pytest

from congbo.figures.ranges import limits_in_words
from congbo.figures.states import ProcedureOn
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import TimeUnit
from sample import procedure

DAY = date(2026, 7, 1)


def on(**keys: Any) -> ProcedureOn:
    return ProcedureOn(procedure("p1", **keys), DAY)


def limit(value: str, unit: str = "ngày làm việc") -> dict[str, str]:
    return {"value": value, "unit": unit}


def case(id_: str, **keys: Any) -> dict[str, Any]:
    return {"id": id_, "name": id_.upper(), **keys}


def fee(amount: str, **keys: str) -> dict[str, str]:
    return {"label": "Lệ phí", "amount": amount, **keys}


WITHIN_DAY = {"unit": "trong ngày"}
SEVEN = [limit("7")]
TEN, TWENTY = fee("10000"), fee("20000")
BOTH = "10.000 đồng đến 20.000 đồng"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ""),
        ({"processing_time": SEVEN}, "07 ngày làm việc"),
        ({"processing_time": SEVEN, "cases": [case("a"), case("b")]}, "07 ngày làm việc"),
        (
            {
                "processing_time": SEVEN,
                "cases": [case("a"), *(case(f"b{n}", processing_time=limit(n)) for n in ("3", "10"))],
            },
            "03 đến 10 ngày làm việc, tuỳ trường hợp",
        ),
        (
            {"cases": [case("a"), case("b", processing_time=limit("3"))]},
            "03 ngày làm việc, có trường hợp chưa rõ",
        ),
        (
            {"processing_time": SEVEN, "channels": [{"method": "trực tuyến", "processing_time": limit("5")}]},
            "05 đến 07 ngày làm việc, tuỳ cách nộp",
        ),
        (
            {"channels": [{"method": "trực tuyến", "processing_time": limit("5")}, {"method": "trực tiếp"}]},
            "05 ngày làm việc, có cách nộp chưa rõ",
        ),
        (
            {
                "processing_time": [limit("5", "ngày")],
                "cases": [case("a"), case("b", processing_time=limit("5"))],
            },
            "05 ngày hoặc 05 ngày làm việc, tuỳ trường hợp",
        ),
        (
            {
                "processing_time": [limit("2", "tháng")],
                "cases": [case("a"), case("b", processing_time=WITHIN_DAY)],
            },
            "Trong ngày đến 02 tháng, tuỳ trường hợp",
        ),
    ],
)
def test_a_limit_of_one_case_or_way_is_never_told_as_the_whole(keys: dict[str, Any], words: str) -> None:
    assert on(**keys).time_in_words == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({}, ""),
        (
            {"fees": [{"items": [TWENTY]}], "channels": [{"method": "trực tiếp", "fees": [TWENTY]}]},
            "20.000 đồng",
        ),
        (
            {"fees": [{"items": [TWENTY]}], "channels": [{"method": "trực tuyến", "fees": [TEN]}]},
            f"{BOTH}, tuỳ cách nộp",
        ),
        (
            {"channels": [{"method": "trực tuyến", "fee": "không"}, {"method": "trực tiếp", "fees": [TEN]}]},
            "Không thu hoặc 10.000 đồng, tuỳ cách nộp",
        ),
        (
            {"channels": [{"method": "trực tuyến"}, {"method": "trực tiếp", "fees": [TEN]}]},
            "10.000 đồng, có cách nộp chưa rõ",
        ),
        (
            {
                "channels": [
                    {"method": "bưu chính", "fee": "theo hợp đồng"},
                    {"method": "trực tiếp", "fees": [TEN]},
                ]
            },
            "10.000 đồng, có cách nộp ghi mức riêng",
        ),
        (
            {"channels": [{"method": one, "fee": "giảm một nửa"} for one in ("trực tiếp", "bưu chính")]},
            "Giảm một nửa",
        ),
        (
            {
                "cases": [
                    case("a", fees="không"),
                    case("b", fees=[fee("30", currency="USD")]),
                    case("c", fees=[TEN]),
                ]
            },
            "Không thu hoặc 30 USD; 10.000 đồng, tuỳ trường hợp",
        ),
        ({"fees": [{"items": [{"label": "Phí", "text": "theo hợp đồng"}]}]}, "Theo hợp đồng"),
        ({"fees": [{"items": [{"label": "Phí", "text": "dài " * 30}]}]}, "Ghi bằng lời, xem chi tiết"),
        (
            {"fees": [{"items": [TEN, {"label": "Phí", "text": "theo hợp đồng"}]}]},
            "10.000 đồng, có khoản ghi bằng lời",
        ),
        (  # the same sum under two labels differs in nothing that a citizen pays
            {"cases": [case("a", fees=[TEN]), case("b", fees=[{**TEN, "label": "Phí"}])]},
            "10.000 đồng",
        ),
    ],
)
def test_a_fee_of_one_case_or_way_is_never_told_as_the_whole(keys: dict[str, Any], words: str) -> None:
    assert on(**keys).fees_in_words == words


def test_limits_read_the_same_in_any_order_and_name_their_ends() -> None:
    chance = random.Random(1)
    units = [unit for unit in TimeUnit if unit is not TimeUnit.WITHIN_DAY]
    for _ in range(200):
        limits = [
            TimeLimit.model_validate({"value": str(chance.randint(1, 40)), "unit": chance.choice(units)})
            for _ in range(chance.randint(1, 5))
        ]
        words = limits_in_words(limits)
        for unit in {one.unit for one in limits} if " hoặc " in words else ():
            assert unit in words
        for end in words.partition(" đến ")[::2] if " đến " in words and " hoặc " not in words else ():
            assert any(one.in_words.startswith(end) for one in limits)
        chance.shuffle(limits)
        assert limits_in_words(limits) == words


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ([("20", "ngày làm việc"), ("25", "ngày")], "20 ngày làm việc hoặc 25 ngày"),
        ([("5", "ngày làm việc"), ("30", "ngày")], "05 ngày làm việc đến 30 ngày"),
        ([("1", "tháng"), ("30", "ngày")], "01 tháng hoặc 30 ngày"),
        ([("1", "tháng"), ("31", "ngày")], "01 tháng đến 31 ngày"),
        (
            [("3", "ngày làm việc"), ("10", "ngày làm việc"), ("4", "ngày")],
            "03 đến 10 ngày làm việc hoặc 04 ngày",
        ),
    ],
)
def test_limits_of_several_units_have_ends_only_where_no_time_off_turns_them_round(
    limits: list[tuple[str, str]], words: str
) -> None:
    assert limits_in_words(TimeLimit.model_validate(limit(*one)) for one in limits) == words
