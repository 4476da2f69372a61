from pathlib import Path

import pytest
from hand_edits import hold


@pytest.mark.parametrize("seed", range(2))
def test_hand_edits_stay_and_what_nobody_touched_follows_the_source(tmp_path: Path, seed: int) -> None:
    (tmp_path / "records").mkdir()
    assert hold(seed, tmp_path, procedures=3, rounds=2)
