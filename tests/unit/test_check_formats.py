"""The problems of a site as forges and programs read them, and a rule explained where they are printed."""

import json
import re
from pathlib import Path

import pytest

from commands import congbo
from congbo.cli.formats import FORMATS
from congbo.records.problems import Problem, Severity
from congbo.rules import every_rule

PROBLEMS = [
    Problem("records/plans/2024/46,a:b.md", 4, 9, "date-form", "“issued” sai\n::error::giả 100%", "Sửa lại"),
    Problem("docs/index.md", 1, 1, "not-written", "chưa viết", severity=Severity.WARNING),
    Problem("mkdocs.yml", 38, 7, "report-due", "sắp đến hạn", severity=Severity.REMINDER),
]


def test_github_takes_each_problem_as_one_command_whatever_it_says() -> None:
    first, second, third = FORMATS["github"](PROBLEMS)
    assert first == (
        "::error file=records/plans/2024/46%2Ca%3Ab.md,line=4,col=9,title=date-form"
        "::“issued” sai%0A::error::giả 100%25. Sửa lại"
    )
    assert second == "::warning file=docs/index.md,line=1,col=1,title=not-written::chưa viết"
    assert third.startswith("::notice file=mkdocs.yml,line=38,")


def test_gitlab_and_programs_get_every_problem_with_its_place() -> None:
    report = json.loads("\n".join(FORMATS["gitlab"](PROBLEMS)))
    assert [one["severity"] for one in report] == ["major", "minor", "info"]
    assert [one["location"]["lines"]["begin"] for one in report] == [4, 1, 38]
    assert len({one["fingerprint"] for one in report}) == len(PROBLEMS)
    plain = json.loads("\n".join(FORMATS["json"](PROBLEMS)))
    assert [Problem(**one | {"severity": Severity[one["severity"].upper()]}) for one in plain] == PROBLEMS


@pytest.mark.parametrize("form", ["gitlab", "json"])
def test_what_a_program_reads_is_whole_whatever_else_is_printed(tmp_path: Path, form: str) -> None:
    (tmp_path / "records/plans").mkdir(parents=True)
    (tmp_path / "records/plans/sai.md").write_text("không phải bản ghi\n", encoding="utf-8")
    done = congbo(tmp_path, "check", "--format", form, "--quality")
    assert done.returncode == 1
    assert json.loads(done.stdout)


def test_every_rule_is_explained_by_the_name_that_is_printed(tmp_path: Path) -> None:
    for rule in every_rule():
        done = congbo(tmp_path, "explain", f"[{rule.id}]")
        assert done.returncode == 0
        assert done.stdout.startswith(f"{rule.title} [{rule.id}], {rule.severity_name}\n")
        assert rule.body.strip() in done.stdout


def test_a_rule_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = congbo(tmp_path, "explain", "date-from")
    assert done.returncode == 2
    assert re.fullmatch(r"congbo: không có quy tắc “date-from”\. Có phải “date-form”\?\n", done.stderr)
