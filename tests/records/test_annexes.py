"""The annexes of the report pages: indicators against target and period before, the dossier form, charts."""

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from openpyxl import load_workbook

from output import article, by_id, having, text_of

REPORT = "bao-cao/2024-tu-kiem-tra/"
HALF_YEAR = "bao-cao/2024-06-cchc-6-thang/"


@pytest.fixture(scope="module")
def report(built: Path) -> Element:
    return article(built, REPORT)


def rows(table: Element) -> list[dict[str, Element]]:
    """The rows of a table, each with its cells by the heads that a phone shows beside them."""
    found = []
    for row in next(table.iter("tbody")).iter("tr"):
        cells = {cell.get("data-label", ""): cell for cell in row.iter("td")}
        found.append({"": next(row.iter("th")), **cells})
    return found


def row_of(page: Element, title: str) -> dict[str, str]:
    (row,) = [
        row for table in having(page, "cb-indicators") for row in rows(table) if text_of(row[""]) == title
    ]
    return {name: text_of(cell) for name, cell in row.items()}


def figures(site: Path, address: str) -> dict[str, Any]:
    data = json.loads((site / "du-lieu" / f"{address.rstrip('/')}.json").read_bytes())
    return {figure["id"]: figure for figure in data["figures"]}


@pytest.mark.parametrize("address", [REPORT, HALF_YEAR])
def test_every_figure_of_the_data_is_in_the_table_of_its_time_and_every_cell_leads_to_evidence(
    built: Path, address: str
) -> None:
    data = figures(built, address)
    page, evidence = article(built, address), article(built, f"{address}can-cu/")
    shown: list[str] = []
    for table in having(page, "cb-indicators"):
        caption = text_of(next(table.iter("caption")))
        for row in rows(table):
            links = {name: [link.get("href", "") for link in cell.iter("a")] for name, cell in row.items()}
            assert all(links[name] for name in row if name not in ("", "TT", "Đơn vị"))
            for place in (place for found in links.values() for place in found):
                assert by_id(evidence, place.partition("#")[2]) is not None
            id_ = links["Giá trị"][0].partition("#")[2]
            shown.append(id_)
            wanted = (
                "tự khai" if data[id_]["declared"] else "tại ngày" if "as_of" in data[id_] else "trong kỳ"
            )
            assert wanted in caption, id_
            assert text_of(row["Giá trị"]).lower().startswith(data[id_]["text"]), id_
            assert text_of(row["Kỳ trước"]) == "Chưa có số liệu cùng kỳ"
    assert sorted(shown) == sorted(data)


def test_a_missing_target_and_a_verdict_that_only_the_text_declares_are_told_apart(report: Element) -> None:
    assert row_of(report, "Tỷ lệ cung cấp dịch vụ công trực tuyến") == {
        "": "Tỷ lệ cung cấp dịch vụ công trực tuyến",
        "TT": "8",
        "Đơn vị": "%",
        "Giá trị": "85,7% 48/56 [bản gốc in 87%]",
        "Chỉ tiêu": "Chưa rõ mức",
        "Đánh giá": "Báo cáo tự đánh giá: vượt chỉ tiêu đề ra",
        "Kỳ trước": "Chưa có số liệu cùng kỳ",
    }
    silent = row_of(report, "Số thủ tục hành chính thuộc thẩm quyền giải quyết")
    assert (silent["Chỉ tiêu"], "Đánh giá" in silent) == ("Chưa giao chỉ tiêu", False)


TARGET = """\
target:
  direction: không thấp hơn
  holds: suốt kỳ giao
  steps:
    - year: 2023
      value: 99
      source: 59-QD-UBND-2024
    - year: 2024
      value: 85.7
      source: 59-QD-UBND-2024
"""
PREVIOUS = """\
previous:
  start: 2023-06-12
  end: 2023-12-31
  as_of: 2023-12-31
  complete: [thủ tục, văn bản]
"""


def test_a_target_and_a_period_before_are_shown_with_verdict_and_difference(
    copy_site: Callable[[], Path], build: Callable[[Path], "subprocess.CompletedProcess[str]"]
) -> None:
    project = copy_site()
    item = project / "records/indicators/ty-le-dvc-truc-tuyen.md"
    item.write_text(item.read_text("utf-8").replace("order:", f"{TARGET}order:"), "utf-8")
    page = project / f"docs/{REPORT.rstrip('/')}.md"
    page.write_text(page.read_text("utf-8").replace("\nday:", f"\n{PREVIOUS}day:"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    report = article(project / "site", REPORT)
    share = row_of(report, "Tỷ lệ cung cấp dịch vụ công trực tuyến")
    assert share["Chỉ tiêu"] == "không thấp hơn 85,7"
    assert share["Đánh giá"] == "Vượt chỉ tiêu; báo cáo tự đánh giá: vượt chỉ tiêu đề ra"
    assert share["Chênh lệch"].endswith("điểm %")
    assert (
        row_of(report, "Số thủ tục hành chính thuộc thẩm quyền giải quyết")["Chênh lệch"] == "Tăng 4 thủ tục"
    )
    assert row_of(report, "Số hồ sơ nộp trực tuyến")["Kỳ trước"] == "Chưa có số liệu cùng kỳ"
    data = figures(project / "site", REPORT)
    assert data["tthc-dang-hieu-luc"]["previous"] == {
        "value": 52,
        "text": "52",
        "as_of": "2023-12-31",
        "difference": 4,
        "reason": None,
    }
    assert data["ho-so-truc-tuyen"]["previous"]["reason"] == "chưa có số liệu cùng kỳ"
    assert data["ty-le-dvc-truc-tuyen"]["target"] == {
        "direction": "không thấp hơn",
        "year": 2024,
        "value": 85.7,
        "source": "59-QD-UBND-2024",
    }
    evidence = article(project / "site", f"{REPORT}can-cu/")
    assert "giao tại" not in text_of(by_id(evidence, "ty-le-dvc-truc-tuyen-chi-tieu"))
    assert "năm 2024 (Quyết định số 59/QĐ-UBND): vượt chỉ tiêu" in text_of(
        by_id(evidence, "ty-le-dvc-truc-tuyen-chi-tieu")
    )
    before = by_id(evidence, "tthc-dang-hieu-luc-ky-truoc")
    assert text_of(before).startswith("Kỳ trước 52 (ngày 31/12/2023); tăng 4 thủ tục")
    assert "52 bản ghi được tính" in text_of(before)  # with them the page is so large that it shows some
    (chart,) = [chart for chart in having(report, "cb-chart") if "Các tỷ lệ tại ngày" in text_of(chart)]
    assert len(having(chart, "cb-chart__target")) == 1


def test_the_dossier_form_has_its_total_and_its_workbook_says_the_same(built: Path, report: Element) -> None:
    (table,) = having(report, "cb-form")
    heads = [cell for row in next(table.iter("thead")).iter("tr") for cell in row.iter("th")]
    assert sum(int(cell.get("colspan", "1")) for cell in heads[:5]) == 13
    (foot,) = next(table.iter("tfoot")).iter("tr")
    total = [text_of(cell).rstrip("*") for cell in foot.iter("td")]
    assert total == ["16", "14", "2", "0", "16", "16", "0", "0", "0", "0", "0"]
    (link,) = [a for a in report.iter("a") if a.get("href", "").endswith(".xlsx")]
    raw = (built / link.get("href", "").removeprefix("../../")).read_bytes()
    sheet = load_workbook(io.BytesIO(raw)).worksheets[0]
    assert [str(cell.value) for cell in sheet[11]][2:] == total
    listed = {a.get("href") for a in article(built, "du-lieu/").iter("a")}
    assert f"../{link.get('href', '').removeprefix('../../')}" in listed


def test_a_chart_has_a_title_a_description_its_text_as_text_and_its_table_beside_it(report: Element) -> None:
    charts = having(report, "cb-chart")
    assert [text_of(next(chart.iter("figcaption"))) for chart in charts] == [
        "Các tỷ lệ trong kỳ",
        "Các tỷ lệ tại ngày chốt số liệu",
        "Số hồ sơ trong kỳ",
        "Số dịch vụ tại ngày chốt số liệu",
    ]
    captions = [text_of(caption) for caption in report.iter("caption")]
    for chart in charts:
        assert "cb-web" in chart.get("class", "").split()
        (picture,) = chart.iter("svg")
        said = {part.tag: "".join(part.itertext()) for part in picture if part.tag in ("title", "desc")}
        assert said["title"] == text_of(next(chart.iter("figcaption")))
        assert f"{said['title']}: số liệu của biểu đồ" in captions
        values = ["".join(value.itertext()) for value in having(picture, "cb-chart__value")]
        assert values
        assert all(f": {value}" in said["desc"] for value in values)
        assert len(having(picture, "cb-chart__bar")) == len(values)
        assert not [part for part in picture.iter() if part.tag in ("script", "style", "image", "use")]
        assert [part for part in picture.iter() if {"style", "href", "xlink:href"} & set(part.attrib)] == []


def test_the_groups_of_decision_766_have_their_points_no_score_and_say_what_is_missing(built: Path) -> None:
    text = text_of(article(built, f"{REPORT}can-cu/"))
    for group, points in (
        ("Công khai, minh bạch", 18),
        ("Tiến độ, kết quả giải quyết", 20),
        ("Số hóa hồ sơ", 22),
        ("Dịch vụ trực tuyến", 22),
        ("Mức độ hài lòng", 18),
    ):
        assert f"{group} {points} " in text
    assert "Mức độ hài lòng 18 Hồ sơ chưa có số liệu của nhóm này" in text
    assert "trang này không chấm điểm" in text


def test_the_illustration_says_what_it_is_wherever_it_is_shown(built: Path) -> None:
    for address in (HALF_YEAR, f"{HALF_YEAR}can-cu/"):
        assert "Trang minh hoạ. Cơ quan không ký, không ban hành báo cáo này." in text_of(
            article(built, address)
        )
    for address in ("", "bao-cao/"):
        listed = [
            text_of(li) for li in article(built, address).iter("li") if "6 tháng đầu năm 2024" in text_of(li)
        ]
        assert listed
        assert all("Trang minh hoạ" in text for text in listed)
    page = article(built, HALF_YEAR)
    assert not having(page, "cb-signer")
    assert not having(page, "cb-recipients")
    assert "Trang minh hoạ. Cơ quan" not in text_of(article(built, REPORT))


@pytest.mark.parametrize("address", ["", "bao-cao/", "du-lieu/", "chi-so/ty-le-dvc-truc-tuyen/"])
def test_the_signed_report_stands_before_the_illustration(built: Path, address: str) -> None:
    text = text_of(article(built, address))
    assert (
        0
        <= text.index("Báo cáo kết quả tự kiểm tra")
        < text.index("Báo cáo công tác cải cách hành chính 6 tháng")
    )


def test_documents_of_after_the_period_stand_apart_from_what_is_counted(built: Path) -> None:
    evidence = article(built, f"{REPORT}can-cu/")
    assert by_id(evidence, "sau-ky") is not None
    text = text_of(evidence)
    assert re.search(r"Văn bản ban hành sau kỳ báo cáo .*Tờ trình số 34/TTr-SKHCN ngày 24/07/2024", text)
    assert "Văn bản ban hành sau kỳ" not in text_of(article(built, f"{HALF_YEAR}can-cu/"))


def test_a_note_that_lists_nothing_leaves_no_mark_in_the_text(built: Path) -> None:
    page = article(built, HALF_YEAR)
    (listed,) = having(page, "footnote")
    assert len(list(listed.iter("li"))) == len(having(page, "footnote-ref")) == 4
    assert "[^" not in text_of(page)
    assert "Trong kỳ, chưa có quy trình nội bộ giải quyết thủ tục hành chính" in text_of(page)


def test_a_figure_that_rests_on_undated_facts_says_so(built: Path) -> None:
    evidence = article(built, f"{HALF_YEAR}can-cu/")
    undated = "bản ghi không nói nơi công khai có từ ngày nào"
    assert undated in text_of(by_id(evidence, "ty-le-cong-khai-tthc"))
    assert undated not in text_of(by_id(evidence, "ty-le-dvc-truc-tuyen"))
