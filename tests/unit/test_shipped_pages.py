"""Shipped pages: every site has the fronts and guides of the package, and its own at an address wins."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.pages import shipped
from congbo.records.kinds import sections
from congbo.records.sections import KEYS, LIBRARY
from congbo.reports.site import DOCS, Site, written_address
from congbo.rules import check as checks
from congbo.words.spelling import slug

DAY = date(2026, 6, 1)
THEME = "site_name: x\ntheme: {name: material}\nmarkdown_extensions: [footnotes]\n"
OWN = "# Của cơ quan\n"


def site(root: Path, pages: dict[str, str], settings: str = THEME) -> Site:
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    for path, text in pages.items():
        file = root / DOCS / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return checks.read(root, DAY)


def leaves(menu: Any) -> list[str]:
    if isinstance(menu, str):
        return [menu]
    parts = menu.values() if isinstance(menu, dict) else menu
    return [path for part in parts for path in leaves(part)]


def test_each_section_has_a_front_in_the_package() -> None:
    addresses = {written_address(page.path) for page in shipped.pages()}
    guides = {KEYS, LIBRARY}  # listed on pages of the guide
    assert {section.address for section in sections() if section not in guides} <= addresses
    assert all(page.shipped and not page.problems for page in shipped.pages())


def test_no_example_of_the_package_stands_in_a_list_between_fences_which_would_run_its_lines_together() -> (
    None
):
    assert not [page.path for page in shipped.pages() if re.search(r"^ +```", page.text, re.MULTILINE)]


def test_a_site_without_a_page_has_those_of_the_package_and_nothing_is_told(tmp_path: Path) -> None:
    plain = site(tmp_path, {})
    assert [source.path for source in plain.sources] == [page.path for page in shipped.pages()]
    assert {problem.rule for problem in plain.problems} <= {"settings"}


@pytest.mark.parametrize("path", ["thu-tuc/index.md", "thu-tuc/README.md", "thu-tuc.md"])
def test_a_page_of_the_site_at_the_same_address_wins(path: str, tmp_path: Path) -> None:
    found = site(tmp_path, {path: OWN})
    (one,) = (source for source in found.sources if written_address(source.path) == "thu-tuc/")
    assert (one.body, one.shipped) == (OWN, False)
    assert len(found.sources) == len(shipped.pages())


def test_what_a_site_excludes_the_package_does_not_bring_back(tmp_path: Path) -> None:
    found = site(tmp_path, {}, f"{THEME}exclude_docs: /du-lieu/\n")
    assert "du-lieu/" not in {written_address(source.path) for source in found.sources}


@pytest.mark.parametrize("gone", ["thu-tuc", "du-lieu", "huong-dan", "quy-tac", "thay-doi", "chi-so"])
def test_the_pages_of_the_package_link_to_nothing_that_a_site_left_out_or_replaced(
    gone: str, tmp_path: Path
) -> None:
    for pages, settings in (({f"{gone}/index.md": OWN}, THEME), ({}, f"{THEME}exclude_docs: /{gone}/\n")):
        found = site(tmp_path, pages, settings)
        assert {problem.rule for problem in found.problems} <= {"settings"}


def test_a_section_with_records_whose_front_is_left_out_is_told_with_what_leads_there(tmp_path: Path) -> None:
    record = tmp_path / "records/fields/ho-tich.md"
    record.parent.mkdir(parents=True)
    record.write_text("---\nname: Hộ tịch\n---\n", "utf-8")
    found = site(tmp_path, {}, f"{THEME}exclude_docs: /linh-vuc/\n")
    (told,) = (str(problem) for problem in found.problems if "exclude_docs" in problem.message)
    assert told.startswith("mkdocs.yml:4:1: “exclude_docs” bỏ trang đầu của mục “Lĩnh vực” (linh-vuc/)")


def test_a_menu_that_nobody_wrote_has_every_page_for_readers_once_with_reports_under_their_own(
    tmp_path: Path,
) -> None:
    report = "---\nrender_macros: true\nperiod: x\n---\n\n# Báo cáo\n"
    found = site(tmp_path, {"gioi-thieu.md": OWN, "bao-cao/quy.md": report, "index.md": OWN})
    menu = shipped.menu(found.sources)
    theirs = [source.path.removeprefix("docs/") for source in found.sources]
    assert sorted(leaves(menu)) == sorted(path for path in theirs if not path.startswith(shipped.APART))
    titles = {title: entries for one in menu for title, entries in one.items()}
    assert titles["Báo cáo"] == ["bao-cao/index.md", "bao-cao/quy.md"]
    assert titles[shipped.OTHERS] == "gioi-thieu.md"
    assert titles["Trang chủ"] == "index.md"
    assert next(iter(titles)) == "Trang chủ"


def test_a_guide_that_the_site_wrote_itself_is_in_the_menu(tmp_path: Path) -> None:
    found = site(tmp_path, {"huong-dan/nguoi-dan.md": OWN, "index.md": OWN})
    assert "huong-dan/nguoi-dan.md" in leaves(shipped.menu(found.sources))


def test_the_editors_guides_are_one_page_away_from_the_first_of_them_and_that_from_the_help_page() -> None:
    held = {written_address(page.path): page.text for page in shipped.pages()}
    guides = [address for address in held if address.startswith("huong-dan/") and address != "huong-dan/"]
    assert "](../huong-dan/index.md)" in held["tro-giup/"]
    assert "](../quy-tac/index.md)" in held["huong-dan/"]
    for guide in guides:
        assert f"]({guide.removeprefix('huong-dan/').rstrip('/')}.md)" in held["huong-dan/"], guide


def test_each_page_of_the_package_has_its_place_in_that_menu() -> None:
    (last,) = shipped.menu(shipped.pages())[-1]
    assert last != shipped.OTHERS


def test_headings_are_addressed_by_every_letter_whatever_a_site_says(tmp_path: Path) -> None:
    found = site(tmp_path, {"gioi-thieu.md": "# Đường đi\n\n[ở đây](#duong-di)\n", "index.md": OWN})
    assert slug("Đường đi") == "duong-di"
    assert "broken-link" not in {problem.rule for problem in found.problems}
