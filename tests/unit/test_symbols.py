"""Symbols: what a document's number and symbol is taken apart into, and what cannot be."""

import random
import re
import string

import pytest
from checking import told

from congbo.law.symbols import ANY, FormError, Grammar, Symbol
from congbo.records.document_kinds import NO_KIND, DocumentKind, kinds_by_name, shipped_kinds
from congbo.rules import symbols
from congbo.words.file_names import wrong_id
from congbo.words.look_alikes import odd_in_symbol
from sample import document, organisation

KINDS = shipped_kinds()
FORMS = [(kind, form) for kind in KINDS.values() for form in kind.forms]
EXAMPLES = [(kind, number) for kind in KINDS.values() for number in kind.examples]
BODIES = ("SKHCN", "UBND", "TTPVHCC", "BCĐTKNQ18", "TTg", "SNN&MT", "ĐU", "UBKTTC16")
UNITS = ("", "-C06", "-CCHC&PC", "-KSTT-NC")
_CHANCE = random.Random(8)


def some_number() -> str:
    letter, point = _CHANCE.choice(["", "", "a", "b", "đ"]), _CHANCE.choice(["", "", ".7", ".19"])
    return f"{_CHANCE.randrange(10 ** _CHANCE.randint(1, 6)):0{_CHANCE.randint(1, 2)}}{letter}{point}"


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=[f"{kind.name} {form}" for kind, form in FORMS])
def test_a_symbol_is_the_sum_of_its_parts_in_every_form_of_every_kind(kind: DocumentKind, form: str) -> None:
    for _ in range(40):
        number = some_number()
        code = _CHANCE.choice(kind.symbols) if "{loại}" in form else ""
        bodies = [_CHANCE.choice(BODIES) for _ in range(_CHANCE.randint(1, 4))]
        unit, letters = _CHANCE.choice(UNITS), _CHANCE.choice(["", "(CT)"])
        filled = {
            "số": number,
            "năm": "2015",
            "khóa": "14",
            "cơ quan": f"{bodies[0]}{unit}{letters}",
            "các cơ quan": "-".join(bodies),
        }
        text = kind.grammar.filled(form, **filled, **({"loại": code} if code else {}))
        read = kind.grammar.read(text)
        assert (read.text, read.number, read.doubtful) == (text, number, False)
        assert read.year == (2015 if "{năm}" in form else None)
        assert read.term == ("14" if "{khóa}" in form else "")
        assert read.count == int(re.split(r"\D", number)[0])
        if code:
            assert read.kind == code
        if "{các cơ quan}" in form:
            assert (read.bodies, read.unit, read.suffix) == (tuple(bodies), "", "")
        elif "{cơ quan}" in form:
            assert (read.bodies, read.unit, read.suffix) == ((bodies[0],), unit[1:], letters)
        assert read.party == form.startswith("{số}-{loại}/")


@pytest.mark.parametrize(("kind", "number"), EXAMPLES, ids=[number for _, number in EXAMPLES])
def test_every_real_example_has_a_form_of_its_kind(kind: DocumentKind, number: str) -> None:
    read = kind.grammar.read(number)
    assert not read.doubtful
    assert not wrong_id(read.file_stem)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_kind_that_is_numbered_has_an_example_of_its_own_form(kind: DocumentKind) -> None:
    assert kind.numbered == bool(kind.example)
    assert kind.numbered != (kind.name == "thư công")
    assert not kind.numbered or kind.grammar.fits(kind.example)


_SIGNS = string.digits + string.ascii_letters + "/-.&() ĐđÐ²​"


def mangled(text: str) -> str:
    for _ in range(_CHANCE.randint(1, 4)):
        at, keep = _CHANCE.randint(0, len(text)), _CHANCE.randint(0, 1)
        text = text[:at] + _CHANCE.choice(["", *_SIGNS]) + text[at + keep :]
    return text


@pytest.mark.parametrize(("kind", "right"), EXAMPLES, ids=[number for _, number in EXAMPLES])
def test_a_mangled_symbol_stops_nothing_and_is_a_slip_a_doubt_or_another_right_one(
    kind: DocumentKind, right: str
) -> None:
    issuer = organisation("SKHCN", symbol=next(iter(kind.grammar.read(right).bodies), ""))
    for text in [mangled(right).strip() for _ in range(25)]:
        read = kind.grammar.read(text)
        assert read.text == text
        assert read.doubtful != kind.grammar.fits(text)
        assert not read.file_stem or not wrong_id(f"{read.file_stem}-2024")
        assert isinstance(read.order, tuple)
        mended = kind.grammar.right_form_of(text)
        if mended:
            assert kind.grammar.fits(mended)
            assert re.findall(r"[0-9]", mended) == re.findall(r"[0-9]", text)
        if read.doubtful and not odd_in_symbol(text):
            one = document("x", number=text or "x", kind=kind.name)
            assert [rule for *_, rule, _ in told(symbols.document_symbol, one, issuer)]


def test_any_text_at_all_can_be_read_and_sorted() -> None:
    letters = [*_SIGNS, *map(chr, range(0x20)), *"Ưậ𝟏٣Ａ‐–"]
    for text in ["", *("".join(_CHANCE.choices(letters, k=_CHANCE.randint(1, 20))) for _ in range(2000))]:
        for grammar in (ANY, KINDS["quyết định"].grammar, KINDS["công văn"].grammar):
            assert grammar.read(text).text == text
            assert isinstance(grammar.read(text).order, tuple)


@pytest.mark.parametrize(
    ("text", "bodies", "unit", "suffix"),
    [
        ("46/QĐ-SKHCN", ("SKHCN",), "", ""),
        ("885/QĐ-BCA-C06", ("BCA",), "C06", ""),
        ("411/QĐ-UBND(CT)", ("UBND",), "", "(CT)"),
        ("12/QĐ-VPUBND-KSTT(M)", ("VPUBND",), "KSTT", "(M)"),
        ("46/QĐ", (), "", ""),
    ],
)
def test_behind_the_kind_stand_the_body_its_unit_and_letters_in_brackets(
    text: str, bodies: tuple[str, ...], unit: str, suffix: str
) -> None:
    symbol = KINDS["quyết định"].grammar.read(text)
    assert (symbol.bodies, symbol.unit, symbol.suffix) == (bodies, unit, suffix)


def test_the_kind_is_no_matter_of_the_symbol() -> None:
    for name, number in (
        ("luật", "28/2026/QH16"),
        ("nghị quyết", "28/2026/QH16"),
        ("bộ luật", "91/2015/QH13"),
    ):
        read = KINDS[name].grammar.read(number)
        assert (read.doubtful, read.bodies, read.kind) == (False, ("QH",), "")
    assert KINDS["nghị định"].grammar.read("28/2026/QH16").doubtful


def test_of_a_joint_document_each_name_is_a_body() -> None:
    read = KINDS["thông tư liên tịch"].grammar.read("123/2015/TTLT-BQP-BGDĐT-BLĐTBXH")
    assert read.bodies == ("BQP", "BGDĐT", "BLĐTBXH")
    read = KINDS["nghị quyết liên tịch"].grammar.read("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN")
    assert read.bodies == ("UBTVQH14", "CP", "ĐCTUBTWMTTQVN")


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
        ("46/2024/KH-SKHCN/1", "46", 46, 2024),
        ("46/KH SKHCN", "46", 46, None),
        ("1234567/KH-SKHCN", "1234567", None, None),
        ("x46/KH-SKHCN", "x46", None, None),
        ("²/KH-SKHCN", "²", None, None),
        ("46/²⁰²⁴/x", "46", 46, None),
        ("54-KL/", "54-KL", 54, None),
        ("54-kl/TU", "54-kl", 54, None),
    ],
)
def test_another_form_is_doubtful_and_gives_number_and_year_as_far_as_they_are_clear(
    text: str, number: str, count: int | None, year: int | None
) -> None:
    symbol = KINDS["kế hoạch"].grammar.read(text)
    assert symbol == Symbol(text, number, year, doubtful=True)
    assert symbol.count == count
    assert (symbol.kind, symbol.bodies, symbol.unit, symbol.suffix) == ("", (), "", "")


def test_numbers_are_sorted_as_numbers_then_by_what_stands_behind_them() -> None:
    texts = ["5", "9", "9a", "9b", "10", "66.7/2025", "66.19/2026", "100", "105a/QĐ-X", "Demo", "SỐ 64"]
    read = KINDS["quyết định"].grammar.read
    assert sorted(random.Random(1).sample(texts, len(texts)), key=lambda text: read(text).order) == texts


MENDED = {
    "QĐ/0001-BCA": "0001/QĐ-BCA",
    "QĐ2338-BTP": "2338/QĐ-BTP",
    "SỐ 64/QĐ-NHNN": "64/QĐ-NHNN",
    "569./QĐ-BXD": "569/QĐ-BXD",
    "2836/QĐ.UBND": "2836/QĐ-UBND",
    "46 / QĐ - UBND": "46/QĐ-UBND",
    "3713/QD-BTP": "3713/QĐ-BTP",
    "3713-Qđ/TU": "3713-QĐ/TU",
    "9303": "",
    "Demo/QĐ-BCA": "",
    "46/QĐ-BCA": "",
}


@pytest.mark.parametrize(("text", "right"), MENDED.items())
def test_where_only_signs_are_wrong_the_right_form_is_known(text: str, right: str) -> None:
    assert KINDS["quyết định"].grammar.right_form_of(text) == right


@pytest.mark.parametrize(
    "form", ["{loại}-x", "{số}/{gì đó}", "{số}/{số}", "{số}/{cơ quan}-{QH}", "{số}/{}x{ }"]
)
def test_a_form_that_nothing_can_be_read_by_says_so(form: str) -> None:
    with pytest.raises(FormError):
        Grammar(("KH",), (form,))


def test_a_site_adds_a_kind_and_overrides_one() -> None:
    own = {"id": "x", "path": "records/document-kinds/x.md", "body": "", "group": "khác"}
    adds = DocumentKind.model_validate(
        {**own, "name": "thông tri", "symbols": "TTri", "forms": "{số}/{loại}"}
    )
    overrides = DocumentKind.model_validate({**own, "name": "kế hoạch", "informs": "có"})
    kinds = kinds_by_name([adds, overrides])
    assert kinds["thông tri"] is adds
    assert kinds["kế hoạch"] is overrides
    assert len(kinds) == len(KINDS) + 1
    assert not NO_KIND.numbered


JOINT = {"number": "1/2020/TTLT-A-B-C", "kind": "thông tư liên tịch", "issuer": "a"}


@pytest.mark.parametrize(
    ("joint", "rules"),
    [
        (["b", "c"], []),
        (["b"], ["joint-issuer"]),
        ([], ["joint-issuer"]),
        (["b", "d"], ["symbol-issuer"]),
    ],
)
def test_every_issuer_of_a_joint_document_is_named_and_recorded(joint: list[str], rules: list[str]) -> None:
    bodies = [organisation(id_, symbol=id_.upper()) for id_ in "abcd"]
    one = document("x", **JOINT, joint_issuers=joint)
    assert [rule for *_, rule, _ in told(symbols.document_symbol, one, *bodies)] == rules
    assert one.issuers == ("a", *joint)


def test_a_document_has_its_symbol_read_once_and_by_its_kind() -> None:
    plan = document("46-KH-SKHCN-2024")
    assert plan.symbol is plan.symbol
    assert plan.symbol == Symbol("46/KH-SKHCN", "46", None, "KH", "SKHCN")
    assert document("x", "letters", number="9/A-B").symbol.bodies == ("A",)


def test_a_symbol_that_was_read_is_no_content_of_a_document() -> None:
    one, other = document("46-KH-SKHCN-2024"), document("46-KH-SKHCN-2024")
    assert one.symbol.count == 46
    assert one == other
    assert hash(one) == hash(other)
    assert one.model_dump() == other.model_dump()


def test_a_symbol_says_whether_its_number_has_a_point_and_whether_the_kind_stands_before_the_body() -> None:
    assert [ANY.read(text).pointed for text in ("66.19/2026/NQ-CP", "105a/2024/NĐ-CP", "46/KH-SKHCN")] == [
        True,
        False,
        False,
    ]
    party, state = ANY.read("18-NQ/TW"), ANY.read("18/NQ-TW")
    assert (party.party, party.doubtful, party.kind, party.bodies) == (True, True, "NQ", ("TW",))
    assert (state.party, state.doubtful, state.kind, state.bodies) == (False, True, "NQ", ("TW",))


def test_numbers_are_ordered_as_numbers_then_by_what_stands_behind_a_point_then_by_the_letter() -> None:
    ordered = ["5/X", "9/X", "9a/X", "9b/X", "66.7/X", "66.19/X", "66.19a/X", "100/X", "A", "không số"]
    chance = random.Random(7)
    mixed = chance.sample(ordered, len(ordered))
    assert sorted(mixed, key=lambda text: ANY.read(text).order) == ordered


def test_the_first_form_says_whether_the_kind_is_named() -> None:
    named, plain = "{số}/{loại}-{cơ quan}", "{số}/{cơ quan}"
    assert Grammar(("CV",), (named, plain)).names_kind
    assert not Grammar(("CV",), (plain, named)).names_kind
    assert not ANY.names_kind


def test_an_example_fills_every_part_of_a_form() -> None:
    assert Grammar(("NQ",), ("{số}/{năm}/{loại}-{các cơ quan}",)).example == "46/2024/NQ-SOMAU-STP"
    assert Grammar((), ("{số}/{năm}/{QH|UBTVQH}{khóa}",)).example == "46/2024/QH15"
    assert (ANY.example, Grammar().filled("{số}/{loại}")) == ("", "46/")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("{năm}/{loại}", "không có phần “{số}”"),
        ("{số}/{nơi}", "có phần “{nơi}” không hiểu được"),
        ("{số}/{số}", "có một phần ghi hai lần"),
    ],
)
def test_a_form_that_nothing_can_be_read_by_says_why(form: str, said: str) -> None:
    with pytest.raises(FormError) as error:
        Grammar(("QĐ",), (form,))
    assert str(error.value) == said


def test_only_the_first_abbreviation_is_taken_for_the_kind_and_a_file_begins_and_ends_with_a_letter() -> None:
    decision = Grammar(("QĐ", "NQ"), ("{số}/{loại}-{cơ quan}",))
    assert decision.right_form_of("5/QD-QD") == "5/QĐ-QD"
    assert decision.right_form_of("5/TB-SKHCN") == ""
    assert decision.right_form_of("5") == ""
    assert ANY.read("-46/KH-SKHCN.").file_stem == "46-KH-SKHCN"
    assert ANY.read("46/٢٠٢٤/QĐ").year is None
