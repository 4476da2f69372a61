"""Filing: what a citizen brings and pays, and how a dossier is filed."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from congbo.records.dated import Dated
from congbo.records.record import Part
from congbo.records.scalars import (
    Count,
    Text,
    choice,
)
from congbo.records.time_limits import TimeLimit
from congbo.words.vocabulary import (
    ChannelMethod,
    PaperKind,
)
from congbo.words.wording import count, money, sentence

FREE = "không"
"""What editors write where no fee is charged."""

_FORM = "Mẫu"


def _as_fee_items(value: Any) -> Any:
    return () if value == FREE else value


class FeeItem(Part):
    """One fee or charge, in đồng; without an amount it is not known."""

    label: Text = Field(title="Tên phí, lệ phí", description="Ví dụ “Phí thẩm định hồ sơ”.")
    amount: Count | None = Field(None, title="Mức thu (đồng)", description="Bỏ dòng này nếu chưa rõ mức.")
    basis: Text = Field("", title="Căn cứ", description="Văn bản quy định mức thu.")
    note: Text = Field("", title="Ghi chú", description="Điều người nộp cần biết.")

    @property
    def in_words(self) -> str:
        """The amount as a table has it; empty where it is not known."""
        if self.amount is None:
            return ""
        return money(self.amount) if self.amount else "Không thu"


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
    def charged(self) -> bool:
        """Whether anything is charged; an item without an amount is."""
        return any(item.amount != 0 for item in self.items)

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


class Channel(Part):
    """One way to file, with its own time and fee."""

    method: Annotated[ChannelMethod, choice(ChannelMethod)] = Field(
        title="Cách nộp", description="“trực tiếp”, “trực tuyến” hoặc “bưu chính”."
    )
    processing_time: TimeLimit | None = Field(None, title="Thời hạn", description="Nếu nộp theo cách này.")
    fee: Text = Field("", title="Phí, lệ phí", description="“không”, hoặc mức thu khi nộp theo cách này.")

    @property
    def fee_in_words(self) -> str:
        """What is charged when filing so, as a table has it; empty where it is not known."""
        return "Không thu" if self.fee == FREE else sentence(self.fee)


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

    @property
    def in_words(self) -> str:
        """How many of what kind, on which form, and what else to know: `01 bản chính · Mẫu: Phụ lục I`."""
        form = self.form if not self.form or self.form.startswith(_FORM) else f"{_FORM}: {self.form}"
        return " · ".join(filter(None, (self._number_in_words, form, sentence(self.note))))

    @property
    def _number_in_words(self) -> str:
        if self.originals is None and self.copies is None:
            return f"{sentence(self.kind)}; số bản chưa rõ" if self.kind else "Số bản chính, bản sao: chưa rõ"
        numbers = (
            f"{count(self.originals)} bản chính" if self.originals else "",
            f"{count(self.copies)} bản sao" if self.copies else "",
        )
        return ", ".join(filter(None, numbers)) or sentence(self.kind or "Không phải nộp bản giấy")
