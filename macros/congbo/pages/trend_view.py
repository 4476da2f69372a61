"""Trend view: the lines that the reports of a site give of a figure, one for each body that reports it."""

from collections.abc import Iterable, Iterator

from congbo.figures.indicators import Figure
from congbo.figures.trends import Trend, trend
from congbo.reports.report import Report


def trends_of(reports: Iterable[Report], id_: str, organisation: str | None = None) -> list[Trend]:
    """Return the lines of a figure of that id: of one body, or of every body whose reports have it."""
    found: dict[str, list[Figure]] = {}
    for report in reports:
        body = report.frame.organisation
        if id_ in report.figures and organisation in (None, body):
            found.setdefault(body, []).extend(_values(report, id_))
    return [line for figures in found.values() if (line := trend(figures))]


def _values(report: Report, id_: str) -> Iterator[Figure]:
    """Yield what a report says of a figure: its own value, and that of the period before."""
    yield report.figures[id_]
    if before := report.comparisons[id_].before:
        yield before
