"""The command as an editor runs it: its exit codes, what it prints, the records it begins."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_origin

import pytest
from pydantic import BaseModel

from commands import congbo
from congbo.records.document_kinds import shipped_kinds
from congbo.records.kinds import KINDS, part_type
from congbo.records.observations import Observation
from congbo.records.operands import short_keys
from congbo.records.reader import keys_of
from congbo.records.regimes import PeriodRegime
from congbo.words.wording import sentence

COMMAND = Path(sys.executable).with_name("congbo")
LETTER = "records/letters/2024/59-UBND-VP-2024.md"
PLAN = "records/plans/2024/45-KH-UBND-2024.md"


@pytest.fixture
def project(copy_sample: Callable[[], Path]) -> Path:
    return copy_sample()


def with_unknown_key(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("---\n", "---\nkhoa_la: x\n", 1), "utf-8")


def on_a_sunday(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "issued: 2024-07-03" in text
    file.write_text(text.replace("issued: 2024-07-03", "issued: 2024-07-07"), "utf-8")


def test_a_site_without_errors_exits_with_0(project: Path) -> None:
    done = congbo(project, "check")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^\d+ bản ghi, 0 lỗi, \d+ cảnh báo\.$", done.stderr, re.MULTILINE)


def test_an_error_exits_with_1_and_is_printed_with_its_place(project: Path) -> None:
    with_unknown_key(project / LETTER)
    done = congbo(project, "check")
    assert done.returncode == 1
    assert any(line.startswith(f"{LETTER}:2:1: ") for line in done.stdout.splitlines())
    assert ", 1 lỗi, " in done.stderr


def test_a_warning_exits_with_0_or_where_warnings_are_errors_with_1(project: Path) -> None:
    on_a_sunday(project / PLAN)
    plain = congbo(project, "check")
    strict = congbo(project, "check", "--warnings-as-errors")
    assert (plain.returncode, strict.returncode) == (0, 1)
    assert plain.stdout == strict.stdout
    assert re.search(rf"(?m)^{re.escape(PLAN)}:\d+:\d+: cảnh báo: .* \[weekend-date\]$", plain.stdout)


def test_only_the_problems_of_the_paths_named_are_printed_and_counted(project: Path) -> None:
    with_unknown_key(project / LETTER)
    on_a_sunday(project / PLAN)
    runs = {
        paths: congbo(project, "check", *paths)
        for paths in [("records/plans",), ("records/letters",), (PLAN, LETTER), ("records/fields",), (".",)]
    }
    assert {paths: done.returncode for paths, done in runs.items()} == {
        ("records/plans",): 1,
        ("records/letters",): 1,
        (PLAN, LETTER): 1,
        ("records/fields",): 1,
        (".",): 1,
    }, "a file that is right in a site that is broken is not published"
    assert f"Lỗi ở nơi khác: {LETTER}; gõ “congbo check” để xem." in runs["records/plans",].stderr
    assert "nơi khác" not in runs["records/letters",].stderr
    assert {line.split(":")[0] for line in runs["records/plans",].stdout.splitlines()} >= {PLAN}
    assert LETTER not in runs["records/plans",].stdout
    assert {line.split(":")[0] for line in runs[PLAN, LETTER].stdout.splitlines()} == {PLAN, LETTER}
    assert runs["records/fields",].stdout == ""


def test_it_runs_from_a_folder_of_the_site(project: Path) -> None:
    with_unknown_key(project / LETTER)
    assert congbo(project / "records/letters", "check", "2024").stdout.startswith(f"{LETTER}:2:1: ")


@pytest.mark.parametrize("arguments", [["check"], ["check", "khong-co"], ["new", "plans", "2024/9-KH"]])
def test_where_there_is_no_site_it_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    done = congbo(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "hãy chạy trong thư mục của trang" in done.stderr


@pytest.mark.parametrize("path", ["khong-co", "records/khong-co.md", ".."])
def test_a_path_that_is_not_of_the_site_exits_with_2(project: Path, path: str) -> None:
    done = congbo(project, "check", "records", path)
    assert done.returncode == 2
    assert f"không có “{path}”" in done.stderr


def test_a_new_record_of_any_kind_lacks_only_the_values_that_an_editor_must_fill_in(project: Path) -> None:
    expected = []
    for kind in sorted(KINDS, key=lambda kind: f"{kind.folder}/"):
        name = f"{kind.folder.replace('/', '-')}-moi"
        path = f"records/{kind.folder}/{name}.md"
        made = congbo(project, "new", kind.folder, name)
        assert (made.returncode, made.stdout.partition(". ")[0]) == (0, f"Đã tạo {path}")
        keys = [key for key in required_keys(kind.model) if key not in kind.given]
        if kind.model is Observation:  # of Biểu II.06a where no other is named, with a row to fill in
            keys = [key for key in keys if key != "form"] + ["- label", *short_keys()]
        expected += [(path, "empty-value", key) for key in keys]
        if kind.model is PeriodRegime:  # one of two keys, as the editor chooses
            expected.append((path, "missing-key", "---"))
    assert sorted(told(project, *(path for path, _, _ in expected))) == sorted(expected)


def required_keys(model: type[BaseModel]) -> list[str]:
    """The keys that need a value: of a group those inside it, and every column of a form."""
    found: list[str] = []
    for key in keys_of(model):
        if model.model_fields[key].is_required() and key != "id":
            inside = part_type(model.model_fields[key].annotation)
            below = required_keys(inside) if inside else short_keys() if key == "counts" else []
            if get_origin(model.model_fields[key].annotation) is tuple and below:
                below = [f"- {below[0]}", *below[1:]]
            found += below or [key]
    return found


def told(project: Path, *paths: str) -> list[tuple[str, str, str]]:
    """Return (file, rule, key of the line) of each problem of the paths."""
    found = []
    for line in congbo(project, "check", *paths).stdout.splitlines():
        match = re.fullmatch(r"(.+?):(\d+):\d+: .* \[([\w-]+)\]", line)
        assert match, line
        key, _, _ = (project / match[1]).read_text("utf-8").split("\n")[int(match[2]) - 1].partition(":")
        found.append((match[1], match[3], key.strip()))
    return found


def test_a_new_record_that_is_filled_in_is_right(project: Path) -> None:
    congbo(project, "new", "plans", "2024/98-KH-UBND-2024")
    file = project / "records/plans/2024/98-KH-UBND-2024.md"
    values = {"number": "98/KH-UBND", "issuer": "XA", "issued": "2024-12-30"}
    text = file.read_text("utf-8")
    for key, value in values.items():
        text, changes = re.subn(rf"(?m)^(?:# )?{key}:.*$", f"{key}: {json.dumps(value)}", text)
        assert changes == 1, key
    file.write_text(text, "utf-8")
    assert congbo(project, "check", "records/plans").returncode == 0


def test_a_new_procedure_lies_in_the_folder_of_its_field(project: Path) -> None:
    assert congbo(project, "new", "procedures", "ho-tich/xm-99").returncode == 0
    assert (project / "records/procedures/ho-tich/xm-99.md").is_file()


def test_an_optional_key_without_its_mark_takes_a_value_before_its_help(project: Path) -> None:
    congbo(project, "new", "fields", "linh-vuc-moi")
    file = project / "records/fields/linh-vuc-moi.md"
    text = file.read_text("utf-8").replace("\nname:", "\nname: Lĩnh vực mới")
    assert "\n# publication: # " in text
    file.write_text(text.replace("\n# publication: # ", "\npublication: nội bộ # "), "utf-8")
    done = congbo(project, "check", "records/fields")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_record_that_is_there_is_not_written_over(project: Path) -> None:
    before = (project / PLAN).read_bytes()
    done = congbo(project, "new", "plans", "2024/45-KH-UBND-2024")
    assert done.returncode == 1
    assert f"đã có {PLAN}; không ghi đè" in done.stderr
    assert (project / PLAN).read_bytes() == before


def test_a_name_that_is_no_id_is_refused_and_nothing_is_written(project: Path) -> None:
    before = sorted(project.parent.rglob("*"))
    names = (
        "../../ngoai",
        "../ngoai",
        "/ngoai",
        "kế-hoạch",
        "a/b/c",
        "-a",
        "a-",
        "a.",
        "",
        "CON",
        "com1",
        "aux/a",
    )
    for name in names:
        done = congbo(project, "new", "plans", "--", name)
        assert done.returncode == 2, name
        assert f"“{name}” không đặt tên được: " in done.stderr
    assert sorted(project.parent.rglob("*")) == before


def test_a_kind_that_is_not_there_is_told(project: Path) -> None:
    done = congbo(project, "new", "pla", "2024/98-KH-UBND-2024")
    assert done.returncode == 2
    assert "LOẠI phải là một trong: plans, decisions" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "không có lệnh như vậy"),
        (["check", "--al"], "không có lựa chọn “--al”"),
        (["seal"], "còn thiếu BÁO-CÁO"),
        (["rectify", "mau"], "còn thiếu --reason"),
        (["export", "mau", "--to", "doc"], "--to phải là một trong: docx, pdf"),
    ],
)
def test_a_command_that_is_typed_wrong_is_told_in_vietnamese(
    project: Path, arguments: list[str], told: str
) -> None:
    done = congbo(project, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"congbo: {told}")
    assert "--help” để xem cách dùng" in done.stderr
    assert not re.search(r"Usage|Error|Try", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there, not bytes")
@pytest.mark.parametrize(
    "arguments",
    [
        [b"verify", b"\xff"],
        [b"verify", b"2024-sau-thang", b"--mark", b"a\xe1"],
        [b"rectify", b"2024-sau-thang", b"--reason", b"\xff"],
        [b"new", b"plans", b"2024/\xff"],
        [b"\xff"],
    ],
)
def test_an_argument_that_is_no_text_is_told(project: Path, arguments: list[bytes]) -> None:
    done = subprocess.run([os.fsencode(COMMAND), *arguments], cwd=project, capture_output=True, check=False)
    told = "congbo: lệnh có chữ không đúng bảng mã UTF-8; hãy gõ lại\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", told)


def test_it_tells_its_version(project: Path) -> None:
    assert re.fullmatch(r"congbo \d+\.\d+\.\d+\S*\n", congbo(project, "--version").stdout)


REPORT = "2024-sau-thang"


def test_export_makes_both_files_or_the_one_asked_for(project: Path) -> None:
    assert congbo(project, "export", REPORT, "--folder", "ra").returncode == 0
    page = f"docs/bao-cao/{REPORT}.md"
    assert congbo(project, "export", page, "--to", "pdf", "--folder", "pdf").returncode == 0
    assert {file.name for file in (project / "ra").iterdir()} == {f"{REPORT}.docx", f"{REPORT}.pdf"}
    assert {file.name for file in (project / "pdf").iterdir()} == {f"{REPORT}.pdf"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("plugins: [search]\nsite_name: x\n", "trong “plugins” không có “congbo”"),
        ("a: [b\n", "không dùng được mkdocs.yml"),
        ("docs_dir: khong-co\n", "không dùng được mkdocs.yml"),
        ("x\n", "không dùng được mkdocs.yml"),
        (None, "không dùng được mkdocs.yml"),
    ],
)
def test_export_says_that_the_settings_of_the_site_are_wrong(
    project: Path, settings: str | None, message: str
) -> None:
    file = project / "mkdocs.yml"
    if settings is None:
        file.unlink()
    else:
        file.write_text(settings, "utf-8")
    done = congbo(project, "export", REPORT)
    assert done.returncode == 2
    assert message in done.stderr


def test_export_says_what_it_cannot_find_or_write(project: Path, tmp_path: Path) -> None:
    (project / "tep").write_text("", "utf-8")
    for arguments, message in (
        (
            (f"{REPORT}x",),
            f"không có báo cáo nào mang mã “{REPORT}x”, hoặc không đọc được. Có phải “{REPORT}”?",
        ),
        ((REPORT, "--folder", "tep"), "không ghi được"),
        ((REPORT, "--folder", "tep/trong"), "không ghi được"),
    ):
        done = congbo(project, "export", *arguments)
        assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    outside = tmp_path / "ngoai"
    outside.mkdir()
    assert congbo(outside, "export", REPORT).returncode == 2


def test_export_tells_the_place_of_what_cannot_be_laid_out(project: Path) -> None:
    page = project / f"docs/bao-cao/{REPORT}.md"
    page.write_text(page.read_text("utf-8").replace("như sau:", "như sau 😀:", 1), "utf-8")
    done = congbo(project, "export", REPORT)
    assert done.returncode == 1
    assert f"docs/bao-cao/{REPORT}.md:" in done.stderr
    assert "“😀”" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("check", "--day"),
        ("seal", "mau", "--day"),
        ("seal", "mau", "--date"),
        ("rectify", "mau", "--reason", "x", "--day"),
        ("export", "mau", "--day"),
    ],
)
def test_a_day_that_cannot_be_is_told_with_the_way_to_write_it(
    project: Path, command: tuple[str, ...]
) -> None:
    done = congbo(project, *command, "31/12/2024")
    assert (done.returncode, done.stdout) == (2, "")
    told = "--day phải là một ngày có thật, viết NĂM-THÁNG-NGÀY, ví dụ 2026-07-01 (đang là '31/12/2024')"
    assert done.stderr == f"congbo: {told}\n"


@pytest.mark.parametrize("option", ["--day", "--date"])
def test_a_seal_bears_the_day_that_is_given(project: Path, option: str) -> None:
    done = congbo(project, "seal", "2024-sau-thang", option, "2026-02-03")
    assert done.returncode == 0, done.stdout + done.stderr
    seal = json.loads((project / "docs/bao-cao/2024-sau-thang.seal.json").read_text("utf-8"))
    assert seal["seal"]["date"] == "2026-02-03"


def test_a_number_with_its_day_makes_the_record_and_names_its_file(project: Path) -> None:
    typed = "99/KH-UBND ngày 10/5/2026 về việc thử nghiệm"
    done = congbo(project, "new", "plan", typed, "--issuer", "XA")
    assert done.returncode == 0, done.stderr
    made = project / "records/plans/2026/99-KH-UBND-2026.md"
    assert made.read_text("utf-8") == (
        "---\nnumber: 99/KH-UBND\nissuer: XA\nissued: 2026-05-10\nsubject: về việc thử nghiệm\n---\n"
    )
    assert congbo(project, "check").returncode == 0
    before = sorted((project / "records").rglob("*"))
    for arguments, says in {
        ("plans", typed, "--issuer", "XA"): "đã có bản ghi của văn bản này",
        ("plans", "98/KH-UBND", "--issuer", "XA"): "còn thiếu --issued",
        ("plans", "98/KH-UBND ngày 31/4/2026", "--issuer", "XA"): "còn thiếu --issued",
        ("plans", "98/KH-UBND ngày 10/5/2026"): "có 2 cơ quan viết tắt như thế",
        ("plans", "98/KH-UBND ngày 10/5/2026", "--issuer", "XX"): "không có cơ quan nào mang mã “XX”",
        ("plans", "98/QĐ-UBND ngày 10/5/2026", "--issuer", "XA"): "là của quyết định",
        ("plans", "98/KH-UBND ngày 10/5/2099", "--issuer", "XA"): "sau hôm nay",
        (): "còn thiếu LOẠI",
        ("plans",): "còn thiếu TÊN-TỆP",
    }.items():
        done = congbo(project, "new", *arguments)
        assert done.returncode == 2, arguments
        assert says in done.stderr, arguments
    assert sorted((project / "records").rglob("*")) == before


def test_a_new_document_says_what_kinds_there_are_by_group(project: Path) -> None:
    congbo(project, "new", "documents", "moi-1")
    (made,) = (project / "records").rglob("moi-1.md")
    lines = made.read_text("utf-8").splitlines()
    for kind in shipped_kinds().values():
        (line,) = [line for line in lines if line.startswith(f"# - {sentence(kind.group)}:")]
        assert kind.name in line.partition(": ")[2].split(", ")
    congbo(project, "new", "plans", "moi-2")
    (made,) = (project / "records").rglob("moi-2.md")
    assert "thông tư" not in made.read_text("utf-8")
