"""What the search knows of documents: each, newest first, with what it is on the day, in bounded files."""

import json
from datetime import date
from pathlib import Path

from congbo.export.search_documents import EXPORT, LONGEST, MOST, MOST_PAGES
from congbo.pages.pages import Pages
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.reports.written_page import PageSource, read_page
from sample import document, field, organisation, procedure, report


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


def source(path: str, text: str) -> PageSource:
    return read_page(text.encode(), path)


def test_pages_are_reports_fields_with_procedures_and_what_is_written_for_citizens() -> None:
    records = [organisation("SKHCN"), field("so-huu-tri-tue", name="Sở hữu trí tuệ"), field("trong")]
    one = report("Chữ.", *records, keys="description: Một câu\n")
    written_pages = (
        source("docs/tro-giup.md", f"---\ntitle: Trợ giúp\ndescription: {'x' * 500}\n---\nNộp hồ sơ."),
        source("docs/lien-he/index.md", "Chữ.\n\n# Liên hệ\n"),
        source("docs/khong-ten.md", "Chữ.\n"),
        source("docs/huong-dan/bat-dau.md", "---\ntitle: Cho người soạn\n---\n"),
        source("docs/index.md", "---\ntitle: Trang chủ\n---\n"),
        one.source,
    )
    register = Register([*records, procedure("a")])
    site = Site(Path(), register, written_pages, (one,), (), ())
    (data,) = (json.loads(data) for _, data in EXPORT.made(Pages(site, date(2024, 7, 20))))
    assert data["pages"] == [
        ["bao-cao/bao-cao/", one.meta.title, one.meta.description],
        ["linh-vuc/so-huu-tri-tue/", "Sở hữu trí tuệ", "Lĩnh vực thủ tục hành chính"],
        ["tro-giup/", "Trợ giúp", "x" * LONGEST],
        ["lien-he/", "Liên hệ", ""],
    ]


def test_pages_are_bounded() -> None:
    many = tuple(source(f"docs/t{n}.md", f"# Trang {n}\n") for n in range(MOST_PAGES + 5))
    site = Site(Path(), Register([]), many, (), (), ())
    (data,) = (json.loads(data) for _, data in EXPORT.made(Pages(site, date(2024, 7, 20))))
    assert len(data["pages"]) == MOST_PAGES
