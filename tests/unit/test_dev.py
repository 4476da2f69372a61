"""The commands for developers, each run in a copy of the sources."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULE = "subject-full-stop"
PLAN = "records/plans/2024/47-KH-UBND-2024.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with its cases and unit tests, as a developer has them."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("macros/congbo", "tests/cases", "tests/unit"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def run(copy: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "macros"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def dev(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return run(copy, "-c", "from congbo.cli import main; main()", "dev", *arguments)


def contents(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def put(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("options", "family", "checks"),
    [
        ((), "subject_full_stop", "RECORD_CHECKS"),
        (("--family", "documents"), "documents", "RECORD_CHECKS"),
        (("--family", "prose", "--of", "pages"), "prose", "PAGE_CHECKS"),
    ],
)
def test_a_rule_is_begun_with_its_function_page_and_case(
    copy: Path, options: tuple[str, ...], family: str, checks: str
) -> None:
    before = contents(copy)
    done = dev(copy, "rule", RULE, *options)
    assert (done.returncode, done.stderr) == (0, "")
    written = [
        f"macros/congbo/rules/{family}.py",
        "macros/congbo/rules/__init__.py",
        f"macros/congbo/rules/{RULE}.md",
        f"tests/cases/{RULE}.md",
    ]
    assert [line for line in done.stdout.splitlines() if line.startswith("Đã")] == [
        f"Đã viết {path}" for path in written
    ]
    after = contents(copy)
    assert {file for file in after if after[file] != before.get(file)} == {copy / path for path in written}
    asked = f"from congbo.rules import {checks} as C, {family} as F; print(C[-1] is F.subject_full_stop)"
    assert run(copy, "-c", asked).stdout == "True\n"
    for tool in (("check",), ("format", "--check")):
        settings = ["--config", str(ROOT / "pyproject.toml")]
        done = run(copy, "-m", "ruff", *tool, *settings, *(path for path in written if path.endswith(".py")))
        assert done.returncode == 0, done.stdout


def test_a_rule_that_was_begun_is_finished_by_filling_in_three_places(copy: Path) -> None:
    dev(copy, "rule", RULE, "--family", "documents")
    tests = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/test_rules.py", "-k", RULE)
    assert run(copy, *tests).returncode == 1
    line = f"{PLAN}:5:10: trích yếu không có dấu chấm ở cuối [{RULE}]"
    put(
        copy / "macros/congbo/rules/documents.py",
        ("in site.register.records:", "in site.register.documents.values():"),
        ("if not record.id:  # what is wrong", 'if record.subject.endswith("."):'),
        (
            """message = f"phải là … (đang là '{record.id}')\"""",
            'message = "trích yếu không có dấu chấm ở cuối"',
        ),
        (f'(record, (), "{RULE}"', f'(record, ("subject",), "{RULE}"'),
    )
    put(
        copy / f"macros/congbo/rules/{RULE}.md",
        ("title: …", "title: Trích yếu không có dấu chấm ở cuối"),
        ("Vì sao, căn cứ nào.", "Trích yếu là một cụm từ, không phải câu, nên cuối cụm không có dấu chấm."),
        ("khoá: giá trị sai", "subject: về cải cách hành chính."),
        ("khoá: giá trị đúng", "subject: về cải cách hành chính"),
        (f"{PLAN}:2:9: đúng dòng mà máy in ra [{RULE}]", line),
    )
    put(
        copy / f"tests/cases/{RULE}.md",
        ("issued: 2024-03-06\n", "issued: 2024-03-06\nsubject: về cải cách hành chính.\n"),
        (f"{PLAN}:2:9: đúng dòng mà máy in ra [{RULE}]", line),
    )
    done = run(copy, *tests)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("weekend-date",), 1, "đã có macros/congbo/rules/weekend-date.md, tests/cases/weekend-date.md;"),
        (
            ("lone-seals", "--family", "seals"),
            1,
            "đã có hàm “lone_seals” trong macros/congbo/rules/seals.py;",
        ),
        (("Weekend",), 2, "“Weekend” không đặt tên được"),
        (("../x",), 2, "“../x” không đặt tên được"),
        (("cuối-tuần",), 2, "“cuối-tuần” không đặt tên được"),
        (("a--b",), 2, "“a--b” không đặt tên được"),
        (("1-a",), 2, "“1-a” không đặt tên được"),
        (("moi", "--family", "../x"), 2, "“../x.py” không giữ quy tắc được"),
        (("moi", "--family", "check"), 2, "“check.py” không giữ quy tắc được"),
        (("check",), 2, "“check.py” không giữ quy tắc được"),
        (("import",), 2, "“import.py” không giữ quy tắc được"),
        (("moi", "--of", "sites"), 2, "--of phải là một trong: records, pages"),
        ((), 2, "còn thiếu TÊN"),
    ],
)
def test_a_name_that_is_taken_or_cannot_be_is_refused_and_nothing_is_written(
    copy: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    before = contents(copy)
    done = dev(copy, "rule", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"congbo: {told}")
    assert contents(copy) == before


def test_outside_the_sources_it_says_so(copy: Path) -> None:
    shutil.rmtree(copy / "tests")
    before = contents(copy)
    done = dev(copy, "rule", RULE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "lệnh này chỉ chạy trên bản mã nguồn của congbo" in done.stderr
    assert contents(copy) == before
