"""Incoming: an entry of a source as values of keys, before anybody decides what becomes of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from congbo.imports.letters import on_one_line, said
from congbo.words.spelling import national_code


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in its file: `dòng 3`, `ô C7`."""

    where: str = ""

    def __str__(self) -> str:
        return self.where


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not understood or is doubtful: of which key or heading, what, and where."""

    what: str
    said: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A procedure, a document or an organisation as a source gives it.

    `values` are plain: texts, numbers, lists, mappings, as front matter is written. `identity` is the
    national code or the number; `digest` is that of the entry in the source. `foreign` says why the content
    may be another entry's, and then nobody relies on it. `left` are the texts that no record can hold.
    """

    kind: str
    identity: str
    values: Mapping[str, Any]
    place: str
    id: str = ""
    address: str = ""
    digest: str = ""
    field_name: str = ""
    notes: tuple[Note, ...] = ()
    mends: Mapping[str, int] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    foreign: str = ""
    left: tuple[Note, ...] = ()


@dataclass(slots=True)
class Telling:
    """What parsers tell while they read one entry."""

    doubts: list[str] = field(default_factory=list)
    unplaced: list[dict[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    mends: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def doubt(self, what: str, said: str) -> None:
        """Keep a doubt in the record, and tell it."""
        text = f"{what}: {said}"
        if text not in self.doubts:
            self.doubts.append(text)
            self.notes.append(Note(what, said))

    def leave(self, what: str, text: str) -> None:
        """Keep words that fit no key, under the heading that they had in the source."""
        text = text.strip()
        if not text:
            return
        same = next((one for one in self.unplaced if one["what"] == what), None)
        if same is None:
            self.unplaced.append({"what": what, "text": text})
        elif text not in same["text"].split("\n"):
            same["text"] += f"\n{text}"
        else:
            return
        self.notes.append(Note(what, f"chưa xếp được: “{shortened(text)}”"))


def procedure(
    code: str,
    values: dict[str, Any],
    place: str,
    tell: Telling,
    *,
    field: str,
    digest: str,
    missing: Sequence[tuple[str, str]] = (),
    **origin: str,
) -> Incoming:
    """Return a procedure as its source gives it, with all that was told while it was read.

    `missing` are the words that no value holds, by their heading: they are left there, and told as lost.
    `origin` is what else the source says of the entry: its id, its address, why it may be foreign.
    """
    for heading, words in missing:
        tell.leave(heading, words)
    if tell.unplaced:
        values["unplaced"] = tell.unplaced
    if tell.doubts:
        values["doubts"] = tell.doubts
    return Incoming(
        "procedure",
        national_code(code) if code else "",
        values,
        place,
        digest=digest,
        field_name=on_one_line(said(field)),
        notes=tuple(tell.notes),
        mends=dict(tell.mends),
        lost=tuple(words for _, words in missing),
        left=(),
        **origin,
    )


def shortened(text: str, most: int = 80) -> str:
    """Return the beginning of a text on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"
