"""The page and the table that hold a report against its signed original."""

import csv
import io
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from congbo.reports.report import read_report
from congbo.reports.report_meta import ReportMeta
from congbo.reports.written_page import read_page
from output import article, having, text_of

REPORT = "2024-tu-kiem-tra"
PAGE = f"docs/bao-cao/{REPORT}.md"
ADDRESS = f"bao-cao/{REPORT}/"
Build = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def meta(root: Path) -> ReportMeta:
    found, _ = read_report(read_page((root / PAGE).read_bytes(), PAGE))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def page(built: Path) -> Element:
    return article(built, f"{ADDRESS}doi-chieu/")


def values(page: Element) -> list[list[str]]:
    tables = having(page, "cb-reconciliation")
    rows = [row for table in tables for row in table.iter("tr") if row.find("td") is not None]
    return [[text_of(cell) for cell in row] for row in rows]


def rows(site: Path) -> list[dict[str, str]]:
    raw = (site / f"du-lieu/bao-cao/{REPORT}-doi-chieu.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(raw, newline="")))


def test_what_the_original_printed_otherwise_stands_first_and_what_agrees_is_folded_in_its_order(
    page: Element, meta: ReportMeta
) -> None:
    in_order = sorted(meta.printed, key=lambda printed: not printed.explanation)
    assert [(row[1], row[2]) for row in values(page)] == [(p.place, p.text) for p in in_order]
    (fold,) = (one for one in page.iter("details") if one.get("id") == "so-khop")
    assert fold.get("open") is None
    assert {row[4] for row in values(fold)} == {"Khớp"}


def test_only_the_share_of_online_services_differs_and_says_why(page: Element, meta: ReportMeta) -> None:
    (row,) = (row for row in values(page) if row[4] != "Khớp")
    (explained,) = (printed for printed in meta.printed if printed.explanation)
    assert row[2:5] == ["87%", "85,7% (48/56)", "Khác"]
    assert row[5].startswith(explained.explanation)
    assert row[5].endswith("Bản gốc tự đánh giá: vượt chỉ tiêu đề ra. Trang này: chưa giao chỉ tiêu.")


def test_the_counts_at_the_top_are_those_of_the_rows(page: Element, built: Path) -> None:
    kinds = Counter(row["loai"] for row in rows(built))
    said = text_of(page)
    total = kinds["số tính được"] + kinds["số tự khai"]
    assert f"Bản gốc in số ở {total} chỗ; 1 chỗ khác với bản ghi." in said
    assert f"{kinds['số tính được']} chỗ là số tính lại được" in said
    assert f"{kinds['số tự khai']} chỗ là số tự khai" in said
    assert f"{kinds['lỗi đánh máy']} lỗi đánh máy" in said
    assert f"{kinds['cảnh báo']} cảnh báo" in said


def test_every_corrected_slip_and_every_warning_is_shown_with_its_reason(
    page: Element, built: Path, meta: ReportMeta
) -> None:
    said = text_of(page)
    for slip in meta.corrections:
        assert slip.printed in said
        assert slip.corrected in said
    warnings = [row for row in rows(built) if row["loai"] == "cảnh báo"]
    assert {row["ma"] for row in warnings} == {"subject-year"}
    for row in warnings:
        assert row["vi_sao"] in said
        assert row["ten"] in said


def test_the_table_says_what_the_page_says(page: Element, built: Path) -> None:
    printed = [row for row in rows(built) if row["loai"].startswith("số ")]
    printed.sort(key=lambda row: row["ket_qua"] == "khớp")
    for shown, row in zip(values(page), printed, strict=True):
        assert shown[0].removesuffix(" (tự khai)") == row["ten"]
        assert shown[0].endswith(" (tự khai)") == (row["loai"] == "số tự khai")
        assert shown[1:3] == [row["cho_in"], row["ban_goc_in"]]
        assert shown[3].startswith(row["ho_so_cho"])
        assert shown[4].lower() == row["ket_qua"]


def test_the_report_its_evidence_and_the_data_lead_to_it(built: Path) -> None:
    for address, way in {
        ADDRESS: "../../",
        f"{ADDRESS}can-cu/": "../../../",
        "bao-cao/": "../",
        "du-lieu/": "../",
    }.items():
        links = {link.get("href", "").partition("#")[0] for link in article(built, address).iter("a")}
        assert f"{way}{ADDRESS}doi-chieu/" in links, address
    data = {link.get("href") for link in article(built, "du-lieu/").iter("a")}
    assert f"../du-lieu/bao-cao/{REPORT}-doi-chieu.csv" in data


def test_a_row_turns_when_the_printed_value_is_another(copy_site: Callable[[], Path], build: Build) -> None:
    project = copy_site()
    source = project / PAGE
    text = source.read_text("utf-8")
    old = "  - figure: tthc-dang-hieu-luc\n    text: '56'\n"
    assert text.count(old) == 1
    text = text.replace(old, old.replace("56", "57"))
    source.write_text(text.replace("    text: 87%\n", "    text: 85,7%\n"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    page = article(project / "site", f"{ADDRESS}doi-chieu/")
    (row,) = (row for row in values(page) if row[4] != "Khớp")
    assert row[2:6] == ["57", "56", "Khác", "Chưa rõ vì sao"]
    assert "printed-unexplained" in text_of(page)
