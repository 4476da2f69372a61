"""Definitions: how a figure is computed, in the words of its definition, as values to put in place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from congbo.figures.conditions import CONDITIONS
from congbo.records.forms import SHORT_FORM
from congbo.records.indicator_definitions import Definition, Operand
from congbo.records.record import Record
from congbo.records.register import Register


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
    """A number that a definition takes from the records: just one of `count`, `words` and `parts` is there.

    `count` is what is counted, by the conditions of `where`; `words` says where a number is read; `parts`
    are the numbers that are added.
    """

    count: str = ""
    where: tuple[Asked, ...] = ()
    words: str = ""
    parts: tuple["Explained", ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedDefinition:
    """A definition: a number, or of a ratio what is above and below the line."""

    number: Explained | None = None
    numerator: Explained | None = None
    denominator: Explained | None = None


def explained(definition: Definition, register: Register) -> ExplainedDefinition:
    """Return a definition with every condition and term in the words of the records."""
    ratio = definition.ratio
    if ratio is None:
        return ExplainedDefinition(_number(definition, register))
    return ExplainedDefinition(None, _number(ratio.numerator, register), _number(ratio.denominator, register))


def in_words(definition: ExplainedDefinition, called: Callable[[Term], str]) -> str:
    """Return a definition on one line: `đếm văn bản: loại văn bản là kế hoạch hoặc báo cáo`."""
    if definition.number:
        return _line(definition.number, called)
    parts = (("tử số", definition.numerator), ("mẫu số", definition.denominator))
    return "; ".join(f"{label} {_line(part, called)}" for label, part in parts if part)


def terms(definition: ExplainedDefinition) -> Iterator[Record]:
    """Yield every record that the words of a definition name."""
    waiting = [part for part in (definition.number, definition.numerator, definition.denominator) if part]
    for part in waiting:
        waiting += part.parts
        yield from (term.record for asked in part.where for term in asked.terms if term.record)


def _line(part: Explained, called: Callable[[Term], str]) -> str:
    if part.count:
        where = [f"{asked.label} là {' hoặc '.join(map(called, asked.terms))}" for asked in part.where]
        return f"đếm {part.count}" + (f": {', '.join(where)}" if where else "")
    return part.words or f"tổng của ({' + '.join(_line(one, called) for one in part.parts)})"


def _number(operand: Operand, register: Register) -> Explained:
    if operand.count:
        conditions = CONDITIONS[operand.count]
        where = [
            Asked(
                conditions[key].label if key in conditions else key,
                tuple(Term(value, _record(operand, key, value, register)) for value in values),
            )
            for key, values in operand.where.items()
        ]
        return Explained(count=operand.count, where=tuple(where))
    if operand.dossiers:
        form = register.forms[SHORT_FORM]
        return Explained(words=f"{form.label}, {form.column_in_words(operand.dossiers)}")
    if operand.statistic:
        stated = register.measures.get(operand.statistic)
        return Explained(words=f"số liệu tự khai “{stated[0].title if stated else operand.statistic}”")
    return Explained(parts=tuple(_number(part, register) for part in operand.sum))


def _record(operand: Operand, key: str, value: str, register: Register) -> Record | None:
    assert operand.count is not None
    condition = CONDITIONS[operand.count].get(key)
    return register.get(condition.names, value) if condition and condition.names else None
