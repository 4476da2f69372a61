"""Indicator definitions: the records that say how a figure is computed, as types."""

from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.service_index import ServiceGroup
from congbo.records.forms import DossierColumn
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Count,
    DocumentId,
    Id,
    Number,
    Text,
    Texts,
    choice,
    refuse,
)
from congbo.words.vocabulary import Direction, Subject


class Operand(Part):
    """A number taken from the records: exactly one of the ways below."""

    count: Annotated[Subject, choice(Subject)] | None = Field(
        None, title="Đếm", description="“văn bản”, “thủ tục”, “sự kiện” hoặc “quy trình nội bộ”."
    )
    where: dict[str, Texts] = Field(
        {}, title="Điều kiện", description="Mỗi dòng một điều kiện; phải thoả tất cả."
    )
    dossiers: DossierColumn | None = Field(
        None, title="Cột hồ sơ", description="Tổng một cột của Biểu II.06a trong kỳ."
    )
    statistic: Id = Field("", title="Số liệu tự khai", description="Mã chỉ số của một số liệu tự khai.")
    sum: tuple["Operand", ...] = Field((), title="Tổng", description="Cộng các số bên dưới.")

    @model_validator(mode="after")
    def _one_way(self) -> "Operand":
        keys = ("count", "dossiers", "statistic", "sum", "ratio")
        if sum(bool(getattr(self, key, None)) for key in keys) != 1:
            accepted = ", ".join(f"“{key}”" for key in keys if key in type(self).model_fields)
            raise refuse("definition-form", f"phải có đúng một trong các khoá {accepted}")
        if self.where and not self.count:
            raise refuse("definition-form", "“where” chỉ đi cùng “count”")
        return self


class Ratio(Part):
    """Two numbers of the same day or period; the value is their quotient in per cent."""

    numerator: Operand = Field(title="Tử số", description="Số ở trên.")
    denominator: Operand = Field(title="Mẫu số", description="Số ở dưới.")


class Definition(Operand):
    """How a figure is computed: a number taken from the records, or the quotient of two of them."""

    ratio: Ratio | None = Field(
        None, title="Tỷ lệ", description="Có “numerator” (tử số) và “denominator” (mẫu số)."
    )


class TargetStep(Part):
    """The value to reach in one year, as a document sets it."""

    year: Count = Field(title="Năm", description="Năm mà mức này được giao, ví dụ 2024.")
    value: Number = Field(title="Mức", description="Số cần đạt.")
    source: DocumentId = Field(title="Văn bản giao", description="Mã văn bản giao chỉ tiêu.")


class Target(Part):
    """What a value should reach, year by year. No step holds for another year than its own."""

    direction: Annotated[Direction, choice(Direction)] = Field(
        title="Chiều", description="“không thấp hơn” hoặc “không cao hơn”."
    )
    steps: tuple[TargetStep, ...] = Field(title="Các mức", description="Mỗi năm một mức, từ năm cũ đến mới.")

    @model_validator(mode="after")
    def _in_order(self) -> "Target":
        years = [step.year for step in self.steps]
        if years != sorted(set(years)):
            raise refuse("dated-order", "“steps” phải xếp theo “year” từ cũ đến mới, mỗi năm một mức")
        return self

    def step(self, year: int) -> TargetStep | None:
        """Return the step of a year, or None where no value was set for it."""
        return next((step for step in self.steps if step.year == year), None)


class Indicator(Record):
    """How a figure is computed: definition, unit, rounding, target; the body explains it in plain words."""

    title: Text = Field(title="Tên chỉ số", description="Ví dụ “Tỷ lệ hồ sơ nộp trực tuyến”.")
    unit: Text = Field(title="Đơn vị", description="Ví dụ “thủ tục” hoặc “%”.")
    definition: Definition = Field(title="Cách tính", description="Đếm, cộng hoặc tỷ lệ.")
    decimals: Count = Field(1, title="Số chữ số thập phân", description="Khi in tỷ lệ; số 0 ở cuối được bỏ.")
    target: Target | None = Field(None, title="Chỉ tiêu", description="Nếu đã được giao.")
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
