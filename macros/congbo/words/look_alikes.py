"""Look-alikes: characters that look like others and are none, each with a name for editors and its mend."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from congbo.words.hidden import code
from congbo.words.syllables import LETTERS, is_syllable

# What looks like a Latin letter, by script; the pairs are (looks like it, it).
_CYRILLIC = "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԚQ ԜW аa еe оo рp сc уy хx іi јj ѕs кk һh ԁd ԛq ԝw"
_GREEK = "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo ϲc ϳj"
_OTHERS = "ƉĐ ɖđ ɑa ɡg ՕO օo ցg ԍG ԌG ՏS ᎪA ᏴB ᏟC ᎬE ᎻH ᎢT ᎷM ᏢP ꓮA ꓐB ꓚC ꓓD ꓰE ꓧH ꓗK ꓡL ꓟM ꓠN ꓳO ꓑP ꓢS ꓔT"
_LIKELY = {pair[0]: pair[1] for pair in ["αa", "νv", "ρp", "υu", "τt", "ιi", "κk", "ηn", "σơ", "ıi", "ǎă"]}
"""What looks like a letter only from afar: told where the word is a Vietnamese one with it."""

_ETH = {"Ð": "Đ", "ð": "đ"}
_LOOKS = {pair[0]: pair[1] for pair in f"{_CYRILLIC} {_GREEK} {_OTHERS}".split()}
_SIGNS = dict.fromkeys("‐‑‒–—―−⁃﹣", "-") | dict.fromkeys("⁄∕⧸╱", "/") | dict.fromkeys("․·", ".") | {"∶": ":"}
_SIGN_NAMES = {
    "‐": "gạch nối kiểu in", "‑": "gạch nối không ngắt", "‒": "gạch ngang chữ số", "–": "gạch ngang ngắn",
    "—": "gạch ngang dài", "―": "gạch ngang dài", "−": "dấu trừ", "⁄": "gạch phân số", "∕": "gạch chia",
    "·": "dấu chấm giữa dòng", "․": "dấu chấm dẫn",
    "\u00a0": "dấu cách không ngắt",
}  # fmt: skip
_SCRIPTS = {
    "CYRILLIC": "chữ Kirin", "GREEK": "chữ Hy Lạp", "ARMENIAN": "chữ Armenia", "CHEROKEE": "chữ Cherokee",
    "LISU": "chữ Lisu", "FULLWIDTH": "ký tự bề rộng đôi", "MATHEMATICAL": "chữ kiểu toán học",
    "ARABIC-INDIC": "chữ số Ả Rập", "EXTENDED": "chữ số Ba Tư", "COMBINING": "dấu rời",
}  # fmt: skip
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13f5\ua4d0-\ua4ff"
_SUSPECT = re.compile(
    f"[ÐðƉɖɑɡıǎ{_FOREIGN}\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\u2010-\u2012]|[–−](?=[A-ZĐ])"
)
_TOKEN = re.compile(r"[^\s|]+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_RUSSIAN = re.compile("[\u0400-\u052f]")
MOST_NAMED = 3
_SYMBOL = re.compile(r"\d{1,6}[\w/]*/[\w&.‐‑‒–−-]+")


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A word with odd characters: the place of each in the text with what it stands for, the mended word.

    What a character stands for is empty where nobody can tell.
    """

    word: str
    letters: tuple[tuple[int, str, str], ...]
    mended: str

    @property
    def start(self) -> int:
        """The place of the first."""
        return self.letters[0][0]

    @property
    def said(self) -> str:
        """Each odd character by name and code, with the one that it stands for."""
        found = list(dict.fromkeys((odd, right) for _, odd, right in self.letters))
        said = [
            f"{letter_name(odd)} thay cho “{right}”" if right.strip() else letter_name(odd)
            for odd, right in found[:MOST_NAMED]
        ]
        more = [f"và {len(found) - MOST_NAMED} ký tự nữa"] if len(found) > MOST_NAMED else []
        return ", ".join([*said, *more])


def letter_name(character: str) -> str:
    """Return a character with what it is called and its code: `“Ð” (chữ eth, U+00D0)`."""
    if character.isspace():
        return f"{_SIGN_NAMES.get(character, 'dấu cách lạ')} ({code(character)})"
    if character in _SIGN_NAMES:
        name = _SIGN_NAMES[character]
    else:
        words = unicodedata.name(character, "").split()
        name = _SCRIPTS.get(words[0] if words else "", "") or ("chữ eth" if character in _ETH else "ký tự lạ")
    return f"“{character}” ({name}, {code(character)})"


def look_alikes(text: str) -> Iterator[LookAlike]:
    """Yield the words of a text with letters of another script, or Đ that is none, among Latin letters.

    Names in another script and signs of science (α-amylase, kΩ) are as they should be.
    """
    if _SUSPECT.search(text) is None:
        return
    is_russian = any(letter not in _LOOKS for letter in _RUSSIAN.findall(text))
    for token in _TOKEN.finditer(text):
        if _SUSPECT.search(token.group()):
            found = _in_token(token.group(), is_russian=is_russian)
            if found:
                yield _look_alike(token.group(), found, token.start())


def _look_alike(word: str, found: dict[int, str], start: int = 0) -> LookAlike:
    letters = tuple((start + place, word[place], right) for place, right in found.items())
    mended = "".join(
        found.get(place, letter) or ("" if letter.isspace() and place in found else letter)
        for place, letter in enumerate(word)
    )
    return LookAlike(_core(word), letters, _core(mended))


def _in_token(token: str, *, is_russian: bool) -> dict[int, str]:
    """Return the characters of a token that stand for others, by place; an empty text where none is known."""
    found: dict[int, str] = {}
    has_latin = _LATIN.search(token) is not None
    for word in _WORD.finditer(token):
        letters, start = word.group(), word.start()
        mixed = any(_LATIN.match(letter) and letter not in "Ðð" for letter in letters)
        alike = not is_russian and all(letter in _LOOKS for letter in letters)
        russian = all(_RUSSIAN.match(letter) for letter in letters)
        if mixed and len(letters) > 2 and is_syllable(likely := "".join(_LIKELY.get(c, c) for c in letters)):
            found |= {start + n: likely[n] for n, letter in enumerate(letters) if letter in _LIKELY}
        for place, letter in enumerate(letters, start):
            if letter in _ETH:
                if place == start or all(other.isupper() or other in _ETH for other in letters):
                    found[place] = _ETH[letter]
            elif (wide := _narrow(letter)) != letter:
                found[place] = wide
            elif letter in _LOOKS and (mixed or (alike and (has_latin or (russian and len(letters) > 1)))):
                found[place] = _LOOKS[letter]
            elif mixed and _RUSSIAN.match(letter):
                found[place] = ""
    found |= {
        place: _narrow(sign) for place, sign in enumerate(token) if sign.isdigit() and _narrow(sign) != sign
    }
    if symbol := _SYMBOL.search(token):
        signs = enumerate(symbol.group(), symbol.start())
        found |= {place: "-" for place, sign in signs if sign in "‐‑‒–−" and _inside_letters(token, place)}
    return dict(sorted(found.items()))


def _inside_letters(token: str, place: int) -> bool:
    return token[place - 1 : place].isupper() and token[place + 1 : place + 2].isupper()


def _narrow(character: str) -> str:
    """Return the common form of a full-width or mathematical letter, or of another script's digit."""
    if unicodedata.decomposition(character).startswith(("<wide>", "<font>")):
        return unicodedata.normalize("NFKC", character)
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _core(token: str) -> str:
    """Return a token without the brackets and points around it, cut where it is very long."""
    core = token.strip(".,;:!?()[]{}<>“”‘’\"'*_`")
    return core if len(core) <= 60 else f"{core[:60]}…"


def odd_in_symbol(text: str, space: str = "") -> LookAlike | None:
    """Return what a number, symbol, code, id or date has beside plain letters, digits and signs, or None.

    Only characters whose plain form is certain are told; whatever else is wrong is for the form of the value.
    `space` is what stands for a strange space.
    """
    if text.isascii():
        return None
    found = {
        place: right for place, letter in enumerate(text) if (right := _plain_form(letter, space)) != letter
    }
    return _look_alike(text, found) if found else None


def _plain_form(letter: str, space: str) -> str:
    if letter.isascii() or letter in LETTERS:
        return letter
    if letter.isspace():
        return space
    return _SIGNS.get(letter) or _ETH.get(letter) or _LOOKS.get(letter) or _narrow(letter)
