"""Every rule that the source can tell has a page for editors and a case, and the page's example is true."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest
from test_cases import ALL_CASES, BASE, TODAY, Case, printed

import congbo
from congbo import rules
from congbo.pages.pages import Pages
from congbo.pages.rendering import Renderer
from congbo.records import frontmatter
from congbo.records.problems import Problem, Severity
from congbo.records.rule import Rule
from congbo.reports.macros import MACROS
from congbo.rules import check as checks
from congbo.rules import references
from congbo.rules.form import FORM
from congbo.rules.rulebook import Check, SiteToCheck, tells

PACKAGE = Path(congbo.__file__).parent
ROOT = Path(__file__).parents[2]
TARGETS = {
    "references.py": set(references.TARGETS),
    "calls.py": set(filter(None, (macro.target for macro in MACROS.values()))),
}
"""What `unknown-…` ends in, by the module that tells it."""

PLACE_OF_RULE = {
    "Problem": 3,
    "problem": 2,
    "at_call": 2,
    "at_head": 2,
    "_refuse": 1,
    "_tell": 1,
    "refuse": 0,
}
"""The functions that make a problem, and which of their arguments is the rule."""

WARNINGS = {
    *("number-sequence", "printed-unexplained", "subject-year", "weekend-date"),
    *("basis-not-in-force", "basis-number", "cited-status", "joint-issuer", "symbol-form"),
    *("body-ended", "not-written", "report-early", "report-number", "title-period"),
    *("idle-word", "phrase-of-own", "step-ended"),
    *("declared-differs", "ratio-units"),
    *("form-finding", "hidden-entry", "orphan-page", "repeated-text", "typed-document"),
    *("unchanged-version", "unused-asset"),
    *("online-level", "limit-differs", "fee-differs", "level-ended", "completeness-differs", "folder-field"),
    *("abolished-before-published", "basis-cycle"),
    *("code-stem", "event-decision", "folder-year", "free-word"),
}
MARKED = ("cảnh báo", "nhắc việc")
"""The severities that a printed line says; one that says none is an error."""

IN_BASE = {"SOMMAU": "SKHHCN", "SOMAU": "SKHCN", "Sở Mẫu": "Sở Khoa học và Công nghệ"}
"""What of the agency of all examples the base site has instead: an example holds for any agency."""


def in_base(text: str) -> str:
    """Return a text of a page with the agency of the base site in the place of that of all examples."""
    for example, own in IN_BASE.items():
        text = text.replace(example, own)
    return text


_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RulePage:
    """A rule with what its page shows: what is wrong, what is printed for it, and the corrected example."""

    rule: str
    title: str
    severity: str
    body: str

    @property
    def blocks(self) -> list[tuple[str, str]]:
        return [(kind, text) for kind, text in _FENCED.findall(self.body)]

    @property
    def printed(self) -> str:
        return in_base(self.blocks[1][1].strip())


PAGES = [RulePage(rule.id, rule.title, rule.severity_name, rule.body) for rule in rules.every_rule()]
CHECKS = [*rules.RECORD_CHECKS, *rules.PAGE_CHECKS]


def rules_in(module: Path) -> Iterator[str]:
    """The ids of the rules that a module can tell; a rule must be written out where it is told."""
    for call in ast.walk(ast.parse(module.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name not in PLACE_OF_RULE:
            continue
        arguments: list[ast.expr] = []
        for argument in call.args:
            arguments += [argument, argument] if isinstance(argument, ast.Starred) else [argument]
        match arguments[PLACE_OF_RULE[name]]:
            case ast.Constant(value=str(rule)):
                yield rule
            case ast.JoinedStr(values=[ast.Constant(value="unknown-"), _]):
                yield from (f"unknown-{target}" for target in TARGETS[module.name])
            case ast.Name(id="rule"):
                continue  # handed through from one of the calls above
            case other:
                pytest.fail(f"{module.name}:{call.lineno}: the rule is not written out: {ast.unparse(other)}")


MODULES = sorted(PACKAGE.rglob("*.py"))
FAMILIES = [module for module in MODULES if module.parent == PACKAGE / "rules"]
RULES = {rule for module in MODULES for rule in rules_in(module)}


def test_rules_are_found_in_the_source() -> None:
    assert {"encoding", "date-form", "unknown-key", "unknown-figure", "not-public", "typed-number"} <= RULES


@pytest.mark.parametrize("module", FAMILIES, ids=lambda module: module.stem)
def test_the_checks_of_a_family_declare_exactly_the_rules_that_it_tells(module: Path) -> None:
    of_family = [check for check in CHECKS if check.look.__module__ == f"congbo.rules.{module.stem}"]
    declared = {rule.id for check in of_family for rule in check.rules}
    told = getattr(import_module(f"congbo.rules.{module.stem}"), "TOLD", ())
    assert declared | {rule.id for rule in told} == set(rules_in(module))


def test_every_check_that_a_family_holds_is_listed_once() -> None:
    for module in FAMILIES:
        held = vars(__import__(f"congbo.rules.{module.stem}", fromlist=["rules"])).values()
        for check in held:
            assert not isinstance(check, Check) or CHECKS.count(check) == 1, check


def test_the_rules_of_form_are_those_that_the_rooms_that_read_can_tell() -> None:
    below = {rule for module in MODULES if module not in FAMILIES for rule in rules_in(module)}
    assert {rule.id for rule in FORM} == below


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {file.name.removesuffix(".md") for file in files("congbo.rules").iterdir() if ".md" in file.name}
    assert {page.rule for page in PAGES} == pages == RULES
    assert len(PAGES) == len(pages)


def test_a_page_says_title_and_severity_and_nothing_else_says_them() -> None:
    for rule in rules.every_rule():
        front, problems = frontmatter.read(rule.page.read_text("utf-8"), rule.page.name)
        assert front is not None
        assert not problems
        assert set(front.data) == {"title", "severity"}
    for module in MODULES:
        made = [
            node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.keyword)
        ]
        assert module.name in ("causes.py", "check.py", "problems.py") or not [
            one for one in made if one.arg == "severity"
        ], module


def test_a_rule_names_its_case() -> None:
    for rule in rules.every_rule():
        assert (ROOT / rule.case).exists(), rule.id


def test_what_is_left_out_of_reports_is_named_by_rules_that_there_are() -> None:
    assert {rule.id for rule in rules.every_rule()} > checks.UNSETTLED | checks.INCOMPUTABLE


OUTSIDE = """\
---
title: Tên thủ tục viết hoa chữ đầu
severity: cảnh báo
---

Tên đứng một mình trong danh mục nên viết hoa chữ đầu.
"""


def test_a_rule_from_outside_is_run_graded_documented_and_listed(
    tmp_path: Path,
) -> None:
    page = tmp_path / "capital-name.md"
    page.write_text(OUTSIDE, "utf-8")

    @tells(Rule(page))
    def capital_name(site: SiteToCheck) -> Iterator[Problem]:
        for procedure in site.register.procedures.values():
            if procedure.name[0].islower():
                yield site.problem(procedure, ("name",), "capital-name", "tên phải viết hoa chữ đầu")

    rules.RECORD_CHECKS.append(capital_name)
    try:
        path = "records/procedures/so-huu-tri-tue/1.011937.md"
        text = (BASE / path).read_text("utf-8")
        wrong = re.sub("(?m)^name: (.)", lambda match: f"name: {match.group(1).lower()}", text)
        root = Case("capital-name", "", {path: wrong.encode()}, []).lay_over_base(tmp_path / "site")
        (problem,) = (problem for problem in checks.read(root, TODAY).problems)
        assert (problem.rule, problem.severity) == ("capital-name", Severity.WARNING)
        assert str(problem).endswith(": cảnh báo: tên phải viết hoa chữ đầu [capital-name]")
        pages = Pages(checks.read(BASE, TODAY), TODAY)
    finally:
        rules.RECORD_CHECKS.remove(capital_name)
    (shown,) = (page for page in pages if page.address == "quy-tac/capital-name/")
    renderer = Renderer(pages)
    assert "Tên đứng một mình trong danh mục" in renderer.page(shown)
    listed = renderer.listed("quy-tac", "../")
    assert '<a href="../quy-tac/capital-name/">Tên thủ tục viết hoa chữ đầu</a>' in listed
    assert "capital-name" not in {rule.id for rule in checks.read(BASE, TODAY).rules}


@pytest.mark.parametrize(
    "head", ["title: Tên\nseverity: nặng", "title: Tên", "severity: lỗi", "severity: [lỗi"]
)
def test_a_page_that_does_not_say_how_its_rule_counts_is_refused_by_name(head: str, tmp_path: Path) -> None:
    page = tmp_path / "some-rule.md"
    page.write_text(f"---\n{head}\n---\n", "utf-8")
    with pytest.raises(ValueError, match="the page of rule some-rule has no"):
        assert Rule(page).severity


def test_every_rule_has_a_case_that_tells_it() -> None:
    told = {case.rule for case in ALL_CASES if any(f"[{case.rule}]" in line for line in case.problems)}
    assert told == RULES


def test_every_case_tells_the_rule_of_its_name_or_nothing() -> None:
    for case in ALL_CASES:
        assert not case.problems or any(f"[{case.rule}]" in line for line in case.problems), case.name


def test_warnings_are_what_an_original_may_truly_break_and_what_does_no_harm_unread() -> None:
    assert {page.rule for page in PAGES if page.severity == "cảnh báo"} == WARNINGS
    assert {page.rule for page in PAGES if page.severity == "nhắc việc"} == {
        "change-ahead",
        "report-due",
        "word-reaches-nothing",
        "partial-reason-since",
        "indicator-not-offered",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule)
def test_page_has_a_title_a_reason_an_example_and_a_correction(page: RulePage) -> None:
    assert 8 <= len(page.title) <= 60
    reason, wrong, correction = re.split(r"^## .+$", page.body, flags=re.MULTILINE)
    assert re.findall(r"^## (.+)$", page.body, re.MULTILINE) == ["Ví dụ sai", "Sửa lại"]
    assert len(reason.strip()) > 40
    assert len(_FENCED.findall(wrong)) == 2
    assert len(_FENCED.findall(correction)) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule)
def test_page_quotes_a_line_that_a_case_prints(page: RulePage) -> None:
    assert page.printed in [in_base(line) for case in ALL_CASES for line in case.problems]
    assert page.printed.endswith(f"[{page.rule}]")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule)
def test_severity_on_the_page_is_that_of_the_printed_line(page: RulePage) -> None:
    lines = [line for case in ALL_CASES for line in case.problems if line.endswith(f"[{page.rule}]")]
    counts = {next((word for word in MARKED if f": {word}: " in line), "lỗi") for line in lines}
    assert counts == {page.severity}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.blocks[0][0] != "text"], ids=lambda page: page.rule
)
def test_correction_on_the_page_makes_the_case_right(page: RulePage, tmp_path: Path) -> None:
    wrong, corrected = in_base(page.blocks[0][1]), in_base(page.blocks[2][1])
    case, path = next(
        (case, path)
        for case in ALL_CASES
        for path, content in case.files.items()
        if page.printed in map(in_base, case.problems) and wrong.rstrip() in content.decode()
    )
    content = case.files[path].decode().replace(wrong.rstrip(), corrected.rstrip())
    right = Case(case.name, case.sentence, {**case.files, path: content.encode()}, [])
    after = printed(right.lay_over_base(tmp_path))
    before = case.problems
    here = [
        [line for line in of_rule(page.rule, lines) if line.startswith(path)] for lines in (after, before)
    ]
    assert len(of_rule(page.rule, after)) < len(of_rule(page.rule, before)) or len(here[0]) < len(here[1])
    assert {told(line) for line in after} <= {told(line) for line in case.problems}


def of_rule(rule: str, lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(f"[{rule}]")]


def told(line: str) -> str:
    """A printed line without its place, which a correction above it moves; that of several moves on."""
    if re.search(r"(unknown-|not-public)[a-z]*\]$", line):
        return re.sub(r" \(và \d+ chỗ khác[^)]*\)", "", line.split(": ", 1)[1])
    return re.sub(r":\d+:\d+:", ":", line)
