"""A sealed report as editors and readers meet it: the commands, the build, the page, the published seal."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import congbo
from congbo.cli import main
from congbo.records import writing
from output import article, by_id, having, text_of

COMMAND = Path(sys.executable).with_name("congbo")
REPORT = "2024-tu-kiem-tra"
ADDRESS = f"bao-cao/{REPORT}/"
PAGE = f"docs/bao-cao/{REPORT}.md"
SEAL = f"docs/bao-cao/{REPORT}.seal.json"
PLAN = "records/plans/2024/17-KH-SKHCN-2024.md"
"""Counts in the figure ke-hoach-cchc."""
ACCOUNTS = "records/statistics/tai-khoan-cong-vu-2024-07-20.md"
SEALED_ON = "2026-11-25"
"""The day of the seal, which may be that of a rectification too; later days may not have come."""
DAY = "25/11/2026"
Build = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def after_the_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands run on 2026-12-01: the report was sealed after the one day of the other tests."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def mark(project: Path) -> str:
    head = json.loads((project / SEAL).read_bytes())["head"]
    return " ".join(re.findall("....", head)[:8])


def test_verify_says_what_it_checked_and_exits_with_0(copy_sealed: Path) -> None:
    done = congbo(copy_sealed, "verify", REPORT)
    assert done.returncode == 0, done.stdout
    assert mark(copy_sealed) in done.stdout
    assert re.search(r"49 số liệu, 1\d\d bản ghi, 6 chú thích, 9 tên, \d\d đoạn văn", done.stdout)
    assert done.stdout.endswith("Khớp.\n")
    assert congbo(copy_sealed, "verify", PAGE).stdout == done.stdout


def test_verify_names_what_differs_and_exits_with_1(copy_sealed: Path) -> None:
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    done = congbo(copy_sealed, "verify", REPORT)
    assert done.returncode == 1
    assert "bản ghi “tai-khoan-cong-vu-2024-07-20” trong báo cáo" in done.stdout
    assert "; số liệu: tai-khoan-cong-vu (54 → 55)" in done.stdout
    assert "KHÔNG KHỚP: 1 chỗ khác, 0 lỗi khác." in done.stdout


def test_verify_holds_the_mark_on_paper_against_the_seal(copy_sealed: Path) -> None:
    printed = mark(copy_sealed)
    done = congbo(copy_sealed, "verify", REPORT, "--mark", printed.upper().replace(" ", "-"))
    assert (done.returncode, "Mã trên giấy là mã của bản niêm phong." in done.stdout) == (0, True)
    wrong = congbo(copy_sealed, "verify", REPORT, "--mark", "1be8 75a1 cedc 5b4d 9521")
    assert wrong.returncode == 1
    assert wrong.stdout.endswith(
        "KHÔNG KHỚP: 0 chỗ khác, 0 lỗi khác, mã trên giấy không phải của dấu niêm phong này.\n"
    )


@pytest.mark.parametrize("command", ["seal", "verify", "rectify"])
def test_a_report_that_is_not_there_is_told_with_the_nearest(copy_sealed: Path, command: str) -> None:
    options = ["--reason", "x"] if command == "rectify" else []
    done = congbo(copy_sealed, command, "2024-tu-kiem-ta", *options)
    assert done.returncode == 2
    assert f"Có phải “{REPORT}”?" in done.stderr
    assert congbo(copy_sealed.parent, command, REPORT, *options).returncode == 2


def unsealed(project: Path) -> None:
    (project / SEAL).unlink()
    edit(project / PAGE, f"seal: {mark_of_page(project)}\n", "")


def mark_of_page(project: Path) -> str:
    return (project / PAGE).read_text("utf-8").partition("\nseal: ")[2].partition("\n")[0]


def test_a_report_without_a_seal_has_nothing_to_verify_or_rectify(copy_sealed: Path) -> None:
    unsealed(copy_sealed)
    before = (copy_sealed / PAGE).read_bytes()
    assert congbo(copy_sealed, "verify", REPORT).returncode == 1
    assert congbo(copy_sealed, "rectify", REPORT, "--reason", "x").returncode == 1
    assert (copy_sealed / PAGE).read_bytes() == before


def test_a_seal_changed_by_hand_is_refused_by_every_command(copy_sealed: Path) -> None:
    edit(copy_sealed / SEAL, '"date": "2026-11-25"', '"date": "2026-11-24"')
    tampered = (copy_sealed / SEAL).read_bytes()
    for arguments in (["check"], ["verify", REPORT], ["seal", REPORT], ["seal", REPORT, "--replace"]):
        done = congbo(copy_sealed, *arguments)
        assert done.returncode == 1
        assert "[seal-broken]" in done.stdout or "không niêm phong đè" in done.stderr
    assert (copy_sealed / SEAL).read_bytes() == tampered


def test_a_seal_that_was_taken_away_is_told_until_it_is_made_anew_on_purpose(copy_sealed: Path) -> None:
    (copy_sealed / SEAL).unlink()
    for arguments in (["check"], ["verify", REPORT], ["seal", REPORT], ["rectify", REPORT, "--reason", "x"]):
        done = congbo(copy_sealed, *arguments)
        assert done.returncode == 1, arguments
        assert f"nhưng không có tệp {SEAL}" in done.stdout
    assert not (copy_sealed / SEAL).exists()
    assert congbo(copy_sealed, "seal", REPORT, "--replace").returncode == 0
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0


def test_sealing_again_writes_the_same_bytes_and_over_a_drift_only_when_told_to(copy_sealed: Path) -> None:
    day = json.loads((copy_sealed / SEAL).read_bytes())["seal"]["date"]
    before, page = (copy_sealed / SEAL).read_bytes(), (copy_sealed / PAGE).read_bytes()
    assert congbo(copy_sealed, "seal", REPORT).returncode == 0
    assert (copy_sealed / SEAL).read_bytes() == before
    unsealed(copy_sealed)
    assert congbo(copy_sealed, "seal", REPORT, "--date", day).returncode == 0
    assert (copy_sealed / SEAL).read_bytes() == before
    assert (copy_sealed / PAGE).read_bytes() == page
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    refused = congbo(copy_sealed, "seal", REPORT)
    assert refused.returncode == 1
    assert "tai-khoan-cong-vu" in refused.stdout
    assert (copy_sealed / SEAL).read_bytes() == before
    assert congbo(copy_sealed, "seal", REPORT, "--replace").returncode == 0
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0
    assert (copy_sealed / SEAL).read_bytes() != before
    assert mark_of_page(copy_sealed) == mark(copy_sealed) != mark_in(before)


def mark_in(raw: bytes) -> str:
    return " ".join(re.findall("....", json.loads(raw)["head"])[:8])


def test_a_day_that_has_not_come_is_not_that_of_a_seal(copy_sealed: Path) -> None:
    unsealed(copy_sealed)
    done = congbo(copy_sealed, "seal", REPORT, "--date", "2099-01-01")
    assert (done.returncode, done.stderr) == (1, "congbo: ngày niêm phong 01/01/2099 chưa tới\n")
    assert not (copy_sealed / SEAL).exists()


def test_a_report_that_was_corrected_is_never_sealed_anew(copy_sealed: Path) -> None:
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    assert congbo(copy_sealed, "rectify", REPORT, "--reason", "Đếm sót").returncode == 0
    before = (copy_sealed / SEAL).read_bytes()
    done = congbo(copy_sealed, "seal", REPORT, "--replace")
    assert done.returncode == 1
    assert "báo cáo đã có đính chính thì không niêm phong lại" in done.stderr
    assert (copy_sealed / SEAL).read_bytes() == before


@pytest.mark.parametrize("day", ["2024-07-23", "2099-01-01"])
def test_a_rectification_is_neither_before_the_link_before_nor_of_a_day_to_come(
    copy_sealed: Path, day: str
) -> None:
    before = (copy_sealed / SEAL).read_bytes(), (copy_sealed / PAGE).read_bytes()
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", "Đếm sót", "--date", day)
    assert done.returncode == 1
    assert done.stderr.startswith("congbo: ngày đính chính phải từ ")
    assert ((copy_sealed / SEAL).read_bytes(), (copy_sealed / PAGE).read_bytes()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are others there")
@pytest.mark.parametrize("command", [["seal", REPORT], ["rectify", REPORT, "--reason", "Đếm sót"]])
def test_a_seal_whose_mark_cannot_be_written_is_not_left_behind(
    copy_sealed: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    if command[-1] == REPORT:
        unsealed(copy_sealed)
    else:
        edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    before = {path.name: path.read_bytes() for path in (copy_sealed / "docs/bao-cao").iterdir()}
    monkeypatch.chdir(copy_sealed)
    write = writing.write

    def full(file: Path, data: bytes) -> None:
        if file.suffix == ".md":
            raise writing.WritingError(file, OSError(errno.ENOSPC, "full"))
        write(file, data)

    monkeypatch.setattr(writing, "write", full)
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert f"không ghi được {copy_sealed / PAGE}: ổ đĩa đã đầy" in done.output
    assert {path.name: path.read_bytes() for path in (copy_sealed / "docs/bao-cao").iterdir()} == before


def test_a_report_with_an_error_is_not_sealed(copy_sealed: Path) -> None:
    unsealed(copy_sealed)
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: năm tư")
    assert congbo(copy_sealed, "seal", REPORT).returncode == 1
    assert not (copy_sealed / SEAL).exists()


def test_a_checkout_of_the_sealed_commit_verifies_after_the_records_went_on(copy_sealed: Path) -> None:
    git(copy_sealed, "init", "-q")
    git(copy_sealed, "add", ".")
    git(copy_sealed, "commit", "-q", "-m", "Niêm phong")
    git(copy_sealed, "tag", "sealed")
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    git(copy_sealed, "commit", "-q", "-a", "-m", "Sửa")
    assert congbo(copy_sealed, "verify", REPORT).returncode == 1
    git(copy_sealed, "checkout", "-q", "sealed")
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0


def git(folder: Path, *arguments: str) -> None:
    person = {
        f"GIT_{who}_{what}": "a@khcn.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", "-C", folder, *arguments], env={**variables, **person, **apart}, check=True)


def test_the_page_says_that_it_is_sealed_and_how_to_verify_it(built: Path, root: Path) -> None:
    said = " ".join(text_of(part) for part in having(article(built, ADDRESS), "cb-seal"))
    assert mark(root) in said.replace("\u00a0", " ")
    assert f"congbo verify {REPORT}" in said


def test_the_seal_is_published_among_the_data_and_nowhere_else(built: Path, root: Path) -> None:
    seals = [file.relative_to(built).as_posix() for file in built.rglob("*.seal*") if file.is_file()]
    assert seals == [f"du-lieu/bao-cao/{REPORT}.seal.json"]
    assert (built / seals[0]).read_bytes() == (root / SEAL).read_bytes()
    listed = {link.get("href") for link in article(built, "du-lieu/").iter("a")}
    assert f"../{seals[0]}" in listed


def test_a_report_without_a_seal_does_not_say_that_it_has_one(unchanged: Path) -> None:
    assert having(article(unchanged, ADDRESS), "cb-seal") == []
    assert not list(unchanged.rglob("*.seal.json"))


def test_an_indicator_made_later_has_its_page_and_is_not_in_the_sealed_report(
    copy_sealed: Path, build: Build
) -> None:
    indicators = copy_sealed / "records/indicators"
    (indicators / "moi.md").write_bytes((indicators / "ke-hoach-cchc.md").read_bytes())
    done = build(copy_sealed)
    assert done.returncode == 0, done.stderr
    assert article(copy_sealed / "site", "chi-so/moi/") is not None
    evidence = article(copy_sealed / "site", f"{ADDRESS}can-cu/")
    ids = {element.get("id") for element in evidence.iter()}
    assert "ke-hoach-cchc" in ids
    assert "moi" not in ids


def test_a_drift_stops_the_build_until_it_is_rectified_and_then_the_page_shows_it(
    copy_sealed: Path, build: Build
) -> None:
    edit(copy_sealed / PLAN, "issued: 2024-02-05", "issued: 2024-11-05")
    refused = build(copy_sealed)
    assert refused.returncode != 0
    assert not (copy_sealed / "site").exists()
    assert "; số liệu: ke-hoach-cchc (06 → 05)" in refused.stderr
    edit(copy_sealed / PLAN, "issued: 2024-11-05", "issued: 2024-02-05")
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    refused = build(copy_sealed)
    assert refused.returncode != 0
    assert f"{ACCOUNTS}:1:1: bản ghi “tai-khoan-cong-vu-2024-07-20” trong báo cáo" in refused.stderr
    assert "; số liệu: tai-khoan-cong-vu (54 → 55)" in refused.stderr

    reason = "Đếm sót <một> tài khoản"
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", reason, "--date", SEALED_ON)
    assert done.returncode == 0, done.stdout
    done = build(copy_sealed)
    assert done.returncode == 0, done.stderr
    page = article(copy_sealed / "site", ADDRESS)
    inline = having(page, "cb-printed")
    assert f"[đính chính {DAY}, trước là 54]" in [text_of(link) for link in inline]
    link, _ = (link for link in inline if "đính chính" in text_of(link))  # in the text, in the annex
    listed = by_id(page, link.get("href", "").removeprefix("#"))
    assert text_of(listed) == f"Đính chính ngày {DAY}. {reason}"
    changes = [text_of(item) for part in having(page, "cb-seal") for item in part.iter("li")]
    assert changes == [
        "Số liệu “Số tài khoản điện tử công vụ”: trước là 54, nay là 55",
        "Bản ghi “Số tài khoản điện tử công vụ”: trước là 54 tài khoản, nay là 55 tài khoản",
    ]
    reconciled = text_of(article(copy_sealed / "site", f"{ADDRESS}doi-chieu/"))
    assert f"54 55 Khác Đính chính ngày {DAY}: {reason}" in reconciled
    evidence = text_of(by_id(article(copy_sealed / "site", f"{ADDRESS}can-cu/"), "tai-khoan-cong-vu"))
    assert f"Đính chính Ngày {DAY}: trước là 54, nay là 55." in evidence
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Đếm sót {{ figure('x') }}", "--reason: phần khoá không được có lệnh (gặp “{{”)"),
        ("Đếm\u200b sót", "--reason: có ký tự"),
        ("Đếm sót \x01", "--reason: "),
        ("", "--reason: để trống; hãy viết vì sao đính chính"),
        (" … ", "--reason: để trống; hãy viết vì sao đính chính"),
    ],
)
def test_a_reason_that_could_not_be_published_is_refused_before_it_is_written(
    copy_sealed: Path, reason: str, said: str
) -> None:
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    files = (copy_sealed / PAGE, copy_sealed / SEAL)
    before = [file.read_bytes() for file in files]
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", reason)
    assert done.returncode == 1
    assert said in done.stdout
    assert "chưa ghi đính chính" in done.stderr
    assert [file.read_bytes() for file in files] == before
