import random
from datetime import date, timedelta
from typing import Any

import pytest

from congbo.figures.states import (
    STATUS_ACTIONS,
    ProcedureOn,
    ended,
    in_force,
    online_level,
    state_on,
    tally,
    value_on,
)
from congbo.records.procedures import Procedure
from congbo.words.vocabulary import EventAction, OnlineLevel, ProcedureState
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


PUBLISHED, REPLACED, ABOLISHED = "mới ban hành", "thay thế bởi", "bãi bỏ"
COMING, IN_FORCE, ENDED = ProcedureState.COMING, ProcedureState.IN_FORCE, ProcedureState.ENDED


def told(record: Procedure, *days: str) -> list[str]:
    return [state_on(record, date.fromisoformat(day)).in_words for day in days]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], ["đang có hiệu lực"] * 3),
        (
            [event(PUBLISHED, "2026-07-01")],
            ["có hiệu lực từ 01/07/2026", "đang có hiệu lực", "đang có hiệu lực"],
        ),
        (
            [event(ABOLISHED, "2026-07-01")],
            ["đang có hiệu lực", "đã hết hiệu lực từ 01/07/2026", "đã hết hiệu lực từ 01/07/2026"],
        ),
        (  # published, ended, published again: in between it is coming, not ended
            [event(PUBLISHED, "2024-01-01"), event(REPLACED, "2025-01-01"), event(PUBLISHED, "2026-07-01")],
            ["có hiệu lực từ 01/07/2026", "đang có hiệu lực", "đang có hiệu lực"],
        ),
        (  # published after the only end: what ended was in force before
            [event(ABOLISHED, "2026-07-01"), event(PUBLISHED, "2026-07-02")],
            ["đang có hiệu lực", "có hiệu lực từ 02/07/2026", "đang có hiệu lực"],
        ),
        (  # ended again after it has ended: it ended the first time
            [event(ABOLISHED, "2026-07-01"), event(REPLACED, "2026-07-02")],
            ["đang có hiệu lực", "đã hết hiệu lực từ 01/07/2026", "đã hết hiệu lực từ 01/07/2026"],
        ),
        (  # abolished and published anew on one day, in the order of the record
            [event(ABOLISHED, "2026-07-01"), event(PUBLISHED, "2026-07-01")],
            ["đang có hiệu lực"] * 3,
        ),
        (
            [event(PUBLISHED, "2026-07-01"), event(ABOLISHED, "2026-07-01")],
            ["có hiệu lực từ 01/07/2026", "đã hết hiệu lực từ 01/07/2026", "đã hết hiệu lực từ 01/07/2026"],
        ),
        (  # proposals and amendments begin and end nothing
            [event("đề nghị bãi bỏ", "2026-06-30"), event("sửa đổi, bổ sung", "2026-07-01")],
            ["đang có hiệu lực"] * 3,
        ),
        (  # a publication of what is in force already begins nothing
            [event(PUBLISHED, "2024-01-01"), event(PUBLISHED, "2026-07-01")],
            ["đang có hiệu lực"] * 3,
        ),
    ],
)
def test_each_sequence_of_events_reads_right_on_30_6_1_7_and_2_7(
    events: list[dict[str, str]], expected: list[str]
) -> None:
    record = procedure("p1", events=events)
    assert told(record, "2026-06-30", "2026-07-01", "2026-07-02") == expected


def test_a_state_has_the_day_and_the_event_that_cause_it() -> None:
    events = [event(PUBLISHED, "2024-01-01"), event(ABOLISHED, "2025-01-01"), event(PUBLISHED, "2026-01-01")]
    record = procedure("p1", events=events)
    first, end, again = record.events
    coming, held, back, later = (
        state_on(record, date.fromisoformat(day))
        for day in ("2023-12-31", "2024-12-31", "2025-12-31", "2026-01-01")
    )
    assert (coming.name, coming.since, coming.cause, coming.ending) == (COMING, first.effective, first, None)
    assert (held.name, held.since, held.cause, held.spell.end) == (
        IN_FORCE,
        first.effective,
        first,
        end.effective,
    )
    assert (back.name, back.since, back.cause, back.ending) == (COMING, again.effective, again, end)
    assert (later.name, later.cause, later.ending) == (IN_FORCE, again, None)


def test_of_any_events_there_is_one_state_a_day_that_changes_by_an_event_of_the_record_alone() -> None:
    chance = random.Random(7)
    first = date(2026, 6, 1)
    actions = [*EventAction]
    seen = set()
    for _ in range(600):
        events = [
            {
                **event(chance.choice(actions), (first + timedelta(days=chance.randint(1, 12))).isoformat()),
                "successor": chance.sample(["p2", "p3"], chance.randint(0, 2)),
            }
            for _ in range(chance.randint(0, 6))
        ]
        record = procedure("p1", events=events)
        status = [one for one in record.events if one.action in STATUS_ACTIONS]
        days = [first + timedelta(days=n) for n in range(15)]
        states = [state_on(record, day) for day in days]
        for day, before, after in zip(days[1:], states, states[1:], strict=False):
            of_day = [one for one in status if one.effective == day]
            if not of_day:
                assert (after.name, after.spell) == (before.name, before.spell), "no event, no change"
            else:
                assert after.in_force == (of_day[-1].action is EventAction.PUBLISHED)
        for day, state in zip(days, states, strict=True):
            seen.add(state.name)
            assert [state.in_force, state.coming, state.ended].count(True) == 1
            assert state.in_force == (day in state.spell) == in_force(record, day)
            assert state.cause is None or state.cause in status
            assert (state.cause is None) == (state.since is None)
            assert state.ending is None or (state.ending in status and state.ending.effective <= day)
            if state.coming:
                assert state.since is not None
                assert day < state.since, "what is coming lies ahead"
            if state.ended:
                assert state.since is not None
                assert state.since <= day, "what has ended lies behind"
            if not state.ending:
                assert state.successors == ()
        last = max((one.effective for one in status), default=first)
        settled = [state.name for day, state in zip(days, states, strict=True) if day >= last]
        assert len(set(settled)) == 1, "after the last event nothing changes"
        assert COMING not in settled
        ends = [state.name is ENDED for state in states]
        assert ends == sorted(ends), "what has ended for good never comes back"
        assert [state.name for state in states[:1]] == [
            COMING
            if status and min(status, key=lambda one: one.effective).action is EventAction.PUBLISHED
            else IN_FORCE
        ]
    assert seen == {COMING, IN_FORCE, ENDED}


def test_what_is_coming_is_told_with_what_will_hold_on_its_first_day() -> None:
    limits = [{"value": "10", "unit": "ngày"}, {"value": "5", "unit": "ngày", "since": "2026-07-01"}]
    keys: dict[str, Any] = {"processing_time": limits}
    coming = on("2026-06-30", events=[event(PUBLISHED, "2026-07-01")], **keys)
    held = on("2026-06-30", **keys)
    assert (coming.time_in_words, held.time_in_words) == ("05 ngày", "10 ngày")


def test_an_event_names_one_successor_or_several_and_one_is_data_as_an_editor_writes_it() -> None:
    one, several, none = (
        procedure("p1", events=[{**event(REPLACED, "2026-07-01"), **keys}])
        for keys in ({"successor": "p2"}, {"successor": ["p2", "p3"]}, {})
    )
    state = state_on(several, date(2026, 7, 1))
    assert state.successors == ("p2", "p3")
    assert state_on(several, date(2026, 6, 30)).successors == ()
    dumped = [
        record.model_dump(exclude_defaults=True)["events"][0].get("successor")
        for record in (one, several, none)
    ]
    assert dumped == ["p2", ("p2", "p3"), None]
    assert one == procedure("p1", events=[{**event(REPLACED, "2026-07-01"), "successor": ["p2"]}])


def test_a_tally_counts_each_procedure_once_and_tells_states_apart() -> None:
    rows = [
        on("2026-06-30"),
        on("2026-06-30", events=[event(PUBLISHED, "2026-07-01")]),
        on("2026-06-30", events=[event(ABOLISHED, "2026-06-30")]),
    ]
    assert tally(rows[:1]).in_words == "1 thủ tục"
    assert tally(rows).in_words == "3 thủ tục (1 đang có hiệu lực, 1 sắp có hiệu lực, 1 đã hết hiệu lực)"
    assert tally([]).in_words == "0 thủ tục"
