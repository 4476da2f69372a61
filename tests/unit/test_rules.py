"""Every rule that the source can tell has a page for editors and a case, and the page's example is true."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from test_cases import ALL_CASES, Case, printed

import congbo
from congbo.records import frontmatter
from congbo.records.kinds import TARGET_LABELS
from congbo.reports.written_page import MACROS

PACKAGE = Path(congbo.__file__).parent
TARGETS = {*TARGET_LABELS, *filter(None, (macro.target for macro in MACROS.values()))}
PLACE_OF_RULE = {"Problem": 3, "problem": 2, "_at": 2, "_refuse": 1, "refuse": 0}
"""The functions that make a problem, and which of their arguments is the rule."""

WARNINGS = {
    *("number-sequence", "printed-unexplained", "subject-year", "weekend-date"),
    *("hidden-entry", "orphan-page", "unused-asset"),
}
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RulePage:
    """A rule's page: the example that is wrong, what is printed for it, and the corrected example."""

    rule: str
    title: str
    severity: str
    body: str

    @property
    def blocks(self) -> list[tuple[str, str]]:
        return [(kind, text) for kind, text in _FENCED.findall(self.body)]

    @property
    def printed(self) -> str:
        return self.blocks[1][1].strip()


def rule_page(name: str) -> RulePage:
    text = files("congbo.rules").joinpath(name).read_text("utf-8")
    front, problems = frontmatter.read(text, name)
    assert front is not None
    assert not problems
    assert set(front.data) == {"title", "severity"}
    return RulePage(name.removesuffix(".md"), front.data["title"], front.data["severity"], front.body)


PAGES = [rule_page(file.name) for file in files("congbo.rules").iterdir() if file.name.endswith(".md")]


def rules_in(source: str) -> Iterator[str]:
    """The ids of the rules that a module can tell; a rule must be written out where it is told."""
    for call in ast.walk(ast.parse(source)):
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
                yield from (f"unknown-{target}" for target in TARGETS)
            case ast.Name(id="rule"):
                continue  # handed through from one of the calls above
            case other:
                pytest.fail(f"line {call.lineno}: the rule is not written out: {ast.unparse(other)}")


RULES = {rule for file in PACKAGE.rglob("*.py") for rule in rules_in(file.read_text("utf-8"))}


def test_rules_are_found_in_the_source() -> None:
    assert {"encoding", "date-form", "unknown-key", "unknown-figure", "not-public", "typed-number"} <= RULES


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {page.rule for page in PAGES} == RULES


def test_every_rule_has_a_case_that_tells_it() -> None:
    told = {case.rule for case in ALL_CASES if any(f"[{case.rule}]" in line for line in case.problems)}
    assert told == RULES


def test_every_case_tells_the_rule_of_its_name_or_nothing() -> None:
    for case in ALL_CASES:
        assert not case.problems or any(f"[{case.rule}]" in line for line in case.problems), case.name


def test_warnings_are_what_an_original_may_truly_break_and_what_does_no_harm_unread() -> None:
    assert {page.rule for page in PAGES if page.severity == "cảnh báo"} == WARNINGS


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
    assert page.printed in [line for case in ALL_CASES for line in case.problems]
    assert page.printed.endswith(f"[{page.rule}]")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.rule)
def test_severity_on_the_page_is_that_of_the_printed_line(page: RulePage) -> None:
    lines = [line for case in ALL_CASES for line in case.problems if line.endswith(f"[{page.rule}]")]
    assert {"cảnh báo" if ": cảnh báo: " in line else "lỗi" for line in lines} == {page.severity}


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.blocks[0][0] != "text"], ids=lambda page: page.rule
)
def test_correction_on_the_page_makes_the_case_right(page: RulePage, tmp_path: Path) -> None:
    wrong, corrected = page.blocks[0][1], page.blocks[2][1]
    case, path = next(
        (case, path)
        for case in ALL_CASES
        for path, content in case.files.items()
        if page.printed in case.problems and wrong.rstrip() in content.decode()
    )
    content = case.files[path].decode().replace(wrong.rstrip(), corrected.rstrip())
    right = Case(case.name, case.sentence, {**case.files, path: content.encode()}, [])
    after = printed(right.lay_over_base(tmp_path))
    assert len(of_rule(page.rule, after)) < len(of_rule(page.rule, case.problems))
    assert {told(line) for line in after} <= {told(line) for line in case.problems}


def of_rule(rule: str, lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith(f"[{rule}]")]


def told(line: str) -> str:
    """A printed line without its place, which a correction above it moves."""
    return re.sub(r":\d+:\d+:", ":", line)
