"""QR codes: a content as dark and light squares, the same on a page and on paper."""

import io
import re
from collections.abc import Iterable
from copy import copy
from functools import cache

import segno
from markupsafe import Markup


def code_of(content: str) -> segno.QRCode:
    """Return the QR code of a content; a seventh of it may be unreadable (level M).

    The codes of addresses of one length are linear in their bits (ISO/IEC 18004: the parity of Reed and
    Solomon, the mask): the code of one, with the difference that each other letter makes, gives all others.
    """
    if not (content.isascii() and content.startswith(_ADDRESS)):
        return _made(content)
    known = _KNOWN.get(len(content)) or _KNOWN.setdefault(len(content), _Length(content))
    code = copy(known.code)
    code.matrix = known.of(content)
    return code


def _made(content: str) -> segno.QRCode:
    # any mask can be read; weighing all eight for the prettiest took a quarter of a build of 1,000 records
    return segno.make(content, error="m", micro=False, mask=3)


class _Length:
    """What is known of the codes of one length: one of them, and the squares that another letter turns."""

    def __init__(self, content: str) -> None:
        self.code = _made(content)
        self._content = content
        self._base = _squares(self.code)
        self._turned: dict[tuple[int, str], int] = {}

    def of(self, content: str) -> tuple[bytearray, ...]:
        """Return the squares of a content."""
        squares, own = self._base, self._content
        for place, letter in enumerate(content):
            if letter != own[place]:
                squares ^= self._turns(place, letter)
        size = len(self.code.matrix)
        rows = squares.to_bytes(size * size, "big")
        return tuple(bytearray(rows[start : start + size]) for start in range(0, size * size, size))

    def _turns(self, place: int, letter: str) -> int:
        if (place, letter) not in self._turned:
            other = f"{self._content[:place]}{letter}{self._content[place + 1 :]}"
            self._turned[place, letter] = _squares(_made(other)) ^ self._base
        return self._turned[place, letter]


def _squares(code: segno.QRCode) -> int:
    return int.from_bytes(b"".join(code.matrix), "big")


_BORDER = 2
_DARK = re.compile(b"\x01+")
_ADDRESS = "http"
"""What keeps all codes of a length in the mode of bytes: small letters."""
_KNOWN: dict[int, _Length] = {}


def svg_of(content: str, *, alone: bool) -> str:
    """Return a QR code as SVG, one path, without a size of its own.

    `alone` is one outside HTML, which needs a namespace.
    """
    rows = code_of(content).matrix
    size = len(rows) + 2 * _BORDER
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    return f'<svg{space} viewBox="0 0 {size} {size}"><path stroke="#000" d="{_path(rows)}"/></svg>'


def _path(rows: Iterable[bytearray]) -> str:
    """Return the dark squares as lines, each from where the one before it ended, as segno draws them."""
    lines = []
    across = down = 0
    for line, row in enumerate(rows, _BORDER):
        for run in _DARK.finditer(row):
            start, end = run.span()
            lines.append(f"m{start + _BORDER - across} {line - down}h{end - start}")
            across, down = end + _BORDER, line
    from_corner = f"{_BORDER} {_BORDER}"  # which is always dark; a line is drawn through its middle
    return f"M{from_corner}.5{''.join(lines)[len(from_corner) + 1 :]}"


def png_of(content: str) -> bytes:
    """Return a QR code as PNG, 8 pixels to a square."""
    out = io.BytesIO()
    code_of(content).save(out, kind="png", scale=8, border=_BORDER)
    return out.getvalue()


@cache  # a procedure's page and its field's booklet have the same, and a code takes longer than a page
def qr(content: str) -> Markup:
    """Return a QR code as a part of a page."""
    return Markup(svg_of(content, alone=False))
