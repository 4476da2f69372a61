"""Records: what every record has, and the documents and closed vocabularies among them, as types.

Every scalar arrives as text (see `frontmatter`) and is typed here; unknown keys are refused. A key's
`title` and `description` are Vietnamese: forms, the field guide and messages are made from them.
"""

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from congbo.law.symbols import Symbol
from congbo.records.scalars import (
    Count,
    Counts,
    Date,
    DocumentIds,
    FieldIds,
    OrganisationId,
    ProcedureIds,
    ReportId,
    Text,
    Texts,
    YesNo,
    choice,
    refuse,
)
from congbo.words.vocabulary import KIND_SYMBOLS, DocumentKind, Publication


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

    @property
    def public(self) -> bool:
        """Whether the record may appear in public."""
        return self.publication is Publication.PUBLIC

    @property
    def label(self) -> str:
        """The record's name in lists."""
        return self.id


class Organisation(Record):
    """A body that issues documents or handles procedures; ids are the abbreviations used in symbols."""

    name: Text = Field(
        title="Tên cơ quan", description="Tên đầy đủ, ví dụ “Sở Khoa học và Công nghệ tỉnh Kon Tum”."
    )
    short_name: Text = Field("", title="Tên ngắn", description="Tên dùng khi dẫn văn bản, ví dụ “UBND tỉnh”.")
    long_name: Text = Field("", title="Tên khi dẫn đầy đủ", description="Ví dụ “Ủy ban nhân dân tỉnh”.")
    symbol: Text = Field(
        "", title="Chữ viết tắt trong ký hiệu", description="Ví dụ “SKHCN” trong 46/KH-SKHCN."
    )
    parent: OrganisationId = Field("", title="Cơ quan cấp trên", description="Mã bản ghi cơ quan.")
    successor: OrganisationId = Field("", title="Cơ quan kế thừa", description="Sau sáp nhập, đổi tên.")
    succeeded: Text = Field("", title="Thời điểm kế thừa", description="Năm hoặc ngày, như nguồn nói.")
    address: Text = Field("", title="Địa chỉ", description="Địa chỉ tiếp công dân hoặc tiếp nhận hồ sơ.")
    hours: Text = Field("", title="Giờ làm việc", description="Giờ tiếp nhận hồ sơ.")
    complaints: Text = Field(
        "", title="Nơi nhận phản ánh, kiến nghị", description="Người dân gửi phản ánh, kiến nghị ở đâu."
    )
    note: Text = Field("", title="Ghi chú", description="Điều người đọc cần biết thêm.")

    @property
    def label(self) -> str:
        """The full name."""
        return self.name


class FieldOfWork(Record):
    """A field (lĩnh vực) of procedures, or a topic of documents: the closed vocabulary of both."""

    name: Text = Field(title="Tên lĩnh vực", description="Ví dụ “Sở hữu trí tuệ”.")
    order: Count = Field(99, title="Thứ tự", description="Thứ tự trong danh sách lĩnh vực.")

    @property
    def label(self) -> str:
        """The name."""
        return self.name


class PrintedForm(Part):
    """Another form in which a document was printed somewhere."""

    form: Text = Field(title="Dạng đã in", description="Đúng như bản in, ví dụ “34/TTr-SKHHCN”.")
    corrected: Text = Field(title="Dạng đúng", description="Ví dụ “34/TTr-SKHCN”.")
    place: Text = Field(title="Chỗ in", description="Ví dụ “mục I.3.1”.")
    reason: Text = Field(title="Sai ở đâu", description="Nói ngắn, ví dụ “thừa một chữ H”.")
    report: ReportId = Field("", title="Báo cáo", description="Báo cáo có dạng in đó.")


class Document(Record):
    """A document (văn bản). Its kind is its folder; its identity is issuer, kind, number and year."""

    kind: DocumentKind = Field(title="Loại văn bản", description="Theo thư mục chứa tệp.", exclude=True)
    number: Text = Field(title="Số, ký hiệu", description="Viết đủ, ví dụ “46/KH-SKHCN”.")
    printed: tuple[PrintedForm, ...] = Field(
        (), title="Dạng đã in khác", description="Khi nơi dẫn in sai hoặc khác."
    )
    issuer: OrganisationId = Field(title="Cơ quan ban hành", description="Mã cơ quan, ví dụ “SKHCN”.")
    issued: Date | None = Field(
        None, title="Ngày ban hành", description="NĂM-THÁNG-NGÀY; bỏ dòng này nếu chưa rõ."
    )
    effective: Date | None = Field(None, title="Ngày có hiệu lực", description="Nếu khác ngày ban hành.")
    expired: Date | None = Field(
        None, title="Ngày hết hiệu lực", description="Ngày đầu tiên không còn hiệu lực."
    )
    subject: Text = Field("", title="Trích yếu", description="Bắt đầu bằng “về …”, như trong văn bản.")
    description: Text = Field(
        "", title="Nội dung theo nơi dẫn", description="Khi chưa có trích yếu nguyên văn."
    )
    applies_to: Counts = Field((), title="Năm áp dụng", description="Năm mà văn bản nói tới, ví dụ 2024.")
    topics: FieldIds = Field((), title="Chủ đề", description="Mã lĩnh vực, có thể nhiều.")
    normative: YesNo = Field(
        False, title="Quy phạm pháp luật", description="“có” nếu là văn bản quy phạm pháp luật."
    )
    unlawful: YesNo = Field(False, title="Bị kết luận trái pháp luật", description="“có” khi đã có kết luận.")
    advised_by: OrganisationId = Field("", title="Cơ quan tham mưu", description="Cơ quan trình ban hành.")
    replaces: DocumentIds = Field((), title="Thay thế", description="Mã các văn bản bị thay thế.")
    amends: DocumentIds = Field((), title="Sửa đổi, bổ sung", description="Mã các văn bản được sửa.")
    based_on: DocumentIds = Field((), title="Căn cứ", description="Mã các văn bản làm căn cứ.")
    workflows: ProcedureIds = Field(
        (), title="Quy trình nội bộ được phê duyệt", description="Mã các thủ tục, theo thứ tự trong văn bản."
    )

    @cached_property
    def symbol(self) -> Symbol:
        """The number taken apart."""
        return Symbol.parse(self.number, names_kind=bool(KIND_SYMBOLS[self.kind]))

    @property
    def year(self) -> int | None:
        """The year of the number: of the date, or as printed in a normative document's number."""
        return self.issued.year if self.issued else self.symbol.year

    @property
    def in_force_from(self) -> date | None:
        """The first day of effect, as far as it is known."""
        return self.effective or self.issued

    @property
    def label(self) -> str:
        """Kind and number, as in running text."""
        return f"{self.kind.capitalize()} số {self.number}"
