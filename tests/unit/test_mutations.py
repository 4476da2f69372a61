"""Real records and pages, broken at random: they are read or told, in time, and nothing falls."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from mutations import page_input, record_input, try_pages, try_records


def test_a_mutated_input_is_the_same_each_time_and_another_for_each_number_and_seed() -> None:
    assert [record_input(1, n) for n in range(20)] == [record_input(1, n) for n in range(20)]
    assert len({record_input(seed, n) for seed in (1, 2) for n in range(20)}) == 40
    assert page_input(1, 3) == page_input(1, 3) != page_input(1, 4)


def test_mutated_records_are_read_or_told() -> None:
    outcome = try_records(7, range(300))
    assert list(outcome.lines("records"))[1:] == []
    assert outcome.good
    assert outcome.count == 300
    assert outcome.told > 200


def test_mutated_pages_are_read_or_told() -> None:
    outcome = try_pages(7, range(40))
    assert list(outcome.lines("pages"))[1:] == []
    assert outcome.good
    assert outcome.told > 30
