"""Measuring: an operand of a definition, a frame and a register to a number with what stands behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from congbo.figures.conditions import Candidate
from congbo.figures.cumulation import added_up, start_of_year, tiles
from congbo.figures.frame import Frame
from congbo.figures.observations import FormRow, cells, counted, form_for, rows_of
from congbo.figures.observations import stated as stated_rows
from congbo.figures.quantities import Quantity, State, converted, gathered, mean, quotient, total
from congbo.figures.selection import NearMiss, basis, select
from congbo.records.operands import Mean, Operand
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.records.statistics import Statistic
from congbo.words.units import Unit
from congbo.words.vocabulary import Rows, Subject
from congbo.words.wording import number, span

_COUNTED_AS = {Subject.EVENTS: "thủ tục"}
"""What is counted where that is not the subject: of events, each procedure once."""


def unit_counted(subject: Subject) -> Unit:
    """Return the unit of what is counted of a subject."""
    return Unit.parse(_COUNTED_AS.get(subject, str(subject)))


OTHER_BODY = "số liệu của cơ quan khác"
"""Why a declared number is left out that another body states."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For what a number is taken: the frame, the lines of the form, and whether from the year's first day."""

    frame: Frame
    unit: str = ""
    field: str = ""
    level: str = ""
    source: str = ""
    cumulated: bool = False

    def narrowed(self, operand: Operand) -> "Scope":
        """Return the scope of an operand with what it asks for itself."""
        organisation = operand.organisation or self.frame.organisation
        return Scope(
            replace(self.frame, organisation=organisation) if operand.organisation else self.frame,
            operand.unit or self.unit,
            operand.field or self.field,
            str(operand.level or self.level),
            operand.from_source or self.source,
            self.cumulated or operand.from_start_of_year,
        )

    @property
    def span(self) -> Period:
        """The days that it stands for."""
        period = self.frame.period
        if not self.cumulated:
            return period
        return Period.model_construct(start=start_of_year(period), end=period.end)


def measure(operand: Operand, frame: Frame, register: Register) -> Quantity:
    """Return the number that an operand stands for. It never fails: without a value it says why."""
    return _measure(operand, Scope(frame), register)


def _measure(operand: Operand, around: Scope, register: Register) -> Quantity:
    scope = around.narrowed(operand)
    found = _taken(operand, scope, register)
    if operand.constant is not None:
        return replace(found, unit=Unit.parse(operand.in_unit))  # it has no other unit to be converted from
    return converted(found, operand.in_unit) if operand.in_unit else found


def _taken(operand: Operand, scope: Scope, register: Register) -> Quantity:
    if operand.count:
        return _counted(operand, operand.count, scope, register)
    if operand.cell:
        return _of_form(*operand.cell, scope, register)
    if operand.statistic:
        return stated(operand.statistic, scope, register)
    if operand.constant is not None:
        exact = Fraction(operand.constant)
        return Quantity(exact, scope.span, number(operand.constant, 6), constant=True)
    if operand.product:
        part = _measure(operand.product.of, scope, register)
        by = operand.product.by
        value = None if part.value is None else part.value * Fraction(by)
        return replace(part, value=value, what=f"{part.what} × {number(by, 6)}", sides=None)
    if operand.mean:
        return _mean(operand.mean, scope, register)
    if parts := operand.quotient_parts:
        above, below = (_measure(part, scope, register) for part in (parts.numerator, parts.denominator))
        return quotient(above, below, per_cent=operand.ratio is not None)
    sign = -1 if operand.difference else 1
    terms = [_measure(part, scope, register) for part in operand.difference or operand.sum]
    what = (" − " if operand.difference else " + ").join(term.what for term in terms)
    return total(terms, what, [1, *[sign] * (len(terms) - 1)])


def _counted(operand: Operand, subject: Subject, scope: Scope, register: Register) -> Quantity:
    frame = replace(scope.frame, period=scope.span) if scope.cumulated else scope.frame
    found = select(subject, operand.where, frame, register)
    time = basis(subject, operand.where, frame)
    value = Fraction(len(found.chosen))
    unit = unit_counted(subject)
    return Quantity(value, time, f"số {subject}", found.chosen, found.excluded, unit=unit)


def _of_form(id_: str, column: str, scope: Scope, register: Register) -> Quantity:
    """Return a column of a form: of the frame's period, or of the periods that fill the year until then."""
    frame = scope.frame
    form = form_for(id_, frame, register)
    if form is None or (scope.cumulated and column not in form.by_key):
        return Quantity(None, scope.span, id_, state=State.NO_DATA)
    what = f"{form.short_name}, {form.column_in_words(column)}"
    unit = Unit.parse(form.unit_of(column) if column in form.by_key else form.counted)
    narrowed = {"unit": scope.unit, "field": scope.field, "level": scope.level}
    if not scope.cumulated:
        found = cells(form.id, column, frame, register, **narrowed, source=scope.source)
        state = State.NO_DATA if found.value is None else State.KNOWN
        chosen = tuple(map(Candidate, found.records))
        return Quantity(found.value, scope.span, what, chosen, found.near, unit=unit, state=state)

    def rows(period: Period) -> list[FormRow]:
        found = stated_rows(form.id, replace(frame, period=period), register, scope.source)
        return counted(found, **narrowed)

    own = [row for row in rows_of(form.id, register) if frame.organisation in ("", row.organisation)]
    held = dict.fromkeys((row.period.start, row.period.end) for row in own)
    candidates = [Period.model_construct(start=start, end=end) for start, end in held]
    periods = tiles([period for period in candidates if rows(period)], scope.span)
    parts = [rows(period) for period in periods]
    used = {row.record.id for part in parts for row in part}
    others = {
        row.record.id: NearMiss(
            Candidate(row.record), f"số liệu của kỳ khác ({span(row.period.start, row.period.end)})"
        )
        for row in own
        if row.period not in periods and row.record.id not in used
    }
    chosen = tuple({row.record.id: Candidate(row.record) for part in parts for row in part}.values())
    value = added_up(form, column, parts) if parts else None
    if value is None:
        return Quantity(None, scope.span, what, (), (*others.values(),), unit=unit, state=State.NO_DATA)
    return Quantity(value, scope.span, what, chosen, (*others.values(),), unit=unit)


def stated(measure: str, scope: Scope, register: Register) -> Quantity:
    """Return what the scope's body states of a measure for exactly its time; ambiguous without a body."""
    every = register.measures.get(measure, [])
    own = of_body(every, scope.frame.organisation, register)
    what = own[-1].title if own else measure
    found: Sequence[Statistic] = ()
    if scope.cumulated:
        timed = {(s.period.start, s.period.end): s for s in own if s.period}
        periods = tiles([s.period for s in timed.values() if s.period], scope.span)
        found = [timed[period.start, period.end] for period in periods]
    if not found:
        latest = for_time(own, scope.frame)
        if len({s.organisation for s in latest}) > 1:
            others = _others(every, (), own)
            return Quantity(None, scope.span, what, (), others, state=State.AMBIGUOUS)
        # a number of a part of the year is never taken for one from its beginning
        found = [s for s in latest[-1:] if not scope.cumulated or s.day]
    others = _others(every, found, own)
    if not found:
        return Quantity(None, scope.span, what, (), others, state=State.NO_DATA)
    parts = [
        Quantity(Fraction(s.value), basis_of(s), s.title, (Candidate(s),), others, unit=Unit.parse(s.unit))
        for s in found
    ]
    if len(parts) == 1:
        return parts[0]
    added = total(parts, parts[-1].what)
    return replace(added, basis=scope.span, mixed=False)


def of_body(statistics: Sequence[Statistic], organisation: str, register: Register) -> list[Statistic]:
    """Return the numbers that a body states, else those of no body; without one those of all."""
    if not organisation:
        return list(statistics)
    named = [s for s in statistics if register.current("organisation", s.organisation) == organisation]
    return named or [s for s in statistics if not s.organisation]


def for_time(statistics: Sequence[Statistic], frame: Frame) -> list[Statistic]:
    """Return the numbers of exactly the frame's period, else the latest of a day not after the figures' day.

    A number of another period is never used instead.
    """
    of_period = [s for s in statistics if s.period == frame.period]
    if of_period:
        return of_period
    days = [s.day for s in statistics if s.day is not None and s.day <= frame.as_of]
    return [s for s in statistics if s.day is not None and s.day == max(days, default=None)]


def basis_of(statistic: Statistic) -> Period | date:
    """Return the period or the day of a declared number."""
    time = statistic.period or statistic.day
    assert time is not None  # the model refuses a statistic without either
    return time


def _others(
    every: Sequence[Statistic], used: Sequence[Statistic], own: Sequence[Statistic]
) -> tuple[NearMiss, ...]:
    ids = {statistic.id for statistic in own}
    return tuple(
        NearMiss(
            Candidate(s),
            "số liệu của kỳ khác hoặc ngày khác" if s.id in ids else OTHER_BODY,
        )
        for s in every
        if s not in used
    )


def _mean(asked: Mean, scope: Scope, register: Register) -> Quantity:
    parts, weights = asked.of, asked.weights
    if not asked.each:
        numbers = [_measure(part, scope, register) for part in parts]
        heavy = [_measure(part, scope, register) for part in weights]
        return mean(numbers, heavy, f"trung bình của ({'; '.join(part.what for part in numbers)})")
    read = [one.cell for part in (*parts, *weights) for _, one in part.walk() if one.cell]
    lines = _lines(asked.each, dict.fromkeys(form for form, _ in read), scope, register)
    numbers = [_measure(parts[0], line, register) for line in lines]
    arisen = [nth for nth, part in enumerate(numbers) if part.state is not State.NOT_ARISEN]
    heavy = [_measure(weights[0], lines[nth], register) for nth in arisen] if weights else []
    what = f"trung bình theo từng {asked.each}"
    if not numbers:
        return replace(gathered([_measure(parts[0], scope, register)], what), state=State.NO_DATA)
    if not arisen:
        return gathered(numbers, what)
    return mean([numbers[nth] for nth in arisen], heavy, what)


def _lines(each: Rows, forms: Iterable[str], scope: Scope, register: Register) -> list[Scope]:
    """Return the scope of each line of the forms in its period, or since the year's first day."""
    frame, within = scope.frame, scope.span
    named = [form_for(id_, frame, register) for id_ in forms]
    rows = [
        row
        for form in named
        if form
        for row in rows_of(form.id, register)
        if row.organisation == (frame.organisation or row.organisation)
        and within.start <= row.period.start
        and row.period.end <= within.end
    ]
    key = "unit" if each is Rows.UNIT else "field"
    values = dict.fromkeys(value for row in rows if (value := getattr(row, key)))
    return [replace(scope, **{key: value}) for value in sorted(values)]
