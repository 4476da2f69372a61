"""A site whose lists do not fit their pages: nothing is lost, all is near, each page keeps to its size."""

import re
from collections import deque
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from forms import form, observation, values

from congbo.export.sitemap import EXPORT as SITEMAP
from congbo.figures.changes import changes
from congbo.figures.states import ProcedureOn
from congbo.pages.addresses import INDEX, claims
from congbo.pages.cut_pages import booklet
from congbo.pages.figure_pages import MOST_ON_PAGE
from congbo.pages.page import REDIRECT, Page
from congbo.pages.pages import Pages
from congbo.pages.paging import LARGEST, SHELL, Item, Part
from congbo.pages.parts import document_rows, procedure_rows, sheets
from congbo.pages.rendering import Renderer
from congbo.records.kinds import sections
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.sections import HOME
from congbo.reports.site import Site
from sample import document, event, field, indicator, organisation, procedure, report, statistic

DAY = date(2024, 7, 24)
BUDGET = 6_000
AROUND = 6_000
"""Bytes of a page of this site that are none of its lists'."""
HERE = "https://site.example/"
CLICKS = 4


def records() -> list[Record]:
    """A register whose every list is longer than a page."""
    chance = Random(11)
    bodies = [organisation("SKHCN"), organisation("TT"), *(organisation(f"CQ{n}") for n in range(90))]
    fields = [field("dat-dai", name="Đất đai"), field("so-huu-tri-tue", name="Sở hữu trí tuệ")]
    decisions = [
        document(f"{n}-QD-UBND-{year}", "decisions", issued=f"{year}-03-01", topics=["dat-dai"])
        for year in (2021, 2022, 2023)
        for n in range(1, 41)
    ]
    letters = [
        document(f"{n}-SKHCN-2024", "letters", number=f"{n}/SKHCN", issued="2024-03-01") for n in (5, 6)
    ]
    procedures = [
        procedure(
            f"1.{n:06}",
            code=f"1.{n:06}",
            field=("dat-dai", "so-huu-tri-tue")[n % 2],
            receiving="TT",
            legal_basis=[{"number": "5/SKHCN"}],
            events=[event("mới ban hành", "2021-04-01", "1-QD-UBND-2021")]
            + [event("sửa đổi, bổ sung", f"{2022 + n % 2}-05-{1 + n % 28:02}", "2-QD-UBND-2022")]
            * (n % 3 == 0),
        )
        for n in chance.sample(range(10_000), 150)
    ]
    figures = [statistic(f"so-{n}", "5") for n in range(40)]
    return [*bodies, *fields, *decisions, *letters, *procedures, *figures]


@cache
def site() -> tuple[Pages, dict[str, Page], dict[str, str]]:
    """The pages by address and their content, those that people write showing their section's list alone."""
    pages = Pages(Site(Path(), Register(records()), (), (), ()), DAY, HERE, budget=BUDGET)
    renderer = Renderer(pages, structured_data=lambda record: "")
    made = {page.address: page for page in pages}
    html = {address: renderer.page(page) for address, page in made.items()}
    for section in (HOME, *sections()):
        html[section.address] = renderer.listed(section.name, "../" * section.address.count("/"))
    return pages, made, html


def links(html: str, address: str) -> list[str]:
    found = (
        urldefrag(urljoin(HERE + address, link)).url for link in re.findall(r'<a [^>]*href="([^"]*)"', html)
    )
    return [link.removeprefix(HERE).partition("?")[0] for link in found if link.startswith(HERE)]


def test_no_page_passes_its_size_and_every_list_that_does_not_fit_has_several() -> None:
    _, made, html = site()
    too_large = {address: len(text) for address, text in html.items() if len(text.encode()) > BUDGET + AROUND}
    assert {one for one in too_large if not one.startswith(("ban-ghi/", "thu-vien/", "du-lieu/"))} <= {
        "ngay-nghi/",
        "ky-bao-cao/",
        "loai-van-ban/",
    }
    several = {address.partition("trang-")[0] for address in made if "/trang-" in address}
    assert several >= {
        "linh-vuc/dat-dai/",
        "linh-vuc/dat-dai/so-tay/",
        "co-quan/",
        "co-quan/TT/",
        "co-quan/SKHCN/",
        "so-lieu/",
        "van-ban/loai-quyet-dinh/2021/",
        "van-ban/1-QD-UBND-2021/",
        "thay-doi/2021-04/",
    }
    assert "van-ban/loai-cong-van/" in made
    assert "thay-doi/2022-05/" in made


def test_every_page_is_reached_from_home_without_script_and_every_procedure_in_four_clicks() -> None:
    _, made, html = site()
    clicks, waiting = {"": 0}, deque([""])
    while waiting:
        page = waiting.popleft()
        for link in links(html[page], page):
            if link in html and link not in clicks:
                clicks[link] = clicks[page] + 1
                waiting.append(link)
            assert link in html or link.endswith((".json", ".csv", ".ttl", ".jsonld", ".xml")), (page, link)
    of_procedures = {one: count for one, count in clicks.items() if one.startswith("thu-tuc/1.")}
    assert len(of_procedures) == 150
    assert max(of_procedures.values()) <= CLICKS
    lists = {
        page.address for page in made.values() if "trang-" in page.address or page.template == "list.html"
    }
    assert lists <= set(clicks)


def test_every_record_stands_once_on_the_pages_of_each_list() -> None:
    pages, made, html = site()

    def shown(start: str, wanted: str, among: str = "li|th") -> list[str]:
        own = [
            text for address, text in html.items() if address == start or address.startswith(f"{start}trang-")
        ]
        found = re.findall(rf'<(?:{among})[^>]*><a href="[./]*({wanted}(?!trang-)[^"/]+)/"', "".join(own))
        return sorted(found)

    register = pages.register
    for id_ in register.fields:
        of_field = sorted(f"thu-tuc/{one.id}" for one in register.procedures.values() if one.field == id_)
        assert shown(f"linh-vuc/{id_}/", "thu-tuc/", "th[ ]scope=.row.") == of_field
    received = shown("co-quan/TT/", "thu-tuc/", "th[ ]scope=.row.")
    assert received == sorted(f"thu-tuc/{one}" for one in register.procedures)
    assert shown("co-quan/", "co-quan/") == sorted(f"co-quan/{one}" for one in register.organisations)
    resting = [text for address, text in html.items() if address.startswith("van-ban/5-SKHCN-2024/")]
    assert sum(text.count("căn cứ pháp lý") for text in resting) == 150
    listed = [text for address, text in html.items() if re.match(r"van-ban/loai-", address)]
    found = re.findall(r'<li data-kind[^>]*><a href="[./]*van-ban/([^"/]+)/"', "".join(listed))
    assert sorted(found) == sorted(register.documents)
    months = [html[address] for address, page in made.items() if address.startswith("thay-doi/")]
    anchors = re.findall(r'<li id="([^"]+)"', "".join(months))
    assert sorted(anchors) == sorted(change.anchor for change in changes(register))


def test_each_page_has_a_title_of_its_own_a_row_in_the_table_and_one_in_the_sitemap() -> None:
    pages, made, _ = site()
    claimed = [claim.address for claim in claims(pages)]
    further = [page for page in made.values() if "/trang-" in page.address or page.template == "list.html"]
    assert len(further) > 30
    for page in further:
        assert claimed.count(f"{page.address}{INDEX}") == 1
    sitemap = dict(SITEMAP.made(pages))["sitemap.xml"].decode()
    assert [page.address for page in further if sitemap.count(f">{HERE}{page.address}<") != 1] == []
    titles = [page.title for page in made.values() if page.template != REDIRECT and "trang-" in page.address]
    assert len(titles) == len(set(titles))
    assert all(re.search(r", trang \d+$", title) for title in titles)


def test_pages_lead_to_those_beside_them_in_words_and_relations() -> None:
    _, _, html = site()
    first, second = html["co-quan/TT/"], html["co-quan/TT/trang-2/"]
    assert 'rel="prev"' not in first
    assert 'rel="next" href="../../co-quan/TT/trang-2/"' in first
    assert 'rel="prev" href="../../../co-quan/TT/"' in second
    assert 'aria-current="page">Trang 2</a>' in second
    assert second.count("<nav ") == len(set(re.findall(r'<nav [^>]*aria-label="([^"]+)"', second)))
    assert re.search(r"<h1>Cơ quan TT, trang 2</h1>", second)
    assert re.search(r"<caption>150 thủ tục \(từ \d+ đến \d+\)</caption>", second)


def test_the_register_page_offers_its_fields_and_says_that_the_rows_stand_elsewhere() -> None:
    _, _, html = site()
    register = html["thu-tuc/"]
    assert "<cb-register data-elsewhere>" in register
    assert "<tr" not in register
    assert re.findall(r'data-field="([^"]+)"', register) == ["dat-dai", "so-huu-tri-tue"]


ODD = ("<b>", "&", '"', "'", "đ", "Ộ", "\u202f", "a", " ", "x" * 40)


def texts(chance: Random) -> str:
    return ("".join(chance.choice(ODD) for _ in range(chance.randint(1, 60)))).strip() or "x"


@pytest.mark.parametrize("seed", range(12))
def test_a_row_takes_no_more_than_what_is_told_of_it(seed: int) -> None:
    chance = Random(seed)
    decision = document("348-QD-UBND-2024", "decisions", issued="2024-01-01", subject=texts(chance))
    older = document(
        "9-KH-SKHCN-2023",
        issued="2023-01-01",
        subject=texts(chance),
        **({"expired": "2024-01-01"} if seed % 2 else {}),
    )
    later = document("10-KH-SKHCN-2024", issued="2024-02-01", replaces=[older.id])
    one = procedure(
        "1.012353",
        code="1.012353",
        name=texts(chance),
        applicants=[texts(chance).replace(";", "") for _ in range(chance.randint(0, 4))],
        processing_time=[{"value": "5", "unit": "ngày làm việc"}],
        fees=[{"items": "không"}],
        online_level=[{"value": chance.choice(("toàn trình", "một phần"))}],
        events=[event("bãi bỏ", "2024-06-21")] if seed % 3 else [],
        legal_basis=[{"number": texts(chance), "articles": texts(chance)} for _ in range(seed)],
        dossier=[{"name": texts(chance), "kind": "bản chính"} for _ in range(2 * seed)],
        steps=[texts(chance) for _ in range(seed)],
        results=[texts(chance)],
    )
    of_work = field("so-huu-tri-tue")
    every: list[Record] = [organisation("SKHCN"), of_work, decision, older, later, one]
    pages = Pages(Site(Path(), Register(every), (), (), ()), DAY, HERE)
    made = Renderer(pages).environment
    macros = made.get_template("_macros.html").make_module({"register": pages.register})
    root = "../../../../"

    def taken(item: Item[Any], part: Part[Any]) -> int:
        name = "procedure_rows" if part.name == "rows" else "documents"
        more = ("",) if part.name == "rows" else ()
        render = getattr(macros, name)
        whole = render([item.value], root, pages.register, *more)
        return len(whole.encode()) - len(render([], root, pages.register, *more).encode())

    documents = [decision, older, later]
    for part in (
        procedure_rows("rows", pages.procedures, pages),
        document_rows("documents", documents, pages),
    ):
        for item in part.items:
            assert taken(item, part) <= item.size, item.value
    (sheet,) = sheets("sheets", pages.procedures).items
    pages.procedures_of[one.field] = [ProcedureOn(one, date(2024, 1, 1))]
    (page,) = booklet(pages, of_work)
    sheet_html = Renderer(pages).page(page)
    article = re.search(r'<article class="cb-sheet.*?</article>', sheet_html, re.DOTALL)
    assert article
    assert len(article[0].encode()) <= 1.1 * sheet.size


def test_the_page_of_all_figures_shows_fewer_records_of_each_before_it_grows_too_large() -> None:
    plans = [document(f"{n}-KH-SKHCN-2024", issued="2024-03-01") for n in range(MOST_ON_PAGE)]
    counts = {"count": "văn bản", "where": {"kind": "kế hoạch"}}
    ids = [f"so-{n}" for n in range(30)]
    every = [organisation("SKHCN"), *plans, *(indicator(id_, counts, unit="kế hoạch") for id_ in ids)]
    found = report(" ".join(f'{{{{ figure("{id_}") }}}}' for id_ in ids), *every)
    pages = Pages(Site(Path(), Register(every), (), (found,), ()), DAY)
    page = pages.evidence(found)
    renderer = Renderer(pages)
    whole = renderer.part(page.template, page.root, page=page, **page.context)
    shown = renderer.page(page)
    assert len(shown.encode()) <= LARGEST - SHELL < len(whole.encode())
    assert [f'id="{id_}"' in shown for id_ in ids] == [True] * len(ids)
    assert shown.count("100 bản ghi được tính") == len(ids)
    assert shown.count("Mọi bản ghi của số liệu này, theo từng trang") == len(ids)
    brief = renderer.part(page.template, page.root, page=page, **page.context | dict(page.sparser[-1]))
    assert len(brief.encode()) < len(ids) * 1_000 + 6_000


def test_a_filled_form_and_the_list_of_those_of_a_form_take_as_many_pages_as_they_need() -> None:
    chance = Random(5)
    of = form(chance, wide=12)
    lines = [{"label": f"Dòng {n}", "cells": values(chance, of)} for n in range(1500)]
    filled = [
        observation(
            lines[:1],
            id=f"kq-{n}",
            path=f"records/observations/kq-{n}.md",
            title=f"Kết quả {n}",
            organisation=f"CQ{n}",
        )
        for n in range(1500)
    ]
    long = observation(lines)
    every = [organisation("SKHCN"), of, long, *filled]
    pages = Pages(Site(Path(), Register(every), (), (), ()), DAY)
    renderer = Renderer(pages)
    claimed = {claim.address for claim in claims(pages)}
    for record, wanted in ((long, r">Dòng (\d+)<"), (of, r">Kết quả (\d+)<")):
        made = list(pages.all_of(record))
        assert len(made) > 1
        assert {f"{page.address}{INDEX}" for page in made} <= claimed
        texts = [renderer.page(page) for page in made]
        assert max(len(text.encode()) for text in texts) <= LARGEST - SHELL
        said = [int(one) for text in texts for one in re.findall(wanted, text)]
        assert sorted(said) == list(range(len(said)))
        assert len(said) >= 1500
