"""Validity: what holds for a document on a day, and which other documents make it so.

A document takes effect on its own day and ends when its time is over, or when another replaces or abolishes
it (Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 154). One that is amended goes on: what ends a part
of a document is not told here.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from congbo.records.documents import Document
from congbo.records.register import Register
from congbo.words.wording import short_date


class Validity(StrEnum):
    """What a document is on a day."""

    COMING = "chưa có hiệu lực"
    IN_FORCE = "còn hiệu lực"
    REPLACED = "được thay thế"
    ENDED = "hết hiệu lực"
    UNKNOWN = "chưa rõ"


REPLACES = "replaces"
ENDING = (REPLACES, "abolishes")
"""The keys in which a document names those that it ends."""

OVER = frozenset({Validity.REPLACED, Validity.ENDED})
"""What a document is that is no longer in force."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence about a document that names others: words, the others, words."""

    before: str
    documents: tuple[Document, ...] = ()
    after: str = ""

    @property
    def in_words(self) -> str:
        """The sentence with the others by kind and number."""
        named = ", ".join(document.label for document in self.documents)
        return " ".join(filter(None, (self.before, named, self.after)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOn:
    """A document with what holds on a day, as far as the records tell.

    `since` is the day from which that holds: of one that is coming the day on which it takes effect, None
    where it is not known. `until` is the first day without effect where that is still ahead. `by` are the
    documents that ended it, or will; `replaced` tells whether they take its place or only abolish it.
    `informs` says that its kind sets no rule.
    """

    document: Document
    day: date
    state: Validity
    since: date | None = None
    until: date | None = None
    by: tuple[Document, ...] = ()
    replaced: bool = False
    informs: bool = False

    @property
    def over(self) -> bool:
        """Whether it is known to be no longer in force."""
        return self.state in OVER

    @property
    def lines(self) -> tuple[Line, ...]:
        """What readers are told, in whole sentences; the first stands for all in lists."""
        match self.state:
            case Validity.COMING if self.since:
                return (Line(f"Có hiệu lực từ {short_date(self.since)}"), *self._ahead())
            case Validity.IN_FORCE:
                return (Line(self._lasting()), *self._ahead())
            case Validity.REPLACED | Validity.ENDED:
                return (self._ended(self.since),)
            case _:
                return (self._ended(None),) if self.by else (Line("Chưa rõ tình trạng hiệu lực"),)

    @property
    def in_words(self) -> str:
        """What readers are told, in one text."""
        return "; ".join(line.in_words for line in self.lines)

    @property
    def ended_in_words(self) -> str:
        """How it ended, inside a sentence; empty unless it did."""
        line = self._ended(self.since).in_words if self.over else ""
        return line[:1].lower() + line[1:]

    def _lasting(self) -> str:
        """Return what is said of a document that nothing has ended: letters and reports only inform."""
        years = self.document.applies_to
        if self.informs:
            return "Đã ban hành"
        if years and max(years) < self.day.year and not self.document.normative:
            return f"Đã qua năm áp dụng ({', '.join(map(str, years))})"
        return "Còn hiệu lực"

    def _ahead(self) -> Iterator[Line]:
        """Yield what is known to end it on a later day."""
        if self.until and self.by:
            yield Line(
                "Sẽ được thay thế bởi" if self.replaced else "Sẽ bị bãi bỏ bởi",
                self.by,
                f"từ {short_date(self.until)}",
            )
        elif self.until:
            yield Line(f"Sẽ hết hiệu lực từ {short_date(self.until)}")

    def _ended(self, day: date | None) -> Line:
        when = f"từ {short_date(day)}" if day else "(chưa rõ từ ngày nào)"
        if not self.by:
            return Line(f"Hết hiệu lực {when}")
        return Line("Được thay thế bởi" if self.replaced else "Bị bãi bỏ bởi", self.by, when)


def document_on(
    document: Document, register: Register, day: date, ignoring: Container[str] = frozenset()
) -> DocumentOn:
    """Return a document with what holds on the day.

    Its own last day, where that is recorded, comes before the day on which another takes its place. A
    document that is not public, or is older, or whose id is among `ignoring`, ends none. What a record says
    against itself is not known.
    """
    causes = [
        (other, replaces)
        for other, replaces in _ending(document, register)
        if other.public and other.id not in ignoring and not _older(other, document)
    ]
    start, end = document.in_force_from, _end(document, causes)
    by, replaced = _causing(causes, end)
    undated, replaced_some_day = _causing(causes, None)
    informs = register.kind_of(document).informs
    held = partial(DocumentOn, document=document, day=day, by=by, replaced=replaced, informs=informs)
    if start and document.expired and document.expired < start:
        return DocumentOn(document=document, day=day, state=Validity.UNKNOWN)
    if end and end <= day:
        return held(state=Validity.REPLACED if replaced else Validity.ENDED, since=end)
    if start and start > day:
        return held(state=Validity.COMING, since=start, until=end)
    if start is None or (undated and not document.expired):
        return held(state=Validity.UNKNOWN, by=undated, replaced=replaced_some_day)
    return held(state=Validity.IN_FORCE, since=start, until=end)


Causes = Sequence[tuple[Document, bool]]
"""The documents that end another, each with whether it takes its place."""


def _ending(document: Document, register: Register) -> Iterator[tuple[Document, bool]]:
    """Yield the other documents that end this one, each once, and whether they take its place."""
    found: dict[str, tuple[Document, bool]] = {}
    for place in register.referring_to("document", document.id):
        other, key = place.record, place.path[0]
        if isinstance(other, Document) and other.id != document.id and key in ENDING:
            found[other.id] = (other, key == REPLACES or found.get(other.id, (other, False))[1])
    yield from found.values()


def _older(other: Document, document: Document) -> bool:
    return bool(other.issued and document.issued and other.issued < document.issued)


def _end(document: Document, causes: Causes) -> date | None:
    """Return the first day without effect, as far as it is known."""
    known = [other.in_force_from for other, _ in causes if other.in_force_from]
    return document.expired or min(known, default=None)


def _causing(causes: Causes, end: date | None) -> tuple[tuple[Document, ...], bool]:
    """Return the documents that are in force by the end and so explain it; without an end, the undated.

    Those that take its place say more than those that abolish it.
    """
    by_then = [(other, replaces) for other, replaces in causes if _explains(other.in_force_from, end)]
    replacing = [other for other, replaces in by_then if replaces]
    found = replacing or [other for other, _ in by_then]
    return tuple(sorted(found, key=lambda other: (other.in_force_from or date.max, other.id))), bool(
        replacing
    )


def _explains(start: date | None, end: date | None) -> bool:
    return start is None if end is None else start is not None and start <= end
