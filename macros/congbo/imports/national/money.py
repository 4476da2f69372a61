"""Money: a fee as the portal writes it: `100,000 Việt Nam Đồng(100.000 đồng/giấy)`, `10 USD`, `Miễn phí(…)`.

A number that cannot be what is charged stays text with a doubt: `40 Việt Nam Đồng(40.000đ/giấy)`.
"""

import re
from dataclasses import dataclass
from typing import Any

from congbo.imports.incoming import Telling, shortened
from congbo.imports.letters import CAPITAL

LABEL = "Phí, lệ phí"
"""What a fee is called where the source gives it no name; the heading of the portal's column."""

FREE = "không"
CURRENCIES = {
    "Việt Nam Đồng": "VND",
    "Đồng Việt Nam": "VND",
    "VNĐ": "VND",
    "VND": "VND",
    "đồng": "VND",
    "Đồng": "VND",
    "USD": "USD",
    "Đô la Mỹ": "USD",
    "Đô la": "USD",
    "EUR": "EUR",
    "Euro": "EUR",
    "JPY": "JPY",
    "Yên": "JPY",
    "GBP": "GBP",
    "CNY": "CNY",
}
AMOUNT = rf"\d[\d.,]*[ ]?(?:{'|'.join(map(re.escape, CURRENCIES))})(?![\w])?"
_AMOUNT = re.compile(rf"(\d[\d.,]*)[ ]?({'|'.join(map(re.escape, CURRENCIES))})")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_THOUSANDS_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_IN_NOTE = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{4,})\s?(?:đ\b|đồng|VNĐ|VND|Đồng)", re.IGNORECASE)
_NEW_CELL = re.compile(rf"[-+*{CAPITAL}]|$")
_NUMBERING = re.compile(r"(?<=[\s(;:.])(?<!\d\s)(?:[a-zđ]|\d{1,2})\)")
_NAMES_A_FEE = re.compile(
    r"mức (?:thu|phí|lệ phí)|theo (?:quy định|thông tư|nghị quyết|mức)|hội đồng nhân dân|"
    r"(?:phí|lệ phí) (?:cấp|thẩm định|đăng ký|sát hạch|công chứng)|thông tư|nghị quyết|thực hiện theo",
    re.IGNORECASE,
)
_NAMES_NONE = re.compile(
    r"^\W*(?:không thu|không quy định|chưa quy định|không có|không\b|miễn)", re.IGNORECASE
)
LEAST_VND = 1000
"""No fee in đồng is smaller; a smaller number was typed in thousands or in another currency."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What a row says of fees: items as front matter has them, `không`, or None where it says nothing."""

    fees: Any = None
    end: int = 0


def number(text: str) -> int | str | None:
    """Return a number with commas or points for thousands; a decimal as text; None where it is none."""
    text = text.strip().rstrip(".,")
    if _THOUSANDS_COMMA.fullmatch(text):
        plain = text.replace(",", "")
    elif _THOUSANDS_POINT.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif text.isascii() and text.isdigit():
        plain = text
    else:
        return None
    return int(plain) if "." not in plain else plain


def bracket(text: str, at: int) -> str:
    """Return the text in brackets that begins at a place, with them; empty where none begins or closes.

    `a)` and `1)` that number a list inside close nothing, unless nothing else does.
    """
    if text[at : at + 1] != "(":
        return ""
    numbering = {found.end() - 1 for found in _NUMBERING.finditer(text, at)}
    for passed_over in (numbering, frozenset[int]()):
        depth = 0
        for place in range(at, len(text)):
            if place not in passed_over:
                depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                return text[at : place + 1]
    for place in range(at, len(text)):  # one inside is not closed: the last one is what a new cell follows
        if text[place] == ")" and place not in numbering and _NEW_CELL.match(text, place + 1):
            return text[at : place + 1]
    return ""


def item(amount: object, currency: str, note: str, printed: str, where: str, tell: Telling) -> dict[str, Any]:
    """Return one fee; an amount that its own note contradicts is told, one that cannot be is kept as text."""
    found: dict[str, Any] = {"label": LABEL}
    code = CURRENCIES.get(currency, currency)
    in_note = [int(one.replace(".", "")) for one in _IN_NOTE.findall(note)]
    whole = f"{printed} ({note})" if note else printed
    if isinstance(amount, int) and code == "VND" and 0 < amount < LEAST_VND:
        tell.doubt(where, f"nguồn ghi “{shortened(whole)}”; số này không thể là mức thu nên giữ nguyên chữ")
        return {"label": LABEL, "text": whole}
    found["amount"] = amount
    if code != "VND":
        found["currency"] = code
    if note:
        found["note"] = note
    if isinstance(amount, int) and code == "VND" and _unlike(amount, in_note, note):
        tell.doubt(where, f"mức ghi “{printed}” khác ghi chú “{shortened(note)}”")
    return found


def _unlike(amount: int, in_note: list[int], note: str) -> bool:
    """Tell whether a note names other amounts; a smaller one is a reduction."""
    return bool(in_note) and f"{amount:,}".replace(",", ".") not in note and min(in_note) >= amount


def free(note: str, where: str, tell: Telling) -> Any:
    """Return what `Miễn phí` with a note says: nothing is charged, or what cannot be told from it."""
    if not note:
        return FREE
    amounts = _IN_NOTE.findall(note)
    if (amounts or _NAMES_A_FEE.search(note)) and not _NAMES_NONE.search(note):
        tell.doubt(where, f"nguồn ghi “Miễn phí” nhưng ghi chú nói có mức thu: “{shortened(note)}”")
        return [{"label": LABEL, "text": f"Miễn phí ({note})"}]
    return [{"label": LABEL, "amount": 0, "note": note}]


def charged(text: str, where: str, tell: Telling) -> Charge:
    """Read the fees with which a text begins; `end` is where they end."""
    at = 0
    items: list[dict[str, Any]] = []
    while found := _AMOUNT.match(text, at):
        printed = found.group().strip()
        note = bracket(text, found.end())
        tell.said.append(printed)
        amount = number(found[1])
        inside = note[1:-1].strip()
        if amount is None:
            items.append({"label": LABEL, "text": f"{printed} ({inside})" if inside else printed})
            tell.doubt(where, f"không đọc được mức “{printed}”")
        else:
            items.append(item(amount, found[2], inside, printed, where, tell))
        at = found.end() + len(note)
    return Charge(items or None, at)
