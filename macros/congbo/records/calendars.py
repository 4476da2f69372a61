"""Calendars: days off and made-up days as records: those of a year that the package ships, and a site's own.

A site's record of a year stands for the shipped one of that year; a record without a year changes only the
days that it names. Both are read in one form, so whoever corrects a year begins with a copy of ours.
"""

from collections.abc import Iterable
from datetime import date, time
from functools import cache
from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.calendar import Calendar, DayKind, MarkedDay, WorkingHours
from congbo.records import shipped as shipped_pages
from congbo.records.record import Part, Record
from congbo.records.scalars import Count, Date, DocumentId, Spans, Text, Texts, choice, refuse
from congbo.words.vocabulary import Confidence

ConfidenceLevel = Annotated[Confidence | None, choice(Confidence)]


class CalendarDay(Part):
    """What a record says of one day."""

    day: Date = Field(title="Ngày", description="Dạng NĂM-THÁNG-NGÀY.")
    kind: Annotated[DayKind, choice(DayKind)] = Field(
        title="Nghỉ hay làm",
        description="“nghỉ lễ”, “nghỉ bù”, “nghỉ hoán đổi”, “nghỉ khác”, “làm bù”, “làm việc” (bỏ một"
        " ngày nghỉ ghi ở nơi khác) hoặc “chưa rõ”.",
    )
    name: Text = Field("", title="Tên ngày, lý do", description="Ví dụ “Quốc khánh”.")
    basis: Text = Field("", title="Căn cứ", description="Văn bản, thông báo nói về ngày này.")
    confidence: ConfidenceLevel = Field(
        None, title="Độ tin", description="Khi khác độ tin của cả bản ghi: “cao”, “trung bình” hoặc “thấp”."
    )


class WorkCalendar(Record):
    """The days off and made-up days of a year, or of one event."""

    title: Text = Field(title="Tên", description="Ví dụ “Ngày nghỉ, ngày làm bù năm 2028”.")
    year: Count | None = Field(
        None,
        title="Năm",
        description="Chỉ ghi khi bản ghi kể đủ ngày nghỉ cả năm; nó thay bản có sẵn của năm ấy.",
    )
    confidence: ConfidenceLevel = Field(
        None, title="Độ tin", description="“thấp” khi mới dự tính, chưa có thông báo; không ghi là đã chắc."
    )
    by: DocumentId = Field("", title="Văn bản", description="Mã văn bản quyết định.")
    basis: Texts = Field((), title="Căn cứ", description="Luật, thông báo; mỗi căn cứ một dòng.")
    days: tuple[CalendarDay, ...] = Field((), title="Các ngày", description="Mỗi ngày một mục, theo thứ tự.")
    since: Date | None = Field(None, title="Giờ làm việc từ ngày", description="Ngày bắt đầu giờ làm việc.")
    working_hours: Spans = Field(
        (), title="Giờ làm việc", description="Mỗi buổi một dòng, ví dụ 07:30-11:30; đi cùng “since”."
    )

    @model_validator(mode="after")
    def _in_order(self) -> "WorkCalendar":
        days = [one.day for one in self.days]
        if days != sorted(set(days)):
            raise refuse("dated-order", "“days” phải xếp từ ngày sớm đến ngày muộn, mỗi ngày một mục")
        if list(self.working_hours) != sorted(self.working_hours):
            raise refuse("dated-order", "“working_hours” phải xếp từ buổi sớm đến buổi muộn")
        if bool(self.working_hours) != bool(self.since):
            raise refuse("missing-key", "“working_hours” và “since” phải đi cùng nhau")
        return self

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def sure(self) -> bool:
        """Whether its days are announced, not only expected."""
        return self.confidence is not Confidence.LOW

    def marked(self, one: CalendarDay) -> MarkedDay:
        """Return what a day of it is in a calendar."""
        level = one.confidence or self.confidence
        return MarkedDay(one.kind, one.name, level is not Confidence.LOW)


@cache
def shipped() -> tuple[WorkCalendar, ...]:
    """Return the years that the package ships, in order."""
    return shipped_pages.records(WorkCalendar, "days_off")


def in_effect(own: Iterable[WorkCalendar]) -> tuple[WorkCalendar, ...]:
    """Return the records that make a site's calendar: years first, then events, each in order of its days."""
    own = tuple(own)
    years = {record.year: record for record in (*shipped(), *own) if record.year is not None}
    events = sorted((record for record in own if record.year is None), key=lambda record: record.id)
    return (*(years[year] for year in sorted(years)), *events)


def days_in_effect(own: Iterable[WorkCalendar]) -> dict[date, tuple[WorkCalendar, CalendarDay]]:
    """Return what holds of each marked day, with the record that says it, by day."""
    found = {one.day: (record, one) for record in in_effect(own) for one in record.days}
    return dict(sorted(found.items()))


def calendar_of(own: Iterable[WorkCalendar] = ()) -> Calendar:
    """Return the calendar of a site with these records of its own; what a later one says of a day holds."""
    own = tuple(own)
    records = in_effect(own)
    return Calendar(
        days={day: record.marked(one) for day, (record, one) in days_in_effect(own).items()},
        years={record.year: record.sure for record in records if record.year is not None},
        hours=tuple(sorted(filter(None, map(_hours, records)), key=lambda hours: hours.since)),
    )


def _hours(record: WorkCalendar) -> WorkingHours | None:
    if record.since is None:
        return None
    spans = [span.split("-") for span in record.working_hours]
    return WorkingHours(
        record.since, tuple((time.fromisoformat(opens), time.fromisoformat(ends)) for opens, ends in spans)
    )
