from collections.abc import Collection
from datetime import date

import pytest

from congbo.records.calendars import WorkCalendar
from congbo.records.document_kinds import DocumentKind
from congbo.records.documents import Document
from congbo.records.dossier_counts import DossierCount
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.fields import FieldOfWork
from congbo.records.forms import Form
from congbo.records.indicator_definitions import Indicator
from congbo.records.kinds import KINDS, references
from congbo.records.observations import Observation
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.regimes import PeriodRegime
from congbo.records.register import Register
from congbo.records.situations import Situation
from congbo.records.statistics import Statistic
from sample import document, dossiers, event, field, indicator, organisation, procedure, statistic

DECISION = document("348-QD-UBND-2024", "decisions", number="348/QĐ-UBND", issuer="UBND", issued="2024-06-21")
RECORDS: list[Record] = [
    DECISION,
    document("46-KH-SKHCN-2024", topics=["cchc"], based_on=["348-QD-UBND-2024"]),
    document("47-KH-SKHCN-2024", publication="dự thảo"),
    procedure("p1", events=[event("mới ban hành", "2024-02-01"), event("bãi bỏ", "2024-06-21")]),
    procedure("p2", events=[event("mới ban hành", "2024-02-01")], field="do-luong"),
    procedure("p3", publication="nội bộ", events=[event("bãi bỏ", "2024-06-21")]),
    organisation("SKHCN", parent="UBND"),
    organisation("UBND"),
    field("do-luong", order="2"),
    field("so-huu-tri-tue", order="1"),
    field("cchc"),
    field("an-toan", order="2"),
    indicator("i2", {"count": "thủ tục"}, order="2"),
    indicator("i1", {"count": "thủ tục"}, order="1"),
    statistic("ho-so", "5"),
    statistic("ho-so", "4", day="2023-12-31"),
    statistic("tai-khoan", "54", publication="nội bộ"),
    dossiers("ca-so", {}),
]
REGISTER = Register(RECORDS)
PUBLIC = Register.public(RECORDS)


def test_every_record_is_found_by_its_kind_and_id_and_by_no_other_kind() -> None:
    for record in RECORDS:
        for kind in KINDS:
            own = kind.model is type(record)
            assert REGISTER.of(kind.model, record.id) is (record if own else None)
            assert REGISTER.get(kind.target, record.id) is (record if own else None)


def test_an_unknown_id_or_kind_is_nothing() -> None:
    assert REGISTER.get("document", "46") is None
    assert REGISTER.get("report", "46-KH-SKHCN-2024") is None
    assert REGISTER.ids("report") == []


def test_the_first_of_two_records_with_one_id_is_the_one_that_is_found() -> None:
    first, second = document("46-KH-SKHCN-2024"), document("46-KH-SKHCN-2024", subject="khác")
    assert Register([first, second]).get("document", first.id) is first


@pytest.mark.parametrize("register", [REGISTER, PUBLIC], ids=["all", "public"])
def test_references_are_found_from_both_ends(register: Register) -> None:
    forth = [(r.id, *reference) for r in register.records for reference in references(r)]
    assert [(p.record.id, p.path, p.target, p.id) for p in register.references] == forth
    ends = {(target, id_) for _, _, target, id_ in forth}
    back = [p for target, id_ in ends for p in register.referring_to(target, id_)]
    assert sorted((p.record.id, p.path, p.target, p.id) for p in back) == sorted(forth)
    assert len(back) > 10


def test_a_record_knows_where_it_is_referred_to() -> None:
    places = REGISTER.referring_to("document", "348-QD-UBND-2024")
    assert [(place.record.id, place.path) for place in places] == [
        ("46-KH-SKHCN-2024", ("based_on", 0)),
        ("p1", ("events", 0, "decision")),
        ("p1", ("events", 1, "decision")),
        ("p2", ("events", 0, "decision")),
        ("p3", ("events", 0, "decision")),
    ]
    assert REGISTER.referring_to("procedure", "348-QD-UBND-2024") == []


def test_the_public_register_leaves_out_drafts_and_internal_records_everywhere() -> None:
    hidden = {"47-KH-SKHCN-2024", "p3", "tai-khoan-2024-07-20"}
    assert {record.id for record in REGISTER.records} - {record.id for record in PUBLIC.records} == hidden
    assert len(PUBLIC) == len(REGISTER) - 3
    for id_ in hidden:
        assert all(PUBLIC.of(kind.model, id_) is None for kind in KINDS)
    assert "tai-khoan" not in PUBLIC.measures
    assert {procedure_.id for procedure_, _ in PUBLIC.events()} == {"p1", "p2"}
    assert {p.id for p, _ in PUBLIC.caused_by("348-QD-UBND-2024")} == {"p1", "p2"}
    assert PUBLIC.numbered("47/KH-SKHCN-2024") is None
    assert all(place.record.id not in hidden for place in PUBLIC.references)


def test_a_document_tells_what_it_did_to_procedures() -> None:
    did = [(p.id, str(e.action), e.effective) for p, e in PUBLIC.caused_by("348-QD-UBND-2024")]
    assert did == [
        ("p1", "mới ban hành", date(2024, 2, 1)),
        ("p1", "bãi bỏ", date(2024, 6, 21)),
        ("p2", "mới ban hành", date(2024, 2, 1)),
    ]
    assert PUBLIC.caused_by("46-KH-SKHCN-2024") == []


def test_fields_and_indicators_come_in_their_order_then_by_id() -> None:
    assert list(REGISTER.fields) == ["so-huu-tri-tue", "an-toan", "do-luong", "cchc"]
    assert list(REGISTER.indicators) == ["i1", "i2"]


def test_a_measure_has_all_its_figures() -> None:
    assert [figure.value for figure in REGISTER.measures["ho-so"]] == [5, 4]


@pytest.mark.parametrize("typed", ["348/QĐ-UBND", "348/qđ-ubnd", "348/QĐ\u200b-UBND\u00a0"])
def test_a_document_is_found_by_its_number_however_it_is_typed(typed: str) -> None:
    assert REGISTER.numbered(typed) is DECISION


def test_a_number_that_two_documents_bear_finds_neither() -> None:
    other = document("348-QD-UBND-2023", "decisions", number="348/QĐ-UBND", issued="2023-06-21")
    assert Register([DECISION, other]).numbered("348/QĐ-UBND") is None
    assert Register([DECISION]).numbered("349/QĐ-UBND") is None


def test_every_listing_has_exactly_the_records_of_its_kind() -> None:
    listings: dict[type[Record], Collection[str]] = {
        Document: REGISTER.documents,
        Procedure: REGISTER.procedures,
        Organisation: REGISTER.organisations,
        FieldOfWork: REGISTER.fields,
        Statistic: REGISTER.statistics,
        DossierCount: REGISTER.dossier_counts,
        Observation: REGISTER.observations,
        Indicator: REGISTER.indicators,
        WorkCalendar: {},
        PeriodRegime: {},
        DocumentKind: {},
        Situation: {},
        EverydayWords: {},
        Elsewhere: {},
        Form: REGISTER.forms,
    }
    assert set(listings) == {kind.model for kind in KINDS}
    for model, listing in listings.items():
        assert listing == REGISTER.of(model)
        shipped = [form.id for form in REGISTER.shipped] if model is Form else []
        own = [record.id for record in RECORDS if isinstance(record, model)]
        assert sorted(listing) == sorted([*own, *shipped])


def test_a_former_id_leads_to_the_record_that_once_had_it_of_that_kind_only() -> None:
    renamed = [
        organisation("SKHCNMT", former_ids=["SKHCN", "SKHCN-cu"]),
        indicator("ke-hoach", {"count": "văn bản"}, former_ids=["ke-hoach-cchc"]),
        organisation("con-day", former_ids=["SKHCNMT"]),
    ]
    register = Register(renamed)
    assert register.current("organisation", "SKHCN") == "SKHCNMT"
    assert register.current("organisation", "SKHCN-cu") == "SKHCNMT"
    assert register.current("indicator", "ke-hoach-cchc") == "ke-hoach"
    assert register.current("figure", "ke-hoach-cchc") == "ke-hoach"
    assert register.current("organisation", "ke-hoach-cchc") == "ke-hoach-cchc"
    assert register.current("document", "SKHCN") == "SKHCN"


def test_an_id_that_a_record_has_is_its_own_though_another_once_had_it() -> None:
    register = Register([organisation("SKHCN"), organisation("moi", former_ids=["SKHCN"])])
    assert register.current("organisation", "SKHCN") == "SKHCN"
    for record in RECORDS:
        for kind in KINDS:
            assert REGISTER.current(kind.target, record.id) == record.id
    assert REGISTER.current("organisation", "khong-co") == "khong-co"
    assert REGISTER.current("khong-co", "x") == "x"
