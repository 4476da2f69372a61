"""QR codes: a content as dark and light squares, the same on a page and on paper."""

import io
from functools import cache

import segno
from markupsafe import Markup


def code_of(content: str) -> segno.QRCode:
    """Return the QR code of a content; a seventh of it may be unreadable (level M)."""
    # any mask can be read; weighing all eight for the prettiest took a quarter of a build of 1,000 records
    return segno.make(content, error="m", micro=False, mask=3)


def svg_of(content: str, *, alone: bool) -> str:
    """Return a QR code as SVG, one path, without a size of its own.

    `alone` is one outside HTML, which needs a namespace.
    """
    out = io.BytesIO()
    code_of(content).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=alone,
        omitsize=True,
        nl=False,
        border=2,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()


def png_of(content: str) -> bytes:
    """Return a QR code as PNG, 8 pixels to a square."""
    out = io.BytesIO()
    code_of(content).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


@cache  # a procedure's page and its field's booklet have the same, and a code takes longer than a page
def qr(content: str) -> Markup:
    """Return a QR code as a part of a page."""
    return Markup(svg_of(content, alone=False))
