"""Filled forms: what must hold of the rows of official forms. Each docstring is the rule."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from congbo.figures.findings import Finding, Misfit, by_source, findings, overlap
from congbo.figures.observations import FormRecord, FormRow, rows_in, rows_of
from congbo.records.forms import Form
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Observation
from congbo.records.operands import SHORT_FORM
from congbo.records.problems import Problem
from congbo.rules.indicators import ONE_OF_TWO
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

_FEW_OF = 4  # columns of a form, of which one that is not there is a slip
_LOOK_AGAIN = (
    "Hãy dò lại từng số với bản in; bản gốc đã ký sai đúng như thế thì thêm “original: có” và “explained”"
)
_EXPLAIN = "Nếu đúng là như vậy, thêm lời giải thích vào “explained” của bản ghi."


@tells("dossier-identity", "dossier-total", "form-finding")
def misfits(site: SiteToCheck) -> Iterator[Problem]:
    """The columns of a form add up (II.06a: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11), and so do rows of parts.

    What does not fit in a copy of a signed original, with the period before or between two sources is
    explained.
    """
    refused: dict[tuple[str, KeyPath, str], list[Finding]] = defaultdict(list)
    for one in findings(site.register):
        if one.refused:
            rule = "dossier-identity" if one.kind is Misfit.IDENTITY else "dossier-total"
            refused[one.row.record.path, one.row.path(), rule].append(one)
        elif not one.explained:
            yield site.problem(one.row.record, one.path, "form-finding", one.message, _EXPLAIN)
    for (_, _, rule), found in refused.items():  # of one row
        form = site.register.forms[found[0].row.form]
        if rule == "dossier-total":
            first, *more = found
            others = ", ".join(f"({form.numbers[one.column]})" for one in more)
            message = f"{first.message}; lệch cả ở cột {others}" if more else first.message
            yield site.problem(first.row.record, first.path, "dossier-total", message, _LOOK_AGAIN)
            continue
        for column, together in _by_cell(form, found):
            message = "; ".join(one.message for one in together)
            hint = f"Các cột: {_named_in(form, message)}. {_LOOK_AGAIN}"
            row = together[0].row
            yield site.problem(row.record, row.path(column), "dossier-identity", message, hint)


def _by_cell(form: Form, found: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return what does not fit in a row by the cell to look at: the one in all of it, if there is one."""
    keys = {number: key for key, number in form.numbers.items()}
    named = [re.findall(r"\((\w+)\)", one.message) for one in found]
    in_all = [number for number in named[0] if number in keys and all(number in numbers for numbers in named)]
    if len(found) > 1 and in_all:
        return [(keys[in_all[0]], list(found))]
    by_column: dict[str, list[Finding]] = defaultdict(list)
    for one in found:
        by_column[one.column].append(one)
    return list(by_column.items())


def _named_in(form: Form, message: str) -> str:
    """Return the keys of the columns that a message names by their numbers."""
    return ", ".join(f"({number}) {key}" for key, number in form.numbers.items() if f"({number})" in message)


@tells("dossier-total")
def overlaps(site: SiteToCheck) -> Iterator[Problem]:
    """The rows of a body's units and fields in a period do not overlap."""
    for form in site.register.forms:
        for rows in by_source(list(rows_of(form, site.register))):
            if twice := overlap([row for row in rows if not row.whole]):
                earlier, row = twice
                message = (
                    f"không cộng được với {earlier.record.path}: một bộ hồ sơ có thể nằm trong cả hai dòng"
                )
                yield site.problem(row.record, _named(row), "dossier-total", message)


@tells("duplicate-statistic")
def filled_twice(site: SiteToCheck) -> Iterator[Problem]:
    """A row of a form stands in one record of a body, period and source."""
    for form in site.register.forms:
        earlier: dict[tuple[str, str, str, str], FormRow] = {}
        for row in rows_of(form, site.register):
            key = (row.organisation, str(row.period), row.source, row.name)
            first = earlier.setdefault(key, row)
            if first is not row and isinstance(row.record, Observation):
                message = f"dòng “{row.title}” cùng cơ quan, kỳ và nguồn đã có ở {first.record.path}"
                hint = ONE_OF_TWO if first.record is not row.record else "Hãy xoá một trong hai dòng"
                yield site.problem(row.record, row.path(), "duplicate-statistic", message, hint)


@tells("form-finding")
def gaps(site: SiteToCheck) -> Iterator[Problem]:
    """A row that has most columns of its form has all of them: what is not known says so."""
    for record in site.register.observations.values():
        form = site.register.forms.get(record.form)
        keys = list(form.by_key) if form and not record.table else []
        for number, row in enumerate(record.rows):
            lacking = [key for key in keys if key not in row.cells]
            if 0 < len(lacking) <= len(keys) // _FEW_OF:
                message = f"dòng “{row.label}” thiếu cột {', '.join(lacking)}"
                hint = "Hãy thêm cho đủ; ô nguồn để trống thì viết “không rõ”"
                yield site.problem(record, ("rows", number, "cells"), "form-finding", message, hint)


@tells("unknown-column")
def columns(site: SiteToCheck) -> Iterator[Problem]:
    """A filled form and what is explained of it name columns that the form has."""
    records: list[FormRecord] = [*site.register.observations.values(), *site.register.dossier_counts.values()]
    for record in records:
        form = site.register.forms.get(record.form if isinstance(record, Observation) else SHORT_FORM)
        if form is None:
            continue
        named: list[tuple[KeyPath, str]] = [
            (("explained", number, "column"), one.column) for number, one in enumerate(record.explained)
        ]
        if isinstance(record, Observation):
            named += [(row.path(key), key) for row in rows_in(record) for key in row.cells]
        for path, key in named:
            if key not in form.by_key:
                message = f"{form.label} không có cột “{key}”"
                called = form.called(key)
                hint = f"Có phải “{called}”?" if called else nearest(key, form.by_key)
                hint = hint or f"Các cột: {', '.join(form.by_key)}."
                yield site.problem(
                    record, path, "unknown-column", message, hint, at_key="explained" not in path
                )


def _named(row: FormRow) -> KeyPath:
    key = "unit" if row.unit else "field"
    return (key,) if row.number is None else ("rows", row.number, key)
