"""What a reader without script meets in a built site: how large its pages are, and how many clicks away.

    python tests/benchmarks/reach.py SITE [ADDRESS]     the folder of a built site, and where a walk begins

Links alone are followed, from the home page, the nearest pages first. A page that only leads elsewhere costs
a click of its own.
"""

import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

LARGEST, MOST_CLICKS = 200_000, 4
PROCEDURES = "thu-tuc/"
_HERE = "https://site.example/"


class Links(HTMLParser):
    """The addresses that a page links to, as they stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far each page is, in clicks; what no link leads to; and the pages by size, the largest first."""

    clicks: dict[str, int]
    unreached: list[str]
    sizes: list[tuple[int, str]]
    dead: list[tuple[str, str]]

    @property
    def largest(self) -> int:
        """Bytes of the largest page."""
        return self.sizes[0][0]

    def of(self, section: str) -> Counter[int]:
        """How many pages below a section are how many clicks away."""
        return Counter(count for page, count in self.clicks.items() if page.startswith(section))

    def lost(self, section: str) -> list[str]:
        """The pages below a section that no link leads to."""
        return [page for page in self.unreached if page.startswith(section)]


def reach(site: Path, start: str = "") -> Reach:
    """Walk a built site by its links."""
    files = {_address(file, site): file for file in site.rglob("*.html")}
    clicks, waiting, dead = {start: 0}, deque([start]), []
    while waiting:
        page = waiting.popleft()
        for link in _linked(files[page], page):
            if link in files and link not in clicks:
                clicks[link] = clicks[page] + 1
                waiting.append(link)
            elif link not in files and not (site / unquote(link)).is_file():
                dead.append((page, link))
    sizes = sorted(((file.stat().st_size, page) for page, file in files.items()), reverse=True)
    unreached = sorted(page for page in files if page not in clicks and not _redirects(files[page]))
    return Reach(clicks, unreached, sizes, dead)


def _address(file: Path, site: Path) -> str:
    return file.relative_to(site).as_posix().removesuffix("index.html")


def _linked(file: Path, page: str) -> Iterator[str]:
    parser = Links()
    parser.feed(file.read_text("utf-8"))
    for link in parser.found:
        whole = urldefrag(urljoin(_HERE + page, link)).url.partition("?")[0]
        if whole.startswith(_HERE):
            yield unquote(whole.removeprefix(_HERE))


def _redirects(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text("utf-8")


def show(found: Reach) -> bool:
    """Print what was met; tell whether the targets are kept."""
    print(f"{len(found.sizes)} pages; the largest:")
    for size, page in found.sizes[:8]:
        print(f"  {size:9,}  {page or '(home)'}")
    over = sum(size > LARGEST for size, _ in found.sizes)
    clicks, lost = found.of(PROCEDURES), found.lost(PROCEDURES)
    print("procedures by clicks:", ", ".join(f"{count}: {pages}" for count, pages in sorted(clicks.items())))
    print(f"pages above {LARGEST:,} bytes: {over}; procedures that no link leads to: {len(lost)}", *lost[:3])
    print(f"pages that no link leads to: {len(found.unreached)}", *found.unreached[:5])
    print(f"links that lead nowhere: {len(found.dead)}", *found.dead[:3])
    return not over and not lost and max(clicks, default=0) <= MOST_CLICKS and not found.dead


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(not show(reach(Path(sys.argv[1]), *sys.argv[2:])))
