"""The pages and data of quality: every flaw once, on pages that stay small, and beside the facts."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from congbo.export import quality as export
from congbo.export.csv import table
from congbo.export.plain import encoded
from congbo.pages.addresses import claims, page
from congbo.pages.pages import Pages
from congbo.pages.paging import LARGEST
from congbo.pages.quality_pages import quality_pages, sort_address
from congbo.pages.rendering import Renderer
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from sample import field, procedure

DAY = date(2026, 11, 23)
FIELDS = [field("so-huu-tri-tue"), field("do-luong", name="Đo lường")]
ONLINE: dict[str, Any] = {
    "channels": [{"method": "trực tiếp"}],
    "online_level": [{"value": "toàn trình"}],
}


def pages_of(*records: Record) -> Pages:
    return Pages(Site(Path(), Register([*FIELDS, *records]), (), (), ()), DAY)


def some(seed: int) -> list[Procedure]:
    random = Random(seed)
    parts: dict[str, Any] = {"level": "Cấp tỉnh", "results": ["Giấy"], "steps": ["Nộp"], **ONLINE}
    return [
        procedure(
            f"p{n}",
            **{key: value for key, value in parts.items() if random.random() < 0.6},
            field=random.choice(["so-huu-tri-tue", "do-luong"]),
        )
        for n in range(random.randint(1, 12))
    ]


@pytest.mark.parametrize("seed", range(10))
def test_every_flaw_stands_on_the_pages_of_its_sort_and_every_page_has_its_address(seed: int) -> None:
    records = some(seed)
    pages = pages_of(*records)
    renderer = Renderer(pages)
    shown = {one.address: renderer.page(one) for one in quality_pages(pages)}
    claimed = {claim.address for claim in claims(pages)}
    assert {page(address) for address in shown} <= claimed
    for flaw in pages.quality.flaws:
        text = shown[sort_address(flaw.sort.id)]
        assert f'href="../../thu-tuc/{flaw.procedure.id}/"' in text
    front = renderer.listed("chat-luong", "../")
    for tally in pages.quality.tallies:
        assert f'<a href="../{sort_address(tally.sort.id)}">' in front


def test_a_list_of_thousands_stands_on_pages_that_stay_small() -> None:
    many = [procedure(f"p{n}", name=f"Cấp giấy phép “{n}” & " + "rất dài " * 40) for n in range(1_500)]
    pages = pages_of(*many)
    renderer = Renderer(pages)
    tally = next(one for one in pages.quality.tallies if one.sort.id == "thieu-ho-so")
    texts = [renderer.page(one) for one in quality_pages(pages) if f"/{tally.sort.id}/" in f"/{one.address}"]
    assert len(texts) > 1
    assert max(len(text.encode()) for text in texts) < LARGEST
    assert sum(text.count("/thu-tuc/p") for text in texts) == len(many)


def test_a_procedure_says_where_it_contradicts_itself_and_why_and_lets_no_markup_in() -> None:
    note = "Nguồn <b>ghi</b> như vậy"
    one = procedure("p1", **ONLINE, explained=[{"about": "mức độ trực tuyến", "note": note}])
    pages = pages_of(one, procedure("p2"))
    renderer = Renderer(pages)
    text, other = (renderer.page(pages.of(each)) for each in pages.register.procedures.values())
    assert "nhưng chỉ kể cách nộp trực tiếp" in text
    assert "Nguồn &lt;b&gt;ghi&lt;/b&gt; như vậy" in text
    assert "Chưa khớp" not in other


def test_an_older_version_says_what_contradicted_itself_then() -> None:
    named = [{"value": "Cấp giấy"}, {"value": "Cấp giấy phép", "since": "2024-01-01"}]
    pages = pages_of(procedure("p1", **ONLINE | {"name": named}))
    (one,) = pages.register.procedures.values()
    renderer = Renderer(pages)
    for version in pages.versions_of(one):
        assert "nhưng chỉ kể cách nộp trực tiếp" in renderer.page(pages.version(version))


@pytest.mark.parametrize("seed", range(5))
def test_the_data_hold_every_flaw_once_with_its_key(seed: int) -> None:
    pages = pages_of(*some(seed))
    rows = list(csv.DictReader(io.StringIO(table(export.COLUMNS, export.rows(pages)).decode("utf-8-sig"))))
    assert [(row["loai"], row["thu_tuc"]) for row in rows] == [
        (flaw.sort.id, flaw.procedure.id) for flaw in pages.quality.flaws
    ]
    data = json.loads(encoded(export.summary(pages)))
    assert sorted(
        (sort["id"], flaw["id"], flaw["key"]) for sort in data["sorts"] for flaw in sort["flaws"]
    ) == (sorted((row["loai"], row["thu_tuc"], row["khoa"]) for row in rows))
    assert data["procedures"] == len(pages.register.procedures)
    assert [sort["procedures"] for sort in data["sorts"]] == [
        len({flaw["id"] for flaw in sort["flaws"]}) for sort in data["sorts"]
    ]
