"""Checks: a site's records and pages read once, with every problem that they have."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from congbo.citations import PageSource, read_page
from congbo.page_rules import PAGE_RULES, PagesToCheck
from congbo.problems import Problem
from congbo.reader import Places, on_source_columns, read_site, record_files
from congbo.record_rules import RECORD_RULES, RecordsToCheck
from congbo.register import Register
from congbo.reports import Report, is_report, read_report

DOCS = "docs"


@dataclass(frozen=True, slots=True)
class Site:
    """A site as data. `register` holds only what may appear in public; `problems` are sorted."""

    root: Path
    register: Register
    sources: tuple[PageSource, ...]
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read(root: Path, today: date) -> Site:
    """Read the records and pages below `root` and check them; nothing stops at the first problem."""
    reading = read_site(root)
    problems = list(reading.problems)
    everything = Register(reading.records)
    public = Register.public(reading.records)
    sources: list[PageSource] = []
    reports: list[Report] = []
    for file in sorted((root / DOCS).rglob("*.md")):
        raw = file.read_bytes()
        source = read_page(raw, file.relative_to(root).as_posix())
        sources.append(source)
        problems += on_source_columns(list(source.problems), raw)
        if is_report(source):
            meta, found = read_report(source)
            problems += on_source_columns(found, raw)
            if meta:
                reports.append(Report(source, meta, public))
    read_paths = {record.path for record in reading.records}
    files = [file.relative_to(root).as_posix() for file in record_files(root)]
    unread = frozenset(Path(path).stem for path in files if path not in read_paths)
    report_ids = [report.id for report in reports]
    records = RecordsToCheck(everything, Places(root), today, report_ids, unread)
    for record_rule in RECORD_RULES:
        problems += record_rule(records)
    pages = PagesToCheck(tuple(sources), tuple(reports), everything, unread)
    for page_rule in PAGE_RULES:
        problems += page_rule(pages)
    return Site(root, public, pages.sources, pages.reports, tuple(sorted(set(problems))))
