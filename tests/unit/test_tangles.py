import pytest

from congbo.words.tangles import MOST_BLOCKS, MOST_MARKS, MOST_OPEN, tangles


@pytest.mark.parametrize("sign", ["[", "![", "[a](", "[^a", "<a ", "``a"])
def test_signs_without_their_partners_are_told_where_their_paragraph_begins(sign: str) -> None:
    for before in ("", "Một đoạn.\n\n", "]" * 999 + "\n \n"):
        assert [start for start, _ in tangles(before + sign * (MOST_OPEN + 1))] == [len(before)]
    assert list(tangles("]" * 999 + sign * (MOST_OPEN + 1)))
    assert list(tangles(f"{sign * (MOST_OPEN // 2)}\n\n" * 9)) == []


@pytest.mark.parametrize(
    "sound", ["[a](b) ", "<b>x</b> ", "(x) ", "[^a] ", "`a` ", "((", "chữ\n", "- a\n", "| a |\n"]
)
def test_signs_with_their_partners_and_lists_may_be_as_many_as_a_text_needs(sound: str) -> None:
    assert list(tangles(sound * MOST_MARKS)) == []


@pytest.mark.parametrize("line", ["# a", "###### a", "!!! note", "---", "***", "- - -", "a\n===", "a\n---"])
def test_headings_and_rules_without_an_empty_line_are_told_and_others_are_not(line: str) -> None:
    assert len(list(tangles(f"{line}\n" * (MOST_BLOCKS + 1)))) == 1
    assert list(tangles(f"{line}\n\n" * (MOST_BLOCKS + 1))) == []


def test_one_note_marked_too_often_is_told_and_many_notes_are_not() -> None:
    (found,) = tangles("Đầu. " + "[^a] " * (MOST_MARKS + 1))
    assert found == (5, "dấu chú thích “[^a]”")
    assert list(tangles("".join(f"[^a{n}] " for n in range(5000)))) == []


def test_fenced_code_may_hold_anything() -> None:
    assert list(tangles("```text\n" + "[# <\n" * 999 + "```\n")) == []


def test_signs_inside_each_other_are_a_tangle_though_each_is_closed() -> None:
    for opening, closing in (("[", "]"), ("<", ">"), ("](", ")")):
        deep = opening * (MOST_OPEN + 1) + closing * (MOST_OPEN + 1)
        assert [what for _, what in tangles(deep)] == [f"dấu “{opening}” lồng nhau"]
        assert list(tangles((opening + closing) * (MOST_OPEN + 1))) == []
