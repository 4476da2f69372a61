"""Dated: values of a procedure that hold from a day on: its time limits and its online level.

A value is never overwritten: the next one stands below it with its own day and document. Keys that are
written plainly until they change are those of `versions`.
"""

from typing import Annotated

from pydantic import Field

from congbo.records.part import Part
from congbo.records.scalars import (
    Date,
    DocumentId,
    Text,
    choice,
)
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import (
    OnlineLevel,
    PartialReason,
    Provenance,
)

ProvenanceTerm = Annotated[Provenance | None, choice(Provenance)]


class Dated(Part):
    """A value from a day on; without a day it holds from before the register begins."""

    since: Date | None = Field(None, title="Từ ngày", description="Ngày bắt đầu; bỏ dòng này nếu chưa rõ.")
    by: DocumentId = Field("", title="Văn bản", description="Mã văn bản quy định.")
    source: ProvenanceTerm = Field(
        None, title="Xuất xứ", description="“tái dựng”, “suy ra” hoặc “báo cáo tự khai”."
    )


class ProcessingTime(Dated, TimeLimit):
    """The time limit for settling a dossier, from a day on."""

    note: Text = Field("", title="Ghi chú", description="Trường hợp kéo dài, các mốc bên trong.")


class OnlineService(Dated):
    """The level of the online service, from a day on."""

    value: Annotated[OnlineLevel, choice(OnlineLevel)] = Field(
        title="Mức độ trực tuyến",
        description="“toàn trình”, “một phần”, “chưa cung cấp trực tuyến”, “không áp dụng”.",
    )
    reason: Annotated[PartialReason | None, choice(PartialReason)] = Field(
        None,
        title="Vì sao một phần",
        description="“phải có mặt”, “phải kiểm tra tại chỗ”, “lỗi kỹ thuật” hoặc “lý do kỹ thuật khác”.",
    )
    reason_basis: Text = Field("", title="Căn cứ của lý do", description="Điều, khoản và văn bản.")
