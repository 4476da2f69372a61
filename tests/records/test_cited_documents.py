"""The documents that the report of 2024 cites, as later records may tell of them."""

import random
from datetime import date, timedelta
from pathlib import Path

from congbo.figures.validity import document_on
from congbo.records.documents import Document
from congbo.records.problems import Severity
from congbo.records.reader import Places
from congbo.records.register import Register
from congbo.reports.report import Report
from congbo.rules import PAGE_CHECKS
from congbo.rules import check as checks
from congbo.rules.citations import cited_in_force
from congbo.rules.rulebook import SiteToCheck, own_rule
from congbo.rules.written import brought, keys_of_pages, loaded_by_records, unanswered

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)
SITE = checks.read(ROOT, TODAY)
(REPORT,) = (report for report in SITE.reports if report.id == "2024-tu-kiem-tra")
CITED = sorted({citation.document for citation in REPORT.citations})
OF_RECORDS = [
    check
    for check in PAGE_CHECKS
    if check not in (brought, keys_of_pages, loaded_by_records, unanswered)  # look at Markdown only
]


def learned(chance: random.Random) -> Register:
    """The shipped records with some cited documents as a later record tells, and others that end them."""

    def later(one: Document) -> date:
        return (one.issued or date(2023, 1, 1)) + timedelta(days=chance.randrange(900))

    documents = dict(REPORT.register.documents)
    for id_ in chance.sample(CITED, 4):
        keys = {key: later(documents[id_]) for key in ("effective", "expired") if chance.random() < 0.5}
        documents[id_] = documents[id_].model_copy(update=keys)
    model = documents["46-KH-SKHCN-2024"]
    for number in range(900, 903):
        ended = chance.choice(CITED)
        update = {
            "id": f"{number}-KH-SKHCN-2024",
            "path": f"records/plans/2024/{number}-KH-SKHCN-2024.md",
            "number": f"{number}/KH-SKHCN",
            "issued": later(documents[ended]),
            chance.choice(("replaces", "abolishes", "amends")): (ended,),
        }
        documents[str(update["id"])] = model.model_copy(update=update)
    others = [record for record in SITE.register.records if not isinstance(record, Document)]
    return Register([*others, *documents.values()])


def test_nothing_that_is_learned_later_of_a_cited_document_refuses_the_report_but_its_seal() -> None:
    chance, errors, warned = random.Random(2024), set(), 0
    for _ in range(40):
        register = learned(chance)
        report = Report(REPORT.source, REPORT.meta, register, REPORT.chain)
        site = SiteToCheck(register, Places(ROOT), TODAY, sources=(report.source,), reports=(report,))
        found = [problem for check in OF_RECORDS for problem in check(site)]
        here = [problem for problem in found if problem.path == report.source.path]
        errors |= {problem.rule for problem in here if own_rule(problem.rule).severity is Severity.ERROR}
        warned += any(problem.rule == "cited-status" for problem in here)
        assert report.reconcilable
    assert errors <= {"seal-drift"}
    assert warned > 20


def test_no_shipped_document_has_ended_on_the_reports_day_as_far_as_the_records_tell() -> None:
    site = SiteToCheck(SITE.register, Places(ROOT), TODAY, sources=SITE.sources, reports=SITE.reports)
    assert list(cited_in_force(site)) == []
    states = {
        document_on(REPORT.register.documents[id_], REPORT.register, REPORT.meta.day).over for id_ in CITED
    }
    assert states == {False}
