"""Following: the page of a report's next period, begun from the report, and what it still needs.

The text is kept: calls bring the new numbers, and a clerk mends prose faster than he writes it. What the
former report printed, its number, corrections and seal stay with it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from congbo.figures.frame import Frame
from congbo.figures.indicators import declared, operands
from congbo.figures.observations import FormRow, rows_of, stated
from congbo.figures.quantities import State
from congbo.law.regimes import Regime, ReportingPeriod
from congbo.records.dossier_counts import DossierCount
from congbo.records.forms import Form, on_day
from congbo.records.library import library
from congbo.records.operands import SHORT_FORM, short_keys
from congbo.records.register import Register
from congbo.reports import outlines
from congbo.reports.periods import PERIOD_BEFORE, SAME_PERIOD
from congbo.reports.report import Report, read_report
from congbo.reports.written_page import read_page

_OWN = ("printed", "corrections", "seal", "number", "as_of", "day", "day_known", "period", "previous")
"""What a report says of itself alone; its periods and days are said anew."""
_ENDS_IN_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")

REREAD = "[Chưa có: lời văn đọc lại cho kỳ này; bài chép từ báo cáo kỳ trước, đọc xong thì bỏ dòng này.]"
"""Stands at the top of a page that was begun from another, until somebody has read it."""


def kind_of(report: Report) -> str:
    """Return what a page's id calls its kind of report: `cchc` of `2026-06-cchc-6-thang`."""
    found = re.fullmatch(r"\d{4}(?:-\d{2}){0,2}-(.+)", report.id)
    words = found[1] if found else report.id
    known = [id_ for id_ in outlines.shipped() if words == id_ or words.startswith(f"{id_}-")]
    return known[0] if known else re.sub(r"-(?:thang-\d+|quy-[iv]+|\d+-thang(?:-cuoi)?|nam|tuan)$", "", words)


def page(report: Report, regime: Regime, former: ReportingPeriod, period: ReportingPeriod) -> str:
    """Return the page of a later period with the text of a report."""
    kept = {key: value for key, value in report.source.data.items() if key not in _OWN}
    for key in ("title", "description"):
        if key in kept:
            kept[key] = renamed(str(kept[key]), report.frame.period_name, former, period)
    level = report.meta.period.level
    complete = list(map(str, report.meta.previous.complete)) if report.meta.previous else []
    against = _against(regime, period)
    previous = {"of": against, "complete": complete} if against and complete else against
    head: dict[str, Any] = {
        **kept,
        "period": outlines.period_keys(period, level),
        **({"previous": previous} if previous else {}),
        "day": period.end.isoformat(),
        "day_known": "không",
    }
    text = report.source.body.lstrip("\n")
    return outlines.page(head, text if REREAD in text else f"{REREAD}\n\n{text}")


def renamed(text: str, name: str, former: ReportingPeriod, period: ReportingPeriod) -> str:
    """Return a text with the name of the former period replaced, in the letters of its case."""
    for old in (name, former.in_words):
        found = re.search(re.escape(old), text, re.IGNORECASE)
        if found:
            new = period.in_words.upper() if found[0].isupper() else period.in_words
            return text[: found.start()] + new + text[found.end() :]
    return text


def _against(regime: Regime, period: ReportingPeriod) -> str:
    """Return which period it is compared with: the one before where that is as long, else “cùng kỳ”."""
    before = regime.before(period)
    if before and before.is_as_long_as(period):
        return PERIOD_BEFORE
    return SAME_PERIOD if regime.year_before(period) else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that figures need and that is not there: its folder, id, title and text to fill in."""

    folder: str
    id: str
    title: str
    figures: tuple[str, ...]
    text: str

    @property
    def path(self) -> str:
        """Where the record belongs."""
        return f"records/{self.folder}/{self.id}.md"


def missing(report: Report) -> list[Missing]:
    """Return the records that the figures of a report's text need of its period and that are not there."""
    wanted: dict[str, list[str]] = {}
    forms: dict[tuple[str, str], list[str]] = {}
    for id_ in report.figures_in_text:
        figure = report.figures.get(id_)
        if figure is None or figure.state is not State.NO_DATA:
            continue
        indicator = report.register.indicators.get(id_)
        for measure in _measures(report, id_):
            wanted.setdefault(measure, []).append(id_)
        for one in operands(indicator.definition) if indicator else ():
            if one.cell:
                forms.setdefault((one.cell[0], one.organisation or report.frame.organisation), []).append(id_)
    found = [_statistic(report, measure, figures) for measure, figures in wanted.items()]
    own = (SHORT_FORM, report.frame.organisation)
    if any(call.name == "dossier_form" for call in report.source.calls):
        forms.setdefault(own, [])
    for (id_, body), figures in forms.items():
        frame = replace(report.frame, organisation=body)
        form = on_day(id_, frame.period.end, report.register.forms)
        if form is None or any(stated(one, frame, report.register) for one in {id_, form.id}):
            continue
        named = list(dict.fromkeys(figures))
        if form.id == SHORT_FORM and body == own[1]:
            found += _rows(report, named)
        else:
            found.append(_filled(form, frame, report.register, named))
    return found


def _measures(report: Report, figure: str) -> Iterator[str]:
    """Yield the declared measures behind a figure that have no value in the report's frame."""
    indicator = report.register.indicators.get(figure)
    named = [one.statistic for one in operands(indicator.definition)] if indicator else [figure]
    for measure in filter(None, named):
        value = declared(measure, report.frame, report.register)
        if value is None or value.state is State.NO_DATA:
            yield measure


def _statistic(report: Report, measure: str, figures: list[str]) -> Missing:
    known = report.register.measures.get(measure, [])
    last = known[-1] if known else None
    ours = library().get(measure)
    frame = report.frame
    time = {"day": frame.as_of.isoformat()} if last and last.day else {"period": _days(frame)}
    keys: dict[str, Any] = {
        "title": last.title if last else ours.title if ours else "",
        "measure": measure,
        "value": "",
        "unit": last.unit if last else ours.unit if ours else "",
        **time,
        "organisation": frame.organisation,
        "stated_in": {"report": report.id},
    }
    end = (frame.as_of if last and last.day else frame.period.end).isoformat()
    title = str(keys["title"]) or measure
    return Missing("statistics", f"{measure}-{end}", title, tuple(figures), outlines.page(keys, ""))


def _rows(report: Report, figures: list[str]) -> list[Missing]:
    """Return the rows of the form of dossiers, divided as the body's last form was."""
    own = [
        row
        for row in report.register.dossier_counts.values()
        if row.organisation == report.frame.organisation and row.period.end < report.frame.period.end
    ]
    last = max((row.period.end for row in own), default=None)
    rows = [row for row in own if row.period.end == last]
    end = report.frame.period.end.isoformat()
    if not rows:
        body = report.register.organisations.get(report.frame.organisation)
        title = body.name if body else report.frame.organisation
        return [_row(report, f"ii06a-{report.frame.organisation}-{end}", {"title": title}, figures)]
    return [
        _row(report, f"{_ENDS_IN_DATE.sub('', row.id)}-{end}", _same(row), figures)
        for row in {row.id: row for row in rows}.values()
    ]


def _filled(form: Form, frame: Frame, register: Register, figures: list[str]) -> Missing:
    """Return a form to be filled in, with the lines of the body's last one."""
    own = [
        row
        for row in rows_of(form.id, register)
        if row.organisation == frame.organisation and row.period.end < frame.period.end
    ]
    last = max((row.period.end for row in own), default=None)
    body = register.organisations.get(frame.organisation)
    name = body.name if body else frame.organisation
    lines = [_line(row) for row in own if row.period.end == last] or [{"label": name}]
    title = f"{form.short_name} {frame.period_name} của {name}"
    keys = {
        "title": title,
        "form": form.id,
        "organisation": frame.organisation,
        "period": _days(frame),
        "rows": [{**line, "cells": dict.fromkeys(form.by_key, "")} for line in lines],
    }
    id_ = f"{form.id}-{frame.organisation}-{frame.period.end.isoformat()}"
    return Missing("observations", id_, title, tuple(figures), outlines.page(keys, ""))


def _line(row: FormRow) -> dict[str, str]:
    whole = "có" if row.whole and row.name == "" and row.number is not None else ""
    said = {"label": row.title, "unit": row.unit, "field": row.field, "level": row.level, "total": whole}
    return {key: value for key, value in said.items() if value}


def _same(row: DossierCount) -> Mapping[str, str]:
    said = {"title": row.title, "unit": row.unit, "field": row.field}
    return {key: value for key, value in said.items() if value}


def _row(report: Report, id_: str, same: Mapping[str, str], figures: list[str]) -> Missing:
    keys = {
        "title": same["title"],
        "organisation": report.frame.organisation,
        **{key: value for key, value in same.items() if key != "title"},
        "period": _days(report.frame),
        "counts": dict.fromkeys(short_keys(), ""),
        "stated_in": {"report": report.id},
    }
    title = f"Biểu II.06a, {same['title']}"
    return Missing("statistics/dossiers", id_, title, tuple(figures), outlines.page(keys, ""))


def _days(frame: Frame) -> dict[str, str]:
    return {"start": frame.period.start.isoformat(), "end": frame.period.end.isoformat()}


def preview(page_text: str, path: str, register: Register) -> Report | None:
    """Return the report that a page which is not written yet will be, or None where its head is wrong."""
    source = read_page(page_text.encode(), path)
    meta, _ = read_report(source, register.regimes)
    return Report(source, meta, register) if meta else None
