"""The base site of the cases with its report sealed, to be edited, corrected and falsified."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from test_cases import BASE, TODAY

from congbo.records.editing import replaced
from congbo.records.problems import Problem
from congbo.reports import projection, sealing, seals
from congbo.reports.report import Report
from congbo.reports.seals import Chain
from congbo.rules import check as checks

SEALED = date(2024, 7, 10)
PAGE = "docs/bao-cao/mau.md"
SEAL = "docs/bao-cao/mau.seal.json"
STATISTIC = "records/statistics/tai-khoan-2024-06-30.md"
PLAN = "records/plans/2024/46-KH-SKHCN-2024.md"
PROCEDURE = "records/procedures/so-huu-tri-tue/1.011937.md"
OF_SEALS = {"seal-drift", "rectification-mismatch", "seal-broken"}
Edit = Callable[[str], str]


def seal_of(report: Report, day: date = SEALED) -> Chain:
    """A seal of what a report shows now."""
    return seals.sealed(report.id, day, projection.shown_of(report))


def sealed_site(root: Path) -> Path:
    """Copy the base site and seal its report."""
    shutil.copytree(BASE, root)
    write(root, seal_of(report(root)))
    return root


def report(root: Path) -> Report:
    (found,) = checks.read(root, TODAY).reports
    return found


def chain(root: Path) -> Chain:
    found = report(root).chain
    assert found is not None
    return found


def write(root: Path, made: Chain, mark: str = "") -> None:
    """Write a chain beside the page, and its mark or another at the page's head."""
    page = root / PAGE
    (root / SEAL).write_bytes(seals.encoded(made))
    page.write_bytes(replaced(page.read_bytes(), ("seal",), mark or made.mark))


def rectify(root: Path, day: date = date(2024, 8, 1), reason: str = "Đếm sót.") -> Chain:
    """Correct what is not as it was sealed, as the command does, and return the chain."""
    found = report(root)
    assert found.chain is not None
    made = found.chain.followed_by(day, reason, sealing.changes(found))
    write(root, made)
    return made


def edit(root: Path, path: str, change: Edit) -> None:
    before = (root / path).read_text("utf-8")
    after = change(before)
    assert after != before
    (root / path).write_text(after, "utf-8", newline="")


def put(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def problems(root: Path) -> list[Problem]:
    return list(checks.read(root, TODAY).problems)


def told(root: Path) -> list[str]:
    """What the check says of the seal, each line without its hint and rule; of nothing else it speaks."""
    found = problems(root)
    assert {problem.rule for problem in found} <= OF_SEALS
    return [f"{p.path}:{p.line}:{p.column}: {p.message}" for p in found]


def chained(made: Chain, **update: Any) -> Chain:
    """A chain with other parts and with every digest computed anew, as whoever alters a file can do."""
    altered = made.model_copy(update=update)
    head, links = altered.digests[0], []
    for link in altered.rectifications:
        links.append(link.model_copy(update={"previous": head}))
        head = seals.digest(links[-1].model_dump(mode="json"))
    return altered.model_copy(update={"rectifications": tuple(links), "head": head})
