"""Procedures: an administrative procedure (TTHC) with all its parts, as a type.

The parts are those of Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2. What changes in time is never overwritten:
online level, time limit and fees are lists of dated values, the other keys may be written as versions, each
with the document that changed it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from congbo.records.cases import Cases
from congbo.records.dated import OnlineService, ProcessingTime, ProvenanceTerm
from congbo.records.explanations import Explanation
from congbo.records.fees import Fees
from congbo.records.filing import Channel, DossierItem, Result
from congbo.records.links import ActionLink, Imported, PublishedBy, Unplaced
from congbo.records.part import BY_MACHINE, fields_of
from congbo.records.record import Part, Record
from congbo.records.scalars import (
    SHORT,
    Count,
    Date,
    DocumentId,
    FieldId,
    OrganisationId,
    OrganisationIds,
    ProcedureIds,
    Symbol,
    Text,
    Texts,
    choice,
    parse_list,
    refuse,
)
from congbo.records.stamps import edited
from congbo.records.versions import CHANGING
from congbo.words.spelling import national_code
from congbo.words.vocabulary import (
    Completeness,
    Confidence,
    EventAction,
    Provenance,
)

LONGEST_PLAIN_NAME = 60
"""Letters of the name by which lists call a procedure: two lines on a phone."""

ConfidenceLevel = Annotated[Confidence | None, choice(Confidence)]


class Authority(Part):
    """Who decides and who handles."""

    decides: Text = Field("", title="Cơ quan quyết định", description="Cơ quan có thẩm quyền quyết định.")
    handles: Text = Field("", title="Cơ quan thực hiện", description="Cơ quan trực tiếp giải quyết.")
    basis: Text = Field("", title="Căn cứ thẩm quyền", description="Điều, khoản.")
    delegates: Text = Field("", title="Cơ quan được ủy quyền", description="Tên như nguồn ghi.")
    coordinates: Text = Field("", title="Cơ quan phối hợp", description="Tên như nguồn ghi.")
    decided_by: OrganisationIds = Field(
        (), title="Mã cơ quan quyết định", description="Mã cơ quan; nhiều cơ quan thì mỗi mã một dòng."
    )
    handled_by: OrganisationIds = Field(
        (), title="Mã cơ quan thực hiện", description="Mã cơ quan; nhiều cơ quan thì mỗi mã một dòng."
    )
    delegated_to: OrganisationIds = Field((), title="Mã cơ quan được ủy quyền", description="Mã cơ quan.")
    coordinating_with: OrganisationIds = Field((), title="Mã cơ quan phối hợp", description="Mã cơ quan.")


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
    successor: ProcedureIds = Field(
        (), title="Thủ tục thay thế", description="Mã thủ tục mới; nhiều thủ tục thì mỗi mã một dòng."
    )
    source: ProvenanceTerm = Field(
        None, title="Xuất xứ", description="“tái dựng” nếu không đọc được từ văn bản."
    )
    basis: Text = Field("", title="Vì sao", description="Căn cứ của việc gán sự kiện này.")

    @model_serializer(mode="wrap")
    def _short_form(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return the event as data with one successor in its short form, as an editor would write it."""
        data: dict[str, Any] = whole(self)
        if len(data.get("successor", ())) == 1:
            data["successor"] = data["successor"][0]
        return data


class Disclosure(Part):
    """A place where the procedure is open to the public."""

    place: Text = Field(title="Nơi công khai", description="Ví dụ “Cơ sở dữ liệu quốc gia về TTHC”.")
    since: Date | None = Field(
        None, title="Ngày công khai", description="Ngày nội dung hiện ở nơi đó; bỏ dòng này nếu chưa rõ."
    )
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

    @property
    def in_words(self) -> str:
        """The blocks that have a level, with it: `tên: cao; thời hạn: thấp`."""
        blocks = (
            ("tên", self.name),
            ("hồ sơ", self.dossier),
            ("thời hạn", self.processing_time),
            ("phí", self.fees),
            ("căn cứ", self.legal_basis),
        )
        return "; ".join(f"{block}: {level}" for block, level in blocks if level)


class Procedure(Record):
    """An administrative procedure, with every part that Nghị định 63/2010/NĐ-CP Điều 8 asks for."""

    name: Annotated[Text, CHANGING] = Field(
        title="Tên thủ tục", description="Đủ như trong quyết định công bố."
    )
    short_name: Annotated[Text, CHANGING] = Field(
        "", title="Tên ngắn", description="Dùng khi kể tên trong báo cáo."
    )
    plain_name: Text = Field(
        "",
        title="Tên gọi tắt",
        description=f"Tên người dân hiểu ngay, không quá {LONGEST_PLAIN_NAME} ký tự; hiện ở danh sách,"
        " đầu trang.",
    )
    former_names: Texts = Field((), title="Tên cũ", description="Các tên đã dùng trước đây.")
    name_sources: Texts = Field((), title="Nguồn của tên", description="Tên lấy từ đâu.")
    number: Count | None = Field(None, title="Số thứ tự", description="Trong danh mục của cơ quan.")
    code: Symbol = Field(
        "", title="Mã thủ tục quốc gia", description="Ví dụ “1.012353”; bỏ dòng này nếu chưa rõ."
    )
    code_note: Text = Field("", title="Ghi chú về mã", description="Mã lấy từ đâu.")
    field: Annotated[FieldId, CHANGING] = Field(title="Lĩnh vực", description="Mã lĩnh vực.")
    level: Annotated[Text, CHANGING] = Field("", title="Cấp thực hiện", description="Ví dụ “Cấp tỉnh”.")
    type: Annotated[Text, CHANGING] = Field(
        "", title="Loại thủ tục", description="Ví dụ “TTHC được luật giao quy định chi tiết”."
    )
    summary: Text = Field("", title="Tóm tắt", description="Dành cho ai, được gì; một hai câu dễ hiểu.")
    applicants: Annotated[Texts, CHANGING] = Field(
        (), title="Đối tượng thực hiện", description="Mỗi đối tượng một dòng."
    )
    authority: Annotated[Authority | None, CHANGING] = Field(
        None, title="Thẩm quyền", description="Ai quyết định, ai thực hiện."
    )
    receiving: Annotated[OrganisationIds, SHORT, CHANGING] = Field(
        (), title="Nơi tiếp nhận", description="Mã cơ quan tiếp nhận hồ sơ; nhiều nơi thì mỗi mã một dòng."
    )
    receiving_note: Annotated[Text, CHANGING] = Field(
        "", title="Địa chỉ tiếp nhận", description="Nơi tiếp nhận như nguồn ghi."
    )
    helping: Annotated[OrganisationIds, CHANGING] = Field(
        (), title="Nơi hướng dẫn, hỗ trợ", description="Mã cơ quan mà người dân đến để được giúp."
    )
    channels: Annotated[tuple[Channel, ...], CHANGING] = Field(
        (), title="Cách thức thực hiện", description="Mỗi cách nộp một mục."
    )
    dossier: Annotated[tuple[DossierItem, ...], CHANGING] = Field(
        (), title="Thành phần hồ sơ", description="Mỗi giấy tờ một mục."
    )
    dossier_sets: Annotated[Count | None, CHANGING] = Field(
        None, title="Số bộ hồ sơ", description="Bỏ dòng này nếu chưa rõ."
    )
    processing_time: tuple[ProcessingTime, ...] = Field(
        (), title="Thời hạn giải quyết", description="Theo thời gian."
    )
    fees: tuple[Fees, ...] = Field((), title="Phí, lệ phí", description="Theo thời gian.")
    results: Annotated[tuple[Result, ...], BeforeValidator(parse_list), CHANGING] = Field(
        (), title="Kết quả", description="Giấy tờ người nộp nhận được; mỗi giấy tờ một dòng chữ hay một mục."
    )
    conditions: Annotated[Text, CHANGING] = Field("", title="Yêu cầu, điều kiện", description="Nếu có.")
    steps: Annotated[Texts, CHANGING] = Field(
        (), title="Trình tự thực hiện", description="Mỗi bước một dòng."
    )
    cases: Annotated[Cases, CHANGING] = Field(
        (),
        title="Các trường hợp",
        description="Khi giấy tờ, thời hạn, phí khác nhau theo trường hợp; phần chung ghi ở các khoá trên.",
    )
    legal_basis: Annotated[tuple[LegalBasis, ...], CHANGING] = Field(
        (), title="Căn cứ pháp lý", description="Mỗi văn bản một mục."
    )
    published_by: tuple[PublishedBy, ...] = Field(
        (), title="Quyết định công bố", description="Khi chưa ghi được thành sự kiện ở “events”."
    )
    links: tuple[ActionLink, ...] = Field(
        (), title="Đường dẫn", description="Nơi nộp hồ sơ, tải mẫu, gọi hỏi, tra cứu; mỗi nơi một mục."
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
    explained: tuple[Explanation, ...] = Field(
        (), title="Giải thích", description="Vì sao một phần còn thiếu, hay hai chỗ chưa khớp nhau."
    )
    later_code: Symbol = Field(
        "", title="Mã của thủ tục về sau", description="Mã trên hệ thống quốc gia các năm sau."
    )
    unplaced: Annotated[tuple[Unplaced, ...], BY_MACHINE] = Field(
        (),
        title="Phần chưa xếp được",
        description="Lệnh nhập ghi: phần chữ của nguồn chưa xếp được vào khoá nào.",
    )
    imported: Annotated[tuple[Imported, ...], BY_MACHINE] = Field(
        (), title="Nhập từ nguồn", description="Lệnh nhập ghi, không sửa; mỗi nguồn một mục."
    )

    _edited: tuple[str, ...] = PrivateAttr(())

    @model_validator(mode="wrap")
    @classmethod
    def _compare_with_source(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Keep which keys are no longer as imports wrote them, as long as they are as they were typed."""
        found = handler(data)
        if isinstance(data, Mapping) and found.imported:
            values = [one.values for one in found.imported]
            found._edited = tuple(dict.fromkeys(key for one in values for key in edited(cls, data, one)))
        return found

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Procedure":
        for key in ("processing_time", "fees", "online_level"):
            days = [value.since or date.min for value in getattr(self, key)]
            if days != sorted(set(days)):
                raise refuse(
                    "dated-order", f"“{key}” phải xếp theo “since” từ cũ đến mới, mỗi ngày một giá trị"
                )
        return self

    @model_validator(mode="after")
    def _plain_name_is_short(self) -> "Procedure":
        length = len(self.plain_name)
        if length > LONGEST_PLAIN_NAME:
            most = f"“plain_name” phải dài không quá {LONGEST_PLAIN_NAME} ký tự"
            raise refuse("too-long", f"{most} (đang có {length} ký tự)")
        return self

    @property
    def listed_name(self) -> str:
        """The name in lists and results: the plain one, where it has one."""
        return self.plain_name or self.name

    @property
    def edited(self) -> tuple[str, ...]:
        """The keys that imports wrote and somebody changed or took out since: `fees`, `authority.handles`."""
        return self._edited

    @property
    def edited_titles(self) -> tuple[str, ...]:
        """The names of those keys for readers, each once."""
        titles = (fields_of(type(self))[key.partition(".")[0]].title or key for key in self._edited)
        return tuple(dict.fromkeys(titles))

    @property
    def label(self) -> str:
        """The name in running text."""
        return self.short_name or self.name

    @property
    def other_names(self) -> tuple[str, ...]:
        """Every name by which it was or will be known, but the name it has, each once."""
        dated = [*self.ever("name"), *(self.ever("short_name") if "short_name" in self.history else ())]
        names = (
            name for name in (*self.former_names, *dated) if name not in ("", self.name, self.short_name)
        )
        return tuple(dict.fromkeys(names))

    @property
    def national_code(self) -> str:
        """The national part of the code, or an empty text."""
        return national_code(self.code) if self.code else ""

    @property
    def illustrative(self) -> bool:
        """Whether anything on the record is reconstructed, so that every page must say so."""
        versions = (version for of_key in self.history.values() for version in of_key)
        dated = (*self.processing_time, *self.fees, *self.online_level, *versions)
        sources = [*(part.source for part in dated), *(event.source for event in self.events)]
        return bool(self.reconstructed) or Provenance.RECONSTRUCTED in sources
