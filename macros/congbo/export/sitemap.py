"""Sitemap: the public addresses of the site's pages, for search engines (sitemaps.org protocol 0.9)."""

import gzip
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

from congbo.export.export import DataFile, Export
from congbo.pages.page import REDIRECT
from congbo.pages.pages import Pages
from congbo.reports.site import written_address

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(pages: Pages) -> Iterator[DataFile]:
    """Yield sitemap.xml and its gzip, both the same bytes each time; nothing without a public address."""
    if pages.site_url:
        text = cache(lambda: sitemap(pages))
        yield DataFile("sitemap.xml", text)
        yield DataFile("sitemap.xml.gz", lambda: gzip.compress(text(), mtime=0))


EXPORT = Export("sitemap", files)


def sitemap(pages: Pages) -> bytes:
    """Return the addresses of all pages, of written ones first; redirects are left out."""
    urlset = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    addresses = [written_address(source.path) for source in pages.site.sources]
    addresses += [page.address for page in pages if page.template != REDIRECT]
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(urlset, "url"), "loc").text = pages.site_url + address
    ElementTree.indent(urlset)
    text: bytes = ElementTree.tostring(urlset, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
