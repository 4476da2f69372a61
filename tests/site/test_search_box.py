"""The built site's search: what every page holds without JavaScript, and that the index says the same."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from output import having, pages, text_of, tree

SMALL_INDEX = 60_000


@pytest.fixture(scope="module")
def index(built: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((built / "du-lieu/tim-kiem.json").read_bytes())
    return read


@pytest.fixture(scope="module")
def rows(built: Path) -> dict[str, Element]:
    """The rows of the register page, by the id of their procedure."""
    page = tree((built / "thu-tuc/index.html").read_text("utf-8"))
    (register,) = page.iter("cb-register")
    return {row.attrib["data-id"]: row for row in register.iter("tr") if "data-id" in row.attrib}


def cell(row: Element, label: str) -> str:
    (found,) = (cell for cell in row.iter("td") if cell.get("data-label") == label)
    return text_of(found)


def test_every_page_has_one_labelled_search_box_that_leads_to_the_register(built: Path) -> None:
    checked = 0
    for address, page in pages(built).items():
        if not having(page, "cb-header"):
            continue  # a page that only leads elsewhere
        (form,) = (form for form in page.iter("form") if form.get("role") == "search")
        (box,) = (box for box in form.iter("input") if box.get("name") == "q")
        (label,) = form.iter("label")
        assert form.get("method") == "get"
        assert (label.get("for"), text_of(label)) == (box.get("id"), "Tìm thủ tục")
        root = "/" if address == "404.html" else "../" * address.count("/")
        assert form.get("action") == ("./" if address == "thu-tuc/" else f"{root}thu-tuc/"), address
        checked += 1
    assert checked > 100


def test_no_page_holds_a_script_of_the_search_in_itself(built: Path) -> None:
    page = tree((built / "thu-tuc/index.html").read_text("utf-8"))
    sources = [script.get("src", "") for script in page.iter("script")]
    assert "../assets/congbo/search.js" in sources
    assert not [element for element in page.iter() if element.get("onclick") or element.get("oninput")]
    (form,) = having(page, "cb-search")
    (register,) = page.iter("cb-register")
    assert not [one for part in (form, register) for one in part.iter() if one.get("style")]


def test_the_index_and_the_register_page_hold_the_same_procedures(
    index: dict[str, Any], rows: dict[str, Element]
) -> None:
    assert sorted(index["id"]) == sorted(rows)
    assert len(index["id"]) == 57


def test_the_index_says_of_each_procedure_what_the_register_page_says(
    index: dict[str, Any], rows: dict[str, Element]
) -> None:
    for n, id_ in enumerate(index["id"]):
        row = rows[id_]
        (name,) = row.iter("th")
        assert text_of(name, "cb-badge") == (index["plain"][n] or index["name"][n])
        shown = {
            "Mức độ trực tuyến": index["levels"][index["level"][n]],
            "Thời hạn": index["times"][index["time"][n]],
            "Phí, lệ phí": index["fees"][index["fee"][n]],
        }
        assert {label: cell(row, label) for label in shown} == {
            label: text or "Chưa rõ" for label, text in shown.items()
        }
        assert index["state"][n] == {"con": 0, "sap": 1, "het": 2}[row.get("data-state", "con")]
        badges = [text_of(badge) for badge in having(name, "cb-badge")]
        assert badges == list(filter(None, [index["badges"][index["badge"][n]]]))


def test_a_row_carries_what_the_filters_ask(rows: dict[str, Element]) -> None:
    row = rows["2.002131"]
    filters = {name: value for name, value in row.attrib.items() if name.startswith("data-")}
    assert filters == {
        "data-id": "2.002131",
        "data-field": "an-toan-buc-xa",
        "data-level": "toàn trình",
        "data-applicants": "tổ chức|cá nhân (cơ sở có máy X-quang chẩn đoán)",
        "data-days": "5",
        "data-fee": "khong",
    }


def test_fees_and_times_that_are_not_known_carry_no_value(rows: dict[str, Element]) -> None:
    for row in rows.values():
        assert ("data-days" in row.attrib) == (cell(row, "Thời hạn") != "Chưa rõ")
        fee = cell(row, "Phí, lệ phí")
        kinds = {"Chưa rõ": None, "Không thu": "khong"}
        assert row.get("data-fee") == kinds.get(fee, "co"), fee


def test_without_javascript_the_register_page_says_what_the_list_is(built: Path) -> None:
    page = tree((built / "thu-tuc/index.html").read_text("utf-8"))
    (note,) = page.iter("noscript")
    assert "có đủ mọi thủ tục" in "".join(note.itertext())


def test_the_search_library_is_shipped_with_its_licence(built: Path) -> None:
    folder = built / "assets/congbo"
    assert "MiniSearch 7.2.0" in (folder / "minisearch.min.js").read_text("utf-8")[:200]
    assert "Permission is hereby granted" in (folder / "minisearch.LICENSE.txt").read_text("utf-8")


def test_material_s_own_search_index_is_not_shipped(built: Path) -> None:
    assert not list(built.rglob("search_index.json"))
