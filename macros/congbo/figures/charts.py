"""Charts: the computed figures of one unit as bars, stock and flow apart, with what each bar stands for.

A chart is data: what a template draws stands here in its place, heights in em and widths in per cent, so that
the text keeps its size on every screen and on paper. Drawing libraries put scripts, the day of the build and
rules for the whole page into an SVG, and scale its text down with its width.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from congbo.figures.indicators import Figure
from congbo.words.units import PERCENT

_LINE = 34
"""Characters of a label on one line: what 320 px hold."""

WIDTH = 78
"""Per cent of the chart's width that the longest bar may take; the value stands beside it."""

_LABEL, _BAR = 1.4, 1.9
"""Heights of a line of a label, and of a bar with the room around it, in em."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a bar's label, and how far below the chart's top its letters stand."""

    text: str
    y: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar. `length` and `target` are parts of the whole width, from 0 to 1; `top` is in em."""

    figure: Figure
    lines: tuple[Line, ...]
    length: Fraction
    target: Fraction | None
    top: float

    @property
    def y(self) -> str:
        """How far below the chart's top the bar begins, in em."""
        return _places(self.top)

    @property
    def width(self) -> str:
        """The bar's width in per cent of the chart's."""
        return _places(WIDTH * self.length)

    @property
    def target_x(self) -> str:
        """Where the mark of the target stands, in per cent of the chart's width; empty without a target."""
        return "" if self.target is None else _places(WIDTH * self.target)

    @property
    def target_y(self) -> str:
        """How far below the chart's top the mark of the target begins, in em: a little above the bar."""
        return _places(self.top - 0.15)

    @property
    def value_y(self) -> str:
        """How far below the chart's top the letters of the value stand, in em."""
        return _places(self.top + 0.85)

    @property
    def in_words(self) -> str:
        """The bar for who does not see it: title, value and target."""
        target = f", chỉ tiêu {self.figure.target_in_words}" if self.figure.target else ""
        return f"{self.figure.title}: {self.figure.text}{target}."


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures of one unit and one kind of time. Those without a value have no bar."""

    title: str
    figures: tuple[Figure, ...]
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        """The width of the longest bar, in per cent of the chart's."""
        return WIDTH

    @property
    def value_x(self) -> int:
        """Where the values stand, in per cent of the chart's width: a little beside the longest bar."""
        return WIDTH + 2

    @property
    def height(self) -> float:
        """The height of all bars with their labels, in em."""
        return sum(len(bar.lines) for bar in self.bars) * _LABEL + len(self.bars) * _BAR

    @property
    def has_targets(self) -> bool:
        """Whether any bar has the mark of a target."""
        return any(bar.target is not None for bar in self.bars)


def charts(unit: str, figures: Iterable[Figure]) -> Iterator[Chart]:
    """Yield the charts of the figures that are computed in a unit: of the period, then of its last day."""
    computed = [figure for figure in figures if figure.unit == unit and not figure.declared]
    what = "Các tỷ lệ" if unit == PERCENT else f"Số {unit}"
    for stock, when in ((False, "trong kỳ"), (True, "tại ngày chốt số liệu")):
        shown = tuple(figure for figure in computed if figure.stock is stock)
        if shown:
            yield Chart(f"{what} {when}", shown, tuple(_bars(shown)))


def _bars(figures: Sequence[Figure]) -> Iterator[Bar]:
    known = [(figure, figure.value) for figure in figures if figure.value is not None]
    ends = [value for _, value in known] + [Fraction(f.target.value) for f, _ in known if f.target]
    longest = max([*ends, Fraction(100 if figures[0].unit == PERCENT else 1)])
    top = 0.0
    for figure, value in known:
        texts = textwrap.wrap(figure.title, _LINE)
        lines = tuple(Line(text, _places(top + 1.1 + _LABEL * nth)) for nth, text in enumerate(texts))
        top = top + _LABEL * len(texts) + 0.15
        target = Fraction(figure.target.value) / longest if figure.target else None
        yield Bar(figure, lines, value / longest, target, top)
        top += 1.75


def _places(length: Fraction | float) -> str:
    return f"{float(length):.2f}"
