"""Verifiers: the published program and the page's button find the same in a site of which a value changed.

    python tests/benchmarks/verifiers.py SITE --seed 1 --count 1500
    python tests/benchmarks/verifiers.py --sites 100 --count 1500

Without a site random ones are made (`random_sites.py`), of definitions of every sort over random records;
both must find each as the engine sealed it. Of the data of a site one value is changed at a time, half of
the times one that a seal holds. Both verifiers look at it: the program as a module, the scripts of the
button in Node.
They must say the same of every figure and record, word by word, and what a seal holds must be found. Now and
then a key is dropped: then it is enough that neither takes the site for intact, or both do. Printed are how
many changes were found, how many were not and need not be, and each that went wrong; it ends with 1 if there
is any.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from random_sites import Chance, write_site

from congbo.export.standalone import published, verify

SCRIPT = Path(__file__).with_name("verdicts.mjs")
LISTS = (
    "thu-tuc.json",
    "van-ban.json",
    "chi-so.json",
    "so-lieu.json",
    "bieu.json",
    "co-quan.json",
    "linh-vuc.json",
    "loai-van-ban.json",
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Way = tuple[str | int, ...]
UNREADABLE = "không đọc được"
DROPPED = object()
"""In place of a value: its key, or its place in a list, is gone."""


@dataclass(frozen=True)
class Plant:
    """A value to change: the file, the way to it, what stands there then, and whether a seal holds it."""

    file: str
    way: Way
    value: Any
    held: bool

    def __str__(self) -> str:
        value = "dropped" if self.value is DROPPED else repr(self.value)
        return f"{self.file} {'.'.join(map(str, self.way))} = {value}"


@dataclass
class Outcome:
    """What came of plants; `wrong` are those that went wrong, with why."""

    found: int = 0
    whole: int = 0
    held: int = 0
    unreadable: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Outcome", where: str) -> None:
        """Take in what came of the plants in another site."""
        self.found += other.found
        self.whole += other.whole
        self.held += other.held
        self.unreadable += other.unreadable
        self.wrong += [where + one for one in other.wrong]


class Verifiers:
    """Both verifiers, looking at one site; the scripts stay loaded between sites."""

    def __init__(self) -> None:
        self._node = subprocess.Popen(
            ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def close(self) -> None:
        """Let the scripts end."""
        self._node.communicate()

    def of_scripts(self, site: Path) -> Any:
        """Return what the button finds, by report."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(f"{site}\n")
        self._node.stdin.flush()
        found = json.loads(self._node.stdout.readline())
        return UNREADABLE if "unreadable" in found else found

    def of_program(self, site: Path) -> Any:
        """Return what the program finds, by report."""
        try:
            data = published.Published(verify.reader(str(site)))
            return {one["id"]: _found(data, one["id"]) for one in data.reports}
        except (ValueError, KeyError, TypeError, AttributeError):
            return UNREADABLE


def _found(data: published.Published, id_: str) -> dict[str, Any]:
    report, chain = data.report(id_)
    return {
        "chain": list(verify.chain_problems(chain)),
        "keys": list(verify.key_problems(report, chain, data)),
        "figures": dict(verify.figure_problems(report, chain, data)),
        "records": list(map(list, verify.record_problems(report, chain, data))),
    }


def intact(found: Any) -> bool:
    """Tell whether nothing was found."""
    return found != UNREADABLE and not any(
        report["chain"]
        or report["keys"]
        or any(report["figures"].values())
        or any(problem for _, problem in report["records"])
        for report in found.values()
    )


class Planter:
    """Chooses values of a site's data to change."""

    def __init__(self, site: Path, random: Random) -> None:
        self._random = random
        folder = site / "du-lieu"
        reports = [one["id"] for one in json.loads((folder / "bao-cao.json").read_bytes()) if one["seal"]]
        names = [*LISTS, *(f"bao-cao/{id_}{end}" for id_ in reports for end in (".json", ".seal.json"))]
        self.files = {name: json.loads((folder / name).read_bytes()) for name in names}
        self._leaves = {name: list(_leaves(self.files[name])) for name in names}
        sealed = _Sealed([self.files[f"bao-cao/{id_}.seal.json"] for id_ in reports])
        self._of_seal: dict[bool, dict[str, list[Way]]] = {True: {}, False: {}}
        for name, ways in self._leaves.items():
            for way in ways:
                held = sealed.holds(name, way, self.files[name])
                self._of_seal[held].setdefault(name, []).append(way)

    def plants(self, count: int) -> Iterator[Plant]:
        """Yield changes, every other of a value that a seal holds."""
        for nth in range(count):
            held = nth % 2 == 0
            name, ways = self._random.choice(list(self._of_seal[held].items()))
            way = self._random.choice(ways)
            if nth % 8 == 7:
                yield Plant(name, way, DROPPED, held=False)
                continue
            yield Plant(name, way, self._other(self._at(name, way), name, way), held)

    def content(self, plant: Plant) -> str:
        """Return a file with its change."""
        changed = json.loads(json.dumps(self.files[plant.file]))
        *way, last = plant.way
        place = changed
        for key in way:
            place = place[key]
        if plant.value is DROPPED:
            del place[last]
        else:
            place[last] = plant.value
        return json.dumps(changed, ensure_ascii=False)

    def _at(self, name: str, way: Way) -> Any:
        found = self.files[name]
        for key in way:
            found = found[key]
        return found

    def _other(self, value: Any, name: str, way: Way) -> Any:
        if isinstance(value, bool):
            return not value
        if isinstance(value, int | float):
            return value + self._random.choice([1, -1, 0.5, 12345678901234567890])
        if value is None:
            return 7
        if DAY.fullmatch(value):
            moved = date.fromisoformat(value) + timedelta(self._random.choice([-400, -30, -1, 1, 30, 400]))
            return moved.isoformat()
        others = sorted(
            {
                found
                for other in self._random.choices(self._leaves[name], k=200)
                if other[-1] == way[-1] and isinstance(found := self._at(name, other), str) and found != value
            }
        )
        made = [
            f"{value}!",
            value[:-1] or "x",
            value.swapcase() if value.swapcase() != value else f"{value}𝔸",
        ]
        if way[-1] == "kind":
            made.pop()  # a label has it in small letters
        return self._random.choice(others[:3] + made)


class _Sealed:
    """What the seals of a site hold of its data files."""

    def __init__(self, chains: list[Any]) -> None:
        self._shown = [chain["seal"]["shown"] for chain in chains]

    def holds(self, name: str, way: Way, data: Any) -> bool:
        """Tell whether a change of a value must be found."""
        if name.endswith(".seal.json"):
            return True
        if name.startswith("bao-cao/"):
            of_figure = len(way) == 3 and way[0] == "figures" and way[2] in ("value", "text", "unit", "title")
            return of_figure or way[0] in ("period", "as_of", "day", "title", "organisation")
        record = data[way[0]]
        return any(self._of_record(shown, name, record, way[1:]) for shown in self._shown)

    def _of_record(self, shown: Any, name: str, record: Any, way: Way) -> bool:
        id_, key = record.get("id"), way[0]
        match name:
            case "chi-so.json":
                own = key not in record.get("versions", {})
                return id_ in shown["figures"] and key in ("definition", "title", "unit") and own
            case "so-lieu.json":
                target, keys = ("statistic", {"value", "unit", "qualifier", "title"})
                if "counts" in record:
                    target, keys = ("dossiers", {"counts", "inferred", "title"})
                if "rows" in record:
                    target, keys = ("observation", {"title"})
                of_cell = len(way) > 3 and way[2] in ("counts", "inferred", "columns", "label")
                return f"{target}/{id_}" in shown["records"] and (key in keys or (key == "rows" and of_cell))
            case "bieu.json":
                used = any(key.startswith("dossiers/") for key in shown["records"])
                return id_ == "ii06a-vpcp" and used and (key, way[-1]) == ("columns", "number")
            case "loai-van-ban.json":
                return False
            case "van-ban.json":
                beside = {
                    f["records"].get(f"document/{id_}", "")
                    for f in shown["figures"].values()
                    if "records" in f
                }
                day = any(text.startswith("ngày") for text in beside)
                return f"document/{id_}" in shown["records"] and (
                    key in ("kind", "number") or (key == "issued" and day)
                )
            case "thu-tuc.json":
                named = "short_name" if "short_name" in record else "name"
                return f"procedure/{id_}" in shown["records"] and key == named and "versions" not in record
            case _:
                target = "organisation" if name == "co-quan.json" else "field"
                forms = shown["names"].get(f"{target}/{id_}", {})
                return key == "name" and "full" in forms and "versions" not in record


def _leaves(value: Any, way: Way = ()) -> Iterator[Way]:
    if not isinstance(value, dict | list):
        yield way
        return
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(part, (*way, key))


def try_plants(site: Path, seed: int, count: int, verifiers: Verifiers | None = None) -> Outcome:
    """Change values of a site one by one, and return what both verifiers made of it."""
    outcome, planter, own = Outcome(), Planter(site, Random(seed)), verifiers or Verifiers()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(site / "du-lieu", folder / "du-lieu")
        try:
            for plant in planter.plants(count):
                file = folder / "du-lieu" / plant.file
                before = file.read_bytes()
                file.write_text(planter.content(plant), "utf-8")
                _judge(plant, own, folder, outcome)
                file.write_bytes(before)
        finally:
            if verifiers is None:
                own.close()
    return outcome


def _judge(plant: Plant, verifiers: Verifiers, folder: Path, outcome: Outcome) -> None:
    program, scripts = verifiers.of_program(folder), verifiers.of_scripts(folder)
    dropped = plant.value is DROPPED and UNREADABLE in (program, scripts)
    if intact(program) != intact(scripts) if dropped else program != scripts:
        outcome.wrong.append(f"{plant}: not the same: {_difference(program, scripts)}")
    good = intact(program)
    outcome.held += plant.held
    outcome.whole += good
    outcome.found += not good
    outcome.unreadable += program == UNREADABLE
    if plant.held and good:
        outcome.wrong.append(f"{plant}: not found")


def _difference(program: Any, scripts: Any) -> str:
    if UNREADABLE in (program, scripts):
        return f"{'program' if program == UNREADABLE else 'scripts'} cannot read it"
    parts: Iterable[tuple[str, str]] = ((id_, part) for id_ in program for part in program[id_])
    found = [(program[id_][part], scripts[id_][part]) for id_, part in parts]
    return "; ".join(f"{one} | {other}"[:2000] for one, other in found if one != other)


def try_random(seed: int, sites: int, definitions: int, plants: int) -> tuple[Outcome, int]:
    """Make sites of random definitions; both verifiers must find each as sealed, and so many plants in it.

    Return what came of all, and how many figures there were; a site that is not found intact is wrong.
    """
    every, figures, verifiers = Outcome(), 0, Verifiers()
    with tempfile.TemporaryDirectory() as made:
        for nth in range(seed, seed + sites):
            site = Path(made) / str(nth)
            figures += len(write_site(site, Chance(nth), definitions).figures)
            program, scripts = verifiers.of_program(site), verifiers.of_scripts(site)
            if program != scripts or not intact(program):
                every.wrong.append(f"site {nth}: not as sealed: {_difference(program, scripts) or program}")
            found = try_plants(site, nth, plants, verifiers)
            every.add(found, f"site {nth}: ")
    verifiers.close()
    return every, figures


def main() -> int:
    """Try the plants that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?", help="a built site; without it random ones are made")
    parser.add_argument(
        "--sites", type=int, default=100, help="how many random sites, of 20 definitions each"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=500)
    asked = parser.parse_args()
    if asked.site:
        outcome, count = try_plants(asked.site, asked.seed, asked.count), asked.count
    else:
        plants = -(-asked.count // asked.sites)
        outcome, figures = try_random(asked.seed, asked.sites, 20, plants)
        count = plants * asked.sites
        print(f"{asked.sites} random sites, {figures} figures of definitions of every sort and declared ones")
    print("\n".join(outcome.wrong))
    print(
        f"{count} changes, {outcome.held} of what a seal holds: {outcome.found} found,"
        f" {outcome.unreadable} of them unreadable; {outcome.whole} left all as sealed;"
        f" {len(outcome.wrong)} wrong"
    )
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
