"""Validity: what holds for a document on a day, and which other documents make it so.

A document takes effect on its own day and ends when its time is over, or when another replaces or abolishes
it (Luật Ban hành văn bản quy phạm pháp luật 2015, Điều 154). One of which only some clauses are amended or
abolished goes on, and says which; one that is suspended waits until its suspension is over (Điều 153).
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from congbo.records.documents import ChangeAction, ClauseChange, Document
from congbo.records.register import Register
from congbo.words.wording import listing, sentence, short_date


class Validity(StrEnum):
    """What a document is on a day."""

    COMING = "chưa có hiệu lực"
    IN_FORCE = "còn hiệu lực"
    REPLACED = "được thay thế"
    ENDED = "hết hiệu lực"
    SUSPENDED = "ngưng hiệu lực"
    UNKNOWN = "chưa rõ"


REPLACES = "replaces"
CHANGES = "changes"
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


_DONE = {
    ChangeAction.AMENDED: "được sửa đổi, bổ sung",
    ChangeAction.REPLACED: "được thay thế",
    ChangeAction.ABOLISHED: "bị bãi bỏ",
    ChangeAction.SUSPENDED: "bị ngưng hiệu lực",
}


@dataclass(frozen=True, slots=True)
class PartChanged:
    """What another document does to some clauses of one; `since` is None where the day is not known.

    Where it suspends, it may do so to the whole, and `until` is the last day of that, if it is set.
    """

    change: ClauseChange
    by: Document
    since: date | None

    def done(self, day: date) -> bool:
        """Whether it is done by the day, and not yet over, as far as is known."""
        return self.since is not None and self.perhaps(day)

    def perhaps(self, day: date) -> bool:
        """Whether nothing known speaks against that it is so on the day."""
        return (self.since is None or self.since <= day) and not self.past(day)

    def past(self, day: date) -> bool:
        """Whether it is over: what was suspended has effect again."""
        return self.change.until is not None and self.change.until < day

    def line(self, day: date) -> Line:
        """Return what readers are told: `Khoản 9 Điều 1 bị bãi bỏ bởi …  từ 01/08/2026`."""
        will = "sẽ " if self.since and self.since > day else "đã " if self.past(day) else ""
        when = f"từ {short_date(self.since)}" if self.since else "(chưa rõ từ ngày nào)"
        until = f" đến hết {short_date(self.change.until)}" if self.change.until else ""
        what = f"{listing(self.change.clauses)} {will}{_DONE[self.change.action]} bởi".strip()
        return Line(sentence(what), (self.by,), when + until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOn:
    """A document with what holds on a day, as far as the records tell.

    `since` is the day from which that holds: of one that is coming the day on which it takes effect, None
    where it is not known. `until` is the first day without effect where that is still ahead. `by` are the
    documents that ended it, or will; `replaced` tells whether they take its place or only abolish it.
    Of one that is suspended `until` is the first day of effect again, and `by` are those that suspend it.
    `informs` says that its kind sets no rule; `parts` are clauses of it that others change.
    """

    document: Document
    day: date
    state: Validity
    since: date | None = None
    until: date | None = None
    by: tuple[Document, ...] = ()
    replaced: bool = False
    informs: bool = False
    parts: tuple[PartChanged, ...] = ()

    @property
    def partly(self) -> bool:
        """Whether it is in force but for some clauses."""
        ends = (part for part in self.parts if part.change.action is not ChangeAction.AMENDED)
        return self.state is Validity.IN_FORCE and any(part.done(self.day) for part in ends)

    @property
    def status(self) -> str:
        """What it is on the day in a word or two, for lists and filters."""
        if self.partly:
            return "còn hiệu lực một phần"
        return "đã ban hành" if self.informs and self.state is Validity.IN_FORCE else str(self.state)

    @property
    def over(self) -> bool:
        """Whether it is known to be no longer in force."""
        return self.state in OVER

    @property
    def idle(self) -> bool:
        """Whether it is known to have no effect any more, or to be suspended."""
        return self.over or self.state is Validity.SUSPENDED

    @property
    def lines(self) -> tuple[Line, ...]:
        """What readers are told, in whole sentences; the first stands for all in lists."""
        match self.state:
            case Validity.COMING if self.since:
                return (Line(f"Có hiệu lực từ {short_date(self.since)}"), *self._ahead(), *self._of_parts())
            case Validity.IN_FORCE:
                return (Line(self._lasting()), *self._ahead(), *self._of_parts())
            case Validity.REPLACED | Validity.ENDED:
                return (self._ended(self.since),)
            case Validity.SUSPENDED:
                return tuple(self._of_parts())
            case _:
                unknown = self._ended(None) if self.by else Line("Chưa rõ tình trạng hiệu lực")
                return (unknown, *self._of_parts())

    @property
    def in_words(self) -> str:
        """What readers are told, in one text."""
        return "; ".join(line.in_words for line in self.lines)

    @property
    def ended_in_words(self) -> str:
        """How it ended, or that it is suspended, inside a sentence; empty unless it is so."""
        line = self.lines[0].in_words if self.idle else ""
        return line[:1].lower() + line[1:]

    def _lasting(self) -> str:
        """Return what is said of a document that nothing has ended: letters and reports only inform."""
        years = self.document.applies_to
        if self.informs:
            return "Đã ban hành"
        if years and max(years) < self.day.year and not self.document.normative:
            return f"Đã qua năm áp dụng ({', '.join(map(str, years))})"
        return "Còn hiệu lực một phần" if self.partly else "Còn hiệu lực"

    def _of_parts(self) -> Iterator[Line]:
        """Yield what others do to it, first what holds on the day for the whole of it."""
        ordered = sorted(self.parts, key=lambda part: not (part.change.whole and part.done(self.day)))
        return (part.line(self.day) for part in ordered)

    def _ahead(self) -> Iterator[Line]:
        """Yield what is known to end it on a later day."""
        if self.until and self.by:
            yield Line(
                "Sẽ được thay thế bởi" if self.replaced else "Sẽ bị bãi bỏ bởi",
                self.by,
                f"từ {short_date(self.until)}",
            )
        elif self.until:
            planned = ", như văn bản đã định" if self.until == self.document.planned_end else ""
            yield Line(f"Sẽ hết hiệu lực từ {short_date(self.until)}{planned}")

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
    parts = tuple(
        part
        for part in _parts(document, register)
        if part.by.public and part.by.id not in ignoring and not _older(part.by, document)
    )
    by, replaced = _causing(causes, end)
    undated, replaced_some_day = _causing(causes, None)
    informs = register.kind_of(document).informs
    held = partial(
        DocumentOn, document=document, day=day, by=by, replaced=replaced, informs=informs, parts=parts
    )
    if start and any(own < start for own in (document.expired, document.planned_end) if own):
        return DocumentOn(document=document, day=day, state=Validity.UNKNOWN)
    if end and end <= day:
        return held(state=Validity.REPLACED if replaced else Validity.ENDED, since=end)
    if start and start > day:
        return held(state=Validity.COMING, since=start, until=end)
    whole = [part for part in parts if part.change.whole and part.perhaps(day)]
    if start is None or (undated and not document.expired) or any(part.since is None for part in whole):
        return held(state=Validity.UNKNOWN, by=undated, replaced=replaced_some_day)
    if whole:
        since = min(part.since for part in whole if part.since)
        by = tuple(dict.fromkeys(part.by for part in whole))
        return held(state=Validity.SUSPENDED, since=since, until=_again(whole, end), by=by, replaced=False)
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
    planned = [document.planned_end] if document.planned_end else []
    return document.expired or min([*known, *planned], default=None)


def _parts(document: Document, register: Register) -> Iterator[PartChanged]:
    """Yield what other documents do to clauses of this one, by the day."""
    found = [
        PartChanged(change, other, change.effective or other.in_force_from)
        for place in register.referring_to("document", document.id)
        if isinstance(other := place.record, Document) and place.path[0] == CHANGES
        if other.id != document.id
        for change in [other.changes[int(place.path[1])]]
    ]
    yield from sorted(found, key=lambda part: (part.since or date.max, part.by.id))


def _again(whole: Sequence[PartChanged], end: date | None) -> date | None:
    """Return the first day on which what is suspended has effect again; None where none is known."""
    last = [part.change.until for part in whole if part.change.until]
    again = max(last) + timedelta(1) if len(last) == len(whole) else None
    return again if again and (end is None or again < end) else None


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
