"""What the built site shows: the report with its notes and evidence, the register, nothing left over."""

import enum
import inspect
import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from congbo.figures import indicators
from congbo.law import document_kinds, service_index
from congbo.records import operands
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.words import vocabulary
from output import article, by_id, having, pages, seen, text_of, tree

REPORT = "bao-cao/2024-tu-kiem-tra/"
EVIDENCE = f"{REPORT}can-cu/"
ILLUSTRATIVE = "Dữ liệu minh hoạ"


@pytest.fixture(scope="module")
def register(root: Path) -> Register:
    return Register.public(read_site(root).records)


@pytest.fixture(scope="module")
def parsed(built: Path) -> dict[str, Element]:
    return pages(built)


@pytest.fixture(scope="module")
def report(built: Path) -> Element:
    return article(built, REPORT)


@pytest.fixture(scope="module")
def evidence(built: Path) -> Element:
    return article(built, EVIDENCE)


@pytest.fixture(scope="module")
def figures(built: Path) -> dict[str, dict[str, Any]]:
    data = json.loads((built / "du-lieu" / f"{REPORT.rstrip('/')}.json").read_bytes())
    return {figure["id"]: figure for figure in data["figures"]}


def addresses(element: Element) -> list[str]:
    return [link.get("href", "") for link in element.iter("a")]


def test_the_notes_of_the_report_are_numbered_1_to_6_in_reading_order(report: Element) -> None:
    marks = having(report, "footnote-ref")
    assert [text_of(mark) for mark in marks] == ["1", "2", "3", "4", "5", "6"]
    (listed,) = having(report, "footnote")
    assert [f"#{note.get('id')}" for note in listed.iter("li")] == [mark.get("href") for mark in marks]


def test_each_note_leads_back_to_its_mark(report: Element) -> None:
    (listed,) = having(report, "footnote")
    for note, mark in zip(listed.iter("li"), having(report, "footnote-ref"), strict=True):
        (back,) = having(note, "footnote-backref")
        assert mark in list(by_id(report, back.get("href", "").removeprefix("#")).iter("a"))


def test_only_the_third_note_is_the_editor_s(report: Element) -> None:
    (listed,) = having(report, "footnote")
    editorial = [bool(having(note, "cb-editor-note")) for note in listed.iter("li")]
    assert editorial == [False, False, True, False, False, False]


def test_the_report_links_every_document_and_its_page_links_back(
    built: Path, report: Element, register: Register
) -> None:
    assert len(register.documents) == 45
    linked = {address for link in having(report, "cb-cite") for address in [link.get("href")]}
    assert linked == {f"../../van-ban/{id_}/" for id_ in register.documents}
    for cited in having(report, "cb-cite"):
        page = article(built, cited.get("href", "").removeprefix("../../"))
        assert f"../../{REPORT}#{cited.get('id')}" in addresses(page)


def test_every_figure_in_the_text_is_what_the_data_say_and_leads_to_its_evidence(
    report: Element, evidence: Element, figures: dict[str, dict[str, Any]]
) -> None:
    shown = having(report, "cb-figure")
    assert len(shown) >= 48
    for link in shown:
        page, _, id_ = link.get("href", "").partition("#")
        assert page == f"../../{EVIDENCE}{id_}/"
        section = by_id(evidence, id_)
        figure = figures[id_]
        fraction = f"{figure['numerator']}/{figure['denominator']}"
        in_words = figure["value"] == 0 and text_of(link) in ("không có", "chưa nhận được")
        assert text_of(link) in (figure["text"], fraction) or in_words, id_
        assert f"../../../{REPORT}#{link.get('id')}" in addresses(section)


def test_the_evidence_names_and_links_each_record_that_was_counted_or_nearly(
    evidence: Element, figures: dict[str, dict[str, Any]]
) -> None:
    for id_, figure in figures.items():
        section = by_id(evidence, id_)
        counted = {address.rstrip("/").rpartition("/")[2] for address in addresses(section)}
        near = {excluded["record"] for excluded in figure["excluded"]}
        assert counted >= {*figure["records"], *near}, id_
        for excluded in figure["excluded"]:
            assert excluded["reason"] in text_of(section), id_


def test_the_printed_87_and_the_computed_85_7_stand_side_by_side_and_are_explained(
    report: Element, evidence: Element
) -> None:
    figure = by_id(report, "so-ty-le-dvc-truc-tuyen-1")
    assert text_of(figure) == "85,7%"
    assert "đạt 85,7% [bản gốc in 87%] vượt chỉ tiêu đề ra" in text_of(report)
    section = text_of(by_id(evidence, "ty-le-dvc-truc-tuyen"))
    assert "48/56" in section
    assert re.search(r"Bản gốc in 87% \(mục I\.3\.5\)\. \S.{80}", section)


def test_every_procedure_and_every_document_has_its_page(built: Path, register: Register) -> None:
    assert len(register.procedures) == 57
    for id_, procedure in register.procedures.items():
        page = article(built, f"thu-tuc/{id_}/")
        (title,) = page.iter("h1")
        assert text_of(title) == procedure.listed_name
        assert procedure.name in text_of(page)
    for id_, document in register.documents.items():
        page = article(built, f"van-ban/{id_}/")
        assert document.number in text_of(page)


def test_codes_and_former_ids_lead_to_the_procedure(built: Path, register: Register) -> None:
    old = {
        address: procedure.id
        for procedure in register.procedures.values()
        for address in (procedure.code, *procedure.former_ids)
        if address and address != procedure.id
    }
    assert len(old) >= 10
    for address, id_ in old.items():
        page = tree((built / "thu-tuc" / address / "index.html").read_text("utf-8"))
        (refresh,) = [meta for meta in page.iter("meta") if meta.get("http-equiv") == "refresh"]
        assert refresh.get("content") == f"0; url=../../thu-tuc/{id_}/"
        assert addresses(page) == [f"../../thu-tuc/{id_}/"]


def test_reconstructed_data_is_marked_on_every_page_of_it(built: Path, register: Register) -> None:
    reconstructed = [p for p in register.procedures.values() if p.illustrative]
    assert len(reconstructed) >= 50
    for procedure in reconstructed:
        page = article(built, f"thu-tuc/{procedure.id}/")
        assert [text_of(notice) for notice in having(page, "cb-notice--illustrative")], procedure.id
        assert ILLUSTRATIVE in text_of(page)


@pytest.mark.parametrize(
    "address", ["", "thu-tuc/", REPORT, EVIDENCE, "du-lieu/", "linh-vuc/so-huu-tri-tue/", "co-quan/PVHCC/"]
)
def test_pages_made_from_reconstructed_data_say_so(built: Path, address: str) -> None:
    assert ILLUSTRATIVE.casefold() in text_of(article(built, address)).casefold()


LEFT_OVER = {
    "a missing value": (r"\b(?:None|undefined|Undefined|NaN|nan|null)\b", "Số: None"),
    "a template": (r"\{\{|\}\}|\{%|%\}", "có {{ 7*7 }} thủ tục"),
    "a Python value": (r"object at 0x|\b(?:Decimal|Fraction|Markup|date)\(|[\[({]'|'[\])}]", "['tổ chức']"),
    "a private-use character": ("[\ue000-\uf8ff\ufdd0-\ufdef]", "\ue0003\ue001"),
    "an error of a macro": (r"Macro (?:Rendering|Syntax) Error|Traceback", "Macro Rendering Error"),
}


@pytest.mark.parametrize("what", LEFT_OVER)
def test_no_page_shows(parsed: dict[str, Element], what: str) -> None:
    pattern, example = LEFT_OVER[what]
    assert re.search(pattern, example)
    found = [
        (address, text[max(0, match.start() - 30) : match.end() + 30])
        for address, page in parsed.items()
        for text in seen(page, "code")
        for match in re.finditer(pattern, text)
    ]
    assert found == []


def test_no_page_shows_the_raw_name_of_a_term(parsed: dict[str, Element]) -> None:
    kinds = [
        kind
        for module in (vocabulary, document_kinds, service_index, indicators)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, enum.Enum) and list(kind)
    ]
    names = {f"{kind.__name__}." for kind in kinds} | {
        member.name
        for kind in kinds
        for member in kind
        if member.name != member.value  # as the codes of currencies
    }
    names |= set(operands.short_keys())
    raw = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    assert raw.search("Verdict.MET")
    assert raw.search("cột received_total")
    found = [
        (address, match.group())
        for address, page in parsed.items()
        for text in seen(page, "code")
        for match in raw.finditer(text)
    ]
    assert found == []


def test_no_file_of_text_holds_a_private_use_character(built: Path) -> None:
    private = re.compile("[\ue000-\uf8ff]")
    files = [file for ending in ("html", "json", "csv", "xml") for file in sorted(built.rglob(f"*.{ending}"))]
    assert len(files) > 200
    assert [file for file in files if private.search(file.read_text("utf-8"))] == []


def test_every_page_has_one_heading_a_title_and_its_language(parsed: dict[str, Element]) -> None:
    for address, page in parsed.items():
        (html,) = page.iter("html")
        assert html.get("lang") == "vi", address
        (title,) = next(page.iter("head")).iter("title")
        assert text_of(title), address
        if any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta")):
            continue
        assert len(list(page.iter("h1"))) == 1, address


def test_no_two_pages_have_the_same_title_but_redirects(parsed: dict[str, Element]) -> None:
    titles: dict[str, str] = {}
    for address, page in parsed.items():
        if any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta")) or address == "404.html":
            continue
        (title,) = next(page.iter("head")).iter("title")
        assert text_of(title) not in titles, (address, titles[text_of(title)])
        titles[text_of(title)] = address
