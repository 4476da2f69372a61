"""Fixing: what `congbo check --fix` changes in the files of a site, and what it says of each change.

Problems carry their certain mends; a reference that names no record by its id, but surely one by its number
or name, has one here. Every change is tried on the file as it is: what would touch another value is left out.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from congbo.records import frontmatter, mending
from congbo.records.called import Called, typed_references
from congbo.records.entries import content, listed
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import kind_of
from congbo.records.library import library, with_library
from congbo.records.problems import Mend, Problem
from congbo.records.quoting import on_one_line
from congbo.records.reader import RECORDS, Places, read_site
from congbo.records.register import Register
from congbo.reports.seals import seal_path
from congbo.reports.site import Site
from congbo.words.hidden import HIDDEN, code
from congbo.words.spelling import same_form

_LEFT_ALONE = frozenset({"conflict-marker", "encoding", "lost-letters", "misread-encoding", "old-encoding"})
"""The rules of a file that has to be brought in order by hand before anything in it is certain."""
_MARK = "\ufeff"
_ODD = re.compile(f"{HIDDEN.pattern}|[\\t\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000]")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change of a file: at a place, what stood there and what stands there now.

    `words` is in how many words of the file marks were put into their letters, of which this is the first.
    """

    path: str
    line: int
    column: int
    typed: str
    right: str
    words: int = 0

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        if self.words:
            said = f"đã ghép dấu rời vào chữ ở {self.words} từ của tệp, như “{self.right}”"
            return f"{place}: {said}; chữ nhìn vẫn như trước"
        if self.typed == _MARK and self.line == self.column == 1:
            return f"{place}: đã bỏ dấu đầu tệp (BOM)"
        if not self.right:
            return f"{place}: đã xoá “{_seen(self.typed)}”"
        return f"{place}: đã đổi “{_seen(self.typed)}” thành “{_seen(self.right)}”"


def fixes(site: Site, wanted: Callable[[str], bool]) -> tuple[dict[str, bytes], list[Change]]:
    """Return the files that change, by path, and every change; of the paths that are wanted."""
    by_path: dict[str, list[Change]] = defaultdict(list)
    for change in (*_of_problems(_of_files(site)), *_of_references(site)):
        by_path[change.path].append(change)
    alone = {problem.path for problem in site.problems if problem.rule in _LEFT_ALONE}
    alone |= {path for path in by_path if not path.startswith(f"{RECORDS}/") and _is_sealed(site.root, path)}
    paths = {*by_path, *(path for path in listed(site.root, RECORDS).files if path.endswith(".md"))}
    files: dict[str, bytes] = {}
    made: list[Change] = []
    for path in sorted(filter(wanted, paths - alone)):
        raw = content(site.root, path)
        if isinstance(raw, Problem):
            continue
        new, done = fixed(raw, path, by_path.get(path, []))
        if new != raw:
            files[path] = new
            made += done
    return files, made


def with_mends(site: Site) -> list[Problem]:
    """Return the problems of a site with every mend: those of letters and YAML and of references, too."""
    found = {(one.path, one.line, one.column): Mend(one.typed, one.right) for one in _of_references(site)}
    return [
        replace(problem, mend=found.get((problem.path, problem.line, problem.column)))
        if problem.mend is None and problem.rule.startswith("unknown-")
        else problem
        for problem in _of_files(site)
    ]


def _of_files(site: Site) -> Iterator[Problem]:
    """Yield the problems of a site, those of the letters and the YAML of records with their mends."""
    for path, found in groupby(site.problems, key=lambda problem: problem.path):
        problems = [*found]
        if path.startswith(f"{RECORDS}/") and isinstance(raw := content(site.root, path), bytes):
            problems = mending.with_mends(problems, raw, path)
        yield from problems


def fixed(raw: bytes, path: str, changes: Iterable[Change]) -> tuple[bytes, list[Change]]:
    """Return a file with the changes that touch nothing else, and those that were made.

    A file whose letters are not those of everybody is brought to them first: what is told of its places then
    holds for what is there.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw, []
    if plain := [*_letters(text, path)]:
        return unicodedata.normalize("NFC", text.removeprefix(_MARK)).encode(), plain
    made: list[Change] = []
    for change in sorted({*changes}, reverse=True):
        for new in _changed(text, change):
            if _touches_nothing_else(text, new, change):
                text = new
                made.append(change)
                break
    return text.encode(), sorted(made)


def _letters(text: str, path: str) -> Iterator[Change]:
    """Yield the byte order mark, and the first of the words whose letters are in parts."""
    if text.startswith(_MARK):
        yield Change(path, 1, 1, _MARK, "")
    lines = enumerate(frontmatter.typed_lines(text.encode()), 1)
    apart = [
        Change(path, number, word.start() + 1, word.group(), unicodedata.normalize("NFC", word.group()))
        for number, line in lines
        if not unicodedata.is_normalized("NFC", line)
        for word in re.finditer(r"\S+", line)
        if not unicodedata.is_normalized("NFC", word.group())
    ]
    yield from (replace(one, words=len(apart)) for one in apart[:1])


def _of_problems(problems: Iterable[Problem]) -> Iterator[Change]:
    for problem in problems:
        if mend := problem.mend:
            place = mend.place or (problem.line, problem.column)
            yield Change(problem.path, *place, mend.typed, mend.right)


def _of_references(site: Site) -> Iterator[Change]:
    """Yield the id for each reference that names no record by its id, but surely one in another way.

    A record that cannot be typed makes references, too, and may be the second of a number or a name.
    """
    told = {problem.rule for problem in site.problems}
    if not any(rule == "too-long" or rule.startswith("unknown-") for rule in told):
        return
    reading = read_site(site.root)
    if reading.closed:
        return
    register = Register(with_library(reading.records, set(library())))
    reports = [source.id for source in site.sources]
    called, places = Called(register, reports), Places(site.root)
    broken = {path: _text(site.root, path) for path in reading.broken}
    unread = {path: same_form(text) for path, text in broken.items()}
    found = [(place.record.path, place.path, place.target, place.id) for place in register.references]
    for path, text in broken.items():
        front, _ = frontmatter.read(text, path)
        if front is not None and (kind := kind_of(path.removeprefix(f"{RECORDS}/"))):
            found += [(path, *one) for one in typed_references(front.data, kind.model)]
    for path, key, target, typed in found:
        there = typed in reports if target == "report" else register.get(target, typed)
        if there or typed in reading.unread:
            continue
        if any(same_form(typed) in text for other, text in unread.items() if other != path):
            continue
        if right := called.meant(target, typed):
            yield Change(path, *places.of(path, key), typed, right)


def _text(root: Path, path: str) -> str:
    raw = content(root, path)
    return frontmatter.decode(raw, path)[0] if isinstance(raw, bytes) else ""


def _is_sealed(root: Path, path: str) -> bool:
    return (root / seal_path(path)).exists()


def _changed(text: str, change: Change) -> Iterator[str]:
    """Yield the text with a change made, plain and then in quotes; nothing where something else stands."""
    lines = _LINE.findall(text)
    if change.line > len(lines):
        return
    line = lines[change.line - 1]
    at, sign = change.column - 1, line[change.column - 1 : change.column]
    if sign in ("'", '"') and line.startswith(change.typed + sign, at + 1):
        written = [(at + 1, change.right)] if sign not in change.right else []
    elif change.typed and line.startswith(change.typed, at):
        quoted = on_one_line(change.right, quoted=True)
        written = [(at, change.right), (at, quoted)] if change.right else [(at, change.right)]
    else:
        return
    for start, right in written:
        new = line[:start] + right + line[start + len(change.typed) :]
        yield "".join([*lines[: change.line - 1], new, *lines[change.line :]])


def _touches_nothing_else(text: str, new: str, change: Change) -> bool:
    """Tell whether a change changes one value or key at most of a file that could be read, as it says."""
    before, after = _values(text), _values(new)
    if before is None:
        return True  # nothing was read yet
    if after is None:
        return False
    if before.keys() != after.keys():
        named = {change.typed: change.right}
        renamed = {tuple(named.get(str(step), step) for step in path): one for path, one in before.items()}
        return renamed == after
    differing = [path for path, value in before.items() if after[path] != value]
    return not differing or (len(differing) == 1 and change.right in after[differing[0]])


def _values(text: str) -> Mapping[KeyPath, str] | None:
    """Return every text of a front matter by its place, None where it cannot be read."""
    front, _ = frontmatter.read(frontmatter.decode(text.encode(), "")[0], "")
    return dict(_leaves(front.data, ())) if front else None


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield from _leaves(one, (*path, step))
    if isinstance(value, str) or not value:
        yield path, str(value)


def _seen(text: str) -> str:
    """Return a text with the code of each sign that nobody sees."""
    return _ODD.sub(lambda match: "<tab>" if match.group() == "\t" else f"<{code(match.group())}>", text)
