"""Charts: the computed figures of one unit as bars, stock and flow apart, with what each bar stands for.

A chart is data: lengths are parts of the longest, and a template draws it. Drawing libraries put scripts,
the day of the build and rules for the whole page into an SVG, and scale its text down with its width.
"""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from congbo.figures.indicators import PERCENT, Figure

_LINE = 34
"""Characters of a label on one line: what 320 px hold."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar. `length` and `target` are parts of the whole width, from 0 to 1."""

    figure: Figure
    label: tuple[str, ...]
    length: Fraction
    target: Fraction | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one unit and one kind of time. Those without a value have no bar."""

    title: str
    figures: tuple[Figure, ...]
    bars: tuple[Bar, ...]


def charts(unit: str, figures: Iterable[Figure]) -> Iterator[Chart]:
    """Yield the charts of the figures that are computed in a unit: of the period, then of its last day."""
    computed = [figure for figure in figures if figure.unit == unit and not figure.declared]
    what = "Các tỷ lệ" if unit == PERCENT else f"Số {unit}"
    for stock, when in ((False, "trong kỳ"), (True, "tại ngày chốt số liệu")):
        shown = tuple(figure for figure in computed if figure.stock is stock)
        if shown:
            yield Chart(f"{what} {when}", shown, tuple(_bars(shown)))


def _bars(figures: tuple[Figure, ...]) -> Iterator[Bar]:
    known = [(figure, figure.value) for figure in figures if figure.value is not None]
    ends = [value for _, value in known] + [Fraction(f.target.value) for f, _ in known if f.target]
    longest = max([*ends, Fraction(100 if figures[0].unit == PERCENT else 1)])
    for figure, value in known:
        target = Fraction(figure.target.value) / longest if figure.target else None
        yield Bar(figure, tuple(textwrap.wrap(figure.title, _LINE)), value / longest, target)
