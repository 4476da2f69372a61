"""Form heads: what stands over the columns of an official form, derived from the groups that columns name.

A form nests its columns: a group, a part of it, a column. Whoever writes a form as data names the way to
each column; which head spans how many rows and columns follows from that, in a table, a sheet and on paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Head:
    """A head over columns of the form: the row of heads and the column it begins in, and what it spans.

    Rows count from 0, columns from 1. `group` says that other heads stand below it.
    """

    text: str
    row: int
    first: int
    columns: int = 1
    rows: int = 1
    group: bool = False

    @property
    def spans_rows(self) -> bool:
        """Whether it stands in more rows than one."""
        return self.rows > 1


def heads(ways: Sequence[tuple[str, ...]]) -> tuple[Head, ...]:
    """Return the heads over columns of which each names the groups around it and, last, itself.

    Together they stand over all columns in as many rows as the longest way has; a group stands over
    neighbours that name it, and comes after what is below it.
    """
    depth = max((len(way) for way in ways), default=0)
    return tuple(_heads(list(enumerate(ways, start=1)), 0, depth))


def head_rows(all_heads: Sequence[Head]) -> tuple[tuple[Head, ...], ...]:
    """Return heads row by row, from left to right."""
    depth = max((head.row + head.rows for head in all_heads), default=0)
    ordered = sorted(all_heads, key=lambda head: head.first)
    return tuple(tuple(head for head in ordered if head.row == row) for row in range(depth))


def _heads(ways: Sequence[tuple[int, tuple[str, ...]]], row: int, depth: int) -> Iterator[Head]:
    def own(numbered: tuple[int, tuple[str, ...]]) -> tuple[str, int]:
        column, way = numbered
        return way[row], 0 if len(way) > row + 1 else column  # two columns of one name stay two

    for (text, alone), of_group in groupby(ways, key=own):
        found = list(of_group)
        first = found[0][0]
        if alone:
            yield Head(text, row, first, rows=depth - row)
        else:
            yield from _heads(found, row + 1, depth)
            yield Head(text, row, first, len(found), group=True)
