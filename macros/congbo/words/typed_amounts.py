"""Typed amounts: a number as clerks write it, with units, in groups, in words, as a sum.

What is offered for it is the same number in the accepted form; where several could be meant, or something
had to be computed, nothing is offered but the way to write it.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from congbo.words.spelling import fold


class How(Enum):
    """In what other way a number was typed."""

    UNREAD = "no number at all"
    NUMBER = "a number"
    ABOUT = "a number with a word such as `about`, `over`, `at most` before it"
    LETTERS = "letters that look like digits"
    NONE = "a word or sign for nothing"
    FORMULA = "a sum or a formula"
    SEVERAL = "more than one number"
    WORDS = "a number in words"


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """A number as it was typed; `value` is None where none can be read in one way.

    `percent` says that a per cent sign stood behind it, `currency` the code of a foreign currency, `per`
    what it is charged for (`/hồ sơ`), `rest` any other words.
    """

    how: How
    value: Decimal | None = None
    percent: bool = False
    currency: str = ""
    per: str = ""
    rest: str = ""


NOTHING = frozenset(
    {"khong", "khong co", "khong phat sinh", "chua phat sinh", "-", "--", "–", "—", "none", "nil"}
)
"""How clerks write that there is none of something, folded."""

_DIGIT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "khong mot hai ba bon tu nam lam sau bay tam chin muoi chuc tram linh le nghin ngan trieu ty ti"
        " ruoi nua dong chan",
    )
)
_LETTERS = str.maketrans("OoQlI|", "000111")
_BESIDE_DIGIT = re.compile(r"\d[OoQlI|]|[OoQlI|]\d")
_MAY_BE_A_UNIT = re.compile(r"[lI|]\W*$")
_NUMBER = r"\d+(?:[.,]\d+)*(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?"
_ABOUT = re.compile(
    r"^(?:khoang|hon|gan|tren|duoi|it hon|nhieu hon|khong qua|toi da|toi thieu|it nhat|nhieu nhat|chung|uoc"
    r"|tam|du kien|[~<>≈≤≥]=?) ?"
)
_BEFORE = re.compile(r"(\$|[a-z]{3}|vnđ) ?(?=\d)")
_LABEL = re.compile(r"^(?:nam|so|thu|muc|tong|tong so|tong cong|cong|la)[: ]+(?=\d)")
_FORMULA = re.compile(r"^=|^[\d\s.,()]+[+*×:/][\d\s.,+*×:/()-]+$")
_SEVERAL = re.compile(rf"{_NUMBER}\D{{0,20}}?(?:[-–;&]|, | den | va | hoac | to )[^\d(]{{0,20}}{_NUMBER}")
_SCALES = {
    "k": 3,
    "nghin": 3,
    "ngan": 3,
    "ngin": 3,
    "trieu": 6,
    "tr": 6,
    "ty": 9,
    "ti": 9,
}
_BEHIND = re.compile(rf"({_NUMBER}) ?(?:({'|'.join(_SCALES)})(?![a-z]))?")
_CURRENCIES = {
    "usd": "USD",
    "$": "USD",
    "do la": "USD",
    "do": "USD",
    "eur": "EUR",
    "euro": "EUR",
    "jpy": "JPY",
    "yen": "JPY",
    "cny": "CNY",
    "gbp": "GBP",
    "lak": "LAK",
    "kip": "LAK",
    "thb": "THB",
    "bat": "THB",
}
_DONG = re.compile(r"^(?:dong viet nam|dong|vnd|vnđ|d)(?![a-z])\.?")


def typed_amount(text: str) -> TypedAmount:
    """Return what number was typed, as far as it can be read in one way."""
    plain = re.sub(r"[ \t\u00a0\u202f]+", " ", fold(text)).strip()
    if plain in NOTHING:
        return TypedAmount(How.NONE)
    if _FORMULA.search(plain):
        return TypedAmount(How.FORMULA)
    bare = _LABEL.sub("", re.sub(r"\([^()]*\)", "", plain)).strip()
    if _SEVERAL.search(bare):
        return TypedAmount(How.SEVERAL)
    if (before := _BEFORE.match(bare)) and before[1] in _CURRENCIES:
        bare = f"{bare[before.end() :]} {before[1]}"
    digits = re.sub(r"\s+", "", text).translate(_LETTERS)
    if _BESIDE_DIGIT.search(text) and re.fullmatch(_NUMBER, digits):
        return TypedAmount(How.LETTERS, None if _MAY_BE_A_UNIT.search(text) else _value(digits))
    about = _ABOUT.match(bare)
    start = bare[about.end() :] if about else bare
    if (match := _BEHIND.match(start)) and (value := _value(match[1])) is not None:
        found = _with_rest(How.ABOUT if about else How.NUMBER, value, match[2], start[match.end() :].strip())
        return replace(found, per=text[text.rindex("/") :].strip()) if found.per and "/" in text else found
    if re.fullmatch(_NUMBER, digits):
        return TypedAmount(How.LETTERS, _value(digits))
    words = re.findall(r"[a-z]+", plain)
    if words and all(word in _DIGIT_WORDS for word in words[:2]):
        return TypedAmount(How.WORDS)
    return TypedAmount(How.UNREAD)


def _with_rest(how: How, value: Decimal, scale: str | None, rest: str) -> TypedAmount:
    if scale:
        value *= 10 ** _SCALES[scale]
    if rest.startswith(("%", "phan tram")):
        return TypedAmount(how, value, percent=True)
    rest = _DONG.sub("", rest).strip()
    currency = next(
        (code for word, code in _CURRENCIES.items() if re.match(rf"{re.escape(word)}\b|^\$", rest)), ""
    )
    per = rest if rest.startswith("/") else ""
    if any(letter.isdigit() for letter in rest) or (len(rest) == 1 and rest.isalpha() and not scale):
        return TypedAmount(How.UNREAD)
    return TypedAmount(how, value, currency=currency, per=per, rest=rest)


def _value(text: str) -> Decimal | None:
    """Return the number of digits with points, commas or spaces in it; None where it is none."""
    joined = re.sub(r"[ \u00a0\u202f](?=\d{3}(?!\d))", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", joined):
        joined = joined.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", joined):
        joined = joined.replace(",", "")
    elif re.fullmatch(r"\d+,\d+", joined):
        joined = joined.replace(",", ".")
    return Decimal(joined) if re.fullmatch(r"\d+(?:\.\d+)?", joined) else None


def plainly(value: Decimal) -> str:
    """Return the number as records have it: no zeros behind, a point before the fraction."""
    return f"{value:f}" if value % 1 else str(int(value))
