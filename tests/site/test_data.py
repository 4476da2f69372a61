"""The data files: every number a number, each record once, nothing that a spreadsheet would run."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from congbo.records.reader import read_site
from congbo.records.register import Register

REPORT = "2024-tu-kiem-tra"


@pytest.fixture(scope="module")
def register(root: Path) -> Register:
    return Register.public(read_site(root).records)


def loaded(site: Path, name: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{name}: {constant} is not JSON")

    return json.loads((site / "du-lieu" / name).read_bytes(), parse_constant=refuse)


def rows(site: Path, name: str) -> list[list[str]]:
    raw = (site / "du-lieu" / name).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel reads UTF-8 only where the file begins with its mark"
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def report(built: Path) -> Any:
    return loaded(built, f"bao-cao/{REPORT}.json")


@pytest.mark.parametrize(
    ("name", "kind"), [("thu-tuc", "procedures"), ("van-ban", "documents"), ("chi-so", "indicators")]
)
def test_each_list_has_every_record_once_with_the_address_of_its_page(
    built: Path, register: Register, name: str, kind: str
) -> None:
    entries = loaded(built, f"{name}.json")
    assert sorted(entry["id"] for entry in entries) == sorted(getattr(register, kind))
    for entry in entries:
        assert entry["url"] == f"{name}/{entry['id']}/"
        assert (built / entry["url"] / "index.html").is_file()


def test_there_are_57_procedures_and_45_documents(built: Path) -> None:
    assert [len(loaded(built, f"{name}.json")) for name in ("thu-tuc", "van-ban")] == [57, 45]


def test_codes_and_numbers_of_documents_stay_text_and_counts_are_numbers(built: Path) -> None:
    procedures = {entry["id"]: entry for entry in loaded(built, "thu-tuc.json")}
    assert procedures["2.002131"]["code"] == "2.002131"
    assert procedures["kt-skhcn-01"]["dossier_sets"] == 2
    assert procedures["kt-skhcn-01"]["processing_time"][0]["value"] == 15
    assert sum(entry["in_force"] is True for entry in procedures.values()) == 56
    documents = {entry["id"]: entry for entry in loaded(built, "van-ban.json")}
    assert documents["10-2024-QD-UBND"]["number"] == "10/2024/QĐ-UBND"
    assert documents["46-KH-SKHCN-2024"]["issued"] == "2024-07-03"
    assert documents["46-KH-SKHCN-2024"]["year"] == 2024


def test_every_figure_of_the_report_says_all_that_stands_behind_it(report: Any, register: Register) -> None:
    keys = {"id", "title", "value", "text", "unit", "numerator", "denominator", "records", "excluded"}
    keys |= {
        "target",
        "verdict",
        "declared_verdict",
        "previous",
        "printed",
        "printed_places",
        "state",
        "declared",
    }
    known = {*register.documents, *register.procedures, *register.statistics, *register.dossier_counts}
    for figure in report["figures"]:
        assert set(figure) in (keys | {"as_of"}, keys | {"period"}), figure["id"]
        for name in ("value", "numerator", "denominator"):
            assert figure[name] is None or type(figure[name]) in (int, float), (figure["id"], name)
        assert len(figure["records"]) == len(set(figure["records"]))
        assert known >= set(figure["records"])
        for excluded in figure["excluded"]:
            assert set(excluded) == {"record", "reason"}
            assert excluded["reason"]
            assert excluded["record"] not in figure["records"]


def test_the_share_of_online_services_has_its_counts_day_and_printed_value(report: Any) -> None:
    (figure,) = [figure for figure in report["figures"] if figure["id"] == "ty-le-dvc-truc-tuyen"]
    assert figure["value"] == pytest.approx(100 * 48 / 56)
    assert (figure["text"], figure["unit"]) == ("85,7%", "%")
    assert (figure["numerator"], figure["denominator"]) == (48, 56)
    assert figure["as_of"] == "2024-07-20"
    assert (figure["target"], figure["verdict"]) == (None, "chưa giao chỉ tiêu")
    assert figure["printed"] == "87%"
    assert [place["place"] for place in figure["printed_places"]] == ["I.3.5"]
    assert len(figure["records"]) == 48
    assert len(figure["excluded"]) == 9


def test_a_figure_of_a_period_has_its_period_and_what_was_left_out(report: Any) -> None:
    (figure,) = [figure for figure in report["figures"] if figure["id"] == "quyet-dinh-cong-bo"]
    assert (figure["value"], figure["text"]) == (3, "03")
    assert figure["period"] == {"start": "2024-01-01", "end": "2024-07-20"}
    assert "78-QD-UBND-2024" in {excluded["record"] for excluded in figure["excluded"]}


def test_a_figure_of_what_there_is_by_the_end_of_the_period_has_that_day(report: Any) -> None:
    (figure,) = [figure for figure in report["figures"] if figure["id"] == "ke-hoach-cchc"]
    assert (figure["value"], figure["text"], figure["as_of"]) == (6, "06", "2024-07-20")
    assert {excluded["record"] for excluded in figure["excluded"]} >= {"46-KH-SKHCN-2024", "38-KH-SKHCN-2024"}


def test_nothing_arisen_has_no_value_and_says_so(report: Any) -> None:
    (figure,) = [figure for figure in report["figures"] if figure["id"] == "ty-le-xu-ly-phan-anh"]
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (None, 0, 0)
    assert figure["state"] == figure["text"] == "không phát sinh"


def test_the_notes_are_six_with_their_records_and_their_text(report: Any, register: Register) -> None:
    assert [note["number"] for note in report["notes"]] == [1, 2, 3, 4, 5, 6]
    known = {*register.documents, *register.procedures}
    for note in report["notes"]:
        assert set(note) == {"number", "id", "records", "text", "editorial"}
        assert known >= set(note["records"])
        assert note["editorial"] is (note["number"] == 3)
        for id_ in note["records"]:
            if id_ in register.documents:
                assert f"số {register.documents[id_].number} ngày " in note["text"]
            else:
                assert register.procedures[id_].label in note["text"]


def test_every_document_is_cited_and_each_place_is_an_anchor_of_the_page(
    built: Path, report: Any, register: Register
) -> None:
    assert {cited["document"] for cited in report["citations"]} == set(register.documents)
    page = (built / "bao-cao" / REPORT / "index.html").read_text("utf-8")
    notes = {note["id"] for note in report["notes"]}
    for cited in report["citations"]:
        assert cited["places"], cited["document"]
        for place in cited["places"]:
            assert f'id="{place["anchor"]}"' in page
            assert place.get("note") is None or place["note"] in notes


@pytest.mark.parametrize(("name", "count"), [("thu-tuc.csv", 57), ("van-ban.csv", 45)])
def test_a_table_has_a_row_for_each_record_and_as_many_cells_as_columns(
    built: Path, name: str, count: int
) -> None:
    head, *found = rows(built, name)
    assert len(found) == count
    assert {len(row) for row in found} == {len(head)}
    assert len({row[0] for row in found}) == count


FORMULAS = {
    "records/letters/2023/109-SKHCN-HCTH-2023.md": ("subject", "=cmd|' /C calc'!A0"),
    "records/plans/2024/46-KH-SKHCN-2024.md": ("subject", "+1+1"),
    "records/plans/2024/33-KH-SKHCN-2024.md": ("subject", "-2+3"),
    "records/procedures/an-toan-buc-xa/2.002131.md": ("name", "@SUM(1;2)"),
}


def test_no_cell_begins_a_formula_even_when_a_record_s_text_does(
    copy_site: Callable[[], Path], build: Callable[[Path], "subprocess.CompletedProcess[str]"]
) -> None:
    project = copy_site()
    for path, (key, said) in FORMULAS.items():
        record = project / path
        (old,) = re.findall(rf"(?m)^{key}: .*$", record.read_text("utf-8"))
        record.write_text(record.read_text("utf-8").replace(old, f"{key}: {json.dumps(said)}"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    tables = [rows(project / "site", name) for name in ("thu-tuc.csv", "van-ban.csv")]
    cells = [cell for table in tables for row in table for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert {f"'{said}" for _, said in FORMULAS.values()} <= set(cells)
