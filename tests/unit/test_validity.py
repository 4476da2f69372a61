"""What a document is on a day: one answer for every day, which only its own days change."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from congbo.figures.validity import OVER, DocumentOn, Validity, document_on
from congbo.records.documents import Document
from congbo.records.register import Register
from sample import document

DAY = date(2024, 7, 5)
FIRST, LENGTH = date(2024, 1, 1), 40


def on(day: str, one: Document, *others: Document) -> DocumentOn:
    return document_on(one, Register([one, *others]), date.fromisoformat(day))


def found(day: str, one: Document, *others: Document) -> tuple[str, str]:
    held = on(day, one, *others)
    return str(held.state), held.in_words


OLD = document("1-QD-SKHCN-2024", "decisions", issued="2024-01-10")
NEW = document("2-QD-SKHCN-2024", "decisions", issued="2024-05-01", effective="2024-06-01", replaces=[OLD.id])


def test_a_document_is_coming_then_in_force_then_replaced_and_each_says_by_what_and_when() -> None:
    assert found("2024-01-09", OLD, NEW) == (
        "chưa có hiệu lực",
        "Có hiệu lực từ 10/01/2024; Sẽ được thay thế bởi Quyết định số 2/QD-SKHCN từ 01/06/2024",
    )
    assert found("2024-05-31", OLD, NEW) == (
        "còn hiệu lực",
        "Còn hiệu lực; Sẽ được thay thế bởi Quyết định số 2/QD-SKHCN từ 01/06/2024",
    )
    replaced = ("được thay thế", "Được thay thế bởi Quyết định số 2/QD-SKHCN từ 01/06/2024")
    assert found("2024-06-01", OLD, NEW) == replaced
    assert on("2024-06-01", OLD, NEW).ended_in_words == (
        "được thay thế bởi Quyết định số 2/QD-SKHCN từ 01/06/2024"
    )
    assert on("2024-05-31", OLD, NEW).ended_in_words == ""


def test_a_document_that_expires_or_is_abolished_has_ended() -> None:
    expiring = OLD.model_copy(update={"expired": date(2024, 7, 1)})
    assert found("2024-06-30", expiring) == ("còn hiệu lực", "Còn hiệu lực; Sẽ hết hiệu lực từ 01/07/2024")
    assert found("2024-07-01", expiring) == ("hết hiệu lực", "Hết hiệu lực từ 01/07/2024")
    abolishing = NEW.model_copy(update={"replaces": (), "abolishes": (OLD.id,)})
    assert found("2024-06-01", OLD, abolishing) == (
        "hết hiệu lực",
        "Bị bãi bỏ bởi Quyết định số 2/QD-SKHCN từ 01/06/2024",
    )
    assert found("2024-05-31", OLD, abolishing)[1].endswith(
        "; Sẽ bị bãi bỏ bởi Quyết định số 2/QD-SKHCN từ 01/06/2024"
    )


def test_its_own_last_day_comes_before_the_day_of_what_replaces_it() -> None:
    late = OLD.model_copy(update={"expired": date(2024, 7, 1)})
    assert found("2024-06-15", late, NEW)[0] == "còn hiệu lực"
    assert found("2024-07-01", late, NEW) == (
        "được thay thế",
        "Được thay thế bởi Quyết định số 2/QD-SKHCN từ 01/07/2024",
    )
    early = OLD.model_copy(update={"expired": date(2024, 3, 1)})
    assert found("2024-07-01", early, NEW) == ("hết hiệu lực", "Hết hiệu lực từ 01/03/2024")


def test_several_that_replace_it_on_one_day_are_all_named_and_the_first_day_counts() -> None:
    third = document("3-QD-SKHCN-2024", "decisions", issued="2024-06-01", replaces=[OLD.id])
    later = document("4-QD-SKHCN-2024", "decisions", issued="2024-07-01", replaces=[OLD.id])
    held = on("2024-12-31", OLD, later, third, NEW)
    assert [one.id for one in held.by] == [NEW.id, third.id]
    assert held.since == date(2024, 6, 1)


def test_what_is_amended_goes_on() -> None:
    amending = NEW.model_copy(update={"replaces": (), "amends": (OLD.id,)})
    assert found("2024-12-31", OLD, amending) == ("còn hiệu lực", "Còn hiệu lực")


def test_what_is_not_known_says_so() -> None:
    undated = document("9-QD-SKHCN-2024", "decisions")
    assert found("2024-06-01", undated) == ("chưa rõ", "Chưa rõ tình trạng hiệu lực")
    replacing = document("8-QD-SKHCN-2024", "decisions", replaces=[OLD.id])
    assert found("2024-06-01", OLD, replacing) == (
        "chưa rõ",
        "Được thay thế bởi Quyết định số 8/QD-SKHCN (chưa rõ từ ngày nào)",
    )
    assert found("2024-06-01", undated, NEW.model_copy(update={"replaces": (undated.id,)}))[0] == (
        "được thay thế"
    )


def test_a_record_that_contradicts_itself_is_not_believed() -> None:
    wrong = OLD.model_copy(update={"expired": date(2024, 1, 1)})
    assert found("2024-06-01", wrong)[0] == "chưa rõ"
    older = NEW.model_copy(update={"issued": date(2023, 1, 1), "effective": None})
    assert found("2024-06-01", OLD, older)[0] == "còn hiệu lực"


def test_what_may_not_appear_in_public_and_what_could_not_be_read_ends_nothing() -> None:
    draft = document(NEW.id, "decisions", issued="2024-05-01", replaces=[OLD.id], publication="dự thảo")
    assert found("2024-12-31", OLD, draft) == ("còn hiệu lực", "Còn hiệu lực")
    register = Register([OLD, NEW])
    ignored = document_on(OLD, register, date(2024, 12, 31), frozenset({NEW.id}))
    assert ignored.state is Validity.IN_FORCE


@pytest.mark.parametrize(
    ("folder", "keys", "words"),
    [
        ("letters", {}, "Đã ban hành"),
        ("submissions", {}, "Đã ban hành"),
        ("reports", {}, "Đã ban hành"),
        ("plans", {"applies_to": ["2023"]}, "Đã qua năm áp dụng (2023)"),
        ("plans", {"applies_to": ["2023", "2024"]}, "Còn hiệu lực"),
        ("decisions", {"applies_to": ["2023"], "normative": "có"}, "Còn hiệu lực"),
        ("plans", {}, "Còn hiệu lực"),
    ],
)
def test_a_letter_is_issued_and_a_plan_of_a_past_year_is_not_called_in_force(
    folder: str, keys: dict[str, object], words: str
) -> None:
    one = document("7-X-SKHCN-2023", folder, issued="2023-02-01", **keys)
    assert found("2024-06-01", one) == ("còn hiệu lực", words)


def registers(seed: int) -> Iterator[list[Document]]:
    """Random documents that end one another, with any of their days known or not."""
    chance = random.Random(seed)
    for _ in range(300):
        ids = [f"{n}-QD-SKHCN-2024" for n in range(1, chance.randint(2, 6))]
        yield [_random(chance, id_, ids) for id_ in ids]


def _random(chance: random.Random, id_: str, ids: list[str]) -> Document:
    def day() -> str:
        return str(FIRST + timedelta(days=chance.randrange(LENGTH)))

    days = {key: day() for key in ("issued", "effective", "expired") if chance.random() < 0.5}
    named = {
        key: chance.sample(ids, chance.randint(0, len(ids)))
        for key in ("replaces", "abolishes", "amends")
        if chance.random() < 0.4
    }
    suspended = {"action": "ngưng hiệu lực", "document": chance.choice(ids)}
    suspended |= {key: day() for key in ("effective", "until") if chance.random() < 0.6}
    changes = [suspended] if chance.random() < 0.3 else []
    publication = "nội bộ" if chance.random() < 0.1 else "công khai"
    return document(id_, "decisions", publication=publication, changes=changes, **days, **named)


def test_on_every_day_a_document_has_one_state_that_its_records_explain() -> None:
    states: set[Validity] = set()
    for documents in registers(1):
        register = Register(documents)
        for one in documents:
            for offset in range(-1, LENGTH + 1):
                held = document_on(one, register, FIRST + timedelta(days=offset))
                states.add(held.state)
                assert held.lines
                assert all(line.before for line in held.lines)
                _explained(held, one)
    assert states == set(Validity)


def _suspended(other: Document) -> list[str]:
    return [change.document for change in other.changes]


def _explained(held: DocumentOn, one: Document) -> None:
    start = one.in_force_from
    for other in held.by:
        suspends = held.state is Validity.SUSPENDED
        assert one.id in (_suspended(other) if suspends else (*other.replaces, *other.abolishes))
        assert other.public
        assert other is not one
    if held.state is Validity.REPLACED:
        assert held.by
        assert all(one.id in other.replaces for other in held.by)
    if held.state in OVER:
        assert held.since is not None
        assert held.since <= held.day
        days = [one.expired, *(other.in_force_from for other in held.by)]
        assert held.since in days
        assert not one.expired or held.since == one.expired
    if held.state is Validity.IN_FORCE:
        assert start is not None
        assert start <= held.day
        assert held.until is None or held.until > held.day
        assert not one.expired or one.expired > held.day
    if held.state is Validity.SUSPENDED:
        assert held.by
        assert held.since is not None
        assert start is not None
        assert start <= held.day
        assert held.since <= held.day
        assert held.until is None or held.until > held.day
    if held.state is Validity.COMING:
        assert held.since == start
        assert start is not None
        assert start > held.day


def test_a_state_changes_only_on_a_day_of_the_document_or_of_one_that_ends_it() -> None:
    changed = 0
    for documents in registers(2):
        register = Register(documents)
        for one in documents:
            ending = [other for other in documents if one.id in (*other.replaces, *other.abolishes)]
            ending += [other for other in documents if one.id in _suspended(other)]
            days = {one.in_force_from, one.expired, *(other.in_force_from for other in ending)}
            changes = [change for other in documents for change in other.changes]
            days |= {change.effective for change in changes if change.document == one.id}
            days |= {change.until + timedelta(1) for change in changes if change.until}
            before = document_on(one, register, FIRST - timedelta(days=1))
            for offset in range(LENGTH + 1):
                after = document_on(one, register, FIRST + timedelta(days=offset))
                if (before.state, before.since, before.by) != (after.state, after.since, after.by):
                    changed += 1
                    assert after.day in days
                    assert before.state not in OVER, "what has ended stays ended"
                before = after
    assert changed > 200


def test_a_record_of_another_document_that_ends_nothing_changes_no_state() -> None:
    for documents in registers(3):
        other = document("99-QD-SKHCN-2024", "decisions", issued="2024-01-05", amends=[documents[0].id])
        for one in documents:
            alone = document_on(one, Register(documents), DAY)
            assert document_on(one, Register([*documents, other]), DAY) == alone
