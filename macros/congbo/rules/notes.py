"""Notes: what must hold of a page's footnotes. Each docstring is the rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from congbo.records.problems import Problem
from congbo.reports.notes import note_spans
from congbo.rules.prose import CODE, blanked, place_in
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

_NOTE = re.compile(r"\[\^([^\]\n]*)\](:?)")


@tells("note-without-text", "note-without-marker", "note-duplicate")
def note_texts(site: SiteToCheck) -> Iterator[Problem]:
    """A note's marker has a text, a text has a marker, and a note's text is written once."""
    for source in site.sources:
        defined = {mark.id for mark in source.definitions}
        marked = {mark.id for mark in source.markers}
        offered: set[str] = set()
        for mark in source.markers:
            if mark.id not in defined:
                message = f"dấu chú thích “{mark.id}” không có nội dung; hãy thêm một đoạn “[^{mark.id}]: …”"
                hint = nearest(mark.id, sorted(defined - marked))
                offered.add(hint)
                yield Problem(source.path, mark.line, mark.column, "note-without-text", message, hint)
        seen: set[str] = set()
        for mark in source.definitions:
            if mark.id not in marked and nearest(mark.id, [mark.id]) not in offered:
                message = f"nội dung chú thích “{mark.id}” không được đánh dấu ở đâu trong bài"
                yield Problem(source.path, mark.line, mark.column, "note-without-marker", message)
            if mark.id in seen:
                message = f"nội dung chú thích “{mark.id}” đã viết ở trên"
                yield Problem(source.path, mark.line, mark.column, "note-duplicate", message)
            seen.add(mark.id)


@tells("note-form")
def note_names(site: SiteToCheck) -> Iterator[Problem]:
    """A note's name has letters, digits and hyphens, and no note is marked in the text of a note."""
    for report in site.reports:
        source = report.source
        spans = note_spans(source.body)
        starts = [start for start, _, _ in spans]
        for match in _NOTE.finditer(blanked(CODE, source.body)):
            name, message = match.group(1), ""
            if not re.fullmatch(r"[\w-]+", name):
                message = f"tên chú thích chỉ gồm chữ, chữ số và gạch nối (đang là '{name}')"
            elif (at := bisect_right(starts, match.start() - 4)) and match.start() < spans[at - 1][1]:
                message = f"không đánh dấu chú thích “{name}” trong nội dung của một chú thích khác"
            if message:
                yield Problem(source.path, *place_in(source, match.start()), "note-form", message)
