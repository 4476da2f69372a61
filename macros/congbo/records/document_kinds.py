"""Kinds of documents: what the numbers of each look like, as records: those shipped, and a site's own.

A site's record of a name stands for the shipped one of that name; any other name adds a kind. Both are read
in one form, so whoever corrects a kind begins with a copy of ours.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, model_validator

from congbo.law.symbols import FormError, Grammar
from congbo.records import shipped as shipped_pages
from congbo.records.record import Record
from congbo.records.scalars import Text, Texts, YesNo, choice, refuse


class KindGroup(StrEnum):
    """What sort of papers a kind belongs to."""

    ADMINISTRATIVE = "hành chính"
    NORMATIVE = "quy phạm pháp luật"
    PARTY = "Đảng"
    OTHER = "khác"


class DocumentKind(Record):
    """A kind of document: its name and the forms of its numbers (Nghị định 30/2020/NĐ-CP, Điều 7)."""

    name: Text = Field(title="Tên loại", description="Viết thường, ví dụ “thông tư”.")
    group: Annotated[KindGroup, choice(KindGroup)] = Field(
        title="Nhóm", description="“hành chính”, “quy phạm pháp luật”, “Đảng” hoặc “khác”."
    )
    symbols: Texts = Field(
        (), title="Chữ viết tắt trong ký hiệu", description="Ví dụ “TT”; nhiều thì mỗi chữ một dòng."
    )
    forms: Texts = Field(
        (),
        title="Dạng số, ký hiệu",
        description="Mỗi dạng một dòng, ví dụ “{số}/{năm}/{loại}-{cơ quan}”; không ghi nếu loại này không"
        " đánh số. Các phần: {số}, {năm}, {loại}, {cơ quan}, {các cơ quan}, {khóa}, hoặc tên một cơ quan như"
        " {QH}.",
    )
    examples: Texts = Field((), title="Ví dụ", description="Số, ký hiệu có thật của loại này.")
    informs: YesNo = Field(
        False,
        title="Chỉ để thông tin, trao đổi",
        description="“có” nếu văn bản loại này không đặt ra điều gì để hết hiệu lực.",
    )
    by_name: YesNo = Field(
        False, title="Gọi theo tên", description="“có” nếu dẫn bằng tên gọi, như luật; tên ghi ở “subject”."
    )
    basis: Texts = Field((), title="Căn cứ", description="Văn bản quy định về loại này.")

    @model_validator(mode="after")
    def _readable(self) -> "DocumentKind":
        for form in self.forms:
            try:
                Grammar(self.symbols, (form,))
            except FormError as error:
                raise refuse("definition-form", f"“forms” {error} (đang là '{form}')") from error
            if "{loại}" in form and not self.symbols:
                raise refuse("missing-key", f"“symbols” phải có, vì dạng '{form}' có phần “{{loại}}”")
        return self

    @property
    def label(self) -> str:
        """The name."""
        return self.name

    @cached_property
    def grammar(self) -> Grammar:
        """How a number of this kind is read."""
        return Grammar(self.symbols, self.forms)

    @property
    def numbered(self) -> bool:
        """Whether documents of this kind have numbers."""
        return bool(self.forms)

    @property
    def example(self) -> str:
        """A number as an example of the first form."""
        return self.examples[0] if self.examples else self.grammar.example


NO_KIND = DocumentKind.model_validate(
    {"id": "-", "path": "-", "body": "", "name": "văn bản", "group": str(KindGroup.OTHER)}
)
"""The kind of documents whose kind has no record."""


@cache
def shipped_kinds() -> Mapping[str, DocumentKind]:
    """Return the kinds that the package ships by name, in the order of their groups, then of their names."""
    return _by_name(shipped_pages.records(DocumentKind, "kinds_of_documents"))


def _by_name(kinds: Iterable[DocumentKind]) -> Mapping[str, DocumentKind]:
    groups = list(KindGroup)
    ordered = sorted(kinds, key=lambda kind: (groups.index(kind.group), kind.id))
    return MappingProxyType({kind.name: kind for kind in ordered})


def kinds_by_name(own: Iterable[DocumentKind] = ()) -> Mapping[str, DocumentKind]:
    """Return the kinds of a site with these records of its own, by name, in their order."""
    return _by_name({**shipped_kinds(), **{kind.name: kind for kind in own}}.values())
