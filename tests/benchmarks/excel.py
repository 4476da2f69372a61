"""Every kind of a site out to workbooks, edited at random, through LibreOffice, and in: exactly the edits.

    python tests/benchmarks/excel.py [SITE [ROUNDS [EDITS]]]

SITE is a folder with records/, this one where none is given; it is copied and never written to. For each kind
that has records the workbook is read back as it is, then as LibreOffice saves it: nothing may change. Then
ROUNDS workbooks are edited at random, every other one saved by LibreOffice before and after: each record must
say exactly what was typed, every other file must keep its bytes.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from congbo.records import writing
from congbo.records.kinds import KINDS, kind_of
from congbo.records.reader import read_site

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from workbooks import Clerk, data_of, plan_of, written  # noqa: E402


def resaved(file: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice saves it."""
    done = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(done), str(file)], check=True, capture_output=True)
    return done / file.name


def edited(site: Path, folder: str, file: Path, seed: int, times: int, through: Path | None) -> int:
    """Edit a workbook at random and take it in; return how many edits came back, or say what is wrong."""
    written(site, folder, file)
    if through:
        shutil.copy(resaved(file, through), file)
    clerk = Clerk(site, file, seed)
    clerk.edit(times)
    if through:
        shutil.copy(resaved(file, through), file)
    before = {path: path.read_bytes() for path in (site / "records").rglob("*.md")}
    plan = plan_of(site, file)
    told = [one for one in plan.told if one.wrong]
    assert not told, (folder, seed, told)
    assert not plan.conflicts, (folder, seed, plan.conflicts)
    writing.change_all(site, plan.files)
    try:
        for path, raw in before.items():
            name = path.relative_to(site).as_posix()
            expected = clerk.expected.get(path.stem) if clerk.paths.get(path.stem) == name else None
            if expected is None:
                assert path.read_bytes() == raw, (folder, seed, name)
                continue
            got = data_of(site, name)
            wrong = {
                key: (got.get(key), expected.get(key))
                for key in {*got, *expected}
                if got.get(key) != expected.get(key)
            }
            assert not wrong, (folder, seed, name, wrong, [one for one in clerk.done if path.stem in one])
            head, body = path.read_bytes().split(b"\n---", 1)[1], raw.split(b"\n---", 1)[1]
            assert head == body, (folder, seed, name)
    finally:
        for path, raw in before.items():
            path.write_bytes(raw)
    return len(clerk.done)


def main() -> None:
    """Run all, and print a line a kind."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    rounds, times = (int(one) for one in (*sys.argv[2:], "6", "20")[:2]) if len(sys.argv) > 2 else (6, 20)
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        copy = here / "site"
        shutil.copytree(site / "records", copy / "records")
        records = read_site(copy).records
        for kind in KINDS:
            own = [one for one in records if kind_of(one.path.removeprefix("records/")) is kind]
            if not own:
                continue
            file = here / f"{kind.folder.replace('/', '-')}.xlsx"
            started = time.perf_counter()
            written(copy, kind.folder, file)
            out = time.perf_counter()
            assert not plan_of(copy, file).records
            back = time.perf_counter()
            assert not plan_of(copy, resaved(file, here)).records
            done = sum(
                edited(copy, kind.folder, file, seed, times, here if seed % 2 else None)
                for seed in range(rounds)
            )
            print(
                f"{kind.folder:22} {len(own):5} records, {file.stat().st_size / 1e6:5.2f} MB, "
                f"out {out - started:5.2f} s, in {back - out:5.2f} s, {done} edits in {rounds} rounds"
            )


if __name__ == "__main__":
    main()
