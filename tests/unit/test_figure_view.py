from typing import Any

import pytest

from congbo.records.record import Record
from congbo.reports.figure_view import FigureView, computed, declared, drawn, tables
from congbo.reports.report import Report
from sample import dossiers, event, indicator, procedure, ratio, report, statistic

ONLINE = ratio({"dossiers": "received_online"}, {"dossiers": "received_total"})
ROW = dossiers("ca-so", {"received_online": 14, "received_total": 16})
STEPS = [{"year": "2024", "value": "80", "source": "59-QD-UBND-2024"}]
TARGET = {"direction": "không thấp hơn", "holds": "suốt kỳ giao", "steps": STEPS}
IN_FORCE = {"count": "thủ tục", "where": {"in_force": "ngày số liệu"}}


def share(**keys: Any) -> Record:
    return indicator("ty-le", ONLINE, unit="%", **keys)


def of(*records: Record, keys: str = "", body: str = "x") -> Report:
    return report(body, *records, keys=keys)


def view(*records: Record, id_: str = "ty-le", keys: str = "", body: str = "x") -> FigureView:
    made = of(*records, keys=keys, body=body)
    return FigureView(made, made.figures[id_])


def said(verdict: str) -> str:
    return f"printed:\n  - figure: ty-le\n    text: '87,5%'\n    place: I.3\n    verdict: {verdict}\n"


def test_a_figure_with_a_value_is_shown_with_its_two_counts() -> None:
    found = view(share(), ROW)
    assert (found.text_by_itself, found.fraction_if_known, found.unit) == ("87,5%", "14/16", "")
    assert (found.numerator, found.denominator) == ("14", "16")
    assert (found.known, found.assessed, found.misprint) == (True, False, None)


def test_a_figure_without_a_value_says_why_and_has_no_counts_and_no_unit() -> None:
    found = view(share())
    assert (found.text_by_itself, found.fraction_if_known, found.unit) == ("Chưa có số liệu cùng kỳ", "", "")
    assert (found.numerator, found.denominator) == ("chưa có số liệu cùng kỳ", "chưa có số liệu cùng kỳ")
    nothing = view(share(), dossiers("ca-so", {}))
    assert nothing.text_by_itself == "Không phát sinh"
    assert (nothing.numerator, nothing.denominator) == ("0", "0")


@pytest.mark.parametrize(
    ("target", "verdict", "words"),
    [
        (True, "", "Vượt chỉ tiêu"),
        (True, "đạt yêu cầu", "Vượt chỉ tiêu; báo cáo tự đánh giá: đạt yêu cầu"),
        (False, "đạt yêu cầu", "Báo cáo tự đánh giá: đạt yêu cầu"),
        (False, "", ""),
    ],
)
def test_what_the_value_says_of_a_target_stands_before_what_the_report_says(
    target: bool, verdict: str, words: str
) -> None:
    found = view(share(**({"target": TARGET} if target else {})), ROW, keys=said(verdict) if verdict else "")
    assert found.verdict == words
    assert found.assessed is bool(words)
    assert found.figure.target_in_words == ("không thấp hơn 80" if target else "")


def test_a_count_has_its_unit_and_a_declared_figure_has_it_even_without_a_value() -> None:
    assert view(indicator("dem", IN_FORCE), procedure("p1"), id_="dem").unit == "thủ tục"
    last_year = {"start": "2023-01-01", "end": "2023-12-31"}
    found = view(statistic("khai", "5", period=last_year, stated_in={"report": "bao-cao"}), id_="khai")
    assert (found.known, found.unit) == (False, "hồ sơ")


def test_the_time_says_what_records_do_not_say_of_it() -> None:
    definition = {"count": "thủ tục", "where": {"receiving": "PVHCC"}}
    found = view(indicator("dem", definition), procedure("p1", receiving="PVHCC"), id_="dem")
    assert found.time == (
        "Ngày 20/07/2024; bản ghi không nói nơi tiếp nhận có từ ngày nào, nên tính theo bản ghi hiện có"
    )
    noted = statistic("khai", "5", stated_in={"report": "bao-cao"}, time_note="Số ước.")
    assert view(noted, id_="khai").time == "Từ 01/01/2024 đến 20/07/2024. Số ước."


def test_all_that_the_denominator_counts_is_shown_where_it_is_more() -> None:
    everything = {"count": "thủ tục"}
    events = [event("bãi bỏ", "2024-01-01")]
    found = view(
        indicator("ty-le", ratio(IN_FORCE, everything), unit="%"),
        procedure("p1"),
        procedure("p2", events=events),
    )
    assert [one.record.id for one in found.only_below] == ["p1", "p2"]
    same = view(indicator("ty-le", ratio(everything, everything), unit="%"), procedure("p1"))
    assert same.only_below == ()


def test_the_period_before_is_told_with_the_difference_or_the_reason() -> None:
    before = dossiers(
        "nam-truoc",
        {"received_online": 10, "received_total": 16},
        period={"start": "2023-01-01", "end": "2023-07-20"},
    )
    previous = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n"
    assert view(share(), ROW, before, keys=previous).before == (
        "62,5% = 10/16 (từ 01/01/2023 đến 20/07/2023); tăng 25 điểm %"
    )
    assert view(share(), ROW).before == "chưa có số liệu cùng kỳ: báo cáo không nêu kỳ để so sánh"
    assert view(share(), ROW, keys=previous).before == "chưa có số liệu cùng kỳ"


def test_the_sections_that_show_a_figure_are_told_place_by_place() -> None:
    body = '## I. Một\n\n{{ figure("ty-le") }}\n\n## II. Hai\n\n{{ fraction("ty-le") }}\n'
    assert view(share(), ROW, body=body).sections == ["mục I", "mục II"]


def test_tables_hold_each_figure_once_and_tell_its_time_where_it_is_its_own() -> None:
    stated = {"report": "bao-cao"}
    made = of(
        share(),
        indicator("dem", IN_FORCE),
        ROW,
        procedure("p1"),
        statistic("khai", "5", stated_in=stated),
        statistic("ngay", "7", day="2024-06-30", stated_in=stated),
    )
    found = tables(made)
    assert [[row.view.id for row in table.rows] for table in found] == [["ty-le"], ["dem"], ["khai", "ngay"]]
    assert [row.time for table in found for row in table.rows] == ["", "", "", "ngày 30/06/2024"]
    assert [one.id for one in computed(made)] == ["dem", "ty-le"]
    assert [one.id for one in declared(made)] == ["khai", "ngay"]


def test_a_chart_stands_with_its_figures() -> None:
    (found,) = drawn(of(share(), ROW), "%")
    assert [one.id for one in found.rows] == [bar.figure.id for bar in found.chart.bars] == ["ty-le"]


def test_a_table_says_whether_any_row_has_a_target_or_a_period_before() -> None:
    stated = {"report": "bao-cao"}
    plain, _, declared_ones = tables(of(share(), ROW, statistic("khai", "5", stated_in=stated)))
    assert [(table.assessed, table.compared) for table in (plain, declared_ones)] == [(False, False)] * 2
    assert tables(of(share(target=TARGET), ROW))[0].assessed
    before = dossiers(
        "nam-truoc",
        {"received_online": 10, "received_total": 16},
        period={"start": "2023-01-01", "end": "2023-07-20"},
    )
    previous = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n"
    assert tables(of(share(), ROW, before, keys=previous))[0].compared
