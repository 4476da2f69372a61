"""Every link of the built site works, and the checker that says so finds what does not."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import links

REPORT = "bao-cao/2024-sau-thang/index.html"
EVIDENCE = "bao-cao/2024-sau-thang/can-cu/index.html"
PATH = "/xa-mau/cong-bo/"


def planted(sample_built: Path, site: Path, page: str, *html: str) -> list[str]:
    """Plant HTML in a page of a copy of the site, and return what the checker says of it."""
    shutil.copytree(sample_built, site)
    text = (site / page).read_text("utf-8")
    assert text.count("</body>") == 1
    (site / page).write_text(text.replace("</body>", "\n".join([*html, "</body>"])), "utf-8")
    return [f"{one.file}: {one.address}: {one.reason}" for one in links.broken(site)]


def test_every_link_leads_to_a_file_and_a_place_of_it(sample_built: Path) -> None:
    assert len(list(sample_built.rglob("*.html"))) > 100
    assert [str(one) for one in links.broken(sample_built)] == []


def test_a_site_below_a_path_works_too(
    copy_sample: Callable[[], Path], build: Callable[..., "subprocess.CompletedProcess[str]"], tmp_path: Path
) -> None:
    done = build(copy_sample(), tmp_path / "site", SITE_URL=f"https://congbo.example{PATH}")
    assert done.returncode == 0, done.stderr
    assert links.broken(tmp_path / "site", PATH) == []
    assert links.broken(tmp_path / "site", "/khac/") != []


NO_FILE, OTHER_HOST = "there is no such file", "the page fetches it from another host"
WRONG = [
    ('<a href="../../khong-co/">x</a>', "../../khong-co/", NO_FILE),
    ('<a href="../../van-ban">x</a>', "../../van-ban", "the address of a folder must end in a slash"),
    ('<a href="#khong-co">x</a>', "#khong-co", f"{REPORT} has no such id"),
    ('<a href="can-cu/#cho-la">x</a>', "can-cu/#cho-la", f"{EVIDENCE} has no such id"),
    ('<p id="hai-lan">x</p><p id="hai-lan">x</p>', "#hai-lan", "the id is there 2 times"),
    ('<label for="cho-khac">x</label>', "#cho-khac", "the page refers to an id that it does not have"),
    ('<img src="a.png" alt="">', "a.png", NO_FILE),
    ('<img srcset="../../index.html 1x, b.png 2x" alt="">', "b.png", NO_FILE),
    (
        '<a href="/thu-tuc/">x</a>',
        "/thu-tuc/",
        "the address begins at the host's root, so the site does not work from a sub-path",
    ),
    ('<a href="../../../../x/">x</a>', "../../../../x/", "the address leads out of the site"),
    ('<a href="javascript:alert(1)">x</a>', "javascript:alert(1)", "it is no kind of address to link to"),
    ('<script src="https://khac.example/a.js"></script>', "https://khac.example/a.js", OTHER_HOST),
    ('<link rel="stylesheet" href="//khac.example/a.css">', "//khac.example/a.css", OTHER_HOST),
    ('<style>@import "https://khac.example/b.css";</style>', "https://khac.example/b.css", OTHER_HOST),
    ('<p style="background: url(c.png)">x</p>', "c.png", NO_FILE),
    ('<meta http-equiv="refresh" content="0; url=../d/">', "../d/", NO_FILE),
    ('<base href="../">', "../", "a <base> changes where every link of the page leads"),
]
RIGHT = [
    '<a href="https://dichvucong.gov.vn/">x</a> <a href="mailto:a@khcn.example">x</a>',
    '<link rel="canonical" href="https://congbo.example/"> <img src="data:image/gif;base64,R0lGOD=" alt="">',
    '<a href="can-cu/#so-tinh-duoc">x</a> <a href="?q=1">x</a> <a href=".">x</a> <a href="../../">x</a>',
]


def test_everything_that_is_planted_in_a_page_is_found(sample_built: Path, tmp_path: Path) -> None:
    found = planted(sample_built, tmp_path / "site", REPORT, *RIGHT, *(html for html, _, _ in WRONG))
    assert sorted(found) == sorted(f"{REPORT}: {address}: {reason}" for _, address, reason in WRONG)


def test_404_links_from_the_root_of_the_site(sample_built: Path, tmp_path: Path) -> None:
    html = '<a href="thu-tuc/">x</a> <a href="/thu-tuc/">x</a>'
    (found,) = planted(sample_built, tmp_path / "site", "404.html", html)
    assert found.startswith("404.html: thu-tuc/: 404.html is shown at any address")


def test_a_style_sheet_that_fetches_from_another_host_is_found(sample_built: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_built, tmp_path / "site")
    css = tmp_path / "site/assets/congbo/site.css"
    assert "url(" in css.read_text("utf-8")
    with css.open("a", encoding="utf-8") as file:
        file.write("@font-face { src: url(https://khac.example/a.woff2), url('khong-co.woff2'); }")
    found = [(one.address, one.reason) for one in links.broken(tmp_path / "site")]
    assert found == [
        ("https://khac.example/a.woff2", "the page fetches it from another host"),
        ("khong-co.woff2", "there is no such file"),
    ]


def test_the_checker_is_a_command(sample_built: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="khong-co.html">x</a>', "utf-8")
    runs = [
        subprocess.run(
            [sys.executable, root / "tests/links.py", site],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        for site in (sample_built, tmp_path)
    ]
    assert [run.returncode for run in runs] == [0, 1]
    assert runs[1].stdout == "index.html:1: khong-co.html: there is no such file\n"
