"""Plain text: what records say, as Markdown that any reader of it shows letter for letter.

Whatever a text holds stays text: no sign of it becomes a heading, a link, a list or HTML, in CommonMark
or in Python-Markdown.
"""

import re
from collections.abc import Iterable, Iterator

UNKNOWN = "chưa có thông tin"

_SIGNS = re.compile(r"[\\`*_\[\]{}#]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LEADING = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([-+=>~:!]))")
_IN_ADDRESSES = re.compile(r"[\s<>()\\]")


def plain(text: str) -> str:
    """Return a text as one line of Markdown that reads as it is."""
    line = _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;")
    line = _SIGNS.sub(lambda sign: f"\\{sign[0]}", line).replace("~~", "&#126;&#126;")
    return _LEADING.sub(_without_meaning, line)


def _without_meaning(found: re.Match[str]) -> str:
    number, sign, other = found.groups()
    if number:
        return f"{number}\\{sign}"
    return f"&#{ord(other)};" if other in "=~:" else f"\\{other}"


def paragraphs(text: str) -> Iterator[str]:
    """Yield the lines of a text, each a paragraph of its own."""
    return (plain(line) for line in text.splitlines() if line.strip())


def link(words: str, address: str) -> str:
    """Return a link of Markdown."""
    return f"[{plain(words)}]({_IN_ADDRESSES.sub(_encoded, address)})"


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def bullets(lines: Iterable[str], mark: str = "-") -> str:
    """Return lines that are Markdown already as a list."""
    return "\n".join(f"{mark} {line}" for line in lines)


def facts(told: Iterable[tuple[str, str]]) -> str:
    """Return titles with what is known as a list: `- **Bao lâu:** 05 ngày`; what is not known says so."""
    return bullets(f"**{title}:** {plain(text) if text else UNKNOWN}" for title, text in told)
