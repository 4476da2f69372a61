"""The law behind procedures: what is told of a basis that has ended, and of a number that is misprinted."""

import random
from dataclasses import replace
from datetime import date

import pytest
from checking import KeysAsPlaces, told

from congbo.law.basis_numbers import slip
from congbo.records.document_kinds import DocumentKind, shipped_kinds
from congbo.records.procedures import Procedure
from congbo.records.register import Register
from congbo.rules import bases
from congbo.rules.rulebook import SiteToCheck
from congbo.words.spelling import fold_keeping_case
from sample import document, event, procedure

YEAR = 2026
CODES = {code for kind in shipped_kinds().values() for code in kind.symbols}
RIGHT = [
    *("42/2022/NĐ-CP", "08/2014/NĐ-CP", "50/2005/QH11", "753/QĐ-BKHCN", "02/2026/QĐ-TTg", "20/2026/NQ-CP"),
    *("26/2014/TTLT/BTC-BTTTT", "15/2023/TT-BKHCN", "60-CP", "9-L/CTN", "105a/2018/NĐ-CP"),
    *("66.19/2026/NQ-CP", "411/QĐ-UBND(CT)", "01/VBHN-BKHCN", "04/2012/UBTVQH13"),
    *("Hiến pháp năm 2013", "Công ước Paris", "Thoả ước Madrid", "Nghị định thư Madrid", "Hiệp định TRIPS"),
]


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_as_the_law_prints_it_is_not_told(number: str) -> None:
    assert slip(number, YEAR, CODES) is None


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("42/2022/ND-CP", "42/2022/NĐ-CP"),
        ("42/2022/nđ-CP", "42/2022/NĐ-CP"),
        ("12/2023/QD-TTg", "12/2023/QĐ-TTg"),
        ("753/QD-BKHCN", "753/QĐ-BKHCN"),
        ("56/017/NĐ-CP", "56/2017/NĐ-CP"),
        ("56/17/NĐ-CP", "56/2017/NĐ-CP"),
        ("56/27/NĐ-CP", ""),
        ("56/201/NĐ-CP", ""),
        ("56/20177/NĐ-CP", ""),
        ("56/2107/NĐ-CP", ""),
        ("56/1917/NĐ-CP", ""),
        ("Nghị định 42", ""),
        ("Nghị định số 42/2022/NĐ-CP", "42/2022/NĐ-CP"),
        ("Nghị định 42/2022/ND-CP", ""),
        ("42/2022/NĐ-CP và 43/2022/NĐ-CP", ""),
        ("42/2022/NĐ - CP", "42/2022/NĐ-CP"),
        ("Luật Sở hữu trí tuệ", ""),
        ("13/2019/NĐ-UBND", ""),
        ("42/2022", ""),
    ],
)
def test_a_slip_is_told_and_only_what_was_surely_meant_is_offered(number: str, meant: str) -> None:
    found = slip(number, YEAR, CODES)
    assert found is not None
    assert found.meant == meant


def test_no_hint_is_another_number_and_each_is_right_itself() -> None:
    chance = random.Random(9)
    offered = 0
    for _ in range(5_000):
        letters = list(chance.choice(RIGHT))
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(len(letters))
            letters[at : at + chance.randint(0, 1)] = chance.choice(
                ["", " ", "D", "đ", "/", "-", "0", "ND", "."]
            )
        found = slip("".join(letters), YEAR, CODES)
        if found and found.meant:
            offered += 1
            assert slip(found.meant, YEAR, CODES) is None
            count = found.meant.partition("/")[0].partition("-")[0]
            assert count in "".join(letters), "the number itself is never another"
    assert offered > 50


DECREE = document(
    "42-2022-ND-CP", "decrees", number="42/2022/NĐ-CP", issued="2022-06-24", expired="2026-07-01"
)
DECISION = document("348-QD-UBND-2024", "decisions", issued="2024-06-01")
PUBLISHED = [event("mới ban hành", "2024-06-22")]


def resting(id_: str, **keys: object) -> Procedure:
    return procedure(id_, **{"legal_basis": [{"number": "42/2022/NĐ-CP"}], "events": PUBLISHED, **keys})


def test_a_document_under_many_procedures_is_one_message_that_counts_those_in_force() -> None:
    ended = resting("a-cu", events=[*PUBLISHED, event("bãi bỏ", "2025-01-01")])
    coming = resting("b-moi", events=[event("mới ban hành", "2027-01-01")])
    many = [resting(f"p{n:02}") for n in range(30)]
    (found,) = told(bases.basis_in_force, DECREE, DECISION, ended, coming, *many)
    assert found[:3] == ("records/procedures/p00.md", "legal_basis.0.number", "basis-not-in-force")
    assert "căn cứ pháp lý của 30 thủ tục đang có hiệu lực: p00, p01, p02 và 27 thủ tục khác" in found[3]


@pytest.mark.parametrize(("today", "count"), [("2026-06-30", 0), ("2026-07-01", 1)])
def test_a_basis_is_told_from_the_first_day_on_which_it_has_ended(today: str, count: int) -> None:
    day = date.fromisoformat(today)
    assert len(told(bases.basis_in_force, DECREE, DECISION, resting("p1"), today=day)) == count


def test_a_basis_that_ended_after_the_day_of_the_site_is_not_told_yet() -> None:
    register = Register((DECREE, DECISION, resting("p1")))
    site = SiteToCheck(register, KeysAsPlaces(), date(2026, 7, 1))
    assert len(list(bases.basis_in_force(site))) == 1
    assert list(bases.basis_in_force(replace(site, day=date(2026, 6, 30)))) == []


def test_the_decision_that_published_a_procedure_last_is_held_to_be_in_force_too() -> None:
    old = document("1-QD-UBND-2023", "decisions", issued="2023-01-01", expired="2025-01-01")
    events = [event("mới ban hành", "2023-02-01", old.id), *PUBLISHED]
    assert told(bases.basis_in_force, old, DECISION, procedure("p1", events=events)) == []
    first = procedure("p1", events=events[:1])
    (found,) = told(bases.basis_in_force, old, DECISION, first)
    assert found[1] == "events.0.decision"
    assert "quyết định công bố của thủ tục p1 đang có hiệu lực" in found[3]


def test_a_basis_that_is_amended_or_not_known_to_have_ended_is_not_told() -> None:
    decree = DECREE.model_copy(update={"expired": None})
    amending = document("1-2025-ND-CP", "decrees", issued="2025-01-01", amends=[decree.id])
    undated = document("2-2025-ND-CP", "decrees", replaces=[decree.id])
    assert told(bases.basis_in_force, decree, amending, undated, DECISION, resting("p1")) == []


def test_one_slip_in_many_procedures_is_one_message() -> None:
    many = [resting(f"p{n}", legal_basis=[{"number": "42/2022/ND-CP"}]) for n in range(3)]
    (found,) = told(bases.basis_numbers, *many)
    assert found[:3] == ("records/procedures/p0.md", "legal_basis.0.number", "basis-number")
    assert "(và ở 2 thủ tục khác). Có phải “42/2022/NĐ-CP”?" in found[3]


@pytest.mark.parametrize("kind", shipped_kinds().values(), ids=lambda kind: kind.name)
def test_every_real_number_of_every_kind_is_right_and_its_kind_without_diacritics_is_told(
    kind: DocumentKind,
) -> None:
    for example in kind.examples:
        code = kind.grammar.read(example).kind
        assert slip(example, YEAR, CODES) is None
        plain = fold_keeping_case(code)
        if plain not in CODES and f"/{code}-" in example:
            found = slip(example.replace(f"/{code}-", f"/{plain}-"), YEAR, CODES)
            assert found is not None
            assert found.meant == example
