"""Hostile: how the time to read a file grows with its size, for files made to be slow.

    python tests/benchmarks/hostile.py [--size N] [FAMILY …]

Prints, for each family of files, CPU time at the largest size and the growth exponent over three doublings:
1 is linear, 2 is quadratic; and ends with 1 if any family grows faster than 1.3.
"""

import argparse
import math
import sys
import time
import unicodedata
from collections.abc import Callable

from congbo.pages.markdown import Dialect
from congbo.pages.reading import reading
from congbo.records.reader import read_record
from congbo.reports.written_page import read_page

STEEPEST = 1.3
DOUBLINGS = 3
PLAN = "---\nnumber: 46/KH-SKHCN\nissuer: SKHCN\nissued: 2024-03-05\n"
PAGE = "---\nrender_macros: true\n---\n\n"
LETTERS = unicodedata.normalize("NFD", "về việc ")
_OLD = "vÒ viÖc triÓn khai "

RECORDS: dict[str, Callable[[int], str]] = {
    "control characters in one line": lambda n: f"{PLAN}---\n" + "a\x07" * n,
    "control characters in many lines": lambda n: f"{PLAN}---\n" + "a\x07\n" * n,
    "decomposed letters and hidden ones": lambda n: f"{PLAN}---\n" + (LETTERS + "\u200b") * n,
    "look-alikes in one line": lambda n: f"{PLAN}---\n" + (LETTERS + "сông ") * n,
    "one word of look-alikes": lambda n: f"{PLAN}---\n" + "aс" * n,
    "joined pictures": lambda n: f"{PLAN}---\n" + "☎\ufe0f\u200d" * n,
    "damaged words": lambda n: f"{PLAN}---\n" + _OLD * n,
    "damaged paragraphs": lambda n: f"{PLAN}---\n" + f"{_OLD}\n\n" * n,
    "one damaged word": lambda n: f"{PLAN}---\n" + "Öö" * n,
    "misread letters that decode to nothing": lambda n: f"{PLAN}---\n" + "ÃaÃ…" * n,
    "question marks": lambda n: f"{PLAN}---\n" + "a?b ?" * n,
    "addresses": lambda n: f"{PLAN}---\n" + "a/b?c=d " * n,
    "one long address": lambda n: f"{PLAN}---\n" + "a/b?c=" * n,
    "HTML codes in values": lambda n: PLAN + f"subject: {'&eacute; ' * n}\n---\n",
    "HTML codes in a list": lambda n: PLAN + "doubts:\n" + "  - a&eacute;\n" * n + "---\n",
    "conflicts": lambda n: f"{PLAN}---\n" + "<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n" * n,
    "conflicts that are not closed": lambda n: f"{PLAN}---\n" + "<<<<<<< a\n" * n,
    "one paragraph again and again": lambda n: f"{PLAN}---\n" + "Một đoạn văn không ngắn lắm.\n\n" * n,
    "one word again and again": lambda n: f"{PLAN}---\n" + "một " * n,
    "code that is not closed": lambda n: f"{PLAN}---\n" + "` ~~~ ```\n" * n,
    "values cut off": lambda n: PLAN + "doubts:\n" + "  - a b #c\n" * n + "---\n",
    "escapes": lambda n: (
        PLAN + f'subject: "{chr(92)}u200b{chr(92)}u00d0"\ndoubts: "' + "\\x01a" * n + '"\n---\n'
    ),
    "wrong items in one decomposed line": lambda n: PLAN + f"doubts: [{LETTERS}{', [a]' * n}]\n---\n",
    "wrong items in many lines": lambda n: PLAN + "replaces:\n" + "  - 'a\u2011b'\n" * n + "---\n",
    "unknown keys": lambda n: PLAN + "".join(f"k{i}: x\n" for i in range(n)) + "---\n",
    "one key again and again": lambda n: PLAN + "k: x\n" * n + "---\n",
    "lines of one value": lambda n: PLAN + f"subject: {'x' * 90}\n" + f"  {'x' * 90}\n" * (n // 2) + "---\n",
    "brackets": lambda n: PLAN + f"doubts: {'[' * n}\n---\n",
    "fences": lambda n: "---\n" + " ---\n" * n,
}
_MARKS = {
    "brackets": "[",
    "pictures": "![",
    "links": "[a](",
    "notes' marks": "[^a",
    "double quotes of code": "``a",
    "tags": "<a ",
    "stars": "*a ",
    "lines of a quotation": "> a\n",
    "headings": "# a\n\n",
    "headings without empty lines": "# a\n",
    "boxes": "!!! a\n",
    "rules": "---\n",
    "underlined headings": "a\n===\n",
    "items": "- a\n",
    "numbers": "12,5% ",
    "calls": '{{ figure("x") }} ',
    "marks of one note": "[^a] ",
    "one note again and again": "[^a]\n\n[^a]: b\n\n",
}
PAGES: dict[str, Callable[[int], str]] = {
    **{f"{name} on a page": lambda n, mark=mark: PAGE + mark * n for name, mark in _MARKS.items()},  # type: ignore[misc]
    "notes on a page": lambda n: PAGE + "".join(f"[^a{i}]\n\n[^a{i}]: b\n\n" for i in range(n // 4)),
    "hidden characters on a page": lambda n: PAGE + (LETTERS + "\u200b") * n,
    "conflicts on a page": lambda n: PAGE + "<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n" * n,
    "damaged paragraphs on a page": lambda n: PAGE + f"{_OLD}\n\n" * n,
}


def seconds(family: str, size: int) -> float:
    """Return the least CPU time of three readings of a file of the family."""
    make, read = (RECORDS[family], _record) if family in RECORDS else (PAGES[family], _page)
    raw = make(size).encode()
    times = []
    for _ in range(3):
        start = time.process_time()
        read(raw)
        times.append(time.process_time() - start)
    return min(times)


def _record(raw: bytes) -> None:
    read_record(raw, "records/plans/2024/46-KH-SKHCN-2024.md")


def _page(raw: bytes) -> None:
    reading(read_page(raw, "docs/bao-cao/mau.md"), Dialect())


def growth(times: list[float]) -> float:
    """Return the exponent with which times grow as sizes double: the slope of their logarithms."""
    steps = range(len(times))
    middle, mean = sum(steps) / len(times), sum(map(math.log2, times)) / len(times)
    above = sum((step - middle) * (math.log2(one) - mean) for step, one in zip(steps, times, strict=True))
    return above / sum((step - middle) ** 2 for step in steps)


def main() -> int:
    """Measure the families and return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=4800, help="largest number of hostile parts")
    parser.add_argument("families", nargs="*", help="only families with this text in their name")
    asked = parser.parse_args()
    steep = []
    for family in (*RECORDS, *PAGES):
        if asked.families and not any(part in family for part in asked.families):
            continue
        sizes = [asked.size >> step for step in range(DOUBLINGS, -1, -1)]
        times = [max(seconds(family, size), 1e-6) for size in sizes]
        exponent = growth(times)
        steep += [family] if exponent > STEEPEST else []
        print(f"{family:45} {times[-1] * 1e3:9.1f} ms   exponent {exponent:5.2f}")
    if steep:
        print(f"growing faster than {STEEPEST}: {', '.join(steep)}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
