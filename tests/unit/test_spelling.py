import random
import re
import unicodedata

import pytest

from congbo.words.spelling import fold, national_code, nearest, same_form, slug

LETTERS = "aăâeêioôơuưyđáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵbcdghklmnpqrstvx"


def words(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    alphabet = LETTERS + LETTERS.upper() + " -/.0123456789"
    return ["".join(chance.choices(alphabet, k=chance.randint(1, 30))) for _ in range(count)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("đo lường", "do luong"),
        ("ĐƯỜNG", "duong"),
        ("Ủy ban nhân dân tỉnh Quảng Ngãi", "uy ban nhan dan tinh quang ngai"),
    ],
)
def test_folding_takes_away_tone_vowel_and_stroke_marks(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_vietnamese_letter_folds_to_ascii_in_both_unicode_forms() -> None:
    for letter in LETTERS + LETTERS.upper():
        assert fold(letter).isascii(), letter
        assert fold(unicodedata.normalize("NFD", letter)) == fold(letter)


def test_a_slug_keeps_d_with_stroke_and_has_no_hyphen_at_its_ends() -> None:
    assert slug("  2.1. Đo lường, chất lượng!") == "2-1-do-luong-chat-luong"
    assert slug("Đo lường", separator="_") == "do_luong"


def test_a_slug_of_any_text_is_a_plain_anchor_and_stays_itself() -> None:
    for text in words(seed=1, count=300):
        anchor = slug(text)
        assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", anchor), text
        assert slug(anchor) == anchor


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(unicodedata.normalize("NFD", "22/QĐ-UBND về tiền tệ"), id="decomposed letters"),
        pytest.param("22/QĐ-UBND\u00a0về tiền\u202ftệ", id="no-break spaces"),
        pytest.param("22/QĐ-\u200bUBND về tiền tệ\ufeff", id="zero-width characters"),
        pytest.param("22/QĐ\u00ad-UBND về tiền tệ", id="soft hyphen"),
        pytest.param("２２／ＱĐ－ＵＢＮＤ về tiền tệ", id="full-width letters"),
        pytest.param("  22/qđ-ubnd   VỀ\ttiền tệ ", id="case and outer space"),
    ],
)
def test_differences_that_nobody_sees_make_the_same_form(typed: str) -> None:
    assert same_form(typed) == same_form("22/QĐ-UBND về tiền tệ")


@pytest.mark.parametrize("other", ["22/QD-UBND", "22/QĐ-UBNT", "2/QĐ-UBND", "22/2024/QĐ-UBND"])
def test_a_visible_difference_is_never_the_same_form(other: str) -> None:
    assert same_form(other) != same_form("22/QĐ-UBND")


def test_a_form_is_the_same_whichever_unicode_form_was_typed() -> None:
    for text in words(seed=2, count=300):
        assert same_form(unicodedata.normalize("NFD", text)) == same_form(text)
        assert same_form(same_form(text)) == same_form(text)


@pytest.mark.parametrize(
    ("printed", "national"),
    [
        pytest.param("1.014389", "1.014389", id="national"),
        pytest.param("1.011442.000.00.00.H38", "1.011442", id="provincial to 2025"),
        pytest.param("3.000453.000.00.00.H37", "3.000453", id="provincial, local procedure"),
        pytest.param("2.002131.000.00.00.H58", "2.002131", id="provincial, two provinces alike"),
        pytest.param("1.014446.H38", "1.014446", id="provincial 2026"),
        pytest.param("1.014389.01", "1.014389", id="online service"),
        pytest.param("2.000815.000.00.00.H55.02", "2.000815", id="online service of a province"),
        pytest.param(" 1.012353.000.00.00.h34\u00a0", "1.012353", id="small letter and stray spaces"),
    ],
)
def test_the_national_part_of_a_code_is_found_in_every_printed_form(printed: str, national: str) -> None:
    assert national_code(printed) == national


@pytest.mark.parametrize(
    "code", ["1.01235", "1.0123531", "KT-01", "1.012353.000.00.H34", "1.012353.X34", "11.012353"]
)
def test_a_code_of_another_form_is_left_whole_and_not_guessed(code: str) -> None:
    assert national_code(code) == code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("so huu tri tue", "Sở hữu trí tuệ"), ("Sở hữu chí tuệ", "Sở hữu trí tuệ"), ("do luong", "Đo lường")],
)
def test_the_nearest_word_is_offered_with_its_diacritics(typed: str, meant: str) -> None:
    assert nearest(typed, ["Sở hữu trí tuệ", "Đo lường"]) == f"Có phải “{meant}”?"


def test_nothing_is_offered_when_nothing_is_near() -> None:
    assert nearest("an toàn bức xạ", ["Đo lường", "Sở hữu trí tuệ"]) == ""
    assert nearest("Đo lường", []) == ""
