"""A sealed report: what moves it, what does not, what a rectification covers, and what a rename leaves."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sealed import (
    PAGE,
    PLAN,
    PROCEDURE,
    SEAL,
    STATISTIC,
    Edit,
    chain,
    edit,
    problems,
    put,
    rectify,
    report,
    seal_of,
    sealed_site,
    told,
    write,
)
from test_cases import BASE

from congbo.reports import sealing, seals
from congbo.reports.sealing import drift, plain, title_of, words
from congbo.reports.seals import figure_text
from congbo.words.vocabulary import SealedPart


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The base site, its report sealed."""
    return sealed_site(tmp_path / "site")


def test_a_report_that_was_just_sealed_holds(site: Path) -> None:
    assert told(site) == []


def test_a_report_that_is_not_sealed_does_not_drift() -> None:
    assert drift(report(BASE)) == []
    assert sealing.changes(report(BASE)) == []


def test_a_seal_is_the_same_bytes_each_time_and_reads_back(site: Path) -> None:
    raw = (site / SEAL).read_bytes()
    assert seals.encoded(seal_of(report(BASE))) == raw
    found, said = seals.read_seal(raw, SEAL, "mau")
    assert said == []
    assert found == report(site).chain
    assert re.fullmatch(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", found.mark if found else "")
    assert seals.encoded(seal_of(report(BASE), date(2024, 7, 11))) != raw


INDICATOR = "records/indicators/ke-hoach-cchc.md"
DOSSIERS = "records/statistics/dossiers/ii06a-SKHCN-2024-06-30.md"
SKHCN = "records/organisations/SKHCN.md"
FIELD = "records/fields/cai-cach-hanh-chinh.md"
NOT_SHOWN: dict[str, tuple[str, Edit]] = {
    "a comment": (STATISTIC, put("value: 54", "value: 54  # đã đếm lại")),
    "quotes": (STATISTIC, put("measure: tai-khoan", "measure: 'tai-khoan'")),
    "the order of keys": (STATISTIC, put("value: 54\nunit: tài khoản", "unit: tài khoản\nvalue: 54")),
    "Windows line ends": (STATISTIC, put("\n", "\r\n")),
    "blank lines after the body": (STATISTIC, lambda text: f"{text}\n\n"),
    "a body": (STATISTIC, lambda text: f"{text}\nLời của người biên tập.\n"),
    "a default written out": (STATISTIC, put("value:", "publication: công khai\nvalue:")),
    "a doubt": (STATISTIC, put("value:", "doubts: Cần xem lại.\nvalue:")),
    "an end of effect after the report": (PLAN, put("issuer:", "expired: 2025-01-01\nissuer:")),
    "a subject that the report does not print": (PLAN, put("subject: về", "subject: để")),
    "a year that no condition asks for": (PLAN, put("applies_to: 2024", "applies_to: 2025")),
    "a topic that no condition asks for": (PLAN, put("topics: cai-cach-hanh-chinh\n", "")),
    "a source": (DOSSIERS, put("title:", "doubts: Chưa có dấu.\ntitle:")),
    "a record that the report does not use": (PROCEDURE, put("name: ", "name: Cấp lại ")),
    "a later event of a procedure": (
        PROCEDURE,
        lambda text: text.replace(
            "events:\n",
            "events:\n  - action: bãi bỏ\n    effective: 2025-01-01\n    decision: 134-QD-UBND-2024\n",
        ),
    ),
    "the summary of a procedure": (PROCEDURE, put("code:", "summary: Một câu.\ncode:")),
    "the name of a field": (FIELD, put("name: ", "name: Việc ")),
    "where a named body sits": (SKHCN, put("symbol:", "address: Số 68\nsymbol:")),
    "a short name that the report does not print": (SKHCN, put("short_name: Sở", "short_name: S.")),
    "Windows line ends of the page": (PAGE, put("\n", "\r\n")),
    "a comment in the page": (PAGE, put("as_of:", "# ngày chốt\nas_of:")),
    "the page's description for search engines": (PAGE, put("as_of:", "description: Một câu.\nas_of:")),
    "where lines of a paragraph are broken": (PAGE, put("tỷ lệ hồ sơ", "tỷ lệ\nhồ sơ")),
    "the spelling of a call": (PAGE, put('{{ figure("tai-khoan") }}', "{{figure('tai-khoan')}}")),
    "empty lines between paragraphs": (PAGE, put("\n\n## I", "\n\n\n\n## I")),
}  # fmt: skip


@pytest.mark.parametrize(("path", "change"), NOT_SHOWN.values(), ids=NOT_SHOWN)
def test_what_the_report_does_not_show_breaks_no_seal(site: Path, path: str, change: Edit) -> None:
    edit(site, path, change)
    assert told(site) == []


def test_a_new_record_that_only_nearly_counts_breaks_no_seal(site: Path) -> None:
    later = (site / PLAN).read_text("utf-8").replace("46/", "47/").replace("2024", "2025")
    file = site / "records/plans/2025/47-KH-SKHCN-2025.md"
    file.parent.mkdir()
    file.write_text(later, "utf-8")
    assert told(site) == []
    missed = [miss.candidate.record.id for miss in report(site).figures["ke-hoach-cchc"].excluded]
    assert "47-KH-SKHCN-2025" in missed


def test_an_indicator_made_later_is_not_a_figure_of_a_sealed_report(site: Path) -> None:
    shutil.copy(site / INDICATOR, site / "records/indicators/moi.md")
    assert told(site) == []
    assert "moi" not in report(site).figures


SINCE = "báo cáo “mau” niêm phong ngày 10/07/2024"
LONG = (
    " ban hành [ke-hoach-cchc] kế hoạch[^ke-hoach]; tỷ lệ hồ sơ nộp trực tuyến là [ty-le-truc-tuyen],"
    " với [tai-khoan] tài khoản."
)
OF_PLAN = "số liệu: ke-hoach-cchc (01 → 02)"
SHOWN: dict[str, tuple[str, Edit, list[str]]] = {
    "a value": (
        STATISTIC,
        put("value: 54", "value: 55"),
        [
            f"{STATISTIC}:1:1: bản ghi “tai-khoan-2024-06-30” trong {SINCE} trước là “54 tài khoản”,"
            " nay là “55 tài khoản”; số liệu: tai-khoan (54 → 55)"
        ],
    ),
    "what a value is of": (
        STATISTIC,
        put("title: Số tài khoản", "title: Tổng số tài khoản"),
        [
            f"{STATISTIC}:1:1: bản ghi “tai-khoan-2024-06-30” trong {SINCE} trước là “Số tài khoản điện tử"
            " công vụ”, nay là “Tổng số tài khoản điện tử công vụ”; số liệu: tai-khoan (54, không đổi;"
            " tên: Số tài khoản điện tử công vụ → Tổng số tài khoản điện tử công vụ)",
        ],
    ),
    "where a value is stated": (
        STATISTIC,
        put("  report: mau", "  report: mau\n  place: mục I"),
        [
            f"{PAGE}:18:42: số liệu “tai-khoan” của {SINCE} trước là “nơi khai: không có”,"
            " nay là “nơi khai: mục I”"
        ],
    ),
    "the definition of a figure": (
        INDICATOR,
        put("kind: kế hoạch", "kind: [kế hoạch, báo cáo]"),
        [
            f"{INDICATOR}:5:3: số liệu “ke-hoach-cchc” của {SINCE} trước là “cách tính: đếm văn bản: loại văn"
            " bản là kế hoạch, cơ quan ban hành là SKHCN, ngày ban hành là trong kỳ”, nay là “cách tính:"
            " đếm văn bản: loại văn bản là kế hoạch hoặc báo cáo, cơ quan ban hành là SKHCN, ngày ban hành"
            " là trong kỳ”"
        ],
    ),
    "the title of a figure": (
        INDICATOR,
        put("title: Số", "title: Tổng số"),
        [
            f"{INDICATOR}:2:8: số liệu “ke-hoach-cchc” của {SINCE} trước là “tên: Số kế hoạch cải cách hành"
            " chính đã ban hành”, nay là “tên: Tổng số kế hoạch cải cách hành chính đã ban hành”"
        ],
    ),
    "the unit of a figure": (
        INDICATOR,
        put("unit: văn bản", "unit: kế hoạch"),
        [
            f"{INDICATOR}:3:7: số liệu “ke-hoach-cchc” của {SINCE} trước là “đơn vị: văn bản”,"
            " nay là “đơn vị: kế hoạch”"
        ],
    ),
    "a name of a body": (
        SKHCN,
        put("tỉnh Mẫu", "tỉnh Mới"),
        [
            f"{SKHCN}:2:7: tên cơ quan “SKHCN” trong {SINCE} trước là “Sở Khoa học và Công nghệ tỉnh Mẫu”,"
            " nay là “Sở Khoa học và Công nghệ tỉnh Mới”"
        ],
    ),
    "the title of the report": (
        PAGE,
        put("title: Báo cáo mẫu", "title: Báo cáo khác"),
        [f"{PAGE}:2:1: khoá “title” của {SINCE} trước là “Báo cáo mẫu”, nay là “Báo cáo khác”"],
    ),
    "the prose": (
        PAGE,
        put("Sở đã ban hành", "Sở có ban hành"),
        [
            f"{PAGE}:17:1: lời văn của {SINCE} trước là “Sở đã{LONG}”, nay là “Sở có{LONG}”"
        ],
    ),
    "a paragraph more": (
        PAGE,
        lambda text: f"{text}\nThêm một đoạn.\n",
        [f"{PAGE}:22:1: lời văn của {SINCE} trước là “không có”, nay là “Thêm một đoạn.”"],
    ),
    "the words of a note": (
        PAGE,
        put("[^ke-hoach]: {{", "[^ke-hoach]: Xem {{"),
        [
            f"{PAGE}:20:1: chú thích “ke-hoach” của {SINCE} trước là “[46-KH-SKHCN-2024].”,"
            " nay là “Xem [46-KH-SKHCN-2024].”"
        ],
    ),
    "an ending of the day of a document": (
        PLAN,
        put("2024-03-05", "2024-03-06"),
        [
            f"{PLAN}:1:1: bản ghi “46-KH-SKHCN-2024” trong {SINCE} trước là “Kế hoạch số 46/KH-SKHCN ngày"
            " 05/03/2024”, nay là “Kế hoạch số 46/KH-SKHCN ngày 06/03/2024”; số liệu: ke-hoach-cchc"
            " (01, không đổi); dẫn ở mục I"
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("path", "change", "lines"), SHOWN.values(), ids=SHOWN)
def test_what_the_report_shows_is_told_once_with_old_and_new(
    site: Path, path: str, change: Edit, lines: list[str]
) -> None:
    edit(site, path, change)
    assert sorted(told(site)) == sorted(lines)


def test_a_row_of_the_form_is_told_with_its_cells_and_the_ratio(site: Path) -> None:
    edit(site, DOSSIERS, put("online: 14\n  received_direct: 2", "online: 13\n  received_direct: 3"))
    (line,) = told(site)
    cells = "(4) {}, (5) {}, (6) 0, (7) 15, (8) 12, (9) 3, (10) 0, (11) 1, (12) 1, (13) 0"
    said = [f"(3) 16, {cells.format(*two)}" for two in ((14, 2), (13, 3))]
    assert line == (
        f"{DOSSIERS}:1:1: bản ghi “ii06a-SKHCN-2024-06-30” trong {SINCE} trước là “{said[0]}”,"
        f" nay là “{said[1]}”; số liệu: ty-le-truc-tuyen (87,5% (14/16) → 81,3% (13/16))"
    )


def test_a_record_that_comes_to_count_is_told_with_the_figure(site: Path) -> None:
    other = site / "records/plans/2024/47-KH-SKHCN-2024.md"
    other.write_text((site / PLAN).read_text("utf-8").replace("46/", "47/"), "utf-8")
    assert told(site) == [
        f"records/plans/2024/47-KH-SKHCN-2024.md:1:1: bản ghi “47-KH-SKHCN-2024” nay được dùng trong {SINCE},"
        f" lúc niêm phong thì không; {OF_PLAN}"
    ]


def test_a_record_that_vanished_is_told_at_the_figure_that_counted_it(site: Path) -> None:
    (site / PLAN).unlink()
    lines = [str(problem) for problem in problems(site) if problem.rule == "seal-drift"]
    assert len(lines) == 1
    gone = f"bản ghi “46-KH-SKHCN-2024” mà {SINCE} đã dùng nay không còn được dùng"
    assert lines[0].startswith(f"{PAGE}:17:19: {gone}; số liệu: ke-hoach-cchc (01 → 0)")


def test_a_page_that_is_only_warned_of_is_still_held_against_its_seal(site: Path) -> None:
    sentence = (
        "Sở Khoa học và Công nghệ đã rà soát, đơn giản hoá thủ tục hành chính, công khai đầy đủ trên Cổng."
    )
    edit(site, PAGE, lambda text: f"{text}\n{sentence}\n\n{sentence}\n")
    assert {p.rule for p in problems(site)} == {"repeated-text", "seal-drift"}


def test_a_rectification_lets_exactly_the_change_pass_that_it_names(site: Path) -> None:
    edit(site, STATISTIC, put("value: 54", "value: 55"))
    assert len(told(site)) == 1
    rectify(site)
    assert told(site) == []
    figure, record = (one.change for one in report(site).rectified)
    assert (figure.part, figure.id, figure.title) == (
        SealedPart.FIGURE,
        "tai-khoan",
        "số liệu “Số tài khoản điện tử công vụ”",
    )
    assert (figure.old, figure.new, figure.moved) == ("54", "55", True)
    assert (record.part, record.id) == (SealedPart.RECORD, "statistic/tai-khoan-2024-06-30")
    assert (record.old, record.new) == ("54 tài khoản", "55 tài khoản")
    edit(site, STATISTIC, put("value: 55", "value: 56"))
    assert [line.partition("; ")[2] for line in told(site)] == ["số liệu: tai-khoan (55 → 56)"]


@pytest.mark.parametrize(("path", "change", "lines"), SHOWN.values(), ids=SHOWN)
def test_every_change_can_be_corrected_and_put_back_only_by_another_correction(
    site: Path, path: str, change: Edit, lines: list[str]
) -> None:
    before = (site / path).read_bytes()
    first = chain(site)
    edit(site, path, change)
    made = rectify(site)
    assert told(site) == []
    assert chain(site) == made
    assert made.digests[0] == first.head
    (site / path).write_bytes(before)
    write(site, made)
    assert len(told(site)) == len(lines)
    again = rectify(site, date(2024, 9, 1))
    assert told(site) == []
    assert again.expected == first.expected
    for was, back in zip(made.rectifications[0].changes, again.rectifications[1].changes, strict=True):
        assert (was.part, was.id, was.old, was.new) == (back.part, back.id, back.new, back.old)


def test_a_second_rectification_goes_on_from_the_first(site: Path) -> None:
    for value, month in ((55, 8), (56, 9)):
        edit(site, STATISTIC, lambda text, value=value: re.sub("value: .*", f"value: {value}", text))  # type: ignore[misc]
        rectify(site, date(2024, month, 1))
    assert told(site) == []
    shown = [
        (one.number, one.rectification.date.month, one.change.old, one.change.new)
        for one in report(site).rectified
        if one.change.id == "tai-khoan"
    ]
    assert shown == [(1, 8, "54", "55"), (2, 9, "55", "56")]


def test_a_rectification_covers_a_record_that_vanished_and_not_its_return(site: Path) -> None:
    other = site / "records/plans/2024/47-KH-SKHCN-2024.md"
    text = (site / PLAN).read_text("utf-8").replace("46/", "47/")
    other.write_text(text, "utf-8")
    unsealed = report(site)
    write(site, seal_of(type(unsealed)(unsealed.source, unsealed.meta, unsealed.register)))
    assert told(site) == []
    other.unlink()
    made = rectify(site)
    assert told(site) == []
    gone = [one for one in made.rectifications[0].changes if one.value is None]
    assert [(one.id, one.title, one.old, one.new) for one in gone] == [
        (
            "document/47-KH-SKHCN-2024",
            "bản ghi “Kế hoạch số 47/KH-SKHCN”",
            "Kế hoạch số 47/KH-SKHCN",
            "",
        )
    ]
    other.write_text(text, "utf-8")
    assert any("bản ghi “47-KH-SKHCN-2024” nay được dùng" in line for line in told(site))


def renamed(site: Path, path: str, new: str) -> None:
    """Give a record another id as an editor does: the file's name, the former id, what refers to it."""
    file = site / path
    text = file.read_text("utf-8").replace("---\n", f"---\nformer_ids: [{file.stem}]\n", 1)
    file.unlink()
    for other in (site / "records").rglob("*.md"):
        said = other.read_text("utf-8")
        other.write_text(re.sub(rf"(?m)(: ){re.escape(file.stem)}$", rf"\g<1>{new}", said), "utf-8")
    (file.with_name(f"{new}.md")).write_text(text, "utf-8")


RENAMED = [
    (INDICATOR, "ke-hoach-da-ban-hanh"),
    ("records/indicators/ty-le-truc-tuyen.md", "ty-le"),
    (DOSSIERS, "ii06a-6-thang"),
    (SKHCN, "SKHCNMT"),
    ("records/organisations/UBND.md", "UBNDT"),
    (FIELD, "cai-cach"),
]


@pytest.mark.parametrize(("path", "new"), RENAMED, ids=[new for _, new in RENAMED])
def test_a_record_that_was_renamed_is_the_same_to_a_sealed_report(site: Path, path: str, new: str) -> None:
    renamed(site, path, new)
    assert told(site) == []
    assert new in [record.id for record in report(site).register.records]


def test_a_renamed_indicator_is_told_by_the_id_that_the_seal_knows_and_corrected_under_it(
    site: Path,
) -> None:
    renamed(site, INDICATOR, "ke-hoach-da-ban-hanh")
    assert told(site) == []
    assert "ke-hoach-da-ban-hanh" in report(site).figures
    edit(site, "records/indicators/ke-hoach-da-ban-hanh.md", put("unit: văn bản", "unit: kế hoạch"))
    assert told(site) == [
        f"records/indicators/ke-hoach-da-ban-hanh.md:4:7: số liệu “ke-hoach-cchc” của {SINCE} trước là"
        " “đơn vị: văn bản”, nay là “đơn vị: kế hoạch”"
    ]
    made = rectify(site)
    assert [one.id for one in made.rectifications[0].changes] == ["ke-hoach-cchc"]
    assert told(site) == []


def test_what_readers_call_a_part_is_told() -> None:
    assert title_of(SealedPart.FIGURE, "x", {"title": "Số kế\nhoạch"}) == "số liệu “Số kế hoạch”"
    assert title_of(SealedPart.RECORD, "document/x", {"name": "Kế hoạch"}) == "bản ghi “Kế hoạch”"
    assert title_of(SealedPart.NAME, "organisation/SKHCN", {"full": "Sở"}) == "tên cơ quan “SKHCN”"
    assert title_of(SealedPart.NOTE, "a", {"number": "2", "text": []}) == "chú thích 2"
    assert title_of(SealedPart.TEXT, "as_of", "x") == "“Ngày chốt số liệu” ở đầu trang"
    assert title_of(SealedPart.TEXT, "body", []) == "lời văn của báo cáo"


PLAINLY = [
    ("a", "a"),
    (["a", "b"], "a; b"),
    ({"start": "1", "end": ["2", "3"]}, "start: 1, end: 2; 3"),
    (["Có ", ["figure", "so"], " việc."], "Có [so] việc."),
    (["Ngày ", ["date_of", "end", "20/07/2024"]], "Ngày 20/07/2024"),
    ([["signature", "", ""]], "[signature]"),
    ([], ""),
]


@pytest.mark.parametrize(("value", "text"), PLAINLY)
def test_sealed_data_is_read_as_a_line(value: object, text: str) -> None:
    assert plain(value) == text


def test_a_figure_that_prints_the_same_is_told_by_what_else_is_another() -> None:
    one = {"title": "Số", "text": "01", "time": "Năm 2023", "records": {"document/a": "x", "document/b": "x"}}
    other = {**one, "time": "Năm 2024", "records": {"document/a": "x", "document/c": "y"}}
    assert words(SealedPart.FIGURE, one, {**one, "text": "02"}) == figure_text(one) == "01"
    assert words(SealedPart.FIGURE, one, other) == "thời gian: Năm 2023; bản ghi được tính: document/b x"
    assert words(SealedPart.FIGURE, other, one) == "thời gian: Năm 2024; bản ghi được tính: document/c y"
    del other["time"]
    assert words(SealedPart.FIGURE, other, one).startswith("thời gian: không có; ")
    assert words(SealedPart.FIGURE, None, one) == ""


def test_a_note_is_told_by_its_words_or_else_by_its_number() -> None:
    one, moved = {"number": "1", "text": ["Xem."]}, {"number": "2", "text": ["Xem."]}
    assert (words(SealedPart.NOTE, one, moved), words(SealedPart.NOTE, moved, one)) == ("1", "2")
    assert (
        words(SealedPart.NOTE, one, {"number": "2", "text": ["Coi."]})
        == words(SealedPart.NOTE, one)
        == "Xem."
    )


def test_prose_is_told_by_the_paragraphs_that_are_others() -> None:
    old, new = [["Một."], ["Hai."], ["Ba."], ["Bốn."]], [["Một."], ["2."], ["Ba."], ["4."], ["5."]]
    assert words(SealedPart.TEXT, old, new) == "Hai. … Bốn."
    assert words(SealedPart.TEXT, new, old) == "2. … 4. … 5."
    assert words(SealedPart.TEXT, old, []) == "Một. … Hai. … Ba. … Bốn."
    assert words(SealedPart.TEXT, [], old) == ""


def test_no_part_of_a_seal_can_be_changed_without_being_seen(site: Path) -> None:
    data = json.loads((site / SEAL).read_bytes())
    for key in data["seal"]["shown"]:
        other = json.loads(json.dumps(data))
        other["seal"]["shown"][key] = type(data["seal"]["shown"][key])()
        (site / SEAL).write_text(json.dumps(other), "utf-8")
        (line,) = told(site)
        assert line.startswith(f"{SEAL}:1:1: phần niêm phong đã bị sửa"), key
