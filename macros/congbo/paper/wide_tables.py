"""Wide tables: an official form of many columns as tables side by side that a sheet holds.

The form's first two columns stand in each of them, and it is divided only between groups: no head is cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from congbo.paper.document import Cell, placed

MOST = 15
"""Columns that a sheet on its side holds at the size of the text; Biểu II.06a has thirteen."""
LINE_COLUMNS = 2
"""The columns with a line's number and name."""

Rows = tuple[tuple[Cell, ...], ...]


def parts(head: Rows, body: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Yield the head and body of each table that a form is divided into; one that fits is not."""
    groups = list(_groups(head))
    width = sum(columns for _, columns in groups)
    if not groups or width <= MOST:
        yield head, body
        return
    lead = {column for start, columns in groups for column in range(start, start + columns)} & {
        *range(LINE_COLUMNS)
    }
    for chunk in _chunks([one for one in groups if one[0] >= LINE_COLUMNS]):
        kept = lead | chunk
        yield _without_gaps(_only(head, kept)), _only(body, kept)


def _groups(head: Rows) -> Iterator[tuple[int, int]]:
    """Yield where each head of the first row begins and how many columns it spans."""
    column = 0
    for cell in head[0] if head else ():
        yield column, cell.columns
        column += cell.columns


def _chunks(groups: Sequence[tuple[int, int]]) -> Iterator[set[int]]:
    chunk: set[int] = set()
    for start, columns in groups:
        if chunk and LINE_COLUMNS + len(chunk) + columns > MOST:
            yield chunk
            chunk = set()
        chunk |= {*range(start, start + columns)}
    yield chunk


def _only(rows: Rows, kept: set[int]) -> Rows:
    found: list[tuple[Cell, ...]] = []
    for row in placed(rows):
        column, cells = 0, []
        for cell, begins in row:
            if begins and column in kept:
                cells.append(cell)
            column += cell.columns
        found.append(tuple(cells))
    return tuple(found)


def _without_gaps(rows: Rows) -> Rows:
    """Return heads without the rows in which only heads of other parts began."""
    empty = [number for number, row in enumerate(rows) if not row]

    def lower(cell: Cell, top: int) -> Cell:
        return replace(cell, rows=cell.rows - sum(top < number < top + cell.rows for number in empty))

    return tuple(tuple(lower(cell, top) for cell in row) for top, row in enumerate(rows) if row)
