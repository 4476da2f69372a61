"""The sitemap: whole, split where a protocol asks for it, with addresses that any reader can take."""

import gzip
import random
import re
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from congbo.export.sitemap import LARGEST, MOST, encoded, sitemaps
from congbo.reports.site import written_address

SITE = "https://congbo.example/"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
URI = re.compile(r"https?://[A-Za-z0-9.:-]+/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")
"""An absolute address as RFC 3986 allows it, with its escapes in capitals."""


def locations(xml: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(xml).iter(LOC)]


def by_name(addresses: list[str], site: str = SITE, most: int = MOST) -> dict[str, bytes]:
    made = [(file.address, file.content()) for file in sitemaps(addresses, site, most)]
    assert len(dict(made)) == len(made)
    return dict(made)


@pytest.mark.parametrize("count", [0, 1, MOST])
def test_what_one_sitemap_may_hold_is_in_one(count: int) -> None:
    made = by_name([f"thu-tuc/{n}/" for n in range(count)])
    assert set(made) == {"sitemap.xml", "sitemap.xml.gz"}
    assert len(locations(made["sitemap.xml"])) == count


@pytest.mark.parametrize(
    ("count", "most"), [(MOST + 1, MOST), (601, 600), (2 * 600, 600), (2 * 600 + 1, 600)]
)
def test_more_than_that_is_split_behind_an_index(count: int, most: int) -> None:
    addresses = [f"thu-tuc/{n}/" for n in range(count)]
    made = by_name(addresses, most=most)
    index = made["sitemap.xml"]
    assert ElementTree.fromstring(index).tag.endswith("}sitemapindex")
    parts = [made[location.removeprefix(SITE)] for location in locations(index)]
    assert all(0 < len(locations(part)) <= most for part in parts)
    assert [one for part in parts for one in locations(part)] == [SITE + address for address in addresses]


def test_addresses_too_long_for_one_sitemap_are_split_by_their_size() -> None:
    made = by_name(["x" * 2000 + f"{n}/" for n in range(40_000)])
    parts = [made[location.removeprefix(SITE)] for location in locations(made["sitemap.xml"])]
    assert len(parts) > 1
    assert all(len(part) <= LARGEST for part in parts)
    assert sum(len(locations(part)) for part in parts) == 40_000


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_every_file_has_a_packed_one_with_the_same_text_and_no_time(most: int) -> None:
    made = by_name([f"{n}/" for n in range(7)], most=most)
    assert made == by_name([f"{n}/" for n in range(7)], most=most)
    for name in [name for name in made if name.endswith(".xml")]:
        packed = made[f"{name}.gz"]
        assert gzip.decompress(packed) == made[name]
        assert packed[4:8] == bytes(4)


LETTERS = "abz09-._~ àĐữỹ%&'\"<>#?[]{}|\\^`+=;,@:!$()*/\u0301ß中😀"


def test_any_name_gives_an_address_that_is_an_address_and_leads_back_to_the_name() -> None:
    some = random.Random(8)
    names = ["".join(some.choices(LETTERS, k=some.randrange(1, 30))) + "/" for _ in range(3000)]
    found = locations(by_name(names)["sitemap.xml"])
    for name, location in zip(names, found, strict=True):
        assert URI.fullmatch(location), location
        assert unquote(location.removeprefix(SITE)) == name
        assert not urlsplit(location).query


@pytest.mark.parametrize(
    ("site", "right"),
    [
        (SITE, SITE),
        ("https://congbo.example/xa-mau/", "https://congbo.example/xa-mau/"),
        ("https://congbo.example/xã mẫu/", "https://congbo.example/x%C3%A3%20m%E1%BA%ABu/"),
        ("https://congbo.example/x%C3%A3/", "https://congbo.example/x%C3%A3/"),
        ("https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
    ],
)
def test_the_site_s_own_address_is_encoded_once(site: str, right: str) -> None:
    assert encoded(site) == right
    assert URI.fullmatch(encoded(site))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/index.md", ""),
        ("docs/README.md", ""),
        ("docs/du-lieu/index.md", "du-lieu/"),
        ("docs/du-lieu/README.md", "du-lieu/"),
        ("docs/bao-cao/mau.md", "bao-cao/mau/"),
        ("docs/giới thiệu.md", "giới thiệu/"),
    ],
)
def test_a_written_page_is_at_the_address_that_mkdocs_gives_it(path: str, address: str) -> None:
    assert written_address(path) == address
