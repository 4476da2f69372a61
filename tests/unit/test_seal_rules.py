"""The rules of sealed reports: what is told of a change, where, and which rectifications cannot be."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from checking import TODAY, KeysAsPlaces

from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.reports.sealing import Drift, seal_of
from congbo.reports.seals import Seal, State
from congbo.rules import seals
from congbo.rules.rulebook import SiteToCheck
from congbo.words.vocabulary import SealedPart
from sample import document, field, indicator, organisation, ratio, report, statistic

DAY = date(2024, 7, 30)
BODY = """\
# Báo cáo

## I. Kết quả

Sở có {{ figure("ke-hoach") }} kế hoạch[^a] theo {{ cite("46-KH-SKHCN-2024") }}, tỷ lệ
{{ fraction("ty-le") }} và {{ figure("tai-khoan") }} tài khoản, {{ figure("ke-hoach") }} kế hoạch.

Đoạn hai, theo {{ cite("46-KH-SKHCN-2024") }}.

[^a]: Xem {{ cite("9-KH-SKHCN-2024") }}.
"""
PAGE = "docs/bao-cao/bao-cao.md"
PLANS = [
    document(id_, issued=f"2024-0{n}-05", topics=["cchc"])
    for n, id_ in enumerate(("9-KH-SKHCN-2024", "46-KH-SKHCN-2024"), 1)
]
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
RECORDS: list[Record] = [
    organisation("SKHCN", name="Sở Mẫu"),
    field("cchc", name="Cải cách"),
    *PLANS,
    indicator("ke-hoach", ALL_PLANS, unit="kế hoạch"),
    indicator("ty-le", ratio(ALL_PLANS, ALL_PLANS), unit="%"),
    statistic("tai-khoan", "54"),
]
PLAIN = report(BODY, *RECORDS)
SEALED_ON = "báo cáo “bao-cao” niêm phong ngày 30/07/2024"


def sealed(seal: Seal | None = None, found: Report = PLAIN, **meta: Any) -> Report:
    """The report with its seal, and with other keys at its head."""
    made = seal or seal_of(PLAIN, DAY)
    return Report(found.source, found.meta.model_copy(update=meta), found.register, made)


REPORT = sealed()
OLD, NEW = State("01", "m1"), State("02", "m2")
NOTHING_SHOWN = State("", "m3"), State("", "m4")


def place(text: str, nth: int = 0) -> tuple[int, int]:
    """The line and column in the page where a text stands."""
    starts = [match.start() for match in re.finditer(re.escape(text), PLAIN.source.text)]
    before = PLAIN.source.text[: starts[nth]]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


CHANGES: list[tuple[State | None, State | None, str]] = [
    (OLD, NEW, "trước là “01”, nay là “02”"),
    (OLD, State("01", "m2"), "vẫn là “01” nhưng căn cứ, chỉ tiêu hoặc cách viết nay đã khác"),
    (*NOTHING_SHOWN, "nay đã khác"),
    (None, NEW, "nay có thêm: “02”"),
    (None, NOTHING_SHOWN[1], "nay có thêm"),
    (OLD, None, "nay không còn (trước là “01”)"),
    (NOTHING_SHOWN[0], None, "nay không còn"),
    (State("", "m"), NEW, "trước là “”, nay là “02”"),
]
PARTS = [
    (SealedPart.FIGURE, "x", "số liệu “x” của {on} {change}; do bản ghi: không có bản ghi nào đổi"),
    (SealedPart.NAME, "x", "tên “x” trong {on} {change}"),
    (SealedPart.NOTE, "x", "chú thích “x” của {on} {change}"),
    (SealedPart.CITATION, "x", "chỗ dẫn văn bản “x” của {on} {change}"),
    (SealedPart.TEXT, "body", "lời văn của {on} {change}"),
    (SealedPart.TEXT, "title", "khoá “title” của {on} {change}"),
]


@pytest.mark.parametrize(("part", "id_", "form"), PARTS, ids=[f"{part.name}-{id_}" for part, id_, _ in PARTS])
def test_a_change_of_a_part_is_told_with_old_and_new(part: SealedPart, id_: str, form: str) -> None:
    for old, new, change in CHANGES:
        expected = form.format(on=SEALED_ON, change=change)
        assert seals.message(REPORT, Drift(part, id_, old, new)) == expected


@pytest.mark.parametrize(
    ("moved_by", "named"),
    [
        (("a",), "a"),
        (("a", "b", "c"), "a, b, c"),
        (("a", "b", "c", "d"), "a, b, c và 1 mục khác"),
        (("a", "b", "c", "d", "e"), "a, b, c và 2 mục khác"),
    ],
)
def test_the_first_three_records_that_moved_a_figure_are_named(moved_by: tuple[str, ...], named: str) -> None:
    drift = Drift(SealedPart.FIGURE, "ke-hoach", OLD, NEW, moved_by)
    expected = f"số liệu “ke-hoach” của {SEALED_ON} trước là “01”, nay là “02”; do bản ghi: {named}"
    assert seals.message(REPORT, drift) == expected


def of_record(id_: str, old: State | None = OLD, new: State | None = NEW, found: Report = REPORT) -> str:
    return seals.message(found, Drift(SealedPart.RECORD, id_, old, new))


USES = "số liệu: ke-hoach (02, không đổi), ty-le (100% (2/2), không đổi); dẫn ở mục I"


def test_a_record_that_changed_is_told_with_the_figures_and_sections_that_use_it() -> None:
    plan = "46-KH-SKHCN-2024"
    assert of_record(plan) == f"bản ghi “{plan}” nay khác lúc {SEALED_ON}; {USES}"
    added = f"bản ghi “9-KH-SKHCN-2024” nay được dùng trong {SEALED_ON}, lúc niêm phong thì không"
    assert of_record("9-KH-SKHCN-2024", None) == f"{added}; {USES}"
    gone = f"bản ghi “{plan}” mà {SEALED_ON} đã dùng nay không còn được dùng"
    assert of_record(plan, OLD, None) == f"{gone}; {USES}"
    assert of_record("la") == f"bản ghi “la” nay khác lúc {SEALED_ON}"
    assert (
        of_record("ty-le")
        == f"bản ghi “ty-le” nay khác lúc {SEALED_ON}; số liệu: ty-le (100% (2/2), không đổi)"
    )


def test_figures_are_told_as_they_were_and_as_they_are() -> None:
    seal = seal_of(PLAIN, DAY)
    figures = {
        "cu": seal.figures["ke-hoach"].model_copy(update={"records": ("46-KH-SKHCN-2024",), "text": "07"}),
        "ke-hoach": seal.figures["ke-hoach"].model_copy(update={"text": "01", "records": ()}),
        "khac": seal.figures["tai-khoan"],
    }
    other = seal.model_copy(update={"figures": figures, "citations": {}})
    # `ty-le` was not sealed, so the sealed report does not have it
    expected = "số liệu: ke-hoach (01 → 02), cu (07 → không còn)"
    assert of_record("46-KH-SKHCN-2024", found=sealed(other)).endswith(f"{SEALED_ON}; {expected}")


def test_a_figure_that_was_corrected_away_was_not_there_before() -> None:
    changes = [{"part": "số liệu", "id": "ke-hoach", "value": "", "mark": ""}]
    corrected = rectified([("2024-08-01", changes)])
    assert "số liệu: ke-hoach (không có → 02), ty-le (" in of_record("46-KH-SKHCN-2024", found=corrected)


def test_sections_that_cite_a_record_are_each_named_once() -> None:
    seal = seal_of(PLAIN, DAY).model_copy(update={"citations": {"la": ("mục I", "mục II.1", "mục I")}})
    expected = f"bản ghi “la” nay khác lúc {SEALED_ON}; dẫn ở mục I và mục II.1"
    assert of_record("la", found=sealed(seal)) == expected


def rectified(dated: Sequence[tuple[str, list[dict[str, str]]]], found: Report = PLAIN) -> Report:
    """The sealed report with rectifications at its head, as an editor has them."""
    keys = "rectifications:\n"
    for day, changes in dated:
        keys += f"- date: {day}\n  reason: Đếm sót.\n  changes:\n"
        for change in changes:
            lines = [f"{key}: '{value}'" for key, value in change.items() if value]
            keys += "  - " + "\n    ".join(lines) + "\n"
    made = report(BODY, *RECORDS, keys=keys)
    return Report(made.source, made.meta, made.register, seal_of(found, DAY))


def problems(check: Any, *reports: Report, unread: frozenset[str] = frozenset()) -> list[tuple[Any, ...]]:
    places = KeysAsPlaces()
    register = reports[0].register
    sources = tuple(one.source for one in reports)
    site = SiteToCheck(register, places, TODAY, sources=sources, reports=reports, unread_ids=unread)
    return [(p.path, (p.line, p.column), p.rule, p.message, p.hint) for p in check(site)]


def drifting(monkeypatch: pytest.MonkeyPatch, part: SealedPart, id_: str, found: Report = REPORT) -> Any:
    """Where the check points for a change of a part: the page's place, or the key of a record."""
    monkeypatch.setattr(seals, "drift", lambda _: [Drift(part, id_, OLD, NEW)])
    ((path, key, rule, _),) = told_with_key(found)
    assert rule == "seal-drift"
    return path, key


def told_with_key(found: Report) -> list[tuple[str, Any, str, str]]:
    places = KeysAsPlaces()
    site = SiteToCheck(found.register, places, TODAY, sources=(found.source,), reports=(found,))
    return [
        (p.path, (p.line, p.column) if p.path == PAGE else places.key(p.line), p.rule, p.message)
        for p in seals.sealed(site)
    ]


def test_a_change_is_told_where_it_is_best_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def at(part: SealedPart, id_: str) -> Any:
        return drifting(monkeypatch, part, id_)

    assert at(SealedPart.RECORD, "46-KH-SKHCN-2024") == ("records/plans/46-KH-SKHCN-2024.md", "")
    assert at(SealedPart.NAME, "SKHCN") == ("records/organisations/SKHCN.md", "name")
    assert at(SealedPart.NAME, "cchc") == ("records/fields/cchc.md", "name")
    assert at(SealedPart.FIGURE, "ke-hoach") == (PAGE, place("figure("))
    assert at(SealedPart.FIGURE, "tai-khoan") == (PAGE, place('figure("tai'))
    assert at(SealedPart.CITATION, "46-KH-SKHCN-2024") == (PAGE, place('cite("46'))
    assert at(SealedPart.CITATION, "9-KH-SKHCN-2024") == (PAGE, place('cite("9'))
    assert at(SealedPart.NOTE, "a") == (PAGE, place("[^a]:"))
    assert at(SealedPart.TEXT, "as_of") == (PAGE, place("as_of:"))
    for part in (SealedPart.FIGURE, SealedPart.CITATION, SealedPart.NOTE, SealedPart.RECORD, SealedPart.TEXT):
        assert at(part, "la") == (PAGE, (1, 1))


def test_a_record_that_vanished_is_told_at_the_first_figure_that_counted_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seal = seal_of(PLAIN, DAY)
    counting = {
        **seal.figures,
        "tai-khoan": seal.figures["tai-khoan"].model_copy(update={"records": ("cu",)}),
    }
    found = sealed(seal.model_copy(update={"figures": counting}))
    assert drifting(monkeypatch, SealedPart.RECORD, "cu", found) == (PAGE, place('figure("tai'))
    fewer = [record for record in RECORDS if record.id != "ty-le"]
    without = Report(found.source, found.meta, Register(fewer), found.seal)
    assert drifting(monkeypatch, SealedPart.RECORD, "ty-le", without) == (PAGE, place("fraction("))


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("# Báo cáo\n", "# Báo cáo khác\n", "# Báo cáo"),
        ("Sở có", "Sở đã có", "Sở có"),
        ("Đoạn hai", "Đoạn cuối", "Đoạn hai"),
        ("[^a]: Xem", "[^a]: Coi", "[^a]:"),
    ],
)
def test_a_change_of_the_prose_is_told_at_the_paragraph(old: str, new: str, at: str) -> None:
    other = report(BODY.replace(old, new), *RECORDS)
    ((path, where, _, message),) = [
        one for one in told_with_key(sealed(found=other)) if one[3].startswith("lời văn")
    ]
    assert (path, where) == (PAGE, place(at))
    assert message == f"lời văn của {SEALED_ON} nay đã khác"


def test_a_paragraph_that_was_taken_away_is_told_at_what_stands_there_now() -> None:
    fewer = report(BODY.replace('Đoạn hai, theo {{ cite("46-KH-SKHCN-2024") }}.\n\n', ""), *RECORDS)
    (where,) = [one[1] for one in told_with_key(sealed(found=fewer)) if one[3].startswith("lời văn")]
    assert where == place("Đoạn hai")
    cut = report(BODY.partition("\n[^a]: Xem")[0] + "[^a]: Xem.\n", *RECORDS)
    last = [one[1] for one in told_with_key(sealed(found=cut)) if one[3].startswith("lời văn")]
    assert last == [place("Đoạn hai")]


def test_a_paragraph_taken_from_the_end_is_told_at_the_last_that_is_left() -> None:
    body = "Một.\n\nHai.\n\nBa.\n"
    seal = seal_of(report(body, *RECORDS), DAY)
    left = report("Một.\n\nHai.\n", *RECORDS)
    found = Report(left.source, left.meta, left.register, seal)
    ((_, where, _, _),) = told_with_key(found)
    assert where == (left.source.body_line + 2, 1)


def test_the_place_is_that_of_the_first_paragraph_that_is_another() -> None:
    body = "\n\nMột.\n\nHai.\n\nBa.\n"
    seal = seal_of(report(body, *RECORDS), DAY)
    for now, line in (
        ("\n\nHai.\n\nBa.\n", 2),
        ("\n\nHai.\n\nMột.\n\nBa.\n", 2),
        ("\n\nMột.\n\nBa.\n\nHai.\n", 4),
        ("\n\nMột.\n\nHai.\n\nBa.\n\nBốn.\n", 8),
    ):
        page = report(now, *RECORDS)
        ((_, where, _, _),) = told_with_key(Report(page.source, page.meta, page.register, seal))
        assert where == (page.source.body_line + line, 1), now


def test_a_text_that_was_all_taken_away_is_told_where_it_began() -> None:
    seal = seal_of(report("Một.\n", *RECORDS), DAY)
    page = report("", *RECORDS)
    ((_, where, _, _),) = told_with_key(Report(page.source, page.meta, page.register, seal))
    assert where == (page.source.body_line, 1)


def test_a_change_comes_with_what_to_do_and_every_report_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seals, "drift", lambda _: [Drift(SealedPart.TEXT, "title", OLD, NEW)])
    hint = "Hãy sửa lại như lúc niêm phong, hoặc ghi đính chính bằng lệnh “congbo rectify bao-cao”"
    message = f"khoá “title” của {SEALED_ON} trước là “01”, nay là “02”"
    expected = (PAGE, place("title:"), "seal-drift", message, hint)
    assert problems(seals.sealed, REPORT) == [expected]
    assert problems(seals.sealed, PLAIN, REPORT) == [expected]
    assert problems(seals.sealed, REPORT, unread=frozenset({"a"})) == []
    unread = replace(PLAIN.source, problems=(Problem(PAGE, 1, 1, "macro-syntax", "lệnh"),))
    broken = Report(unread, PLAIN.meta, PLAIN.register, REPORT.seal)
    assert problems(seals.sealed, broken, REPORT) == [expected]


def test_a_report_that_is_as_it_was_sealed_has_no_problem() -> None:
    assert problems(seals.sealed, REPORT) == []
    assert problems(seals.rectifications, REPORT, PLAIN) == []


KEPT = [{"part": "số liệu", "id": "tai-khoan", "value": "54", "mark": ""}]


def wrong(found: Report) -> list[tuple[str, str]]:
    """What is told of rectifications, as (text of the line that is pointed at, message)."""
    told_of = problems(seals.rectifications, found)
    assert {(path, rule, hint) for path, _, rule, _, hint in told_of} <= {
        (PAGE, "rectification-mismatch", "")
    }
    lines = found.source.text.split("\n")
    return [(lines[line - 1][column - 1 :], message) for _, (line, column), _, message, _ in told_of]


def test_a_rectification_of_a_report_that_is_not_sealed_has_nothing_to_correct() -> None:
    unsealed = rectified([("2024-08-01", KEPT)])
    unsealed = Report(unsealed.source, unsealed.meta, unsealed.register)
    message = "báo cáo chưa được niêm phong nên chưa có gì để đính chính; hãy xoá mục này"
    assert wrong(unsealed) == [("date: 2024-08-01", message)]


def test_rectifications_follow_the_seal_and_each_other_or_share_a_day() -> None:
    assert wrong(rectified([("2024-07-30", KEPT), ("2024-07-30", KEPT), ("2024-08-01", KEPT)])) == []
    assert wrong(rectified([("2024-07-29", KEPT)])) == [
        ("2024-07-29", "ngày đính chính phải từ 30/07/2024 trở đi (đang là 29/07/2024)")
    ]
    days = ("2024-08-02", "2024-08-01", "2024-08-01", "2024-08-02", "2024-07-31")
    after = "ngày đính chính phải từ 02/08/2024 trở đi"
    assert wrong(rectified([(day, KEPT) for day in days])) == [
        ("2024-08-01", f"{after} (đang là 01/08/2024)"),
        ("2024-08-01", f"{after} (đang là 01/08/2024)"),
        ("2024-07-31", f"{after} (đang là 31/07/2024)"),
    ]


def test_a_rectification_says_the_value_that_its_mark_stands_for() -> None:
    states = seal_of(PLAIN, DAY).states
    figure, plan = states[SealedPart.FIGURE, "ke-hoach"], states[SealedPart.RECORD, "46-KH-SKHCN-2024"]
    right = [
        {"part": "số liệu", "id": "ke-hoach", "value": figure.shown, "mark": figure.mark},
        {"part": "bản ghi", "id": "46-KH-SKHCN-2024", "mark": plan.mark},
        {"part": "số liệu", "id": "ke-hoach", "value": "07", "mark": "cũ"},
        {"part": "số liệu", "id": "la", "value": "07", "mark": figure.mark},
    ]
    assert wrong(rectified([("2024-08-01", right)])) == []
    other = [
        {"part": "số liệu", "id": "ke-hoach", "value": "07", "mark": figure.mark},
        {"part": "bản ghi", "id": "46-KH-SKHCN-2024", "value": "x", "mark": plan.mark},
        {"part": "số liệu", "id": "ke-hoach", "mark": figure.mark},
    ]
    assert wrong(rectified([("2024-08-01", KEPT), ("2024-08-01", other)])) == [
        ("'07'", "số liệu “ke-hoach” nay là “02”, không phải “07”"),
        ("'x'", "bản ghi “46-KH-SKHCN-2024” nay là “”, không phải “x”"),
        (f"'{figure.mark}'", "số liệu “ke-hoach” nay là “02”, không phải “”"),
    ]


def test_a_seal_without_its_report_is_told() -> None:
    places = KeysAsPlaces()
    page = replace(PLAIN.source, path="docs/tin.md", data={})
    paths = ("docs/bao-cao/bao-cao.seal.json", "docs/tin.seal.json", "docs/cu.seal.json")
    site = SiteToCheck(Register(RECORDS), places, TODAY, sources=(PLAIN.source, page), seals=paths)
    told_of = [(p.path, p.line, p.column, p.rule, p.message) for p in seals.lone_seals(site)]
    message = "không có trang báo cáo đi cùng dấu niêm phong này"
    assert told_of == [
        ("docs/tin.seal.json", 1, 1, "seal-broken", f"{message} (docs/tin.md)"),
        ("docs/cu.seal.json", 1, 1, "seal-broken", f"{message} (docs/cu.md)"),
    ]
