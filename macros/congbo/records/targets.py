"""Targets: what a figure should reach, period by period, as documents set it, as types."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator

from congbo.records.record import Part, Period
from congbo.records.scalars import Count, Date, DocumentId, Number, choice, refuse
from congbo.words.vocabulary import Direction, Holds
from congbo.words.wording import number, period_name

_QUARTERS, _HALVES = 4, 2


class TargetStep(Part):
    """The value to reach in one year or a part of it, as a document sets it."""

    year: Count = Field(0, title="Năm", description="Năm mà mức này được giao, ví dụ 2024.")
    half: Count = Field(
        0, title="Nửa năm", description="1 hoặc 2, khi mức chỉ của sáu tháng ấy; đi cùng “year”."
    )
    quarter: Count = Field(0, title="Quý", description="1 đến 4, khi mức chỉ của quý ấy; đi cùng “year”.")
    start: Date | None = Field(None, title="Từ ngày", description="Khi mức của một kỳ khác; đi cùng “end”.")
    end: Date | None = Field(None, title="Đến ngày", description="Ngày cuối của kỳ ấy; đi cùng “start”.")
    value: Number = Field(title="Mức", description="Số cần đạt.")
    source: DocumentId = Field(title="Văn bản giao", description="Mã văn bản giao chỉ tiêu.")

    @model_validator(mode="after")
    def _one_time(self) -> "TargetStep":
        if bool(self.year) == bool(self.start or self.end):
            raise refuse("target-time", "mức chỉ tiêu phải có hoặc “year” (năm), hoặc “start” và “end”")
        if (self.start is None) != (self.end is None):
            raise refuse("target-time", "“start” và “end” của mức chỉ tiêu phải đi cùng nhau")
        if self.start and self.end and self.end < self.start:
            raise refuse("period-order", f"ngày cuối kỳ {self.end} đứng trước ngày đầu kỳ {self.start}")
        if not self.year and (self.half or self.quarter):
            raise refuse("target-time", "“half” và “quarter” phải đi cùng “year”")
        if self.half and self.quarter:
            raise refuse("target-time", "một mức chỉ có một trong hai khoá “half” và “quarter”")
        if self.half > _HALVES or self.quarter > _QUARTERS:
            raise refuse("target-time", "“half” là 1 hoặc 2, “quarter” từ 1 đến 4")
        if self.year and not date.min.year < self.year < date.max.year:
            raise refuse("target-time", f"“year” không phải là một năm (đang là '{self.year}')")
        return self

    @property
    def period(self) -> Period:
        """The days of the step, both included."""
        if self.start and self.end:
            return Period.model_construct(start=self.start, end=self.end)
        months = 12 // (_QUARTERS if self.quarter else _HALVES if self.half else 1)
        last = months * (self.quarter or self.half or 1)
        start = date(self.year, last - months + 1, 1)
        return Period.model_construct(start=start, end=date(self.year, last, monthrange(self.year, last)[1]))

    @property
    def whole_year(self) -> bool:
        """Whether it is of a year and no part of it."""
        return bool(self.year) and not (self.half or self.quarter)

    @property
    def when(self) -> str:
        """The time of the step in words: `năm 2024`, `quý I năm 2024`."""
        return f"năm {self.year}" if self.whole_year else period_name(self.period.start, self.period.end)

    @property
    def text(self) -> str:
        """The value exactly as it is set, never rounded."""
        return number(self.value, len(f"{self.value:f}".partition(".")[2]))

    def covered_by(self, period: Period) -> bool:
        """Tell whether a period is all of the step's time; a reporting year may begin before January."""
        own = self.period
        if period.start <= own.start and period.end >= own.end:
            return True
        whole = period.end.year == self.year and is_whole_year(period)
        return self.whole_year and whole


class Target(Part):
    """What a value should reach, period by period. No step holds for another time than its own."""

    direction: Annotated[Direction, choice(Direction)] = Field(
        title="Chiều", description="“không thấp hơn” hoặc “không cao hơn”."
    )
    holds: Annotated[Holds, choice(Holds)] = Field(
        Holds.AT_END,
        title="Khi nào đánh giá",
        description="“hết kỳ giao” (mặc định): chỉ đánh giá khi số liệu đã trọn kỳ được giao;"
        " “suốt kỳ giao”: báo cáo nào trong kỳ cũng đánh giá, như với một tỷ lệ phải giữ.",
    )
    steps: tuple[TargetStep, ...] = Field(
        title="Các mức", description="Mỗi năm, quý, nửa năm hay kỳ một mức, từ cũ đến mới."
    )

    @model_validator(mode="after")
    def _in_order(self) -> "Target":
        years = [step.period.end.year for step in self.steps]
        if years != sorted(years) or len({(s.period.start, s.period.end) for s in self.steps}) < len(years):
            raise refuse("dated-order", "“steps” phải xếp theo năm từ cũ đến mới, mỗi năm hay kỳ một mức")
        return self

    def step(self, period: Period) -> TargetStep | None:
        """Return the step of a period: its own, else the narrowest around it, else that of its year."""
        around = [s for s in self.steps if s.period.start <= period.start and period.end <= s.period.end]
        if around:
            return min(around, key=lambda step: step.period.end - step.period.start)
        return next((step for step in self.steps if step.whole_year and step.year == period.end.year), None)


def is_whole_year(period: Period) -> bool:
    """Tell whether a period is a year, from whatever day on."""
    after = period.end + timedelta(days=1)
    return (after.month, after.day, after.year - 1) == (
        period.start.month,
        period.start.day,
        period.start.year,
    )
