import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from congbo.figures.frame import Frame
from congbo.figures.indicators import Figure, declared, evaluate, verdict
from congbo.figures.measuring import measure
from congbo.figures.observations import cells
from congbo.figures.quantities import State
from congbo.records.operands import SHORT_FORM, Operand, short_keys
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.records.targets import TargetStep
from congbo.words.vocabulary import Direction, Verdict
from sample import FRAME, document, dossiers, event, indicator, procedure, ratio, statistic

LAST_YEAR = {"start": "2023-01-01", "end": "2023-12-31"}
IN_FORCE = {"count": "thủ tục", "where": {"in_force": "ngày số liệu"}}
ONLINE = {
    "count": "thủ tục",
    "where": {"in_force": "ngày số liệu", "online_level": ["toàn trình", "một phần"]},
}


def figure(definition: dict[str, Any], *records: Record, **keys: Any) -> Figure:
    return evaluate(indicator("chi-so", definition, **keys), FRAME, Register(records))


def share(numerator: int | str, denominator: int | str, **keys: Any) -> Figure:
    """The ratio of two declared figures of the half-year, in per cent."""
    records = [statistic("tu-so", str(numerator)), statistic("mau-so", str(denominator))]
    definition = ratio({"statistic": "tu-so"}, {"statistic": "mau-so"})
    return figure(definition, *records, unit="%", **keys)


def target(value: str, direction: str, year: str = "2024") -> dict[str, Any]:
    """A target with one step."""
    step = {"year": year, "value": value, "source": "1871-KH-UBND-2024"}
    return {"direction": direction, "holds": "suốt kỳ giao", "steps": [step]}


def chosen(found: Figure) -> list[str]:
    return [candidate.record.id for candidate in found.chosen]


def excluded(found: Figure) -> dict[str, str]:
    return {miss.candidate.record.id: miss.reason for miss in found.excluded}


def online(id_: str, level: str = "toàn trình", **keys: Any) -> Record:
    return procedure(id_, online_level=[{"value": level}], **keys)


def test_a_count_is_the_number_of_the_records_behind_it() -> None:
    ended = procedure("p9", events=[event("bãi bỏ", "2024-06-21")])
    found = figure(IN_FORCE, procedure("p1"), procedure("p2"), ended)
    assert (found.value, found.text, found.state) == (Fraction(2), "02", State.KNOWN)
    assert chosen(found) == ["p1", "p2"]
    assert excluded(found) == {"p9": "bãi bỏ từ 21/06/2024"}
    assert found.time == "ngày 20/07/2024"


def test_a_count_of_nothing_is_zero_and_has_arisen() -> None:
    found = figure({"count": "văn bản", "where": {"issued": "trong kỳ"}})
    assert (found.value, found.text, found.state) == (Fraction(0), "0", State.KNOWN)
    assert found.time == "từ 01/01/2024 đến 20/07/2024"


def test_a_ratio_is_an_exact_quotient_of_two_counts_in_per_cent() -> None:
    found = figure(ratio(ONLINE, IN_FORCE), online("p1"), online("p2", "một phần"), procedure("p3"), unit="%")
    assert found.value == Fraction(200, 3)
    assert (found.text, found.fraction) == ("66,7%", "2/3")
    assert chosen(found) == ["p1", "p2"]


def test_a_ratio_shows_what_is_below_but_not_above_and_what_nearly_is_below() -> None:
    found = figure(
        ratio(ONLINE, IN_FORCE),
        online("p1"),
        procedure("p2"),
        online("p3", events=[event("bãi bỏ", "2024-06-21")]),
        procedure("p4", events=[event("bãi bỏ", "2024-06-21")]),
        unit="%",
    )
    assert found.fraction == "1/2"
    assert excluded(found) == {
        "p2": "mức độ trực tuyến ngày 20/07/2024: chưa rõ",
        "p3": "bãi bỏ từ 21/06/2024",
        "p4": "bãi bỏ từ 21/06/2024",
    }


def test_what_a_ratio_leaves_out_is_never_also_in_it() -> None:
    chance = random.Random(9)
    for _ in range(50):
        records: list[Record] = [
            online(
                f"p{number}",
                chance.choice(["toàn trình", "một phần", "chưa cung cấp trực tuyến"]),
                events=chance.choice(
                    [[], [event("bãi bỏ", "2024-06-21")], [event("mới ban hành", "2024-08-01")]]
                ),
            )
            for number in range(12)
        ]
        found = figure(ratio(ONLINE, IN_FORCE), *records, unit="%")
        assert found.numerator is not None
        assert found.denominator is not None
        above = {candidate.record.id for candidate in found.numerator.chosen}
        below = {candidate.record.id for candidate in found.denominator.chosen}
        assert above <= below
        assert below - above <= set(excluded(found))
        assert not above & set(excluded(found))
        assert found.fraction == f"{len(above)}/{len(below)}"
        if below:
            assert found.value == Fraction(100 * len(above), len(below))
        else:
            assert found.state is State.NOT_ARISEN


def test_nothing_out_of_nothing_has_not_arisen_and_has_no_value() -> None:
    found = share(0, 0, target=target("95", "không thấp hơn"))
    assert found.value is None
    assert found.state is State.NOT_ARISEN
    assert found.text == "không phát sinh"
    assert found.verdict is Verdict.NOT_ARISEN
    assert found.fraction == "0/0"


def test_nothing_out_of_something_is_zero_per_cent() -> None:
    found = share(0, 13)
    assert (found.value, found.text, found.state) == (Fraction(0), "0%", State.KNOWN)


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted", "direction", "expected"),
    [
        pytest.param(48, 56, "80", "không thấp hơn", Verdict.EXCEEDED, id="above a floor"),
        pytest.param(4, 5, "80", "không thấp hơn", Verdict.MET, id="on a floor"),
        pytest.param(3, 4, "80", "không thấp hơn", Verdict.MISSED, id="below a floor"),
        pytest.param(1, 50, "5", "không cao hơn", Verdict.WITHIN, id="below a ceiling"),
        pytest.param(1, 20, "5", "không cao hơn", Verdict.WITHIN, id="on a ceiling"),
        pytest.param(1, 10, "5", "không cao hơn", Verdict.ABOVE, id="above a ceiling"),
        pytest.param(1, 3, "33.3", "không thấp hơn", Verdict.EXCEEDED, id="above by what rounding hides"),
        pytest.param(1, 3, "33.4", "không thấp hơn", Verdict.MISSED, id="below by what rounding hides"),
        pytest.param(1, 3, "33.3", "không cao hơn", Verdict.ABOVE, id="above a ceiling by that much"),
    ],
)
def test_the_verdict_follows_the_targets_direction(
    numerator: int, denominator: int, wanted: str, direction: str, expected: Verdict
) -> None:
    assert share(numerator, denominator, target=target(wanted, direction)).verdict is expected


@pytest.mark.parametrize(
    ("direction", "expected"), [("không thấp hơn", Verdict.MISSED), ("không cao hơn", Verdict.WITHIN)]
)
def test_the_verdict_comes_from_the_value_and_not_from_what_is_printed(
    direction: str, expected: Verdict
) -> None:
    found = share(8596, 10000, decimals="0", target=target("86", direction))
    assert found.text == "86%"
    assert found.verdict is expected


def test_without_a_target_nothing_is_met_or_missed() -> None:
    assert share(48, 56).verdict is Verdict.NO_TARGET


def test_with_a_target_and_no_value_the_verdict_waits_for_data() -> None:
    wanted = target("80", "không thấp hơn")
    assert figure({"statistic": "khong-co"}, target=wanted).verdict is Verdict.NO_DATA
    assert figure({"statistic": "khong-co"}).verdict is Verdict.NO_TARGET


def test_a_better_value_never_has_a_worse_verdict() -> None:
    order = [Verdict.MISSED, Verdict.MET, Verdict.EXCEEDED]
    wanted = TargetStep.model_validate(target("50", "")["steps"][0])
    least = [verdict(share(part, 40), wanted, Direction.AT_LEAST) for part in range(41)]
    assert [order.index(given) for given in least] == sorted(order.index(given) for given in least)
    assert set(least) == set(order)
    most = [verdict(share(part, 40), wanted, Direction.AT_MOST) for part in range(41)]
    assert most == [Verdict.WITHIN] * 21 + [Verdict.ABOVE] * 20


def test_the_step_of_the_reports_year_holds_and_no_other() -> None:
    steps = [
        {"year": "2023", "value": "99", "source": "1871-KH-UBND-2024"},
        {"year": "2024", "value": "80", "source": "1871-KH-UBND-2024"},
        {"year": "2025", "value": "98", "source": "1871-KH-UBND-2024"},
    ]
    found = share(48, 56, target={"direction": "không thấp hơn", "holds": "suốt kỳ giao", "steps": steps})
    assert found.target is not None
    assert (found.target.year, found.verdict) == (2024, Verdict.EXCEEDED)
    for year in ("2023", "2025"):
        other = share(48, 56, target=target("80", "không thấp hơn", year))
        assert (other.target, other.verdict) == (None, Verdict.NO_TARGET)


@pytest.mark.parametrize(("decimals", "shown"), [(0, "86%"), (1, "85,7%"), (2, "85,71%"), (None, "85,7%")])
def test_rounding_is_the_indicators_and_only_in_print(decimals: int | None, shown: str) -> None:
    keys = {} if decimals is None else {"decimals": str(decimals)}
    found = share(48, 56, **keys)
    assert found.text == shown
    assert found.value == Fraction(4800, 56)


def test_a_figure_keeps_its_indicators_title_unit_order_and_target() -> None:
    found = figure(IN_FORCE, title="Số thủ tục", order="12", target=target("50", "không thấp hơn"))
    assert (found.id, found.title, found.unit, found.order) == ("chi-so", "Số thủ tục", "thủ tục", 12)
    assert found.target is not None
    assert found.target.source == "1871-KH-UBND-2024"


def test_a_declared_figure_of_exactly_this_period_is_used() -> None:
    this, last = statistic("ho-so", "16"), statistic("ho-so", "99", period=LAST_YEAR)
    found = figure({"statistic": "ho-so"}, last, this, unit="hồ sơ")
    assert found.value == 16
    assert chosen(found) == [this.id]
    assert set(excluded(found)) == {last.id}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(LAST_YEAR, id="last year"),
        pytest.param({"start": "2024-01-01", "end": "2024-07-19"}, id="a day shorter"),
        pytest.param({"start": "2024-01-01", "end": "2024-12-31"}, id="the whole year"),
        pytest.param({"start": "2023-12-31", "end": "2024-07-20"}, id="a day earlier"),
    ],
)
def test_a_figure_of_another_period_is_never_used_instead(other: dict[str, str]) -> None:
    record = statistic("ho-so", "99", period=other)
    found = figure({"statistic": "ho-so"}, record, unit="hồ sơ")
    assert found.value is None
    assert found.state is State.NO_DATA
    assert found.text == "chưa có số liệu cùng kỳ"
    assert set(excluded(found)) == {record.id}
    row = dossiers("dong", {"received_total": 99}, period=other)
    forms = figure({"dossiers": "received_total"}, row)
    assert (forms.value, forms.state, chosen(forms)) == (None, State.NO_DATA, [])
    assert "số liệu của kỳ khác" in excluded(forms)["dong"]


def test_a_figure_of_a_day_is_the_latest_that_is_not_after_the_day_of_the_figures() -> None:
    days = ["2024-07-21", "2023-12-13", "2024-07-20", "2024-03-01"]
    records = [statistic("can-bo", str(number), day=day) for number, day in enumerate(days, start=1)]
    found = figure({"statistic": "can-bo"}, *records)
    assert found.value == 3
    assert found.time == "ngày 20/07/2024"
    later = figure({"statistic": "can-bo"}, records[0])
    assert later.state is State.NO_DATA


def test_a_figure_of_the_period_comes_before_one_of_a_day() -> None:
    of_day = statistic("x", "2", day="2024-07-20", id="x-ngay")
    found = figure({"statistic": "x"}, statistic("x", "1"), of_day)
    assert found.value == 1
    assert set(excluded(found)) == {"x-ngay"}


def test_rows_by_field_are_not_added_to_the_row_of_the_whole_body() -> None:
    whole = dossiers("ca-so", {"received_total": 16})
    parts = [dossiers(f"f{n}", {"received_total": n}, field=f"f{n}") for n in (6, 10)]
    found = figure({"dossiers": "received_total"}, *parts, whole)
    assert found.value == 16
    assert chosen(found) == ["ca-so"]


def test_rows_by_field_are_added_up_where_there_is_no_row_of_the_whole_body() -> None:
    parts = [dossiers(f"f{n}", {"received_total": n}, field=f"f{n}") for n in (6, 10)]
    last = dossiers("nam-truoc", {"received_total": 99}, period=LAST_YEAR)
    found = figure({"dossiers": "received_total"}, *parts, last)
    assert found.value == 16
    assert chosen(found) == ["f6", "f10"]
    assert set(excluded(found)) == {"nam-truoc"}
    then = replace(FRAME, period=Period.model_validate(LAST_YEAR))
    assert counted(then, *parts, last) == [last]


def counted(frame: Frame, *rows: Record) -> list[Record]:
    return list(cells(SHORT_FORM, "received_total", frame, Register(rows)).records)


def test_rows_of_another_body_are_not_added_to_a_report_of_one() -> None:
    own, other = dossiers("cua-so", {"received_total": 16}), dossiers("cua-bo", {}, organisation="BKHCN")
    frame = replace(FRAME, organisation="SKHCN")
    assert counted(frame, own, other) == [own]
    assert counted(FRAME, own, other) == [own, other]


def test_every_column_of_the_form_can_be_asked_and_none_is_mistaken_for_another() -> None:
    row = dossiers("ca-so", {key: number for number, key in enumerate(short_keys(), start=3)})
    values = [figure({"dossiers": key}, row).value for key in short_keys()]
    assert values == list(range(3, 14))


def test_a_sum_adds_its_numbers_and_names_each_record_once() -> None:
    row = dossiers("ca-so", {"resolved_early": 12, "resolved_on_time": 3, "resolved_total": 16})
    early = {"sum": [{"dossiers": "resolved_early"}, {"dossiers": "resolved_on_time"}]}
    assert figure(early, row).value == 15
    assert chosen(figure(early, row)) == ["ca-so"]
    assert figure(ratio(early, {"dossiers": "resolved_total"}), row, unit="%").fraction == "15/16"


def test_a_sum_with_a_number_that_is_not_known_is_not_known() -> None:
    row = dossiers("ca-so", {"resolved_early": 12})
    found = figure({"sum": [{"dossiers": "resolved_early"}, {"statistic": "khong-co"}]}, row)
    assert (found.value, found.state) == (None, State.NO_DATA)


def test_a_ratio_with_a_number_that_is_not_known_is_not_known() -> None:
    row = dossiers("ca-so", {"received_total": 16})
    for definition in (
        ratio({"statistic": "khong-co"}, {"dossiers": "received_total"}),
        ratio({"dossiers": "received_total"}, {"statistic": "khong-co"}),
    ):
        found = figure(definition, row, unit="%")
        assert (found.value, found.state) == (None, State.NO_DATA)
        assert "?" in found.fraction
        assert "16" in found.fraction


def test_a_number_says_what_it_is_and_for_which_time() -> None:
    register = Register([statistic("ho-so", "16"), dossiers("ca-so", {})])
    count = measure(Operand.model_validate(IN_FORCE), FRAME, register)
    assert (count.what, count.basis) == ("số thủ tục", date(2024, 7, 20))
    column = measure(Operand.model_validate({"dossiers": "received_online"}), FRAME, register)
    assert column.what == "Biểu II.06a, cột (4): Tiếp nhận trực tuyến"
    assert column.basis == FRAME.period
    assert measure(Operand.model_validate({"statistic": "ho-so"}), FRAME, register).what == "Số ho-so"


@pytest.mark.parametrize(
    ("value", "keys", "shown"),
    [
        ("6", {}, "06"),
        ("60", {"qualifier": "hơn"}, "hơn 60"),
        ("1", {"qualifier": "ít nhất"}, "ít nhất 01"),
        ("100", {"unit": "%"}, "100%"),
        ("99.85", {"unit": "%"}, "99,85%"),
        ("87.5", {"unit": "điểm"}, "87,5"),
        ("4.1250", {"unit": "điểm"}, "4,125"),
        ("12470", {}, "12\u202f470"),
    ],
)
def test_a_declared_figure_is_printed_as_it_was_stated_and_never_rounded(
    value: str, keys: dict[str, str], shown: str
) -> None:
    found = declared("ho-so", FRAME, Register([statistic("ho-so", value, **keys)]))
    assert found is not None
    assert found.text == shown
    assert (found.state, found.time) == (State.KNOWN, "từ 01/01/2024 đến 20/07/2024")
    assert chosen(found) == ["ho-so-2024-07-20"]
    assert found.declared is not None
    assert found.verdict is Verdict.NO_TARGET


def test_a_declared_figure_of_another_period_is_shown_as_missing() -> None:
    record = statistic("ho-so", "99", period=LAST_YEAR)
    found = declared("ho-so", FRAME, Register([record]))
    assert found is not None
    assert (found.value, found.text, found.chosen) == (None, "chưa có số liệu cùng kỳ", ())
    assert found.time == "từ 01/01/2024 đến 20/07/2024"
    assert set(excluded(found)) == {record.id}
    assert declared("khong-co", FRAME, Register([record])) is None


def test_the_same_records_give_another_report_another_figure() -> None:
    register = Register(
        [
            procedure("p1", events=[event("mới ban hành", "2024-02-01")]),
            document("1-KH-SKHCN-2023", issued="2023-05-01"),
            statistic("ho-so", "16"),
            statistic("ho-so", "99", period=LAST_YEAR),
        ]
    )
    last = Frame(Period.model_validate(LAST_YEAR), as_of=date(2023, 12, 31), day=date(2024, 1, 10))
    definitions: list[dict[str, Any]] = [
        IN_FORCE,
        {"count": "văn bản", "where": {"issued": "trong kỳ"}},
        {"statistic": "ho-so"},
    ]
    values = [
        [evaluate(indicator("x", definition), frame, register).value for frame in (FRAME, last)]
        for definition in definitions
    ]
    assert values == [[1, 0], [0, 1], [16, 99]]


def test_a_record_counted_above_is_not_left_out_though_it_is_not_below() -> None:
    proposed = procedure("p1", events=[event("bãi bỏ", "2024-06-21")])
    above = {"count": "sự kiện", "where": {"action": "bãi bỏ"}}
    found = figure(ratio(above, IN_FORCE), proposed, procedure("p2"), unit="%")
    assert found.fraction == "1/1"
    assert excluded(found) == {}


def test_numbers_of_different_days_or_periods_are_told() -> None:
    records = [dossiers("ca-so", {"received_total": 16}), statistic("can-bo", "3", day="2024-03-01")]
    of_day, of_period, stock = {"statistic": "can-bo"}, {"dossiers": "received_total"}, IN_FORCE
    assert not figure({"sum": [of_period, of_period]}, *records).mixed
    assert figure({"sum": [of_period, of_day]}, *records).mixed
    assert figure({"sum": [of_period, {"sum": [of_day, stock]}]}, *records).mixed
    assert not figure(ratio(of_period, of_period), *records, unit="%").mixed
    assert figure(ratio(of_day, of_period), *records, unit="%").mixed
    assert figure(ratio(of_period, {"sum": [of_period, of_day]}), *records, unit="%").mixed
    assert not figure(of_day, *records).mixed


def test_a_sum_stands_for_the_time_of_its_first_number() -> None:
    record = dossiers("ca-so", {})
    assert figure({"sum": [{"dossiers": "received_total"}, IN_FORCE]}, record).basis == FRAME.period


def test_a_declared_figure_of_a_day_stands_for_that_day() -> None:
    found = declared("can-bo", FRAME, Register([statistic("can-bo", "3", day="2024-03-01")]))
    assert found is not None
    assert (found.text, found.time) == ("03", "ngày 01/03/2024")
