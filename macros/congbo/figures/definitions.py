"""Definitions: how a figure is computed, in the words of its definition, as values to put in place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from congbo.figures.conditions import CONDITIONS
from congbo.records.library import library
from congbo.records.operands import Definition, Operand
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.units import PERCENT
from congbo.words.wording import number

FORM = "Biểu II.06a/VPCP/KSTT"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that a condition asks for; `record` is what it names, where it is the id of a record."""

    text: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as a definition sets it: one of the terms must hold."""

    label: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A number of a definition: just one of `count`, `words` and `parts` is there.

    `count` is what is counted, by the conditions of `where`; `words` says where a number is read; `parts`
    are the numbers that it is made of in the way of `label`, with `sign` between them. `beside` are the
    limits that it is taken in: whose it is, which lines, from when on, in what unit.
    """

    count: str = ""
    where: tuple[Asked, ...] = ()
    words: str = ""
    label: str = ""
    sign: str = ""
    parts: tuple["Explained", ...] = ()
    beside: tuple[str, ...] = ()
    column: str = ""
    form: str = ""
    """The column of a form that `words` name, by its number and label, and the form."""
    weights: int = 0
    """How many of the parts, the last ones, say how much the others weigh."""


@dataclass(frozen=True, slots=True)
class ExplainedDefinition:
    """A definition: a number, or of a ratio what is above and below the line, in the limits `beside`."""

    number: Explained | None = None
    numerator: Explained | None = None
    denominator: Explained | None = None
    beside: tuple[str, ...] = ()


def explained(definition: Definition, register: Register) -> ExplainedDefinition:
    """Return a definition with every condition and term in the words of the records."""
    ratio = definition.ratio
    if ratio is None:
        return ExplainedDefinition(_number(definition, register))
    above, below = (_number(part, register) for part in (ratio.numerator, ratio.denominator))
    return ExplainedDefinition(None, above, below, tuple(_beside(definition, register)))


def in_words(definition: ExplainedDefinition, called: Callable[[Term], str]) -> str:
    """Return a definition on one line: `đếm văn bản: loại văn bản là kế hoạch hoặc báo cáo`."""
    if definition.number:
        return _line(definition.number, called)
    parts = (("tử số", definition.numerator), ("mẫu số", definition.denominator))
    lines = [f"{label} {_line(part, called)}" for label, part in parts if part]
    return "; ".join([*lines, *definition.beside])


def terms(definition: ExplainedDefinition) -> Iterator[Record]:
    """Yield every record that the words of a definition name."""
    waiting = [part for part in (definition.number, definition.numerator, definition.denominator) if part]
    for part in waiting:
        waiting += part.parts
        yield from (term.record for asked in part.where for term in asked.terms if term.record)


def _line(part: Explained, called: Callable[[Term], str]) -> str:
    if part.count:
        where = [f"{asked.label} là {' hoặc '.join(map(called, asked.terms))}" for asked in part.where]
        said = f"đếm {part.count}" + (f": {', '.join(where)}" if where else "")
    else:
        inside = f" {part.sign} ".join(_line(one, called) for one in part.parts)
        said = part.words or f"{part.label} ({inside})"
    return "; ".join([said, *part.beside])


def _number(operand: Operand, register: Register) -> Explained:
    beside = tuple(_beside(operand, register))
    if operand.count:
        conditions = CONDITIONS[operand.count]
        where = [
            Asked(
                conditions[key].label if key in conditions else key,
                tuple(Term(value, _record(operand, key, value, register)) for value in values),
            )
            for key, values in operand.where.items()
        ]
        return Explained(count=operand.count, where=tuple(where), beside=beside)
    if operand.cell:
        form, key = register.forms.get(operand.cell[0]), operand.cell[1]
        if form is None or key not in form.by_key:
            return Explained(words=f"biểu “{operand.cell[0]}”, cột “{key}”", beside=beside)
        label = form.label if form.symbol else f"biểu “{form.title}”"
        words = f"{label}, {form.column_in_words(key)}"
        column = f"({form.numbers[key]}) “{form.by_key[key].full_name}”"
        return Explained(words=words, beside=beside, column=column, form=label)
    if operand.statistic:
        stated = register.measures.get(operand.statistic)
        ours = library().get(operand.statistic)
        title = stated[0].title if stated else ours.title if ours else operand.statistic
        return Explained(words=f"số liệu tự khai “{title}”", beside=beside)
    if operand.constant is not None:
        space = "" if operand.in_unit in ("", PERCENT) else " "
        words = f"{number(operand.constant, MOST_DECIMALS)}{space}{operand.in_unit}"
        return Explained(words=words, beside=beside)
    label, sign = _made(operand)
    parts = tuple(_number(part, register) for _, part in operand.parts)
    if operand.product:
        parts = (*parts, Explained(words=number(operand.product.by, MOST_DECIMALS)))
    weights = len(operand.mean.weights) if operand.mean else 0
    return Explained(label=label, sign=sign, parts=parts, beside=beside, weights=weights)


MOST_DECIMALS = 15
"""As many as a number may have that is typed: a constant is shown exactly."""


def _made(operand: Operand) -> tuple[str, str]:
    """Return in what way a number is made of others, and what stands between them on one line."""
    if operand.difference:
        return "hiệu của", "−"
    if operand.product:
        return "tích của", "×"
    if operand.quotient:
        return "thương của", "/"
    if operand.ratio:
        return "tỷ lệ % của", "/"
    if operand.mean:
        each = f" theo từng {operand.mean.each}" if operand.mean.each else ""
        return f"trung bình{each}{' có trọng số' if operand.mean.weights else ''} của", ";"
    return "tổng của", "+"


def _beside(operand: Operand, register: Register) -> Iterator[str]:
    """Yield the limits that an operand sets to what is inside it, each in words."""
    for words, target, id_ in (
        ("của", "organisation", operand.organisation),
        ("dòng của đơn vị", "organisation", operand.unit),
        ("dòng của lĩnh vực", "field", operand.field),
    ):
        if id_:
            record = register.get(target, id_)
            yield f"{words} {record.label if record else id_}"
    if operand.level:
        yield f"dòng của {operand.level}"
    if operand.from_source:
        named = (register.get(target, operand.from_source) for target in ("document", "observation"))
        yield f"nguồn {next((one.label for one in named if one), operand.from_source)}"
    if operand.from_start_of_year:
        yield "lũy kế từ đầu năm"
    if operand.in_unit and operand.constant is None:
        yield f"tính bằng {operand.in_unit}"


def _record(operand: Operand, key: str, value: str, register: Register) -> Record | None:
    assert operand.count is not None
    condition = CONDITIONS[operand.count].get(key)
    return register.get(condition.names, value) if condition and condition.names else None
