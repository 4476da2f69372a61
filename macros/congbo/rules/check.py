"""Checks: a site's records and pages read once, with every problem that they have."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from congbo.records.kinds import TARGET_LABELS
from congbo.records.problems import Problem
from congbo.records.reader import Places, on_source_columns, read_site, unless_refused
from congbo.records.register import Register
from congbo.reports.configuration import read_configuration
from congbo.reports.report import Report, is_report, read_report
from congbo.reports.seals import SUFFIX, read_seal, seal_path
from congbo.reports.site import Site
from congbo.rules import documents as document_rules
from congbo.rules import records as record_rules
from congbo.rules.entries import published, read_docs
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

REFERRING = frozenset(f"unknown-{target}" for target in (*TARGET_LABELS, "figure", "measure"))
"""Rules of a reference to what is not there: not told where a folder of records could not be read."""


def read(root: Path, today: date, *, configuration_file: Path | None = None, drafts: bool = False) -> Site:
    """Read the records and pages below `root` and check them; nothing stops at the first problem.

    The configuration is that of the site's mkdocs.yml, if no other file is given; the pages that it calls
    drafts are read where a preview shows them.
    """
    reading = read_site(root)
    docs = read_docs(root, read_configuration(root, configuration_file), drafts=drafts)
    problems = list(reading.problems)
    everything = Register(reading.records)
    public = Register.public(reading.records)
    sources, raws = docs.sources, docs.pages
    shown = published(docs, public.records, reading.broken)
    on_pages = [*docs.problems, *shown.problems, *(p for source in sources for p in source.problems)]

    places = Places(root)
    unread = reading.unread | {source.id for source in sources if source.problems}
    report_ids = [source.id for source in sources if is_report(source)]
    records = RecordsToCheck(everything, places, today, report_ids, unread)
    found = [problem for rule in RECORD_RULES for problem in rule(records)]
    problems += found

    unread |= {Path(problem.path).stem for problem in found if problem.rule in UNSETTLED | INCOMPUTABLE}
    incomputable = {problem.path for problem in found if problem.rule in INCOMPUTABLE}
    computable = Register(record for record in public.records if record.path not in incomputable)
    reports: list[Report] = []
    seals = dict(docs.seals)
    for source in filter(is_report, sources):
        meta, refused = read_report(source)
        on_pages += unless_refused(refused, list(source.problems))
        path = seal_path(source.path)
        sealed = seals.pop(path, None)
        seal, broken = read_seal(sealed, path, source.id) if sealed is not None else (None, [])
        problems += broken
        if meta:
            reports.append(Report(source, meta, computable, seal))
    problems += [_lone_seal(path) for path in seals]
    to_check = PagesToCheck(sources, tuple(reports), everything, places, unread)
    on_pages += [problem for rule in (*PAGE_RULES, *SEAL_RULES) for problem in rule(to_check)]
    for path, raw in raws.items():
        problems += on_source_columns([problem for problem in on_pages if problem.path == path], raw)
    problems += [problem for problem in on_pages if problem.path not in raws]
    if reading.closed:
        problems = [problem for problem in problems if problem.rule not in REFERRING]
    told = tuple(sorted({_on_one_line(problem) for problem in problems}))
    return Site(root, public, sources, tuple(reports), told, shown.assets)


def _lone_seal(path: str) -> Problem:
    message = f"không có trang báo cáo đi cùng dấu niêm phong này ({path.removesuffix(SUFFIX)}.md)"
    return Problem(path, 1, 1, "seal-broken", message)


def _on_one_line(problem: Problem) -> Problem:
    """Return the problem with a message of one line, though it quotes a value of several."""
    lines = problem.message.split("\n")
    return problem if len(lines) == 1 else replace(problem, message=" ".join(lines))
