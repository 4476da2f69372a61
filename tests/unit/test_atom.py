from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from congbo.export.atom import EXPORT, LIMIT
from congbo.pages.pages import Pages
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, event, field, procedure

ATOM = "{http://www.w3.org/2005/Atom}"
DECISION = document("348-QD-UBND-2024", "decisions")


def feeds(*records: Record, day: str = "2024-07-24", site_url: str = "https://so.gov.example/tthc/") -> Any:
    register = Register.public([field("so-huu-tri-tue"), field("chuyen-doi-so"), *records])
    pages = Pages(Site(Path(), register, (), (), ()), date.fromisoformat(day), site_url)
    return {address: ElementTree.fromstring(data) for address, data in EXPORT.made(pages)}


def titles(feed: ElementTree.Element) -> list[str | None]:
    return [title.text for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")]


def amended(days: int) -> Record:
    events = [event("sửa đổi, bổ sung", f"{1950 + n}-01-01") for n in range(days)]
    return procedure("p1", events=events)


def test_a_feed_has_the_newest_entries_and_no_more_than_its_limit() -> None:
    feed = feeds(amended(LIMIT + 20), DECISION, day="2200-01-01")["thay-doi/atom.xml"]
    days = [updated.text for updated in feed.iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert len(days) == LIMIT
    assert (days[0], days[-1]) == ("2069-01-01T00:00:00+07:00", "1970-01-01T00:00:00+07:00")
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_what_is_still_to_come_is_not_news_yet() -> None:
    events = [event("mới ban hành", "2024-07-24"), event("bãi bỏ", "2024-07-25")]
    feed = feeds(procedure("p1", events=events), DECISION)["thay-doi/atom.xml"]
    assert titles(feed) == ["Mới ban hành: Thủ tục p1"]


def test_a_field_with_procedures_has_a_feed_though_nothing_changed_and_another_field_has_none() -> None:
    found = feeds(procedure("p1"))
    assert sorted(found) == ["thay-doi/atom.xml", "thay-doi/so-huu-tri-tue.xml"]
    empty = found["thay-doi/so-huu-tri-tue.xml"]
    assert titles(empty) == []
    assert empty.findtext(f"{ATOM}updated") == "2024-07-24T00:00:00+07:00"
    assert empty.findtext(f"{ATOM}subtitle") is None


def test_a_feed_of_a_field_has_its_procedures_only() -> None:
    abolished = [event("bãi bỏ", "2024-06-21")]
    found = feeds(
        procedure("p1", events=abolished), procedure("p2", field="chuyen-doi-so", events=abolished), DECISION
    )
    assert titles(found["thay-doi/chuyen-doi-so.xml"]) == ["Bãi bỏ: Thủ tục p2"]
    assert len(titles(found["thay-doi/atom.xml"])) == 2


def test_marks_of_xml_in_a_name_stay_text() -> None:
    name = 'Thủ tục <b>"A" & B</b> ]]>'
    record = procedure("p1", name=name, events=[event("bãi bỏ", "2024-06-21")])
    assert titles(feeds(record, DECISION)["thay-doi/atom.xml"]) == [f"Bãi bỏ: {name}"]


def test_a_document_that_the_register_does_not_have_is_not_linked() -> None:
    feed = feeds(procedure("p1", events=[event("bãi bỏ", "2024-06-21")]))["thay-doi/atom.xml"]
    (entry,) = feed.iterfind(f"{ATOM}entry")
    assert [link.get("rel") for link in entry.iterfind(f"{ATOM}link")] == ["alternate"]
    assert entry.findtext(f"{ATOM}summary") == "Từ ngày 21/06/2024."


def test_a_site_without_an_address_uses_a_name_that_nobody_can_own() -> None:
    feed = feeds(procedure("p1"), site_url="")["thay-doi/atom.xml"]
    assert feed.findtext(f"{ATOM}id") == "https://congbo.example/thay-doi/atom.xml"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "congbo.example"
