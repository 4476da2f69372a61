"""Sentences: a report's prose with its calls in place, and where the sentence around a place ends."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from congbo.reports.calls import Call
from congbo.reports.written_page import PageSource

CALL = "\x01"
"""What stands for each character of a call: no space, no word, no sign that anybody can type."""

_END = re.compile(r"[.!?](?=\s|$)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#|]|\d+[.)]|\[\^))")


def prose_with_calls(source: PageSource) -> str:
    """Return the prose of a page, each word in its place, so that words around a call are not neighbours."""
    prose, kept, end = source.prose(), list[str](), 0
    for call in source.calls:
        kept += [prose[end : call.start], CALL * (call.end - call.start)]
        end = call.end
    return "".join([*kept, prose[end:]])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place of a text begins and ends."""
    starts, ends = _ends(text)
    before, after = bisect_right(ends, start), bisect_left(starts, end)
    return ends[before - 1] if before else 0, starts[after] if after < len(starts) else len(text)


@lru_cache(maxsize=4)
def _ends(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where each end of a sentence begins and where it ends."""
    marks = [mark.span() for mark in _END.finditer(text)]
    return tuple(start for start, _ in marks), tuple(end for _, end in marks)


def calls_between(source: PageSource, start: int, end: int) -> list[Call]:
    """Return the calls that begin between two places of a page's body."""
    return [call for call in source.calls if start <= call.start < end]
