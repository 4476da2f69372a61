"""Existing: the records that a site has, as an import meets them: by code, by name, as they are typed."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from congbo.records import frontmatter
from congbo.records.documents import Document
from congbo.records.fields import FieldOfWork
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.reader import Reading
from congbo.records.record import Record
from congbo.words.spelling import same_form, slug

_LONGEST_FIELD = 60


@dataclass(slots=True)
class Held:
    """A record's file: its bytes and its front matter as typed."""

    path: str
    raw: bytes
    data: dict[str, Any]


@dataclass
class Existing:
    """What an import asks of a site's records."""

    reading: Reading
    _fields: dict[str, str] = field(default_factory=dict)

    @cached_property
    def procedures(self) -> dict[str, list[Procedure]]:
        """The procedures by the national part of their code, wherever they lie."""
        found: dict[str, list[Procedure]] = defaultdict(list)
        for record in self.reading.records:
            if isinstance(record, Procedure) and record.national_code:
                found[record.national_code].append(record)
        return dict(found)

    @cached_property
    def ids(self) -> dict[type[Record], set[str]]:
        """The ids that are taken, by kind; names of files compare without case."""
        found: dict[type[Record], set[str]] = defaultdict(set)
        for record in self.reading.records:
            found[type(record)].add(record.id.casefold())
        return found

    @cached_property
    def fields(self) -> dict[str, str]:
        """The ids of fields by the form of their names."""
        return {same_form(one.name): one.id for one in self.reading.records if isinstance(one, FieldOfWork)}

    @cached_property
    def organisations(self) -> dict[str, str]:
        """The ids of bodies by every name and abbreviation that only one of them has."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.reading.records:
            if isinstance(one, Organisation):
                for name in (one.id, one.symbol, *one.ever("name"), one.short_name, one.long_name):
                    if name:
                        found[same_form(name)].add(one.id)
        return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def documents(self) -> dict[tuple[str, str], Document]:
        """The documents by the form of their number and their issuer."""
        return {
            (same_form(one.number), one.issuer): one
            for one in self.reading.records
            if isinstance(one, Document) and one.number
        }

    def held(self, record: Record) -> Held:
        """Return the file of a record as it is typed."""
        return held(self.reading.root, record.path)

    def new_field(self, name: str) -> str:
        """Return the id that a field of that name gets, unlike those that there are."""
        taken = self.ids[FieldOfWork] | {one.casefold() for one in self.fields.values()}
        base = slug(name)[:_LONGEST_FIELD].strip("-") or "linh-vuc"
        id_, number = base, 1
        while id_ in taken:
            number += 1
            id_ = f"{base}-{number}"
        self.fields[same_form(name)] = id_
        return id_


def held(root: Path, path: str) -> Held:
    """Return the file at a path below a site as it is typed."""
    raw = (root / path).read_bytes()
    front, _ = frontmatter.read(frontmatter.decode(raw, path)[0], path)
    return Held(path, raw, front.data if front else {})
