"""Tangles: Markdown that nobody typed, of which the library's time is the square of its length.

Brackets opened again and again inside each other or never closed, one note marked hundreds of times,
hundreds of headings without an empty line between them.
"""

import re
from collections import Counter
from collections.abc import Iterator

MOST_OPEN = 200
"""Signs of a paragraph that are open at once."""

MOST_MARKS = 500
"""Marks of one note in a text."""

MOST_BLOCKS = 200
"""Lines of a paragraph that begin a heading, a rule or a box."""

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NOTE_MARK = re.compile(r"\[\^[^\]\n]{1,60}\]")
_PAIRS = {"[": re.compile(r"[\[\]]"), "](": re.compile(r"\]\(|\)"), "<": re.compile("[<>]")}
_CODE_MARK = re.compile("``+")
_BLOCK = re.compile(r" {0,3}(?:#|!!!|={1,}\s*$|(?:[-*_]\s*){2,}$)", re.MULTILINE)


def tangles(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a tangle begins and what there is too much of, in Vietnamese; fenced code is left alone."""
    if len(text) <= MOST_OPEN:
        return
    text = _FENCED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    if text.count("[^") > MOST_MARKS:
        mark, times = Counter(_NOTE_MARK.findall(text) or [""]).most_common(1)[0]
        if times > MOST_MARKS:
            yield text.index(mark), f"dấu chú thích “{mark}”"
    start = 0
    for end in [match.start() for match in _PARAGRAPH_END.finditer(text)] + [len(text)]:
        if end - start > MOST_OPEN and (what := _tangle(text[start:end])):
            yield start + len(text[start:end]) - len(text[start:end].lstrip()), what
        start = end


def _tangle(paragraph: str) -> str:
    for opening, either in _PAIRS.items():
        if paragraph.count(opening) > MOST_OPEN:
            open_ = deepest = 0
            for sign in either.findall(paragraph):
                open_ = open_ + 1 if sign == opening else max(open_ - 1, 0)
                deepest = max(deepest, open_)
            if deepest > MOST_OPEN:
                return f"dấu “{opening}” {'không đóng' if open_ > MOST_OPEN else 'lồng nhau'}"
    if paragraph.count("``") > MOST_OPEN and len(_CODE_MARK.findall(paragraph)) > MOST_OPEN:
        return "dấu “``”"
    lines = paragraph.split("\n")
    if len(lines) > MOST_BLOCKS and sum(_BLOCK.match(line) is not None for line in lines) > MOST_BLOCKS:
        return "dòng đề mục, dòng kẻ liền nhau, không có dòng trống ở giữa"
    return ""
