from datetime import date
from typing import Any

import pytest

from congbo.figures.announcements import announced
from sample import event, procedure

PUBLISHED, AMENDED, ABOLISHED = "mới ban hành", "sửa đổi, bổ sung", "bãi bỏ"


def told(day: str = "2026-06-30", **keys: Any) -> list[str]:
    """What is announced, as `day: words`."""
    found = announced(procedure("p1", **keys), date.fromisoformat(day))
    return [f"{one.change.day:%d/%m/%Y}: {one.event or one.value}" for one in found]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (ABOLISHED, "Sẽ bãi bỏ"),
        ("thay thế bởi", "Sẽ được thay thế"),
        (AMENDED, "Sẽ được sửa đổi, bổ sung"),
        ("đề nghị bãi bỏ", "Sẽ được đề nghị bãi bỏ"),
        (PUBLISHED, "Sẽ được công bố lại"),
    ],
)
def test_what_a_document_will_do_is_announced_until_it_does(action: str, words: str) -> None:
    events = [event(PUBLISHED, "2024-01-01"), event(action, "2026-07-01")]
    assert told(events=events) == [f"01/07/2026: {words}"]
    assert told("2026-07-01", events=events) == []


def test_who_takes_the_place_is_named_with_the_replacement_and_beside_an_abolition() -> None:
    events = [
        {**event(action, "2026-07-01"), "successor": ["p2", "p3"]} for action in ("thay thế bởi", ABOLISHED)
    ]
    found = announced(procedure("p1", events=events), date(2026, 6, 30))
    assert [(one.by, one.instead) for one in found] == [(("p2", "p3"), ()), ((), ("p2", "p3"))]
    assert {one.change.decision for one in found} == {"348-QD-UBND-2024"}


def test_each_dated_value_that_will_be_another_is_announced_with_what_it_was() -> None:
    keys: dict[str, Any] = {
        "processing_time": [
            {"value": "10", "unit": "ngày"},
            {"value": "5", "unit": "ngày", "since": "2026-07-01"},
        ],
        "fees": [{"items": "không"}, {"items": [{"label": "Phí", "amount": "9"}], "since": "2026-07-02"}],
        "online_level": [{"value": "một phần"}, {"value": "toàn trình", "since": "2026-06-30"}],
    }
    assert told(**keys) == [
        "01/07/2026: thời hạn giải quyết sẽ là 05 ngày",
        "02/07/2026: phí, lệ phí sẽ là Phí: 9 đồng",
    ]
    (limit, _) = announced(procedure("p1", **keys), date(2026, 6, 30))
    assert limit.change.before == "10 ngày"


def test_what_would_happen_while_it_is_not_in_force_is_not_announced() -> None:
    limit = [{"value": "9", "unit": "ngày"}, {"value": "5", "unit": "ngày", "since": "2026-08-01"}]
    ended = [event(ABOLISHED, "2026-07-01"), event(AMENDED, "2026-08-01")]
    assert told(events=ended, processing_time=limit) == ["01/07/2026: Sẽ bãi bỏ"]
    assert told("2026-07-01", events=ended, processing_time=limit) == []


def test_what_holds_from_the_first_day_of_one_that_is_coming_is_no_change() -> None:
    limits = [
        {"value": "9", "unit": "ngày"},
        {"value": "5", "unit": "ngày", "since": "2026-07-01"},
        {"value": "3", "unit": "ngày", "since": "2026-08-01"},
    ]
    coming = [event(PUBLISHED, "2026-07-01")]
    assert told(events=coming, processing_time=limits) == ["01/08/2026: thời hạn giải quyết sẽ là 03 ngày"]


def test_coming_back_is_announced_after_the_end() -> None:
    events = [event(ABOLISHED, "2026-07-01"), event(PUBLISHED, "2027-01-01")]
    assert told(events=events) == ["01/07/2026: Sẽ bãi bỏ", "01/01/2027: Sẽ có hiệu lực trở lại"]
    anew = [event(ABOLISHED, "2026-07-01"), event(PUBLISHED, "2026-07-01")]
    assert told(events=anew) == ["01/07/2026: Sẽ được công bố lại"], "it never ends"
