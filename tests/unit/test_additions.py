"""Additions: a module that a site names under `hooks` and that cannot be loaded is one line, no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import built_by_mkdocs
from congbo.pages import additions
from congbo.pages.settings import read_settings

SETTINGS = "site_name: Mẫu\ntheme: material\nplugins: [macros, congbo]\nhooks:\n  - them.py\n"


def site(folder: Path, module: str | bytes | None, settings: str = SETTINGS) -> Path:
    """Write a site's mkdocs.yml and its module; there need be no record for a module to be loaded."""
    (folder / "records").mkdir()
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    if module is not None:
        (folder / "them.py").write_bytes(module.encode() if isinstance(module, str) else module)
    return folder


def told(root: Path) -> list[str]:
    return [str(problem) for problem in additions.load(root, read_settings(root))]


BROKEN = {
    "not there": (None, "không có tệp này"),
    "no such module": (
        "\nimport khong_co_dau\n",
        "dòng 2: máy này không có mô-đun Python “khong_co_dau”",
    ),
    "no such name": (
        "from congbo.export import NOPE\n",
        "dòng 1: ImportError: cannot import name 'NOPE' from 'congbo.export'",
    ),
    "syntax": ("\n\nif True\n", "dòng 3: sai cú pháp Python (expected ':')"),
    "bytes": (b"\x00", "sai cú pháp Python (source code string cannot contain null bytes)"),
    "error": ("def f():\n    1 / 0\n\nf()\n", "dòng 2: ZeroDivisionError: division by zero"),
    "error elsewhere": (
        "from congbo.law.symbols import Symbol\n\nSymbol.parse(3)\n",
        "dòng 3: ",
    ),
    "many lines": ("raise ValueError('a\\nb')\n", "dòng 1: ValueError: a"),
    "nothing said": ("assert False\n", "dòng 1: AssertionError"),
    "no file": (
        "open('/khong/co')\n",
        "dòng 1: không đọc được /khong/co: không có tệp hoặc thư mục này",
    ),
    "end": ("import sys\nsys.exit(0)\n", "dòng 2: mô-đun tự dừng chương trình"),
}


@pytest.mark.parametrize(("module", "why"), BROKEN.values(), ids=BROKEN)
def test_what_stops_a_module_is_told_at_its_name(
    module: str | bytes | None, why: str, tmp_path: Path
) -> None:
    (problem,) = told(site(tmp_path, module))
    assert problem.startswith(f"mkdocs.yml:5:5: không nạp được mô-đun “them.py”: {why}")
    assert problem.endswith(" [settings]")
    assert "\n" not in problem


def test_each_module_that_fails_is_told_and_the_others_are_loaded(tmp_path: Path) -> None:
    settings = SETTINGS + "  - hai.py\n  - ba.py\n"
    root = site(tmp_path, "raise ValueError\n", settings)
    (root / "hai.py").write_text("import ba\nba.loaded.append('hai')\n", "utf-8")
    (root / "ba.py").write_text("loaded = []\nimport khong_co_dau\n", "utf-8")
    first, second, third = told(root)
    assert first.startswith("mkdocs.yml:5:5: ")
    assert second.startswith("mkdocs.yml:6:5: không nạp được mô-đun “hai.py”: dòng 1: ")
    assert third.startswith("mkdocs.yml:7:5: không nạp được mô-đun “ba.py”: dòng 2: ")


def test_a_module_imports_its_neighbours_and_is_known_by_its_name_as_in_a_build(tmp_path: Path) -> None:
    module = (
        "from __future__ import annotations\n"
        "import lang_gieng\n"
        "from dataclasses import dataclass\n"
        "from typing import ClassVar\n"
        "@dataclass\n"
        "class A:\n"
        "    a: ClassVar[int] = lang_gieng.ONE\n"
    )
    root = site(tmp_path, module)
    (root / "lang_gieng.py").write_text("ONE = 1\n", "utf-8")
    before = sys.path.copy()
    assert told(root) == []
    assert sys.path == before
    assert sys.modules["them.py"].A.a == 1


@pytest.mark.parametrize("named", ["them.py", "{a: b}"])
def test_hooks_that_are_no_list_are_refused(named: str, tmp_path: Path) -> None:
    settings = SETTINGS.partition("hooks")[0] + f"hooks: {named}\n"
    (problem,) = told(site(tmp_path, "", settings))
    assert problem.startswith("mkdocs.yml:4:1: “hooks” phải là danh sách tệp")


@pytest.mark.parametrize("named", ["", "[]", "[!ENV X]"])
def test_no_hooks_are_nothing_wrong(named: str, tmp_path: Path) -> None:
    assert told(site(tmp_path, "", SETTINGS.partition("hooks")[0] + f"hooks: {named}\n")) == []


def run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "from congbo.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)


LINE = (
    "mkdocs.yml:5:5: không nạp được mô-đun “them.py”: dòng 1: máy này không có mô-đun Python “khong_co_dau”"
    " [settings]\n"
)


@pytest.mark.parametrize("command", [("check",), ("new", "plans", "a"), ("verify", "mau")], ids=" ".join)
def test_a_command_prints_one_line_and_ends(command: tuple[str, ...], tmp_path: Path) -> None:
    done = run(site(tmp_path, "import khong_co_dau\n"), *command)
    assert done.returncode == 1
    assert done.stdout == LINE
    assert done.stderr == "congbo: chưa làm gì vì có mô-đun nêu ở “hooks” không nạp được\n"


def test_a_build_prints_the_same_line_and_no_traceback(tmp_path: Path) -> None:
    done = built_by_mkdocs(site(tmp_path, "import khong_co_dau\n"))
    assert done.returncode == 1
    assert LINE in done.stderr
    assert (
        "Error: có mô-đun nêu ở “hooks” không nạp được (các dòng ở trên). Trang cũ giữ nguyên." in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_an_export_does_as_a_build(tmp_path: Path) -> None:
    done = run(site(tmp_path, "import khong_co_dau\n"), "export", "mau")
    assert done.returncode == 2
    assert LINE in done.stderr
    assert "Traceback" not in done.stderr


TWICE = """
from mkdocs.config import load_config
for _ in range(2):
    load_config("mkdocs.yml")
"""


def test_a_module_is_loaded_once_however_often_a_preview_reads_the_settings(tmp_path: Path) -> None:
    root = site(tmp_path, "print('loaded')\n")
    command = [sys.executable, "-c", TWICE]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "loaded\n"), done.stderr


KIND = """\
from pydantic import Field

from congbo.records.kinds import KINDS, Kind
from congbo.records.record import Record
from congbo.records.scalars import Text
from congbo.records.sections import Section


class Meeting(Record):
    name: Text = Field(title="Tên cuộc họp", description="Nói ngắn.")

    @property
    def label(self):
        return self.name


SECTION = Section(name="cuoc-hop", title="Cuộc họp")
KINDS.append(Kind(folder="meetings", model=Meeting, target="meeting", label="cuộc họp", section=SECTION))
"""


def test_a_record_of_a_kind_that_the_site_adds_can_be_begun_and_is_then_checked(tmp_path: Path) -> None:
    root = site(tmp_path, KIND)
    done = run(root, "new", "meetings", "hop-1")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Đã tạo records/meetings/hop-1.md. Điền các giá trị rồi chạy “congbo check”.\n"
    assert "\nname:" in (root / "records/meetings/hop-1.md").read_text("utf-8")
    assert "records/meetings/hop-1.md:3:6: “name” đang để trống" in run(root, "check").stdout


def test_help_and_what_is_typed_wrong_name_the_kinds_that_the_site_adds(tmp_path: Path) -> None:
    root = site(tmp_path, KIND)
    assert "meetings" in run(root / "docs", "new", "--help").stdout
    refused = run(root, "new", "meetin", "hop-1")
    assert refused.returncode == 2
    assert "meetings" in refused.stderr


def test_where_there_is_no_site_help_names_the_kinds_of_the_package(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "--help")
    assert done.returncode == 0
    assert "procedures" in done.stdout
