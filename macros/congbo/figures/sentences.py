"""Sentences: a definition as one Vietnamese sentence, made from the definition and nothing else."""

from congbo.figures.definitions import Asked, Explained, ExplainedDefinition
from congbo.figures.timeliness import working_days
from congbo.records.indicator_definitions import Indicator
from congbo.words.units import PERCENT
from congbo.words.vocabulary import Moment, Subject, WhenZero
from congbo.words.wording import listing, number, sentence

_TIMES = {
    str(Moment.IN_PERIOD): "trong kỳ",
    str(Moment.BY_PERIOD_END): "chậm nhất vào ngày cuối kỳ",
    str(Moment.AS_OF): "tính đến ngày chốt số liệu",
    str(Moment.IN_PERIOD_OR_LATER): "từ đầu kỳ đến ngày báo cáo",
}
"""What a time word of a condition reads like in a sentence."""


def sentence_of(indicator: Indicator, definition: ExplainedDefinition) -> str:
    """Return how an indicator is computed, in one sentence, with its rule for nothing and its points."""
    said = _whole(definition)
    parts = indicator.definition.quotient_parts
    if parts and indicator.when_zero is WhenZero.ZERO:
        said += "; khi cả hai bằng 0 thì tính là 0"
    if indicator.points:
        most, threshold = indicator.points.most, indicator.points.threshold
        full = f", từ {number(threshold, 6)}% trở lên được điểm tối đa" if threshold is not None else ""
        said += f"; chấm {number(most, 6)} điểm theo tỷ lệ đạt được{full}"
        if parts and indicator.when_zero is WhenZero.FULL_POINTS:
            said += ", không phát sinh thì được điểm tối đa"
    return f"{sentence(said)}."


def _whole(definition: ExplainedDefinition) -> str:
    if definition.number:
        return _noun(definition.number)
    above, below = definition.numerator, definition.denominator
    assert above is not None
    assert below is not None
    return _beside(f"{_divided(above, below)}, tính ra phần trăm", definition.beside)


def _divided(above: Explained, below: Explained) -> str:
    return f"{_noun(above)}, chia cho {_noun(below)}"


def _noun(part: Explained) -> str:
    """Return a number as what it is: `số ở cột (8) “Giải quyết trước hạn” của Biểu II.06a/VPCP/KSTT`."""
    if part.count:
        where = ", ".join(map(_condition, part.where))
        counted = "thủ tục" if part.count == Subject.EVENTS else part.count
        return _beside(f"số {counted}" + (f" có {where}" if where else ""), part.beside)
    if part.column:
        return _beside(f"số ở cột {part.column} của {part.form}", part.beside)
    return _beside(part.words or _made(part), part.beside)


def _made(part: Explained) -> str:
    """Return a number that is made of others; what is made inside it stands in brackets."""
    if part.sign == "+" and (columns := _of_one_form(part.parts)):
        return f"tổng các cột {listing(columns)} của {part.parts[0].form}"
    inside = [f"({_noun(one)})" if one.parts else _noun(one) for one in part.parts]
    match part.sign:
        case "−":
            return f"{inside[0]}, trừ đi {listing(inside[1:])}"
        case "×":
            return f"{inside[0]}, nhân với {inside[1]}"
        case "/":
            percent = ", tính ra phần trăm" if PERCENT in part.label else ""
            return f"{inside[0]}, chia cho {inside[1]}{percent}"
        case ";" if part.weights:
            values, weights = inside[: -part.weights], inside[-part.weights :]
            return f"{part.label} {listing(values)}, với trọng số là {listing(weights)}"
        case ";":
            return f"{part.label} {listing(inside)}"
        case _:
            return f"tổng của {listing(inside)}"


def _of_one_form(parts: tuple[Explained, ...]) -> list[str]:
    """Return the columns that are added where all are of one form and nothing more is said of any."""
    plain = all(part.column and not part.beside for part in parts)
    return [part.column for part in parts] if plain and len({part.form for part in parts}) == 1 else []


def _beside(said: str, limits: tuple[str, ...]) -> str:
    return ", ".join([said, *limits])


def _condition(asked: Asked) -> str:
    words = [term.record.label if term.record else _TIMES.get(term.text, term.text) for term in asked.terms]
    if all(map(working_days, words)):
        return f"{asked.label} {words[0]}"
    if words in (["có"], ["không"]):
        return f"mục {asked.label} ghi “{words[0]}”"
    if len(words) == 1 and words[0] in _TIMES.values():
        return f"{asked.label} {words[0]}"
    return f"{asked.label} là {' hoặc '.join(words)}"
