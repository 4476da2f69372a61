from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from congbo.export.atom import EXPORT, LIMIT
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
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


def resting(number: str = "9/2020/NĐ-CP") -> list[Record]:
    """A decree that a later one replaces on 01/07/2024, and procedures that rest on it, or did."""
    published, gone = event("mới ban hành", "2021-01-01"), event("bãi bỏ", "2024-06-30")
    basis = {"legal_basis": [{"number": number}], "events": [published]}
    return [
        DECISION,
        document("9-2020-ND-CP", "decrees", number="9/2020/NĐ-CP", issued="2020-01-09"),
        document(
            "5-2024-ND-CP", "decrees", number="5/2024/NĐ-CP", issued="2024-05-15", effective="2024-07-01"
        ).model_copy(update={"replaces": ("9-2020-ND-CP",)}),
        procedure("p1", **basis),
        procedure("p2", **basis, field="chuyen-doi-so"),
        procedure("p3", **{**basis, "events": [published, gone]}, field="chuyen-doi-so"),
    ]


def test_the_end_of_a_document_is_news_once_for_all_procedures_that_rest_on_it() -> None:
    title = "Căn cứ pháp lý được thay thế: Nghị định số 9/2020/NĐ-CP"
    for day, told in (("2024-06-30", 0), ("2024-07-01", 1)):
        found = feeds(*resting(), day=day)
        for name in ("atom", "so-huu-tri-tue", "chuyen-doi-so"):
            assert titles(found[f"thay-doi/{name}.xml"]).count(title) == told
    entry = found["thay-doi/chuyen-doi-so.xml"].find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2024-07-01T00:00:00+07:00"
    assert entry.findtext(f"{ATOM}summary") == (
        "Từ ngày 01/07/2024, theo Nghị định số 5/2024/NĐ-CP. Thủ tục có căn cứ này: Thủ tục p1; Thủ tục p2."
    )
    links = [link.get("href", "") for link in entry.iterfind(f"{ATOM}link")]
    assert [link.rpartition("tthc/")[2] for link in links] == [
        "van-ban/9-2020-ND-CP/",
        "van-ban/5-2024-ND-CP/",
        "thu-tuc/p1/",
        "thu-tuc/p2/",
    ]
    assert entry.findtext(f"{ATOM}id").endswith(
        "thay-doi/#van-ban-9-2020-ND-CP-2024-07-01-can-cu-phap-ly-duoc-thay-the-5-2024-ND-CP"
    )


def test_the_end_of_a_document_that_nothing_in_force_rests_on_is_no_news() -> None:
    found = feeds(*resting("7/2020/NĐ-CP"))
    assert not [title for title in titles(found["thay-doi/atom.xml"]) if "Căn cứ" in str(title)]


def test_the_page_of_changes_has_the_place_that_an_entry_leads_to() -> None:
    register = Register.public([field("so-huu-tri-tue"), field("chuyen-doi-so"), *resting()])
    for day in ("2024-06-30", "2024-07-01"):
        pages = Pages(Site(Path(), register, (), (), ()), date.fromisoformat(day), "https://so.example/")
        listed = Renderer(pages).listed("thay-doi", "")
        anchor = "van-ban-9-2020-ND-CP-2024-07-01-can-cu-phap-ly-duoc-thay-the-5-2024-ND-CP"
        assert listed.count(f'id="{anchor}"') == 1
        assert "(căn cứ của 02 thủ tục)" in listed


def test_a_suspension_is_news_on_its_first_day_unless_the_document_is_over_by_then() -> None:
    change = {"document": "9-2020-ND-CP", "action": "ngưng hiệu lực", "effective": "2024-03-01"}
    keys = {"number": "6/2024/NĐ-CP", "issued": "2024-02-15", "changes": [change]}
    new = document("6-2024-ND-CP", "decrees", **keys)
    decision, old, _, *procedures = resting()
    for expired, told in ((None, True), ("2024-03-02", True), ("2024-03-01", False)):
        ended = old.model_copy(update={"expired": expired and date.fromisoformat(expired)})
        said = titles(feeds(decision, ended, new, *procedures)["thay-doi/atom.xml"])
        assert ("Căn cứ pháp lý bị ngưng hiệu lực: Nghị định số 9/2020/NĐ-CP" in said) is told
