"""Renaming: a record under another id, wherever it is named; its former id stays, so that addresses lead on.

A signed report keeps the id that it was signed with: its calls follow the record by its former id.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from congbo.figures.conditions import CONDITIONS
from congbo.records import editing, frontmatter
from congbo.records.formatting import kept_in_form, order_of
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import kind_for, references
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.reports.macros import MACROS
from congbo.reports.report import Report
from congbo.reports.written_page import PageSource

FORMER = "former_ids"
_FIGURES = ("indicator", "figure")
"""An indicator is called by both names."""


def renamed(
    root: Path,
    register: Register,
    sources: Iterable[PageSource],
    reports: Iterable[Report],
    record: Record,
    new: str,
) -> dict[str, bytes | None]:
    """Return what the files below a site hold once a record has another id; a file that moves is None."""
    target = kind_for(type(record)).target
    files: dict[str, bytes] = {}
    for other in register.records:
        file = root / other.path
        raw = file.read_bytes() if file.is_file() else b""
        if record.id.encode() in raw:
            changed = _record(raw, other, target, record.id, new)
            if changed != raw:
                files[other.path] = changed
    signed = {report.source.path for report in reports if report.chain}
    heads = {report.source.path: report for report in reports}
    address = f"{kind_for(type(record)).section.address}{record.id}/"
    for source in sources:
        if source.shipped or source.path in signed:
            continue
        raw = (root / source.path).read_bytes()
        changed = _page(raw, heads.get(source.path), target, record.id, new, address)
        if changed != raw:
            files[source.path] = changed
    own = files.pop(record.path, (root / record.path).read_bytes())
    moved = record.path.removesuffix(f"{record.id}.md") + f"{new}.md"
    return {moved: _with_former(own, record, new), **files, record.path: None, **_beside(root, record, moved)}


def _with_former(raw: bytes, record: Record, new: str) -> bytes:
    """Return a record's file with its id among the former ones, and the new one among them no more."""
    former = [id_ for id_ in record.former_ids if id_ != new]
    value: Any = [*former, record.id] if former else record.id
    new_text = editing.replaced(raw, (FORMER,), value, order_of(type(record)))
    return kept_in_form(raw, new_text, type(record))


def _beside(root: Path, record: Record, moved: str) -> dict[str, bytes | None]:
    """Return the files that lie in the folder of a record's forms, under its new name."""
    folder = (root / record.path).with_suffix(".files")
    found: dict[str, bytes | None] = {}
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file():
            path = file.relative_to(root).as_posix()
            found[f"{moved.removesuffix('.md')}.files/{file.relative_to(folder).as_posix()}"] = (
                file.read_bytes()
            )
            found[path] = None
    return found


def _record(raw: bytes, record: Record, target: str, old: str, new: str) -> bytes:
    """Return a record's file with another record called by its new id."""
    register = Register([record])
    places = {place.path for place in register.referring_to(target, old)}
    data = _data(raw)
    places |= {path for path in _conditions(data, target) if _at(data, path) == old}
    for path in sorted(places, key=str):
        at = path if _at(data, path) == old else path[:-1]  # a list of one may be typed as the one
        if _at(data, at) == old:
            raw = kept_in_form(raw, editing.replaced(raw, at, new), type(record))
    return raw


def _conditions(value: Any, target: str, path: KeyPath = (), asked: bool = False) -> Iterator[KeyPath]:
    """Yield where a definition may name records of a kind: the words of a condition on such."""
    if isinstance(value, dict):
        for key, one in value.items():
            names = asked or (path[-1:] == ("where",) and key in _naming(target))
            yield from _conditions(one, target, (*path, key), names)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _conditions(one, target, (*path, number), asked)
    elif asked:
        yield path


def _naming(target: str) -> set[str]:
    return {
        key for of_subject in CONDITIONS.values() for key, one in of_subject.items() if one.names == target
    }


def _page(raw: bytes, report: Report | None, target: str, old: str, new: str, address: str) -> bytes:
    """Return a written page that calls a record, names it at its head or leads to its page by the new id."""
    for path, named, id_ in references(report.meta) if report else ():
        if id_ == old and _same(named, target):
            data = _data(raw)
            at = path if _at(data, path) == old else path[:-1]
            if _at(data, at) == old:
                raw = editing.replaced(raw, at, new)
    calls = [
        name
        for name, macro in MACROS.items()
        if macro.target == target or {macro.target, target} <= {*_FIGURES}
    ]
    text = raw.decode("utf-8", "surrogateescape")
    if calls:
        call = rf"(\{{\{{[-+]?\s*(?:{'|'.join(calls)})\(\s*([\"'])){re.escape(old)}(?=\2)"
        text = re.sub(call, rf"\g<1>{new}", text)
    at_end = address.removesuffix(f"{old}/")
    text = re.sub(rf"(\]\([^)\s]*{re.escape(at_end)}){re.escape(old)}(?=[/#)\s])", rf"\g<1>{new}", text)
    return text.encode("utf-8", "surrogateescape")


def _same(named: str, target: str) -> bool:
    return named == target or {named, target} <= {*_FIGURES}


def _data(raw: bytes) -> Any:
    front, _ = frontmatter.read(frontmatter.decode(raw, "")[0], "")
    return front.data if front else {}


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data
