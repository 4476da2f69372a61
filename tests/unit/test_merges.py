import random

import pytest

from congbo.words.merges import conflicts

OURS, BASE, THEIRS = "<<<<<<< HEAD", "||||||| 1a2b3c4", ">>>>>>> sửa"


def test_every_conflict_of_a_merge_is_found_with_its_lines_and_its_first_side() -> None:
    chance = random.Random(3)
    for _ in range(300):
        lines: list[str] = []
        expected = []
        for _ in range(chance.randint(1, 4)):
            lines += ["chữ"] * chance.randint(0, 3)
            first, ours = len(lines), chance.randint(0, 3)
            lines += [OURS, *["ta"] * ours]
            lines += [BASE, *["gốc"] * chance.randint(0, 2)] if chance.random() < 0.5 else []
            lines += ["=======", *["họ"] * chance.randint(0, 3), THEIRS]
            expected.append((first, len(lines) - 1, range(first + 1, first + 1 + ours)))
        lines += ["chữ", "======="]
        assert [(one.first, one.last, one.ours) for one in conflicts("\n".join(lines))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tiêu đề\n=======\n",
        "=======",
        "a <<<<<<< b",
        "<<<<<<<< tám",
        ">>>>>>>> tám",
        "    <<<<<<< HEAD",
        "|||||||",
        "||||||| a | b |",
        "| a | b |\n|---|---|\n|||||||",
        "<<<<<<<x",
    ],
)
def test_what_git_does_not_write_is_no_conflict(text: str) -> None:
    assert conflicts(text) == []


@pytest.mark.parametrize("mark", [OURS, THEIRS, BASE, "<<<<<<<", ">>>>>>>"])
def test_a_mark_that_is_left_alone_is_told_and_takes_nothing_with_it(mark: str) -> None:
    (found,) = conflicts(f"một\n{mark}\nhai\nba")
    assert (found.first, found.last) == (1, 1)
