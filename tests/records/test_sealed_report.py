"""The seal of the report of 2024 covers every record that the report uses, and no other."""

from datetime import date
from pathlib import Path

import pytest

from congbo.records.fields import FieldOfWork
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.records.reader import Places
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.reports.sealing import behind, named, seal_of, used
from congbo.rules import check as checks
from congbo.rules.rulebook import SiteToCheck
from congbo.rules.seals import sealed

ROOT = Path(__file__).parents[2]
ID = "2024-tu-kiem-tra"
TODAY = date(2026, 11, 23)
SITE = checks.read(ROOT, TODAY)
(REPORT,) = (report for report in SITE.reports if report.id == ID)
PLAIN = Report(REPORT.source, REPORT.meta.model_copy(update={"rectifications": ()}), REPORT.register)
SEAL = seal_of(PLAIN, date(2026, 11, 23))
USED = used(PLAIN)
NAMED = named(PLAIN)
UNUSED = [record for record in SITE.register.records if record.id not in {*USED, *NAMED}]


def problems(*records: Record) -> list[Problem]:
    """What is told of the sealed report when the site holds these records."""
    register = Register(records)
    report = Report(PLAIN.source, PLAIN.meta, register, SEAL)
    site = SiteToCheck(register, Places(ROOT), TODAY, sources=SITE.sources, reports=(report,))
    return list(sealed(site))


def touched(record: Record) -> Record:
    """The record with a name of its own, where its name is what counts, or else with one more doubt."""
    if isinstance(record, Organisation | FieldOfWork):
        return record.model_copy(update={"name": f"{record.name} (đổi tên)"})
    return record.model_copy(update={"doubts": (*record.doubts, "Cần xem lại.")})


def others(record: Record) -> list[Record]:
    return [other for other in SITE.register.records if other is not record]


def test_the_report_is_sealed_and_holds() -> None:
    assert REPORT.seal is not None
    assert [problem for problem in SITE.problems if "seal" in problem.rule] == []


def test_records_of_every_kind_are_used_and_some_are_not() -> None:
    assert len(USED) > 140
    assert {type(record) for record in USED.values()} | {Organisation, FieldOfWork} == {
        type(record) for record in SITE.register.records
    }
    assert UNUSED
    assert problems(*SITE.register.records) == []


@pytest.mark.parametrize("record", USED.values(), ids=lambda record: record.id)
def test_touching_a_record_that_the_report_used_is_told_with_its_figures_and_places(record: Record) -> None:
    found = [p for p in problems(touched(record), *others(record)) if p.path == record.path]
    assert [p.rule for p in found] == ["seal-drift"]
    assert f"bản ghi “{record.id}” nay khác" in found[0].message
    figures = [id_ for id_, figure in PLAIN.figures.items() if record in behind(figure, PLAIN)]
    assert not figures or any(f"{id_} ({PLAIN.figures[id_].text}" in found[0].message for id_ in figures)
    sections = SEAL.citations.get(record.id, ())
    assert figures or sections
    assert all(section in found[0].message for section in sections)


@pytest.mark.parametrize("record", USED.values(), ids=lambda record: record.id)
def test_a_record_that_the_report_used_does_not_vanish_unseen(record: Record) -> None:
    messages = [problem.message for problem in problems(*others(record))]
    if record.id in PLAIN.figures:
        assert any(f"số liệu “{record.id}”" in message and "nay không còn" in message for message in messages)
    assert any(f"bản ghi “{record.id}”" in message and "không còn" in message for message in messages)


@pytest.mark.parametrize("record", NAMED.values(), ids=lambda record: record.id)
def test_a_name_that_the_report_shows_does_not_change_unseen(record: Organisation | FieldOfWork) -> None:
    told = problems(touched(record), *others(record))
    assert any(
        f"tên “{record.id}”" in p.message
        and f"trước là “{record.name}”" in p.message
        and p.path == record.path
        for p in told
    )
    elsewhere = record.model_copy(update={"doubts": ("Cần xem lại.",)})
    assert problems(elsewhere, *others(record)) == []


@pytest.mark.parametrize("record", UNUSED, ids=lambda record: record.id)
def test_a_record_that_the_report_does_not_use_is_free(record: Record) -> None:
    assert problems(touched(record), *others(record)) == []
    assert problems(*others(record)) == []
