"""Fees: what is charged, in whatever way the sources say it, as types."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from congbo.records.dated import Dated
from congbo.records.meant import FREE_WORDS, unknown
from congbo.records.part import Part
from congbo.records.scalars import Date, Money, Number, Text, choice, parse_plain, refuse
from congbo.words.spelling import fold
from congbo.words.typed_amounts import plainly, typed_amount
from congbo.words.vocabulary import Currency
from congbo.words.wording import money, number, sentence, short_date

FREE = "không"
"""What editors write where no fee is charged."""

_DONG = "đồng"
_RATE_DECIMALS = 6
_SHORT = 80
"""Letters of a charge told in words that a list still shows."""


def _as_fee_items(value: Any) -> Any:
    if value == FREE or not isinstance(value, str):
        return () if value == FREE else value
    message = f"phải là danh sách các khoản, hoặc “{FREE}” khi không thu (đang là '{value}')"
    if fold(value).strip(" .") in FREE_WORDS:
        raise refuse("wrong-type", message, f"Có phải “{FREE}”?")
    if unknown(value):
        raise refuse("wrong-type", message, "Chưa rõ, hoặc văn bản không nói tới phí thì xoá cả mục này")
    raise refuse("wrong-type", message, f"Mỗi khoản một mục: {FeeItem.of_text(value)}")


def _short(items: "tuple[FeeItem, ...] | None") -> Any:
    return FREE if items == () else items


def _currency(value: object) -> object:
    """Return the code of the currency that is written by its name in Vietnamese."""
    return Currency.VND if isinstance(value, str) and parse_plain(value) == _DONG else value


class FeeItem(Part):
    """One fee or charge: an amount, a rate, or the words of the source; without any it is not known."""

    label: Text = Field(title="Tên phí, lệ phí", description="Ví dụ “Phí thẩm định hồ sơ”.")
    amount: Money | None = Field(
        None,
        title="Mức thu",
        description="Tính bằng đồng nếu không ghi “currency”; chưa rõ mức thì bỏ dòng này.",
    )
    currency: Annotated[Currency, choice(Currency), BeforeValidator(_currency)] = Field(
        Currency.VND, title="Loại tiền", description="Ví dụ “USD”; tiền đồng thì bỏ dòng này."
    )
    percent: Number | None = Field(
        None, title="Tỷ lệ (%)", description="Ví dụ 0.1 là 0,1%; phải có “percent_of” đi cùng."
    )
    percent_of: Text = Field("", title="Tỷ lệ của gì", description="Ví dụ “giá trị hợp đồng”.")
    least: Money | None = Field(None, title="Ít nhất", description="Mức thu thấp nhất, nếu có.")
    most: Money | None = Field(None, title="Nhiều nhất", description="Mức thu cao nhất, nếu có.")
    text: Text = Field(
        "", title="Nguyên văn mức thu", description="Khi mức thu không ghi được bằng một con số hay tỷ lệ."
    )
    territory: Text = Field("", title="Nơi áp dụng", description="Ví dụ “thành phố Hà Nội”.")
    until: Date | None = Field(
        None, title="Đến hết ngày", description="Ngày cuối của mức thu có thời hạn, ví dụ mức giảm tạm thời."
    )
    basis: Text = Field("", title="Căn cứ", description="Văn bản quy định mức thu.")
    note: Text = Field("", title="Ghi chú", description="Điều người nộp cần biết.")

    @classmethod
    def of_text(cls, text: str) -> str:
        """Return the lines of a fee that was typed as one text."""
        typed = typed_amount(text)
        number = plainly(typed.value) if typed.value is not None and not typed.percent else "…"
        return f"“- label: …” (tên khoản), “amount: {number}” (mức thu, chỉ ghi số)"

    @model_validator(mode="after")
    def _consistent(self) -> "FeeItem":
        if (self.percent is None) == bool(self.percent_of):
            got, lacks = ("percent_of", "percent") if self.percent_of else ("percent", "percent_of")
            raise refuse("fee-form", f"“{got}” phải đi cùng “{lacks}”: bao nhiêu phần trăm, của cái gì")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise refuse("fee-form", f"“least” ({self.least}) không được lớn hơn “most” ({self.most})")
        for key in ("amount", "least", "most"):
            if self.currency is Currency.VND and isinstance(getattr(self, key), Decimal):
                got = getattr(self, key)
                message = f"“{key}” phải là số nguyên khi thu bằng đồng (đang là '{got}')"
                raise refuse(
                    "fee-form", message, "Thu bằng tiền khác thì thêm “currency”, ví dụ “currency: USD”"
                )
        return self

    @property
    def known(self) -> bool:
        """Whether it is said how much is charged, by a number or in words."""
        return self.amount is not None or self.percent is not None or bool(self.bounds or self.text)

    @property
    def free(self) -> bool:
        """Whether nothing is charged; what is not known is not free."""
        return self.amount == 0 and not (self.percent or self.least or self.most)

    @property
    def rate(self) -> str:
        """The rate with what it is of: `0,1% giá trị hợp đồng`; empty where there is none."""
        return "" if self.percent is None else f"{number(self.percent, _RATE_DECIMALS)}% {self.percent_of}"

    @property
    def bounds(self) -> str:
        """Between which amounts the charge lies: `ít nhất 10.000 đồng, nhiều nhất 2.000.000 đồng`."""
        found = (("ít nhất", self.least), ("nhiều nhất", self.most))
        return ", ".join(
            f"{word} {money(value, self.currency)}" for word, value in found if value is not None
        )

    @property
    def charge(self) -> str:
        """How much is charged, in running text: `0 đồng`, `0,1% giá trị hợp đồng`; empty where not known."""
        amount = "" if self.amount is None else money(self.amount, self.currency)
        told = " cộng ".join(filter(None, (amount, self.rate)))
        return self._with_text(", ".join(filter(None, (told, self.bounds))))

    @property
    def in_words(self) -> str:
        """How much is charged, as a table has it; empty where it is not known."""
        return self._with_text("Không thu") if self.free else self.charge

    def _with_text(self, told: str) -> str:
        """Return what is told in numbers with the words of the source behind it, which may say more."""
        return f"{told} ({self.text})" if told and self.text else told or self.text

    @property
    def limits(self) -> str:
        """Where and until when it is charged so: `tỉnh A; đến hết ngày 31/12/2026`; mostly empty."""
        until = f"đến hết ngày {short_date(self.until)}" if self.until else ""
        return "; ".join(filter(None, (self.territory, until)))


FeeItems = Annotated[tuple[FeeItem, ...], BeforeValidator(_as_fee_items)]
ChargedItems = Annotated[
    tuple[FeeItem, ...] | None, BeforeValidator(_as_fee_items), PlainSerializer(_short, when_used="always")
]
"""What is charged in a case or a way to file: an empty tuple says nothing, None that it is not known."""


class Fees(Dated):
    """What is charged, from a day on; an empty tuple of items says that nothing is."""

    items: FeeItems = Field(title="Các khoản", description="Danh sách, hoặc “không” khi không thu.")

    @model_validator(mode="before")
    @classmethod
    def _items_inside(cls, data: Any) -> Any:
        """Refuse a fee whose keys stand where those of all fees of a time do, once."""
        inner = [key for key in data if key in FeeItem.model_fields] if isinstance(data, dict) else []
        if inner and "items" not in data:
            hint = f"Hãy viết “- items:”, xuống dòng, lùi vào rồi mới đến “- {inner[0]}: …”"
            raise refuse("fee-form", f"“{inner[0]}” phải nằm trong danh sách “items”", hint)
        return data

    @classmethod
    def of_text(cls, text: str) -> str:
        """Return the lines of what is charged that was typed as one text."""
        free = fold(text).strip(" .") in FREE_WORDS
        return f"“items: {FREE}”" if free else f"“items:”, rồi lùi vào {FeeItem.of_text(text)}"

    @classmethod
    def of(cls, items: tuple[FeeItem, ...]) -> "Fees":
        """Return what is charged where no day is told: in a case, or in a way to file."""
        return cls.model_construct(items=items)

    def on(self, day: date) -> "Fees | None":
        """Return what of it is charged on a day; None where all of it has lapsed and nothing follows."""
        held = tuple(item for item in self.items if item.until is None or day <= item.until)
        if len(held) == len(self.items):
            return self
        return self.model_copy(update={"items": held}) if held else None

    @property
    def in_words(self) -> str:
        """What is charged, item by item, or that nothing is."""
        items = [_item_in_words(item) for item in self.items]
        return "; ".join(items) or "không thu"

    @property
    def charged(self) -> bool:
        """Whether anything is charged; an item of which nothing is known is."""
        return any(not item.free for item in self.items)

    @property
    def summary(self) -> str:
        """What is charged as lists show it: `Không thu`, `350.000 đồng`, `… đồng đến … đồng`."""
        if not self.charged:
            return "Không thu"
        text = sentence("; ".join(_ranges(self.items)))
        unknown = any(not item.known for item in self.items)
        worded = {item.text for item in self.items if item.text and item.charge == item.text}
        if not text:
            if unknown:
                return "Có thu, chưa rõ mức"
            (only,) = worded if len(worded) == 1 else ("",)
            return sentence(only) if 0 < len(only) <= _SHORT else "Ghi bằng lời, xem chi tiết"
        more = ("có khoản ghi bằng lời" if worded else "", "có khoản chưa rõ mức" if unknown else "")
        return ", ".join(filter(None, (text, *more)))


def _item_in_words(item: FeeItem) -> str:
    limits = f" ({item.limits})" if item.limits else ""
    return f"{item.label}: {item.charge or 'chưa rõ mức'}{limits}"


def _ranges(items: tuple[FeeItem, ...]) -> Iterator[str]:
    """Yield the least and the most that is charged of each currency and of the rates.

    A bound is never told as what is charged: with nothing below it is “nhiều nhất”, with nothing above it
    “ít nhất”.
    """
    for currency in dict.fromkeys(item.currency for item in items):
        own = [item for item in items if item.currency is currency]
        values = [one for item in own for one in (item.amount, item.least, item.most) if one]
        if not values:
            continue
        least, most = min(values), max(values)
        open_below = any(item.most and not item.amount and item.least is None for item in own)
        open_above = any(item.least and not item.amount and item.most is None for item in own)
        low, high = money(least, currency), money(most, currency)
        if open_below and open_above:
            yield "mức tuỳ khoản"
        elif open_below:
            yield f"nhiều nhất {high}"
        elif open_above:
            yield f"ít nhất {low}"
        else:
            yield low if least == most else f"{low} đến {high}"
    rates = [item.percent for item in items if item.percent]
    if rates:
        low, high = (f"{number(one, _RATE_DECIMALS)}%" for one in (min(rates), max(rates)))
        whole = {item.rate for item in items if item.percent}
        yield next(iter(whole)) if len(whole) == 1 else low if low == high else f"{low} đến {high}"
