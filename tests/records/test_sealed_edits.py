"""The seal of the report of 2024 breaks if and only if a word or value that the report shows changes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from edits import Files
from sealed_edits import ROOT, edit_of, try_edits


def test_an_edit_is_the_same_each_time_and_another_for_each_number_and_seed() -> None:
    files = Files(ROOT)
    assert [edit_of(files, 1, n) for n in range(20)] == [edit_of(files, 1, n) for n in range(20)]
    assert len({str(edit_of(files, seed, n)) for seed in (1, 2) for n in range(20)}) > 38


def test_the_seal_breaks_if_and_only_if_what_is_shown_changes_and_old_and_new_are_told() -> None:
    outcome = try_edits(3, range(24))
    assert outcome.wrong == []
    assert outcome.tried == 24
    assert (outcome.whole, outcome.told) == (outcome.same, outcome.shown)
    assert outcome.same > 6
    assert outcome.shown > 4
