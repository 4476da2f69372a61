import random
from random import Random

import pytest

from congbo.records.problems import MOST_OF_A_RULE, MOST_SHOWN, Problem, Severity, grouped, report, shown


def problem(line: int, path: str = "a.md", severity: Severity = Severity.ERROR) -> Problem:
    return Problem(path, line, 1, "wrong-type", f"sai ở dòng {line}", severity=severity)


def test_as_many_problems_as_may_be_shown_are_all_shown() -> None:
    found = [problem(line) for line in range(1, MOST_SHOWN + 1)]
    assert shown(reversed(found)) == found


def test_of_more_the_rest_is_one_line_that_says_how_many() -> None:
    found = [problem(line) for line in range(1, MOST_SHOWN + 8)]
    *first, last = shown(found)
    assert first == found[:MOST_SHOWN]
    assert (last.path, last.line, last.rule) == ("a.md", MOST_SHOWN + 1, "more-problems")
    assert "và còn 7 lỗi khác" in last.message


def test_every_file_has_its_own_cap_and_every_problem_is_shown_or_counted() -> None:
    chance = random.Random(1)
    for _ in range(100):
        found = {
            problem(line, path, chance.choice(list(Severity)))
            for path in ("a.md", "b.md", "c.md")
            for line in range(chance.randint(0, 60))
        }
        printed = shown(found)
        for path in ("a.md", "b.md", "c.md"):
            own = [p for p in found if p.path == path]
            lines = [p for p in printed if p.path == path]
            more = [p for p in lines if p.rule == "more-problems"]
            assert len(lines) <= MOST_SHOWN + 1
            assert len(more) == (len(own) > MOST_SHOWN)
            hidden = set(own) - set(lines)
            assert len(hidden) == len(own) - len(lines) + len(more)
            for line in more:
                assert line.severity is min(p.severity for p in hidden)
                for severity, word in zip(Severity, ("lỗi", "cảnh báo", "nhắc việc"), strict=True):
                    count = sum(p.severity is severity for p in hidden)
                    assert (f"{count} {word}" in line.message) is (count > 0)
            kept = [p for p in lines if p not in more]
            if any(p.severity is Severity.ERROR for p in hidden):
                assert all(p.severity is Severity.ERROR for p in kept)


def test_a_path_that_would_break_a_line_is_printed_with_its_codes() -> None:
    (line,) = report([problem(1, "records/a\n\u202eb.md")])
    assert line.startswith("records/a<U+000A><U+202E>b.md:1:1: ")
    assert line.isprintable()


@pytest.mark.parametrize("seed", range(30))
def test_of_a_whole_site_some_warnings_of_a_rule_are_printed_and_all_errors(seed: int) -> None:
    random = Random(seed)
    found = [
        Problem(f"{n:03}.md", 1, 1, random.choice("abc"), "x", severity=random.choice(list(Severity)))
        for n in range(random.randint(0, 90))
    ]
    lines = grouped(found)
    rest = [one for one in lines if one.rule == "more-problems"]
    assert [one for one in found if one.severity is Severity.ERROR] == [
        one for one in lines if one.severity is Severity.ERROR
    ]
    for rule in "abc":
        size = sum(one.rule == rule and one.severity is not Severity.ERROR for one in found)
        printed = sum(one.rule == rule and one.severity is not Severity.ERROR for one in lines)
        counted = [one for one in rest if f"“{rule}”" in one.message]
        if size <= MOST_OF_A_RULE + 1:
            assert (printed, counted) == (size, [])
        else:
            assert printed == MOST_OF_A_RULE
            assert f"còn {size - MOST_OF_A_RULE} " in counted[0].message
