"""Organisations: a body that issues documents or handles procedures, as a type."""

from typing import Annotated

from pydantic import Field

from congbo.records.record import Record
from congbo.records.scalars import (
    OrganisationId,
    OrganisationIds,
    Text,
)
from congbo.records.scalars import (
    Symbol as SymbolText,
)
from congbo.records.versions import CHANGING
from congbo.words.example import EXAMPLE


class Organisation(Record):
    """A body that issues documents or handles procedures; ids are the abbreviations used in symbols."""

    name: Annotated[Text, CHANGING] = Field(
        title="Tên cơ quan", description=f"Tên đầy đủ, ví dụ “{EXAMPLE.name}”."
    )
    short_name: Annotated[Text, CHANGING] = Field(
        "", title="Tên ngắn", description="Tên dùng khi dẫn văn bản, ví dụ “UBND tỉnh”."
    )
    long_name: Annotated[Text, CHANGING] = Field(
        "", title="Tên khi dẫn đầy đủ", description="Ví dụ “Ủy ban nhân dân tỉnh”."
    )
    symbol: Annotated[SymbolText, CHANGING] = Field(
        "",
        title="Chữ viết tắt trong ký hiệu",
        description=f"Ví dụ “{EXAMPLE.symbol}” trong {EXAMPLE.number(46, 'KH')}.",
    )
    parent: Annotated[OrganisationId, CHANGING] = Field(
        "", title="Cơ quan cấp trên", description="Mã bản ghi cơ quan."
    )
    successor: Annotated[OrganisationIds, CHANGING] = Field(
        (), title="Cơ quan kế thừa", description="Sau sáp nhập, chia tách: một hay nhiều mã cơ quan."
    )
    succeeded: Text = Field("", title="Thời điểm kế thừa", description="Năm hoặc ngày, như nguồn nói.")
    address: Text = Field("", title="Địa chỉ", description="Địa chỉ tiếp công dân hoặc tiếp nhận hồ sơ.")
    telephone: Text = Field("", title="Điện thoại", description="Số điện thoại để người dân hỏi.")
    hours: Text = Field("", title="Giờ làm việc", description="Giờ tiếp nhận hồ sơ.")
    complaints: Text = Field(
        "", title="Nơi nhận phản ánh, kiến nghị", description="Người dân gửi phản ánh, kiến nghị ở đâu."
    )
    note: Text = Field("", title="Ghi chú", description="Điều người đọc cần biết thêm.")

    @property
    def label(self) -> str:
        """The full name."""
        return self.name
