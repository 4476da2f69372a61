"""Init: a site that is begun has no error, shows no example, and keeps every name that was given."""

import errno
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from commands import congbo
from congbo.cli import main
from congbo.cli.new_site import FORGES, KINDS, committee, running
from congbo.export import files_of
from congbo.pages.pages import Pages
from congbo.pages.settings import read_settings
from congbo.paper.reports import head
from congbo.records import writing
from congbo.records.kinds import models
from congbo.records.library import library, offered
from congbo.records.problems import has_errors
from congbo.records.reader import read_site
from congbo.records.regimes import regimes_of
from congbo.reports.site import Site
from congbo.rules import check as checks

DAY = date(2026, 6, 1)
OWN = {
    "so": ("--name", "Sở Nội vụ", "--symbol", "SNV", "--superior", "tỉnh Mẫu"),
    "xa": ("--name", "xã Mẫu", "--superior", "UBND tỉnh Mẫu"),
    "phuong": ("--name", "UBND phường Mẫu", "--superior", "thành phố Mẫu"),
    "dac-khu": ("--name", "Ủy ban nhân dân đặc khu Mẫu", "--superior", "tỉnh Mẫu"),
    "bo": ("--name", "Bộ Mẫu", "--symbol", "BM"),
    "tinh": (
        "--name",
        "thành phố Mẫu",
    ),
}
NAMES = {
    "so": ("SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN TỈNH MẪU", "Mẫu"),
    "xa": ("ỦY BAN NHÂN DÂN XÃ MẪU", "", "Mẫu"),
    "phuong": ("ỦY BAN NHÂN DÂN PHƯỜNG MẪU", "", "Mẫu"),
    "dac-khu": ("ỦY BAN NHÂN DÂN ĐẶC KHU MẪU", "", "Mẫu"),
    "bo": ("BỘ MẪU", "", "Hà Nội"),
    "tinh": ("ỦY BAN NHÂN DÂN THÀNH PHỐ MẪU", "", "Mẫu"),
}
URL = ("--url", "https://mau.example")
NONE = ("--forge", "none")


def begun(folder: Path, kind: str, *more: str) -> Path:
    done = congbo(folder, "init", "trang", "--kind", kind, *OWN[kind], *URL, *(more or NONE))
    assert done.returncode == 0, done.stderr
    return folder / "trang"


def read(root: Path) -> Site:
    return checks.read(root, DAY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_of_each_kind_has_no_error_and_an_illustrative_report_of_the_period(
    kind: str, tmp_path: Path
) -> None:
    site = read(begun(tmp_path, kind))
    assert not has_errors(site.problems)
    assert {problem.rule for problem in site.problems} <= {"not-written", "indicator-not-offered"}
    (report,) = site.reports
    assert report.meta.illustrative
    assert report.meta.period.start <= DAY <= report.meta.period.end
    printed = head(report)
    place = printed.date.partition(",")[0]
    assert (" ".join(printed.body), " ".join(printed.parent), place) == NAMES[kind]


def test_it_has_an_example_of_each_kind_of_record_and_none_is_published_or_counted(tmp_path: Path) -> None:
    root = begun(tmp_path, "xa")
    drafts = [record for record in read_site(root).records if not record.public]
    real = [record for record in read_site(root).records if record.public]
    assert {type(record) for record in drafts} | {type(record) for record in real} >= set(models())
    assert all("Ví dụ" in record.body for record in drafts)
    assert {type(record).__name__ for record in real} == {"Organisation", "FieldOfWork"}
    site = read(root)
    files = b"".join(data for address, data in files_of(Pages(site, DAY)) if address.endswith(".json"))
    assert b"vi-du" not in files
    assert "tthc-dang-hieu-luc" not in offered(read_site(root).records)  # a draft makes no figure known


@pytest.mark.parametrize("kind", KINDS)
def test_it_names_indicators_of_the_library_fit_for_its_kind(kind: str, tmp_path: Path) -> None:
    settings = read_settings(begun(tmp_path, kind))
    assert set(settings.indicators) <= set(library())
    assert len(set(settings.indicators)) == len(settings.indicators) > 15
    assert any(id_.endswith("-cap-bo") for id_ in settings.indicators) == (kind == "bo")


@pytest.mark.parametrize("forge", FORGES)
def test_it_has_the_pipeline_of_its_forge_alone_and_the_night_begins_in_its_zone(
    forge: str, tmp_path: Path
) -> None:
    root = begun(tmp_path, "tinh", "--forge", forge, "--zone", "Asia/Tokyo")
    github, gitlab = root / ".github/workflows/publish.yml", root / ".gitlab-ci.yml"
    assert (github.exists(), gitlab.exists()) == (forge == "github", forge == "gitlab")
    for file in filter(Path.exists, (github, gitlab)):
        text = file.read_text("utf-8")
        told: dict[str, Any] = yaml.safe_load(text)
        assert told
        assert "$$" not in text
        for command in (
            "https://mau.example",
            "congbo check",
            "python -m mkdocs build --strict",
            "requirements.txt",
        ):
            assert command in text
    if forge == "github":
        assert 'cron: "5 15 * * *"' in github.read_text("utf-8")


@pytest.mark.parametrize("there", ["x.txt", ".github", "records"])
def test_a_folder_in_which_there_is_something_is_refused_and_left_alone(there: str, tmp_path: Path) -> None:
    (tmp_path / "trang" / there).mkdir(parents=True)
    done = congbo(tmp_path, "init", "trang", "--kind", "xa", *OWN["xa"], *URL, *NONE)
    assert done.returncode == 2
    assert f"không trống (có {there})" in done.stderr
    assert [one.name for one in tmp_path.rglob("*")] == ["trang", there]


def test_a_repository_and_an_environment_may_be_there_and_a_file_is_no_folder(tmp_path: Path) -> None:
    for name in (".git", ".venv"):
        (tmp_path / name).mkdir()
    assert congbo(tmp_path, "init", "--kind", "xa", *OWN["xa"], *URL, *NONE).returncode == 0
    again = congbo(tmp_path, "init", "README.md", "--kind", "xa", *OWN["xa"], *URL, *NONE)
    assert "là một tệp" in again.stderr


def test_a_link_that_leads_nowhere_is_refused_and_a_folder_with_a_space_can_be_gone_to(
    tmp_path: Path,
) -> None:
    (tmp_path / "dang").symlink_to(tmp_path / "xa" / "kia")
    said = congbo(tmp_path, "init", "dang", "--kind", "xa", *OWN["xa"], *URL, *NONE)
    assert "là một liên kết không dẫn tới đâu" in said.stderr
    assert not (tmp_path / "xa").exists()
    made = congbo(tmp_path, "init", "trang xã", "--kind", "xa", *OWN["xa"], *URL, *NONE)
    assert '  cd "trang xã"\n' in made.stdout


WRONG = [
    ("xa", "--name", "Mẫu", "--name phải có dạng “Ủy ban nhân dân xã …”"),
    ("xa", "--name", "Ủy ban nhân dân xã", "đủ tên riêng"),
    ("xa", "--name", "phường Mẫu", "--name phải có dạng"),
    ("xa", "--superior", "Mẫu", "--superior phải có dạng “Ủy ban nhân dân tỉnh …” hoặc"),
    ("so", "--name", "UBND xã Mẫu", "hãy chọn lại --kind"),
    ("so", "--name", "sở", "--name phải là tên đầy đủ"),
    ("so", "--name", "Sở {{ x }}", "tên không có ký tự “{”"),
    ("so", "--name", "Sở " + "x" * 130, "tên dài không quá 120"),
    ("so", "--name", "…", "tên phải có chữ"),
    ("so", "--symbol", "s n v", "--symbol là chữ viết tắt"),
    ("so", "--symbol", "snv", "--symbol là chữ viết tắt"),
    ("so", "--url", "mau.example", "--url phải có dạng https://ten-mien/"),
    ("so", "--url", "javascript:x", "--url phải có dạng"),
    ("so", "--url", "https://a.example/?x", "--url phải có dạng"),
    ("so", "--zone", "Hà Nội", "“zone” phải là tên múi giờ"),
    ("so", "--kind", "huyen", "--kind phải là một trong: so, xa"),
    ("so", "--forge", "svn", "--forge phải là một trong: github"),
    ("bo", "--superior", "tỉnh Mẫu", "trên đó là Chính phủ"),
]


@pytest.mark.parametrize(("kind", "option", "value", "message"), WRONG)
def test_what_is_given_wrong_is_told_with_what_is_wanted_and_nothing_is_written(
    kind: str, option: str, value: str, message: str, tmp_path: Path
) -> None:
    given = ["--kind", kind, *OWN[kind], *URL, *NONE, option, value]  # of an option given twice, the last
    done = congbo(tmp_path, "init", "trang", *given)
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_given_is_asked_for_at_a_terminal_until_it_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("congbo.cli.asking.at_terminal", lambda: True)
    typed = "xa\nMẫu\nxã Mẫu\ntỉnh Mẫu\nhttps://mau.example\nnone\n"
    done = CliRunner().invoke(main, ["init", "trang"], input=typed)
    assert done.exit_code == 0, done.output
    assert "Đã lập trang của Ủy ban nhân dân xã Mẫu" in done.output
    assert "--name phải có dạng" in done.output


def test_a_name_with_a_number_is_marked_as_a_name_in_the_report(tmp_path: Path) -> None:
    given = ["--kind", "phuong", "--name", "phường 1 Mẫu", "--superior", "tỉnh Mẫu"]
    done = congbo(tmp_path, "init", "trang", *given, *URL, *NONE)
    assert done.returncode == 0, done.stdout
    (page,) = (tmp_path / "trang/docs/bao-cao").iterdir()
    assert '{{ name("UBND phường 1 Mẫu") }} báo cáo' in page.read_text("utf-8")


def test_elsewhere_the_first_that_is_missing_is_said(tmp_path: Path) -> None:
    assert "còn thiếu --kind" in congbo(tmp_path, "init", "trang").stderr


def test_any_name_and_day_give_a_site_without_error(tmp_path: Path) -> None:
    names = ("Sở Y tế: “Mẫu”", "Ban Dân tộc - Tôn giáo", "Sở 'Nháy' & #1", "Sở Yes: no", "Sở Ø/Ñ")
    for number, name in enumerate(names):
        given = ["--kind", "sở", "--name", name, "--symbol", "STĐ&X", "--superior", "tỉnh Bà Rịa - Mẫu"]
        done = congbo(tmp_path, "init", str(number), *given, *URL, *NONE)
        assert done.returncode == 0, done.stderr + done.stdout
        bodies = read(tmp_path / str(number)).register.organisations.values()
        (body,) = (one for one in bodies if one.long_name)
        assert body.long_name == name
        assert body.name == f"{name} tỉnh Bà Rịa - Mẫu"
        settings = read_settings(tmp_path / str(number))
        assert settings.data["site_name"].endswith(body.name)


def test_the_period_that_runs_is_the_shortest_around_the_day() -> None:
    days = [date(2026, month, day) for month in range(1, 13) for day in (1, 14, 15, 28)]
    for regime in (regimes_of()[kind.regime] for kind in KINDS.values()):
        for day in days:
            period = running(regime, day)
            years = (day.year, day.year + 1)
            others = filter(None, (regime.period(name, year) for name in regime.names for year in years))
            around = [other for other in others if other.start <= day <= other.end]
            assert period in around
            assert all(period.end - period.start <= other.end - other.start for other in around)


def test_a_committee_is_read_however_it_is_typed_and_never_guessed() -> None:
    for typed in ("xã Mẫu A", "UBND xã Mẫu A", "ủy ban nhân dân xã Mẫu A", "Uỷ ban  nhân dân Xã Mẫu A"):
        assert committee(typed, ("xã",), "--name").name == "Ủy ban nhân dân xã Mẫu A"
    for typed in ("TP. Mẫu", "UBND TP Mẫu", "tp Mẫu"):
        assert committee(typed, ("tỉnh", "thành phố"), "--name").name == "Ủy ban nhân dân thành phố Mẫu"
    for typed in ("Mẫu A", "xã", "UBND", "huyện Mẫu", "", "TP", "tp."):
        with pytest.raises(ValueError, match="--name phải có dạng"):
            committee(typed, ("xã",), "--name")


def test_a_site_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, create = tmp_path / "ben-trong" / "trang", writing.create
    count = 0

    def full(file: Path, data: bytes) -> None:
        nonlocal count
        count += file.is_relative_to(folder)
        if count == 7:
            raise writing.WritingError(file, OSError(errno.ENOSPC, "full"))
        create(file, data)

    monkeypatch.setattr(writing, "create", full)
    done = congbo(tmp_path, "init", str(folder), "--kind", "so", *OWN["so"], *URL, *NONE)
    assert (count, done.returncode) == (7, 2)
    assert "ổ đĩa đã đầy" in done.stderr
    assert not folder.parent.exists()


def test_a_name_is_no_markup_of_what_a_forge_shows(tmp_path: Path) -> None:
    named = ("--name", "Sở [Lạ](https://la.example) *Mẫu*", *OWN["so"][2:])
    done = congbo(tmp_path, "init", "trang", "--kind", "so", *named, *URL, *NONE)
    assert done.returncode == 0, done.stdout + done.stderr
    readme = (tmp_path / "trang/README.md").read_text("utf-8")
    assert "Sở \\[Lạ\\](https://la.example) \\*Mẫu\\*" in readme
    assert "[Lạ]" not in readme.replace("\\[Lạ\\]", "")
