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

from congbo.export.standalone.verify import digest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from verifiers import Planter, Verifiers, intact, try_plants

ASSETS = Path(__file__).parents[2] / "macros/congbo/site/theme/assets/congbo"
REPORT = "2024-tu-kiem-tra"


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
