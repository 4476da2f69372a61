"""Basis changes: when a document that procedures in force rest on is replaced, ends or is suspended.

Whoever follows procedures is told once a document and day, with the procedures: their text may soon change.
"""

from collections.abc import Iterator
from datetime import date

from congbo.figures.states import in_force
from congbo.figures.validity import PartChanged, document_on
from congbo.records.documents import Document
from congbo.records.procedures import Procedure
from congbo.records.register import Register


def basis_changes(register: Register) -> Iterator[tuple[date, Document, str, str, tuple[Procedure, ...]]]:
    """Yield day, document, what became of it, the id of what did that if it is one, and what rested on it."""
    for id_, found in register.resting_on.items():
        document = register.documents[id_]
        resting = {procedure.id: procedure for procedure, _ in found}.values()
        for day, what, by in _turns(document, register):
            if touched := tuple(one for one in resting if in_force(one, day)):
                yield day, document, what, by, touched


def _turns(document: Document, register: Register) -> Iterator[tuple[date, str, str]]:
    """Yield when a document ended or was suspended, what that is called, and by which document."""
    last = document_on(document, register, date.max)
    if last.over and last.since:
        yield last.since, str(last.state), last.by[0].id if len(last.by) == 1 else ""
    for part in last.parts:
        if part.change.whole and part.since and not _later(part, last.since if last.over else None):
            yield part.since, "bị ngưng hiệu lực", part.by.id


def _later(part: PartChanged, end: date | None) -> bool:
    return bool(end and part.since and part.since >= end)
