"""Causes: one thing that changed is told once, with all that it moved; what no record moved, by itself."""

from typing import Any

import pytest
from sealed import seal_of

from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports import causes as told
from congbo.reports.causes import Cause, causes
from congbo.reports.report import Report
from congbo.reports.sealing import Drift, changes
from congbo.reports.seals import Chain
from congbo.words.vocabulary import SealedPart
from sample import document, event, indicator, organisation, procedure, ratio, report, statistic

BODY = """\
# Báo cáo

## I. Kết quả

Sở có {{ figure("ke-hoach") }} kế hoạch[^a] theo {{ cite("46-KH-SKHCN-2024") }}, tỷ lệ
{{ fraction("ty-le") }} và {{ figure("tai-khoan") }} tài khoản.

## II. Kết luận

Theo {{ cite("46-KH-SKHCN-2024") }} và {{ cite("46-KH-SKHCN-2024") }}.

[^a]: Xem {{ cite("9-KH-SKHCN-2024") }}.
"""
OWN = organisation("SKHCN", name="Sở Mẫu")
NINE, PLAN = (
    document(id_, issued=f"2024-0{n}-05") for n, id_ in enumerate(("9-KH-SKHCN-2024", "46-KH-SKHCN-2024"), 1)
)
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
COUNT = indicator("ke-hoach", ALL_PLANS, unit="kế hoạch")
SHARE = indicator("ty-le", ratio(ALL_PLANS, ALL_PLANS), unit="%")
ACCOUNTS = statistic("tai-khoan", "54")
RECORDS: list[Record] = [OWN, NINE, PLAN, COUNT, SHARE, ACCOUNTS]
ON = "báo cáo “bao-cao” niêm phong ngày 10/07/2024"


def after(*records: Record, body: str = BODY, chain: Chain | None = None) -> Report:
    """The sealed report over other records."""
    made = report(body, *RECORDS)
    return Report(made.source, made.meta, Register(records), chain or seal_of(report(BODY, *RECORDS)))


def replaced(*others: Record) -> list[Record]:
    return [next((o for o in others if type(o) is type(one) and o.id == one.id), one) for one in RECORDS]


def messages(found: Report) -> list[str]:
    return [cause.message for cause in causes(found)]


def test_a_report_that_is_as_it_was_sealed_has_no_cause() -> None:
    assert causes(after(*RECORDS)) == []
    assert causes(report(BODY, *RECORDS)) == []


def test_a_record_that_changed_is_told_with_the_figures_and_sections_that_use_it() -> None:
    later = PLAN.model_copy(update={"issued": None})
    (line,) = messages(after(*replaced(later)))
    assert line == (
        f"bản ghi “46-KH-SKHCN-2024” trong {ON} trước là “Kế hoạch số 46/KH-SKHCN ngày 05/02/2024; Kế hoạch"
        " số 46/KH-SKHCN ngày 05/02/2024; Kế hoạch số 46/KH-SKHCN ngày 05/02/2024”, nay là “Kế hoạch số"
        " 46/KH-SKHCN; Kế hoạch số 46/KH-SKHCN; Kế hoạch số 46/KH-SKHCN”; số liệu: ke-hoach (02, không đổi),"
        " ty-le (100% (2/2), không đổi); dẫn ở mục I và mục II"
    )


def test_a_value_is_told_as_it_was_and_as_it_is() -> None:
    (line,) = messages(after(*replaced(statistic("tai-khoan", "55"))))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” trong {ON} trước là “54 hồ sơ”, nay là “55 hồ sơ”;"
        " số liệu: tai-khoan (54 → 55)"
    )


def test_a_record_that_comes_to_count_is_told_once_with_every_figure_that_it_moves() -> None:
    more = document("47-KH-SKHCN-2024", issued="2024-03-06")
    assert messages(after(*RECORDS, more)) == [
        f"bản ghi “47-KH-SKHCN-2024” nay được dùng trong {ON}, lúc niêm phong thì không;"
        " số liệu: ke-hoach (02 → 03), ty-le (100% (2/2) → 100% (3/3))"
    ]


def test_a_record_that_counts_no_more_is_told_once_with_every_figure_that_it_moves() -> None:
    body = BODY.replace("Xem {{ cite", "Xem {{cite")
    gone = [one for one in RECORDS if one is not ACCOUNTS]
    (line,) = messages(after(*gone, body=body))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” mà {ON} đã dùng nay không còn được dùng;"
        " số liệu: tai-khoan (54 → không còn)"
    )


def test_a_figure_that_two_records_moved_is_told_with_each() -> None:
    more = [document(f"{n}-KH-SKHCN-2024", issued="2024-03-06") for n in (47, 48)]
    lines = messages(after(*RECORDS, *more))
    assert [line.partition("” ")[0] for line in lines] == [
        "bản ghi “47-KH-SKHCN-2024",
        "bản ghi “48-KH-SKHCN-2024",
    ]
    assert all("ke-hoach (02 → 04)" in line for line in lines)


def test_a_definition_that_changed_is_told_at_the_figure_and_not_at_every_record() -> None:
    none = indicator("ke-hoach", {"count": "văn bản", "where": {"kind": ["báo cáo"]}}, unit="kế hoạch")
    lines = messages(after(*replaced(none)))
    assert lines == [f"số liệu “ke-hoach” của {ON} trước là “02”, nay là “0”"]
    renamed = COUNT.model_copy(update={"title": "Tên khác"})
    assert messages(after(*replaced(renamed))) == [
        f"số liệu “ke-hoach” của {ON} trước là “tên: Chỉ số ke-hoach”, nay là “tên: Tên khác”"
    ]


def test_a_record_that_counts_through_another_document_or_day_is_told_though_its_name_is_the_same() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND")
    new = indicator("moi", {"count": "sự kiện", "where": {"action": "mới ban hành"}})
    one, other = (
        procedure("1.1", events=[event("mới ban hành", day)]) for day in ("2024-03-22", "2024-03-23")
    )
    sealed = report('{{ figure("moi") }}', OWN, decision, new, one)
    now = Report(sealed.source, sealed.meta, Register([OWN, decision, new, other]), seal_of(sealed))
    assert messages(now) == [f"bản ghi “1.1” nay được tính khác lúc {ON}; số liệu: moi (01, không đổi)"]


def test_a_name_a_note_a_key_and_the_prose_are_each_told_by_themselves() -> None:
    renamed = organisation("SKHCN", name="Sở Khác")
    body = BODY.replace("[^a]: Xem", "[^a]: Coi").replace("Theo", "Căn cứ")
    found = after(*replaced(renamed), body=body)
    found = Report(found.source, found.meta, Register(replaced(renamed)), found.chain)
    assert messages(found) == [
        f"tên cơ quan “SKHCN” trong {ON} trước là “Sở Mẫu”, nay là “Sở Khác”",
        f"chú thích “a” của {ON} trước là “Xem [9-KH-SKHCN-2024].”, nay là “Coi [9-KH-SKHCN-2024].”",
        f"lời văn của {ON} trước là “Theo [46-KH-SKHCN-2024] và [46-KH-SKHCN-2024].”,"
        " nay là “Căn cứ [46-KH-SKHCN-2024] và [46-KH-SKHCN-2024].”",
    ]


FIGURE: dict[str, Any] = {"title": "Số", "text": "01"}
TWO = {**FIGURE, "text": "02"}
CHANGES: list[tuple[SealedPart, str, Any, Any, str]] = [
    (SealedPart.FIGURE, "x", FIGURE, TWO, "số liệu “x” của {on} trước là “01”, nay là “02”"),
    (SealedPart.FIGURE, "x", None, FIGURE, "số liệu “x” của {on} nay có thêm: “01”"),
    (SealedPart.FIGURE, "x", FIGURE, None, "số liệu “x” của {on} nay không còn (trước là “01”)"),
    (SealedPart.NAME, "x", "Sở", None, "tên cơ quan “x” trong {on} nay không còn (trước là “Sở”)"),
    (SealedPart.TEXT, "place", None, "Kon Tum", "khoá “place” của {on} nay có thêm: “Kon Tum”"),
    (SealedPart.TEXT, "body", [["a"]], [], "lời văn của {on} trước là “a”, nay là “không có”"),
    (
        SealedPart.NOTE,
        "x",
        {"number": "1", "text": ["a"]},
        {"number": "2", "text": ["a"]},
        "chú thích “x” của {on} trước là “1”, nay là “2”",
    ),
    (SealedPart.RECORD, "document/la", None, None, "bản ghi “la” nay được tính khác lúc {on}"),
    (
        SealedPart.RECORD,
        "document/la",
        {"name": "a"},
        {"name": "b"},
        "bản ghi “la” trong {on} trước là “a”, nay là “b”",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("part", "id_", "old", "new", "message"), CHANGES)
def test_a_change_is_told_with_old_and_new(
    part: SealedPart, id_: str, old: Any, new: Any, message: str
) -> None:
    cause = Cause(after(*RECORDS), Drift(part, id_, old, new))
    assert cause.message == message.format(on=ON)


def test_of_many_figures_the_first_are_named_and_the_others_counted() -> None:
    for count, more in ((5, ""), (6, " và 1 mục khác"), (9, " và 4 mục khác")):
        moved = tuple(
            Drift(SealedPart.FIGURE, f"f{n}", FIGURE, {**FIGURE, "text": "02"}) for n in range(count)
        )
        cause = Cause(after(*RECORDS), Drift(SealedPart.RECORD, "document/la", None, {"name": "a"}), moved)
        named = ", ".join(f"f{n} (01 → 02)" for n in range(told.MOST_NAMED))
        assert cause.message.endswith(f"; số liệu: {named}{more}")


def test_a_figure_that_was_corrected_away_and_is_there_again_was_not_there_before() -> None:
    gone = after(*[one for one in RECORDS if one is not ACCOUNTS])
    assert gone.chain is not None
    chain = gone.chain.followed_by(gone.chain.seal.date, "Bỏ số này.", changes(gone))
    assert causes(after(*[one for one in RECORDS if one is not ACCOUNTS], chain=chain)) == []
    (line,) = messages(after(*RECORDS, chain=chain))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” nay được dùng trong {ON}, lúc niêm phong thì không;"
        " số liệu: tai-khoan (không có → 54)"
    )
