"""What a page makes a phone fetch: no script or stylesheet of the theme, one stylesheet, and little of it."""

import gzip
from pathlib import Path

from output import pages

KB = 1000


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))


def test_every_page_asks_for_one_stylesheet_and_for_the_package_s_own_scripts(sample_built: Path) -> None:
    checked = 0
    for address, page in pages(sample_built).items():
        styles = [link for link in page.iter("link") if link.get("rel") == "stylesheet"]
        if not styles:
            continue  # a page that only leads elsewhere
        assert [str(style.get("href")).rpartition("assets/")[2] for style in styles] == ["congbo/site.css"]
        scripts = [script.get("src", "assets/congbo/") for script in page.iter("script")]
        assert [source for source in scripts if "assets/congbo/" not in source] == [], address
        checked += 1
    assert checked > 80


def test_nothing_is_shipped_that_no_page_asks_for(sample_built: Path) -> None:
    assets = {
        file.relative_to(sample_built / "assets").as_posix()
        for file in (sample_built / "assets").rglob("*.*")
    }
    assert {name.partition("/")[0] for name in assets} == {"congbo", "images"}
    assert sorted(name for name in assets if name.endswith(".css")) == ["congbo/site.css"]


def test_the_stylesheet_holds_the_theme_s_frame_and_not_its_extras(sample_built: Path) -> None:
    css = (sample_built / "assets/congbo/site.css").read_text("utf-8")
    for used in (".md-header", ".md-typeset table", "[data-md-color-scheme=slate]", ".md-nav__link--active"):
        assert used in css
    for unused in (".md-search", ".tabbed-set", ".md-clipboard", "--md-admonition-icon--quote"):
        assert unused not in css


def test_a_procedure_s_page_is_light(sample_built: Path) -> None:
    page = sample_built / "thu-tuc/khai-sinh/index.html"
    asked = ("site.css", "colours.js", "search.js", "search-index.js", "frame.js", "checklist.js")
    assert (
        sum(packed(file) for file in (page, *(sample_built / "assets/congbo" / name for name in asked)))
        < 40 * KB
    )
