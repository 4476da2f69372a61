"""Measure a page as Lighthouse sees it on a phone: its four scores and what they are made of.

    python tests/benchmarks/lighthouse.py [--page thu-tuc/1.012353/] [--runs 5]

Needs Node, npm and Chromium. Builds the project's site, serves it compressed as a web server does, and runs
Lighthouse with its own settings for phones (1.6 Mbps, 150 ms, processor slowed four times). Prints each run
and the median. FCP, LCP, TBT and Speed Index are milliseconds; other work on the machine adds to all of them.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from search_engines import run, serving
from search_quality import FLAGS, build

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "SI": "speed-index",
    "CLS": "cumulative-layout-shift",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--page", action="append", help="an address below the site's root; more than once")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.environ["CHROME_PATH"] = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", LIGHTHOUSE)
        build(folder / "site")
        with serving(folder / "site") as root:
            for page in options.page or ["thu-tuc/1.012353/"]:
                measured = [measure(folder, f"{root}{page}") for _ in range(options.runs)]
                print(f"{page or 'home'}\n  " + "".join(f"{name:>15}" for name in (*CATEGORIES, *AUDITS)))
                for row in measured:
                    print("  " + "".join(f"{value:15.5g}" for value in row))
                middle = map(statistics.median, zip(*measured, strict=True))
                print("  " + "".join(f"{value:15.5g}" for value in middle) + "  median")


def measure(folder: Path, address: str) -> list[float]:
    """Return the scores of one run, of a hundred each, then the audits."""
    out = folder / "lighthouse.json"
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    script = folder / "node_modules/lighthouse/cli/index.js"
    run("node", script, address, "--quiet", "--output=json", f"--output-path={out}", flags)
    read: dict[str, Any] = json.loads(out.read_text("utf-8"))
    scores = [100 * float(read["categories"][name]["score"]) for name in CATEGORIES]
    return scores + [float(read["audits"][name]["numericValue"]) for name in AUDITS.values()]


if __name__ == "__main__":
    main()
