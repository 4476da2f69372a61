import random

import pytest
from damaged import accented, texts

from congbo.words.look_alikes import look_alikes, odd_in_symbol

LOOKS = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "y": "у", "i": "і"}
LOOKS |= {"H": "Н", "K": "К", "T": "Т", "M": "М", "B": "В", "A": "Α", "O": "Ο", "Đ": "Ð", "N": "Ν"}


def test_any_letter_of_another_script_in_any_word_is_told_and_mended() -> None:
    chance = random.Random(6)
    words = [word for text in texts() for word in accented(text) if len(word) > 2]
    tried = 0
    for word in chance.sample(words, 3000):
        places = [place for place, letter in enumerate(word) if letter in LOOKS]
        if not places:
            continue
        place = chance.choice(places)
        odd = word[:place] + LOOKS[word[place]] + word[place + 1 :]
        (found,) = look_alikes(f"trước {odd} sau")
        assert (found.start, found.word, found.mended) == (len("trước ") + place, odd, word)
        assert f"U+{ord(LOOKS[word[place]]):04X}" in found.said
        tried += 1
    assert tried > 1000


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("46/КН-SKHCN", "46/KH-SKHCN"),
        ("QÐ-UBND", "QĐ-UBND"),
        ("HÐND", "HĐND"),
        ("ðăng", "đăng"),
        ("Ɖắk", "Đắk"),
        ("ＵＢＮＤ", "UBND"),
        ("２０２４", "2024"),
        ("𝐁𝐨", "Bo"),
        ("134/QĐ‑UBND", "134/QĐ-UBND"),
        ("134/QĐ–UBND", "134/QĐ-UBND"),
        ("νới", "với"),
        ("lǎm", "lăm"),
        ("kıện", "kiện"),
        ("сао", "cao"),
    ],
)
def test_what_only_looks_right_is_mended(typed: str, mended: str) -> None:
    (found,) = look_alikes(typed)
    assert found.mended == mended


@pytest.mark.parametrize(
    "text",
    [
        "α-amylase, β-caroten, 5 kΩ, Kα, hν, Δt, 10 μm",
        "Москва, Россия, МиГ-21, Со Россия",
        "Sigurðsson, Guðmundur, Yıldız, Hǎi",
        "2021–2025, COVID‑19, Kon Tum – Gia Lai, từ 5‑10",
        "日本語カタカナ, ไทย, हिन्दी",
        "Phụ lục ① và ½, m², №",
    ],
)
def test_other_scripts_and_signs_of_science_are_as_they_should_be(text: str) -> None:
    assert list(look_alikes(text)) == []


def test_the_texts_of_the_site_have_none() -> None:
    assert [found for text in texts(least=1) for found in look_alikes(text)] == []


@pytest.mark.parametrize("hyphen", "‐‑‒–—―−－﹣")
def test_every_hyphen_but_the_plain_one_is_told_in_a_symbol(hyphen: str) -> None:
    found = odd_in_symbol(f"46/KH{hyphen}SKHCN")
    assert found is not None
    assert (found.start, found.mended) == (5, "46/KH-SKHCN")
    assert f"U+{ord(hyphen):04X}" in found.said


@pytest.mark.parametrize("slash", "⁄∕／⧸")
def test_every_slash_but_the_plain_one_is_told_in_a_symbol(slash: str) -> None:
    found = odd_in_symbol(f"46{slash}KH-SKHCN")
    assert found is not None
    assert found.mended == "46/KH-SKHCN"


@pytest.mark.parametrize("digits", ["１２", "١٢", "۱۲", "१२", "𝟏𝟐", "𝟙𝟚"])
def test_digits_of_any_script_are_told_in_a_number(digits: str) -> None:
    found = odd_in_symbol(digits)
    assert found is not None
    assert found.mended == "12"


@pytest.mark.parametrize("space", "\u00a0\u2003\u2009\u202f\u3000")
def test_a_strange_space_is_told_where_nobody_sees_that_it_is_one(space: str) -> None:
    found = odd_in_symbol(f"1.011{space}938")
    assert found is not None
    assert found.mended == "1.011938"
    found = odd_in_symbol(f"toàn{space}trình", " ")
    assert found is not None
    assert found.mended == "toàn trình"


@pytest.mark.parametrize(
    "plain", ["46/KH-SKHCN", "77/QĐ-UBND", "10-TTr/ĐU", "toàn trình", "22/²/QĐ", "", "SNV-CCHC&PC"]
)
def test_plain_letters_and_what_has_no_certain_mend_are_left_to_the_form(plain: str) -> None:
    assert odd_in_symbol(plain) is None


def test_very_many_odd_letters_are_told_shortly() -> None:
    (found,) = look_alikes("ＡＢＣＤＥＦＧＨＩＪ" * 100)
    assert len(found.said) < 300
    assert "ký tự nữa" in found.said
    assert len(found.word) <= 61
