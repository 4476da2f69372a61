"""What a change of one record changes in the site: all that follows from it, and nothing else."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from output import Changes, article, by_id, changed, having, text_of

Build = Callable[..., "subprocess.CompletedProcess[str]"]

REPORT = "2024-tu-kiem-tra"
HALF_YEAR = "2024-06-cchc-6-thang"
PLAN = """\
---
number: 20/KH-SKHCN
issuer: SKHCN
issued: 2024-02-15
subject: về nâng cao chất lượng phục vụ tại bộ phận một cửa
applies_to: 2024
topics: cchc-kstthc
---
"""
COUNTED = ["76-KH-SKHCN-2023", "27-KH-SKHCN-2023", "45-KH-SKHCN-2024", "33-KH-SKHCN-2024"]
COUNTED += ["25-KH-SKHCN-2024", "17-KH-SKHCN-2024"]
ENDED = "records/procedures/hoat-dong-khcn/kt-skhcn-02.md"


@pytest.fixture
def project(copy_site: Callable[[], Path]) -> Path:
    return copy_site()


@pytest.fixture
def rebuilt(project: Path, build: Build, unchanged: Path) -> Callable[[], Changes]:
    """Build the changed copy and return what differs from the site of the unchanged one."""

    def rebuild() -> Changes:
        done = build(project)
        assert done.returncode == 0, done.stderr
        return changed(unchanged, project / "site")

    return rebuild


def report_data(project: Path) -> Any:
    return json.loads((project / f"site/du-lieu/bao-cao/{REPORT}.json").read_bytes())


def figure(project: Path, id_: str) -> Any:
    (found,) = [figure for figure in report_data(project)["figures"] if figure["id"] == id_]
    return found


def abolish(project: Path, effective: str) -> None:
    event = f"  - action: bãi bỏ\n    effective: {effective}\n    decision: 348-QD-UBND-2024\n"
    edit(project / ENDED, "\nlisted_on:", f"\nevents:\n{event}listed_on:")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def test_a_new_plan_turns_06_into_07_with_note_evidence_and_data(
    project: Path, rebuilt: Callable[[], Changes]
) -> None:
    (project / "records/plans/2024/20-KH-SKHCN-2024.md").write_text(PLAN, "utf-8")
    changes = rebuilt()

    report = article(project / "site", f"bao-cao/{REPORT}/")
    assert text_of(by_id(report, "so-ke-hoach-cchc-1")) == "07"
    (listed,) = having(report, "footnote")
    first, *_ = listed.iter("li")
    cited = [link.get("href", "").split("/")[-2] for link in having(first, "cb-cite")]
    assert cited == [*COUNTED[:5], "20-KH-SKHCN-2024", "17-KH-SKHCN-2024"]
    evidence = by_id(article(project / "site", f"bao-cao/{REPORT}/can-cu/"), "ke-hoach-cchc")
    assert text_of(having(evidence, "cb-value")[0]) == "07 kế hoạch"
    assert "20/KH-SKHCN" in text_of(evidence)
    counted = figure(project, "ke-hoach-cchc")
    assert (counted["value"], counted["text"]) == (7, "07")
    assert set(counted["records"]) == {*COUNTED, "20-KH-SKHCN-2024"}
    (note,) = [note for note in report_data(project)["notes"] if note["number"] == 1]
    assert "Kế hoạch số 20/KH-SKHCN ngày 15/02/2024 về nâng cao chất lượng phục vụ" in note["text"]

    assert changes.added == {"van-ban/20-KH-SKHCN-2024/index.html"}
    assert changes.removed == set()
    assert changes.changed == {
        ".congbo",  # what the site holds
        "index.html",  # how many documents the site holds
        *(f"bao-cao/{id_}/index.html" for id_ in (REPORT, HALF_YEAR)),
        *(f"bao-cao/{id_}/{of}/index.html" for id_ in (REPORT, HALF_YEAR) for of in ("can-cu", "so-lieu")),
        *(f"bao-cao/{id_}/{id_}.{suffix}" for id_ in (REPORT, HALF_YEAR) for suffix in ("docx", "pdf")),
        *(
            f"bao-cao/{id_}/can-cu/{figure}/index.html"
            for id_ in (REPORT, HALF_YEAR)
            for figure in ("ke-hoach-cchc", "ke-hoach-pbgdpl")  # the second says why it is not counted
        ),
        f"bao-cao/{REPORT}/doi-chieu/index.html",  # the original printed 06
        "chi-so/ke-hoach-cchc/index.html",
        "co-quan/SKHCN/index.html",
        "linh-vuc/index.html",
        "linh-vuc/cchc-kstthc/index.html",
        "van-ban/index.html",
        *(f"van-ban/{id_}/index.html" for id_ in COUNTED),  # each says in which figure it counts
        "du-lieu/index.html",
        "du-lieu/van-ban.json",
        "du-lieu/van-ban.csv",
        "du-lieu/tim-van-ban.json",
        *(f"du-lieu/bao-cao/{id_}.json" for id_ in (REPORT, HALF_YEAR)),
        f"du-lieu/bao-cao/{REPORT}-doi-chieu.csv",
        "sitemap.xml",
        "sitemap.xml.gz",
    }


@pytest.mark.parametrize(
    ("effective", "in_force", "said", "abolished"),
    [
        ("2024-07-19", 55, "55 [bản gốc in 56]", 2),
        ("2024-07-20", 55, "55 [bản gốc in 56]", 2),
        ("2024-07-21", 56, "56", 1),
    ],
)
def test_an_abolition_counts_from_its_day_on(
    project: Path, rebuilt: Callable[[], Changes], effective: str, in_force: int, said: str, abolished: int
) -> None:
    abolish(project, effective)
    rebuilt()
    assert figure(project, "tthc-dang-hieu-luc")["value"] == in_force
    ended = figure(project, "tthc-bai-bo")
    assert ended["value"] == abolished
    near = [miss["reason"] for miss in ended["excluded"] if miss["record"] == "kt-skhcn-02"]
    assert near == (["có hiệu lực ngày 21/07/2024, sau 20/07/2024"] if abolished == 1 else [])
    assert f"Sở có {said} thủ tục" in text_of(article(project / "site", f"bao-cao/{REPORT}/"))
    page = text_of(article(project / "site", "thu-tuc/kt-skhcn-02/"))
    assert "Thủ tục này không còn hiệu lực" in page, "on the site's day it is abolished in any case"


def test_a_shorter_period_refuses_the_dossier_statistics_of_the_longer_one(
    project: Path, build: Build
) -> None:
    page = project / f"docs/bao-cao/{REPORT}.md"
    text = page.read_text("utf-8")
    text, changes = re.subn(r"(?m)^(  end|as_of|day): 2024-07-\d\d$", r"\1: 2024-06-30", text)
    assert changes == 3
    page.write_text(text, "utf-8")
    done = build(project)
    assert done.returncode != 0
    refused = [line for line in done.stderr.splitlines() if line.endswith("[no-data-for-period]")]
    assert any("“ty-le-dung-han”" in line for line in refused)
    assert "[more-problems]" in done.stderr  # twenty of a file are told, the others are counted
    assert all(line.startswith(f"docs/bao-cao/{REPORT}.md:") for line in refused)
    assert not (project / "site").exists()


def test_a_record_typed_on_windows_or_macos_gives_the_same_bytes(
    project: Path, rebuilt: Callable[[], Changes]
) -> None:
    files = sorted((project / "records").rglob("*.md"))[::2] + sorted((project / "docs").rglob("*.md"))
    for file in files:
        text = unicodedata.normalize("NFD", file.read_text("utf-8"))
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert not rebuilt()
