"""Time limits: how long the law gives for settling a dossier, as a type."""

from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.limits import Limit
from congbo.records.part import Part
from congbo.records.scalars import Amount, Clock, Text, choice, refuse
from congbo.words.spelling import fold, nearest
from congbo.words.vocabulary import TimeUnit
from congbo.words.wording import count, number

_HOUR = Fraction(1, 24)
_DAYS: dict[TimeUnit, Fraction | int] = {
    TimeUnit.MONTH: 30,
    TimeUnit.YEAR: 365,
    TimeUnit.HOUR: _HOUR,
    TimeUnit.WORKING_HOUR: _HOUR,
}
_WHOLE = frozenset({TimeUnit.MONTH, TimeUnit.YEAR})
"""Units of which no law says what a half is."""


def _of_one_unit(text: str, units: list[str]) -> str:
    """Return the question that offers a unit, never another one: hours are not days misspelled."""
    first = fold(text).partition(" ")[0]
    return nearest(text, [unit for unit in units if fold(unit).partition(" ")[0] == first])


class TimeLimit(Part):
    """A time limit: how many units, counted from which moment; “trong ngày” has no number."""

    value: Amount | None = Field(
        None, title="Số", description="Ví dụ 5, hoặc 1.5 là một ngày rưỡi; “trong ngày” thì bỏ dòng này."
    )
    unit: Annotated[TimeUnit, choice(TimeUnit, _of_one_unit)] = Field(
        title="Đơn vị",
        description="“ngày làm việc”, “ngày”, “tháng”, “năm”, “giờ”, “giờ làm việc” hoặc “trong ngày”.",
    )
    cut_off: Clock = Field(
        "", title="Giờ cắt", description="Chỉ của “trong ngày”: nhận sau giờ này thì sang ngày làm việc sau."
    )
    counted_from: Text = Field("", title="Tính từ", description="Ví dụ “nhận đủ hồ sơ hợp lệ”.")

    @model_validator(mode="after")
    def _whole(self) -> "TimeLimit":
        within_day = self.unit is TimeUnit.WITHIN_DAY
        if within_day and self.value is not None:
            raise refuse("limit-form", "“value” không đi với đơn vị “trong ngày”; hãy xoá dòng này")
        if not within_day and self.value is None:
            raise refuse("limit-form", f"“unit” là “{self.unit}” thì phải có “value” (bao nhiêu {self.unit})")
        if self.cut_off and not within_day:
            raise refuse("limit-form", f"“cut_off” chỉ đi với đơn vị “trong ngày” (đang là “{self.unit}”)")
        if isinstance(self.value, Decimal) and self.unit in _WHOLE:
            raise refuse("limit-form", f"“value” phải là số nguyên khi tính bằng {self.unit}")
        return self

    @property
    def in_words(self) -> str:
        """The limit as prose and lists have it: `05 ngày làm việc`, `1,5 ngày`, `trong ngày`."""
        if self.value is not None:
            return f"{count(self.value)} {self.unit}"
        later = f" (nhận sau {self.cut_off} thì ngày làm việc tiếp theo)" if self.cut_off else ""
        return f"{self.unit}{later}"

    @property
    def plain(self) -> str:
        """The limit as a table has it that machines read: `5 ngày làm việc`."""
        return self.in_words if self.value is None else f"{number(self.value)} {self.unit}"

    @property
    def limit(self) -> Limit:
        """The limit as the calendar counts it."""
        cut_off = time.fromisoformat(self.cut_off) if self.cut_off else None
        return Limit(Fraction(self.value or 0), self.unit, cut_off)

    @property
    def comparable_days(self) -> int | float:
        """The limit in days, so that limits can be compared and filtered; never shown and never counted by.

        A month is taken for 30 days, a year for 365 and an hour for a 24th, because something has to be:
        no law says so of a limit that runs on. (Bộ luật Dân sự 2015, Điều 146 khoản 1, gives these numbers
        for agreed times that do not run on.) Working days and hours are taken for days and hours, because
        how much time off lies between is not known before the dossier is filed.
        """
        if self.value is None:
            return 1
        days = Fraction(self.value) * _DAYS.get(self.unit, 1)
        return int(days) if days.denominator == 1 else round(float(days), 3)
