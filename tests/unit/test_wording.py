import random
import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from congbo.words.wording import (
    count,
    listing,
    long_date,
    money,
    number,
    percent,
    period_name,
    sentence,
    short_date,
    span,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1\u202f000"),
        (1_234_567, "1\u202f234\u202f567"),
        (Decimal("87.5"), "87,5"),
        (Fraction(12471, 10), "1\u202f247,1"),
        (Fraction(4800, 56), "85,7"),
        (Decimal("100.0"), "100"),
        (100, "100"),
    ],
)
def test_a_number_has_a_decimal_comma_and_thin_groups(value: Fraction | Decimal | int, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Decimal("0.05"), 1, "0,1"),
        (Decimal("0.25"), 1, "0,3"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("0.449"), 1, "0,4"),
        (Decimal("99.96"), 1, "100"),
        (Decimal("999.95"), 1, "1\u202f000"),
        (Decimal("87.50"), 2, "87,5"),
        (Fraction(4800, 56), 2, "85,71"),
        (Fraction(4800, 56), 0, "86"),
    ],
)
def test_a_number_is_rounded_half_up_and_has_no_zeros_at_its_end(
    value: Fraction | Decimal, decimals: int, shown: str
) -> None:
    assert number(value, decimals) == shown


def test_a_negative_number_keeps_its_sign_unless_it_rounds_to_nothing() -> None:
    assert number(Fraction(-1, 2)) == "-0,5"
    assert number(-1247) == "-1\u202f247"
    assert number(Fraction(-1, 100)) == "0"


def test_a_printed_number_reads_back_as_the_value_within_half_a_step() -> None:
    chance = random.Random(63)
    for _ in range(2000):
        value = Fraction(chance.randint(-(10**9), 10**9), chance.randint(1, 10**4))
        decimals = chance.randint(0, 4)
        shown = number(value, decimals)
        assert re.fullmatch("-?[0-9]{1,3}(\u202f[0-9]{3})*(,[0-9]*[1-9])?", shown), shown
        read = Fraction(shown.replace("\u202f", "").replace(",", "."))
        assert abs(read - value) <= Fraction(1, 2 * 10**decimals), (value, decimals, shown)
        assert len(shown.partition(",")[2]) <= decimals


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (1, "01"),
        (9, "09"),
        (10, "10"),
        (Fraction(9), "09"),
        (Fraction(19, 2), "9,5"),
        (1247, "1\u202f247"),
    ],
)
def test_a_count_below_ten_has_two_digits_and_nothing_is_zero(value: Fraction | int, shown: str) -> None:
    assert count(value) == shown


def test_a_percentage_has_its_sign_without_a_space() -> None:
    assert percent(Fraction(4800, 56)) == "85,7%"
    assert percent(Fraction(4800, 56), 2) == "85,71%"
    assert percent(100) == "100%"


def test_money_is_grouped_with_points_and_names_its_unit() -> None:
    assert money(2_000_000) == "2.000.000 đồng"
    assert money(500) == "500 đồng"


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2024, 2, 5), "05/02/2024", "05 tháng 02 năm 2024"),
        (date(2024, 1, 31), "31/01/2024", "31 tháng 01 năm 2024"),
        (date(2024, 3, 1), "01/03/2024", "01 tháng 3 năm 2024"),
        (date(2024, 6, 21), "21/06/2024", "21 tháng 6 năm 2024"),
        (date(2024, 10, 10), "10/10/2024", "10 tháng 10 năm 2024"),
        (date(2024, 12, 9), "09/12/2024", "09 tháng 12 năm 2024"),
    ],
)
def test_dates_have_the_leading_zeros_of_decree_30(day: date, short: str, long: str) -> None:
    assert short_date(day) == short
    assert long_date(day) == long


def test_no_two_days_are_worded_alike() -> None:
    days = [date(2023, 12, 1) + timedelta(days=step) for step in range(800)]
    assert len({short_date(day) for day in days}) == len(days)
    assert len({long_date(day) for day in days}) == len(days)


def test_a_period_names_both_days() -> None:
    assert span(date(2024, 1, 1), date(2024, 7, 20)) == "từ 01/01/2024 đến 20/07/2024"


@pytest.mark.parametrize(
    ("words", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_a_list_in_a_sentence_ends_in_va(words: list[str], shown: str) -> None:
    assert listing(words) == shown


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert sentence("đã gửi UBND tỉnh") == "Đã gửi UBND tỉnh"
    assert sentence("") == ""


def test_a_count_with_a_fraction_is_rounded_like_a_number() -> None:
    assert count(Fraction(1, 3)) == "0,3"
    assert count(Fraction(1, 3), 2) == "0,33"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2 năm 2024"),
        (date(2024, 1, 1), date(2024, 3, 31), "quý I năm 2024"),
        (date(2024, 10, 1), date(2024, 12, 31), "quý IV năm 2024"),
        (date(2024, 2, 1), date(2024, 4, 30), "từ 01/02/2024 đến 30/04/2024"),
        (date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024"),
        (date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
        (date(2024, 1, 1), date(2024, 9, 30), "9 tháng đầu năm 2024"),
        (date(2024, 1, 1), date(2024, 7, 20), "từ 01/01/2024 đến 20/07/2024"),
        (date(2023, 12, 15), date(2024, 12, 14), "từ 15/12/2023 đến 14/12/2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "từ 01/01/2023 đến 31/12/2024"),
    ],
)
def test_a_period_is_called_by_its_name_where_it_has_one(start: date, end: date, name: str) -> None:
    assert period_name(start, end) == name
