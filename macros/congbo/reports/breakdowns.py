"""Breakdowns: a figure divided by a property of what it counts; the parts add up to the figure.

Records that are counted are divided by what they say of themselves, dossiers by the rows of their form.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from congbo.figures.conditions import Candidate
from congbo.figures.measuring import measure
from congbo.figures.observations import FormRow, form_for, stated
from congbo.figures.quantities import State
from congbo.records.documents import Document
from congbo.records.operands import SHORT_FORM, Definition, Operand
from congbo.records.procedures import Procedure
from congbo.words.units import PERCENT
from congbo.words.vocabulary import Subject
from congbo.words.wording import number, sentence

if TYPE_CHECKING:
    from congbo.reports.calls import Call
    from congbo.reports.report import Report

_UNKNOWN = ""
"""The part of what does not say where it belongs; it comes last."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a figure may be divided by: its label, and which part a record and a row of dossiers belong to.

    `kind` is what references to the parts are called; `of_rows` is None where rows have no such part.
    """

    label: str
    of_record: Callable[[Candidate], str]
    subjects: frozenset[Subject] = frozenset()
    of_rows: Callable[[FormRow], str] | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a part and its numbers as printed."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The table: what it is divided by, the heads of its numbers, the parts in order, and their sum."""

    label: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def by(self) -> str:
        """What it is divided by, within a sentence."""
        return self.label.lower()


def _field(candidate: Candidate) -> str:
    return candidate.record.field if isinstance(candidate.record, Procedure) else _UNKNOWN


def _kind(candidate: Candidate) -> str:
    return sentence(str(candidate.record.kind)) if isinstance(candidate.record, Document) else _UNKNOWN


def _issuer(candidate: Candidate) -> str:
    return candidate.record.issuer if isinstance(candidate.record, Document) else _UNKNOWN


def _month(candidate: Candidate) -> str:
    day = candidate.issued
    return f"{day.year}-{day.month:02d}" if day else _UNKNOWN


_PROCEDURES = frozenset({Subject.PROCEDURES, Subject.EVENTS, Subject.WORKFLOWS})
_DOCUMENTS = frozenset({Subject.DOCUMENTS})

_GROUPS = {
    "field": Group("Lĩnh vực", _field, _PROCEDURES, lambda row: row.field, "field"),
    "unit": Group("Đơn vị", lambda candidate: _UNKNOWN, of_rows=lambda row: row.unit, kind="organisation"),
    "kind": Group("Loại văn bản", _kind, _DOCUMENTS),
    "issuer": Group("Cơ quan ban hành", _issuer, _DOCUMENTS, kind="organisation"),
    "month": Group("Tháng ban hành", _month, _DOCUMENTS),
}
GROUPS = tuple(_GROUPS)
"""What a figure may be divided by."""


def divisible(definition: Definition) -> list[str]:
    """Return what a figure can be divided by, as its definition says; nothing where a part of it cannot."""
    numbers = list(_numbers(definition))
    return [by for by, group in _GROUPS.items() if all(_divides(group, one) for one in numbers)]


def undivided(call: "Call", report: "Report") -> str:
    """Return why a report has nothing to divide, or an empty text."""
    by = str(call.options.get("by", ""))
    if report.figures[call.id].state is State.NO_DATA or by not in _GROUPS:
        return ""  # told
    parts = {key for operand in _operands(report, call.id) for key in _shares(operand, _GROUPS[by], report)}
    read = [one.cell for one in _numbers(report.register.indicators[call.id].definition) if one.cell]
    for id_, column in read:
        form = report.register.forms.get(id_)
        if form and column in form.by_key and not form.adds(column):
            return f"các dòng của {form.short_name} không cộng được với nhau"
    if read and parts <= {_UNKNOWN}:
        what = "bản ghi hồ sơ" if any(id_ == SHORT_FORM for id_, _ in read) else "biểu"
        return f"{what} của kỳ này không chia theo {_GROUPS[by].label.lower()}"
    return "" if parts else "không có bản ghi nào được tính"


def breakdown(call: "Call", report: "Report") -> Breakdown:
    """Return a figure of a report divided as a call asks; without rows where there is nothing to divide."""
    figure, by = report.figures[call.id], str(call.options.get("by", ""))
    indicator = report.register.indicators.get(call.id)
    if indicator is None or by not in divisible(indicator.definition):
        return Breakdown("", (), (), Row("", ()))
    group = _GROUPS[by]
    shares = [_shares(operand, group, report) for operand in _operands(report, call.id)]
    keys = sorted({key for share in shares for key in share}, key=_order(group, report))
    rows = tuple(
        Row(_label(key, group, report), _cells([share[key] for share in shares], figure.decimals))
        for key in keys
    )
    total = Row("Tổng cộng", _cells([sum(share.values()) for share in shares], figure.decimals))
    return Breakdown(group.label, _heads(len(shares), figure.unit), rows, total)


def _operands(report: "Report", id_: str) -> list[Operand]:
    definition = report.register.indicators[id_].definition
    return [definition.ratio.numerator, definition.ratio.denominator] if definition.ratio else [definition]


def _numbers(operand: Operand) -> Iterator[Operand]:
    """Yield the numbers that are added up to make an operand, above and below the line."""
    ratio = operand.ratio if isinstance(operand, Definition) else None
    parts = [ratio.numerator, ratio.denominator] if ratio else operand.sum
    if not parts:
        yield operand
    for part in parts:
        yield from _numbers(part)


def _divides(group: Group, operand: Operand) -> bool:
    narrowed = (
        operand.unit,
        operand.field,
        operand.level,
        operand.from_source,
        operand.organisation,
        operand.from_start_of_year,
        operand.in_unit,
    )
    if any(narrowed):
        return False
    if operand.count:
        return operand.count in group.subjects
    return operand.cell is not None and group.of_rows is not None


def _shares(operand: Operand, group: Group, report: "Report") -> Counter[str]:
    """Return how many each part has; they add up to what the operand measures."""
    shares: Counter[str] = Counter()
    for one in _numbers(operand):
        if one.count:
            chosen = measure(one, report.frame, report.register).chosen
            shares.update(group.of_record(candidate) for candidate in chosen)
        elif one.cell and group.of_rows:
            form = form_for(one.cell[0], report.frame, report.register)
            rows = stated(form.id, report.frame, report.register) if form else []
            for row in [row for row in rows if not row.whole] or rows:
                shares[group.of_rows(row)] += int(row.value(one.cell[1]) or 0)
    return shares


def _order(group: Group, report: "Report") -> Callable[[str], tuple[bool, int, str]]:
    """Return the order of parts: as the register has its fields, else by name; what is unknown comes last."""
    fields = list(report.register.fields) if group.kind == "field" else []
    return lambda key: (
        key == _UNKNOWN,
        fields.index(key) if key in fields else len(fields),
        key if group.label == "Tháng ban hành" else _label(key, group, report),
    )


def _label(key: str, group: Group, report: "Report") -> str:
    if key == _UNKNOWN:
        return "Chưa rõ"
    if group.of_record is _month:
        year, month = key.split("-")
        return f"Tháng {int(month)}/{year}"
    record = report.register.get(group.kind, key) if group.kind else None
    return record.label if record else key


def _heads(numbers: int, unit: str) -> tuple[str, ...]:
    return ("Tử số", "Mẫu số", "Tỷ lệ") if numbers > 1 else (f"Số {unit}" if unit != PERCENT else "Số",)


def _cells(numbers: list[int], decimals: int) -> tuple[str, ...]:
    counts = tuple(map(number, numbers))
    if len(numbers) == 1:
        return counts
    above, below = numbers
    share = f"{number(Fraction(100 * above, below), decimals)}%" if below else str(State.NOT_ARISEN)
    return (*counts, share)
