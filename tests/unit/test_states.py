import random
from datetime import date, timedelta
from typing import Any

import pytest

from congbo.figures.states import ProcedureOn, ended, in_force, online_level, value_on
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import OnlineLevel
from sample import around, event, procedure


def forces(record: Procedure, day: str) -> tuple[bool, bool, bool]:
    """Whether the procedure is in force the day before, on the day, the day after."""
    before, on, after = (in_force(record, moment) for moment in around(day))
    return before, on, after


def test_a_procedure_is_in_force_from_the_day_of_publication() -> None:
    record = procedure("p1", events=[event("mới ban hành", "2024-02-01")])
    assert forces(record, "2024-02-01") == (False, True, True)


@pytest.mark.parametrize("ending", ["bãi bỏ", "thay thế bởi"])
def test_a_procedure_is_no_longer_in_force_on_the_day_it_ends(ending: str) -> None:
    record = procedure("p1", events=[event("mới ban hành", "2024-02-01"), event(ending, "2024-06-21")])
    assert forces(record, "2024-02-01") == (False, True, True)
    assert forces(record, "2024-06-21") == (True, False, False)
    assert [bool(ended(record, day)) for day in around("2024-06-21")] == [False, True, True]


def test_a_procedure_of_unknown_publication_was_published_before_the_register_begins() -> None:
    assert in_force(procedure("p1"), date(1990, 1, 1))
    abolished = procedure("p1", events=[event("bãi bỏ", "2024-06-21")])
    assert in_force(abolished, date(1990, 1, 1))
    assert forces(abolished, "2024-06-21") == (True, False, False)


def test_a_procedure_may_be_published_again_after_abolition() -> None:
    again = [
        event("mới ban hành", "2024-02-01"),
        event("bãi bỏ", "2024-06-21"),
        event("mới ban hành", "2024-07-10"),
    ]
    record = procedure("p1", events=again)
    assert forces(record, "2024-06-21") == (True, False, False)
    assert forces(record, "2024-07-10") == (False, True, True)
    assert ended(record, date(2024, 7, 10)) is None
    end = ended(record, date(2024, 7, 9))
    assert end is not None
    assert end.effective == date(2024, 6, 21)


def test_an_amendment_or_a_proposal_to_abolish_changes_nothing() -> None:
    events = [event("sửa đổi, bổ sung", "2024-02-01"), event("đề nghị bãi bỏ", "2024-06-21")]
    record = procedure("p1", events=events)
    assert forces(record, "2024-02-01") == (True, True, True)
    assert forces(record, "2024-06-21") == (True, True, True)
    published = procedure(
        "p1", events=[event("đề nghị bãi bỏ", "2024-01-01"), event("mới ban hành", "2024-02-01")]
    )
    assert forces(published, "2024-02-01") == (False, True, True)


def test_of_two_events_on_one_day_the_last_listed_holds() -> None:
    published, abolished = event("mới ban hành", "2024-02-01"), event("bãi bỏ", "2024-02-01")
    short_lived = procedure("p1", events=[published, abolished])
    assert not in_force(short_lived, date(2024, 2, 1))
    assert ended(short_lived, date(2024, 2, 1)) is short_lived.events[1]
    assert in_force(procedure("p1", events=[abolished, published]), date(2024, 2, 1))


def test_being_in_force_is_what_replaying_the_days_gives_whatever_the_order_of_the_list() -> None:
    chance = random.Random(14)
    first = date(2024, 1, 1)
    for _ in range(100):
        days = sorted(chance.sample(range(1, 60), chance.randint(1, 6)))
        status = [(first + timedelta(days=day), number % 2 == 0) for number, day in enumerate(days)]
        events = [
            event("mới ban hành" if starts else chance.choice(["bãi bỏ", "thay thế bởi"]), day.isoformat())
            for day, starts in status
        ]
        record = procedure("p1", events=chance.sample(events, len(events)))
        replayed = False
        for offset in range(62):
            day = first + timedelta(days=offset)
            replayed = dict(status).get(day, replayed)
            assert in_force(record, day) is replayed
            assert (ended(record, day) is None) is (replayed or day < status[0][0])


def test_a_dated_value_holds_from_its_day_to_the_next() -> None:
    levels: list[dict[str, str]] = [
        {"value": "một phần"},
        {"value": "toàn trình", "since": "2023-11-01"},
        {"value": "không áp dụng", "since": "2024-02-01"},
    ]
    record = procedure("p1", online_level=levels)
    days = [date(1990, 1, 1), date(2023, 10, 31), date(2023, 11, 1), date(2024, 1, 31), date(2024, 2, 1)]
    assert [online_level(record, day) for day in days] == [
        OnlineLevel.PARTIAL,
        OnlineLevel.PARTIAL,
        OnlineLevel.FULL,
        OnlineLevel.FULL,
        OnlineLevel.NOT_APPLICABLE,
    ]


def test_before_the_first_dated_value_nothing_is_known() -> None:
    record = procedure("p1", online_level=[{"value": "toàn trình", "since": "2023-11-01"}])
    assert online_level(record, date(2023, 10, 31)) is None
    assert value_on(record.fees, date(2024, 1, 1)) is None


def test_where_one_day_replaces_and_abolishes_the_replacement_is_told() -> None:
    replaced = {**event("thay thế bởi", "2024-06-21"), "successor": "p2"}
    for events in ([replaced, event("bãi bỏ", "2024-06-21")], [event("bãi bỏ", "2024-06-21"), replaced]):
        end = ended(procedure("p1", events=events), date(2024, 6, 21))
        assert end is not None
        assert end.successor == ("p2",)


def on(day: str, **keys: Any) -> ProcedureOn:
    return ProcedureOn(procedure("p1", **keys), date.fromisoformat(day))


def test_a_procedure_on_a_day_has_what_holds_then() -> None:
    keys: dict[str, Any] = {
        "online_level": [{"value": "một phần"}, {"value": "toàn trình", "since": "2024-06-01"}],
        "processing_time": [
            {"value": "10", "unit": "ngày làm việc"},
            {"value": "5", "unit": "ngày làm việc", "since": "2024-06-01"},
        ],
        "fees": [
            {"items": [{"label": "Phí", "amount": "350000"}]},
            {"items": "không", "since": "2024-06-01"},
        ],
        "events": [event("bãi bỏ", "2024-07-01")],
    }
    before, since, after = on("2024-05-31", **keys), on("2024-06-01", **keys), on("2024-07-01", **keys)
    told = [(one.level_in_words, one.time_in_words, one.fees_in_words) for one in (before, since)]
    assert told == [
        ("Một phần", "10 ngày làm việc", "350.000 đồng"),
        ("Toàn trình", "05 ngày làm việc", "Không thu"),
    ]
    assert [(one.days, one.fee_class) for one in (before, since)] == [(10, "co"), (5, "khong")]
    assert [one.in_force for one in (before, since, after)] == [True, True, False]
    assert [one.ending for one in (before, since)] == [None, None]
    assert after.ending is after.procedure.events[0]


def test_what_is_not_known_of_a_procedure_is_empty_and_never_free() -> None:
    one = on("2024-06-01")
    assert (one.level_in_words, one.time_in_words, one.fees_in_words, one.fee_class) == ("", "", "", "")
    assert one.days is None


@pytest.mark.parametrize(("unit", "days"), [("ngày", 3), ("ngày làm việc", 3), ("tháng", 90)])
def test_limits_of_any_unit_can_be_compared_in_days(unit: str, days: int) -> None:
    assert on("2024-06-01", processing_time=[{"value": "3", "unit": unit}]).days == days
    assert on("2024-06-01", processing_time=[{"value": "0", "unit": unit}]).days == 0


@pytest.mark.parametrize(
    ("items", "fee_class"),
    [
        ("không", "khong"),
        ([{"label": "Phí", "amount": "0"}], "khong"),
        ([{"label": "Phí"}], "co"),
        ([{"label": "Phí", "amount": "0"}, {"label": "Lệ phí", "amount": "1"}], "co"),
    ],
)
def test_a_fee_of_an_unknown_amount_is_a_fee(items: Any, fee_class: str) -> None:
    assert on("2024-06-01", fees=[{"items": items}]).fee_class == fee_class
