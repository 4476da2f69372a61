"""Hidden characters: those that nobody sees or that no text may have, each with a name for editors."""

import re
import unicodedata
from collections.abc import Iterator

from congbo.words.syllables import LETTERS

PLAIN = f"\\n\\t -~{LETTERS}“”‘’–—…•\u00a0"
"""What nearly all texts are made of, as the inside of a character class; none of it is hidden."""

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_BREAKING = (
    ("dấu ngắt dòng lạ", "\u0085\u2028\u2029", ", thay bằng dấu cách nếu chữ dính nhau"),
    ("ký tự điều khiển", "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f", ""),
    ("dấu đổi chiều chữ", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", ""),
    (
        "ký tự riêng của một phông chữ",
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        "; nếu đó là một dấu đầu dòng hay một chữ thì hãy gõ lại",
    ),
    ("chỗ trống của một hình", "\ufffc", ""),
    ("dấu chú âm giữa dòng", "\ufff9-\ufffb", ""),
    ("mã không phải ký tự", _NONCHARACTERS, ""),
    ("nửa ký tự (surrogate)", "\ud800-\udfff", ""),
)
_INVISIBLE = (
    ("dấu cách không bề rộng", "\u200b"),
    ("dấu ngăn nối chữ không bề rộng", "\u200c"),
    ("dấu nối chữ không bề rộng", "\u200d"),
    ("dấu cấm ngắt không bề rộng", "\u2060"),
    ("dấu đầu tệp (BOM) đứng giữa chữ", "\ufeff"),
    ("gạch nối mềm", "\u00ad"),
    ("dấu toán học không nhìn thấy", "\u2061-\u2064"),
    ("dấu chọn dáng chữ", "\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef"),
    ("ký tự nhãn", "\U000e0001\U000e0020-\U000e007f"),
    (
        "ký tự trống",
        "\u034f\u115f\u1160\u17b4\u17b5\u180e\u206a-\u206f\u3164\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",
    ),
)
HIDDEN = re.compile(f"[{''.join(part[1] for part in (*_BREAKING, *_INVISIBLE))}]")
"""Every character that nobody sees, or that no text may have."""

_NAMES = [(re.compile(f"[{letters}]"), name, mend) for name, letters, mend in _BREAKING]
_NAMES += [(re.compile(f"[{letters}]"), name, "") for name, letters in _INVISIBLE]
_ALL_INVISIBLE = re.compile(f"[{''.join(letters for _, letters in _INVISIBLE)}]")
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]*$")


def hidden_name(character: str) -> str:
    """Return what editors are told that a hidden character is, with its code."""
    name = next(name for letters, name, _ in _NAMES if letters.match(character))
    return f"{name} ({code(character)})"


def hidden_mend(character: str) -> str:
    """Return what to do with it beside deleting it, or an empty text."""
    return next(mend for letters, _, mend in _NAMES if letters.match(character))


def is_invisible(character: str) -> bool:
    """Tell whether a hidden character only makes words that look alike unlike; the others break a page."""
    return _ALL_INVISIBLE.match(character) is not None


def code(character: str) -> str:
    """Return the code of a character as Unicode writes it: `U+00D0`."""
    return f"U+{ord(character):04X}"


def hidden(text: str) -> Iterator[int]:
    """Yield where hidden characters stand; not those that belong to the sign or the script around them."""
    return (match.start() for match in HIDDEN.finditer(text) if not _belongs(text, match.start()))


def without_hidden(text: str) -> str:
    """Return the text without its hidden characters."""
    if HIDDEN.search(text) is None:
        return text
    return HIDDEN.sub(lambda match: match.group() if _belongs(text, match.start()) else "", text)


def _belongs(text: str, place: int) -> bool:
    """Tell whether an invisible character does what it is for: choose a picture, join letters or pictures."""
    sign, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if not before:
        return False
    if sign in "\ufe0e\ufe0f":
        keycap = before in "#*0123456789" and after == "\u20e3"
        sign_with_shapes = not before.isascii() and _is_picture(before, "So", "Sm")
        return keycap or before in "‼⁉" or sign_with_shapes
    if sign in "\u200c\u200d" and _JOINING.match(before) and _JOINING.match(after):
        return True
    if sign == "\u200d":
        return _is_picture(before, "So", "Sk", "Mn") and _is_picture(after, "So")
    if "\U000e0020" <= sign <= "\U000e007f":  # a flag of a region: at most six letters and an end
        return _FLAG.search(text[max(place - 7, 0) : place]) is not None
    return False


def _is_picture(sign: str, *categories: str) -> bool:
    """Tell whether a sign is of these categories and seen; the empty place of a picture is not."""
    return sign not in ("", "\ufffc") and unicodedata.category(sign) in categories
