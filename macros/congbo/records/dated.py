"""Dated: values of a procedure that hold from a day on: its time limits and its online level.

A value is never overwritten: the next one stands below it with its own day and document. Keys that are
written plainly until they change are those of `versions`.
"""

from typing import Annotated

from pydantic import Field

from congbo.records.part import Part
from congbo.records.scalars import (
    Count,
    Date,
    DocumentId,
    Text,
    choice,
)
from congbo.words.vocabulary import (
    OnlineLevel,
    Provenance,
    TimeUnit,
)
from congbo.words.wording import count

ProvenanceTerm = Annotated[Provenance | None, choice(Provenance)]


_DAYS = {TimeUnit.MONTH: 30}


class Dated(Part):
    """A value from a day on; without a day it holds from before the register begins."""

    since: Date | None = Field(None, title="Từ ngày", description="Ngày bắt đầu; bỏ dòng này nếu chưa rõ.")
    by: DocumentId = Field("", title="Văn bản", description="Mã văn bản quy định.")
    source: ProvenanceTerm = Field(
        None, title="Xuất xứ", description="“tái dựng”, “suy ra” hoặc “báo cáo tự khai”."
    )


class TimeLimit(Part):
    """A time limit: how many units, counted from which moment."""

    value: Count = Field(title="Số", description="Số ngày hoặc số tháng.")
    unit: Annotated[TimeUnit, choice(TimeUnit)] = Field(
        title="Đơn vị", description="“ngày làm việc”, “ngày”, “tháng”."
    )
    counted_from: Text = Field("", title="Tính từ", description="Ví dụ “nhận đủ hồ sơ hợp lệ”.")

    @property
    def in_words(self) -> str:
        """The limit as prose and lists have it: `05 ngày làm việc`."""
        return f"{count(self.value)} {self.unit}"

    @property
    def comparable_days(self) -> int:
        """The limit in days, so that limits can be compared and filtered; never shown and never counted by.

        A month counts as 30 days (Bộ luật Dân sự 2015, Điều 146 khoản 1); a working day counts as a day,
        because how many days off lie between is not known before the dossier is filed.
        """
        return self.value * _DAYS.get(self.unit, 1)


class ProcessingTime(Dated, TimeLimit):
    """The time limit for settling a dossier, from a day on."""

    note: Text = Field("", title="Ghi chú", description="Trường hợp kéo dài, các mốc bên trong.")


class OnlineService(Dated):
    """The level of the online service, from a day on."""

    value: Annotated[OnlineLevel, choice(OnlineLevel)] = Field(
        title="Mức độ trực tuyến",
        description="“toàn trình”, “một phần”, “chưa cung cấp trực tuyến”, “không áp dụng”.",
    )
