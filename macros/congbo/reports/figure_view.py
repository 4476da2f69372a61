"""Figure view: a figure of a report as values that a page puts in place; what is empty is not shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from congbo.figures.charts import Chart, charts
from congbo.figures.comparisons import Comparison
from congbo.figures.conditions import Candidate
from congbo.figures.definitions import ExplainedDefinition, explained
from congbo.figures.indicators import Figure, undated
from congbo.figures.quantities import Quantity, State
from congbo.records.record import Period
from congbo.reports.seals import Rectified
from congbo.words.units import PERCENT
from congbo.words.vocabulary import SealedPart
from congbo.words.wording import listing, number, sentence, short_date

if TYPE_CHECKING:
    from datetime import date

    from congbo.reports.report import Report
    from congbo.reports.report_meta import PrintedFigure


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """What a figure was before a rectification, and the number of that rectification in the report."""

    number: int
    day: "date"
    text: str


@dataclass(frozen=True)
class FigureView:
    """A figure as a report, its table, its charts and the page with its evidence show it."""

    report: "Report"
    figure: Figure

    @property
    def id(self) -> str:
        """The id of the figure: of its indicator or its measure."""
        return self.figure.id

    @property
    def text_by_itself(self) -> str:
        """The figure where nothing stands before it; words in place of a number begin with a capital."""
        return self.figure.text if self.known else sentence(self.figure.text)

    @property
    def known(self) -> bool:
        """Whether it has a value."""
        return self.figure.value is not None

    @property
    def fraction_if_known(self) -> str:
        """The two counts of a ratio that has a value."""
        return self.figure.fraction if self.known else ""

    @property
    def unit(self) -> str:
        """The unit where it stands behind the text: that of a percentage is part of the text."""
        counts = self.known or self.figure.declared is not None
        return self.figure.unit if counts and self.figure.unit != PERCENT else ""

    @property
    def time(self) -> str:
        """The day or period, and what the records do not say of time."""
        time = sentence(self.figure.time)
        if self.figure.declared:
            note = self.figure.declared.time_note
            return f"{time}. {note}" if note else time
        facts = undated(self.report.indicator(self.id).definition)
        if not facts:
            return time
        return f"{time}; bản ghi không nói {listing(facts)} có từ ngày nào, nên tính theo bản ghi hiện có"

    @property
    def definition(self) -> ExplainedDefinition:
        """How it is computed."""
        return explained(self.report.indicator(self.id).definition, self.report.register)

    @property
    def units_reason(self) -> str:
        """Why two numbers of unlike units can be compared; empty where the definition does not say."""
        ratio = None if self.figure.declared else self.report.indicator(self.id).definition.ratio
        return ratio.units_reason if ratio else ""

    @property
    def numerator(self) -> str:
        """The number above the line of a ratio."""
        return _quantity(self.figure.numerator)

    @property
    def denominator(self) -> str:
        """The number below the line of a ratio."""
        return _quantity(self.figure.denominator)

    @property
    def only_below(self) -> tuple[Candidate, ...]:
        """All that the denominator counts, where that is more than the numerator counts."""
        below = self.figure.denominator.chosen if self.figure.denominator else ()
        return below if len(below) > len(self.figure.chosen) else ()

    @property
    def said(self) -> str:
        """What the report's own text says of the target."""
        return self.report.declared_verdict(self.id)

    @property
    def assessed(self) -> bool:
        """Whether anything is said of a target."""
        return bool(self.figure.target or self.said)

    @property
    def verdict(self) -> str:
        """What the value says of the target, and what the report's own text says of it."""
        own = f"báo cáo tự đánh giá: {self.said}" if self.said else ""
        computed = str(self.figure.verdict) if self.figure.target else ""
        return sentence("; ".join(filter(None, (computed, own))))

    @property
    def comparison(self) -> Comparison:
        """The figure beside its value in the period before."""
        return self.report.comparisons[self.id]

    @property
    def before(self) -> str:
        """The value of the period before, the difference to it, or why there is none."""
        comparison, before = self.comparison, self.comparison.before
        fraction = f" = {before.fraction}" if before and before.fraction else ""
        when = f" ({before.time})" if before else ""
        said = f"{comparison.text}{fraction}{when}"
        if comparison.difference_text:
            return f"{said}; {comparison.difference_text}"
        return said if comparison.reason == comparison.text else f"{said}: {comparison.reason}"

    @cached_property
    def misprint(self) -> "PrintedFigure | None":
        """What the original printed where it is another value."""
        return self.report.misprinted(self.id)

    @property
    def earlier(self) -> Iterator[EarlierValue]:
        """The values that were rectified, in order."""
        for one in self._rectified:
            if one.change.moved:
                yield EarlierValue(one.number, one.rectification.date, one.change.old or "không có")

    @property
    def rectifications(self) -> Iterator[str]:
        """What each rectification did to the figure, in a sentence, with its reason."""
        for one in self._rectified:
            what = f"trước là {one.change.old or 'không có'}, nay là {one.change.new or 'không còn'}"
            kept = "" if one.change.moved else "giá trị không đổi; "
            yield f"Ngày {short_date(one.rectification.date)}: {kept}{what}. {one.rectification.reason}"

    @property
    def _rectified(self) -> Iterator[Rectified]:
        current = self.report.register.current
        for one in self.report.rectified:
            if one.change.part is SealedPart.FIGURE and current("figure", one.change.id) == self.id:
                yield one

    @property
    def rests(self) -> str:
        """What the annex says of a computed figure that rests on declared numbers."""
        return "Có số tự khai" if self.report.marks_declared and self.figure.resting_on else ""

    @property
    def in_annex(self) -> bool:
        """Whether the annex of the report shows it."""
        return not self.report.annex or self.id in self.report.annex

    @property
    def sections(self) -> list[str]:
        """The sections of the report that show it, place by place."""
        return [call.section for call in self.report.places_of(self.id)]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure in a table; `time` is its own where that is not the table's."""

    view: FigureView
    time: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one kind and one time."""

    caption: str
    rows: tuple[Row, ...]

    @property
    def assessed(self) -> bool:
        """Whether anything is said of a target in any row; a page shows no columns without a word in them."""
        return any(row.view.assessed for row in self.rows)

    @property
    def compared(self) -> bool:
        """Whether any row has a value of the period before."""
        return any(row.view.comparison.before is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart with its figures as the table below it has them."""

    chart: Chart
    rows: tuple[FigureView, ...]


def views(report: "Report", figures: Iterable[Figure]) -> tuple[FigureView, ...]:
    """Return figures of a report as views."""
    return tuple(FigureView(report, figure) for figure in figures)


def computed(report: "Report") -> tuple[FigureView, ...]:
    """Return the figures that are computed from records."""
    return views(report, (figure for figure in report.figures.values() if not figure.declared))


def declared(report: "Report") -> tuple[FigureView, ...]:
    """Return the figures that somebody states and no record stands behind."""
    return views(report, (figure for figure in report.figures.values() if figure.declared))


def tables(report: "Report") -> list[Table]:
    """Return the annex's tables, any of which may be empty: computed in the period, on its day, declared."""
    period, as_of = report.frame.period, report.frame.as_of
    within = f"{short_date(period.start)} – {short_date(period.end)}"
    return [
        _table(f"Số trong kỳ, tính từ bản ghi, {within}", computed(report), period, stock=False),
        _table(f"Số tại ngày {short_date(as_of)}, tính từ bản ghi", computed(report), as_of, stock=True),
        _table(f"Số liệu do báo cáo tự khai, {within}", declared(report), period),
    ]


def _table(
    caption: str, of: Iterable[FigureView], time: "Period | date", *, stock: bool | None = None
) -> Table:
    rows = [
        Row(view, "" if view.figure.basis == time else view.figure.time)
        for view in of
        if (stock is None or view.figure.stock is stock) and view.in_annex
    ]
    return Table(caption, tuple(rows))


def drawn(report: "Report", unit: str) -> list[DrawnChart]:
    """Return the charts of the figures that a report computes in a unit."""
    found = charts(unit, report.figures.values())
    return [DrawnChart(chart, views(report, chart.figures)) for chart in found]


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    return str(State.NO_DATA) if quantity.value is None else number(quantity.value, 6)
