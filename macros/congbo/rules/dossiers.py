"""Filled forms: what must hold of the rows of official forms. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.findings import Misfit, by_source, findings, overlap
from congbo.figures.observations import FormRow, rows_of
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.rules.rulebook import SiteToCheck, tells

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


def _named(row: FormRow) -> KeyPath:
    key = "unit" if row.unit else "field"
    return (key,) if row.number is None else ("rows", row.number, key)
