"""Seal view: the seal of a report and what was corrected since, as values that a page puts in place."""

from dataclasses import dataclass
from datetime import date

from congbo.reports.report import Report
from congbo.reports.seals import Change, typed_mark
from congbo.words.wording import sentence

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """A rectification: its day, its reason, and a line for each part that it corrects."""

    day: date
    reason: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealView:
    """A seal: its day, its mark on one line, and the rectifications made since, in order.

    `anchor` is the place of the mark on the page that shows it; `code` is what the QR code of the mark says.
    """

    day: date
    mark: str
    anchor: str
    code: str
    rectifications: tuple[CorrectedView, ...]


def seal_view(report: Report, address: str = "") -> SealView | None:
    """Return the seal of a report, or None where it is not sealed.

    `address` is where the public can hold the mark against the published one; without it, the code of the
    mark says the digits alone.
    """
    if report.chain is None:
        return None
    rectifications = [
        CorrectedView(one.date, one.reason, tuple(map(_line, one.changes)))
        for one in report.chain.rectifications
    ]
    digits = typed_mark(report.chain.mark)
    return SealView(
        day=report.chain.seal.date,
        mark=report.chain.mark.replace(" ", _NO_BREAK),
        anchor=(anchor := f"ma-{digits}"),
        code=f"{address}#{anchor}" if address else digits,
        rectifications=tuple(rectifications),
    )


def _line(change: Change) -> str:
    """Return what was corrected, in the words of the day on which that was done."""
    what = f"trước là {change.old or 'không có'}, nay là {change.new or 'không còn'}"
    return f"{sentence(change.title)}: {what}"
