from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from congbo.figures.comparisons import Comparison, PreviousPeriod, compared
from congbo.figures.frame import Frame
from congbo.figures.indicators import Figure, declared, evaluate
from congbo.records.record import Record
from congbo.records.register import Register
from sample import FRAME, document, dossiers, event, indicator, procedure, ratio, statistic

LAST = {"start": "2023-01-01", "end": "2023-07-20"}
PREVIOUS = PreviousPeriod.model_validate({**LAST, "as_of": "2023-07-20"})
COMPLETE = PreviousPeriod.model_validate({**LAST, "as_of": "2023-07-20", "complete": ["văn bản", "thủ tục"]})
SHARE = ratio({"dossiers": "received_online"}, {"dossiers": "received_total"})
PLANS = {"count": "văn bản", "where": {"kind": "kế hoạch", "issued": "trong kỳ"}}


def beside(
    definition: dict[str, Any], *records: Record, previous: PreviousPeriod | None = PREVIOUS, **keys: Any
) -> Comparison:
    item = indicator("chi-so", definition, **keys)
    register = Register([item, *records])
    return compared(evaluate(item, FRAME, register), FRAME, previous, register)


def declared_beside(*records: Record, frame: Frame = FRAME) -> Comparison:
    register = Register(records)
    figure = declared("so", frame, register)
    assert figure is not None
    return compared(figure, frame, PREVIOUS, register)


def row(online: int, total: int, **keys: Any) -> Record:
    id_ = f"ky-{keys.get('period', {}).get('start', '2024')}-{keys.get('organisation', 'SKHCN')}"
    return dossiers(id_, {"received_online": online, "received_total": total}, **keys)


def test_a_difference_of_percentages_is_in_points_and_from_unrounded_values() -> None:
    found = beside(SHARE, row(48, 56), row(5, 6, period=LAST), unit="%")
    assert (found.text, found.difference) == ("83,3%", Fraction(4800, 56) - Fraction(500, 6))
    assert found.difference_text == "tăng 2,4 điểm %"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (16, 12, "tăng 4 hồ sơ"),
        (12, 1500, "giảm 1\u202f488 hồ sơ"),
        (12, 12, "không đổi"),
        (3, 0, "tăng 3 hồ sơ"),
    ],
)
def test_a_difference_of_counts_is_in_their_unit(now: int, before: int, said: str) -> None:
    records = [row(0, now), row(0, before, period=LAST)]
    assert beside({"dossiers": "received_total"}, *records, unit="hồ sơ").difference_text == said


def test_a_difference_too_small_to_print_is_not_said_to_be_none() -> None:
    found = beside(SHARE, row(5000, 10000), row(5001, 10000, period=LAST), unit="%")
    assert found.difference == Fraction(-1, 100)
    assert found.difference_text == "giảm chưa đến 0,1 điểm %"


def test_without_a_period_before_nothing_is_compared_even_where_there_are_records() -> None:
    found = beside({"dossiers": "received_total"}, row(0, 16), row(0, 12, period=LAST), previous=None)
    assert (found.text, found.difference_text) == ("chưa có số liệu cùng kỳ", "")
    assert found.reason == "báo cáo không nêu kỳ để so sánh"


def test_records_are_counted_in_the_period_before_only_where_they_are_all_there() -> None:
    plans = [
        document("1-KH-SKHCN-2024", issued="2024-02-01"),
        document("2-KH-SKHCN-2023", issued="2023-03-01"),
    ]
    unsure = beside(PLANS, *plans)
    assert (unsure.before, unsure.difference) == (None, None)
    assert unsure.reason == "báo cáo không ghi là kỳ ấy có đủ bản ghi văn bản"
    sure = beside(PLANS, *plans, previous=COMPLETE)
    assert (sure.text, sure.difference_text) == ("01", "không đổi")


def test_what_has_no_day_is_not_compared_though_the_records_are_all_there() -> None:
    disclosed = {"count": "thủ tục", "where": {"in_force": "ngày số liệu", "disclosed": "Trang thông tin"}}
    for definition in (disclosed, ratio(disclosed, {"count": "thủ tục"}), {"sum": [disclosed, disclosed]}):
        found = beside(definition, procedure("p1"), previous=COMPLETE)
        assert (found.before, found.reason) == (None, "bản ghi không nói nơi công khai có từ ngày nào")


def test_both_counts_of_a_ratio_must_be_of_records_that_are_all_there() -> None:
    definition = ratio({"count": "sự kiện"}, {"count": "thủ tục"})
    assert beside(definition, procedure("p1"), previous=COMPLETE, unit="%").reason.endswith(
        "đủ bản ghi sự kiện"
    )


def test_a_statistic_of_another_period_than_the_one_before_is_not_used() -> None:
    year = {"start": "2023-01-01", "end": "2023-12-31"}
    found = declared_beside(statistic("so", "16"), statistic("so", "99", period=year))
    assert (found.before, found.reason) == (None, "chưa có số liệu cùng kỳ")
    same = declared_beside(statistic("so", "16"), statistic("so", "9", period=LAST))
    assert same.difference_text == "tăng 7 hồ sơ"


def test_what_there_was_is_of_the_day_named_and_not_of_the_periods_end() -> None:
    earlier = PreviousPeriod.model_validate({**LAST, "as_of": "2023-06-30", "complete": "thủ tục"})
    late = procedure("p2", events=[event("mới ban hành", "2023-07-10")])
    in_force = {"count": "thủ tục", "where": {"in_force": "ngày số liệu"}}
    assert beside(in_force, procedure("p1"), late, previous=earlier).text == "01"
    assert beside(in_force, procedure("p1"), late, previous=COMPLETE).text == "02"


def test_the_period_before_is_of_the_same_body() -> None:
    frame = Frame(FRAME.period, FRAME.as_of, FRAME.day, "SKHCN")
    item = indicator("chi-so", {"dossiers": "received_total"}, unit="hồ sơ")
    mine, theirs = row(0, 12, period=LAST), row(0, 99, period=LAST, organisation="UBND")
    register = Register([item, row(0, 16), mine, theirs])
    assert compared(evaluate(item, frame, register), frame, PREVIOUS, register).text == "12"


def test_stock_is_not_compared_with_flow() -> None:
    found = declared_beside(statistic("so", "16"), statistic("so", "9", day="2023-06-30"))
    assert (found.before, found.reason) == (None, "một bên là số tại một ngày, một bên là số trong kỳ")


def test_a_figure_of_a_day_is_not_compared_with_itself() -> None:
    found = declared_beside(statistic("so", "6", day="2023-05-13"))
    assert (found.before, found.reason) == (None, "cả hai kỳ chỉ có chung một số liệu")
    assert declared_beside(
        statistic("so", "6", day="2023-05-13"), statistic("so", "8", day="2024-07-20")
    ).difference == Fraction(2)


def test_a_count_that_runs_on_to_the_reports_day_is_not_compared() -> None:
    late = {"count": "văn bản", "where": {"issued": "từ đầu kỳ đến ngày báo cáo"}}
    assert beside(late, previous=COMPLETE).reason == "số này không tính trong đúng kỳ báo cáo"
    on_time = Frame(FRAME.period, FRAME.as_of, date(2024, 7, 20))
    item = indicator("chi-so", late)
    register = Register([item])
    found = compared(evaluate(item, on_time, register), on_time, COMPLETE, register)
    assert found.difference == 0


def test_figures_of_two_bodies_or_two_units_are_not_compared() -> None:
    reason = "hai số khác đơn vị tính hoặc khác cơ quan"
    for other in ({"organisation": "UBND"}, {"unit": "tài khoản"}):
        found = declared_beside(statistic("so", "16"), statistic("so", "9", period=LAST, **other))
        assert (found.before, found.reason) == (None, reason)
    records = [row(1, 16), row(1, 12, period=LAST, organisation="UBND")]
    assert beside(SHARE, *records, unit="%").reason == reason


def test_what_has_not_arisen_is_shown_and_has_no_difference() -> None:
    found = beside(SHARE, row(1, 2), row(0, 0, period=LAST), unit="%")
    assert (found.text, found.difference_text) == ("không phát sinh", "")
    assert found.reason == "không phát sinh"


def test_more_than_a_number_has_no_difference_to_it() -> None:
    found = declared_beside(
        statistic("so", "60", qualifier="hơn"), statistic("so", "50", period=LAST, qualifier="hơn")
    )
    assert (found.text, found.difference, found.reason) == (
        "hơn 50",
        None,
        "số có từ chỉ mức nên không trừ được",
    )


def test_every_comparison_has_a_difference_or_a_reason() -> None:
    for previous in (None, PREVIOUS, COMPLETE):
        for records in (
            [row(1, 2)],
            [row(1, 2), row(0, 0, period=LAST)],
            [row(1, 2), row(1, 3, period=LAST)],
        ):
            found = beside(SHARE, *records, previous=previous, unit="%")
            assert bool(found.reason) is (found.difference is None)
            assert found.difference is None or isinstance(found.before, Figure)
