"""Notes: what must hold of a page's footnotes. Each docstring is the rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from congbo.records.problems import Problem
from congbo.reports.notes import Mark, note_spans
from congbo.reports.written_page import PageSource
from congbo.rules.prose import CODE, blanked, place_in
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import fold, nearest

_UNMARKED = re.compile(r"(?<![\]!\[])\[([a-z][\w-]*)\](?![(:\[])")
_NOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")


_TYPED = re.compile(
    r"(?<![\]!\[])\[\d{1,3}\](?![(:\[])"
    r"|(?<=[^\W\d_][^\W\d_])\(\d{1,2}\)"
    r"|(?<=[^\W\d_][^\W\d_])(?<![cdkm]m)[\u00b9\u00b2\u00b3\u2070-\u2079]+"
)
"""A note's number as papers print it: in brackets, or raised behind a word; `m²` is none."""


@tells("note-without-text", "note-without-marker", "note-duplicate")
def note_texts(site: SiteToCheck) -> Iterator[Problem]:
    """A note's marker has a text, a text has a marker, and a note's text is written once."""
    for source in site.sources:
        if not (source.markers or source.definitions):
            continue
        defined = {mark.id for mark in source.definitions}
        marked = {mark.id for mark in source.markers}
        misspelt = {fold(name) for name in _misspelt(source)} | ({""} if _typed_marks(source) else set())
        lines = source.text.split("\n")
        told: set[str] = set()
        offered: set[str] = set()
        for mark in source.markers:
            if mark.id in defined or mark.id in told:
                continue
            told.add(mark.id)
            again = next((one for one in source.markers if one.id == mark.id and _begins(lines, one)), None)
            if again:
                message = (
                    f"“[^{mark.id}]” ở đầu dòng là nội dung của chú thích thì phải có dấu hai chấm ngay sau"
                )
                hint = f"Hãy viết “[^{mark.id}]: …”"
                yield Problem(source.path, again.line, again.column, "note-without-text", message, hint)
                continue
            message = f"dấu chú thích “{mark.id}” không có nội dung; hãy thêm một đoạn “[^{mark.id}]: …”"
            unmarked = sorted(defined - marked)
            hint = nearest(mark.id, unmarked)
            if not hint and len(unmarked) == 1 and len(marked - defined) == 1:
                hint = nearest(unmarked[0], unmarked)
            offered.add(hint)
            yield Problem(source.path, mark.line, mark.column, "note-without-text", message, hint)
        seen: set[str] = set()
        for mark in source.definitions:
            meant = nearest(mark.id, [mark.id]) in offered or misspelt & {"", fold(mark.id)}
            if mark.id not in marked and not meant:
                message = f"nội dung chú thích “{mark.id}” không được đánh dấu ở đâu trong bài"
                hint = f"Hãy viết “[^{mark.id}]” vào chỗ được chú thích, hoặc xoá đoạn này"
                yield Problem(source.path, mark.line, mark.column, "note-without-marker", message, hint)
            if mark.id in seen:
                message = f"nội dung chú thích “{mark.id}” đã viết ở trên"
                hint = "Hãy xoá một trong hai đoạn, hoặc đặt tên khác nếu là chú thích khác"
                yield Problem(source.path, mark.line, mark.column, "note-duplicate", message, hint)
            seen.add(mark.id)


def _begins(lines: Sequence[str], mark: Mark) -> bool:
    """Tell whether a marker begins its line, where a note's text does."""
    return not lines[mark.line - 1][: mark.column - 1].strip()


def _misspelt(source: PageSource) -> Iterator[str]:
    """Yield the names of notes in brackets that mark none: with a space in the name, without the sign."""
    for match in _NOTE.finditer(blanked(CODE, source.body)):
        if not re.fullmatch(r"[\w-]+", match.group(1)):
            yield re.sub(r"\s+", "-", match.group(1).strip())
    for match in _UNMARKED.finditer(blanked(CODE, source.body)):
        yield match.group(1)


def _typed_marks(source: PageSource) -> list[tuple[int, str]]:
    """Return where a page types the number of a note by hand, with what is typed."""
    prose = blanked(CODE, source.prose())
    return [(match.start(), match.group()) for match in _TYPED.finditer(prose)]


@tells("note-form")
def note_names(site: SiteToCheck) -> Iterator[Problem]:
    """A note has a name of letters, digits and hyphens, and no typed number; none is in another's text."""
    for report in site.reports:
        source = report.source
        spans = note_spans(source.body)
        starts = [start for start, _, _ in spans]
        unmarked = [
            one.id for one in source.definitions if one.id not in {mark.id for mark in source.markers}
        ]
        name = unmarked[0] if unmarked else "ten-chu-thich"
        for offset, typed in _typed_marks(source):
            message = f"“{typed}” là chữ, không phải dấu chú thích: máy tự đánh số chú thích"
            hint = f"Hãy viết “[^{name}]” ở đây, nội dung ở đoạn “[^{name}]: …”"
            yield Problem(source.path, *place_in(source, offset), "note-form", message, hint)
        for match in _UNMARKED.finditer(blanked(CODE, source.body)):
            if match.group(1) in unmarked:
                message = f"“[{match.group(1)}]” thiếu dấu “^” nên không phải dấu chú thích"
                hint = f"Hãy viết “[^{match.group(1)}]”"
                yield Problem(source.path, *place_in(source, match.start()), "note-form", message, hint)
        for match in _NOTE.finditer(blanked(CODE, source.body)):
            name, message = match.group(1), ""
            hint = ""
            if not re.fullmatch(r"[\w-]+", name):
                message = f"tên chú thích chỉ gồm chữ, chữ số và gạch nối (đang là '{name}')"
                hint = f"Hãy viết “[^{re.sub(r'[^a-z0-9]+', '-', fold(name)).strip('-')}]”"
            elif (at := bisect_right(starts, match.start() - 4)) and match.start() < spans[at - 1][1]:
                message = f"không đánh dấu chú thích “{name}” trong nội dung của một chú thích khác"
            if message:
                yield Problem(source.path, *place_in(source, match.start()), "note-form", message, hint)
