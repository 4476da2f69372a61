"""Citations: what must hold of the documents that a report cites. Each docstring is the rule."""

from collections.abc import Iterator
from datetime import date

from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.wording import short_date


@tells("cited-not-in-force")
def cited_in_force(site: SiteToCheck) -> Iterator[Problem]:
    """A document that a report cites is in force on the report's day."""
    for report in site.reports:
        replaced = _replaced(report.register, site.unread_ids)
        for cited in report.citations:
            if cited.document in site.unread_ids:
                continue
            document = report.register.documents[cited.document]
            start, end = document.in_force_from, document.expired or replaced.get(document.id)
            day, reason = report.meta.day, ""
            if start and start > day:
                reason = f"đến {short_date(start)} mới có hiệu lực"
            elif end and end <= day:
                reason = f"đã hết hiệu lực từ {short_date(end)}"
            if reason:
                message = f"{document.label} {reason}, không dẫn được trong báo cáo ngày {short_date(day)}"
                yield Problem(report.source.path, cited.line, cited.column, "cited-not-in-force", message)


def _replaced(register: Register, unread_ids: frozenset[str]) -> dict[str, date]:
    """Return the day from which each replaced document is no longer in force."""
    return {
        old: document.in_force_from
        for document in register.documents.values()
        for old in document.replaces
        if document.in_force_from and document.id not in unread_ids
    }
