"""Plain text: whatever a record says, a reader of Markdown sees it letter for letter."""

import random
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from congbo.export import plain_texts
from congbo.pages.markdown import Dialect
from congbo.pages.pages import Pages
from congbo.pages.plain_sheet import plain_sheet
from congbo.pages.plain_text import facts, link, paragraphs, plain
from congbo.records.register import Register
from congbo.reports.site import Site
from many_cases import SITUATIONS, many_cases
from sample import event, field, organisation, procedure

DAY = date(2026, 6, 1)
URL = "https://so.gov.example/tthc/"
PIECES = [
    *"\\`*_{}[]()<>#+-.!|~=:&^\"'$%@/ 1aĐ",
    "  ",
    "\n",
    "\n\n",
    "1. ",
    "12) ",
    "&lt;",
    "&#60;",
    "<b>",
    "</li>",
    "<script>",
    "![x](http://khac.example/a.png)",
    "[x](javascript:alert)",
    "https://khac.example/",
    "***",
    "```",
    "~~",
    "{: .x }",
    "{{ x }}",
    "[^1]",
    "!!! note",
    "| a | b |\n|---|---|",
]


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return what a reader of a Markdown text sees, and the elements that hold it."""
    html = Dialect().converter().convert(markdown)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    return " ".join(text.split()), set(re.findall(r"<(\w+)", html))


def test_no_sign_of_a_text_means_anything_to_a_reader_of_markdown() -> None:
    chance = random.Random(12)
    for _ in range(1500):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
        if not text.split():
            continue
        assert shown(f"- {plain(text)}") == (" ".join(text.split()), {"ul", "li"}), text
        assert shown(f"# {plain(text)}") == (" ".join(text.split()), {"h1"}), text
        name, tags = shown(f"x {link(text, 'https://so.gov.example/a')}")
        assert (name, tags) == (f"x {' '.join(text.split())}", {"p", "a"}), text
        assert shown("\n\n".join(paragraphs(text)))[1] == {"p"}, text


def test_an_address_cannot_end_its_own_link() -> None:
    html = Dialect().converter().convert(link("x", "https://a.example/b) <b>[c](d"))
    assert html == '<p><a href="https://a.example/b%29%20%3Cb%3E[c]%28d">x</a></p>'


def test_a_code_stays_a_code_and_what_is_not_known_says_so() -> None:
    assert facts((("Mã", "2.002248"), ("Phí", ""))) == "- **Mã:** 2.002248\n- **Phí:** chưa có thông tin"


def pages(*records: Any, url: str = URL) -> Pages:
    held = (field("ho-tich"), field("so-huu-tri-tue"), organisation("XA"), organisation("MOT-CUA"))
    return Pages(Site(Path(), Register([*held, *records]), (), (), ()), DAY, url)


def test_each_case_is_told_with_every_paper_that_one_brings_in_it() -> None:
    record = many_cases()
    text = plain_sheet(record, pages(record))
    parts = re.split(r"^##+ ", text, flags=re.MULTILINE)
    for id_, name in SITUATIONS.items():
        (case,) = (part for part in parts if part.startswith(f"Trường hợp: {name}\n"))
        (own,) = (one for one in record.cases if one.id == id_)
        for paper in (*record.dossier, *own.dossier):
            assert f"- {plain(paper.name)}" in case, name
    assert "03 đến 10 ngày làm việc, tuỳ trường hợp" in parts[0]


def test_an_ended_procedure_says_so_and_what_to_use() -> None:
    old = procedure("p1", events=[{**event("thay thế bởi", "2026-01-01"), "successor": ["p2"]}])
    text = plain_sheet(old, pages(old, procedure("p2")))
    assert "- **Tình trạng:** đã hết hiệu lực từ 01/01/2026; nay dùng: Thủ tục p2\n" in text


def test_a_hostile_name_becomes_no_heading_link_or_html() -> None:
    name = "<img src=x> [x](y) # *Tên* 1. {{ x }}"
    record = procedure("p1", name=name, summary=name, conditions=name, steps=[name], keywords=["x"])
    html = Dialect().converter().convert(plain_sheet(record, pages(record)))
    assert "<img" not in html
    assert "<em>" not in html
    assert f"<h1>{name}</h1>" in unescape(html).replace(re.findall(r"<h1( [^>]*)?>", html)[0], "")


@pytest.mark.parametrize("url", [URL, ""])
def test_llms_txt_leads_to_every_procedure_and_grows_by_lists_only(url: str) -> None:
    few = pages(procedure("p1"), procedure("p2"), url=url)
    made = dict(plain_texts.EXPORT.made(few))
    assert list(made) == ["llms.txt", "thu-tuc/p1/index.html.md", "thu-tuc/p2/index.html.md"]
    assert f"]({url}thu-tuc/p2/index.html.md)" in made["llms.txt"].decode()
    long = "Thủ tục có tên rất dài, như nhiều thủ tục của Cổng Dịch vụ công quốc gia " * 8
    many = pages(*(procedure(f"p{n}", name=long, summary=long) for n in range(401)), url=url)
    made = dict(plain_texts.EXPORT.made(many))
    lists = [made[f"du-lieu/chu-thuan/danh-sach-{n}.md"].decode() for n in (1, 2, 3)]
    assert all(len(text.encode()) < 200_000 for text in lists)
    way = url or "../../"
    assert sorted(re.findall(r"\]\(([^)]*)\)", "".join(lists))) == sorted(
        f"{way}thu-tuc/p{n}/index.html.md" for n in range(401)
    )
    front = made["llms.txt"].decode()
    (one, *_) = [line for line in front.splitlines() if "danh-sach-1.md" in line]
    assert len(one.encode()) * (20_000 // plain_texts.MOST) < 150_000


def test_an_llms_txt_of_the_site_s_own_stays() -> None:
    own = Site(Path(), Register([field("ho-tich")]), (), (), (), assets=frozenset({"docs/llms.txt"}))
    assert list(plain_texts.EXPORT.addresses(Pages(own, DAY))) == []
