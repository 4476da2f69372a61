"""Quality: how `congbo check` tells the flaws of procedures: counted by sort, or each at its place."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from congbo.figures.flaws import Flaw
from congbo.figures.quality import tallies
from congbo.records.reader import Places
from congbo.records.sections import QUALITY
from congbo.words.wording import sentence

MOST_LINES = 10
"""Sorts that are counted one by one; the rest are counted together."""
_WHAT = "chất lượng dữ liệu"


def flaws_counted(flaws: Sequence[Flaw]) -> Iterator[str]:
    """Yield a line a sort of flaw, the worst sorts first, at most a dozen lines."""
    found = tallies(flaws)
    for tally in found[:MOST_LINES]:
        yield f"{_WHAT}: {tally.in_words}"
    if found:
        more = found[MOST_LINES:]
        rest = f"còn {sum(len(one.flaws) for one in more)} chỗ thuộc {len(more)} loại khác; " if more else ""
        yield f"{_WHAT}: {rest}xem trang {QUALITY.address} hoặc gõ “congbo check --quality”"


def flaws_in_full(flaws: Sequence[Flaw], root: Path) -> Iterator[str]:
    """Yield a line a flaw, by file and line, as problems are printed."""
    places = Places(root)
    placed = ((flaw.procedure.path, *places.of(flaw.procedure.path, flaw.path), flaw) for flaw in flaws)
    for path, line, column, flaw in sorted(placed, key=lambda one: one[:3]):
        note = f" (giải thích: {flaw.note})" if flaw.note else ""
        yield f"{path}:{line}:{column}: {_WHAT}: {sentence(flaw.in_words)}{note} [{flaw.sort.id}]"
