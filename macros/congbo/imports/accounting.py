"""Accounting: which words of a source are in none of the values made of it; so that nothing is lost unseen.

Both sides are compared without spaces, case and bullets, because mending and dividing change these alone.
What the values say in a form of their own (`3 Ngày làm việc` is a number and a unit) is given as `said`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_LEAST = 6
"""Shorter matches may be chance."""
_SHORT = 12
"""A value so short is looked for as a whole."""
_BACK = 24
_LONGEST_WORD = 20
_SIGNS = r"\s\-–+*;,.:()“”\"'…|/"
_PASSED_OVER = re.compile(f"[{_SIGNS}]+")
_KEPT = re.compile(f"[^{_SIGNS}]+")
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is held of an entry: its values' letters, and the words that are said in another form."""

    held: str
    own: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str], said: Iterable[str] = ()) -> "Ledger":
        """Return the ledger of values and of what they say in a form of their own."""
        plain = [_plain(value) for value in values]
        own = {_plain(one) for one in said} | {value for value in plain if len(value) <= _SHORT}
        return cls(_BETWEEN.join(plain), tuple(sorted(own - {""}, key=len, reverse=True)))

    def lost(self, text: str) -> list[str]:
        """Return the words of a text, as they stand in it, that are not held."""
        letters, places = _with_places(text)
        missing = [False] * len(letters)
        at = 0
        while at < len(letters):
            end = self._covered(letters, at)
            for back in range(1, min(_BACK, at) + 1) if end == at else ():
                # a match may have run into the words behind it: “…M” of “Mã thủ tục”
                end = max(end, self._covered(letters, at - back))
                if end > at:
                    break
            if end <= at:
                missing[at] = True
                end = at + 1
            at = end
        return list(_spans(text, places, missing))

    def _covered(self, letters: str, at: int) -> int:
        """Return up to where what begins at a place is held or said."""
        length = _longest(letters, at, self.held)
        if length < _LEAST:
            length = 0
        return at + max(length, next((len(one) for one in self.own if letters.startswith(one, at)), 0))


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a value of front matter."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
    elif value is not None:
        yield str(value)


def _plain(text: str) -> str:
    return _PASSED_OVER.sub("", text).lower()


def _with_places(text: str) -> tuple[str, list[int]]:
    """Return the letters that count in small letters, and the place of each in the text."""
    small = text.lower()
    small = small if len(small) == len(text) else text
    places = [place for run in _KEPT.finditer(small) for place in range(*run.span())]
    return _PASSED_OVER.sub("", small), places


def _longest(letters: str, at: int, held: str) -> int:
    """Return how many letters from a place on stand together in what is held."""
    if letters[at : at + 1] not in held:
        return 0
    low, high = 1, 2
    while high <= len(letters) - at and letters[at : at + high] in held:
        low, high = high, high * 2
    high = min(high, len(letters) - at + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if letters[at : at + middle] in held:
            low = middle
        else:
            high = middle
    return low


def _spans(text: str, places: list[int], missing: list[bool]) -> Iterator[str]:
    """Yield the words of a text that have missing letters; words side by side are one."""
    start = end = -1
    for index, place in enumerate(places):
        if not missing[index] or place < end:
            continue
        first, last = _word(text, place)
        if start >= 0 and not any(sign.isalnum() for sign in text[end:first]):
            end = last
            continue
        if start >= 0:
            yield text[start:end]
        start, end = first, last
    if start >= 0:
        yield text[start:end]


def _word(text: str, place: int) -> tuple[int, int]:
    """Return where the word at a place begins and ends."""
    start, end = place, place + 1
    while start > 0 and text[start - 1].isalnum() and place - start < _LONGEST_WORD:
        start -= 1
    while end < len(text) and text[end].isalnum() and end - place < _LONGEST_WORD:
        end += 1
    return start, end
