"""Measure the search on real procedures: how well it finds, how much it weighs, how fast it answers.

    python tests/benchmarks/search_quality.py [--seed N] [--queries N] [--without pagefind,material,chromium]

Reads the 874 records of ../shared/data/national; needs Node, Chromium for times and for Pagefind and
Material, and npm for Pagefind. Every engine has the same texts and answers the same queries in the same run.

**The queries**, drawn with a seeded generator; titles are split into words, in lower case:

- *accented*: 3 to 5 consecutive words of a title as printed; *unaccented*: the same rule, folded;
- *one typo*: the same rule, every other query folded, with one typing error in one word of 3 letters or
  more: half are two neighbouring letters swapped, the others a letter left out, put in or replaced;
- *keyword*: the 2 or 3 words of a title that are in the fewest titles, folded, in the title's order;
- *code*: a code in four forms in turn: `1.012353`, `1.012353.000.00.00.H34`, `012353`, `1.012353.H34`.

**Relevant** are the records whose folded title holds the folded phrase (before the error); for keywords, all
of the words; for codes, the records of that code. **Precision at 10** is the share of relevant records among
the first ten, of ten or of as many as there are.

**Times** are those of Chromium with its processor slowed four times. Each query is asked several times, the
slow ones more often, and the best time of each counts: other work on the machine only ever adds to it.
"""

import argparse
import gzip
import random
import re
import shutil
import statistics
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import national
from playwright.sync_api import Browser, sync_playwright
from search_engines import (
    ASSETS,
    CORE,
    Answers,
    Query,
    in_material,
    in_node,
    in_pagefind,
    run,
    serving,
    write_index,
)

from congbo.export.search import Entry, index
from congbo.words.spelling import fold

ROOT = Path(__file__).parents[2]
KINDS = ("accented", "unaccented", "one typo", "keyword", "code")
MANY = 20_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOW_CPU = 4
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
_WORD = re.compile(r"\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Titles:
    """The titles of the records as words, and the queries that are drawn from them."""

    def __init__(self, entries: Sequence[Entry], seed: int) -> None:
        self.ids = [entry.id for entry in entries]
        self.words = [_WORD.findall(unicodedata.normalize("NFC", entry.name).lower()) for entry in entries]
        self.folded = [[fold(word) for word in title] for title in self.words]
        self._padded = [f" {' '.join(title)} " for title in self.folded]
        self._frequency = Counter(word for title in self.folded for word in set(title))
        self._rng = random.Random(seed)

    def queries(self, count: int) -> list[Query]:
        """Return as many queries of each kind as asked."""
        return [query for n in range(count) for query in self._round(n)]

    def _round(self, n: int) -> Iterator[Query]:
        phrase = self._phrase()
        yield Query("accented", " ".join(phrase), self.holding(phrase))
        phrase = self._phrase()
        yield Query("unaccented", fold(" ".join(phrase)), self.holding(phrase))
        phrase = [fold(word) if n % 2 else word for word in self._phrase(3)]
        yield Query("one typo", " ".join(self._mistyped(phrase)), self.holding(phrase))
        yield self._keywords()
        code = self._rng.choice(self.ids)
        form = (code, f"{code}.000.00.00.H34", code[2:], f"{code}.H34")[n % 4]
        same = {id_ for id_ in self.ids if id_[2:] == code[2:]} if n % 4 == 2 else {code}
        yield Query("code", form, frozenset(same))

    def holding(self, phrase: Sequence[str]) -> frozenset[str]:
        """Return the ids of the records whose folded title holds the folded phrase."""
        wanted = f" {' '.join(fold(word) for word in phrase)} "
        return frozenset(id_ for id_, title in zip(self.ids, self._padded, strict=True) if wanted in title)

    def _phrase(self, longest_at_least: int = 1) -> list[str]:
        while True:
            title, length = self._rng.choice(self.words), self._rng.randint(3, 5)
            if len(title) < length:
                continue
            start = self._rng.randrange(len(title) - length + 1)
            phrase = title[start : start + length]
            if max(map(len, phrase)) >= longest_at_least:
                return phrase

    def _keywords(self) -> Query:
        while True:
            count = self._rng.randint(2, 3)
            words = list(dict.fromkeys(self._rng.choice(self.folded)))
            if len(words) > count:
                break
        rare = sorted(words, key=lambda word: (self._frequency[word], word))[:count]
        holding = {id_ for id_, title in zip(self.ids, self.folded, strict=True) if set(rare) <= set(title)}
        return Query("keyword", " ".join(word for word in words if word in rare), frozenset(holding))

    def _mistyped(self, phrase: list[str]) -> list[str]:
        at = self._rng.choice([n for n, word in enumerate(phrase) if len(word) >= 3])
        word = phrase[at]
        kind = self._rng.choice(["swapped"] * 3 + ["left out", "put in", "replaced"])
        while True:
            k, letter = self._rng.randrange(len(word)), self._rng.choice(_LETTERS)
            made = {
                "swapped": word[:k] + word[k : k + 2][::-1] + word[k + 2 :],
                "left out": word[:k] + word[k + 1 :],
                "put in": word[:k] + letter + word[k:],
                "replaced": word[:k] + letter + word[k + 1 :],
            }[kind]
            if fold(made) != fold(word):
                return [*phrase[:at], made, *phrase[at + 1 :]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--queries", type=int, default=400, help="of each kind")
    parser.add_argument("--without", default="", help="pagefind, material, chromium")
    options = parser.parse_args()
    without = set(options.without.split(","))
    entries, fields = national.entries()
    queries = Titles(entries, options.seed).queries(options.queries)
    many = national.invented(entries, MANY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers = in_node(folder / "node", entries, fields, queries)
        print(f"{len(entries)} records, {options.queries} queries of each kind, seed {options.seed}\n")
        if "chromium" in without:
            show_quality(queries, answers)
            show_weight(entries, many, fields)
            return
        with chromium() as browser:
            if "pagefind" not in without:
                answers |= in_pagefind(folder / "pagefind", browser, entries, fields, queries)
            if "material" not in without:
                answers |= in_material(folder / "material", browser, entries, fields, queries)
            show_quality(queries, answers)
            show_weight(entries, many, fields)
            site = folder / "site"
            build(site)
            for records, runs in ((entries, 5), (many, 2)):
                write_index(site / "du-lieu", records, fields)
                with serving(site) as address:
                    show_speed(browser, address, len(records), queries, runs)


def show_quality(queries: Sequence[Query], answers: dict[str, Answers]) -> None:
    """Print precision at 10, the share of queries without any result, and first hits of codes."""
    print(f"{'precision at 10':24}" + "".join(f"{kind:>12}" for kind in KINDS))
    rows: dict[str, list[str]] = {}
    for engine, found in answers.items():
        pairs = list(zip(queries, found, strict=True))
        of = {kind: [(q, ids) for q, ids in pairs if q.kind == kind] for kind in KINDS}
        print(f"{engine:24}" + "".join(f"{mean(map(precision, of[kind])):12.4f}" for kind in KINDS))
        rows[engine] = [f"{mean(not ids for _, ids in of[kind]):12.4f}" for kind in KINDS]
        first = mean(ids[:1] != [] and ids[0] in q.relevant for q, ids in of["code"])
        rows[engine].append(f"   code first: {first:.4f}")
    print(f"\n{'no result':24}" + "".join(f"{kind:>12}" for kind in KINDS))
    for engine, cells in rows.items():
        print(f"{engine:24}" + "".join(cells))
    print()


def precision(answer: tuple[Query, list[str]]) -> float:
    """Return the share of relevant records among the first ten, of ten or of as many as there are."""
    query, ids = answer
    return len(query.relevant & set(ids[:10])) / min(10, len(query.relevant))


def mean(values: Any) -> float:
    """Return the mean of numbers or truths."""
    return statistics.fmean(float(value) for value in values)


def show_weight(entries: Sequence[Entry], many: Sequence[Entry], fields: dict[str, str]) -> None:
    """Print the size of the index, compressed, of the real records and of the invented ones."""
    scripts = sum(packed((ASSETS / f"{name}.js").read_bytes()) for name in CORE)
    for records in (entries, many):
        sizes = [packed(data) for _, data in index(records, fields)]
        print(
            f"index of {len(records):6} records: {sizes[0] / 1000:6.1f} KB gzipped in the first file, "
            f"{sum(sizes) / 1000:6.1f} KB in all {len(sizes)}"
        )
    print(f"the scripts that answer: {scripts / 1000:.1f} KB gzipped\n")


def packed(data: bytes) -> int:
    """Return the size of the data as a web server sends it."""
    return len(gzip.compress(data, 9))


def show_speed(browser: Browser, address: str, count: int, queries: Sequence[Query], runs: int) -> None:
    """Print how long answers take on a slow phone: each query, and the first from a cold start."""
    page = browser.new_page()
    page.goto(f"{address}van-ban/")
    session = page.context.new_cdp_session(page)
    texts = [query.text for query in queries][: 500 if count > 1000 else None]
    loaded = page.evaluate(LOAD)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
    for typing in (False, True):
        asked = begun(texts) if typing else texts
        times = page.evaluate(TIME, [asked, typing, runs])
        slowest = max(range(len(asked)), key=times.__getitem__)
        what = "while typing" if typing else "whole queries"
        print(
            f"{count:6} records, CPU ÷ {SLOW_CPU}, {what:13}: slowest {times[slowest]:6.1f} ms "
            f"(“{asked[slowest]}”), median {statistics.median(times):5.1f} ms, {len(asked)} queries"
        )
    page.close()
    cold = [first_result(browser, address) for _ in range(5)]
    print(
        f"{count:6} records, cold phone (1.6 Mbps, 150 ms, CPU ÷ {SLOW_CPU}): first result "
        f"{spread([one for one, _ in cold])} s after the box is touched, "
        f"{spread([two for _, two in cold])} s after the address is opened; "
        f"read and built without a brake in {loaded:.0f} ms\n"
    )


def spread(times: Sequence[float]) -> str:
    """Return the best and the middle of some times: `0.82 (median 0.90)`."""
    return f"{min(times):.2f} (median {statistics.median(times):.2f})"


def begun(texts: Sequence[str]) -> list[str]:
    """Return what stands in the box letter by letter, for every tenth query."""
    return [text[:end] for text in texts[::10] for end in range(1, len(text) + 1)]


LOAD = """async () => {
  const core = await import(new URL("../assets/congbo/search-core.js", location));
  const read = async (name) => (await fetch(`../du-lieu/${name}`)).json();
  const head = await read("tim-kiem.json");
  const parts = [head, ...(await Promise.all(head.more.map(read)))];
  const begun = performance.now();
  globalThis.finder = new core.Finder();
  for (const part of parts) finder.add(part);
  return performance.now() - begun;
}"""

TIME = """([queries, typing, runs]) => {
  const best = (query, runs) => {
    let least = Infinity;
    for (let run = 0; run < runs; run += 1) {
      const begun = performance.now();
      finder.find(query, { typing });
      least = Math.min(least, performance.now() - begun);
    }
    return least;
  };
  const times = queries.map((query) => best(query, runs));
  const order = times.map((_, i) => i).sort((a, b) => times[b] - times[a]);
  for (const i of order.slice(0, 40)) times[i] = Math.min(times[i], best(queries[i], 5 * runs));
  return times;
}"""

WATCH = """() => {
  globalThis.shown = 0;
  const look = () => {
    if (!shown && document.querySelector(".cb-search__results a")) {
      globalThis.shown = performance.now();
    } else requestAnimationFrame(look);
  };
  look();
}"""

USE = """() => {
  const box = document.querySelector("#cb-q");
  globalThis.touched = performance.now();
  box.focus();
  box.value = "cap giay phep";
  box.dispatchEvent(new Event("input", { bubbles: true }));
}"""


USE_SOON = f"""() => {{
  const look = () => (document.querySelector("#cb-q") ? ({USE})() : setTimeout(look, 10));
  look();
}}"""


def first_result(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds to the first result: after the box is touched, and after the address is opened.

    The first is measured on a page that is quite loaded; in the second the box is used as soon as its script
    has run. Nothing is cached in either.
    """
    found = []
    for state in ("networkidle", "commit"):
        context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
        if state == "networkidle":
            page.goto(address, wait_until="networkidle")
            page.evaluate(WATCH)
            page.evaluate(USE)
        else:
            page.add_init_script(f"({WATCH})(); ({USE_SOON})();")
            page.goto(address, wait_until="commit")
        page.wait_for_function("shown > 0", timeout=60_000)
        shown, touched = page.evaluate("[shown, touched]")
        found.append((shown - (touched if state == "networkidle" else 0)) / 1000)
        context.close()
    return found[0], found[1]


def build(site: Path) -> None:
    """Build the project's own site, whose pages are those that the first result is waited for on."""
    run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", ROOT / "mkdocs.yml", "-d", site)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's own browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
