"""The two report pages in other periods: what moves, what must not, and what is refused."""

import re
from datetime import date
from pathlib import Path

import pytest

from congbo.figures.quantities import State
from congbo.records.reader import Places, read_site
from congbo.records.register import Register
from congbo.reports.report import Report, read_report
from congbo.reports.written_page import read_page
from congbo.rules.figures import shown_values
from congbo.rules.rulebook import SiteToCheck
from congbo.words import wording

ROOT = Path(__file__).parents[2]
SELF_INSPECTION = "docs/bao-cao/2024-tu-kiem-tra.md"
HALF_YEAR = "docs/bao-cao/2024-06-cchc-6-thang.md"

OF_DOSSIERS = {
    "ho-so-qua-han",
    "ho-so-truc-tuyen",
    "ho-so-truoc-han",
    "ty-le-dung-han",
    "ty-le-ho-so-mot-cua",
    "ty-le-ho-so-truc-tuyen",
    "ty-le-so-hoa-ket-qua",
    "ty-le-thanh-toan-truc-tuyen",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.public(read_site(ROOT).records)


def copied(page: str, register: Register, start: str, end: str, *more: str) -> Report:
    """The report that a copy of the page gives when nothing but its front matter is changed."""
    text = (ROOT / page).read_text("utf-8")
    text = re.sub(
        r"(?m)^period:\n(?:  .*\n)+(?:as_of: .*)?",
        f"period:\n  start: {start}\n  end: {end}\nas_of: {end}\n",
        text,
    )
    if more:
        text = re.sub(r"(?m)^(as_of: .*)$", "\n".join([r"\1", *more]), text, count=1)
    source = read_page(text.encode(), page)
    meta, problems = read_report(source)
    assert meta is not None, problems
    return Report(source, meta, register)


def texts(report: Report) -> dict[str, str]:
    return {id_: figure.text for id_, figure in report.figures.items()}


@pytest.fixture(scope="module")
def original(register: Register) -> Report:
    return copied(SELF_INSPECTION, register, "2024-01-01", "2024-07-20")


@pytest.fixture(scope="module")
def earlier(register: Register) -> Report:
    return copied(SELF_INSPECTION, register, "2024-01-01", "2024-06-30")


def test_twenty_days_less_move_exactly_these_figures(original: Report, earlier: Report) -> None:
    before, after = texts(original), texts(earlier)
    assert before.keys() == after.keys()
    counted = {id_ for id_, figure in original.figures.items() if not figure.declared}
    moved = {id_: (before[id_], after[id_]) for id_ in counted if before[id_] != after[id_]}
    lost = {id_ for id_, (_, now) in moved.items() if now == State.NO_DATA}
    assert lost == OF_DOSSIERS | {"ty-le-xu-ly-phan-anh"}
    assert {id_: both for id_, both in moved.items() if id_ not in lost} == {
        "ke-hoach-cchc": ("06", "05"),
        "ke-hoach-pbgdpl": ("03", "02"),
        "quy-trinh-noi-bo": ("05", "0"),
    }


def test_a_declared_figure_of_the_longer_period_is_not_used_in_the_shorter(
    original: Report, earlier: Report
) -> None:
    for id_, figure in earlier.figures.items():
        if figure.declared:
            of_period = original.figures[id_].basis == original.frame.period
            known = figure.value is not None
            assert known is (
                not of_period and bool(figure.declared.day and figure.declared.day <= date(2024, 6, 30))
            )


def to_check(report: Report) -> SiteToCheck:
    return SiteToCheck(
        report.register, Places(ROOT), date(2026, 11, 23), sources=(report.source,), reports=(report,)
    )


def test_the_page_in_the_shorter_period_is_refused_for_every_figure_that_has_no_data(earlier: Report) -> None:
    problems = list(shown_values(to_check(earlier)))
    assert {problem.rule for problem in problems} == {"no-data-for-period"}
    told = {re.findall("“([^”]+)”", problem.message)[0] for problem in problems}
    unknown = {id_ for id_, figure in earlier.figures.items() if figure.state is State.NO_DATA}
    assert told == unknown & set(earlier.figures_in_text)
    assert told >= OF_DOSSIERS


def test_the_notes_are_renumbered_and_one_that_lists_nothing_is_gone(
    original: Report, earlier: Report
) -> None:
    assert [(note.number, note.id) for note in original.notes] == [
        *((note.number, note.id) for note in earlier.notes),
        (6, "quy-trinh-noi-bo"),
    ]
    now, then = earlier.notes[0], original.notes[0]
    assert set(then.records) - set(now.records) == {"45-KH-SKHCN-2024"}


PERIODS = {
    "month": ("2024-06-01", "2024-06-30", "tháng 6 năm 2024"),
    "quarter": ("2024-01-01", "2024-03-31", "quý I năm 2024"),
    "half year": ("2024-01-01", "2024-06-30", "6 tháng đầu năm 2024"),
    "cumulative": ("2024-01-01", "2024-05-31", "5 tháng đầu năm 2024"),
    "year": ("2024-01-01", "2024-12-31", "năm 2024"),
}
FIGURES = {
    "month": "ke-hoach-cchc 05, vbqppl-tham-muu 01, tthc-moi-ban-hanh 03, tthc-bai-bo 0,"
    " quyet-dinh-cong-bo 01, quy-trinh-noi-bo 0, tthc-dang-hieu-luc 56",
    "quarter": "ke-hoach-cchc 05, vbqppl-tham-muu 01, tthc-moi-ban-hanh 02, tthc-bai-bo 01,"
    " quyet-dinh-cong-bo 02, quy-trinh-noi-bo 0, tthc-dang-hieu-luc 53",
    "half year": "ke-hoach-cchc 05, vbqppl-tham-muu 03, tthc-moi-ban-hanh 05, tthc-bai-bo 01,"
    " quyet-dinh-cong-bo 03, quy-trinh-noi-bo 0, tthc-dang-hieu-luc 56",
    "cumulative": "ke-hoach-cchc 05, vbqppl-tham-muu 02, tthc-moi-ban-hanh 02, tthc-bai-bo 01,"
    " quyet-dinh-cong-bo 02, quy-trinh-noi-bo 0, tthc-dang-hieu-luc 53",
    "year": "ke-hoach-cchc 06, vbqppl-tham-muu 03, tthc-moi-ban-hanh 05, tthc-bai-bo 01,"
    " quyet-dinh-cong-bo 03, quy-trinh-noi-bo 05, tthc-dang-hieu-luc 56",
}


@pytest.mark.parametrize("kind", PERIODS)
def test_another_period_is_a_matter_of_front_matter_alone(kind: str, register: Register) -> None:
    start, end, name = PERIODS[kind]
    report = copied(HALF_YEAR, register, start, end)
    assert wording.period_name(report.frame.period.start, report.frame.period.end) == name
    found = texts(report)
    ids = [part.split()[0] for part in FIGURES[kind].split(", ")]
    assert ", ".join(f"{id_} {found[id_]}" for id_ in ids) == FIGURES[kind]
    assert list(shown_values(to_check(report))) == []
    for id_ in OF_DOSSIERS:
        assert report.figures[id_].state is State.NO_DATA


def test_what_came_about_adds_up_over_the_quarters_and_what_there_is_does_not(register: Register) -> None:
    quarters = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]
    parts = [copied(HALF_YEAR, register, f"2024-{a}", f"2024-{b}") for a, b in quarters]
    year = copied(HALF_YEAR, register, "2024-01-01", "2024-12-31")
    flows = [f for f in year.figures.values() if not f.declared and not f.stock and not f.numerator]
    known = [figure for figure in flows if figure.value is not None]
    assert len(known) >= 6
    for figure in known:
        assert sum(part.figures[figure.id].value or 0 for part in parts) == figure.value, figure.id
    stock = [part.figures["tthc-dang-hieu-luc"].value for part in parts]
    assert stock == [53, 56, 56, 56]


def test_neither_page_is_compared_with_a_year_that_the_records_do_not_cover(
    original: Report, register: Register
) -> None:
    half = copied(HALF_YEAR, register, "2024-01-01", "2024-06-30")
    for report in (original, half):
        assert {comparison.text for comparison in report.comparisons.values()} == {"chưa có số liệu cùng kỳ"}
    last = ("previous:", "  start: 2023-01-01", "  end: 2023-06-30", "  as_of: 2023-06-30")
    named = copied(HALF_YEAR, register, "2024-01-01", "2024-06-30", *last)
    assert [c.text for c in named.comparisons.values() if c.difference is not None] == []


def test_two_quarters_that_the_records_cover_are_compared(register: Register) -> None:
    first = (
        "previous:",
        "  start: 2024-01-01",
        "  end: 2024-03-31",
        "  as_of: 2024-03-31",
        "  complete: [văn bản, sự kiện, thủ tục]",
    )
    second = copied(HALF_YEAR, register, "2024-04-01", "2024-06-30", *first)
    said = {
        id_: (c.text, c.difference_text) for id_, c in second.comparisons.items() if c.difference is not None
    }
    assert said["tthc-moi-ban-hanh"] == ("02", "tăng 1 thủ tục")
    assert said["quyet-dinh-cong-bo"] == ("02", "giảm 1 quyết định")
    assert said["tthc-dang-hieu-luc"] == ("53", "tăng 3 thủ tục")
    assert said["ty-le-dvc-truc-tuyen"][1].endswith("điểm %")
    assert "quy-trinh-noi-bo" not in said
    assert not said.keys() & OF_DOSSIERS


def test_the_illustration_says_so_and_has_no_signer_and_no_number(register: Register) -> None:
    meta = copied(HALF_YEAR, register, "2024-01-01", "2024-06-30").meta
    assert meta.illustrative
    assert "minh hoạ" in meta.title
    assert (meta.signer, meta.number, meta.recipients) == (None, "", ())
