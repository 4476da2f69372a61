"""Checks: a site's records and pages read once, with every problem that they have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from congbo.pages.settings import SETTINGS, read_settings
from congbo.records.problems import Problem
from congbo.records.reader import (
    Places,
    Reading,
    on_source_columns,
    read_site,
    record_files,
    unless_refused,
)
from congbo.records.register import Register
from congbo.records.rule import Rule
from congbo.reports.report import Report, is_report, read_report
from congbo.reports.seals import SUFFIX, read_seal, seal_path
from congbo.reports.site import DOCS, Site
from congbo.reports.written_page import PageSource, read_page
from congbo.rules import PAGE_CHECKS, RECORD_CHECKS, every_rule
from congbo.rules.rulebook import Check, SiteToCheck

INCOMPUTABLE = frozenset({"definition-form", "unknown-condition"})
"""Rules of an indicator whose definition cannot be followed."""

UNSETTLED = frozenset(
    {
        "date-future",
        "dossier-identity",
        "dossier-total",
        "effective-before-issued",
        "expired-before-effective",
        "replaced-before-issued",
        "replacement-cycle",
        "unknown-measure",
    }
)
"""Rules of a record whose days or figures are wrong: what a report makes of them is not told as well."""

_MEASURE = re.compile(rb"^measure:[ \t]*['\"]?([\w-]+)", re.MULTILINE)


def read(root: Path, today: date, settings: Path | None = None) -> Site:
    """Read the records and pages below `root` and check them; nothing stops at the first problem.

    `settings` is the site's mkdocs.yml where it stands elsewhere.
    """
    reading = read_site(root)
    raw = {file.relative_to(root).as_posix(): file.read_bytes() for file in _below_docs(root, ".md")}
    sources = tuple(read_page(content, path) for path, content in raw.items())
    seals = {file.relative_to(root).as_posix(): file for file in _below_docs(root, SUFFIX)}
    site = SiteToCheck(
        Register(reading.records),
        Places(root),
        today,
        sources,
        tuple(seals),
        unread_ids=_unread(reading, sources),
        settings=read_settings(settings or root / SETTINGS),
    )
    of_records = list(_told(RECORD_CHECKS, site))
    public = Register.public(reading.records)
    reports, of_reports = _read_reports(sources, seals, _computable(public, of_records))
    unsettled = {Path(p.path).stem for p in of_records if p.rule in UNSETTLED | INCOMPUTABLE}
    site = replace(site, reports=reports, unread_ids=site.unread_ids | unsettled)
    of_pages = [problem for source in sources for problem in source.problems]
    of_pages += [*of_reports, *_told(PAGE_CHECKS, site)]
    problems = [*reading.problems, *of_records, *_as_typed(of_pages, raw)]
    rules = every_rule()
    return Site(root, public, sources, reports, _settled(problems, rules), rules)


def _below_docs(root: Path, ending: str) -> Iterator[Path]:
    return (file for file in sorted((root / DOCS).rglob(f"*{ending}")) if file.is_file())


def _told(checks: Iterable[Check], site: SiteToCheck) -> Iterator[Problem]:
    return (problem for check in checks for problem in check(site))


def _computable(register: Register, problems: Iterable[Problem]) -> Register:
    """Return the register without the indicators whose definition cannot be followed."""
    incomputable = {problem.path for problem in problems if problem.rule in INCOMPUTABLE}
    return Register(record for record in register.records if record.path not in incomputable)


def _read_reports(
    sources: Iterable[PageSource], seals: Mapping[str, Path], register: Register
) -> tuple[tuple[Report, ...], list[Problem]]:
    """Return the reports among the pages, each with its seal, and the problems of their heads and seals."""
    reports: list[Report] = []
    problems: list[Problem] = []
    for source in filter(is_report, sources):
        meta, refused = read_report(source)
        path = seal_path(source.path)
        seal, broken = read_seal(seals[path].read_bytes(), path, source.id) if path in seals else (None, [])
        problems += [*unless_refused(refused, list(source.problems)), *broken]
        if meta:
            reports.append(Report(source, meta, register, seal))
    return tuple(reports), problems


def _as_typed(problems: Iterable[Problem], raw: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield problems with the columns of those of a page counted in its lines as they were typed."""
    found = list(problems)
    for path, content in raw.items():
        yield from on_source_columns([problem for problem in found if problem.path == path], content)
    yield from (problem for problem in found if problem.path not in raw)


def _settled(problems: Iterable[Problem], rules: Iterable[Rule]) -> tuple[Problem, ...]:
    """Return the problems in order, each once and on one line, each counting as the page of its rule says."""
    known = {rule.id: rule for rule in rules}
    found = {
        replace(
            problem,
            message=problem.message.replace("\n", " "),
            severity=known[problem.rule].severity if problem.rule in known else problem.severity,
        )
        for problem in problems
    }
    return tuple(sorted(found))


def _unread(reading: Reading, sources: Iterable[PageSource]) -> frozenset[str]:
    """Return what other files may rightly call a file that could not be read: its id, and its measure."""
    read_paths = {record.path for record in reading.records}
    names = {source.id for source in sources if source.problems}
    for file in record_files(reading.root):
        if file.relative_to(reading.root).as_posix() not in read_paths:
            names |= {file.stem, *(name.decode() for name in _MEASURE.findall(file.read_bytes()))}
    return frozenset(names)
