"""The rules of documents: each at its limits, in exactly its words, at its key."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from checking import TODAY, told

from congbo.records.documents import Document
from congbo.records.register import Register
from congbo.rules import documents, symbols
from congbo.words.spelling import fold_keeping_case
from sample import document, organisation

SKHCN = organisation("SKHCN", name="Sở Khoa học và Công nghệ", symbol="SKHCN")
UBND = organisation("UBND-KT", name="Ủy ban nhân dân tỉnh", symbol="UBND")
NO_SYMBOL = organisation("TCTDA06", name="Tổ công tác")


def paths(found: list[tuple[str, str, str, str]]) -> list[str]:
    return [path for path, _, _, _ in found]


IDENTITY = {"number": "46/KH-SKHCN", "issuer": "SKHCN", "issued": "2024-03-05"}
OTHERWISE = {
    "its number": ("plans", {"number": "47/KH-SKHCN"}),
    "its year": ("plans", {"issued": "2025-03-05"}),
    "its issuer": ("plans", {"issuer": "UBND-KT"}),
    "its kind": ("reports", {}),
}


def test_two_documents_of_one_number_are_told_at_the_second_each_time() -> None:
    first, second, third = (document(id_, **IDENTITY) for id_ in ("a", "b", "c"))
    message = (
        "Kế hoạch số 46/KH-SKHCN năm 2024 của SKHCN đã có ở records/plans/a.md."
        " Là một văn bản thì giữ một tệp, xoá tệp kia; là hai văn bản thì sửa số hoặc ngày"
    )
    assert told(documents.document_identity, first, second, third) == [
        ("records/plans/b.md", "number", "duplicate-document", message),
        ("records/plans/c.md", "number", "duplicate-document", message),
    ]


@pytest.mark.parametrize(("folder", "keys"), OTHERWISE.values(), ids=OTHERWISE)
def test_documents_that_differ_in_one_part_of_their_identity_are_two(
    folder: str, keys: dict[str, str]
) -> None:
    other = document("b", folder, **{**IDENTITY, **keys})
    assert told(documents.document_identity, document("a", **IDENTITY), other) == []


def test_a_number_is_the_same_in_letters_that_nobody_tells_apart() -> None:
    other = document("b", **{**IDENTITY, "number": "46/kh-skhcn"})
    assert paths(told(documents.document_identity, document("a", **IDENTITY), other)) == [other.path]


RENAME = " Hãy đổi tên tệp; nếu tên tệp mới đúng thì sửa “number” hoặc “issued”"


def stem(id_: str, **keys: object) -> list[str]:
    """What is told of the file name of a decision, in short."""
    one = document(id_, "decisions", **{"number": "348/QĐ-UBND", "issuer": "UBND-KT", **keys})
    found = told(symbols.document_stem, one, UBND, SKHCN)
    assert {(path, key, rule) for path, key, rule, _ in found} <= {(one.path, "number", "document-stem")}
    return [message for *_, message in found]


def test_a_file_is_named_after_number_and_year_without_diacritics() -> None:
    assert stem("348-QD-UBND-2024", issued="2024-06-21") == []
    assert stem("348-QD-UBND", issued="2024-06-21") == [
        "tệp của Quyết định số 348/QĐ-UBND năm 2024 phải tên là “348-QD-UBND-2024.md”." + RENAME
    ]


def test_a_year_that_stands_in_the_number_is_not_added() -> None:
    number = "10/2024/QĐ-UBND"
    assert stem("10-2024-QD-UBND", number=number, issued="2024-02-05") == []
    assert stem("10-2024-QD-UBND", number=number) == []
    assert stem("x", number=number) == [
        "tệp của Quyết định số 10/2024/QĐ-UBND năm 2024 phải tên là “10-2024-QD-UBND.md”." + RENAME
    ]
    assert stem("x", number=number, issued="2025-02-05") == [
        "tệp của Quyết định số 10/2024/QĐ-UBND năm 2025 phải tên là “10-2024-QD-UBND-2025.md”." + RENAME
    ]


def test_a_file_name_is_not_told_where_number_or_year_is_not_settled() -> None:
    assert stem("x") == []  # no year
    assert stem("x", number="348/KH-UBND", issued="2024-06-21") == []  # symbol-kind is told
    assert stem("x", issued=str(TODAY + timedelta(1))) == []  # date-future is told
    assert len(stem("x", issued=str(TODAY))) == 1


def test_a_file_name_that_another_document_rightly_has_is_not_asked_for() -> None:
    right = document(
        "348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND-KT", issued="2024-06-21"
    )
    other = document("x", "decisions", number="348/QĐ-UBND", issuer="UBND-KT", issued="2024-06-22")
    assert told(symbols.document_stem, right, other, UBND) == []
    assert paths(told(symbols.document_stem, other, UBND)) == [other.path]


def test_one_misnumbered_document_excuses_no_other() -> None:
    wrong = document("a", number="46/QĐ-SKHCN", issued="2024-03-05")
    misnamed = document("b", number="47/KH-SKHCN", issued="2024-03-05")
    assert paths(told(symbols.document_stem, wrong, misnamed, SKHCN)) == [misnamed.path]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("348/QĐ-UBND", "348/QD-UBND"), ("TTr-ĐU", "TTr-DU"), ("đỘ", "dO"), ("46/KH-SKHCN", "46/KH-SKHCN")],
)
def test_diacritics_go_and_letter_case_stays(text: str, plain: str) -> None:
    assert fold_keeping_case(text) == plain


RIGHT_SYMBOLS = [
    ("plans", "46/KH-SKHCN"),
    ("decisions", "66/QĐ-SKHCN"),
    ("decisions", "10/2024/QĐ-SKHCN"),
    ("letters", "109/SKHCN"),
    ("letters", "109/SKHCN-HCTH"),
    ("letters", "109-CV/SKHCN"),
    ("submissions", "12/TTr-SKHCN"),
    ("reports", "9/BC-SKHCN"),
    ("conclusions", "54-KL/SKHCN"),
    ("plans", "46/KH-SKHCN-VP"),
    ("plans", "46b/KH-SKHCN"),
    ("decisions", "411/QĐ-SKHCN(CT)"),
    ("resolutions", "66.7/2025/NQ-SKHCN"),
    ("letters", "109-CV/SKHCN-VP"),
]


@pytest.mark.parametrize(("folder", "number"), RIGHT_SYMBOLS)
def test_a_symbol_of_its_kind_and_its_issuer_is_right(folder: str, number: str) -> None:
    assert told(symbols.document_symbol, document("x", folder, number=number), SKHCN) == []


def symbol(folder: str, number: str, issuer: str = "SKHCN") -> list[tuple[str, str]]:
    """What is told of a symbol, as (rule, message)."""
    one = document("x", folder, number=number, issuer=issuer)
    found = told(symbols.document_symbol, one, SKHCN, UBND, NO_SYMBOL)
    assert {(path, key) for path, key, _, _ in found} <= {(one.path, "number")}
    return [(rule, message) for _, _, rule, message in found]


def doubt(number: str, kind: str, example: str) -> tuple[str, str]:
    said = f"số, ký hiệu '{number}' không có dạng của {kind}, như “{example}”;"
    return "symbol-form", f"{said} văn bản in đúng như thế thì giữ nguyên và ghi một dòng ở “doubts”"


def test_a_symbol_of_no_known_form_is_told_with_an_example_of_its_kind() -> None:
    assert symbol("plans", "46 KH") == [doubt("46 KH", "kế hoạch", "46/KH-SOMAU")]
    assert symbol("letters", "109") == [doubt("109", "công văn", "109/SOMAU-VP")]


def test_a_doubt_that_the_record_tells_itself_is_not_told_again_but_a_slip_is() -> None:
    for number, rules in (("46 KH", []), ("46/KH", []), ("46/QĐ-SKHCN", ["symbol-kind"])):
        one = document("x", number=number, doubts="In đúng như thế.")
        assert [rule for *_, rule, _ in told(symbols.document_symbol, one, SKHCN)] == rules


def test_a_symbol_of_another_kind_is_told() -> None:
    assert symbol("plans", "46/QĐ-SKHCN") == [
        (
            "symbol-kind",
            "ký hiệu của kế hoạch phải là “KH” (đang là 'QĐ')."
            " Văn bản là quyết định thì chuyển tệp sang records/decisions; là kế hoạch thì sửa số",
        )
    ]
    assert symbol("plans", "46-CV/SKHCN") == [
        (
            "symbol-kind",
            "ký hiệu của kế hoạch phải là “KH” (đang là 'CV')."
            " Văn bản là công văn thì chuyển tệp sang records/letters; là kế hoạch thì sửa số",
        )
    ]
    assert symbol("letters", "46-KL/SKHCN") == [
        (
            "symbol-kind",
            "ký hiệu của công văn không có phần tên loại (đang là 'KL')."
            " Văn bản là kết luận thì chuyển tệp sang records/conclusions; là công văn thì sửa số",
        )
    ]


def test_the_body_in_a_symbol_is_the_issuer_and_the_nearest_is_offered() -> None:
    start = "“{}” không phải chữ viết tắt của cơ quan ban hành SKHCN (Sở Khoa học và Công nghệ). "
    for folder, typed, right in (
        ("plans", "46/KH-SKHHCN", "46/KH-SKHCN"),
        ("letters", "109/SKHHCN-HCTH", "109/SKHCN-HCTH"),
        ("letters", "109-CV/SKHHCN", "109-CV/SKHCN"),
    ):
        ((rule, message),) = symbol(folder, typed)
        assert rule == "symbol-issuer"
        assert (
            message == f"{start.format('SKHHCN')}Có phải “{right}”? Văn bản in đúng như thế thì sửa “issuer”"
        )
    ((_, nothing_near),) = symbol("plans", "46/KH-BTTTT")
    assert nothing_near.startswith(start.format("BTTTT"))
    assert "Có phải" not in nothing_near


def test_the_body_is_told_beside_the_kind_and_not_where_the_issuer_has_no_symbol_or_no_record() -> None:
    assert [rule for rule, _ in symbol("plans", "46/QĐ-UBND")] == ["symbol-kind", "symbol-issuer"]
    assert symbol("plans", "46/KH-X", "TCTDA06") == []
    assert symbol("plans", "46/KH-X", "khong-co") == []


def test_every_document_is_looked_at_whatever_is_wrong_with_the_one_before() -> None:
    wrong = [
        document("a", number="46"),
        document("b", number="46/KH"),
        document("c", number="46/QĐ-SKHCN"),
        document("d", number="46/KH-UBND"),
    ]
    found = told(symbols.document_symbol, *wrong, SKHCN)
    assert [(path[-4:], rule) for path, _, rule, _ in found] == [
        ("a.md", "symbol-form"),
        ("b.md", "symbol-body"),
        ("c.md", "symbol-kind"),
        ("d.md", "symbol-issuer"),
    ]


def test_a_document_takes_effect_on_or_after_its_date() -> None:
    one = document("x", issued="2024-03-05", effective="2024-03-04")
    message = "ngày có hiệu lực 04/03/2024 đứng trước ngày ban hành 05/03/2024"
    assert told(documents.document_times, one) == [
        (one.path, "effective", "effective-before-issued", message)
    ]
    for keys in ({"issued": "2024-03-04"}, {"issued": "2024-03-03"}, {}):
        assert told(documents.document_times, document("x", effective="2024-03-04", **keys)) == []


def test_a_document_ends_on_or_after_the_day_from_which_it_is_in_force() -> None:
    message = "ngày hết hiệu lực 04/03/2024 đứng trước ngày có hiệu lực 05/03/2024"
    for keys in (
        {"issued": "2024-03-05"},
        {"effective": "2024-03-05"},
        {"issued": "2024-03-01", "effective": "2024-03-05"},
    ):
        one = document("x", expired="2024-03-04", **keys)
        expected = [(one.path, "expired", "expired-before-effective", message)]
        assert told(documents.document_times, one) == expected
        assert told(documents.document_times, document("x", expired="2024-03-05", **keys)) == []
    assert told(documents.document_times, document("x", expired="2024-03-04")) == []


def test_a_document_replaces_only_what_is_not_younger() -> None:
    old = document("old", number="9/KH-SKHCN", issued="2024-03-05")
    undated = document("undated", number="8/KH-SKHCN")
    new = document("new", issued="2024-03-04", replaces=["khong-co", "undated", "old"])
    message = "không thể thay thế Kế hoạch số 9/KH-SKHCN vì văn bản đó ban hành sau (05/03/2024)"
    expected = [(new.path, "replaces.2", "replaced-before-issued", message)]
    assert told(documents.document_times, old, undated, new) == expected
    for keys in ({"issued": "2024-03-05"}, {"issued": "2024-03-06"}, {}):
        assert told(documents.document_times, old, document("new", replaces=["old"], **keys)) == []


def numbered(number: str, issued: str | None, **keys: Any) -> Document:
    when = {"issued": issued} if issued else {}
    return document(number.replace("/", "-"), number=number, **{**when, **keys})


def test_numbers_and_dates_rise_together_in_a_series() -> None:
    later = numbered("10/KH-SKHCN", "2024-03-04")
    message = "số 10/KH-SKHCN ghi ngày 04/03/2024, trước ngày của số 9/KH-SKHCN (05/03/2024)"
    expected = [(later.path, "issued", "number-sequence", message)]
    assert told(documents.number_sequence, numbered("9/KH-SKHCN", "2024-03-05"), later) == expected
    assert told(documents.number_sequence, later, numbered("9/KH-SKHCN", "2024-03-05")) == expected
    for day in ("2024-03-04", "2024-03-03"):
        assert told(documents.number_sequence, numbered("9/KH-SKHCN", day), later) == []


def test_each_number_is_held_against_the_one_before_it_only() -> None:
    days = {"1": "2024-01-03", "2": "2024-01-05", "3": "2024-01-04", "4": "2024-01-04"}
    series = [numbered(f"{number}/KH-SKHCN", day) for number, day in days.items()]
    assert paths(told(documents.number_sequence, *series)) == ["records/plans/3-KH-SKHCN.md"]


def test_a_document_of_an_unknown_day_parts_no_two_others() -> None:
    days = {"1": "2024-03-05", "2": None, "3": "2024-03-04"}
    series = [numbered(f"{number}/2024/KH-SKHCN", day) for number, day in days.items()]
    assert paths(told(documents.number_sequence, *series)) == ["records/plans/3-2024-KH-SKHCN.md"]


def test_two_with_one_number_stand_by_their_ids() -> None:
    first = document("a", number="9/KH-SKHCN", issued="2024-03-05")
    second = document("b", number="9a/KH-SKHCN", issued="2024-03-04")
    for records in ((first, second), (second, first)):
        assert paths(told(documents.number_sequence, *records)) == [second.path]


SERIES: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "UBND-KT"},
    "another year": {"issued": "2023-03-04"},
    "a normative one": {"normative": "có"},
    "an unknown day": {"issued": None},
    "no number": {"number": "x/KH-SKHCN"},
}


@pytest.mark.parametrize("keys", SERIES.values(), ids=SERIES)
def test_another_series_has_its_own_order(keys: dict[str, Any]) -> None:
    earlier = numbered("9/KH-SKHCN", "2024-03-05")
    later = {"number": "10/KH-SKHCN", "issued": "2024-03-04", **keys}
    assert told(documents.number_sequence, earlier, document("b", **later)) == []
    of_kind = document("b", "reports", number="10/BC-SKHCN", issued="2024-03-04")
    assert told(documents.number_sequence, earlier, of_kind) == []


def test_every_pair_of_a_series_that_rises_is_silent_and_every_one_that_falls_is_told() -> None:
    dated = [(number, date(2024, 1, day)) for number in (1, 2, 10) for day in (2, 3, 4)]
    for (one, then), (other, now) in combinations(dated, 2):
        if one != other:
            pair = [numbered(f"{n}/KH-SKHCN", str(day)) for n, day in ((one, then), (other, now))]
            assert len(told(documents.number_sequence, *pair)) == (now < then)


def test_a_document_of_a_weekend_is_told_with_the_name_of_the_day() -> None:
    monday = date(2024, 3, 4)
    found = {
        day.isoformat(): told(documents.weekend_date, document("x", issued=str(day)))
        for day in (monday + timedelta(n) for n in range(7))
    }
    path, key, rule = "records/plans/x.md", "issued", "weekend-date"
    assert {day: problems for day, problems in found.items() if problems} == {
        "2024-03-09": [(path, key, rule, "ngày ban hành 09/03/2024 là thứ bảy; hãy kiểm tra lại")],
        "2024-03-10": [(path, key, rule, "ngày ban hành 10/03/2024 là chủ nhật; hãy kiểm tra lại")],
    }
    assert told(documents.weekend_date, document("x")) == []


def test_of_every_year_with_a_calendar_exactly_the_days_off_are_told_and_no_made_up_day() -> None:
    calendar = Register([]).calendar
    made_up = {day for day, marked in calendar.days.items() if marked.worked}
    assert any(day.weekday() >= 5 for day in made_up)
    for year in calendar.years:
        days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
        found = {
            day
            for day in days
            if told(documents.weekend_date, document("x", issued=str(day)), today=date(2100, 1, 1))
        }
        assert found == {day for day in days if not calendar.is_working(day)}
        assert not found & made_up


@pytest.mark.parametrize("month", range(1, 13))
def test_a_subject_speaks_of_the_year_the_next_in_its_second_half_the_last_in_its_first_quarter(
    month: int,
) -> None:
    silent = {
        year
        for year in range(2021, 2028)
        if not told(
            documents.subject_year, document("x", issued=f"2024-{month:02}-05", subject=f"về năm {year}")
        )
    }
    assert silent == {2024, *([2025] if month >= 7 else []), *([2023] if month <= 3 else [])}


def test_a_subject_of_other_years_is_told_with_all_of_them() -> None:
    one = document("x", issued="2024-05-06", subject="về năm 2022 và năm 2020, kết quả năm 2022")
    message = "trích yếu nói năm 2020, 2022 nhưng văn bản ban hành 06/05/2024; hãy kiểm tra năm"
    assert told(documents.subject_year, one) == [(one.path, "subject", "subject-year", message)]
    for subject in ("về năm 2020 và năm 2024", "về cải cách", "về năm 20201", "tiềm năm 2020x"):
        assert told(documents.subject_year, document("x", issued="2024-05-06", subject=subject)) == []
    assert told(documents.subject_year, document("x", subject="về năm 2020")) == []


@pytest.mark.parametrize(
    ("subject", "usual"),
    [
        ("về tuyên truyền cải cách hành chính năm {}", {2024}),
        ("về dự toán ngân sách năm {}", {2024, 2025}),
        ("về tổng kết công tác năm {}", {2023, 2024}),
        ("phê chuẩn quyết toán ngân sách năm {}", {2022, 2023, 2024}),
        ("về thi hành Luật Công chứng năm {}", set(range(2010, 2040))),
        ("về chuyển đổi số đến năm {}", set(range(2010, 2040))),
    ],
)
def test_what_a_subject_is_about_says_of_which_years_it_may_speak_in_may(
    subject: str, usual: set[int]
) -> None:
    silent = {
        year
        for year in range(2014, 2040)
        if not told(documents.subject_year, document("x", issued="2024-05-06", subject=subject.format(year)))
    }
    assert silent == usual & set(range(2014, 2040))


def test_a_report_may_speak_of_the_year_before_and_a_year_long_past_is_no_slip() -> None:
    one = {"issued": "2024-05-06", "subject": "về cải cách hành chính năm 2023"}
    assert told(documents.subject_year, document("x", **one)) != []
    assert told(documents.subject_year, document("x", folder="reports", **one)) == []
    for year, silent in ((2013, True), (2014, False)):
        found = told(documents.subject_year, document("x", issued="2024-05-06", subject=f"sự cố năm {year}"))
        assert (found == []) is silent


NAMED = [
    ("laws", "29/2013/QH13", "QH", []),
    ("laws", "29/2013/QH13", "QH13", []),
    ("laws", "29/2013/QH13", "CP", ["symbol-issuer"]),
    ("resolutions", "5/2024/UBTVQH15", "UBTVQH", []),
    ("letters", "109/SKHCN-HCTH", "HCTH", ["symbol-issuer"]),
    ("letters", "109/VP-UBND-TH", "VP-UBND", []),
    ("letters", "109/VP-UBND-TH", "VP-UB", ["symbol-issuer"]),
]


@pytest.mark.parametrize(("folder", "number", "own", "rules"), NAMED)
def test_a_symbol_names_its_issuer_by_its_first_letters_with_or_without_the_term(
    folder: str, number: str, own: str, rules: list[str]
) -> None:
    body = organisation("x", symbol=own)
    found = told(symbols.document_symbol, document("x", folder, number=number, issuer="x"), body)
    assert [rule for *_, rule, _ in found] == rules


def test_a_document_without_a_number_and_one_of_a_kind_without_numbers_are_not_asked_for_one() -> None:
    letter = document("a", kind="thư công", number="46/QĐ-X")
    draft = document("b", number="", publication="dự thảo")
    wrong = document("c", number="46/KH-UBND")
    assert paths(told(symbols.document_symbol, letter, draft, wrong, SKHCN)) == [wrong.path]
    dated = [one.model_copy(update={"issued": date(2024, 3, 5)}) for one in (letter, draft)]
    assert told(symbols.document_stem, *dated) == []


def test_what_several_bodies_lack_is_told_at_the_body_with_the_number_of_both() -> None:
    bodies = [organisation(id_, symbol=id_.upper()) for id_ in "abcd"]
    keys = {"kind": "thông tư liên tịch", "number": "1/2020/TTLT-A-B-C", "issuer": "a"}
    other = document("x", **keys, joint_issuers=["b", "d"])
    missing = document("y", **keys, joint_issuers=["b"])
    assert told(symbols.document_symbol, other, missing, *bodies) == [
        (
            other.path,
            "joint_issuers.1",
            "symbol-issuer",
            "“A, B, C” không phải chữ viết tắt của cơ quan ban hành d (Cơ quan d)",
        ),
        (
            missing.path,
            "issuer",
            "joint-issuer",
            "ký hiệu nêu 3 cơ quan (A, B, C) nhưng “issuer” và “joint_issuers” mới ghi 2",
        ),
    ]
    single = document("z", number="46/KH-SKHCN-VP", joint_issuers=["d"])
    assert told(symbols.document_symbol, single, SKHCN, *bodies) == []


def test_a_symbol_without_its_body_is_told_unless_other_signs_would_make_it_right() -> None:
    said = "số, ký hiệu '46/KH' thiếu chữ viết tắt của cơ quan ban hành, phải có dạng như “46/KH-SOMAU”"
    assert symbol("plans", "46/KH") == [("symbol-body", said)]
    assert [rule for rule, _ in symbol("plans", "46/KH-")] == ["symbol-body"]
    rule, message = symbol("plans", "46 / KH-SKHCN")[0]
    assert (rule, message.endswith("Có phải “46/KH-SKHCN”?")) == ("symbol-form", True)


def test_a_file_is_named_though_the_issuer_is_doubtful_but_not_where_the_issuer_is_wrong() -> None:
    keys = {"kind": "thông tư liên tịch", "number": "1/2020/TTLT-A-B", "issuer": "a", "issued": "2020-03-05"}
    bodies = [organisation(id_, symbol=id_.upper()) for id_ in "abc"]
    named = told(symbols.document_stem, document("x", **keys), *bodies)
    assert [message for *_, message in named] == [
        "tệp của Thông tư liên tịch số 1/2020/TTLT-A-B năm 2020 phải tên là “1-2020-TTLT-A-B.md”." + RENAME
    ]
    assert told(symbols.document_stem, document("x", **keys, joint_issuers=["c"]), *bodies) == []
