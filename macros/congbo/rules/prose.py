"""Prose: what must hold of a report's own words. Each docstring is the rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from congbo.records.problems import Problem
from congbo.reports.written_page import PageSource
from congbo.rules.rulebook import SiteToCheck, tells

_ALLOWED_NUMBER = re.compile(
    r"^#{1,6} +(?:[IVX]+|\d+(?:\.\d+)*)\. "  # a heading's own number
    r"|^ *\d+\. "  # a numbered list
    r"|\b(?:19|20)\d\d(?:-(?:19|20)\d\d)?\b"  # a year or a range of years
    r"|\btháng \d{1,2}/\d{4}\b"
    r"|\bTCVN (?:ISO )?[\d:]+"  # the name of a standard
    r"|https?://\S+"
    r"|\[\^[\w-]+\]",
    re.MULTILINE,
)
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(
    r"!\[[^\]\n]{0,500}\][(\[]|<(?:audio|canvas|embed|iframe|img|object|picture|svg|video)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+(?:[.,/]\d+)*%?")


@tells("report-picture")
def pictures(site: SiteToCheck) -> Iterator[Problem]:
    """A report has no picture: its Word and PDF file carry text and tables."""
    for report in site.reports:
        for match in PICTURE.finditer(blanked(CODE, report.source.body)):
            message = "báo cáo không dùng hình ảnh, phim hay khung nhúng, vì bản Word và bản PDF không có"
            yield Problem(
                report.source.path, *place_in(report.source, match.start()), "report-picture", message
            )


@tells("typed-number")
def typed_numbers(site: SiteToCheck) -> Iterator[Problem]:
    """A report's text types no count, percentage or document number: each comes from a macro."""
    for report in site.reports:
        source = report.source
        for match in _DIGITS.finditer(blanked(_ALLOWED_NUMBER, source.prose())):
            message = (
                f"số “{match.group()}” gõ thẳng vào bài; hãy gọi bằng lệnh như"
                ' {{ figure("…") }} hoặc {{ cite("…") }}'
            )
            yield Problem(source.path, *place_in(source, match.start()), "typed-number", message)


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with spaces for what matches, so that all else keeps its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def place_in(source: PageSource, offset: int) -> tuple[int, int]:
    """Return the line and column in the file of a place in the body."""
    starts = _line_starts(source.body)
    line = bisect_right(starts, offset) - 1
    return line + source.body_line, offset - starts[line] + 1


@lru_cache(maxsize=4)
def _line_starts(body: str) -> tuple[int, ...]:
    return 0, *(match.end() for match in re.finditer("\n", body))
