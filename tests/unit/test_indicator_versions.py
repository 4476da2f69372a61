"""An indicator whose definition, target, title or rounding changes: each report uses those of its own end."""

from datetime import date
from fractions import Fraction

from congbo.figures.comparisons import PreviousPeriod, compared
from congbo.figures.frame import Frame
from congbo.figures.indicators import evaluate
from congbo.records.indicator_definitions import Indicator
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.words.vocabulary import Verdict
from sample import dossiers, indicator, ratio, report

FIRST = {"start": "2024-01-01", "end": "2024-06-30"}
SECOND = {"start": "2024-07-01", "end": "2024-12-31"}
BEFORE, AFTER = (
    ratio({"dossiers": "resolved_early"}, {"dossiers": below})
    for below in ("resolved_total", "received_total")
)
CELLS = {"received_total": 20, "resolved_total": 16, "resolved_early": 12, "pending_total": 4}
ROWS: list[Record] = [dossiers("a", CELLS, period=FIRST), dossiers("b", CELLS, period=SECOND)]


def changing() -> Indicator:
    step = {"year": "2024", "source": "1-KH-SKHCN-2024"}
    kept = {"direction": "không thấp hơn", "holds": "suốt kỳ giao"}
    return indicator(
        "x",
        [{"value": BEFORE}, {"since": "2024-07-01", "value": AFTER}],
        title=[{"value": "Tên cũ"}, {"since": "2024-12-31", "value": "Tên mới"}],
        decimals=[{"value": "0"}, {"since": "2024-07-01", "value": "2"}],
        target=[
            {"value": {**kept, "steps": [{**step, "value": "75"}]}},
            {"since": "2024-07-01", "value": {**kept, "steps": [{**step, "value": "75.5"}]}},
        ],
        unit="%",
    )


def frame(of: dict[str, str], day: str = "2025-01-10") -> Frame:
    period = Period.model_validate(of)
    return Frame(period, period.end, date.fromisoformat(day))


def test_a_report_uses_the_definition_in_force_at_its_periods_end_whenever_it_is_made() -> None:
    register = Register([*ROWS, changing()])
    first = evaluate(register.indicators["x"], frame(FIRST), register)
    assert (first.value, first.text, first.title) == (Fraction(75), "75%", "Tên cũ")
    assert (first.verdict, first.target_in_words) == (Verdict.MET, "không thấp hơn 75")
    second = evaluate(register.indicators["x"], frame(SECOND), register)
    assert (second.value, second.title) == (Fraction(60), "Tên mới")
    assert (second.verdict, second.target_in_words) == (Verdict.MISSED, "không thấp hơn 75,5")


def test_two_periods_of_two_definitions_are_not_compared() -> None:
    register = Register([*ROWS, changing()])
    now = frame(SECOND)
    previous = PreviousPeriod.model_validate({**FIRST, "as_of": FIRST["end"]})
    figure = evaluate(register.indicators["x"], now, register)
    found = compared(figure, now, previous, register)
    assert (found.before, found.reason) == (None, "cách tính của hai kỳ khác nhau")
    same = indicator("x", BEFORE)
    register = Register([*ROWS, same])
    assert compared(evaluate(same, now, register), now, previous, register).difference == 0


def test_the_page_of_a_report_explains_the_definition_that_it_used() -> None:
    row = dossiers("c", CELLS)
    later = indicator("x", [{"value": BEFORE}, {"since": "2024-07-21", "value": AFTER}], unit="%")
    found = report('{{ figure("x") }}', row, later)
    assert found.figures["x"].fraction == "12/16"
    assert found.indicator("x").definition == indicator("x", BEFORE).definition
