"""A site's records change the calendar that the package ships; what they leave alone stays as it is."""

from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from congbo.export.json import calendar as calendar_data
from congbo.law.calendar import Calendar, DayKind
from congbo.law.limits import Limit, LimitEnd, NoEnd, limit_end
from congbo.pages.limit_example import limit_example
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records.calendars import WorkCalendar, calendar_of, in_effect, shipped
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.site import Site
from congbo.words.vocabulary import Confidence, TimeUnit
from sample import event, field, procedure

SHIPPED = calendar_of()
SWAP = [{"day": "2026-11-23", "kind": "nghỉ hoán đổi"}, {"day": "2026-11-28", "kind": "làm bù"}]


def record(id_: str, **keys: Any) -> WorkCalendar:
    own = {"id": id_, "path": f"records/calendar/{id_}.md", "body": "", "title": f"Lịch {id_}"}
    return WorkCalendar.model_validate({**own, **keys})


def differing(one: Calendar, other: Calendar) -> list[str]:
    """The days of the shipped years that two calendars tell otherwise."""
    first, last = date(2023, 1, 1), date(2027, 12, 31)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [str(day) for day in days if (one.off(day), one.doubt(day)) != (other.off(day), other.doubt(day))]


def pages(*records: Record, day: date = date(2026, 11, 25)) -> Pages:
    register = Register([field("so-huu-tri-tue"), *records])
    return Pages(Site(Path(), register, (), (), ()), day)


def test_the_package_ships_five_years_each_with_its_basis_and_its_source() -> None:
    assert [one.year for one in shipped()] == [2023, 2024, 2025, 2026, 2027]
    for one in shipped():
        assert all((one.basis, one.sources, one.doubts))
        assert {day.day.year for day in one.days} == {one.year}
        assert all(day.name for day in one.days)
        exchanged = [d for d in one.days if d.kind in (DayKind.SWAPPED, DayKind.MADE_UP)]
        assert all(day.basis for day in exchanged)
        assert len(exchanged) % 2 == 0


def test_a_made_up_day_is_a_weekend_and_every_other_entry_of_a_week_day_is_off_or_undecided() -> None:
    for day, marked in SHIPPED.days.items():
        assert (marked.kind is DayKind.MADE_UP) <= (day.weekday() >= 5)
        assert marked.off or marked.kind in (DayKind.MADE_UP, DayKind.UNDECIDED)


def test_what_is_not_sure_stays_so() -> None:
    assert SHIPPED.years == {2023: True, 2024: True, 2025: True, 2026: True, 2027: False}
    levels = {one.year: one.confidence for one in shipped()}
    assert levels[2023] is Confidence.MEDIUM
    assert levels[2027] is Confidence.LOW
    doubtful = [str(day) for day in SHIPPED.days if SHIPPED.doubt(day) and day.year < 2027]
    assert doubtful == ["2026-11-23"]
    assert all(SHIPPED.doubt(date(2027, 1, 1) + timedelta(n)) for n in range(365))


def test_an_event_changes_the_days_that_it_names_and_no_other() -> None:
    assert differing(SHIPPED, calendar_of([record("2026-hoan-doi", days=SWAP)])) == [
        "2026-11-23",
        "2026-11-28",
    ]
    worked = record("x", days=[{"day": "2026-11-24", "kind": "làm việc"}])
    assert differing(SHIPPED, calendar_of([worked])) == ["2026-11-24"]
    assert calendar_of([worked]).is_working(date(2026, 11, 24))


def test_a_site_says_that_an_undecided_day_is_worked_and_nothing_is_in_doubt_any_more() -> None:
    decided = calendar_of([record("x", days=[{"day": "2026-11-23", "kind": "làm việc"}])])
    limit = Limit(Fraction(1), TimeUnit.WORKING_DAY)
    before, after = (limit_end(date(2026, 11, 20), limit, one) for one in (SHIPPED, decided))
    assert isinstance(before, LimitEnd)
    assert isinstance(after, LimitEnd)
    assert (before.day, before.sure, after.day, after.sure) == (after.day, False, date(2026, 11, 23), True)


def test_a_year_of_the_site_stands_for_the_shipped_one_and_may_be_a_new_one() -> None:
    tet = [{"day": "2027-02-05", "kind": "nghỉ lễ", "name": "Tết"}]
    own = [record("nam-2027", year="2027", days=tet), record("nam-2028", year="2028")]
    calendar = calendar_of(own)
    assert calendar.years == {**SHIPPED.years, 2027: True, 2028: True}
    assert [day for day in calendar.days if day.year == 2027] == [date(2027, 2, 5)]
    assert not calendar.doubt(date(2027, 2, 5))
    assert calendar.is_working(date(2028, 1, 3))
    assert [one.id for one in in_effect(own)] == ["2023", "2024", "2025", "2026", "nam-2027", "nam-2028"]


def test_an_expected_day_of_an_event_is_in_doubt_and_a_sure_one_of_an_expected_year_is_not() -> None:
    low = record("x", confidence="thấp", days=[{"day": "2026-12-07", "kind": "nghỉ khác"}])
    assert calendar_of([low]).doubt(date(2026, 12, 7)) == "ngày nghỉ năm 2026 mới là dự tính"
    sure = record("x", days=[{"day": "2027-01-01", "kind": "nghỉ lễ"}])
    assert calendar_of([sure]).doubt(date(2027, 1, 1)) == ""


def test_working_hours_are_those_of_the_newest_record_that_has_begun() -> None:
    hours = record("a", since="2024-01-01", working_hours=["07:30-11:30", "13:30-17:00"])
    calendar = calendar_of([record("b", since="2024-07-01", working_hours="07:00-11:00"), hours])
    assert [len(calendar.spans(date(2024, *day))) for day in ((1, 2), (6, 28), (7, 1))] == [2, 2, 1]
    assert calendar.spans(date(2023, 12, 29)) == calendar.spans(date(2024, 7, 6)) == ()
    assert calendar.spans(date(2024, 1, 2))[0] == (time(7, 30), time(11, 30))


def test_a_draft_changes_nothing_and_a_public_record_the_calendar_of_the_register() -> None:
    assert differing(SHIPPED, Register([record("x", days=SWAP, publication="dự thảo")]).calendar) == []
    assert differing(SHIPPED, Register([record("x", days=SWAP)]).calendar) == ["2026-11-23", "2026-11-28"]


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        ({"days": list(reversed(SWAP))}, "dated-order"),
        ({"days": [SWAP[0], SWAP[0]]}, "dated-order"),
        ({"since": "2024-01-01", "working_hours": ["13:30-17:00", "07:30-11:30"]}, "dated-order"),
        ({"working_hours": "07:30-11:30"}, "missing-key"),
        ({"since": "2024-01-01"}, "missing-key"),
        ({"since": "2024-01-01", "working_hours": "11:30-07:30"}, "wrong-type"),
        ({"since": "2024-01-01", "working_hours": "7h30-11h30"}, "wrong-type"),
        ({"days": [{"day": "2026-11-23", "kind": "nghỉ"}]}, "unknown-term"),
    ],
)
def test_a_record_that_does_not_make_sense_is_refused(keys: dict[str, Any], rule: str) -> None:
    with pytest.raises(ValidationError) as found:
        record("x", **keys)
    assert [error["type"] for error in found.value.errors()] == [rule]


def example(day: str, *own: Record, events: Any = (), **limit: Any) -> str:
    one = procedure("p1", processing_time=[limit], events=list(events))
    made = pages(one, *own, day=date.fromisoformat(day))
    return limit_example(made.procedures_on_day["p1"], made.register.calendar)


FIVE = {"value": "5", "unit": "ngày làm việc"}


@pytest.mark.parametrize(
    ("day", "limit", "said"),
    [
        ("2026-11-25", FIVE, "Ví dụ: bắt đầu tính từ 25/11/2026 thì hạn là hết thứ tư, 02/12/2026."),
        (
            "2026-02-13",
            FIVE,
            "Ví dụ: bắt đầu tính từ 13/02/2026 thì hạn là hết thứ sáu, 27/02/2026"
            " (không tính Tết Nguyên đán).",
        ),
        (
            "2026-12-31",
            {"value": "1", "unit": "ngày làm việc"},
            "Ví dụ: bắt đầu tính từ 31/12/2026 thì hạn là hết thứ hai, 04/01/2027"
            " (không tính Tết Dương lịch). Chưa chắc chắn: ngày nghỉ năm 2027 mới là dự tính.",
        ),
        (
            "2024-07-05",
            {"unit": "trong ngày", "cut_off": "15:00"},
            "Ví dụ: nhận đến 15:00 ngày 05/07/2024 thì hạn là hết thứ sáu, 05/07/2024, sau đó thì"
            " hết thứ hai, 08/07/2024.",
        ),
        ("2024-07-06", {"unit": "trong ngày", "cut_off": "15:00"}, ""),  # a Saturday: both are Monday
        ("2024-07-05", {"unit": "trong ngày"}, ""),
        ("2024-07-05", {"value": "4", "unit": "giờ"}, ""),
        ("2024-07-05", {"value": "4", "unit": "giờ làm việc"}, ""),
        ("2029-07-05", FIVE, ""),  # no calendar of the year
    ],
)
def test_the_example_is_of_the_sites_day_and_says_what_is_not_sure(
    day: str, limit: dict[str, str], said: str
) -> None:
    assert example(day, **limit) == said


def test_there_is_no_example_of_a_procedure_that_nobody_can_file() -> None:
    assert example("2026-11-25", events=[event("bãi bỏ", "2024-01-01")], **FIVE) == ""
    assert example("2026-11-25", events=[event("mới ban hành", "2027-01-01")], **FIVE) == ""


def test_a_record_of_the_site_changes_the_example() -> None:
    own = record("x", days=[{"day": "2026-12-01", "kind": "nghỉ khác", "name": "tránh bão"}])
    said = example("2026-11-25", own, **FIVE)
    assert said.endswith("hết thứ năm, 03/12/2026 (không tính nghỉ khác: tránh bão).")


def test_the_page_lists_every_marked_day_this_year_first_and_links_the_sites_own_record() -> None:
    made = pages(record("x", days=SWAP))
    html = Renderer(made).listed("ngay-nghi", "../")
    assert html.count("<tr><th") - html.count('<tr><th scope="col">') == len(made.register.calendar.days)
    years = [html.index(f'id="nam-{year}"') for year in (2026, 2027, 2025, 2024, 2023)]
    assert years == sorted(years)
    assert html.count('<a href="../ngay-nghi/x/">Lịch x</a>') == 2
    assert "Năm 2027 (dự tính)" in html


def test_the_data_say_of_each_day_whether_it_is_worked_and_how_sure_that_is() -> None:
    data = {one["day"]: one for one in calendar_data(pages())}
    assert list(data) == sorted(map(str, SHIPPED.days))
    assert (data["2026-11-23"]["working"], data["2026-11-23"]["sure"]) == (None, False)
    assert (data["2026-01-10"]["working"], data["2026-01-10"]["confidence"]) == (True, "trung bình")
    assert (data["2027-01-01"]["working"], data["2027-01-01"]["sure"]) == (False, False)


def test_limits_of_a_year_that_a_site_adds_are_counted() -> None:
    limit = Limit(Fraction(5), TimeUnit.WORKING_DAY)
    known = calendar_of([record("nam-2028", year="2028")])
    ends = [limit_end(date(2028, 1, 5), limit, one) for one in (SHIPPED, known)]
    assert isinstance(ends[0], NoEnd)
    assert isinstance(ends[1], LimitEnd)
    assert ends[1].day == date(2028, 1, 12)
