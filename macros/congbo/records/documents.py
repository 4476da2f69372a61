"""Documents: a document (văn bản) as a type, of whatever kind its folder says."""

from datetime import date
from functools import cached_property

from pydantic import Field

from congbo.law.document_kinds import KIND_SYMBOLS, DocumentKind
from congbo.law.symbols import Symbol
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Counts,
    Date,
    DocumentIds,
    FieldIds,
    OrganisationId,
    ProcedureIds,
    ReportId,
    Text,
    YesNo,
)
from congbo.records.scalars import (
    Symbol as SymbolText,
)


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
    number: SymbolText = Field(title="Số, ký hiệu", description="Viết đủ, ví dụ “46/KH-SKHCN”.")
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
    abolishes: DocumentIds = Field((), title="Bãi bỏ", description="Mã các văn bản bị bãi bỏ toàn bộ.")
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
