"""Seal view: the seal of a report and what was corrected since, as values that a page puts in place."""

from dataclasses import dataclass
from datetime import date

from congbo.reports.report import Report
from congbo.reports.sealing import title_of
from congbo.reports.seals import Rectified
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
    """A seal: its day, its fingerprint on one line, and the rectifications made since, in order."""

    day: date
    fingerprint: str
    rectifications: tuple[CorrectedView, ...]


def seal_view(report: Report) -> SealView | None:
    """Return the seal of a report, or None where it is not sealed."""
    if report.seal is None:
        return None
    rectifications = [
        CorrectedView(
            one.date,
            one.reason,
            tuple(_line(report, change) for change in report.rectified if change.rectification is one),
        )
        for one in report.meta.rectifications
    ]
    fingerprint = report.seal.fingerprint.replace(" ", _NO_BREAK)
    return SealView(report.seal.date, fingerprint, tuple(rectifications))


def _line(report: Report, change: Rectified) -> str:
    what = "nay không còn" if change.removed else "đã sửa"
    if change.old != change.new:
        what = f"trước là {change.old or 'không có'}, nay là {change.new or 'không còn'}"
    return f"{sentence(title_of(report, change.part, change.id))}: {what}"
