"""Definitions: the number that a definition takes from published data, and how it does, in words.

Each way to a number is one entry of `OPERANDS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from congbo.export.standalone.conditions import (
    CONDITIONS,
    Counted,
    count_in_words,
    counted_of,
    time_of_count,
)
from congbo.export.standalone.forms import (
    added,
    adds,
    column_in_words,
    columns_of,
    form_for,
    of_year,
    rows_stated,
    rows_that_count,
    start_of_year,
    tiles,
    unit_of_column,
)
from congbo.export.standalone.published import (
    SHORT_FORM,
    Data,
    Frame,
    Published,
    Row,
    Span,
    UnknownError,
    printed,
    span_of,
)
from congbo.export.standalone.quantities import (
    AMBIGUOUS,
    KNOWN,
    NO_DATA,
    NOT_ARISEN,
    Quantity,
    converted,
    gathered,
    mean,
    quotient,
    total,
)
from congbo.export.standalone.units import unit_of


@dataclass(frozen=True)
class Scope:
    """For what a number is taken: the frame, the rows of the form, and whether from the year's first day."""

    frame: Frame
    unit: str = ""
    field: str = ""
    level: str = ""
    source: str = ""
    cumulated: bool = False

    def narrowed(self, definition: Data) -> "Scope":
        """Return the scope of a definition with what it asks for itself."""
        organisation = definition.get("organisation") or self.frame.organisation
        return Scope(
            replace(self.frame, organisation=organisation),
            definition.get("unit") or self.unit,
            definition.get("field") or self.field,
            definition.get("level") or self.level,
            definition.get("from_source") or self.source,
            bool(self.cumulated or definition.get("from_start_of_year")),
        )

    @property
    def rows(self) -> tuple[str, str, str]:
        """The unit, the field and the level of the rows that it is for."""
        return self.unit, self.field, self.level

    @property
    def span(self) -> Span:
        """The days that it stands for."""
        period = self.frame.period
        return (start_of_year(period), period[1]) if self.cumulated else period


Take = Callable[[Data, Scope, Published], Quantity]
Say = Callable[[Data, Frame, Published], str]


def count(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return how many of what could count meet every condition; of events, each procedure once."""
    what, where = definition["count"], definition.get("where", {})
    frame = replace(scope.frame, start=scope.span[0])
    found = counted_of(what, where, frame, data)
    unit = unit_of("thủ tục" if what == "sự kiện" else what)
    return Quantity(Fraction(len(found)), time_of_count(what, where, frame), found, unit)


def say_count(definition: Data, frame: Frame, data: Published) -> str:
    """Return what is counted, in words."""
    return count_in_words(definition["count"], definition.get("where", {}), frame)


def cell_of(definition: Data) -> tuple[str, str]:
    """Return the form and the column that a number is read in; of other numbers two empty texts."""
    if "dossiers" in definition:
        return SHORT_FORM, definition["dossiers"]
    return definition.get("form", ""), definition.get("column", "")


def say_cell(definition: Data, frame: Frame, data: Published) -> str:
    """Return which column of which form it is, in words."""
    id_, column = cell_of(definition)
    form = data.lists["form"].get(id_)
    if form is None or column not in columns_of(form):
        return f"biểu “{id_}”, cột “{column}”"
    named = data.label("form", form, frame.last_day)
    label = named if form.get("symbol") else f"biểu “{named}”"
    return f"{label}, {column_in_words(form, column)}"


def in_cell(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return a column of a form: of the frame's period, or of the periods that fill the year until then."""
    frame, (id_, column) = scope.frame, cell_of(definition)
    form = form_for(id_, frame, data)
    if form is None or (scope.cumulated and column not in columns_of(form)):
        return Quantity(None, scope.span, state=NO_DATA)
    unit = unit_of(unit_of_column(form, column))

    def rows_in(period: Span) -> list[Row]:
        return rows_that_count(rows_stated(form["id"], frame, period, data, scope.source), scope.rows)

    if scope.cumulated:
        own = [row for row in data.rows.get(form["id"], ()) if frame.organisation in ("", row.organisation)]
        periods = tiles([p for p in dict.fromkeys(row.period for row in own) if rows_in(p)], scope.span)
        parts = [rows_in(period) for period in periods]
        value = of_year(form, column, parts) if parts else None
        counted = [row for part in parts for row in part] if value is not None else []
    else:
        counted = rows_in(frame.period)
        one = len(counted) <= 1 or column not in columns_of(form) or adds(form, column)
        value = added(counted, column) if counted and one else None
    behind = tuple({row.record["id"]: Counted(row.key, row.record) for row in counted}.values())
    return Quantity(value, scope.span, behind, unit, NO_DATA if value is None else KNOWN)


def statistic(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return what the scope's body states of a measure for exactly its time; ambiguous without a body."""
    frame = scope.frame
    own = of_body(data.of_measure(definition["statistic"]), frame.organisation, data)
    found: list[Data] = []
    if scope.cumulated:
        timed = {span_of(one["period"]): one for one in own if "period" in one}
        found = [timed[period] for period in tiles(timed, scope.span)]
    if not found:
        latest = for_time(own, frame)
        if len({one.get("organisation", "") for one in latest}) > 1:
            return Quantity(None, scope.span, state=AMBIGUOUS)
        found = [one for one in latest[-1:] if not scope.cumulated or "day" in one]
    if not found:
        return Quantity(None, scope.span, state=NO_DATA)
    parts = [
        Quantity(
            Fraction(one["value"]),
            span_of(one["period"]) if "period" in one else ("", one["day"]),
            (Counted(f"statistic/{one['id']}", one),),
            unit_of(one["unit"]),
        )
        for one in found
    ]
    return parts[0] if len(parts) == 1 else replace(total(parts), time=scope.span)


def of_body(stated: list[Data], organisation: str, data: Published) -> list[Data]:
    """Return the numbers that a body states, else those of no body; without one those of all."""
    if not organisation:
        return stated
    wanted = f"organisation/{organisation}"
    named = [s for s in stated if data.current(f"organisation/{s.get('organisation', '')}") == wanted]
    return named or [one for one in stated if not one.get("organisation")]


def for_time(stated: list[Data], frame: Frame) -> list[Data]:
    """Return the numbers of exactly the period, else the latest of a day not after that of the figures."""
    of_period = [one for one in stated if "period" in one and span_of(one["period"]) == frame.period]
    days = [one["day"] for one in stated if one.get("day", "~") <= frame.as_of]
    return of_period or [one for one in stated if days and one.get("day") == max(days)]


def say_statistic(definition: Data, frame: Frame, data: Published) -> str:
    """Return which declared number it is, in words."""
    measure = definition["statistic"]
    stated = data.of_measure(measure)
    return f"số liệu tự khai “{stated[0]['title'] if stated else data.titles.get(measure, measure)}”"


def constant(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return a number that is written in the definition, in its own unit."""
    unit = unit_of(definition.get("in_unit", ""))
    return Quantity(Fraction(definition["constant"]), scope.span, unit=unit, constant=True)


def say_constant(definition: Data, frame: Frame, data: Published) -> str:
    """Return the number with its unit."""
    unit = definition.get("in_unit", "")
    return f"{printed(definition['constant'], 15)}{'' if unit in ('', '%') else ' '}{unit}"


def sum_of(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return the sum of numbers."""
    return total([measured(part, scope, data) for part in definition["sum"]])


def difference(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return the first number less the others."""
    return total([measured(part, scope, data) for part in definition["difference"]], -1)


def product(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return a number times a constant."""
    part, by = measured(definition["product"]["of"], scope, data), definition["product"]["by"]
    value = None if part.value is None else part.value * Fraction(by)
    return replace(part, value=value, sides=None)


def sides(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return the quotient of two numbers, of a ratio in per cent."""
    parts = definition.get("ratio") or definition["quotient"]
    above, below = (measured(parts[key], scope, data) for key in ("numerator", "denominator"))
    return quotient(above, below, per_cent="ratio" in definition)


def mean_of(definition: Data, scope: Scope, data: Published) -> Quantity:
    """Return the mean of numbers, or of one number for each unit or field that the form has rows of."""
    asked = definition["mean"]
    parts, weights = asked["of"], asked.get("weights", [])
    if "each" not in asked:
        numbers, heavy = ([measured(part, scope, data) for part in of] for of in (parts, weights))
        return mean(numbers, heavy)
    key, values = ("unit" if asked["each"] == "đơn vị" else "field"), dict[str, None]()
    read = [cell_of(one)[0] for part in (*parts, *weights) for one in walked(part)]
    named = [form_for(id_, scope.frame, data) for id_ in dict.fromkeys(read) if id_]
    for row in (row for form in named if form for row in data.rows.get(form["id"], ())):
        (start, end), body = row.period, scope.frame.organisation or row.organisation
        within = scope.span[0] <= start and end <= scope.span[1] and row.organisation == body
        if within and (value := row.cells.get(key)):
            values[value] = None
    lines = [scope.narrowed({key: value}) for value in values]
    numbers = [measured(parts[0], line, data) for line in lines]
    if not numbers:
        return replace(gathered([measured(parts[0], scope, data)]), state=NO_DATA)
    arisen = [nth for nth, one in enumerate(numbers) if one.state != NOT_ARISEN]
    if not arisen:
        return gathered(numbers)
    heavy = [measured(weights[0], lines[nth], data) for nth in arisen] if weights else []
    return mean([numbers[nth] for nth in arisen], heavy)


def parts_of(definition: Data) -> list[Data]:
    """Return the numbers that a definition is made of, in reading order."""
    found = [*definition.get("sum", ()), *definition.get("difference", ())]
    for key in ("ratio", "quotient"):
        if key in definition:
            found += [definition[key][side] for side in ("numerator", "denominator")]
    if "product" in definition:
        found.append(definition["product"]["of"])
    return [*found, *(one for of in ("of", "weights") for one in definition.get("mean", {}).get(of, ()))]


def walked(definition: Data) -> Iterator[Data]:
    """Yield a number and every number in it."""
    yield definition
    for part in parts_of(definition):
        yield from walked(part)


def made(label: str, sign: str) -> Say:
    """Return what says how a number is made of others: `tổng của (… + …)`."""

    def say(definition: Data, frame: Frame, data: Published) -> str:
        parts = [said(part, frame, data) for part in parts_of(definition)]
        if "product" in definition:
            parts.append(printed(definition["product"]["by"], 15))
        return f"{label} ({f' {sign} '.join(parts)})"

    return say


def say_mean(definition: Data, frame: Frame, data: Published) -> str:
    """Return of what the mean is, in words."""
    asked = definition["mean"]
    each = f" theo từng {asked['each']}" if "each" in asked else ""
    weighted = " có trọng số" if asked.get("weights") else ""
    return made(f"trung bình{each}{weighted} của", ";")(definition, frame, data)


OPERANDS: dict[str, tuple[Take, Say]] = {
    "count": (count, say_count),
    "dossiers": (in_cell, say_cell),
    "form": (in_cell, say_cell),
    "statistic": (statistic, say_statistic),
    "constant": (constant, say_constant),
    "sum": (sum_of, made("tổng của", "+")),
    "difference": (difference, made("hiệu của", "−")),
    "product": (product, made("tích của", "×")),
    "quotient": (sides, made("thương của", "/")),
    "mean": (mean_of, say_mean),
    "ratio": (sides, made("tỷ lệ % của", "/")),
}
LIMITS = (
    "where",
    "column",
    "unit",
    "field",
    "level",
    "from_source",
    "organisation",
    "from_start_of_year",
    "in_unit",
)
"""What may stand beside the way to a number."""


def way(definition: Data) -> str:
    """Return the key that says how a number is come by; anything that is not known here is told."""
    found = [key for key in definition if key not in LIMITS]
    if len(found) != 1 or found[0] not in OPERANDS:
        raise UnknownError(f"cách tính chưa biết ({', '.join(definition)})")
    return found[0]


def measured(definition: Data, around: Scope, data: Published) -> Quantity:
    """Return the number that a definition, or a part of one, takes from the data."""
    scope = around.narrowed(definition)
    found = OPERANDS[way(definition)][0](definition, scope, data)
    unit = definition.get("in_unit")
    return converted(found, unit) if unit and "constant" not in definition else found


def said(definition: Data, frame: Frame, data: Published) -> str:
    """Return how a number is come by, with the limits that it is taken in."""
    return "; ".join(
        [OPERANDS[way(definition)][1](definition, frame, data), *limits(definition, frame, data)]
    )


def said_whole(definition: Data, frame: Frame, data: Published) -> str:
    """Return how a figure is computed, on one line; of a ratio what is above and below the line."""
    if way(definition) != "ratio":
        return said(definition, frame, data)
    above, below = (said(part, frame, data) for part in parts_of(definition))
    return "; ".join([f"tử số {above}", f"mẫu số {below}", *limits(definition, frame, data)])


def limits(definition: Data, frame: Frame, data: Published) -> Iterator[str]:
    """Yield the limits that a definition sets to what is inside it, each in words."""
    for words, target, key in (
        ("của", "organisation", "organisation"),
        ("dòng của đơn vị", "organisation", "unit"),
        ("dòng của lĩnh vực", "field", "field"),
    ):
        if id_ := definition.get(key):
            record = data.lists[target].get(id_)
            yield f"{words} {data.label(target, record, frame.last_day) if record else id_}"
    if level := definition.get("level"):
        yield f"dòng của {level}"
    if source := definition.get("from_source"):
        named = ((target, data.lists[target].get(source)) for target in ("document", "observation"))
        called = [data.label(target, one, frame.last_day) for target, one in named if one]
        yield f"nguồn {(called or [source])[0]}"
    if definition.get("from_start_of_year"):
        yield "lũy kế từ đầu năm"
    if definition.get("in_unit") and "constant" not in definition:
        yield f"tính bằng {definition['in_unit']}"


def undated(definition: Data) -> list[str]:
    """Return what is counted by though the records do not say from which day on it is so."""
    where = definition.get("where", {})
    own = [of.label for key, of in CONDITIONS.items() if key in where and not of.dated]
    return list(dict.fromkeys((*own, *(label for part in parts_of(definition) for label in undated(part)))))
