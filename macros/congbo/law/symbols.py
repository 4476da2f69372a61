"""Symbols: a document's number and symbol (số, ký hiệu) taken apart once (NĐ 30/2020/NĐ-CP, Phụ lục I).

What a kind of document may be numbered like is data: a form such as `{số}/{loại}-{cơ quan}`, in which

    {số}             the number: digits, perhaps a letter or a point with more, `105a`, `66.19`
    {năm}            the year, in four digits
    {loại}           one of the abbreviations of the kind
    {cơ quan}        the body, perhaps with the units that drafted it and letters in brackets
    {các cơ quan}    bodies that issued it together
    {khóa}           the term of the National Assembly
    {QH}, {CP|TTg}   a body that this form has and no other

and everything else stands for itself. What has none of its kind's forms is kept as printed and is doubtful;
its parts are still read as far as they are clear, so that it can be sorted and a slip in it can be named.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from congbo.words.example import EXAMPLE
from congbo.words.number_names import SYMBOL_NUMBER
from congbo.words.spelling import fold, fold_keeping_case

_NUMBER = rf"(?P<number>{SYMBOL_NUMBER})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BODY = r"[A-ZĐ][A-ZĐƯƠÂÊÔĂa-zđ0-9&]{0,15}"
_LETTERS = r"(?P<suffix>\([A-ZĐ]{1,4}\))?"
_MARKS = {
    "số": _NUMBER,
    "năm": _YEAR,
    "khóa": r"(?P<term>\d{1,2})",
    "cơ quan": rf"(?P<names>{_BODY}(?:-{_BODY}){{0,3}}){_LETTERS}",
    "các cơ quan": rf"(?P<names>{_BODY}(?:-{_BODY}){{0,5}})(?P<suffix>)",
}
_MARK = re.compile(r"\{([^{}]*)\}")
_OWN_BODY = re.compile(r"[A-ZĐ][A-ZĐa-z]*(?:\|[A-ZĐ][A-ZĐa-z]*)*")
_JOINT = "{các cơ quan}"
_KIND = "{loại}"
_PARTY = "{số}-{loại}/"
_CODE = r"(?P<kind>[A-ZĐ][A-ZĐa-zđ]{0,7})"
_NAMES = rf"(?P<names>{_BODY}(?:-{_BODY}){{0,5}})"
_STATE_PARTS = re.compile(rf"{_NUMBER}(?:/{_YEAR})?/{_CODE}(?:-{_NAMES})?{_LETTERS}[-/]?")
_PARTY_PARTS = re.compile(rf"{_NUMBER}-{_CODE}/{_NAMES}{_LETTERS}")
_COUNT = re.compile(r"\d{1,6}(?!\d)")
_ORDER = re.compile(r"(\d{1,6})([A-Za-zĐđ]?)(?:\.(\d{1,3})([a-zđ]?))?")
_FOUR_DIGITS = re.compile(r"\d{4}")
_NO_NAME = re.compile(r"[^A-Za-z0-9.]+")


class FormError(ValueError):
    """A form of numbers that nothing can be read by; says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document's number and symbol.

    `kind` is the abbreviation of the kind as the symbol has it, empty where it has none; `names` are the
    abbreviations of bodies and units behind it, as printed; `suffix` are the letters in brackets at the end,
    as in `411/QĐ-UBND(CT)`, brackets and all; `term` is that of the National Assembly. `joint` says that all
    the names are bodies, `party` that the kind stands before the body. `doubtful` says that the text has
    none of the forms of its kind: its parts are then only what it seems to say.
    """

    text: str
    number: str
    year: int | None = None
    kind: str = ""
    names: str = ""
    suffix: str = ""
    term: str = ""
    joint: bool = False
    party: bool = False
    doubtful: bool = False

    @property
    def count(self) -> int | None:
        """The number as a count, without the letter or point behind it; None where there is none."""
        found = _COUNT.match(self.text)
        return int(found.group()) if found else None

    @property
    def order(self) -> tuple[int, int, str]:
        """What numbers are sorted by: 5, 9, 9a, 66.7, 66.19, 100; without a number, behind them all."""
        found = _ORDER.match(self.text)
        if found is None or self.count is None:
            return 10**6, 0, self.text
        count, letter, point, behind = found.groups(default="")
        return int(count), int(point or 0), letter + behind

    @property
    def pointed(self) -> bool:
        """Whether the number has a point, and so is one of a series of its own."""
        return "." in self.number

    @property
    def bodies(self) -> tuple[str, ...]:
        """The abbreviations of the bodies that issued it."""
        names = tuple(filter(None, self.names.split("-")))
        return names if self.joint else names[:1]

    @property
    def unit(self) -> str:
        """The abbreviation of the unit that drafted it, if it stands behind the body."""
        return "" if self.joint else self.names.partition("-")[2]

    @property
    def file_stem(self) -> str:
        """The text as the beginning of a file's name: without diacritics, hyphens for all signs but points.

        Empty where the text has no letter or digit to begin with.
        """
        return _NO_NAME.sub("-", fold_keeping_case(self.text)).strip("-.")


@dataclass(frozen=True)
class Grammar:
    """What the numbers of a kind of document look like: the abbreviations of the kind, and the forms.

    The first form is the one that editors are shown; a text is read by the one that says the most of it.
    """

    codes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    _patterns: tuple[tuple[str, re.Pattern[str]], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.forms, key=lambda form: ("{cơ quan}" in form, _KIND not in form))
        patterns = tuple((form, _pattern(form, self.codes)) for form in ordered)
        object.__setattr__(self, "_patterns", patterns)

    @property
    def names_kind(self) -> bool:
        """Whether the first form has the kind in it."""
        return any(_KIND in form for form in self.forms[:1])

    def read(self, text: str) -> Symbol:
        """Take a symbol apart; nothing stops it."""
        for form, pattern in self._patterns:
            if found := pattern.fullmatch(text):
                return Symbol(text, joint=_JOINT in form, party=form.startswith(_PARTY), **_parts(found))
        if found := _PARTY_PARTS.fullmatch(text):
            return Symbol(text, party=True, doubtful=True, **_parts(found))
        if found := _STATE_PARTS.fullmatch(text):
            return Symbol(text, doubtful=True, **_parts(found))
        between = text.partition("/")[2].partition("/")[0]
        year = int(between) if _FOUR_DIGITS.fullmatch(between) and between.isascii() else None
        return Symbol(text, text.partition("/")[0], year, doubtful=True)

    def fits(self, text: str) -> bool:
        """Whether a text has one of the forms."""
        return any(pattern.fullmatch(text) for _, pattern in self._patterns)

    @cached_property
    def example(self) -> str:
        """A number of the first form, such as nobody has given; empty without a form."""
        return self.filled(self.forms[0]) if self.forms else ""

    def filled(self, form: str, **parts: str) -> str:
        """Return a number of a form with these parts, named as in `Symbol`; the others are examples."""
        kind = self.codes[0] if self.codes else ""
        values = {"số": "46", "năm": "2024", "loại": kind, "khóa": "15", "cơ quan": EXAMPLE.symbol}
        values |= {"các cơ quan": f"{EXAMPLE.symbol}-STP", **parts}
        return _MARK.sub(lambda mark: values.get(mark[1], mark[1].partition("|")[0]), form)

    def right_form_of(self, text: str) -> str:
        """Return what a text without one of the forms surely meant: the same digits and letters, other signs.

        Empty where that is not sure.
        """
        found = text
        for mend in (*_MENDS, self._with_its_code):
            found = mend(found)
            if found != text and self.fits(found):
                return found
        return ""

    def _with_its_code(self, text: str) -> str:
        """Return a text with the kind in the letters of its abbreviation: `QD` or `qđ` becomes `QĐ`."""
        wrong = self.read(text).kind
        right = next((code for code in self.codes if fold(code) == fold(wrong)), wrong)
        return re.sub(rf"(?<=[/-]){re.escape(wrong)}(?=[/-])", right, text, count=1) if wrong else text


def _parts(found: re.Match[str]) -> dict[str, Any]:
    parts = {key: value or "" for key, value in found.groupdict().items() if key != "year"}
    year = found.groupdict().get("year")
    return {**parts, "year": int(year) if year else None}


def _mend(pattern: str, into: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, into, text)


_MENDS = (
    _mend(r"^(?:[Ss]ố|SỐ)\s*:?\s*", ""),
    _mend(r"\s*([/-])\s*", r"\1"),
    _mend(r"^(\d+)\.(?=/)", r"\1"),
    _mend(r"(?<=[A-ZĐ])\.(?=[A-ZĐ])", "-"),
    _mend(r"^([A-ZĐ][A-ZĐa-zđ]*)/?(\d+)-", r"\2/\1-"),
)
"""Slips of signs that real numbers have, each with its mend; they are tried one upon the other."""


@cache
def _pattern(form: str, codes: tuple[str, ...]) -> re.Pattern[str]:
    kinds = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True))
    pattern = ""
    for literal, mark in zip(_MARK.split(form)[::2], [*_MARK.findall(form), ""], strict=True):
        pattern += re.escape(literal)
        if mark == "loại":
            pattern += rf"(?P<kind>{kinds})"
        elif mark in _MARKS:
            pattern += _MARKS[mark]
        elif _OWN_BODY.fullmatch(mark):
            pattern += rf"(?P<names>{mark})"
        elif mark:
            raise FormError(f"có phần “{{{mark}}}” không hiểu được")
    if "{số}" not in form:
        raise FormError("không có phần “{số}”")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise FormError("có một phần ghi hai lần") from error


ANY = Grammar()
"""The grammar of a kind of which nothing is known: all is doubtful, and read as far as it is clear."""
