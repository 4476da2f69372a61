"""Statements: what a report says about a figure, as macros: verdict, target, difference, parts.

Each is worded by one function here, so that nobody types what the records already say. Where a report has
nothing to say it (no target of its year, no period to compare with), the call says why and is a problem,
unless it brings the words that stand there `otherwise`.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from congbo.figures.comparisons import Comparison
from congbo.figures.indicators import Figure
from congbo.figures.measuring import measure
from congbo.figures.quantities import State
from congbo.records.indicator_definitions import Indicator
from congbo.records.operands import Operand
from congbo.records.register import Register
from congbo.reports.breakdowns import GROUPS, breakdown, divisible, undivided
from congbo.reports.figure_view import FigureView
from congbo.reports.macro import Asked, Macro, words_as_typed
from congbo.words.spelling import nearest
from congbo.words.units import PERCENT
from congbo.words.vocabulary import Verdict
from congbo.words.wording import count, listing

if TYPE_CHECKING:
    from congbo.reports.calls import Call

TARGET, PREVIOUS = "-chi-tieu", "-ky-truoc"
"""Where in the evidence of a figure its target and its period before stand."""

_OTHERWISE = {"otherwise": words_as_typed}


def framed(asked: Asked, text: str, value: Fraction | None) -> str:
    """Return a value as running text has it; `zero` replaces 0, `nonzero` frames any other value."""
    zero, nonzero = str(asked.option("zero")), str(asked.option("nonzero", "{}"))
    return zero if zero and value == 0 else nonzero.replace("{}", text)


def in_place(asked: Asked, at: str = "") -> dict[str, Any]:
    """Return what the place of a figure in running text is made of; `at` is where its evidence leads."""
    report, figure = asked.of, asked.figure
    nth = report.places_of(figure.id).index(asked.call) + 1
    return {"report": report, "view": FigureView(report, figure), "nth": nth, "at": at}


def verdict_in_words(figure: Figure) -> str:
    """Return what the unrounded value says of the target: `vượt chỉ tiêu`."""
    return str(figure.verdict)


def target_in_words(figure: Figure) -> str:
    """Return what the target asks for, with its unit: `không thấp hơn 80%`; empty without one."""
    if not figure.target_in_words:
        return ""
    return f"{figure.target_in_words}{'%' if figure.unit == PERCENT else f' {figure.unit}'}"


def difference_in_words(comparison: Comparison) -> str:
    """Return the difference to the period before: `tăng 2,5 điểm %`; empty without one."""
    return comparison.difference_text


def previous_in_words(comparison: Comparison) -> str:
    """Return the value of the period before, as printed then; empty where it is not known."""
    before = comparison.before
    return before.text if before and before.state is not State.NO_DATA else ""


def parts_of(indicator: Indicator) -> dict[str, Operand]:
    """Return the parts that a figure is made of, by what a call may name them.

    Those of a ratio are `numerator` and `denominator`, those of a sum its dossier columns and measures, and
    their places from 1; a name that two parts bear names none.
    """
    definition = indicator.definition
    named: dict[str, Operand] = {}
    if definition.ratio:
        named |= {"numerator": definition.ratio.numerator, "denominator": definition.ratio.denominator}
    summed = [(top, top.sum) for top in (*named.values(), definition) if top.sum]
    found = [(name, part) for _, parts in summed for part in parts for name in _own_names(part)]
    names = [name for name, _ in found]
    named |= {name: part for name, part in found if names.count(name) == 1}
    return named | {str(place): part for place, part in enumerate(definition.sum, start=1)}


def _own_names(operand: Operand) -> Iterator[str]:
    yield from filter(None, (operand.cell[1] if operand.cell else "", operand.statistic))


def part_value(asked: Asked) -> Fraction | None:
    """Return the number of the part that a call names, in the report; None where there is no data."""
    indicator = asked.register.indicators.get(asked.call.id)
    operand = parts_of(indicator).get(str(asked.option("of"))) if indicator else None
    return measure(operand, asked.of.frame, asked.of.register).value if operand else None


def _part(asked: Asked) -> str:
    value = part_value(asked)
    return "" if value is None else framed(asked, count(value), value)


def _no_such_part(call: "Call", register: Register) -> tuple[str, str] | None:
    indicator, of = register.indicators.get(call.id), str(call.options.get("of", ""))
    if indicator is None:
        return (f"“{call.id}” là số tự khai, không có phần nào", "") if call.id in register.measures else None
    known = parts_of(indicator)
    if of in known:
        return None
    if not known:
        return f"“{call.id}” không phải là tổng hay tỷ lệ nên không có phần nào", ""
    return f"“of” chỉ nhận {', '.join(known)} (đang là '{of}')", nearest(of, known)


def _without_part(asked: Asked) -> str:
    return "" if part_value(asked) is not None else str(State.NO_DATA)


def _no_target(call: "Call", register: Register) -> tuple[str, str] | None:
    indicator = register.indicators.get(call.id)
    known = indicator is not None or call.id in register.measures
    if not known or (indicator and indicator.target):
        return None
    return f"“{call.id}” chưa được giao chỉ tiêu nào nên lệnh “{call.name}” không có gì để in", ""


def _without_target(asked: Asked) -> str:
    if target_in_words(asked.figure):
        return ""
    return f"chưa giao chỉ tiêu năm {asked.of.frame.period.end.year}"


def _without_verdict(asked: Asked) -> str:
    lacking = (Verdict.NO_TARGET, Verdict.NO_DATA, Verdict.NOT_ARISEN)
    return _without_target(asked) or (str(asked.figure.verdict) if asked.figure.verdict in lacking else "")


def _compared(asked: Asked) -> Comparison:
    return asked.of.comparisons[asked.call.id]


def _without(words: Callable[[Comparison], str]) -> Callable[[Asked], str]:
    return lambda asked: "" if words(_compared(asked)) else _compared(asked).reason or str(State.NO_DATA)


def _broken_down(asked: Asked) -> str:
    """Return the table in words, for the seal and wherever there is no table."""
    table = breakdown(asked.call, asked.of)
    rows = [": ".join(filter(None, (row.label, *row.cells))) for row in (*table.rows, table.total)]
    return "; ".join(rows) if table.rows else ""


def _indivisible(call: "Call", register: Register) -> tuple[str, str] | None:
    indicator, by = register.indicators.get(call.id), str(call.options.get("by", ""))
    if indicator is None:
        known = call.id in register.measures
        return (f"“{call.id}” là số tự khai, không có bản ghi nào để chia", "") if known else None
    accepted = divisible(indicator.definition)
    if by in accepted:
        return None
    if not accepted:
        return f"“{call.id}” không chia nhỏ được", ""
    return f"“{call.id}” chỉ chia được theo by={listing([f'“{one}”' for one in accepted])}", ""


def _statement(
    name: str,
    text: Callable[[Asked], str],
    lacking: Callable[[Asked], str],
    at: str = "",
    *,
    options: Mapping[str, Any] = _OTHERWISE,
    valued: bool = True,
    misfit: Callable[["Call", Register], tuple[str, str] | None] = lambda call, register: None,
) -> Macro:
    def worded(asked: Asked) -> str:
        return str(asked.option("otherwise")) if lacking(asked) else text(asked)

    def unsaid(asked: Asked) -> str:
        return "" if asked.option("otherwise") else lacking(asked)

    return Macro(
        name=name,
        target="figure",
        options=options,
        valued=valued,
        text=worded,
        template="report/statement.html",
        context=lambda asked: {**in_place(asked, at), "text": worded(asked)},
        misfit=misfit,
        lacking=unsaid,
    )


STATEMENTS = (
    _statement(
        "verdict",
        lambda asked: verdict_in_words(asked.figure),
        _without_verdict,
        TARGET,
        misfit=_no_target,
    ),
    _statement(
        "target",
        lambda asked: target_in_words(asked.figure),
        _without_target,
        TARGET,
        valued=False,
        misfit=_no_target,
    ),
    _statement(
        "difference",
        lambda asked: difference_in_words(_compared(asked)),
        _without(difference_in_words),
        PREVIOUS,
    ),
    _statement(
        "previous_value",
        lambda asked: previous_in_words(_compared(asked)),
        _without(previous_in_words),
        PREVIOUS,
        valued=False,
    ),
    _statement(
        "part",
        _part,
        _without_part,
        options={"of": None, "zero": words_as_typed, "nonzero": words_as_typed},
        misfit=_no_such_part,
    ),
    Macro(
        name="breakdown",
        target="figure",
        options={"by": GROUPS},
        block=True,
        text=_broken_down,
        template="report/breakdown.html",
        context=lambda asked: {**in_place(asked), "table": breakdown(asked.call, asked.of)},
        misfit=_indivisible,
        lacking=lambda asked: undivided(asked.call, asked.of),
    ),
)
"""The macros that say something about a figure beside its value."""
