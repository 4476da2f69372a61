"""Preview: how long a save takes until the page that it changes is served, in seconds of wall time.

    python tests/benchmarks/preview.py [SITE] [--rounds N]

A copy of the site is served by `congbo serve`; a procedure's name, a written page and an error are saved, and
the page asked for until it shows them. Prints the median and the longest of each.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

COMMAND = (sys.executable, "-c", "from congbo.cli import main; main()")
PATIENCE = 60.0


@contextmanager
def served(site: Path, *options: str) -> Iterator[str]:
    """Serve a site on a port that is free, and give its address."""
    command = [*COMMAND, "serve", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found.group()
    finally:
        process.terminate()
        process.wait()


def page(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def until(address: str, shows: Callable[[str], bool]) -> float:
    """Return how many seconds it took until a page shows what it should, asked for as a browser asks."""
    began = time.perf_counter()
    news = f"{address.partition('://')[0]}://{address.split('/')[2]}/_congbo/phien-ban?sau="
    while not shows(found := page(address)):
        assert time.perf_counter() - began < PATIENCE, address
        version = re.search(r"xem-thu\.js\?v=(\d+)", found)
        assert version
        page(f"{news}{version[1]}")
    return time.perf_counter() - began


def saves(site: Path, address: str, round_: int) -> Iterator[tuple[str, float]]:
    """Save three changes, one after the other; yield what each is and how long it took to be served."""
    record = next(
        file
        for file in sorted((site / "records/procedures").rglob("*.md"))
        if re.search("^name: [^\"'>|]", file.read_text("utf-8"), re.MULTILINE)
    )
    own = f"{address}thu-tuc/{record.stem}/"
    text, mark = record.read_text("utf-8"), f"lan {round_} "
    record.write_text(re.sub("^name: ", f"name: {mark}", text, flags=re.MULTILINE), "utf-8")
    yield "content", until(own, lambda html: mark in html)
    record.write_text(text.replace("name: ", f"nam{round_}: ", 1), "utf-8")
    yield "error", until(own, lambda html: f"nam{round_}" in html)
    yield "error, another page", until(f"{address}thu-tuc/", lambda html: f"nam{round_}" in html)
    record.write_text(text, "utf-8")
    yield "mended", until(own, lambda html: "nam" + str(round_) not in html)
    written = site / "docs/index.md"
    before = written.read_text("utf-8")
    written.write_text(f"{before}\nĐoạn {mark}.\n", "utf-8")
    yield "page", until(address, lambda html: f"Đoạn {mark}" in html)
    written.write_text(before, "utf-8")
    until(address, lambda html: f"Đoạn {mark}" not in html)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path(__file__).parents[2])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        site = Path(place, "site")
        for name in ("records", "docs"):
            shutil.copytree(given.site / name, site / name)
        shutil.copy(given.site / "mkdocs.yml", site)
        took: dict[str, list[float]] = {}
        with served(site) as address:
            took["first build"] = [until(address, lambda html: "<main" in html)]
            for round_ in range(given.rounds):
                for what, seconds in saves(site, address, round_):
                    took.setdefault(what, []).append(seconds)
    for what, found in took.items():
        print(f"{what:22} median {median(found):.2f} s, longest {max(found):.2f} s")


if __name__ == "__main__":
    main()
