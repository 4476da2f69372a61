"""Mentions: where reports cite, count and name records; made once for all pages of a site."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from congbo.figures.indicators import Figure
from congbo.reports.report import Citation, Note, Report


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """A place of a report where a document is cited."""

    report: Report
    citation: Citation


@dataclass(frozen=True, slots=True)
class CountedIn:
    """The figures of a report in which a record is counted."""

    report: Report
    figures: tuple[Figure, ...]


def citing(reports: Iterable[Report]) -> dict[str, list[CitingPlace]]:
    """Return the places of reports that cite each document, in reading order."""
    found: dict[str, list[CitingPlace]] = defaultdict(list)
    for report in reports:
        for citation in report.citations:
            found[citation.document].append(CitingPlace(report, citation))
    return dict(found)


def counted_in(reports: Iterable[Report]) -> dict[str, list[CountedIn]]:
    """Return the figures in which each record is counted, report by report; by the record's path."""
    found: dict[str, list[CountedIn]] = defaultdict(list)
    for report in reports:
        figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in report.figures.values():
            for candidate in figure.chosen:
                figures[candidate.record.path].append(figure)
        for path, counting in figures.items():
            found[path].append(CountedIn(report, tuple(counting)))
    return dict(found)


def noted(reports: Iterable[Report]) -> dict[str, list[tuple[Report, Note]]]:
    """Return the notes of reports that name each record."""
    found: dict[str, list[tuple[Report, Note]]] = defaultdict(list)
    for report in reports:
        for note in report.notes:
            for id_ in note.records:
                found[id_].append((report, note))
    return dict(found)
