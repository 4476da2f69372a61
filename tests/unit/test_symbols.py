"""Symbols: what a document's number and symbol is taken apart into, and what cannot be."""

from itertools import product

import pytest

from congbo.law.document_kinds import DOCUMENT_FOLDERS, KIND_SYMBOLS
from congbo.law.symbols import Symbol
from sample import document

NUMBERS = ("1", "05", "46", "123456")
YEARS = ("", "1996", "2024")
RESTS = ("SKHCN", "UBND", "BCA-C06", "VPUBND-KSTT-NC", "UBND(CT)", "BCĐTKNQ18", "TTg")
KINDS = ("", *filter(None, KIND_SYMBOLS.values()), "TT", "TTLT")


@pytest.mark.parametrize("rest", RESTS)
def test_a_state_symbol_is_the_sum_of_its_parts(rest: str) -> None:
    for number, year, kind in product(NUMBERS, YEARS, KINDS):
        text = "/".join(filter(None, (number, year, f"{kind}-{rest}" if kind else rest)))
        symbol = Symbol.parse(text, names_kind=bool(kind))
        assert (symbol.number, symbol.kind, symbol.rest) == (number, kind, rest)
        assert (symbol.year, symbol.count) == (int(year) if year else None, int(number))
        assert (symbol.party, symbol.doubtful) == (False, False)
        names = f"{symbol.bodies[0]}-{symbol.unit}" if symbol.unit else symbol.bodies[0]
        assert f"{names}{symbol.suffix}" == rest


@pytest.mark.parametrize(
    ("text", "bodies", "unit", "suffix"),
    [
        ("46/KH-SKHCN", ("SKHCN",), "", ""),
        ("885/QĐ-BCA-C06", ("BCA",), "C06", ""),
        ("411/QĐ-UBND(CT)", ("UBND",), "", "(CT)"),
        ("12/TB-VPUBND-KSTT(M)", ("VPUBND",), "KSTT", "(M)"),
        ("46/KH", (), "", ""),
    ],
)
def test_behind_the_kind_stand_the_body_its_unit_and_letters_in_brackets(
    text: str, bodies: tuple[str, ...], unit: str, suffix: str
) -> None:
    symbol = Symbol.parse(text)
    assert (symbol.bodies, symbol.unit, symbol.suffix) == (bodies, unit, suffix)


def test_an_official_letter_has_no_kind_but_a_body_and_a_unit() -> None:
    letter = Symbol.parse("109/SKHCN-HCTH", names_kind=False)
    assert (letter.kind, letter.bodies, letter.unit) == ("", ("SKHCN",), "HCTH")
    assert Symbol.parse("109/SKHCN-HCTH").kind == "SKHCN"


@pytest.mark.parametrize("names_kind", [True, False])
def test_a_party_symbol_has_its_kind_before_its_body(names_kind: bool) -> None:
    symbol = Symbol.parse("54-KL/TU", names_kind=names_kind)
    assert (symbol.number, symbol.kind, symbol.bodies) == ("54", "KL", ("TU",))
    assert (symbol.party, symbol.doubtful, symbol.year) == (True, False, None)
    assert Symbol.parse("54-ĐA/ĐU").kind == "ĐA"


@pytest.mark.parametrize(
    ("text", "number", "count", "year"),
    [
        ("", "", None, None),
        ("KH-SKHCN", "KH-SKHCN", None, None),
        ("46", "46", 46, None),
        ("46/", "46", 46, None),
        ("46/2020", "46", 46, 2020),
        ("46/2020/2024", "46", 46, 2020),
        ("46/20204/NĐ-CP", "46", 46, None),
        ("46/KH/2024", "46", 46, None),
        ("46/KH-SKHCN/2024", "46", 46, None),
        ("46/2024/KH-SKHCN/1", "46", 46, 2024),
        ("46/KH SKHCN", "46", 46, None),
        ("522b/NQ-UBTVQH13", "522b", 522, None),
        ("66.7/2025/NQ-CP", "66.7", 66, 2025),
        ("1234567/KH-SKHCN", "1234567", None, None),
        ("x46/KH-SKHCN", "x46", None, None),
        ("²/KH-SKHCN", "²", None, None),
        ("54-KL/", "54-KL", 54, None),
        ("54-KL/TU-x", "54-KL", 54, None),
        ("54-kl/TU", "54-kl", 54, None),
    ],
)
def test_another_form_is_doubtful_and_gives_number_and_year_as_far_as_they_are_clear(
    text: str, number: str, count: int | None, year: int | None
) -> None:
    for names_kind in (True, False):
        symbol = Symbol.parse(text, names_kind=names_kind)
        assert symbol == Symbol(text, number, year, doubtful=True)
        assert symbol.count == count
        assert (symbol.kind, symbol.bodies, symbol.unit, symbol.suffix) == ("", (), "", "")


def test_a_document_has_its_symbol_read_once_and_by_its_kind() -> None:
    plan = document("46-KH-SKHCN-2024")
    assert plan.symbol is plan.symbol
    assert plan.symbol == Symbol("46/KH-SKHCN", "46", None, "KH", "SKHCN")
    for folder, kind in DOCUMENT_FOLDERS.items():
        one = document("x", folder, number="9/A-B")
        assert one.symbol.kind == ("A" if KIND_SYMBOLS[kind] else "")


def test_a_symbol_that_was_read_is_no_content_of_a_document() -> None:
    one, other = document("46-KH-SKHCN-2024"), document("46-KH-SKHCN-2024")
    assert one.symbol.count == 46
    assert one == other
    assert hash(one) == hash(other)
    assert one.model_dump() == other.model_dump()
