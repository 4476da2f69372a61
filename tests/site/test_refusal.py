"""A site with an error is not published: the error is told with its place, the old site stays as it is."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from congbo.records.kinds import KINDS, kind_of
from output import changed

Build = Callable[..., "subprocess.CompletedProcess[str]"]

REPORT = "docs/bao-cao/2024-sau-thang.md"
RECORDS = (
    "calendar/2024-gio-lam-viec.md",
    "conclusions/2024/8-KL-DU-2024.md",
    "decisions/2024/101-QD-UBND-2024.md",
    "decrees/2010/63-2010-ND-CP.md",
    "document-kinds/thong-tri.md",
    "elsewhere/noi-mau.md",
    "fields/ho-tich.md",
    "forms/so-tiep-dan.md",
    "indicators/ke-hoach-cchc.md",
    "letters/2024/59-UBND-VP-2024.md",
    "observations/thanh-toan-2024-06-30.md",
    "organisations/XA.md",
    "periods/che-do-xa.md",
    "plans/2024/12-KH-UBND-2024.md",
    "procedures/ho-tich/khai-sinh.md",
    "reports/2024/18-BC-UBND-2024.md",
    "situations/sinh-con.md",
    "statistics/dossiers/ii06a-ho-tich-2024-06-30.md",
    "statistics/tai-khoan-2024-06-30.md",
    "submissions/2024/7-TTr-UBND-2024.md",
    "words/em-be.md",
)
"""A record of each type; those of documents stand in folders of several kinds."""


@pytest.fixture
def project(copy_sample: Callable[[], Path], sample_unchanged: Path) -> Path:
    """A copy of the sample agency that has been built before."""
    copy = copy_sample()
    shutil.copytree(sample_unchanged, copy / "site")
    return copy


@pytest.fixture
def refused(
    project: Path, build: Build, sample_unchanged: Path
) -> Callable[[], "subprocess.CompletedProcess[str]"]:
    """Build the project, see that it is refused and leaves everything as it was; return what was said."""

    def rebuild() -> "subprocess.CompletedProcess[str]":
        beside = {path.name for path in project.iterdir()}
        done = build(project)
        assert done.returncode != 0, done.stderr
        assert not changed(sample_unchanged, project / "site")
        assert {path.name for path in project.iterdir()} == beside, "a folder was left behind"
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return rebuild


def told(done: "subprocess.CompletedProcess[str]") -> list[str]:
    """Return the printed problems: lines that begin with a place."""
    return [line for line in done.stderr.splitlines() if re.match(r"(records|docs)/\S+:\d+:\d+: ", line)]


def append(file: Path, text: str) -> int:
    """Add a paragraph at the end of a page, and return its line."""
    before = file.read_text("utf-8").rstrip("\n") + "\n\n"
    file.write_text(f"{before}{text}\n", "utf-8")
    return before.count("\n") + 1


def test_there_is_a_record_of_each_type() -> None:
    assert {kind.model for path in RECORDS if (kind := kind_of(path))} == {kind.model for kind in KINDS}


def test_an_error_in_any_kind_of_record_is_told_with_its_place(
    project: Path, refused: Callable[[], "subprocess.CompletedProcess[str]"]
) -> None:
    for path in RECORDS:
        file = project / "records" / path
        file.write_text(file.read_text("utf-8").replace("---\n", "---\nkhoa_la: x\n", 1), "utf-8")
    done = refused()
    expected = [f"records/{path}:2:1: không có khoá “khoa_la”" for path in RECORDS]
    assert [line.partition(". Các khoá")[0] for line in told(done)] == expected
    assert f"có {len(RECORDS)} lỗi" in done.stderr


WRONG_VALUES = [
    ("plans/2024/12-KH-UBND-2024.md", "2024-01-31", "2024-02-31", ":4:9: “issued”", "date-impossible"),
    ("plans/2024/13-KH-UBND-2024.md", "issued:", "issued", ":4:7: ", "yaml-syntax"),
    ("plans/2024/45-KH-UBND-2024.md", "topics: ho", "topics: hộ", ":6:9: ", "unknown-field"),
    ("submissions/2024/7-TTr-UBND-2024.md", "issuer: ", "issuer: \x07", ":3:9: ", "control-character"),
]


def test_a_wrong_value_is_told_with_line_column_and_rule(
    project: Path, refused: Callable[[], "subprocess.CompletedProcess[str]"]
) -> None:
    for path, old, new, _, _ in WRONG_VALUES:
        file = project / "records" / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), "utf-8")
    for line, (path, _, _, start, rule) in zip(told(refused()), WRONG_VALUES, strict=True):
        assert line.startswith(f"records/{path}{start}")
        assert line.endswith(f"[{rule}]")


WRONG_CALLS = [
    ('Có {{ figure("ke-hoach-cch") }} kế hoạch.', 7, "unknown-figure"),
    ('Có {{ figura("ke-hoach-cchc") }} kế hoạch.', 7, "unknown-macro"),
    ('Tại {{ cite("12-KH-UBND-2023") }}.', 8, "unknown-document"),
    ('Tại {{ cite("12-KH-UBND-2024", date="dài") }}.', 8, "macro-argument"),
    ('Ngày {{ date_of("cuoi-ky") }}.', 9, "macro-argument"),
    ('{{ listing("thu-tuk") }}', 4, "macro-argument"),
    ('{{ signature("GIÁM ĐỐC") }}', 4, "macro-argument"),
    ("Có {{ so_ke_hoach }} kế hoạch.", 4, "macro-syntax"),
    ("Có {{ cite }} kế hoạch.", 4, "macro-syntax"),
    ("Có {{ 1/0 }} kế hoạch.", 4, "macro-syntax"),
    ('{% include "dau-trang.md" %}', 1, "macro-syntax"),
    ("Có 15 kế hoạch.", 4, "typed-number"),
    ("Có chú thích[^khong-co].", 13, "note-without-text"),
]


def test_every_error_in_the_report_page_is_told_at_once_with_its_place(
    project: Path, refused: Callable[[], "subprocess.CompletedProcess[str]"]
) -> None:
    lines = [append(project / REPORT, said) for said, _, _ in WRONG_CALLS]
    for problem, line, (_, column, rule) in zip(told(refused()), lines, WRONG_CALLS, strict=True):
        assert problem.startswith(f"{REPORT}:{line}:{column}: ")
        assert problem.endswith(f"[{rule}]")


def test_a_call_that_is_not_closed_is_told_at_its_place(
    project: Path, refused: Callable[[], "subprocess.CompletedProcess[str]"]
) -> None:
    line = append(project / REPORT, 'Có {{ figure("ke-hoach-cchc") kế hoạch.')
    (problem,) = told(refused())
    assert problem.startswith(f"{REPORT}:{line}:4: ")
    assert problem.endswith("[macro-syntax]")


def test_broken_links_are_told_in_the_words_of_editors(
    project: Path, refused: Callable[[], "subprocess.CompletedProcess[str]"]
) -> None:
    append(project / "docs/index.md", "[a](khong-co.md) [b](bao-cao/index.md#cho-la) [c](/thu-tuc/)")
    append(project / REPORT, "[d](#khong-co)")
    said = refused().stderr
    told = [line for line in said.splitlines() if line.endswith("[broken-link]")]
    assert len(told) == 4
    for link in ("khong-co.md", "bao-cao/index.md#cho-la", "/thu-tuc/", "#khong-co"):
        assert any(f"liên kết “{link}”" in line for line in told), link


def test_a_first_build_that_is_refused_publishes_nothing(project: Path, build: Build) -> None:
    shutil.rmtree(project / "site")
    append(project / "docs/index.md", "[đi](khong-co.md)")
    assert build(project).returncode != 0
    assert sorted(path.name for path in project.iterdir()) == ["docs", "mkdocs.yml", "records"]
