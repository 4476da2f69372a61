"""Procedures: an administrative procedure (TTHC) with all its parts, as a type.

The parts are those of Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2. What changes in time (status, online level,
time limit, fees) is a list of dated values, each with the document that changed it, never overwritten.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from congbo.records.record import Part, Record
from congbo.records.scalars import (
    Count,
    Date,
    DocumentId,
    FieldId,
    Ids,
    OrganisationId,
    ProcedureId,
    Symbol,
    Text,
    Texts,
    choice,
    refuse,
)
from congbo.words.spelling import national_code
from congbo.words.vocabulary import (
    ChannelMethod,
    Completeness,
    Confidence,
    EventAction,
    OnlineLevel,
    PaperKind,
    Provenance,
    TimeUnit,
)
from congbo.words.wording import count, money

FREE = "không"
"""What editors write where no fee is charged."""

ConfidenceLevel = Annotated[Confidence | None, choice(Confidence)]
ProvenanceTerm = Annotated[Provenance | None, choice(Provenance)]


def _as_fee_items(value: Any) -> Any:
    return () if value == FREE else value


class Dated(Part):
    """A value from a day on; without a day it holds from before the register begins."""

    since: Date | None = Field(None, title="Từ ngày", description="Ngày bắt đầu; bỏ dòng này nếu chưa rõ.")
    by: DocumentId = Field("", title="Văn bản", description="Mã văn bản quy định.")
    source: ProvenanceTerm = Field(
        None, title="Xuất xứ", description="“tái dựng”, “suy ra” hoặc “báo cáo tự khai”."
    )


class TimeLimit(Part):
    """A time limit: how many units, counted from which moment."""

    value: Count = Field(title="Số", description="Số ngày hoặc số tháng.")
    unit: Annotated[TimeUnit, choice(TimeUnit)] = Field(
        title="Đơn vị", description="“ngày làm việc”, “ngày”, “tháng”."
    )
    counted_from: Text = Field("", title="Tính từ", description="Ví dụ “nhận đủ hồ sơ hợp lệ”.")

    @property
    def in_words(self) -> str:
        """The limit as prose and lists have it: `05 ngày làm việc`."""
        return f"{count(self.value)} {self.unit}"


class ProcessingTime(Dated, TimeLimit):
    """The time limit for settling a dossier, from a day on."""

    note: Text = Field("", title="Ghi chú", description="Trường hợp kéo dài, các mốc bên trong.")


class FeeItem(Part):
    """One fee or charge, in đồng; without an amount it is not known."""

    label: Text = Field(title="Tên phí, lệ phí", description="Ví dụ “Phí thẩm định hồ sơ”.")
    amount: Count | None = Field(None, title="Mức thu (đồng)", description="Bỏ dòng này nếu chưa rõ mức.")
    basis: Text = Field("", title="Căn cứ", description="Văn bản quy định mức thu.")
    note: Text = Field("", title="Ghi chú", description="Điều người nộp cần biết.")


class Fees(Dated):
    """What is charged, from a day on; an empty tuple of items says that nothing is."""

    items: Annotated[tuple[FeeItem, ...], BeforeValidator(_as_fee_items)] = Field(
        title="Các khoản", description="Danh sách, hoặc “không” khi không thu."
    )

    @property
    def in_words(self) -> str:
        """What is charged, item by item, or that nothing is."""
        unknown = "chưa rõ mức"
        items = [
            f"{item.label}: {unknown if item.amount is None else money(item.amount)}" for item in self.items
        ]
        return "; ".join(items) or "không thu"

    @property
    def summary(self) -> str:
        """What is charged as lists show it: `Không thu`, `350.000 đồng`, `… đồng đến … đồng`."""
        known = [item.amount for item in self.items if item.amount is not None]
        charged = [amount for amount in known if amount > 0]
        unknown = len(known) < len(self.items)
        if not charged:
            return "Có thu, chưa rõ mức" if unknown else "Không thu"
        least, most = min(charged), max(charged)
        text = money(least) if least == most else f"{money(least)} đến {money(most)}"
        return f"{text}, có khoản chưa rõ mức" if unknown else text


class OnlineService(Dated):
    """The level of the online service, from a day on."""

    value: Annotated[OnlineLevel, choice(OnlineLevel)] = Field(
        title="Mức độ trực tuyến",
        description="“toàn trình”, “một phần”, “chưa cung cấp trực tuyến”, “không áp dụng”.",
    )


class Channel(Part):
    """One way to file, with its own time and fee."""

    method: Annotated[ChannelMethod, choice(ChannelMethod)] = Field(
        title="Cách nộp", description="“trực tiếp”, “trực tuyến” hoặc “bưu chính”."
    )
    processing_time: TimeLimit | None = Field(None, title="Thời hạn", description="Nếu nộp theo cách này.")
    fee: Text = Field("", title="Phí, lệ phí", description="“không”, hoặc mức thu khi nộp theo cách này.")


class DossierItem(Part):
    """One paper of the dossier; numbers that the law does not give stay unknown."""

    name: Text = Field(title="Tên giấy tờ", description="Nói rõ trường hợp phải nộp.")
    kind: Annotated[PaperKind | None, choice(PaperKind)] = Field(
        None, title="Loại bản", description="“bản chính”, “bản sao” hoặc “bản chính hoặc bản sao”."
    )
    originals: Count | None = Field(
        None, title="Số bản chính", description="Bỏ dòng này nếu quy định không nói."
    )
    copies: Count | None = Field(None, title="Số bản sao", description="Bỏ dòng này nếu quy định không nói.")
    form: Text = Field("", title="Mẫu", description="Mẫu đơn, tờ khai và văn bản ban hành mẫu.")
    note: Text = Field("", title="Ghi chú", description="Điều người nộp cần biết.")


class Authority(Part):
    """Who decides and who handles."""

    decides: Text = Field("", title="Cơ quan quyết định", description="Cơ quan có thẩm quyền quyết định.")
    handles: Text = Field("", title="Cơ quan thực hiện", description="Cơ quan trực tiếp giải quyết.")
    basis: Text = Field("", title="Căn cứ thẩm quyền", description="Điều, khoản.")


class LegalBasis(Part):
    """A document that the procedure rests on."""

    number: Text = Field(title="Số, ký hiệu", description="Ví dụ “08/2014/NĐ-CP”.")
    subject: Text = Field("", title="Nội dung", description="Văn bản nói về gì.")
    articles: Text = Field("", title="Điều, khoản", description="Ví dụ “Điều 8, Điều 10”.")


class Event(Part):
    """What a document did to the procedure, and when."""

    action: Annotated[EventAction, choice(EventAction)] = Field(
        title="Sự kiện",
        description="“mới ban hành”, “sửa đổi, bổ sung”, “thay thế bởi”, “bãi bỏ”, “đề nghị bãi bỏ”.",
    )
    effective: Date = Field(title="Ngày có hiệu lực", description="Ngày sự kiện có hiệu lực.")
    decision: DocumentId = Field(title="Văn bản", description="Mã văn bản gây ra sự kiện.")
    successor: ProcedureId = Field("", title="Thủ tục thay thế", description="Mã thủ tục mới.")
    source: ProvenanceTerm = Field(
        None, title="Xuất xứ", description="“tái dựng” nếu không đọc được từ văn bản."
    )
    basis: Text = Field("", title="Vì sao", description="Căn cứ của việc gán sự kiện này.")


class Disclosure(Part):
    """A place where the procedure is open to the public."""

    place: Text = Field(title="Nơi công khai", description="Ví dụ “Cơ sở dữ liệu quốc gia về TTHC”.")
    source: ProvenanceTerm = Field(None, title="Xuất xứ", description="Từ đâu mà biết.")
    note: Text = Field("", title="Ghi chú", description="Chỗ nói điều này.")


class ConfidenceByBlock(Part):
    """How sure the compiler is of each block; a block without content has no level."""

    name: ConfidenceLevel = Field(None, title="Tên", description="“cao”, “trung bình” hoặc “thấp”.")
    dossier: ConfidenceLevel = Field(None, title="Hồ sơ", description="“cao”, “trung bình” hoặc “thấp”.")
    processing_time: ConfidenceLevel = Field(
        None, title="Thời hạn", description="“cao”, “trung bình” hoặc “thấp”."
    )
    fees: ConfidenceLevel = Field(None, title="Phí, lệ phí", description="“cao”, “trung bình” hoặc “thấp”.")
    legal_basis: ConfidenceLevel = Field(None, title="Căn cứ", description="“cao”, “trung bình” hoặc “thấp”.")


class Procedure(Record):
    """An administrative procedure, with every part that Nghị định 63/2010/NĐ-CP Điều 8 asks for."""

    name: Text = Field(title="Tên thủ tục", description="Đủ như trong quyết định công bố.")
    short_name: Text = Field("", title="Tên ngắn", description="Dùng khi kể tên trong báo cáo.")
    former_names: Texts = Field((), title="Tên cũ", description="Các tên đã dùng trước đây.")
    name_sources: Texts = Field((), title="Nguồn của tên", description="Tên lấy từ đâu.")
    number: Count | None = Field(None, title="Số thứ tự", description="Trong danh mục của cơ quan.")
    code: Symbol = Field(
        "", title="Mã thủ tục quốc gia", description="Ví dụ “1.012353”; bỏ dòng này nếu chưa rõ."
    )
    code_note: Text = Field("", title="Ghi chú về mã", description="Mã lấy từ đâu.")
    former_ids: Ids = Field((), title="Địa chỉ cũ", description="Các mã bản ghi cũ; trang cũ sẽ dẫn về đây.")
    field: FieldId = Field(title="Lĩnh vực", description="Mã lĩnh vực.")
    level: Text = Field("", title="Cấp thực hiện", description="Ví dụ “Cấp tỉnh”.")
    summary: Text = Field("", title="Tóm tắt", description="Dành cho ai, được gì; một hai câu dễ hiểu.")
    applicants: Texts = Field((), title="Đối tượng thực hiện", description="Mỗi đối tượng một dòng.")
    authority: Authority | None = Field(None, title="Thẩm quyền", description="Ai quyết định, ai thực hiện.")
    receiving: OrganisationId = Field("", title="Nơi tiếp nhận", description="Mã cơ quan tiếp nhận hồ sơ.")
    channels: tuple[Channel, ...] = Field(
        (), title="Cách thức thực hiện", description="Mỗi cách nộp một mục."
    )
    dossier: tuple[DossierItem, ...] = Field((), title="Thành phần hồ sơ", description="Mỗi giấy tờ một mục.")
    dossier_sets: Count | None = Field(None, title="Số bộ hồ sơ", description="Bỏ dòng này nếu chưa rõ.")
    processing_time: tuple[ProcessingTime, ...] = Field(
        (), title="Thời hạn giải quyết", description="Theo thời gian."
    )
    fees: tuple[Fees, ...] = Field((), title="Phí, lệ phí", description="Theo thời gian.")
    results: Texts = Field((), title="Kết quả", description="Giấy tờ người nộp nhận được.")
    conditions: Text = Field("", title="Yêu cầu, điều kiện", description="Nếu có.")
    steps: Texts = Field((), title="Trình tự thực hiện", description="Mỗi bước một dòng.")
    legal_basis: tuple[LegalBasis, ...] = Field(
        (), title="Căn cứ pháp lý", description="Mỗi văn bản một mục."
    )
    keywords: Texts = Field((), title="Từ khoá", description="Những chữ người dân hay gõ.")
    online_level: tuple[OnlineService, ...] = Field(
        (), title="Dịch vụ công trực tuyến", description="Theo thời gian."
    )
    disclosed: tuple[Disclosure, ...] = Field((), title="Nơi công khai", description="Mỗi nơi một mục.")
    events: tuple[Event, ...] = Field((), title="Lịch sử", description="Công bố, sửa đổi, thay thế, bãi bỏ.")
    listed_on: Date | None = Field(
        None, title="Ngày có trong danh mục", description="Ngày danh mục ghi còn hiệu lực."
    )
    content_year: Count | None = Field(
        None, title="Nội dung theo luật năm", description="Năm của quy định đã dùng."
    )
    content_note: Text = Field(
        "", title="Ghi chú về nội dung", description="Khi nội dung không theo luật lúc báo cáo."
    )
    completeness: Annotated[Completeness | None, choice(Completeness)] = Field(
        None, title="Mức đầy đủ", description="“đủ”, “đủ, trừ phí và lệ phí”, “một phần”, “chỉ có tên”."
    )
    sourced_facts: Count | None = Field(None, title="Số dữ kiện có nguồn", description="Do người soạn đếm.")
    confidence: ConfidenceByBlock | None = Field(None, title="Độ tin", description="Theo từng phần.")
    missing: Texts = Field((), title="Chưa có thông tin", description="Mỗi phần còn thiếu một dòng.")
    checked_on: Date | None = Field(
        None, title="Ngày kiểm tra gần nhất", description="Ngày đơn vị rà lại nội dung."
    )
    checked_by: OrganisationId = Field(
        "", title="Đơn vị kiểm tra", description="Mã cơ quan đã rà lại nội dung."
    )
    later_code: Symbol = Field(
        "", title="Mã của thủ tục về sau", description="Mã trên hệ thống quốc gia các năm sau."
    )

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Procedure":
        for key in ("processing_time", "fees", "online_level"):
            days = [value.since or date.min for value in getattr(self, key)]
            if days != sorted(set(days)):
                raise refuse(
                    "dated-order", f"“{key}” phải xếp theo “since” từ cũ đến mới, mỗi ngày một giá trị"
                )
        return self

    @property
    def label(self) -> str:
        """The name in running text."""
        return self.short_name or self.name

    @property
    def national_code(self) -> str:
        """The national part of the code, or an empty text."""
        return national_code(self.code) if self.code else ""

    @property
    def illustrative(self) -> bool:
        """Whether anything on the record is reconstructed, so that every page must say so."""
        dated = [part.source for part in (*self.processing_time, *self.fees, *self.online_level)]
        sources = dated + [event.source for event in self.events]
        return bool(self.reconstructed) or Provenance.RECONSTRUCTED in sources
