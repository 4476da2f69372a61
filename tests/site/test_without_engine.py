"""The site without MkDocs: the domain alone makes its articles and data, to the byte as published."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from congbo.export import files_of
from congbo.export.jsonld import StructuredData
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.pages.settings import read_settings
from congbo.pages.written import article
from congbo.reports.site import written_address
from congbo.rules import check as checks

DAY = date(2026, 6, 1)
URL = "https://congbo.example/"


@pytest.fixture(scope="module")
def pages(sources: Path) -> Pages:
    return Pages(checks.read(sources, DAY), DAY, URL, dialect=read_settings(sources).dialect)


@pytest.fixture(scope="module")
def renderer(pages: Pages) -> Renderer:
    return Renderer(pages, structured_data=StructuredData(pages))


def published(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def test_every_written_article_is_the_one_that_the_engine_publishes(
    pages: Pages, renderer: Renderer, unchanged: Path
) -> None:
    reports = {report.source.path: report for report in pages.site.reports}
    assert len(pages.site.sources) > 10
    for source in pages.site.sources:
        made = article(source, reports.get(source.path), renderer, pages.dialect)
        assert made in published(unchanged, written_address(source.path)), source.path


def test_every_generated_article_is_the_one_that_the_engine_publishes(
    pages: Pages, renderer: Renderer, unchanged: Path
) -> None:
    made = [page for page in pages if page.template != "redirect.html"]
    assert len(made) > 250
    for page in made:
        assert renderer.page(page) in published(unchanged, page.address), page.address


def test_every_data_file_is_the_one_that_is_published(pages: Pages, unchanged: Path) -> None:
    for address, data in files_of(pages):
        assert (unchanged / address).read_bytes() == data, address


def test_all_that_is_done_without_loading_the_engine(sources: Path) -> None:
    code = f"""
import sys
from datetime import date
from pathlib import Path
from congbo.export import files_of
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.rules.check import read
day = date(2026, 6, 1)
pages = Pages(read(Path({str(sources)!r}), day), day)
renderer = Renderer(pages)
print(sum(len(renderer.page(page)) for page in pages) > 0, len(list(files_of(pages))) > 0)
print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'mkdocs_macros', 'material')])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "True True\n[]\n", done.stderr
