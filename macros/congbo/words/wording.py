"""Wording: numbers, dates and lists as they stand in Vietnamese official prose."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from textwrap import shorten

THIN_SPACE = "\u202f"
BLANK = "\u00a0" * 8
"""Room for the pen where a part of a document's head is not known."""
_KEPT = 5_000
"""How many numbers and days are kept in words: a register says the same few of them over and over."""
_MONEY = str.maketrans(",.", ".,")


@lru_cache(maxsize=_KEPT)
def number(value: Fraction | Decimal | int, decimals: int = 1) -> str:
    """Return the number with a decimal comma and thin groups of thousands: `1 247`, `87,5`.

    Rounded half up to `decimals` places; zeros at the end are left out, so 100 stays `100`.
    """
    exact = Fraction(value)
    step = Decimal(1).scaleb(-decimals)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    part = part.rstrip("0")
    sign = "-" if rounded < 0 else ""
    grouped = sign + f"{abs(int(whole)):,}".replace(",", THIN_SPACE)
    return f"{grouped},{part}" if part else grouped


@lru_cache(maxsize=_KEPT)
def count(value: Fraction | Decimal | int, decimals: int = 1) -> str:
    """Return a count as prose has it, with two digits at least: `06`, `56`; nothing is `0`."""
    return f"{int(value):02d}" if 0 < value < 10 and value == int(value) else number(value, decimals)


def percent(value: Fraction | Decimal | int, decimals: int = 1) -> str:
    """Return a percentage as prose has it: `87,5%`."""
    return f"{number(value, decimals)}%"


def money(amount: Decimal | int, currency: str = "VND") -> str:
    """Return an amount: `2.000.000 đồng`, `30,5 USD`, grouped with points as on Vietnamese receipts."""
    grouped = f"{amount:,}".translate(_MONEY)
    return f"{grouped} {'đồng' if currency == 'VND' else currency}"


@lru_cache(maxsize=_KEPT)
def short_date(day: date) -> str:
    """Return the day as in citations: `05/02/2024`."""
    return f"{day:%d/%m/%Y}"


_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def weekday(day: date) -> str:
    """Return what the day of the week is called: `thứ hai`, `chủ nhật`."""
    return _WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """Return the day as in official texts: `05 tháng 02 năm 2024`, `21 tháng 6 năm 2024`.

    Days below 10 and months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def day(when: date, form: str) -> str:
    """Return the day in a form that a page may ask for: `long` or `short`."""
    return long_date(when) if form == "long" else short_date(when)


def signing_date(when: date, *, known: bool) -> str:
    """Return the date of signing as in a document's head; an unknown day and month are left to the pen."""
    return f"ngày {long_date(when)}" if known else f"ngày {BLANK} tháng {BLANK} năm {when.year}"


def span(start: date, end: date) -> str:
    """Return a period: `từ 01/01/2024 đến 20/07/2024`."""
    return f"từ {short_date(start)} đến {short_date(end)}"


def period_name(start: date, end: date) -> str:
    """Return what a period is called: `quý II năm 2024`, `6 tháng đầu năm 2024`, else its two days.

    A month, a quarter, a half year and a year have names of their own; months from January on are counted.
    """
    last_day = (end + timedelta(days=1)).day == 1
    if start.day == 1 and last_day and start.year == end.year:
        months = end.month - start.month + 1
        quarter = ("I", "II", "III", "IV")[(end.month - 1) // 3]
        year = f"năm {start.year}"
        if months == 12:
            return year
        if months == 1:
            return f"tháng {start.month} {year}"
        if months == 3 and end.month % 3 == 0:
            return f"quý {quarter} {year}"
        if start.month == 1:
            return f"{months} tháng đầu {year}"
        if (start.month, end.month) == (7, 12):
            return f"6 tháng cuối {year}"
    return span(start, end)


def listing(words: Sequence[str]) -> str:
    """Return the words as a list in a sentence: `a, b và c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} và {words[-1]}"


def first_of(names: Sequence[str], most: int, what: str = "mục") -> str:
    """Return the first names, and how many more there are: `a, b và 3 mục khác`."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" và {more} {what} khác" if more > 0 else "")


def at_most(text: str, letters: int, end: str = "…") -> str:
    """Return a text on one line, cut behind a word with an `end` where it has more letters than that."""
    plain = " ".join(text.split())
    return plain if len(plain) <= letters else shorten(plain, letters, placeholder=end)


def closed(words: Sequence[str]) -> list[str]:
    """Return the words as lines of an official list: each ends in a semicolon, the last in a full stop."""
    return [f"{word}{'.' if place == len(words) else ';'}" for place, word in enumerate(words, start=1)]


def sentence(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
