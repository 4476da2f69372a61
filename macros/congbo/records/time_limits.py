"""Time limits: how long the law gives for settling a dossier, as a type."""

import re
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, model_validator

from congbo.law.limits import Limit
from congbo.records.meant import term, unknown
from congbo.records.part import Part
from congbo.records.scalars import Amount, Clock, Text, choice, refuse
from congbo.words.same_terms import same_term
from congbo.words.spelling import fold
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


_FROM = r",? (?:được )?(?:kể |tính )?từ (?:khi |lúc )?(.+)"
_WEEK = "Một tuần là 7 ngày (Bộ luật Dân sự 2015, Điều 146): hãy ghi “unit: ngày”, “value” gấp 7"
_ONE_NUMBER = (
    "Ở đây chỉ một số với một đơn vị; mỗi trường hợp một thời hạn thì ghi ở “cases”, mốc bên trong ở “note”"
)
_AT_MOST = re.compile(r"^(?:khong qua|toi da|trong vong|trong thoi han|thoi han|trong|cham nhat|la) (?=\d)")
_LIMIT = re.compile(r"(?P<value>\d+(?:[.,]\d+)?) ?/? ?(?P<unit>[^\d]+)")
_IN_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"), start=1
    )
} | {"nua": "0.5", "mot nua": "0.5"}
"""Numbers of a limit that are written in words, folded."""


def _unit_meant(text: str, units: list[str]) -> str:
    """Return the question that offers a unit, never another one: hours are not days misspelled."""
    if fold(text).strip() in _WEEKS:
        return _WEEK
    for unit in sorted(units, key=len, reverse=True):
        if counted := re.fullmatch(rf"{unit}{_FROM}", text, re.IGNORECASE):
            return f"Hãy viết “unit: {unit}”, “counted_from: {counted[1]}”"
    return term(text, units)


_WEEKS = frozenset({"tuan", "tuan le", "week", "weeks", "tuan lam viec"})


def limit_in(text: str) -> str:
    """Return the lines of a limit that was typed as one text: `5 ngày làm việc`; empty where it is none."""
    units = [str(unit) for unit in TimeUnit]
    if same_term(text, units) == TimeUnit.WITHIN_DAY:
        return f"“unit: {TimeUnit.WITHIN_DAY}”"
    plain = _AT_MOST.sub("", fold(text).strip())
    if (word := plain.partition(" ")[0]) in _IN_WORDS:
        plain = plain.replace(word, _IN_WORDS[word], 1)
    match = _LIMIT.fullmatch(plain)
    unit = same_term(match["unit"], units) if match else ""
    value = re.sub(r"^0+(?=\d)", "", match["value"].replace(",", ".")) if match else ""
    return f"“value: {value}”, “unit: {unit}”" if value and unit else ""


class TimeLimit(Part):
    """A time limit: how many units, counted from which moment; “trong ngày” has no number."""

    value: Amount | None = Field(
        None, title="Số", description="Ví dụ 5, hoặc 1.5 là một ngày rưỡi; “trong ngày” thì bỏ dòng này."
    )
    unit: Annotated[TimeUnit, choice(TimeUnit, _unit_meant)] = Field(
        title="Đơn vị",
        description="“ngày làm việc”, “ngày”, “tháng”, “năm”, “giờ”, “giờ làm việc” hoặc “trong ngày”.",
    )
    cut_off: Clock = Field(
        "", title="Giờ cắt", description="Chỉ của “trong ngày”: nhận sau giờ này thì sang ngày làm việc sau."
    )
    counted_from: Text = Field("", title="Tính từ", description="Ví dụ “nhận đủ hồ sơ hợp lệ”.")

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, data: Any) -> Any:
        """Refuse the number and the unit in one line, once."""
        value = data.get("value") if isinstance(data, dict) else None
        if not isinstance(value, str) or re.fullmatch(r"[\d.,]*", value.strip()):
            return data
        if re.search(r"\d\D+\d", re.sub(r"(?<=\d)[.,](?=\d)", "", value)):
            raise refuse("limit-form", f"“value” phải là một số, ví dụ 5 (đang là '{value}')", _ONE_NUMBER)
        if unknown(value):
            message = f"“value” phải là một số, ví dụ 5 (đang là '{value}')"
            raise refuse("limit-form", message, "Chưa rõ, hoặc văn bản không nói thì xoá cả mục này")
        lines = limit_in(value)
        if lines and (f"“unit: {data.get('unit')}”" not in lines):
            raise refuse(
                "limit-form",
                f"“value” chỉ là số, đơn vị ghi ở “unit” (đang là '{value}')",
                f"Hãy viết {lines}",
            )
        if "unit" not in data:
            message = f"“value” chỉ là số, đơn vị ghi ở “unit” (đang là '{value}')"
            raise refuse("limit-form", message, "Ví dụ “value: 5”, “unit: ngày làm việc”")
        return data

    @classmethod
    def of_text(cls, text: str) -> str:
        """Return the lines of a limit that was typed as one text."""
        return limit_in(text) or "“value: 5”, “unit: ngày làm việc” (ví dụ)"

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
            smaller = "ngày" if self.unit is TimeUnit.MONTH else "tháng"
            message = f"“value” phải là số nguyên khi tính bằng {self.unit} (đang là '{self.value}')"
            raise refuse("limit-form", message, f"Văn bản nói bao nhiêu {smaller} thì ghi theo {smaller}")
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
