"""Same words: a text as words that are the same however their marks are placed: `Hoà`, `hòa`; `quản lí`."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_LAST_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y$|(?<=qu)y$")


def same_words(text: str) -> str:
    """Return the words of a text in lower case, a space around each, so that `in` looks for whole words.

    Accents count, for `mất` is not `mặt`; where a tone stands and whether it is y or i does not. A text
    without a word is empty.
    """
    words = [_same(word) for word in _WORD.findall(unicodedata.normalize("NFC", text).lower())]
    return f" {' '.join(words)} " if words else ""


@lru_cache(maxsize=20_000)  # a register has few words, each of them thousands of times
def _same(word: str) -> str:
    """Return a word with its tone behind it: `hòa` and `hoà` are `hoa` and the same mark."""
    if word.isascii():
        return _LAST_Y.sub("i", word)
    decomposed = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    return _LAST_Y.sub("i", plain) + "".join(_TONE.findall(decomposed))
