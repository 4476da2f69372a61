"""Checks: a site's records and pages read once, with every problem that they have."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from congbo.records.problems import Problem, has_errors
from congbo.records.reader import (
    RECORDS,
    Places,
    Reading,
    on_source_columns,
    read_site,
    record_files,
    unless_refused,
)
from congbo.records.register import Register
from congbo.reports.report import Report, is_report, read_report
from congbo.reports.seals import SUFFIX, read_seal, seal_path
from congbo.reports.site import DOCS, Site
from congbo.reports.written_page import PageSource, read_page
from congbo.rules import documents as document_rules
from congbo.rules import records as record_rules
from congbo.rules.names import file_names, paths_below
from congbo.rules.pages import PAGE_RULES, PagesToCheck
from congbo.rules.rulebook import RecordRule, RecordsToCheck
from congbo.rules.seals import SEAL_RULES

RECORD_RULES: tuple[RecordRule, ...] = (
    record_rules.duplicate_id,
    record_rules.ascii_id,
    document_rules.document_identity,
    document_rules.document_stem,
    document_rules.document_symbol,
    record_rules.procedure_code,
    record_rules.former_id,
    record_rules.reference,
    record_rules.publication,
    record_rules.future_date,
    document_rules.document_times,
    record_rules.procedure_times,
    record_rules.replacement_cycle,
    record_rules.dossier_identities,
    record_rules.dossier_totals,
    record_rules.measure_identity,
    record_rules.indicator_definition,
    document_rules.number_sequence,
    document_rules.weekend_date,
    document_rules.subject_year,
)
"""Every rule across records, in the order in which they run."""

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

LONGEST_MESSAGE = 1_000  # characters
_MEASURE = re.compile(rb"^measure:[ \t]*['\"]?([\w-]+)", re.MULTILINE)


def read(root: Path, today: date) -> Site:
    """Read the records and pages below `root` and check them; nothing stops at the first problem."""
    reading = read_site(root)
    problems = list(reading.problems)
    everything = Register(reading.records)
    public = Register.public(reading.records)
    pages = {file: file.read_bytes() for file in sorted((root / DOCS).rglob("*.md")) if file.is_file()}
    sources = tuple(read_page(raw, file.relative_to(root).as_posix()) for file, raw in pages.items())
    raws = {source.path: raw for source, raw in zip(sources, pages.values(), strict=True)}
    on_pages = [problem for source in sources for problem in source.problems]

    places, unread = Places(root), _unread_names(reading, sources)
    report_ids = [source.id for source in sources if is_report(source)]
    records = RecordsToCheck(everything, places, today, report_ids, unread)
    found = [problem for rule in RECORD_RULES for problem in rule(records)]
    problems += found

    unread |= {Path(problem.path).stem for problem in found if problem.rule in UNSETTLED | INCOMPUTABLE}
    incomputable = {problem.path for problem in found if problem.rule in INCOMPUTABLE}
    computable = Register(record for record in public.records if record.path not in incomputable)
    reports: list[Report] = []
    seals = {file.relative_to(root).as_posix(): file for file in sorted((root / DOCS).rglob(f"*{SUFFIX}"))}
    for source in filter(is_report, sources):
        meta, refused = read_report(source)
        on_pages += unless_refused(refused, list(source.problems))
        path = seal_path(source.path)
        file = seals.pop(path, None)
        seal, broken = read_seal(file.read_bytes(), path, source.id) if file else (None, [])
        problems += broken
        if meta:
            reports.append(Report(source, meta, computable, seal))
    problems += [_lone_seal(path) for path in seals]
    to_check = PagesToCheck(sources, tuple(reports), everything, places, unread)
    on_pages += [problem for rule in (*PAGE_RULES, *SEAL_RULES) for problem in rule(to_check)]
    by_page: dict[str, list[Problem]] = defaultdict(list)
    for problem in on_pages:
        by_page[problem.path].append(problem)
    for path, of_page in by_page.items():
        problems += on_source_columns(of_page, raws[path]) if path in raws else of_page
    problems += file_names(paths_below(root, RECORDS, DOCS))
    return Site(
        root, public, sources, tuple(reports), tuple(sorted({_readable(problem) for problem in problems}))
    )


def _lone_seal(path: str) -> Problem:
    message = f"không có trang báo cáo đi cùng dấu niêm phong này ({path.removesuffix(SUFFIX)}.md)"
    return Problem(path, 1, 1, "seal-broken", message)


def _readable(problem: Problem) -> Problem:
    """Return the problem with a message of one line that is read to its end, whatever value it quotes."""
    message, hint = (" ".join(text.split("\n")) for text in (problem.message, problem.hint))
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[: LONGEST_MESSAGE // 2]} … {message[-LONGEST_MESSAGE // 2 :]}"
    if len(hint) > LONGEST_MESSAGE:
        hint = ""
    return replace(problem, message=message, hint=hint)


def _unread_names(reading: Reading, sources: Iterable[PageSource]) -> frozenset[str]:
    """Return what other files may rightly call a file that could not be read: its id, and its measure."""
    read_paths = {record.path for record in reading.records}
    names = {source.id for source in sources if has_errors(source.problems)}
    for file in record_files(reading.root):
        if file.relative_to(reading.root).as_posix() not in read_paths:
            names |= {file.stem, *(name.decode() for name in _MEASURE.findall(file.read_bytes()))}
    return frozenset(names)
