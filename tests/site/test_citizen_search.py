"""The sealed gate of the search: what citizens type finds the right page, what is not ours is told so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_the_search_passes_the_gate_of_citizens_queries(built: Path) -> None:
    if shutil.which("node") is None and not os.environ.get("CI"):
        pytest.skip("no node on this machine")
    script, gate = BENCHMARKS / "citizen_search.py", BENCHMARKS / "citizen_queries.tsv"
    done = subprocess.run(
        [sys.executable, script, gate, "--site", built, "--untimed"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
