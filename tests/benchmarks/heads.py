"""Hold the quick reader of plain heads against YAML's own, on all heads of a site and on mutated ones.

    python tests/benchmarks/heads.py [--mutants N] [--seed S] FOLDER ...     100,000 mutants of what is below

Of whatever the quick one reads, YAML's must make the same keys in the same order, and refuse nothing. Printed
is also how many heads it reads, and how much faster.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from congbo.records.frontmatter import _Builder, split
from congbo.records.plain_head import plain_head

SIGNS = [
    *(
        ":",
        ": ",
        " #",
        "#",
        "- ",
        "-",
        "'",
        '"',
        "''",
        "\\",
        "\\n",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "&a ",
        "*a",
    ),
    *(
        "!",
        "!!str ",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "~",
        "null",
        "<<",
        "=",
        "...",
        "---",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
    ),
    *(
        "\u00a0",
        "\u2028",
        "\u0085",
        "\u200b",
        "\ufeff",
        "\u3000",
        "a",
        "đ",
        "0",
        "1.0",
        "key: ",
        "key:",
        "- key: ",
        "\n  ",
    ),
    *("\n- ", "\n# x\n", "\n    ", "\x07", "\U0001f600", "12:30", "a:b", "a #b", "no", "1_0"),
]


def by_yaml(head: str) -> tuple[Any, bool]:
    """Return what YAML's reader makes of a head, and whether it refuses nothing."""
    builder = _Builder("x.md")
    try:
        data = builder.document(head)
    except yaml.YAMLError:
        return None, False
    return data, not builder.problems


def told(data: Any) -> str:
    """Return data as text in which the order of keys counts."""
    return json.dumps(data, ensure_ascii=False)


def differs(head: str) -> str:
    """Return in what the two readers differ; empty where they do not, or the quick one does not read it."""
    quick = plain_head(head)
    if quick is None:
        return ""
    data, clean = by_yaml(head)
    if not clean:
        return "refused"
    return "" if told(quick) == told(data) else f"{told(quick)}\n{told(data)}"


def mutant(chance: random.Random, head: str) -> str:
    """Return a head with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        head = chance.choice(CHANGES)(chance, head)
    return head


def _sign(chance: random.Random, head: str) -> str:
    place = chance.randrange(len(head) + 1)
    return head[:place] + chance.choice(SIGNS) + head[place + chance.choice((0, 0, 0, 1, 3)) :]


def _at_seam(chance: random.Random, head: str) -> str:
    """Put a sign where YAML looks: behind a colon, a dash, at a line's beginning or its end."""
    seams = [n + 1 for n, sign in enumerate(head) if sign in ":-\n'" or head[n : n + 2] == " \n"]
    place = chance.choice(seams or [0]) + chance.choice((-1, 0, 0, 1))
    return head[: max(place, 0)] + chance.choice(SIGNS) + head[max(place, 0) :]


def _lines(chance: random.Random, head: str) -> str:
    lines = head.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one] = " " * chance.randint(1, 4) + lines[one]
        case 3:
            lines[one] = lines[one][chance.randint(1, 4) :]
        case 4:
            lines[one] += lines.pop(other) if len(lines) > 1 and one < other else ""
        case _:
            lines[one] = lines[one].lstrip(" -")
    return "\n".join(lines)


CHANGES: Sequence[Callable[[random.Random, str], str]] = (_sign, _at_seam, _at_seam, _lines, _lines)


def heads(folders: Sequence[Path]) -> Iterator[str]:
    """Yield the head of every file below folders that has one."""
    for folder in folders:
        for file in sorted(folder.rglob("*.md")):
            if parts := split(file.read_text("utf-8")):
                yield parts[0]


def main() -> None:
    """Compare; the exit code is 1 where the readers differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--mutants", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = list(heads(asked.folders))
    start = time.process_time()
    read = [plain_head(head) is not None for head in found]
    quick = time.process_time() - start
    start = time.process_time()
    for head in found:
        by_yaml(head)
    slow = time.process_time() - start
    print(f"{len(found)} heads, {sum(read)} read quickly; {slow / max(quick, 1e-9):.1f} times as fast")
    wrong = [said for head in found if (said := differs(head))]
    chance, accepted = random.Random(asked.seed), 0
    for _ in range(asked.mutants):
        head = mutant(chance, chance.choice(found))
        accepted += plain_head(head) is not None
        if said := differs(head):
            wrong.append(f"{head!r}\n{said}")
    print(f"{asked.mutants} mutants, {accepted} of them read quickly; {len(wrong)} differ")
    for said in wrong[:10]:
        print(said)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
