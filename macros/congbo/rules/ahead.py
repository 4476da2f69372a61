"""Ahead: what is near in time and must be done then. Each docstring is the rule."""

from collections.abc import Iterator
from datetime import timedelta

from congbo.figures.ahead import turns_after
from congbo.records.problems import Problem
from congbo.records.register import Register
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.wording import short_date


@tells("change-ahead")
def change_ahead(site: SiteToCheck) -> Iterator[Problem]:
    """A day on which the site will say something else is told some days before."""
    day = site.of_day
    last = day + timedelta(days=site.settings.days_ahead)
    for turn in turns_after(Register.public(site.register.records), day):
        if turn.day <= last:
            record, path = turn.places[0]
            message = (
                f"ngày {short_date(turn.day)} có thay đổi ({turn.in_words}), {(turn.day - day).days} ngày sau"
                f" ngày của trang ({short_date(day)}); trang phải được dựng lại vào ngày đó"
            )
            yield site.problem(record, path, "change-ahead", message)
