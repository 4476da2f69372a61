"""Sealed edits: a seal breaks if and only if a word or value that the report shows changes.

    python tests/benchmarks/sealed_edits.py --seed 1 --count 1500

Real records and the page of the signed report are edited at random (edits, page_edits), each edit made from
the seed and its own number (`--only N` makes one again and prints what it does). The site is checked as
`congbo check` does it, and what readers see before and after is compared without the help of what seals
(shown_text). An edit that has another error is counted apart; it may raise nothing. Printed are how many
edits left what is shown as it was and the seal whole, how many changed it and were told with old and new
words at the record or page, and each edit that went wrong, also because no rectification would cover it. It
ends with 1 if there is any.
"""

import argparse
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from edits import SIGNED, Edit, Files
from page_edits import PAGE_EDITS
from record_edits import RECORD_EDITS
from shown_text import ShownText, shown_text, words_of

from congbo.pages.settings import read_settings
from congbo.records.problems import Problem, Severity
from congbo.reports import sealing
from congbo.reports.report import Report
from congbo.reports.site import Site
from congbo.rules import check as checks
from congbo.rules.seals import wrong_links

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
OF_SEAL = ("seal-drift", "seal-broken", "rectification-mismatch")


@dataclass
class Outcome:
    """What came of edits; `wrong` are those that went wrong, with why."""

    tried: int = 0
    refused: int = 0
    same: int = 0
    whole: int = 0
    shown: int = 0
    told: int = 0
    messages: Counter[int] = field(default_factory=Counter)
    many: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield what came of it, line by line."""
        yield f"{self.tried} edits: {self.refused} refused for another error"
        yield f"{self.same} left what is shown as it was: {self.whole} left the seal whole"
        yield f"{self.shown} changed what is shown: {self.told} were told with old and new words"
        yield f"messages of an edit: {dict(sorted(self.messages.items()))}"
        yield f"told more than once: {'; '.join(self.many)}"
        yield f"{len(self.wrong)} went wrong"
        yield from self.wrong


def edit_of(files: Files, seed: int, number: int) -> Edit:
    """Return the edit of a number, the same each time."""
    random = Random(f"{seed}:{number}")
    while True:
        makers = PAGE_EDITS if random.random() < 0.3 else RECORD_EDITS
        (make,) = random.choices(list(makers), list(makers.values()))
        edit = make(files, random)
        if edit and any(_differs(files, path, raw) for path, raw in edit.files.items()):
            return edit


def _differs(files: Files, path: str, raw: bytes | None) -> bool:
    return raw != (files.page.encode() if path == SIGNED else files.raw.get(path))


class Bench:
    """A copy of the site that is edited and made whole again."""

    def __init__(self, root: Path) -> None:
        for folder in ("records", "docs"):
            shutil.copytree(ROOT / folder, root / folder)
        shutil.copy(ROOT / "mkdocs.yml", root)
        self.root = root
        self.settings = read_settings(root)
        self.files = Files(root)
        site, report = self.read()
        assert not [problem for problem in site.problems if problem.severity is Severity.ERROR]
        self.before = self.shown(site, report)

    def read(self) -> tuple[Site, Report | None]:
        """Return the site as it stands, and the signed report."""
        site = checks.read(self.root, TODAY, self.settings)
        return site, next((one for one in site.reports if one.source.path == SIGNED), None)

    def shown(self, site: Site, report: Report | None) -> ShownText:
        """Return what readers see of the signed report."""
        assert report
        return shown_text(site, report, self.settings, TODAY)

    def apply(self, edit: Edit) -> None:
        """Write the files of an edit."""
        for path, raw in edit.files.items():
            self._write(path, raw)

    def restore(self, edit: Edit) -> None:
        """Put back what was there before."""
        for path in edit.files:
            raw = self.files.page.encode() if path == SIGNED else self.files.raw.get(path)
            self._write(path, raw)

    def _write(self, path: str, raw: bytes | None) -> None:
        file = self.root / path
        if raw is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)


def wrong_of(bench: Bench, edit: Edit, outcome: Outcome, called: str) -> Iterator[str]:
    """Count an edit, and yield what is wrong with what came of it."""
    site, report = bench.read()
    errors = [problem for problem in site.problems if problem.severity is Severity.ERROR]
    outcome.tried += 1
    if any(problem.rule not in OF_SEAL for problem in errors):
        outcome.refused += 1
        return
    after = bench.shown(site, report)
    told = [problem for problem in errors if problem.rule == "seal-drift"]
    outcome.messages[len(told)] += 1
    if len(told) > 1:
        outcome.many.append(f"{called} {edit.name} ({len(told)})")
    if after == bench.before:
        outcome.same += 1
        outcome.whole += not told
        if told:
            yield f"nothing shown changed, but: {_lines(told)}"
        return
    outcome.shown += 1
    faults = [*_faults(bench, edit, told, after), *_not_rectified(report)]
    outcome.told += not faults
    yield from faults


def _faults(bench: Bench, edit: Edit, told: list[Problem], after: ShownText) -> Iterator[str]:
    """Yield what is lacking in what is told of a shown change."""
    before = bench.before
    gone, new = before.words - after.words, after.words - before.words
    if not told:
        yield f"shown, but the seal is whole: {_few(gone)} -> {_few(new)}"
        return
    said = words_of(" ".join(problem.message for problem in told))
    lacking = [
        f"no {name} word of {_few(words)} in: {_lines(told)}"
        for name, words in (("old", gone), ("new", new))
        if words and not words & said
    ]
    if edit.path != SIGNED:
        yield from lacking
    elif lacking and not _of_page(bench, edit) & said:
        yield lacking[0]
    if edit.path != SIGNED and not any(problem.path in (*edit.files, SIGNED) for problem in told):
        yield f"told elsewhere: {_lines(told)}"


def _not_rectified(report: Report | None) -> Iterator[str]:
    """Yield what is wrong with a rectification that covers all that changed."""
    assert report
    assert report.chain
    if changes := sealing.changes(report):
        chain = report.chain.followed_by(TODAY, "Sửa cho đúng.", changes)
        since = Report(report.source, report.meta, report.register, chain)
        said = [*wrong_links(chain, TODAY), *(str(one) for one in sealing.drift(since)), chain.broken()]
        yield from (f"rectified, but: {one}" for one in said if one)


def _of_page(bench: Bench, edit: Edit) -> Counter[str]:
    """Return the words of the page's source that an edit changes: a call is told by what it names."""
    old, new = words_of(bench.files.page), words_of((edit.files[SIGNED] or b"").decode())
    return (old - new) | (new - old)


def _few(words: Iterable[str]) -> str:
    return " ".join(list(words)[:12])


def _lines(problems: Iterable[Problem]) -> str:
    return "".join(f"\n    {one.path}:{one.line}: {one.message[:600]}" for one in problems)


def try_edits(seed: int, numbers: Iterable[int], *, verbose: bool = False) -> Outcome:
    """Make edits one by one and return what came of them."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for number in numbers:
            edit = edit_of(bench.files, seed, number)
            bench.apply(edit)
            try:
                faults = list(wrong_of(bench, edit, outcome, f"{seed}:{number}"))
                if verbose:
                    _explain(bench, edit)
            except Exception:
                faults = [traceback.format_exc(limit=-4)]
            finally:
                bench.restore(edit)
            outcome.wrong += [f"{seed}:{number} {edit.name}, {edit.path}: {fault}" for fault in faults]
    return outcome


def _explain(bench: Bench, edit: Edit) -> None:
    site, _ = bench.read()
    print(edit.name, edit.path)
    for problem in site.problems:
        if problem.severity is Severity.ERROR:
            print(f"  {problem.path}:{problem.line}: {problem.rule}: {problem.message}")


def main() -> int:
    """Try as many edits as asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--only", type=int, help="make one edit again and print what is told of it")
    given = parser.parse_args()
    numbers = range(given.start, given.start + given.count) if given.only is None else [given.only]
    outcome = try_edits(given.seed, numbers, verbose=given.only is not None)
    print("\n".join(outcome.lines()))
    return bool(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
