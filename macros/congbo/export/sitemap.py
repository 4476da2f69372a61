"""Sitemap: the public addresses of the site's pages, for search engines (sitemaps.org protocol 0.9)."""

import gzip
from collections.abc import Iterator
from xml.etree import ElementTree

from congbo.pages.pages import Pages
from congbo.reports.site import written_address

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(pages: Pages, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Yield sitemap.xml and its gzip, both the same bytes each time; nothing without a public address."""
    if not site_url:
        return
    urlset = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    addresses = [written_address(source.path) for source in pages.site.sources]
    addresses += [page.address for page in pages if page.template != "redirect.html"]
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(urlset, "url"), "loc").text = site_url + address
    ElementTree.indent(urlset)
    text = ElementTree.tostring(urlset, encoding="utf-8", xml_declaration=True) + b"\n"
    yield "sitemap.xml", text
    yield "sitemap.xml.gz", gzip.compress(text, mtime=0)
