"""Day: the day that the site's pages and data speak of, for whoever keeps or adds up copies of them."""

from collections.abc import Iterator

from congbo.export.export import DataFile, Export
from congbo.export.plain import encoded
from congbo.figures.ahead import turn_after
from congbo.pages.pages import Pages

FILE = "du-lieu/ngay.json"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield du-lieu/ngay.json: the site's day, its zone, and the next day on which something changes."""
    yield DataFile(FILE, lambda: _day(pages))


def _day(pages: Pages) -> bytes:
    turn = turn_after(pages.register, pages.day)
    return encoded(
        {
            "day": pages.day.isoformat(),
            "zone": str(pages.zone),
            "next_change": turn.day.isoformat() if turn else None,
        }
    )


EXPORT = Export("day", files)
