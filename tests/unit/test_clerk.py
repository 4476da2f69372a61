"""A clerk's first quarterly report: how many files it takes, with the commands and the library alone."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from congbo.cli import main
from congbo.rules import check as checks

SAMPLE = Path(__file__).parents[1] / "sample"
TODAY = date(2026, 11, 30)
MOST_FILES = 35
REPORT = "2026-09-mot-cua-quy-iii"
MORE = """- Nhận {{ figure("phan-anh-kien-nghi") }} phản ánh, xử lý {{ figure("phan-anh-da-xu-ly") }}[^mot].

- Thanh toán trực tuyến đạt {{ figure("ty-le-thanh-toan-truc-tuyen") }}[^hai], theo kế hoạch năm[^ba].

[^mot]: {{ cite("15-QD-UBND-2026") }}.

[^hai]: {{ cite("8-KH-UBND-2026", subject=true) }}.

[^ba]: {{ cite("3-KH-UBND-2026", subject=true) }}.

## II. """
DOCUMENTS = {
    "plans 2026/3-KH-UBND-2026": "number: 3/KH-UBND\nissuer: XA\nissued: 2026-01-05\nsubject: về một cửa\n",
    "plans 2026/8-KH-UBND-2026": "number: 8/KH-UBND\nissuer: XA\nissued: 2026-01-20\nsubject: về phí\n",
    "decisions 2026/15-QD-UBND-2026": "number: 15/QĐ-UBND\nissuer: XA\nissued: 2026-02-02\n",
}
COUNTS = (120, 80, 30, 10, 110, 90, 18, 2, 10, 9, 1)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a site with front pages and no record."""
    for front in [*SAMPLE.glob("docs/**/index.md"), *SAMPLE.glob("docs/huong-dan/**/*.*")]:
        file = tmp_path / front.relative_to(SAMPLE)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(front, file)
    settings = (SAMPLE / "mkdocs.yml").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "mkdocs.yml").write_text("".join(one for one in settings if "2024-" not in one), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONGBO_DAY", TODAY.isoformat())
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done


def test_a_quarterly_report_of_twelve_figures_takes_few_files_and_one_round(root: Path) -> None:
    before = {file for file in root.rglob("*") if file.is_file()}
    run("new", "organisations", "XA")
    body = "name: Ủy ban nhân dân xã Mẫu\nshort_name: UBND xã\nsymbol: UBND\n"
    (root / "records/organisations/XA.md").write_text(f"---\n{body}---\n", "utf-8")
    period = ("--regime", "nd09", "--period", "quý III", "--year", "2026", "--write")
    run("new", "report", "--kind", "mot-cua", "--body", "XA", *period)
    page = root / f"docs/bao-cao/{REPORT}.md"
    text = re.sub(r"\[Chưa có: [^\]]+\]", "Đã viết.", page.read_text("utf-8"))
    page.write_text(text.replace("## II. ", MORE, 1), "utf-8")
    for called, keys in DOCUMENTS.items():
        run("new", *called.split())
        (root / f"records/{called.replace(' ', '/')}.md").write_text(f"---\n{keys}---\n", "utf-8")
    run("next", REPORT, "--missing", "--write")
    for file in root.glob("records/statistics/*.md"):
        file.write_text(file.read_text("utf-8").replace("value:\n", "value: 7\n"), "utf-8")
    (row,) = root.glob("records/statistics/dossiers/*.md")
    numbers = iter(COUNTS)
    text = re.sub(
        r"^(  \w+):$", lambda cell: f"{cell[1]}: {next(numbers)}", row.read_text("utf-8"), flags=re.M
    )
    row.write_text(text, "utf-8")
    site = checks.read(root, TODAY)
    assert site.problems == ()
    (report,) = site.reports
    assert len([id_ for id_ in report.figures_in_text if report.figures[id_].value is not None]) == 12
    assert len(report.notes) == 3
    written = {file for file in root.rglob("*") if file.is_file()} - before
    assert len(written) == 10
    assert len(written | before) <= MOST_FILES
    assert "Không thiếu" in run("next", REPORT, "--missing").output
