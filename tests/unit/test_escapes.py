import random

import pytest

from congbo.records.frontmatter import read

ESCAPES = {
    "\\0": "\0",
    "\\a": "\x07",
    "\\e": "\x1b",
    "\\N": "\x85",
    "\\L": "\u2028",
    "\\x01": "\x01",
    "\\x9f": "\x9f",
    "\\xad": "\u00ad",
    "\\u200b": "\u200b",
    "\\u202e": "\u202e",
    "\\u2066": "\u2066",
    "\\ue000": "\ue000",
    "\\ufdd0": "\ufdd0",
    "\\ufeff": "\ufeff",
    "\\U000E0041": "\U000e0041",
    "\\U0010FFFE": "\U0010fffe",
}


@pytest.mark.parametrize("escape", ESCAPES)
def test_what_an_escape_hides_is_told_at_the_escape_and_taken_out(escape: str) -> None:
    front, problems = read(f'---\nkey: x\nname: "Sở {escape}KH"\n"k{escape}": "y"\n---\n', "x.md")
    assert front is not None
    assert front.data == {"key": "x", "name": "Sở KH", "k": "y"}
    assert [(p.rule, p.line, p.column) for p in problems] == [
        ("escaped-character", 3, 11),
        ("escaped-character", 4, 3),
    ]
    assert all(escape in p.message and f"U+{ord(ESCAPES[escape]):04X}" in p.message for p in problems)


def test_escapes_in_values_of_several_lines_are_told_each_at_its_place() -> None:
    chance = random.Random(7)
    for _ in range(200):
        rows, expected = [], []
        for line in range(chance.randint(1, 4)):
            escape = chance.choice(list(ESCAPES))
            before = "chữ " * chance.randint(0, 3)
            rows.append(f"{before}{escape}hết")
            start = 7 if line == 0 else 3
            expected.append((line + 2, start + len(before)))
        front, problems = read('---\nkey: "' + "\n  ".join(rows) + '"\n---\n', "x.md")
        assert front is not None
        assert [(p.line, p.column) for p in problems] == expected


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\ud83d\\ude00", "\\U00110000"])
def test_half_a_character_is_told_at_its_escape(escape: str) -> None:
    front, problems = read(f'---\nname: "Sở {escape}"\n---\n', "x.md")
    assert front is None
    assert [(p.rule, p.line, p.column) for p in problems] == [("escaped-character", 2, 11)]
    assert escape[:6] in problems[0].message


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ('"C\\u1ea3i c\\u00e1ch"', "Cải cách"),
        ('"a\\tb\\nc"', "a\tb\nc"),
        ('"\\u0065\\u0302"', "ê"),
        ('"\\"x\\" \\\\u202e"', '"x" \\u202e'),
        ("'\\u202e'", "\\u202e"),
        ("\\u202e", "\\u202e"),
        ('"\\_x"', "\u00a0x"),
    ],
)
def test_sound_escapes_and_what_only_looks_like_one_are_read(typed: str, value: str) -> None:
    front, problems = read(f"---\nname: {typed}\n---\n", "x.md")
    assert problems == []
    assert front is not None
    assert front.data == {"name": value}


def test_look_alikes_and_damage_by_escape_are_told_as_if_they_were_typed() -> None:
    front, problems = read(
        '---\na: "77/Q\\u00d0"\nb: "C\\u00e1\\u00ba\\u00a3i c\\u00c3\\u00a1ch"\n---\n', "x.md"
    )
    assert front is not None
    assert front.data["a"] == "77/QĐ"
    assert [(p.rule, p.line, p.column) for p in problems] == [
        ("escaped-character", 2, 9),
        ("escaped-character", 3, 4),
    ]
    assert "Cải cách" in problems[1].hint
