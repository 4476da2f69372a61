"""Figures computed again from published data: of each its exact values, what counts, how, in words."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from congbo.export.standalone.definitions import (
    Scope,
    measured,
    of_body,
    said_whole,
    statistic,
    undated,
)
from congbo.export.standalone.published import (
    ALL_PLACES,
    Data,
    Frame,
    Published,
    Span,
    UnknownError,
    capital,
    exact,
    in_prose,
    listed,
    moved,
    on,
    period_in_words,
    printed,
    span_of,
    time_in_words,
)
from congbo.export.standalone.quantities import KNOWN, NO_DATA, NOT_ARISEN, UNLIKE
from congbo.export.standalone.units import factor_into


@dataclass(frozen=True)
class Figure:
    """A figure computed again: exact values (its own, above and below the line), what counts, its words."""

    values: list[str]
    shown: dict[str, str]
    said: dict[str, str]


def figure(id_: str, frame: Frame, data: Published) -> Figure:
    """Return a figure as the data have it now. Raises UnknownError for what this program cannot compute."""
    indicator = data.lists["indicator"].get(id_)
    return indicated(indicator, frame, data) if indicator else declared(id_, frame, data)


def indicated(indicator: Data, frame: Frame, data: Published) -> Figure:
    """Return the figure of an indicator, as that is on the last day of the period."""
    keys = ("title", "definition", "decimals", "points", "target")
    held = {key: on(indicator, key, frame.end) for key in keys}
    definition, unit = held["definition"], indicator["unit"]
    places = 1 if held["decimals"] is None else held["decimals"]
    found = measured(definition, Scope(frame), data)
    above, below = found.sides or (None, None)
    value, state, by = found.value, found.state, factor_into(found.unit, unit)
    if value is not None:
        value, state = (value * by, state) if by is not None else (None, UNLIKE)
    nothing = not above or not below or above.value == 0 == below.value
    rule = indicator.get("when_zero") if state == NOT_ARISEN and nothing else ""
    if rule == "0":
        value, state = Fraction(0), KNOWN
    facts = undated(definition)
    note = f"; bản ghi không nói {listed(facts)} có từ ngày nào, nên tính theo bản ghi hiện có"
    beside = declared(indicator["id"], frame, data)
    text = in_prose(value, unit, places) if value is not None else state
    said = {
        "title": held["title"],
        "unit": unit,
        "definition": said_whole(definition, frame, data),
        "text": text,
        "state": state,
        "time": capital(time_in_words(found.time)) + (note if facts else ""),
        "score": score(value, held["points"], indicator, rule, places),
        "beside": beside.said["text"] if beside.values[0] else "",
        **judged(value, state, found.time, held["target"], frame, data),
    }
    parts = (above or found, *(part for part in (above, below) if part))
    counted = [one for part in parts for one in part.counted]
    values = [value, *(part.value if part else None for part in (above, below))]
    return Figure([exact(one) for one in values], {one.key: one.beside(data) for one in counted[::-1]}, said)


def declared(measure: str, frame: Frame, data: Published) -> Figure:
    """Return the figure that somebody states of a measure."""
    every = data.of_measure(measure)
    if not every:
        return Figure(["", "", ""], {}, {"state": NO_DATA, "text": NO_DATA})
    found = statistic({"statistic": measure}, Scope(frame), data)
    own = of_body(every, frame.organisation, data) or every
    shown = found.counted[0].record if found.counted else own[-1]
    text = found.state
    if found.value is not None:
        number = in_prose(found.value, shown["unit"], ALL_PLACES)
        text = " ".join(filter(None, (shown.get("qualifier"), number)))
    time = ". ".join(filter(None, (capital(time_in_words(found.time)), shown.get("time_note"))))
    said = {key: shown[key] for key in ("title", "unit")}
    said |= {"stated": stated(shown, data), "text": text, "state": found.state, "time": time}
    behind = {one.key: one.beside(data) for one in found.counted}
    return Figure([exact(found.value), "", ""], behind, {**said, "verdict": NO_TARGET})


def stated(declared: Data, data: Published) -> str:
    """Return where a declared number is stated."""
    place = declared.get("stated_in", {})
    parts = (data.document_of(place.get("document", "")), place.get("place"), declared.get("note"))
    return "; ".join(part for part in parts if part)


def score(value: Fraction | None, points: Data | None, indicator: Data, rule: Any, places: Any) -> str:
    """Return the points of a figure as printed: `3,69/4 điểm`; empty where it is not scored."""
    if not points:
        return ""
    most, threshold = Fraction(points["most"]), points.get("threshold")
    if value is not None:
        share = value / (100 if indicator["unit"] == "%" else 1)
        share = share if threshold is None else share * 100 / Fraction(threshold)
        own = most * min(Fraction(1), max(Fraction(0), share))
    elif rule == "điểm tối đa":
        own = most
    else:
        return ""
    return f"{printed(own, places)}/{printed(most, 6)} điểm"


NO_TARGET = "chưa giao chỉ tiêu"
WORDS_OF = {
    "không thấp hơn": ("vượt chỉ tiêu", "đạt chỉ tiêu", "chưa đạt chỉ tiêu"),
    "không cao hơn": (
        "đạt chỉ tiêu, trong mức cho phép",
        "đạt chỉ tiêu, trong mức cho phép",
        "chưa đạt chỉ tiêu, cao hơn mức cho phép",
    ),
}
"""By the direction of a target, what is said of a value that is better, equal and worse."""
PARTS_OF_YEAR = {
    "half": {1: ("01-01", "06-30"), 2: ("07-01", "12-31")},
    "quarter": {
        1: ("01-01", "03-31"),
        2: ("04-01", "06-30"),
        3: ("07-01", "09-30"),
        4: ("10-01", "12-31"),
    },
}


def judged(
    value: Fraction | None, state: str, time: Span, target: Data | None, frame: Frame, data: Published
) -> dict[str, str]:
    """Return what is to be reached in the period, and what is said of it: words that a seal has too."""
    step = step_of(target, frame.period) if target else None
    if state == NOT_ARISEN:
        verdict = NOT_ARISEN
    elif step is None:
        verdict = NO_TARGET
    elif value is None:
        verdict = "chưa đủ số liệu để đánh giá"
    elif target and not due(time, step, target):
        verdict = "chưa đến kỳ đánh giá"
    else:
        better, equal, worse = words_of(target or {})
        wanted, high = Fraction(step["value"]), (target or {})["direction"] == "không thấp hơn"
        verdict = equal if value == wanted else better if (value > wanted) is high else worse
    if target is None or step is None:
        return {"verdict": verdict}
    source = data.document_of(step["source"]) or step["source"]
    when = f"năm {step['year']}" if whole_year(step) else period_in_words(span_of_step(step))
    wanted_text = f"{target['direction']} {printed(step['value'], ALL_PLACES)}"
    return {"verdict": verdict, "target": f"{wanted_text}, {when}, {source}"}


def words_of(target: Data) -> tuple[str, str, str]:
    """Return the words of verdict of a target's direction."""
    if target["direction"] not in WORDS_OF:
        raise UnknownError(f"chiều của chỉ tiêu chưa biết ({target['direction']})")
    return WORDS_OF[target["direction"]]


def whole_year(step: Data) -> bool:
    """Tell whether a step is of a year and no part of it."""
    return "year" in step and not step.get("half") and not step.get("quarter")


def span_of_step(step: Data) -> Span:
    """Return the days of a step."""
    if "year" not in step:
        return span_of(step)
    year, first, last = step["year"], "01-01", "12-31"
    if not isinstance(year, int) or not 1 < year < 9999:
        raise UnknownError("kỳ của chỉ tiêu chưa biết (year)")
    for key, parts in PARTS_OF_YEAR.items():
        if step.get(key):
            if step[key] not in parts:
                raise UnknownError(f"kỳ của chỉ tiêu chưa biết ({key})")
            first, last = parts[step[key]]
    return f"{year:04}-{first}", f"{year:04}-{last}"


def step_of(target: Data, period: Span) -> Data | None:
    """Return the step of a period: its own, else the narrowest around it, else that of its year."""
    timed = [(one, span_of_step(one)) for one in target["steps"]]
    around = [one for one in timed if one[1][0] <= period[0] and period[1] <= one[1][1]]
    if around:
        narrowest: Data = min(around, key=lambda one: days(one[1]))[0]
        return narrowest
    return next((s for s, _ in timed if whole_year(s) and str(s["year"]) == period[1][:4]), None)


def days(span: Span) -> int:
    """Return how many days there are in a time, less one."""
    first, last = map(date.fromisoformat, span)
    return (last - first).days


def due(time: Span, step: Data, target: Data) -> bool:
    """Tell whether a target's time has come: for the figure's own time, not for that of the report."""
    (start, end), (first, last) = time, span_of_step(step)
    if target.get("holds") == "suốt kỳ giao" or (not start and end >= last):
        return True
    if not start:
        return False
    after = moved(end, 1)
    year = f"{int(after[:4]) - 1:04}{after[4:]}" == start
    return (start <= first and end >= last) or (whole_year(step) and year and end[:4] == str(step["year"]))
