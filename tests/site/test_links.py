"""Every link of the built site works, and the checker that says so finds what does not."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import links

REPORT = "bao-cao/2024-tu-kiem-tra/index.html"
PATH = "/kon-tum/cong-bo/"


@pytest.fixture
def planted(built: Path, tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Plant HTML in a page of a copy, and return what the checker says of it."""

    def plant(page: str, html: str) -> list[str]:
        site = tmp_path / "site"
        shutil.copytree(built, site)
        text = (site / page).read_text("utf-8")
        assert text.count("</body>") == 1
        (site / page).write_text(text.replace("</body>", f"{html}</body>"), "utf-8")
        return [f"{one.file}: {one.address}: {one.reason}" for one in links.broken(site)]

    return plant


def test_every_link_leads_to_a_file_and_a_place_of_it(built: Path) -> None:
    pages = {file: links.read(file.read_text("utf-8")) for file in built.rglob("*.html")}
    assert len(pages) > 200
    assert sum(len(page.links) for page in pages.values()) > 5000
    assert [str(one) for one in links.broken(built)] == []


def test_a_site_below_a_path_works_too(
    sources: Path, build: Callable[..., "subprocess.CompletedProcess[str]"], tmp_path: Path
) -> None:
    done = build(sources, tmp_path / "site", SITE_URL=f"https://congbo.example{PATH}")
    assert done.returncode == 0, done.stderr
    assert links.broken(tmp_path / "site", PATH) == []
    assert links.broken(tmp_path / "site", "/khac/") != []


@pytest.mark.parametrize(
    ("html", "address", "reason"),
    [
        ('<a href="../../khong-co/">x</a>', "../../khong-co/", "there is no such file"),
        ('<a href="../../van-ban">x</a>', "../../van-ban", "the address of a folder must end in a slash"),
        ('<a href="#khong-co">x</a>', "#khong-co", f"{REPORT} has no such id"),
        ('<a href="can-cu/#khong-co">x</a>', "can-cu/#khong-co", "has no such id"),
        ('<p id="__search-no">x</p><p id="__search-no">x</p>', "#__search-no", "the id is there 2 times"),
        ('<label for="khong-co">x</label>', "#khong-co", "the page refers to an id that it does not have"),
        ('<img src="khong-co.png" alt="">', "khong-co.png", "there is no such file"),
        ('<img srcset="../../index.html 1x, khong-co.png 2x" alt="">', "khong-co.png", "there is no such file"),
        ('<a href="/thu-tuc/">x</a>', "/thu-tuc/", "the site does not work from a sub-path"),
        ('<a href="../../../../x/">x</a>', "../../../../x/", "the address leads out of the site"),
        ('<a href="javascript:alert(1)">x</a>', "javascript:alert(1)", "no kind of address to link to"),
        ('<script src="https://khac.example/a.js"></script>', "https://khac.example/a.js", "another host"),
        ('<link rel="stylesheet" href="//khac.example/a.css">', "//khac.example/a.css", "another host"),
        ('<style>@import "https://khac.example/a.css";</style>', "https://khac.example/a.css", "another host"),
        ('<p style="background: url(khong-co.png)">x</p>', "khong-co.png", "there is no such file"),
        ('<meta http-equiv="refresh" content="0; url=../khong-co/">', "../khong-co/", "there is no such file"),
        ('<base href="../">', "../", "a <base> changes where every link of the page leads"),
    ],
)
def test_what_is_planted_in_a_page_is_found(
    planted: Callable[[str, str], list[str]], html: str, address: str, reason: str
) -> None:
    (found,) = planted(REPORT, html)
    assert found.startswith(f"{REPORT}: {address}: ")
    assert found.endswith(reason)


def test_a_link_to_another_host_that_nobody_fetches_is_right(
    planted: Callable[[str, str], list[str]],
) -> None:
    html = '<a href="https://dichvucong.gov.vn/">x</a> <link rel="canonical" href="https://congbo.example/">'
    assert planted(REPORT, html) == []


def test_404_links_from_the_root_of_the_site(planted: Callable[[str, str], list[str]]) -> None:
    (found,) = planted("404.html", '<a href="thu-tuc/">x</a> <a href="/thu-tuc/">x</a>')
    assert found.startswith("404.html: thu-tuc/: 404.html is shown at any address")


def test_a_style_sheet_that_fetches_from_another_host_is_found(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "site")
    css = tmp_path / "site/assets/congbo/congbo.css"
    assert "url(" in css.read_text("utf-8")
    with css.open("a", encoding="utf-8") as file:
        file.write("@font-face { src: url(https://khac.example/a.woff2), url('khong-co.woff2'); }")
    found = [(one.address, one.reason) for one in links.broken(tmp_path / "site")]
    assert found == [
        ("https://khac.example/a.woff2", "the page fetches it from another host"),
        ("khong-co.woff2", "there is no such file"),
    ]


def test_the_checker_is_a_command(built: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="khong-co.html">x</a>', "utf-8")
    runs = [
        subprocess.run(
            [sys.executable, root / "tests/links.py", site], capture_output=True, encoding="utf-8", check=False
        )
        for site in (built, tmp_path)
    ]
    assert [run.returncode for run in runs] == [0, 1]
    assert runs[1].stdout == "index.html:1: khong-co.html: there is no such file\n"
