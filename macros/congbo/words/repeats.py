"""Repeats: what stands in a text twice because it was pasted twice."""

import re
from collections.abc import Sequence

LONG_SENTENCE, LONG_BLOCK, LONG_PARAGRAPH = 40, 80, 300
"""Characters from which a sentence or block after itself, and a paragraph anywhere, was pasted twice."""


def repeated(paragraphs: Sequence[str]) -> tuple[int, int] | None:
    """Return which paragraph the second of two copies begins in, and where in it, or None.

    Told are blocks of whole paragraphs pasted one after the other, a long paragraph that is there twice,
    and a sentence or half a paragraph that follows itself.
    """
    plain = [" ".join(text.split()) for text in paragraphs]
    if len(plain) > 1 and len(set(plain)) < len(plain):
        again = _tandem(plain, LONG_BLOCK)
        if again is not None:
            return again, 0
    seen: set[str] = set()
    for index, (text, words) in enumerate(zip(paragraphs, plain, strict=True)):
        if len(words) >= LONG_PARAGRAPH and words in seen:
            return index, 0
        seen.add(words)
        within = None if len(words) < 2 * LONG_SENTENCE or words.startswith("|") else _within(text)
        if within is not None:
            return index, within
    return None


def _within(text: str) -> int | None:
    """Return where in a paragraph a sentence, or half of all, stands again behind itself, or None."""
    ended = text
    for end in ".;!?":
        ended = ended.replace(end, "\n")
    pieces = [" ".join(piece.split()) for piece in ended.split("\n")]
    if len(set(pieces)) < len(pieces):
        index = _tandem(list(filter(None, pieces)), LONG_SENTENCE)
        if index is not None:
            starts = [match.start() for match in re.finditer(r"[^\s.;!?][^.;!?\n]*", text)]
            return starts[index]
    return _second_half(text)


def _tandem(pieces: Sequence[str], least: int) -> int | None:
    """Return the index where pieces of together at least so many characters follow themselves, or None."""
    last: dict[str, int] = {}
    run, length, back = 0, 0, 0
    for index, piece in enumerate(pieces):
        distance = index - last[piece] if piece and piece in last else 0
        if distance and distance == back:
            run, length = run + 1, length + len(piece)
        else:
            run, length, back = (1, len(piece), distance) if distance else (0, 0, 0)
        if run and run >= back and length >= least:
            return index - run + 1
        last[piece] = index
    return None


def _second_half(text: str) -> int | None:
    """Return where the second half of a text begins, if it says what the first does, or None."""
    about = len(text) // 2
    if text.find(text[:10], about - 20, about + 30) < 0:
        return None
    words = list(re.finditer(r"\S+", text))
    half = len(words) // 2
    if len(words) % 2 or half < 5:
        return None
    first, second = ([word.group().strip(".,;:") for word in part] for part in (words[:half], words[half:]))
    return words[half].start() if first == second else None
