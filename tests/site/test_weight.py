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


def test_the_stylesheet_holds_what_the_theme_makes_of_text_and_not_its_frame(sample_built: Path) -> None:
    file = sample_built / "assets/congbo/site.css"
    css = file.read_text("utf-8")
    for used in (".cb-header", ".md-typeset table", "[data-md-color-scheme=slate]"):
        assert used in css
    for unused in (".md-search", ".tabbed-set", ".md-nav", ".md-header", "primary=teal", "[dir=rtl]", "/*"):
        assert unused not in css
    assert packed(file) < 13.5 * KB


def test_little_stands_before_the_text_of_a_page_and_it_does_not_grow_with_the_site(built: Path) -> None:
    checked = 0
    for file in built.rglob("*.html"):
        text = file.read_text("utf-8")
        before, _, rest = text.partition("<main")
        if not rest:
            continue  # a page that only leads elsewhere
        assert len(before.partition("<body")[2].encode()) < 5 * KB, file
        checked += 1
    assert checked > 100


def test_a_procedure_s_page_is_light(sample_built: Path) -> None:
    page = sample_built / "thu-tuc/khai-sinh/index.html"
    asked = ("site.css", "colours.js", "search.js", "search-index.js", "frame.js", "checklist.js")
    assert (
        sum(packed(file) for file in (page, *(sample_built / "assets/congbo" / name for name in asked)))
        < 30 * KB
    )
