"""Sitemap: the public addresses of the site's pages, for search engines (sitemaps.org protocol 0.9)."""

import gzip
from collections.abc import Iterable, Iterator
from functools import cache, partial
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from congbo.export.export import DataFile, Export
from congbo.pages.addresses import INDEX, Taken, claims
from congbo.pages.pages import Pages
from congbo.reports.site import written_address

MOST, LARGEST = 50_000, 50 * 1024 * 1024
"""How many addresses one sitemap may hold, and how many bytes."""

_AROUND = 64  # bytes of XML around an address, and for an `&` in it

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_KEPT = "/:@!$&'()*+,;=~"
"""What stands for itself in a path, beside letters, digits and `-._` (RFC 3986, 3.3)."""


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield sitemap.xml and its gzip, the same bytes each time; nothing without a public address."""
    if pages.site_url:
        yield from sitemaps(_addresses(pages), pages.site_url)


def _addresses(pages: Pages) -> list[str]:
    """Return the addresses of all pages, of written ones first; redirects are left out."""
    written = [written_address(source.path) for source in pages.site.sources]
    made = (claim.address for claim in claims(pages) if claim.taken is Taken.PAGE)
    return [*written, *(address.removesuffix(INDEX) for address in made)]


def sitemaps(addresses: Iterable[str], site_url: str, most: int = MOST) -> Iterator[DataFile]:
    """Yield the files of the sitemap of addresses below a site's: more than `most` go behind an index."""
    base = encoded(site_url)
    parts = list(_parts((base + quote(address, safe=_KEPT) for address in addresses), most))
    if len(parts) <= 1:
        yield from _with_gzip("sitemap", "urlset", "url", parts[0] if parts else [])
        return
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield from _with_gzip(name, "urlset", "url", part)
    yield from _with_gzip("sitemap", "sitemapindex", "sitemap", [f"{base}{name}.xml" for name in names])


EXPORT = Export("sitemap", files)


def _parts(locations: Iterable[str], most: int) -> Iterator[list[str]]:
    """Yield the addresses in runs that one sitemap may hold."""
    part: list[str] = []
    size = _AROUND * 4
    for location in locations:
        size += len(location) + _AROUND
        if len(part) == most or size > LARGEST:
            yield part
            part, size = [], _AROUND * 5 + len(location)
        part.append(location)
    if part:
        yield part


def _written(root: str, item: str, locations: Iterable[str]) -> bytes:
    """Return the XML of a list of addresses."""
    top = ElementTree.Element(root, xmlns=_NAMESPACE)
    for location in locations:
        ElementTree.SubElement(ElementTree.SubElement(top, item), "loc").text = location
    ElementTree.indent(top)
    text: bytes = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _with_gzip(name: str, root: str, item: str, locations: list[str]) -> Iterator[DataFile]:
    text = cache(partial(_written, root, item, tuple(locations)))
    yield DataFile(f"{name}.xml", text)
    yield DataFile(f"{name}.xml.gz", lambda: gzip.compress(text(), mtime=0))


def encoded(site_url: str) -> str:
    """Return a site's address with nothing but ASCII: its host in Punycode, its path percent-encoded."""
    parts = urlsplit(site_url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return parts._replace(netloc=host, path=quote(parts.path, safe=f"{_KEPT}%")).geturl()
