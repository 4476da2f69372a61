"""Documents: a document (văn bản) as a type, of whatever kind its folder or its own key says."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator

from congbo.law.symbols import ANY, Symbol
from congbo.records.document_kinds import shipped_kinds
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Date,
    DocumentId,
    DocumentIds,
    FieldIds,
    OrganisationId,
    OrganisationIds,
    ProcedureIds,
    ReportId,
    Text,
    Texts,
    Years,
    YesNo,
    choice,
    refuse,
)
from congbo.records.scalars import (
    Symbol as SymbolText,
)
from congbo.words.example import EXAMPLE
from congbo.words.vocabulary import Publication
from congbo.words.wording import sentence


class PrintedForm(Part):
    """Another form in which a document was printed somewhere."""

    form: Text = Field(title="Dạng đã in", description="Đúng như bản in, ví dụ “34/TTr-SOMMAU”.")
    corrected: Text = Field(title="Dạng đúng", description=f"Ví dụ “{EXAMPLE.number(34, 'TTr')}”.")
    place: Text = Field(title="Chỗ in", description="Ví dụ “mục I.3.1”.")
    reason: Text = Field(title="Sai ở đâu", description="Nói ngắn, ví dụ “thừa một chữ H”.")
    report: ReportId = Field("", title="Báo cáo", description="Báo cáo có dạng in đó.")


class ChangeAction(StrEnum):
    """What a document does to a part of another."""

    AMENDED = "sửa đổi, bổ sung"
    REPLACED = "thay thế"
    ABOLISHED = "bãi bỏ"
    SUSPENDED = "ngưng hiệu lực"


class ClauseChange(Part):
    """What a document does to another, which goes on: to some clauses (e.g. `bãi bỏ khoản 9 Điều 1`).

    Only suspended it can be as a whole, and then names no clauses.
    """

    document: DocumentId = Field(title="Văn bản", description="Mã văn bản bị sửa đổi, bãi bỏ một phần.")
    action: Annotated[ChangeAction, choice(ChangeAction)] = Field(
        title="Làm gì", description="“sửa đổi, bổ sung”, “thay thế”, “bãi bỏ” hoặc “ngưng hiệu lực”."
    )
    clauses: Texts = Field(
        (),
        title="Điều, khoản nào",
        description="Mỗi chỗ một dòng, ví dụ “khoản 9 Điều 1”; ngưng hiệu lực cả văn bản thì không ghi.",
    )
    effective: Date | None = Field(
        None, title="Từ ngày", description="Chỉ ghi khi khác ngày có hiệu lực của văn bản này."
    )
    until: Date | None = Field(
        None, title="Đến hết ngày", description="Ngày cuối bị ngưng hiệu lực, nếu đã định."
    )

    @model_validator(mode="after")
    def _of_a_suspension(self) -> "ClauseChange":
        suspended = self.action is ChangeAction.SUSPENDED
        if not self.clauses and not suspended:
            said = f"“clauses” phải có, vì “{self.action}” ở đây là một phần của văn bản; cả văn bản thì ghi"
            raise refuse("missing-key", f"{said} ở “replaces”, “abolishes” hoặc “amends”")
        if self.until and not suspended:
            raise refuse("unknown-key", f"“until” chỉ ghi khi ngưng hiệu lực (đang là “{self.action}”)")
        return self

    @property
    def whole(self) -> bool:
        """Whether it suspends the document as a whole."""
        return not self.clauses


class Document(Record):
    """A document (văn bản). Its kind is that of its folder or its key.

    Its identity is issuer, kind, number and year.
    """

    kind: Text = Field(
        title="Loại văn bản",
        description="Ví dụ “thông tư”; chỉ ghi trong thư mục documents, thư mục khác đã nói loại.",
    )
    number: SymbolText = Field(
        title="Số, ký hiệu",
        description=f"Viết đủ như trên văn bản, ví dụ “{EXAMPLE.number(46, 'KH')}”;"
        " dự thảo chưa có số thì bỏ dòng này.",
    )
    printed: tuple[PrintedForm, ...] = Field(
        (), title="Dạng đã in khác", description="Khi nơi dẫn in sai hoặc khác."
    )
    issuer: OrganisationId = Field(
        title="Cơ quan ban hành", description=f"Mã cơ quan, ví dụ “{EXAMPLE.symbol}”."
    )
    joint_issuers: OrganisationIds = Field(
        (),
        title="Cơ quan cùng ban hành",
        description="Với văn bản liên tịch: mã các cơ quan khác, theo thứ tự trong ký hiệu.",
    )
    issued: Date | None = Field(
        None, title="Ngày ban hành", description="NĂM-THÁNG-NGÀY; bỏ dòng này nếu chưa rõ."
    )
    effective: Date | None = Field(None, title="Ngày có hiệu lực", description="Nếu khác ngày ban hành.")
    expired: Date | None = Field(
        None, title="Ngày hết hiệu lực", description="Ngày đầu tiên không còn hiệu lực."
    )
    valid_until: Date | None = Field(
        None,
        title="Ngày cuối cùng còn hiệu lực",
        description="Chỉ ghi khi chính văn bản định sẵn ngày hết hiệu lực, ví dụ nghị quyết thí điểm.",
    )
    subject: Text = Field("", title="Trích yếu", description="Bắt đầu bằng “về …”, như trong văn bản.")
    description: Text = Field(
        "", title="Nội dung theo nơi dẫn", description="Khi chưa có trích yếu nguyên văn."
    )
    applies_to: Years = Field((), title="Năm áp dụng", description="Năm mà văn bản nói tới, ví dụ 2024.")
    topics: FieldIds = Field((), title="Chủ đề", description="Mã lĩnh vực, có thể nhiều.")
    normative: YesNo = Field(
        False, title="Quy phạm pháp luật", description="“có” nếu là văn bản quy phạm pháp luật."
    )
    unlawful: YesNo = Field(False, title="Bị kết luận trái pháp luật", description="“có” khi đã có kết luận.")
    advised_by: OrganisationId = Field("", title="Cơ quan tham mưu", description="Cơ quan trình ban hành.")
    replaces: DocumentIds = Field((), title="Thay thế", description="Mã các văn bản bị thay thế.")
    abolishes: DocumentIds = Field((), title="Bãi bỏ", description="Mã các văn bản bị bãi bỏ toàn bộ.")
    amends: DocumentIds = Field((), title="Sửa đổi, bổ sung", description="Mã các văn bản được sửa.")
    changes: tuple[ClauseChange, ...] = Field(
        (),
        title="Sửa đổi, bãi bỏ từng phần",
        description="Khi văn bản này chỉ đụng tới một số điều, khoản của văn bản khác.",
    )
    based_on: DocumentIds = Field((), title="Căn cứ", description="Mã các văn bản làm căn cứ.")
    workflows: ProcedureIds = Field(
        (), title="Quy trình nội bộ được phê duyệt", description="Mã các thủ tục, theo thứ tự trong văn bản."
    )

    @model_validator(mode="before")
    @classmethod
    def _may_lack_a_number(cls, data: Any) -> Any:
        """Let a draft be without a number, and a kind that has none."""
        if not isinstance(data, dict) or "number" in data:
            return data
        kind = shipped_kinds().get(str(data.get("kind")))
        unnumbered = kind is not None and not kind.numbered
        return {**data, "number": ""} if unnumbered or data.get("publication") == Publication.DRAFT else data

    @cached_property
    def symbol(self) -> Symbol:
        """The number taken apart; of a kind that the package does not ship, as far as it is clear."""
        kind = shipped_kinds().get(self.kind)
        return (kind.grammar if kind else ANY).read(self.number)

    @property
    def issuers(self) -> tuple[str, ...]:
        """The bodies that issued it, the one that gave it its number first."""
        return tuple(dict.fromkeys((self.issuer, *self.joint_issuers)))

    @property
    def year(self) -> int | None:
        """The year of the number: of the date, or as printed in a normative document's number."""
        return self.issued.year if self.issued else self.symbol.year

    @property
    def in_force_from(self) -> date | None:
        """The first day of effect, as far as it is known."""
        return self.effective or self.issued

    @property
    def planned_end(self) -> date | None:
        """The first day without effect by what the document itself says."""
        return self.valid_until + timedelta(1) if self.valid_until else None

    @property
    def name(self) -> str:
        """What it is called without its number: its kind, of a law also its name."""
        kind = shipped_kinds().get(self.kind)
        if kind is None or not kind.by_name or not self.subject:
            return self.kind.capitalize()
        named = self.subject.removeprefix("về ")
        begins = named.lower().startswith(f"{self.kind} ")
        return sentence(named) if begins else f"{self.kind.capitalize()} {named}"

    @property
    def label(self) -> str:
        """Kind and number, as in running text; a law by its name, a draft by what it is about."""
        if self.number:
            return f"{self.name} số {self.number}"
        return " ".join(filter(None, ("Dự thảo" if not self.public else "", self._unnumbered)))

    @property
    def _unnumbered(self) -> str:
        name = self.kind if not self.public else self.kind.capitalize()
        return f"{name} {self.subject or self.description or self.id}"
