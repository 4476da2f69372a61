"""Hold `congbo diff` against full builds: thirty prepared changes of the first site, each built and compared.

    python tests/benchmarks/diffs.py [--only WORD] [--speed N]

What the builds publish is compared: the figures, notes and citations of each report, and the list of pages.
`diff` must name exactly what differs, and nothing else. `--speed N` times one changed record among N.
The report's seal is taken away first, or no change that moves its figures would build; drifts of a seal are
held against `congbo verify` in `tests/unit/test_diff.py`.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import generate

ROOT = Path(__file__).parents[2]
DAY = "2026-12-01"
PLANS, PROCEDURES, DECISIONS = "records/plans/2024", "records/procedures", "records/decisions/2024"
REPORT, HALF = "docs/bao-cao/2024-tu-kiem-tra.md", "docs/bao-cao/2024-06-cchc-6-thang.md"
XRAY = f"{PROCEDURES}/an-toan-buc-xa/2.002131.md"

Change = Callable[[Path], None]


def edit(path: str, pattern: str, new: str, times: int = 1) -> Change:
    """Return the change that replaces a pattern in a file; one that finds nothing is a mistake here."""

    def change(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        changed, found = re.subn(pattern, new, text, count=times, flags=re.MULTILINE)
        assert found, (path, pattern)
        (site / path).write_text(changed, "utf-8")

    return change


def write(path: str, text: str) -> Change:
    """Return the change that writes a file."""

    def change(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")

    return change


def delete(path: str) -> Change:
    """Return the change that deletes a file."""
    return lambda site: (site / path).unlink()


def several(*changes: Change) -> Change:
    """Return the change that is all of these."""

    def change(site: Path) -> None:
        for one in changes:
            one(site)

    return change


def plan(number: int, topic: str, day: str = "2024-05-02") -> Change:
    """Return the change that adds a plan."""
    head = f"number: {number}/KH-SKHCN\nissuer: SKHCN\nissued: {day}\nsubject: về việc thử năm 2024"
    text = f"---\n{head}\napplies_to: 2024\ntopics: {topic}\n---\n"
    return write(f"{PLANS}/{number}-KH-SKHCN-2024.md", text)


def renamed(site: Path) -> None:
    """Give a procedure another id, with the former one kept, wherever it is named."""
    former, new = "kt-skhcn-01", "kt-skhcn-99"
    for file in sorted((site / "records").rglob("*.md")):
        text = file.read_text("utf-8")
        file.write_text(re.sub(rf"\b{former}\b", new, text), "utf-8")
        if file.stem == former:
            file.write_text(
                file.read_text("utf-8").replace("---\n", f"---\nformer_ids: {former}\n", 1), "utf-8"
            )
            file.rename(file.with_name(f"{new}.md"))


def reordered(site: Path) -> None:
    """Type the same values otherwise."""
    file = site / XRAY
    file.write_text(file.read_text("utf-8").replace("level: Cấp tỉnh", 'level: "Cấp tỉnh"'), "utf-8")


FEE = "fees:\n  - items:\n      - label: Phí thẩm định\n        amount: 300000"
ENDED = "events:\n  - action: bãi bỏ\n    effective: 2026-11-01\n    decision: 134-QD-UBND-2024\n"
CHANGES: dict[str, Change] = {
    "nothing but another way of typing": reordered,
    "a plan that a figure counts": plan(91, "cchc-kstthc"),
    "a plan that no figure counts": plan(92, "cong-vu", "2024-12-02"),
    "a plan after the period": plan(93, "cchc-kstthc", "2024-12-02"),
    "two plans at once": several(plan(94, "cchc-kstthc"), plan(95, "pbgdpl")),
    "a plan of another topic": edit(f"{PLANS}/25-KH-SKHCN-2024.md", r"^topics: .*$", "topics: cong-vu"),
    "a plan on a day before the period": edit(
        f"{PLANS}/17-KH-SKHCN-2024.md", r"^applies_to: .*$", "applies_to: 2023"
    ),
    "a subject": edit(f"{PLANS}/25-KH-SKHCN-2024.md", r"^subject: .*$", "subject: về việc khắc phục hạn chế"),
    "a limit": edit(XRAY, r"^(processing_time:\n  - value: )5$", r"\g<1>7"),
    "a fee": edit(XRAY, r"^fees:\n  - items: không$", FEE),
    "a paper": edit(XRAY, r"^dossier:$", "dossier:\n  - name: Bản vẽ phòng đặt máy\n    originals: 1"),
    "a name": edit(XRAY, r"^name: .*$", "name: Khai báo thiết bị X-quang chẩn đoán trong y tế"),
    "steps and conditions": edit(XRAY, r"^conditions: .*$", "conditions: Khai báo trong 10 ngày."),
    "a draft": edit("records/situations/mat-giay.md", r"^---$", "---\npublication: dự thảo"),
    "a procedure that ends": edit(XRAY, r"^---$", f"---\n{ENDED}".rstrip("\n")),
    "a declared number": edit(
        "records/statistics/tai-khoan-cong-vu-2024-07-20.md", r"^value: .*$", "value: 61"
    ),
    "a declared number of a ratio": edit(
        "records/statistics/ket-qua-da-so-hoa-2024-07-20.md", r"^value: .*$", "value: 9"
    ),
    "a title of a figure": edit("records/indicators/ke-hoach-cchc.md", r"^title: .*$", "title: Số kế hoạch"),
    "the decimals of a figure": edit(
        "records/indicators/ty-le-dvc-truc-tuyen.md", r"^---$", "---\ndecimals: 2"
    ),
    "an organisation's name": edit(
        "records/organisations/PVHCC.md", r"^name: .*$", "name: Trung tâm Phục vụ"
    ),
    "a field that gets another name": edit(
        "records/fields/an-toan-buc-xa.md", r"^name: .*$", "name: An toàn bức xạ, hạt nhân"
    ),
    "a note that moves": several(
        edit(HALF, r"\[\^ke-hoach-cchc\]\.$", "."),
        edit(HALF, r"\[\^ke-hoach-pbgdpl\]\.$", "[^ke-hoach-pbgdpl][^ke-hoach-cchc]."),
    ),
    "a citation more": edit(
        HALF, r"^(### 2\. Cải cách thể chế)$", r'Theo {{ cite("134-QD-UBND-2024") }}.\n\n\1'
    ),
    "prose": edit(HALF, r"Sở đã ban hành", "Sở ban hành"),
    "another period": edit(HALF, r"^  of: 6 tháng$", "  of: quý I"),
    "an id": renamed,
    "a new procedure": write(
        f"{PROCEDURES}/an-toan-buc-xa/kt-skhcn-98.md",
        "---\nname: Thủ tục thử\nfield: an-toan-buc-xa\nreceiving: PVHCC\n---\n",
    ),
    "a situation": delete("records/situations/mat-giay.md"),
    "a page": write("docs/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\n# Giới thiệu\n\nLời giới thiệu.\n"),
    "a document that is no longer in force": edit(
        f"{DECISIONS}/134-QD-UBND-2024.md", r"^---$", "---\nexpired: 2024-12-31"
    ),
}


def git(site: Path, *arguments: str) -> None:
    """Run git in a site, as somebody."""
    own = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=site, check=True, capture_output=True)


def congbo(site: Path, *arguments: str) -> str:
    """Run a command in a site and return what it prints."""
    call = "import sys; sys.argv[0] = 'congbo'; from congbo.cli import main; main()"
    environment = {**os.environ, "CONGBO_DAY": DAY}
    done = subprocess.run(
        [sys.executable, "-c", call, *arguments],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(site: Path, target: Path) -> dict[str, Any]:
    """Build a site; return what it publishes of figures, notes and citations, and its pages."""
    environment = {**os.environ, "CONGBO_DAY": DAY, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)],
        cwd=site, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = {
        "pages": {file.relative_to(target).as_posix() for file in target.rglob("*.html")}
    }
    for file in (target / "du-lieu/bao-cao").glob("*.json"):
        data = json.loads(file.read_bytes())
        if "figures" in data:
            shown = ("text", "title", "numerator", "denominator", "target", "verdict")
            found[f"figures {data['id']}"] = {
                one["id"]: {key: one.get(key) for key in shown} for one in data["figures"]
            }
            found[f"notes {data['id']}"] = {one["id"]: one["number"] for one in data["notes"]}
            found[f"citations {data['id']}"] = {one["document"]: True for one in data["citations"]}
    shutil.rmtree(target)
    return found


def differing(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return what two builds publish differently."""
    pages = {f"page {page.removesuffix('index.html')}" for page in before["pages"] ^ after["pages"]}
    told = set(pages)
    for part in (before.keys() & after.keys()) - {"pages"}:
        was, now = before[part], after[part]
        told |= {f"{part} {id_}" for id_ in was.keys() | now.keys() if was.get(id_) != now.get(id_)}
    return told


def named(review: dict[str, Any]) -> set[str]:
    """Return what a review says that is different, in the same words."""
    told = {f"page {address}" for address, _ in review["pages"]}
    for part in ("figures", "notes", "citations"):
        told |= {f"{part} {one['report']} {one['id']}" for one in review[part]}
    return told


def prepared(folder: Path) -> Path:
    """Return the first site in a repository of its own, without the seal."""
    site = folder / "site"
    site.mkdir()
    for name in ("docs", "records"):
        shutil.copytree(ROOT / name, site / name)
    shutil.copy(ROOT / "mkdocs.yml", site)
    (site / "docs/bao-cao/2024-tu-kiem-tra.seal.json").unlink()
    edit(REPORT, r"^seal: .*\n", "")(site)
    git(site, "init", "-q", "-b", "main", ".")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "base")
    return site


def main() -> None:
    """Run what is asked for; the exit code is 1 where a change is not told exactly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", help="changes whose name holds this")
    parser.add_argument("--speed", type=int, metavar="N", help="time one changed record among N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="congbo-diffs-") as name:
        if asked.speed:
            return speed(asked.speed, Path(name))
        wrong = correctness(asked.only, Path(name))
    print(f"{len(CHANGES)} changes, {wrong} not told exactly")
    sys.exit(bool(wrong))


def correctness(only: str, folder: Path) -> int:
    """Hold every change against its builds; return how many are not told exactly."""
    site, wrong = prepared(folder), 0
    before = built(site, folder / "built")
    for name, change in CHANGES.items():
        if only not in name:
            continue
        change(site)
        after = built(site, folder / "built")
        review = json.loads(congbo(site, "diff", "main", "--format", "json"))
        told = named(review)
        expected = differing(before, after)
        counts = f"{len(review['records'])} records, {len(review['sheets'])} places of sheets"
        print(f"{'ok ' if told == expected else 'BAD'} {name}: {len(expected)} differences, {counts}")
        for one in sorted(expected - told):
            print(f"      not told: {one}")
        for one in sorted(told - expected):
            print(f"      told, and is not: {one}")
        wrong += told != expected
        git(site, "checkout", "-q", "--", ".")
        git(site, "clean", "-qfd")
    return wrong


def speed(size: int, folder: Path) -> None:
    """Time the command where one record of many changed, against reading the site once."""
    site = folder / "site"
    generate(size, site)
    git(site, "init", "-q", "-b", "main", ".")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "base")
    file = sorted((site / "records/procedures").rglob("*.md"))[0]
    file.write_text(file.read_text("utf-8").replace("name: ", "name: Thủ tục ", 1), "utf-8")
    for _ in range(3):
        start, cpu = time.perf_counter(), os.times()
        congbo(site, "diff", "main", "--day", "2025-01-15")
        used, wall = os.times(), time.perf_counter() - start
        spent = used.children_user + used.children_system - cpu.children_user - cpu.children_system
        print(f"{size} records: {wall:.2f} s, CPU {spent:.2f} s")


if __name__ == "__main__":
    main()
