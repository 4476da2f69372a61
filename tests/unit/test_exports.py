"""Exports: which files there will be is known before any is made, and each is written by one export."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from congbo import export, paper
from congbo.export import EXPORTS, files_of, search
from congbo.export.export import DataFile, Export
from congbo.pages.pages import Pages
from congbo.paper.reports import FORMATS
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.rules import check as checks
from sample import dossiers, field, organisation, procedure, report

ROOT = Path(__file__).parents[2]
DAY = date(2026, 6, 1)
WORDS = (organisation("SKHCN", name="Sở Mẫu"), field("so-huu-tri-tue"), field("do-luong"))
URL = "https://so.gov.example/tthc/"


def pages_of(*records: Record, url: str = URL) -> Pages:
    """A site with a report over these records."""
    found = report("Lời.\n", *WORDS, *records)
    return Pages(Site(Path(), found.register, (found.source,), (found,), ()), DAY, url)


def nothing(url: str = "") -> Pages:
    return Pages(Site(Path(), Register([]), (), (), ()), DAY, url)


SITES = {
    "nothing": nothing(),
    "nothing with an address": nothing(URL),
    "a report": pages_of(),
    "a report without the site's address": pages_of(url=""),
    "a report with a form": pages_of(dossiers("mot", {}), procedure("p1")),
    "two fields": pages_of(procedure("p1"), procedure("p2", field="do-luong")),
}


@pytest.mark.parametrize("pages", SITES.values(), ids=SITES)
def test_the_addresses_of_an_export_are_those_of_the_files_that_it_makes(pages: Pages) -> None:
    for one in EXPORTS:
        assert list(one.addresses(pages)) == [address for address, _ in one.made(pages)], one.name
    every = [address for address, _ in files_of(pages)]
    assert every == [address for one in EXPORTS for address in one.addresses(pages)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("url", ["", URL])
def test_of_the_projects_own_site_too(url: str) -> None:
    pages = Pages(checks.read(ROOT, DAY), DAY, url)
    claimed = [address for one in EXPORTS for address in one.addresses(pages)]
    assert claimed == [address for address, _ in files_of(pages)]
    assert len(claimed) == len(set(claimed)) > 20


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 6, 7])
def test_a_cut_index_claims_as_many_files_as_it_is_cut_into(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "SHARD", 3)
    pages = pages_of(*(procedure(f"p{n}") for n in range(count)))
    made = [address for address, _ in search.EXPORT.made(pages)]
    assert made == list(search.EXPORT.addresses(pages))
    assert len(made) == (1, 1, 1, 1, 2, 2, 2, 3)[count]


def test_addresses_are_told_before_what_writes_the_files_is_loaded() -> None:
    slow = {"openpyxl", "docx", "typst", "lxml", "segno"}
    code = f"""
import sys; from datetime import date; from pathlib import Path
from congbo.export import EXPORTS; from congbo.pages.pages import Pages; from congbo.rules import check
pages = Pages(check.read(Path({str(ROOT)!r}), date(2026, 6, 1)), date(2026, 6, 1), "https://x.example/")
assert any(a.endswith(".pdf") for one in EXPORTS for a in one.addresses(pages))
print(sorted({{name.partition(".")[0] for name in sys.modules}} & {slow}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_an_export_from_outside_is_written_with_the_others() -> None:
    pages = SITES["a report"]
    count = Export("dem", lambda pages: iter([DataFile("du-lieu/dem.txt", lambda: b"1\n")]))
    export.EXPORTS.append(count)
    try:
        assert dict(files_of(pages))["du-lieu/dem.txt"] == b"1\n"
    finally:
        export.EXPORTS.remove(count)
    assert "du-lieu/dem.txt" not in dict(files_of(pages))


def test_every_ending_of_a_report_on_paper_is_made_by_a_writer() -> None:
    assert tuple(FORMATS) == paper.SUFFIXES


def test_every_export_has_a_name_of_its_own() -> None:
    assert len({one.name for one in EXPORTS}) == len(EXPORTS)
