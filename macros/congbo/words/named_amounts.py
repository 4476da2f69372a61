"""Named amounts: the days and the sums of money that a text in Vietnamese names, told apart from its dates.

They are never shown and never counted by: they are held against what the same record says in a key.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DAYS = re.compile(
    r"(?<![\d/.,-])(\d{1,3})(?:[.,](\d))?\s*(?:\([^()\d]{1,30}\)\s*)?(?:ngày|Ngày)(?!\s*\d)(?!\s*trong tuần)"
)
_RANGE = re.compile(r"(?<![\d/.,-])(\d{1,3})\s*[-–]\s*(\d{1,3})\s*(?:ngày|Ngày)(?!\s*\d)")
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_MONEY = re.compile(
    r"(?<![\d/.,])(?P<sum>\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)?\s*"
    r"(?P<unit>việt nam đồng|đồng|vnđ|vnd|đ(?![\w])|usd|đô la mỹ|eur|euro)",
    re.IGNORECASE,
)
_DONG = frozenset({"việt nam đồng", "đồng", "vnđ", "vnd", "đ"})
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_SENTENCE = re.compile(r"[\n;]|\.\s")
_OF_FEES = re.compile(r"\bphí\b", re.IGNORECASE)
FEES_BEFORE = 80
"""How many signs before a sum a text may speak of a fee, so that the sum is one."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum that a text names; `dong` says that it is in đồng."""

    amount: Decimal
    dong: bool
    words: str


def days_named(text: str) -> set[Decimal]:
    """Return the numbers of days, working or not, that a text names: `03 ngày làm việc` is three."""
    if "ngày" not in text and "Ngày" not in text:
        return set()
    found = {Decimal(f"{whole}.{part or 0}").normalize() for whole, part in _DAYS.findall(text)}
    return found | {Decimal(one) for both in _RANGE.findall(text) for one in both}


def money_named(text: str) -> Iterator[Money]:
    """Yield the sums of money that a text names, in order: `50.000 đồng`, `1,5 triệu đồng`, `30 USD`."""
    for match in _MONEY.finditer(text):
        yield _sum(match)


def fees_named(text: str) -> Iterator[Money]:
    """Yield the sums of money that a text names as a fee: what capital or a deposit must be is none."""
    for match in _MONEY.finditer(text):
        before = _SENTENCE.split(text[max(0, match.start() - FEES_BEFORE) : match.start()])[-1]
        if _OF_FEES.search(before):
            yield _sum(match)


def _sum(match: re.Match[str]) -> Money:
    written, scale = match["sum"], match["scale"]
    plain = re.sub("[.,]", "", written) if _GROUPED.fullmatch(written) else written.replace(",", ".")
    amount = Decimal(plain) * (_SCALES[scale.lower()] if scale else 1)
    return Money(amount, match["unit"].lower() in _DONG, match[0].strip())
