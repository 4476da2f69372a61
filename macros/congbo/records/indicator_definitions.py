"""Indicator definitions: the records that say how a figure is computed, as types (see `operands`)."""

from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.service_index import ServiceGroup
from congbo.records.operands import Definition
from congbo.records.record import Part, Record
from congbo.records.scalars import Count, Number, Text, Texts, choice, refuse
from congbo.records.targets import Target
from congbo.records.versions import CHANGING
from congbo.words.vocabulary import WhenZero


class Points(Part):
    """How a value in per cent scores: in proportion, or in full from a threshold on (QĐ 766/QĐ-TTg)."""

    most: Number = Field(title="Điểm tối đa", description="Ví dụ 6.")
    threshold: Number | None = Field(
        None, title="Ngưỡng", description="Đạt từ mức % này trở lên thì được điểm tối đa, ví dụ 80."
    )

    @model_validator(mode="after")
    def _positive(self) -> "Points":
        if self.most <= 0 or (self.threshold is not None and self.threshold <= 0):
            raise refuse("definition-form", "“most” và “threshold” phải lớn hơn 0")
        return self


class Indicator(Record):
    """How a figure is computed: definition, unit, rounding, target; the body explains it in plain words."""

    title: Annotated[Text, CHANGING] = Field(
        title="Tên chỉ số", description="Ví dụ “Tỷ lệ hồ sơ nộp trực tuyến”."
    )
    unit: Text = Field(
        title="Đơn vị", description="Ví dụ “thủ tục”, “%”, “hồ sơ/công chức”; “lần” cho một thương thuần số."
    )
    definition: Annotated[Definition, CHANGING] = Field(
        title="Cách tính", description="Đếm, cộng, trừ, tỷ lệ, thương hoặc trung bình."
    )
    decimals: Annotated[Count, CHANGING] = Field(
        1, title="Số chữ số thập phân", description="Khi in tỷ lệ; số 0 ở cuối được bỏ."
    )
    when_zero: Annotated[WhenZero, choice(WhenZero)] = Field(
        WhenZero.NOT_ARISEN,
        title="Khi không phát sinh",
        description="0 chia 0: “không phát sinh” (mặc định), “0”, hoặc “điểm tối đa”.",
    )
    points: Annotated[Points | None, CHANGING] = Field(
        None, title="Chấm điểm", description="Có “most” (điểm tối đa) và, khi có ngưỡng, “threshold”."
    )
    target: Annotated[Target | None, CHANGING] = Field(
        None, title="Chỉ tiêu", description="Nếu đã được giao."
    )
    legal_basis: Texts = Field((), title="Căn cứ", description="Văn bản, biểu mẫu quy định chỉ số.")
    group: Annotated[ServiceGroup | None, choice(ServiceGroup)] = Field(
        None,
        title="Nhóm của Quyết định 766/QĐ-TTg",
        description="Chỉ ghi khi Quyết định có chỉ số ấy: “công khai, minh bạch”,"
        " “tiến độ, kết quả giải quyết”, “số hóa hồ sơ”, “dịch vụ trực tuyến”, “mức độ hài lòng”.",
    )
    order: Count = Field(999, title="Thứ tự", description="Thứ tự trong phụ lục của báo cáo.")

    @property
    def label(self) -> str:
        """The title."""
        return self.title
