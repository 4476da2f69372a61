"""Typed days: a day as clerks write it instead of NĂM-THÁNG-NGÀY, and what may be offered for it.

Only what can be read in one way is offered: the same day in the accepted form, never another one. In
Vietnamese the day stands before the month; a number that no month has is the day wherever it stands.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from congbo.words.spelling import fold

EARLIEST_YEAR = 1945  # the year the state was founded: nothing it issued is older
LATEST_YEAR = 2100  # nothing that an agency plans is later

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "mot|jan|january|i",
            "hai|feb|february|ii",
            "ba|mar|march|iii",
            "tu|bon|apr|april|iv",
            "nam|may|v",
            "sau|jun|june|vi",
            "bay|jul|july|vii",
            "tam|aug|august|viii",
            "chin|sep|sept|september|ix",
            "muoi|oct|october|x",
            "muoi mot|nov|november|xi",
            "muoi hai|dec|december|xii",
        ),
        start=1,
    )
    for word in words.split("|")
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SEPARATOR = r" ?[-/., ] ?"
_AROUND = (
    re.compile(
        r"^(?:(?:ke tu|tu|den het|den|het|cuoi|dau|truoc|sau|trong|ky|ban hanh|vao)[: ]+)*"
        r"(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn),? ?)?(?:(?:ngay|mung|mong)[: ]+)*"
    ),
    re.compile(r"(?:[t ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z| ?[ap]m)?)$|[.;,]$"),
)
_NUMBERS = re.compile(rf"(\d{{1,4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,4}})")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(
    rf"(\d{{1,2}})(?: ?[-/ ] ?)(?:thang )?(\d{{1,2}}|{_NAMED})[-/, ]+(?:nam )?(\d{{4}}|\d{{2}})"
    r"|(?P<month>[a-z]+) (?P<day>\d{1,2}),? (?P<year>\d{4})"
)
_SPELT = re.compile(rf"\d{{1,2}} thang (?:\d{{1,2}}|{_NAMED}) nam \d{{4}}")
_PART = re.compile(
    rf"(?:thang )?(?:\d{{1,2}}|{_NAMED}){_SEPARATOR}(?:nam )?\d{{4}}|\d{{4}}{_SEPARATOR}\d{{1,2}}"
)
_YEAR = re.compile(r"(?:nam )?\d{4}")
_DAY_AND_MONTH = re.compile(rf"\d{{1,2}}(?:{_SEPARATOR}| thang )(?:\d{{1,2}}|{_NAMED})")
_SPAN = re.compile(r"(?:quy [ivx1-4]+|\d{1,2} thang (?:dau|cuoi))[/ -]+(?:nam )?\d{4}")
_OF_SIGNING = re.compile(r"\bngay (?:ky|ban hanh)\b")
_SERIAL = re.compile(r"[2-6]\d{4}")
_DIGITS = str.maketrans("OoQlI|", "000111")
_CENTURY = "hai chữ số đầu của năm"


@dataclass(frozen=True, slots=True)
class TypedDay:
    """A day as it was typed: the `day` that is meant, or why there is none.

    `impossible` are year, month and day that no calendar has; `lacks` what of a day is not there; `serial`
    says that a spreadsheet's number of the day stands there, `letters` that letters stand for digits.
    """

    day: date | None = None
    impossible: tuple[int, int, int] | None = None
    lacks: str = ""
    serial: bool = False
    letters: bool = False
    many: bool = False


def typed_day(text: str) -> TypedDay:
    """Return what day was typed, as far as it can be read in one way."""
    plain = re.sub(r"\s+", " ", re.sub(r"\([^()]*\)", "", fold(text))).strip()
    for around in _AROUND:
        plain = around.sub("", plain).strip()
    if found := _read(plain):
        return found
    if _YEAR.fullmatch(plain):
        return TypedDay(lacks="tháng và ngày")
    if _PART.fullmatch(plain):
        return TypedDay(lacks="ngày")
    if _DAY_AND_MONTH.fullmatch(plain):
        return TypedDay(lacks="năm")
    if re.fullmatch(r"\d{1,2}", plain):
        return TypedDay(lacks="tháng và năm")
    if _SPAN.fullmatch(plain):
        return TypedDay(lacks="tháng và ngày")
    if _SERIAL.fullmatch(plain):
        return TypedDay(date(1899, 12, 30) + timedelta(days=int(plain)), serial=True)
    digits = re.sub(r"\s+", "", text).translate(_DIGITS)
    mistaken = _read(digits) if re.fullmatch(r"[\d/.-]+", digits) and digits != text else None
    if mistaken:
        return TypedDay(mistaken.day, mistaken.impossible, letters=True)
    days = re.findall(rf"(?<![\d/.-])(?:{_NUMBERS.pattern})(?![\d/.-])", plain)
    return TypedDay(many=len(days) > 1 or re.match(r"\d{1,2} ?- ?\d{1,2}/", plain) is not None)


def of_signing(text: str) -> bool:
    """Tell whether a text says that the day is that of signing, without saying which that is."""
    return _OF_SIGNING.search(" ".join(fold(text).split())) is not None


def day_in(text: str) -> date | None:
    """Return the only day that stands somewhere in a text, as in `Quyết định số … ngày 10/7/2024`."""
    plain = re.sub(r"\s+", " ", fold(text))
    behind = [part for part in re.split(r"\bngay ", plain)[1:] if part[:1].isdigit()]
    for part in behind if len(behind) == 1 else ():
        match = _NUMBERS.match(part) or _WORDS.match(part)
        found = _read(match.group()) if match else None
        return found.day if found else None
    return None


def days_in(text: str) -> tuple[date, ...]:
    """Return the days that stand in a text, in its order; none where one of them cannot be read."""
    plain = re.sub(r"\s+", " ", fold(text))
    found = [_read(match.group()) for match in re.finditer(f"{_NUMBERS.pattern}|{_SPELT.pattern}", plain)]
    return tuple(one.day for one in found if one and one.day)


def last_of(year: int, month: int) -> int:
    """Return the last day of a month."""
    return monthrange(year, month)[1]


def _read(plain: str) -> TypedDay | None:
    if match := _NUMBERS.fullmatch(plain):
        first, second, last = match.groups()
        if len(first) == 4:
            return _of(int(first), int(second), int(last)) if len(last) < 3 else None
        if len(first) > 2 or len(last) == 3:
            return None
        return _of(int(last), int(second), int(first)) if len(last) == 4 else TypedDay(lacks=_CENTURY)
    if match := _TOGETHER.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
        return _of(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    if match := _WORDS.fullmatch(plain):
        named, plainly = match.group("day", "month", "year"), match.group(1, 2, 3)
        said, called, in_year = named if named[0] else plainly
        number = int(called) if called.isdigit() else _MONTHS.get(called, 0)
        if not number:
            return None
        return _of(int(in_year), number, int(said)) if len(in_year) > 2 else TypedDay(lacks=_CENTURY)
    return None


def _of(year: int, month: int, day: int) -> TypedDay:
    if month > 12 >= day:
        month, day = day, month
    if 1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= day <= last_of(year, month):
        return TypedDay(date(year, month, day))
    return TypedDay(impossible=(year, month, day))
