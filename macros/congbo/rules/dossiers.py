"""Filled forms: what must hold of the rows of official forms. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.findings import Misfit, by_source, findings, overlap
from congbo.figures.observations import FormRecord, FormRow, rows_in, rows_of
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Observation
from congbo.records.operands import SHORT_FORM
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.spelling import nearest

_EXPLAIN = "Nếu đúng là như vậy, thêm lời giải thích vào “explained” của bản ghi."


@tells("dossier-identity", "dossier-total", "form-finding")
def misfits(site: SiteToCheck) -> Iterator[Problem]:
    """The columns of a form add up (II.06a: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11), and so do rows of parts.

    What does not fit in a copy of a signed original, with the period before or between two sources is
    explained.
    """
    for one in findings(site.register):
        record = one.row.record
        if one.refused and one.kind is Misfit.IDENTITY:
            yield site.problem(record, one.path, "dossier-identity", one.message)
        elif one.refused:
            yield site.problem(record, one.path, "dossier-total", one.message)
        elif not one.explained:
            yield site.problem(record, one.path, "form-finding", one.message, _EXPLAIN)


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
                yield site.problem(row.record, row.path(), "duplicate-statistic", message)


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
                hint = nearest(key, form.by_key) or f"Các cột: {', '.join(form.by_key)}."
                yield site.problem(
                    record, path, "unknown-column", message, hint, at_key="explained" not in path
                )


def _named(row: FormRow) -> KeyPath:
    key = "unit" if row.unit else "field"
    return (key,) if row.number is None else ("rows", row.number, key)
