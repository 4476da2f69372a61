"""Letters: a text of a source as a record can hold it; what was mended is told, words are never changed."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from congbo.words.hidden import hidden, without_hidden

SMALL = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
CAPITAL = f"A-Z{SMALL[3:].upper()}"
"""The letters of Vietnamese, as they stand in a class of a pattern."""
NOTHING = "Không có thông tin"
"""What the national portal prints where it has nothing."""

_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE = re.compile(r" *\n *")
_EMPTY_LINES = re.compile(r"\n{3,}")
_WORD_BULLETS = "\u2022\u25aa\u25cf\u25e6\u00b7\u2023\u2043\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf076"
_ODD_BULLET = re.compile(rf"[{_WORD_BULLETS}]\s*")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_TAG = re.compile(
    r"</?(?:p|div|br|span|b|i|u|strong|em|ul|ol|li|table|tbody|thead|tr|td|th|font|a|sup|sub|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_NEW_LINE = re.compile(r"</?(?:p|div|br|li|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_NEXT_NAME = re.compile(rf",\s*[{CAPITAL}]")
_LEADING_MARK = re.compile(r"^(?:[-+*–.]\s*)+(?=\S)")
_TRAILING_MARK = re.compile(r"(?:\s|;|\./\.|(?<=[;.])[./]|(?<=;)/)+$")

ENTITIES = "mã HTML thành chữ"
TAGS = "thẻ HTML bỏ đi"
DECOMPOSED = "chữ tổ hợp thành chữ dựng sẵn"
BULLETS = "dấu đầu dòng của Word thành gạch đầu dòng"
HIDDEN = "ký tự ẩn bỏ đi"
MARKS = "gạch đầu dòng ở đầu một ô bỏ đi"
"""What may be mended, as reports name it."""

Mends = Counter[str]


def mended(value: object, mends: Mends) -> str:
    """Return a text of a source in its normal form, of several lines where it has them."""
    text = "" if value is None else str(value)
    if "&" in text and (plain := html.unescape(html.unescape(text))) != text:
        mends[ENTITIES] += 1
        text = plain
    if "<" in text and _TAG.search(text):
        mends[TAGS] += 1
        text = _TAG.sub("", _NEW_LINE.sub("\n", text))
    if not unicodedata.is_normalized("NFC", text):
        mends[DECOMPOSED] += 1
        text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD_BULLET.search(text):
        mends[BULLETS] += 1
        text = _ODD_BULLET.sub("- ", text)
    text = _SPACES.sub(" ", text)
    if _PRIVATE.search(text) or any(text[place] != "\n" for place in hidden(text)):
        mends[HIDDEN] += 1
        text = "\n".join(without_hidden(_PRIVATE.sub("", line)) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", _AROUND_LINE.sub("\n", text)).strip()


def on_one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def said(text: str) -> str:
    """Return a text, empty where the source says that it has nothing."""
    return (
        "" if text.strip(" .") in ("", NOTHING, "--", "-", "Đang cập nhật", "(Chưa có thông tin)") else text
    )


def without_mark(text: str, mends: Mends) -> str:
    """Return a cell without the dash, plus or star that begins it, and without the semicolon behind it."""
    stripped = text.strip()
    plain = _TRAILING_MARK.sub("", _LEADING_MARK.sub("", stripped))
    plain = f"{plain}." if stripped.endswith(".") and not plain.endswith(".") and plain else plain
    if plain[:1] != stripped[:1] and plain:
        mends[MARKS] += 1
    return plain or stripped


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list as the portal runs them together: `Công an tỉnh, Sở Tư pháp`.

    A comma parts two names where a capital follows and no bracket is open; a new line or a semicolon does.
    """
    parts: list[str] = []
    for line in re.split(r"[\n;]", text):
        depth, start = 0, 0
        for place, sign in enumerate(line):
            depth += (sign == "(") - (sign == ")")
            if sign == "," and depth <= 0 and _NEXT_NAME.match(line, place):
                parts.append(line[start:place])
                start = place + 1
        parts.append(line[start:])
    names = (part.strip(" -+") for part in parts)
    return tuple(dict.fromkeys(name for name in names if said(name)))


def first(texts: Iterable[str]) -> str:
    """Return the first text that says something."""
    return next((text for text in texts if text), "")
