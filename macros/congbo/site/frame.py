"""Frame: what stands around every page: the menu of where the reader is, and whose site it is.

A page holds the sections and the pages of its own section, never the whole menu: a page must not grow with
the site.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congbo.pages.agency import Office, agency_of, office_of
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.reports.site import written_address
from congbo.words.wording import short_date

MOST = 12
"""How many pages of a section the menu shows; of a larger one only its front and where the reader is."""

ABOUT_THE_SITE = (
    ("Trợ giúp", "tro-giup/", ""),
    ("Khả năng tiếp cận", "tiep-can/", ""),
    ("English", "en/", "en"),
    ("Dành cho người biên tập", "huong-dan/", ""),
)
"""What the footer leads to where the site has it: words, address, and the language where it is another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu; `current` is the value of its `aria-current`, empty where the reader is not."""

    title: str
    address: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """Links that stand side by side; `section` is the title of what they are in, empty for the sections."""

    section: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What ends every page: the office and its page, and pages about the site."""

    office: Office | None
    page: str
    links: tuple[tuple[str, str, str], ...]


def day_line(day: date | None) -> str:
    """Return what the foot of a page says of the day that it speaks of; nothing where it speaks of none.

    A page that depends on no day must not change from one to the next.
    """
    if day is None:
        return ""
    return f'<p>Số liệu của trang tính đến ngày <time datetime="{day}">{short_date(day)}</time>.</p>'


def levels(items: Sequence[Any], page: Any) -> tuple[Level, ...]:
    """Return the sections, then what stands in each section that the reader is in.

    `items` are MkDocs' own: sections, pages and links of the navigation, of which those on the way to the
    page are active.
    """
    return tuple(_levels("", items, page))


def _levels(title: str, items: Sequence[Any], page: Any) -> Iterator[Level]:
    entries = tuple(_entries(items, page))
    if title:
        entries = _few(entries)
    if entries:
        yield Level(title, entries)
    for item in items:
        if item.active and item.children:
            yield from _levels(item.title, item.children, page)


def _entries(items: Iterable[Any], page: Any) -> Iterator[Entry]:
    for item in items:
        leads_to = _first(item)
        if leads_to is not None:
            here = "page" if leads_to is page else "true"
            yield Entry(item.title or leads_to.title, leads_to.url, here if item.active else "")


def _first(item: Any) -> Any:
    """Return the page or link that an item of the navigation leads to; None for an empty section."""
    while item is not None and item.children is not None:
        item = next((child for child in item.children if _first(child) is not None), None)
    return item


def _few(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if len(entries) <= MOST:
        return entries
    return entries[:1] + tuple(entry for entry in entries[1:] if entry.current)


def foot(pages: Pages) -> Foot:
    """Return what ends every page of a site."""
    record = agency_of(pages.site, pages.register)
    held = {written_address(source.path) for source in pages.site.sources}
    links = tuple(link for link in ABOUT_THE_SITE if link[1] in held)
    return Foot(office_of(record) if record else None, address_of(record) if record else "", links)
