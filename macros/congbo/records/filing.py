"""Filing: what a citizen brings, how a dossier is filed, and what comes of it."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from congbo.records.fees import FREE, ChargedItems, Fees
from congbo.records.form_files import FormFile
from congbo.records.part import Part
from congbo.records.scalars import (
    Count,
    Date,
    Text,
    choice,
    refuse,
)
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import (
    ChannelMethod,
    PaperKind,
)
from congbo.words.wording import count, sentence

_FORM = "Mẫu"
_UNCOUNTED = "Không ghi số bản"


class Channel(Part):
    """One way to file, with its own time and fee; a method may stand several times."""

    method: Annotated[ChannelMethod, choice(ChannelMethod)] = Field(
        title="Cách nộp", description="“trực tiếp”, “trực tuyến” hoặc “bưu chính”."
    )
    processing_time: TimeLimit | None = Field(None, title="Thời hạn", description="Nếu nộp theo cách này.")
    fee: Text = Field("", title="Phí, lệ phí", description="“không”, hoặc mức thu khi nộp theo cách này.")
    fees: ChargedItems = Field(
        None,
        title="Các khoản phí, lệ phí",
        description="Thay cho “fee”: danh sách các khoản khi nộp theo cách này, hoặc “không”.",
    )
    description: Text = Field("", title="Mô tả", description="Nguyên văn phần mô tả cách nộp này.")
    until: Date | None = Field(
        None, title="Đến hết ngày", description="Ngày cuối còn nộp theo cách này, nếu có thời hạn."
    )

    @model_validator(mode="after")
    def _one_fee(self) -> "Channel":
        if self.fee and self.fees is not None:
            raise refuse("fee-form", "“fee” không đi cùng “fees”: hãy giữ một trong hai")
        return self

    def on(self, day: date) -> "Channel | None":
        """Return the way to file as it is on a day; None where one can no longer file so."""
        if self.until and self.until < day:
            return None
        if not self.fees:
            return self
        held = Fees.of(self.fees).on(day)
        items = held.items if held else None
        return self if items == self.fees else self.model_copy(update={"fees": items})

    @property
    def charges(self) -> Fees | None:
        """What is charged when filing so, item by item; None where it is not known or only told in words."""
        if self.fee == FREE:
            return Fees.of(())
        return None if self.fees is None else Fees.of(self.fees)

    @property
    def fee_in_words(self) -> str:
        """What is charged when filing so, as a table has it; empty where it is not known."""
        return sentence(self.charges.in_words if self.charges else self.fee)


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
    forms: tuple[FormFile, ...] = Field(
        (), title="Tệp mẫu", description="Mỗi mẫu một mục, có tệp hoặc địa chỉ để tải."
    )
    note: Text = Field("", title="Ghi chú", description="Điều người nộp cần biết.")

    @property
    def in_words(self) -> str:
        """How many of what kind, on which form, and what else to know: `01 bản chính · Mẫu: Phụ lục I`."""
        form = self.form if not self.form or self.form.startswith(_FORM) else f"{_FORM}: {self.form}"
        return " · ".join(filter(None, (self.number_in_words, form, sentence(self.note))))

    @property
    def number_in_words(self) -> str:
        """How many of what kind: `01 bản chính, 02 bản sao`.

        Nothing of either is what the sources write where they give no number, never that none is needed.
        """
        if self.originals is None and self.copies is None:
            return f"{sentence(self.kind)}; số bản chưa rõ" if self.kind else "Số bản chính, bản sao: chưa rõ"
        numbers = (
            f"{count(self.originals)} bản chính" if self.originals else "",
            f"{count(self.copies)} bản sao" if self.copies else "",
        )
        return ", ".join(filter(None, numbers)) or sentence(self.kind or _UNCOUNTED)


class Result(Part):
    """What a citizen receives; written as a plain text where there is but the name."""

    name: Text = Field(title="Tên kết quả", description="Ví dụ “Giấy chứng nhận”.")
    code: Text = Field("", title="Mã kết quả", description="Ví dụ “KQ.G15.000048”.")
    form: Text = Field("", title="Mẫu", description="Mẫu của giấy tờ kết quả và văn bản ban hành mẫu.")
    note: Text = Field("", title="Ghi chú", description="Điều người nhận cần biết.")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _short_form(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any] | str:
        return self.name if self.is_text else whole(self)

    @property
    def is_text(self) -> bool:
        """Whether it has but a name, and is written as a plain text."""
        return not (self.code or self.form or self.note)

    def __str__(self) -> str:
        return self.name
