"""A sealed report: what moves it, what does not, and what a rectification covers."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from test_cases import BASE, TODAY

from congbo.records import blank as scaffold
from congbo.reports import sealing, seals
from congbo.reports.report import Report
from congbo.rules import check as checks
from sample import document, dossiers, event, indicator, procedure
from sample import report as report_of

SEALED = date(2024, 7, 10)
PAGE = "docs/bao-cao/mau.md"
SEAL = "docs/bao-cao/mau.seal.json"
STATISTIC = "records/statistics/tai-khoan-2024-06-30.md"
PLAN = "records/plans/2024/46-KH-SKHCN-2024.md"
PROCEDURE = "records/procedures/so-huu-tri-tue/1.011937.md"
Edit = Callable[[str], str]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The base site, its report sealed."""
    root = tmp_path / "site"
    shutil.copytree(BASE, root)
    (root / SEAL).write_bytes(seals.encoded(sealing.seal_of(report(root), SEALED)))
    return root


def report(root: Path) -> Report:
    (found,) = checks.read(root, TODAY).reports
    return found


def edit(root: Path, path: str, change: Edit) -> None:
    before = (root / path).read_text("utf-8")
    after = change(before)
    assert after != before
    (root / path).write_text(after, "utf-8", newline="")


def put(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def told(root: Path) -> list[str]:
    """What the check says of the seal, each line without its hint and rule."""
    problems = checks.read(root, TODAY).problems
    assert {problem.rule for problem in problems} <= {"seal-drift", "rectification-mismatch", "seal-broken"}
    return [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in problems]


def rectify(root: Path, day: date = date(2024, 8, 1), reason: str = "Đếm sót.") -> None:
    page = root / PAGE
    rectification = sealing.rectification(report(root), day, reason)
    page.write_bytes(scaffold.with_item(page.read_bytes(), "rectifications", rectification))


def test_a_report_that_was_just_sealed_holds(site: Path) -> None:
    assert told(site) == []


def test_a_seal_is_the_same_bytes_each_time_and_reads_back(site: Path) -> None:
    raw = (site / SEAL).read_bytes()
    assert seals.encoded(sealing.seal_of(report(BASE), SEALED)) == raw
    seal, problems = seals.read_seal(raw, SEAL, "mau")
    assert problems == []
    assert seal == report(site).seal
    assert re.fullmatch(r"(?:[0-9a-f]{4} ){4}[0-9a-f]{4}", seal.fingerprint if seal else "")
    assert seals.encoded(sealing.seal_of(report(BASE), date(2024, 7, 11))) != raw


def test_a_seal_holds_exact_values_and_what_was_printed(site: Path) -> None:
    seal = report(site).seal
    assert seal is not None
    share = seal.figures["ty-le-truc-tuyen"]
    assert (share.text, share.value, share.numerator, share.denominator) == ("87,5%", "175/2", "14", "16")
    assert seal.notes["ke-hoach"].text == "Kế hoạch số 46/KH-SKHCN ngày 05/03/2024."
    assert seal.citations == {"46-KH-SKHCN-2024": ("mục I",)}
    assert {"46-KH-SKHCN-2024", "ke-hoach-cchc", "tai-khoan-2024-06-30"} <= set(seal.records)
    assert "1.011937" not in seal.records


WITHOUT_CONTENT: dict[str, tuple[str, Edit]] = {
    "a comment": (STATISTIC, put("value: 54", "value: 54  # đã đếm lại")),
    "quotes": (STATISTIC, put("measure: tai-khoan", "measure: 'tai-khoan'")),
    "the order of keys": (STATISTIC, put("value: 54\nunit: tài khoản", "unit: tài khoản\nvalue: 54")),
    "Windows line ends": (STATISTIC, put("\n", "\r\n")),
    "blank lines after the body": (STATISTIC, lambda text: f"{text}\n\n"),
    "a default written out": (STATISTIC, put("value:", "publication: công khai\nvalue:")),
    "an end of effect after the report": (PLAN, put("issuer:", "expired: 2025-01-01\nissuer:")),
    "a record that the report does not use": (PROCEDURE, put("name: ", "name: Cấp lại ")),
    "where a named body sits": ("records/organisations/SKHCN.md", put("symbol:", "address: Số 68\nsymbol:")),
    "Windows line ends of the page": (PAGE, put("\n", "\r\n")),
    "a comment in the page": (PAGE, put("as_of:", "# ngày chốt\nas_of:")),
}  # fmt: skip


@pytest.mark.parametrize(("path", "change"), WITHOUT_CONTENT.values(), ids=WITHOUT_CONTENT)
def test_what_is_not_content_of_the_report_breaks_no_seal(site: Path, path: str, change: Edit) -> None:
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
    shutil.copy(site / "records/indicators/ke-hoach-cchc.md", site / "records/indicators/moi.md")
    assert told(site) == []
    assert "moi" not in report(site).figures


SINCE = "báo cáo “mau” niêm phong ngày 10/07/2024"


def test_a_record_that_comes_to_count_is_told_with_the_figure(site: Path) -> None:
    other = site / "records/plans/2024/47-KH-SKHCN-2024.md"
    other.write_text((site / PLAN).read_text("utf-8").replace("46/", "47/"), "utf-8")
    assert told(site) == [
        f"{PAGE}:16:19: số liệu “ke-hoach-cchc” của {SINCE} trước là “01”, nay là “02”;"
        " do bản ghi: 47-KH-SKHCN-2024",
        f"records/plans/2024/47-KH-SKHCN-2024.md:1:1: bản ghi “47-KH-SKHCN-2024” nay được dùng trong {SINCE},"
        " lúc niêm phong thì không; số liệu: ke-hoach-cchc (01 → 02)",
    ]


def test_a_record_that_vanished_is_told_at_the_figure_that_counted_it(site: Path) -> None:
    (site / PLAN).unlink()
    lines = [line for line in told_all(site) if line.endswith("[seal-drift]")]
    assert any(
        line.startswith(f"{PAGE}:16:19: số liệu “ke-hoach-cchc” của {SINCE} trước là “01”, nay là “0”")
        for line in lines
    )
    assert any(
        line.startswith(f"{PAGE}:16:19: bản ghi “46-KH-SKHCN-2024” mà {SINCE} đã dùng nay không còn")
        for line in lines
    )


def told_all(root: Path) -> list[str]:
    return [str(problem) for problem in checks.read(root, TODAY).problems]


def test_a_definition_that_changed_is_told_though_the_value_stays(site: Path) -> None:
    edit(site, "records/indicators/ke-hoach-cchc.md", put("title: Số", "title: Tổng số"))
    assert told(site) == [
        "records/indicators/ke-hoach-cchc.md:1:1: bản ghi “ke-hoach-cchc” nay khác lúc "
        f"{SINCE}; số liệu: ke-hoach-cchc (01, không đổi)"
    ]


def test_a_name_that_the_report_shows_is_sealed(site: Path) -> None:
    edit(site, "records/organisations/SKHCN.md", put("tỉnh Mẫu", "tỉnh Mới"))
    assert told(site) == [
        f"records/organisations/SKHCN.md:2:7: tên “SKHCN” trong {SINCE}"
        " trước là “Sở Khoa học và Công nghệ tỉnh Mẫu”, nay là “Sở Khoa học và Công nghệ tỉnh Mới”"
    ]


def test_the_text_of_the_page_and_its_head_are_sealed_each_told_where_it_changed(site: Path) -> None:
    edit(site, PAGE, put("title: Báo cáo mẫu", "title: Báo cáo khác"))
    edit(site, PAGE, put("Sở đã ban hành", "Sở có ban hành"))
    assert told(site) == [
        f"{PAGE}:2:1: khoá “title” của {SINCE} nay đã khác",
        f"{PAGE}:16:1: lời văn của {SINCE} nay đã khác",
    ]


def test_a_page_that_is_only_warned_of_is_still_held_against_its_seal(site: Path) -> None:
    sentence = (
        "Sở Khoa học và Công nghệ đã rà soát, đơn giản hoá thủ tục hành chính, công khai đầy đủ trên Cổng."
    )
    edit(site, PAGE, lambda text: f"{text}\n{sentence}\n\n{sentence}\n")
    assert {p.rule for p in checks.read(site, TODAY).problems} == {"repeated-text", "seal-drift"}


def test_a_note_that_reads_otherwise_is_told_at_its_text(site: Path) -> None:
    edit(site, PLAN, put("2024-03-05", "2024-03-06"))
    assert f"{PAGE}:19:1: chú thích “ke-hoach” của {SINCE} nay đã khác" in told(site)


def test_a_rectification_lets_exactly_the_change_pass_that_it_names(site: Path) -> None:
    edit(site, STATISTIC, put("value: 54", "value: 55"))
    assert len(told(site)) == 2
    rectify(site)
    assert told(site) == []
    (figure, record) = report(site).rectified
    assert (figure.id, figure.old, figure.new) == ("tai-khoan", "54", "55")
    assert (record.id, record.removed) == ("tai-khoan-2024-06-30", False)
    edit(site, STATISTIC, put("value: 55", "value: 56"))
    assert [line.partition("; ")[0] for line in told(site)] == [
        f"{PAGE}:28:42: số liệu “tai-khoan” của {SINCE} trước là “55”, nay là “56”",
        f"{STATISTIC}:1:1: bản ghi “tai-khoan-2024-06-30” nay khác lúc {SINCE}",
    ]


def test_a_second_rectification_goes_on_from_the_first(site: Path) -> None:
    for value, month in ((55, 8), (56, 9)):
        edit(site, STATISTIC, lambda text, value=value: re.sub("value: .*", f"value: {value}", text))  # type: ignore[misc]
        rectify(site, date(2024, month, 1))
    assert told(site) == []
    shown = [
        (c.rectification.date.month, c.old, c.new) for c in report(site).rectified if c.id == "tai-khoan"
    ]
    assert shown == [(8, "54", "55"), (9, "55", "56")]


def test_a_record_put_back_after_its_rectification_is_a_change_again(site: Path) -> None:
    edit(site, STATISTIC, put("value: 54", "value: 55"))
    rectify(site)
    edit(site, STATISTIC, put("value: 55", "value: 54"))
    assert any("trước là “55”, nay là “54”" in line for line in told(site))


def test_a_rectification_keeps_every_other_byte_of_the_page(site: Path) -> None:
    for line_end in ("\n", "\r\n"):
        page = site / PAGE
        shutil.copy(BASE / PAGE, page)
        raw = (
            page.read_bytes()
            .replace(b"as_of:", b"# ghi ch\xc3\xba\nas_of:")
            .replace(b"\n", line_end.encode())
        )
        page.write_bytes(raw)
        for value in (55, 56):
            edit(site, STATISTIC, lambda text, value=value: re.sub("value: .*", f"value: {value}", text))  # type: ignore[misc]
            rectify(site)
        lines = page.read_bytes().decode().split(line_end)
        start = lines.index("rectifications:")
        end = lines.index("---", 1)
        assert line_end.join([*lines[:start], *lines[end:]]).encode() == raw
        assert told(site) == []
        edit(site, STATISTIC, lambda text: re.sub("value: .*", "value: 54", text))


def test_a_rectification_that_is_not_the_last_key_grows_in_its_place(site: Path) -> None:
    edit(site, STATISTIC, put("value: 54", "value: 55"))
    rectify(site)
    head, block, rest = re.split(r"(?m)^(rectifications:\n(?: .*\n)+)", (site / PAGE).read_text("utf-8"))
    (site / PAGE).write_text(head.replace("day:", f"{block}day:") + rest, "utf-8")
    edit(site, STATISTIC, put("value: 55", "value: 56"))
    rectify(site, date(2024, 9, 1))
    assert told(site) == []
    assert len(report(site).meta.rectifications) == 2


def test_a_rectification_covers_a_record_that_vanished_and_not_its_return(site: Path) -> None:
    other = site / "records/plans/2024/47-KH-SKHCN-2024.md"
    text = (site / PLAN).read_text("utf-8").replace("46/", "47/")
    other.write_text(text, "utf-8")
    (site / SEAL).write_bytes(seals.encoded(sealing.seal_of(report(site), SEALED)))
    other.unlink()
    rectify(site)
    assert told(site) == []
    assert [c.id for c in report(site).rectified if c.removed] == ["47-KH-SKHCN-2024"]
    other.write_text(text, "utf-8")
    assert any("bản ghi “47-KH-SKHCN-2024” nay được dùng" in line for line in told(site))


def test_what_a_record_says_of_days_after_the_report_is_not_its_content() -> None:
    day = date(2024, 7, 24)
    first, later = event("mới ban hành", "2024-03-22"), event("bãi bỏ", "2024-07-25")
    level = {"value": "toàn trình", "since": "2024-01-01"}
    one = procedure("1.1", events=[first], online_level=[level])
    grown = [
        procedure("1.1", events=[first, later], online_level=[level]),
        procedure("1.1", events=[first], online_level=[level, {"value": "một phần", "since": "2024-07-25"}]),
    ]
    for other in grown:
        assert seals.content_hash(other, day) == seals.content_hash(one, day)
        assert seals.content_hash(other, date(2024, 7, 25)) != seals.content_hash(one, day)


def test_the_rows_of_the_dossier_form_are_used_though_no_figure_counts_them() -> None:
    assert list(sealing.used(report_of("x", dossiers("mot-cua", {})))) == ["mot-cua"]


def test_the_document_through_which_an_event_counts_is_used_with_it() -> None:
    decided = procedure("1.1", events=[event("mới ban hành", "2024-03-22")])
    decision = document("348-QD-UBND-2024", "decisions", issuer="UBND")
    new = indicator("moi", {"count": "sự kiện", "where": {"action": "mới ban hành"}})
    assert set(sealing.used(report_of("x", decided, decision, new))) == {"1.1", "348-QD-UBND-2024", "moi"}


def test_rectifications_come_in_the_order_of_their_days_and_none_before_the_seal(site: Path) -> None:
    edit(site, STATISTIC, put("value: 54", "value: 55"))
    rectify(site, date(2024, 7, 9))
    assert told(site) == [f"{PAGE}:11:11: ngày đính chính phải từ 10/07/2024 trở đi (đang là 09/07/2024)"]


NO_SEALS = {
    "nothing": b"",
    "a list": b"[1, 2]",
    "pairs": b'[["report", "mau"]]',
    "a number": b"1",
    "no UTF-8": b"\xff\xfe",
    "no parts": b'{"format": 1, "report": "mau"}',
    "deep": b"[" * 100_000,
    "surrogates": b'{"report": "\\ud800"}',
}


@pytest.mark.parametrize("raw", NO_SEALS.values(), ids=NO_SEALS)
def test_what_is_no_seal_is_told_and_stops_nothing(site: Path, raw: bytes) -> None:
    (site / SEAL).write_bytes(raw)
    assert told(site) == [f"{SEAL}:1:1: không đọc được dấu niêm phong; hãy lấy lại tệp này từ lịch sử git"]


def test_a_seal_of_another_report_is_refused(site: Path) -> None:
    edit(site, SEAL, put('"report": "mau"', '"report": "khac"'))
    assert told(site) == [f"{SEAL}:1:1: dấu niêm phong này là của báo cáo “khac”, không phải “mau”"]


def test_no_value_of_a_seal_can_be_changed_without_being_seen(site: Path) -> None:
    data = json.loads((site / SEAL).read_bytes())
    for key in data.keys() - {"format", "report"}:
        value = data[key]
        other = {**data, key: "2024-07-11" if key == "date" else type(value)()}
        (site / SEAL).write_text(json.dumps(other), "utf-8")
        assert told(site) == [
            f"{SEAL}:1:1: dấu niêm phong đã bị sửa sau khi lập; hãy lấy lại tệp này từ lịch sử git"
        ], key


def test_a_seal_may_be_laid_out_otherwise(site: Path) -> None:
    data = json.loads((site / SEAL).read_bytes())
    (site / SEAL).write_bytes(b"\xef\xbb\xbf" + json.dumps(dict(reversed(data.items()))).encode())
    assert told(site) == []
