"""The page's button and the published program: the same of every figure, whatever value was changed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commands import congbo
from congbo.export.standalone.verify import digest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from verifiers import Planter, Verifiers, intact, try_plants, try_random

ASSETS = Path(__file__).parents[2] / "macros/congbo/site/theme/assets/congbo"
REPORT = "2024-tu-kiem-tra"
Build = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module", autouse=True)
def node() -> None:
    """Skip without Node, but never in CI."""
    if shutil.which("node") is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs node for the scripts")
        pytest.skip("no node on this machine")


def test_both_find_the_built_site_intact(built: Path) -> None:
    verifiers = Verifiers()
    program, scripts = verifiers.of_program(built), verifiers.of_scripts(built)
    verifiers.close()
    assert program == scripts
    assert intact(program)
    assert len(program[REPORT]["figures"]) == 49
    assert len(program[REPORT]["records"]) == 136


@pytest.mark.parametrize("name", ["built", "sample_built"])
def test_both_say_the_same_of_changed_values_and_find_each_that_a_seal_holds(
    name: str, request: pytest.FixtureRequest
) -> None:
    outcome = try_plants(request.getfixturevalue(name), seed=9, count=14)
    assert outcome.wrong == []
    assert outcome.held == 7
    assert outcome.found >= 7


def test_both_compute_definitions_of_every_sort_as_the_engine_does_and_find_changes() -> None:
    outcome, figures = try_random(seed=20, sites=8, definitions=14, plants=6)
    assert outcome.wrong == []
    assert figures > 130
    assert outcome.found > outcome.held >= 24


@pytest.fixture
def rectified(copy_sealed: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site whose report was corrected in a declared value."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01, after the seal
    record = copy_sealed / "records/statistics/tai-khoan-cong-vu-2024-07-20.md"
    record.write_text(record.read_text("utf-8").replace("value: 54", "value: 55"), "utf-8")
    done = congbo(copy_sealed, "rectify", REPORT, "--reason", "Đếm sót một tài khoản")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "rectified-site"
    built = build(copy_sealed, site, SOURCE_DATE_EPOCH="1796083200")
    assert built.returncode == 0, built.stderr
    return site


def test_both_follow_rectifications(rectified: Path) -> None:
    outcome = try_plants(rectified, seed=4, count=10)
    assert outcome.wrong == []
    verifiers = Verifiers()
    program, scripts = verifiers.of_program(rectified), verifiers.of_scripts(rectified)
    assert program == scripts
    assert intact(program)
    file = rectified / "du-lieu/so-lieu.json"
    file.write_text(file.read_text("utf-8").replace('"value": 55', '"value": 54'), "utf-8")
    program, scripts = verifiers.of_program(rectified), verifiers.of_scripts(rectified)
    verifiers.close()
    assert program == scripts
    assert program[REPORT]["figures"]["tai-khoan-cong-vu"].startswith("tính lại 54, niêm phong 55")


def test_a_mark_printed_before_a_rectification_is_known(rectified: Path) -> None:
    chain = json.loads((rectified / f"du-lieu/bao-cao/{REPORT}.seal.json").read_bytes())
    first = chain["rectifications"][0]["previous"][:32]
    command = [sys.executable, "-I", "-S", str(rectified / "du-lieu/verify.py"), "--mark", first]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert "mã trên giấy có từ trước 1 đính chính gần nhất" in done.stdout


def test_both_know_renamed_records_by_their_former_names(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "du-lieu", tmp_path / "du-lieu")
    for file in (tmp_path / "du-lieu").rglob("*.json"):
        if not file.name.endswith(".seal.json"):
            text = file.read_text("utf-8").replace('"SKHCN"', '"SKHCN-MOI"')
            named = '"id": "SKHCN-MOI",'
            file.write_text(text.replace(named, f'{named} "former_ids": ["SKHCN"],'), "utf-8")
    verifiers = Verifiers()
    program, scripts = verifiers.of_program(tmp_path), verifiers.of_scripts(tmp_path)
    verifiers.close()
    assert program == scripts
    assert intact(program)


def test_plants_are_the_same_each_time(sample_built: Path) -> None:
    first, second = (list(map(str, Planter(sample_built, Random(3)).plants(20))) for _ in range(2))
    assert first == second
    assert len(set(first)) > 15


LETTERS = 'aZ09 "\\/\n\t\x00\x1f\x7f\u2028\u00e0\u1ec7\ue000\uffff\U0001f600\U0010ffff'


def anything(random: Random, depth: int = 0) -> Any:
    """Return plain data as JSON may hold: every kind of text, whole numbers of any size, lists and groups."""

    def text() -> str:
        return "".join(random.choices(LETTERS, k=random.randint(0, 6)))

    makers: list[Callable[[], Any]] = [
        text,
        lambda: random.choice([None, True, False]),
        lambda: random.randint(-(10**25), 10**25) // 10 ** random.randint(0, 26),
        lambda: [anything(random, depth + 1) for _ in range(random.randint(0, 4))],
        lambda: {text(): anything(random, depth + 1) for _ in range(random.randint(0, 6))},
        lambda: {
            str(random.randint(0, 20)): anything(random, depth + 1) for _ in range(random.randint(0, 6))
        },
    ]
    return random.choice(makers if depth < 4 else makers[:3])()


DIGEST = """
import { createInterface } from "node:readline";
const { digest, parsed } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) console.log(await digest(parsed(line)));
"""


def test_both_compute_the_same_digests() -> None:
    random = Random(9)
    values = [anything(random) for _ in range(2000)]
    lines = "\n".join(json.dumps(value) for value in values)
    script = ["node", "--input-type=module", "--eval", DIGEST, str(ASSETS / "exact.js")]
    done = subprocess.run(script, input=lines, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == list(map(digest, values))
