"""The generator of the benchmarks: what is measured is the same each time, and a site without an error."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from congbo.records.problems import Severity
from congbo.rules import check as checks

GENERATOR = Path(__file__).parents[1] / "benchmarks/generate.py"
COUNT = 100


def generated(folder: Path, hash_seed: int = 0) -> dict[str, bytes]:
    """Every file of a generated site; Python orders its sets otherwise under another hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    subprocess.run([sys.executable, GENERATOR, str(COUNT), folder], check=True, env=environment)
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_one_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert generated(tmp_path / "one", hash_seed=1) == generated(tmp_path / "other", hash_seed=2)


def test_as_many_records_as_asked_for_have_no_problem(tmp_path: Path) -> None:
    files = generated(tmp_path)
    site = checks.read(tmp_path, date(2025, 1, 15))
    assert [one for one in site.problems if one.severity is not Severity.REMINDER] == []
    assert sum(path.startswith("records/") for path in files) == COUNT
    drafts = sum("publication: dự thảo" in text.decode() for text in files.values())
    assert len(site.register) == COUNT - drafts
    assert len(site.register.procedures) > COUNT / 3
    assert len(site.register.documents) > COUNT / 5
    assert [report.id for report in site.reports] == ["2024-sau-thang"]
