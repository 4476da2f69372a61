"""Measure how a build grows with the number of records, beside a bare MkDocs build of the same pages.

    python tests/benchmarks/scale.py [N ...] [--runs K]    100, 1,000 and 5,000 records
    python tests/benchmarks/scale.py --site .              a site as it is
    python tests/benchmarks/scale.py --reach N ...         how large its pages are, and how many clicks away
    python tests/benchmarks/scale.py --profile N           where the time of a build goes

Every build runs in a process of its own; the kinds of build take turns, and medians are shown. The bare
builds have the same theme and navigation and no congbo; they make the same pages, whose content is already
HTML: inside Markdown (`bare`), or put in after Markdown by a hook, so that nothing but theme and writing is
left (`theme only`), or inside Markdown with MkDocs' own small theme (`built-in`).
"""

import argparse
import cProfile
import json
import math
import os
import pstats
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from agency import without_key
from generate import FIXED, generate
from reach import reach, show

import congbo
from congbo.pages.page import Page
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.rules import check as checks

SIZES = (100, 1_000, 5_000)
EMPTY = 0  # the smallest site that the generator makes
RUNS = 3
MOST_GROWTH, MOST_RATIO = 1.1, 1.3
MOST_SECONDS, MOST_MEGABYTES = 6.0, 250.0
TODAY = date(2025, 1, 15)
EPOCH = "1736899200"  # the same day: what a site in no git repository would take from the clock
KINDS = ("congbo", "bare", "theme only", "built-in", "check")
CONFIGURATIONS = {
    "congbo": "site/mkdocs.yml",
    "bare": "bare/bare.yml",
    "theme only": "bare/theme-only.yml",
    "built-in": "bare/built-in.yml",
}
THEMED = """\
def on_env(env, *, config, files):
    env.globals["security_metas"] = lambda: ()  # the plugin's, which these builds have not
"""
HOOK = """\
from pathlib import Path

def on_page_content(html, *, page, config, files):
    return (Path(config.docs_dir).parent / "content" / page.file.src_uri).read_text("utf-8")
"""
_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds of wall clock and of CPU, and its peak of resident memory."""

    seconds: float
    cpu: float
    megabytes: float


Costs = dict[str, Cost]


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end and return what it took; a failure ends the benchmark with its message."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}\n{said.read().decode()[-4000:]}")
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Cost(seconds, usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def build(configuration: Path, target: Path, interpreter: Sequence[str] = (sys.executable,)) -> Cost:
    """Build a site into an empty folder."""
    shutil.rmtree(target, ignore_errors=True)
    options = ("--strict", "--quiet", "--config-file", configuration, "--site-dir", target)
    return run((*interpreter, "-m", "mkdocs", "build", *options))


def median(costs: Iterable[Cost]) -> Cost:
    """Return the median of each part."""
    found = list(costs)
    return Cost(*(statistics.median(getattr(cost, part) for cost in found) for part in Cost.__slots__))


def measure(count: int, runs: int) -> tuple[Costs, int]:
    """Return the cost of each kind of build at a size, and how many pages it makes."""
    own = (sys.executable, __file__)
    with tempfile.TemporaryDirectory(prefix="congbo-scale-") as name:
        folder = Path(name)
        generate(count, folder / "site")
        build(folder / CONFIGURATIONS["congbo"], folder / "built/congbo")
        run((*own, "--prepare", folder))  # in its own process: a child's peak is never below its parent's
        found: dict[str, list[Cost]] = {kind: [] for kind in KINDS}
        for _ in range(runs):
            for kind, configuration in CONFIGURATIONS.items():
                found[kind].append(build(folder / configuration, folder / "built" / kind))
            found["check"].append(run((*own, "--check", folder / "site")))
        pages = {kind: set(pages_of(folder / "built" / kind)) for kind in CONFIGURATIONS}
        if any(made != pages["congbo"] for made in pages.values()):
            sys.exit(
                f"the builds make different pages: { ({kind: len(made) for kind, made in pages.items()}) }"
            )
    return {kind: median(costs) for kind, costs in found.items()}, len(pages["congbo"])


def pages_of(folder: Path) -> Iterable[str]:
    """Return the addresses of a built site's pages."""
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))


def prepare(folder: Path) -> None:
    """Write the bare sites of the site that is in `folder`, from its records and its built pages."""
    docs, bare = folder / "site/docs", folder / "bare"
    for file in docs.rglob("*.md"):
        source = file.relative_to(docs)
        built = folder / "built/congbo" / source.with_suffix("" if source.stem != "index" else ".md")
        built = (built.parent if source.stem == "index" else built) / "index.html"
        article = _ARTICLE.search(built.read_text("utf-8"))
        assert article, f"no article in {built}"
        write_bare(bare, source.as_posix(), source.stem, article[1])
    pages = Pages(checks.read(folder / "site", TODAY), TODAY)
    renderer = Renderer(pages)
    for page in pages:
        content = renderer.page(page)
        if page.template == "redirect.html":
            for kind in ("docs", "fronts"):  # a whole page already: MkDocs copies it
                write(bare / kind / page.address / "index.html", content)
        else:
            write_bare(bare, source_of(page), page.title, content)
    for name, text in configurations((folder / CONFIGURATIONS["congbo"]).read_text("utf-8")).items():
        write(folder / CONFIGURATIONS[name], text)
    write(bare / "themed.py", THEMED)
    write(bare / "hook.py", HOOK)


def source_of(page: Page) -> str:
    """Return the path of a Markdown file that becomes a page at the same address."""
    return f"{page.address.rstrip('/')}.md"


def write_bare(bare: Path, source: str, title: str, html: str) -> None:
    """Write a page as Markdown around HTML, and as front matter alone with its HTML beside it."""
    front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nhide: [navigation, toc]\n---\n"
    write(bare / "docs" / source, f"{front}\n<div>\n{html}\n</div>\n")
    write(bare / "fronts" / source, front)
    write(bare / "content" / source, html)


def write(file: Path, text: str) -> None:
    """Write a file and make its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def configurations(text: str) -> dict[str, str]:
    """Return the configurations of the bare sites, made from that of the site."""
    plain = without_key(text, "plugins") + "\nplugins: []\n"
    theme = json.dumps(str(Path(congbo.__file__).parent / "site/theme"))
    themed = plain.replace("\ntheme:\n", f"\ntheme:\n  custom_dir: {theme}\n")
    assert themed != plain, "mkdocs.yml has no theme of its own"
    fronts = themed.replace("docs_dir: docs", "docs_dir: fronts")
    return {
        "bare": themed + "\nhooks: [themed.py]\n",
        "theme only": fronts + "\nhooks: [themed.py, hook.py]\n",
        "built-in": without_key(plain, "theme") + "\ntheme: mkdocs\n",
    }


def growth(times: Mapping[int, float]) -> float:
    """Return the exponent of a power law through the times: the least squares slope of their logarithms."""
    points = {size: seconds for size, seconds in times.items() if seconds > 0}
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression([*map(math.log, points)], [*map(math.log, points.values())]).slope


def show_table(costs: Mapping[int, Costs], pages: Mapping[int, int]) -> None:
    """Print a row a size; the ratios are of CPU seconds, which other work on the machine hardly changes."""
    heads = ("records", "pages", "wall s", "CPU s", "ms/record", "peak MB")
    others = [head for kind in KINDS[1:4] for head in (f"{kind} s", "CPU s", "ratio")]
    rows = [[*heads, *others, "check s"]]
    for size, cost in costs.items():
        own = cost["congbo"]
        row = [str(size), str(pages[size]), f"{own.seconds:.2f}", f"{own.cpu:.2f}"]
        row += [f"{1000 * own.seconds / size:.2f}", f"{own.megabytes:.0f}"]
        for kind in KINDS[1:4]:
            other = cost[kind]
            row += [f"{other.seconds:.2f}", f"{other.cpu:.2f}", f"{own.cpu / other.cpu:.2f}"]
        rows.append([*row, f"{cost['check'].seconds:.2f}"])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))


def show_growth(costs: Mapping[int, Costs], kind: str, empty: Cost) -> float:
    """Print the exponents of a kind of build; return that of CPU seconds above the empty site's.

    The total is set against N; what is above the empty site against the records above those it has too.
    """
    exponents = []
    added = {size: size - FIXED for size in sorted(costs)}
    for part in ("seconds", "cpu"):
        total = {size: getattr(cost[kind], part) for size, cost in costs.items()}
        above = {added[size]: total[size] - getattr(empty, part) for size in added}
        steps = [growth({size: above[size] for size in pair}) for pair in pairwise(above)]
        exponents.append(growth(above))
        name = "wall" if part == "seconds" else "CPU"
        print(
            f"growth of {kind}, {name}: total {growth(total):.2f}, above the empty site {growth(above):.2f}"
            f" (from size to size {', '.join(f'{step:.2f}' for step in steps)})"
        )
    return exponents[1]


def compare(sizes: Sequence[int], runs: int | None) -> bool:
    """Measure and show every size; tell whether the targets are met."""
    largest = max(sizes)
    empty, _ = measure(EMPTY, max(RUNS, runs or 0))
    costs, pages = {}, {}
    for size in sizes:
        costs[size], pages[size] = measure(size, runs or (1 if size == largest and size > 1000 else RUNS))
    show_table(costs, pages)
    print(f"empty site: {empty['congbo'].seconds:.2f} s, {empty['congbo'].cpu:.2f} s CPU")
    exponent = show_growth(costs, "congbo", empty["congbo"])
    for kind in KINDS[1:]:
        show_growth(costs, kind, empty[kind])
    ratio = costs[largest]["congbo"].cpu / costs[largest]["bare"].cpu
    grown = told("growth above the empty site, CPU", exponent, MOST_GROWTH)
    return told(f"ratio to the bare build at {largest}, CPU", ratio, MOST_RATIO) and grown


def told(what: str, value: float, most: float) -> bool:
    """Print a value beside its target; tell whether it is met."""
    met = not value > most
    print(f"{'met' if met else 'MISSED'}: {what} {value:.2f}, at most {most:g}")
    return met


def measure_site(root: Path, runs: int) -> bool:
    """Measure and show the build of a site as it is; tell whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="congbo-scale-") as name:
        cost = median(build(root / "mkdocs.yml", Path(name) / "site") for _ in range(runs))
    print(f"{root}: {cost.seconds:.2f} s, {cost.cpu:.2f} s CPU, {cost.megabytes:.0f} MB")
    fast = told("seconds", cost.seconds, MOST_SECONDS)
    return told("megabytes", cost.megabytes, MOST_MEGABYTES) and fast


def measure_reach(sizes: Sequence[int]) -> bool:
    """Build a site of each size and walk it by its links; tell whether all keep to the targets."""
    kept = True
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="congbo-scale-") as name:
            folder = Path(name)
            generate(size, folder / "site")
            cost = build(folder / CONFIGURATIONS["congbo"], folder / "built")
            print(f"{size} records: {cost.cpu:.1f} s CPU, {cost.megabytes:.0f} MB")
            kept = show(reach(folder / "built")) and kept
    return kept


def profile(count: int) -> None:
    """Print where a build's time goes: congbo's functions with what they call, then all by themselves."""
    with tempfile.TemporaryDirectory(prefix="congbo-scale-") as name:
        folder = Path(name)
        generate(count, folder / "site")
        traced = (sys.executable, "-m", cProfile.__name__, "-o", str(folder / "profile"))
        build(folder / CONFIGURATIONS["congbo"], folder / "built", traced)
        functions: dict[tuple[str, int, str], Any] = cast(Any, pstats.Stats(str(folder / "profile"))).stats
    total = sum(own for _, _, own, _, _ in functions.values())
    package = Path(congbo.__file__).parent.as_posix()
    print(f"{total:.2f} s under the profiler, which slows small functions most")
    for title, place, wanted, rows in (
        ("congbo, with what it calls", 3, f"{package}/", 40),
        ("all, by themselves", 2, "", 25),
    ):
        print(f"\n{title}\nshare       s    calls  function")
        found = [(key, entry) for key, entry in functions.items() if key[0].startswith(wanted)]
        for (file, line, function), entry in sorted(found, key=lambda f: -f[1][place])[:rows]:
            where = f"{Path(file).relative_to(package) if wanted else Path(file).name}:{line}"
            print(f"{entry[place] / total:5.1%} {entry[place]:7.2f} {entry[1]:8}  {function}  {where}")


def main() -> None:
    """Do what the command line asks; the exit code is 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="N")
    parser.add_argument("--runs", type=int, metavar="K", help="runs of each build (3; 1 at the largest size)")
    parser.add_argument("--site", type=Path, metavar="FOLDER", help="measure the site in this folder")
    parser.add_argument("--reach", action="store_true", help="sizes of pages, and clicks to procedures")
    parser.add_argument("--profile", type=int, metavar="N", help="profile a build of N records")
    parser.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--check", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.prepare:
        prepare(asked.prepare)
    elif asked.check:
        checks.read(asked.check, TODAY)
    elif asked.profile is not None:
        profile(asked.profile)
    elif asked.reach:
        sys.exit(not measure_reach(asked.sizes or SIZES))
    elif asked.site:
        sys.exit(not measure_site(asked.site, asked.runs or RUNS))
    else:
        sys.exit(not compare(asked.sizes or SIZES, asked.runs))


if __name__ == "__main__":
    main()
