"""Regimes: the regimes of reporting periods as records: those that the package ships, and a site's own.

A site's record stands for the shipped one of its id; whoever adds a deadline begins with a copy of ours.
A report or a comparison may name a period by its regime instead of typing its days.
"""

from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.law.regimes import (
    WEEKDAYS,
    DayOfYear,
    Deadline,
    PeriodRule,
    Regime,
    parse_due,
)
from congbo.records import shipped as shipped_pages
from congbo.records.record import Part, Period, Record
from congbo.records.scalars import Count, Text, Texts, parse_text, refuse
from congbo.words.spelling import nearest

_DAY_OF_YEAR_HELP = "phải viết như “15/12 năm trước”, “14/6” hoặc “cuối tháng 2”"
_DUE_HELP = "phải viết như “ngày 20 tháng cuối kỳ”, “ngày 5 tháng sau” hoặc “02 ngày làm việc sau ngày chốt”"


def _day_of_year(value: object) -> str:
    text = parse_text(value)
    if DayOfYear.parse(text) is None:
        raise refuse("unknown-regime", f"{_DAY_OF_YEAR_HELP} (đang là '{text}')")
    return text


def _due(value: object) -> str:
    text = parse_text(value)
    if parse_due(text) is None:
        raise refuse("unknown-regime", f"{_DUE_HELP} (đang là '{text}')")
    return text


def _weekday(value: object) -> str:
    text = parse_text(value)
    if text not in ("", *WEEKDAYS):
        raise refuse(
            "unknown-regime", f"phải là một ngày trong tuần (đang là '{text}')", nearest(text, WEEKDAYS)
        )
    return text


DayText = Annotated[str, BeforeValidator(_day_of_year)]
DueText = Annotated[str, BeforeValidator(_due)]
Weekday = Annotated[str, BeforeValidator(_weekday)]


class PeriodOfYear(Part):
    """A period that a regime has each year."""

    of: Text = Field(
        title="Tên kỳ", description="“tháng 1”, “quý I”, “6 tháng”, “6 tháng cuối”, “9 tháng”, “năm”."
    )
    first: DayText = Field(
        title="Ngày đầu kỳ", description="Ví dụ “15/12 năm trước”, “15/6”, “cuối tháng 2”."
    )
    last: DayText = Field(title="Ngày cuối kỳ, ngày chốt số liệu", description="Ví dụ “14/6”.")

    @property
    def rule(self) -> PeriodRule:
        """The period as the law counts it."""
        first, last = DayOfYear.parse(self.first), DayOfYear.parse(self.last)
        assert first is not None
        assert last is not None
        return PeriodRule(self.of, first, last)


class PeriodSeries(Part):
    """Periods that follow on one another through the year."""

    name: Text = Field(title="Tên nhóm kỳ", description="Ví dụ “quý”.")
    periods: tuple[PeriodOfYear, ...] = Field(
        title="Các kỳ", description="Theo thứ tự trong năm; sau kỳ cuối là kỳ đầu của năm sau."
    )


class LevelDeadline(Part):
    """When a level sends its report."""

    level: Text = Field(title="Cấp gửi", description="Ví dụ “sở”, “xã”; báo cáo nêu cấp này ở “level”.")
    to: Text = Field("", title="Nơi nhận", description="Cơ quan nhận báo cáo.")
    of: Texts = Field((), title="Kỳ", description="Tên các kỳ có hạn này; không ghi là mọi kỳ.")
    due: DueText = Field(
        title="Hạn gửi",
        description="“ngày 20 tháng cuối kỳ”, “ngày 5 tháng sau” hoặc “02 ngày làm việc sau ngày chốt”;"
        " rơi vào ngày nghỉ thì lùi đến ngày làm việc kế tiếp.",
    )
    basis: Text = Field("", title="Căn cứ", description="Văn bản quy định hạn này.")

    @property
    def rule(self) -> Deadline:
        """The deadline as the law counts it."""
        found = parse_due(self.due)
        assert found is not None
        day, next_month, working_days = found
        return Deadline(self.level, self.to, self.of, day, next_month, working_days)


class PeriodRegime(Record):
    """A regime of reporting periods: which there are, from which day to which, and when they are due."""

    title: Text = Field(title="Tên", description="Ví dụ “Chế độ báo cáo của UBND tỉnh”.")
    basis: Texts = Field((), title="Căn cứ", description="Văn bản quy định; mỗi căn cứ một dòng.")
    series: tuple[PeriodSeries, ...] = Field(
        (), title="Các nhóm kỳ", description="Mỗi nhóm là các kỳ nối tiếp nhau trong năm."
    )
    week_begins: Weekday = Field(
        "", title="Tuần bắt đầu vào", description="Ví dụ “thứ năm”; chỉ ghi khi báo cáo theo tuần."
    )
    deadlines: tuple[LevelDeadline, ...] = Field(
        (), title="Hạn gửi của từng cấp", description="Mỗi cấp một mục."
    )

    @model_validator(mode="after")
    def _each_once(self) -> "PeriodRegime":
        names = [period.of for series in self.series for period in series.periods]
        if not names and not self.week_begins:
            raise refuse("missing-key", "phải có “series” (các kỳ trong năm) hoặc “week_begins” (kỳ tuần)")
        for index, name in enumerate(names):
            if name in names[:index]:
                raise refuse("duplicate-key", f"“series” kể kỳ “{name}” hai lần")
        for series in self.series:
            for period in series.periods:
                if period.rule.last.of(2023) < period.rule.first.of(2023):
                    raise refuse("period-order", f"“series” có kỳ “{period.of}” hết trước khi bắt đầu")
        for deadline in self.deadlines:
            if unknown := [name for name in deadline.of if name not in names]:
                raise refuse("unknown-regime", f"“deadlines” nêu kỳ không có trong “series”: “{unknown[0]}”")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def regime(self) -> Regime:
        """The regime as the law counts it."""
        return Regime(
            self.id,
            self.title,
            tuple(tuple(period.rule for period in series.periods) for series in self.series),
            WEEKDAYS.index(self.week_begins) if self.week_begins else None,
            tuple(deadline.rule for deadline in self.deadlines),
        )


NAMES_OF_PERIODS = frozenset({"regime", "of", "year", "level"})
"""The keys by which a period is named: readers see its days, its name where a text calls it."""


class NamedPeriod(Period):
    """A period that may be named by its regime: its days are then the regime's."""

    regime: Text = Field(
        "", title="Chế độ báo cáo", description="Mã chế độ, ví dụ “cchc”, “nd09”, “duong-lich”; đi cùng “of”."
    )
    of: Text = Field(
        "", title="Tên kỳ", description="Ví dụ “6 tháng”, “quý III”, “tháng 5”, “năm”; đi cùng “year”."
    )
    year: Count | None = Field(
        None, title="Năm của kỳ", description="Có ba khoá này thì không cần “start”, “end”."
    )

    @property
    def days(self) -> Period:
        """Its days alone, by which what is of one period is found."""
        return Period.model_construct(start=self.start, end=self.end)


class ReportPeriod(NamedPeriod):
    """The period of a report."""

    level: Text = Field(
        "",
        title="Cấp gửi",
        description="Một cấp có hạn gửi trong chế độ báo cáo; có thì máy nhắc khi gần hạn.",
    )


@cache
def shipped() -> tuple[PeriodRegime, ...]:
    """Return the regimes that the package ships, in order of their ids."""
    return shipped_pages.records(PeriodRegime, "periods")


def in_effect(own: Iterable[PeriodRegime] = ()) -> tuple[PeriodRegime, ...]:
    """Return the regimes of a site with these records of its own, in order of their ids."""
    by_id = {record.id: record for record in (*shipped(), *own)}
    return tuple(by_id[id_] for id_ in sorted(by_id))


def regimes_of(own: Iterable[PeriodRegime] = ()) -> dict[str, Regime]:
    """Return the regimes of a site by id."""
    return {record.id: record.regime for record in in_effect(own)}
