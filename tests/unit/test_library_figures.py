"""The figures of the library: each on generated records, and the points that published numbers have."""

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from forms import observation

from congbo.figures.definitions import explained
from congbo.figures.indicators import Figure, evaluate
from congbo.figures.quantities import State
from congbo.figures.sentences import sentence_of
from congbo.figures.typed import clashes
from congbo.records.forms import shipped
from congbo.records.indicator_definitions import Indicator
from congbo.records.library import library, offered
from congbo.records.operands import SHORT_FORM
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports import outlines
from sample import FRAME, document, dossiers, event, field, indicator, organisation, procedure, statistic

ALL = library()
MEASURES = {
    one.statistic: ALL[one.statistic].unit
    for indicator in ALL.values()
    for _, one in indicator.definition.walk()
    if one.statistic
}
"""What the library reads of declared numbers: each is an indicator of its own, so that it has its words."""
PLACE = {"place": "Cơ sở dữ liệu quốc gia"}


def procedures(count: int) -> list[Record]:
    chance = random.Random(count)
    found: list[Record] = [
        document(f"{n}-QD-UBND-2024", "decisions", issuer="UBND", issued=day, workflows=["p1", "p2"])
        for n, day in ((1, "2024-02-01"), (2, "2024-05-20"))
    ]
    actions = ["mới ban hành", "sửa đổi, bổ sung", "đề nghị bãi bỏ", "bãi bỏ", "thay thế bởi"]
    for n in range(count):
        events = [
            event("mới ban hành", "2024-02-15", "1-QD-UBND-2024"),
            event(actions[n % 5], f"2024-06-{n % 28 + 1:02d}", "2-QD-UBND-2024"),
        ]
        level = chance.choice(["toàn trình", "một phần", "chưa cung cấp trực tuyến"])
        online = [{"value": level, "since": "2024-01-01"}]
        found.append(procedure(f"p{n}", events=events, online_level=online, disclosed=[PLACE] * (n % 3)))
    return found


def records() -> list[Record]:
    chance = random.Random(40)
    columns = dict.fromkeys(shipped()[SHORT_FORM].by_key, 0)
    short = {key: chance.randint(1, 90) for key in columns}
    filled = [
        observation(
            [{"label": "Cả xã", "cells": {key: str(chance.randint(1, 90)) for key in form.by_key}}],
            id=form.id,
            form=form.id,
        )
        for form in shipped().values()
        if form.id != SHORT_FORM
    ]
    stated = [statistic(one, str(chance.randint(1, 90)), unit=unit) for one, unit in MEASURES.items()]
    plans = [
        document(f"{n}-KH-SKHCN-2024", issued="2024-03-01", topics=[topic], applies_to=["2024"])
        for n, topic in enumerate(["cchc", "pbgdpl", "cchc"], 10)
    ]
    named = [organisation("SKHCN"), organisation("UBND"), field("cchc"), field("pbgdpl")]
    return [*named, *procedures(30), *filled, *stated, *plans, dossiers("d", short)]


REGISTER = Register(records())


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_every_indicator_has_a_value_and_reads_as_a_sentence(one: Indicator) -> None:
    found = evaluate(one, FRAME, REGISTER)
    assert found.state is State.KNOWN, found.state
    assert found.value is not None
    assert found.text
    assert not list(clashes(one.unit, one.definition, REGISTER))
    said = sentence_of(one, explained(one.definition, Register([])))
    assert said.endswith(".")
    words = said.casefold()
    assert not [id_ for id_ in MEASURES if f"“{id_}”" in words], said
    if one.unit == "%" and not any(part.statistic for _, part in one.definition.walk()):
        assert found.value >= 0 or one.id == "766-hai-long-ho-so"


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_nothing_is_counted_where_nothing_is_known(one: Indicator) -> None:
    found = evaluate(one, FRAME, Register([organisation("SKHCN")]))
    counted = {part.count for _, part in one.definition.walk() if not list(part.parts)}
    assert found.value == (None if None in counted or one.unit == "%" else 0)


def test_every_declared_number_of_the_library_is_an_indicator_of_it() -> None:
    assert set(MEASURES) <= set(ALL)


@pytest.mark.parametrize("outline", outlines.shipped().values(), ids=lambda one: one.id)
def test_every_figure_of_an_outline_is_in_the_library(outline: outlines.Outline) -> None:
    assert set(outline.figures) <= set(ALL)
    text = outline.text("Sở", ALL)
    assert "[Chưa có: số" not in text
    assert "[Chưa có: tỷ lệ" not in text


def test_what_a_site_has_itself_is_not_offered() -> None:
    own = indicator("ty-le-dung-han", {"dossiers": "received_total"})
    stated = statistic("phan-anh-kien-nghi", "3")
    assert not {part.count for one in offered([]).values() for _, part in one.definition.walk()} - {None}
    found = offered([own, stated, field("cchc"), procedure("p1"), document("1-KH-SKHCN-2024")])
    assert set(ALL) - set(found) == {"ty-le-dung-han", "phan-anh-kien-nghi", "ke-hoach-pbgdpl"}


def scored(id_: str, *held: Record) -> Figure:
    return evaluate(ALL[id_], FRAME, Register([organisation("SKHCN"), *held]))


def pair(above: str, below: str, values: tuple[str, str]) -> list[Record]:
    return [
        statistic(one, value, unit=MEASURES[one]) for one, value in zip((above, below), values, strict=True)
    ]


def table(form: str, **cells: int) -> Record:
    return observation(
        [{"label": "Đơn vị", "cells": {key: str(cell) for key, cell in cells.items()}}], id=form, form=form
    )


@pytest.mark.parametrize(
    ("id_", "held", "share", "points"),
    [
        (
            "766-tai-su-dung",
            [table("so-hoa-766", items_reused=5894, received=10000)],
            "58,94%",
            "1,47/2 điểm",
        ),
        (
            "766-so-hoa",
            pair("ho-so-so-hoa", "ho-so-thuoc-tham-quyen", ("603", "654")),
            "92,2%",
            "3,69/4 điểm",
        ),
        (
            "766-so-hoa",
            pair("ho-so-so-hoa", "ho-so-thuoc-tham-quyen", ("5806", "10000")),
            "58,06%",
            "2,32/4 điểm",
        ),
        (
            "766-phan-anh-dung-han",
            pair("phan-anh-dung-han", "phan-anh-kien-nghi", ("0", "0")),
            "không phát sinh",
            "6/6 điểm",
        ),
        (
            "766-hai-long-phan-anh",
            pair("phan-anh-hai-long", "phan-anh-lan-dau", ("0", "0")),
            "không phát sinh",
            "6/6 điểm",
        ),
        (
            "766-dung-han",
            [table("tien-do-766", resolved_early=0, resolved_in_time=0, pending_in_time=0, received_total=0)],
            "không phát sinh",
            "",
        ),
        (
            "766-hai-long-ho-so",
            [
                table("tien-do-766", resolved_overdue=0, pending_overdue=100, received_total=1000),
                statistic("ho-so-co-phan-anh", "0"),
            ],
            "90%",
            "6/6 điểm",
        ),
        (
            "766-hai-long-ho-so",
            [
                table("tien-do-766", resolved_overdue=300, pending_overdue=100, received_total=1000),
                statistic("ho-so-co-phan-anh", "50"),
            ],
            "55%",
            "3,67/6 điểm",
        ),
        (
            "766-cung-cap-thanh-toan",
            [
                table("thanh-toan-766", procedures_with_fee=10),
                statistic("tthc-co-thanh-toan-tren-cong", "8", unit="thủ tục"),
            ],
            "80%",
            "2/2 điểm",
        ),
        (
            "766-co-giao-dich-thanh-toan",
            [table("thanh-toan-766", procedures_with_fee=10, procedures_paid_online=4)],
            "40%",
            "1/2 điểm",
        ),
    ],
)
def test_the_points_are_those_that_the_published_formulas_give(
    id_: str, held: list[Record], share: str, points: str
) -> None:
    found = scored(id_, *held)
    assert (found.text, found.score_text) == (share, points)


def test_forty_seven_procedures_give_the_published_scores_of_disclosure() -> None:
    """1/47, 43/47 and 47/47: announced in time, published in time, content whole."""
    decided = date(2024, 6, 3)
    whole: dict[str, Any] = {
        "steps": ["Nộp hồ sơ"],
        "channels": [{"method": "trực tiếp"}],
        "dossier": [{"name": "Đơn"}],
        "dossier_sets": "1",
        "processing_time": [{"value": "5", "unit": "ngày làm việc"}],
        "applicants": ["cá nhân"],
        "authority": {"decides": "Ủy ban nhân dân"},
    }
    held: list[Record] = [document("1-QD-UBND-2024", "decisions", issuer="UBND", issued=decided.isoformat())]
    for n in range(47):
        effective = decided + timedelta(7 if n == 0 else 2)
        public = decided + timedelta(3 if n < 43 else 20)
        events = [event("mới ban hành", effective.isoformat(), "1-QD-UBND-2024")]
        held.append(
            procedure(f"p{n}", events=events, disclosed=[{**PLACE, "since": public.isoformat()}], **whole)
        )
    found = {
        id_: scored(id_, *held)
        for id_ in ("766-cong-bo-dung-han", "766-cong-khai-dung-han", "766-du-noi-dung")
    }
    assert {id_: (one.fraction, one.score_text) for id_, one in found.items()} == {
        "766-cong-bo-dung-han": ("1/47", "0,13/6 điểm"),
        "766-cong-khai-dung-han": ("43/47", "3,66/4 điểm"),
        "766-du-noi-dung": ("47/47", "2/2 điểm"),
    }
    assert found["766-cong-bo-dung-han"].value == Fraction(100, 47)
    assert len(found["766-cong-bo-dung-han"].excluded) == 46
    assert scored("766-cong-bo-dung-han-cap-bo", *held).fraction == "0/47"


def test_the_points_of_a_group_are_never_more_than_the_decision_gives() -> None:
    most: dict[str, Fraction] = {}
    for one in ALL.values():
        if one.points and not one.id.endswith("-cap-bo"):
            most[str(one.group)] = most.get(str(one.group), Fraction(0)) + Fraction(one.points.most)
    assert most == {
        "công khai, minh bạch": 18,
        "tiến độ, kết quả giải quyết": 20,
        "dịch vụ trực tuyến": 22,
        "số hóa hồ sơ": 20,  # 2 more for certified electronic copies, of which no formula is known
        "mức độ hài lòng": 18,
    }
