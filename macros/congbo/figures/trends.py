"""Trends: what one figure of one body was in three or more periods, as a line with its points.

Only what can stand side by side is one line: numbers of a day, or numbers of periods equally long that do not
overlap; so a half-year is never a point between two years. Two values make no line. As with charts, widths
are in per cent and heights in em, so that the text keeps its size on every screen and on paper.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from congbo.figures.indicators import Figure
from congbo.records.record import Period
from congbo.words.units import PERCENT

FEWEST, MOST = 3, 12
"""Points that make a line, and those that 320 px hold; of more, the latest are drawn."""
HEIGHT = 9
"""The height of a line in em, with room for the values above it."""
_TOP, _BOTTOM = 2.0, 8.0
_LEFT, _RIGHT = 6, 94
_MONTH = 30.44
"""Days of a month, taken all in all."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at its place: `x` in per cent of the width, `y` in em from the top; `label_y` is its text's."""

    figure: Figure
    x: str
    y: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Segment:
    """The line between two points that follow each other."""

    begin: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Trend:
    """The values of a figure in the order of their times, and as many of them as points as can be drawn."""

    title: str
    figures: tuple[Figure, ...]
    points: tuple[Point, ...]

    @property
    def height(self) -> int:
        """The height of the drawing in em."""
        return HEIGHT

    @property
    def segments(self) -> list[Segment]:
        """The lines between the points."""
        return [Segment(*pair) for pair in zip(self.points, self.points[1:], strict=False)]

    @property
    def in_words(self) -> str:
        """The line for who does not see it."""
        return " ".join(f"{one.figure.time}: {one.figure.text}." for one in self.points)


def trend(figures: Iterable[Figure]) -> Trend | None:
    """Return the line of the values of one figure of one body, by the latest of them, or None.

    Of several values of one time the first given counts.
    """
    known: dict[Period | date, Figure] = {}
    for one in figures:
        if one.value is not None and not one.qualifier:
            known.setdefault(one.basis, one)
    if not known:
        return None
    ordered = sorted(known.values(), key=_end)
    alike = list(_side_by_side([one for one in ordered if _like(one, ordered[-1])]))
    if len(alike) < FEWEST:
        return None
    shown = alike[-MOST:]
    return Trend(f"{shown[-1].title} qua {len(alike)} kỳ", tuple(alike), tuple(_points(shown)))


def _end(figure: Figure) -> date:
    return figure.basis.end if isinstance(figure.basis, Period) else figure.basis


def _like(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit and _months(one) == _months(other)


def _months(figure: Figure) -> int:
    """Return how many months a figure is of; a number of a day is of none."""
    if not isinstance(figure.basis, Period):
        return 0
    return max(1, round(((figure.basis.end - figure.basis.start).days + 1) / _MONTH))


def _side_by_side(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield those whose periods do not overlap the one before; the latest of overlapping ones stays."""
    kept: list[Figure] = []
    for one in reversed(figures):
        later = kept[-1].basis if kept else None
        if isinstance(later, Period) and _end(one) >= later.start:
            continue
        kept.append(one)
    return reversed(kept)


def _points(figures: Sequence[Figure]) -> Iterator[Point]:
    values = [one.value or Fraction(0) for one in figures]
    highest = max([*values, Fraction(100 if figures[0].unit == PERCENT else 1)])
    lowest = min([*values, Fraction(0)])
    for nth, (one, value) in enumerate(zip(figures, values, strict=True)):
        x = _LEFT + (_RIGHT - _LEFT) * Fraction(nth, len(figures) - 1)
        y = _BOTTOM - (_BOTTOM - _TOP) * float((value - lowest) / (highest - lowest))
        yield Point(one, f"{float(x):.2f}", f"{y:.2f}", f"{y - 0.6:.2f}")
