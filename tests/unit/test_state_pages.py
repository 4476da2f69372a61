"""A register in which states change on 1/7: what pages and data say on 30/6, 1/7 and 2/7."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from congbo.export.atom import EXPORT as ATOM
from congbo.export.cpsv import graph_of
from congbo.export.csv import PROCEDURE_COLUMNS, procedure_rows, table
from congbo.export.json import procedures
from congbo.export.jsonld import StructuredData
from congbo.export.search import EXPORT as SEARCH
from congbo.pages.cut_pages import booklet
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import document, event, field, organisation, procedure

BEFORE, THEN, AFTER = "2026-06-30", "2026-07-01", "2026-07-02"
DECISION = "134-QD-UBND-2026"
BASE = "https://so.gov.example/"
RECORDS = [
    field("dat-dai", name="Đất đai"),
    organisation("SKHCN"),
    document(DECISION, "decisions", issued="2026-06-01"),
    procedure(
        "cu",
        field="dat-dai",
        receiving="SKHCN",
        events=[{**event("thay thế bởi", THEN, DECISION), "successor": ["moi-1", "moi-2"]}],
        processing_time=[{"value": "9", "unit": "ngày"}],
    ),
    procedure("moi-1", field="dat-dai", events=[event("mới ban hành", THEN, DECISION)]),
    procedure("moi-2", field="dat-dai", events=[event("mới ban hành", THEN, DECISION)]),
    procedure("xa-xua", field="dat-dai", events=[{**event("thay thế bởi", "2025-01-01"), "successor": "cu"}]),
    procedure(
        "con",
        field="dat-dai",
        processing_time=[
            {"value": "9", "unit": "ngày"},
            {"value": "5", "unit": "ngày", "since": THEN, "by": DECISION},
        ],
    ),
]


def pages(day: str) -> Pages:
    return Pages(Site(Path(), Register(RECORDS), (), (), ()), date.fromisoformat(day), BASE)


def page(id_: str, day: str) -> str:
    """The text of a procedure's page, without the data for machines."""
    made = pages(day)
    html = Renderer(made).page(made.of(made.register.procedures[id_]))
    return text(re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


def text(html: str) -> str:
    return re.sub(r"\s+([.,;)])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", html).split())).replace("( ", "(")


def listed(section: str, day: str) -> str:
    return text(Renderer(pages(day)).listed(section, "../"))


def test_a_page_says_first_since_when_it_is_not_in_force_and_what_to_use() -> None:
    law = "theo Quyết định số 134/QD-UBND"
    before = page("moi-1", BEFORE)
    assert "Thủ tục này có hiệu lực từ ngày 01/07/2026. Trước ngày đó hãy dùng: Thủ tục cu." in before
    assert f"Mới ban hành {law}" in before
    assert "hết hiệu lực" not in before
    assert "không còn hiệu lực" not in before
    assert f"Sẽ được thay thế bởi Thủ tục moi-1; Thủ tục moi-2 từ 01/07/2026 {law}." in page("cu", BEFORE)
    for day in (THEN, AFTER):
        ended = page("cu", day)
        assert (
            "Thủ tục này không còn hiệu lực từ ngày 01/07/2026."
            f" Nay hãy dùng: Thủ tục moi-1; Thủ tục moi-2. Được thay thế {law}." in ended
        )
        assert "Sắp thay đổi" not in ended
        assert "có hiệu lực từ ngày" not in page("moi-1", day)
    assert "Nay hãy dùng: Thủ tục cu." in page("xa-xua", BEFORE)
    assert "Nay hãy dùng: Thủ tục moi-1; Thủ tục moi-2. Thay thế bởi Thủ tục cu theo" in page("xa-xua", THEN)


def test_a_value_that_will_change_is_announced_and_is_history_only_once_it_has() -> None:
    words = "Từ 01/07/2026, thời hạn giải quyết sẽ là 05 ngày (trước đó: 09 ngày) theo Quyết định"
    assert words in page("con", BEFORE)
    assert "Sắp thay đổi" not in page("con", THEN)
    history = [page("cu", day).partition("Lịch sử")[2] for day in (BEFORE, THEN)]
    assert ["01/07/2026" in one for one in history] == [False, True]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (
            BEFORE,
            "Có 2 thủ tục đang có hiệu lực, 2 thủ tục sắp có hiệu lực và 1 thủ tục đã hết hiệu lực.",
        ),
        (THEN, "Có 3 thủ tục đang có hiệu lực và 2 thủ tục đã hết hiệu lực."),
        (AFTER, "Có 3 thủ tục đang có hiệu lực và 2 thủ tục đã hết hiệu lực."),
    ],
)
def test_lists_count_the_three_apart_and_mark_what_is_not_in_force(day: str, counts: str) -> None:
    found = listed("thu-tuc", day)
    assert counts in found
    coming = day == BEFORE
    assert found.count("Có hiệu lực từ 01/07/2026") == (2 if coming else 0)
    assert found.count("Đã hết hiệu lực từ 01/07/2026") == (0 if coming else 1)
    assert ("2 sắp có hiệu lực" in listed("linh-vuc", day)) is coming
    assert ("2 thủ tục sắp có hiệu lực" in listed("", day)) is coming
    made = pages(day)
    (sheets,) = booklet(made, made.register.fields["dat-dai"])
    assert [row.procedure.id for row in sheets.context["sheets"]] == (
        ["con", "cu"] if coming else ["con", "moi-1", "moi-2"]
    )


def test_a_count_with_nothing_ended_or_nothing_coming_is_a_sentence() -> None:
    kinds: dict[str, Any] = {
        "con": [],
        "sap": [event("mới ban hành", THEN)],
        "het": [event("bãi bỏ", BEFORE)],
    }
    told = {}
    for names in (("con",), ("con", "sap"), ("con", "het")):
        records = [procedure(name, field="dat-dai", events=kinds[name]) for name in names]
        site = Site(Path(), Register([RECORDS[0], *records]), (), (), ())
        html = Renderer(Pages(site, date.fromisoformat(BEFORE))).listed("thu-tuc", "../")
        told[names] = text(html[html.index("register__count") :]).partition(">")[2].partition(".")[0].strip()
    assert list(told.values()) == [
        "Có 1 thủ tục đang có hiệu lực",
        "Có 1 thủ tục đang có hiệu lực và 1 thủ tục sắp có hiệu lực",
        "Có 1 thủ tục đang có hiệu lực và 1 thủ tục đã hết hiệu lực",
    ]


def test_what_is_coming_is_not_offered_as_related_before_its_day() -> None:
    offered = {
        day: {one.id for found in pages(day).related.values() for one in found.same_field}
        for day in (BEFORE, THEN)
    }
    assert offered == {BEFORE: {"con", "cu"}, THEN: {"con", "moi-1", "moi-2"}}


def test_data_files_say_the_state_with_its_days_and_its_cause() -> None:
    rows = {day: csv_rows(day) for day in (BEFORE, THEN, AFTER)}
    columns = ("tinh_trang", "hieu_luc_tu", "het_hieu_luc_tu")
    told = {
        day: {id_: tuple(found[id_][name] for name in columns) for id_ in ("moi-1", "cu")}
        for day, found in rows.items()
    }
    assert told[BEFORE] == {
        "moi-1": ("sắp có hiệu lực", THEN, ""),
        "cu": ("đang có hiệu lực", "", THEN),
    }
    assert told[THEN] == told[AFTER]
    assert told[THEN] == {"moi-1": ("đang có hiệu lực", THEN, ""), "cu": ("đã hết hiệu lực", "", THEN)}
    data = {day: {one["id"]: one for one in procedures(pages(day))} for day in (BEFORE, THEN)}
    assert data[BEFORE]["moi-1"]["in_force"] is False
    assert data[BEFORE]["moi-1"]["state"] == {
        "name": "sắp có hiệu lực",
        "effective": THEN,
        "decision": DECISION,
    }
    assert data[THEN]["xa-xua"]["state"] == {
        "name": "đã hết hiệu lực",
        "ended": "2025-01-01",
        "decision": "348-QD-UBND-2024",
        "successors": ["cu"],
        "use_instead": ["moi-1", "moi-2"],
    }


def csv_rows(day: str) -> dict[str, dict[str, str]]:
    data = table(PROCEDURE_COLUMNS, procedure_rows(pages(day))).decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(data))}


def test_the_search_finds_what_is_coming_and_puts_what_is_in_force_first() -> None:
    for day, order, states in (
        (BEFORE, ["con", "cu", "moi-1", "moi-2", "xa-xua"], [0, 0, 1, 1, 2]),
        (THEN, ["con", "moi-1", "moi-2", "cu", "xa-xua"], [0, 0, 0, 2, 2]),
    ):
        ((_, raw),) = SEARCH.made(pages(day))
        data = json.loads(raw)
        assert (data["id"], data["state"]) == (order, states)
        badge = data["badges"][data["badge"][order.index("moi-1")]]
        assert badge == ("Có hiệu lực từ 01/07/2026" if day == BEFORE else "")


def test_a_feed_tells_what_has_happened_by_the_day_and_what_each_procedure_is_then() -> None:
    feeds = {day: dict(ATOM.made(pages(day)))["thay-doi/atom.xml"].decode() for day in (BEFORE, THEN)}
    assert "Thủ tục moi-1</title>" not in feeds[BEFORE]
    assert "Mới ban hành: Thủ tục moi-1</title>" in feeds[THEN]
    assert "Thủ tục thay thế: Thủ tục moi-1; Thủ tục moi-2." in feeds[THEN]
    assert 'term="het" label="đã hết hiệu lực từ 01/07/2026"' in feeds[THEN]
    assert 'term="con" label="đang có hiệu lực"' in feeds[THEN]


def test_linked_data_has_a_status_of_three_and_says_from_when() -> None:
    names = {}
    for day in (BEFORE, THEN):
        graph = graph_of(pages(day))
        service = graph.nodes[f"{BASE}thu-tuc/moi-1/"]
        names[day] = graph.nodes[service["adms:status"]]["skos:prefLabel"]
        replaced = graph.nodes[f"{BASE}thu-tuc/cu/"].get("dct:isReplacedBy", [])
        assert len(replaced) == (0 if day == BEFORE else 2)
    assert names == {BEFORE: "Sắp có hiệu lực", THEN: "Đang có hiệu lực"}
    made = pages(BEFORE)
    told = [
        StructuredData(made).government_service(made.register.procedures[id_])["description"]
        for id_ in ("moi-1", "cu", "con")
    ]
    assert told[0].startswith("Có hiệu lực từ ngày 01/07/2026, theo Quyết định số 134/QD-UBND")
    assert told[1].startswith("Sẽ hết hiệu lực từ ngày 01/07/2026, theo Quyết định số 134/QD-UBND")
    assert told[2].startswith("Thủ tục con.")


def test_nothing_coming_is_anywhere_called_ended() -> None:
    made = pages(BEFORE)
    renderer = Renderer(made)
    for record in made.register.records:
        if record.id.startswith("moi"):
            html = renderer.page(made.of(record))
            assert "hết hiệu lực" not in html
    for section in ("thu-tuc", "linh-vuc", ""):
        html = renderer.listed(section, "../")
        rows = re.findall(r"<tr.*?</tr>", html, flags=re.DOTALL)
        assert all("cb-ended" not in row for row in rows if 'data-id="moi' in row)
