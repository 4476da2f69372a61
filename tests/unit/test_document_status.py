"""The status of documents wherever it is shown: lists, pages, beside a legal basis, JSON, CSV, RDF."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.export.cpsv import graph_of
from congbo.export.csv import DOCUMENT_COLUMNS, document_rows
from congbo.export.json import documents
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.organisations import Organisation
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, event, field, organisation, procedure

OLD = document("1-2018-ND-CP", "decrees", number="1/2018/NĐ-CP", issued="2018-01-10", topics=["linh-vuc"])
NEW = document(
    "2-2026-ND-CP", "decrees", number="2/2026/NĐ-CP", issued="2026-01-15", effective="2026-07-01"
).model_copy(update={"replaces": (OLD.id,), "amends": (OLD.id,), "based_on": (OLD.id,)})
GONE = document(
    "3-QD-SKHCN-2024", "decisions", number="3/QĐ-SKHCN", issued="2024-01-10", expired="2026-06-01"
)
UNDATED = document("4-QD-SKHCN-2024", "decisions", number="4/QĐ-SKHCN")
RESTING = procedure(
    "p1",
    field="linh-vuc",
    legal_basis=[{"number": OLD.number}, {"number": UNDATED.number}, {"number": "9/2020/NĐ-CP"}],
    events=[event("mới ban hành", "2024-02-01", GONE.id)],
)
RECORDS = [field("linh-vuc"), organisation("SKHCN"), OLD, NEW, GONE, UNDATED, RESTING]


def pages(day: str) -> Pages:
    return Pages(Site(Path(), Register(RECORDS), (), (), ()), date.fromisoformat(day), "https://so.example/")


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


EXPECTED = [
    ("2026-05-31", ["Còn hiệu lực", "Có hiệu lực từ 01/07/2026", "Còn hiệu lực", "Chưa rõ"]),
    ("2026-06-01", ["Còn hiệu lực", "Có hiệu lực từ 01/07/2026", "Hết hiệu lực từ 01/06/2026", "Chưa rõ"]),
    (
        "2026-07-01",
        [
            "Được thay thế bởi Nghị định số 2/2026/NĐ-CP từ 01/07/2026",
            "Còn hiệu lực",
            "Hết hiệu lực từ 01/06/2026",
            "Chưa rõ",
        ],
    ),
]


@pytest.mark.parametrize(("day", "said"), EXPECTED)
def test_the_list_and_each_page_say_in_words_what_holds_on_the_sites_day(day: str, said: list[str]) -> None:
    made = pages(day)
    renderer = Renderer(made)
    listed = text(renderer.listed("van-ban", ""))
    of_field = text(renderer.page(made.of(RECORDS[0])))
    for one, words in zip((OLD, NEW, GONE, UNDATED), said, strict=True):
        page = text(renderer.page(made.of(one)))
        assert f"Tình trạng {words}" in page.replace("Tình trạng", "Tình trạng ").replace("  ", " ")
        assert re.search(rf"{re.escape(one.label)}(?: ngày [\d/]+)?\s*{re.escape(words)}", listed)
    assert said[0] in of_field
    assert f"Tính đến ngày {date.fromisoformat(day):%d/%m/%Y}" in listed


def test_what_is_known_to_come_is_announced_on_the_documents_page() -> None:
    made = pages("2026-06-30")
    page = text(Renderer(made).page(made.of(OLD)))
    assert "Sẽ được thay thế bởi Nghị định số 2/2026/NĐ-CP từ 01/07/2026" in page


def test_a_procedure_shows_beside_its_basis_what_holds_and_leads_to_what_replaced_it() -> None:
    made = pages("2026-07-01")
    html = Renderer(made).page(made.of(RESTING))
    basis = html[html.index("Căn cứ pháp lý") : html.index("Lịch sử")]
    assert "Được thay thế bởi <a href=" in basis
    assert "van-ban/2-2026-ND-CP/" in basis
    assert "Chưa rõ tình trạng hiệu lực" in basis
    assert basis.count("cb-soft") == 2, "nothing is said of a document that is no record"
    assert "(văn bản ấy: Hết hiệu lực từ 01/06/2026)" in text(html)
    before = pages("2026-05-31")
    assert "văn bản ấy" not in Renderer(before).page(before.of(RESTING))


def _json(day: str) -> dict[str, Any]:
    return {one["id"]: one for one in documents(pages(day))}


def test_json_says_what_holds_and_what_others_do_to_a_document() -> None:
    found = _json("2026-07-01")
    assert found[OLD.id]["validity"] == {
        "day": "2026-07-01",
        "state": "được thay thế",
        "since": "2026-07-01",
        "by": [NEW.id],
    }
    inverse = {
        "replaced_by": [NEW.id],
        "amended_by": [NEW.id],
        "basis_of": [NEW.id],
        "legal_basis_of": ["p1"],
    }
    assert found[OLD.id].items() >= inverse.items()
    assert found[UNDATED.id]["validity"] == {"day": "2026-07-01", "state": "chưa rõ"}
    assert not set(inverse) & set(found[NEW.id])
    assert _json("2026-06-30")[OLD.id]["validity"]["until"] == "2026-07-01"


def test_csv_says_the_state_since_when_and_by_what() -> None:
    rows = {
        row[0]: dict(zip(DOCUMENT_COLUMNS, row, strict=True)) for row in document_rows(pages("2026-07-01"))
    }
    last = [tuple(rows[one.id].values())[-3:] for one in (OLD, NEW, GONE, UNDATED)]
    assert last == [
        ("được thay thế", "2026-07-01", NEW.id),
        ("còn hiệu lực", "2026-07-01", ""),
        ("hết hiệu lực", "2026-06-01", ""),
        ("chưa rõ", "", ""),
    ]


def test_rdf_says_what_is_in_force_and_what_replaced_it_with_both_as_resources() -> None:
    nodes = graph_of(pages("2026-07-01")).nodes
    old = nodes[f"https://so.example/van-ban/{OLD.id}/"]
    assert old["dct:isReplacedBy"] == f"https://so.example/van-ban/{NEW.id}/"
    assert old["eli:in_force"].endswith("#InForce-notInForce")
    assert nodes[old["dct:isReplacedBy"]]["eli:in_force"].endswith("#InForce-inForce")
    assert "eli:in_force" not in nodes[f"https://so.example/van-ban/{UNDATED.id}/"]
    before = graph_of(pages("2026-06-30")).nodes
    assert "dct:isReplacedBy" not in before[f"https://so.example/van-ban/{OLD.id}/"]


NAMES = {"SKHCN": ["Sở Cũ", "Sở Mới", "Sở Mới Nữa"], "STC": ["Ban Cũ", "Sở Tài chính"], "CP": ["Chính phủ"]}
SINCE = ["2020-01-01", "2025-07-01"]


def _bodies() -> list[Organisation]:
    return [
        organisation(id_, name=[{"value": first}, *map(_named, SINCE, later)])
        for id_, (first, *later) in NAMES.items()
    ]


def _named(since: str, value: str) -> dict[str, str]:
    return {"since": since, "value": value}


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01", "2025-06-30", "2025-07-01"])
def test_a_document_names_its_issuers_as_they_were_called_on_its_own_day(day: str) -> None:
    one = document("5-2019-TTLT-X", "circulars", number="5/2019/TTLT", issued=day, issuer="SKHCN")
    one = one.model_copy(update={"joint_issuers": ("STC", "CP", "không có"), "advised_by": "STC"})
    undated = document("6-2019-TT-X", "circulars", number="6/2019/TT-X", issuer="SKHCN")
    later = sum(since <= day for since in SINCE)
    then = [names[min(later, len(names) - 1)] for names in NAMES.values()]
    for site_day in ("2022-01-01", "2026-07-01"):
        register = Register([*_bodies(), one, undated])
        made = Pages(Site(Path(), register, (), (), ()), date.fromisoformat(site_day), "https://so.example/")
        now = [body.name for body in made.register.organisations.values()]
        rows = {row[0]: row for row in document_rows(made)}
        assert rows[one.id][3] == "; ".join([*then, "không có"])
        assert rows[undated.id][3] == now[0]
        lists = {item["id"]: item for item in documents(made)}
        assert lists[one.id]["issued_by"] == [*then, "không có"]
        html = Renderer(made).page(made.of(one))
        page = text(html)
        for id_, old, new in zip(NAMES, then, now, strict=True):
            assert f'co-quan/{id_}/">{old}</a>' in html
            assert (f"{old} (nay là {new})" in page) is (old != new)


def test_a_suspended_document_says_so_in_every_list_and_file_and_has_effect_again_afterwards() -> None:
    change = {
        "document": GONE.id,
        "action": "ngưng hiệu lực",
        "effective": "2026-03-01",
        "until": "2026-03-31",
    }
    new = document("7-QD-SKHCN-2026", "decisions", issued="2026-02-02", changes=[change])
    site = Site(Path(), Register([organisation("SKHCN"), GONE, new]), (), (), ())
    for day, status, by in (
        ("2026-02-28", "còn hiệu lực", ""),
        ("2026-03-01", "ngưng hiệu lực", new.id),
        ("2026-03-31", "ngưng hiệu lực", new.id),
        ("2026-04-01", "còn hiệu lực", ""),
    ):
        made = Pages(site, date.fromisoformat(day), "https://so.example/")
        rows = {row[0]: row for row in document_rows(made)}
        assert (rows[GONE.id][-3], rows[GONE.id][-1]) == (status, by)
        assert f'data-status="{status}"' in Renderer(made).listed("van-ban", "")
        found = next(item for item in documents(made) if item["id"] == GONE.id)["validity"]
        assert found["state"] == status
        assert found.get("by", []) == [by] * bool(by)
        assert {"action": "ngưng hiệu lực", "since": "2026-03-01", "until": "2026-03-31", "by": new.id} in (
            found["parts"]
        )
        page = text(Renderer(made).page(made.of(new)))
        assert "Ngưng hiệu lực Quyết định số 3/QĐ-SKHCN từ 01/03/2026 đến hết 31/03/2026" in page


def test_csv_says_that_a_document_is_in_force_in_part_only() -> None:
    change = {"document": GONE.id, "action": "bãi bỏ", "clauses": "Điều 2"}
    new = document("7-QD-SKHCN-2026", "decisions", issued="2026-02-02", changes=[change])
    site = Site(Path(), Register([organisation("SKHCN"), GONE, new]), (), (), ())
    for day, status in (("2026-02-01", "còn hiệu lực"), ("2026-02-02", "còn hiệu lực một phần")):
        rows = document_rows(Pages(site, date.fromisoformat(day), "https://so.example/"))
        assert {row[0]: row[-3] for row in rows}[GONE.id] == status
