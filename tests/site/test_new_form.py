"""A new official form is one data file and one filled form: on the web, in Word, PDF, workbook and data."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import openpyxl
import pypdfium2
import pytest

from output import article, text_of

FORM = """---
title: Kết quả giải quyết thủ tục hành chính
symbol: Thử-07/MẪU
legal_basis: Thông tư thử nghiệm
since: 2024-02-01
replaces: ii06a-vpcp
unit: số hồ sơ
counted: hồ sơ
columns:
  - {key: received_total, label: Tổng số, group: [Tiếp nhận]}
  - {key: received_full, label: Toàn trình, group: [Tiếp nhận, Trong kỳ, Trực tuyến]}
  - {key: received_part, label: Một phần, group: [Tiếp nhận, Trong kỳ, Trực tuyến]}
  - {key: received_other, label: Cách khác, group: [Tiếp nhận, Trong kỳ]}
  - {key: resolved_total, label: Tổng số, group: [Đã giải quyết]}
  - {key: resolved_on_time, label: Đúng hạn, group: [Đã giải quyết]}
  - {key: resolved_overdue, label: Quá hạn, group: [Đã giải quyết]}
  - {key: rate, label: Tỷ lệ đúng hạn, unit: "%"}
identities:
  - {column: received_total, equals: [received_full, received_part, received_other]}
  - {column: resolved_total, equals: [resolved_on_time, resolved_overdue]}
---
"""
FILLED = """---
title: Kết quả quý I năm 2024 của xã
form: bieu-thu
organisation: XA
period:
  start: 2024-01-01
  end: 2024-03-31
table: quy-mot.csv
extra: ["Trả lại, rút"]
---
"""
TABLE = """\
,,Đã giải quyết,,,Tiếp nhận,,,,,
STT,ĐƠN  VỊ,Tổng số,Quá hạn,Đúng hạn,Trong kỳ,,,Tổng số,Tỷ lệ đúng hạn,"Trả lại, rút"
,,,,,Cách khác,Trực tuyến,,,,
,,,,,,Một phần,Toàn trình,,,
1,Hộ tịch,8,1,7,2,3*,4,9,87.5%,1
2,Việc khác,?,1,,0,0,2,2,,
"""
PAGE = "docs/bao-cao/2024-quy-mot.md"


def with_form(project: Path) -> Path:
    for path, text in (
        ("records/forms/bieu-thu.md", FORM),
        ("records/observations/quy-mot.md", FILLED),
        ("records/observations/quy-mot.csv", TABLE),
    ):
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    page = project / PAGE
    text = page.read_text("utf-8")
    page.write_text(
        f'{text}\n## Phụ lục\n\n{{{{ dossier_form() }}}}\n\n{{{{ form("bieu-thu") }}}}\n', "utf-8"
    )
    return project


@pytest.fixture
def made(copy_sample: Callable[..., Path], build: Callable[..., CompletedProcess[str]]) -> Path:
    project = with_form(copy_sample())
    page = project / PAGE
    page.write_text(page.read_text("utf-8") + '\n{{ form("ii07b-vpcp") }}\n', "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


NUMBERS = ["9", "4", "3", "2", "8", "7", "1", "87,5%"]


def test_a_form_that_replaces_another_is_shown_on_every_medium_without_a_line_of_code(made: Path) -> None:
    page = article(made, "bao-cao/2024-quy-mot/")
    own, named, counted = (one for one in page.iter("table") if one.get("class") == "cb-form")
    assert text_of(own) == text_of(named), "dossier_form() is the form that has replaced II.06a by then"
    assert "Biểu Thử-07/MẪU. Kỳ 01/01/2024 – 31/03/2024" in text_of(own)
    rows = [[text_of(cell) for cell in row] for row in own.iter("tr")]
    assert ["1", "Hộ tịch", *NUMBERS] in [[cell.replace("*", "") for cell in row] for row in rows]
    assert ["2", "Việc khác", "2", "2", "0", "0", "?", "?", "1", "?"] in rows
    assert ["Tổng cộng", "11", "6", "3*", "2", "?", "?", "2", "?"] in rows
    around = next(one for one in page.iter("div") if "cb-table--wide" in str(one.get("class")))
    assert (around.get("tabindex"), around.get("role")) == ("0", "region")
    assert around.get("aria-label") == "Biểu Thử-07/MẪU"

    document = docx.Document(str(next(made.glob("**/*quy-mot*.docx"))))
    table = next(one for one in document.tables if "Hộ tịch" in [cell.text for cell in one.columns[1].cells])
    (line,) = ([cell.text for cell in row.cells] for row in table.rows if row.cells[1].text == "Hộ tịch")
    assert [cell.replace("*", "") for cell in line] == ["1", "Hộ tịch", *NUMBERS]

    pdf = pypdfium2.PdfDocument(next(made.glob("**/*quy-mot*.pdf")))
    words = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Thử-07/MẪU" in words
    assert "87,5%" in words

    first = ["1", "3", *["?"] * 11]
    assert [text_of(cell) for cell in next(counted.iter("tbody")).iter("td")] == first
    assert "đếm từ sổ thủ tục" in text_of(page)
    (line,) = (row for row in document.tables[-1].rows if row.cells[0].text == "1")
    assert [cell.text for cell in line.cells][2:] == first[1:]
    assert "II.07b/VPCP/KSTT" in words

    other, book = sorted(made.glob("du-lieu/bao-cao/2024-quy-mot-*.xlsx"))
    assert (other.name, book.name) == ("2024-quy-mot-II07b.xlsx", "2024-quy-mot-Thu-07.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(book.read_bytes())).worksheets[0]
    merged = {str(area): sheet[str(area).split(":")[0]].value for area in sheet.merged_cells.ranges}
    assert merged["C6:F6"] == "Tiếp nhận"
    assert merged["D8:E8"] == "Trực tuyến"
    assert merged["J6:J9"] == "Tỷ lệ đúng hạn"

    stated = json.loads((made / "du-lieu/so-lieu.json").read_text())
    (filled,) = (one for one in stated if one["id"] == "quy-mot")
    first = filled["rows"][0]
    keys = ("received_total", "received_full", "received_part", "received_other")
    assert [first["counts"][key] for key in keys] == [9, 4, 3, 2]
    assert [first["counts"][key] for key in ("resolved_total", "resolved_on_time", "rate")] == [8, 7, 87.5]
    assert first["inferred"] == ["received_part"]
    assert first["extra"] == {"Trả lại, rút": "1"}
    assert first["field"] == "ho-tich"
    assert filled["rows"][1]["unknown"] == ["resolved_total", "resolved_on_time", "rate"]
    forms = {one["id"]: one for one in json.loads((made / "du-lieu/bieu.json").read_text())}
    assert forms["bieu-thu"]["replaces"] == ["ii06a-vpcp"]
    assert "Trả lại, rút" in text_of(article(made, "so-lieu/quy-mot/"))
    assert "(3) = (4)+(5)+(6)" in text_of(article(made, "so-lieu/bieu-thu/"))


def test_the_form_that_was_replaced_is_kept_by_the_reports_of_its_time(
    copy_sample: Callable[..., Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = with_form(copy_sample())
    form = project / "records/forms/bieu-thu.md"
    form.write_text(form.read_text().replace("since: 2024-02-01", "since: 2024-08-01"))
    done = build(project)
    assert done.returncode == 0, done.stderr
    captions = [
        text_of(next(one.iter("caption")))
        for one in article(project / "site", "bao-cao/2024-sau-thang/").iter("table")
        if one.get("class") == "cb-form"
    ]
    assert captions == [
        "Biểu II.06a/VPCP/KSTT. Kỳ 01/01/2024 – 30/06/2024. Đơn vị: số hồ sơ thủ tục hành chính"
    ]


def original(project: Path) -> Path:
    file = next(project.glob("records/statistics/dossiers/*.md"))
    text = re.sub(
        r"received_online: (\d+)", lambda found: f"received_online: {int(found[1]) + 1}", file.read_text()
    )
    file.write_text(text)
    return file


def test_a_signed_original_whose_sums_fail_is_published_with_what_explains_it(
    copy_sample: Callable[..., Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = copy_sample()
    file = original(project)
    refused = build(project)
    assert refused.returncode == 1
    assert "[dossier-identity]" in refused.stderr
    note = "  - {column: received_total, note: Bản gốc cộng thiếu một hồ sơ.}\n"
    copied = f"original: có\nexplained:\n{note}stated_in:"
    file.write_text(file.read_text().replace("stated_in:", copied))
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert "form-finding" not in done.stderr
    page = text_of(article(project / "site", "bao-cao/2024-sau-thang/"))
    assert "Giải thích: Bản gốc cộng thiếu một hồ sơ." in page
    file.write_text(re.sub(r"explained:\n.*\n", "", file.read_text()))
    checked = subprocess.run(["congbo", "check"], cwd=project, capture_output=True, text=True, check=False)
    assert "cảnh báo: cột (3) = " in checked.stdout
    assert "[form-finding]" in checked.stdout


ROWS = """---
title: Biểu II.06a sáu tháng đầu năm 2024
form: ii06a-vpcp
organisation: XA
period:
  start: 2024-01-01
  end: 2024-06-30
stated_in:
  report: 2024-sau-thang
table: sau-thang.csv
---
"""


def test_a_sealed_report_of_a_filled_form_can_be_computed_again_by_a_stranger(
    copy_sample: Callable[..., Path], build: Callable[..., CompletedProcess[str]]
) -> None:
    project = copy_sample()
    lines: list[list[str]] = []
    for file in sorted(project.glob("records/statistics/dossiers/*.md")):
        text = file.read_text()
        counts = re.findall(r"^  (\w+): (\d+)$", text, re.MULTILINE)
        title = re.search(r"^title: (.*)$", text, re.MULTILINE)
        assert title is not None
        lines = lines or [["Đơn vị", *(key for key, _ in counts)]]
        lines.append([title[1], *(number for _, number in counts)])
        file.unlink()
    (project / "records/observations").mkdir(exist_ok=True)
    (project / "records/observations/sau-thang.md").write_text(ROWS)
    (project / "records/observations/sau-thang.csv").write_text("\n".join(map(",".join, lines)) + "\n")
    sealed = subprocess.run(
        ["congbo", "seal", "2024-sau-thang"], cwd=project, capture_output=True, text=True, check=False
    )
    assert sealed.returncode == 0, sealed.stdout + sealed.stderr
    done = build(project)
    assert done.returncode == 0, done.stderr
    seal = json.loads((project / "site/du-lieu/bao-cao/2024-sau-thang.seal.json").read_text())
    shown = seal["seal"]["shown"]
    assert "observation/sau-thang" in shown["records"]
    assert any("observation/sau-thang" in one.get("records", {}) for one in shown["figures"].values())
    verifier = project / "site/du-lieu/verify.py"
    again = subprocess.run([sys.executable, str(verifier)], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stdout + again.stderr
    changed = project / "site/du-lieu/so-lieu.json"
    changed.write_text(re.sub(r'"received_online": 20', '"received_online": 21', changed.read_text()))
    wrong = subprocess.run([sys.executable, str(verifier)], capture_output=True, text=True, check=False)
    assert wrong.returncode == 1, wrong.stdout
