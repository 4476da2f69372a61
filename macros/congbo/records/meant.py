"""Meant: what an editor is offered for a value that was typed in another way than the accepted one.

An offer is the same value in the accepted form, never another one. Where none is certain, the hint says how
to write it. Each hint is Vietnamese and ready to print.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from congbo.words.same_terms import same_term
from congbo.words.spelling import fold, nearest
from congbo.words.typed_amounts import How, TypedAmount, plainly, typed_amount

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_OTHER_CLOCK = re.compile(
    r"(\d{1,2}) ?(?:gio|g|h|:|\.) ?(\d{1,2})?(?: ?phut| ?p(?!m))?(?: ?(sang|trua|chieu|toi|am|pm))?"
)
_LATE = frozenset({"trua", "chieu", "toi", "pm"})
_NOON = 12

FREE_WORDS = frozenset(
    {
        "khong",
        "khong co",
        "khong thu",
        "khong thu phi",
        "khong thu le phi",
        "khong mat phi",
        "khong phai nop",
        "mien phi",
        "mien",
        "mien thu",
        "free",
        "0",
        "0 dong",
    }
)
"""How clerks write that nothing is charged, folded."""

UNKNOWN_WORDS = frozenset(
    {
        "?",
        "??",
        "...",
        "…",
        "x",
        "n/a",
        "na",
        "null",
        "none",
        "chua",
        "chua biet",
        "chua co",
        "chua co so",
        "chua co so lieu",
        "chua ro",
        "chua xac dinh",
        "dang cap nhat",
        "de trong",
        "khong biet",
        "khong co quy dinh",
        "khong quy dinh",
        "khong ro",
        "khong xac dinh",
        "se bo sung",
        "bo sung sau",
        "cap nhat sau",
    }
)
"""How clerks write that they do not know something, folded."""


def unknown(text: str) -> bool:
    """Tell whether a text says that nothing is known."""
    return fold(text).strip().strip(".") in UNKNOWN_WORDS or fold(text).strip() in UNKNOWN_WORDS


def whole_number(text: str) -> str:
    """Return the hint for what should be a whole number."""
    typed = typed_amount(text)
    if typed.how is How.NONE:
        return "Không có thì viết 0"
    if typed.value is None or typed.percent:
        return _how_to_write(typed) or digits_only(text)
    if typed.value % 1:
        return "Số ở đây là số đếm, không có phần lẻ; hãy xem lại"
    return _about(typed) or _offered(typed)


def decimal_number(text: str) -> str:
    """Return the hint for what should be a number with a decimal point."""
    typed = typed_amount(text)
    if typed.how is How.NONE:
        return "Không có thì viết 0"
    return _about(typed) or _offered(typed) or _how_to_write(typed) or digits_only(text)


def money(text: str) -> str:
    """Return the hint for what should be an amount of money."""
    typed = typed_amount(text)
    if fold(text).strip() in FREE_WORDS or typed.how is How.NONE:
        return "Không thu khoản này thì viết 0; không thu khoản nào thì viết “items: không”"
    if typed.how is How.SEVERAL:
        return "Nhiều mức thì ghi mức thấp nhất ở “least”, cao nhất ở “most”, thay cho “amount”"
    if typed.percent and typed.value is not None:
        rate = plainly(typed.value)
        return f"Tỷ lệ thì ghi “percent: {rate}” và “percent_of: …” (của cái gì), thay cho “amount”"
    if typed.value is None:
        more = (
            ""
            if typed.how is not How.UNREAD
            else "Không ghi được bằng số thì viết ở “text”, thay cho “amount”"
        )
        return more or _how_to_write(typed)
    offered = _offered(typed)
    if typed.currency:
        return f"{offered} Loại tiền ghi riêng một dòng “currency: {typed.currency}”"
    return f"{offered} Chữ “{typed.per}” thì ghi ở “note”" if typed.per else offered


def _offered(typed: TypedAmount) -> str:
    """Return the question that offers a number as records have it."""
    return f"Có phải “{plainly(typed.value)}”?" if typed.value is not None else ""


def _about(typed: TypedAmount) -> str:
    """Return how to write a number that is none exactly; what is at most is a limit."""
    if typed.how is not How.ABOUT or typed.value is None:
        return ""
    return f"Chỉ viết số: {plainly(typed.value)}; là số ước chừng thì ghi thêm một dòng ở “doubts”"


def _how_to_write(typed: TypedAmount) -> str:
    match typed.how:
        case How.FORMULA:
            return "Máy không tính phép tính; hãy viết kết quả"
        case How.SEVERAL:
            return "Ở đây chỉ viết một số"
        case How.WORDS:
            return "Hãy viết bằng chữ số"
    return ""


def digits_only(text: str) -> str:
    """Return how to write a number of which nothing can be offered, where there are digits in it."""
    return "Chỉ viết chữ số, không viết gì khác" if any(sign.isdigit() for sign in text) else ""


def grouped_number(text: str) -> str:
    """Return the question that offers a whole number for digits in groups of three, or nothing."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text)
    return f"Có phải “{re.sub('[.,]', '', text)}”?" if whole else ""


def half_number(amount: Decimal) -> str:
    """Return the hint for a part of a unit that is no half."""
    return f"Đổi sang đơn vị nhỏ hơn, ví dụ “giờ làm việc”, thay cho {plainly(amount).replace('.', ',')}"


def clock(text: str) -> str:
    """Return the question that offers a time for one written otherwise: `15 giờ`, `8h30`, `3 giờ chiều`."""
    match = _OTHER_CLOCK.fullmatch(fold(text).strip())
    if not match:
        return ""
    hour = int(match[1]) + (_NOON if match[3] in _LATE and int(match[1]) < _NOON else 0)
    offered = f"{hour:02d}:{int(match[2] or 0):02d}"
    return f"Có phải “{offered}”?" if _CLOCK.fullmatch(offered) else ""


_YES = frozenset({"yes", "y", "true", "x", "v", "1", "on", "co", "dung", "phai", "roi", "✓", "✔", "☑", "ok"})
_NO = frozenset({"no", "n", "false", "0", "off", "khong", "sai", "chua", "☐", "-", "khong phai"})


def yes_or_no(text: str) -> str:
    """Return the question that offers “có” or “không” for another word of that meaning."""
    word = fold(text).strip()
    if word in _YES or word in _NO:
        return f"Có phải “{'có' if word in _YES else 'không'}”?"
    return "Đúng thì viết “có”, không đúng thì viết “không”"


def term(text: str, terms: Iterable[str]) -> str:
    """Return the question that offers a term of a closed list: by another word for it, or by its spelling.

    A word is never lost or turned on the way: “ngày làm việc” is no “ngày”, “bản gốc” no “bản sao”.
    """
    known = list(terms)
    if same := same_term(text, known):
        return f"Có phải “{same}”?"
    several = [same_term(part, known) for part in _MANY_TERMS.split(text)]
    if len(several) > 1 and all(several):
        either = " hoặc ".join(f"“{one}”" for one in several)
        return f"Ở đây chỉ một: {either}; cả hai thì viết thành hai mục"
    words = fold(text).split()
    return nearest(text, [one for one in known if _like(words, fold(one).split())])


_MANY_TERMS = re.compile(r"\s*[,;/+&]\s*|\s+(?:hoặc|và|hay)\s+")


def _like(words: list[str], others: list[str]) -> bool:
    """Tell whether two terms have the same words, a word left out or misspelled, and none quite another."""
    if len(words) == len(others):
        pairs = zip(words, others, strict=True)
        return all(one == other or nearest(one, [other]) for one, other in pairs)
    left = iter(others)
    return 1 < len(words) < len(others) and all(word in left for word in words)
