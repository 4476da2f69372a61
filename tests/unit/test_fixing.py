"""What `congbo check --fix` mends: only what is certain, each change told, nothing else touched."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from commands import congbo
from congbo.records import writing
from congbo.reports import seals
from congbo.rules import check, fixing

BASE = Path(__file__).parents[1] / "cases" / "base"
DAY = date(2026, 11, 23)
PLAN = "records/plans/2024/46-KH-SKHCN-2024.md"
PROCEDURE = "records/procedures/so-huu-tri-tue/1.011937.md"
BODY = "records/organisations/SKHCN.md"
FIGURE = "records/statistics/tai-khoan-2024-06-30.md"
COUNTED = "records/statistics/dossiers/ii06a-SKHCN-2024-06-30.md"
FIELD = "records/fields/cai-cach-hanh-chinh.md"

CERTAIN = [
    (PLAN, "issued: 2024-03-05", "issued: 5/3/2024", "2024-03-05"),
    (PLAN, "issued: 2024-03-05", "issued: '05-03-2024'", "'2024-03-05'"),
    (PLAN, "issued: 2024-03-05", "issued: 05.03.2024 # trên văn bản", "2024-03-05 # trên văn bản"),
    (PLAN, "issued: 2024-03-05", "issued: ngày 5 tháng 3 năm 2024", "2024-03-05"),
    (PLAN, "issued: 2024-03-05", "issued: 2024-03-05T00:00:00.000Z", "2024-03-05"),
    (PLAN, "issued: 2024-03-05", "issued： 2024-03-05", "issued: 2024-03-05"),
    (PLAN, "issued: 2024-03-05", "issued:2024-03-05", "issued: 2024-03-05"),
    (PLAN, "issued: 2024-03-05", "issued:\u00a02024-03-05", "issued: 2024-03-05"),
    (PLAN, "issued: 2024-03-05", "\u00a0issued: 2024-03-05", "issued: 2024-03-05"),
    (PLAN, "issued: 2024-03-05", "Issued: 2024-03-05", "issued: 2024-03-05"),
    (PROCEDURE, "    decision:", "    DECISION:", "    decision: 134"),
    (PLAN, "number: 46/KH-SKHCN", "number：46/KH-SKHCN", "number: 46/KH-SKHCN"),
    (PLAN, "number: 46/KH-SKHCN", "number: 46/KH–SKHCN", "46/KH-SKHCN"),
    (PLAN, "number: 46/KH-SKHCN", "number: 46/\u00a0KH-SKHCN", "46/KH-SKHCN"),
    (PLAN, "number: 46/KH-SKHCN", "number: 46/KH\u200b-SKHCN", "46/KH-SKHCN"),
    (PLAN, "subject: về cải", "subject: về\u2028cải", "về cải"),
    (PLAN, "subject: về", "subjeсt: về", "subject: về"),
    (PLAN, "issuer: SKHCN", "issuer: skhcn", "SKHCN"),
    (PLAN, "issuer: SKHCN", "issuer: Sở KH&CN", "SKHCN"),
    (PLAN, "issuer: SKHCN", "issuer: Sở Khoa học và Công nghệ tỉnh Mẫu", "SKHCN"),
    (PLAN, "issuer: SKHCN", "issuer: SKHCN.md", "SKHCN"),
    (PLAN, "issuer: SKHCN", "issuer: SO-CU", "SKHCN"),
    (PLAN, "topics: cai-cach-hanh-chinh", "topics: [Cải cách hành chính]", "[cai-cach-hanh-chinh]"),
    (PLAN, "topics: cai-cach-hanh-chinh", "topics:\n  - Sở hữu trí tuệ # hai", "  - so-huu-tri-tue # hai"),
    (PLAN, "topics:", "publication: Nội Bộ\ntopics:", "nội bộ"),
    (PLAN, "topics:", "publication: noi bo\ntopics:", "nội bộ"),
    (PLAN, "topics:", "normative: Không\ntopics:", "không"),
    (PLAN, "topics:", 'normative: "khong"\ntopics:', '"không"'),
    (PLAN, "topics:", "based_on: 134/QĐ-UBND\ntopics:", "134-QD-UBND-2024"),
    (PLAN, "topics:", "based_on: Quyết định số 134/QĐ-UBND\ntopics:", "134-QD-UBND-2024"),
    (PLAN, "topics:", "based_on: 134/QĐ-UBND ngày 22/3/2024\ntopics:", "134-QD-UBND-2024"),
    (
        PLAN,
        "topics:",
        "based_on: Quyết định số 134/QĐ-UBND ngày 22 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Mẫu về việc"
        " công bố thủ tục hành chính lĩnh vực Sở hữu trí tuệ\ntopics:",
        "based_on: 134-QD-UBND-2024",
    ),
    (PROCEDURE, "mới ban hành", "Mới Ban Hành", "mới ban hành"),
    (PROCEDURE, "    effective: 2024-03-22", "\teffective: 2024-03-22", "    effective: 2024-03-22"),
    (PROCEDURE, "events:\n  - action", "events:\n\t- action", None),
    (PROCEDURE, "receiving: SKHCN", "receiving: 'SKHCN.MD'", "'SKHCN'"),
    (COUNTED, "start: 2024-01-01", "start: 1/1/2024", "2024-01-01"),
    (COUNTED, "report: mau", "report: mau.md", "report: mau"),
    (FIGURE, "organisation: SKHCN", "organisation: So-Cu", "SKHCN"),
]  # fmt: skip
"""(file, what is right there, what was typed, what stands there once it is fixed)"""

STAY = [
    (PLAN, "issued: 2024-03-05", "issued: 5/3/24"),
    (PLAN, "issued: 2024-03-05", "issued: 31/2/2024"),
    (PLAN, "issued: 2024-03-05", "issued: 3/25/2024"),
    (PLAN, "issued: 2024-03-05", "issued: 5/3-2024"),
    (PLAN, "issued: 2024-03-05", "issued: 05/03/1024"),
    (PLAN, "issued: 2024-03-05", "issued: tháng 3/2024"),
    (PLAN, "issued: 2024-03-05", "issued: 2024-03-04T17:00:00.000Z"),
    (PLAN, "topics:", "normative: no\ntopics:"),
    (PLAN, "topics:", "publication: nội\ntopics:"),
    (PLAN, "topics:", "based_on: 135/QĐ-UBND\ntopics:"),
    (PLAN, "topics:", "based_on: 134/QĐ-UBND ngày 23/3/2024\ntopics:"),
    (PLAN, "topics:", "based_on: Kế hoạch số 134/QĐ-UBND\ntopics:"),
    (PLAN, "topics:", "based_on: Quyết định số 134/QĐ-UBND ngày 22/3/2024 về việc khác\ntopics:"),
    (PLAN, "topics:", "based_on: 134-QD-UBND\ntopics:"),
    (PLAN, "subject: về", "subjest: về"),
    (PLAN, "number: 46/KH-SKHCN", "number: 46/KH\u00a0SKHCN"),
    (
        PROCEDURE,
        "receiving: SKHCN",
        "receiving: SKHCN\nlinks:\n  - kind: trang gốc\n    address: https://mau.vn/a\u00a0b–c",
    ),
    (PLAN, "topics:", "Subject: b\ntopics:"),
    (PLAN, "subject: về", "chude:về"),
    (PLAN, "applies_to: 2024", "applies_to: 2.024"),
    (PLAN, "subject: về", "subject: về\u00a0"),
    (FIGURE, "value: 54", "value: 1.247"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the base site, its plan's issuer with a former id."""
    site = tmp_path / "site"
    shutil.copytree(BASE, site)
    (site / "mkdocs.yml").write_text("site_name: Mẫu\n", encoding="utf-8")
    body = site / BODY
    body.write_text(body.read_text("utf-8").replace("parent", "former_ids: SO-CU\nparent"), encoding="utf-8")
    return site


def fix(root: Path) -> list[str]:
    """Mend a site until nothing is certain any more; return what was said."""
    said: list[str] = []
    while True:
        files, changes = fixing.fixes(check.read(root, DAY), lambda _: True)
        if not files:
            return said
        for path, data in files.items():
            writing.write(root / path, data)
        said += map(str, changes)


def texts(root: Path) -> dict[str, str]:
    return {str(file.relative_to(root)): file.read_text("utf-8") for file in sorted(root.rglob("*.md"))}


@pytest.mark.parametrize(("path", "right", "typed", "made"), CERTAIN)
def test_what_is_certain_is_mended_told_and_nothing_else_touched(
    root: Path, path: str, right: str, typed: str, made: str | None
) -> None:
    before = texts(root)
    assert before[path].count(right) == 1
    wrong = before[path].replace(right, typed)
    (root / path).write_text(wrong, encoding="utf-8")
    said = fix(root)
    after = texts(root)
    assert len(said) == 1
    assert said[0].startswith(f"{path}:")
    assert "đã " in said[0]
    changed = [
        n for n, (a, b) in enumerate(zip(wrong.split("\n"), after[path].split("\n"), strict=True)) if a != b
    ]
    assert len(changed) == 1
    assert f"{path}:{changed[0] + 1}:" in said[0]
    if made is not None:
        assert made in after[path].split("\n")[changed[0]]
    assert not [p for p in check.read(root, DAY).problems if p.path == path and not p.severity]
    assert {name: text for name, text in after.items() if name != path} == {
        name: text for name, text in before.items() if name != path
    }


@pytest.mark.parametrize(("path", "right", "typed"), STAY)
def test_what_could_mean_something_else_stays(root: Path, path: str, right: str, typed: str) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8").replace(right, typed), encoding="utf-8")
    before = texts(root)
    assert fix(root) == []
    assert texts(root) == before


def test_a_right_site_changes_no_byte(root: Path) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*.md")}
    (root / PLAN).write_bytes(before[root / PLAN].replace(b"\n", b"\r\n"))
    before[root / PLAN] = (root / PLAN).read_bytes()
    assert fix(root) == []
    assert {file: file.read_bytes() for file in root.rglob("*.md")} == before


def test_line_ends_of_windows_stay(root: Path) -> None:
    file = root / PLAN
    right = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(right.replace(b"2024-03-05", b"5/3/2024").replace(b"topics:", b"topics:\xc2\xa0"))
    assert len(fix(root)) == 2
    assert file.read_bytes() == right


def test_a_file_that_cannot_be_written_is_told_and_what_was_changed_before_it_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (PLAN, FIGURE):
        file = root / path
        file.write_text(file.read_text("utf-8").replace("2024-0", "1/1/2024 #0"), encoding="utf-8")
    write = writing.write

    def shut(file: Path, data: bytes) -> None:
        if file.name.startswith("tai-khoan"):
            raise writing.WritingError(file, PermissionError(13, "Permission denied"))
        write(file, data)

    monkeypatch.setattr(writing, "write", shut)
    done = congbo(root, "check", "--fix", "--day", "2026-11-23")
    assert done.returncode == 2
    assert f"{PLAN}:4:9: đã đổi “1/1/2024” thành “2024-01-01”" in done.stdout
    assert "tai-khoan-2024-06-30.md: không có quyền" in done.stderr


def test_letters_in_parts_and_the_mark_of_notepad_are_put_right_with_line_ends_kept(root: Path) -> None:
    file = root / FIELD
    whole = file.read_text("utf-8").replace("order", "former_ids: Cải\norder").replace("\n", "\r\n")
    file.write_bytes(("\ufeff" + unicodedata.normalize("NFD", whole)).encode())
    said = fix(root)
    assert file.read_bytes() == whole.encode()
    assert said[0] == f"{FIELD}:1:1: đã bỏ dấu đầu tệp (BOM)"
    assert said[1:] == [
        f"{FIELD}:2:7: đã ghép dấu rời vào chữ ở 5 từ của tệp, như “Cải”; chữ nhìn vẫn như trước"
    ]


def test_two_records_of_a_number_leave_a_reference_as_it_is(root: Path) -> None:
    other = root / "records/decisions/2023/134-QD-UBND-2023.md"
    other.parent.mkdir()
    text = (root / "records/decisions/2024/134-QD-UBND-2024.md").read_text("utf-8")
    other.write_text(text.replace("2024-", "2023-"), encoding="utf-8")
    file = root / PLAN
    typed = file.read_text("utf-8").replace("topics", "based_on:\n  - 134/QĐ-UBND\n  - x\ntopics")
    file.write_text(typed, encoding="utf-8")
    assert fix(root) == []
    file.write_text(typed.replace("  - x", "  - 134/QĐ-UBND ngày 22/3/2023"), encoding="utf-8")
    assert len(fix(root)) == 1
    assert "  - 134/QĐ-UBND\n  - 134-QD-UBND-2023\n" in file.read_text("utf-8")


def test_a_file_with_a_conflict_or_another_encoding_is_left(root: Path) -> None:
    file = root / PLAN
    text = file.read_text("utf-8").replace("2024-03-05", "5/3/2024")
    file.write_text(f"{text}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> nhánh\n", encoding="utf-8")
    (root / FIELD).write_bytes((root / FIELD).read_text("utf-8").encode("cp1258", "replace"))
    assert fix(root) == []


def test_the_head_of_a_report_is_mended_unless_it_is_sealed(root: Path) -> None:
    page = root / "docs/bao-cao/mau.md"
    page.write_text(
        page.read_text("utf-8").replace("as_of: 2024-06-30", "as_of: 30/6/2024"), encoding="utf-8"
    )
    seal = root / "docs/bao-cao/mau.seal.json"
    assert (root / seals.seal_path("docs/bao-cao/mau.md")) == seal
    seal.write_text("{}", encoding="utf-8")
    assert fix(root) == []
    seal.unlink()
    assert fix(root) == ["docs/bao-cao/mau.md:8:8: đã đổi “30/6/2024” thành “2024-06-30”"]


def test_mistakes_of_yaml_that_hide_each_other_are_mended_together(root: Path) -> None:
    plan, procedure = (root / PLAN).read_text("utf-8"), (root / PROCEDURE).read_text("utf-8")
    (root / PLAN).write_text(plan.replace(": ", "："), encoding="utf-8")
    tabs = procedure.replace("    ", "\t\t").replace("  - ", "\t- ").replace("field: ", "field:")
    (root / PROCEDURE).write_text(tabs, encoding="utf-8")
    said = fix(root)
    assert (root / PLAN).read_text("utf-8") == plan
    assert (root / PROCEDURE).read_text("utf-8").split("\n")[:6] == procedure.split("\n")[:6]
    assert f"{PLAN}:2:7: đã đổi “：” thành “: ”" in said
    assert f"{PROCEDURE}:4:6: đã đổi “:” thành “: ”" in said
    assert f"{PROCEDURE}:7:1: đã đổi “<tab>” thành “  ”" in said
    assert len(said) == 6 + 1 + 3


def test_a_text_that_looks_like_a_key_in_a_block_stays(root: Path) -> None:
    file = root / PLAN
    block = "description: |\n  issued：5/3/2024\n  number:46\n"
    file.write_text(file.read_text("utf-8").replace("issued:", f"{block}issued:5/3/2024 #"), encoding="utf-8")
    fix(root)
    assert block in file.read_text("utf-8")


def test_the_command_prints_what_it_changed_and_what_is_left(root: Path) -> None:
    file = root / PLAN
    text = file.read_text("utf-8").replace("2024-03-05", "5/3/2024").replace("topics", "issuers: x\ntopics")
    file.write_text(text, encoding="utf-8")
    other = root / FIGURE
    other.write_text(other.read_text("utf-8").replace("2024-06-30", "30/6/2024"), encoding="utf-8")
    done = congbo(root, "check", "--fix", "--day", "2026-11-23", "records/plans")
    assert done.returncode == 1
    first, total, left, *_ = done.stdout.split("\n")
    assert first == f"{PLAN}:4:9: đã đổi “5/3/2024” thành “2024-03-05”"
    assert total == "đã sửa 1 chỗ trong 1 tệp"
    assert left.startswith(f"{PLAN}:7:1: không có khoá “issuers”")
    assert "30/6/2024" in other.read_text("utf-8")
    again = congbo(root, "check", "--fix", "--day", "2026-11-23", "--format", "json")
    assert again.stdout.startswith("[")
    assert f"{FIGURE}:6:6: đã đổi “30/6/2024” thành “2024-06-30”" in again.stderr


def test_the_machine_readable_check_carries_the_mend(root: Path) -> None:
    file = root / PLAN
    other = root / PROCEDURE
    other.write_text(other.read_text("utf-8").replace("134-QD-UBND-2024", "134/QĐ-UBND"), encoding="utf-8")
    file.write_text(file.read_text("utf-8").replace("2024-03-05", "5/3/2024"), encoding="utf-8")
    done = congbo(root, "check", "--day", "2026-11-23", "--format", "json")
    assert done.stderr.split("\n")[-2] == "2 chỗ máy sửa được; gõ “congbo check --fix”."
    assert '"mend": {\n      "line": 4,\n      "column": 9,\n      "typed": "5/3/2024"' in done.stdout
    assert '"right": "134-QD-UBND-2024"' in done.stdout
