"""Formats: the problems of a site as people read them, or as the forges that ran the check do.

GitHub: workflow commands, https://docs.github.com/actions/reference/workflow-commands-for-github-actions;
GitLab: a Code Quality report, https://docs.gitlab.com/ci/testing/code_quality/.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from congbo.records.problems import Mend, Problem, Severity

_AT_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REMINDER: "notice"}
_AT_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.REMINDER: "info"}


def _text(problems: Iterable[Problem]) -> Iterator[str]:
    return map(str, problems)


def _github(problems: Iterable[Problem]) -> Iterator[str]:
    for one in problems:
        about = {"file": one.path, "line": one.line, "col": one.column, "title": one.rule}
        places = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in about.items())
        yield f"::{_AT_GITHUB[one.severity]} {places}::{_escaped(_said(one))}"


def _gitlab(problems: Iterable[Problem]) -> Iterator[str]:
    yield _json([
        {
            "description": _said(one),
            "check_name": one.rule,
            "fingerprint": sha256(f"{one.path}\n{one.rule}\n{one.message}".encode()).hexdigest(),
            "severity": _AT_GITLAB[one.severity],
            "location": {"path": one.path, "lines": {"begin": one.line}},
        }
        for one in problems
    ])  # fmt: skip


def _plain(problems: Iterable[Problem]) -> Iterator[str]:
    yield _json([
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "rule": one.rule,
            "severity": one.severity.name.lower(),
            "message": one.message,
            "hint": one.hint,
            **({"mend": _mend(one, one.mend)} if one.mend else {}),
        }
        for one in problems
    ])  # fmt: skip


def _mend(problem: Problem, mend: Mend) -> dict[str, Any]:
    """Return a certain mend as an editor's program takes it: a place, what stands there, what is to."""
    line, column = mend.place or (problem.line, problem.column)
    return {"line": line, "column": column, "typed": mend.typed, "right": mend.right}


FORMATS: Mapping[str, Callable[[Iterable[Problem]], Iterator[str]]] = {
    "text": _text,
    "github": _github,
    "gitlab": _gitlab,
    "json": _plain,
}
"""How problems may be printed, by the name of the format: each yields lines."""


def _said(problem: Problem) -> str:
    return f"{problem.message}. {problem.hint}" if problem.hint else problem.message


def _escaped(text: str, more: str = "") -> str:
    """Return a text as a workflow command takes it: signs that would end it as their code."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def _json(value: list[dict[str, Any]]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
