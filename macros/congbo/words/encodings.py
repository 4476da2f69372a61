"""Encodings: how Vietnamese text looks when its bytes or its font were taken for another's.

Two sorts. *Misread*: UTF-8 bytes that were taken for a Western code page (`Quyáº¿t Ä‘á»‹nh`). *Old*: text
of the fonts before Unicode, which only those show right: TCVN 5712:1993 (.VnTime: `QuyÕt ®Þnh`), VNI
(VNI-Times: `Quyeát ñònh`), and Windows-1258 taken for Windows-1252 (`Quyêìt ðiònh`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from congbo.words.syllables import LETTERS, TONES, with_tone, without_tone

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = TONES

# The code of each letter in TCVN 5712:1993, VN3, shown as Latin-1 shows it; ư is a soft hyphen there.
_TCVN3 = (
    "¸á µà ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị "
    "ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ "
    "¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ ¯Ằ ºẲ ¿Ẵ ÀẮ ÁẦ ÂẨ ÃẪ ÄẤ ÅỀ ÍỂ ÙỄ ÚẾ ÛỒ àỔ ðỖ ÿỐ"
)
# What VNI types behind a vowel for its tone, by what the vowel wears.
_VNI_PLAIN = {_ACUTE: "ù", _GRAVE: "ø", _HOOK: "û", _TILDE: "õ", _DOT: "ï"}
_VNI_CIRCUMFLEX = {"": "â", _ACUTE: "á", _GRAVE: "à", _HOOK: "å", _TILDE: "ã", _DOT: "ä"}
_VNI_BREVE = {"": "ê", _ACUTE: "é", _GRAVE: "è", _HOOK: "ú", _TILDE: "ü", _DOT: "ë"}
_VNI_ALONE = "đñ ơô ưö íí ìì ỉæ ĩó ịò ỵî"


@dataclass(frozen=True, slots=True)
class OldEncoding:
    """An encoding of letters before Unicode; `name` is how editors know it."""

    name: str
    letters: dict[str, str]
    pattern: re.Pattern[str]

    def decoded(self, text: str) -> str:
        """Return what the text says when it is read as this encoding."""
        return self.pattern.sub(lambda match: self.letters[match.group()], text)


def _encoding(name: str, letters: dict[str, str]) -> OldEncoding:
    longest_first = sorted(letters, key=len, reverse=True)
    return OldEncoding(name, letters, re.compile("|".join(map(re.escape, longest_first))))


def _vni() -> Iterator[tuple[str, str]]:
    """Yield (as typed, letter) of VNI's small letters."""
    for vowel in "aeouy":
        yield from ((vowel + sign, with_tone(vowel, tone)) for tone, sign in _VNI_PLAIN.items())
    for vowel, typed in (("â", "a"), ("ê", "e"), ("ô", "o")):
        yield from ((typed + sign, with_tone(vowel, tone)) for tone, sign in _VNI_CIRCUMFLEX.items())
    yield from (("a" + sign, with_tone("ă", tone)) for tone, sign in _VNI_BREVE.items())
    for vowel, typed in (("ơ", "ô"), ("ư", "ö")):
        yield from ((typed + sign, with_tone(vowel, tone)) for tone, sign in _VNI_PLAIN.items())
    yield from ((pair[1], pair[0]) for pair in _VNI_ALONE.split())


def _windows_1258() -> Iterator[tuple[str, str]]:
    """Yield (as seen, letter): a letter and its tone, each a byte of Windows-1258 shown as Windows-1252."""
    for letter in LETTERS:
        base, tone = without_tone(letter)
        if tone:
            yield _as_western(base) + _as_western(tone), letter
        elif ord(letter) > 0xFF:
            yield _as_western(letter), letter


def _as_western(letter: str) -> str:
    return letter.encode("cp1258").decode("cp1252")


_SMALL = dict(_vni())
OLD_ENCODINGS = (
    _encoding("TCVN3 (phông .VnTime)", {pair[0]: pair[1] for pair in _TCVN3.split(" ")}),
    _encoding("VNI (phông VNI-Times)", _SMALL | {typed.upper(): _SMALL[typed].upper() for typed in _SMALL}),
    _encoding("Windows-1258", dict(_windows_1258())),
)
"""The encodings of letters before Unicode that are still met."""

_CODE_PAGES = ("cp1252", "cp1258", "mac_roman", "cp437", "cp850")


def _shown(byte: int, page: str) -> str:
    """Return the character as which a code page shows a byte; an undefined one is shown as a control."""
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)


@dataclass(frozen=True, slots=True)
class Misreading:
    """UTF-8 taken for a code page: what the sequences of its Vietnamese letters look like."""

    bytes_of: dict[str, int]
    pattern: re.Pattern[str]

    def decoded(self, text: str) -> str:
        """Return the text with each sequence of UTF-8 in it read rightly."""
        return self.pattern.sub(lambda match: self.letter(match.group()) or match.group(), text)

    def letter(self, sequence: str) -> str:
        """Return the one character that a sequence stands for, or an empty text."""
        try:
            return bytes(self.bytes_of[sign] for sign in sequence).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return ""


def _misreading(page: str, *, controls: bool = False) -> Misreading:
    shown = {
        byte: chr(byte) if controls and byte < 0xA0 else _shown(byte, page) for byte in range(0x80, 0x100)
    }
    leads = "".join(shown[byte] for byte in (0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xCC))
    following = "".join(shown[byte] for byte in range(0x80, 0xC0))
    cont = f"[{re.escape(following)}]"
    three = "|".join(
        f"{re.escape(shown[a] + shown[b])}{cont}" for a, b in ((0xE1, 0xBA), (0xE1, 0xBB), (0xE2, 0x80))
    )
    return Misreading(
        {sign: byte for byte, sign in shown.items()}, re.compile(f"{three}|[{re.escape(leads)}]{cont}")
    )


MISREADINGS = (*(_misreading(page) for page in _CODE_PAGES), _misreading("cp1252", controls=True))
"""UTF-8 as the code pages of Windows, Mac and DOS show it, and as Latin-1 does."""
