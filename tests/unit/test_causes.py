"""Why a sealed report is no longer as it was: one thing that changed is told once, with old and new words."""

import random
from datetime import date
from typing import Any

import pytest
from sealed import seal_of

from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.causes import MOST_NAMED, Cause, causes
from congbo.reports.projection import shown_of
from congbo.reports.report import Report, read_report
from congbo.reports.sealing import Drift, changes
from congbo.reports.seals import Chain, sealed
from congbo.reports.written_page import read_page
from congbo.words.vocabulary import SealedPart
from sample import (
    document,
    dossiers,
    event,
    field,
    indicator,
    organisation,
    procedure,
    ratio,
    report,
    statistic,
)

DAY = date(2024, 7, 30)
OWN = organisation("SKHCN", name="Sở Mẫu", short_name="Sở", parent="UBND")
ABOVE = organisation("UBND", name="Ủy ban nhân dân tỉnh Mẫu", short_name="UBND tỉnh")
PLAN = document("46-KH-SKHCN-2024", issued="2024-03-05", topics=["cchc"])
TOPIC = field("cchc", name="Cải cách")
WHERE = {"kind": ["kế hoạch"], "topics": ["cchc"], "issued": ["trong kỳ"]}
COUNT = indicator("ke-hoach", {"count": "văn bản", "where": WHERE}, unit="kế hoạch", order="1")
BODY = 'Có {{ figure("ke-hoach") }}.\n'


def messages(body: str, then: tuple[Record, ...], now: tuple[Record, ...], keys: str = "") -> list[str]:
    """What is told of a report that was sealed over some records and stands over others."""
    made = report(body, *then, keys=keys)
    chain = sealed(made.id, DAY, shown_of(made))
    return [one.message for one in causes(Report(made.source, made.meta, Register(now), chain))]


def changed(record: Record, **keys: Any) -> Record:
    return record.model_copy(update=keys)


def test_a_day_beside_a_counted_record_is_told_with_the_record() -> None:
    later = changed(PLAN, issued=date(2024, 3, 6))
    (told,) = messages(BODY, (OWN, TOPIC, PLAN, COUNT), (OWN, TOPIC, later, COUNT))
    assert "bản ghi “46-KH-SKHCN-2024”" in told
    assert "trước là “ngày 05/03/2024”, nay là “ngày 06/03/2024”" in told
    assert "ke-hoach (01, không đổi)" in told


def test_a_name_in_a_definition_is_shown_and_told_once() -> None:
    renamed = changed(TOPIC, name="Cải cách hành chính")
    (told,) = messages(BODY, (OWN, TOPIC, PLAN, COUNT), (OWN, renamed, PLAN, COUNT))
    assert told.startswith("tên lĩnh vực “cchc” trong báo cáo")
    assert "trước là “Cải cách”, nay là “Cải cách hành chính”" in told


def test_the_name_of_an_issuer_is_told_once_and_not_at_each_document() -> None:
    first = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND")
    second = document("349-QD-UBND-2024", "decisions", number="349/QĐ-UBND", issuer="UBND")
    body = '{{ cite("348-QD-UBND-2024", of="short") }}, {{ cite("349-QD-UBND-2024", of="short") }}\n'
    renamed = changed(ABOVE, short_name="UBND tỉnh Mẫu")
    (told,) = messages(body, (OWN, ABOVE, first, second), (OWN, renamed, first, second))
    assert "tên cơ quan “UBND”" in told
    assert "trước là “UBND tỉnh”, nay là “UBND tỉnh Mẫu”" in told
    assert (
        messages(body, (OWN, ABOVE, first, second), (OWN, changed(ABOVE, long_name="x"), first, second)) == []
    )


def test_the_name_of_any_of_several_issuers_is_told_once_and_an_edit_beside_it_is_told_too() -> None:
    names = {"A": "Sở", "B": "Sở Tài chính", "C": "Ban", "D": "Ủy ban"}
    chance = random.Random(5)
    for _ in range(200):
        ids = chance.sample(list(names), chance.randint(1, 4))
        new = dict(zip(ids, chance.sample([*names.values(), "Bộ", "Bộ Tài chính"], len(ids)), strict=True))
        moved = chance.sample(ids, chance.randint(1, len(ids)))
        moved = [id_ for id_ in moved if new[id_] != names[id_]]
        before = [organisation(id_, name=f"{name} X", short_name=name) for id_, name in names.items()]
        after = [changed(one, short_name=new[one.id]) if one.id in moved else one for one in before]
        keys: dict[str, Any] = {"issuer": ids[0], "joint_issuers": ids[1:], "subject": "về Sở, Ban và Ủy ban"}
        joint = document("1-TTLT-2024", "circulars", issued="2024-01-05", **keys)
        edited = changed(joint, subject="về Sở, Ban và Bộ") if chance.random() < 0.3 else joint
        form = chance.choice(["short", "full"])
        body = f'{{{{ cite("1-TTLT-2024", of="{form}", subject=true) }}}}, {{{{ cite("1-TTLT-2024") }}}}\n'
        told = messages(body, (OWN, ABOVE, *before, joint), (OWN, ABOVE, *after, edited))
        expected = [f"tên cơ quan “{id_}”" for id_ in sorted(moved)] if form == "short" else []
        assert len(told) == len(expected) + (edited is not joint)
        assert all(any(one in message for message in told) for one in expected)


def test_another_body_above_is_told_though_neither_name_changed() -> None:
    other = organisation("BO", name="Bộ Mẫu")
    told = messages("x\n", (OWN, ABOVE, other), (changed(OWN, parent="BO"), ABOVE, other))
    assert any("Ủy ban nhân dân tỉnh Mẫu" in one for one in told)
    assert any("Bộ Mẫu" in one for one in told)


def test_the_subject_of_a_document_in_a_list_is_told_with_the_document_alone() -> None:
    said = changed(PLAN, subject="về cải cách")
    body = 'Có {{ figure("ke-hoach") }}: {{ cite_all("ke-hoach", subject=true) }}.\n'
    (told,) = messages(body, (OWN, TOPIC, said, COUNT), (OWN, TOPIC, changed(PLAN, subject="về số"), COUNT))
    assert "về cải cách”, nay là" in told
    assert "về số”" in told
    plain = 'Có {{ figure("ke-hoach") }}: {{ cite_all("ke-hoach") }}.\n'
    assert messages(plain, (OWN, TOPIC, said, COUNT), (OWN, TOPIC, PLAN, COUNT)) == []


def test_a_declared_figure_in_the_place_of_another_is_told_once_with_both_times() -> None:
    old = statistic("tai-khoan", "54", day="2024-03-01")
    new = statistic("tai-khoan", "54", day="2024-05-01")
    (told,) = messages('{{ figure("tai-khoan") }}\n', (OWN, old), (OWN, old, new))
    assert "bản ghi “tai-khoan-2024-05-01” nay được dùng" in told
    assert "thời gian: Ngày 01/03/2024 → Ngày 01/05/2024" in told


def test_a_title_of_a_declared_figure_is_told_once_though_a_definition_names_it() -> None:
    then = statistic("tai-khoan", "54")
    now = changed(then, title="Số tài khoản mới")
    share = indicator("so", {"statistic": "tai-khoan"}, unit="tài khoản")
    (told,) = messages('{{ figure("tai-khoan") }}\n', (OWN, then, share), (OWN, now, share))
    assert "bản ghi “tai-khoan-2024-07-20”" in told
    assert "Số tài khoản mới" in told


def test_an_indicator_that_is_gone_is_told_by_itself_and_not_at_what_it_counted() -> None:
    (told,) = messages("x\n", (OWN, TOPIC, PLAN, COUNT), (OWN, TOPIC, PLAN))
    assert told.startswith("số liệu “ke-hoach” của báo cáo")
    assert "nay không còn (trước là “01”)" in told


def test_a_sealed_report_keeps_its_figures_and_their_order() -> None:
    second = indicator("khac", {"count": "văn bản", "where": {"kind": ["báo cáo"]}}, order="2")
    made = report(BODY, OWN, TOPIC, PLAN, COUNT, second)
    chain = sealed(made.id, DAY, shown_of(made))
    first = changed(second, order=0)
    new = indicator("moi", {"count": "văn bản"}, order="1")
    now = Report(made.source, made.meta, Register((OWN, TOPIC, PLAN, COUNT, first, new)), chain)
    assert list(now.figures) == ["ke-hoach", "khac"]
    assert causes(now) == []


def test_the_order_of_the_figures_is_part_of_what_is_sealed() -> None:
    made = report("x", OWN, TOPIC, PLAN, COUNT, indicator("khac", {"count": "văn bản"}, order="2"))
    shown = shown_of(made)
    assert shown.order == ["ke-hoach", "khac"]
    turned = shown.model_copy(update={"order": ["khac", "ke-hoach"]})
    assert sealed("a", DAY, turned).head != sealed("a", DAY, shown).head


def page_messages(old: tuple[str, str], new: tuple[str, str], *records: Record) -> list[str]:
    """What is told of a report whose page, given as (keys, body), is another since it was sealed."""
    made = report(old[1], *records, keys=old[0])
    chain = sealed(made.id, DAY, shown_of(made))
    page = report(new[1], *records, keys=new[0])
    source = read_page(page.source.text.encode(), made.source.path)
    meta, _ = read_report(source)
    assert meta
    return [one.message for one in causes(Report(source, meta, made.register, chain))]


def test_a_key_that_says_what_holds_without_it_changes_nothing() -> None:
    assert page_messages(("", "x\n"), ("illustrative: không\nday_known: có\n", "x\n"), OWN) == []
    (told,) = page_messages(("", "x\n"), ("day_known: không\n", "x\n"), OWN)
    assert "khoá “day_known”" in told
    assert "trước là “có”, nay là “không”" in told


def test_what_follows_from_another_frame_is_told_with_it() -> None:
    row = dossiers("mot-cua", {"received_total": 2})
    keys = "previous:\n  start: 2023-01-01\n  end: 2023-07-20\n  as_of: 2023-07-20\n"
    (told,) = page_messages(("", BODY), (keys, BODY), OWN, TOPIC, PLAN, COUNT, row)
    assert "khoá “previous”" in told
    assert "ke-hoach (01, không đổi)" in told


def test_what_follows_from_another_call_is_told_with_the_text() -> None:
    other = document("47-KH-SKHCN-2024", issued="2024-03-06")
    then, now = '{{ cite("46-KH-SKHCN-2024") }}\n', '{{ cite("47-KH-SKHCN-2024") }}\n'
    (told,) = page_messages(("", then), ("", now), OWN, PLAN, other)
    assert told.startswith("lời văn của báo cáo")
    assert "[46-KH-SKHCN-2024]”, nay là “[47-KH-SKHCN-2024]" in told


def test_of_a_long_text_only_what_differs_is_told() -> None:
    long = "Từ đầu năm đến nay Sở đã " + "triển khai rất nhiều việc " * 20
    (told,) = page_messages(("", f"{long}và 16 hồ sơ.\n"), ("", f"{long}và 17 hồ sơ.\n"), OWN)
    assert "“… khai rất nhiều việc và 16 hồ sơ.”, nay là “… khai rất nhiều việc và 17 hồ sơ.”" in told


def test_a_word_at_either_end_of_a_long_text_is_told_without_the_rest() -> None:
    long = "triển khai rất nhiều việc " * 20 + "trong năm"
    (told,) = page_messages(("", f"{long}\n"), ("", f"{long} nay\n"), OWN)
    assert "trước là “… rất nhiều việc trong năm”, nay là “… rất nhiều việc trong năm nay”" in told
    (told,) = page_messages(("", f"{long}\n"), ("", f"Đã {long}\n"), OWN)
    assert "trước là “triển khai rất nhiều việc …”, nay là “Đã triển khai rất nhiều việc …”" in told


def test_another_form_of_a_name_with_the_same_words_changes_nothing() -> None:
    issuer = organisation("TT", name="Trung tâm", long_name="Trung tâm")
    cited = document("348-QD-TT-2024", "decisions", number="348/QĐ-TT", issuer="TT")
    then, now = (f'{{{{ cite("348-QD-TT-2024", of="{form}") }}}}\n' for form in ("full", "long"))
    assert page_messages(("", then), ("", now), OWN, issuer, cited) == []


WHOLE = """\
# Báo cáo

## I. Kết quả

Sở có {{ figure("ke-hoach") }} kế hoạch[^a] theo {{ cite("46-KH-SKHCN-2024") }}, tỷ lệ
{{ fraction("ty-le") }} và {{ figure("tai-khoan") }} tài khoản.

## II. Kết luận

Theo {{ cite("46-KH-SKHCN-2024") }} và {{ cite("46-KH-SKHCN-2024") }}.

[^a]: Xem {{ cite("9-KH-SKHCN-2024") }}.
"""
FIRST, SECOND = (
    document(id_, issued=f"2024-0{n}-05") for n, id_ in enumerate(("9-KH-SKHCN-2024", "46-KH-SKHCN-2024"), 1)
)
ALL_PLANS = {"count": "văn bản", "where": {"kind": ["kế hoạch"]}}
PLANS = indicator("ke-hoach", ALL_PLANS, unit="kế hoạch")
SHARE = indicator("ty-le", ratio(ALL_PLANS, ALL_PLANS), unit="%")
ACCOUNTS = statistic("tai-khoan", "54")
RECORDS: list[Record] = [OWN, FIRST, SECOND, PLANS, SHARE, ACCOUNTS]
ON = "báo cáo “bao-cao” niêm phong ngày 10/07/2024"


def after(*records: Record, body: str = WHOLE, chain: Chain | None = None) -> Report:
    """The sealed report over other records."""
    made = report(body, *RECORDS)
    return Report(made.source, made.meta, Register(records), chain or seal_of(report(WHOLE, *RECORDS)))


def replaced(*others: Record) -> list[Record]:
    return [next((o for o in others if type(o) is type(one) and o.id == one.id), one) for one in RECORDS]


def lines_of(found: Report) -> list[str]:
    return [cause.message for cause in causes(found)]


def test_a_report_that_is_as_it_was_sealed_has_no_cause() -> None:
    assert causes(after(*RECORDS)) == []
    assert causes(report(WHOLE, *RECORDS)) == []


def test_a_record_that_changed_is_told_with_the_figures_and_sections_that_use_it() -> None:
    later = SECOND.model_copy(update={"issued": None})
    (line,) = lines_of(after(*replaced(later)))
    assert line == (
        f"bản ghi “46-KH-SKHCN-2024” trong {ON} trước là “Kế hoạch số 46/KH-SKHCN ngày 05/02/2024; Kế hoạch"
        " số 46/KH-SKHCN ngày 05/02/2024; Kế hoạch số 46/KH-SKHCN ngày 05/02/2024”, nay là “Kế hoạch số"
        " 46/KH-SKHCN; Kế hoạch số 46/KH-SKHCN; Kế hoạch số 46/KH-SKHCN”; số liệu: ke-hoach (02, không đổi),"
        " ty-le (100% (2/2), không đổi); dẫn ở mục I và mục II"
    )


def test_a_value_is_told_as_it_was_and_as_it_is() -> None:
    (line,) = lines_of(after(*replaced(statistic("tai-khoan", "55"))))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” trong {ON} trước là “54 hồ sơ”, nay là “55 hồ sơ”;"
        " số liệu: tai-khoan (54 → 55)"
    )


def test_a_record_that_comes_to_count_is_told_once_with_every_figure_that_it_moves() -> None:
    more = document("47-KH-SKHCN-2024", issued="2024-03-06")
    assert lines_of(after(*RECORDS, more)) == [
        f"bản ghi “47-KH-SKHCN-2024” nay được dùng trong {ON}, lúc niêm phong thì không;"
        " số liệu: ke-hoach (02 → 03), ty-le (100% (2/2) → 100% (3/3))"
    ]


def test_a_record_that_counts_no_more_is_told_once_with_every_figure_that_it_moves() -> None:
    body = WHOLE.replace("Xem {{ cite", "Xem {{cite")
    gone = [one for one in RECORDS if one is not ACCOUNTS]
    (line,) = lines_of(after(*gone, body=body))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” mà {ON} đã dùng nay không còn được dùng;"
        " số liệu: tai-khoan (54 → không có)"
    )


def test_a_figure_that_two_records_moved_is_told_with_each() -> None:
    more = [document(f"{n}-KH-SKHCN-2024", issued="2024-03-06") for n in (47, 48)]
    lines = lines_of(after(*RECORDS, *more))
    assert [line.partition("” ")[0] for line in lines] == [
        "bản ghi “47-KH-SKHCN-2024",
        "bản ghi “48-KH-SKHCN-2024",
    ]
    assert all("ke-hoach (02 → 04)" in line for line in lines)


def test_a_definition_that_changed_is_told_at_the_figure_and_not_at_every_record() -> None:
    none = indicator("ke-hoach", {"count": "văn bản", "where": {"kind": ["báo cáo"]}}, unit="kế hoạch")
    lines = lines_of(after(*replaced(none)))
    assert lines == [
        f"số liệu “ke-hoach” của {ON} trước là “02”, nay là “0”;"
        " cách tính: đếm văn bản: loại văn bản là kế hoạch → đếm văn bản: loại văn bản là báo cáo"
    ]
    renamed = PLANS.model_copy(update={"title": "Tên khác"})
    assert lines_of(after(*replaced(renamed))) == [
        f"số liệu “ke-hoach” của {ON} trước là “tên: Chỉ số ke-hoach”, nay là “tên: Tên khác”"
    ]


def test_a_day_or_document_through_which_a_record_counts_is_told_with_the_record() -> None:
    decision = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND")
    new = indicator("moi", {"count": "sự kiện", "where": {"action": "mới ban hành"}})
    one, other = (
        procedure("1.1", events=[event("mới ban hành", day)]) for day in ("2024-03-22", "2024-03-23")
    )
    (line,) = messages('{{ figure("moi") }}', (OWN, decision, new, one), (OWN, decision, new, other))
    assert "bản ghi “1.1” trong báo cáo" in line
    was, now = (f"mới ban hành, 348/QĐ-UBND, hiệu lực {day}/03/2024" for day in (22, 23))
    assert line.endswith(f"trước là “{was}”, nay là “{now}”; số liệu: moi (01, không đổi)")


def test_a_name_a_note_a_key_and_the_prose_are_each_told_by_themselves() -> None:
    renamed = changed(OWN, name="Sở Khác")
    body = WHOLE.replace("[^a]: Xem", "[^a]: Coi").replace("Theo", "Căn cứ")
    found = after(*replaced(renamed), body=body)
    found = Report(found.source, found.meta, Register(replaced(renamed)), found.chain)
    assert lines_of(found) == [
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
    (
        SealedPart.NAME,
        "organisation/x",
        {"full": "Sở"},
        None,
        "tên cơ quan “x” trong {on} nay không còn (trước là “Sở”)",
    ),
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
]


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
        named = ", ".join(f"f{n} (01 → 02)" for n in range(MOST_NAMED))
        assert cause.message.endswith(f"; số liệu: {named}{more}")


def test_a_figure_that_was_corrected_away_and_is_there_again_was_not_there_before() -> None:
    gone = after(*[one for one in RECORDS if one is not ACCOUNTS])
    assert gone.chain is not None
    chain = gone.chain.followed_by(gone.chain.seal.date, "Bỏ số này.", changes(gone))
    assert causes(after(*[one for one in RECORDS if one is not ACCOUNTS], chain=chain)) == []
    (line,) = lines_of(after(*RECORDS, chain=chain))
    assert line == (
        f"bản ghi “tai-khoan-2024-07-20” nay được dùng trong {ON}, lúc niêm phong thì không;"
        " số liệu: tai-khoan (không có → 54)"
    )
