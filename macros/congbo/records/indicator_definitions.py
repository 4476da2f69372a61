"""Indicator definitions: the records that say how a figure is computed, as types.

The language of definitions: a number is counted, read in a form, declared or written, and numbers are added,
subtracted, divided and averaged. Each has a unit (`words/units.py`), and unlike units are never added.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.service_index import ServiceGroup
from congbo.records.forms import SHORT_FORM, DossierColumn, FormId
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Level
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Count,
    FieldId,
    Id,
    Number,
    OrganisationId,
    Text,
    Texts,
    YesNo,
    choice,
    refuse,
)
from congbo.records.targets import Target
from congbo.records.versions import CHANGING
from congbo.words.vocabulary import Rows, Subject, WhenZero

WAYS = (
    "count",
    "dossiers",
    "form",
    "statistic",
    "constant",
    "sum",
    "difference",
    "product",
    "quotient",
    "mean",
    "ratio",
)
"""The keys of a definition, each a way to a number."""
_OF = "; đi cùng “dossiers” hoặc “form”."


class Operand(Part):
    """A number and how it is come by: exactly one of the ways of `WAYS`, with what goes with it."""

    count: Annotated[Subject, choice(Subject)] | None = Field(
        None, title="Đếm", description="“văn bản”, “thủ tục”, “sự kiện” hoặc “quy trình nội bộ”."
    )
    where: dict[str, Texts] = Field(
        {}, title="Điều kiện", description="Mỗi dòng một điều kiện; phải thoả tất cả."
    )
    dossiers: DossierColumn | None = Field(
        None, title="Cột hồ sơ", description="Tổng một cột của Biểu II.06a trong kỳ."
    )
    form: FormId = Field("", title="Biểu", description="Mã một biểu bất kỳ; đi cùng “column”.")
    column: Id = Field("", title="Cột của biểu", description="Tên cột lấy số; đi cùng “form”.")
    unit: OrganisationId = Field("", title="Dòng của đơn vị", description=f"Chỉ lấy dòng của đơn vị này{_OF}")
    field: FieldId = Field("", title="Dòng của lĩnh vực", description=f"Chỉ lấy dòng của lĩnh vực này{_OF}")
    level: Annotated[Level | None, choice(Level)] = Field(
        None, title="Dòng của cấp", description=f"Chỉ lấy dòng của cấp này, ví dụ “cấp xã”{_OF}"
    )
    from_source: Id = Field(
        "",
        title="Nguồn của biểu",
        description=f"Mã văn bản, báo cáo hoặc bản ghi nêu biểu, khi có nhiều nguồn{_OF}",
    )
    statistic: Id = Field("", title="Số liệu tự khai", description="Mã chỉ số của một số liệu tự khai.")
    organisation: OrganisationId = Field(
        "",
        title="Số của cơ quan",
        description="Lấy số của cơ quan này; bỏ dòng này là cơ quan của báo cáo."
        " Đi cùng “dossiers”, “form” hoặc “statistic”.",
    )
    constant: Number | None = Field(
        None, title="Hằng số", description="Một số viết thẳng; đơn vị ghi ở “in_unit”."
    )
    sum: tuple["Operand", ...] = Field((), title="Tổng", description="Cộng các số bên dưới.")
    difference: tuple["Operand", ...] = Field(
        (), title="Hiệu", description="Số đầu trừ lần lượt các số sau; từ hai số trở lên."
    )
    product: "Product | None" = Field(
        None, title="Tích với hằng số", description="Có “of” (số) và “by” (nhân với)."
    )
    quotient: "Quotient | None" = Field(
        None,
        title="Thương",
        description="Có “numerator” và “denominator”; đơn vị là thương của hai đơn vị, không nhân 100.",
    )
    mean: "Mean | None" = Field(
        None, title="Trung bình", description="Có “of” (các số); thêm “weights” khi có trọng số."
    )
    ratio: "Ratio | None" = Field(
        None, title="Tỷ lệ", description="Có “numerator” (tử số) và “denominator” (mẫu số)."
    )
    from_start_of_year: YesNo = Field(
        False,
        title="Lũy kế từ đầu năm",
        description="“có” để tính từ đầu năm của chế độ báo cáo đến cuối kỳ; cả với các số bên dưới.",
    )
    in_unit: Text = Field(
        "",
        title="Đổi ra đơn vị",
        description="Ví dụ “hồ sơ” cho một số khai bằng “nghìn hồ sơ”; không có dòng này thì không đổi.",
    )

    @model_validator(mode="after")
    def _one_way(self) -> "Operand":
        if sum(getattr(self, key) not in (None, "", ()) for key in WAYS) != 1:
            accepted = ", ".join(f"“{key}”" for key in WAYS)
            raise refuse("definition-form", f"phải có đúng một trong các khoá {accepted}")
        if self.where and not self.count:
            raise refuse("definition-form", "“where” chỉ đi cùng “count”")
        for key, ways in _GOES_WITH.items():
            if getattr(self, key) and not any(getattr(self, way) for way in ways):
                raise refuse(
                    "definition-form", f"“{key}” chỉ đi cùng {' hoặc '.join(f'“{w}”' for w in ways)}"
                )
        if self.form and not self.column:
            raise refuse("definition-form", "“form” phải có “column”: tên cột của biểu")
        if len(self.difference) == 1:
            raise refuse("definition-form", "“difference” phải có từ hai số trở lên")
        return self

    @property
    def parts(self) -> Iterator[tuple[KeyPath, "Operand"]]:
        """The numbers that it is made of, each with its place below this one, in reading order."""
        for key in ("sum", "difference"):
            yield from (((key, nth), part) for nth, part in enumerate(getattr(self, key)))
        for key, quotient in (("ratio", self.ratio), ("quotient", self.quotient)):
            if quotient:
                yield (key, "numerator"), quotient.numerator
                yield (key, "denominator"), quotient.denominator
        if self.product:
            yield ("product", "of"), self.product.of
        if self.mean:
            yield from ((("mean", "of", nth), part) for nth, part in enumerate(self.mean.of))
            yield from ((("mean", "weights", nth), part) for nth, part in enumerate(self.mean.weights))

    def walk(self, around: KeyPath = ()) -> Iterator[tuple[KeyPath, "Operand"]]:
        """Yield this number and every number in it, each with its place."""
        yield around, self
        for place, part in self.parts:
            yield from part.walk((*around, *place))

    @property
    def way(self) -> str:
        """The key that says how the number is come by."""
        return next(key for key in WAYS if getattr(self, key) not in (None, "", ()))

    @property
    def cell(self) -> tuple[str, str] | None:
        """The form and the column that it is read in, where it is."""
        return (
            (SHORT_FORM, self.dossiers) if self.dossiers else (self.form, self.column) if self.form else None
        )

    @property
    def quotient_parts(self) -> "Quotient | None":
        """What stands above and below the line, of a ratio or a quotient."""
        return self.ratio or self.quotient


_FORMS = ("dossiers", "form")
_GOES_WITH = {
    "column": ("form",),
    **dict.fromkeys(("unit", "field", "level", "from_source"), _FORMS),
    "organisation": (*_FORMS, "statistic"),
}


class Quotient(Part):
    """Two numbers, the first divided by the second, in the quotient of their units."""

    numerator: Operand = Field(title="Tử số", description="Số ở trên.")
    denominator: Operand = Field(title="Mẫu số", description="Số ở dưới.")


class Ratio(Quotient):
    """Two numbers of the same day or period and of one unit; the value is their quotient in per cent."""

    units_reason: Text = Field(
        "",
        title="Vì sao chia được",
        description="Một câu, khi hai số ghi đơn vị khác nhau mà vẫn so được với nhau.",
    )


class Product(Part):
    """A number times a constant; its unit stays."""

    of: Operand = Field(title="Số", description="Số đem nhân.")
    by: Number = Field(title="Nhân với", description="Một hằng số, ví dụ 0.5 hoặc 1000.")


class Mean(Part):
    """The mean of numbers of one unit; with weights each counts as often as its own says."""

    of: tuple[Operand, ...] = Field(
        title="Các số", description="Các số lấy trung bình; với “each” chỉ có một."
    )
    weights: tuple[Operand, ...] = Field(
        (), title="Trọng số", description="Mỗi số một trọng số, theo thứ tự; bỏ nhóm này là như nhau."
    )
    each: Annotated[Rows, choice(Rows)] | None = Field(
        None,
        title="Theo từng",
        description="“đơn vị” hoặc “lĩnh vực”: số ở “of”, và trọng số, tính riêng cho từng dòng của biểu.",
    )

    @model_validator(mode="after")
    def _matched(self) -> "Mean":
        if not self.of:
            raise refuse("definition-form", "“of” phải có ít nhất một số")
        if self.weights and len(self.weights) != len(self.of):
            got = f"đang có {len(self.of)} số, {len(self.weights)} trọng số"
            raise refuse("definition-form", f"“weights” phải có mỗi số một trọng số ({got})")
        if self.each and len(self.of) != 1:
            raise refuse("definition-form", "đi cùng “each”, “of” chỉ có một số")
        return self


for _model in (Operand, Quotient, Ratio, Product, Mean):
    _model.model_rebuild()

Definition = Operand
"""How a figure is computed."""


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
