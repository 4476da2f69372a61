"""The site's day: each page says which day it speaks of, and what holds on it, wherever it is built."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from test_same_bytes import git

from congbo.pages.zones import VIETNAM, day_in
from output import changed, contents, having, pages, text_of

Build = Callable[..., "subprocess.CompletedProcess[str]"]

BIRTH = "records/procedures/ho-tich/khai-sinh.md"
DEATH = "records/procedures/ho-tich/khai-tu.md"
DAYS = ("2026-06-30", "2026-07-01", "2026-07-02")


def changing_in_july(project: Path) -> Path:
    """A site in which a limit is shorter from 1 July 2026 and another procedure ends on that day."""
    file = project / BIRTH
    text = file.read_text("utf-8")
    later = "fees:\n"
    limit = "  - value: 7\n    unit: ngày làm việc\n    since: 2026-07-01\n"
    assert text.count(later) == 1
    of_way = "    processing_time:\n      value: 1\n      unit: ngày làm việc\n"
    of_way += "      counted_from: nhận đủ giấy tờ\n"
    assert text.count(of_way) == 1
    file.write_text(text.replace(of_way, "").replace(later, limit + later), "utf-8")
    file = project / DEATH
    text = file.read_text("utf-8")
    end = "  - action: bãi bỏ\n    effective: 2026-07-01\n    decision: 77-QD-UBND-2023\n"
    assert text.count("events:\n") == 1
    file.write_text(text.replace("events:\n", "events:\n" + end), "utf-8")
    return project


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory, build: Build) -> dict[str, Path]:
    """The site of each of the three days around 1 July."""
    from conftest import SAMPLE, copied

    folder = tmp_path_factory.mktemp("july")
    project = changing_in_july(copied(SAMPLE, folder / "sources"))
    for day in DAYS:
        done = build(project, folder / day, SOURCE_DATE_EPOCH=None, CONGBO_DAY=day)
        assert done.returncode == 0, done.stderr
    return {day: folder / day for day in DAYS}


def said(site: Path) -> dict[str, set[str]]:
    """The days that each page says it speaks of."""
    found = {}
    for address, page in pages(site).items():
        times = [time for one in having(page, "cb-day") for time in one.iter("time")]
        found[address] = {time.get("datetime", "") for time in times}
    return found


def test_each_day_has_its_own_site(july: dict[str, Path]) -> None:
    for day, limit, ended in (
        ("2026-06-30", "01 ngày làm việc", False),
        ("2026-07-01", "07 ngày làm việc", True),
        ("2026-07-02", "07 ngày làm việc", True),
    ):
        page = pages(july[day])
        birth = text_of(having(page["thu-tuc/khai-sinh/"], "cb-facts--first")[0])
        assert f"Bao lâu {limit}" in birth
        assert bool(having(page["thu-tuc/khai-tu/"], "cb-notice--ended")) is ended
        year, month, number = day.split("-")
        assert f"Tính đến ngày {number}/{month}/{year}" in text_of(page["thu-tuc/khai-sinh/"])
        assert (
            text_of(page["van-ban/"]).count(f"ính đến ngày {number}/{month}/{year}") == 2
        )  # and at the foot
        feed = (july[day] / "thay-doi/atom.xml").read_text("utf-8")
        assert ("Thời hạn giải quyết: 07 ngày làm việc" in feed) is ended


def test_every_page_that_differs_between_two_days_says_its_day_and_one_day_only(
    july: dict[str, Path],
) -> None:
    told = {site: said(site) for site in july.values()}
    for one, other in pairwise(told):
        differing = {
            name.removesuffix("index.html") for name in changed(one, other).changed if name.endswith(".html")
        }
        assert len(differing) > 10
        assert not [address for address in differing if not told[other][address]]
    for day, site in july.items():
        days = told[site]
        assert set().union(*days.values()) == {day}
        for address in (
            "",
            "thu-tuc/",
            "linh-vuc/",
            "thay-doi/",
            "linh-vuc/ho-tich/so-tay/",
            "thu-tuc/khai-sinh/",
        ):
            assert days[address] == {day}, address


def test_what_depends_on_no_day_is_the_same_on_each(july: dict[str, Path]) -> None:
    sites = list(july.values())
    for one, other in pairwise(sites):
        kept = (
            "bao-cao/",
            "quy-tac/",
            "chi-so/",
            "so-lieu/",
            "huong-dan/",
            "du-lieu/bao-cao/",
            "assets/",
            "404",
        )
        assert not [name for name in changed(one, other).changed if name.startswith(kept)]
    assert any(name.endswith(".docx") for name in contents(sites[0]))


def test_each_sheet_of_a_booklet_says_its_day_since_it_is_posted_alone(july: dict[str, Path]) -> None:
    booklet = pages(july["2026-06-30"])["linh-vuc/ho-tich/so-tay/"]
    sheets = having(booklet, "cb-sheet--bound")
    assert sheets
    for sheet in sheets:
        assert len(having(sheet, "cb-day")) == 1


def test_programs_are_told_the_day(july: dict[str, Path]) -> None:
    for day, coming in zip(DAYS, ('"2026-07-01"', "null", "null"), strict=True):
        text = (july[day] / "du-lieu/ngay.json").read_text("utf-8")
        assert f'"day": "{day}"' in text
        assert '"zone": "Asia/Ho_Chi_Minh"' in text
        assert f'"next_change": {coming}' in text
        procedures = (july[day] / "du-lieu/thu-tuc.json").read_text("utf-8")
        assert set(re.findall(r'"day": "([^"]+)"', procedures)) == {day}


def test_a_moment_makes_the_site_of_the_day_that_vietnam_has_then(
    copy_sample: Callable[..., Path], build: Build, july: dict[str, Path]
) -> None:
    project = changing_in_july(copy_sample())
    moment = str(int(datetime(2026, 6, 30, 23, 30, tzinfo=UTC).timestamp()))  # 06:30 on 1 July
    for zone in ("UTC", "America/Los_Angeles"):
        assert build(project, SOURCE_DATE_EPOCH=moment, TZ=zone).returncode == 0
        assert not changed(july["2026-07-01"], project / "site")


def test_an_agency_elsewhere_has_the_day_of_its_own_zone(
    copy_sample: Callable[..., Path], build: Build
) -> None:
    project = changing_in_july(copy_sample())
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "  - congbo\n" in text
    settings.write_text(text.replace("  - congbo\n", "  - congbo: {zone: America/New_York}\n"), "utf-8")
    moment = str(int(datetime(2026, 7, 1, 3, 30, tzinfo=UTC).timestamp()))
    assert build(project, SOURCE_DATE_EPOCH=moment, TZ="Asia/Ho_Chi_Minh").returncode == 0
    assert set().union(*said(project / "site").values()) == {"2026-06-30"}
    feed = (project / "site/thay-doi/atom.xml").read_text("utf-8")
    assert set(re.findall(r"T00:00:00([-+]\d\d:\d\d)<", feed)) <= {"-04:00", "-05:00"}
    assert "-04:00" in feed


def test_without_a_day_it_is_today_whenever_the_last_commit_was(
    copy_sample: Callable[..., Path], build: Build
) -> None:
    project = copy_sample()
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Bản ghi", GIT_COMMITTER_DATE="2025-03-01T10:00:00+0700")
    before = day_in(VIETNAM, datetime.now(UTC))
    assert build(project, SOURCE_DATE_EPOCH=None).returncode == 0
    after = day_in(VIETNAM, datetime.now(UTC))
    (day,) = set().union(*said(project / "site").values())
    assert before.isoformat() <= day <= after.isoformat()


def test_a_document_of_today_in_vietnam_is_accepted_on_a_machine_that_is_still_in_yesterday(
    copy_sample: Callable[..., Path], build: Build
) -> None:
    project = copy_sample()
    plan = project / "records/plans/2024/45-KH-UBND-2024.md"
    tomorrow = date.today() + timedelta(days=300)
    text = re.sub(r"^issued: .*$", f"issued: {tomorrow}", plan.read_text("utf-8"), flags=re.MULTILINE)
    plan.write_text(text, "utf-8")
    evening = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC) - timedelta(hours=4)
    told = [
        build(project, SOURCE_DATE_EPOCH=str(int(moment.timestamp())), TZ="America/Los_Angeles").stderr
        for moment in (evening, evening - timedelta(hours=4))
    ]
    assert ["date-future" in lines for lines in told] == [False, True]


@pytest.mark.parametrize(
    "given", [{"SOURCE_DATE_EPOCH": "abc"}, {"SOURCE_DATE_EPOCH": "9" * 30}, {"CONGBO_DAY": "2026-02-30"}]
)
def test_a_day_that_cannot_be_is_one_line_and_the_old_site_stays(
    given: dict[str, str], copy_sample: Callable[..., Path], build: Build, sample_unchanged: Path
) -> None:
    project = copy_sample()
    shutil.copytree(sample_unchanged, project / "site")
    before = contents(project / "site")
    done = build(project, **given)
    assert done.returncode != 0
    assert contents(project / "site") == before
    ((name, value),) = given.items()
    assert f"Không đăng: {name} phải là" in done.stderr
    assert f"(đang là '{value}'). Trang cũ giữ nguyên." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_build_says_when_to_build_again_and_the_check_reminds_of_it(
    copy_sample: Callable[..., Path], build: Build
) -> None:
    project = changing_in_july(copy_sample())
    for day, told in (
        ("2026-06-30", "Ngày tới có thay đổi: 01/07/2026 (02 thủ tục); hãy dựng lại trang vào ngày đó."),
        ("2026-07-01", "Các bản ghi chưa ghi thay đổi nào sau ngày 01/07/2026."),
    ):
        done = build(project, CONGBO_DAY=day)
        assert done.returncode == 0
        assert told in done.stderr
    for day, reminders in (("2026-06-23", 0), ("2026-06-24", 1), ("2026-06-30", 1), ("2026-07-01", 0)):
        done = subprocess.run(
            ["congbo", "check", "--warnings-as-errors", "--day", day],
            cwd=project,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stdout.count("[change-ahead]") == reminders
        assert done.returncode == 0, done.stdout
