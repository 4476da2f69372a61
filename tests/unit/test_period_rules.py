"""Rules of periods: what fits raises no alarm, a wrong frame is told, no head stops the check."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from test_cases import BASE, TODAY
from test_report_periods import any_value, written

from congbo.law.regimes import Regime
from congbo.records.regimes import regimes_of
from congbo.rules import check as checks

OF_FRAMES = {"previous-regime", "frame-order", "report-early", "title-period", "body-ended", "report-number"}
REGIMES = [regime for regime in regimes_of().values() if regime.series]
PAGE = "docs/bao-cao/mau.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("periods") / "site"
    shutil.copytree(BASE, root)
    return root


def told(root: Path, head: str, day: date = TODAY) -> set[str]:
    (root / PAGE).write_text(
        f"---\nrender_macros: true\norganisation: SKHCN\n{head}---\n\nSở báo cáo.\n", "utf-8"
    )
    return {problem.rule for problem in checks.read(root, day).problems if problem.path == PAGE}


def head(title: str, start: date, end: date, day: date | None = None) -> str:
    period = f"period:\n  start: {start}\n  end: {end}\n"
    return f"title: {title}\n{period}as_of: {end}\nday: {day or end}\n"


@pytest.mark.parametrize("regime", REGIMES, ids=lambda one: one.id)
def test_a_title_that_names_its_period_is_never_told_and_one_of_another_always(
    regime: Regime, root: Path
) -> None:
    for name in regime.names:
        own = regime.period(name, 2024)
        assert own is not None
        assert not told(root, head(f"Báo cáo {own.in_words}", own.start, own.end)) & OF_FRAMES
        after, later = regime.after(own), regime.period(name, 2025)
        assert later is not None
        assert after is not None
        for other in (later, after):
            if other.name != "năm" or other.year != own.end.year:  # a part of a year is of that year
                title = f"BÁO CÁO {other.in_words.upper()}"
                assert told(root, head(title, own.start, own.end)) & OF_FRAMES == {"title-period"}, title


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("kết quả quý III và phương hướng, nhiệm vụ quý IV năm 2024", "2024-06-15", "2024-09-14"),
        ("9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm 2024", "2023-12-15", "2024-09-14"),
        ("tháng 12 năm 2023 và nhiệm vụ tháng 01 năm 2024", "2023-12-01", "2023-12-31"),
        ("CCHC quý 2/2024", "2024-03-15", "2024-06-14"),
        ("tổng kết năm 2023, phương hướng năm 2024", "2022-12-15", "2023-12-14"),
        ("kết quả tự kiểm tra cải cách hành chính năm 2024", "2024-01-01", "2024-07-20"),
        ("thực hiện Luật Thủ tục năm 2013", "2024-01-01", "2024-06-30"),
        ("thực hiện Kế hoạch cải cách hành chính giai đoạn 2021-2025", "2024-01-01", "2024-06-30"),
        ("từ ngày 15 tháng 3 đến ngày 20 tháng 7", "2024-03-15", "2024-07-20"),
        ("hoạt động thường xuyên", "2024-01-01", "2024-06-30"),
    ],
)
def test_titles_as_offices_write_them_raise_no_alarm(title: str, start: str, end: str, root: Path) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert not told(root, head(f"Báo cáo {title}", *days)) & OF_FRAMES


def test_days_out_of_order_are_told_whatever_the_distance(root: Path) -> None:
    start, end = date(2024, 1, 1), date(2024, 6, 30)
    for days in (1, 14, 200):
        early = end - timedelta(days)
        assert told(root, head("Báo cáo", start, end, early)) & OF_FRAMES == {"frame-order"}
        late = end + timedelta(days)
        assert not told(root, head("Báo cáo", start, end, late)) & OF_FRAMES
        before = head("Báo cáo", start, end).replace(f"as_of: {end}", f"as_of: {start - timedelta(days)}")
        assert told(root, before) & OF_FRAMES == {"frame-order"}


def test_a_deadline_is_told_from_some_days_before_until_it_has_passed(root: Path) -> None:
    named = "period:\n  regime: cchc\n  of: 6 tháng\n  year: 2026\n  level: bộ, tỉnh\n"
    page = (
        f"---\ntitle: Báo cáo\nrender_macros: true\norganisation: SKHCN\n{named}day: 2026-06-14\n---\n\nSở.\n"
    )
    (root / PAGE).write_text(page, "utf-8")
    due = date(2026, 6, 22)
    days = {
        n
        for n in range(-10, 4)
        if any(p.rule == "report-due" for p in checks.read(root, due + timedelta(n)).problems)
    }
    assert days == set(range(-7, 1))
    (root / PAGE).write_text(page.replace("day: ", "number: 1/BC-SKHCN\nday: "), "utf-8")
    assert not [problem for problem in checks.read(root, due).problems if problem.rule == "report-due"]


def test_whatever_a_head_says_the_check_ends(root: Path) -> None:
    random, told_of = Random(7), set[str]()
    keys = ("title", "period", "previous", "as_of", "day", "number", "day_known")
    for _ in range(150):
        said = {"title": "Báo cáo quý III năm 2026", "day": "2026-09-20"}
        said["period"] = "\n  regime: cchc\n  of: quý III\n  year: 2026"
        lines = {**said, **{key: written(any_value(random)).rstrip("\n") for key in random.sample(keys, 2)}}
        told_of |= told(root, "".join(f"{key}: {value}\n" for key, value in lines.items()))
    assert "unknown-regime" in told_of
