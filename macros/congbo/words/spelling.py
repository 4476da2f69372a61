"""Spelling: the forms of a text that count as the same, and the word that was probably meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

# Zero-width and other invisible characters that copying from Word or a web page brings along.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PLACEHOLDER = re.compile("\ue000\\d*\ue001")
_SPACES = re.compile(r"\s+")
_STROKE = str.maketrans("đĐ", "dD")
# 1.012353.000.00.00.H99 (to 2025) and 1.012353.H99 (from 2026): the agency's identifier after the code.
_PROVINCIAL_SUFFIX = re.compile(r"^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.H\d{2})?(?:\.\d{2})?$")


_KEPT = 10_000
"""How many forms of identifiers and names are kept: records name the same ones over and over."""
LONGEST_WORD = 200  # characters: what is longer is no slip of a name


_FIRST_MARK = "\u0300"
"""No letter before it is combined with another."""
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def fold(text: str) -> str:
    """Return the text as typed without diacritics, in lower case: `Đăng ký` becomes `dang ky`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKE))
    kept = [one for one in decomposed if one < _FIRST_MARK or not unicodedata.combining(one)]
    return "".join(kept).lower()


def fold_keeping_case(text: str) -> str:
    """Return the text without diacritics, letter case kept: `TTr-QĐ` becomes `TTr-QD`."""
    return "".join(plain.upper() if letter.isupper() else plain for letter in text for plain in fold(letter))


def slug(text: str, separator: str = "-") -> str:
    """Return an ASCII anchor for a heading; unlike the usual slug it keeps đ as d.

    What a macro will put into the heading is left out: an address does not change with a figure.
    """
    text = _PLACEHOLDER.sub("", text)
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


@lru_cache(maxsize=_KEPT)
def same_form(text: str) -> str:
    """Return the form in which two spellings of one identifier are equal.

    Composed and decomposed letters, full-width letters, no-break spaces and invisible characters are
    differences that nobody sees, so they never make two things out of one.
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))).strip().casefold()


@lru_cache(maxsize=_KEPT)
def body_form(name: str) -> str:
    """Return the form in which two ways of writing a body's name are equal: `Uỷ ban`, `Ủy ban.`.

    Case, spaces, the full stop at the end and the letter that carries a syllable's tone do not count.
    """
    words = unicodedata.normalize("NFD", same_form(name).rstrip(" .")).split(" ")
    return " ".join(_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in words)


def national_code(code: str) -> str:
    """Return the national part of a procedure's code, without the province's or service's suffix."""
    plain = same_form(code).upper().replace(" ", "")
    match = _PROVINCIAL_SUFFIX.match(plain)
    return match.group(1) if match else plain


def numbers_in(text: str) -> list[str]:
    """Return the numbers in a text in order, without zeros before them, with a letter behind: `06a`."""
    found = re.findall(r"\d+(?:[a-z](?![a-z]))?", fold(text))
    return [number.lstrip("0") or "0" for number in found]


def nearest(word: str, candidates: Iterable[str]) -> str:
    """Return the Vietnamese question that offers the candidate nearest to the word, or an empty text.

    A number is right or unknown: what has other numbers is never near.
    """
    if len(word) > LONGEST_WORD:
        return ""
    numbers = sorted(numbers_in(word))
    same = (candidate for candidate in candidates if sorted(numbers_in(candidate)) == numbers)
    by_fold = {fold(candidate): candidate for candidate in same}
    close = get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return f"Có phải “{by_fold[close[0]]}”?" if close else ""
