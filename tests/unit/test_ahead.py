"""Ahead: the days on which the register says something else are known before they come."""

import random
from datetime import date, timedelta

from congbo.figures.ahead import in_words, turn_after, turning_days, turns_after
from congbo.figures.changes import changes
from congbo.figures.states import ProcedureOn
from congbo.records.record import Record
from congbo.records.register import Register
from sample import document, event, field, procedure

BEGIN = date(2026, 1, 1)


def some_day(chance: random.Random) -> str:
    return (BEGIN + timedelta(days=chance.randrange(120))).isoformat()


def random_procedure(id_: str, chance: random.Random) -> Record:
    actions = ["mới ban hành", "sửa đổi, bổ sung", "bãi bỏ", "đề nghị bãi bỏ"]
    days = sorted({some_day(chance) for _ in range(3)})
    return procedure(
        id_,
        events=[event(chance.choice(actions), some_day(chance)) for _ in range(chance.randint(0, 3))],
        online_level=[
            {"value": chance.choice(["toàn trình", "một phần", "không áp dụng"]), "since": day}
            for day in days
        ],
        processing_time=[{"value": str(n), "unit": "ngày", "since": day} for n, day in enumerate(days, 1)],
        fees=[{"items": "không", "since": chance.choice(days)}],
    )


def says(record: Record, day: date) -> tuple[object, ...]:
    on = ProcedureOn(record, day)  # type: ignore[arg-type]
    return on.in_force, on.ending, on.online_level, on.processing_time, on.fees


def test_a_procedure_says_the_same_on_every_day_on_which_nothing_turns() -> None:
    chance = random.Random(3)
    turned = 0
    for number in range(200):
        record = random_procedure(f"p{number}", chance)
        turning = {day for day, _ in turning_days(record)}
        for back in range(125):
            day = BEGIN + timedelta(days=back)
            if says(record, day) != says(record, day - timedelta(days=1)):
                assert day in turning
                turned += 1
    assert turned > 500


def test_every_change_to_come_is_on_a_day_that_is_foretold() -> None:
    chance = random.Random(4)
    for _ in range(30):
        found = Register([field("so-huu-tri-tue"), *(random_procedure(f"p{n}", chance) for n in range(5))])
        day = BEGIN + timedelta(days=chance.randrange(120))
        ahead = turns_after(found, day)
        assert {c.day for c in changes(found) if c.day > day} <= {turn.day for turn in ahead}
        assert [turn.day for turn in ahead] == sorted({turn.day for turn in ahead})
        assert all(turn.day > day for turn in ahead)
        assert turn_after(found, day) == (ahead[0] if ahead else None)


def test_a_document_turns_when_it_takes_effect_and_when_it_expires() -> None:
    dated = document("46-KH", "plans", issued="2026-06-01", effective="2026-07-01", expired="2027-01-01")
    assert [(day.isoformat(), path) for day, path in turning_days(dated)] == [
        ("2026-07-01", ("effective",)),
        ("2027-01-01", ("expired",)),
    ]
    plain = document("47-KH", "plans", issued="2026-06-01")
    assert [(day.isoformat(), path) for day, path in turning_days(plain)] == [("2026-06-01", ("issued",))]


def test_whoever_builds_is_told_the_next_day_and_what_changes_on_it() -> None:
    ending = [event("bãi bỏ", "2026-07-01")]
    found = Register(
        [
            *(
                procedure(f"p{n}", events=[*ending, event("sửa đổi, bổ sung", "2026-08-01")])
                for n in range(2)
            ),
            document("46-KH", "plans", expired="2026-07-01"),
        ]
    )
    day = date(2026, 6, 30)
    assert in_words(turn_after(found, day), day) == (
        "Ngày tới có thay đổi: 01/07/2026 (02 thủ tục, 01 văn bản); hãy dựng lại trang vào ngày đó."
    )
    day = date(2026, 7, 1)
    assert in_words(turn_after(found, day), day).startswith("Ngày tới có thay đổi: 01/08/2026 (02 thủ tục);")
    day = date(2026, 8, 1)
    assert in_words(turn_after(found, day), day) == "Các bản ghi chưa ghi thay đổi nào sau ngày 01/08/2026."
