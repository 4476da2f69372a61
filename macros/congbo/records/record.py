"""Record: what every record has, and the groups of keys that several kinds have, as types.

Every scalar arrives as text (see `frontmatter`) and is typed here; unknown keys are refused. A key's
`title` and `description` are Vietnamese: forms, the field guide and messages are made from them.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from congbo.records.scalars import (
    Date,
    Ids,
    Text,
    Texts,
    choice,
    refuse,
)
from congbo.words.vocabulary import Publication


class Part(BaseModel):
    """A group of keys inside a record: immutable, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a fact was read."""

    what: Text = Field(title="Loại nguồn", description="Văn bản, trang công khai hay bản lưu nào.")
    where: Text = Field(title="Chỗ trong nguồn", description="Điều, khoản, mã trang hoặc tên tệp.")


class Period(Part):
    """A reporting period, both days included."""

    start: Date = Field(title="Từ ngày", description="Ngày đầu kỳ, dạng NĂM-THÁNG-NGÀY.")
    end: Date = Field(title="Đến ngày", description="Ngày cuối kỳ, dạng NĂM-THÁNG-NGÀY.")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end < self.start:
            raise refuse("period-order", f"ngày cuối kỳ {self.end} đứng trước ngày đầu kỳ {self.start}")
        return self

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


class Record(Part):
    """What every record has. `id` is the file's stem and the permalink; `path` is relative to the site."""

    id: str = Field(
        title="Mã bản ghi", description="Trùng với tên tệp, không dấu; là địa chỉ lâu dài của trang."
    )
    path: str = Field(exclude=True, repr=False)
    body: str = Field(exclude=True, repr=False)
    publication: Annotated[Publication, choice(Publication)] = Field(
        Publication.PUBLIC,
        title="Trạng thái đăng",
        description="“công khai” (mặc định), “dự thảo” hoặc “nội bộ”. Hai loại sau không ra trang công khai.",
    )
    reconstructed: Texts = Field(
        (),
        title="Phần tái dựng",
        description="Những gì trong bản ghi không đọc được từ văn bản mà do người soạn tái dựng để minh hoạ.",
    )
    sources: tuple[Source, ...] = Field((), title="Nguồn", description="Đọc ở đâu, điều khoản nào.")
    doubts: Texts = Field((), title="Điều còn nghi ngờ", description="Mỗi điều một dòng.")
    former_ids: Ids = Field((), title="Địa chỉ cũ", description="Các mã bản ghi cũ; trang cũ sẽ dẫn về đây.")

    @property
    def public(self) -> bool:
        """Whether the record may appear in public."""
        return self.publication is Publication.PUBLIC

    @property
    def label(self) -> str:
        """The record's name in lists."""
        return self.id
