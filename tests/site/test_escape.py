"""Nothing that a record says is read as HTML, as Markdown of a page, or as a macro; nothing hidden leaks."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from output import article, changed, contents, having, plain_bytes, text_of

Build = Callable[..., "subprocess.CompletedProcess[str]"]

LETTER = "109-SKHCN-HCTH-2023"
PLAN = "38-KH-SKHCN-2024"
AWKWARD = """về <script>alert(1)</script> {{ 7*7 }} {% set a = 1 %} **đậm** "nháy" 'đơn' & [x](y) """
AWKWARD += "<svg/onload=alert(1)> ]]>"
INERT = r"""
<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} {% set a = 1 %}

<div onclick="alert(1)">khối</div>

[một](javascript:alert(1)) [hai](JaVaScRiPt:alert(2)) [ba](data:text/html;base64,PHN2Zz4=)
[bốn](javascript&colon;alert(4)) [năm](&#106;avascript:alert(5)) [sáu](java&#x09;script:alert(6))
[bảy]( javascript:alert(7)) [tám](vbscript:alert(8)) [chín](//khac.example/a)
<javascript:alert(10)> ![mười một](javascript:alert(11)) [mười hai][nguon]
[mười ba](javascript&\#58;alert(13)) ![mười lăm](/\khac.example/b.png)
[lành](https://khcn.example/a?b=1&c=2) [thư](mailto:a@khcn.example) [gần](../46-KH-SKHCN-2024/)

[nguon]: javascript:alert(12) "nháy"
"""


def write(project: Path, path: str, change: Callable[[str], str]) -> None:
    file = project / "records" / path
    text = file.read_text("utf-8")
    assert change(text) != text
    file.write_text(change(text), "utf-8")


def with_key(key: str, value: str) -> Callable[[str], str]:
    """Return a change that sets a key of a record's first level, which is there or not."""
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}\n"

    def change(text: str) -> str:
        without = re.sub(rf"(?m)^{key}: .*\n", "", text)
        return without.replace("---\n", f"---\n{line}", 1)

    return change


def with_body(body: str) -> Callable[[str], str]:
    return lambda text: text.rstrip("\n") + f"\n{body}"


@pytest.fixture
def project(copy_site: Callable[[], Path]) -> Path:
    return copy_site()


@pytest.fixture(scope="module")
def awkward(sources: Path, build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of records whose texts and bodies look like code."""
    project = tmp_path_factory.mktemp("awkward") / "project"
    shutil.copytree(sources, project)
    write(project, f"letters/2023/{LETTER}.md", with_key("subject", AWKWARD))
    write(project, "procedures/an-toan-buc-xa/2.002131.md", with_key("name", AWKWARD))
    write(project, "fields/so-huu-tri-tue.md", with_key("name", AWKWARD))
    write(project, "organisations/SKHCN.md", with_key("name", AWKWARD))
    write(project, "indicators/ke-hoach-cchc.md", with_key("title", AWKWARD))
    write(project, f"plans/2024/{PLAN}.md", with_body(INERT))
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_what_a_record_says_is_shown_as_it_is_typed(awkward: Path) -> None:
    report = "bao-cao/2024-tu-kiem-tra/"
    for address in (f"van-ban/{LETTER}/", "van-ban/", report, f"{report}can-cu/", "thu-tuc/2.002131/"):
        assert AWKWARD.removeprefix("về ") in text_of(article(awkward, address)), address
    for address in ("thu-tuc/", "linh-vuc/so-huu-tri-tue/", "co-quan/SKHCN/", "chi-so/ke-hoach-cchc/", ""):
        assert AWKWARD.removeprefix("về ") in text_of(article(awkward, address)), address
    for name, data in contents(awkward).items():
        if name.endswith(".html"):
            assert b"<script>alert" not in data, name
            assert b"<b>a</b>" not in data, name
        if name.endswith((".xml", ".rdf")):
            ElementTree.fromstring(data)
    documents = json.loads((awkward / "du-lieu/van-ban.json").read_bytes())
    assert AWKWARD in [document.get("subject") for document in documents]


def test_the_body_of_a_record_runs_nothing(awkward: Path) -> None:
    page = article(awkward, f"van-ban/{PLAN}/")
    (body,) = having(page, "cb-body")
    assert "<script>alert(1)</script>" in text_of(body)
    assert "{{ 7*7 }} {% set a = 1 %}" in text_of(body)
    assert not [e for e in body.iter() if e.tag in ("script", "div", "iframe", "style")]
    assert not [name for e in body.iter() for name in e.attrib if name.startswith("on")]
    leads = {text_of(link): link.get("href", "") for link in body.iter("a")}
    harmless = {"lành": "https://khcn.example/a?b=1&c=2", "gần": "../46-KH-SKHCN-2024/"}
    assert {text: leads.pop(text) for text in harmless} == harmless
    assert leads.pop("thư") == "mailto:a@khcn.example"
    assert leads.pop("chín") == "//khac.example/a"
    assert set(leads.values()) == {"#"}
    assert {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "mười hai", "mười ba"} <= set(leads)
    assert [image.get("src") for image in body.iter("img")] == [None, None]


HIDDEN = {
    "plans/2024/20-KH-SKHCN-2024.md": """\
---
number: 20/KH-SKHCN
issuer: SKHCN
issued: 2024-02-15
subject: về bimatkehoach
applies_to: 2024
topics: cchc-kstthc
publication: dự thảo
---
bimatkehoach
""",
    "procedures/so-huu-tri-tue/kt-skhcn-99.md": """\
---
name: Thủ tục bimatthutuc
field: so-huu-tri-tue
summary: bimatthutuc
former_ids: kt-skhcn-98
publication: nội bộ
---
""",
    "statistics/bimatsolieu-2024-07-20.md": """\
---
measure: bimatsolieu
title: Số bimatsolieu
value: 7654321
unit: hồ sơ
period:
  start: 2024-01-01
  end: 2024-07-20
stated_in:
  report: 2024-tu-kiem-tra
publication: dự thảo
---
""",
    "organisations/BIMATCOQUAN.md": "---\nname: Cơ quan bimatcoquan\npublication: nội bộ\n---\n",
    "fields/bimatlinhvuc.md": "---\nname: Lĩnh vực bimatlinhvuc\npublication: nội bộ\n---\n",
}
WORDS = ["bimat", "20-KH-SKHCN-2024", "20/KH-SKHCN", "kt-skhcn-99", "kt-skhcn-98", "7654321"]


def holding(site: Path, words: list[str]) -> list[tuple[str, str]]:
    """Return (word, address) for each word in each file of a site, packed ones too, whatever the case."""
    return [
        (word, name)
        for name, data in plain_bytes(site)
        for word in words
        if word.encode() in name.encode() + data.lower() or word.encode() in data
    ]


def test_drafts_and_internal_records_change_no_byte_of_the_site(
    project: Path, build: Build, unchanged: Path
) -> None:
    for path, text in HIDDEN.items():
        (project / "records" / path).write_text(text, "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert not changed(unchanged, project / "site")
    assert holding(project / "site", WORDS) == []


def test_the_same_records_appear_once_they_are_public(project: Path, build: Build) -> None:
    for path, text in HIDDEN.items():
        public = re.sub(r"publication: .*\n", "", text)
        (project / "records" / path).write_text(public, "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert {word for word, _ in holding(project / "site", WORDS)} == {*WORDS}


def test_a_plan_that_is_taken_back_leaves_no_trace_and_counts_no_more(project: Path, build: Build) -> None:
    write(project, "plans/2024/17-KH-SKHCN-2024.md", with_key("publication", "dự thảo"))
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert holding(project / "site", ["17-KH-SKHCN-2024", "17/KH-SKHCN"]) == []
    report = json.loads((project / "site/du-lieu/bao-cao/2024-tu-kiem-tra.json").read_bytes())
    assert [figure["text"] for figure in report["figures"] if figure["id"] == "ke-hoach-cchc"] == ["05"]
