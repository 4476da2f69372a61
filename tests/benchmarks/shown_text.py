"""Shown text: the words of a report and of the evidence of its figures, read from the pages as published.

What the seal holds is measured against it, so nothing of the package that seals is used: the article and the
page of evidence are made as the site makes them, and their words are taken from the HTML. Left out is what
speaks of the site today and not of the report: the seal and what was corrected since, files to load, notices
of reconstructed data, and what figures nearly counted; and where the text shows a figure, for that it shows
itself. A figure is read with the title that it shows when pointed at. Counted records stand in the order of
their words.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from lxml import html

from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.pages.settings import Settings
from congbo.pages.written import article
from congbo.reports.report import Report
from congbo.reports.site import Site

LIVING = (
    "//*[contains(@class, 'cb-seal') or contains(@class, 'cb-downloads') or contains(@class, 'cb-provenance')"
    " or contains(@class, 'cb-report-about') or contains(@class, 'cb-notice--illustrative')]"
    " | //*[starts-with(@href, '#dinh-chinh')] | //div[dt='Đính chính' or dt='Trong báo cáo']"
    " | //details[contains(summary, 'gần đúng')]"
)


@dataclass(frozen=True, slots=True)
class ShownText:
    """What readers see of a report: its article, its head and slips, the evidence of each figure."""

    article: str
    head: str
    evidence: tuple[str, ...]

    @property
    def words(self) -> Counter[str]:
        """Every word with how often it is read."""
        return words_of(" ".join((self.article, self.head, *self.evidence)))


def words_of(text: str) -> Counter[str]:
    """Return how often each word is in a text, in small letters and without leading zeros."""
    words = re.findall(r"[\w-]+", text.casefold())
    return Counter(word.lstrip("0") or word for word in words)


def shown_text(site: Site, report: Report, settings: Settings, day: date) -> ShownText:
    """Return what readers see of a report of the site."""
    pages = Pages(site, day, dialect=settings.dialect)
    renderer = Renderer(pages, structured_data=lambda *_: "")
    own = _of_today(article(report.source, report, renderer, pages.dialect))
    page = _of_today(renderer.page(pages.evidence(report)))
    for shown in own.xpath("//a[contains(@class, 'cb-figure')]"):
        shown.text = f"{shown.text} ({shown.get('title')})"
    for records in page.iter("ol"):
        records[:] = sorted(records, key=_words)
    sections = page.xpath("//section[contains(@class, 'cb-evidence')]")
    return ShownText(_words(own), _head(report), tuple(sorted(map(_words, sections))))


def _head(report: Report) -> str:
    """Return what of the page's head stands in the papers and beside the signed original only."""
    meta = report.meta
    printed = [(one.text, one.place, one.verdict, one.explanation) for one in meta.printed]
    slips = [(one.printed, one.corrected, one.place, one.reason) for one in meta.corrections]
    return " ".join(filter(None, (meta.place, *(word for one in (*printed, *slips) for word in one))))


def _of_today(text: str) -> html.HtmlElement:
    """Return a page's HTML without what speaks of the site today."""
    root = html.fromstring(f"<div>{text}</div>")
    for element in root.xpath(LIVING):
        if element.getparent() is not None:
            element.drop_tree()
    return root


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
