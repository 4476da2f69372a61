"""Lines over periods: only what can stand side by side, three values at least, and never a false point."""

from datetime import date
from fractions import Fraction

import pytest

from congbo.figures.indicators import Figure
from congbo.figures.quantities import State
from congbo.figures.trends import MOST, trend
from congbo.records.record import Period


def value(number: int | None, basis: Period | date, unit: str = "hồ sơ", qualifier: str = "") -> Figure:
    known = None if number is None else Fraction(number)
    return Figure("so", "Số hồ sơ", unit, known, State.KNOWN, basis, (), (), qualifier=qualifier)


def period(start: str, end: str) -> Period:
    return Period.model_validate({"start": start, "end": end})


def year(of: int) -> Period:
    return period(f"{of}-01-01", f"{of}-12-31")


def half(of: int) -> Period:
    return period(f"{of}-01-01", f"{of}-06-30")


def test_three_like_periods_make_a_line_in_their_order_whatever_the_order_given() -> None:
    found = trend([value(20, year(2024)), value(10, year(2022)), value(0, year(2023))])
    assert found is not None
    assert [one.text for one in found.figures] == ["10", "0", "20"]
    assert [point.x for point in found.points] == ["6.00", "50.00", "94.00"]
    assert [point.y for point in found.points] == ["5.00", "8.00", "2.00"]
    assert len(found.segments) == 2
    assert found.in_words.startswith("từ 01/01/2022 đến 31/12/2022: 10.")


@pytest.mark.parametrize(
    "figures",
    [
        [],
        [value(1, year(2023)), value(2, year(2024))],
        [value(1, year(2022)), value(1, half(2023)), value(2, year(2024))],
        [value(1, year(2022)), value(None, year(2023)), value(2, year(2024))],
        [value(1, year(2022)), value(1, year(2023), qualifier="hơn"), value(2, year(2024))],
        [value(1, year(2022)), value(1, year(2023), unit="%"), value(2, year(2024))],
        [value(1, year(2024)), value(2, year(2024)), value(3, year(2024))],
        [value(1, period(f"2024-0{n}-01", f"2024-0{n + 5}-28")) for n in (1, 2, 3)],
        [value(1, date(2023, 1, 1)), value(2, year(2023)), value(3, date(2024, 1, 1))],
    ],
)
def test_what_cannot_stand_side_by_side_makes_no_line(figures: list[Figure]) -> None:
    assert trend(figures) is None


def test_numbers_of_days_make_a_line_and_of_very_many_the_latest_are_drawn() -> None:
    found = trend(value(n, date(2000 + n, 1, 1), unit="%") for n in range(40))
    assert found is not None
    assert (len(found.figures), len(found.points)) == (40, MOST)
    assert found.points[-1].figure.text == "39%"


def test_of_two_values_of_one_time_the_first_given_counts() -> None:
    found = trend([value(5, year(2024)), value(4, year(2024)), value(3, year(2023)), value(2, year(2022))])
    assert found is not None
    assert [one.text for one in found.figures] == ["02", "03", "05"]
