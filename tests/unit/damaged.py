"""Vietnamese texts as they stand in the records and pages, and the ways in which such texts are damaged."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from congbo.words.encodings import OLD_ENCODINGS
from congbo.words.syllables import LETTERS

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "records").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
_VALUE = re.compile(r"^\s*(?:- )?(?:[\w-]+: )?")


@cache
def texts(least: int = 3) -> list[str]:
    """The clauses of the site's own texts with at least so many words with diacritics, each once."""
    found = []
    for file in FILES:
        for line in unicodedata.normalize("NFC", file.read_text("utf-8")).split("\n"):
            found += re.split(r"(?<=[.;:,])\s+", re.sub(r"`[^`]*`", "", _VALUE.sub("", line)).strip())
    return [text for text in dict.fromkeys(found) if len(accented(text)) >= least and "`" not in text]


def accented(text: str) -> list[str]:
    """The words of a text that are not ASCII."""
    return [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]


def misread(page: str) -> Callable[[str], str]:
    """UTF-8 taken for a code page, with controls for the bytes that it does not have."""

    def damaged(text: str) -> str:
        return "".join(_shown(byte, page) for byte in text.encode())

    return damaged


def _shown(byte: int, page: str) -> str:
    return bytes([byte]).decode(page, "ignore") or chr(byte)


def _old(name: str) -> Callable[[str], str]:
    encoding = next(one for one in OLD_ENCODINGS if one.name.startswith(name))
    typed = {letter: code for code, letter in reversed(encoding.letters.items())}
    small = {letter: typed[letter.lower()] for letter in LETTERS if letter.lower() in typed}
    return lambda text: "".join({**small, **typed}.get(letter, letter) for letter in text)


OLD = {name: _old(name) for name in ("TCVN3", "VNI", "Windows-1258")}
MISREAD = {page: misread(page) for page in ("cp1252", "cp1258", "latin-1", "mac_roman", "cp437", "cp850")}
MISREAD["twice"] = lambda text: misread("cp1252")(misread("cp1252")(text))
MISREAD["decomposed"] = lambda text: misread("cp1252")(unicodedata.normalize("NFD", text))
LOST: dict[str, Callable[[str], str]] = {
    "ASCII": lambda text: text.encode("ascii", "replace").decode(),
    "replacement": lambda text: re.sub(r"[^\x00-\x7f]", "\ufffd", text),
}
