"""The feeds are valid Atom, lead to pages that are there, and tell the same as the page of changes."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from congbo.figures.changes import changes
from congbo.records.reader import read_site
from congbo.records.register import Register
from output import article, contents, pages, text_of, tree

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://congbo.example/"
DAY_IN_VIETNAM = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00\+07:00")
FEED_ELEMENTS = {"title", "subtitle", "id", "updated", "author", "link", "entry"}
ENTRY_ELEMENTS = {"title", "id", "updated", "link", "category", "summary"}


@pytest.fixture(scope="module")
def register(root: Path) -> Register:
    return Register.public(read_site(root).records)


@pytest.fixture(scope="module")
def feeds(built: Path) -> dict[str, Element]:
    files = sorted((built / "thay-doi").glob("*.xml"))
    return {file.relative_to(built).as_posix(): ElementTree.fromstring(file.read_bytes()) for file in files}


def local(element: Element) -> str:
    assert element.tag.startswith(ATOM), f"{element.tag} is not in Atom's namespace"
    return element.tag.removeprefix(ATOM)


def entries(feed: Element) -> list[Element]:
    return list(feed.iterfind(f"{ATOM}entry"))


def said(element: Element, name: str) -> str:
    """What the only child of that name says."""
    (found,) = element.iterfind(f"{ATOM}{name}")
    return found.text or ""


def file_at(site: Path, address: str) -> Path:
    """The file behind an absolute address of the site."""
    assert address.startswith(SITE), address
    path = site / urldefrag(address.removeprefix(SITE))[0]
    return path / "index.html" if address.endswith("/") or path.is_dir() else path


def test_there_is_a_feed_of_all_and_one_of_each_field_with_procedures(
    feeds: dict[str, Element], register: Register
) -> None:
    fields = {procedure.field for procedure in register.procedures.values()}
    assert len(fields) == 4
    assert set(feeds) == {"thay-doi/atom.xml", *(f"thay-doi/{field}.xml" for field in fields)}


def test_every_feed_has_what_the_standard_asks_for(feeds: dict[str, Element], built: Path) -> None:
    for address, feed in feeds.items():
        assert local(feed) == "feed"
        assert {local(child) for child in feed} <= FEED_ELEMENTS
        assert said(feed, "id") == SITE + address
        assert said(feed, "title")
        assert DAY_IN_VIETNAM.fullmatch(said(feed, "updated"))
        (author,) = feed.iterfind(f"{ATOM}author")
        assert said(author, "name") == "Sở Khoa học và Công nghệ tỉnh Kon Tum"
        assert file_at(built, said(author, "uri")).is_file()
        links = {link.get("rel"): link for link in feed.iterfind(f"{ATOM}link")}
        assert set(links) == {"self", "alternate"}
        assert links["self"].get("href") == SITE + address
        assert file_at(built, links["alternate"].get("href", "")).is_file()


def test_every_entry_has_what_the_standard_asks_for(feeds: dict[str, Element], built: Path) -> None:
    for feed in feeds.values():
        for entry in entries(feed):
            assert {local(child) for child in entry} == ENTRY_ELEMENTS
            assert said(entry, "title")
            assert said(entry, "summary")
            assert DAY_IN_VIETNAM.fullmatch(said(entry, "updated"))
            links = [(link.get("rel"), link.get("href", "")) for link in entry.iterfind(f"{ATOM}link")]
            assert [rel for rel, _ in links].count("alternate") == 1
            assert dict(links)["alternate"].startswith(f"{SITE}thu-tuc/")
            assert all(file_at(built, href).is_file() for _, href in links)


def test_entries_come_newest_first_and_the_feed_is_as_new_as_its_first(feeds: dict[str, Element]) -> None:
    for feed in feeds.values():
        days = [datetime.fromisoformat(said(entry, "updated")) for entry in entries(feed)]
        assert days == sorted(days, reverse=True)
        assert days[0] == datetime.fromisoformat(said(feed, "updated"))


def test_an_entry_has_the_same_id_in_each_feed_and_it_leads_to_its_place_on_the_page(
    feeds: dict[str, Element], built: Path
) -> None:
    page = article(built, "thay-doi/")
    places = {element.get("id") for element in page.iter()}
    ids = [said(entry, "id") for entry in entries(feeds["thay-doi/atom.xml"])]
    assert len(ids) == len(set(ids)) == 59
    by_field = [said(e, "id") for address, f in feeds.items() if "atom" not in address for e in entries(f)]
    assert sorted(by_field) == sorted(ids)
    for id_ in ids:
        address, place = urldefrag(id_)
        assert address == f"{SITE}thay-doi/"
        assert place in places


def test_the_publication_of_june_is_told_with_its_decision_and_marked_as_reconstructed(
    feeds: dict[str, Element],
) -> None:
    (entry,) = [
        entry for entry in entries(feeds["thay-doi/atom.xml"]) if "2.002544-2024-06-21" in said(entry, "id")
    ]
    assert said(entry, "title").startswith("Mới ban hành: Thủ tục cấp Giấy chứng nhận chuyển giao công nghệ")
    assert said(entry, "updated") == "2024-06-21T00:00:00+07:00"
    assert "theo Quyết định số 348/QĐ-UBND" in said(entry, "summary")
    assert "Xuất xứ: tái dựng." in said(entry, "summary")
    assert "Dữ liệu minh hoạ" in said(entry, "summary")
    related = [link for link in entry.iterfind(f"{ATOM}link") if link.get("rel") == "related"]
    assert [link.get("href") for link in related] == [f"{SITE}van-ban/348-QD-UBND-2024/"]
    category, state = entry.iterfind(f"{ATOM}category")
    assert (state.get("term"), state.get("label")) == ("con", "đang có hiệu lực")
    assert category.get("term") == "hoat-dong-khcn"


def test_the_page_of_changes_tells_each_month_and_each_change_with_its_decision(
    built: Path, register: Register
) -> None:
    page = article(built, "thay-doi/")
    headings = [text_of(heading, "headerlink") for heading in page.iter("h2")]
    assert headings == [
        "Theo dõi",
        "Tháng 7 năm 2024",
        "Tháng 6 năm 2024",
        "Tháng 3 năm 2024",
        "Tháng 11 năm 2023",
    ]
    links = {link.get("href") for link in page.iter("a")}
    items = {element.get("id") for element in page.iter("li")}
    found = changes(register)
    assert len(found) == 59
    for change in found:
        assert change.anchor in items
        assert f"../thu-tuc/{change.record.id}/" in links
        assert f"../van-ban/{change.decision}/" in links
    assert "Mức độ trực tuyến: toàn trình, theo Quyết định số 539/QĐ-UBND (tái dựng): 42 thủ tục" in text_of(
        page
    )


def test_the_page_of_changes_links_to_every_feed(built: Path, feeds: dict[str, Element]) -> None:
    links = {link.get("href") for link in article(built, "thay-doi/").iter("a")}
    assert {f"../{address}" for address in feeds} <= links


def test_every_page_tells_feed_readers_where_the_feed_is(built: Path) -> None:
    for address, page in pages(built).items():
        if any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta")):
            continue
        (link,) = [link for link in page.iter("link") if link.get("type") == "application/atom+xml"]
        assert link.get("rel") == "alternate feed"
        assert urljoin(SITE + address, link.get("href")) == f"{SITE}thay-doi/atom.xml", address


def test_the_sitemap_has_every_page_but_redirects_once(built: Path) -> None:
    sitemap = ElementTree.fromstring((built / "sitemap.xml").read_bytes())
    listed = [loc.text or "" for loc in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(listed) == len(set(listed))
    written = {
        f"{SITE}{address}"
        for address, page in pages(built).items()
        if address != "404.html"
        and not any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta"))
    }
    assert set(listed) == written
    assert f"{SITE}thay-doi/" in listed


def test_a_site_at_another_address_has_feeds_of_that_address(
    copy_site: Callable[..., Path], build: Callable[..., object], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(copy_site(), site, SITE_URL="https://tthc.example/kontum/")
    feed = ElementTree.fromstring((site / "thay-doi/atom.xml").read_bytes())
    assert said(feed, "id") == "https://tthc.example/kontum/thay-doi/atom.xml"
    told = [name for name, data in contents(site).items() if SITE.encode() in data]
    assert told == []
    not_found = tree((site / "404.html").read_text("utf-8"))
    (link,) = [link for link in not_found.iter("link") if link.get("type") == "application/atom+xml"]
    assert link.get("href") == "/kontum/thay-doi/atom.xml"
