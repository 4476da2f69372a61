"""Days and sums of money that a text names, told apart from dates and other numbers."""

from decimal import Decimal
from random import Random

import pytest

from congbo.words.named_amounts import days_named, fees_named, money_named

DAYS = {
    "Trong 03 ngày làm việc kể từ ngày nhận đủ hồ sơ": {3},
    "không quá 5 (năm) ngày": {5},
    "từ 2-3 ngày": {2, 3},
    "1,5 ngày": {Decimal("1.5")},
    "10 Ngày làm việc": {10},
    "ngày 05 tháng 8 năm 2026": set(),
    "kể từ ngày 01/7/2025 đến hết ngày 31/12/2026": set(),
    "Thông tư 01/2025 ngày 03/3": set(),
    "giờ hành chính các ngày làm việc từ thứ 2": set(),
    "Điều 5 khoản 2": set(),
    "": set(),
}
MONEY = {
    "150.000 đồng/lần/thẻ": [150_000],
    "25.000.000đ/giấy": [25_000_000],
    "1,5 triệu đồng": [1_500_000],
    "400,000 Việt Nam Đồng (400.000đ)": [400_000, 400_000],
    "30 USD": [30],
    "3.000 tỷ đồng": [3_000 * 10**9],
    "nộp 5 đơn, 3 điều, 2 đại diện": [],
    "theo Thông tư số 64/2025/TT-BTC": [],
    "": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_days_are_told_from_dates(text: str) -> None:
    assert days_named(text) == DAYS[text]


@pytest.mark.parametrize("text", MONEY)
def test_sums_are_read_however_they_are_written(text: str) -> None:
    assert [one.amount for one in money_named(text)] == MONEY[text]


def test_only_a_sum_that_a_sentence_calls_a_fee_is_one() -> None:
    assert [one.words for one in fees_named("Vốn điều lệ 3.000 tỷ đồng. Lệ phí: 50.000 đồng.")] == [
        "50.000 đồng"
    ]
    assert not list(fees_named("Phí không thu. Ký quỹ 5.000.000 đồng"))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_stands_around_a_number_of_days_it_is_found_and_dates_are_not(seed: int) -> None:
    random = Random(seed)
    days = random.sample(range(1, 99), 3)
    parts = [f"trong {one:02} ngày{random.choice([' làm việc', ''])} xem hồ sơ" for one in days]
    dates = [f"ngày {random.randint(1, 28)}/{random.randint(1, 12)}/2025" for _ in range(3)]
    words = [*parts, *dates]
    random.shuffle(words)
    assert days_named(random.choice([", ", "; ", ". "]).join(words)) == set(days)
