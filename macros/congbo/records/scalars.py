"""Scalars: typed values read from text, each refusing what it does not accept in words for editors.

The type of every error raised here is the id of a rule; its context becomes the message.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from congbo.records.meant import (
    clock,
    decimal_number,
    grouped_number,
    half_number,
    money,
    term,
    whole_number,
    yes_or_no,
)
from congbo.words.look_alikes import odd_in_symbol
from congbo.words.typed_days import EARLIEST_YEAR, LATEST_YEAR, TypedDay, last_of, of_signing, typed_day

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_COUNT = re.compile(r"\d+")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ADDRESS = re.compile(
    r"https://(?:[\w-]+\.)+(?=[\w-]*[^\W\d_])[\w-]+(?::\d{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NOT_BELOW_NOTHING = "Hãy bỏ dấu trừ nếu gõ thừa, không thì xem lại số ở nguồn"
SAFE_ADDRESS = "phải là địa chỉ bắt đầu bằng “https://” và một tên miền, không có dấu cách"
LONGEST_TEXT = 50_000  # characters; the longest text of the national portal has 44,590
LONGEST_ID = 100
LONGEST_SYMBOL = 60  # of a document's number or a procedure's code
LONGEST_NUMBER = 15  # characters; a longer one is a slip, and is no exact number in a spreadsheet


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a key whose value is the id of another record; `target` is the kind of that record."""

    target: str


def refuse(
    rule: str, message: str, hint: str = "", *, at: int = 0, unknown: bool = False
) -> PydanticCustomError:
    """Return the error of one value; `message` is Vietnamese and ready to print.

    `at` is the place in the value, from 0, of what is wrong; `unknown` says that nothing can be offered, so
    that a key which may be left out had better be.
    """
    context = {"said": message, "hint": hint, "at": at, "unknown": unknown}
    return PydanticCustomError(rule, "{said}", context)


def parse_text(value: object) -> str:
    """Return the text without outer space; refuses a list or a group of keys, and what no line can hold."""
    if not isinstance(value, str):
        raise refuse("wrong-type", f"phải là một dòng chữ (đang là {shape(value)})")
    return _of_length(value.strip(), LONGEST_TEXT)


def _of_length(text: str, most: int) -> str:
    if len(text) > most:
        raise refuse("too-long", f"phải dài không quá {most} ký tự (đang có {len(text)} ký tự)")
    return text


def parse_plain(value: object) -> str:
    """Return a text of plain letters, digits and signs: one that is compared, not read.

    What only looks like one of them, such as a hyphen that does not break, is refused by name.
    """
    return _plain(parse_text(value), " ")


def parse_id(value: object) -> str:
    """Return an id: plain, and no longer than a file's name may be."""
    return _of_length(_plain(parse_text(value), ""), LONGEST_ID)


def parse_symbol(value: object) -> str:
    """Return the number and symbol of a document, or a code."""
    return _of_length(_plain(parse_text(value), ""), LONGEST_SYMBOL)


def _plain(text: str, space: str) -> str:
    odd = odd_in_symbol(text, space)
    if odd:
        raise refuse("symbol-letters", f"có {odd.said}", f"Hãy viết “{odd.mended}”", at=odd.start)
    return text


def parse_date(value: object) -> date:
    """Return the day; only YYYY-MM-DD is accepted, because 03/05/2024 may be read in two ways."""
    text = parse_plain(value)
    match = _DATE.fullmatch(text)
    if not match:
        raise _other_date(text)
    year, month, day = (int(part) for part in match.groups())
    if why := _no_day(year, month, day):
        hint = _offered_day(typed_day(text)) or "Hãy xem lại ngày trên văn bản"
        raise refuse("date-impossible", f"{why} (đang là '{text}')", hint)
    return date(year, month, day)


def _no_day(year: int, month: int, day: int) -> str:
    """Return what a day must have that three numbers do not give, or nothing."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return f"phải có năm từ {EARLIEST_YEAR} đến {LATEST_YEAR}"
    if not 1 <= month <= 12:
        return "phải có tháng từ 01 đến 12"
    last = last_of(year, month)
    if not 1 <= day <= last:
        return f"phải là ngày có thật: tháng {month}/{year} có các ngày từ 01 đến {last}"
    return ""


def _other_date(text: str) -> PydanticCustomError:
    """Return the error of what is no day in the accepted form."""
    typed = typed_day(text)
    if typed.impossible and (why := _no_day(*typed.impossible)):
        hint = "Hãy xem lại ngày trên văn bản, rồi viết dạng NĂM-THÁNG-NGÀY"
        return refuse("date-impossible", f"{why} (đang là '{text}')", hint)
    message = "phải là ngày dạng NĂM-THÁNG-NGÀY"
    if typed.lacks:
        message += f", còn thiếu {typed.lacks}"
    elif typed.serial:
        message += ", không phải số mà Excel ghi thay cho ngày"
    elif typed.letters:
        message += ", không có chữ cái thay cho chữ số"
    hint = "Hãy chỉ giữ một ngày, ví dụ 2024-02-05" if typed.many else _offered_day(typed)
    if not hint and of_signing(text):
        hint = "Là chính ngày ban hành thì xoá dòng này, hoặc viết ngày đó ra"
    return refuse(
        "date-form", f"{message} (đang là '{text}')", hint or "Ví dụ: 2024-02-05.", unknown=not typed.day
    )


def _offered_day(typed: TypedDay) -> str:
    return f"Có phải “{typed.day.isoformat()}”?" if typed.day else ""


def parse_count(value: object) -> int:
    """Return a whole number, zero or more; refuses points and commas, which Vietnamese reads otherwise."""
    text = parse_plain(value)
    return _whole(text, whole_number(text) if not _COUNT.fullmatch(text) else "")


def _whole(text: str, hint: str) -> int:
    if re.match(r"-\d", text):
        raise refuse("negative-count", f"không được âm (đang là '{text}')", _NOT_BELOW_NOTHING)
    if not _COUNT.fullmatch(text):
        message = f"phải là số nguyên viết liền, ví dụ 1247 (đang là '{text}')"
        raise refuse("wrong-type", message, hint, unknown=not hint)
    return int(_of_possible_length(text))


def parse_number(value: object) -> Decimal:
    """Return a decimal number written with a point, as in 87.5; refuses 1.247, which may be 1247."""
    text = parse_plain(value)
    if not _NUMBER.fullmatch(text):
        raise refuse(
            "wrong-type",
            f"phải là số, phần thập phân viết sau dấu chấm, ví dụ 87.5 (đang là '{text}')",
            decimal_number(text),
            unknown=not decimal_number(text),
        )
    if not text.startswith("0") and grouped_number(text):
        raise refuse(
            "wrong-type",
            f"phải là số chỉ đọc được một cách: 1247, hoặc 1.2470 nếu là số thập phân (đang là '{text}')",
            grouped_number(text),
        )
    if text.startswith("-"):
        raise refuse("negative-count", f"không được âm (đang là '{text}')", _NOT_BELOW_NOTHING)
    return Decimal(_of_possible_length(text))


def parse_amount(value: object) -> int | Decimal:
    """Return a whole number or one and a half of something, as in 1.5; a whole number is an int."""
    text = parse_plain(value)
    if _COUNT.fullmatch(text):
        return parse_count(text)
    amount = parse_number(text)
    if amount % 1 == 0:
        return int(amount)
    if amount % Decimal("0.5"):
        message = f"phải là số nguyên hoặc có một nửa, ví dụ 5 hoặc 1.5 (đang là '{text}')"
        raise refuse("wrong-type", message, half_number(amount))
    return amount


def parse_year(value: object) -> int:
    """Return a year in four digits."""
    year = parse_count(value)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        message = f"phải có năm từ {EARLIEST_YEAR} đến {LATEST_YEAR} (đang là '{year}')"
        raise refuse("date-impossible", message, "Hãy viết năm đủ bốn chữ số, ví dụ 2024")
    return year


def parse_money(value: object) -> int | Decimal:
    """Return an amount of money: whole, or in a currency that has cents with a point, as in 30.5."""
    text = parse_plain(value)
    if not re.fullmatch(r"\d+[.,]\d{1,2}", text):
        return _whole(text, money(text) if not _COUNT.fullmatch(text) else "")
    amount = parse_number(text)
    return int(amount) if amount % 1 == 0 else amount


def parse_clock(value: object) -> str:
    """Return a time of day as HH:MM."""
    text = parse_plain(value)
    if not _CLOCK.fullmatch(text):
        raise refuse("wrong-type", f"phải là giờ dạng GIỜ:PHÚT, ví dụ 15:00 (đang là '{text}')", clock(text))
    return text


def parse_span(value: object) -> str:
    """Return a span of a day as HH:MM-HH:MM, the later time second."""
    text = parse_plain(value)
    opens, _, closes = text.partition("-")
    if not (_CLOCK.fullmatch(opens) and _CLOCK.fullmatch(closes) and opens < closes):
        raise refuse("wrong-type", f"phải là khoảng giờ, ví dụ 07:30-11:30 (đang là '{text}')")
    return text


def _of_possible_length(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise refuse(
            "wrong-type", f"phải là số không quá {LONGEST_NUMBER} chữ số (đang có {len(text)} chữ số)"
        )
    return text


def parse_yes_no(value: object) -> bool:
    """Return True for `có` and False for `không`."""
    text = parse_plain(value)
    if text not in ("có", "không"):
        raise refuse("wrong-type", f"phải là “có” hoặc “không” (đang là '{text}')", yes_or_no(text))
    return text == "có"


def parse_address(value: object) -> str:
    """Return the address of a page: it begins with https:// and a host that has a name."""
    text = parse_text(value)
    if not is_address(text):
        raise refuse("link-address", f"{SAFE_ADDRESS} (đang là '{text[:100]}')")
    return text


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page that is safe to follow."""
    return _ADDRESS.fullmatch(text) is not None


def parse_list(value: object) -> object:
    """Return a list; a single line stands for a list of one, none for an empty one."""
    return ([value] if value else []) if isinstance(value, str) else value


def short(value: tuple[str, ...]) -> object:
    """Return a list as an editor would write it: one of a single item as that item."""
    return value[0] if len(value) == 1 else value


SHORT = PlainSerializer(short)
"""Marks a list that data have in that form."""


def term_of(value: object, terms: list[str], meant: Callable[[str, list[str]], str] = term) -> str:
    """Return the one of the terms that is written; an unknown one is told with what was `meant`."""
    text = parse_plain(value)
    if text not in terms:
        accepted = ", ".join(f"“{term}”" for term in terms)
        raise refuse("unknown-term", f"phải là một trong {accepted} (đang là '{text}')", meant(text, terms))
    return text


def choice(vocabulary: type[StrEnum], meant: Callable[[str, list[str]], str] = term) -> BeforeValidator:
    """Return the validator of a closed list of terms; an unknown one is told with what was `meant`."""

    terms = {str(term): term for term in vocabulary}

    def parse(value: object) -> StrEnum:
        if type(value) is str and value in terms:
            return terms[value]
        return terms[term_of(value, list(terms), meant)]

    return BeforeValidator(parse)


def _validated(parse: Callable[[object], object]) -> BeforeValidator:
    return BeforeValidator(parse)


Text = Annotated[str, _validated(parse_text)]
Id = Annotated[str, _validated(parse_id)]
Symbol = Annotated[str, _validated(parse_symbol)]
Date = Annotated[date, _validated(parse_date)]
Count = Annotated[int, _validated(parse_count)]
Number = Annotated[Decimal, _validated(parse_number)]
Amount = Annotated[int | Decimal, _validated(parse_amount)]
Money = Annotated[int | Decimal, _validated(parse_money)]
Address = Annotated[str, _validated(parse_address)]
Clock = Annotated[str, _validated(parse_clock)]
Span = Annotated[str, _validated(parse_span)]
YesNo = Annotated[bool, _validated(parse_yes_no)]

DocumentId = Annotated[Id, Reference("document")]
FieldId = Annotated[Id, Reference("field")]
OrganisationId = Annotated[Id, Reference("organisation")]
ProcedureId = Annotated[Id, Reference("procedure")]
ReportId = Annotated[Id, Reference("report")]

Ids = Annotated[tuple[Id, ...], _validated(parse_list)]
Texts = Annotated[tuple[Text, ...], _validated(parse_list)]
Spans = Annotated[tuple[Span, ...], _validated(parse_list)]
Year = Annotated[int, _validated(parse_year)]
Years = Annotated[tuple[Year, ...], _validated(parse_list)]
DocumentIds = Annotated[tuple[DocumentId, ...], _validated(parse_list)]
FieldIds = Annotated[tuple[FieldId, ...], _validated(parse_list)]
OrganisationIds = Annotated[tuple[OrganisationId, ...], _validated(parse_list)]
ProcedureIds = Annotated[tuple[ProcedureId, ...], _validated(parse_list)]


def shape(value: object) -> str:
    """Return what a value is when it is no text."""
    return "một danh sách" if isinstance(value, list) else "một nhóm khoá"
