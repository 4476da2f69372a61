"""Measure the search on queries as citizens type them: who finds the right page, and who is sent elsewhere.

    python tests/benchmarks/citizen_search.py [FILE ...] [--site FOLDER] [--assets FOLDER] [--misses]

A FILE holds what is typed, its sort and the ids that are right, a line each, between tabs; none are given
where another office is competent. Without one: the sealed gate and the tuning files beside this script, and
the queries of ../shared/cases. The site is built anew unless `--site` names a built one, which may be another
branch's; `--assets` takes the scripts from another folder. Needs Node. What is counted:

- *first five*, *first*: a right procedure is among the first five hits, or is the first;
- *no result*: no hit, and no situation that holds a right procedure;
- *sent away*: answered "elsewhere" or "none" though the register has the page;
- *outside*: queries of another office that are answered so ("elsewhere" or "none"); *flooded*: those that
  get a plain "N thủ tục" ("all", "code", "number"); *nearest*: those that get guesses, said to be so;
- *slowest*: milliseconds of one answer on a phone: the best of several runs in Node, times four, as
  search_quality.py slows Chromium's processor four times.

Ends with 1 when the sealed gate misses an aim. `--misses` lists what failed, never of the sealed gate unless
`--unseal` says so: whoever reads them must not work on the search.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GATE = HERE / "citizen_queries.tsv"
TUNING = (HERE / "citizen_queries_tuning.tsv", HERE / "citizen_queries_more.tsv")
SHARED = ROOT.parent / "shared" / "cases" / "citizen-queries.tsv"
ASSETS = Path("assets/congbo")
FEW = 5
SLOW_CPU = 4
AWAY = ("none", "elsewhere")
PLAIN = ("all", "code", "number")
AIMS = {"first five": 0.90, "first": 0.75, "no result": 0.02, "outside": 0.90, "slowest": 16.0}
"""Of the sealed gate: at least, but at most of "no result" and "slowest" (milliseconds)."""
AT_MOST = ("no result", "slowest")
_INSIDE = ("first five", "first", "no result", "sent away")
COLUMNS = ("queries", *_INSIDE, "outside", "flooded", "nearest", "slowest")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, its sort, and the ids of the procedures that are right; none where there is no page."""

    text: str
    sort: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a query was answered: the kind, the first hits, the procedures of situations, milliseconds."""

    asked: Asked
    kind: str
    hits: tuple[str, ...]
    told: frozenset[str]
    understood: str
    time: float

    @property
    def found(self) -> bool:
        """A right procedure is among the first five."""
        return not self.asked.right.isdisjoint(self.hits[:FEW])

    @property
    def first(self) -> bool:
        """The first hit is right."""
        return not self.asked.right.isdisjoint(self.hits[:1])

    @property
    def nothing(self) -> bool:
        """No hit, and no situation that helps."""
        return not self.hits and self.asked.right.isdisjoint(self.told)

    @property
    def failed(self) -> bool:
        """Not found, or not answered as what another office does."""
        return not self.found if self.asked.right else self.kind not in AWAY


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--site", type=Path, help="a built site; else it is built")
    parser.add_argument("--assets", type=Path, help="the folder of search-core.js; else the site's own")
    parser.add_argument("--misses", action="store_true", help="list what failed, but of the sealed gate")
    parser.add_argument("--unseal", action="store_true", help="with --misses: list those of the gate too")
    parser.add_argument("--untimed", action="store_true", help="do not ask how fast it is, as in a test")
    options = parser.parse_args()
    files = options.files or [file for file in (GATE, *TUNING, SHARED) if file.is_file()]
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        site = options.site or built(Path(name) / "site")
        for file in files:
            sealed = file.name == GATE.name
            answers = ask(read(file), site, options.assets or site / ASSETS, Path(name) / "node")
            show(file.name, answers)
            if options.misses and (options.unseal or not sealed):
                print(*map(miss, filter(lambda answer: answer.failed, answers)), "", sep="\n")
            if sealed:
                missed = short_of_aims(measured(answers), timed=not options.untimed)
    if missed:
        print("the sealed gate misses: " + "; ".join(missed))
    return bool(missed)


def read(file: Path) -> list[Asked]:
    """Read a file of queries; raise ValueError at a line that is not three columns, or is there twice."""
    found: dict[str, Asked] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or cells[0] in found:
            raise ValueError(f"{file}:{number}: three columns between tabs, each query once, not {line!r}")
        text, sort, ids = cells
        found[text] = Asked(text, sort, frozenset(filter(None, ids.split(","))))
    return list(found.values())


def ask(queries: Sequence[Asked], site: Path, assets: Path, folder: Path) -> list[Answered]:
    """Return what a site's search answers; raise ValueError where a right id is not in its index."""
    shutil.copytree(assets, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    script = HERE / "citizen_search.mjs"
    done = subprocess.run(
        ["node", script, folder, site / "du-lieu"],
        check=True,
        stdout=subprocess.PIPE,
        input=json.dumps([query.text for query in queries]),
        encoding="utf-8",
    )
    given: dict[str, Any] = json.loads(done.stdout)
    if unknown := set().union(*(query.right for query in queries)) - set(given["ids"]):
        raise ValueError(
            f"not in the index: {', '.join(sorted(unknown))}; another register, or ids that changed"
        )
    return [answered(query, one) for query, one in zip(queries, given["answers"], strict=True)]


def answered(query: Asked, one: dict[str, Any]) -> Answered:
    """Return an answer as citizen_search.mjs gives it."""
    time = SLOW_CPU * one["time"]
    return Answered(query, one["kind"], tuple(one["hits"]), frozenset(one["told"]), one["understood"], time)


def measured(answers: Sequence[Answered]) -> dict[str, float]:
    """Return what is counted, by the names of the columns; shares of none are left out."""
    inside = [answer for answer in answers if answer.asked.right]
    outside = [answer for answer in answers if not answer.asked.right]
    found: dict[str, float] = {"queries": len(answers), "slowest": max(answer.time for answer in answers)}
    if inside:
        found["first five"] = share(answer.found for answer in inside)
        found["first"] = share(answer.first for answer in inside)
        found["no result"] = share(answer.nothing for answer in inside)
        found["sent away"] = share(answer.kind in AWAY for answer in inside)
    if outside:
        found["outside"] = share(answer.kind in AWAY for answer in outside)
        found["flooded"] = share(answer.kind in PLAIN for answer in outside)
        found["nearest"] = share(answer.kind == "some" for answer in outside)
    return found


def share(truths: Iterator[bool]) -> float:
    """Return how many of some truths hold, of one."""
    known = list(truths)
    return sum(known) / len(known)


def short_of_aims(found: dict[str, float], *, timed: bool = True) -> list[str]:
    """Say which aims of the sealed gate are missed, and by what."""
    return [
        f"{name} is {found[name]:.3g}, {'at most' if name in AT_MOST else 'at least'} {aim:g}"
        for name, aim in AIMS.items()
        if (timed or name != "slowest") and (found[name] > aim if name in AT_MOST else found[name] < aim)
    ]


def show(title: str, answers: Sequence[Answered]) -> None:
    """Print what is counted, of each sort and of all."""
    sorts = list(dict.fromkeys(answer.asked.sort for answer in answers))
    print(f"{title:30}" + "".join(f"{column:>11}" for column in COLUMNS))
    for sort in sorts:
        print(row(sort, [answer for answer in answers if answer.asked.sort == sort]))
    print(row("all", answers), end="\n\n")


def row(title: str, answers: Sequence[Answered]) -> str:
    """Return a line of the table."""
    found = measured(answers)
    cells = (f"{found[column]:.4g}" if column in found else "·" for column in COLUMNS)
    return f"{title:30}" + "".join(f"{cell:>11}" for cell in cells)


def miss(answer: Answered) -> str:
    """Return a line about a query that failed."""
    right = ",".join(sorted(answer.asked.right)) or "another office"
    hits = ",".join(answer.hits[:FEW]) or "nothing"
    read_as = f" (read as: {answer.understood})" if answer.understood else ""
    return f"  {answer.asked.text}{read_as}\n      {answer.kind}: {hits}; right: {right}"


def built(site: Path) -> Path:
    """Build the project's own site."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(site)]
    subprocess.run(command, check=True)
    return site


if __name__ == "__main__":
    sys.exit(main())
