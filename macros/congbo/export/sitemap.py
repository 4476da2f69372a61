"""Sitemap: the public addresses of the site's pages, for search engines (sitemaps.org protocol 0.9)."""

import gzip
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

from congbo.pages.pages import Pages
from congbo.reports.site import DOCS

MOST, LARGEST = 50_000, 50 * 1024 * 1024
"""How many addresses one sitemap may hold, and how many bytes."""

_AROUND = 64  # bytes of XML around an address, and for an `&` in it

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_KEPT = "/:@!$&'()*+,;=~"
"""What stands for itself in a path, beside letters, digits and `-._` (RFC 3986, 3.3)."""


def files(pages: Pages, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield sitemap.xml and its gzip, the same bytes each time; nothing without a public address."""
    if not site_url:
        return
    addresses = [written_address(source.path) for source in pages.site.sources]
    addresses += [page.address for page in pages if page.template != "redirect.html"]
    yield from sitemaps(addresses, site_url)


def sitemaps(addresses: Iterable[str], site_url: str, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the sitemap of addresses below a site's: more than `most` go behind an index."""
    base = encoded(site_url)
    parts = list(_parts((base + quote(address, safe=_KEPT) for address in addresses), most))
    if len(parts) <= 1:
        yield from _with_gzip("sitemap", _written("urlset", "url", parts[0] if parts else ()))
        return
    names = [f"sitemap-{number}" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield from _with_gzip(name, _written("urlset", "url", part))
    yield from _with_gzip(
        "sitemap", _written("sitemapindex", "sitemap", [f"{base}{name}.xml" for name in names])
    )


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


def _with_gzip(name: str, text: bytes) -> Iterator[tuple[str, bytes]]:
    yield f"{name}.xml", text
    yield f"{name}.xml.gz", gzip.compress(text, mtime=0)


def encoded(site_url: str) -> str:
    """Return a site's address with nothing but ASCII: its host in Punycode, its path percent-encoded."""
    parts = urlsplit(site_url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    return parts._replace(netloc=host, path=quote(parts.path, safe=f"{_KEPT}%")).geturl()


def written_address(path: str) -> str:
    """Return the address of a page of docs/: `docs/du-lieu/index.md` is at `du-lieu/`."""
    stem = path.removeprefix(f"{DOCS}/").removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    address = folder if name in ("index", "README") else stem
    return f"{address}/" if address else ""
