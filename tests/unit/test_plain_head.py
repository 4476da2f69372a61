"""What the quick reader of heads reads, YAML's own reads alike and refuses nothing of."""

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/benchmarks"))

from heads import by_yaml, differs, heads, mutant  # noqa: E402

from congbo.records.plain_head import plain_head  # noqa: E402

READ = [
    "a: b\n",
    "a: 'it''s: #1'\nb: \"x: y\"\n",
    "a:\n  - b\n  - c: d\n    e:\n    - f\n    - g\n# note\n\nh: 12:30\n",
    "a:\n- b: c\n  d:\n      e: f\n- g: h\ni: https://x.vn/a#b\n",
]
LEFT = [
    *(
        "",
        "a:\n",
        "a: ''\n",
        "a: null\n",
        "a: [b]\n",
        "a: {b: c}\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: b # c\n",
    ),
    *(
        "a: b: c\n",
        "a: b\na: c\n",
        "- a\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !!str b\n",
        'a: "\\u0111"\n',
        "a:\tb\n",
    ),
    *(
        "a:\n  - b\n - c\n",
        "a:\n  b: c\n   d: e\n",
        "a: b\n- c\n",
        "a: \u2028b\n",
        "a: \u0085b\n",
        "a: \ufeffb\n",
    ),
    *(
        "? a\n",
        "a: -\n",
        "a: - b\n",
        "a:  \u00a0\n",
        "a:\n  -  b\n",
        "'a': b\n",
        "A: b\n",
        "a: 'b' c\n",
        "a: 'b\n",
    ),
    *(
        "a: 'b'c'\n",
        "a:\n  - - b\n",
        "a:\n  -\n    b: c\n",
        "<<: b\n",
        "a: b:\n",
        "a: 'b\\'\n",
        "  a: b\nc: d\n",
    ),
]


@pytest.mark.parametrize("head", READ)
def test_what_is_plain_is_read_quickly_and_rightly(head: str) -> None:
    assert plain_head(head) == by_yaml(head)[0]
    assert not differs(head)


@pytest.mark.parametrize("head", LEFT)
def test_whatever_else_is_left_to_yaml(head: str) -> None:
    assert plain_head(head) is None


def test_very_many_and_very_deep_keys_are_left_to_yaml() -> None:
    assert plain_head("\n".join(f"k{n}: v" for n in range(4_000))) is None
    assert plain_head("\n".join(f"{'  ' * n}k:" for n in range(30)) + " v\n") is None


def test_every_record_of_the_site_is_read_quickly() -> None:
    found = list(heads([ROOT / "records"]))
    assert found
    assert all(plain_head(head) is not None and not differs(head) for head in found)


def test_mutated_heads_are_read_alike() -> None:
    found, chance = list(heads([ROOT / "records"])), random.Random(14)
    wrong = [one for _ in range(1_500) if differs(one := mutant(chance, chance.choice(found)))]
    assert wrong == []
