"""Faults: whatever is typed, the search ends, and shows none of libyaml's words."""

import random
import re
import time

import pytest
from test_cases import BASE

from congbo.records import frontmatter
from congbo.records.faults import faults
from congbo.records.kinds import KINDS
from congbo.records.mending import every_key

KEYS = frozenset().union(*(every_key(kind.model) for kind in KINDS))
TEXTS = [file.read_text("utf-8") for file in sorted((BASE / "records").rglob("*.md"))]
HEADS = [parts[0] for text in TEXTS if (parts := frontmatter.split(text))]
SIGNS = [*"：:\t\"'[{•–-=*&!%@|… \n", ": ", "- ", "  "]
ENGLISH = re.compile(r"\b(?:did not find|expected|mapping|token|scalar|block|found|could not)\b")


def reads(head: str) -> bool:
    return frontmatter.read(f"---\n{head}---\n", "x.md")[0] is not None


def damaged(seed: int) -> str:
    chosen = random.Random(seed)
    head = chosen.choice(HEADS)
    for _ in range(chosen.choice((1, 1, 1, 2, 3))):
        at = chosen.randrange(len(head))
        head = head[:at] + chosen.choice(SIGNS) + head[at + chosen.choice((0, 0, 1)) :]
    return head


def test_what_is_offered_has_been_read() -> None:
    told = explained = 0
    for seed in range(400):
        head = damaged(seed)
        found, problems = frontmatter.read(f"---\n{head}---\n", "x.md", keys=lambda: KEYS)
        assert not [one for one in problems if ENGLISH.search(one.message)]
        if found is not None or not any(one.rule == "yaml-syntax" for one in problems):
            continue
        told += 1
        lines = head.split("\n")
        for fault in faults(head, KEYS):
            assert 0 <= fault.line < len(lines)
            assert 0 <= fault.column <= len(lines[fault.line])
            if fault.right is not None:
                lines[fault.line] = fault.right
                explained += 1
    assert told > 100
    assert explained > told / 2


@pytest.mark.parametrize(
    "head",
    [
        "a: '" + "x: y\n" * 20_000,
        "- a:b\n" * 10_000 + "x: y: z\n",
        "[" * 20_000,
        "? " * 5_000 + "\n",
        "a: b\n" + "chữ không khoá\n" * 5_000,
        "a: " + "- " * 20_000 + ":\n",
    ],
    ids=range(6),
)
def test_the_search_ends_in_a_long_text_too(head: str) -> None:
    begun = time.process_time()
    faults(head, KEYS)
    assert time.process_time() - begun < 5


def test_whatever_stands_in_a_file_is_told_and_raises_nothing() -> None:
    for seed in range(500):
        chosen = random.Random(seed)
        pieces = [*SIGNS, "a", "issuer", "number: ", "---", "\x85", "\u2028"]
        text = "".join(chosen.choice(pieces) for _ in range(chosen.randrange(1, 14)))
        faults(text, KEYS)
        frontmatter.read(f"---\n{text}\n---\n", "x.md", keys=lambda: KEYS)
        frontmatter.decode(bytes(chosen.randrange(256) for _ in range(chosen.randrange(40))), "x.md")
