"""What a site adds to the package by a module of its own, named under `hooks` in its mkdocs.yml."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from output import article, text_of

MODULE = '''\
from pathlib import Path

from congbo.export import EXPORTS
from congbo.export.export import DataFile, Export
from congbo.records.rule import Rule
from congbo.reports.macro import Macro
from congbo.reports.macros import MACROS
from congbo.rules import RECORD_CHECKS
from congbo.rules.rulebook import tells


def names(pages):
    """Yield du-lieu/ten.txt: the names of the procedures, a line each."""
    lines = [f"{procedure.name}\\n" for procedure in pages.register.procedures.values()]
    yield DataFile("du-lieu/ten.txt", lambda: "".join(lines).encode())


@tells(Rule(Path(__file__).with_name("ten-dai.md")))
def long_name(site):
    """A name fits on two lines."""
    for procedure in site.register.procedures.values():
        if len(procedure.name) > 150:
            yield site.problem(procedure, ("name",), "ten-dai", "tên dài quá 150 chữ")


def how_many(asked):
    return f"{len(asked.register.procedures)} thủ tục"


EXPORTS.append(Export("names", names))
MACROS["how_many"] = Macro(
    name="how_many",
    anywhere=True,
    text=how_many,
    template="report/text.html",
    context=lambda asked: {"text": how_many(asked)},
)
RECORD_CHECKS.append(long_name)
'''
PAGE = """\
---
title: Tên thủ tục không quá hai dòng
severity: {severity}
---

Tên dài thì người đọc tra trên điện thoại khó nhận ra.
"""
CODE = "1.011937"


def with_module(project: Path, severity: str) -> Path:
    (project / "them.py").write_text(MODULE, "utf-8")
    (project / "ten-dai.md").write_text(PAGE.format(severity=severity), "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nhooks:\n  - them.py\n", "utf-8")
    return project


def test_an_export_a_rule_and_a_macro_from_outside_are_written_run_documented_and_answered(
    copy_site: Callable[[], Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = with_module(copy_site(), "cảnh báo")
    page = "---\ntitle: Giới thiệu\nrender_macros: true\n---\n\n# Giới thiệu\n\nSổ có {{ how_many() }}.\n"
    (project / "docs/gioi-thieu.md").write_text(page, "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    lines = (site / "du-lieu/ten.txt").read_text("utf-8").splitlines()
    assert len(lines) == 57
    assert "Mã quy tắc: ten-dai" in text_of(article(site, "quy-tac/ten-dai/"))
    listed = [
        link for link in article(site, "quy-tac/").iter("a") if link.get("href") == "../quy-tac/ten-dai/"
    ]
    assert [text_of(link) for link in listed] == ["Tên thủ tục không quá hai dòng"]
    assert "Sổ có 57 thủ tục." in text_of(article(site, "gioi-thieu/"))
    checked = subprocess.run(["congbo", "check"], cwd=project, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_rule_from_outside_that_is_an_error_stops_the_build(
    copy_site: Callable[[], Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = with_module(copy_site(), "lỗi")
    (record,) = project.glob(f"records/procedures/*/{CODE}.md")
    text = record.read_text("utf-8")
    record.write_text(text.replace("name: ", f"name: {'Cấp lại ' * 20}", 1), "utf-8")
    done = build(project)
    assert done.returncode == 1
    assert f"{CODE}.md:" in done.stderr
    assert ": tên dài quá 150 chữ [ten-dai]" in done.stderr
    assert not (project / "site").exists()
