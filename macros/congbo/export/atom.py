"""Atom: what changed, as feeds to subscribe to: one for all procedures and one a field (RFC 4287)."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from congbo.changes import Change, changes, past
from congbo.export.services import ILLUSTRATIVE, base_of, publisher
from congbo.pages import Pages, address_of
from congbo.wording import short_date

SECTION = "thay-doi/"
LIMIT = 100
"""Entries of a feed; what is older stands on the page of changes."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_TITLE = "Thay đổi về thủ tục hành chính"


def files(pages: Pages, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield thay-doi/atom.xml and thay-doi/<field>.xml, a feed a field that has procedures, even if empty.

    What takes effect later than the site's day is not in a feed yet: an entry is news of what holds.
    """
    base = base_of(site_url)
    found = past(changes(pages.register), pages.day)
    yield f"{SECTION}atom.xml", _feed(pages, base, "atom", "", SECTION, found)
    used = {procedure.field for procedure in pages.register.procedures.values()}
    for id_, field in pages.register.fields.items():
        if id_ in used:
            of_field = (change for change in found if change.procedure.field == id_)
            yield f"{SECTION}{id_}.xml", _feed(pages, base, id_, field.name, address_of(field), of_field)


def entry_id(base: str, change: Change) -> str:
    """Return the permanent id of a change: its place on the page of changes (RFC 4287, section 4.2.6)."""
    return f"{base}{SECTION}#{change.anchor}"


def _feed(pages: Pages, base: str, id_: str, field: str, page: str, found: Iterable[Change]) -> bytes:
    """Return a feed with the elements that RFC 4287, section 4.1.1 asks for, the same bytes each time."""
    newest = list(found)[:LIMIT]
    agency = publisher(pages, base)
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "vi"})
    address = f"{base}{SECTION}{id_}.xml"
    title = f"{_TITLE}, lĩnh vực {field}" if field else _TITLE
    _text(feed, "title", f"{title} – {agency.name}")
    if any(change.procedure.illustrative for change in newest):
        _text(feed, "subtitle", ILLUSTRATIVE)
    _text(feed, "id", address)
    _text(feed, "updated", _moment(newest[0].day if newest else pages.day))
    author = SubElement(feed, "author")
    _text(author, "name", agency.name)
    _text(author, "uri", agency.iri)
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=address)
    SubElement(feed, "link", rel="alternate", type="text/html", href=base + page)
    for change in newest:
        _entry(feed, pages, base, change)
    ElementTree.indent(feed, " ")
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(feed: Element, pages: Pages, base: str, change: Change) -> None:
    """Add a change as an entry (RFC 4287, section 4.1.2); its author is the feed's."""
    register, procedure = pages.register, change.procedure
    entry = SubElement(feed, "entry")
    _text(entry, "title", f"{change.headline}: {procedure.name}")
    _text(entry, "id", entry_id(base, change))
    _text(entry, "updated", _moment(change.day))
    SubElement(entry, "link", rel="alternate", type="text/html", href=base + address_of(procedure))
    decision = register.documents.get(change.decision)
    successor = register.procedures.get(change.successor)
    for related in filter(None, (decision, successor)):
        href = base + address_of(related)
        SubElement(entry, "link", rel="related", type="text/html", href=href, title=related.label)
    field = register.fields[procedure.field]
    SubElement(entry, "category", term=field.id, label=field.name, scheme=f"{base}linh-vuc/")
    sentences = [
        f"Từ ngày {short_date(change.day)}",
        f", theo {decision.label}" if decision else "",
        f". Thủ tục thay thế: {successor.name}" if successor else "",
        f". Xuất xứ: {change.source}" if change.source else "",
    ]
    note = f" {ILLUSTRATIVE}" if procedure.illustrative else ""
    _text(entry, "summary", f"{''.join(sentences)}.{note}")


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """Return the day's first moment in Vietnam (RFC 3339)."""
    return f"{day.isoformat()}T00:00:00+07:00"
