"""The rules of sealed reports: where a change is told, what mark a page names, which links cannot be."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from checking import TODAY, KeysAsPlaces
from sealed import chained, seal_of

from congbo.records.editing import replaced
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.causes import Cause
from congbo.reports.report import Report
from congbo.reports.sealing import Drift, changes
from congbo.reports.seals import Chain, Rectification
from congbo.reports.written_page import read_page
from congbo.rules import seals
from congbo.rules.rulebook import SiteToCheck
from congbo.words.vocabulary import SealedPart
from sample import document, indicator, organisation, report, statistic

DAY = date(2024, 7, 30)
BODY = """\
# Báo cáo

## I. Kết quả

Sở có {{ figure("ke-hoach") }} kế hoạch[^a] theo {{ cite("46-KH-SKHCN-2024") }}, và
{{ figure("tai-khoan") }} tài khoản, {{ figure("ke-hoach") }} kế hoạch.

Đoạn hai, theo {{ cite("46-KH-SKHCN-2024") }}.

[^a]: Xem {{ cite("9-KH-SKHCN-2024") }}.
"""
PAGE, SEAL = "docs/bao-cao/bao-cao.md", "docs/bao-cao/bao-cao.seal.json"
PLANS = [
    document(id_, issued=f"2024-0{n}-05") for n, id_ in enumerate(("9-KH-SKHCN-2024", "46-KH-SKHCN-2024"), 1)
]
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
RECORDS: list[Record] = [
    organisation("SKHCN", name="Sở Mẫu"),
    *PLANS,
    indicator("ke-hoach", ALL_PLANS, unit="kế hoạch"),
    statistic("tai-khoan", "54"),
]
PLAIN = report(BODY, *RECORDS)
CHAIN = seal_of(PLAIN, DAY)
SEALED_ON = "báo cáo “bao-cao” niêm phong ngày 30/07/2024"


def sealed(found: Report = PLAIN, chain: Chain = CHAIN, mark: str | None = None) -> Report:
    """A report with a seal, whose page names its mark or another."""
    meta = found.meta.model_copy(update={"seal": chain.mark if mark is None else mark})
    return Report(found.source, meta, found.register, chain)


REPORT = sealed()


def place(text: str, nth: int = 0, page: str = PLAIN.source.text) -> tuple[int, int]:
    """The line and column in the page where a text stands."""
    starts = [match.start() for match in re.finditer(re.escape(text), page)]
    before = page[: starts[nth]]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def problems(
    check: Any,
    *reports: Report,
    unread: frozenset[str] = frozenset(),
    files: Iterable[str] = (),
    today: date = TODAY,
) -> list[tuple[Any, ...]]:
    """What a check tells, each with the key of a record or the place in the page that it points at."""
    places = KeysAsPlaces()
    sources = tuple(one.source for one in reports)
    site = SiteToCheck(
        reports[0].register,
        places,
        today,
        sources=sources,
        reports=reports,
        unread_ids=unread,
        seals=tuple(files),
    )
    return [
        (
            p.path,
            places.key(p.line) if p.path.startswith("records/") else (p.line, p.column),
            p.rule,
            p.message,
            p.hint,
        )
        for p in check(site)
    ]


FIGURE = {"title": "Số", "text": "01"}


def at(monkeypatch: pytest.MonkeyPatch, part: SealedPart, id_: str, *moved: str) -> tuple[Any, Any]:
    """Where the check points for a change of a part, which moved these figures."""
    figures = tuple(Drift(SealedPart.FIGURE, one, FIGURE, None) for one in moved)
    shapes: dict[SealedPart, Any] = {SealedPart.FIGURE: FIGURE, SealedPart.RECORD: {"name": "a"}}
    shapes[SealedPart.NAME] = {"full": "a"}
    old = shapes.get(part, {"number": "1", "text": []})
    cause = Cause(REPORT, Drift(part, id_, old, None), figures)
    monkeypatch.setattr(seals, "causes", lambda _: [cause])
    ((path, where, rule, _, _),) = problems(seals.sealed, REPORT)
    assert rule == "seal-drift"
    return path, where


def test_a_change_is_told_where_it_is_best_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = "records/plans/46-KH-SKHCN-2024.md"
    assert at(monkeypatch, SealedPart.RECORD, "document/46-KH-SKHCN-2024") == (plan, "")
    own = "records/organisations/SKHCN.md"
    assert at(monkeypatch, SealedPart.NAME, "organisation/UBND") == (own, "parent")
    assert at(monkeypatch, SealedPart.FIGURE, "ke-hoach") == (PAGE, place("figure("))
    assert at(monkeypatch, SealedPart.FIGURE, "tai-khoan") == (PAGE, place('figure("tai'))
    assert at(monkeypatch, SealedPart.NOTE, "a") == (PAGE, place("[^a]:"))
    assert at(monkeypatch, SealedPart.TEXT, "as_of") == (PAGE, place("as_of:"))
    gone = at(monkeypatch, SealedPart.RECORD, "document/cu", "tai-khoan", "ke-hoach")
    assert gone == (PAGE, place("figure("))
    assert at(monkeypatch, SealedPart.RECORD, "document/cu", "tai-khoan") == (PAGE, place('figure("tai'))
    for part in set(SealedPart) - {SealedPart.NAME}:
        id_ = "document/la" if part is SealedPart.RECORD else "la"
        assert at(monkeypatch, part, id_) == (PAGE, (1, 1))


def prose(now: str, before: str = BODY) -> tuple[int, int]:
    """Where a change of the prose is told."""
    page = report(now, *RECORDS)
    found = sealed(page, seal_of(report(before, *RECORDS), DAY))
    ((path, where, _, message, _),) = [
        one for one in problems(seals.sealed, found) if one[3].startswith("lời văn")
    ]
    assert path == PAGE
    assert f"lời văn của {SEALED_ON}" in message
    line, column = where
    return line, column


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Báo cáo\n", "# Báo cáo khác\n"),
        ("Sở có", "Sở đã có"),
        ("Đoạn hai", "Đoạn cuối"),
    ],
)
def test_a_change_of_the_prose_is_told_at_the_paragraph(old: str, new: str) -> None:
    body = BODY.replace(old, new)
    assert prose(body)[0] == place(new.strip(), page=report(body, *RECORDS).source.text)[0]


def test_a_change_of_a_note_is_told_at_its_text() -> None:
    other = sealed(report(BODY.replace("[^a]: Xem", "[^a]: Coi"), *RECORDS))
    ((path, where, _, message, _),) = problems(seals.sealed, other)
    assert (path, where) == (PAGE, place("[^a]:"))
    assert message.startswith(f"chú thích “a” của {SEALED_ON} trước là “Xem ")


def test_the_place_is_that_of_the_first_paragraph_that_is_another() -> None:
    body = "\n\nMột.\n\nHai.\n\nBa.\n"
    first = report(body, *RECORDS).source.body_line
    for now, line in (
        ("\n\nHai.\n\nBa.\n", 2),
        ("\n\nHai.\n\nMột.\n\nBa.\n", 2),
        ("\n\nMột.\n\nBa.\n\nHai.\n", 4),
        ("\n\nMột.\n\nHai.\n\nBa.\n\nBốn.\n", 8),
        ("\n\nMột.\n\nHai.\n", 4),
        ("", 0),
    ):
        assert prose(now, body) == (first + line, 1), now


def test_a_change_comes_with_what_to_do_and_every_report_is_looked_at() -> None:
    body = BODY.replace("Đoạn hai", "Đoạn cuối")
    found = sealed(report(body, *RECORDS))
    hint = "Hãy sửa lại như lúc niêm phong, hoặc ghi đính chính bằng lệnh “congbo rectify bao-cao”"
    ((*_, rule, message, said),) = problems(seals.sealed, found)
    assert (rule, said) == ("seal-drift", hint)
    assert message == (
        f"lời văn của {SEALED_ON} trước là “Đoạn hai, theo [46-KH-SKHCN-2024].”,"
        " nay là “Đoạn cuối, theo [46-KH-SKHCN-2024].”"
    )
    assert len(problems(seals.sealed, PLAIN, found, REPORT, found)) == 2
    assert problems(seals.sealed, found, unread=frozenset({"a"})) == []
    unread = replace(found.source, problems=(Problem(PAGE, 1, 1, "macro-syntax", "lệnh"),))
    broken = Report(unread, found.meta, found.register, found.chain)
    assert problems(seals.sealed, broken) == []
    assert len(problems(seals.sealed, broken, found)) == 1


def test_a_report_that_is_as_it_was_sealed_has_no_problem() -> None:
    for check in (seals.sealed, seals.rectifications, seals.named_seals):
        assert problems(check, REPORT, PLAIN, files=[SEAL]) == []


def corrected(value: str, chain: Chain, day: date, reason: str = "Đếm sót.") -> Chain:
    """A chain with one more rectification, of the number of accounts."""
    others = [one for one in RECORDS if one.path != statistic("tai-khoan", "54").path]
    found = Report(PLAIN.source, PLAIN.meta, Register([*others, statistic("tai-khoan", value)]), chain)
    return chain.followed_by(day, reason, changes(found))


ONE = corrected("55", CHAIN, date(2024, 8, 1))
TWO = corrected("56", ONE, date(2024, 8, 2))


def of_page(mark: str, chain: Chain | None) -> list[tuple[Any, ...]]:
    """What is told of a page that names a mark, beside a chain or none."""
    source = PLAIN.source
    if mark:
        source = read_page(replaced(source.text.encode(), ("seal",), mark), PAGE)
    meta = PLAIN.meta.model_copy(update={"seal": mark})
    return problems(
        seals.named_seals, Report(source, meta, PLAIN.register, chain), files=[SEAL] * bool(chain)
    )


RESTORE = f"Hãy lấy lại cả trang và tệp {SEAL} từ lịch sử git"


def test_a_page_names_the_mark_of_the_last_link_however_it_is_typed() -> None:
    for chain in (CHAIN, ONE, TWO):
        assert of_page(chain.mark, chain) == []
        assert of_page(chain.head[:32].upper(), chain) == []
        assert of_page(chain.mark.replace(" ", "-"), chain) == []
    assert of_page("", None) == []


def test_another_mark_at_the_head_of_a_page_is_told_where_it_stands() -> None:
    told = of_page(CHAIN.mark, None)
    where = 10, 7
    missing = f"đầu trang ghi mã niêm phong “{CHAIN.mark}” nhưng không có tệp {SEAL}"
    assert told == [(PAGE, where, "seal-broken", missing, RESTORE)]
    line = f"báo cáo đã niêm phong nhưng đầu trang không có dòng “seal: {TWO.mark}”"
    assert of_page("", TWO) == [(PAGE, (1, 1), "seal-broken", line, RESTORE)]
    for number, earlier in enumerate((CHAIN, ONE), 1):
        said = f"là mã trước đính chính thứ {number}; mã sau đính chính là “{TWO.mark}”"
        message = f"mã niêm phong ở đầu trang {said}"
        assert of_page(earlier.mark, TWO) == [(PAGE, where, "seal-broken", message, RESTORE)]
    for wrong in (
        TWO.mark[:24],
        TWO.head,
        f"0{TWO.mark[1:]}" if TWO.mark[0] != "0" else f"1{TWO.mark[1:]}",
        "x",
    ):
        message = f"mã niêm phong ở đầu trang là “{wrong}”, dấu niêm phong có mã “{TWO.mark}”"
        assert of_page(wrong, TWO) == [(PAGE, where, "seal-broken", message, RESTORE)]


def test_what_is_wrong_with_a_file_is_told_there_and_not_at_the_page_too() -> None:
    found = sealed(mark="1e00")
    unread = Report(found.source, found.meta, found.register)
    assert problems(seals.named_seals, unread, files=[SEAL]) == []
    assert len(problems(seals.named_seals, unread)) == 1


def wrong(chain: Chain, today: date = TODAY) -> list[str]:
    """What is told of the links of a chain whose digests hold."""
    assert chain.broken() == ""
    told = problems(seals.rectifications, PLAIN, sealed(chain=chain), today=today)
    assert {one[:3] for one in told} <= {(SEAL, (1, 1), "rectification-mismatch")}
    return [one[3] for one in told]


def links(chain: Chain, *updates: dict[str, Any]) -> Chain:
    """A chain whose rectifications say otherwise, with every digest computed anew."""
    made = [one.model_copy(update=more) for one, more in zip(chain.rectifications, updates, strict=True)]
    return chained(chain, rectifications=tuple(made))


def test_links_follow_the_seal_and_each_other_or_share_a_day() -> None:
    assert wrong(TWO) == []
    assert wrong(links(TWO, {"date": DAY}, {"date": DAY})) == []
    assert wrong(links(TWO, {"date": date(2024, 7, 29)}, {})) == [
        "đính chính thứ 1 đề ngày 29/07/2024, trước 30/07/2024 là ngày của lần trước nó"
    ]
    assert wrong(links(TWO, {"date": date(2024, 8, 3)}, {})) == [
        "đính chính thứ 2 đề ngày 02/08/2024, trước 03/08/2024 là ngày của lần trước nó"
    ]


def test_no_link_is_of_a_day_to_come() -> None:
    assert wrong(TWO, date(2024, 8, 2)) == []
    assert wrong(TWO, date(2024, 8, 1)) == ["đính chính thứ 2 đề ngày 02/08/2024, là ngày chưa tới"]
    assert wrong(CHAIN, DAY) == []
    assert wrong(CHAIN, date(2024, 7, 29)) == ["ngày niêm phong 30/07/2024 chưa tới"]


@pytest.mark.parametrize("reason", ["", " ", "…", "- . -", "12", "a", "_ _", "a b c", "\u00a0"])
def test_a_rectification_says_why(reason: str) -> None:
    assert wrong(links(TWO, {}, {"reason": reason})) == ["đính chính thứ 2 không nói lý do"]
    assert not seals.is_reason(reason)


@pytest.mark.parametrize("reason", ["Đếm sót.", "Đã đếm lại 2 lần", "ok"])
def test_any_words_are_a_reason(reason: str) -> None:
    assert wrong(links(TWO, {}, {"reason": reason})) == []


def with_change(chain: Chain, nth: int, **update: Any) -> tuple[Any, ...]:
    found = list(chain.rectifications[-1].changes)
    found[nth] = found[nth].model_copy(update=update)
    return tuple(found)


WORDS = [
    ("title", "số liệu “Số tai-khoan”"),
    ("old", "55"),
    ("new", "56"),
]


@pytest.mark.parametrize(("key", "true"), WORDS)
def test_a_rectification_says_of_a_part_what_was_read_before_and_since(key: str, true: str) -> None:
    for said in ("", "khác"):
        altered = links(TWO, {}, {"changes": with_change(TWO, 0, **{key: said})})
        assert wrong(altered) == [f"đính chính thứ 2 ghi “{said}” ở chỗ phải là “{true}”"]


def test_a_value_that_a_rectification_lets_pass_is_that_of_its_words() -> None:
    value = {**TWO.rectifications[-1].changes[0].value, "text": "65"}
    altered = links(TWO, {}, {"changes": with_change(TWO, 0, value=value)})
    assert wrong(altered) == ["đính chính thứ 2 ghi “56” ở chỗ phải là “65”"]


def test_what_was_not_there_cannot_be_taken_away() -> None:
    gone = TWO.rectifications[-1].changes[0].model_copy(update={"id": "la", "value": None})
    altered = links(TWO, {}, {"changes": (*TWO.rectifications[-1].changes, gone)})
    assert wrong(altered) == ["đính chính thứ 2 bỏ số liệu “la”, là phần không có trong báo cáo"]


def test_a_rectification_counts_from_what_the_one_before_left() -> None:
    first, second = TWO.rectifications
    swapped = chained(TWO, rectifications=(second, first))
    assert "đính chính thứ 1 ghi “55” ở chỗ phải là “54”" in wrong(swapped)
    only: tuple[Rectification, ...] = (second,)
    assert "đính chính thứ 1 ghi “55” ở chỗ phải là “54”" in wrong(chained(TWO, rectifications=only))


def test_a_seal_without_its_report_is_told() -> None:
    places = KeysAsPlaces()
    page = replace(PLAIN.source, path="docs/tin.md", data={})
    paths = (SEAL, "docs/tin.seal.json", "docs/cu.seal.json")
    site = SiteToCheck(Register(RECORDS), places, TODAY, sources=(PLAIN.source, page), seals=paths)
    told_of = [(p.path, p.line, p.column, p.rule, p.message) for p in seals.lone_seals(site)]
    message = "không có trang báo cáo đi cùng dấu niêm phong này"
    assert told_of == [
        ("docs/tin.seal.json", 1, 1, "seal-broken", f"{message} (docs/tin.md)"),
        ("docs/cu.seal.json", 1, 1, "seal-broken", f"{message} (docs/cu.md)"),
    ]
