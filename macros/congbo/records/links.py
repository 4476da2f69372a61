"""Links: where a citizen acts, and where a record comes from: addresses, decisions, imports, as types."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from congbo.records.part import Part
from congbo.records.scalars import (
    SAFE_ADDRESS,
    Address,
    Date,
    DocumentId,
    Text,
    choice,
    is_address,
    refuse,
)
from congbo.words.vocabulary import LinkKind

_TELEPHONE = re.compile(r"[+(]?\d[\d .()-]{2,24}\d|\d{3,6}")


def telephone_href(number: str) -> str:
    """Return the `tel:` link of a telephone number; empty where a text is none."""
    return f"tel:{re.sub('[^+0-9]', '', number)}" if _TELEPHONE.fullmatch(number) else ""


class ActionLink(Part):
    """A link for action: an address, or a telephone number, and the day on which somebody tried it."""

    kind: Annotated[LinkKind, choice(LinkKind)] = Field(
        title="Để làm gì",
        description="“nộp hồ sơ”, “tải mẫu”, “điện thoại”, “tra cứu hồ sơ” hoặc “trang gốc”.",
    )
    address: Text = Field(
        title="Địa chỉ", description="Bắt đầu bằng “https://”; loại “điện thoại” thì là số điện thoại."
    )
    label: Text = Field("", title="Lời dẫn", description="Chữ hiện thay cho địa chỉ.")
    checked_on: Date | None = Field(None, title="Ngày kiểm tra", description="Ngày còn mở được, gọi được.")

    @model_validator(mode="after")
    def _of_kind(self) -> "ActionLink":
        calls = self.kind is LinkKind.CALL
        if not (_TELEPHONE.fullmatch(self.address) if calls else is_address(self.address)):
            must = "phải là số điện thoại, ví dụ 0123 456 789" if calls else SAFE_ADDRESS
            raise refuse("link-address", f"“address” {must} (đang là '{self.address[:100]}')")
        return self

    @property
    def href(self) -> str:
        """What a page links to: the address, or `tel:` with the number's digits."""
        return telephone_href(self.address) if self.kind is LinkKind.CALL else self.address


class PublishedBy(Part):
    """A decision that publishes the procedure; its day, and whether it is a record, may be unknown."""

    number: Text = Field(title="Số, ký hiệu", description="Đúng như in, ví dụ “1593/QĐ-BTP”.")
    decision: DocumentId = Field("", title="Văn bản", description="Mã bản ghi của quyết định, nếu có.")
    issued: Date | None = Field(None, title="Ngày ban hành", description="Bỏ dòng này nếu chưa rõ.")
    note: Text = Field("", title="Ghi chú", description="Điều người đọc cần biết.")


class Unplaced(Part):
    """A text of a source that fits no key: kept, so that nothing is lost."""

    what: Text = Field(title="Mục của nguồn", description="Tên khoá hay đề mục trong nguồn.")
    text: Text = Field(title="Nguyên văn", description="Phần chữ chưa xếp được vào khoá nào.")


class Imported(Part):
    """What an import wrote: from where, when, and a short digest of each value as it was written."""

    model_config = ConfigDict(serialize_by_alias=True)

    from_: Text = Field(alias="from", title="Nguồn", description="Tên nguồn.")
    address: Address = Field("", title="Địa chỉ", description="Địa chỉ của bản ghi ở nguồn.")
    id: Text = Field("", title="Mã ở nguồn", description="Mã của bản ghi ở nguồn.")
    on: Date = Field(title="Ngày của tệp nguồn", description="Ngày nguồn được lấy về.")
    digest: Text = Field("", title="Dấu của bản ghi nguồn", description="Máy ghi; không sửa.")
    values: Mapping[str, Text] = Field(
        default_factory=dict,
        title="Dấu của từng giá trị",
        description="Máy ghi; không sửa. Giá trị không còn khớp dấu là đã được sửa tay.",
    )

    def __hash__(self) -> int:
        return hash((self.from_, self.id, self.on, self.digest))
