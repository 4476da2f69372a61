"""A sealed report as editors and readers meet it: the commands, the build, the page, the published seal."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from output import article, by_id, having, text_of

COMMAND = Path(sys.executable).with_name("congbo")
REPORT = "2024-tu-kiem-tra"
ADDRESS = f"bao-cao/{REPORT}/"
PAGE = f"docs/bao-cao/{REPORT}.md"
SEAL = f"docs/bao-cao/{REPORT}.seal.json"
PLAN = "records/plans/2024/17-KH-SKHCN-2024.md"
"""Counts in the figure ke-hoach-cchc."""
ACCOUNTS = "records/statistics/tai-khoan-cong-vu-2024-07-20.md"
Build = Callable[..., "subprocess.CompletedProcess[str]"]


def congbo(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [COMMAND, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def fingerprint(project: Path) -> str:
    digest = json.loads((project / SEAL).read_bytes())["fingerprint"]
    return " ".join(re.findall("....", digest)[:5])


def test_verify_says_what_it_checked_and_exits_with_0(copy_sealed: Path) -> None:
    done = congbo(copy_sealed, "verify", REPORT)
    assert done.returncode == 0, done.stdout
    assert fingerprint(copy_sealed) in done.stdout
    assert re.search(r"49 số liệu, 15\d bản ghi, 6 chú thích, 45 văn bản dẫn", done.stdout)
    assert done.stdout.endswith("Khớp.\n")
    assert congbo(copy_sealed, "verify", PAGE).stdout == done.stdout


def test_verify_names_what_differs_and_exits_with_1(copy_sealed: Path) -> None:
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    done = congbo(copy_sealed, "verify", REPORT)
    assert done.returncode == 1
    assert "số liệu “tai-khoan-cong-vu”" in done.stdout
    assert "trước là “54”, nay là “55”; do bản ghi: tai-khoan-cong-vu-2024-07-20" in done.stdout
    assert "KHÔNG KHỚP: 2 chỗ khác, 0 lỗi khác." in done.stdout


@pytest.mark.parametrize("command", ["seal", "verify", "rectify"])
def test_a_report_that_is_not_there_is_told_with_the_nearest(copy_sealed: Path, command: str) -> None:
    options = ["--reason", "x"] if command == "rectify" else []
    done = congbo(copy_sealed, command, "2024-tu-kiem-ta", *options)
    assert done.returncode == 2
    assert f"Có phải “{REPORT}”?" in done.stderr
    assert congbo(copy_sealed.parent, command, REPORT, *options).returncode == 2


def test_a_report_without_a_seal_has_nothing_to_verify_or_rectify(copy_sealed: Path) -> None:
    (copy_sealed / SEAL).unlink()
    before = (copy_sealed / PAGE).read_bytes()
    assert congbo(copy_sealed, "verify", REPORT).returncode == 1
    assert congbo(copy_sealed, "rectify", REPORT, "--reason", "x").returncode == 1
    assert (copy_sealed / PAGE).read_bytes() == before


def test_a_seal_changed_by_hand_is_refused_by_every_command(copy_sealed: Path) -> None:
    edit(copy_sealed / SEAL, '"text": "56"', '"text": "57"')
    tampered = (copy_sealed / SEAL).read_bytes()
    for arguments in (["check"], ["verify", REPORT], ["seal", REPORT]):
        done = congbo(copy_sealed, *arguments)
        assert done.returncode == 1
        assert "[seal-broken]" in done.stdout
    assert (copy_sealed / SEAL).read_bytes() == tampered


def test_sealing_again_writes_the_same_bytes_and_over_a_drift_only_when_told_to(copy_sealed: Path) -> None:
    day = json.loads((copy_sealed / SEAL).read_bytes())["date"]
    before = (copy_sealed / SEAL).read_bytes()
    assert congbo(copy_sealed, "seal", REPORT, "--date", "2027-01-01").returncode == 0
    assert (copy_sealed / SEAL).read_bytes() == before
    (copy_sealed / SEAL).unlink()
    assert congbo(copy_sealed, "seal", REPORT, "--date", day).returncode == 0
    assert (copy_sealed / SEAL).read_bytes() == before
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    refused = congbo(copy_sealed, "seal", REPORT)
    assert refused.returncode == 1
    assert "tai-khoan-cong-vu" in refused.stdout
    assert (copy_sealed / SEAL).read_bytes() == before
    assert congbo(copy_sealed, "seal", REPORT, "--replace").returncode == 0
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0
    assert (copy_sealed / SEAL).read_bytes() != before


def test_a_report_with_an_error_is_not_sealed(copy_sealed: Path) -> None:
    (copy_sealed / SEAL).unlink()
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
    assert fingerprint(root) in said
    assert f"congbo verify {REPORT}" in said


def test_the_seal_is_published_among_the_data_and_nowhere_else(built: Path, root: Path) -> None:
    seals = [file.relative_to(built).as_posix() for file in built.rglob("*seal*") if file.is_file()]
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
    edit(copy_sealed / PLAN, "issued: 2024-02-05", "issued: 2025-02-05")
    refused = build(copy_sealed)
    assert refused.returncode != 0
    assert not (copy_sealed / "site").exists()
    assert "số liệu “ke-hoach-cchc”" in refused.stderr
    edit(copy_sealed / PLAN, "issued: 2025-02-05", "issued: 2024-02-05")
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    refused = build(copy_sealed)
    assert refused.returncode != 0
    assert f"{ACCOUNTS}:1:1: bản ghi “tai-khoan-cong-vu-2024-07-20” nay khác" in refused.stderr
    assert "trước là “54”, nay là “55”; do bản ghi: tai-khoan-cong-vu-2024-07-20" in refused.stderr

    reason = "Đếm sót <b>một</b> tài khoản"
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", reason, "--date", "2026-12-01")
    assert done.returncode == 0, done.stdout
    done = build(copy_sealed)
    assert done.returncode == 0, done.stderr
    page = article(copy_sealed / "site", ADDRESS)
    inline = having(page, "cb-printed")
    assert "[đính chính 01/12/2026, trước là 54]" in [text_of(link) for link in inline]
    link, _ = (link for link in inline if "đính chính" in text_of(link))  # in the text, in the annex
    listed = by_id(page, link.get("href", "").removeprefix("#"))
    assert text_of(listed) == f"Đính chính ngày 01/12/2026. {reason}"
    changes = [text_of(item) for part in having(page, "cb-seal") for item in part.iter("li")]
    assert changes == [
        "Số liệu “Số tài khoản điện tử công vụ”: trước là 54, nay là 55",
        "Bản ghi “Số tài khoản điện tử công vụ”: đã sửa",
    ]
    reconciled = text_of(article(copy_sealed / "site", f"{ADDRESS}doi-chieu/"))
    assert f"54 55 Khác Đính chính ngày 01/12/2026: {reason}" in reconciled
    evidence = text_of(by_id(article(copy_sealed / "site", f"{ADDRESS}can-cu/"), "tai-khoan-cong-vu"))
    assert "Đính chính Ngày 01/12/2026: trước là 54, nay là 55." in evidence
    assert congbo(copy_sealed, "verify", REPORT).returncode == 0


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Đếm sót {{ figure('x') }}", "--reason: phần khoá không được có lệnh (gặp “{{”)"),
        ("Đếm\u200b sót", "--reason: có ký tự"),
        ("Đếm sót \x01", "--reason: "),
    ],
)
def test_a_reason_that_could_not_be_published_is_refused_before_it_is_written(
    copy_sealed: Path, reason: str, said: str
) -> None:
    edit(copy_sealed / ACCOUNTS, "value: 54", "value: 55")
    page = copy_sealed / f"docs/bao-cao/{REPORT}.md"
    before = page.read_bytes()
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", reason)
    assert done.returncode == 1
    assert said in done.stdout
    assert "chưa ghi đính chính" in done.stderr
    assert page.read_bytes() == before
