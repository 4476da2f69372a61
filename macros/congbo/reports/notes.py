"""Notes: where a written page marks its notes, where their texts stand, and in what order they come."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARKER = re.compile(r"\[\^([\w-]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[\^([\w-]+)\]:", re.MULTILINE)
_NOTE_END = re.compile(
    r"\n[ \t]*\n(?![ \t]*\n)(?! {4}|\t)"  # paragraphs of a note are indented
    r"|\n(?= {0,3}\[\^[\w-]+\]:)"
)

Span = tuple[int, int, str]
"""Where a note's text begins and ends in a body, and the note's id."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's marker or the beginning of a note's text; line and column count from 1 in the file."""

    id: str
    line: int
    column: int


def note_spans(body: str) -> list[Span]:
    """Return where each note's text begins and ends, and the note's id, in the order of the body."""
    spans: list[Span] = []
    for match in _DEFINITION.finditer(body):
        end = _NOTE_END.search(body, match.start())
        spans.append((match.start(), end.start() if end else len(body), match.group(1)))
    return spans


def text_span(body: str, span: Span) -> tuple[int, int]:
    """Return where the words of a note begin and end: without its name and the space around."""
    definition = _DEFINITION.match(body, span[0])
    start = definition.end() if definition else span[0]
    words = body[start : span[1]]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def markers(body: str, spans: list[Span]) -> list[tuple[int, str]]:
    """Return (offset, id) of each marker in the text; one inside a note's text marks nothing."""
    starts = [start for start, _, _ in spans]

    def within(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and offset < spans[index][1]

    return [(m.start(), m.group(1)) for m in _MARKER.finditer(body) if not within(m.start())]


def notes_in_order(markdown: str, note_ids: list[str]) -> str:
    """Return the Markdown with its note texts at the end, in the order of their first markers.

    A note that is not in `note_ids` is taken out, markers and all.
    Python-Markdown numbers notes by the order of their texts, not of their markers.
    """
    texts: dict[str, str] = {}
    kept, end = [], 0
    for start, stop, id_ in note_spans(markdown):
        texts[id_] = markdown[start:stop].strip()
        kept.append(markdown[end:start])
        end = stop
    rest = ("".join(kept) + markdown[end:]).rstrip()
    rest = _MARKER.sub(lambda marker: marker.group() if marker.group(1) in note_ids else "", rest)
    ordered = [texts[id_] for id_ in note_ids if id_ in texts]
    return "\n\n".join([rest, *ordered]) + "\n"
