"""Import the real pages and lists of ../shared/data/national into an empty site, and say what came of them.

    python tests/benchmarks/import_national.py [FOLDER]

Read where they lie, never copied into the project. Tells how much of each part became values of keys, that
no word is lost, that a second import writes nothing, what the check says, and how long the build takes.
FOLDER is where the site is made, a new one below the system's folder for such where it is not given.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from congbo.imports import sources
from congbo.imports.accounting import Ledger, texts_of
from congbo.imports.existing import Existing
from congbo.imports.incoming import Incoming
from congbo.imports.letters import mended
from congbo.imports.national import bases, channels, dossier, results
from congbo.imports.outcome import Action, Origin
from congbo.imports.plan import Plan, planned
from congbo.records import frontmatter, writing
from congbo.records.reader import read_site

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "national"
DAY = date(2026, 11, 20)
_TIME = re.compile(r"\d+ (?:Ngày|Tháng|Giờ|Năm)")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar|jpe?g|png)", re.IGNORECASE)
_SHOWN = 10
_COUNT = re.compile(r"\d bản chính(?![ )])")
_BOILER = re.compile(
    r"\d+(?:[.,]\d+)* ?(?:Ngày làm việc|Ngày|Tháng|Giờ|bản chính|bản sao|Việt Nam Đồng|VNĐ|USD)"
)


def files() -> list[Path]:
    """Return the full records first, then the lists."""
    return [*sorted(DATA.glob("*.jsonl.gz")), *sorted(DATA.glob("*.xlsx"))]


def pages(file: Path) -> Iterator[dict[str, str]]:
    """Yield the pages of a file as they were saved."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def shares(found: list[tuple[dict[str, str], Incoming]]) -> Iterator[str]:
    """Yield how much of each part of the pages became values of keys, a line a part."""
    seen: Counter[str] = Counter()
    for page, entry in found:
        seen.update(_seen(page, entry.values))
    for part in ("limits", "papers", "forms", "results", "steps"):
        yield f"{part:10} {seen[part]:6} of {seen[f'{part} in source']:6}"
    for part in (
        "channels",
        "fees free",
        "fees amount",
        "fees as text",
        "cases",
        "bases",
        "unplaced",
        "doubts",
    ):
        yield f"{part:14} {seen[part]:6}"


def _seen(page: dict[str, str], values: Any) -> Counter[str]:
    channels = values.get("channels", [])
    cases = values.get("cases", [])
    papers = [*values.get("dossier", []), *(one for case in cases for one in case.get("dossier", []))]
    fees = [one["items"] for one in values.get("fees", [])] + [
        one["fees"] for one in channels if "fees" in one
    ]
    items = [item for one in fees if isinstance(one, list) for item in one]
    limited = "processing_time" in values or any("processing_time" in one for one in channels)
    return Counter(
        {
            "limits": int(limited),
            "limits in source": int(bool(_TIME.search(page["cach_thuc_thuc_hien"]))),
            "papers": len(papers),
            "papers in source": len(_COUNT.findall(page["thanh_phan_ho_so"])),
            "forms": sum(len(one.get("forms", [])) for one in papers),
            "forms in source": len(_FILE.findall(page["thanh_phan_ho_so"])),
            "results": sum("code" in one for one in values.get("results", [])),
            "results in source": page["ket_qua_xu_ly"].partition(results.KEYWORDS)[0].count("Mã:"),
            "steps": int("steps" in values),
            "steps in source": int(bool(page["trinh_tu_thuc_hien"].strip())),
            "channels": len(channels),
            "fees free": sum(one == "không" for one in fees),
            "fees amount": sum("amount" in one for one in items),
            "fees as text": sum("text" in one for one in items),
            "cases": len(cases),
            "bases": len(values.get("legal_basis", [])),
            "unplaced": sum(len(one["text"]) for one in values.get("unplaced", [])),
            "doubts": len(values.get("doubts", [])),
        }
    )


def lost(page: dict[str, str], held: list[str]) -> list[str]:
    """Return the words of a page that its written record does not hold; without the parsers' own book.

    Only what is converted into numbers and units, and the page's own labels, is passed over.
    """
    ledger = Ledger.of(held, LABELS)
    mends: Counter[str] = Counter()
    texts = (mended(value, mends) for key, value in page.items() if key != "raw_text")
    found = [words for text in texts for words in ledger.lost(_BOILER.sub(" ", text))]
    return [words for words in found if " " in words]


LABELS = (
    *results.FURNITURE, results.KEYWORDS, results.DESCRIPTION, channels.HEAD, *channels.METHODS, dossier.HEAD,
    bases.HEAD, bases.TAIL, "Không có thông tin", "Miễn phí", "Mã:", "Luật số", "Nghị định số", "Thông tư số",
    "Nghị định", "Thông tư", "Nghị quyết", "Quyết định số", "Luật", "số", "bộ", "hồ sơ gồm", "gồm", "bao gồm",
    "Giấy tờ phải nộp", "Số lượng hồ sơ", "Lưu ý", "01 (một)", "02 (hai)",
)  # fmt: skip


def empty_site(folder: Path) -> None:
    """Make a site of the sample's frame without its records and reports."""
    shutil.copytree(ROOT / "tests" / "sample", folder, dirs_exist_ok=True)
    for left in (
        *(folder / "docs").glob("bao-cao/2024*"),
        *(folder / "records").iterdir(),
        folder / "docs/bieu-mau",
    ):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    text = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?m)^.*bao-cao/2024.*\n", "", text), "utf-8")
    writing.create(folder / "records/organisations/UBND.md", "---\nname: Ủy ban nhân dân\n---\n".encode())


def imported(site: Path, file: Path) -> tuple[Plan, list[Incoming]]:
    """Plan the import of a file and write it."""
    found = sources.read(file)
    plan = planned(Existing(read_site(site)), found.entries, Origin(found.name, DAY), found.notes)
    for path, data in plan.files:
        writing.write(site / path, data)
    return plan, list(found.entries)


def main() -> None:
    """Import, import again, check and build."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "site"
    empty_site(site)
    found: list[tuple[dict[str, str], Incoming]] = []
    for file in files():
        began = time.perf_counter()
        plan, entries = imported(site, file)
        if file.name.endswith(".gz"):
            found += zip(pages(file), entries, strict=True)
        counts = ", ".join(f"{action}: {len(plan.of(action))}" for action in Action)
        print(f"{file.name}: {counts}; {time.perf_counter() - began:.1f} s")
    print("\n".join(shares(found)))
    missing = 0
    for page, entry in found:
        (path,) = site.glob(f"records/procedures/*/{entry.identity}.md")
        front, _ = frontmatter.read(path.read_text("utf-8"), path.name)
        held = [*texts_of(front.data if front else {}), entry.field_name]
        if words := lost(page, held):
            missing += 1
            if missing <= _SHOWN:
                print("  not found:", entry.identity, words[:5])
    print(f"pages with words that their record lacks: {missing} of {len(found)}")
    again = sum(len(list(imported(site, file)[0].files)) for file in files())
    print(f"written by a second import: {again} files")
    for command in (["congbo", "check"], ["mkdocs", "build", "--strict", "-q"]):
        began = time.perf_counter()
        ran = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
        said = ran.stdout.strip().splitlines()[-1:] or ran.stderr.strip().splitlines()[-1:]
        print(f"{' '.join(command)}: {ran.returncode}, {time.perf_counter() - began:.1f} s", *said)
    made = list((site / "site").rglob("index.html"))
    print(f"{len(made)} pages in {site}")


if __name__ == "__main__":
    main()
