import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from congbo.records.scalars import (
    Count,
    Texts,
    YesNo,
    choice,
    parse_count,
    parse_date,
    parse_id,
    parse_list,
    parse_money,
    parse_number,
    parse_symbol,
    parse_text,
    parse_yes_no,
)
from congbo.words.typed_amounts import typed_amount
from congbo.words.vocabulary import OnlineLevel


def refusal(parse: Callable[[object], object], value: object) -> tuple[str, str, str]:
    """The rule, the message and the hint with which a value is refused."""
    with pytest.raises(PydanticCustomError) as caught:
        parse(value)
    context = caught.value.context or {}
    return caught.value.type, context["said"], context["hint"]


DIGITS_ONLY = "Chỉ viết chữ số, không viết gì khác"


@pytest.mark.parametrize("typed", ["1.010830", "no", "12:30", "010", "2024-02-05", "null", "1e3"])
def test_text_stays_as_it_was_typed(typed: str) -> None:
    assert parse_text(typed) == typed


def test_text_loses_its_outer_space_only() -> None:
    assert parse_text("  một  dòng\n") == "một  dòng"


@pytest.mark.parametrize(("value", "shape"), [(["a"], "một danh sách"), ({"a": "b"}, "một nhóm khoá")])
def test_a_list_or_a_group_is_no_text(value: object, shape: str) -> None:
    rule, said, _ = refusal(parse_text, value)
    assert rule == "wrong-type"
    assert shape in said


def test_a_date_is_year_month_and_day() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    assert parse_date(" 2024-02-05 ") == date(2024, 2, 5)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        pytest.param("05/02/2024", "Có phải “2024-02-05”?", id="day first, slashes"),
        pytest.param("5/2/2024", "Có phải “2024-02-05”?", id="day first, no leading zeros"),
        pytest.param("05-02-2024", "Có phải “2024-02-05”?", id="day first, hyphens"),
        pytest.param("05.02.2024", "Có phải “2024-02-05”?", id="day first, points"),
        pytest.param("03/05/2024", "Có phải “2024-05-03”?", id="may be read two ways"),
        pytest.param("2024/02/05", "Có phải “2024-02-05”?", id="year first, slashes"),
        pytest.param("2024-2-5", "Có phải “2024-02-05”?", id="year first, no leading zeros"),
        pytest.param("05/02/24", "Ví dụ: 2024-02-05.", id="year of two digits is not guessed"),
        pytest.param("12/31/2024", "Có phải “2024-12-31”?", id="no such month, so the day"),
        pytest.param("20240205", "Có phải “2024-02-05”?", id="digits alone"),
        pytest.param("31/3/24", "Ví dụ: 2024-02-05.", id="month and two digits"),
        pytest.param("45327", "Có phải “2024-02-05”?", id="the number that a spreadsheet has for a day"),
        pytest.param("5-Feb-2024", "Có phải “2024-02-05”?", id="a month in English"),
        pytest.param("5 tháng hai 2024", "Có phải “2024-02-05”?", id="a month in words"),
        pytest.param("Thứ Hai, ngày 05/02/2024", "Có phải “2024-02-05”?", id="with the day of the week"),
        pytest.param("2O24-02-05", "Có phải “2024-02-05”?", id="a letter for a digit"),
        pytest.param("2024 - 02 - 05", "Có phải “2024-02-05”?", id="with spaces"),
        pytest.param("2024-02-05, 2024-02-06", "Hãy chỉ giữ một ngày, ví dụ 2024-02-05", id="two days"),
        pytest.param("2024-02", "Ví dụ: 2024-02-05.", id="no day"),
        pytest.param("2024-02-05T00:00:00", "Có phải “2024-02-05”?", id="with a time"),
        pytest.param("ngày 05 tháng 02 năm 2024", "Có phải “2024-02-05”?", id="in words"),
    ],
)
def test_a_date_in_another_form_is_refused_with_the_form_that_is_accepted(typed: str, hint: str) -> None:
    rule, said, offered = refusal(parse_date, typed)
    assert (rule, offered) == ("date-form", hint)
    assert "NĂM-THÁNG-NGÀY" in said
    assert said.endswith(f"(đang là '{typed}')")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("2024-02-31", "ngày"),
        ("2023-02-29", "ngày"),
        ("2024-06-00", "ngày"),
        ("2024-13-13", "tháng"),
        ("2024-00-05", "tháng"),
        ("0204-02-05", "năm"),
        ("1944-12-31", "năm"),
        ("2101-01-01", "năm"),
        ("9999-12-31", "năm"),
    ],
)
def test_a_day_that_never_was_is_refused_with_the_part_that_is_wrong(typed: str, wrong: str) -> None:
    rule, said, hint = refusal(parse_date, typed)
    assert (rule, hint) == ("date-impossible", "Hãy xem lại ngày trên văn bản")
    assert wrong in said
    assert said.endswith(f"(đang là '{typed}')")


@pytest.mark.parametrize("typed", ["31/02/2024", "31-6-2024", "ngày 30 tháng 2 năm 2024", "32/1/2024"])
def test_no_day_is_offered_for_one_that_never_was(typed: str) -> None:
    rule, said, hint = refusal(parse_date, typed)
    assert rule == "date-impossible"
    assert "ngày có thật" in said
    assert "Có phải" not in hint


def test_day_and_month_the_other_way_round_are_offered_where_no_other_reading_is() -> None:
    assert refusal(parse_date, "2024-31-12")[2] == "Có phải “2024-12-31”?"


def test_every_day_reads_back_and_every_other_spelling_of_it_is_answered_with_it() -> None:
    chance = random.Random(30)
    for _ in range(300):
        day = date(1945, 1, 1) + timedelta(days=chance.randrange(365 * 120))
        assert parse_date(day.isoformat()) == day
        mark = chance.choice("/.-")
        typed = chance.choice([f"{day.day}{mark}{day.month}{mark}{day.year}", f"{day:%Y/%m/%d}"])
        assert refusal(parse_date, typed)[2] == f"Có phải “{day}”?"


@pytest.mark.parametrize(("typed", "value"), [("0", 0), ("06", 6), ("010", 10), ("1247", 1247)])
def test_a_count_is_decimal_whatever_zeros_stand_in_front(typed: str, value: int) -> None:
    assert parse_count(typed) == value


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("1.247", "Có phải “1247”?"),
        ("1,247", "Có phải “1247”?"),
        ("2.000.000", "Có phải “2000000”?"),
        ("1 247", "Có phải “1247”?"),
        ("16 hồ sơ", "Có phải “16”?"),
        ("16 (mười sáu)", "Có phải “16”?"),
        ("16.0", "Có phải “16”?"),
        ("l6", "Có phải “16”?"),
        ("O", "Có phải “0”?"),
        ("không", "Không có thì viết 0"),
        ("-", "Không có thì viết 0"),
        ("1.5", "Số ở đây là số đếm, không có phần lẻ; hãy xem lại"),
        ("1,2475", "Số ở đây là số đếm, không có phần lẻ; hãy xem lại"),
        ("=14+2", "Máy không tính phép tính; hãy viết kết quả"),
        ("14-16", "Ở đây chỉ viết một số"),
        ("+5", DIGITS_ONLY),
        ("0x10", DIGITS_ONLY),
        ("sáu", "Hãy viết bằng chữ số"),
        ("", ""),
    ],
)
def test_a_count_with_points_or_commas_is_asked_back_and_never_read(typed: str, hint: str) -> None:
    rule, said, offered = refusal(parse_count, typed)
    assert (rule, offered) == ("wrong-type", hint)
    assert said.endswith(f"(đang là '{typed}')")


@pytest.mark.parametrize(("parse", "typed"), [(parse_count, "-1"), (parse_number, "-0.5")])
def test_nothing_is_counted_below_zero(parse: Callable[[object], object], typed: str) -> None:
    assert refusal(parse, typed)[0] == "negative-count"


@pytest.mark.parametrize("typed", ["54", "87.5", "0.10", "1247"])
def test_a_number_is_kept_exactly(typed: str) -> None:
    assert parse_number(typed) == Decimal(typed)
    assert str(parse_number(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("87,5", "Có phải “87.5”?"),
        ("1.234,5", "Có phải “1234.5”?"),
        ("1,234.5", "Có phải “1234.5”?"),
        ("54 tài khoản", "Có phải “54”?"),
        ("khoảng 54", "Chỉ viết số: 54; là số ước chừng thì ghi thêm một dòng ở “doubts”"),
        ("1.2.3", DIGITS_ONLY),
        (".5", DIGITS_ONLY),
        ("5.", "Có phải “5”?"),
        ("NaN", ""),
        ("Infinity", ""),
        ("1e3", DIGITS_ONLY),
        ("87.5%", "Có phải “87.5”?"),
        ("1_000", DIGITS_ONLY),
    ],
)
def test_a_number_has_a_point_and_nothing_else(typed: str, hint: str) -> None:
    rule, said, offered = refusal(parse_number, typed)
    assert (rule, offered) == ("wrong-type", hint)
    assert said.endswith(f"(đang là '{typed}')")


@pytest.mark.parametrize(
    ("typed", "hint"), [("1.247", "Có phải “1247”?"), ("12.247.000", "Có phải “12247000”?")]
)
def test_a_number_that_may_be_thousands_is_asked_back(typed: str, hint: str) -> None:
    assert refusal(parse_number, typed)[::2] == ("wrong-type", hint)


def test_a_number_too_long_to_be_meant_is_refused() -> None:
    assert parse_count("9" * 15) == 10**15 - 1
    assert refusal(parse_count, "9" * 16)[0] == "wrong-type"
    assert refusal(parse_count, "9" * 400)[0] == "wrong-type"
    assert refusal(parse_number, "9" * 400)[0] == "wrong-type"


def test_yes_and_no_are_vietnamese_words() -> None:
    assert parse_yes_no("có") is True
    assert parse_yes_no("không") is False


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        *((word, "Có phải “có”?") for word in ("yes", "true", "1", "x", "Có", "đúng")),
        *((word, "Có phải “không”?") for word in ("no", "false", "0", "khong")),
        ("", "Đúng thì viết “có”, không đúng thì viết “không”"),
        ("là văn bản quy phạm", "Đúng thì viết “có”, không đúng thì viết “không”"),
    ],
)
def test_no_other_word_is_yes_or_no(typed: str, hint: str) -> None:
    rule, said, offered = refusal(parse_yes_no, typed)
    assert (rule, offered) == ("wrong-type", hint)
    assert "“có”" in said
    assert "“không”" in said


class Groups(BaseModel):
    words: Texts = ()
    count: Count = 0
    yes: YesNo = False


def test_one_line_stands_for_a_list_of_one() -> None:
    assert parse_list("a") == ["a"]
    assert Groups.model_validate({"words": "kế hoạch"}).words == ("kế hoạch",)
    assert Groups.model_validate({"words": ["a", " b "]}).words == ("a", "b")


def test_every_wrong_value_is_told_at_its_own_place_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Groups.model_validate({"words": ["a", ["b"]], "count": "-1", "yes": "yes"})
    assert {(error["loc"], error["type"]) for error in caught.value.errors()} == {
        (("words", 1), "wrong-type"),
        (("count",), "negative-count"),
        (("yes",), "wrong-type"),
    }


def test_an_unknown_term_is_refused_with_all_terms_and_the_nearest() -> None:
    parse: Callable[[object], StrEnum] = choice(OnlineLevel).func  # type: ignore[assignment]
    assert parse("toàn trình") is OnlineLevel.FULL
    rule, said, hint = refusal(parse, "toan trinh")
    assert rule == "unknown-term"
    assert hint == "Có phải “toàn trình”?"
    for level in OnlineLevel:
        assert f"“{level}”" in said
    assert "(đang là 'toan trinh')" in said


@pytest.mark.parametrize(
    "parse", [parse_date, parse_count, parse_number, parse_yes_no, parse_id, parse_symbol]
)
def test_what_only_looks_plain_is_refused_by_name_in_whatever_is_compared(
    parse: Callable[[object], object],
) -> None:
    rule, said, hint = refusal(parse, "２０２4‑03–05")
    assert rule == "symbol-letters"
    assert "U+FF12" in said
    assert "U+2011" in said
    assert hint == "Hãy viết “2024-03-05”"


def test_texts_ids_and_symbols_have_a_length_that_they_can_have() -> None:
    for parse, most in ((parse_text, 50_000), (parse_id, 100), (parse_symbol, 60)):
        assert parse("a" * most) == "a" * most
        rule, said, _ = refusal(parse, "a" * (most + 1))
        assert rule == "too-long"
        assert str(most + 1) in said
        assert len(said) < 100


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("350k", "Có phải “350000”?"),
        ("350.000đ", "Có phải “350000”?"),
        ("350.000 đồng", "Có phải “350000”?"),
        ("350 nghìn đồng/hồ sơ", "Có phải “350000”? Chữ “/hồ sơ” thì ghi ở “note”"),
        ("1,5 triệu", "Có phải “1500000”?"),
        ("2 tỷ", "Có phải “2000000000”?"),
        ("350 000 VNĐ", "Có phải “350000”?"),
        ("30 USD", "Có phải “30”? Loại tiền ghi riêng một dòng “currency: USD”"),
        ("miễn phí", "Không thu khoản này thì viết 0; không thu khoản nào thì viết “items: không”"),
        ("theo quy định", "Không ghi được bằng số thì viết ở “text”, thay cho “amount”"),
        (
            "100.000 - 500.000",
            "Nhiều mức thì ghi mức thấp nhất ở “least”, cao nhất ở “most”, thay cho “amount”",
        ),
        ("0,1%", "Tỷ lệ thì ghi “percent: 0.1” và “percent_of: …” (của cái gì), thay cho “amount”"),
        ("ba trăm nghìn", "Hãy viết bằng chữ số"),
    ],
)
def test_money_as_clerks_write_it_is_told_how_to_write(typed: str, hint: str) -> None:
    assert refusal(parse_money, typed)[2] == hint


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("5O", "50"),
        ("l2", "12"),
        ("1O0", "100"),
        ("12l", None),
        ("5 O", None),
        ("12a", None),
        ("350k", "350000"),
    ],
)
def test_letters_among_digits_are_read_only_where_they_can_be_nothing_else(
    typed: str, value: str | None
) -> None:
    found = typed_amount(typed).value
    assert found == (None if value is None else Decimal(value))
