"""Checks: a site's records and pages read once, with every problem that they have."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from congbo.pages.docs_settings import docs_settings
from congbo.pages.settings import Settings, read_settings
from congbo.pages.shipped import fitted
from congbo.records.kinds import KINDS
from congbo.records.library import with_library
from congbo.records.problems import Problem, Severity, has_errors
from congbo.records.reader import (
    RECORDS,
    Places,
    Reading,
    Typing,
    on_source_columns,
    read_site,
    unless_refused,
)
from congbo.records.register import Register
from congbo.records.rule import Rule
from congbo.reports.macros import MACROS
from congbo.reports.report import Report, is_report, read_report
from congbo.reports.report_meta import ANNEX
from congbo.reports.seals import read_seal, seal_path
from congbo.reports.site import DOCS, Site
from congbo.reports.written_page import PageSource
from congbo.rules import PAGE_CHECKS, RECORD_CHECKS, every_rule
from congbo.rules.addresses import problems_of
from congbo.rules.entries import Docs, Published, published, read_docs
from congbo.rules.names import file_names, paths_below
from congbo.rules.references import TARGETS
from congbo.rules.rulebook import Check, SiteToCheck

INCOMPUTABLE = frozenset({"definition-form", "unknown-condition", "unlike-units"})
"""Rules of an indicator whose definition cannot be followed."""

NAMING = frozenset({"document-stem", "code-stem", "folder-kind"})
"""Rules that say what a file is to be called: that its name cannot stay is not told as well."""

UNSETTLED = frozenset(
    {
        "date-future",
        "document-stem",
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


def referring() -> set[str]:
    """Return the rules of a reference to what is not there: not told where something could not be read."""
    targets = (*TARGETS, *(kind.target for kind in KINDS), "figure", "measure")
    return {f"unknown-{target}" for target in targets}


LONGEST_MESSAGE = 1_000  # characters


def read(
    root: Path,
    day: date,
    settings: Settings | None = None,
    *,
    known: date | None = None,
    drafts: bool = False,
) -> Site:
    """Read the records and pages below `root` and check them; nothing stops at the first problem.

    The site speaks of `day`; what has happened happened by `known`, which is later where the site of a past
    day is made of records that came after it.
    The settings are those of the site's mkdocs.yml, if no others are given; the pages that they call
    drafts are read where a preview shows them.
    """
    found, docs, public, shown, site = _gathered(root, day, settings, known=known, drafts=drafts)
    sources = site.sources
    of_records = list(_told(RECORD_CHECKS, site))
    reports, of_reports = _read_reports(sources, docs.seals, _computable(public, of_records))
    unsettled = {Path(p.path).stem for p in of_records if p.rule in UNSETTLED | INCOMPUTABLE}
    site = replace(site, reports=reports, unread_ids=site.unread_ids | unsettled)
    of_pages = [problem for source in sources for problem in source.problems]
    of_pages += [*docs.problems, *shown.problems, *of_reports, *_told(PAGE_CHECKS, site)]
    problems = [*found.problems, *of_records, *_as_typed(of_pages, docs.pages)]
    problems += file_names(paths_below(root, RECORDS, DOCS))
    named = {problem.path for problem in problems if problem.rule in NAMING}
    problems = [p for p in problems if p.rule != "id-form" or p.path not in named]
    if found.closed:
        problems = [problem for problem in problems if problem.rule not in referring()]
    rules = every_rule()
    checked = Site(root, public, sources, reports, _settled(problems, rules), rules, shown.assets)
    told = {problem.path for problem in checked.problems if problem.severity is Severity.ERROR}
    of_addresses = _settled((*checked.problems, *problems_of(checked, day, told)), rules)
    return checked.with_problems(of_addresses)


def read_in_part(
    root: Path,
    day: date,
    rules: Container[str],
    settings: Settings | None = None,
    typing: Typing | None = None,
) -> Site:
    """Return a site as `read` does, checked by those rules alone and by what its figures need.

    For whoever compares two states of a site, of which each is checked whole elsewhere.
    """
    found, docs, public, shown, site = _gathered(root, day, settings, typing=typing)
    wanted = {rule.id for check in (*RECORD_CHECKS, *PAGE_CHECKS) for rule in check.rules if rule.id in rules}
    of_records = list(_told(_telling(RECORD_CHECKS, INCOMPUTABLE | wanted), site))
    reports, of_reports = _read_reports(site.sources, docs.seals, _computable(public, of_records))
    site = replace(site, reports=reports)
    of_pages = [problem for source in site.sources for problem in source.problems]
    of_pages += [*docs.problems, *of_reports, *_told(_telling(PAGE_CHECKS, wanted), site)]
    every = every_rule()
    problems = _settled([*found.problems, *of_records, *_as_typed(of_pages, docs.pages)], every)
    return Site(root, public, site.sources, reports, problems, every, shown.assets)


def _telling(checks: Iterable[Check], rules: Container[str]) -> list[Check]:
    return [check for check in checks if any(rule.id in rules for rule in check.rules)]


def _gathered(
    root: Path,
    day: date,
    settings: Settings | None,
    *,
    known: date | None = None,
    drafts: bool = False,
    typing: Typing | None = None,
) -> tuple[Reading, Docs, Register, Published, SiteToCheck]:
    """Return what was read of a site, and what its checks are given."""
    settings = settings or read_settings(root)
    found = read_site(root, typing)
    docs = read_docs(root, docs_settings(settings), drafts=drafts)
    records = with_library(found.records, named_indicators(settings, docs.sources))
    register, public = Register(records), Register.public(records)
    sources = tuple(source.following(partial(_current, register)) for source in docs.sources)
    sources, readings = fitted(sources, settings.dialect)
    shown = published(docs, readings, public.records, found.broken)
    site = SiteToCheck(
        register,
        Places(root),
        known or day,
        sources,
        tuple(docs.seals),
        unread_ids=found.unread | {source.id for source in sources if has_errors(source.problems)},
        settings=settings,
        readings=readings,
        day=day,
    )
    return found, docs, public, shown, site


def _current(register: Register, macro: str, id_: str) -> str:
    """Return the id that a record has now which a call of a macro names."""
    target = MACROS[macro].target
    return register.current(target, id_) if target else id_


def _told(checks: Iterable[Check], site: SiteToCheck) -> Iterator[Problem]:
    return (problem for check in checks for problem in check(site))


def named_indicators(settings: Settings, sources: Iterable[PageSource]) -> set[str]:
    """Return what a site's settings, the heads of its reports and the calls of its pages may name."""
    named = set(settings.indicators)
    for source in sources:
        listed = source.data.get(ANNEX, ())
        named |= {listed} if isinstance(listed, str) else {one for one in listed if isinstance(one, str)}
        named |= {call.id for call in source.calls}
    return named


def _computable(register: Register, problems: Iterable[Problem]) -> Register:
    """Return the register without the indicators whose definition cannot be followed."""
    incomputable = {problem.path for problem in problems if problem.rule in INCOMPUTABLE}
    return Register(record for record in register.records if record.path not in incomputable)


def _read_reports(
    sources: Iterable[PageSource], seals: Mapping[str, bytes], register: Register
) -> tuple[tuple[Report, ...], list[Problem]]:
    """Return the reports among the pages, each with its seal, and the problems of their heads and seals."""
    reports: list[Report] = []
    problems: list[Problem] = []
    regimes = register.regimes
    for source in filter(is_report, sources):
        meta, refused = read_report(source, regimes)
        path = seal_path(source.path)
        chain, broken = read_seal(seals[path], path, source.id) if path in seals else (None, [])
        problems += [*unless_refused(refused, list(source.problems)), *broken]
        if meta:
            reports.append(Report(source, meta, register, chain))
    return tuple(reports), problems


def _as_typed(problems: Iterable[Problem], raw: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield problems with the columns of those of a page counted in its lines as they were typed."""
    by_page: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_page[problem.path].append(problem)
    for path, found in by_page.items():
        yield from on_source_columns(found, raw[path]) if path in raw else found


def _settled(problems: Iterable[Problem], rules: Iterable[Rule]) -> tuple[Problem, ...]:
    """Return the problems in order, each once and on one line, each counting as the page of its rule says."""
    known = {rule.id: rule for rule in rules}
    found = {
        replace(
            problem,
            message=_readable(problem.message),
            hint=" ".join(problem.hint.split("\n")) if len(problem.hint) <= LONGEST_MESSAGE else "",
            severity=known[problem.rule].severity if problem.rule in known else problem.severity,
        )
        for problem in problems
    }
    return tuple(sorted(found))


def _readable(text: str) -> str:
    """Return a text on one line that is read to its end, whatever value it quotes."""
    line = " ".join(text.split("\n"))
    if len(line) <= LONGEST_MESSAGE:
        return line
    return f"{line[: LONGEST_MESSAGE // 2]} … {line[-LONGEST_MESSAGE // 2 :]}"
