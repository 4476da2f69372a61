"""Citations in time: what is told of a document that a report cites as it is not on the day."""

import random
from datetime import date, timedelta

import pytest
from checking import TODAY, KeysAsPlaces
from sealed import seal_of

from congbo.figures.validity import Validity, document_on
from congbo.pages.markdown import Dialect
from congbo.pages.reading import reading
from congbo.records.documents import Document
from congbo.records.problems import Problem, Severity
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.macro import Asked
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.rules import PAGE_CHECKS, citations
from congbo.rules.rulebook import SiteToCheck, own_rule
from sample import document, field, indicator, organisation, page, report

OLD = document("1-QD-SKHCN-2024", "decisions", issued="2024-01-10")
NEW = document("2-QD-SKHCN-2024", "decisions", issued="2024-05-01", replaces=[OLD.id])
CITE_OLD, CITE_NEW = f'{{{{ cite("{OLD.id}") }}}}', f'{{{{ cite("{NEW.id}") }}}}'


def site_of(made: Report) -> SiteToCheck:
    register, source = Register(made.register.records), made.source
    readings = {source.path: reading(source, Dialect())}
    return SiteToCheck(register, KeysAsPlaces(), TODAY, sources=(source,), reports=(made,), readings=readings)


def found(body: str, *records: Record) -> list[Problem]:
    return list(citations.cited_in_force(site_of(report(body, *records))))


def rules(body: str, *records: Record) -> list[str]:
    return [problem.rule for problem in found(f"# Báo cáo\n\n{body}\n", *records)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Ban hành {CITE_NEW} thay thế {CITE_OLD}.",
        f"Ban hành {CITE_NEW}\nthay thế\n{CITE_OLD}.",
        f"{CITE_OLD} được thay thế bởi {CITE_NEW}.",
        f"Ban hành {CITE_NEW}, bãi bỏ {CITE_OLD}.",
        f"- Mục.\n- Ban hành {CITE_NEW} thay cho {CITE_OLD}",
        f"Theo {CITE_NEW} thì {CITE_OLD} hết hiệu lực",
        CITE_OLD.replace(") }}", ', as="thay thế") }}'),
        CITE_OLD.replace(") }}", ', as_of="2024-04-30") }}'),
    ],
)
def test_a_sentence_that_says_what_replaced_a_document_may_cite_it(sentence: str) -> None:
    assert rules(sentence, OLD, NEW) == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"Thực hiện {CITE_OLD}.",
        f"Thực hiện {CITE_NEW} và {CITE_OLD}.",
        f"Ban hành {CITE_NEW} thay thế văn bản cũ. Thực hiện {CITE_OLD}.",
        f"Ban hành {CITE_NEW}, thay thế văn bản cũ\n\nThực hiện {CITE_OLD}.",
        f"- Ban hành {CITE_NEW}, thay thế văn bản cũ\n- Thực hiện {CITE_OLD}.",
        f"Thay thế {CITE_OLD}.",
        CITE_OLD.replace(") }}", ', as_of="2024-05-01") }}'),
        CITE_OLD.replace(") }}", ', as_of="2030-01-01") }}'),
        CITE_NEW.replace(") }}", ', as="thay thế") }}'),
    ],
)
def test_a_sentence_that_does_not_say_so_is_warned_of(sentence: str) -> None:
    assert rules(sentence, OLD, NEW) == ["cited-status"]


def test_what_takes_effect_later_may_be_cited_as_such_once_it_is_issued() -> None:
    said = '{{ cite("5-QD-SKHCN-2024", as="chưa có hiệu lực") }}'
    issued = document("5-QD-SKHCN-2024", "decisions", issued="2024-07-01", effective="2024-09-01")
    assert rules(said, issued) == []
    assert rules('{{ cite("5-QD-SKHCN-2024") }}', issued) == ["cited-not-in-force"]
    assert rules(said, document(issued.id, "decisions", issued="2024-09-01")) == ["cited-not-in-force"]
    assert rules(said, document(issued.id, "decisions", issued="2024-07-01")) == ["cited-status"]


def test_a_list_of_what_was_counted_says_only_that_it_was_issued() -> None:
    counting = indicator("qd", {"count": "văn bản", "where": {"kind": ["quyết định"]}}, unit="quyết định")
    assert rules('{{ cite_all("qd") }}', OLD, NEW, counting) == []
    later = NEW.model_copy(update={"effective": date(2024, 9, 1)})
    assert rules('{{ cite_all("qd") }}', OLD, later, counting) == []


def test_a_suspended_document_is_cited_as_such_or_by_a_sentence_that_names_what_suspends_it() -> None:
    change = {"document": OLD.id, "action": "ngưng hiệu lực"}
    new = document(NEW.id, "decisions", issued=str(NEW.issued), changes=[change])
    suspended = CITE_OLD.replace(") }}", ', as="ngưng hiệu lực") }}')
    assert rules(suspended, OLD, new) == []
    assert rules(f"{CITE_NEW} ngưng hiệu lực {CITE_OLD}.", OLD, new) == []
    assert rules(f"{CITE_NEW} và {CITE_OLD}.", OLD, new) == ["cited-status"]
    (problem,) = found(f"Theo {CITE_OLD}.", OLD, new)
    assert 'as="ngưng hiệu lực"' in problem.hint
    assert rules(suspended, OLD) == ["cited-status"]


def test_a_document_cited_at_many_places_is_told_once() -> None:
    (problem,) = found(f"# Báo cáo\n\n{CITE_OLD}.\n\n{CITE_OLD}.\n\n{CITE_OLD}.\n", OLD, NEW)
    assert "(và 2 chỗ khác)" in problem.message


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ('as="thay thế"', False),
        ('as="thay thế 5"', True),
        ('as="12"', True),
        ('as_of="2024-01-31"', False),
        ('as_of="31/01/2024"', True),
        ('as_of="2024-02-30"', True),
        ('as_of="5 văn bản"', True),
        ("as_of=5", True),
        ("as=5", True),
    ],
)
def test_what_a_citation_says_of_time_is_a_term_or_a_day_and_no_text(options: str, refused: bool) -> None:
    problems = page(f'{{{{ cite("a", {options}) }}}}').problems
    assert [problem.rule for problem in problems] == ["macro-argument"] * refused


def test_what_a_citation_says_of_time_prints_nothing() -> None:
    said_so = CITE_OLD.replace(") }}", ', as="bãi bỏ", as_of="2024-02-01") }}')
    calls = report(f"# Báo cáo\n\n{CITE_OLD}{said_so}\n", OLD)
    plain, said = (MACROS["cite"].text(Asked(call, calls.register, calls)) for call in calls.source.calls)
    assert plain == said == "Quyết định số 1/QD-SKHCN ngày 10/01/2024"


BODY = f"""\
# Báo cáo

## I. Kết quả

Ban hành {{{{ figure("qd") }}}} quyết định[^a] theo {CITE_OLD}; {CITE_NEW}.

[^a]: {{{{ cite_all("qd") }}}}.
"""
PLAIN = [
    organisation("SKHCN", name="Sở Mẫu"),
    field("so-huu-tri-tue"),
    indicator("qd", {"count": "văn bản", "where": {"kind": ["quyết định"]}}, unit="quyết định"),
]
CITED = [OLD, NEW.model_copy(update={"replaces": ()})]


def _learned(chance: random.Random, cited: list[Document]) -> list[Document]:
    """The cited documents, and others, as a later record tells: any day and any end, true or not."""

    def day(least: date) -> date:
        return least + timedelta(days=chance.randrange(500))

    told_later = []
    for one in cited:
        issued = one.issued or date(2024, 1, 1)
        keys = {key: day(issued) for key in ("effective", "expired") if chance.random() < 0.4}
        told_later.append(one.model_copy(update=keys))
    ids = [one.id for one in cited]
    others = [
        document(
            f"{n}-KH-SKHCN-2024",
            issued=str(day(date(2024, 1, 1))),
            replaces=chance.sample(ids, chance.randint(0, 1)),
            abolishes=chance.sample(ids, chance.randint(0, 1)),
            amends=chance.sample(ids, chance.randint(0, 1)),
        )
        for n in range(50, 50 + chance.randint(0, 3))
    ]
    return [*told_later, *others]


def test_what_is_learned_after_a_report_was_sealed_makes_no_error_of_it_but_of_its_seal() -> None:
    chance = random.Random(5)
    sealed = seal_of(report(BODY, *PLAIN, *CITED), date(2024, 7, 30))
    errors, warned = set(), 0
    for _ in range(150):
        records = [*PLAIN, *_learned(chance, CITED)]
        now = report(BODY, *records, keys=f"seal: {sealed.mark}\n")
        made = Report(now.source, now.meta, now.register, sealed)
        problems = [problem for check in PAGE_CHECKS for problem in check(site_of(made))]
        here = [problem for problem in problems if problem.path == made.source.path]
        errors |= {p.rule for p in here if own_rule(p.rule).severity is Severity.ERROR}
        warned += any(problem.rule == "cited-status" for problem in here)
    assert errors <= {"seal-drift"}
    assert warned > 50


def test_a_report_that_is_not_sealed_is_refused_just_for_what_is_not_yet_in_force() -> None:
    chance, seen = random.Random(6), 0
    for _ in range(300):
        records = [*PLAIN, *_learned(chance, CITED)]
        made = report(BODY, *records)
        states = [
            document_on(made.register.documents[one.id], made.register, made.meta.day).state for one in CITED
        ]
        refused = [p for p in citations.cited_in_force(site_of(made)) if p.rule == "cited-not-in-force"]
        assert len(refused) == states.count(Validity.COMING)
        seen += len(refused)
    assert seen > 50
