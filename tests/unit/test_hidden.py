import random
import unicodedata

import pytest
from damaged import texts

from congbo.words.hidden import HIDDEN, hidden, hidden_mend, hidden_name, is_invisible, without_hidden

BREAKING = [0x00, 0x07, 0x1F, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x61C, 0x202A, 0x202E, 0x2066]
BREAKING += [0x2069, 0xE000, 0xF0B7, 0xF8FF, 0xF0000, 0x10FFFD, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
BREAKING += [0xD800, 0xDFFF, 0xFFFC, 0xFFF9]
INVISIBLE = [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0xFEFF, 0x34F, 0x180E, 0x3164, 0xFE0F, 0xFE00]
INVISIBLE += [0xE0001, 0xE0041, 0xE0100]


@pytest.mark.parametrize("number", [*BREAKING, *INVISIBLE], ids=lambda number: f"U+{number:04X}")
def test_a_hidden_character_is_found_between_letters_and_named_with_its_code(number: int) -> None:
    text = f"số{chr(number)}hiệu"
    assert list(hidden(text)) == [2]
    assert without_hidden(text) == "sốhiệu"
    assert hidden_name(chr(number)).endswith(f"(U+{number:04X})")
    assert is_invisible(chr(number)) is (number in INVISIBLE)


def test_every_character_that_unicode_calls_control_format_or_private_is_named_or_seen() -> None:
    seen = "\n\t"
    for number in range(0x110000):
        character = chr(number)
        if HIDDEN.match(character):
            assert hidden_name(character)
            assert isinstance(hidden_mend(character), str)
        elif character not in seen and unicodedata.category(character) in ("Cc", "Co", "Cs", "Zl", "Zp"):
            pytest.fail(f"U+{number:04X} is not told")


def test_letters_digits_and_signs_that_are_seen_are_not_hidden() -> None:
    for number in range(0x20, 0x3000):
        character = chr(number)
        if unicodedata.category(character)[0] in "LNPS" and number not in INVISIBLE:
            assert not HIDDEN.match(character) or number in (0x115F, 0x1160), f"U+{number:04X}"


@pytest.mark.parametrize(
    "text",
    [
        "☎\ufe0f",
        "1\ufe0f\u20e3",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "❤\ufe0f\u200d\U0001f525",
        "क्\u200dष",
        "می\u200cخواهم",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    ],
)
def test_what_a_sign_or_a_script_needs_is_kept(text: str) -> None:
    assert list(hidden(text)) == []
    assert without_hidden(text) == text


@pytest.mark.parametrize(
    "text",
    ["1\ufe0f2", "a\ufe0f", "\u200d☎", "a\u200db", "☎\u200d", "a\U000e0067", ".\ufe0f", "|\ufe0f", "+\ufe0f"],
)
def test_the_same_characters_elsewhere_are_told(text: str) -> None:
    assert len(list(hidden(text))) == 1


@pytest.mark.parametrize("text", ["\ufffc\ufe0f", "\ufffc\u200d☎", "☎\u200d\ufffc"])
def test_a_sign_that_is_not_seen_itself_needs_nothing(text: str) -> None:
    assert list(hidden(text)) == [place for place, sign in enumerate(text) if sign != "☎"]


def test_any_hidden_characters_in_any_text_are_told_each_at_its_place() -> None:
    chance = random.Random(8)
    plain = [text for text in texts() if "|" not in text]  # a sign that may have another shape chosen
    for text in chance.sample(plain, 300):
        letters, expected = list(text), 0
        for number in chance.choices([n for n in (*BREAKING, *INVISIBLE) if n not in (0xE0041,)], k=4):
            letters.insert(chance.randint(1, len(letters)), chr(number))
            expected += 1
        typed = "".join(letters)
        assert len(list(hidden(typed))) == expected
        assert without_hidden(typed) == text
