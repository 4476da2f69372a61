"""Dates: what must hold of days in records of any kind. Each docstring is the rule."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.elsewhere import Elsewhere
from congbo.records.frontmatter import KeyPath
from congbo.records.observations import Observation
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.records.statistics import Statistic
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.wording import short_date


@tells("unchanged-version")
def unchanged_version(site: SiteToCheck) -> Iterator[Problem]:
    """A version differs from the one before: else nothing changed on its day."""
    for record in site.register.records:
        for key, versions in record.history.items():
            for number, (before, version) in enumerate(pairwise(versions), start=1):
                if version.value == before.value:
                    message = f"bản này của “{key}” giống hệt bản đứng trước, nên ngày của nó không đổi gì"
                    hint = "Hãy xoá mục này, hoặc sửa “value” thành giá trị mới"
                    yield site.problem(record, (key, number, "value"), "unchanged-version", message, hint)


@tells("date-future")
def future_date(site: SiteToCheck) -> Iterator[Problem]:
    """A day on which something has happened is not after today."""
    for record in site.register.records:
        days: list[tuple[KeyPath, date | None]] = []
        if isinstance(record, Document):
            days = [(("issued",), record.issued)]
        elif isinstance(record, Procedure):
            days = [(("listed_on",), record.listed_on)]
        elif isinstance(record, Elsewhere):
            days = [(("checked_on",), record.checked_on)]
        elif isinstance(record, DossierCount | Observation | Statistic) and record.period:
            days = [(("period", "end"), record.period.end)]
        elif isinstance(record, Statistic):
            days = [(("day",), record.day)]
        for path, day in days:
            if day and day > site.today:
                message = f"“{path[-1]}” là ngày {short_date(day)}, sau hôm nay ({short_date(site.today)})"
                yield site.problem(record, path, "date-future", message)
