import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from damaged import LOST, MISREAD, OLD, accented, texts

from congbo.words.health import (
    Sort,
    damage,
    entities,
    entities_twice,
)
from congbo.words.syllables import is_syllable

RECALL = 0.99
FORMS = [
    *(pytest.param(Sort.OLD, form, id=name) for name, form in OLD.items()),
    *(pytest.param(Sort.MISREAD, form, id=name) for name, form in MISREAD.items()),
    *(pytest.param(Sort.LOST, form, id=name) for name, form in LOST.items()),
]


def test_there_are_texts_enough_to_prove_something() -> None:
    assert len(texts()) > 2000


@pytest.mark.parametrize(("sort", "form"), FORMS)
def test_damaged_text_of_three_words_or_more_is_told(sort: Sort, form: Callable[[str], str]) -> None:
    damaged = [unicodedata.normalize("NFC", form(text)) for text in texts()]
    told = [text for text in damaged if (found := damage(text)) and found.sort is sort]
    assert len(told) >= RECALL * len(damaged)


def test_letters_lost_in_a_western_encoding_are_told_where_three_are_lost() -> None:
    damaged = [text.encode("cp1252", "replace").decode("cp1252") for text in texts()]
    worse = [text for text in damaged if text.count("?") >= 3]
    assert len(worse) > 1000
    assert sum(damage(text) is not None for text in worse) >= RECALL * len(worse)


def test_sound_text_is_never_told_whatever_its_form() -> None:
    for text in texts(least=1):
        for form in (text, text.upper(), text.title(), f"“{text}”", f"({text})…", text + "?"):
            assert damage(form) is None, form


@pytest.mark.parametrize(
    "sound",
    [
        "España, Müller, naïve, Citroën, señor, São Paulo, Łódź, Dvořák, Zoë",
        "“café” và été à la façon française, où",
        "XÃ\u00a0HỘI, CẤP “XÃ”, CẤP XÃ… và Ã",
        "5 °C ± 2 %, ½ m², §5, «chữ», 10 µg, × ÷",
        "Nộp ở đâu?Có phải nộp phí không? Ai? Gì??",
        "https://vidu.gov.vn/tra?ma=1&trang=2 và ?id=5&x=ă",
        "mục a?, phương án B?, mẫu số ?1",
        "Krông Păk, Đắk Lắk, Plei Kần",
        "α-amylase, 日本語, Россия, ไทย",
        "",
        "?",
        "????",
    ],
)
def test_strange_text_that_is_sound_is_not_told(sound: str) -> None:
    assert damage(sound) is None


def test_what_it_was_is_offered_where_it_can_be_known() -> None:
    sentence = "Quyết định về việc công bố thủ tục"
    found = damage("QUYÕT §ÞNH VÒ VIÖC")
    assert found is not None
    assert found.meant == "QUYẾT ĐỊNH VỀ VIỆC"
    for form in (*OLD.values(), *MISREAD.values()):
        found = damage(unicodedata.normalize("NFC", form(sentence)))
        assert found is not None
        meant = unicodedata.normalize("NFC", found.meant)
        assert sentence.startswith(meant)
        assert len(meant) > len("Quyết định")


def test_damage_is_found_in_the_midst_of_sound_text_at_its_place() -> None:
    chance = random.Random(4)
    whole = [text for text in texts() if len(accented(text)) >= 6]
    sound = [
        text for text in whole if re.search("[ăđĩũơưạ-ỹ]", text)
    ]  # nothing else shows where damage begins
    for form in (*OLD.values(), *MISREAD.values(), *LOST.values()):
        for _ in range(50):
            before, (text, after) = chance.choice(sound), chance.choices(whole, k=2)
            damaged = unicodedata.normalize("NFC", form(text))
            found = damage(f"{before} {damaged} {after}")
            assert found is not None
            assert len(before) < found.start + 1 <= len(before) + len(damaged) + 1


def test_every_word_of_the_records_is_a_syllable_or_a_name() -> None:
    words = {word for text in texts(least=1) for word in accented(text)}
    strange = {word for word in words if not is_syllable(word)}
    assert len(strange) < 0.01 * len(words), strange


@pytest.mark.parametrize(
    "word", ["nghiêng", "GIẾNG", "gì", "khuỷu", "quýt", "Đắk", "Păk", "uỷ", "ủy", "ngoằn"]
)
def test_rare_syllables_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Espaủa", "triÓn", "chàc", "viêc", "aa", "ngb", "x" * 9, "", "hòà", "tòán"])
def test_what_no_syllable_is_like_is_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ph&eacute;p", "phép"),
        ("C&#7845;p", "Cấp"),
        ("m&#x1EDB;i", "mới"),
        ("m&#X1edb;i", "mới"),
        ("Nhận&nbsp;kết", "Nhận kết"),
        ("a &lt; b", "<"),
        ("S&amp;T", "S&T"),
        ("Nhận&nbsp kết", "Nhận"),
        ("&#7845 và", "ấ"),
    ],
)
def test_an_html_code_is_told_with_the_mended_word(typed: str, meant: str) -> None:
    (entity,) = entities(typed)
    assert entity.meant == meant
    assert re.fullmatch(r"&[^;]+;?", entity.got)


@pytest.mark.parametrize(
    "typed", ["SNV-CCHC&PC", "A & B; C", "&không;", "R&D;", "x?a=1&b=2", "&;", "&#;", "&x y;"]
)
def test_an_ampersand_is_as_it_should_be(typed: str) -> None:
    assert list(entities(typed)) == []


def test_in_markdown_only_a_code_made_twice_is_told() -> None:
    assert list(entities_twice("ph&eacute;p &nbsp; S&amp;T a &amp;b;")) == []
    assert [entity.meant for entity in entities_twice("ph&amp;eacute;p")] == ["é"]
