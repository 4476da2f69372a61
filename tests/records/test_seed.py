"""The report of 2024 as a page: it says what the signed original says, and types no number itself."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import yaml
from jinja2 import Environment, StrictUndefined

from congbo.records.documents import Document
from congbo.records.reader import read_site
from congbo.records.register import Register
from congbo.reports.citations import citation, in_order
from congbo.reports.report import Report, read_report
from congbo.reports.written_page import PageSource, read_page
from congbo.words import wording
from original import (
    CLOSING,
    EVERYWHERE,
    MISPRINTED,
    ROOT,
    SEED,
    SEED_NOTE,
    must_say,
    plain,
    sections,
    seed_sections,
    slips,
    without_slips,
)

PAGE = "docs/bao-cao/2024-tu-kiem-tra.md"
FACTS = ROOT.parent / "shared/data/seed-facts.yaml"
needs_seed = pytest.mark.skipif(not SEED.exists() or not FACTS.exists(), reason="the original is not here")

NOTE_WITHOUT_TEXT = 3
ANNEX = "## Phụ lục I. Các chỉ số của báo cáo"

QUANTITIES = """
Q01 ke-hoach-cchc                   06
Q02 sang-kien-moi-phong             ít nhất 01
Q03 can-bo-dau-moi                  03
Q04 vbqppl-tham-muu                 03
Q05 dinh-muc-quyet-dinh-10          07
Q06 vbqppl-trai-phap-luat           0
Q07 ke-hoach-pbgdpl                 03
Q08 van-ban-tuyen-truyen            hơn 60
Q09 tthc-moi-ban-hanh               05
Q10 tthc-bai-bo                     01
Q11 quyet-dinh-cong-bo              03
Q12 tthc-de-nghi-bai-bo             01
Q13 tthc-moi-cong-khai              05
Q14 bien-che-dieu-chuyen            02
Q15 bien-che-thanh-tra              05
Q16 dinh-muc-da-tham-muu            47
Q17 don-gia-du-thao                 47
Q18 ty-le-van-ban-dien-tu           100%
Q19 ty-le-ho-so-mot-cua             100%
Q20 ho-so-cong-viec                 180
Q21 ty-le-co-tai-khoan              100%
Q22 tai-khoan-cong-vu               54
Q23 can-bo-chuyen-doi-so            06
Q24 luot-tap-huan-an-toan-thong-tin 03
Q25 luot-tap-huan-chuyen-doi-so     52
Q26 quy-trinh-noi-bo                05
Q27 tthc-dang-hieu-luc              56
Q28 ty-le-cong-khai-tthc            100%
Q29 ty-le-tthc-tai-trung-tam        100%
Q30 ty-le-dung-han                  100%
Q31 ho-so-qua-han                   0
Q32 ty-le-so-hoa-ket-qua            100%
Q33 ho-so-truoc-han                 16
Q34 ho-so-truc-tuyen                14
Q35 ho-so-thanh-toan-truc-tuyen     13
Q36 phan-anh-kien-nghi              0
Q37 cong-chuc-vi-pham               0
Q38 dvc-toan-trinh                  42
Q39 dvc-mot-phan                    06
Q40 ty-le-dvc-truc-tuyen            87%
Q41 ty-le-thanh-toan-truc-tuyen     13/13
Q42 ty-le-thanh-toan-truc-tuyen     100%
Q43 ho-so-qua-he-thong              16
Q44 ty-le-ho-so-truc-tuyen          87,5%
Q45 ty-le-so-hoa-ket-qua            16/16
Q46 ty-le-dong-bo                   100%
Q47 ty-le-dung-han                  100%
Q48 ban-gui-dia-phuong              01
"""
"""Every quantity of the original: the figure that holds it, and how the original prints it."""

IN_WORDS = {"Q06", "Q07", "Q11", "Q31", "Q36", "Q37"}
"""Quantities that the original says without a number, or only by listing documents."""

_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_PAGE_NOTE = re.compile(r"^\[\^([\w-]+)\]: *(.*)$", re.MULTILINE)
_MAY_BE_TYPED = re.compile(
    r"""(?m:^\#{2,4}\ (?:\d+\.)+\ )      # the number of a heading
    |\b(?:19|20)\d\d(?:-20\d\d)?\b       # a year, or years from … to …
    |\btháng\ \d{1,2}/20\d\d\b
    |\bquý\ [IV]+/20\d\d\b
    |\bTCVN\ ISO\ 9001:2015\b
    |<https://[^>\s]+>""",
    re.VERBOSE,
)


@pytest.fixture(scope="module")
def source() -> PageSource:
    return read_page((ROOT / PAGE).read_bytes(), PAGE)


@pytest.fixture(scope="module")
def report(source: PageSource) -> Report:
    meta, _ = read_report(source)
    assert meta is not None
    return Report(source, meta, Register.public(read_site(ROOT).records))


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(FACTS.read_text("utf-8"), Loader=yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="module")
def original() -> dict[str, str]:
    return seed_sections(SEED.read_text("utf-8"))


def test_the_page_and_its_front_matter_have_no_problems(source: PageSource) -> None:
    meta, problems = read_report(source)
    assert meta is not None
    assert [str(problem) for problem in (*source.problems, *problems)] == []


def test_every_call_names_a_record(report: Report) -> None:
    unknown = [
        f"{call.line}: {call.name} {call.id}"
        for call in report.source.calls
        if (call.name in ("cite", "issued") and call.id not in report.register.documents)
        or (
            call.name in ("figure", "fraction", "cite_all", "procedure_names")
            and call.id not in report.figures
        )
    ]
    assert unknown == []


def test_the_body_types_no_figure_and_no_document_number(source: PageSource) -> None:
    prose = _MAY_BE_TYPED.sub("", _CALL.sub("", source.body))
    typed = [line for line in prose.splitlines() if re.search(r"\d", line)]
    assert typed == []


def test_each_note_has_one_marker_and_one_text_in_the_order_of_the_original(report: Report) -> None:
    marked = [mark.id for mark in report.source.markers]
    assert marked == [mark.id for mark in report.source.definitions]
    assert [note.number for note in report.notes] == [1, 2, 3, 4, 5, 6]
    assert [note.number for note in report.notes if note.editorial] == [NOTE_WITHOUT_TEXT]


@needs_seed
def test_each_note_is_marked_after_the_words_that_the_original_marks(report: Report) -> None:
    def marked(text: str) -> list[str]:
        return re.findall(r"(\S+ \S+ \S+?)(?:<sup>\d</sup>|\[\^[\w-]+\](?!:))", text)

    assert marked(expanded(report)) == marked(SEED_NOTE.sub("", SEED.read_text("utf-8")))


@needs_seed
def test_every_quantity_of_the_original_has_the_value_that_the_records_give(
    report: Report, facts: dict[str, Any]
) -> None:
    said = {quantity["id"]: quantity["value"] for quantity in facts["quantities"]}
    assert [id_ for id_, _, _ in quantities()] == list(said)
    for id_, figure_id, printed in quantities():
        figure, value = report.figures[figure_id], said[id_]
        if figure_id == MISPRINTED:
            assert (printed, value, figure.text, figure.fraction) == ("87%", "87", "85,7%", "48/56")
        elif "/" in value:
            assert printed == value == figure.fraction, id_
        else:
            assert (figure.text, figure.value) == (printed, Fraction(value)), id_


@needs_seed
def test_the_front_matter_keeps_every_number_that_the_original_prints(
    report: Report, facts: dict[str, Any], original: dict[str, str]
) -> None:
    places = {quantity["id"]: quantity["section"].split(" and ") for quantity in facts["quantities"]}
    expected = {
        (figure, printed, place)
        for id_, figure, printed in quantities()
        if id_ not in IN_WORDS
        for place in places[id_]
    }
    expected.add(("ty-le-so-hoa-ket-qua", "100%", "I.3.5"))  # "16/16 đạt 100%" is one quantity of the facts
    kept = [(printed.figure, printed.text, printed.place) for printed in report.meta.printed]
    assert len(kept) == len(set(kept))
    assert set(kept) == expected
    corrected = without_slips(original, report)
    for printed in report.meta.printed:
        assert re.search(rf"(?<![\w,/]){re.escape(printed.text)}(?![\w,/])", original[printed.place]), printed
        assert printed.verdict in corrected[printed.place], printed


def test_only_the_share_of_online_services_differs_from_the_original_and_is_explained(report: Report) -> None:
    differing = {id_: report.misprinted(id_) for id_ in report.printed}
    found = [printed for printed in differing.values() if printed]
    assert [(printed.figure, printed.text) for printed in found] == [(MISPRINTED, "87%")]
    assert found[0].explanation


@needs_seed
def test_every_document_of_the_original_is_cited_and_no_other(report: Report, facts: dict[str, Any]) -> None:
    cited = [report.register.documents[place.document] for place in report.citations]
    got = {(d.number, str(d.kind), str(d.issued or ""), d.normative) for d in cited}
    said = [(d["number"], d["kind"], d["date"], d["normative_vbqppl"] == "true") for d in facts["documents"]]
    assert len(said) == 45
    assert got == set(said)


@needs_seed
def test_the_title_is_that_of_the_original(report: Report) -> None:
    kind, subject = re.findall(r"^#+ (.+)$", SEED.read_text("utf-8"), re.MULTILINE)[:2]
    assert report.meta.title.casefold() == f"{kind} {subject}".casefold()


@needs_seed
def test_every_listed_slip_is_in_the_original_where_the_list_says(
    report: Report, original: dict[str, str]
) -> None:
    missing = []
    for place, printed, corrected in slips(report):
        text = " ".join(original.values()) if place == EVERYWHERE else original[place]
        if text.count(printed) != 1 or printed == corrected:
            missing.append((place, printed))
    assert missing == []


@needs_seed
def test_the_page_says_word_for_word_what_the_original_says(report: Report, original: dict[str, str]) -> None:
    assert page_sections(report) == must_say(original, report)


def quantities() -> Iterator[tuple[str, str, str]]:
    """Yield (id of the quantity, id of its figure, how the original prints it)."""
    for row in QUANTITIES.strip().splitlines():
        id_, figure, printed = row.split(None, 2)
        yield id_, figure, printed


def page_sections(report: Report) -> dict[str, str]:
    """Return the page by place, without its annex, each macro call replaced by the words that it prints."""
    text, _, annex = expanded(report).partition(f"\n{ANNEX}\n")
    assert all(line.startswith("#") for line in annex.split("\n") if line)
    words = dict(_PAGE_NOTE.findall(text))
    notes = {f"chú thích {note.number}": plain(words[note.id]) for note in report.notes if not note.editorial}
    return sections(_PAGE_NOTE.sub("", text)) | notes


def expanded(report: Report) -> str:
    """Return the page's body with each macro call replaced by plain words."""
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    return environment.from_string(report.source.body).render(macros(report))


def macros(report: Report) -> dict[str, Callable[..., str]]:
    """Return the macros of report pages, printing plain words instead of links."""
    register, meta, figures = report.register, report.meta, report.figures
    days = {"start": meta.period.start, "end": meta.period.end, "as_of": meta.as_of, "day": meta.day}

    def figure(id_: str, zero: str = "", nonzero: str = "{}") -> str:
        return zero if zero and figures[id_].value == 0 else nonzero.replace("{}", figures[id_].text)

    def cite(id_: str, **options: Any) -> str:
        document = register.documents[id_]
        return citation(document, register.organisations[document.issuer], **options)

    def cite_all(id_: str, order: str, **options: Any) -> str:
        counted = [one.record for one in figures[id_].chosen if isinstance(one.record, Document)]
        return "; ".join(cite(document.id, **options) for document in in_order(counted, order))

    def worded(day: date | None, form: str) -> str:
        assert day is not None
        return wording.long_date(day) if form == "long" else wording.short_date(day)

    def signature() -> str:
        assert meta.signer is not None
        recipients = ";\n- ".join(meta.recipients)
        return f"### {CLOSING}:\n\n- {recipients}.\n\n{meta.signer.position}\n\n{meta.signer.name}"

    return {
        "figure": figure,
        "fraction": lambda id_: figures[id_].fraction,
        "chart": lambda unit: "",
        "cite": cite,
        "cite_all": cite_all,
        "issued": lambda id_, form: worded(register.documents[id_].issued, form),
        "date_of": lambda which, form: worded(days[which], form),
        "procedure_names": lambda id_: "; ".join(chosen.record.label for chosen in figures[id_].chosen),
        "signature": signature,
        "editor_note": lambda words: "",
        "report_head": lambda: "",
        "indicator_table": lambda: "",
        "dossier_form": lambda: "",
    }
