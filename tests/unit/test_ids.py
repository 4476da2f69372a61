"""Ids: one record a section has an id; records of two sections may share one, and are never taken for one."""

import random
from datetime import date
from pathlib import Path

from checking import told

from congbo.figures.conditions import Candidate
from congbo.figures.quantities import Quantity, gathered
from congbo.pages.pages import Pages
from congbo.records.kinds import kind_for
from congbo.records.record import Record
from congbo.reports.site import Site
from congbo.rules import ids
from sample import document, field, indicator, organisation, procedure, report

MAKERS = (
    lambda id_: document(id_, "plans"),
    lambda id_: document(id_, "decisions"),
    procedure,
    field,
    organisation,
)


def test_an_id_is_told_where_its_section_has_it_already_in_any_letters_and_nowhere_else() -> None:
    chance = random.Random(3)
    for _ in range(500):
        records: list[Record] = [
            chance.choice(MAKERS)(chance.choice(["xa", "XA", "xA", "a"])) for _ in range(4)
        ]
        records = list({one.path: one for one in records}.values())
        seen: set[tuple[str, str]] = set()
        expected = []
        for one in records:
            key = (kind_for(type(one)).section.name, one.id.lower())
            if key in seen:
                expected.append(one.path)
            seen.add(key)
        assert [path for path, *_ in told(ids.duplicate_id, *records)] == expected


def test_records_of_two_sections_with_one_id_both_stand_behind_a_figure() -> None:
    day = date(2024, 7, 20)
    both = [procedure("x"), document("x")]
    parts = [Quantity(None, day, "", (Candidate(one),)) for one in both]
    assert [one.record for one in gathered(parts, "").chosen] == both


def test_a_record_is_not_counted_where_another_of_its_id_is() -> None:
    both = [procedure("x"), document("x", issued="2024-03-05")]
    count = indicator("dem", {"count": "văn bản"}, unit="văn bản")
    made = report("x\n", organisation("SKHCN"), field("so-huu-tri-tue"), *both, count)
    site = Site(Path(), made.register, (), (made,), ())
    assert [one.path for one in both if one.path in Pages(site, made.meta.day).counted_in] == [both[1].path]
