"""Official documents: what the Word and the PDF file of every report cost, beside all that a build needs.

Run with: python tests/benchmarks/official.py [rounds]. Each round is a fresh process that reads the
records, then makes the files; the ratio is to reading and checking the records in the same process.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
ROUND = """
import datetime, json, pathlib, resource, time
from congbo.rules import check as checks
from congbo.pages.pages import Pages
day = datetime.date(2026, 6, 1)
begin = time.process_time()
pages = Pages(checks.read(pathlib.Path('.'), day), day, 'https://congbo.example/')
read, before = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begin = time.process_time()
from congbo.export.papers import EXPORT
made = len(list(EXPORT.made(pages)))
write, after = time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({'read': read, 'write': write, 'made': made, 'before': before, 'after': after}))
"""


def main(rounds: int = 5) -> None:
    """Print the median of the rounds: CPU seconds, ratio, and memory in MiB."""
    found = [_round() for _ in range(rounds)]
    middle = {key: median(one[key] for one in found) for key in found[0]}
    print(f"files made: {middle['made']:.0f}, libraries loaded within the time")
    print(f"read and check {middle['read']:.2f} s, make {middle['write']:.2f} s CPU")
    print(f"ratio {middle['write'] / middle['read']:.2f}")
    print(f"peak memory {middle['after'] / 1024:.0f} MiB, of which {middle['before'] / 1024:.0f} before")


def _round() -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", ROUND], cwd=ROOT, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
