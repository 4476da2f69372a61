"""What the search knows of documents: each, newest first, with what it is on the day, in bounded files."""

import json
from datetime import date
from pathlib import Path

from congbo.export.search_documents import EXPORT, LONGEST, MOST, MOST_PAGES, pages_found
from congbo.pages.pages import Pages
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.reports.written_page import PageSource
from sample import document, field, organisation, procedure, report, written


def files(*records: Record) -> dict[str, dict[str, list[object]]]:
    site = Site(Path(), Register([organisation("SKHCN"), *records]), (), (), (), ())
    return {address: json.loads(data) for address, data in EXPORT.made(Pages(site, date(2024, 7, 20)))}


def written(*records: Record) -> dict[str, list[object]]:
    (found,) = files(*records).values()
    return found


def test_documents_are_columns_newest_first_with_what_they_are_on_the_day() -> None:
    found = written(
        document("5-KH-SKHCN-2024", issued="2024-03-01", subject="về a", expired="2024-05-01"),
        document("9-KH-SKHCN-2024", issued="2024-03-02", description="Nội dung b"),
        document("7-SKHCN-2024", "letters", number="7/SKHCN", issued="2024-03-03"),
    )
    assert found == {
        "more": [],
        "pages": [],
        "kinds": ["công văn", "kế hoạch"],
        "statuses": ["đã ban hành", "còn hiệu lực", "hết hiệu lực"],
        "id": ["7-SKHCN-2024", "9-KH-SKHCN-2024", "5-KH-SKHCN-2024"],
        "label": ["Công văn số 7/SKHCN", "Kế hoạch số 9/KH-SKHCN", "Kế hoạch số 5/KH-SKHCN"],
        "day": ["03/03/2024", "02/03/2024", "01/03/2024"],
        "subject": ["", "Nội dung b", "về a"],
        "status": [0, 1, 2],
        "kind": [0, 1, 1],
        "over": [0, 0, 1],
    }


def test_files_are_bounded_whatever_the_register_holds_and_hold_every_document_once() -> None:
    many = [document(f"{n}-KH-SKHCN-2024", issued="2024-03-01", subject="x" * 500) for n in range(MOST + 5)]
    found = files(*many)
    assert list(found) == ["du-lieu/tim-van-ban.json", "du-lieu/tim-van-ban-2.json"]
    first, second = found.values()
    assert first["more"] == ["tim-van-ban-2.json"]
    assert (len(first["id"]), len(second["id"])) == (MOST, 5)
    assert sorted(map(str, [*first["id"], *second["id"]])) == sorted(one.id for one in many)
    assert {len(str(subject)) for subject in first["subject"]} == {LONGEST}
    assert f"{MOST + 4}-KH-SKHCN-2024" in first["id"]


def test_a_register_without_documents_has_the_file_all_the_same() -> None:
    assert written()["id"] == []
