"""Indicators: (register, frame) to a figure: value, unit, contributing records, near-misses, verdict.

Values are exact fractions; rounding happens where they are printed, so a verdict never comes from a
rounded value. 0/0 is "không phát sinh": it has no value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from congbo.figures.conditions import CONDITIONS, Candidate
from congbo.figures.frame import Frame
from congbo.figures.observations import cells, form_for
from congbo.figures.selection import NearMiss, basis, select
from congbo.records.forms import SHORT_FORM
from congbo.records.indicator_definitions import Definition, Indicator, Operand, Ratio, TargetStep
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.words.vocabulary import Direction, Subject, Verdict
from congbo.words.wording import count, number, percent, short_date, span

PERCENT = "%"


class State(StrEnum):
    """Whether a figure has a value, and if not, why."""

    KNOWN = "có số liệu"
    NOT_ARISEN = "không phát sinh"
    NO_DATA = "chưa có số liệu cùng kỳ"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number taken from the records. `value` is None where there is no data for the time asked."""

    value: Fraction | None
    basis: Period | date
    what: str
    chosen: tuple[Candidate, ...] = ()
    excluded: tuple[NearMiss, ...] = ()
    mixed: bool = False
    """Whether its parts are of different days or periods."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report, with everything that stands behind it.

    `value` is exact and in `unit`s; for a ratio it is in per cent and has its two parts. `declared` says
    that somebody states it and no records were counted ("tự khai").
    """

    id: str
    title: str
    unit: str
    value: Fraction | None
    state: State
    basis: Period | date
    chosen: tuple[Candidate, ...]
    excluded: tuple[NearMiss, ...]
    decimals: int = 1
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    qualifier: str = ""
    declared: Statistic | None = None
    target: TargetStep | None = None
    direction: Direction | None = None
    verdict: Verdict = Verdict.NO_TARGET
    order: int = 999
    mixed: bool = False

    @property
    def text(self) -> str:
        """The figure as printed in prose: `06`, `87,5%`, `hơn 60`, `không phát sinh`."""
        if self.value is None:
            return str(self.state)
        show = percent if self.unit == PERCENT else count
        shown = show(self.value, self.decimals)
        return f"{self.qualifier} {shown}" if self.qualifier else shown

    @property
    def fraction(self) -> str:
        """The two counts of a ratio as printed: `13/13`."""
        if self.numerator is None or self.denominator is None:
            return ""
        parts = (self.numerator.value, self.denominator.value)
        return "/".join("?" if part is None else number(part) for part in parts)

    @property
    def target_in_words(self) -> str:
        """What its target asks for: `không thấp hơn 80`; empty without one."""
        return f"{self.direction} {number(self.target.value)}" if self.target else ""

    @property
    def stock(self) -> bool:
        """Whether it is of a day (what there is then), not of a period (what came about in it)."""
        return isinstance(self.basis, date)

    @property
    def time(self) -> str:
        """The day or the period of the figure, in words."""
        if isinstance(self.basis, Period):
            return span(self.basis.start, self.basis.end)
        return f"ngày {short_date(self.basis)}"


def evaluate(indicator: Indicator, frame: Frame, register: Register) -> Figure:
    """Return the figure of an indicator in the frame. It never fails: what has no value says why."""
    figure = (
        _ratio(indicator, indicator.definition.ratio, frame, register)
        if indicator.definition.ratio
        else _number(indicator, frame, register)
    )
    assigned = indicator.target
    step = assigned.step(frame.period.end.year) if assigned else None
    return replace(
        figure,
        decimals=indicator.decimals,
        target=step,
        direction=assigned.direction if assigned else None,
        order=indicator.order,
        verdict=verdict(figure, step, assigned.direction if assigned else None),
    )


def declared(measure: str, frame: Frame, register: Register) -> Figure | None:
    """Return the declared figure of a measure for the frame, or None where the measure is unknown."""
    statistics = register.measures.get(measure)
    if not statistics:
        return None
    statistic = statistic_for(statistics, frame)
    shown = statistic or statistics[-1]
    return Figure(
        id=measure,
        title=shown.title,
        unit=shown.unit,
        value=Fraction(statistic.value) if statistic else None,
        state=State.KNOWN if statistic else State.NO_DATA,
        basis=_basis_of(statistic) if statistic else frame.period,
        chosen=(Candidate(statistic),) if statistic else (),
        excluded=_other_periods(statistics, statistic),
        decimals=len(f"{shown.value:f}".partition(".")[2]),  # as stated, never rounded
        qualifier=shown.qualifier,
        declared=shown,
    )


def statistic_for(statistics: Sequence[Statistic], frame: Frame) -> Statistic | None:
    """Return the figure of exactly this period, or the latest of a day that is not after the figures' day.

    A figure of another period is never used instead.
    """
    of_period = [s for s in statistics if s.period == frame.period]
    of_day = [s for s in statistics if s.day is not None and s.day <= frame.as_of]
    found = of_period or sorted(of_day, key=lambda s: s.day or date.min)
    return found[-1] if found else None


def verdict(figure: Figure, target: TargetStep | None, direction: Direction | None) -> Verdict:
    """Return what the unrounded value says of the target."""
    if figure.state is State.NOT_ARISEN:
        return Verdict.NOT_ARISEN
    if target is None or direction is None:
        return Verdict.NO_TARGET
    if figure.value is None:
        return Verdict.NO_DATA
    wanted = Fraction(target.value)
    if figure.value == wanted:
        return Verdict.MET
    better = figure.value > wanted if direction is Direction.AT_LEAST else figure.value < wanted
    return Verdict.EXCEEDED if better else Verdict.MISSED


def _number(indicator: Indicator, frame: Frame, register: Register) -> Figure:
    quantity = measure(indicator.definition, frame, register)
    return Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        value=quantity.value,
        state=State.NO_DATA if quantity.value is None else State.KNOWN,
        basis=quantity.basis,
        chosen=quantity.chosen,
        excluded=quantity.excluded,
        mixed=quantity.mixed,
    )


def _ratio(indicator: Indicator, ratio: Ratio, frame: Frame, register: Register) -> Figure:
    numerator = measure(ratio.numerator, frame, register)
    denominator = measure(ratio.denominator, frame, register)
    value, state = None, State.KNOWN
    if numerator.value is None or denominator.value is None:
        state = State.NO_DATA
    elif denominator.value == 0:
        state = State.NOT_ARISEN
    else:
        value = 100 * numerator.value / denominator.value
    above = {candidate.record.id for candidate in numerator.chosen}
    only_below = [c for c in denominator.chosen if c.record.id not in above]
    reasons = {miss.candidate.record.id: miss for miss in numerator.excluded}
    missed = [reasons[c.record.id] for c in only_below if c.record.id in reasons]
    outside = [miss for miss in denominator.excluded if miss.candidate.record.id not in above]
    return Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        value=value,
        state=state,
        basis=denominator.basis,
        chosen=numerator.chosen,
        excluded=tuple({miss.candidate.record.id: miss for miss in (*missed, *outside)}.values()),
        numerator=numerator,
        denominator=denominator,
        mixed=numerator.mixed or denominator.mixed or numerator.basis != denominator.basis,
    )


def measure(operand: Operand, frame: Frame, register: Register) -> Quantity:
    """Return the number that an operand takes from the records."""
    if operand.count:
        selection = select(operand.count, operand.where, frame, register)
        time = basis(operand.count, operand.where, frame)
        what = f"số {operand.count}"
        return Quantity(Fraction(len(selection.chosen)), time, what, selection.chosen, selection.excluded)
    if operand.dossiers:
        form = form_for(SHORT_FORM, frame, register) or register.forms[SHORT_FORM]
        found = cells(form.id, operand.dossiers, frame, register)
        what = f"{form.short_name}, {form.column_in_words(operand.dossiers)}"
        return Quantity(found.value, frame.period, what, tuple(map(Candidate, found.records)), found.near)
    if operand.statistic:
        statistics = register.measures.get(operand.statistic, [])
        statistic = statistic_for(statistics, frame)
        others = _other_periods(statistics, statistic)
        if statistic is None:
            return Quantity(None, frame.period, operand.statistic, (), others)
        time = _basis_of(statistic)
        return Quantity(Fraction(statistic.value), time, statistic.title, (Candidate(statistic),), others)
    parts = [measure(part, frame, register) for part in operand.sum]
    values = [part.value for part in parts if part.value is not None]
    return Quantity(
        sum(values, Fraction(0)) if len(values) == len(parts) else None,
        parts[0].basis,
        " + ".join(part.what for part in parts),
        tuple({c.record.id: c for part in parts for c in part.chosen}.values()),
        tuple({m.candidate.record.id: m for part in parts for m in part.excluded}.values()),
        mixed=any(part.mixed or part.basis != parts[0].basis for part in parts),
    )


def operands(definition: Definition) -> Iterator[Operand]:
    """Yield every number that a definition takes from the records: above and below the line, and in sums."""
    ratio = definition.ratio
    waiting: list[Operand] = [ratio.numerator, ratio.denominator] if ratio else [definition]
    for operand in waiting:
        waiting += operand.sum
        yield operand


def undated(definition: Definition) -> list[str]:
    """Return what a figure counts by though the records do not say from which day on it is so."""
    found = [
        condition.label
        for operand in operands(definition)
        for key, condition in (CONDITIONS[operand.count].items() if operand.count else ())
        if key in operand.where and not condition.dated
    ]
    return list(dict.fromkeys(found))


def subjects(operand: Operand) -> set[Subject | None]:
    """Return what records an operand counts; None stands for a number that nobody counted here."""
    return set().union(*map(subjects, operand.sum)) if operand.sum else {operand.count}


def _basis_of(statistic: Statistic) -> Period | date:
    time = statistic.period or statistic.day
    assert time is not None  # the model refuses a statistic without either
    return time


def _other_periods(statistics: Sequence[Statistic], used: Statistic | None) -> tuple[NearMiss, ...]:
    return tuple(
        NearMiss(Candidate(statistic), "số liệu của kỳ khác hoặc ngày khác")
        for statistic in statistics
        if statistic is not used
    )
