"""Measure the search on questions as citizens type them, and on those that this office does not answer.

    python tests/benchmarks/citizen_search.py [--site FOLDER] [--misses] [FILE ...]

Without a folder, the project's own site is built. A file holds `query, sort, ids` in columns; no ids says
that the office has no page for the need. `citizen_queries.tsv` is the gate: measured, never tuned on, so that
`--misses` names what was missed in other files only. Needs Node.

Both sides stand side by side, for what helps one can flood the other: *found* is the share of questions with
a right page among the first five, *first* with one as the first, *nothing* without any result; of those for
another office, *told* is the share that are answered as such, *flood* that are answered plainly as if found.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "cases" / "citizen-queries.tsv"
GATE = "citizen_queries.tsv"
FILES = [HERE / GATE, HERE / "citizen_queries_tuning.tsv", SHARED]


@dataclass(frozen=True)
class Asked:
    """A question, the ids of the pages that answer it, and how the search answered."""

    query: str
    sort: str
    ids: frozenset[str]
    answer: dict[str, Any]

    @property
    def found(self) -> bool:
        """Whether a right page is among the first five."""
        return bool(self.ids & {*self.answer["ids"][:5], *self.answer["situations"][:5]})

    @property
    def first(self) -> bool:
        """Whether the first page is right."""
        return bool(self.ids & set(self.answer["ids"][:1]))

    @property
    def nothing(self) -> bool:
        """Whether there is no result."""
        return not self.answer["ids"] and not self.answer["situations"]

    @property
    def told(self) -> bool:
        """Whether it is told that another office, or none that is known, answers."""
        return self.answer["kind"] in ("none", "elsewhere")

    @property
    def flood(self) -> bool:
        """Whether it is answered plainly, as if found."""
        return self.answer["kind"] in ("all", "code", "number")

    @property
    def right(self) -> bool:
        """Whether it is answered as it should be."""
        return self.found if self.ids else self.told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("files", nargs="*", type=Path, default=[file for file in FILES if file.exists()])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = options.site or build(Path(name))
        for file in options.files:
            show(file, asked(site, file), options.misses and file.name != GATE)


def build(site: Path) -> Path:
    """Build the project's own site."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", site], check=True, cwd=HERE.parents[1]
    )
    return site


def asked(site: Path, file: Path) -> list[Asked]:
    """Return the questions of a file with the answers of a built site's search."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    answers = json.loads(
        subprocess.run(
            ["node", HERE / "citizen_search.mjs", site],
            input=json.dumps([query for query, _, _ in rows]),
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )
    return [
        Asked(query, sort, frozenset(filter(None, ids.split(","))), answer)
        for (query, sort, ids), answer in zip(rows, answers, strict=True)
    ]


def show(file: Path, rows: Sequence[Asked], misses: bool) -> None:
    """Print the shares of each sort of question, and of those for another office."""
    print(f"\n{file.name}\n{'':14}{'asked':>7}{'found':>8}{'first':>8}{'nothing':>9}{'elsewhere':>11}")
    ours = [row for row in rows if row.ids]
    by_sort: dict[str, list[Asked]] = defaultdict(list)
    for row in ours:
        by_sort[row.sort].append(row)
    for sort, of_sort in [*by_sort.items(), ("all", ours)]:
        told = share(of_sort, lambda row: row.answer["kind"] == "elsewhere")
        print(
            f"{sort:14}{len(of_sort):7}{share(of_sort, lambda row: row.found):8.2f}"
            f"{share(of_sort, lambda row: row.first):8.2f}{share(of_sort, lambda row: row.nothing):9.2f}{told:11.2f}"
        )
    others = [row for row in rows if not row.ids]
    if others:
        told, flood = share(others, lambda row: row.told), share(others, lambda row: row.flood)
        print(f"{'other offices':14}{len(others):7}   told {told:.2f}   flood {flood:.2f}")
    slowest = max(rows, key=lambda row: float(row.answer["ms"]))
    print(f"slowest in Node {slowest.answer['ms']:.1f} ms (“{slowest.query}”)")
    for row in rows if misses else ():
        if not row.right:
            print(
                f"  {row.query} [{row.answer['kind']}] {', '.join(row.answer['ids'][:5])} ≠ {', '.join(sorted(row.ids))}"
            )


def share(rows: Sequence[Asked], of: Callable[[Asked], bool]) -> float:
    """Return the share of rows of which something holds."""
    return statistics.fmean(map(of, rows)) if rows else 0.0


if __name__ == "__main__":
    main()
