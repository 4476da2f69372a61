"""New and next report: a page from an outline, the page after it, and the records that it still needs."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_cases import BASE, TODAY

from congbo.cli import main
from congbo.records import frontmatter
from congbo.records.regimes import regimes_of
from congbo.reports import outlines
from congbo.reports.following import REREAD, preview
from congbo.rules import check as checks

TOLD_OF_WHAT_IS_MISSING = {"not-written", "no-data-for-period"}
REPORTS = "docs/bao-cao"
GIVEN = ("--kind", "cchc", "--body", "SKHCN")
BLANK = re.compile(r"^(value|  (?:received|carried|resolved|pending)\w*):$", re.MULTILINE)
REGIMES = [regime for regime in regimes_of().values() if regime.series]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv("CONGBO_DAY", TODAY.isoformat())
    return tmp_path / "site"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


def begin(kind: str, regime: str, period: str, year: int = 2024) -> Result:
    named = ("--regime", regime, "--period", period, "--year", str(year))
    return run("new", "report", "--kind", kind, "--body", "SKHCN", *named)


def rules_of(root: Path, path: str) -> set[str]:
    return {problem.rule for problem in checks.read(root, TODAY).problems if problem.path == path}


@pytest.mark.parametrize("kind", outlines.shipped())
def test_a_page_from_an_outline_passes_the_check_up_to_what_is_missing(kind: str, root: Path) -> None:
    done = begin(kind, "nd09", "quý III")
    assert done.exit_code == 0, done.output
    path = f"{REPORTS}/2024-09-{kind}-quy-iii.md"
    assert rules_of(root, path) <= TOLD_OF_WHAT_IS_MISSING
    for line in (root / path).read_text("utf-8").splitlines():
        assert "[[" not in line
    missing = re.findall(r"\[Chưa có: ", (root / path).read_text("utf-8"))
    assert missing
    assert done.output.count("[not-written]") == len(missing)


@pytest.mark.parametrize("outline", outlines.shipped().values(), ids=lambda one: one.id)
def test_an_outline_names_every_figure_that_it_calls_and_types_no_number(outline: outlines.Outline) -> None:
    called = set(re.findall(r'(?:figure|fraction|cite_all|procedure_names)\("([^"]+)"', outline.body))
    assert called == set(outline.figures)
    nothing = outline.text("Sở", ())
    assert 'figure("' not in nothing
    assert 'cite_all("' not in nothing
    assert nothing.count("[Chưa có: ") > len(re.findall(r"\[Chưa có: ", outline.body))
    everything = outline.text("Sở", outline.figures)
    assert set(re.findall(r'figure\("([^"]+)"', everything)) <= set(outline.figures)


def test_a_page_that_is_there_is_never_written_over(root: Path) -> None:
    assert begin("cchc", "cchc", "quý III").exit_code == 0
    page = root / REPORTS / "2024-09-cchc-quy-iii.md"
    page.write_text("của người viết", "utf-8")
    again = begin("cchc", "cchc", "quý III")
    assert again.exit_code == 1
    assert "không ghi đè" in again.output
    assert page.read_text("utf-8") == "của người viết"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "còn thiếu --kind"),
        (
            ("--kind", "cch"),
            "--kind phải là một trong: cchc, kstthc, mot-cua (đang là 'cch'). Có phải “cchc”?",
        ),
        (("--kind", "cchc", "--body", "X"), "--body phải là một trong: SKHCN, UBND"),
        (
            ("--kind", "cchc", "--body", "SKHCN", "--period", "2024-07-20..2024-01-01"),
            "đứng trước ngày đầu kỳ",
        ),
        (
            ("--kind", "cchc", "--body", "SKHCN", "--regime", "cchc", "--period", "9 tháng"),
            "--period phải là một",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], said: str, root: Path
) -> None:
    before = sorted(root.rglob("*"))
    done = run("new", "report", *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert sorted(root.rglob("*")) == before


def test_a_period_of_any_two_days_needs_no_regime(root: Path) -> None:
    done = run("new", "report", "--kind", "mot-cua", "--body", "SKHCN", "--period", "2024-01-01..2024-07-20")
    assert done.exit_code == 0, done.output
    assert rules_of(root, f"{REPORTS}/2024-07-20-mot-cua.md") <= TOLD_OF_WHAT_IS_MISSING


def test_at_a_terminal_what_is_missing_is_asked_for_until_it_is_right(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["x", "cchc", "SKHCN", "cchc", "quý III", "năm nay", "2024"])
    monkeypatch.setattr("congbo.cli.asking.at_terminal", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *question, **how: next(answers))
    done = run("new", "report")
    assert done.exit_code == 0, done.output
    assert (root / REPORTS / "2024-09-cchc-quy-iii.md").is_file()
    assert list(answers) == []


def test_next_walks_the_regime_keeps_the_text_and_compares_with_the_former(root: Path) -> None:
    begin("cchc", "nd09", "quý III")
    page = root / REPORTS / "2024-09-cchc-quy-iii.md"
    page.write_text(page.read_text("utf-8").replace("[Chưa có: những mặt đạt được.]", "Đã làm tốt."), "utf-8")
    done = run("next", "2024-09-cchc-quy-iii")
    assert done.exit_code == 0, done.output
    after = root / REPORTS / "2024-12-cchc-quy-iv.md"
    front, problems = frontmatter.read(after.read_text("utf-8"), after.name)
    assert not problems
    assert front is not None
    assert front.data["title"] == "Báo cáo công tác cải cách hành chính quý IV năm 2024"
    assert front.data["period"] == {"regime": "nd09", "of": "quý IV", "year": "2024"}
    assert front.data["previous"] == "kỳ trước"
    assert REREAD in front.body
    assert "Đã làm tốt." in front.body
    assert rules_of(root, f"{REPORTS}/{after.name}") <= TOLD_OF_WHAT_IS_MISSING
    again = run("next", "2024-09-cchc-quy-iii")
    assert (again.exit_code, "không ghi đè" in again.output) == (1, True)


MONTHS = 12


@pytest.mark.parametrize(
    "regime", [one for one in regimes_of().values() if one.series], ids=lambda one: one.id
)
def test_next_of_next_walks_the_year_of_every_regime(regime: object, root: Path) -> None:
    one = regimes_of()[getattr(regime, "id", "")]
    shorter = [series for series in one.series if len(series) < MONTHS]  # months go the way of quarters
    for series in shorter:
        first = series[0].name
        assert begin("kstthc", one.id, first, 2023).exit_code == 0
        expected = one.period(first, 2023)
        assert expected is not None
        for _ in series:
            done = run("next", outlines.page_id("kstthc", expected))
            assert done.exit_code == 0, done.output
            expected = one.after(expected)
            assert expected is not None
            path = root / REPORTS / f"{outlines.page_id('kstthc', expected)}.md"
            made = preview(path.read_text("utf-8"), str(path), checks.read(root, TODAY).register)
            assert made is not None
            assert (made.frame.period.start, made.frame.period.end) == (expected.start, expected.end)
            assert expected.in_words in made.meta.title
            assert rules_of(root, f"{REPORTS}/{path.name}") <= TOLD_OF_WHAT_IS_MISSING


def test_the_records_that_the_next_page_needs_are_listed_made_and_enough(root: Path) -> None:
    done = run("next", "mau")
    assert done.exit_code == 0, done.output
    ids = re.findall(r"congbo new (\S+) (\S+)", done.output)
    assert ids
    (made,) = (root / REPORTS).glob("2024-12-*.md")
    made.unlink()
    written = run("next", "mau", "--write")
    assert written.exit_code == 0, written.output
    for folder, id_ in ids:
        file = root / "records" / folder / f"{id_}.md"
        text = file.read_text("utf-8")
        assert BLANK.search(text)
        file.write_text(BLANK.sub(r"\1: 0", text), "utf-8")
    problems = checks.read(root, date(2025, 1, 20)).problems
    left = [problem for problem in problems if problem.rule not in ("not-written", "form-finding")]
    assert not left, left


def test_next_asks_for_the_filled_form_that_a_figure_reads_with_the_lines_of_the_last(root: Path) -> None:
    head = "title: Biểu số hóa\nform: so-hoa-766\norganisation: SKHCN\nperiod:\n"
    rows = "rows:\n  - label: Cả sở\n    total: có\n    cells:\n      received: 10\n"
    days = "  start: 2024-01-01\n  end: 2024-06-30\n"
    (root / "records/observations").mkdir()
    (root / "records/observations/so-hoa.md").write_text(f"---\n{head}{days}{rows}---\n", "utf-8")
    made = "title: Số hồ sơ tiếp nhận\nunit: hồ sơ\ndefinition:\n  form: so-hoa-766\n  column: received\n"
    (root / "records/indicators/ho-so-so-hoa.md").write_text(f"---\n{made}---\n", "utf-8")
    assert begin("cchc", "duong-lich", "6 tháng").exit_code == 0
    page = root / REPORTS / "2024-06-cchc-6-thang.md"
    page.write_text(page.read_text("utf-8") + '\nCó {{ figure("ho-so-so-hoa") }} hồ sơ.\n', "utf-8")
    done = run("next", page.stem, "--write")
    assert done.exit_code == 0, done.output
    (found,) = (root / "records/observations").glob("so-hoa-766-SKHCN-*.md")
    text = found.read_text("utf-8")
    assert "  - label: Cả sở\n    total: có\n    cells:\n      received:\n" in text
    assert f"records/observations/{found.name}" in done.output
    filled = re.sub(r"^(      \w+):$", r"\1: không rõ", text, flags=re.M)
    found.write_text(filled.replace("received: không rõ", "received: 12"), "utf-8")
    (later,) = [one for one in checks.read(root, TODAY).reports if one.id not in (page.stem, "mau")]
    assert later.figures["ho-so-so-hoa"].value == 12


def test_a_seal_holds_the_days_of_a_period_however_they_are_said(root: Path) -> None:
    page = root / REPORTS / "mau.md"
    days = "period:\n  start: 2024-01-01\n  end: 2024-06-30\n"
    named = "period:\n  regime: duong-lich\n  of: 6 tháng\n  year: 2024\n"
    page.write_text(page.read_text("utf-8").replace(days, named), "utf-8")
    assert run("seal", "mau").exit_code == 0
    for said in (days, named, named + "  start: 2024-01-01\n"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"(?ms)^period:\n(?:  .*?\n)+", said, text), "utf-8")
        assert run("verify", "mau").exit_code == 0, said
    page.write_text(page.read_text("utf-8").replace("of: 6 tháng", "of: 9 tháng"), "utf-8")
    assert run("verify", "mau").exit_code == 1
