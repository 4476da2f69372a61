from fractions import Fraction
from typing import Any

import pytest

from congbo.figures.charts import Chart, charts
from congbo.records.record import Record
from sample import dossiers, indicator, procedure, ratio, report, statistic

ONLINE = ratio({"dossiers": "received_online"}, {"dossiers": "received_total"})
IN_FORCE = {"count": "thủ tục", "where": {"in_force": "ngày số liệu"}}
ROW = dossiers("ca-so", {"received_online": 14, "received_total": 16})


def drawn(unit: str, *records: Record) -> list[Chart]:
    return list(charts(unit, report("x", *records).figures.values()))


def share(id_: str, **keys: Any) -> Record:
    return indicator(id_, ONLINE, unit="%", **keys)


def test_percentages_are_parts_of_a_hundred() -> None:
    (chart,) = drawn("%", share("truc-tuyen"), ROW)
    assert chart.title == "Các tỷ lệ trong kỳ"
    assert [bar.length for bar in chart.bars] == [Fraction(14, 16)]


def test_counts_are_parts_of_the_largest() -> None:
    columns = ("received_total", "received_online", "pending_total")
    counts = [indicator(f"c{n}", {"dossiers": c}, unit="hồ sơ") for n, c in enumerate(columns)]
    (chart,) = drawn("hồ sơ", *counts, ROW)
    assert [bar.length for bar in chart.bars] == [1, Fraction(14, 16), 0]


def test_nothing_but_zeros_has_bars_of_no_length() -> None:
    (chart,) = drawn("hồ sơ", indicator("c", {"dossiers": "pending_total"}, unit="hồ sơ"), ROW)
    assert [bar.length for bar in chart.bars] == [0]


def test_stock_and_flow_are_two_charts() -> None:
    stock = indicator("ngay", ratio(IN_FORCE, IN_FORCE), unit="%")
    found = drawn("%", stock, share("ky"), ROW, procedure("p1"))
    assert [(chart.title, [figure.id for figure in chart.figures]) for chart in found] == [
        ("Các tỷ lệ trong kỳ", ["ky"]),
        ("Các tỷ lệ tại ngày chốt số liệu", ["ngay"]),
    ]


def test_a_figure_without_a_value_is_in_the_table_and_has_no_bar() -> None:
    (chart,) = drawn("%", share("khong-co-so"))
    assert (len(chart.figures), chart.bars) == (1, ())


def test_declared_figures_and_other_units_are_not_in_a_chart() -> None:
    declared = statistic("khai", "100", unit="%", stated_in={"report": "bao-cao"})
    assert drawn("%", declared, indicator("dem", IN_FORCE)) == []


@pytest.mark.parametrize(("wanted", "at"), [("80", Fraction(4, 5)), ("100", Fraction(1))])
def test_a_target_stands_where_its_value_is(wanted: str, at: Fraction) -> None:
    steps = [{"year": "2024", "value": wanted, "source": "59-QD-UBND-2024"}]
    (chart,) = drawn("%", share("truc-tuyen", target={"direction": "không thấp hơn", "steps": steps}), ROW)
    assert [bar.target for bar in chart.bars] == [at]


def test_no_bar_and_no_target_is_longer_than_the_whole() -> None:
    steps = [{"year": "2024", "value": "40", "source": "59-QD-UBND-2024"}]
    target = {"direction": "không thấp hơn", "steps": steps}
    count = indicator("c", {"dossiers": "received_total"}, unit="hồ sơ", target=target)
    (chart,) = drawn("hồ sơ", count, ROW)
    assert [(bar.length, bar.target) for bar in chart.bars] == [(Fraction(16, 40), Fraction(1))]


def test_a_label_keeps_every_word_on_lines_that_fit_a_phone() -> None:
    title = "Tỷ lệ thủ tục tiếp nhận tại Trung tâm Phục vụ hành chính công tỉnh"
    (chart,) = drawn("%", share("dai", title=title), ROW)
    (bar,) = chart.bars
    assert " ".join(line.text for line in bar.lines) == title
    assert max(len(line.text) for line in bar.lines) <= 34


def test_bars_stand_below_each_other_and_inside_the_chart() -> None:
    figures = [share("mot"), share("hai", title="Tỷ lệ hồ sơ " * 6), share("ba")]
    (chart,) = drawn("%", *figures, ROW)
    heights = [float(y) for bar in chart.bars for y in (*(line.y for line in bar.lines), bar.y)]
    assert len(chart.bars) == 3
    assert len(chart.bars[1].lines) > 1
    assert all(float(bar.lines[-1].y) < float(bar.y) + 1 for bar in chart.bars), "a label is over its bar"
    starts = [float(bar.lines[0].y) for bar in chart.bars]
    ends = [float(bar.y) + 1 for bar in chart.bars]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert max(*heights, *ends) < chart.height


def test_a_bar_says_in_words_what_it_shows() -> None:
    steps = [{"year": "2024", "value": "80.5", "source": "59-QD-UBND-2024"}]
    target = {"direction": "không thấp hơn", "steps": steps}
    (chart,) = drawn("%", share("mot", target=target), share("hai"), ROW)
    assert [bar.in_words for bar in chart.bars] == [
        "Chỉ số hai: 87,5%.",
        "Chỉ số mot: 87,5%, chỉ tiêu không thấp hơn 80,5.",
    ]
    assert chart.has_targets
    assert [bar.target_x for bar in chart.bars] == ["", "62.79"]
    assert [bar.width for bar in chart.bars] == ["68.25", "68.25"]
