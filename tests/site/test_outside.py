"""What a site adds to the package by a module of its own, named under `hooks` in its mkdocs.yml."""

import json
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

KIND = '''\
from typing import Annotated

from pydantic import Field

from congbo.records.kinds import KINDS, Kind
from congbo.records.record import Record
from congbo.records.scalars import Date, OrganisationId, Reference, Text
from congbo.records.sections import Section


class Meeting(Record):
    """A meeting of the agency."""

    name: Text = Field(title="Tên cuộc họp", description="Nói ngắn.")
    day: Date = Field(title="Ngày họp", description="NĂM-THÁNG-NGÀY.")
    host: OrganisationId = Field(title="Cơ quan chủ trì", description="Mã cơ quan.")
    follows: Annotated[Text, Reference("meeting")] = Field("", title="Họp tiếp", description="Cuộc trước.")

    @property
    def label(self):
        return self.name


SECTION = Section(name="cuoc-hop", title="Cuộc họp")
KINDS.append(Kind(folder="meetings", model=Meeting, target="meeting", label="cuộc họp", section=SECTION))
'''
MEETING = "---\nname: Họp giao ban\nday: 2024-06-03\nhost: SKHCN\n{more}---\n"
FRONT = '---\ntitle: Cuộc họp\nrender_macros: true\n---\n# Cuộc họp\n\n{{ listing("cuoc-hop") }}\n'


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


def with_kind(project: Path, more: str = "") -> Path:
    """Add a kind to a project by a module of its own, with one record and the front page of its section."""
    (project / "them.py").write_text(KIND, "utf-8")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nhooks:\n  - them.py\n", "utf-8")
    for path, text in (
        ("records/meetings/hop-1.md", MEETING.format(more=more)),
        ("docs/cuoc-hop/index.md", FRONT),
    ):
        (project / path).parent.mkdir(parents=True)
        (project / path).write_text(text, "utf-8")
    return project


def test_a_kind_from_outside_has_pages_a_list_data_and_a_guide_and_needs_nothing_else(
    copy_site: Callable[[], Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = with_kind(copy_site())
    done = build(project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    page = article(site, "cuoc-hop/hop-1/")
    assert [text_of(heading) for heading in page.iter("h1")] == ["Họp giao ban"]
    assert "Cơ quan chủ trì" in text_of(page)
    assert "../../co-quan/SKHCN/" in [link.get("href") for link in page.iter("a")]
    listed = {link.get("href"): text_of(link) for link in article(site, "cuoc-hop/").iter("a")}
    assert listed["../cuoc-hop/hop-1/"] == "Họp giao ban"
    (record,) = json.loads((site / "du-lieu/cuoc-hop.json").read_text("utf-8"))
    assert (record["id"], record["day"]) == ("hop-1", "2024-06-03")
    assert "records/meetings/" in text_of(article(site, "huong-dan/ban-ghi/"))
    assert "/cuoc-hop/hop-1/" in (site / "sitemap.xml").read_text("utf-8")


def test_a_wrong_record_of_a_kind_from_outside_stops_the_build(
    copy_site: Callable[[], Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = with_kind(copy_site(), "follows: hop-9\n")
    done = build(project)
    assert done.returncode == 1
    assert "records/meetings/hop-1.md:5:10: không có cuộc họp nào mang mã “hop-9”" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
