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
from congbo.records.stamps import digest
from congbo.words.file_names import unportable
from congbo.words.spelling import body_form, same_form, slug

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
    def stamped_codes(self) -> dict[str, list[Procedure]]:
        """The procedures by the digest of the code that an import wrote: somebody may have mended it."""
        found: dict[str, list[Procedure]] = defaultdict(list)
        for record in self.reading.records:
            if isinstance(record, Procedure):
                for stamp in {one.values["code"] for one in record.imported if "code" in one.values}:
                    found[stamp].append(record)
        return dict(found)

    def of(self, code: str, typed: str = "") -> list[Procedure]:
        """Return the procedures of a national code: those that have it, else those that were given it."""
        return self.procedures.get(code) or self.stamped_codes.get(digest(typed or code), [])

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
    def bodies(self) -> dict[str, str]:
        """The ids of bodies by the form of each name that only one of them has or had."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.reading.records:
            if isinstance(one, Organisation):
                for name in (*one.ever("name"), *one.ever("short_name"), *one.ever("long_name")):
                    found[body_form(name)].add(one.id)
        return {name: next(iter(ids)) for name, ids in found.items() if name and len(ids) == 1}

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

    def field_of(self, name: str) -> str:
        """Return the id of the field of a name, or of one that was made of the name and got another since."""
        known = self.fields.get(same_form(name))
        if known is None and (one := self._renamed.get(slug(name))):
            known = one
        return known or ""

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """The fields whose ids say another name than they have now."""
        fields = [one for one in self.reading.records if isinstance(one, FieldOfWork)]
        return {
            one.id: one.id for one in fields if not slug(one.name).startswith(one.id.rstrip("0123456789-"))
        }

    def new_field(self, name: str) -> str:
        """Return the id that a field of that name gets, unlike those that there are."""
        taken = self.ids[FieldOfWork] | {one.casefold() for one in self.fields.values()}
        base = slug(name)[:_LONGEST_FIELD].strip("-") or "linh-vuc"
        if unportable(base):  # `con`, `nul`: no name of a folder
            base = f"linh-vuc-{base}"
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
