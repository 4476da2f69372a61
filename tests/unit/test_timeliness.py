"""Announced and published in time, content whole, level: what is counted, and why a procedure is not."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from congbo.export.json import record as data_of
from congbo.export.standalone.conditions import whole_content
from congbo.figures.conditions import levels
from congbo.figures.selection import select
from congbo.figures.timeliness import lacking_content
from congbo.law.calendar import Calendar
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.words.vocabulary import Subject
from sample import FRAME, document, event, procedure

LATE = "công bố ngày {}, sau {} (hiệu lực {} trừ 5 ngày làm việc)".format
LATER = "công khai ngày {}, sau {} (quyết định ngày {} cộng 5 ngày làm việc)".format

SET: dict[str, tuple[str, ...]] = {"issued": ("trong kỳ",)}
ANNOUNCED: dict[str, tuple[str, ...]] = SET | {"announced_before": ("5 ngày làm việc",)}
PUBLISHED: dict[str, tuple[str, ...]] = SET | {"published_within": ("5 ngày làm việc",)}
PLACE = "Cơ sở dữ liệu quốc gia về TTHC"


def decision(id_: str = "348-QD-UBND-2024", issued: str | None = "2024-06-03") -> Record:
    return document(id_, "decisions", issuer="UBND", **({"issued": issued} if issued else {}))


def asked(where: Mapping[str, tuple[str, ...]], *records: Record) -> tuple[list[str], dict[str, str]]:
    found = select(Subject.EVENTS, where, FRAME, Register(records))
    misses = {miss.candidate.record.id: miss.reason for miss in found.excluded}
    return [one.record.id for one in found.chosen], misses


@pytest.mark.parametrize(
    ("issued", "effective", "reason"),
    [
        ("2024-06-03", "2024-06-10", ""),
        ("2024-06-04", "2024-06-10", LATE("04/06/2024", "03/06/2024", "10/06/2024")),
        ("2024-06-10", "2024-06-10", LATE("10/06/2024", "03/06/2024", "10/06/2024")),
        # 29/4 is off for Saturday 4/5, 30/4 and 1/5 are days off
        ("2024-04-25", "2024-05-06", ""),
        ("2024-04-26", "2024-05-06", LATE("26/04/2024", "25/04/2024", "06/05/2024")),
    ],
)
def test_a_decision_stands_so_many_working_days_before_its_effect(
    issued: str, effective: str, reason: str
) -> None:
    made = procedure("p1", events=[event("mới ban hành", effective)])
    chosen, misses = asked(ANNOUNCED, decision(issued=issued), made)
    assert (chosen, misses) == ((["p1"], {}) if not reason else ([], {"p1": reason}))


def test_of_several_decisions_in_the_period_one_that_is_late_is_enough() -> None:
    events = [event("mới ban hành", "2024-06-28"), event("sửa đổi, bổ sung", "2024-06-04", "2-QD-UBND-2024")]
    records = [decision(), decision("2-QD-UBND-2024"), procedure("p1", events=events)]
    chosen, misses = asked(ANNOUNCED, *records)
    assert not chosen
    assert misses["p1"].startswith("công bố ngày 03/06/2024, sau 28/05/2024")


def test_a_decision_without_its_day_is_never_in_time() -> None:
    made = procedure("p1", events=[event("mới ban hành", "2024-06-28")])
    limit = {"announced_before": ("5 ngày làm việc",)}
    assert asked(limit, decision(issued=None), made) == (
        [],
        {"p1": "chưa rõ ngày ký quyết định công bố hiệu lực 28/06/2024"},
    )


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        ("2024-06-03", ""),
        ("2024-06-10", ""),
        ("2024-06-11", LATER("11/06/2024", "10/06/2024", "03/06/2024")),
        (None, "chưa rõ ngày công khai sau quyết định ngày 03/06/2024"),
        ("2023-01-01", "chưa rõ ngày công khai sau quyết định ngày 03/06/2024"),
    ],
)
def test_a_procedure_is_public_so_many_working_days_after_its_decision(
    since: str | None, reason: str
) -> None:
    place = {"place": PLACE, **({"since": since} if since else {})}
    made = procedure("p1", events=[event("mới ban hành", "2024-06-20")], disclosed=[place])
    chosen, misses = asked(PUBLISHED, decision(), made)
    assert (chosen, misses) == ((["p1"], {}) if not reason else ([], {"p1": reason}))


def test_a_year_without_a_calendar_is_said_and_counts_for_nothing() -> None:
    made = procedure("p1", events=[event("mới ban hành", "1998-06-10")])
    limit = {"announced_before": ("5 ngày làm việc",)}
    chosen, misses = asked(limit, decision(issued="1998-06-01"), made)
    assert not chosen
    assert misses == {"p1": "chưa có lịch nghỉ của năm 1998"}


def test_days_are_counted_as_the_calendar_has_them() -> None:
    chance = random.Random(766)
    calendar: Calendar = Register([]).calendar
    for _ in range(150):
        effective = date(2024, 1, 20) + timedelta(chance.randrange(160))
        issued = max(effective - timedelta(chance.randrange(30)), date(2024, 1, 1))
        days = chance.choice([1, 5, 20])
        made = procedure("p1", events=[event("mới ban hành", effective.isoformat())])
        where = {"announced_before": (f"{days} ngày làm việc",)}
        chosen, _ = asked(where, decision(issued=issued.isoformat()), made)
        between = (issued + timedelta(n) for n in range((effective - issued).days))
        assert bool(chosen) is (sum(map(calendar.is_working, between)) >= days), (issued, effective, days)


PARTS = {
    "steps": "trình tự thực hiện",
    "channels": "cách thức thực hiện",
    "dossier": "thành phần hồ sơ",
    "dossier_sets": "số bộ hồ sơ",
}

WHOLE: dict[str, Any] = {
    "steps": ["Nộp hồ sơ"],
    "channels": [{"method": "trực tiếp"}],
    "dossier": [{"name": "Đơn"}],
    "dossier_sets": "1",
    "processing_time": [{"value": "5", "unit": "ngày làm việc"}],
    "applicants": ["cá nhân"],
    "authority": {"decides": "Sở"},
}


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("", ""),
        ("steps", "trình tự thực hiện"),
        ("channels", "cách thức thực hiện"),
        ("dossier", "thành phần hồ sơ"),
        ("dossier_sets", "số bộ hồ sơ"),
        ("processing_time", "thời hạn giải quyết"),
        ("applicants", "đối tượng thực hiện"),
        ("authority", "cơ quan giải quyết"),
    ],
)
def test_each_of_the_seven_parts_must_be_there(lacking: str, said: str) -> None:
    made = procedure("p1", **{key: value for key, value in WHOLE.items() if key != lacking})
    found = select(Subject.PROCEDURES, {"content": ("đủ bảy bộ phận",)}, FRAME, Register([made]))
    assert [miss.reason for miss in found.excluded] == ([f"chưa ghi {said}"] if said else [])
    assert bool(found.chosen) is not bool(said)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cấp tỉnh", ("cấp tỉnh",)),
        ("Cấp tỉnh, Cấp xã", ("cấp tỉnh", "cấp xã")),
        ("UBND phường", ("cấp xã",)),
        ("Bộ, huyện", ("cấp bộ", "cấp huyện")),
        ("Cơ quan khác", ()),
        ("", ()),
    ],
)
def test_a_level_is_read_from_the_words_of_the_record(text: str, found: tuple[str, ...]) -> None:
    assert levels(text) == found
    made = procedure("p1", level=text)
    for level in ("cấp bộ", "cấp tỉnh", "cấp huyện", "cấp xã"):
        chosen = select(Subject.PROCEDURES, {"level": (level,)}, FRAME, Register([made])).chosen
        assert bool(chosen) is (level in found)


def test_the_parts_may_stand_in_every_case_and_the_published_program_agrees() -> None:
    chance = random.Random(63)
    way = {"method": "trực tuyến", "processing_time": {"value": "2", "unit": "ngày"}}
    own: dict[str, Any] = {
        "steps": ["Nộp"],
        "channels": [way],
        "dossier": [{"name": "Đơn"}],
        "dossier_sets": "2",
        "processing_time": {"value": "3", "unit": "ngày"},
    }
    body = {**WHOLE, "authority": {"handled_by": ["SKHCN"]}}
    whole = 0
    for _ in range(300):
        common = {key: value for key, value in chance.choice((WHOLE, body)).items() if chance.random() < 0.8}
        cases = [
            {"id": f"c{n}", "name": "C", **{key: own[key] for key in own if chance.random() < 0.7}}
            for n in range(chance.randrange(3))
        ]
        made = procedure("p1", **common, cases=cases)
        lacking = lacking_content(made, FRAME.as_of)
        assert whole_content(data_of(made), FRAME.as_of.isoformat()) is not bool(lacking), (made, lacking)
        for part in ("steps", "channels", "dossier", "dossier_sets"):
            said = part in common or (bool(cases) and all(part in case for case in cases))
            assert said is not (PARTS[part] in lacking), (part, made)
        whole += not lacking
    assert 20 < whole < 280
