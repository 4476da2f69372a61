"""Atom: what changed, as feeds to subscribe to: one for all and one a field (RFC 4287)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cached_property, partial
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from congbo.export.export import DataFile, Export
from congbo.export.public_services import ILLUSTRATIVE, Publisher, base_of, publisher
from congbo.figures.changes import Change
from congbo.pages.page import address_of
from congbo.pages.pages import Pages
from congbo.pages.views import illustrative
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.procedures import Procedure
from congbo.words.wording import short_date

SECTION = "thay-doi/"
LIMIT = 100
"""Entries of a feed; what is older stands on the page of changes."""

MOST_NAMED = 5
"""How many of the procedures that rest on a document an entry names."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_TITLE = "Thay đổi về thủ tục hành chính"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield thay-doi/atom.xml and thay-doi/<field>.xml, a feed a field that has procedures, even if empty.

    What takes effect later than the site's day is not in a feed yet: an entry is news of what holds.
    """
    feeds = Feeds(pages)
    yield DataFile(f"{SECTION}atom.xml", feeds.of_all)
    used = {procedure.field for procedure in pages.register.procedures.values()}
    for id_, field in pages.register.fields.items():
        if id_ in used:
            yield DataFile(f"{SECTION}{id_}.xml", partial(feeds.of_field, field))


EXPORT = Export("atom", files)


class Feeds:
    """The feeds of a site: all by the agency whose site it is."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._register = pages.register
        self._base = base_of(pages.site_url)

    @cached_property
    def _agency(self) -> Publisher:
        return publisher(self._pages)

    @cached_property
    def _changes(self) -> list[Change]:
        return self._pages.changes_past

    @cached_property
    def _by_field(self) -> dict[str, list[Change]]:
        by_field: dict[str, list[Change]] = defaultdict(list)
        for change in self._changes:
            procedures = [change.record] if isinstance(change.record, Procedure) else change.resting
            for field in dict.fromkeys(procedure.field for procedure in procedures):
                by_field[field].append(change)
        return by_field

    def of_all(self) -> bytes:
        """Return the feed of every procedure, what they rest on, and every body."""
        return self.feed("atom", _TITLE, SECTION, self._changes)

    def of_field(self, field: FieldOfWork) -> bytes:
        """Return the feed of a field."""
        title = f"{_TITLE}, lĩnh vực {field.name}"
        return self.feed(field.id, title, address_of(field), self._by_field[field.id])

    def feed(self, id_: str, title: str, page: str, found: Sequence[Change]) -> bytes:
        """Return a feed with the elements of RFC 4287, section 4.1.1; `page` shows the same to people."""
        newest = found[:LIMIT]
        feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "vi"})
        address = f"{self._base}{SECTION}{id_}.xml"
        _text(feed, "title", f"{title} – {self._agency.name}")
        if illustrative(change.record for change in newest):
            _text(feed, "subtitle", ILLUSTRATIVE)
        _text(feed, "id", address)
        _text(feed, "updated", self._moment(newest[0].day if newest else self._pages.day))
        author = SubElement(feed, "author")
        _text(author, "name", self._agency.name)
        _text(author, "uri", self._agency.iri)
        SubElement(feed, "link", rel="self", type="application/atom+xml", href=address)
        SubElement(feed, "link", rel="alternate", type="text/html", href=self._base + page)
        for change in newest:
            self._entry(feed, change)
        ElementTree.indent(feed, " ")
        text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
        return text + b"\n"

    def _moment(self, day: date) -> str:
        """Return the day's first moment in the agency's zone (RFC 3339)."""
        return datetime.combine(day, time(), self._pages.zone).isoformat()

    def _entry(self, feed: Element, change: Change) -> None:
        """Add a change as an entry (RFC 4287, section 4.1.2); its author is the feed's.

        Its id is its place on the page of changes, so that it lasts as long as the page (section 4.2.6).
        """
        record, base = change.record, self._base
        entry = SubElement(feed, "entry")
        _text(entry, "title", f"{change.headline}: {change.name}")
        _text(entry, "id", f"{base}{SECTION}#{change.anchor}")
        _text(entry, "updated", self._moment(change.day))
        SubElement(entry, "link", rel="alternate", type="text/html", href=base + address_of(record))
        decision = self._register.documents.get(change.decision)
        found = map(self._register.procedures.get, change.successors)
        successors = [successor for successor in found if successor]
        for related in (*([decision] if decision else []), *successors, *change.resting[:MOST_NAMED]):
            href = base + address_of(related)
            SubElement(entry, "link", rel="related", type="text/html", href=href, title=related.label)
        if isinstance(record, Procedure):
            field = self._register.fields[record.field]
            SubElement(entry, "category", term=field.id, label=field.name, scheme=f"{base}linh-vuc/")
            state = self._pages.procedures_on_day[record.id].state
            SubElement(entry, "category", term=state.key, label=state.in_words, scheme=f"{base}thu-tuc/")
        _text(entry, "summary", _summary(change, decision, successors))


def _summary(change: Change, decision: Document | None, successors: Sequence[Procedure]) -> str:
    """Return what happened in sentences, with what is illustrative marked as such."""
    resting = "; ".join(procedure.name for procedure in change.resting[:MOST_NAMED])
    more = len(change.resting) - MOST_NAMED
    parts = [
        f"Từ ngày {short_date(change.day)}{f', theo {decision.label}' if decision else ''}.",
        f"Thủ tục thay thế: {'; '.join(one.name for one in successors)}." if successors else "",
        f"Thủ tục có căn cứ này: {resting}{f' và {more} thủ tục khác' if more > 0 else ''}."
        if resting
        else "",
        f"Xuất xứ: {change.source}." if change.source else "",
        ILLUSTRATIVE if illustrative([change.record]) else "",
    ]
    return " ".join(filter(None, parts))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
