"""Due dates: the calendar as the page of a procedure counts by it, small, for one fetch."""

from collections.abc import Iterator
from typing import Any

from congbo.export.export import DataFile, Export
from congbo.export.plain import encoded
from congbo.law.calendar import Calendar
from congbo.pages.pages import Pages

FILE = "du-lieu/hen-tra.json"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/hen-tra.json: the years that are known, their marked days, and the hours of work."""
    yield DataFile(FILE, lambda: encoded(plain_calendar(pages.register.calendar)))


def plain_calendar(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as `limits.js` reads it: a day is `[kind, name, sure]`, hours `[since, spans]`."""
    return {
        "years": {str(year): sure for year, sure in sorted(calendar.years.items())},
        "days": {
            day.isoformat(): [str(marked.kind), marked.name, marked.sure]
            for day, marked in sorted(calendar.days.items())
        },
        "hours": [
            [of.since.isoformat(), [[f"{first:%H:%M}", f"{last:%H:%M}"] for first, last in of.spans]]
            for of in calendar.hours
        ],
    }


EXPORT = Export("due-dates", files)
