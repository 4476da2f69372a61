"""Edit imported records by hand at random, import the same file and newer ones, and see that the edits stay.

    python tests/benchmarks/import_edits.py [SEEDS]

Each seed is a site of its own, edited in several rounds. Says what broke, by its seed.
"""

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "unit"), str(Path(__file__).parents[1])]

from hand_edits import hold  # noqa: E402


def main() -> None:
    """Run the seeds and say how many records were edited and what did not hold."""
    seeds, edited, broken = int(sys.argv[1]) if len(sys.argv) > 1 else 300, 0, 0
    for seed in range(seeds):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "records").mkdir()
            try:
                edited += hold(seed, Path(folder), procedures=4, rounds=3)
            except AssertionError as error:
                broken += 1
                print(error)
    print(f"{seeds} sites, {edited} records edited by hand, {broken} sites where something did not hold")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
