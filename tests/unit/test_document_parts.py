"""Documents beyond one issuer and one life: joint issuers, planned ends, changes by clause, drafts, laws."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from checking import told
from pydantic import ValidationError

from congbo.figures.ahead import turning_days
from congbo.figures.validity import DocumentOn, Validity, document_on
from congbo.records.documents import Document
from congbo.records.register import Register
from congbo.reports.citations import citation
from congbo.rules import bases, documents
from sample import document, event, organisation, procedure

OLD: dict[str, Any] = {"number": "367/2025/NĐ-CP", "issuer": "CP", "issued": "2025-12-31"}
NEW: dict[str, Any] = {"number": "224/2026/NĐ-CP", "issuer": "CP", "issued": "2026-06-30"}
CLAUSE = {"document": "old", "action": "bãi bỏ", "clauses": "khoản 9 Điều 1", "effective": "2026-08-15"}


def on(day: str, *changes: dict[str, Any], **keys: Any) -> DocumentOn:
    """What an old decree is on a day, of which a new one changes clauses."""
    old = document("old", "decrees", **{**OLD, **keys})
    new = document("new", "decrees", **NEW, changes=list(changes))
    return document_on(old, Register([old, new]), date.fromisoformat(day))


def test_a_document_of_which_a_clause_is_abolished_goes_on_in_part_from_that_day() -> None:
    before, after = on("2026-08-14", CLAUSE), on("2026-08-15", CLAUSE)
    assert (before.state, before.partly) == (Validity.IN_FORCE, False)
    assert before.in_words == (
        "Còn hiệu lực; Khoản 9 Điều 1 sẽ bị bãi bỏ bởi Nghị định số 224/2026/NĐ-CP từ 15/08/2026"
    )
    assert (after.state, after.partly) == (Validity.IN_FORCE, True)
    assert after.in_words == (
        "Còn hiệu lực một phần; Khoản 9 Điều 1 bị bãi bỏ bởi Nghị định số 224/2026/NĐ-CP từ 15/08/2026"
    )


def test_a_clause_changes_on_the_day_of_the_document_that_changes_it_unless_it_says_another() -> None:
    change = {key: value for key, value in CLAUSE.items() if key != "effective"}
    assert not on("2026-06-29", change).partly
    assert on("2026-06-30", change).partly
    amended = on("2026-06-30", {**change, "action": "sửa đổi, bổ sung", "clauses": ["Điều 5", "Điều 7"]})
    assert not amended.partly
    assert amended.in_words.endswith(
        "Điều 5 và Điều 7 được sửa đổi, bổ sung bởi Nghị định số 224/2026/NĐ-CP từ 30/06/2026"
    )


def test_what_is_over_says_no_parts_and_a_hidden_or_older_document_changes_none() -> None:
    assert on("2026-09-01", CLAUSE, expired="2026-09-01").in_words == "Hết hiệu lực từ 01/09/2026"
    old = document("old", "decrees", **OLD)
    for keys in ({"publication": "nội bộ"}, {"issued": "2025-01-01"}):
        new = document("new", "decrees", **{**NEW, **keys}, changes=[CLAUSE])
        assert document_on(old, Register([old, new]), date(2026, 9, 1)).parts == ()


def test_a_document_that_is_older_changes_no_clause() -> None:
    new = document("new", "decrees", **{**NEW, "issued": "2025-01-02"}, changes=[CLAUSE])
    found = told(documents.document_times, document("old", "decrees", **OLD), new)
    assert [(key, rule) for _, key, rule, _ in found] == [("changes.0.document", "replaced-before-issued")]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-08-14", Validity.COMING), ("2027-02-28", Validity.IN_FORCE), ("2027-03-01", Validity.ENDED)],
)
def test_a_planned_end_is_the_last_day_in_force(day: str, state: Validity) -> None:
    keys = {"effective": "2026-08-15", "valid_until": "2027-02-28", "issued": "2026-08-15"}
    assert on(day, **keys).state is state


def test_a_planned_end_is_said_as_planned_and_turns_the_register_on_the_day_after() -> None:
    one = on("2026-09-01", issued="2026-08-15", valid_until="2027-02-28")
    assert one.in_words == "Còn hiệu lực; Sẽ hết hiệu lực từ 01/03/2027, như văn bản đã định"
    days = {path: day for day, path in turning_days(one.document)}
    assert days["valid_until",] == date(2027, 3, 1)


def test_what_ends_a_document_sooner_than_planned_ends_it() -> None:
    old = document("old", "decrees", **{**OLD, "valid_until": "2027-02-28"})
    new = document("new", "decrees", **NEW, replaces=["old"])
    found = document_on(old, Register([old, new]), date(2026, 9, 1))
    assert (found.state, found.since, found.by) == (Validity.REPLACED, date(2026, 6, 30), (new,))
    early = on("2026-09-01", valid_until="2027-02-28", expired="2026-09-01")
    assert early.state is Validity.ENDED


def test_a_planned_end_before_the_beginning_is_told() -> None:
    one = document("x", "decrees", **{**OLD, "valid_until": "2025-12-30"})
    assert [(key, rule) for _, key, rule, _ in told(documents.document_times, one)] == [
        ("valid_until", "expired-before-effective")
    ]


def test_a_joint_document_is_cited_with_all_its_issuers() -> None:
    keys: dict[str, Any] = {
        "kind": "thông tư liên tịch",
        "number": "1/2015/TTLT-A-B-C",
        "joint_issuers": ["B", "C"],
    }
    one = document("x", **keys, issuer="A")
    bodies = [organisation(id_, name=f"Bộ {id_}") for id_ in "ABC"]
    assert citation(one, *bodies, of="full") == (
        "Thông tư liên tịch số 1/2015/TTLT-A-B-C của Bộ A, Bộ B và Bộ C"
    )
    assert citation(one, bodies[0], None, of="full").endswith("của Bộ A")


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("luật", "Khoa học và Công nghệ", "Luật Khoa học và Công nghệ số 29/2013/QH13"),
        ("luật", "Luật Khoa học và Công nghệ", "Luật Khoa học và Công nghệ số 29/2013/QH13"),
        ("bộ luật", "Dân sự", "Bộ luật Dân sự số 29/2013/QH13"),
        ("luật", "", "Luật số 29/2013/QH13"),
        ("nghị quyết", "về dự toán", "Nghị quyết số 29/2013/QH13 về dự toán"),
    ],
)
def test_a_law_is_called_by_its_name_and_nothing_else_is(kind: str, subject: str, words: str) -> None:
    one = document("x", kind=kind, number="29/2013/QH13", issuer="QH", subject=subject)
    assert citation(one, None, subject=True) == words


def test_only_a_draft_and_a_kind_without_numbers_may_lack_one() -> None:
    own = {"id": "x", "path": "records/documents/x.md", "body": "", "issuer": "SKHCN"}
    draft = Document.model_validate(
        {**own, "kind": "quyết định", "publication": "dự thảo", "subject": "về X"}
    )
    assert (draft.number, draft.label, draft.symbol.count) == ("", "Dự thảo quyết định về X", None)
    letter = Document.model_validate({**own, "kind": "thư công", "subject": "về X"})
    assert letter.label == "Thư công về X"
    for keys in ({"kind": "quyết định"}, {"kind": "quyết định", "publication": "nội bộ"}, {"kind": "lạ"}):
        with pytest.raises(ValidationError, match="number"):
            Document.model_validate({**own, **keys})


def test_documents_without_a_number_are_no_doubles_and_no_basis() -> None:
    drafts = [document(id_, number="", publication="dự thảo") for id_ in "ab"]
    assert told(documents.document_identity, *drafts) == []
    assert Register(drafts[:1]).numbered("") is None


SUSPENDED = {"document": "old", "action": "ngưng hiệu lực", "effective": "2026-08-01", "until": "2026-08-31"}


def test_a_suspended_document_waits_from_the_first_to_the_last_day_and_then_has_effect_again() -> None:
    by = "bởi Nghị định số 224/2026/NĐ-CP từ 01/08/2026 đến hết 31/08/2026"
    said = {day: on(day, SUSPENDED) for day in ("2026-07-31", "2026-08-01", "2026-08-31", "2026-09-01")}
    assert [str(one.state) for one in said.values()] == [
        "còn hiệu lực",
        "ngưng hiệu lực",
        "ngưng hiệu lực",
        "còn hiệu lực",
    ]
    assert said["2026-07-31"].in_words == f"Còn hiệu lực; Sẽ bị ngưng hiệu lực {by}"
    assert said["2026-08-31"].in_words == f"Bị ngưng hiệu lực {by}"
    assert said["2026-08-31"].ended_in_words == f"bị ngưng hiệu lực {by}"
    assert said["2026-09-01"].in_words == f"Còn hiệu lực; Đã bị ngưng hiệu lực {by}"
    held = said["2026-08-31"]
    assert (held.since, held.until) == (date(2026, 8, 1), date(2026, 9, 1))
    assert [one.id for one in held.by] == ["new"]
    assert (held.idle, held.over, held.partly, held.replaced) == (True, False, False, False)


def test_a_suspension_without_a_last_day_goes_on_until_the_document_ends() -> None:
    change = {key: value for key, value in SUSPENDED.items() if key != "until"}
    held = on("2030-01-01", change)
    assert (held.state, held.until) == (Validity.SUSPENDED, None)
    assert held.in_words == "Bị ngưng hiệu lực bởi Nghị định số 224/2026/NĐ-CP từ 01/08/2026"
    assert on("2030-01-01", change, expired="2030-01-01").state is Validity.ENDED
    assert on("2026-08-10", SUSPENDED, expired="2026-08-20").until is None


def test_a_suspension_of_some_clauses_leaves_the_rest_in_force_while_it_lasts() -> None:
    clauses = {**SUSPENDED, "clauses": "Điều 5"}
    assert [on(day, clauses).status for day in ("2026-07-31", "2026-08-01", "2026-09-01")] == [
        "còn hiệu lực",
        "còn hiệu lực một phần",
        "còn hiệu lực",
    ]


def test_a_suspension_from_nobody_knows_when_makes_the_state_unknown_until_it_is_surely_over() -> None:
    old = document("old", "decrees", **OLD)
    keys = {key: value for key, value in NEW.items() if key != "issued"}
    change = {"document": "old", "action": "ngưng hiệu lực", "until": "2026-08-31"}
    register = Register([old, document("new", "decrees", **keys, changes=[change])])
    assert document_on(old, register, date(2026, 8, 31)).state is Validity.UNKNOWN
    assert document_on(old, register, date(2026, 9, 1)).state is Validity.IN_FORCE


def test_two_suspensions_end_with_the_later_and_the_days_on_which_they_turn_are_known() -> None:
    chance = random.Random(11)
    for _ in range(300):
        days = sorted(chance.sample(range(40), 4))
        if chance.random() < 0.5:
            days = [days[0], days[2], days[1], days[3]]
        spans = [(days[0], days[1]), (days[2], days[3])] if days[0] < days[1] else []
        first = date(2026, 7, 1)
        changes = [
            {
                "document": "old",
                "action": "ngưng hiệu lực",
                "effective": str(first + timedelta(start)),
                "until": str(first + timedelta(end)),
            }
            for start, end in spans
        ]
        new = document("new", "decrees", **NEW, changes=changes)
        turning = {day for day, path in turning_days(new) if path[0] == "changes"}
        before = None
        for n in range(45):
            day = first + timedelta(n)
            held = on(str(day), *changes)
            within = any(start <= n <= end for start, end in spans)
            assert (held.state is Validity.SUSPENDED) is within
            if before not in (None, held.state):
                assert day in turning
            before = held.state


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({**CLAUSE, "clauses": []}, "“clauses” phải có"),
        ({**CLAUSE, "until": "2026-09-01"}, "“until” chỉ ghi khi ngưng hiệu lực"),
    ],
)
def test_only_a_suspension_is_of_the_whole_and_has_a_last_day(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        document("new", "decrees", **NEW, changes=[change])


def test_a_suspension_that_ends_before_it_begins_is_told() -> None:
    new = document("new", "decrees", **NEW, changes=[{**SUSPENDED, "until": "2026-07-31"}])
    assert [(key, rule) for _, key, rule, _ in told(documents.document_times, new)] == [
        ("changes.0.until", "expired-before-effective")
    ]


def test_a_procedure_that_rests_on_a_suspended_document_is_told_while_that_lasts() -> None:
    old = document("old", "decrees", **OLD)
    new = document("new", "decrees", **NEW, changes=[SUSPENDED])
    resting = procedure(
        "p1", legal_basis=[{"number": OLD["number"]}], events=[event("mới ban hành", "2026-01-05", "x")]
    )
    for day, rules in (("2026-07-31", []), ("2026-08-01", ["basis-not-in-force"]), ("2026-09-01", [])):
        found = told(bases.basis_in_force, old, new, resting, today=date.fromisoformat(day))
        assert [rule for _, _, rule, _ in found] == rules
        for *_, message in found:
            assert "bị ngưng hiệu lực bởi Nghị định số 224/2026/NĐ-CP từ 01/08/2026" in message


def test_what_waits_is_said_first_and_is_not_called_replaced_by_what_comes_later() -> None:
    old = document("old", "decrees", **OLD)
    clause = {"document": "old", "action": "sửa đổi, bổ sung", "clauses": "Điều 2", "effective": "2026-07-01"}
    new = document("new", "decrees", **NEW, changes=[clause, SUSPENDED])
    later = document(
        "later", "decrees", number="9/2027/NĐ-CP", issuer="CP", issued="2027-01-04", replaces=["old"]
    )
    held = document_on(old, Register([old, new, later]), date(2026, 8, 10))
    assert (held.replaced, held.until, [one.id for one in held.by]) == (False, date(2026, 9, 1), ["new"])
    assert [line.in_words.partition(" bởi")[0] for line in held.lines] == [
        "Bị ngưng hiệu lực",
        "Điều 2 được sửa đổi, bổ sung",
    ]
    again = document_on(old, Register([old, new, later]), date(2026, 9, 2))
    assert [line.in_words.partition(" bởi")[0] for line in again.lines] == [
        "Còn hiệu lực",
        "Sẽ được thay thế",
        "Điều 2 được sửa đổi, bổ sung",
        "Đã bị ngưng hiệu lực",
    ]
    assert again.since == date(2025, 12, 31)
    ending = later.model_copy(update={"issued": date(2026, 9, 1)})
    assert document_on(old, Register([old, new, ending]), date(2026, 8, 10)).until is None


def test_what_could_not_be_read_and_what_is_of_the_same_day_are_weighed_as_the_rest() -> None:
    old = document("old", "decrees", **OLD)
    new = document("new", "decrees", **{**NEW, "issued": OLD["issued"]}, changes=[SUSPENDED])
    register, day = Register([old, new]), date(2026, 8, 10)
    assert document_on(old, register, day).state is Validity.SUSPENDED
    assert document_on(old, register, day, frozenset({"new"})).parts == ()


def test_a_letter_is_called_issued_and_a_report_to_come_is_not() -> None:
    letter = document("5-SKHCN-2026", "letters", issued="2026-01-05")
    register = Register([letter])
    assert document_on(letter, register, date(2026, 1, 5)).status == "đã ban hành"
    assert document_on(letter, register, date(2026, 1, 4)).status == "chưa có hiệu lực"


def test_of_several_that_end_it_some_day_all_are_named_and_an_own_last_day_comes_first() -> None:
    old = document("old", "decrees", **OLD)
    others = [
        document(f"n{n}", "decrees", number=f"{n}/2026/NĐ-CP", issuer="CP", **{key: ["old"]})
        for n, key in ((1, "abolishes"), (2, "replaces"))
    ]
    held = document_on(old, Register([old, *others]), date(2026, 8, 10))
    assert held.in_words == "Được thay thế bởi Nghị định số 2/2026/NĐ-CP (chưa rõ từ ngày nào)"
    assert (held.state, held.replaced) == (Validity.UNKNOWN, True)
    dated = old.model_copy(update={"expired": date(2026, 9, 1)})
    assert document_on(dated, Register([dated, *others]), date(2026, 8, 10)).state is Validity.IN_FORCE
    day_by_day = [
        document(
            f"n{n}",
            "decrees",
            number=f"{n}/2026/NĐ-CP",
            issuer="CP",
            replaces=["old"],
            issued=f"2026-0{n}-02",
        )
        for n in (3, 2)
    ]
    ended = old.model_copy(update={"expired": date(2026, 4, 1)})
    held = document_on(ended, Register([ended, *day_by_day]), date(2026, 8, 10))
    assert [one.id for one in held.by] == ["n2", "n3"]
