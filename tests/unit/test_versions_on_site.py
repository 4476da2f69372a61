"""What a site and its reports say of keys that change: each page and file is right for its own day."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner
from test_cases import BASE, TODAY

from congbo.cli import main
from congbo.export import csv, search
from congbo.export.atom import Feeds
from congbo.export.json import procedures
from congbo.export.jsonld import StructuredData
from congbo.export.sitemap import files as sitemap
from congbo.figures.changes import changes, changes_of, coming, past
from congbo.figures.conditions import CONDITIONS, Candidate
from congbo.figures.frame import Frame
from congbo.pages.addresses import AddressTable, Taken, claims
from congbo.pages.page import Page
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.problems import Problem
from congbo.records.reader import Places
from congbo.records.record import Period
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.rules.rulebook import SiteToCheck
from congbo.rules.symbols import document_symbol
from congbo.words.vocabulary import Subject
from sample import around, document, event, field, indicator, organisation, procedure, report

BY = "348-QD-UBND-2024"
CHANGE = "2024-07-01"
PAPERS = [{"name": f"Giấy tờ {number}"} for number in range(9)]
RECORDS = [
    field("so-huu-tri-tue"),
    document(BY, "decisions"),
    document("46-KH-SKHCN-2024", issued="2024-02-05"),
    organisation("UBND", name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh"),
    organisation("A", name="Phòng A"),
    organisation("C", name="Phòng C"),
    organisation(
        "SKHCN",
        name=[{"value": "Sở Cũ"}, {"since": CHANGE, "by": BY, "value": "Sở Mới"}],
        parent=[{"value": "A"}, {"since": CHANGE, "value": "UBND"}],
    ),
    procedure(
        "p1",
        name=[{"value": "Cấp giấy cũ"}, {"since": CHANGE, "by": BY, "value": "Cấp giấy mới"}],
        receiving=[{"value": "A"}, {"since": CHANGE, "by": BY, "value": "SKHCN"}],
        applicants=[{"value": ["cá nhân"]}, {"since": CHANGE, "value": ["tổ chức"]}],
        dossier=[{"value": PAPERS}, {"since": CHANGE, "by": BY, "value": [*PAPERS[:2], {"name": "Tờ khai"}]}],
    ),
    procedure("p2", name="Việc khác", receiving="C"),
]
DAYS = around(CHANGE)


def pages(day: date, records: Iterable[object] = RECORDS) -> Pages:
    register = Register(records)  # type: ignore[arg-type]
    return Pages(Site(Path(), register, (), (), ()), day, "https://congbo.example/")


def renderer(found: Pages) -> Renderer:
    return Renderer(found, structured_data=StructuredData(found))


@pytest.mark.parametrize("day", DAYS)
def test_every_list_page_and_file_of_a_site_says_what_holds_on_its_day(day: date) -> None:
    found = pages(day)
    made = renderer(found)
    new = day >= date.fromisoformat(CHANGE)
    name, other = ("Cấp giấy mới", "Cấp giấy cũ")[:: 1 if new else -1]
    body = "Sở Mới" if new else "Phòng A"
    page = made.page(found.of(found.register.procedures["p1"]))
    assert f"<h1>{name}</h1>" in page
    assert f">{body}</a>" in page
    listed = made.listed("thu-tuc", "../")
    assert f">{name}</a>" in listed
    assert other not in listed
    (first, _) = procedures(found)
    assert (first["name"], first["receiving"], len(first["dossier"])) == (
        name,
        "SKHCN" if new else "A",
        3 if new else 9,
    )
    (row, _) = csv.procedure_rows(found)
    assert (row[2], row[11], row[12]) == (name, body, "tổ chức" if new else "cá nhân")
    entry = search.entry(found.procedures_on_day["p1"], found)
    assert (entry.name, entry.keywords) == (name, (other,))
    assert ("Sở Mới" if new else "Sở Cũ") in made.listed("co-quan", "../")


def test_a_body_receives_on_its_page_what_it_receives_on_the_day() -> None:
    for day in DAYS:
        found = pages(day)
        page = renderer(found).page(found.of(found.register.organisations["SKHCN"]))
        assert ("Thủ tục tiếp nhận tại đây" in page) is (day >= date.fromisoformat(CHANGE))
        assert "Tên cơ quan: Sở Mới (trước đó: Sở Cũ), theo " in page
        assert "Cơ quan cấp trên: Ủy ban nhân dân tỉnh (trước đó: Phòng A)" in page


def test_the_change_is_told_with_before_and_after_in_words() -> None:
    register = Register(RECORDS)
    told = {change.headline: change.decision for change in changes(register)}
    assert told == {
        "Tên cơ quan: Sở Mới (trước đó: Sở Cũ)": BY,
        "Cơ quan cấp trên: Ủy ban nhân dân tỉnh (trước đó: Phòng A)": "",
        "Tên thủ tục: Cấp giấy mới (trước đó: Cấp giấy cũ)": BY,
        "Nơi tiếp nhận: Sở Mới (trước đó: Phòng A)": BY,
        "Đối tượng thực hiện: thêm 01 mục: “tổ chức”; bỏ 01 mục: “cá nhân”": "",
        "Thành phần hồ sơ: thêm 01 mục: “Tờ khai”; bỏ 07 mục: “Giấy tờ 2”, “Giấy tờ 3”, “Giấy tờ 4”,"
        " “Giấy tờ 5”, “Giấy tờ 6” và 02 mục khác": BY,
    }
    anchors = [change.anchor for change in changes(register)]
    assert len(anchors) == len(set(anchors))
    before, on, _ = DAYS
    assert (len(coming(changes(register), before)), len(past(changes(register), on))) == (6, 6)


def test_a_body_that_changes_is_among_the_changes_of_its_day_and_in_the_feed_of_all_alone() -> None:
    for day in DAYS:
        found = pages(day)
        page, feeds = renderer(found).listed("thay-doi", "../"), Feeds(found)
        past_months = page.partition('id="2024-07"')[2]
        told = day >= date.fromisoformat(CHANGE)
        assert ('id="co-quan-SKHCN-2024-07-01-ten-co-quan-' in past_months) is told
        assert 'id="co-quan-SKHCN-2024-07-01-ten-co-quan-' in page
        assert ("Tên cơ quan: Sở Mới" in feeds.of_all().decode()) is told
        assert "Sở Mới" not in feeds.of_field(found.register.fields["so-huu-tri-tue"]).decode().replace(
            "Nơi tiếp nhận: Sở Mới", ""
        )


def test_a_change_of_a_group_a_detail_or_an_order_is_said_and_a_long_text_is_cut() -> None:
    long = "điều kiện " * 60
    record = procedure(
        "p1",
        authority=[
            {"value": {"decides": "A", "handles": "B"}},
            {"since": "2024-01-01", "value": {"decides": "C"}},
        ],
        steps=[{"value": ["x", "y"]}, {"since": "2024-01-02", "value": ["y", "x"]}],
        dossier=[
            {"value": [{"name": "Đơn"}]},
            {"since": "2024-01-03", "value": [{"name": "Đơn", "copies": "2"}]},
        ],
        conditions=[{"value": "Không"}, {"since": "2024-01-04", "value": long}],
        dossier_sets=[{"since": "2024-01-05", "value": "2"}],
    )
    told = [change.headline for change in sorted(changes_of(record), key=lambda change: change.day)]
    assert told[:3] == [
        "Thẩm quyền: Cơ quan quyết định: C (trước đó: A); Cơ quan thực hiện: không còn (trước đó: B)",
        "Trình tự thực hiện: xếp lại thứ tự",
        "Thành phần hồ sơ: sửa 01 mục: “Đơn”",
    ]
    assert told[3].endswith("điều kiện… (trước đó: Không)")
    assert len(told[3]) < 220
    assert told[4] == "Số bộ hồ sơ: 2"


def test_a_feed_tells_of_the_change_from_its_day_on() -> None:
    for day in DAYS:
        feed = Feeds(pages(day)).of_all().decode()
        assert ("Nơi tiếp nhận: Sở Mới (trước đó: Phòng A)" in feed) is (day >= date.fromisoformat(CHANGE))


def version_pages(found: Pages) -> list[Page]:
    return [page for page in found if page.template == "version.html"]


@pytest.mark.parametrize("day", DAYS)
def test_only_a_procedure_with_versions_has_them_on_its_page_and_at_addresses_that_last(day: date) -> None:
    found = pages(day)
    made = {page.address: renderer(found).page(page) for page in version_pages(found)}
    assert list(made) == ["thu-tuc/p1/ban-dau/", "thu-tuc/p1/tu-2024-07-01/"]
    old, new = made.values()
    assert "<h1>Cấp giấy cũ</h1>" in old
    assert "<h1>Cấp giấy mới</h1>" in new
    states = (
        ("hiện nay", "chưa áp dụng")
        if day < date.fromisoformat(CHANGE)
        else ("không còn áp dụng", "hiện nay")
    )
    assert [f"({state})" in html for state, html in zip(states, (old, new), strict=True)] == [True, True]
    assert ">Phòng A</a>" in old
    assert {page.canonical for page in version_pages(found)} == {"thu-tuc/p1/"}
    page = renderer(found).page(found.of(found.register.procedures["p1"]))
    assert page.count("<details id=") == 2
    assert all(address in page for address in made)
    assert "phien-ban" not in renderer(found).page(found.of(found.register.procedures["p2"]))


def test_pages_of_versions_have_their_addresses_and_are_in_no_sitemap() -> None:
    found = pages(DAYS[1])
    table = AddressTable(claims(found))
    assert not table.refused
    assert [row.address for row in table.rows.values() if row.taken is Taken.VERSION] == [
        "thu-tuc/p1/ban-dau/index.html",
        "thu-tuc/p1/tu-2024-07-01/index.html",
    ]
    listed = b"".join(file.content() for file in sitemap(found) if file.address.endswith(".xml"))
    assert b"thu-tuc/p1/</loc>" in listed
    assert b"tu-2024-07-01" not in listed


def test_a_procedure_whose_level_alone_changes_has_no_versions() -> None:
    level = [{"value": "một phần"}, {"since": "2024-01-01", "value": "toàn trình"}]
    assert version_pages(pages(DAYS[0], [field("so-huu-tri-tue"), procedure("p1", online_level=level)])) == []


def test_a_report_keeps_the_names_of_its_own_last_day_whatever_came_later() -> None:
    later = [
        organisation(
            "SKHCN", name=[{"value": "Sở Cũ"}, {"since": "2024-07-25", "value": "Sở Mới"}], symbol="SKHCN"
        ),
        document("46-KH-SKHCN-2024", issued="2024-02-05"),
    ]
    found = report('{{ cite("46-KH-SKHCN-2024") }}\n', *later)
    assert found.frame.last_day == date(2024, 7, 24)
    assert found.register.organisations["SKHCN"].name == "Sở Cũ"
    assert Register(later).on(date(2024, 7, 25)).organisations["SKHCN"].name == "Sở Mới"


def test_a_frame_ends_with_the_latest_of_its_days() -> None:
    period = Period.model_validate({"start": "2024-01-01", "end": "2024-06-30"})
    end, later, last = date(2024, 6, 30), date(2024, 7, 20), date(2024, 7, 24)
    assert Frame(period, end, end).last_day == end
    assert Frame(period, later, end).last_day == later
    assert Frame(period, end, last).last_day == last


def test_a_figure_counts_by_what_a_record_said_on_the_day_of_the_figures() -> None:
    counting = indicator("dem", {"count": "thủ tục", "where": {"receiving": "A"}})
    for since, value in (
        ("2024-07-20", 0),
        ("2024-07-21", 1),
    ):  # the figures are of 20/07, the report of 24/07
        moved = procedure("p1", receiving=[{"value": "A"}, {"since": since, "value": "B"}])
        found = report("", counting, moved, organisation("A"), organisation("B"), field("so-huu-tri-tue"))
        assert found.figures["dem"].value == value


@pytest.mark.parametrize("key", ["field", "receiving"])
def test_a_condition_on_a_key_that_changes_asks_for_the_day(key: str) -> None:
    record = procedure("p1", **{key: [{"value": "A"}, {"since": CHANGE, "value": "B"}]})
    period = Period.model_validate({"start": "2024-01-01", "end": "2024-12-31"})
    test = CONDITIONS[Subject.PROCEDURES][key].test
    for day in DAYS:
        holds = "B" if day >= date.fromisoformat(CHANGE) else "A"
        frame = Frame(period, day, date(2025, 1, 1))
        met = [not test(Candidate(record), (value,), frame, Register([])) for value in ("A", "B")]
        assert met == [holds == "A", holds == "B"]


def symbols_told(issued: str, number: str) -> list[Problem]:
    body = organisation("SKHCN", symbol=[{"value": "SKHCN"}, {"since": CHANGE, "value": "SKHCNM"}])
    id_ = number.replace("/", "-") + "-2024"
    places = Places(Path())
    places.of = lambda *args, **rest: (1, 1)  # type: ignore[method-assign]
    site = SiteToCheck(Register([body, document(id_, number=number, issued=issued)]), places, TODAY)
    return list(document_symbol(site))


def test_a_document_bears_the_letters_that_its_issuer_had_on_its_day() -> None:
    assert symbols_told("2024-06-30", "1/KH-SKHCN") == []
    assert symbols_told("2024-07-01", "1/KH-SKHCNM") == []
    (early,) = symbols_told("2024-06-30", "1/KH-SKHCNM")
    (late,) = symbols_told("2024-07-01", "1/KH-SKHCN")
    assert early.rule == late.rule == "symbol-issuer"


RECORD = """\
---
name:
  - value: Cấp giấy cũ
  - since: 2024-07-01
    value: Cấp giấy mới
code: 1.011937
field: so-huu-tri-tue
receiving: SKHCN
fees:
  - items: không
online_level:
  - value: một phần
  - since: 2024-07-01
    value: toàn trình
former_ids: p-cu
---
"""


def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "records/procedures/so-huu-tri-tue/1.011937.md").write_text(RECORD, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["show", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("called", ["1.011937", "p-cu", "records/procedures/so-huu-tri-tue/1.011937.md"])
def test_show_prints_a_record_as_it_holds_on_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: str
) -> None:
    for day, name, level in (
        ("2024-06-30", "Cấp giấy cũ", "một phần"),
        ("2024-07-01", "Cấp giấy mới", "toàn trình"),
    ):
        code, output = shown(tmp_path, monkeypatch, called, "--day", day)
        assert code == 0
        assert f"\nTên thủ tục: {name}\n" in output
        assert f"Mức độ trực tuyến: {level}\n" in output
        assert "\nPhí, lệ phí: Các khoản: không\n" in output
        assert "\nNơi tiếp nhận: Sở Khoa học và Công nghệ tỉnh Mẫu (SKHCN)\n" in output
        assert "  - 01/07/2024: Tên thủ tục: Cấp giấy mới (trước đó: Cấp giấy cũ)\n" in output
        assert "\nChưa rõ: Tên ngắn, " in output


def test_show_of_a_document_and_an_organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(tmp_path, monkeypatch, "46/KH-SKHCN")[1].startswith("Văn bản 46-KH-SKHCN-2024, ngày ")
    assert shown(tmp_path, monkeypatch, "SKHCN")[1].startswith("Cơ quan SKHCN, ngày ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SKHC"], "không có bản ghi nào mang mã “SKHC”, hoặc không đọc được. Có phải cơ quan “SKHCN”?"),
        (
            ["records/organisations/1.011937.md"],
            "không có bản ghi nào mang mã “records/organisations/1.011937.md”, hoặc không đọc được.",
        ),
        (["SKHCN", "--day", "1/7/2024"], "--day phải là ngày dạng NĂM-THÁNG-NGÀY (đang là '1/7/2024')"),
        (["SKHCN", "--day", "2024-02-30"], "--day phải là ngày có thật: tháng 2/2024 có các ngày từ 01"),
        ([], "còn thiếu MÃ"),
    ],
)
def test_show_says_plainly_what_it_cannot_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    code, output = shown(tmp_path, monkeypatch, *arguments)
    assert code == 2
    assert output.startswith(f"congbo: {said}")
    assert len(output.splitlines()) == 1


def test_structured_data_has_the_other_names(tmp_path: Path) -> None:
    found = pages(DAYS[1])
    data = json.loads(str(StructuredData(found)(found.register.procedures["p1"])))
    assert (data["name"], data["alternateName"]) == ("Cấp giấy mới", ["Cấp giấy cũ"])


def test_an_amendment_told_as_an_event_makes_no_version_of_its_own() -> None:
    amended = procedure("p1", events=[event("sửa đổi, bổ sung", CHANGE)])
    assert version_pages(pages(DAYS[0], [field("so-huu-tri-tue"), document(BY, "decisions"), amended])) == []
