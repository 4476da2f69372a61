"""Called: the one record that is surely meant by its number, its name, its file or an id that it once had."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from congbo.records.certain import day
from congbo.records.comments import metadata
from congbo.records.documents import Document
from congbo.records.frontmatter import KeyPath
from congbo.records.kinds import ReferenceAt, kind_for, part_type
from congbo.records.organisations import Organisation
from congbo.records.part import fields_of
from congbo.records.procedures import Procedure
from congbo.records.record import Record
from congbo.records.register import Register
from congbo.records.scalars import Reference
from congbo.words.spelling import fold, same_form

_ENDING = re.compile(r"\.md$", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:(?P<kind>[^\d/]*?) )?(?:số:? ?)?(?P<number>\d[^\s/]*/\S+?),? ngày "
    r"(?P<day>\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?P<rest> .*)?"
)
_NUMBER = re.compile(r"(?P<kind>[^\d/]*? )(?:số:? ?)?(?P<number>\d[^\s/]*/\S+)")


class Called:
    """What every record is called; `reports` are the ids of the reports."""

    def __init__(self, register: Register, reports: Iterable[str] = ()) -> None:
        self.register = register
        self.reports = tuple(reports)

    def meant(self, target: str, typed: str) -> str:
        """Return the id of the one record that a reference surely means; empty where it is not certain."""
        said = same_form(_ENDING.sub("", typed.strip()))
        found = self._names[target].get(said) or (self._documents(said) if target == "document" else set())
        return next(iter(found)) if len(found) == 1 else ""

    def _documents(self, said: str) -> set[str]:
        """Return the documents of a number with the kind, day, issuer and subject that are typed with it."""
        if match := _TITLE.fullmatch(said):
            on = day(match["day"])
            found = [one for one in self._numbered(match["number"], match["kind"]) if one.issued == on]
            rest = (match["rest"] or "").strip()
            return {one.id for one in found if on and rest in self._endings(one)}
        if match := _NUMBER.fullmatch(said):
            return {one.id for one in self._numbered(match["number"], match["kind"])}
        return set()

    def _numbered(self, number: str, kind: str | None) -> list[Document]:
        called = fold(kind or "").strip()
        found = [self.register.documents[id_] for id_ in self._numbers.get(same_form(number), ())]
        return [one for one in found if not called or fold(str(one.kind)) == called]

    def _endings(self, document: Document) -> set[str]:
        """Return what may stand behind the number and the day of a document in its full title."""
        body = self.register.organisations.get(document.issuer)
        names = ["", *(f"của {name}" for name in (_bodies(body) if body else ()))]
        subjects = ["", *([document.subject] if document.subject else [])]
        return {same_form(f"{name} {subject}") for name in names for subject in subjects}

    @cached_property
    def _numbers(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for document in self.register.documents.values():
            if document.number:
                found[same_form(document.number)].add(document.id)
        return found

    @cached_property
    def _names(self) -> dict[str, dict[str, set[str]]]:
        """The ids by what records are called, by what references to them are called."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for record in (*self.register.records, *self.register.shipped):
            names = found[kind_for(type(record)).target]
            for name in (record.id, *record.former_ids, *_names(record)):
                names[same_form(name)].add(record.id)
        for id_ in self.reports:
            found["report"][same_form(id_)].add(id_)
        return found


def typed_references(value: Any, model: type[BaseModel], path: KeyPath = ()) -> Iterator[ReferenceAt]:
    """Yield key path, target and text of each reference in what could not be typed as a record."""
    for key, one in value.items() if isinstance(value, dict) else ():
        info = fields_of(model).get(key)
        if info is None:
            continue
        marks = [*info.metadata, *metadata(info.annotation)]
        target = next((mark.target for mark in marks if isinstance(mark, Reference)), "")
        inside = part_type(info.annotation)
        parts = [((*path, key, n), part) for n, part in enumerate(one)] if isinstance(one, list) else []
        for at, part in parts or [((*path, key), one)]:
            if isinstance(part, str) and target:
                yield at, target, part
            elif inside is not None:
                yield from typed_references(part, inside, at)


def _names(record: Record) -> Iterator[str]:
    """Yield the exact names of a record."""
    match record:
        case Document():
            yield from filter(None, (record.number, record.subject, record.label))
        case Organisation():
            yield from _bodies(record)
        case Procedure():
            yield from filter(None, (record.code, record.name, record.short_name, record.plain_name))
        case _:
            yield from (
                said for key in ("name", "title") if isinstance(said := getattr(record, key, None), str)
            )


def _bodies(body: Organisation) -> Iterator[str]:
    for key in ("name", "short_name", "long_name"):
        yield from filter(None, body.ever(key))
