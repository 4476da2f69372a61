"""Operands: the language of definitions, as types: how a number is come by.

A number is counted, read in a form, declared or written, and numbers are added, subtracted, divided and
averaged. Each has a unit (`words/units.py`), and unlike units are never added. Indicators are written in it,
and the columns of a form that is counted from the register.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from congbo.records import shipped
from congbo.records.frontmatter import KeyPath
from congbo.records.record import Part
from congbo.records.scalars import (
    FieldId,
    Id,
    Number,
    OrganisationId,
    Reference,
    Text,
    Texts,
    YesNo,
    choice,
    refuse,
    term_of,
)
from congbo.words.vocabulary import Level, Rows, Subject

SHORT_FORM = "ii06a-vpcp"
"""The form of which a record in statistics/dossiers is one row."""

FormId = Annotated[Id, Reference("form")]


@cache
def short_keys() -> list[str]:
    """Return the keys of the columns of that form."""
    front = next(front for id_, front in shipped.pages("forms") if id_ == SHORT_FORM)
    return [column["key"] for column in front.data["columns"]]


def _short_key(value: object) -> str:
    return term_of(value, short_keys())


DossierColumn = Annotated[str, BeforeValidator(_short_key)]
"""The key of a column of Biểu II.06a/VPCP/KSTT."""

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
