"""Indicators: (register, frame) to a figure: value, unit, contributing records, near-misses, verdict.

Values are exact fractions; rounding happens where they are printed, so a verdict never comes from a
rounded value. 0/0 is "không phát sinh": it has no value.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from congbo.figures.conditions import CONDITIONS, Candidate
from congbo.figures.frame import Frame
from congbo.figures.measuring import Scope, measure, of_body, stated
from congbo.figures.quantities import Quantity, State
from congbo.figures.selection import NearMiss
from congbo.records.indicator_definitions import Indicator
from congbo.records.operands import Definition, Operand
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.records.targets import Target, TargetStep
from congbo.words.units import PERCENT, Unit, factor
from congbo.words.vocabulary import Direction, Holds, Subject, Verdict, WhenZero
from congbo.words.wording import count, number, percent, short_date, span


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
    score: Fraction | None = None
    most: Fraction | None = None
    """Its points and the most that there are, where its indicator is scored."""
    beside: "Figure | None" = None
    """What somebody states of the same thing, where records were counted too."""

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
        return "/".join("?" if part is None else number(part, 6) for part in parts)

    @property
    def target_in_words(self) -> str:
        """What its target asks for: `không thấp hơn 80`; empty without one."""
        return f"{self.direction} {self.target.text}" if self.target else ""

    @property
    def differs(self) -> bool:
        """Whether what is stated beside it is another value, to the places in which that is stated."""
        if self.beside is None or self.beside.value is None or self.value is None:
            return False
        by = factor(Unit.parse(self.beside.unit), self.unit)
        stated, places = self.beside.value, self.beside.decimals
        return by is None or number(self.value / by, places) != number(stated, places)

    @property
    def score_text(self) -> str:
        """Its points as printed: `3,69/4 điểm`; empty where it is not scored or has no value."""
        if self.score is None or self.most is None:
            return ""
        return f"{number(self.score, self.decimals)}/{number(self.most, 6)} điểm"

    @property
    def resting_on(self) -> tuple[Statistic, ...]:
        """The declared numbers of which a computed figure is made: it is "tự khai" as far as they go."""
        if self.declared:
            return ()
        parts = [part.chosen for part in (self.numerator, self.denominator) if part]
        found = [one.record for chosen in (self.chosen, *parts) for one in chosen]
        return tuple(dict.fromkeys([record for record in found if isinstance(record, Statistic)]))

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
    """Return the figure of an indicator in the frame. It never fails: what has no value says why.

    The indicator is that of the last day of the period, whatever it says of later ones.
    """
    indicator = indicator.on(frame.period.end)
    found = measure(indicator.definition, frame, register)
    above, below = found.sides or (None, None)
    figure = Figure(
        id=indicator.id,
        title=indicator.title,
        unit=indicator.unit,
        value=found.value,
        state=found.state,
        basis=found.basis,
        chosen=above.chosen if above else found.chosen,
        excluded=found.excluded,
        decimals=indicator.decimals,
        numerator=above,
        denominator=below,
        order=indicator.order,
        mixed=found.mixed,
    )
    figure = replace(figure, beside=_beside(indicator.id, frame, register))
    return _judged(_scored(_printed(figure, found), indicator), indicator, frame)


def _beside(measure: str, frame: Frame, register: Register) -> Figure | None:
    stated = declared(measure, frame, register)
    return stated if stated and stated.value is not None else None


def _printed(figure: Figure, found: Quantity) -> Figure:
    """Return the figure with its value in the unit of its indicator; without one where that cannot be."""
    by = factor(found.unit, figure.unit)
    if found.value is None:
        return figure
    if by is None:
        return replace(figure, value=None, state=State.UNLIKE)
    return replace(figure, value=found.value * by)


def _scored(figure: Figure, indicator: Indicator) -> Figure:
    """Return the figure by its own rule for nothing by nothing, with its points where it is scored."""
    below, above = figure.denominator, figure.numerator
    nothing = above is None or below is None or above.value == 0 == below.value
    if figure.state is State.NOT_ARISEN and nothing and indicator.when_zero is WhenZero.ZERO:
        figure = replace(figure, value=Fraction(0), state=State.KNOWN)
    points = indicator.points
    if points is None:
        return figure
    most = Fraction(points.most)
    score = None
    if figure.value is not None:
        share = figure.value / (100 if figure.unit == PERCENT else 1)
        if points.threshold is not None:
            share = share * 100 / Fraction(points.threshold)
        score = most * min(Fraction(1), max(Fraction(0), share))
    elif figure.state is State.NOT_ARISEN and nothing and indicator.when_zero is WhenZero.FULL_POINTS:
        score = most
    return replace(figure, score=score, most=most)


def _judged(figure: Figure, indicator: Indicator, frame: Frame) -> Figure:
    target = indicator.target
    step = target.step(frame.period) if target else None
    if target is None or step is None:
        direction = target.direction if target else None
        return replace(figure, direction=direction, verdict=verdict(figure, None, None))
    given = verdict(figure, step, target.direction)
    if given not in (Verdict.NOT_ARISEN, Verdict.NO_DATA) and not _due(figure, step, target):
        given = Verdict.NOT_DUE
    return replace(figure, target=step, direction=target.direction, verdict=given)


def _due(figure: Figure, step: TargetStep, target: Target) -> bool:
    """Tell whether a target's time has come: for the figure's own time, not for that of the report."""
    if target.holds is Holds.THROUGHOUT:
        return True
    time = figure.basis
    return step.covered_by(time) if isinstance(time, Period) else time >= step.period.end


def declared(measure: str, frame: Frame, register: Register) -> Figure | None:
    """Return the declared figure of a measure for the frame, or None where the measure is unknown."""
    statistics = register.measures.get(measure)
    if not statistics:
        return None
    found = stated(measure, Scope(frame), register)
    statistic = next((c.record for c in found.chosen if isinstance(c.record, Statistic)), None)
    shown = statistic or (of_body(statistics, frame.organisation, register) or statistics)[-1]
    return Figure(
        id=measure,
        title=shown.title,
        unit=shown.unit,
        value=found.value,
        state=found.state,
        basis=found.basis,
        chosen=found.chosen,
        excluded=found.excluded,
        decimals=len(f"{shown.value:f}".partition(".")[2]),  # as stated, never rounded
        qualifier=shown.qualifier,
        declared=shown,
    )


_WORDS = {
    Direction.AT_LEAST: (Verdict.EXCEEDED, Verdict.MET, Verdict.MISSED),
    Direction.AT_MOST: (Verdict.WITHIN, Verdict.WITHIN, Verdict.ABOVE),
}
"""What is said of a value that is better than its target, equal to it, and worse."""


def verdict(figure: Figure, target: TargetStep | None, direction: Direction | None) -> Verdict:
    """Return what the unrounded value says of the target."""
    if figure.state is State.NOT_ARISEN:
        return Verdict.NOT_ARISEN
    if target is None or direction is None:
        return Verdict.NO_TARGET
    if figure.value is None:
        return Verdict.NO_DATA
    better, equal, worse = _WORDS[direction]
    wanted = Fraction(target.value)
    if figure.value == wanted:
        return equal
    return better if (figure.value > wanted) is (direction is Direction.AT_LEAST) else worse


def operands(definition: Definition) -> Iterator[Operand]:
    """Yield every number that a definition takes from the records, however deep it stands."""
    return (operand for _, operand in definition.walk())


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
    leaves = [one for one in operands(operand) if not list(one.parts)]
    return {one.count for one in leaves}
