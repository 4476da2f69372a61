"""The mistakes that clerks make: the lines that say so, and how well a clerk mends each alone."""

import os
from pathlib import Path
from statistics import mean

import pytest
from mistakes import MISTAKES, Mistake, laid, read_mistake
from test_cases import printed

ALL = [read_mistake(file) for file in sorted(MISTAKES.rglob("*.md"))]
NEEDED = 200
LEAST_MEAN = 2.7
MOST_BELOW_TWO = 0.05
LEAST_ONE_LINE = 0.98


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_mistake_is_told_in_exactly_these_lines(case: Mistake, tmp_path: Path) -> None:
    if case.locked and os.geteuid() == 0:
        pytest.skip("nobody may forbid root to read")
    assert tuple(printed(laid(case, tmp_path / "site"))) == case.says


def test_the_mistakes_can_be_mended_alone() -> None:
    ratings = [case.rating for case in ALL]
    assert len(ALL) >= NEEDED
    assert min(ratings) > 0, [case.name for case in ALL if not case.rating]
    assert sum(rating < 2 for rating in ratings) <= MOST_BELOW_TWO * len(ALL)
    assert mean(ratings) >= LEAST_MEAN


def test_one_cause_has_one_message() -> None:
    assert all(case.says for case in ALL)
    single = sum(len(case.says) == case.causes for case in ALL)
    assert single >= LEAST_ONE_LINE * len(ALL)
    assert sum(case.causes > 1 for case in ALL) <= (1 - LEAST_ONE_LINE) * len(ALL)
