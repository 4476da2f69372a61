"""Documents beyond one issuer and one life: joint issuers, planned ends, changes by clause, drafts, laws."""

from datetime import date
from typing import Any

import pytest
from checking import told
from pydantic import ValidationError

from congbo.figures.ahead import turning_days
from congbo.figures.validity import DocumentOn, Validity, document_on
from congbo.records.documents import Document
from congbo.records.register import Register
from congbo.reports.citations import citation
from congbo.rules import documents
from sample import document, organisation

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
