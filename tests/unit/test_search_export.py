import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.export.search import EXPORT, FEW, MOST_FURTHER, SHARD, Entry, further_words, index
from congbo.pages.pages import Pages
from congbo.records.fees import Fees
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.words.spelling import fold
from sample import document, event, field, procedure

FOLDING = Path(__file__).parents[1] / "folding.json"
LETTERS = "abcdeghiklmnopqrst"
FIELDS = {"so-huu-tri-tue": "Sở hữu trí tuệ"}
PLAIN = Entry(id="p1", name="Thủ tục một", code="", field="so-huu-tri-tue")


def found(*records: Record) -> dict[str, Any]:
    register = Register.public([field("so-huu-tri-tue", name="Sở hữu trí tuệ"), *records])
    pages = Pages(Site(Path(), register, (), (), ()), date(2024, 7, 24))
    ((address, data),) = EXPORT.made(pages)
    assert address == "du-lieu/tim-kiem.json"
    read: dict[str, Any] = json.loads(data)
    return read


def written(entries: list[Entry]) -> dict[str, Any]:
    return {address: json.loads(data) for address, data in index(entries, FIELDS)}


def test_a_procedure_is_one_place_in_every_column() -> None:
    data = found(
        procedure(
            "1.012353",
            code="1.012353",
            name="Thủ tục cấp giấy phép",
            plain_name="Giấy phép",
            keywords=["xin giấy phép"],
            summary="Dành cho cơ sở.",
            applicants=["tổ chức", "cá nhân"],
            processing_time=[{"value": "5", "unit": "ngày làm việc"}],
            fees=[{"items": "không"}],
            online_level=[{"value": "toàn trình"}],
            results=["Giấy phép"],
            dossier=[{"name": "Ảnh X-quang 3x4"}],
            cases=[{"id": "moi", "name": "Cấp mới", "conditions": "Đủ 2 người"}],
            events=[event("mới ban hành", "2024-06-21")],
            legal_basis=[{"number": "142/2020/NĐ-CP"}],
            later_code="1.014674",
        ),
        document("348-QD-UBND-2024", "decisions"),
    )
    assert data == {
        "more": [],
        "total": 1,
        "fields": [["so-huu-tri-tue", "Sở hữu trí tuệ"]],
        "levels": ["Toàn trình"],
        "times": ["05 ngày làm việc"],
        "fees": ["Không thu"],
        "applicants": ["tổ chức", "cá nhân"],
        "numbers": ["348/QD-UBND", "142/2020/NĐ-CP"],
        "id": ["1.012353"],
        "code": [0],
        "other_codes": [["1.014674"]],
        "name": ["Thủ tục cấp giấy phép"],
        "plain": ["Giấy phép"],
        "keywords": [["xin giấy phép", "Cấp mới"]],
        "summary": ["Dành cho cơ sở."],
        "further": ["anh du nguoi quang"],
        "field": [0],
        "level": [0],
        "time": [0],
        "fee": [0],
        "days": [5],
        "charge": ["khong"],
        "applicant": [[0, 1]],
        "decision": [[0]],
        "basis": [[1]],
        "state": [0],
        "badge": [0],
        "badges": [""],
    }


def test_what_is_not_known_is_an_empty_text_and_a_code_that_is_not_the_id_stands_by_itself() -> None:
    data = found(procedure("kt-57"), procedure("kt-58", code="1.012353"))
    assert data["code"] == ["", "1.012353"]
    assert [data[table] for table in ("levels", "times", "fees", "applicants", "numbers")] == [
        [""],
        [""],
        [""],
        [],
        [],
    ]
    assert data["keywords"] == data["summary"] == data["other_codes"] == [0, 0]


def test_procedures_in_force_come_before_those_that_come_and_those_that_have_ended() -> None:
    decision = document("348-QD-UBND-2024", "decisions")
    ended = procedure("a", events=[event("bãi bỏ", "2024-06-21")])
    coming = procedure("b", events=[event("mới ban hành", "2024-08-01")])
    data = found(ended, coming, procedure("c"), decision)
    assert (data["id"], data["state"]) == (["c", "b", "a"], [0, 1, 2])
    badges = [data["badges"][n] for n in data["badge"]]
    assert badges == ["", "Có hiệu lực từ 01/08/2024", "Đã hết hiệu lực từ 21/06/2024"]


def test_a_draft_is_in_no_column() -> None:
    data = found(procedure("a", publication="dự thảo", name="Chưa công khai"), procedure("b"))
    assert data["id"] == ["b"]
    assert "Chưa công khai" not in json.dumps(data, ensure_ascii=False)


def test_a_large_register_is_cut_into_files_that_the_first_one_lists() -> None:
    entries = [replace(PLAIN, id=f"p{n}", time=f"{n % 9} ngày") for n in range(2 * SHARD + 1)]
    data = written(entries)
    first, second, third = data.values()
    assert list(data) == ["du-lieu/tim-kiem.json", "du-lieu/tim-kiem-2.json", "du-lieu/tim-kiem-3.json"]
    assert (first["more"], first["total"]) == (["tim-kiem-2.json", "tim-kiem-3.json"], 2 * SHARD + 1)
    assert [len(part["id"]) for part in data.values()] == [SHARD, SHARD, 1]
    assert first["id"] + second["id"] + third["id"] == [entry.id for entry in entries]
    assert "fields" not in second
    assert third["times"] == [entries[-1].time]


def test_a_register_that_just_fills_one_file_has_one() -> None:
    assert list(written([replace(PLAIN, id=f"p{n}") for n in range(SHARD)])) == ["du-lieu/tim-kiem.json"]


def test_an_empty_register_has_an_index_all_the_same() -> None:
    assert written([])["du-lieu/tim-kiem.json"]["id"] == []


def test_further_words_are_those_that_the_name_lacks_and_few_procedures_share_the_rarest_first() -> None:
    said = "Giấy phép một, quyển sổ 2 nháp"
    entries = [replace(PLAIN, id=f"p{n}", further=said) for n in range(FEW)]
    assert set(further_words(entries)) == {"giay nhap phep quyen so"}
    assert set(further_words([*entries, replace(PLAIN, summary="Quyển sổ.")])) == {"giay nhap phep", ""}
    long = replace(PLAIN, further=" ".join(f"{letter}{other}" for letter in "abcd" for other in LETTERS))
    (few, many) = further_words([replace(PLAIN, further="aa ab ac"), long])
    assert few == "aa ab ac"
    assert len(many.split()) == MOST_FURTHER
    assert not {"aa", "ab", "ac"} & set(many.split())


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [PLAIN, replace(PLAIN, id="p2", basis=("1/NĐ-CP", "1/NĐ-CP"), decisions=("2/QĐ-UBND",))]
    assert list(index(entries, FIELDS)) == list(index(list(entries), dict(FIELDS)))


@pytest.mark.parametrize(
    ("amounts", "text"),
    [
        ([], "Không thu"),
        ([0], "Không thu"),
        ([None], "Có thu, chưa rõ mức"),
        ([0, None], "Có thu, chưa rõ mức"),
        ([200000], "200.000 đồng"),
        ([2000000, 0, 350000], "350.000 đồng đến 2.000.000 đồng"),
        ([200000, None], "200.000 đồng, có khoản chưa rõ mức"),
    ],
)
def test_fees_read_as_in_the_lists(amounts: list[int | None], text: str) -> None:
    items = [
        {"label": "Phí", **({} if amount is None else {"amount": str(amount)})} for amount in amounts
    ] or "không"
    assert Fees.model_validate({"items": items}).summary == text


@pytest.mark.parametrize(("text", "folded"), json.loads(FOLDING.read_text(encoding="utf-8")))
def test_folding_is_what_the_search_page_is_held_to(text: str, folded: str) -> None:
    assert fold(text) == folded
