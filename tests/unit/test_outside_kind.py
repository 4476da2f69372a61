"""A kind of record that is added from outside is read, checked, published and documented like any other."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from pydantic import Field
from test_cases import BASE

from congbo.cli.new import new
from congbo.export import json as json_export
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records import kinds
from congbo.records.kinds import KINDS, Kind
from congbo.records.reader import read_record
from congbo.records.record import Part, Period, Record
from congbo.records.scalars import Count, Date, OrganisationId, ProcedureIds, Reference, Text, YesNo
from congbo.records.sections import Section
from congbo.rules import check as checks

TODAY = date(2026, 11, 23)
MeetingId = Annotated[Text, Reference("meeting")]


class Item(Part):
    """A point of the agenda."""

    title: Text = Field(title="Nội dung", description="Nói ngắn.")
    minutes: Count | None = Field(None, title="Số phút", description="Nếu đã định.")


class Meeting(Record):
    """A meeting of an agency."""

    name: Text = Field(title="Tên cuộc họp", description="Nói ngắn.")
    day: Date = Field(title="Ngày họp", description="NĂM-THÁNG-NGÀY.")
    host: OrganisationId = Field(title="Cơ quan chủ trì", description="Mã cơ quan.")
    about: ProcedureIds = Field((), title="Thủ tục được bàn", description="Mã thủ tục.")
    follows: MeetingId = Field("", title="Họp tiếp", description="Mã cuộc họp trước.")
    covers: Period | None = Field(None, title="Kỳ được bàn", description="Có start và end.")
    open: YesNo = Field(False, title="Họp công khai", description="“có” hoặc “không”.")
    agenda: tuple[Item, ...] = Field((), title="Chương trình", description="Mỗi điểm một mục.")

    @property
    def label(self) -> str:
        return self.name


MEETINGS = Kind(
    folder="meetings",
    model=Meeting,
    target="meeting",
    label="cuộc họp",
    section=Section(name="cuoc-hop", title="Cuộc họp"),
)
FIRST = """\
---
name: Họp giao ban <tháng 6>
day: 2024-06-03
host: SKHCN
about: 1.011937
covers: {start: 2024-01-01, end: 2024-05-31}
open: có
agenda:
  - title: Rà soát & công bố
    minutes: 1200
  - title: Việc khác
---

Biên bản **đầy đủ** ở văn phòng.
"""
LIST = '---\nrender_macros: true\n---\n# Cuộc họp\n\n{{ listing("cuoc-hop") }}\n'
SECOND = "---\nname: Họp lần hai\nday: 2024-07-01\nhost: SKHCN\nfollows: hop-1\n---\n"


@pytest.fixture(autouse=True)
def added() -> Iterator[None]:
    KINDS.append(MEETINGS)
    yield
    KINDS.remove(MEETINGS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    for name, text in (("hop-1", FIRST), ("hop-2", SECOND)):
        write(tmp_path, f"records/meetings/{name}.md", text)
    return tmp_path


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def pages_of(root: Path) -> Pages:
    site = checks.read(root, TODAY)
    assert [str(problem) for problem in site.problems] == []
    return Pages(site, date(2024, 7, 24))


def told(root: Path) -> list[str]:
    return [str(problem) for problem in checks.read(root, TODAY).problems]


def shown(page: str) -> dict[str, str]:
    """What a page says beside each title; what stands in a group is told with the title of the group."""
    (facts, *_) = lxml_html.fromstring(page).xpath("//dl")
    return {
        fact.findtext("dt"): " | ".join(text.strip() for text in fact.find("dd").itertext() if text.strip())
        for fact in facts
    }


def test_its_records_are_read_by_their_folder_and_found_by_type_and_by_reference(root: Path) -> None:
    register = pages_of(root).register
    assert list(register.of(Meeting)) == ["hop-1", "hop-2"]
    first = register.of(Meeting, "hop-1")
    assert first is not None
    assert first is register.get("meeting", "hop-1")
    assert first.day == date(2024, 6, 3)
    assert [place.record.id for place in register.referring_to("meeting", "hop-1")] == ["hop-2"]
    assert "hop-1" in [place.record.id for place in register.referring_to("procedure", "1.011937")]


def test_its_page_shows_every_key_with_its_title_and_says_what_is_not_known(root: Path) -> None:
    pages = pages_of(root)
    found = {page.address: page for page in pages}
    html = Renderer(pages).page(found["cuoc-hop/hop-1/"])
    assert found["cuoc-hop/hop-1/"].description == "Cuộc họp: Họp giao ban <tháng 6>"
    assert "<h1>Họp giao ban &lt;tháng 6&gt;</h1>" in html
    assert '<a href="../../cuoc-hop/">Cuộc họp</a>' in html
    assert "<strong>đầy đủ</strong>" in html
    assert shown(html) == {
        "Tên cuộc họp": "Họp giao ban <tháng 6>",
        "Ngày họp": "03/06/2024",
        "Cơ quan chủ trì": "Sở Khoa học và Công nghệ tỉnh Mẫu",
        "Thủ tục được bàn": pages.register.procedures["1.011937"].label,
        "Họp tiếp": "Chưa rõ",
        "Kỳ được bàn": "từ 01/01/2024 đến 31/05/2024",
        "Họp công khai": "có",
        "Chương trình": "Nội dung | Rà soát & công bố | Số phút | 1\u202f200"
        " | Nội dung | Việc khác | Số phút | Chưa rõ",
    }
    assert '<dd><a href="../../co-quan/SKHCN/">' in html
    assert '<dd><a href="../../thu-tuc/1.011937/">' in html
    assert '<a href="../../cuoc-hop/hop-1/">' in Renderer(pages).page(found["cuoc-hop/hop-2/"])


def test_its_section_can_be_listed_by_a_page(root: Path) -> None:
    write(root, "docs/cuoc-hop/index.md", LIST)
    html = Renderer(pages_of(root)).listed("cuoc-hop", "../")
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', html)
    assert links == [
        ("../cuoc-hop/hop-1/", "Họp giao ban &lt;tháng 6&gt;"),
        ("../cuoc-hop/hop-2/", "Họp lần hai"),
    ]
    assert "<h2>" not in html


def test_its_section_has_a_front_though_nobody_wrote_one(root: Path) -> None:
    (front,) = (one for one in checks.read(root, TODAY).sources if one.path == "docs/cuoc-hop/index.md")
    assert front.shipped
    assert [call.arguments for call in front.calls] == [("cuoc-hop",)]


def test_two_kinds_in_one_section_are_listed_under_their_names(root: Path) -> None:
    class Vote(Meeting):
        """A meeting that decides."""

    votes = Kind(
        folder="votes", model=Vote, target="vote", label="phiên biểu quyết", section=MEETINGS.section
    )
    KINDS.append(votes)
    try:
        write(root, "records/votes/phien-1.md", SECOND)
        html = Renderer(pages_of(root)).listed("cuoc-hop", "../")
    finally:
        KINDS.remove(votes)
    assert re.findall("<h2>(.*?)</h2>", html) == ["Cuộc họp", "Phiên biểu quyết"]
    assert html.index("hop-2") < html.index("Phiên biểu quyết") < html.index("phien-1")


def test_its_records_have_a_list_as_data(root: Path) -> None:
    files = dict(json_export.EXPORT.made(pages_of(root)))
    first, second = json.loads(files["du-lieu/cuoc-hop.json"])
    assert first["url"] == "cuoc-hop/hop-1/"
    assert first["agenda"][0] == {"title": "Rà soát & công bố", "minutes": 1200}
    assert second == {
        "id": "hop-2",
        "url": "cuoc-hop/hop-2/",
        "name": "Họp lần hai",
        "day": "2024-07-01",
        "host": "SKHCN",
        "follows": "hop-1",
    }


@pytest.mark.parametrize(
    ("typed", "wrong", "place", "message"),
    [
        (
            "follows: hop-1",
            "follows: hopp-1",
            "5:10",
            "không có cuộc họp nào mang mã “hopp-1”. Có phải “hop-1”?",
        ),
        ("host: SKHCN", "host: SKHNC", "4:7", "không có cơ quan nào mang mã “SKHNC”. Có phải “SKHCN”?"),
        ("day: 2024-07-01", "day: 01/07/2024", "3:6", "“day” phải là ngày dạng NĂM-THÁNG-NGÀY"),
        ("host: SKHCN", "hosts: SKHCN", "4:1", "không có khoá “hosts”. Có phải “host”?"),
        ("name: Họp lần hai\n", "", "1:1", "thiếu khoá “name” (Tên cuộc họp)"),
    ],
)
def test_what_is_wrong_in_its_records_is_told_in_its_words(
    root: Path, typed: str, wrong: str, place: str, message: str
) -> None:
    assert typed in SECOND
    write(root, "records/meetings/hop-2.md", SECOND.replace(typed, wrong))
    (problem,) = told(root)
    assert problem.startswith(f"records/meetings/hop-2.md:{place}: ")
    assert message in problem


def test_a_draft_of_it_is_published_nowhere_and_may_not_be_named(root: Path) -> None:
    write(root, "records/meetings/hop-1.md", FIRST.replace("open: có", "publication: dự thảo"))
    (problem,) = told(root)
    assert "bản ghi công khai không được dẫn “hop-1”" in problem


def test_a_page_may_list_its_section_only_while_it_is_there(root: Path) -> None:
    write(root, "docs/cuoc-hop/index.md", LIST)
    assert told(root) == []
    shutil.rmtree(root / "records/meetings")
    KINDS.remove(MEETINGS)
    try:
        (problem,) = told(root)
    finally:
        KINDS.append(MEETINGS)
    assert "“listing(…)” chỉ nhận" in problem


def test_editors_are_told_its_keys_and_can_begin_a_record(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = Renderer(pages_of(root)).listed("ban-ghi", "../../")
    assert '<section id="meeting"><h2>Cuộc họp</h2>' in html
    assert "<code>agenda.minutes</code>" in html
    assert "<code>records/meetings/</code>." in html
    monkeypatch.chdir(root)
    made = CliRunner().invoke(new, ["meetings", "hop-3"])
    assert made.exit_code == 0, made.output
    text = (root / "records/meetings/hop-3.md").read_text("utf-8")
    assert "\nname:\n" in text
    assert "\n# agenda: # Chương trình. Mỗi điểm một mục.\n" in text
    assert "meetings" in CliRunner().invoke(new, ["--help"]).output


def test_a_folder_that_was_no_kinds_is_offered_by_name(root: Path) -> None:
    _, (problem,) = read_record(b"", "records/meeting/hop-1.md")
    assert problem.hint == "Có phải “meetings”?"


def test_everything_asks_the_one_list() -> None:
    assert kinds.kind_of("meetings/2024/hop-1.md") is MEETINGS
    assert kinds.name_of("meeting") == "cuộc họp"
    assert MEETINGS.section in kinds.sections()
    assert "cuoc-hop" in kinds.listed()
    KINDS.remove(MEETINGS)
    try:
        assert kinds.kind_of("meetings/2024/hop-1.md") is None
        assert "cuoc-hop" not in kinds.listed()
    finally:
        KINDS.append(MEETINGS)
