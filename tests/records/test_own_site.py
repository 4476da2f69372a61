"""The project's own site, built of its real records, is as whole as the sample agency's."""

from pathlib import Path

import holes
import links


def test_every_link_leads_to_a_file_and_a_place_of_it(built: Path) -> None:
    assert len(list(built.rglob("*.html"))) > 100
    assert [str(one) for one in links.broken(built)] == []


def test_no_page_has_a_hole(built: Path) -> None:
    wrong, checked = holes.of_site(built)
    assert wrong == {}
    assert checked > 100
