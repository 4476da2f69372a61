"""What the search box knows of documents: each, newest first, with what it is on the day, and no more."""

import json
from datetime import date
from pathlib import Path

from congbo.export.search_documents import LONGEST, MOST, data
from congbo.pages.pages import Pages
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, organisation


def written(*records: Record) -> dict[str, list[object]]:
    site = Site(Path(), Register([organisation("SKHCN"), *records]), (), (), (), ())
    found: dict[str, list[object]] = json.loads(data(Pages(site, date(2024, 7, 20))))
    return found


def test_documents_are_columns_newest_first_with_what_they_are_on_the_day() -> None:
    found = written(
        document("5-KH-SKHCN-2024", issued="2024-03-01", subject="về a", expired="2024-05-01"),
        document("9-KH-SKHCN-2024", issued="2024-03-02", description="Nội dung b"),
        document("7-SKHCN-2024", "letters", number="7/SKHCN", issued="2024-03-03"),
    )
    assert found == {
        "statuses": ["đã ban hành", "còn hiệu lực", "hết hiệu lực"],
        "id": ["7-SKHCN-2024", "9-KH-SKHCN-2024", "5-KH-SKHCN-2024"],
        "label": ["Công văn số 7/SKHCN", "Kế hoạch số 9/KH-SKHCN", "Kế hoạch số 5/KH-SKHCN"],
        "day": ["03/03/2024", "02/03/2024", "01/03/2024"],
        "subject": ["", "Nội dung b", "về a"],
        "status": [0, 1, 2],
        "over": [0, 0, 1],
    }


def test_the_file_is_bounded_whatever_the_register_holds() -> None:
    many = [document(f"{n}-KH-SKHCN-2024", issued="2024-03-01", subject="x" * 500) for n in range(MOST + 5)]
    found = written(*many)
    assert len(found["id"]) == MOST
    assert {len(str(subject)) for subject in found["subject"]} == {LONGEST}
    assert f"{MOST + 4}-KH-SKHCN-2024" in found["id"]
    assert "0-KH-SKHCN-2024" not in found["id"]


def test_a_register_without_documents_has_the_file_all_the_same() -> None:
    assert written()["id"] == []
