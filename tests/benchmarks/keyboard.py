"""Walk by keyboard through every kind of page of the sample agency at every width, and say what is wrong.

    python tests/benchmarks/keyboard.py [--site FOLDER] [--page thu-tuc/ ...]

Needs Chromium. What CI walks through is a part of it (browser/test_keyboard.py): here each page is seen at
1280, 1000, 768, 360 and 320 pixels and at 400 per cent, as it comes and unfolded, in light and in dark. A
site built before is given by `--site`, with the pages to be walked through. Ends with 1 where anything is
wrong.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from chromium import launched, served
from walk import UNFOLD, WIDTHS, ZOOMED, Walker

from conftest import built_copy
from kinds import GENERATED, KINDS

SIZES = (*((width, 800) for width in WIDTHS), ZOOMED)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, help="a built site; otherwise the sample agency's is built")
    parser.add_argument("--page", action="append", help="an address below the site's root; more than once")
    options = parser.parse_args()
    pages = options.page or [page for page in KINDS if page != GENERATED["redirect.html"]]
    begun, wrong = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        if not options.site:
            built_copy(Path(folder), sealed=True)
        for page, found in walked(options.site or Path(folder) / "site", pages):
            wrong += len(found)
            print(page or "home", *(f"\n  {fault}" for fault in found))
    print(f"{len(pages)} pages, {wrong} faults, {time.monotonic() - begun:.0f} s")
    sys.exit(wrong > 0)


def walked(site: Path, pages: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each page with what is wrong at each size."""
    with launched() as browser, served(site, "/") as address:
        page = browser.new_context(base_url=address, reduced_motion="reduce").new_page()
        walker = Walker(page)
        for at in pages:
            found = []
            for unfolded, (size, scheme) in product((False, True), product(SIZES, SCHEMES)):
                if (size, scheme) == (SIZES[0], SCHEMES[0]):
                    page.goto(at)
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": size[0], "height": size[1]})
                if unfolded:
                    page.evaluate(UNFOLD)
                found += [f"{size[0]} × {size[1]} {scheme}: {fault}" for fault in walker.faults()]
            yield at, found


if __name__ == "__main__":
    main()
