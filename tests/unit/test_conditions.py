import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from congbo.figures.conditions import CONDITIONS, OWN_BODY
from congbo.figures.frame import Frame
from congbo.figures.selection import Selection, basis, candidates, select
from congbo.records.record import Period, Record
from congbo.records.register import Register
from congbo.words.vocabulary import Moment, OnlineLevel, Subject
from sample import FRAME, around, document, event, field, organisation, procedure

Where = dict[str, tuple[str, ...]]


def ids(selection: Selection) -> list[str]:
    return [candidate.record.id for candidate in selection.chosen]


def misses(selection: Selection) -> dict[str, str]:
    return {miss.candidate.record.id: miss.reason for miss in selection.excluded}


def plan(id_: str, **keys: Any) -> Record:
    return document(id_, **{"issued": "2024-03-01", "topics": ["cchc"], "applies_to": ["2024"], **keys})


PLANS: Where = {
    "kind": ("kế hoạch",),
    "issuer": ("SKHCN",),
    "topics": ("cchc",),
    "applies_to": ("năm của kỳ",),
    "issued": ("đến cuối kỳ",),
}
NAMES = [
    organisation("SKHCN", name="Sở KHCN"),
    organisation("UBND", name="UBND tỉnh"),
    field("cchc", name="Cải cách hành chính"),
    field("pbgdpl", name="Phổ biến pháp luật"),
]


def test_what_meets_all_conditions_is_chosen_and_what_fails_one_says_why() -> None:
    register = Register(
        [
            *NAMES,
            plan("46-KH-SKHCN-2024"),
            plan("1-KH-UBND-2024", issuer="UBND"),
            plan("2-KH-SKHCN-2024", topics=["pbgdpl"]),
            plan("3-KH-SKHCN-2024", topics=[]),
            plan("4-KH-SKHCN-2024", applies_to=["2023", "2025"]),
            plan("10-KH-SKHCN-2024", applies_to=[]),
            plan("5-KH-SKHCN-2024", issued="2024-07-21"),
            document("6-KH-SKHCN-2024", topics=["cchc"], applies_to=["2024"]),
            plan("7-QD-SKHCN-2024", folder="decisions"),
            plan("8-KH-UBND-2024", issuer="UBND", topics=["pbgdpl"]),
        ]
    )
    selection = select(Subject.DOCUMENTS, PLANS, FRAME, register)
    assert ids(selection) == ["46-KH-SKHCN-2024"]
    assert misses(selection) == {
        "1-KH-UBND-2024": "cơ quan ban hành là “UBND tỉnh”, không phải “Sở KHCN”",
        "2-KH-SKHCN-2024": "chủ đề là “Phổ biến pháp luật”, không phải “Cải cách hành chính”",
        "3-KH-SKHCN-2024": "chủ đề là chưa rõ, không phải “Cải cách hành chính”",
        "4-KH-SKHCN-2024": "áp dụng cho năm 2023 và 2025, không phải 2024",
        "10-KH-SKHCN-2024": "áp dụng cho năm chưa rõ, không phải 2024",
        "5-KH-SKHCN-2024": "ban hành ngày 21/07/2024, sau 20/07/2024",
        "6-KH-SKHCN-2024": "chưa rõ ban hành ngày",
        "7-QD-SKHCN-2024": "loại văn bản là “quyết định”, không phải “kế hoạch”",
    }


def test_near_misses_are_exactly_what_fails_one_condition() -> None:
    chance = random.Random(2024)
    for _ in range(30):
        records = [
            document(
                f"{number}-KH-X-2024",
                chance.choice(["plans", "decisions"]),
                issuer=chance.choice(["SKHCN", "UBND"]),
                topics=chance.sample(["cchc", "pbgdpl"], chance.randint(0, 2)),
                applies_to=chance.sample(["2023", "2024"], chance.randint(1, 2)),
                issued=f"2024-0{chance.randint(1, 9)}-15",
            )
            for number in range(1, 30)
        ]
        register = Register(chance.sample(records, len(records)))
        single = [set(ids(select(Subject.DOCUMENTS, {k: v}, FRAME, register))) for k, v in PLANS.items()]
        met = {record.id: sum(record.id in chosen for chosen in single) for record in records}
        selection = select(Subject.DOCUMENTS, PLANS, FRAME, register)
        assert set(ids(selection)) == {id_ for id_, count in met.items() if count == len(PLANS)}
        assert set(misses(selection)) == {id_ for id_, count in met.items() if count == len(PLANS) - 1}
        assert all(misses(selection).values())


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        ("trong kỳ", "2024-01-01", "2024-07-20"),
        ("từ đầu kỳ đến ngày báo cáo", "2024-01-01", "2024-07-24"),
        ("đến cuối kỳ", None, "2024-07-20"),
        ("ngày số liệu", None, "2024-06-30"),
    ],
)
def test_a_time_word_takes_in_its_first_and_last_day_and_no_more(
    moment: str, first: str | None, last: str
) -> None:
    frame = Frame(FRAME.period, as_of=date(2024, 6, 30), day=FRAME.day)
    days = [day for edge in (first or "1990-01-01", last) for day in around(edge)]
    records = {
        day: document(f"{number}-KH-SKHCN-2024", issued=day.isoformat()) for number, day in enumerate(days)
    }
    selection = select(Subject.DOCUMENTS, {"issued": (moment,)}, frame, Register(records.values()))
    taken = {candidate.record.id for candidate in selection.chosen}
    expected = [bool(not first), True, True, True, True, False]
    assert [records[day].id in taken for day in days] == expected
    assert len(selection.excluded) == expected.count(False)


def test_the_year_of_a_period_is_that_of_its_end() -> None:
    year_end = Period.model_validate({"start": "2023-12-15", "end": "2024-12-14"})
    register = Register([plan("1-KH-SKHCN-2024"), plan("2-KH-SKHCN-2024", applies_to=["2023"])])
    frame = Frame(year_end, year_end.end, year_end.end)
    assert ids(select(Subject.DOCUMENTS, {"applies_to": ("năm của kỳ",)}, frame, register)) == [
        "1-KH-SKHCN-2024"
    ]
    assert ids(select(Subject.DOCUMENTS, {"applies_to": ("2023",)}, frame, register)) == ["2-KH-SKHCN-2024"]


DECISIONS = [
    document(
        "348-QD-UBND-2024", "decisions", issuer="UBND", issued="2024-06-21", workflows=["p1", "p2", "p9"]
    ),
    document("158-QD-UBND-2024", "decisions", issuer="UBND", issued="2024-03-01", workflows=["p1"]),
    document("1-QD-SKHCN-2024", "decisions", issuer="SKHCN", issued="2024-03-01", workflows=["p3", "p1"]),
]


def test_a_procedure_with_several_events_counts_once() -> None:
    twice = [event("sửa đổi, bổ sung", "2024-02-01"), event("sửa đổi, bổ sung", "2024-03-01")]
    other = [event("mới ban hành", "2024-02-01"), event("sửa đổi, bổ sung", "2024-03-01")]
    register = Register([procedure("p1", events=twice), procedure("p2", events=other), *DECISIONS])
    where: Where = {"action": ("sửa đổi, bổ sung",), "effective": ("trong kỳ",)}
    selection = select(Subject.EVENTS, where, FRAME, register)
    assert ids(selection) == ["p1", "p2"]
    assert selection.excluded == ()


def test_a_procedure_whose_workflow_is_approved_twice_counts_once() -> None:
    register = Register([*DECISIONS, *NAMES, procedure("p1"), procedure("p2"), procedure("p3")])
    where: Where = {"issuer": ("UBND",), "issued": ("trong kỳ",)}
    selection = select(Subject.WORKFLOWS, where, FRAME, register)
    assert ids(selection) == ["p1", "p2"]
    assert misses(selection) == {"p3": "cơ quan phê duyệt là “Sở KHCN”, không phải “UBND tỉnh”"}
    documents = {candidate.record.id: candidate.document for candidate in selection.chosen}
    assert documents["p1"] is DECISIONS[0]


def test_an_event_counts_by_its_day_action_and_the_body_that_decided_it() -> None:
    register = Register(
        [
            *DECISIONS,
            *NAMES,
            procedure("p1", events=[event("mới ban hành", "2024-02-01", "158-QD-UBND-2024")]),
            procedure("p2", events=[event("mới ban hành", "2023-12-31", "158-QD-UBND-2024")]),
            procedure("p3", events=[event("bãi bỏ", "2024-02-01", "158-QD-UBND-2024")]),
            procedure("p4", events=[event("mới ban hành", "2024-02-01", "1-QD-SKHCN-2024")]),
            procedure("p5", events=[event("bãi bỏ", "2023-12-31", "158-QD-UBND-2024")]),
        ]
    )
    where: Where = {"action": ("mới ban hành",), "effective": ("trong kỳ",), "issuer": ("UBND",)}
    selection = select(Subject.EVENTS, where, FRAME, register)
    assert ids(selection) == ["p1"]
    assert misses(selection) == {
        "p2": "có hiệu lực ngày 31/12/2023, trước 01/01/2024",
        "p3": "sự kiện là “bãi bỏ”, không phải “mới ban hành”",
        "p4": "cơ quan ban hành là “Sở KHCN”, không phải “UBND tỉnh”",
    }


def test_an_event_whose_decision_is_not_there_is_left_out_and_nothing_fails() -> None:
    register = Register([procedure("p1", events=[event("mới ban hành", "2024-02-01", "khong-co")])])
    selection = select(Subject.EVENTS, {"issuer": ("UBND",)}, FRAME, register)
    assert ids(selection) == []
    assert misses(selection) == {"p1": "cơ quan ban hành là chưa rõ, không phải “UBND”"}


def test_procedures_count_on_the_day_of_the_figures_and_say_why_they_do_not() -> None:
    full = [{"value": "toàn trình", "since": "2023-11-01"}]
    places = [{"place": "Cổng dịch vụ công"}, {"place": "Trang của Sở"}]
    keys: dict[str, Any] = {"online_level": full, "disclosed": places, "receiving": "PVHCC"}
    register = Register(
        [
            *NAMES,
            procedure("p1", **keys),
            procedure("p2", **{**keys, "events": [event("mới ban hành", "2024-07-21")]}),
            procedure("p3", **{**keys, "events": [event("bãi bỏ", "2024-07-20")]}),
            procedure("p4", **{**keys, "online_level": [{"value": "một phần"}]}),
            procedure("p5", **{**keys, "online_level": [{"value": "toàn trình", "since": "2024-07-21"}]}),
            procedure("p6", **{**keys, "disclosed": places[:1]}),
            procedure("p7", **{**keys, "receiving": ""}),
            procedure("p8", **{**keys, "online_level": [], "disclosed": []}),
        ]
    )
    where: Where = {
        "in_force": ("ngày số liệu",),
        "online_level": ("toàn trình",),
        "disclosed": ("Cổng dịch vụ công", "Trang của Sở"),
        "receiving": ("PVHCC",),
    }
    selection = select(Subject.PROCEDURES, where, FRAME, register)
    assert ids(selection) == ["p1"]
    assert misses(selection) == {
        "p2": "có hiệu lực từ 21/07/2024, sau 20/07/2024",
        "p3": "bãi bỏ từ 20/07/2024",
        "p4": "mức độ trực tuyến ngày 20/07/2024: một phần",
        "p5": "mức độ trực tuyến ngày 20/07/2024: chưa rõ",
        "p6": "chưa ghi nhận công khai trên Trang của Sở",
        "p7": "nơi tiếp nhận là chưa rõ, không phải “PVHCC”",
    }


@pytest.mark.parametrize("state", ["dự thảo", "nội bộ"])
def test_a_draft_or_internal_record_is_neither_counted_nor_named_as_a_near_miss(state: str) -> None:
    hidden = [
        procedure("p1", publication=state, events=[event("mới ban hành", "2024-02-01")]),
        procedure("p2", publication=state, events=[event("bãi bỏ", "2024-02-01")]),
        document("46-KH-SKHCN-2024", publication=state, issued="2024-03-01", workflows=["p3"]),
    ]
    register = Register.public([*hidden, procedure("p3")])
    wheres: dict[Subject, Where] = {
        Subject.PROCEDURES: {"in_force": ("ngày số liệu",)},
        Subject.EVENTS: {"action": ("mới ban hành",)},
        Subject.DOCUMENTS: {"issued": ("trong kỳ",)},
        Subject.WORKFLOWS: {"issued": ("trong kỳ",)},
    }
    found = {subject: select(subject, where, FRAME, register) for subject, where in wheres.items()}
    assert {subject: ids(selection) for subject, selection in found.items()} == {
        Subject.PROCEDURES: ["p3"],
        Subject.EVENTS: [],
        Subject.DOCUMENTS: [],
        Subject.WORKFLOWS: [],
    }
    assert all(selection.excluded == () for selection in found.values())


def test_without_conditions_everything_of_the_kind_counts() -> None:
    register = Register([*DECISIONS, procedure("p1"), procedure("p2")])
    assert ids(select(Subject.DOCUMENTS, {}, FRAME, register)) == [decision.id for decision in DECISIONS]
    assert ids(select(Subject.PROCEDURES, {}, FRAME, register)) == ["p1", "p2"]


def test_every_word_that_a_condition_accepts_can_be_asked() -> None:
    procedures = [
        procedure("p1", disclosed=[{"place": "Trang của Sở"}], events=[event("bãi bỏ", "2024-02-01")]),
        procedure("p2"),
    ]
    register = Register([*NAMES, *DECISIONS, *procedures])
    asked = 0
    for subject, conditions in CONDITIONS.items():
        everything = {candidate.record.id for candidate in candidates(subject, register)}
        for key, condition in conditions.items():
            accepted = condition.accepted(register)
            assert accepted
            for word in accepted:
                selection = select(subject, {key: (word,)}, FRAME, register)
                assert {*ids(selection), *misses(selection)} == everything
                asked += 1
    assert asked > 40
    assert set(CONDITIONS) == set(Subject)


def test_a_condition_on_a_closed_list_accepts_the_whole_list() -> None:
    register = Register(NAMES)
    assert CONDITIONS[Subject.DOCUMENTS]["kind"].accepted(register) == list(register.document_kinds)
    assert CONDITIONS[Subject.PROCEDURES]["online_level"].accepted(register) == list(OnlineLevel)
    assert CONDITIONS[Subject.DOCUMENTS]["issuer"].accepted(register) == [OWN_BODY, "SKHCN", "UBND"]


@pytest.mark.parametrize("word", ["trong ky", "2024", ""])
def test_a_time_word_that_does_not_exist_leaves_everything_out_and_says_so(word: str) -> None:
    register = Register([document("46-KH-SKHCN-2024", issued="2024-03-01")])
    selection = select(Subject.DOCUMENTS, {"issued": (word,)}, FRAME, register)
    assert ids(selection) == []
    assert f"“{word}”" in misses(selection)["46-KH-SKHCN-2024"]


def test_a_count_stands_for_the_day_of_the_figures_or_for_the_period() -> None:
    late = Frame(FRAME.period, as_of=date(2024, 7, 1), day=date(2024, 7, 24))
    assert basis(Subject.PROCEDURES, {"in_force": (Moment.AS_OF,)}, late) == date(2024, 7, 1)
    assert basis(Subject.DOCUMENTS, {"issued": (Moment.IN_PERIOD,)}, late) == FRAME.period
    assert basis(Subject.DOCUMENTS, {"issued": (Moment.BY_PERIOD_END,)}, late) == FRAME.period.end
    longer = basis(Subject.EVENTS, {"effective": (Moment.IN_PERIOD_OR_LATER,)}, late)
    assert isinstance(longer, Period)
    assert (longer.start, longer.end) == (date(2024, 1, 1), date(2024, 7, 24))


def test_a_report_made_before_its_period_ends_still_stands_for_the_period() -> None:
    early = Frame(FRAME.period, as_of=date(2024, 7, 1), day=date(2024, 7, 10))
    assert basis(Subject.EVENTS, {"effective": (Moment.IN_PERIOD_OR_LATER,)}, early) == FRAME.period


def test_the_days_of_a_frame_are_called_by_name() -> None:
    frame = Frame(FRAME.period, as_of=date(2024, 7, 1), day=date(2024, 7, 24))
    days = [frame.named(name) for name in ("start", "as_of", "end", "day")]
    assert days == [date(2024, 1, 1), date(2024, 7, 1), date(2024, 7, 20), date(2024, 7, 24)]


@pytest.mark.parametrize("key", ["normative", "unlawful"])
def test_a_yes_or_no_condition_takes_the_word_that_editors_write(key: str) -> None:
    register = Register([document("1-KH-SKHCN-2024", **{key: "có"}), document("2-KH-SKHCN-2024")])
    assert ids(select(Subject.DOCUMENTS, {key: ("có",)}, FRAME, register)) == ["1-KH-SKHCN-2024"]
    assert ids(select(Subject.DOCUMENTS, {key: ("không",)}, FRAME, register)) == ["2-KH-SKHCN-2024"]


def test_the_reporting_body_is_asked_for_without_its_name() -> None:
    register = Register([*NAMES, plan("1-KH-SKHCN-2024"), plan("2-KH-UBND-2024", issuer="UBND")])
    asked: Where = {"issuer": ("cơ quan báo cáo",)}
    for body, found in (("SKHCN", ["1-KH-SKHCN-2024"]), ("UBND", ["2-KH-UBND-2024"])):
        assert ids(select(Subject.DOCUMENTS, asked, replace(FRAME, organisation=body), register)) == found
    assert len(ids(select(Subject.DOCUMENTS, asked, FRAME, register))) == 2


def test_what_announces_procedures_is_what_their_history_names() -> None:
    records = [
        document("1-QD-UBND-2024", "decisions", issuer="UBND"),
        document("2-TTr-SKHCN-2024", "submissions"),
        document("3-QD-UBND-2024", "decisions", issuer="UBND"),
        procedure("p1", events=[event("mới ban hành", "2024-06-01", "1-QD-UBND-2024")]),
        procedure("p2", events=[event("đề nghị bãi bỏ", "2024-06-01", "2-TTr-SKHCN-2024")]),
    ]
    selection = select(Subject.DOCUMENTS, {"announces": ("có",)}, FRAME, Register(records))
    assert ids(selection) == ["1-QD-UBND-2024"]
    assert set(misses(selection)) == {"2-TTr-SKHCN-2024", "3-QD-UBND-2024"}


def test_a_procedure_is_public_wherever_it_is() -> None:
    register = Register([procedure("p1", disclosed=[{"place": "Trang của xã"}]), procedure("p2")])
    selection = select(Subject.PROCEDURES, {"disclosed": ("một nơi bất kỳ",)}, FRAME, register)
    assert ids(selection) == ["p1"]
    assert misses(selection) == {"p2": "chưa ghi nhận công khai"}
