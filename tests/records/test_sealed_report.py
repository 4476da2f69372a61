"""The seal of the report of 2024: whatever the report shows of a record breaks it, and nothing else does."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.fields import FieldOfWork
from congbo.records.indicator_definitions import Indicator
from congbo.records.organisations import Organisation
from congbo.records.problems import Problem
from congbo.records.procedures import Procedure
from congbo.records.reader import Places
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.situations import Situation
from congbo.records.statistics import Statistic
from congbo.reports.causes import MOST_NAMED
from congbo.reports.projection import behind, key_of, used
from congbo.reports.report import Report
from congbo.reports.sealing import named
from congbo.reports.seals import figure_text
from congbo.rules import check as checks
from congbo.rules.rulebook import SiteToCheck
from congbo.rules.seals import sealed

ROOT = Path(__file__).parents[2]
ID = "2024-tu-kiem-tra"
TODAY = date(2026, 11, 25)
SITE = checks.read(ROOT, TODAY)
(REPORT,) = (report for report in SITE.reports if report.id == ID)
assert REPORT.chain is not None
CHAIN = REPORT.chain
SHOWN = CHAIN.seal.shown
USED = used(REPORT)
RECORDS = SITE.register.records
NAMED = [record for record in RECORDS if key_of(record) in SHOWN.names and record not in USED]
UNUSED = [record for record in RECORDS if record not in USED and record not in NAMED]


def problems(*records: Record) -> list[Problem]:
    """What is told of the sealed report when the site holds these records."""
    register = Register(records)
    report = Report(REPORT.source, REPORT.meta, register, CHAIN)
    site = SiteToCheck(register, Places(ROOT), TODAY, sources=SITE.sources, reports=(report,))
    return list(sealed(site))


def instead(record: Record, other: Record | None) -> list[Record]:
    """The records of the site with one in the place of another, or without it."""
    return [one for each in RECORDS if (one := other if each is record else each)]


def with_keys(record: Record, **keys: Any) -> Record:
    return record.model_copy(update=keys)


def test_the_report_is_sealed_and_holds() -> None:
    assert [problem for problem in SITE.problems if "seal" in problem.rule] == []
    assert problems(*RECORDS) == []


def test_records_of_every_kind_are_used_and_some_are_not() -> None:
    assert len(USED) > 100
    assert {type(record) for record in USED} >= {Document, Procedure, Statistic, DossierCount}
    assert UNUSED
    assert {key_of(record) for record in USED} == SHOWN.records.keys()


BESIDE: dict[type[Record], dict[str, Any]] = {
    Record: {"doubts": ("Cần xem lại.",), "body": "Lời của người biên tập.", "sources": ()},
    Procedure: {"summary": "Một câu.", "keywords": ("từ khoá",), "dossier": ()},
    Document: {"file": "", "summary": "Một câu."},
    Organisation: {"address": "Số 1", "phone": "0260 000 000"},
    FieldOfWork: {"name": "Tên khác", "order": 99},
    Statistic: {},
    DossierCount: {},
    Indicator: {"order": 99},
    Situation: {"name": "Tên khác", "order": 99},
}
"""What a record of a kind may say beside that this report does not show."""


def beside(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield the record with each thing that the report does not show said otherwise."""
    for kind in (Record, type(record)):
        for key, value in BESIDE[kind].items():
            shown = key == "name" and key_of(record) in SHOWN.names
            if key in type(record).model_fields and getattr(record, key) != value and not shown:
                yield key, with_keys(record, **{key: value})


def test_something_that_is_not_shown_is_tried_of_every_kind() -> None:
    tried = {(type(record), key) for record in RECORDS for key, _ in beside(record)}
    assert {kind for kind, _ in tried} == {type(record) for record in RECORDS}
    assert {"summary", "keywords", "dossier", "address", "doubts", "body"} <= {key for _, key in tried}


@pytest.mark.parametrize("record", RECORDS, ids=key_of)
def test_what_the_report_does_not_show_of_any_record_leaves_the_seal_intact(record: Record) -> None:
    changed = record
    for key, _ in beside(record):
        changed = with_keys(
            changed, **{key: BESIDE[type(record) if key in BESIDE[type(record)] else Record][key]}
        )
    assert changed != record
    assert problems(*instead(record, changed)) == []


FREE = [record for record in UNUSED if not isinstance(record, Indicator | Organisation)]
"""Figures are computed by indicators, and how a document is cited may name the body that issued it."""


@pytest.mark.parametrize("record", FREE, ids=key_of)
def test_a_record_that_the_report_does_not_use_may_go(record: Record) -> None:
    assert problems(*instead(record, None)) == []


def shown_facts(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield the record with each fact that a report shows of it said otherwise."""
    match record:
        case Document():
            yield "number", with_keys(record, number=f"9{record.number}")
            if record.issued:
                yield "issued", with_keys(record, issued=record.issued - timedelta(days=1))
        case Procedure():
            shown = "short_name" if record.short_name else "name"
            yield shown, with_keys(record, **{shown: f"{record.label} (sửa)"})
        case Statistic():
            yield "title", with_keys(record, title=f"{record.title} (sửa)")
            yield "value", with_keys(record, value=record.value + 1)
            yield "unit", with_keys(record, unit="lần")
        case DossierCount():
            yield "title", with_keys(record, title=f"{record.title} (sửa)")
            for column in record.counts:
                yield column, with_keys(record, counts={**record.counts, column: record.counts[column] + 1})


FACTS = [(record, fact) for record in USED for fact, _ in shown_facts(record)]


def figures_of(record: Record) -> list[str]:
    """The figures that the report counts a record for."""
    return [id_ for id_, figure in REPORT.figures.items() if record in behind(figure, REPORT)]


def is_shown(record: Record, fact: str) -> bool:
    """Tell whether a fact is in what was sealed: the day of a document only where something prints it."""
    if fact != "issued":
        return True
    assert isinstance(record, Document)
    assert record.issued is not None
    day = [f"{record.issued:%d/%m/%Y}", f"{record.issued.day:02} tháng "]
    seen = [str(SHOWN.records[key_of(record)])]
    seen += [str(SHOWN.figures[id_].get("records", {}).get(key_of(record))) for id_ in figures_of(record)]
    return any(one in text for one in day for text in seen)


@pytest.mark.parametrize(
    ("record", "fact"), FACTS, ids=[f"{key_of(record)}-{fact}" for record, fact in FACTS]
)
def test_each_fact_that_the_report_shows_of_a_record_breaks_the_seal_at_the_record(
    record: Record, fact: str
) -> None:
    changed = dict(shown_facts(record))[fact]
    found = problems(*instead(record, changed))
    if not is_shown(record, fact):
        assert not [p for p in found if p.path == record.path and "trước là" in p.message]
        return
    assert {problem.rule for problem in found} == {"seal-drift"}
    (own,) = [problem for problem in found if problem.path == record.path]
    id_ = record.id
    assert f"bản ghi “{id_}” " in own.message
    if fact in ("title", "unit"):
        return  # of a declared figure, which is told by itself
    now = Report(REPORT.source, REPORT.meta, Register(instead(record, changed)), CHAIN)
    moved = [
        f"{one} ({figure_text(SHOWN.figures[one])} → "
        for one in figures_of(record)
        if now.figures[one].text != SHOWN.figures[one]["text"]
    ]
    named = sum(change in own.message for change in moved)
    assert named == min(len(moved), MOST_NAMED), own.message


@pytest.mark.parametrize("record", USED, ids=key_of)
def test_a_record_that_the_report_used_does_not_vanish_unseen(record: Record) -> None:
    messages = [problem.message for problem in problems(*instead(record, None))]
    gone = [message for message in messages if f"bản ghi “{record.id}” mà báo cáo" in message]
    assert len(gone) == 1
    assert "đã dùng nay không còn được dùng" in gone[0]
    counted = figures_of(record)
    assert not counted or any(f"{one} ({figure_text(SHOWN.figures[one])}" in gone[0] for one in counted)
    sections = [one.section for one in REPORT.citations if one.document == record.id]
    assert counted or sections or isinstance(record, DossierCount)


FORMS = {"full": "name", "short": "short_name", "long": "long_name"}
"""The key of a record that says a form of its name."""
NAMES = [(record, form) for record in NAMED for form in SHOWN.names[key_of(record)]]


def test_names_of_organisations_and_of_fields_are_shown() -> None:
    assert {type(record) for record in NAMED} == {Organisation, FieldOfWork}


@pytest.mark.parametrize(("record", "form"), NAMES, ids=[f"{key_of(one)}-{form}" for one, form in NAMES])
def test_a_name_that_the_report_shows_does_not_change_unseen(record: Record, form: str) -> None:
    name = SHOWN.names[key_of(record)][form]
    found = problems(*instead(record, with_keys(record, **{FORMS[form]: f"{name} (đổi tên)"})))
    said = f"{named(key_of(record))} trong báo cáo “{ID}” niêm phong ngày 25/11/2026 trước là “{name}”"
    told = [p for p in found if p.message.startswith(said)]
    assert [p.path for p in told] == [record.path]


@pytest.mark.parametrize("record", [one for one in NAMED if isinstance(one, FieldOfWork)], ids=key_of)
def test_a_field_whose_name_the_report_shows_does_not_vanish_unseen(record: Record) -> None:
    (told,) = [p for p in problems(*instead(record, None)) if named(key_of(record)) in p.message]
    assert f"nay không còn (trước là “{record.label}”)" in told.message
    assert told.path == REPORT.source.path, "no record is left to look at, and no organisation is why"


INDICATORS = [record for record in RECORDS if isinstance(record, Indicator)]


@pytest.mark.parametrize("record", INDICATORS, ids=key_of)
def test_a_definition_that_says_otherwise_is_told_at_its_figure(record: Indicator) -> None:
    for key, value in (("title", f"{record.title} (sửa)"), ("unit", "lần")):
        messages = [p.message for p in problems(*instead(record, with_keys(record, **{key: value})))]
        assert any(f"số liệu “{record.id}” của báo cáo" in one and "trước là" in one for one in messages), key
    gone = [p.message for p in problems(*instead(record, None))]
    assert any(f"số liệu “{record.id}”" in one or f"{record.id} (" in one for one in gone)


def test_an_event_of_a_later_day_leaves_the_seal_intact_and_one_within_the_period_does_not() -> None:
    counted = [one for one in USED if isinstance(one, Procedure) and one.events]
    assert counted
    for procedure in counted[:20]:
        last = procedure.events[-1]
        later = last.model_copy(update={"effective": date(2025, 3, 1)})
        assert problems(*instead(procedure, with_keys(procedure, events=(*procedure.events, later)))) == []
    through = {
        key
        for figure in SHOWN.figures.values()
        for key, beside_name in figure.get("records", {}).items()
        if "hiệu lực" in beside_name
    }
    assert through
    for procedure in (one for one in counted if key_of(one) in through):
        events = tuple(
            one.model_copy(update={"effective": one.effective - timedelta(days=1)})
            for one in procedure.events
        )
        found = problems(*instead(procedure, with_keys(procedure, events=events)))
        (own,) = [one.message for one in found if f"bản ghi “{procedure.id}” " in one.message]
        old, new = (f"{each[-1].effective:%d/%m/%Y}" for each in (procedure.events, events))
        assert re.search(f"trước là “[^”]*{old}[^”]*”, nay là “[^”]*{new}[^”]*”", own), own
