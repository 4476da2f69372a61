"""Mending: what is certain to mend in the letters and the YAML of a file, whatever its keys mean.

Letters that nobody sees or that look like others are put right as the reader reads them. Of a front matter
that cannot be read, a tab that moves a line becomes spaces, and what only looks like a colon behind a key
that the kind of record has becomes one; each only where more of the file can then be read, and in one way.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from congbo.records import frontmatter
from congbo.records.comments import is_note_of
from congbo.records.frontmatter import typed_lines
from congbo.records.kinds import kind_of, part_type
from congbo.records.part import fields_of
from congbo.records.problems import Mend, Problem
from congbo.words.hidden import is_invisible
from congbo.words.look_alikes import look_alikes

_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_STEPS = (2, 4, 8)
_LEAD = re.compile(r"[ \t]*")
_BEGIN = re.compile(r"\s*(?:-\s+)*")
_KEY = re.compile(r"(?P<key>['\"]?[\w-]+['\"]?)\s*[:：﹕︓∶꞉]\s*(?P<rest>.*)")
_UNREADABLE = frozenset({"yaml-syntax", "yaml-tab", "front-matter-fence"})


def with_mends(problems: list[Problem], raw: bytes, path: str) -> list[Problem]:
    """Return the problems of a record's file, those of its letters and of its YAML with their mends."""
    kind = kind_of(path.partition("/")[2])
    if kind is None or not any(one.rule in _UNREADABLE or one.rule in _OF_LETTERS for one in problems):
        return problems
    lines = typed_lines(raw)
    found = [
        replace(one, mend=_OF_LETTERS[one.rule](lines[one.line - 1], one.column - 1))
        if one.rule in _OF_LETTERS and one.line <= len(lines)
        else one
        for one in problems
    ]
    if not any(one.rule in _UNREADABLE for one in found):
        return found
    return [*_of_yaml(found, lines, kind.model)]


# letters


def _invisible(line: str, at: int) -> Mend | None:
    sign = line[at : at + 1]
    return Mend(sign, "") if sign and is_invisible(sign) else None


def _control(line: str, at: int) -> Mend | None:
    """Return the mend of a sign that breaks a line or turns it round; of others nobody knows more."""
    sign = line[at : at + 1]
    if sign and sign in _TURNS:
        return Mend(sign, "")
    if not sign or sign not in _BREAKS:
        return None
    beside = line[at - 1 : at] + line[at + 1 : at + 2]
    return Mend(sign, "" if len(beside) < 2 or any(one.isspace() for one in beside) else " ")


def _look_alike(line: str, at: int) -> Mend | None:
    found = next((one for one in look_alikes(line) if one.start == at), None)
    if found is None or not all(right for _, _, right in found.letters):
        return None
    end = found.letters[-1][0] + 1
    rights = {place: right for place, _, right in found.letters}
    return Mend(line[at:end], "".join(rights.get(place, line[place]) for place in range(at, end)))


_OF_LETTERS = {
    "invisible-character": _invisible,
    "control-character": _control,
    "look-alike-letter": _look_alike,
}


# YAML


def _of_yaml(problems: list[Problem], lines: list[str], model: type[BaseModel]) -> Iterator[Problem]:
    """Yield the problems of a front matter that cannot be read: a line's mend goes with the problem there.

    A mend of a line without a problem goes with the first that there is of the YAML.
    """
    mends = {mend.place: mend for mend in _tabs(problems, lines, model) or _colons(problems, lines, model)}
    told = {problem.line for problem in problems if problem.rule in _UNREADABLE}
    for problem in problems:
        if problem.rule in _UNREADABLE:
            own = [one for one in mends.values() if one.place and one.place[0] == problem.line]
            loose = [one for one in mends.values() if one.place and one.place[0] not in told]
            if (mend := next(iter((*own, *loose)), None)) and mend.place in mends:
                del mends[mend.place]
                yield replace(problem, mend=mend)
                continue
        yield problem


def _tabs(problems: list[Problem], lines: list[str], model: type[BaseModel]) -> list[Mend]:
    """Return spaces for the tabs that move lines, where all widths that can be read are read alike.

    What else stops the reading is mended for that in thought.
    """
    leads = {one.line - 1: _lead(lines[one.line - 1]) for one in problems if one.rule == "yaml-tab"}
    leads = {number: lead for number, lead in leads.items() if "\t" in lead}
    for others in (lines, [_line(line, model) for line in lines]) if leads else ():
        readings: list[tuple[Any, int]] = []
        for step in _STEPS:
            moved = [*others]
            for number, lead in leads.items():
                moved[number] = _spaces(lead, step) + others[number].lstrip(" \t")
            if (data := _data(moved, model)) is not None:
                readings.append((data, step))
        if readings:
            step = readings[0][1]
            alike = all(data == readings[0][0] for data, _ in readings)
            return [Mend(lead, _spaces(lead, step), (n + 1, 1)) for n, lead in leads.items()] if alike else []
    return []


def _lead(line: str) -> str:
    match = _LEAD.match(line)
    return match.group() if match else ""


def _spaces(lead: str, step: int) -> str:
    return lead.replace("\t", " " * step)


def _colons(problems: list[Problem], lines: list[str], model: type[BaseModel]) -> list[Mend]:
    """Return a colon and a space behind a known key, and plain spaces before it, where reading ends.

    Only what lets reading go on further down is a mend; where nothing was read as a key, all lines are tried.
    """
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
    if any(one.rule == "front-matter-fence" for one in problems):
        mended = [lines[0], *(_line(line, model) for line in lines[1:end]), *lines[end:]]
        changed = [n for n in range(1, end) if mended[n] != lines[n]]
        return [_mend(lines[n], mended[n], n) for n in changed] if _data(mended, model) is not None else []
    stopped = next((one.line - 1 for one in problems if one.rule == "yaml-syntax"), 0)
    for number in range(stopped, max(stopped - 2, 0), -1):
        tried = {_line(lines[number], model, space) for space in (" ", "")} - {lines[number]}
        further = [
            line for line in tried if _stops([*lines[:number], line, *lines[number + 1 :]], model) > stopped
        ]
        if len(further) == 1:
            return [_mend(lines[number], further[0], number)]
    return _together(lines, stopped, model)


def _together(lines: list[str], stopped: int, model: type[BaseModel]) -> list[Mend]:
    """Return the mends of lines up to where reading ends that only together let it go on; none too many."""
    for end in (stopped + 1, stopped):
        mended = [lines[0], *(_line(line, model) for line in lines[1:end]), *lines[end:]]
        if (further := _stops(mended, model)) > stopped:
            break
    else:
        return []
    for number in range(1, end):
        without = [*mended[:number], lines[number], *mended[number + 1 :]]
        if _stops(without, model) >= further:
            mended = without
    return [_mend(lines[n], mended[n], n) for n in range(1, end) if mended[n] != lines[n]]


def _mend(line: str, mended: str, number: int) -> Mend:
    """Return the mend of a line: what differs, with the sign before it where something is only added."""
    begin = _alike(line, mended)
    behind = _alike(line[begin:][::-1], mended[begin:][::-1])
    if begin and begin + behind >= len(line):
        begin -= 1
    return Mend(
        line[begin : len(line) - behind], mended[begin : len(mended) - behind], (number + 1, begin + 1)
    )


def _alike(first: str, second: str) -> int:
    """Return how many letters two texts begin with alike."""
    same = (n for n, (one, other) in enumerate(zip(first, second, strict=False)) if one != other)
    return next(same, min(len(first), len(second)))


def _line(line: str, model: type[BaseModel], space: str = " ") -> str:
    """Return a line with plain spaces where it begins and, behind a key of the model, a colon and a space.

    `space` is what stands for a strange one.
    """
    lead = _BEGIN.match(line)
    plain = re.sub(r"[^\S\t ]", space, lead.group()) if lead else ""
    rest = line[lead.end() :] if lead else line
    match = _KEY.match(rest)
    if match is None or match["key"].strip("'\"") not in every_key(model):
        return plain + rest
    return f"{plain}{match['key']}:{' ' if match['rest'] else ''}{match['rest']}"


def _stops(lines: list[str], model: type[BaseModel]) -> int:
    """Return the line from 0 at which reading ends for a fault of YAML."""
    _, problems = frontmatter.read("\n".join(lines), "", partial(is_note_of, model))
    faults = [one.line - 1 for one in problems if one.rule in _UNREADABLE]
    return min(faults, default=len(lines))


@cache
def every_key(model: type[BaseModel]) -> frozenset[str]:
    """Return every key that a kind of record has at any depth."""
    found: set[str] = set()
    waiting, seen = [model], {model}
    while waiting:
        one = waiting.pop()
        for key, info in fields_of(one).items():
            found.add(key)
            inside = part_type(info.annotation)
            if inside is not None and inside not in seen:
                seen.add(inside)
                waiting.append(inside)
    return frozenset(found | {"value", "none", "since", "by", "source"})


def _data(lines: list[str], model: type[BaseModel]) -> Any:
    """Return what a file of these lines says, None where it cannot be read."""
    text = "\n".join(lines)
    front, problems = frontmatter.read(text, "", partial(is_note_of, model))
    if front is None or any(one.rule != "empty-value" for one in problems):
        return None
    return front.data
