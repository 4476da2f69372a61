"""Comparisons: a figure beside its value in the period that a report names as the one before.

A count of records is only as good as the records are complete, and a register that begins in one year has
no documents of the year before: it would give zeros that are not true. So nothing is compared unless the
report names the period, and records are counted in it only where the report says that they are all there.
Stock is never compared with flow, nor figures of two bodies, nor a figure with itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field

from congbo.figures.conditions import Candidate
from congbo.figures.frame import Frame
from congbo.figures.indicators import Figure, declared, evaluate, operands, undated
from congbo.figures.quantities import State
from congbo.records.dossier_counts import DossierCount
from congbo.records.indicator_definitions import Indicator
from congbo.records.observations import Observation
from congbo.records.record import Period
from congbo.records.regimes import NamedPeriod
from congbo.records.register import Register
from congbo.records.scalars import Date, choice, parse_list
from congbo.records.statistics import Statistic
from congbo.words.units import PERCENT
from congbo.words.vocabulary import Subject
from congbo.words.wording import listing, number

Subjects = Annotated[tuple[Annotated[Subject, choice(Subject)], ...], BeforeValidator(parse_list)]


class PreviousPeriod(NamedPeriod):
    """The period that a report is compared with, and what records of it there surely are."""

    as_of: Date = Field(title="Ngày chốt số liệu", description="Ngày của các số “tính đến” trong kỳ ấy.")
    complete: Subjects = Field(
        (),
        title="Loại bản ghi có đủ",
        description="“văn bản”, “thủ tục”, “sự kiện”, “quy trình nội bộ”: chỉ so sánh số đếm từ những loại mà"
        " kỳ ấy có đủ bản ghi. Số tự khai và số hồ sơ giải quyết không cần ghi ở đây.",
    )

    def frame(self, organisation: str) -> Frame:
        """Return the frame of the period; the day on which its report was made is not known."""
        return Frame(self.days, self.as_of, self.end, organisation)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figure of the period before and the difference to it, in the figure's unit.

    Without a figure, or without a difference, `reason` says why. A difference of percentages is in
    percentage points.
    """

    before: Figure | None = None
    difference: Fraction | None = None
    reason: str = ""

    @property
    def text(self) -> str:
        """The figure of the period before, as printed."""
        return self.before.text if self.before else str(State.NO_DATA)

    @property
    def difference_text(self) -> str:
        """The difference in words: `tăng 2,5 điểm %`, `giảm 3 hồ sơ`, `không đổi`; empty without one."""
        if self.before is None or self.difference is None:
            return ""
        if self.difference == 0:
            return "không đổi"
        decimals = self.before.decimals
        size = number(abs(self.difference), decimals)
        if size == "0":
            size = f"chưa đến {number(Fraction(1, 10**decimals), decimals)}"
        unit = "điểm %" if self.before.unit == PERCENT else self.before.unit
        return f"{'tăng' if self.difference > 0 else 'giảm'} {size} {unit}"


def compared(figure: Figure, frame: Frame, previous: PreviousPeriod | None, register: Register) -> Comparison:
    """Return the figure of the previous period and the difference, from unrounded values."""
    if previous is None:
        return Comparison(reason="báo cáo không nêu kỳ để so sánh")
    indicator = None if figure.declared else register.indicators[figure.id]
    if indicator and (reason := _unsure(indicator, frame, previous)):
        return Comparison(reason=reason)
    then = previous.frame(frame.organisation)
    register = register.on(then.last_day)
    before = evaluate(indicator, then, register) if indicator else declared(figure.id, then, register)
    lacking = (State.NO_DATA, State.AMBIGUOUS, State.UNLIKE)
    if before is None or before.state in lacking or figure.state in lacking:
        return Comparison(reason=str(State.NO_DATA))
    if reason := next(_differences(figure, frame, before, then), ""):
        return Comparison(reason=reason)
    if figure.value is None or before.value is None:
        return Comparison(before, None, str(State.NOT_ARISEN))
    if figure.qualifier or before.qualifier:
        return Comparison(before, None, "số có từ chỉ mức nên không trừ được")
    return Comparison(before, figure.value - before.value)


def _unsure(indicator: Indicator, frame: Frame, previous: PreviousPeriod) -> str:
    """Return why the figure of the period before is another thing, or may not be counted; else nothing."""
    now, then = (indicator.on(day).definition for day in (frame.period.end, previous.end))
    if now != then:
        return "cách tính của hai kỳ khác nhau"
    indicator = indicator.on(frame.period.end)
    counts = {operand.count for operand in operands(indicator.definition) if operand.count}
    if lacking := counts - {*previous.complete}:
        return f"báo cáo không ghi là kỳ ấy có đủ bản ghi {listing(sorted(lacking))}"
    if facts := undated(indicator.definition):
        return f"bản ghi không nói {listing(facts)} có từ ngày nào"
    return ""


def _differences(figure: Figure, frame: Frame, before: Figure, then: Frame) -> Iterator[str]:
    """Yield each reason why two figures cannot be compared."""
    if isinstance(figure.basis, date) != isinstance(before.basis, date):
        yield "một bên là số tại một ngày, một bên là số trong kỳ"
    elif isinstance(figure.basis, date) and figure.basis == before.basis:
        yield "cả hai kỳ chỉ có chung một số liệu"
    elif isinstance(figure.basis, Period) and (figure.basis, before.basis) != (frame.period, then.period):
        yield "số này không tính trong đúng kỳ báo cáo"
    if _scope(figure) != _scope(before):
        yield "hai số khác đơn vị tính hoặc khác cơ quan"


def _scope(figure: Figure) -> set[tuple[str, ...]]:
    """Return whose declared numbers make a figure, and in what units."""
    parts = [part.chosen for part in (figure.numerator, figure.denominator) if part]
    candidates: list[Candidate] = [candidate for chosen in (figure.chosen, *parts) for candidate in chosen]
    scope: set[tuple[str, ...]] = {(figure.unit,)}
    for record in (candidate.record for candidate in candidates):
        if isinstance(record, Statistic):
            scope.add((record.measure, record.organisation, record.unit))
        elif isinstance(record, DossierCount | Observation):
            scope.add((record.organisation,))
    return scope
