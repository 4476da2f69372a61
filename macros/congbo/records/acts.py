"""Acts: what a decision does to procedures, written into the files of all of them at once.

Publishing, amending, replacing and abolishing a procedure are acts of one decision (Nghị định 63/2010/NĐ-CP,
Điều 14, 15); each is an event in the record of every procedure that the decision names.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from congbo.law.symbols import ANY
from congbo.records import editing
from congbo.records.documents import Document
from congbo.records.emitting import record as written
from congbo.records.formatting import formatted, kept_in_form, order_of
from congbo.records.organisations import Organisation
from congbo.records.procedures import Procedure
from congbo.records.reader import RECORDS
from congbo.records.register import Register
from congbo.words.spelling import fold, national_code
from congbo.words.vocabulary import EventAction


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it is typed for a new record in a folder of records/, the one of its kind."""

    folder: str
    number: str
    issuer: str
    issued: date
    effective: date
    subject: str = ""

    @property
    def id(self) -> str:
        """The name of its file: its number without diacritics, and its year, if no other is in it."""
        symbol = ANY.read(self.number)
        assert symbol is not None
        return (
            symbol.file_stem if symbol.year == self.issued.year else f"{symbol.file_stem}-{self.issued.year}"
        )

    @property
    def path(self) -> str:
        """Where its record lies."""
        return f"{RECORDS}/{self.folder}/{self.issued.year}/{self.id}.md"

    @property
    def text(self) -> bytes:
        """Its record."""
        keys: dict[str, Any] = {"number": self.number, "issuer": self.issuer, "issued": self.issued}
        if self.effective != self.issued:
            keys["effective"] = self.effective
        if self.subject:
            keys["subject"] = self.subject
        return formatted(written(keys).encode(), Document)


@dataclass(frozen=True, slots=True)
class Act:
    """What a decision does to a procedure; `successors` are the ids of those that take its place."""

    action: EventAction
    procedure: Procedure
    successors: tuple[str, ...] = ()


def carried(root: Path, decision: NewDocument, acts: Iterable[Act]) -> dict[str, bytes]:
    """Return what the files below a site hold once a decision and its acts are recorded."""
    files = {decision.path: decision.text}
    for act in acts:
        path = act.procedure.path
        raw = files.get(path) or (root / path).read_bytes()
        event: dict[str, Any] = {
            "action": str(act.action),
            "effective": decision.effective,
            "decision": decision.id,
        }
        if act.successors:
            event["successor"] = act.successors[0] if len(act.successors) == 1 else [*act.successors]
        new = editing.appended(raw, ("events",), event, order_of(Procedure))
        files[path] = kept_in_form(raw, new, Procedure)
    return files


@dataclass(frozen=True, slots=True)
class Merger:
    """Bodies that another takes the place of; `name` is what a body that has no record yet is called."""

    bodies: tuple[Organisation, ...]
    successor: str
    name: str = ""


def merged(root: Path, register: Register, decision: NewDocument, merger: Merger) -> dict[str, bytes]:
    """Return what the files below a site hold once bodies have a successor from the decision's day on.

    The old bodies name it; procedures that are filed with them are filed there from that day on. What names
    them in words alone stays, for somebody to read.
    """
    since = {"since": decision.effective, "by": decision.id, "value": merger.successor}
    files = {decision.path: decision.text}
    if merger.name:
        keys = {"name": merger.name, "symbol": merger.successor, "parent": merger.bodies[0].parent}
        text = written({key: value for key, value in keys.items() if value}).encode()
        files[f"{RECORDS}/organisations/{merger.successor}.md"] = formatted(text, Organisation)
    for body in merger.bodies:
        raw = (root / body.path).read_bytes()
        changed = editing.appended(raw, ("successor",), since, order_of(Organisation))
        files[body.path] = kept_in_form(raw, changed, Organisation)
    old = {body.id for body in merger.bodies}
    for procedure in register.procedures.values():
        if "receiving" not in procedure.history and old & {*procedure.receiving}:
            raw = (root / procedure.path).read_bytes()
            new = tuple(dict.fromkeys(merger.successor if id_ in old else id_ for id_ in procedure.receiving))
            versions = [{"value": _alone(procedure.receiving)}, {**since, "value": _alone(new)}]
            changed = editing.replaced(raw, ("receiving",), versions)
            files[procedure.path] = kept_in_form(raw, changed, Procedure)
    return files


def _alone(ids: tuple[str, ...]) -> Any:
    return ids[0] if len(ids) == 1 else [*ids]


def procedures_called(register: Register, typed: str) -> list[Procedure]:
    """Return the procedures called so by id, code or name; else those whose names have the words."""
    said = typed.strip()
    every = register.procedures.values()
    exact = [one for one in every if said in (one.id, one.code, *one.former_ids)]
    exact = exact or [
        one for one in every if national_code(said) in filter(None, (one.id, one.national_code))
    ]
    exact = exact or [one for one in every if fold(said) in map(fold, (one.name, *one.other_names))]
    words = fold(said).split()
    return exact or [one for one in every if len(words) > 1 and _holds(fold(one.name), words)]


def _holds(name: str, words: Iterable[str]) -> bool:
    return all(re.search(rf"\b{re.escape(word)}\b", name) for word in words)


def issuers_of(register: Register, number: str) -> list[str]:
    """Return the bodies whose abbreviation stands in a number as that of the issuer."""
    symbol = ANY.read(number)
    bodies = symbol.bodies if symbol else ()
    return [
        one.id for one in register.organisations.values() for name in bodies if name in one.ever("symbol")
    ]


def numbered(register: Register, number: str, day: date) -> list[Document]:
    """Return the documents of a number that are of the year of a day."""
    wanted = fold(number)
    return [one for one in register.documents.values() if fold(one.number) == wanted and one.year == day.year]
